//! `toroi merge`: one copy of a sheet for each record of a list.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use super::args::{Args, MergeArgs};
use super::merge_report::{self as report, Tally};
use super::output;
use super::settings;
use super::terminal::{self, Terminal};
use crate::diag::{Code, Diagnostic, Format, Sink, text};
use crate::disk;
use crate::doc::{self, SheetStyle};
use crate::guide::{self, Guide, Library};
use crate::merge::manifest::{self, Done, Head, Manifest};
use crate::merge::{
    self, Choice, Condition, Fields, Files, Job, Rules, Shard, Slots, SortBy, Spread, Standing,
    Stream,
};
use crate::paint::pdf::Meta;
use crate::paint::pdf::stream::About;
use crate::records::{Options, Table};
use crate::render::Press;
use crate::roster;
use crate::sheet;
use crate::source::{ReadAs, Sources};
use crate::template::{Set, Settings, Uses};
use crate::text::Fonts;
use crate::world::Project;

/// More bad records than this are one mistake, not many.
pub(super) const TOO_MANY: u64 = 10_000;

/// Makes the copies.
pub(super) fn run(options: &MergeArgs, args: &Args, terminal: Terminal) -> u8 {
    let named = std::slice::from_ref(&options.guide);
    let world = Project::new(&args.project).with_named(named);
    let (mut sink, mut sources, fonts) = (Sink::new(), Sources::new(), Fonts::new());
    let prepared = prepare(options, &world, &fonts, &mut sources, &mut sink);
    let tally = prepared.and_then(|prepared| {
        let Prepared { guide, set, settings } = &prepared;
        let press = Press {
            world: &world,
            sources: &sources,
            set,
            fonts: &fonts,
            settings,
            imposing: options.imposing(),
            inks: options.inks(),
        };
        let style = &set.product(&options.product)?.style;
        work(options, guide, style, &press, terminal, &mut sink)
    });
    if let Some(tally) = &tally {
        terminal.print(&tally.line(terminal));
    }
    // What was put right in the list is printed a thousand times: it is told.
    terminal.telling_all().findings(&sink, &sources);
    u8::from(sink.has_errors())
}

/// What is read before the list.
struct Prepared {
    guide: Guide,
    set: Set,
    settings: Settings,
}

fn prepare(
    options: &MergeArgs,
    world: &Project,
    fonts: &Fonts,
    sources: &mut Sources,
    sink: &mut Sink,
) -> Option<Prepared> {
    let reading = ReadAs::default();
    let named = [options.guide.clone()];
    let library = Library::load(world, &named, reading, sources, sink);
    let set = Set::load(world, std::slice::from_ref(&options.product), fonts, sources, sink);
    if !set.known().contains(&options.product) {
        sink.push(set.unknown(&options.product, None));
    }
    let today = options.today.unwrap_or_else(terminal::today);
    let settings = settings::read(&options.set, &library, (world, today), sources, sink);
    let guide = library.guides.into_values().next();
    if let Some(guide) = &guide {
        guide::check(guide, sources, Some(today), sink);
    }
    let guide = guide.filter(|_| !sink.has_errors())?;
    Some(Prepared { guide, set, settings })
}

fn work(
    options: &MergeArgs,
    guide: &Guide,
    style: &SheetStyle,
    press: &Press<'_>,
    terminal: Terminal,
    sink: &mut Sink,
) -> Option<Tally> {
    let reading =
        Options { sheet: options.worksheet.clone(), encoding: options.encoding, separator: None };
    let list = InputFile::read(&options.records, sink)?;
    let table = Table::open(&options.records, &reading, sink)?;
    let uses = press.set.uses(&options.product, press.sources);
    let columns = table.columns().to_vec();
    let fields = Fields::new(guide, &uses, &columns, &options.map, sink);
    let rules = rules(options, guide, &table, sink);
    if options.tagged && style.sheet.is_some() {
        sink.push(folded(&options.product));
    }
    let slots = match slots(options, style, press) {
        Ok(slots) => slots,
        Err(found) => {
            sink.push(found);
            None
        }
    };
    let rules = rules.filter(|_| !sink.has_errors())?;
    for source in press.sources.iter().filter(|source| doc::field::has_marks(&source.text)) {
        sink.push(report::private_letter(&source.path));
    }
    if sink.has_errors() {
        return None;
    }
    let standing = Standing::new(&fields, guide, &options.product, press);
    tell_unused(guide, &uses, &fields, (&columns, &standing), press.settings, sink);
    let keys: Vec<String> = columns.iter().map(|column| column.key.clone()).collect();
    let (fields, keys) = (&fields, keys.as_slice());
    let slots = slots.as_ref();
    let tagged = options.tagged;
    let job = Job { press, guide, product: &options.product, fields, keys, slots, tagged };
    let about = About {
        title: guide.title.plain(),
        meta: Meta { date: guide.reviewed.it, inks: options.inks(), tagged },
        duplex: slots.map_or_else(|| sheet::duplex(style, press.imposing), Slots::duplex),
    };
    if options.plan {
        return report::plan(job, table, rules, terminal, sink);
    }
    let head = head(options, guide, press, &list);
    let mut run = Run { options, terminal, job, list, head };
    run.go(table, rules, about, sink)
}

/// The list as it was when the job began.
struct InputFile {
    path: PathBuf,
    sha256: String,
    bytes: u64,
    changed: Option<std::time::SystemTime>,
    /// How many lines it has, where it is a text.
    lines: Option<u64>,
}

impl InputFile {
    fn read(path: &Path, sink: &mut Sink) -> Option<InputFile> {
        let shown = path.display().to_string();
        let read =
            disk::open(path).and_then(|_| manifest::checksum(path)).and_then(|(sha256, bytes)| {
                let changed = std::fs::metadata(path)?.modified().ok();
                let is_text = !matches!(
                    path.extension().and_then(|end| end.to_str()),
                    Some("xlsx" | "xlsm" | "ods")
                );
                let lines = if is_text { Some(report::lines(path)?) } else { None };
                Ok(InputFile { path: path.to_owned(), sha256, bytes, changed, lines })
            });
        read.map_err(|error| sink.push(crate::world::read_error(&shown, &error))).ok()
    }

    /// Whether it is still the same.
    fn stands(&self) -> bool {
        let now = std::fs::metadata(&self.path);
        let same =
            now.is_ok_and(|now| now.len() == self.bytes && now.modified().ok() == self.changed);
        same || manifest::checksum(&self.path).is_ok_and(|(sum, _)| sum == self.sha256)
    }
}

fn rules(options: &MergeArgs, guide: &Guide, table: &Table, sink: &mut Sink) -> Option<Rules> {
    let (before, columns) = (sink.errors(), table.columns());
    let mut choice = Choice::default();
    if let Some(only) = &options.only {
        match merge::read_only(only) {
            Ok(only) => choice.only = only,
            Err(found) => sink.push(found),
        }
    }
    for condition in &options.conditions {
        match Condition::read(condition, columns) {
            Ok(condition) => choice.conditions.push(condition),
            Err(found) => sink.push(found),
        }
    }
    let shard = options.shard.as_ref().and_then(|shard| match Shard::read(shard) {
        Ok(shard) => Some(shard),
        Err(found) => {
            sink.push(found);
            None
        }
    });
    let column = |name: &str, sink: &mut Sink| {
        merge::column(name, columns).map_err(|found| sink.push(found)).ok()
    };
    let sort = options.sort.as_deref().and_then(|sort| match sort {
        "address" => roster::Map::new(table, &[], sink).map(SortBy::Way),
        "name" => roster::Map::new(table, &[], sink).map(SortBy::Name),
        name => column(name, sink).map(SortBy::Column),
    });
    let spread = match &options.split_by {
        Some(name) => column(name, sink).map(Spread::By),
        None if options.one_file => Some(Spread::OneFile),
        None => Some(Spread::PerFile(options.per_file)),
    };
    let only = choice.name();
    let base = format!("{}-{}{}{only}", guide.slug, options.product, options.suffix());
    let done = BTreeSet::new();
    let spread = spread.filter(|_| sink.errors() == before)?;
    Some(Rules { choice, spread, shard, sort, base, done })
}

fn slots(
    options: &MergeArgs,
    style: &SheetStyle,
    press: &Press<'_>,
) -> Result<Option<Slots>, Diagnostic> {
    let slots = Slots::new(style, press)?;
    let wanted = options.impose;
    let have = slots.as_ref().map_or(1, Slots::count);
    if let Some(wanted) = wanted.filter(|wanted| *wanted != have) {
        return Err(Diagnostic::new(
            Code::MergeChoice,
            text!(
                en "{have} copies fit the sheet, not {wanted}",
                vi "tờ giấy này xếp được {have} bản, không phải {wanted}",
            ),
        )
        .hint(text!(
            en "write --impose {have}up, or choose another --sheet",
            vi "viết --impose {have}up, hoặc chọn --sheet khác",
        )));
    }
    Ok(slots)
}

/// The panels of a folded sheet lie in another order than they are read in.
fn folded(product: &str) -> Diagnostic {
    Diagnostic::new(
        Code::MergeChoice,
        text!(
            en "copies of `{product}` are folded, and cannot be tagged",
            vi "bản `{product}` là tờ gấp nên không gắn thẻ được",
        ),
    )
    .hint(text!(
        en "leave out --tagged, or choose a product that is not folded",
        vi "bỏ --tagged, hoặc chọn loại không gấp",
    ))
}

fn tell_unused(
    guide: &Guide,
    uses: &Uses,
    fields: &Fields,
    (columns, standing): (&[crate::records::Column], &Standing),
    settings: &Settings,
    sink: &mut Sink,
) {
    let unused = fields.unused(columns, standing);
    if !unused.is_empty() {
        let list = unused.iter().map(|name| format!("“{name}”")).collect::<Vec<_>>().join(", ");
        sink.push(
            Diagnostic::new(
                Code::MergeUnused,
                text!(
                    en "nothing on this sheet uses the columns {list}",
                    vi "tờ này không dùng các cột {list}",
                ),
            )
            .hint(text!(
                en "if one of them fills a line, say so: --map cong-an=\"…\"",
                vi "nếu cột nào để điền vào một dòng, ghi: --map cong-an=\"…\"",
            )),
        );
    }
    let given: BTreeSet<String> = settings.iter().map(|(id, _)| id.clone()).collect();
    let unfilled = fields.unfilled(guide, uses, &given, standing);
    if !unfilled.is_empty() {
        let list = unfilled.join(", ");
        sink.push(
            Diagnostic::new(
                Code::MergeUnused,
                text!(
                    en "no column fills {list}: these stay dotted lines",
                    vi "không cột nào điền {list}: các dòng này để chấm cho bác ghi tay",
                ),
            )
            .hint(text!(
                en "name the column with --map, or give one value for all with --set",
                vi "chỉ cột bằng --map, hoặc ghi một giá trị chung bằng --set",
            )),
        );
    }
    if standing.fields.is_empty() {
        sink.push(Diagnostic::new(
            Code::MergeField,
            text!(
                en "no column of the list fills anything on this sheet: all copies would be the same",
                vi "không cột nào của danh sách điền vào tờ này: mọi bản sẽ giống hệt nhau",
            ),
        ));
    }
}

/// What job this is.
fn head(options: &MergeArgs, guide: &Guide, press: &Press<'_>, list: &InputFile) -> Head {
    use sha2::{Digest, Sha256};
    let mut sum = Sha256::new();
    for source in press.sources.iter() {
        sum.update(source.path.as_bytes());
        sum.update([0]);
        sum.update(source.text.as_bytes());
        sum.update([0]);
    }
    for (_, _, step) in guide.steps() {
        if let Some(picture) = &step.picture {
            let path = format!("{}/{}", guide.folder, picture.file);
            sum.update(press.world.read(&path).unwrap_or_default());
        }
    }
    for (id, value) in press.settings.iter() {
        sum.update(format!("{id}={value}\0").as_bytes());
    }
    Head {
        toroi: env!("CARGO_PKG_VERSION").to_owned(),
        guide: guide.slug.clone(),
        product: options.product.clone(),
        sheet: manifest::hex(&sum.finalize()),
        records: list.sha256.clone(),
        options: options.identity(),
    }
}

/// A run of a job.
struct Run<'a> {
    options: &'a MergeArgs,
    terminal: Terminal,
    job: Job<'a>,
    list: InputFile,
    head: Head,
}

impl Run<'_> {
    fn go(
        &mut self,
        table: Table,
        mut rules: Rules,
        about: About,
        sink: &mut Sink,
    ) -> Option<Tally> {
        let options = self.options;
        let start = Instant::now();
        if !options.dry_run
            && let Err(found) = output::folder(&options.out)
        {
            sink.push(found);
            return None;
        }
        let part =
            rules.shard.map_or(String::new(), |shard| format!("-{}-of-{}", shard.part, shard.of));
        let diary = options.out.join(format!("{}{part}.job.jsonl", rules.base));
        let waiting = options.out.join(format!(".{}{part}.waiting", rules.base));
        let fonts = self.job.press.fonts;
        let mut files = Files::new(&options.out, waiting, !options.skip_bad, about, fonts);
        files.is_rehearsal = options.dry_run;
        if !options.dry_run
            && let Err(found) = self.open_diary(&diary, &mut files)
        {
            sink.push(found);
            return None;
        }
        rules.done = files.indexes();
        let base = rules.base.clone();
        let stop = Arc::new(AtomicBool::new(false));
        let stopper = Arc::clone(&stop);
        // In tests several jobs run in one process; the first handler serves them all.
        let _ = ctrlc::set_handler(move || stopper.store(true, Ordering::Relaxed));
        let threads = options.jobs.filter(|jobs| *jobs > 0);
        let threads = threads.unwrap_or_else(|| {
            std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
        });
        let bar = report::bar(self.list.lines.map(|lines| lines.saturating_sub(1)), self.terminal);
        let terminal = self.terminal;
        let mut bad = Tally::new(&files.done, Duration::ZERO).bad;
        let mut since = Instant::now();
        let tell = |records: u64, missing: u64, done: Option<&Done>| {
            bar.inc(records);
            bad += missing;
            if bad > TOO_MANY {
                stop.store(true, Ordering::Relaxed);
            }
            if let Some(done) = done {
                let time = since.elapsed();
                since = Instant::now();
                if bar.is_hidden() && !options.dry_run && done.copies > 0 {
                    terminal.print(&report::file(&options.out, done, time, terminal));
                }
            }
        };
        let stream = Stream::new(table, rules.clone());
        let result = if rules.gathers() {
            merge::run(self.job, threads, &mut stream.gather(), &mut files, &stop, tell)
        } else {
            let mut stream = stream;
            merge::run(self.job, threads, &mut stream, &mut files, &stop, tell)
        };
        bar.finish_and_clear();
        let outcome = match result {
            Ok(outcome) => outcome,
            Err(error) => {
                let found = output::report(&options.out, &error);
                sink.push(if options.dry_run { found } else { found.hint(report::go_on()) });
                files.tidy();
                return None;
            }
        };
        report::notes(&outcome, sink);
        if bad > TOO_MANY {
            files.give_up();
        }
        let tally = Tally::new(&files.done, start.elapsed());
        if !self.list.stands() {
            files.give_up();
            files.withdraw();
            sink.push(report::list_changed(&self.list.path));
        } else if outcome.stopped && tally.bad <= TOO_MANY {
            sink.push(report::stopped(files.done.len(), options.dry_run));
        } else {
            self.end(&mut files, &tally, &base, sink);
        }
        Some(tally)
    }

    /// Opens the diary of the job, or begins one.
    fn open_diary(&self, path: &Path, files: &mut Files<'_>) -> Result<(), Diagnostic> {
        let fail = |error: std::io::Error| output::report(path, &error);
        if self.options.resume
            && let Some((manifest, head, done)) = Manifest::open(path).map_err(fail)?
        {
            if head != self.head {
                return Err(report::changed(path, &head, &self.head));
            }
            let done = files.standing(done).map_err(fail)?;
            files.keep(manifest, done);
            return Ok(());
        }
        files.clear().map_err(fail)?;
        files.keep(Manifest::begin(path, &self.head).map_err(fail)?, Vec::new());
        Ok(())
    }

    /// Gives files their places, or tells why not.
    fn end(&self, files: &mut Files<'_>, tally: &Tally, base: &str, sink: &mut Sink) {
        let options = self.options;
        if tally.copies == 0 && tally.bad == 0 {
            sink.push(report::nothing_chosen());
            return;
        }
        let name = match &options.shard {
            Some(shard) => format!("merge-report-{}.csv", shard.replace('/', "-of-")),
            None => "merge-report.csv".to_owned(),
        };
        let place = options.out.join(name);
        if tally.bad > 0 {
            let lang = self.terminal.printer.lang;
            if !options.dry_run
                && let Err(found) = output::write(&place, &report::table(&files.done, lang))
            {
                sink.push(found);
            }
            let kept = options.skip_bad && tally.bad <= TOO_MANY;
            report::bad(&files.done, tally, (!options.dry_run).then_some(&*place), kept, sink);
            if !kept {
                files.withdraw();
                return;
            }
        } else if !options.dry_run {
            // A report of an earlier run would speak of records that are good now.
            let _ = std::fs::remove_file(&place);
        }
        if let Err(error) = files.release() {
            sink.push(output::report(&options.out, &error));
        } else if options.shard.is_none() && !options.dry_run {
            let own = files.done.iter().map(|done| done.file.as_str()).collect();
            let old = report::left_behind(&options.out, base, &own);
            if !old.is_empty() {
                sink.push(report::old_files(&options.out, &old));
            }
        }
    }
}

/// How long something took, for people.
pub(super) fn seconds(time: Duration) -> String {
    if time < Duration::from_secs(10) {
        format!("{:.1} s", time.as_secs_f64())
    } else {
        format!("{} s", time.as_secs())
    }
}

/// Whether results are for people.
pub(super) fn for_people(terminal: Terminal) -> bool {
    terminal.printer.format == Format::Human
}
