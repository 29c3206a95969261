//! Pages that spare ink: areas become outlines, white letters on them take their colour. Shape,
//! weight and words carry the meaning, so nothing is lost; pictures and codes stay as they are.

use crate::colour::Colour;
use crate::geom::{Len, Point, Rect};
use crate::inks::Palette;
use crate::layout::{Item, Page, Pages, Pen, Placed, Role};

/// The outline of an area that was filled, in points.
const OUTLINE_PT: f64 = 1.4;
/// The outline of a dark disc or header, which has to stand out.
const RING_PT: f64 = 2.4;
/// Smaller areas are bullets and bars and keep their ink.
const SMALL_MM: f64 = 6.0;
/// Lighter colours are tints (relative luminance).
const TINT: f64 = 0.5;

/// Empties the areas of all pages.
pub fn save_ink(mut pages: Pages) -> Pages {
    for page in &mut pages.pages {
        empty(page, &pages.palette);
    }
    pages
}

fn empty(page: &mut Page, palette: &Palette) {
    let mut items = Vec::with_capacity(page.items.len());
    // Dark areas that were emptied, and roles that are open with whether they are pictures.
    let mut emptied: Vec<(Rect, Colour)> = Vec::new();
    let mut pictures = Vec::new();
    for placed in page.items.drain(..) {
        match &placed.item {
            Item::Open(tag) => pictures.push(matches!(tag.role, Role::Figure { .. })),
            Item::Close => drop(pictures.pop()),
            _ => {}
        }
        let at = placed.at;
        match placed.item {
            Item::Fill { path, colour, even_odd } if !pictures.contains(&true) => {
                let bounds = path.bounds();
                let rect = Rect { x: bounds.x + at.x, y: bounds.y + at.y, ..bounds };
                let small = bounds.w.min(bounds.h) < Len::mm(SMALL_MM);
                if colour == Colour::WHITE
                    && let Some((_, dark)) =
                        emptied.iter().rev().find(|(area, _)| within(*area, rect))
                {
                    items.push(Placed { at, item: Item::Fill { path, colour: *dark, even_odd } });
                    continue;
                }
                if colour == Colour::WHITE || colour == Colour::BLACK || small {
                    items.push(Placed { at, item: Item::Fill { path, colour, even_odd } });
                    continue;
                }
                let tint = colour.luminance() > TINT;
                let width = Len::pt(if tint { OUTLINE_PT } else { RING_PT });
                let line = if tint { palette.line.unwrap_or(Colour::BLACK) } else { colour };
                if !tint {
                    emptied.push((rect, colour));
                }
                let white = Item::Fill { path: path.clone(), colour: Colour::WHITE, even_odd };
                items.push(Placed { at, item: white });
                let (path, pen) = (path.inset(width / 2), Pen::solid(line, width));
                items.push(Placed { at, item: Item::Stroke { path, pen } });
            }
            Item::Glyphs(mut run) if run.colour == Colour::WHITE => {
                let on = emptied.iter().rev().find(|(area, _)| holds(*area, at));
                run.colour = on.map_or(Colour::WHITE, |(_, colour)| *colour);
                items.push(Placed { at, item: Item::Glyphs(run) });
            }
            item => items.push(Placed { at, item }),
        }
    }
    page.items = items;
}

fn holds(area: Rect, point: Point) -> bool {
    point.x >= area.x && point.x <= area.right() && point.y >= area.y && point.y <= area.bottom()
}

fn within(area: Rect, inner: Rect) -> bool {
    let corner = Point::new(inner.x, inner.y);
    holds(area, corner) && holds(area, Point::new(inner.right(), inner.bottom()))
}
