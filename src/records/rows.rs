//! Rows as a file holds them, before they are looked at.

use crate::diag::{Code, Text};

/// One row.
#[derive(Debug, Default)]
pub(super) struct Row {
    /// Its number in the spreadsheet.
    pub row: u64,
    /// The line it begins on.
    pub line: u64,
    pub cells: Vec<String>,
    /// What is wrong with single cells, by their index.
    pub faults: Vec<(usize, Fault)>,
    /// What is wrong with the row as a whole.
    pub fault: Option<Fault>,
    /// How many cells it really has, where not all of them were kept.
    pub count: usize,
}

/// A fault of the file, told in words.
#[derive(Debug)]
pub(super) struct Fault {
    pub code: Code,
    pub what: Text,
    pub todo: Text,
    /// The line, where it is not that of the row.
    pub line: Option<u64>,
}

impl Fault {
    pub(super) fn new(code: Code, what: Text, todo: Text) -> Fault {
        Fault { code, what, todo, line: None }
    }

    pub(super) fn on_line(self, line: u64) -> Fault {
        Fault { line: Some(line), ..self }
    }
}

/// A file that gives its rows one after another.
pub(super) trait Rows: Send {
    /// The next row; nothing after the last.
    ///
    /// # Errors
    /// When nothing after this place can be read.
    fn next(&mut self) -> Result<Option<Row>, Fault>;

    /// Whether rows leave out empty cells at their end, as spreadsheets do.
    fn may_be_short(&self) -> bool {
        false
    }

    /// Whether the file has lines that an editor counts.
    fn has_lines(&self) -> bool {
        true
    }

    /// What has to be known before the first row, such as merged cells.
    fn refused(&mut self) -> Option<Fault> {
        None
    }
}
