//! Where the ink of a page really is.

use crate::geom::{Len, Rect};
use crate::layout::{Item, Page};
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
            Item::Glyphs(run) => {
                let face = fonts.face(run.face);
                let em = |units: i32| run.size.of_em(units, face.upm);
                let mut ink = crate::text::Ink { top: 0, bottom: i32::MIN };
                let mut width = 0;
                for glyph in &run.glyphs {
                    let own = face.glyph_ink(glyph.id);
                    ink.top = ink.top.max(own.top + glyph.dy);
                    ink.bottom = ink.bottom.max(own.bottom - glyph.dy);
                    width += glyph.advance;
                }
                let top = em(ink.top);
                let h = top + em(ink.bottom.max(0));
                let rect = Rect { x: at.x, y: at.y - top, w: em(width), h };
                (rect, format!("“{}”", run.text), run.span)
            }
            Item::Fill { path, .. } => (path.bounds(), "a shape".to_owned(), None),
            Item::Stroke { path, pen } => {
                let (bounds, half) = (path.bounds(), pen.width / 2);
                let rect = Rect {
                    x: bounds.x - half,
                    y: bounds.y - half,
                    w: bounds.w + pen.width,
                    h: bounds.h + pen.width,
                };
                (rect, "a line".to_owned(), None)
            }
            Item::Image { size, .. } | Item::Form { size, .. } => {
                let rect = Rect { x: Len::ZERO, y: Len::ZERO, w: size.w, h: size.h };
                (rect, "a picture".to_owned(), None)
            }
            Item::Link { .. } | Item::Open(_) | Item::Close => continue,
        };
        let moved = match &placed.item {
            Item::Glyphs(_) => rect,
            _ => Rect { x: rect.x + at.x, y: rect.y + at.y, ..rect },
        };
        areas.push(Area { rect: moved, what, span });
    }
    areas
}
