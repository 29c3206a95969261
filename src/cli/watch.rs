//! `toroi watch`: polls, because native notifications miss changes on shared folders.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::args::{Args, BuildArgs};
use super::build;
use super::project;
use super::terminal::Terminal;
use crate::diag::{Diagnostic, Sink};
use crate::guide::FOLDER;
use crate::printer;
use crate::source::Sources;
use crate::text::FONTS_FOLDER;
use crate::ward::WARD;

/// How often files are looked at.
const EVERY: Duration = Duration::from_millis(400);
/// How often files that went away are waited for: editors and shared folders take them away for a
/// moment, and the files inside the program would stand in for them.
const PATIENCE: u32 = 5;

/// Time and size of files.
type FileStates = BTreeMap<PathBuf, (Option<SystemTime>, u64)>;

/// Builds, then builds again whenever a file changes. Ends only when it is stopped; a failed build
/// leaves the last good files where they are, and so does a project that went away.
pub(super) fn run(options: &BuildArgs, args: &Args, terminal: Terminal) -> u8 {
    let (mut last, mut waits, mut has_guides) = (FileStates::new(), 0, false);
    loop {
        let now = fingerprint(options, args);
        let is_less = last.keys().any(|path| !now.contains_key(path));
        if now != last && is_less && waits < PATIENCE {
            waits += 1;
        } else if now != last {
            (last, waits) = (now, 0);
            let own = args.project.join(FOLDER);
            has_guides |= own.is_dir();
            match gone(&args.project, has_guides.then_some(&own)) {
                Some(found) => {
                    let mut sink = Sink::new();
                    sink.push(found);
                    terminal.findings(&sink, &Sources::new());
                }
                None => drop(build::run(options, args, terminal)),
            }
            let waiting = terminal.say(
                "watching for changes, Ctrl-C to stop",
                "đang chờ thay đổi, bấm Ctrl-C để dừng",
            );
            terminal.note(&format!("{waiting}\n"));
        }
        std::thread::sleep(EVERY);
    }
}

/// The project, or the guides it had, went away: those inside the program are not meant.
fn gone(project: &Path, guides: Option<&PathBuf>) -> Option<Diagnostic> {
    project::missing(project).or_else(|| project::missing_guides(guides?))
}

/// Time and size of every file that could matter.
fn fingerprint(options: &BuildArgs, args: &Args) -> FileStates {
    let mut seen = FileStates::new();
    for folder in [FOLDER, "templates", FONTS_FOLDER] {
        walk(&args.project.join(folder), 0, &mut seen);
    }
    add(&args.project.join(WARD), &mut seen);
    add(&args.project.join(printer::FILE), &mut seen);
    for guide in &options.check.guides {
        let path = Path::new(guide);
        if let Some(folder) = path.parent().filter(|_| path.is_file()) {
            let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
            add(path, &mut seen);
            walk(&folder.join("pictures"), 0, &mut seen);
        }
    }
    seen
}

fn walk(folder: &Path, depth: usize, seen: &mut FileStates) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir() && depth < 4 {
            walk(&path, depth + 1, seen);
        } else {
            add(&path, seen);
        }
    }
}

fn add(path: &Path, seen: &mut FileStates) {
    if let Ok(about) = path.metadata() {
        seen.insert(path.to_owned(), (about.modified().ok(), about.len()));
    }
}
