//! `toroi check --fix`: writes what was mended into the guides.

use std::path::Path;

use super::terminal::Terminal;
use crate::diag::Sink;
use crate::session::Session;
use crate::world::{Project, replace};

/// Writes every mended guide of a session back; the file as it was stays beside it.
pub(super) fn write(world: &Project, session: &Session, sink: &mut Sink, terminal: Terminal) {
    for (path, file) in &session.library().files {
        let source = session.sources().get(*file);
        // A guide inside the binary has no file; it is never mended.
        let Ok(Some(path)) = world.on_disk(path) else { continue };
        if !source.is_mended() {
            continue;
        }
        match replace(&path, &source.to_disk()) {
            Ok(kept) => terminal.print(&message(&source.path, &kept, terminal)),
            Err(diagnostic) => sink.push(diagnostic),
        }
    }
}

/// One line for a file written.
fn message(path: &str, kept: &Path, terminal: Terminal) -> String {
    let name = kept.file_name().unwrap_or_default().to_string_lossy();
    let words = terminal.say("fixed, old file kept as", "đã sửa, tệp cũ giữ lại là");
    format!("{path}  {words} {name}")
}
