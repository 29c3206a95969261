//! A laid-out block that is never torn apart.

use std::sync::Arc;

use super::page::{Item, Placed, Tag};
use crate::colour::Colour;
use crate::geom::{Len, Point, Size};
use crate::span::Span;

/// A block with its size; items are relative to its top left corner.
#[derive(Clone, Debug, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub(super) struct BlockFrame {
    pub size: Size,
    pub items: Vec<Placed>,
    /// Space it wants before and after it.
    pub above: Len,
    pub below: Len,
    /// Whether it stays on the page of the next one.
    pub keep_next: bool,
    /// The list it is an entry of.
    pub list: Option<Tag>,
    /// Where its text comes from, and how people call it.
    pub span: Option<Span>,
    pub name: String,
    /// Whether a page begins after it.
    pub breaks: bool,
    /// What is repeated above it where it begins a page: the head of its table.
    pub repeats: Option<Arc<TableHeader>>,
    /// Whether its place beside or above a hole was chosen: no space above it may grow.
    pub fixed: bool,
    /// Whether it begins a part, where a page is best begun.
    pub is_part: bool,
    /// The grounds of its boxes that run from edge to edge of the page.
    pub grounds: Vec<Band>,
}

/// A ground behind a part of a block, from edge to edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Band {
    /// From the top of the block to its own.
    pub y: Len,
    pub height: Len,
    pub colour: Colour,
}

impl Band {
    /// The same, so much further down.
    pub(super) fn lowered(self, by: Len) -> Band {
        Band { y: self.y + by, ..self }
    }
}

/// The head of a table as it stands above rows on further pages.
#[derive(Debug, Default)]
pub(super) struct TableHeader {
    pub items: Vec<Placed>,
    pub height: Len,
}

impl BlockFrame {
    /// The height of what is repeated above it where it begins a page.
    pub(super) fn header_height(&self) -> Len {
        self.repeats.as_ref().map_or(Len::ZERO, |repeat| repeat.height)
    }

    /// Adds the items of `other`, moved by `x` and `y`.
    pub(super) fn absorb(&mut self, other: Vec<Placed>, x: Len, y: Len) {
        if self.items.capacity() == 0 {
            self.items = moved(other, x, y);
        } else {
            self.items.extend(shifted(other, x, y));
        }
    }

    /// Adds one item.
    pub(super) fn push(&mut self, at: Point, item: Item) {
        self.items.push(Placed { at, item });
    }

    /// Puts the piece inside a role.
    pub(super) fn wrap(&mut self, tag: Tag) {
        self.items.reserve_exact(2);
        self.items.insert(0, Placed { at: Point::default(), item: Item::Open(tag) });
        self.items.push(Placed { at: Point::default(), item: Item::Close });
    }
}

/// Items moved by `x` and `y`.
pub(super) fn shifted(items: Vec<Placed>, x: Len, y: Len) -> impl Iterator<Item = Placed> {
    items.into_iter().map(move |placed| Placed { at: placed.at.shifted(x, y), ..placed })
}

/// The same in their own list.
pub(super) fn moved(mut items: Vec<Placed>, x: Len, y: Len) -> Vec<Placed> {
    for placed in &mut items {
        placed.at = placed.at.shifted(x, y);
    }
    items
}

/// The space between two pieces: the larger of what each wants.
pub(super) fn gap_between(before: &BlockFrame, after: &BlockFrame) -> Len {
    before.below.max(after.above)
}

/// Puts pieces under each other into one.
pub(super) fn stack(pieces: Vec<BlockFrame>, width: Len) -> BlockFrame {
    let mut all = BlockFrame { size: Size::new(width, Len::ZERO), ..BlockFrame::default() };
    let mut y = Len::ZERO;
    let mut last: Option<(Len, Option<Tag>)> = None;
    let count = pieces.len();
    if pieces.len() > 1 {
        // With room for the begin and the end of a list.
        all.items.reserve_exact(pieces.iter().map(|piece| piece.items.len() + 2).sum());
    }
    for (index, piece) in pieces.into_iter().enumerate() {
        match &last {
            Some((below, _)) => y += (*below).max(piece.above),
            None => all.above = piece.above,
        }
        let before = last.and_then(|(_, list)| list);
        if before != piece.list {
            if before.is_some() {
                all.push(Point::default(), Item::Close);
            }
            if let Some(tag) = &piece.list {
                all.push(Point::default(), Item::Open(tag.clone()));
            }
        }
        if index + 1 == count {
            all.below = piece.below;
            all.keep_next = piece.keep_next;
        }
        last = Some((piece.below, piece.list));
        all.absorb(piece.items, Len::ZERO, y);
        all.grounds.extend(piece.grounds.into_iter().map(|band| band.lowered(y)));
        y += piece.size.h;
        if all.span.is_none() {
            all.span = piece.span;
            all.name = piece.name;
        }
    }
    if let Some((_, Some(_))) = last {
        all.push(Point::default(), Item::Close);
    }
    all.size.h = y;
    all
}
