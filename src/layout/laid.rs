//! Blocks that were laid out, and what decided how.

use std::sync::Arc;

use super::page::{Item, Placed, Shared, SharedBlock, Tag};
use super::piece::{Piece, Repeat};
use crate::diag::Diagnostic;
use crate::geom::{Len, Point};

/// The copy that is laid out.
#[derive(Clone, Copy, Debug)]
pub(super) struct Copy<'v> {
    pub values: &'v [String],
    /// The number of its document.
    pub document: u64,
}

/// All that decides how a block is set, but for values.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct BlockKey {
    pub document: u64,
    /// The place of its node and of the step of the ladder, which do not move while there are copies.
    pub node: usize,
    pub step: usize,
    pub width: Len,
    /// What else its surroundings give it: the diameter of the discs of a list.
    pub size: Len,
    pub is_centred: bool,
    /// The page and how many there are, where it says so.
    pub page: Option<(usize, usize)>,
    /// Middle of the hole it keeps off, where it begins, and which lines it may have.
    pub hollow: Option<[Len; 4]>,
    pub beside: Option<Beside>,
}

/// A block as set, with tags that are numbered from 1.
#[derive(Debug)]
pub(super) struct Laid {
    pub pieces: Vec<Piece>,
    pub tags: u32,
    pub problems: Vec<Diagnostic>,
}

impl Laid {
    /// How many items it has.
    pub(super) fn weight(&self) -> usize {
        let count = |items: &[Placed]| -> usize {
            let of = |placed: &Placed| match &placed.item {
                Item::Shared(shared) => 1 + shared.block.items.len(),
                _ => 1,
            };
            items.iter().map(of).sum()
        };
        1 + self.pieces.iter().map(|piece| count(&piece.items)).sum::<usize>()
    }

    /// The same with the items of each piece as one; each gets a number of its own.
    pub(super) fn shared(mut self, mut new_block: impl FnMut() -> u64) -> Laid {
        let mut shared = |items: Vec<Placed>| {
            if items.is_empty() {
                return items;
            }
            let block = Arc::new(SharedBlock { id: new_block(), items });
            let item = Item::Shared(Shared { block, tags: 0 });
            vec![Placed { at: Point::default(), item }]
        };
        let mut repeat: Option<Arc<Repeat>> = None;
        for piece in &mut self.pieces {
            piece.items = shared(std::mem::take(&mut piece.items));
            // All rows of a table repeat one head.
            if let Some(own) = &piece.repeats {
                let same = repeat.get_or_insert_with(|| {
                    Arc::new(Repeat { items: shared(own.items.clone()), height: own.height })
                });
                piece.repeats = Some(Arc::clone(same));
            }
        }
        self
    }

    /// Its pieces with tags numbered after `before`.
    pub(super) fn pieces(&self, before: u32) -> Vec<Piece> {
        let renumber = |items: &mut [Placed]| {
            for placed in items {
                match &mut placed.item {
                    Item::Open(tag) if tag.id > 0 => tag.id += before,
                    Item::Shared(shared) => shared.tags += before,
                    _ => {}
                }
            }
        };
        let mut repeat: Option<Arc<Repeat>> = None;
        let mut pieces = self.pieces.clone();
        for piece in &mut pieces {
            renumber(&mut piece.items);
            if let Some(Tag { id, .. }) = &mut piece.list {
                *id += before;
            }
            if let Some(own) = &piece.repeats {
                let same = repeat.get_or_insert_with(|| {
                    let mut own = Repeat { items: own.items.clone(), height: own.height };
                    renumber(&mut own.items);
                    Arc::new(own)
                });
                piece.repeats = Some(Arc::clone(same));
            }
        }
        pieces
    }
}

/// Which lines may stand beside a hole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Beside {
    /// Cut short at their right end along the ring, or all begun right of it.
    Either,
    /// Cut short at their right end alone, as beside the marks of a list.
    Left,
    /// Between edges that do not follow the ring, for lines that are centred.
    Even,
}
