//! Text files of a world among those of a run.

use std::io;

use super::World;
use super::embedded::own;
use crate::diag::Sink;
use crate::source::{ReadAs, Sources};
use crate::span::FileId;

/// Reads a text file and keeps it among the others, one of the program's own as it is. `None` where it is
/// no text, which is reported.
///
/// # Errors
/// As [`World::read`].
pub fn add_text(
    world: &dyn World,
    path: &str,
    reading: ReadAs<'_>,
    sources: &mut Sources,
    sink: &mut Sink,
) -> io::Result<Option<FileId>> {
    let shown = world.display_path(path);
    let bytes = world.read_text(path)?;
    // With an encoding named, lines that are well may be noted.
    let own = own(path, &bytes).filter(|_| reading.encoding.is_none());
    Ok(match own {
        Some(own) => Some(sources.add_known(&shown, own.text, own.nodes)),
        None => sources.add(&shown, &bytes, reading, sink),
    })
}
