//! `toroi build` and `toroi check`.

use std::sync::Arc;
use std::time::Instant;

use indicatif::ProgressBar;

use super::args::{Args, BuildArgs, CheckArgs};
use super::bar::{self, MANY};
use super::contact_lines;
use super::fix;
use super::output::{self, FileGroup, OutputFile};
use super::project::from_here;
use super::terminal::{self, Terminal};
use super::threads;
use crate::cancel::Cancel;
use crate::diag::{Diagnostic, Sink};
use crate::disk::Lock;
use crate::inks::Inks;
use crate::paint::view::View;
use crate::session::{Job, Jobs, PrintOptions, Session, Sheet};
use crate::world::Project;

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
        print: options.check.print(options.inks()),
        fix: false,
        whole: &|_| Vec::new(),
        tell: &|_, _| {},
        prepare: &prepare,
        // How many pictures there are is known when a sheet is set.
        counted: 1 + usize::from(options.press.is_some()),
        more: &|sheet| if with_pictures { sheet.pages().pages.len() } else { 0 },
        bar: &|files| {
            bar::of_files(files, files >= MANY || with_pictures, ("files", "tệp"), terminal)
        },
        make: &|job, sheet, bar, sink| write((job, sheet), options, (bar, terminal), sink),
    };
    work.run(args, terminal)
}

/// Looks for faults; with `fix`, writes what was mended into the guides.
pub(super) fn check(options: &CheckArgs, fix: bool, args: &Args, terminal: Terminal) -> u8 {
    let work = Work {
        options,
        print: options.print(Inks::default()),
        fix,
        whole: &Session::unused_screens,
        tell: &|session, jobs| contact_lines::tell(session, jobs, terminal),
        prepare: &|| Ok(None),
        counted: 1,
        more: &|_| 0,
        bar: &|sheets| bar::of_files(sheets, sheets >= MANY, ("sheets", "tờ"), terminal),
        make: &|_, sheet, bar, sink| {
            sink.extend(sheet.pdf().err());
            bar.inc(1);
            Vec::new()
        },
    };
    let code = work.run(args, terminal.telling_all());
    if code == 0 && terminal.is_for_people() {
        terminal.print(terminal.say("no errors", "không có lỗi"));
    }
    code
}

/// What a command does with every sheet.
struct Work<'w> {
    options: &'w CheckArgs,
    print: PrintOptions,
    fix: bool,
    /// What is said of the project as a whole.
    whole: &'w (dyn Fn(&Session) -> Vec<Diagnostic> + Sync),
    /// What else is reported where nothing is wrong.
    tell: &'w (dyn Fn(&Session, &Jobs) + Sync),
    /// Done before the first sheet is made; what it gives is kept until the last one is.
    prepare: &'w (dyn Fn() -> Result<Option<Lock>, Diagnostic> + Sync),
    /// What the bar counts for a sheet, and what comes to it once the sheet is set.
    counted: usize,
    more: &'w (dyn Fn(&Sheet<'_>) -> usize + Sync),
    bar: &'w (dyn Fn(usize) -> ProgressBar + Sync),
    make: &'w (dyn Fn(&Job, &Sheet<'_>, &ProgressBar, &mut Sink) -> Vec<OutputFile> + Sync),
}

impl Work<'_> {
    /// Each sheet is set, made and forgotten by one thread, so that memory holds as many sheets as
    /// there are threads, however many are made.
    fn run(&self, args: &Args, terminal: Terminal) -> u8 {
        let options = self.options;
        let named: Vec<String> = options.guides.iter().map(|name| from_here(name, args)).collect();
        let world = Arc::new(Project::new(&args.project).with_named(&named));
        let session =
            Session::open(world.clone(), options.request(named, self.fix, terminal::today()));
        let mut sink = session.found().clone();
        if self.fix {
            fix::write(&world, &session, &mut sink, terminal);
        }
        let jobs = session.jobs(&self.print);
        let prepared = (self.prepare)();
        let made = if prepared.is_ok() { self.all(&session, &jobs) } else { Vec::new() };
        for (guide, asked) in jobs.asked.iter().enumerate() {
            let checked = session.check(guide).into_iter().flat_map(Sink::iter);
            sink.extend(checked.chain(asked.iter()).cloned());
        }
        sink.extend(prepared.err());
        sink.extend((self.whole)(&session));
        for (made, found) in made {
            sink.append(found);
            for made in &made {
                terminal.print(&output::line(made, terminal));
            }
        }
        terminal.findings(&sink, session.sources());
        if !sink.has_errors() {
            (self.tell)(&session, &jobs);
        }
        u8::from(sink.has_errors())
    }

    fn all(&self, session: &Session, jobs: &Jobs) -> Vec<(Vec<OutputFile>, Sink)> {
        let bar = (self.bar)(jobs.jobs.len() * self.counted);
        // The guides are checked meanwhile, so that a second core shortens the wait for one sheet.
        let beside = || {
            for guide in 0..session.guides().len() {
                session.check(guide);
            }
        };
        let one = |job: &Job| self.one(session, (jobs, job), &bar);
        let made = threads::all(self.options.jobs.unwrap_or(0), &jobs.jobs, beside, one);
        bar.finish_and_clear();
        made
    }

    /// Sets a sheet and, if nothing is wrong with it and its guide, makes it.
    fn one(
        &self,
        session: &Session,
        (jobs, job): (&Jobs, &Job),
        bar: &ProgressBar,
    ) -> (Vec<OutputFile>, Sink) {
        let (sheet, mut own) = session.sheet((jobs, job), &self.print, Cancel::never());
        let Some(sheet) = sheet else {
            bar.dec_length(self.counted as u64);
            return (Vec::new(), own);
        };
        bar.inc_length((self.more)(&sheet) as u64);
        let made = (self.make)(job, &sheet, bar, &mut own);
        (made, own)
    }
}

fn write(
    (job, sheet): (&Job, &Sheet<'_>),
    options: &BuildArgs,
    (bar, terminal): (&ProgressBar, Terminal),
    sink: &mut Sink,
) -> Vec<OutputFile> {
    let start = Instant::now();
    let name = &job.name;
    let mut files = FileGroup::new(&options.out);
    let add = |files: &mut FileGroup<'_>, file: String, bytes: &[u8], pages: usize| {
        bar.inc(1);
        files.add(&file, bytes, pages, start.elapsed())
    };
    let written = sheet.pdf().and_then(|pdf| {
        add(&mut files, format!("{name}.pdf"), &pdf, sheet.pages().pages.len())?;
        if terminal.is_json() {
            files.measured(sheet.toner(&pdf)?);
        }
        if options.press.is_some() {
            let ticket = sheet.ticket(&format!("{name}.pdf"));
            let words = ticket.get(terminal.printer.lang);
            add(&mut files, format!("{name}.txt"), words.as_bytes(), 1)?;
        }
        let put = |number, png: &[u8]| add(&mut files, format!("{name}-{number}.png"), png, 1);
        let view = options.view.map(View::from);
        options.png.map_or(Ok(()), |dpi| sheet.pictures(&pdf, (dpi, view), put))
    });
    files.finish_if(written, sink)
}
