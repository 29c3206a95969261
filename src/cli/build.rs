//! `toroi build` and `toroi check`.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::OnceLock;
use std::time::Instant;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::args::{Args, BuildArgs, CheckArgs};
use super::fix;
use super::jobs::{self, Job};
use super::output::{self, Made, Together};
use super::settings;
use super::terminal::{self, Terminal};
use super::threads;
use crate::diag::{Diagnostic, Sink};
use crate::disk::Lock;
use crate::guide::{self, Library};
use crate::inks::Inks;
use crate::layout::Pages;
use crate::paint::raster;
use crate::printer;
use crate::render::{Press, broken};
use crate::report::Format;
use crate::sheet;
use crate::source::{ReadAs, Sources};
use crate::template::Set;
use crate::text::Fonts;
use crate::world::{Project, World};

/// The name of the lock on a folder of sheets.
const LOCK: &str = "toroi";

/// Makes the PDFs.
pub(super) fn run(options: &BuildArgs, args: &Args, terminal: Terminal) -> u8 {
    let prepare = || {
        output::folder(&options.out)?;
        output::lock(&options.out, LOCK, terminal)
    };
    let with_pictures = options.png.is_some();
    let work = Work {
        options: &options.check,
        inks: options.inks(),
        fix: false,
        prepare: &prepare,
        // How many pictures there are is known when a sheet is set.
        counted: 1 + usize::from(options.press.is_some()),
        more: &|pages| if with_pictures { pages.pages.len() } else { 0 },
        bar: &|files| progress(files, files >= MANY || with_pictures, ("files", "tệp"), terminal),
        make: &|press, sheet, bar, sink| write(press, sheet, options, (bar, terminal), sink),
    };
    work.run(args, terminal)
}

/// Looks for faults; with `fix`, writes what was mended into the guides.
pub(super) fn check(options: &CheckArgs, fix: bool, args: &Args, terminal: Terminal) -> u8 {
    let work = Work {
        options,
        inks: Inks::default(),
        fix,
        prepare: &|| Ok(None),
        counted: 1,
        more: &|_| 0,
        bar: &|sheets| progress(sheets, sheets >= MANY, ("sheets", "tờ"), terminal),
        make: &|press, sheet, bar, sink| {
            if let Err(error) = press.pdf(sheet.job.guide, &sheet.pages) {
                sink.push(broken(&error.to_string()));
            }
            bar.inc(1);
            Vec::new()
        },
    };
    let code = work.run(args, terminal.telling_all());
    if code == 0 && terminal.printer.format == Format::Human {
        terminal.print(terminal.say("no errors", "không có lỗi"));
    }
    code
}

/// A sheet that is set, and may be made.
struct Sheet<'a> {
    job: &'a Job<'a>,
    pages: Pages,
}

/// What a command does with every sheet.
struct Work<'w> {
    options: &'w CheckArgs,
    inks: Inks,
    fix: bool,
    /// Done before the first sheet is made; what it gives is kept until the last one is.
    prepare: &'w (dyn Fn() -> Result<Option<Lock>, Diagnostic> + Sync),
    /// What the bar counts for a sheet, and what comes to it once the sheet is set.
    counted: usize,
    more: &'w (dyn Fn(&Pages) -> usize + Sync),
    bar: &'w (dyn Fn(usize) -> ProgressBar + Sync),
    make: &'w (dyn Fn(&Press<'_>, &Sheet<'_>, &ProgressBar, &mut Sink) -> Vec<Made> + Sync),
}

impl Work<'_> {
    /// Each sheet is set, made and forgotten by one thread, so that memory holds as many sheets as
    /// there are threads, however many are made.
    fn run(&self, args: &Args, terminal: Terminal) -> u8 {
        let options = self.options;
        let (mut sink, mut sources, fonts) = (Sink::new(), Sources::new(), Fonts::new());
        let named: Vec<String> = options.guides.iter().map(|name| from_here(name, args)).collect();
        let world = Project::new(&args.project).with_named(&named);
        let reading =
            ReadAs { encoding: options.encoding, mends_old: self.fix, ..ReadAs::default() };
        let library = Library::load(&world, &named, reading, &mut sources, &mut sink);
        if self.fix {
            fix::write(&world, &library, &sources, &mut sink, terminal);
        }
        let wanted = wanted(options, &library);
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
        let suffix = options.suffix() + &self.inks.suffix();
        let (jobs, asked) = jobs::of(&library, &options.product, &set, &suffix);
        let (sources, settings) = (&sources, &settings);
        let imposing = options.imposing(printer.as_ref());
        let (set, fonts, inks) = (&set, &fonts, self.inks);
        let press = Press { world: &world, sources, set, fonts, settings, imposing, inks };
        let guides: Vec<_> = library.guides.values().collect();
        let checks: Vec<OnceLock<Sink>> = guides.iter().map(|_| OnceLock::new()).collect();
        let check = |index: usize| {
            checks[index].get_or_init(|| {
                let mut own = Sink::new();
                guide::check(guides[index], sources, Some(today), &mut own);
                own
            })
        };
        let prepared = (self.prepare)();
        let made = if prepared.is_ok() {
            let bar = (self.bar)(jobs.len() * self.counted);
            let one = |job: &_| {
                let Job { guide, index, .. } = job;
                let is_good = || {
                    asked_well
                        && !library.faulty.contains(&guide.slug)
                        && !asked[*index].has_errors()
                        && !check(*index).has_errors()
                };
                self.one(job, &press, &bar, is_good)
            };
            // The guides are checked meanwhile, so that a second core shortens the wait for one
            // sheet.
            let beside = || {
                for index in 0..guides.len() {
                    check(index);
                }
            };
            let made = threads::all(options.jobs.unwrap_or(0), &jobs, beside, one);
            bar.finish_and_clear();
            made
        } else {
            Vec::new()
        };
        for (index, asked) in asked.iter().enumerate() {
            sink.extend(check(index).iter().chain(asked.iter()).cloned());
        }
        sink.extend(prepared.err());
        for (made, found) in made {
            sink.append(found);
            for made in &made {
                terminal.print(&output::line(made, terminal));
            }
        }
        terminal.findings(&sink, sources);
        u8::from(sink.has_errors())
    }

    /// Sets a sheet and, if nothing is wrong with it and its guide, makes it.
    fn one<'a>(
        &self,
        job: &'a Job<'a>,
        press: &Press<'_>,
        bar: &ProgressBar,
        is_good: impl FnOnce() -> bool,
    ) -> (Vec<Made>, Sink) {
        let mut own = Sink::new();
        let pages = press.pages(job.guide, &job.product, &mut own);
        let good = !own.has_errors() && is_good();
        let Some(pages) = pages.filter(|_| good) else {
            bar.dec_length(self.counted as u64);
            return (Vec::new(), own);
        };
        bar.inc_length((self.more)(&pages) as u64);
        let made = (self.make)(press, &Sheet { job, pages }, bar, &mut own);
        (made, own)
    }
}

/// The names of all products that are asked for, each once.
fn wanted(options: &CheckArgs, library: &Library) -> Vec<String> {
    let wanted: BTreeSet<String> = if options.product.is_empty() {
        let all = library.guides.values().flat_map(|guide| &guide.products);
        all.map(|product| product.it.clone()).collect()
    } else {
        options.product.iter().cloned().collect()
    };
    wanted.into_iter().collect()
}

/// A path typed where the user stands, as the project sees it; names stay names.
pub(super) fn from_here(name: &str, args: &Args) -> String {
    if !name.contains(['/', '\\', '.']) || args.project == Path::new(".") {
        return name.to_owned();
    }
    std::path::absolute(name).map_or_else(|_| name.to_owned(), |path| path.display().to_string())
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
    let name = &job.name;
    let pdf = match press.pdf(job.guide, pages) {
        Ok(pdf) => pdf,
        Err(error) => {
            sink.push(broken(&error.to_string()));
            return Vec::new();
        }
    };
    let mut files = Together::new(&options.out);
    let mut put = |file: String, bytes: &[u8], pages: usize| {
        bar.inc(1);
        files.add(&file, bytes, pages, start.elapsed())
    };
    let written = put(format!("{name}.pdf"), &pdf, pages.pages.len()).and_then(|()| {
        if options.press.is_some() {
            let ticket = sheet::ticket(pages, &format!("{name}.pdf"), options.inks());
            put(format!("{name}.txt"), ticket.get(terminal.printer.lang).as_bytes(), 1)?;
        }
        options.png.map_or(Ok(()), |dpi| pictures(&pdf, dpi, name, put))
    });
    let made = written.map_err(|found| (Vec::new(), found)).and_then(|()| files.finish());
    made.unwrap_or_else(|(stand, found)| {
        sink.push(found);
        stand
    })
}

/// A picture of each page of a PDF, for `put` to write: its name, its bytes, one page.
///
/// # Errors
/// The first finding, of `put` or of the program itself.
pub(super) fn pictures(
    pdf: &[u8],
    dpi: u16,
    name: &str,
    mut put: impl FnMut(String, &[u8], usize) -> Result<(), Diagnostic>,
) -> Result<(), Diagnostic> {
    let (mut number, mut done) = (0, Ok(()));
    let drawn = raster::each(pdf, f64::from(dpi), |bitmap| {
        number += 1;
        if done.is_ok() {
            let png = raster::png(&bitmap).map_err(|error| broken(&error.to_string()));
            done = png.and_then(|png| put(format!("{name}-{number}.png"), &png, 1));
        }
    });
    done.and(drawn.map_err(|error| broken(&error.to_string())))
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
