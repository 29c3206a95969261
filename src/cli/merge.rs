//! `toroi merge`: one copy of a sheet for each record of a list.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::args::{Args, MergeArgs};
use super::merge_report::{self as report, Tally};
use super::merge_run::Run;
use super::settings;
use super::terminal::{self, Terminal};
use crate::diag::{Code, Diagnostic, Format, Lang, Sink, text};
use crate::disk;
use crate::doc::{self, SheetStyle};
use crate::guide::{self, Guide, Library};
use crate::merge::manifest::{self, Head};
use crate::merge::{
    self, Choice, Condition, Fields, Job, Rules, Shard, Slots, SortBy, Spread, Standing, Watched,
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
use crate::world::{Project, World};

/// More bad records than this are one mistake, not many.
pub(super) const TOO_MANY: u64 = 10_000;

/// Makes the copies.
pub(super) fn run(options: &MergeArgs, args: &Args, terminal: Terminal) -> u8 {
    let named = std::slice::from_ref(&options.guide);
    let world = Project::new(&args.project).with_named(named);
    let (mut sink, mut sources, fonts) = (Sink::new(), Sources::new(), Fonts::new());
    sink.extend(misspelt(options));
    if sink.has_errors() {
        terminal.findings(&sink, &sources);
        return 2;
    }
    let prepared = prepare(options, &world, &fonts, &mut sources, &mut sink);
    let tally = prepared.and_then(|prepared| {
        let Prepared { guide, set, settings } = &prepared;
        let watched = Watched::new(&world);
        let press = Press {
            world: &watched,
            sources: &sources,
            set,
            fonts: &fonts,
            settings,
            imposing: options.imposing(),
            inks: options.inks(),
        };
        let style = &set.product(&options.product)?.style;
        work(options, guide, style, (&press, &watched), terminal, &mut sink)
    });
    if let Some(tally) = &tally {
        terminal.print(&tally.line(terminal));
    }
    // What was put right in the list is printed a thousand times: it is told.
    terminal.telling_all().findings(&sink, &sources);
    terminal::exit_code(&sink)
}

/// What is wrong with values of options, whatever the list is.
fn misspelt(options: &MergeArgs) -> Vec<Diagnostic> {
    let only = options.only.as_deref().and_then(|only| merge::read_only(only).err());
    let shard = options.shard.as_deref().and_then(|shard| Shard::read(shard).err());
    let has_no_value = |condition: &&String| !condition.contains('=');
    let conditions = options.conditions.iter().filter(has_no_value);
    let conditions = conditions.filter_map(|condition| Condition::read(condition, &[]).err());
    only.into_iter().chain(shard).chain(conditions).collect()
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
    (press, world): (&Press<'_>, &Watched<'_>),
    terminal: Terminal,
    sink: &mut Sink,
) -> Option<Tally> {
    let reading = Options {
        sheet: options.worksheet.clone(),
        encoding: options.encoding,
        separator: options.separator,
    };
    let list = InputFile::read(&options.records, sink)?;
    let table = Table::open(&options.records, &reading, sink)?;
    let uses = press.set.uses(&options.product, press.sources);
    let columns = table.columns().to_vec();
    let fields = Fields::new(guide, &uses, &columns, &options.map, sink);
    let rules = rules(options, guide, &table, sink);
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
    if sink.has_errors() {
        return None;
    }
    let keys: Vec<String> = columns.iter().map(|column| column.key.clone()).collect();
    let (fields, keys) = (&fields, keys.as_slice());
    let slots = slots.as_ref();
    let tagged = options.tagged;
    let job = Job { press, guide, product: &options.product, fields, keys, slots, tagged };
    let about = About {
        title: standing.title.unwrap_or_else(|| guide.title.plain()),
        lang: Lang::Vi,
        meta: Meta { date: guide.reviewed.it, inks: options.inks(), tagged },
        duplex: slots.map_or_else(|| sheet::duplex(style, press.imposing), Slots::duplex),
    };
    if options.plan {
        return super::merge_run::plan(job, table, &rules, terminal, sink);
    }
    let head = head(options, guide, (press, world), &rules.choice, &list);
    let run = Run { options, terminal, job, list, head };
    run.go(table, rules, about, sink)
}

/// The list as it was when the job began.
pub(super) struct InputFile {
    pub path: PathBuf,
    sha256: String,
    bytes: u64,
    changed: Option<std::time::SystemTime>,
    /// How many lines it has, where it is a text.
    pub lines: Option<u64>,
}

impl InputFile {
    fn read(path: &Path, sink: &mut Sink) -> Option<InputFile> {
        let shown = path.display().to_string();
        if let Err(found) = crate::records::regular(path) {
            sink.push(found);
            return None;
        }
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
    pub(super) fn stands(&self) -> bool {
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

/// What job this is, whatever folder it is started in and however its paths are written.
fn head(
    options: &MergeArgs,
    guide: &Guide,
    (press, world): (&Press<'_>, &Watched<'_>),
    choice: &Choice,
    list: &InputFile,
) -> Head {
    use sha2::{Digest, Sha256};
    // Pictures that a template prints for some records only.
    for (_, _, step) in guide.steps() {
        if let Some(picture) = &step.picture {
            let _ = world.read(&format!("{}/{}", guide.folder, picture.file));
        }
    }
    if let Some(logo) = &press.settings.logo {
        let _ = world.read(logo);
    }
    let mut parts: Vec<(String, String)> = Vec::new();
    for source in press.sources.iter() {
        let name = source.path.rsplit(['/', '\\']).next().unwrap_or(&source.path);
        parts.push((name.to_owned(), manifest::hex(&Sha256::digest(source.text.as_bytes()))));
    }
    parts.extend(press.settings.iter().map(|(id, value)| (id.clone(), value.clone())));
    parts.sort();
    let sum = |parts: &[(String, String)]| manifest::hex(&Sha256::digest(format!("{parts:?}")));
    Head {
        toroi: env!("CARGO_PKG_VERSION").to_owned(),
        guide: guide.slug.clone(),
        product: options.product.clone(),
        choice: format!("{} {}", options.suffix(), choice.identity()),
        sheet: sum(&parts),
        pictures: sum(&world.sums()),
        records: list.sha256.clone(),
        options: options.identity(),
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
