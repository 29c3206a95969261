//! All lines of a history, read with what is wrong among them, and one more written.

use std::io;
use std::path::Path;

use super::entry::HistoryEntry;
use super::{HISTORY, MOST_BYTES, faults};
use crate::diag::{Diagnostic, Sink};
use crate::disk;
use crate::world::{World, read_error};

/// The most bytes of one line: a kit stands on some hundred labels and facts.
const MOST_LINE: usize = 256 << 10;

/// What was printed, in the order of the lines.
#[derive(Clone, Debug, Default)]
pub struct History {
    /// Each time something was printed.
    pub entries: Vec<HistoryEntry>,
    /// How many lines are left aside, because this program did not write them.
    pub foreign: usize,
}

impl History {
    /// The history of a project; empty when nothing was noted yet.
    pub fn of_project(world: &dyn World, sink: &mut Sink) -> History {
        let shown = world.display_path(HISTORY);
        match world.read(HISTORY) {
            Ok(bytes) => History::read(&shown, &bytes, sink),
            Err(error) => {
                if error.kind() != io::ErrorKind::NotFound {
                    sink.push(read_error(&shown, &error));
                }
                History::default()
            }
        }
    }

    /// The lines of a file. Those that are damaged or of another program are left aside and told.
    pub fn read(shown: &str, bytes: &[u8], sink: &mut Sink) -> History {
        let mut history = History::default();
        if bytes.len() > MOST_BYTES {
            sink.push(faults::full(shown));
            return history;
        }
        let mut first = None;
        for (at, line) in bytes.split(|byte| *byte == b'\n').enumerate() {
            if line.trim_ascii().is_empty() {
                continue;
            }
            let line = std::str::from_utf8(line).ok().filter(|line| line.len() <= MOST_LINE);
            if let Some(entry) = line.and_then(|line| HistoryEntry::read(line.trim())) {
                history.entries.push(entry);
            } else {
                first.get_or_insert(at + 1);
                history.foreign += 1;
            }
        }
        if let Some(line) = first {
            sink.push(faults::foreign(shown, line, history.foreign));
        }
        history
    }
}

/// Writes one more line into the file at `path`, whoever else writes into it at the same time.
///
/// # Errors
/// One finding: the file has grown too large, or what the system says.
pub fn append(path: &Path, entry: &HistoryEntry) -> Result<(), Diagnostic> {
    disk::append(path, &entry.line(), MOST_BYTES).map_err(|error| match error.kind() {
        io::ErrorKind::FileTooLarge => faults::full(&path.display().to_string()),
        _ => disk::write_error(path, &error),
    })
}
