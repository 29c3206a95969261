//! Records: the rows of a table that somebody keeps, one after another.
//!
//! In goes a file as wards have it (CSV, TSV, XLSX, ODS, JSON Lines), out come [`Record`]s: one
//! text a column, as an author would have typed it. What is wrong with a row is reported with its row,
//! column and what to do ([`Problem`]); a cell is never guessed, cut or evaluated.
//!
//! A [`Table`] holds one row at a time, so a million rows take no more memory than ten. An XLSX
//! file keeps its words in a list of their own, and that list is held: its distinct texts and 4
//! bytes for each.

mod archive;
mod cell;
mod choose;
mod column;
mod faults;
mod json;
mod limits;
mod no_record;
mod ods;
mod ods_styles;
mod problem;
mod quoted;
mod rows;
mod same_in_rows;
mod section;
mod separated;
mod separator;
mod sniff;
mod split;
mod stand_in;
mod table;
mod title;
mod transcode;
mod xlsx;

pub use column::{Column, Suggestion};
pub use limits::{MAX_CELL_LETTERS, MAX_COLUMNS};
pub use problem::Problem;
pub use same_in_rows::SameInRows;
pub use table::{Record, Table, regular};

use crate::vietnamese::encoding::Encoding;

/// What somebody says about a file beside its name.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The sheet of a spreadsheet, by name or number; the first without it.
    pub sheet: Option<String>,
    /// The encoding of text that is not Unicode.
    pub encoding: Option<Encoding>,
    /// What stands between the cells of a CSV file; found out without it.
    pub separator: Option<char>,
}
