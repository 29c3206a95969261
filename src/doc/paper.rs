//! How pages come onto the paper a printer takes.

use crate::geom::{Len, Rect, Size};

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
    /// From left to right, each as high as the sheet; from top to bottom, each as wide, where they
    /// are rows.
    pub columns: Vec<SheetColumn>,
    /// Whether they lie one below the other.
    pub are_rows: bool,
}

/// A stretch of a side.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SheetColumn {
    /// Its width; its height where it is a row.
    pub width: Len,
    /// The page in it, counted from 0; empty where none.
    pub page: Option<usize>,
    /// Whether that page stands on its head, as the far face of what is folded into a tent.
    pub turned: bool,
}

impl Paper {
    /// Whether any page stands on its head.
    pub fn turns_pages(&self) -> bool {
        self.sides.iter().flat_map(|side| &side.columns).any(|column| column.turned)
    }
}

impl Side {
    /// Where its stretches lie on a sheet of `size`.
    pub fn rects(&self, size: Size) -> Vec<Rect> {
        let mut at = Len::ZERO;
        let mut rect = |column: &SheetColumn| {
            let from = at;
            at += column.width;
            if self.are_rows {
                Rect { x: Len::ZERO, y: from, w: size.w, h: column.width }
            } else {
                Rect { x: from, y: Len::ZERO, w: column.width, h: size.h }
            }
        };
        self.columns.iter().map(&mut rect).collect()
    }
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
