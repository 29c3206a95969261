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
    /// Cells that are not UTF-8, by their index: their bytes as CP1252 shows them.
    pub in_bytes: Vec<usize>,
    /// What is wrong with single cells, by their index.
    pub faults: Vec<(usize, FileFault)>,
    /// What is wrong with the row as a whole.
    pub fault: Option<FileFault>,
    /// Whether the spreadsheet does not show it.
    pub is_hidden: bool,
    /// How many cells it really has, where not all of them were kept.
    pub count: usize,
}

/// A fault of the file, told in words.
#[derive(Debug)]
pub(super) struct FileFault {
    pub code: Code,
    pub what: Text,
    pub todo: Text,
    /// The line, where it is not that of the row.
    pub line: Option<u64>,
}

impl FileFault {
    pub(super) fn new(code: Code, what: Text, todo: Text) -> FileFault {
        FileFault { code, what, todo, line: None }
    }

    pub(super) fn on_line(self, line: u64) -> FileFault {
        FileFault { line: Some(line), ..self }
    }
}

/// A file that gives its rows one after another.
pub(super) trait Rows: Send {
    /// The next row; nothing after the last.
    ///
    /// # Errors
    /// When nothing after this place can be read.
    fn next(&mut self) -> Result<Option<Row>, FileFault>;

    /// Whether rows leave out empty cells at their end, as spreadsheets do.
    fn may_be_short(&self) -> bool {
        false
    }
}

/// Cells that were made one, first and last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct MergedRange {
    pub rows: (u64, u64),
    pub columns: (usize, usize),
}

/// All merged cells of a sheet, asked for one row after another.
#[derive(Debug, Default)]
pub(super) struct MergedCells {
    /// In the order of their first rows, the last of them first.
    waiting: Vec<MergedRange>,
    /// Of those that have begun, the one that ends last.
    deepest: Option<MergedRange>,
}

impl MergedCells {
    pub(super) fn new(mut all: Vec<MergedRange>) -> MergedCells {
        all.sort_by_key(|it| std::cmp::Reverse((it.rows.0, it.columns.0)));
        MergedCells { waiting: all, deepest: None }
    }

    /// Adds cells that begin in the row that is read.
    pub(super) fn add(&mut self, merged: MergedRange) {
        if self.deepest.as_ref().is_none_or(|deepest| deepest.rows.1 < merged.rows.1) {
            self.deepest = Some(merged);
        }
    }

    /// The fault of a row in which cells are merged: only the first of them holds the text, and
    /// whose it is nobody can tell.
    pub(super) fn fault(&mut self, row: u64) -> Option<FileFault> {
        while let Some(next) = self.waiting.pop_if(|next| next.rows.0 <= row) {
            self.add(next);
        }
        let found = self.deepest.as_ref().filter(|it| row <= it.rows.1)?;
        let [from, to] = [found.columns.0, found.columns.1].map(letters);
        let (first, last) = found.rows;
        Some(FileFault::new(
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
}

/// The letters of a column: `A`, `Z`, `AA`.
pub(super) fn letters(mut column: usize) -> String {
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
