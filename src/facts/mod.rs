//! What is known, and by whom: the facts guides may print and the names of the buttons of the app.
//!
//! In go `guides/facts.yaml` and `guides/labels.yaml`, of the project or else those inside the
//! program; out comes a [`Reference`]. Both are written by people from the dossier of facts, so
//! every mistake in them is told with its place. Guides cite facts by their ids and buttons by
//! theirs: a fact is corrected, a button renamed, in one place.

pub mod claim;
mod entries;
mod faults;
mod grade;
mod label;
mod table;

pub use grade::Grade;
pub use label::{Label, Labels};
pub use table::{Fact, Facts, month_of};

use std::io;

use crate::diag::Sink;
use crate::source::{ReadAs, Sources};
use crate::span::FileId;
use crate::world::{self, World, read_error};

/// The table of facts.
pub const FACTS: &str = "guides/facts.yaml";
/// The names of buttons.
pub const LABELS: &str = "guides/labels.yaml";

/// All that guides may refer to.
#[derive(Debug, Default)]
pub struct Reference {
    /// Statements and who made them.
    pub facts: Facts,
    /// Buttons of the app.
    pub labels: Labels,
}

impl Reference {
    /// Reads both files; one that is not there holds nothing, one that cannot be read is reported.
    pub fn load(world: &dyn World, sources: &mut Sources, sink: &mut Sink) -> Reference {
        let mut add = |path: &str, sink: &mut Sink| -> Option<FileId> {
            let shown = world.display_path(path);
            let bytes = match world.read_text(path) {
                Ok(bytes) => bytes,
                Err(error) if error.kind() == io::ErrorKind::NotFound => return None,
                Err(error) => {
                    sink.push(read_error(&shown, &error));
                    return None;
                }
            };
            if world::is_own(path, &bytes) {
                return sources.add_known(&shown, bytes);
            }
            sources.add(&shown, &bytes, ReadAs::default(), sink)
        };
        let (facts, labels) = (add(FACTS, sink), add(LABELS, sink));
        let facts = facts.map(|file| {
            let source = sources.get(file);
            let known = if source.is_known { Facts::index(source) } else { None };
            known.unwrap_or_else(|| Facts::read(source, sink))
        });
        let facts = facts.unwrap_or_default();
        let labels = labels.map(|file| {
            let source = sources.get(file);
            let known = if source.is_known { Labels::index(source) } else { None };
            known.unwrap_or_else(|| Labels::read(source, &facts, sink))
        });
        Reference { facts, labels: labels.unwrap_or_default() }
    }

    /// Whether `name` in the folder of guides is one of the two files, and so no guide.
    pub fn is_file(name: &str) -> bool {
        [FACTS, LABELS].iter().any(|path| path.rsplit('/').next() == Some(name))
    }
}
