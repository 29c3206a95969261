//! Where the ink of a page really is.

use crate::geom::{Len, Rect};
use crate::layout::{GlyphRun, Item, Page};
use crate::source::Span;
use crate::text::Fonts;

/// Ink of one item.
#[derive(Clone, Debug)]
pub(super) struct Area {
    pub rect: Rect,
    /// How people call it.
    pub what: String,
    pub span: Option<Span>,
}

/// The ink of every item of a page.
pub(super) fn areas(page: &Page, fonts: &Fonts) -> Vec<Area> {
    let mut areas = Vec::new();
    for placed in &page.items {
        let at = placed.at;
        let (rect, what, span) = match &placed.item {
            Item::Glyphs(run) => (letters(run, fonts), format!("“{}”", run.text), run.span),
            Item::Fill { path, .. } => (Some(path.bounds()), "a shape".to_owned(), None),
            Item::Stroke { path, pen } => {
                let (bounds, half) = (path.bounds(), pen.width / 2);
                let rect = Rect {
                    x: bounds.x - half,
                    y: bounds.y - half,
                    w: bounds.w + pen.width,
                    h: bounds.h + pen.width,
                };
                (Some(rect), "a line".to_owned(), None)
            }
            Item::Image { size, .. } | Item::Form { size, .. } => {
                let rect = Rect { x: Len::ZERO, y: Len::ZERO, w: size.w, h: size.h };
                (Some(rect), "a picture".to_owned(), None)
            }
            Item::Code { code, module } => {
                let side = *module * i64::try_from(code.width).unwrap_or(0);
                let rect = Rect { x: Len::ZERO, y: Len::ZERO, w: side, h: side };
                (Some(rect), "a QR code".to_owned(), None)
            }
            Item::Link { .. } | Item::Open(_) | Item::Close | Item::Field(_) => continue,
        };
        // A space has no ink that could be in the way.
        let Some(rect) = rect else { continue };
        let rect = Rect { x: rect.x + at.x, y: rect.y + at.y, ..rect };
        areas.push(Area { rect, what, span });
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
