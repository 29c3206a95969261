//! What is wrong with a file of records: where, what, and what to do.

use std::sync::Arc;

use super::faults;
use crate::diag::{Code, Diagnostic, Severity, Text};

/// Something wrong in a row, or something put right in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Which rule.
    pub code: Code,
    /// The row as the spreadsheet numbers it.
    pub row: u64,
    /// The line in the file; the row where a file has no lines.
    pub line: u64,
    /// The column, if one cell is meant: its place from 1 and its name.
    pub column: Option<(usize, String)>,
    /// What is wrong.
    pub what: Text,
    /// What to do.
    pub todo: Text,
    /// What else is wrong with the same row.
    pub more: Vec<Problem>,
    /// The file.
    path: Arc<str>,
}

impl Problem {
    pub(super) fn new(place: &RowPosition, code: Code, what: Text, todo: Text) -> Problem {
        let RowPosition { path, row, line } = place;
        let (row, line, path) = (*row, *line, path.clone());
        Problem { code, row, line, column: None, what, todo, more: Vec::new(), path }
    }

    /// The same, in a column.
    pub(super) fn in_column(mut self, index: usize, name: &str) -> Problem {
        self.column = Some((index + 1, name.to_owned()));
        self
    }

    /// Whether no row behind this place can be read.
    pub fn ends_list(&self) -> bool {
        self.row == 0
    }

    /// This and all that is wrong with the same row.
    pub fn all(&self) -> impl Iterator<Item = &Problem> {
        std::iter::once(self).chain(&self.more)
    }

    /// Whether the row cannot be used.
    pub fn is_error(&self) -> bool {
        self.code.severity() == Severity::Error
    }

    /// Puts a problem together again that was written down: where it was, what it was, and what
    /// else was wrong with the same row.
    pub fn restored(
        (path, row, line): (&Arc<str>, u64, u64),
        column: Option<(usize, String)>,
        (code, what, todo): (Code, Text, Text),
        more: Vec<Problem>,
    ) -> Problem {
        Problem { code, row, line, column, what, todo, more, path: Arc::clone(path) }
    }

    /// The problem as a finding of its cell, where the row is said elsewhere.
    pub fn of_cell(&self) -> Diagnostic {
        faults::plain(self.code, &self.what, &self.todo)
    }

    /// The problem as a finding; `more` are findings of their own.
    pub fn diagnostic(&self) -> Diagnostic {
        let column = self.column.as_ref().map(|(_, name)| name.as_str());
        self.placed(faults::in_row(self.code, (self.row, column), &self.what, &self.todo))
    }

    /// A finding about it, where it stands.
    pub(super) fn placed(&self, diagnostic: Diagnostic) -> Diagnostic {
        if self.line == 0 {
            return diagnostic.at_path(&self.path);
        }
        let column = self.column.as_ref().map_or(1, |(index, _)| *index);
        diagnostic.at_position(&self.path, usize::try_from(self.line).unwrap_or(usize::MAX), column)
    }
}

/// Where a row stands.
#[derive(Clone, Debug)]
pub(super) struct RowPosition {
    pub path: Arc<str>,
    pub row: u64,
    pub line: u64,
}

impl RowPosition {
    /// The file as a whole.
    pub(super) fn file(path: &Arc<str>) -> RowPosition {
        RowPosition { path: path.clone(), row: 0, line: 0 }
    }
}
