//! Who writes into a project: the page asks, and whoever keeps the engine says whether it may.

use crate::diag::Diagnostic;
use crate::history::{self, HISTORY, HistoryEntry};
use crate::world::Project;

/// Writes into the project of an engine.
pub trait Keeper: Sync {
    /// Puts a line into the history.
    ///
    /// # Errors
    /// One finding: why it is not there.
    fn note(&self, entry: &HistoryEntry) -> Result<(), Diagnostic>;

    /// Writes a file anew; gives the name of what it was, which stays beside it.
    ///
    /// # Errors
    /// One finding: why it is as it was.
    fn save(&self, path: &str, bytes: &[u8]) -> Result<Option<String>, Diagnostic>;
}

impl Keeper for Project {
    fn note(&self, entry: &HistoryEntry) -> Result<(), Diagnostic> {
        history::append(&self.in_root(HISTORY), entry)
    }

    fn save(&self, path: &str, bytes: &[u8]) -> Result<Option<String>, Diagnostic> {
        Project::save(self, path, bytes)
    }
}
