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
    Some(placed(rect, turned, at))
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
    let bounds = glyphs(run, fonts).reduce(|all, own| {
        let [left, top, right, bottom] = all;
        [left.min(own[0]), top.max(own[1]), right.max(own[2]), bottom.max(own[3])]
    });
    bounds.map(|bounds| sized(run, bounds, fonts))
}

/// The ink of each letter of a run in its place.
pub(super) fn each_letter<'r>(
    (at, run): (Point, &'r GlyphRun),
    fonts: &'r Fonts,
) -> impl Iterator<Item = Rect> + 'r {
    glyphs(run, fonts).map(move |bounds| placed(sized(run, bounds, fonts), run.turned, at))
}

/// Where the ink of each glyph is, in units of the face: left, top above the baseline, right, bottom
/// below it.
fn glyphs<'r>(run: &'r GlyphRun, fonts: &'r Fonts) -> impl Iterator<Item = [i32; 4]> + 'r {
    let face = fonts.face(run.face);
    let mut pen = 0;
    run.glyphs.iter().filter_map(move |glyph| {
        let (ink, (left, right)) = (face.glyph_ink(glyph.id), face.glyph_sides(glyph.id));
        let x = pen + glyph.dx;
        pen += glyph.advance;
        (left < right).then_some([x + left, ink.top + glyph.dy, x + right, ink.bottom - glyph.dy])
    })
}

fn sized(run: &GlyphRun, bounds: [i32; 4], fonts: &Fonts) -> Rect {
    let upm = fonts.face(run.face).upm;
    let [left, top, right, bottom] = bounds.map(|units| run.size.of_em(units, upm));
    Rect { x: left, y: -top, w: right - left, h: top + bottom }
}

/// A rectangle counted from a place, turned about it or not.
fn placed(rect: Rect, turned: bool, at: Point) -> Rect {
    let rect = if turned { Rect { x: -rect.right(), y: -rect.bottom(), ..rect } } else { rect };
    rect.shifted(at.x, at.y)
}
