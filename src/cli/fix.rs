//! `toroi check --fix`: writes what was mended into the guides.

use std::path::{Path, PathBuf};

use super::output;
use super::terminal::Terminal;
use crate::diag::{Code, Diagnostic, Sink, text};
use crate::guide::Library;
use crate::source::Sources;
use crate::world::Project;

/// Writes every mended guide of `library` back; the file as it was stays beside it.
pub(super) fn write(
    world: &Project,
    library: &Library,
    sources: &Sources,
    sink: &mut Sink,
    terminal: Terminal,
) {
    for (path, file) in &library.files {
        let (source, path) = (sources.get(*file), world.on_disk(path));
        // A guide inside the binary has no file; it is never mended.
        if !source.is_mended() || !path.is_file() {
            continue;
        }
        match replace(&path, &source.to_disk()) {
            Ok(kept) => terminal.print(&told(&source.path, &kept, terminal)),
            Err(diagnostic) => sink.push(diagnostic),
        }
    }
}

/// Puts `bytes` in place of a file and keeps the old one under a name of its own.
///
/// # Errors
/// One finding when either cannot be written; the file is untouched then.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> Result<PathBuf, Diagnostic> {
    let shown = path.display().to_string();
    let old = std::fs::read(path).map_err(|error| crate::world::read_error(&shown, &error))?;
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
    output::write(&kept, &old)?;
    output::write(path, bytes)?;
    Ok(kept)
}

/// `x.md.bak`, or `x.md.bak2` … when that is taken.
fn free_name(path: &Path) -> Option<PathBuf> {
    let name = path.file_name()?.to_string_lossy().into_owned();
    let names = (1..1000).map(|number| match number {
        1 => format!("{name}.bak"),
        _ => format!("{name}.bak{number}"),
    });
    names.map(|name| path.with_file_name(name)).find(|path| !path.exists())
}

/// One line for a file written.
fn told(path: &str, kept: &Path, terminal: Terminal) -> String {
    let name = kept.file_name().unwrap_or_default().to_string_lossy();
    let words = terminal.say("mended, old file kept as", "đã sửa, tệp cũ giữ lại là");
    format!("{path}  {words} {name}")
}
