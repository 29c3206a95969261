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
use crate::diag::{Code, Diagnostic, Format, Sink, quoted, text};
use crate::guide::{self, Guide, Library};
use crate::layout::Pages;
use crate::paint::raster;
use crate::render::Press;
use crate::source::{ReadAs, Sources};
use crate::template::Set;
use crate::text::Fonts;
use crate::world::Project;

/// Makes the PDFs.
pub(super) fn run(options: &BuildArgs, args: &Args, terminal: Terminal) -> u8 {
    let make = |press: &Press<'_>, job: &Job<'_>, pages: Pages, sink: &mut Sink| {
        write(press, job, &pages, options, sink)
    };
    let prepared = || output::folder(&options.out);
    work(&options.check, false, args, terminal, prepared, make)
}

/// Looks for faults; with `fix`, writes what was mended into the guides.
pub(super) fn check(options: &CheckArgs, fix: bool, args: &Args, terminal: Terminal) -> u8 {
    let make = |press: &Press<'_>, job: &Job<'_>, pages: Pages, sink: &mut Sink| {
        if let Err(error) = press.pdf(job.guide, &job.product, &pages) {
            sink.push(broken(&error.to_string()));
        }
        Vec::new()
    };
    let code = work(options, fix, args, terminal.telling_all(), || Ok(()), make);
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

/// One file made.
struct Made {
    path: String,
    pages: usize,
    bytes: usize,
    time: Duration,
}

fn work(
    options: &CheckArgs,
    fix: bool,
    args: &Args,
    terminal: Terminal,
    prepare: impl FnOnce() -> Result<(), Diagnostic>,
    make: impl Fn(&Press<'_>, &Job<'_>, Pages, &mut Sink) -> Vec<Made> + Sync,
) -> u8 {
    let world = Project::new(&args.project);
    let (mut sink, mut sources, fonts) = (Sink::new(), Sources::new(), Fonts::new());
    let named: Vec<String> = options.guides.iter().map(|name| from_here(name, args)).collect();
    let reading = ReadAs { encoding: options.encoding, mends_old: fix, prose: None };
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
    let settings = settings::read(&options.set, &library, &mut sources, &mut sink);
    for name in options.product.iter().filter(|name| !set.known().contains(name)) {
        sink.push(set.unknown(name, None));
    }
    // With a mistake in the command no sheet is what was asked for.
    let asked_well = sink.errors() == before;
    let today = options.today.unwrap_or_else(terminal::today);
    let mut jobs = Vec::new();
    let Library { guides, mut faulty, .. } = library;
    for guide in guides.values() {
        let before = sink.errors();
        guide::check(guide, &sources, Some(today), &mut sink);
        jobs.extend(products(guide, &options.product, &set, &mut sink));
        if sink.errors() > before {
            faulty.insert(guide.slug.clone());
        }
    }
    if let Err(diagnostic) = prepare() {
        sink.push(diagnostic);
        terminal.findings(&sink, &sources);
        return 1;
    }
    let (world, sources) = (&world, &sources);
    let press = Press { world, sources, set: &set, fonts: &fonts, settings: &settings };
    let progress = progress(jobs.len(), terminal);
    let one = |job: &Job<'_>| {
        let mut own = Sink::new();
        let pages = press.pages(job.guide, &job.product, &mut own);
        let good = asked_well && !own.has_errors() && !faulty.contains(&job.guide.slug);
        let made = match pages {
            Some(pages) if good => make(&press, job, pages, &mut own),
            _ => Vec::new(),
        };
        progress.inc(1);
        (made, own)
    };
    let threads = options.jobs.unwrap_or(0);
    let done: Vec<(Vec<Made>, Sink)> = if jobs.len() <= 1 || threads == 1 {
        jobs.iter().map(one).collect()
    } else {
        match rayon::ThreadPoolBuilder::new().num_threads(threads).build() {
            Ok(pool) => pool.install(|| jobs.par_iter().map(one).collect()),
            Err(_) => jobs.iter().map(one).collect(),
        }
    };
    progress.finish_and_clear();
    for (made, own) in done {
        sink.append(own);
        for made in &made {
            terminal.print(&line(made, terminal));
        }
    }
    terminal.findings(&sink, sources);
    u8::from(sink.has_errors())
}

/// A path typed where the user stands, as the project sees it; names stay names.
fn from_here(name: &str, args: &Args) -> String {
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
    job: &Job<'_>,
    pages: &Pages,
    options: &BuildArgs,
    sink: &mut Sink,
) -> Vec<Made> {
    let start = Instant::now();
    let name = format!("{}-{}", job.guide.slug, job.product);
    let pdf = match press.pdf(job.guide, &job.product, pages) {
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
    };
    put(format!("{name}.pdf"), &pdf, pages.pages.len(), sink);
    if let Some(dpi) = options.png {
        match raster::render(&pdf, f64::from(dpi)) {
            Ok(bitmaps) => {
                for (number, bitmap) in bitmaps.iter().enumerate() {
                    match raster::png(bitmap) {
                        Ok(png) => put(format!("{name}-{}.png", number + 1), &png, 1, sink),
                        Err(error) => sink.push(broken(&error.to_string())),
                    }
                }
            }
            Err(error) => sink.push(broken(&error.to_string())),
        }
    }
    made
}

/// A fault of ours.
fn broken(why: &str) -> Diagnostic {
    Diagnostic::new(
        Code::TemplateBroken,
        text!(
            en "toroi failed: {why}",
            vi "toroi gặp lỗi: {why}",
        ),
    )
    .hint(text!(
        en "this is a fault of the program: please report it with the guide",
        vi "đây là lỗi của chương trình: xin báo lại kèm bài hướng dẫn",
    ))
}

fn line(made: &Made, terminal: Terminal) -> String {
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

/// A bar for long work on a terminal; nothing elsewhere.
fn progress(jobs: usize, terminal: Terminal) -> ProgressBar {
    if jobs < 4 || terminal.printer.format != Format::Human {
        return ProgressBar::hidden();
    }
    let target = ProgressDrawTarget::stderr_with_hz(10);
    let bar = ProgressBar::with_draw_target(Some(jobs as u64), target);
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len}") {
        bar.set_style(style);
    }
    bar
}
