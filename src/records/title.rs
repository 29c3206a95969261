//! Titles above the names of columns: “DANH SÁCH HỘ DÂN TỔ 7”, often merged over the width of a page.
//!
//! A row taken for a title is not printed, so there has to be no doubt: it stands in one cell, a row
//! of names comes within a few rows, and the row after that is filled as well. A list of one column
//! has no such row, and is left as it is.

use std::collections::BTreeSet;

use super::rows::Row;
use crate::diag::Code;
use crate::vietnamese::fold;

/// The most rows of a title.
pub(super) const MOST_ROWS: usize = 8;
/// How many names tell by themselves that the rows of one cell above them are a title.
const SURE: usize = 3;
/// What titles and heads of letters begin with, without accents.
const BEGINNINGS: &[&str] = &[
    "danh-sach",
    "bang",
    "ubnd",
    "uy-ban-nhan-dan",
    "cong-hoa-xa-hoi",
    "doc-lap-tu-do",
    "to-dan-pho-so",
    "lich",
    "tong-hop",
    "theo-doi",
];

/// A title above a list.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Title {
    /// How many of the rows are left out, empty ones among them.
    pub rows: usize,
    /// The row in which it ends, as the spreadsheet numbers it.
    pub until: u64,
    /// What it says.
    pub words: Vec<String>,
}

/// The title at the beginning of a list, if these rows surely have one.
pub(super) fn find(rows: &[&Row]) -> Option<Title> {
    let filled = || rows.iter().enumerate().filter(|(_, row)| row.filled().next().is_some());
    let (head, names) = filled().find(|(_, row)| is_head(row))?;
    let above: Vec<&Row> = filled().map(|(_, row)| *row).take_while(|row| !is_head(row)).collect();
    let last = above.last()?;
    // The row below tells names from a record that has more cells than its list.
    if filled().find(|(at, _)| *at > head).is_some_and(|(_, row)| row.filled().count() < 2) {
        return None;
    }
    let is_wide = names.filled().count() >= SURE;
    let is_title =
        |row: &&Row| is_said(row) || row.filled().count() == 1 && (is_wide || is_merged(row));
    let is_sure = above.len() <= MOST_ROWS && above.iter().all(is_title);
    let words =
        above.iter().flat_map(|row| row.filled()).map(|(_, cell)| cell.to_owned()).collect();
    is_sure.then_some(Title { rows: head, until: last.number, words })
}

/// Whether a row may name columns: several cells without a gap, each with a text of its own, none a
/// number.
fn is_head(row: &Row) -> bool {
    let cells: Vec<(usize, &str)> = row.filled().collect();
    let known: BTreeSet<&str> = cells.iter().map(|(_, cell)| *cell).collect();
    let last = cells.last().map_or(0, |(at, _)| at + 1);
    let is_name = |(_, cell): &(usize, &str)| !cell.starts_with(|it: char| it.is_ascii_digit());
    cells.len() > 1
        && known.len() == cells.len()
        && last == cells.len()
        && cells.iter().all(is_name)
        && !is_said(row)
}

fn is_merged(row: &Row) -> bool {
    row.fault.as_ref().is_some_and(|fault| fault.code == Code::RecordsHeader)
}

/// Whether a row says what only titles say, in all of its few cells.
fn is_said(row: &Row) -> bool {
    let says = |(_, cell): (usize, &str)| {
        let plain = fold::slug(cell);
        let says = |words: &&str| plain.strip_prefix(*words).is_some_and(|it| it.starts_with('-'));
        BEGINNINGS.iter().any(says)
    };
    row.filled().count() <= 2 && row.filled().all(says)
}
