//! `toroi check --fix`: writes what was mended into the guides.

use std::path::{Path, PathBuf};

use super::output;
use super::terminal::Terminal;
use crate::diag::{Code, Diagnostic, Sink, text};
use crate::disk;
use crate::session::Session;
use crate::world::Project;

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

/// Puts `bytes` in place of a file and keeps the old one under a name of its own. Both are as
/// readable as the file was; of a link the file it leads to is changed.
///
/// # Errors
/// One finding when either cannot be written; the file is untouched then.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> Result<PathBuf, Diagnostic> {
    let shown = path.display().to_string();
    let old = disk::read(path, usize::MAX);
    let old = old.map_err(|error| crate::world::read_error(&shown, &error))?;
    let Some(kept) = free_name(path) else {
        return Err(Diagnostic::new(
            Code::OutputDenied,
            text!(
                en "`{shown}` has too many old copies beside it",
                vi "bên cạnh `{shown}` đã có quá nhiều bản cũ",
            ),
        )
        .at_path(&shown)
        .hint(text!(en "delete some of the .bak files", vi "xóa bớt các tệp .bak")));
    };
    disk::keep(path, &old, &kept).map_err(|error| output::report(&kept, &error))?;
    if let Err(error) = disk::edit(path, bytes) {
        // The file is as it was, and no copy of it is needed.
        let _ = std::fs::remove_file(&kept);
        return Err(output::report(path, &error));
    }
    Ok(kept)
}

/// `x.md.bak`, or `x.md.bak2` … when that is taken.
fn free_name(path: &Path) -> Option<PathBuf> {
    let name = path.file_name()?.to_string_lossy().into_owned();
    let names = (1..1000).map(|number| match number {
        1 => format!("{name}.bak"),
        _ => format!("{name}.bak{number}"),
    });
    names.map(|name| path.with_file_name(name)).find(|path| path.symlink_metadata().is_err())
}

/// One line for a file written.
fn message(path: &str, kept: &Path, terminal: Terminal) -> String {
    let name = kept.file_name().unwrap_or_default().to_string_lossy();
    let words = terminal.say("mended, old file kept as", "đã sửa, tệp cũ giữ lại là");
    format!("{path}  {words} {name}")
}
