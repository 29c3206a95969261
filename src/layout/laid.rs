//! Blocks that were laid out, and what decided how.

use std::rc::Rc;
use std::sync::Arc;

use super::block_frame::{BlockFrame, TableHeader};
use super::clearance::Clearance;
use super::item_key::ItemKey;
use super::page::{Item, Placed, Shared, SharedBlock, Tag};
use crate::diag::Diagnostic;
use crate::geom::{Len, Point};

/// The copy that is laid out.
#[derive(Clone, Copy, Debug)]
pub(super) struct CopyContext<'v> {
    pub values: &'v [String],
    /// The number of its document.
    pub document: u64,
    /// Whether what is laid out stands inside a block with fields.
    pub is_inside: bool,
}

/// All that decides how a block is set, but for values.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct BlockKey {
    pub document: u64,
    /// The place of its node and of the step of copyfitting, which do not move while there are copies.
    pub node: usize,
    pub step: usize,
    pub width: Len,
    /// What else its surroundings give it: the diameter of the discs of a list.
    pub size: Len,
    pub is_centred: bool,
    /// The page and how many there are, where it says so.
    pub page: Option<(usize, usize)>,
    /// Middle of the hole it keeps off, where it begins, and which lines it may have.
    pub exclusion: Option<[Len; 4]>,
    pub beside: Option<WrapSide>,
}

/// A block as set, with tags that are numbered from 1.
#[derive(Debug)]
pub(super) struct Laid {
    pub pieces: Vec<BlockFrame>,
    pub tags: u32,
    pub problems: Vec<Diagnostic>,
    /// What stands in each of its fields, from the place of the field on; for a block of a page.
    pub fields: Vec<Vec<Placed>>,
    /// The number of its shape: blocks with the same look alike but for what stands in their fields.
    pub shape: u64,
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
        let mut repeat: Option<Arc<TableHeader>> = None;
        for piece in &mut self.pieces {
            piece.items = shared(std::mem::take(&mut piece.items));
            // All rows of a table repeat one head.
            if let Some(own) = &piece.repeats {
                let same = repeat.get_or_insert_with(|| {
                    Arc::new(TableHeader { items: shared(own.items.clone()), height: own.height })
                });
                piece.repeats = Some(Arc::clone(same));
            }
        }
        self
    }

    /// Numbers its fields and takes out what stands in them; gives all that can be seen of the rest.
    pub(super) fn number_fields(&mut self) -> Vec<u8> {
        let Laid { pieces, tags, fields, .. } = self;
        let mut key = ItemKey { bytes: Vec::with_capacity(1024) };
        key.number(*tags as usize);
        for piece in pieces {
            let BlockFrame { size, above, below, .. } = *piece;
            key.lengths(&[size.w, size.h, above, below]);
            let facts = [piece.keep_next, piece.breaks, piece.fixed, piece.is_part];
            key.bytes.extend(facts.map(u8::from));
            piece.list.iter().for_each(|tag| key.tag(tag));
            for band in &piece.grounds {
                key.lengths(&[band.y, band.height]);
                key.colour(band.colour);
            }
            take_fields(&mut piece.items, fields, &mut key);
            if let Some(own) = &piece.repeats {
                let mut own = TableHeader { items: own.items.clone(), height: own.height };
                key.lengths(&[own.height]);
                take_fields(&mut own.items, fields, &mut key);
                piece.repeats = Some(Arc::new(own));
            }
        }
        key.bytes
    }

    /// Its pieces with tags and fields numbered after those before it.
    pub(super) fn pieces(&self, before: u32, fields: usize) -> Vec<BlockFrame> {
        let placed = |items: &[Placed]| {
            let mut items = with_fields(items, &self.fields, fields);
            for placed in &mut items {
                match &mut placed.item {
                    Item::Open(tag) if tag.id > 0 => tag.id += before,
                    Item::Shared(shared) => shared.tags += before,
                    _ => {}
                }
            }
            items
        };
        let mut repeat: Option<Arc<TableHeader>> = None;
        let mut pieces = Vec::with_capacity(self.pieces.len());
        for own in &self.pieces {
            let mut piece = BlockFrame {
                items: placed(&own.items),
                list: own.list.clone(),
                repeats: own.repeats.clone(),
                name: own.name.clone(),
                grounds: own.grounds.clone(),
                ..*own
            };
            if let Some(Tag { id, .. }) = &mut piece.list {
                *id += before;
            }
            if let Some(own) = &piece.repeats {
                let same = repeat.get_or_insert_with(|| {
                    Arc::new(TableHeader { items: placed(&own.items), height: own.height })
                });
                piece.repeats = Some(Arc::clone(same));
            }
            pieces.push(piece);
        }
        pieces
    }
}

/// Numbers the fields among items and moves what stands in them to `fields`; `key` gets the rest.
fn take_fields(items: &mut Vec<Placed>, fields: &mut Vec<Vec<Placed>>, key: &mut ItemKey) {
    let mut corner: Option<Point> = None;
    let kept = std::mem::take(items).into_iter().filter_map(|mut placed| {
        match (&mut placed.item, corner) {
            (Item::Field(Some(field)), _) => {
                *field = fields.len();
                fields.push(Vec::new());
                corner = Some(placed.at);
            }
            (Item::Field(None), _) => corner = None,
            (_, Some(corner)) => {
                placed.at = placed.at.shifted(-corner.x, -corner.y);
                fields.last_mut()?.push(placed);
                return None;
            }
            (_, None) => {}
        }
        key.items(std::iter::once(&placed), Point::default());
        Some(placed)
    });
    *items = kept.collect();
    // Each piece ends somewhere.
    key.bytes.push(0);
}

/// Items with what stands in their fields, which are numbered after `before`.
fn with_fields(items: &[Placed], fields: &[Vec<Placed>], before: usize) -> Vec<Placed> {
    let mut all = Vec::with_capacity(items.len());
    for placed in items {
        all.push(placed.clone());
        let Some(Placed { at, item: Item::Field(Some(field)) }) = all.last_mut() else { continue };
        let (at, own) = (*at, fields.get(*field));
        *field += before;
        let own = own.into_iter().flatten();
        all.extend(own.map(|inner| {
            let item = inner.item.clone();
            Placed { at: inner.at.shifted(at.x, at.y), item }
        }));
    }
    all
}

/// A block with fields in its place on a page, where one copy was laid out.
#[derive(Clone, Debug)]
pub struct BlockQuery {
    pub(super) key: BlockKey,
    pub(super) exclusion: Option<Exclusion>,
}

/// What a block with fields is in one copy.
#[derive(Clone, Debug)]
pub struct FieldBlock(pub(super) Rc<Laid>);

impl FieldBlock {
    /// The number of its shape: where all blocks of two copies have the same, the pages of both look
    /// alike, but for what stands in their fields.
    pub fn shape(&self) -> u64 {
        self.0.shape
    }

    /// The items of each of its fields, from the place of the field on.
    pub fn fields(&self) -> &[Vec<Placed>] {
        &self.0.fields
    }
}

/// A hole near the text that is set, and where that text begins on the page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Exclusion {
    pub clearance: Clearance,
    pub at: Point,
    /// Which lines it allows.
    pub lines: WrapSide,
}

/// Which lines may stand beside a hole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum WrapSide {
    /// Cut short at their right end along the clearance, or all begun right of it.
    Either,
    /// Cut short at their right end alone, as beside the marks of a list.
    Left,
    /// Between edges that do not follow the clearance, for lines that are centred.
    Even,
}
