//! Files made by commands: those that belong together get their names together, and only what
//! stands is listed.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use super::faults;
use super::terminal::Terminal;
use crate::diag::{Diagnostic, Lang, Sink, counted};
use crate::disk::{self, Lock, Partial};
use crate::report::{Format, quoted};
use crate::world::{Project, read_error};

pub(super) use crate::disk::{folder, write_error as report};

/// How often another run is waited for, and how long each time: five seconds in all.
const ROUNDS: u32 = 100;
const ROUND: Duration = Duration::from_millis(50);

/// One file made.
pub(super) struct OutputFile {
    pub path: String,
    pub pages: usize,
    pub bytes: usize,
    pub time: Duration,
    /// The share of each page that is covered, in percent, where somebody wants to know.
    pub toner: Vec<f64>,
}

/// Files that belong together, such as a PDF and its pictures. They wait under other names until
/// all are whole; when one cannot be written, the old ones stay as they were.
pub(super) struct FileGroup<'f> {
    folder: &'f Path,
    ready: Vec<(Partial, PathBuf, OutputFile)>,
}

impl<'f> FileGroup<'f> {
    /// No files yet, for a folder.
    pub(super) fn new(folder: &'f Path) -> FileGroup<'f> {
        FileGroup { folder, ready: Vec::new() }
    }

    /// Writes a file that is to be called `name`.
    ///
    /// # Errors
    /// One finding when the folder cannot be written or the disk is full.
    pub(super) fn add(
        &mut self,
        name: &str,
        bytes: &[u8],
        pages: usize,
        time: Duration,
    ) -> Result<(), Diagnostic> {
        let path = self.folder.join(name);
        let begun = if path.is_dir() {
            Err(io::ErrorKind::IsADirectory.into())
        } else {
            Partial::create(&path)
        };
        let written = begun.and_then(|mut partial| {
            partial.write_all(bytes)?;
            Ok(partial)
        });
        let partial = written.map_err(|error| report(&path, &error))?;
        let (path_shown, toner) = (path.display().to_string(), Vec::new());
        let made = OutputFile { path: path_shown, pages, bytes: bytes.len(), time, toner };
        self.ready.push((partial, path, made));
        Ok(())
    }

    /// Says how much toner the pages of the file added last take.
    pub(super) fn measured(&mut self, toner: Vec<f64>) {
        if let Some((_, _, made)) = self.ready.last_mut() {
            made.toner = toner;
        }
    }

    /// Gives the files their names if all of them are `written`. Those that stand; what is wrong
    /// goes to `sink`.
    pub(super) fn finish_if(
        self,
        written: Result<(), Diagnostic>,
        sink: &mut Sink,
    ) -> Vec<OutputFile> {
        let made = written.map_err(|found| (Vec::new(), found)).and_then(|()| self.finish());
        made.unwrap_or_else(|(stand, found)| {
            sink.push(found);
            stand
        })
    }

    /// Gives the files their names.
    ///
    /// # Errors
    /// The files that stand all the same, and what the system says of the first that does not.
    pub(super) fn finish(self) -> Result<Vec<OutputFile>, (Vec<OutputFile>, Diagnostic)> {
        let mut stand = Vec::new();
        for (partial, path, made) in self.ready {
            if let Err(error) = partial.finish() {
                return Err((stand, report(&path, &error)));
            }
            stand.push(made);
        }
        Ok(stand)
    }
}

/// Puts `bytes` at `path` all at once.
///
/// # Errors
/// One finding when the folder cannot be written or the disk is full; `path` is untouched then.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), Diagnostic> {
    disk::write(path, bytes).map_err(|error| report(path, &error))
}

/// Keeps other runs from writing the files of `job` in a folder; one that is writing them is
/// waited for.
///
/// # Errors
/// One finding when it does not end soon, or when the folder cannot be written.
pub(super) fn lock(
    folder: &Path,
    job: &str,
    terminal: Terminal,
) -> Result<Option<Lock>, Diagnostic> {
    for round in 0..ROUNDS {
        match Lock::try_take(folder, job) {
            Ok(Some(lock)) => return Ok(Some(lock)),
            Ok(None) => {}
            // No room for an empty file either: each file that has none is reported.
            Err(error) if error.kind() == io::ErrorKind::StorageFull => return Ok(None),
            Err(error) => return Err(report(folder, &error)),
        }
        if round == 0 && terminal.printer.format == Format::Human {
            let words = terminal.say(
                "waiting for another run of toroi that is writing here",
                "đang chờ một lệnh toroi khác ghi xong ở đây",
            );
            terminal.note(&format!("{words}: {}\n", folder.display()));
        }
        thread::sleep(ROUND);
    }
    Err(disk::busy(folder))
}

/// Whether nothing in the project has a name, not even one in other capitals.
///
/// # Errors
/// One finding when something has it, or nobody can tell.
pub(super) fn need_free(world: &Project, path: &str) -> Result<(), Diagnostic> {
    match world.on_disk(path) {
        Ok(None) => Ok(()),
        Ok(Some(taken)) => Err(faults::exists(&taken.display().to_string())),
        Err(error) => Err(read_error(&world.in_root(path).display().to_string(), &error)),
    }
}

/// A path for a list of files, one a line, whatever its folders are called.
pub(super) fn on_one_line(path: &str) -> String {
    path.replace('\n', "\\n")
}

/// A file in a line of results.
pub(super) fn line(made: &OutputFile, terminal: Terminal) -> String {
    let OutputFile { path, pages, bytes, time, toner } = made;
    let (kb, ms) = (bytes.div_ceil(1024), time.as_millis());
    if terminal.printer.format == Format::Json {
        format!(
            "{{\"type\":\"file\",\"path\":{},\"pages\":{pages},\"bytes\":{bytes},\"ms\":{ms}{}}}",
            quoted(path),
            toner_field(toner),
        )
    } else {
        let pages = match terminal.printer.lang {
            Lang::En => counted(*pages, "page"),
            Lang::Vi => format!("{pages} trang"),
        };
        let path = on_one_line(path);
        format!("{path}  {pages}  {kb} KB  {ms} ms")
    }
}

/// The toner of pages, in percent with one decimal.
fn toner_field(toner: &[f64]) -> String {
    if toner.is_empty() {
        return String::new();
    }
    let pages: Vec<String> = toner.iter().map(|share| format!("{share:.1}")).collect();
    format!(",\"toner\":[{}]", pages.join(","))
}
