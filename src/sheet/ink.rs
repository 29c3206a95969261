//! Where the ink of a page really is.

use crate::diag::{Text, text};
use crate::geom::{Len, Point, Rect};
use crate::layout::{GlyphRun, Item};
use crate::span::Span;
use crate::text::Fonts;

/// An item and its place.
pub(super) type PlacedItem<'p> = (Point, &'p Item);

/// Ink of one item.
#[derive(Clone, Debug)]
pub(super) struct InkArea {
    pub rect: Rect,
    /// The number of the item.
    pub item: usize,
}

/// The ink of every item of a page.
pub(super) fn areas(items: &[PlacedItem<'_>], fonts: &Fonts) -> Vec<InkArea> {
    let inked = items.iter().enumerate();
    inked.filter_map(|(item, seen)| Some(InkArea { rect: rect(*seen, fonts)?, item })).collect()
}

/// The ink of one item; `None` where it has none.
pub(super) fn rect((at, item): PlacedItem<'_>, fonts: &Fonts) -> Option<Rect> {
    let whole = |w: Len, h: Len| Rect { x: Len::ZERO, y: Len::ZERO, w, h };
    let (rect, turned) = match item {
        // A space has no ink that could be in the way.
        Item::Glyphs(run) => (letters(run, fonts)?, run.turned),
        Item::Fill { path, .. } => (path.bounds(), false),
        Item::Stroke { path, pen } => {
            let (bounds, half) = (path.bounds(), pen.width / 2);
            let rect = Rect {
                x: bounds.x - half,
                y: bounds.y - half,
                w: bounds.w + pen.width,
                h: bounds.h + pen.width,
            };
            (rect, false)
        }
        Item::Image { size, turned, .. } | Item::Form { size, turned, .. } => {
            (whole(size.w, size.h), *turned)
        }
        Item::Code { code, module, turned } => {
            let side = *module * i64::try_from(code.width).unwrap_or(0);
            (whole(side, side), *turned)
        }
        // What shared blocks hold is seen by itself.
        Item::Shared(_) | Item::Link { .. } | Item::Open(_) | Item::Close | Item::Field(_) => {
            return None;
        }
    };
    let rect = if turned { Rect { x: -rect.right(), y: -rect.bottom(), ..rect } } else { rect };
    Some(Rect { x: rect.x + at.x, y: rect.y + at.y, ..rect })
}

/// What people call an item, and where it comes from.
pub(super) fn named(item: &Item) -> (Text, Option<Span>) {
    match item {
        Item::Glyphs(run) => {
            let words = run.text.trim();
            (text!(en "“{words}”", vi "chữ “{words}”"), run.span)
        }
        Item::Fill { .. } => (text!(en "a shape", vi "một hình"), None),
        Item::Stroke { .. } => (text!(en "a line", vi "một nét kẻ"), None),
        Item::Code { .. } => (text!(en "a QR code", vi "mã QR"), None),
        _ => (text!(en "a picture", vi "một ảnh"), None),
    }
}

/// The ink of letters, counted from the begin of their baseline; none for spaces alone.
fn letters(run: &GlyphRun, fonts: &Fonts) -> Option<Rect> {
    let face = fonts.face(run.face);
    let mut pen = 0;
    let mut bounds: Option<[i32; 4]> = None;
    for glyph in &run.glyphs {
        let (ink, (left, right)) = (face.glyph_ink(glyph.id), face.glyph_sides(glyph.id));
        if left < right {
            let x = pen + glyph.dx;
            let own = [x + left, ink.top + glyph.dy, x + right, ink.bottom - glyph.dy];
            bounds = Some(bounds.map_or(own, |all| {
                let [left, top, right, bottom] = all;
                [left.min(own[0]), top.max(own[1]), right.max(own[2]), bottom.max(own[3])]
            }));
        }
        pen += glyph.advance;
    }
    bounds.map(|bounds| {
        let [left, top, right, bottom] = bounds.map(|units| run.size.of_em(units, face.upm));
        Rect { x: left, y: -top, w: right - left, h: top + bottom }
    })
}
