//! `toroi watch`: polls, because native notifications miss changes on shared folders.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::args::{Args, BuildArgs};
use super::build;
use super::terminal::Terminal;
use crate::printer;
use crate::ward::WARD;

/// How often files are looked at.
const EVERY: Duration = Duration::from_millis(400);

/// Builds, then builds again whenever a file changes. Ends only when it is stopped; a failed build
/// leaves the last good files where they are.
pub(super) fn run(options: &BuildArgs, args: &Args, terminal: Terminal) -> u8 {
    let mut last = BTreeMap::new();
    loop {
        let now = fingerprint(options, args);
        if now != last {
            last = now;
            build::run(options, args, terminal);
            let waiting = terminal.say(
                "watching for changes, Ctrl-C to stop",
                "đang chờ thay đổi, bấm Ctrl-C để dừng",
            );
            terminal.note(&format!("{waiting}\n"));
        }
        std::thread::sleep(EVERY);
    }
}

/// Time and size of every file that could matter.
fn fingerprint(options: &BuildArgs, args: &Args) -> BTreeMap<PathBuf, (Option<SystemTime>, u64)> {
    let mut seen = BTreeMap::new();
    for folder in ["guides", "templates"] {
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

fn walk(folder: &Path, depth: usize, seen: &mut BTreeMap<PathBuf, (Option<SystemTime>, u64)>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir() && depth < 4 {
            walk(&path, depth + 1, seen);
        } else {
            add(&path, seen);
        }
    }
}

fn add(path: &Path, seen: &mut BTreeMap<PathBuf, (Option<SystemTime>, u64)>) {
    if let Ok(about) = path.metadata() {
        seen.insert(path.to_owned(), (about.modified().ok(), about.len()));
    }
}
