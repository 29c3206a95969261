//! `toroi build` and `toroi check`.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rayon::prelude::*;

use super::args::{Args, BuildArgs, CheckArgs};
use super::fix;
use super::output;
use super::settings;
use super::terminal::{self, Terminal};
use crate::diag::{Diagnostic, Format, Sink, quoted};
use crate::guide::{self, Guide, Library};
use crate::inks::Inks;
use crate::layout::Pages;
use crate::paint::raster;
use crate::printer;
use crate::render::{Press, broken};
use crate::sheet;
use crate::source::{ReadAs, Sources};
use crate::template::Set;
use crate::text::Fonts;
use crate::world::{Project, World};

/// Makes the PDFs.
pub(super) fn run(options: &BuildArgs, args: &Args, terminal: Terminal) -> u8 {
    let make = |press: &Press<'_>, sheet: &Sheet<'_>, bar: &ProgressBar, sink: &mut Sink| {
        write(press, sheet, options, (bar, terminal), sink)
    };
    let prepared = || output::folder(&options.out);
    let with_pictures = options.png.is_some();
    let ticket = usize::from(options.press.is_some());
    let files = |pages: &Pages| 1 + ticket + if with_pictures { pages.pages.len() } else { 0 };
    let long = |files: usize| files >= MANY || with_pictures;
    let bar = |files: usize| progress(files, long(files), ("files", "tệp"), terminal);
    work((&options.check, options.inks()), false, args, terminal, prepared, (files, bar), make)
}

/// Looks for faults; with `fix`, writes what was mended into the guides.
pub(super) fn check(options: &CheckArgs, fix: bool, args: &Args, terminal: Terminal) -> u8 {
    let make = |press: &Press<'_>, sheet: &Sheet<'_>, bar: &ProgressBar, sink: &mut Sink| {
        if let Err(error) = press.pdf(sheet.job.guide, &sheet.pages) {
            sink.push(broken(&error.to_string()));
        }
        bar.inc(1);
        Vec::new()
    };
    let bar = |sheets: usize| progress(sheets, sheets >= MANY, ("sheets", "tờ"), terminal);
    let code = work(
        (options, Inks::default()),
        fix,
        args,
        terminal.telling_all(),
        || Ok(()),
        (|_: &Pages| 1, bar),
        make,
    );
    if code == 0 && terminal.printer.format == Format::Human {
        terminal.print(terminal.say("no errors", "không có lỗi"));
    }
    code
}

/// One sheet to make.
struct Job<'a> {
    guide: &'a Guide,
    product: String,
}

/// A sheet that is set, and may be made.
struct Sheet<'a> {
    job: &'a Job<'a>,
    pages: Pages,
}

/// One file made.
pub(super) struct Made {
    pub path: String,
    pub pages: usize,
    pub bytes: usize,
    pub time: Duration,
}

fn work(
    (options, inks): (&CheckArgs, Inks),
    fix: bool,
    args: &Args,
    terminal: Terminal,
    prepare: impl FnOnce() -> Result<(), Diagnostic>,
    (count, bar): (impl Fn(&Pages) -> usize, impl FnOnce(usize) -> ProgressBar),
    make: impl Fn(&Press<'_>, &Sheet<'_>, &ProgressBar, &mut Sink) -> Vec<Made> + Sync,
) -> u8 {
    let world = Project::new(&args.project);
    let (mut sink, mut sources, fonts) = (Sink::new(), Sources::new(), Fonts::new());
    let named: Vec<String> = options.guides.iter().map(|name| from_here(name, args)).collect();
    let reading = ReadAs { encoding: options.encoding, mends_old: fix, ..ReadAs::default() };
    let library = Library::load(&world, &named, reading, &mut sources, &mut sink);
    if fix {
        fix::write(&world, &library, &sources, &mut sink, terminal);
    }
    let wanted: BTreeSet<String> = if options.product.is_empty() {
        let all = library.guides.values().flat_map(|guide| &guide.products);
        all.map(|product| product.it.clone()).collect()
    } else {
        options.product.iter().cloned().collect()
    };
    let wanted: Vec<String> = wanted.into_iter().collect();
    let set = Set::load(&world, &wanted, &fonts, &mut sources, &mut sink);
    let before = sink.errors();
    let today = options.today.unwrap_or_else(terminal::today);
    let local = (&world as &dyn World, today);
    let settings = settings::read(&options.set, &library, local, &mut sources, &mut sink);
    let printer = options.printer.as_ref();
    let printer = printer.and_then(|name| printer::find(&world, name, &mut sources, &mut sink));
    for name in options.product.iter().filter(|name| !set.known().contains(name)) {
        sink.push(set.unknown(name, None));
    }
    // With a mistake in the command no sheet is what was asked for.
    let asked_well = sink.errors() == before;
    let Library { guides, mut faulty, .. } = library;
    let asked: Vec<(Vec<Job<'_>>, Sink)> = guides
        .values()
        .map(|guide| {
            let mut own = Sink::new();
            (products(guide, &options.product, &set, &mut own), own)
        })
        .collect();
    let (jobs, asked): (Vec<_>, Vec<Sink>) = asked.into_iter().unzip();
    let jobs: Vec<Job<'_>> = jobs.into_iter().flatten().collect();
    let (world, sources) = (&world, &sources);
    let imposing = options.imposing(printer.as_ref());
    let press =
        Press { world, sources, set: &set, fonts: &fonts, settings: &settings, imposing, inks };
    let threads = options.jobs.unwrap_or(0);
    let pool = pool(jobs.len(), threads);
    let check = || -> Vec<Sink> {
        let one = |guide| {
            let mut own = Sink::new();
            guide::check(guide, sources, Some(today), &mut own);
            own
        };
        guides.values().map(one).collect()
    };
    // All sheets are set before the first is made, so that the bar knows how much there is to do,
    // and while the guides are checked, so that a second core shortens the wait for one sheet.
    let lay = || {
        all(pool.as_ref(), &jobs, |job| {
            let mut own = Sink::new();
            let pages = press.pages(job.guide, &job.product, &mut own);
            let good = asked_well && !own.has_errors();
            (pages.filter(|_| good).map(|pages| Sheet { job, pages }), own)
        })
    };
    let prepared = prepare();
    let (checked, mut set) = match &prepared {
        Ok(()) => side_by_side(threads != 1, check, lay),
        Err(_) => (check(), Vec::new()),
    };
    for ((guide, checked), asked) in guides.values().zip(checked).zip(asked) {
        if checked.has_errors() || asked.has_errors() {
            faulty.insert(guide.slug.clone());
        }
        sink.append(checked);
        sink.append(asked);
    }
    if let Err(diagnostic) = prepared {
        sink.push(diagnostic);
        terminal.findings(&sink, sources);
        return 1;
    }
    for (sheet, _) in &mut set {
        let good = |sheet: &Sheet<'_>| !faulty.contains(&sheet.job.guide.slug);
        *sheet = sheet.take().filter(good);
    }
    let sheets = set.iter().filter_map(|(sheet, _)| sheet.as_ref());
    let bar = bar(sheets.map(|sheet| count(&sheet.pages)).sum());
    let made = all(pool.as_ref(), &set, |(sheet, _)| {
        let mut own = Sink::new();
        let made = sheet.as_ref().map(|sheet| make(&press, sheet, &bar, &mut own));
        (made.unwrap_or_default(), own)
    });
    bar.finish_and_clear();
    for ((_, found), (made, own)) in set.into_iter().zip(made) {
        sink.append(found);
        sink.append(own);
        for made in &made {
            terminal.print(&line(made, terminal));
        }
    }
    terminal.findings(&sink, sources);
    u8::from(sink.has_errors())
}

/// What two tasks give, done at the same time unless one thread has to do all.
fn side_by_side<A: Send, B>(
    many: bool,
    one: impl FnOnce() -> A + Send,
    other: impl FnOnce() -> B,
) -> (A, B) {
    if !many {
        return (one(), other());
    }
    std::thread::scope(|scope| {
        let one = scope.spawn(one);
        let other = other();
        (one.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)), other)
    })
}

/// The threads that share the work; none where one does it all.
fn pool(jobs: usize, threads: usize) -> Option<rayon::ThreadPool> {
    if jobs <= 1 || threads == 1 {
        return None;
    }
    rayon::ThreadPoolBuilder::new().num_threads(threads).build().ok()
}

/// What `one` gives for every item, in their order.
fn all<'i, T: Sync, R: Send>(
    pool: Option<&rayon::ThreadPool>,
    items: &'i [T],
    one: impl Fn(&'i T) -> R + Sync + Send,
) -> Vec<R> {
    match pool {
        Some(pool) => pool.install(|| items.par_iter().map(one).collect()),
        None => items.iter().map(one).collect(),
    }
}

/// A path typed where the user stands, as the project sees it; names stay names.
pub(super) fn from_here(name: &str, args: &Args) -> String {
    if !name.contains(['/', '\\', '.']) || args.project == Path::new(".") {
        return name.to_owned();
    }
    std::path::absolute(name).map_or_else(|_| name.to_owned(), |path| path.display().to_string())
}

/// The sheets of a guide: its own products, or those the command asked for.
fn products<'g>(guide: &'g Guide, asked: &[String], set: &Set, sink: &mut Sink) -> Vec<Job<'g>> {
    let is_known = |name: &str| set.known().iter().any(|known| known == name);
    for product in guide.products.iter().filter(|product| !is_known(&product.it)) {
        sink.push(set.unknown(&product.it, Some(product.span)));
    }
    let own = guide.products.iter().map(|product| &product.it);
    let wanted: Vec<&String> =
        if asked.is_empty() { own.collect() } else { asked.iter().collect() };
    let mut jobs: Vec<Job<'_>> = Vec::new();
    for product in wanted {
        // A product named twice is one file.
        if is_known(product) && jobs.iter().all(|job| job.product != *product) {
            jobs.push(Job { guide, product: product.clone() });
        }
    }
    jobs
}

fn write(
    press: &Press<'_>,
    sheet: &Sheet<'_>,
    options: &BuildArgs,
    (bar, terminal): (&ProgressBar, Terminal),
    sink: &mut Sink,
) -> Vec<Made> {
    let start = Instant::now();
    let Sheet { job, pages } = sheet;
    let suffix = options.check.suffix() + &options.inks().suffix();
    let name = format!("{}-{}{suffix}", job.guide.slug, job.product);
    let pdf = match press.pdf(job.guide, pages) {
        Ok(pdf) => pdf,
        Err(error) => {
            sink.push(broken(&error.to_string()));
            return Vec::new();
        }
    };
    let mut made = Vec::new();
    let mut put = |file: String, bytes: &[u8], pages: usize, sink: &mut Sink| {
        let path = options.out.join(file);
        match output::write(&path, bytes) {
            Ok(()) => made.push(Made {
                path: path.display().to_string(),
                pages,
                bytes: bytes.len(),
                time: start.elapsed(),
            }),
            Err(diagnostic) => sink.push(diagnostic),
        }
        bar.inc(1);
    };
    put(format!("{name}.pdf"), &pdf, pages.pages.len(), sink);
    if options.press.is_some() {
        let ticket = sheet::ticket(pages, &format!("{name}.pdf"), options.inks());
        let ticket = ticket.get(terminal.printer.lang);
        put(format!("{name}.txt"), ticket.as_bytes(), 1, sink);
    }
    if let Some(dpi) = options.png {
        pictures(&pdf, dpi, &name, sink, put);
    }
    made
}

/// A picture of each page of a PDF, for `put` to write: its name, its bytes, one page.
pub(super) fn pictures(
    pdf: &[u8],
    dpi: u16,
    name: &str,
    sink: &mut Sink,
    mut put: impl FnMut(String, &[u8], usize, &mut Sink),
) {
    let mut number = 0;
    let drawn = raster::each(pdf, f64::from(dpi), |bitmap| {
        number += 1;
        match raster::png(&bitmap) {
            Ok(png) => put(format!("{name}-{number}.png"), &png, 1, sink),
            Err(error) => sink.push(broken(&error.to_string())),
        }
    });
    if let Err(error) = drawn {
        sink.push(broken(&error.to_string()));
    }
}

/// A file in a line of results.
pub(super) fn line(made: &Made, terminal: Terminal) -> String {
    let Made { path, pages, bytes, time } = made;
    let (kb, ms) = (bytes.div_ceil(1024), time.as_millis());
    if terminal.printer.format == Format::Json {
        format!(
            "{{\"type\":\"file\",\"path\":{},\"pages\":{pages},\"bytes\":{bytes},\"ms\":{ms}}}",
            quoted(path),
        )
    } else {
        let word = terminal.say(if *pages == 1 { "page" } else { "pages" }, "trang");
        format!("{path}  {pages} {word}  {kb} KB  {ms} ms")
    }
}

/// As many files or sheets take long enough to watch.
const MANY: usize = 4;

/// A bar for long work on a terminal; nothing elsewhere.
fn progress(count: usize, long: bool, (en, vi): (&str, &str), terminal: Terminal) -> ProgressBar {
    if count == 0 || !long || terminal.printer.format != Format::Human {
        return ProgressBar::hidden();
    }
    let target = ProgressDrawTarget::stderr_with_hz(10);
    let bar = ProgressBar::with_draw_target(Some(count as u64), target);
    let look = format!("{{bar:30}} {{pos}}/{{len}} {}", terminal.say(en, vi));
    if let Ok(style) = ProgressStyle::with_template(&look) {
        bar.set_style(style);
    }
    bar.tick();
    bar
}
