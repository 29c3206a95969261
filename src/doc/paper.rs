//! How pages come onto the paper a printer takes.

use crate::geom::{Len, Size};

/// A sheet of paper with several pages on it, as `sheet:` in `style.yaml` describes it.
#[derive(Clone, Debug, PartialEq)]
pub struct Paper {
    /// The sheet as it lies before the reader: a landscape sheet is wider than high.
    pub size: Size,
    /// The edge the printer turns it over (OF-03).
    pub flip: Duplex,
    /// Whether columns are folded apart; else they are cut.
    pub folded: bool,
    /// Front and back.
    pub sides: Vec<Side>,
}

/// One side of a sheet, as it looks when the sheet is turned over like the page of a book.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Side {
    /// From left to right.
    pub columns: Vec<SheetColumn>,
}

/// A stretch of a side, as high as the sheet.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SheetColumn {
    /// Its width.
    pub width: Len,
    /// The page in it, counted from 0; empty where none.
    pub page: Option<usize>,
}

/// Which edge the sheet turns over when printed on both sides (OF-03).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Duplex {
    /// The long edge, like a book.
    Long,
    /// The short edge, like a notepad.
    Short,
    /// One side only.
    #[default]
    None,
}

impl Duplex {
    /// Whether the printer turns a sheet of this size over an edge that is its top or foot.
    pub fn turns_at_top(self, size: Size) -> bool {
        let is_wide = size.w > size.h;
        match self {
            Duplex::Long => is_wide,
            Duplex::Short => !is_wide,
            Duplex::None => false,
        }
    }
}
