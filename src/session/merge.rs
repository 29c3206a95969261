//! A merge: one copy of a sheet for each record of a list.
//!
//! [`Session::merge`] reads what was asked for against the columns of a list and gives a
//! [`MergeJob`], which plans the job or makes its files.

use std::collections::BTreeSet;
use std::io;

use sha2::{Digest, Sha256};

use super::faults;
use super::merge_report;
use super::{Loaded, PrintOptions, Session};
use crate::cancel::Cancel;
use crate::diag::{Diagnostic, Sink};
use crate::doc::{Paper, SheetStyle, field};
use crate::guide::Guide;
use crate::merge::job_journal::{self, Done, JobIdentity, ListIdentity};
use crate::merge::{
    self, BoundedFiles, ColumnCondition, CompositionJob, FileSplit, ImpositionGrid, MOST_TAGGED,
    MergeFields, Outcome, OutputFiles, OutputPlan, PlacedFields, RecordFilter, RecordSource,
    RecordStream, RecordingWorld, Shard, SortBy, SortedRecords,
};
use crate::paint::pdf::Meta;
use crate::paint::pdf::stream::DocumentInfo;
use crate::records::{Column, Table};
use crate::roster;
use crate::sheet;
use crate::store::MakeScratch;
use crate::text::{Face, Fonts};
use crate::typeset::Typesetter;
use crate::world::World;

/// What somebody wants of a merge.
#[derive(Clone, Debug)]
pub struct MergeRequest {
    /// The number of the guide among those of the session.
    pub guide: usize,
    /// The product.
    pub product: String,
    /// Which column fills what; the others are found by their names.
    pub map: Vec<(String, String)>,
    /// Only records whose columns say this, like `Tổ=5`.
    pub conditions: Vec<String>,
    /// Only records with these numbers, like `17,40-52`.
    pub only: Option<String>,
    /// A column to sort by, or `address` or `name` as on a roster.
    pub sort: Option<String>,
    /// How copies are spread over files.
    pub split: Split,
    /// The part of the files that is made, like `3/16`.
    pub shard: Option<String>,
    /// How many copies have to fit the paper.
    pub per_sheet: Option<usize>,
    /// Whether pages have the tags that screen readers follow.
    pub tagged: bool,
}

/// How copies are spread over files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Split {
    /// All into one.
    OneFile,
    /// At most this many into each.
    PerFile(u64),
    /// One file for each value of this column.
    By(String),
}

impl MergeRequest {
    /// What is wrong with its values, whatever the list is.
    pub fn misspelt(&self) -> Vec<Diagnostic> {
        let only = self.only.as_deref().and_then(|only| merge::read_only(only).err());
        let shard = self.shard.as_deref().and_then(|shard| Shard::read(shard).err());
        let has_no_value = |condition: &&String| !condition.contains('=');
        let conditions = self.conditions.iter().filter(has_no_value);
        let conditions =
            conditions.filter_map(|condition| ColumnCondition::read(condition, &[]).err());
        only.into_iter().chain(shard).chain(conditions).collect()
    }
}

/// A merge whose list, fields and paper are known to be right.
pub struct MergeJob<'s> {
    pub(super) session: &'s Session,
    guide: &'s Guide,
    style: &'s SheetStyle,
    product: String,
    print: PrintOptions,
    world: RecordingWorld<'s>,
    fields: MergeFields,
    keys: Vec<String>,
    slots: Option<ImpositionGrid>,
    tagged: bool,
    /// The title of the product, where all copies have the same.
    title: Option<String>,
    /// Which records go where.
    pub rules: OutputPlan,
}

impl Session {
    /// Reads what was asked for against a list. `None` when anything in it is wrong.
    pub fn merge(
        &self,
        request: &MergeRequest,
        print: &PrintOptions,
        table: &Table,
    ) -> (Option<MergeJob<'_>>, Sink) {
        let mut sink = Sink::new();
        let job = self.merge_job(request, print, table, &mut sink);
        (job.filter(|_| !sink.has_errors()), self.limits().keep(sink))
    }

    fn merge_job(
        &self,
        request: &MergeRequest,
        print: &PrintOptions,
        table: &Table,
        sink: &mut Sink,
    ) -> Option<MergeJob<'_>> {
        let Loaded { world, templates, sources, settings, .. } = &*self.0;
        let guide = self.guides().nth(request.guide).filter(|_| self.is_good(request.guide))?;
        let product = &request.product;
        let style = &templates.product(product)?.style;
        if style.sheet.as_ref().is_some_and(Paper::turns_pages) {
            sink.push(faults::stands_on_its_head((&guide.slug, product)));
            return None;
        }
        let columns = table.columns();
        let uses = templates.uses(product, sources);
        let mut fields = MergeFields::new(guide, &uses, columns, &request.map, sink);
        let rules = rules(request, guide, (table, print), self.limits().records, sink);
        let world = RecordingWorld::new(&**world);
        let plain = self.typesetter(print, Cancel::never())?;
        let typesetter = Typesetter { world: &world, ..plain };
        let slots = slots(request.per_sheet, style, &typesetter);
        let slots = slots.map_err(|found| sink.push(found)).ok();
        let (rules, slots) = (rules?, slots?);
        for source in sources.iter().filter(|source| field::has_marks(&source.text)) {
            sink.push(faults::private_letter(&source.path));
        }
        if sink.has_errors() {
            return None;
        }
        let placed = PlacedFields::new(&fields, guide, product, &typesetter);
        let unused = placed.unused(&fields, columns);
        let given: BTreeSet<String> = settings.iter().map(|(id, _)| id.clone()).collect();
        let unfilled = placed.unfilled(&fields, guide, &uses, &given);
        sink.extend(faults::unused(&unused));
        sink.extend(faults::unfilled(&unfilled));
        if placed.fields.is_empty() {
            sink.push(faults::nothing_filled((&guide.slug, product)));
        }
        fields.printed = Some(placed.fields);
        let keys = columns.iter().map(|column: &Column| column.key.clone()).collect();
        let (session, tagged, title) = (self, request.tagged, placed.title);
        let (product, print) = (product.clone(), print.clone());
        Some(MergeJob {
            session,
            guide,
            style,
            product,
            print,
            world,
            fields,
            keys,
            slots,
            tagged,
            title,
            rules,
        })
    }
}

impl MergeJob<'_> {
    /// What a person should know of a run: what was put right, and copies that needed no list.
    pub fn notes(&self, outcome: &Outcome, sink: &mut Sink) {
        merge_report::notes(outcome, sink);
        if outcome.is_one_sheet() {
            sink.push(faults::all_alike(outcome.copies, (&self.guide.slug, &self.product)));
        }
    }

    /// How many copies stand on one side of a sheet.
    pub fn per_sheet(&self) -> usize {
        self.slots.as_ref().map_or(1, ImpositionGrid::count)
    }

    /// How many sheets of paper so many pages take.
    pub fn paper(&self, pages: u64) -> u64 {
        let is_duplex = self.with(Cancel::never(), |job| job.is_duplex()).unwrap_or(false);
        if is_duplex { pages.div_ceil(2) } else { pages }
    }

    /// The faces of its files.
    pub fn fonts(&self) -> &Fonts {
        self.session.fonts()
    }

    /// What every file says of itself.
    pub fn about(&self) -> DocumentInfo {
        let imposing = self.print.imposing(None);
        let (date, inks, tagged) = (self.guide.reviewed.it, self.print.inks, self.tagged);
        DocumentInfo {
            lang: crate::diag::Lang::Vi,
            title: self.title.clone().unwrap_or_else(|| self.guide.title.plain()),
            meta: Meta { date, inks, tagged },
            duplex: self
                .slots
                .as_ref()
                .map_or_else(|| sheet::duplex(self.style, imposing), ImpositionGrid::duplex),
        }
    }

    /// The records of the list, each with its file; `rules` are those of the job, without what is
    /// done. What does not fit in memory goes to `scratch` files.
    pub fn record_source<'c>(
        &self,
        mut table: Table,
        rules: OutputPlan,
        scratch: MakeScratch,
        cancel: &'c Cancel,
    ) -> Box<dyn RecordSource + 'c> {
        if let Some(columns) = self.fields.judged_columns().and_then(|own| rules.with_columns(own))
        {
            table.judge_only(columns);
        }
        let gathers = rules.gathers();
        let stream = RecordStream::new(table, rules);
        let source: Box<dyn RecordSource + 'c> = if gathers {
            Box::new(SortedRecords::new(stream, scratch, cancel))
        } else {
            Box::new(stream)
        };
        if self.tagged { Box::new(BoundedFiles::new(source, MOST_TAGGED)) } else { source }
    }

    /// Does `work` with the pipeline of this job.
    pub(super) fn with<T>(
        &self,
        cancel: &Cancel,
        work: impl FnOnce(CompositionJob<'_>) -> T,
    ) -> Option<T> {
        let MergeJob { guide, ref product, ref fields, ref keys, ref slots, tagged, .. } = *self;
        let plain = self.session.typesetter(&self.print, cancel)?;
        let typesetter = Typesetter { world: &self.world, ..plain };
        let (press, slots) = (&typesetter, slots.as_ref());
        Some(work(CompositionJob { press, guide, product, fields, keys, slots, tagged }))
    }

    /// Makes the files of the job from the records that come. `tell` hears how many records were
    /// done since it was last told, how many of them cannot be printed, and which file was finished.
    ///
    /// # Errors
    /// What the store of the files says.
    pub fn run(
        &self,
        threads: usize,
        source: &mut dyn RecordSource,
        files: &mut OutputFiles<'_>,
        cancel: &Cancel,
        tell: impl FnMut(u64, u64, Option<&Done>),
    ) -> io::Result<Outcome> {
        let run = |job: CompositionJob<'_>| merge::run(job, threads, source, files, cancel, tell);
        self.with(cancel, run).unwrap_or_else(|| Ok(Outcome::default()))
    }

    /// What job this is, whatever folder it is started in and however its paths are written: of this
    /// list, and of options that are not in the request.
    pub fn head(&self, list: ListIdentity, options: &str) -> JobIdentity {
        let Loaded { sources, settings, fonts, .. } = &*self.session.0;
        // Pictures that a template prints for some records only.
        for (_, _, step) in self.guide.steps() {
            if let Some(picture) = step.picture.as_ref().filter(|it| it.screen.is_none()) {
                let _ = self.world.read(&format!("{}/{}", self.guide.folder, picture.file));
            }
        }
        if let Some(logo) = &settings.logo {
            let _ = self.world.read(logo);
        }
        let mut parts: Vec<(String, String)> = Vec::new();
        for source in sources.iter() {
            let name = source.path.rsplit(['/', '\\']).next().unwrap_or(&source.path);
            let sum = job_journal::hex(&Sha256::digest(source.text.as_bytes()));
            parts.push((name.to_owned(), sum));
        }
        parts.extend(settings.iter().map(|(id, value)| (id.clone(), value.clone())));
        let sum_of = |face: &Face| job_journal::hex(&Sha256::digest(&face.bytes));
        parts.extend(fonts.own().iter().map(|face| (face.name.to_string(), sum_of(face))));
        parts.sort();
        let sum =
            |parts: &[(String, String)]| job_journal::hex(&Sha256::digest(format!("{parts:?}")));
        JobIdentity {
            toroi: env!("CARGO_PKG_VERSION").to_owned(),
            guide: self.guide.slug.clone(),
            product: self.product.clone(),
            choice: format!("{} {}", self.print.suffix(), self.rules.choice.identity()),
            sheet: sum(&parts),
            pictures: sum(&self.world.sums()),
            list,
            options: options.to_owned(),
        }
    }
}

fn rules(
    request: &MergeRequest,
    guide: &Guide,
    (table, print): (&Table, &PrintOptions),
    most: u64,
    sink: &mut Sink,
) -> Option<OutputPlan> {
    let (before, columns) = (sink.errors(), table.columns());
    let mut keep = |found: Diagnostic| sink.push(found);
    let only = request.only.as_deref().map(merge::read_only).transpose();
    let only = only.map_err(&mut keep).ok().flatten().unwrap_or_default();
    let conditions = request.conditions.iter().map(|typed| ColumnCondition::read(typed, columns));
    let conditions: Vec<_> =
        conditions.filter_map(|condition| condition.map_err(&mut keep).ok()).collect();
    let choice = RecordFilter { only, conditions };
    let shard = request.shard.as_deref().map(Shard::read).transpose();
    let shard = shard.map_err(&mut keep).ok().flatten();
    let column = |name: &str, sink: &mut Sink| {
        merge::column(name, columns).map_err(|found| sink.push(found)).ok()
    };
    let sort = request.sort.as_deref().and_then(|sort| match sort {
        "address" => roster::ColumnMap::new(table, &[], sink).map(SortBy::Way),
        "name" => roster::ColumnMap::new(table, &[], sink).map(SortBy::Name),
        name => column(name, sink).map(SortBy::Column),
    });
    let spread = match &request.split {
        Split::By(name) => column(name, sink).map(FileSplit::By),
        Split::OneFile => Some(FileSplit::OneFile),
        Split::PerFile(count) => Some(FileSplit::PerFile(*count)),
    };
    let base = format!("{}-{}{}{}", guide.slug, request.product, print.suffix(), choice.name());
    let done = BTreeSet::new();
    let spread = spread.filter(|_| sink.errors() == before)?;
    Some(OutputPlan { choice, spread, shard, sort, base, done, most })
}

fn slots(
    wanted: Option<usize>,
    style: &SheetStyle,
    typesetter: &Typesetter<'_>,
) -> Result<Option<ImpositionGrid>, Diagnostic> {
    let slots = ImpositionGrid::new(style, typesetter)?;
    let have = slots.as_ref().map_or(1, ImpositionGrid::count);
    match wanted {
        Some(wanted) if wanted != have => Err(faults::other_count(have, wanted)),
        _ => Ok(slots),
    }
}
