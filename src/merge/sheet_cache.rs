//! Layouts that copies share, found by the blocks with fields alone.
//!
//! Which blocks a copy is asked for, and on which steps of copyfitting, depends on the shapes of those
//! before them and on nothing else of its values. So the shapes in order lead from one block to the
//! next, and in the end to the sheets.

use std::rc::Rc;

use super::copy_page::{CachedLayout, PlacedInk};
use crate::doc::SheetStyle;
use crate::layout::{BlockQuery, CopyDoc, CopyLayouter, FieldBlock};
use crate::lru::Lru;

/// What a side of a sheet weighs, where a block to ask for weighs 1.
const SIDE: usize = 16;
/// As much is kept: some five hundred sides.
const MOST: usize = 8192;

/// What comes after blocks of these shapes.
enum Next {
    Block(BlockQuery),
    Sheets(Rc<CachedLayout>),
}

/// The layouts of copies made lately. What is kept decides how long a copy takes, never how it looks.
pub(super) struct SheetCache {
    /// By the number of a document and the shapes of blocks.
    next: Lru<(u64, Vec<u64>), Next>,
}

impl Default for SheetCache {
    fn default() -> SheetCache {
        SheetCache { next: Lru::new(MOST) }
    }
}

impl SheetCache {
    /// The layout of a copy, if another had it lately, and what stands in its fields.
    pub(super) fn find(
        &mut self,
        layouter: &mut CopyLayouter<'_>,
        doc: &CopyDoc,
        style: &SheetStyle,
        values: &[String],
    ) -> Option<(Rc<CachedLayout>, PlacedInk)> {
        let mut blocks = Vec::new();
        let mut way = (doc.number(), Vec::new());
        loop {
            match self.next.get(&way)? {
                Next::Block(query) => {
                    let block = layouter.block(doc, style, query, values)?;
                    way.1.push(block.shape());
                    blocks.push(block);
                }
                Next::Sheets(layout) => return Some((Rc::clone(layout), PlacedInk { blocks })),
            }
        }
    }

    /// Keeps a layout, and the way to it.
    pub(super) fn keep(
        &mut self,
        doc: &CopyDoc,
        blocks: Vec<(BlockQuery, FieldBlock)>,
        layout: &Rc<CachedLayout>,
    ) -> PlacedInk {
        let mut way = (doc.number(), Vec::new());
        let mut ink = PlacedInk { blocks: Vec::new() };
        for (query, block) in blocks {
            if self.next.get(&way).is_none() {
                self.next.insert(way.clone(), Next::Block(query), 1);
            }
            way.1.push(block.shape());
            ink.blocks.push(block);
        }
        let weight = layout.sides.len() * SIDE;
        self.next.insert(way, Next::Sheets(Rc::clone(layout)), weight);
        ink
    }
}
