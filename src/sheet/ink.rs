//! Where the ink of a page really is.

use crate::diag::{Text, text};
use crate::geom::{Len, Rect};
use crate::layout::{GlyphRun, Item, Page};
use crate::source::Span;
use crate::text::Fonts;

/// Ink of one item.
#[derive(Clone, Debug)]
pub(super) struct Area {
    pub rect: Rect,
    /// The number of the item.
    pub item: usize,
    /// How people call it.
    pub what: Text,
    pub span: Option<Span>,
}

/// The ink of every item of a page.
pub(super) fn areas(page: &Page, fonts: &Fonts) -> Vec<Area> {
    let mut areas = Vec::new();
    for (item, placed) in page.items.iter().enumerate() {
        let at = placed.at;
        let (rect, what, span) = match &placed.item {
            Item::Glyphs(run) => {
                let words = run.text.trim();
                (letters(run, fonts), text!(en "“{words}”", vi "chữ “{words}”"), run.span)
            }
            Item::Fill { path, .. } => {
                (Some(path.bounds()), text!(en "a shape", vi "một hình"), None)
            }
            Item::Stroke { path, pen } => {
                let (bounds, half) = (path.bounds(), pen.width / 2);
                let rect = Rect {
                    x: bounds.x - half,
                    y: bounds.y - half,
                    w: bounds.w + pen.width,
                    h: bounds.h + pen.width,
                };
                (Some(rect), text!(en "a line", vi "một nét kẻ"), None)
            }
            Item::Image { size, .. } | Item::Form { size, .. } => {
                let rect = Rect { x: Len::ZERO, y: Len::ZERO, w: size.w, h: size.h };
                (Some(rect), text!(en "a picture", vi "một ảnh"), None)
            }
            Item::Link { .. } | Item::Open(_) | Item::Close => continue,
        };
        // A space has no ink that could be in the way.
        let Some(rect) = rect else { continue };
        let rect = Rect { x: rect.x + at.x, y: rect.y + at.y, ..rect };
        areas.push(Area { rect, item, what, span });
    }
    areas
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
