//! One copy for each record of a list: checked, looked at, made.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::engine::{Call, Engine};
use super::lists::MatchFields;
use super::reply::Reply;
use super::request::{Asked, Print};
use super::sheets;
use crate::diag::{Lang, Sink};
use crate::geom::{Point, Rect};
use crate::merge::job_journal::{Done, InvalidRecord};
use crate::paint::raster;
use crate::paint::view::PageShape;
use crate::session::{Making, MergeRequest, Merged, PrintOptions, Session, Split, merge_report};
use crate::store::MemoryStore;

/// The most bytes the files of a merge may have together.
const MOST_BYTES: usize = 256 << 20;
/// Rows that are named in each group of faults; the rest is counted.
const MOST_ROWS: usize = 200;
/// Groups of faults that are reported; nobody mends more at once.
const MOST_GROUPS: usize = 100;

#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct MergeFields {
    #[serde(flatten)]
    sheet: MatchFields,
    #[serde(default)]
    print: Print,
    only: Option<String>,
    /// The sheet of paper of the whole job that is made first; those before it are printed already.
    from_sheet: Option<u64>,
    sort: Option<String>,
    per_file: Option<u64>,
    split_by: Option<String>,
    #[serde(default)]
    skip_bad: bool,
    /// The record to look at.
    #[serde(default)]
    record: u64,
    dpi: Option<u16>,
}

#[derive(Serialize, JsonSchema)]
pub(super) struct ListChecked {
    copies: u64,
    bad: u64,
    pages: u64,
    paper: u64,
    file_count: u64,
    groups: Vec<FaultGroup>,
    /// A CSV of the rows that cannot be printed.
    report: Option<String>,
}

#[derive(Serialize, JsonSchema)]
pub(super) struct FaultGroup {
    code: String,
    column: String,
    /// What is wrong in the first of the rows.
    message: String,
    /// What to do; empty where that is another matter in each row.
    hint: String,
    rows: Vec<u64>,
    /// What is wrong in each of `rows`, in their order.
    each: Vec<String>,
    /// How many rows more have the same kind of fault.
    more: u64,
}

#[derive(Serialize, JsonSchema)]
pub(super) struct MergedFiles {
    copies: u64,
    pages: u64,
    bad: u64,
    /// The numbers of the records, as `only` takes them.
    rows: String,
    names: Vec<String>,
    report: Option<String>,
}

/// What a job made, and what was found on the way.
struct Run {
    made: Option<Merged>,
    store: MemoryStore,
    paper: u64,
    /// The numbers of the records that were chosen; all without any.
    only: Option<String>,
    sink: Sink,
    session: Session,
}

impl MergeFields {
    fn request(&self) -> MergeRequest {
        MergeRequest {
            guide: 0,
            product: self.sheet.product.clone(),
            map: self.sheet.pairs(),
            conditions: Vec::new(),
            only: self.only.clone(),
            sort: self.sort.clone(),
            split: match (&self.split_by, self.per_file) {
                (Some(column), _) => Split::By(column.clone()),
                (None, Some(count)) => Split::PerFile(count.max(1)),
                (None, None) => Split::OneFile,
            },
            shard: None,
            per_sheet: None,
            tagged: false,
        }
    }

    /// The numbers of the records that stand on this sheet of the job and on those after it, as `only`
    /// takes them, and whether that sheet is the first, of which places may be used; `None` when the
    /// job cannot be made, which the run itself tells.
    fn rest(
        &self,
        (engine, asked, call): (&Engine, &Asked<'_>, &Call<'_>),
        (session, request, print): (&Session, &MergeRequest, &PrintOptions),
        sheet: u64,
    ) -> Result<Option<(String, bool)>, String> {
        let table = self.sheet.list.open(engine, asked, &mut Sink::new())?;
        let Some(table) = table else { return Ok(None) };
        let (Some(job), _) = session.merge(request, print, &table) else { return Ok(None) };
        let making = Making {
            threads: call.threads,
            skip_bad: true,
            is_rehearsal: true,
            scratch: MemoryStore::scratch(),
            cancel: call.cancel,
        };
        let (made, _) = job.make(table, MemoryStore::new(MOST_BYTES), &making, |_| ());
        let Some(Merged { tally, done, .. }) = made else { return Ok(None) };
        // A record that cannot be printed leaves its place empty; a sheet of such places alone is none,
        // unless it lies in the printer already.
        let bad = done.iter().flat_map(|done| &done.bad).map(|bad| bad.number);
        let bad: BTreeSet<u64> = bad.collect();
        let choice = &job.rules.choice;
        let numbers: Vec<u64> = choice.numbers(tally.copies + tally.bad).collect();
        let is_printed = |places: &&[u64]| places.iter().any(|number| !bad.contains(number));
        let begun = numbers.len().min(job.per_sheet().saturating_sub(print.used_places));
        let (begun, rest) = numbers.split_at(begun);
        let begun_sheet = Some(begun).filter(|begun| print.used_places > 0 || is_printed(begun));
        let rest = rest.chunks(job.per_sheet()).filter(is_printed);
        let sheets: Vec<&[u64]> = begun_sheet.into_iter().chain(rest).collect();
        let leaves = job.paper(tally.pages).checked_div(sheets.len() as u64).unwrap_or(1).max(1);
        let first = usize::try_from((sheet.max(1) - 1) / leaves).ok();
        let first = first.and_then(|at| sheets.get(at)?.first());
        let is_begun = first.is_some_and(|first| begun.contains(first));
        let rest = first.zip(numbers.last()).map(|(first, last)| choice.since(*first, *last));
        rest.map(|rest| Some((rest, is_begun)))
            .ok_or_else(|| "`from_sheet` is behind the last sheet".to_owned())
    }

    /// Runs the job; in a rehearsal nothing is kept of what it makes.
    fn run(
        &self,
        engine: &Engine,
        asked: &Asked<'_>,
        call: &Call<'_>,
        is_rehearsal: bool,
    ) -> Result<Run, String> {
        if self.from_sheet.is_some() && (self.per_file.is_some() || self.split_by.is_some()) {
            return Err("`from_sheet` counts the sheets of one file".to_owned());
        }
        let mut print = self.print.options()?;
        let session = self.sheet.session(engine, asked, self.print.printer());
        let mut sink = session.found().clone();
        sink.extend(session.check(0).into_iter().flat_map(Sink::iter).cloned());
        let store = MemoryStore::new(MOST_BYTES);
        let mut request = self.request();
        sink.extend(request.misspelt());
        if let Some(sheet) = self.from_sheet.filter(|_| !sink.has_errors()) {
            let rest = self.rest((engine, asked, call), (&session, &request, &print), sheet)?;
            if let Some((only, is_begun)) = rest {
                request.only = Some(only);
                print.used_places = if is_begun { print.used_places } else { 0 };
            }
        }
        let opened = self.sheet.list.open(engine, asked, &mut sink)?;
        let (mut made, mut paper) = (None, 0);
        if let Some(table) = opened.filter(|_| !sink.has_errors()) {
            let (job, found) = session.merge(&request, &print, &table);
            sink.append(found);
            if let Some(job) = job {
                let making = Making {
                    threads: call.threads,
                    skip_bad: self.skip_bad || is_rehearsal,
                    is_rehearsal,
                    scratch: MemoryStore::scratch(),
                    cancel: call.cancel,
                };
                let mut count = 0;
                let tell = |records: u64| {
                    count += records;
                    (call.progress)(count, 0);
                };
                let (merged, found) = job.make(table, store.clone(), &making, tell);
                paper = merged.as_ref().map_or(0, |own| job.paper(own.tally.pages));
                sink.append(found);
                made = merged;
            }
        }
        Ok(Run { made, store, paper, only: request.only, sink, session })
    }
}

/// Which records can be printed and which cannot, and what they come to.
pub(super) fn check(engine: &Engine, asked: &Asked<'_>, call: &Call<'_>) -> Result<Reply, String> {
    let fields: MergeFields = asked.fields()?;
    let Run { made, paper, sink, session, .. } = fields.run(engine, asked, call, true)?;
    let reply = made.map_or_else(Reply::refused, |made| {
        let groups = groups(&made.done, asked.lang);
        let report = report(&made, asked.lang);
        let tally = made.tally;
        let (copies, bad, pages, file_count) = (tally.copies, tally.bad, tally.pages, tally.files);
        Reply::of(&ListChecked { copies, bad, pages, paper, file_count, groups, report })
    });
    Ok(reply.found(&sink, session.sources(), asked.lang))
}

/// The rows that are left out, as a CSV; `None` without any.
fn report(made: &Merged, lang: Lang) -> Option<String> {
    let table = (made.tally.bad > 0).then(|| merge_report::table(&made.done, lang));
    table.map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
}

/// Bad records, those with one kind of fault in one column together.
fn groups(done: &[Done], lang: Lang) -> Vec<FaultGroup> {
    let pick = |texts: &[String; 2]| texts[usize::from(lang == Lang::Vi)].clone();
    let mut all: BTreeMap<(&str, &str, String), FaultGroup> = BTreeMap::new();
    let bad = done.iter().flat_map(|done| &done.bad);
    for InvalidRecord { row, field, code, reason, todo, .. } in bad {
        let key = (code.as_str(), field.as_str(), without_values(&reason[0]));
        if all.len() >= MOST_GROUPS && !all.contains_key(&key) {
            continue;
        }
        let group = all.entry(key).or_insert_with(|| FaultGroup {
            code: code.clone(),
            column: field.clone(),
            message: pick(reason),
            hint: pick(todo),
            rows: Vec::new(),
            each: Vec::new(),
            more: 0,
        });
        // Two faults of one kind in one row are reported once.
        if group.rows.last() == Some(row) {
            continue;
        }
        // What to do may name the value of one row, which is no advice for another.
        if group.hint != pick(todo) {
            group.hint.clear();
        }
        if group.rows.len() < MOST_ROWS {
            group.rows.push(*row);
            group.each.push(pick(reason));
        } else {
            group.more += 1;
        }
    }
    all.into_values().collect()
}

/// The words of a message without what is quoted in it and without numbers: what is wrong, not with
/// which value.
fn without_values(message: &str) -> String {
    let mut depth = 0_u32;
    let is_kept = |letter: &char| {
        match letter {
            '“' => depth += 1,
            '”' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && !letter.is_ascii_digit()
    };
    message.chars().filter(is_kept).collect()
}

/// A picture of the copy of one record.
pub(super) fn record(engine: &Engine, asked: &Asked<'_>, call: &Call<'_>) -> Result<Reply, String> {
    let mut fields: MergeFields = asked.fields()?;
    fields.only = Some(fields.record.to_string());
    // One copy is looked at, as it stands on its sheet of new paper.
    fields.print.forget_used_places();
    fields.per_file = None;
    fields.split_by = None;
    let Run { made, store, sink, session, .. } = fields.run(engine, asked, call, false)?;
    let made = made.filter(|made| made.is_made).and_then(|_| store.take().into_iter().next());
    let reply = made.map_or_else(Reply::refused, |(name, pdf)| {
        let sizes = raster::sizes(&pdf).unwrap_or_default();
        let shape = |size| PageShape { size, cuts: vec![Rect::new(Point::default(), size)] };
        let shapes: Vec<PageShape> = sizes.into_iter().map(shape).collect();
        let name = name.trim_end_matches(".pdf");
        let look = (fields.dpi.unwrap_or(72), None, None);
        let pictures = sheets::pictures(&session, (&pdf, &shapes, name), look, call);
        pictures
            .unwrap_or_else(|found| Reply::refused().found(&found, session.sources(), asked.lang))
    });
    Ok(reply.found(&sink, session.sources(), asked.lang))
}

/// The files of all records.
pub(super) fn make(engine: &Engine, asked: &Asked<'_>, call: &Call<'_>) -> Result<Reply, String> {
    let fields: MergeFields = asked.fields()?;
    let Run { made, store, only, sink, session, .. } = fields.run(engine, asked, call, false)?;
    let reply = made.filter(|made| made.is_made).map_or_else(Reply::refused, |made| {
        let (names, files): (Vec<String>, Vec<Vec<u8>>) = store.take().into_iter().unzip();
        let report = report(&made, asked.lang);
        let (copies, pages, bad) = (made.tally.copies, made.tally.pages, made.tally.bad);
        let rows = only.unwrap_or_else(|| format!("1-{}", copies + bad));
        Reply::of(&MergedFiles { copies, pages, bad, rows, names, report }).with(files)
    });
    Ok(reply.found(&sink, session.sources(), asked.lang))
}
