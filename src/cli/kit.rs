//! `toroi kit`: everything one team takes along, in one folder.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::args::{Args, KitArgs};
use super::output::{self, FileGroup};
use super::terminal::{self, Terminal};
use crate::cancel::Cancel;
use crate::diag::Sink;
use crate::kit::{self, Kit};
use crate::report::quoted;
use crate::session::{KitFile, Session};
use crate::source::Sources;
use crate::world::Project;

/// The name of the lock on the folder of a kit.
const LOCK: &str = "toroi";

/// Lists the kits, or builds the one that is named.
pub(super) fn run(options: &KitArgs, args: &Args, terminal: Terminal) -> u8 {
    let world = Project::new(&args.project);
    let Some(name) = &options.name else { return list(&world, terminal) };
    let session = Session::open(Arc::new(world), options.request(name, terminal::today()));
    let mut sink = session.found().clone();
    for kit in session.kits() {
        build(&session, kit, options, terminal, &mut sink);
    }
    terminal.findings(&sink, session.sources());
    u8::from(sink.has_errors())
}

fn list(world: &Project, terminal: Terminal) -> u8 {
    let (mut sink, mut sources) = (Sink::new(), Sources::new());
    for name in kit::list(world, &mut sink).unwrap_or_default() {
        if let Some(kit) = kit::read(world, &name, &mut sources, &mut sink) {
            terminal.print(&listed(&kit, terminal));
        }
    }
    terminal.findings(&sink, &sources);
    u8::from(sink.has_errors())
}

fn listed(kit: &Kit, terminal: Terminal) -> String {
    let Kit { name, title, audience, entries, .. } = kit;
    let count = entries.len();
    if terminal.is_json() {
        let (name, title) = (quoted(name), quoted(title));
        return format!(
            "{{\"type\":\"kit\",\"name\":{name},\"title\":{title},\"sheets\":{count}}}"
        );
    }
    let word = terminal.say(if count == 1 { "sheet" } else { "sheets" }, "tờ in");
    format!("{name}  {title}  {count} {word}\n  {audience}")
}

/// Sets all sheets; only when nothing is wrong with any of them are they written.
fn build(session: &Session, kit: &Kit, options: &KitArgs, terminal: Terminal, sink: &mut Sink) {
    let checks = (0..session.guides().len()).filter_map(|guide| session.check(guide));
    sink.extend(checks.flat_map(Sink::iter).cloned());
    if sink.has_errors() {
        return;
    }
    let print = options.print();
    let mut start = Instant::now();
    let mut files: Vec<(KitFile, Duration)> = Vec::new();
    let (is_whole, found) = session.kit(kit, &print, Cancel::never(), &mut |file| {
        files.push((file, start.elapsed()));
        start = Instant::now();
    });
    sink.append(found);
    if !is_whole {
        return;
    }
    match session.kit_folder(kit, &print) {
        Ok(folder) => write(&options.out.join(folder), &files, terminal, sink),
        Err(found) => sink.push(found),
    }
}

/// Puts all files of a kit into its folder, or none.
fn write(folder: &Path, files: &[(KitFile, Duration)], terminal: Terminal, sink: &mut Sink) {
    let locked = output::folder(folder).and_then(|()| output::lock(folder, LOCK, terminal));
    let mut together = FileGroup::new(folder);
    let written = locked.and_then(|lock| {
        for (KitFile { name, bytes, pages }, time) in files {
            together.add(name, bytes, *pages, *time)?;
        }
        Ok(lock)
    });
    let (lock, written) = match written {
        Ok(lock) => (lock, Ok(())),
        Err(found) => (None, Err(found)),
    };
    for made in &together.finish_if(written, sink) {
        terminal.print(&output::line(made, terminal));
    }
    drop(lock);
}
