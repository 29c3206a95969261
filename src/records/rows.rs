//! Rows as a file holds them, before they are looked at.

use crate::diag::{Code, Text, text};

/// One row.
#[derive(Debug, Default)]
pub(super) struct Row {
    /// Its number in the spreadsheet.
    pub number: u64,
    /// The line it begins on.
    pub line: u64,
    pub cells: Vec<String>,
    /// What is wrong with single cells, by their index.
    pub faults: Vec<(usize, Fault)>,
    /// What is wrong with the row as a whole.
    pub fault: Option<Fault>,
    /// Whether the spreadsheet does not show it.
    pub is_hidden: bool,
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
}

/// Cells that were made one, first and last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Merged {
    pub rows: (u64, u64),
    pub columns: (usize, usize),
}

/// The fault of a row in which cells are merged: only the first of them holds the text, and whose
/// it is nobody can tell.
pub(super) fn merged_row(merged: &[Merged], row: u64) -> Option<Fault> {
    let found = merged.iter().find(|it| it.rows.0 <= row && row <= it.rows.1)?;
    let [from, to] = [found.columns.0, found.columns.1].map(letters);
    let (first, last) = found.rows;
    Some(Fault::new(
        Code::RecordsHeader,
        text!(
            en "cells {from}{first} to {to}{last} are merged",
            vi "các ô từ {from}{first} đến {to}{last} bị gộp làm một",
        ),
        text!(
            en "unmerge them and write the text into every cell it belongs to; delete titles above the names of columns",
            vi "bỏ gộp ô rồi ghi đủ chữ vào từng ô; xóa tiêu đề nằm trên hàng tên cột",
        ),
    ))
}

/// The letters of a column: `A`, `Z`, `AA`.
fn letters(mut column: usize) -> String {
    let mut out = Vec::new();
    loop {
        out.push(b'A' + (column % 26) as u8);
        match (column / 26).checked_sub(1) {
            Some(rest) => column = rest,
            None => break,
        }
    }
    out.into_iter().rev().map(char::from).collect()
}
