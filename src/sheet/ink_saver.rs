//! Pages that spare ink: areas become outlines, white letters on them take their colour. Shape,
//! weight and words carry the meaning, so nothing is lost; pictures and codes stay as they are, but
//! for what carries white letters in them: the button pressed on a drawn screen.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::grounds::{self, TINT};
use crate::colour::Colour;
use crate::geom::{Len, Point, Rect};
use crate::inks::Palette;
use crate::layout::{Item, Page, Pages, Pen, Placed};

/// The outline of an area that was filled, in points.
const OUTLINE_PT: f64 = 1.4;
/// The outline of a dark disc or header, which has to stand out.
const RING_PT: f64 = 2.4;
/// Smaller areas are bullets and bars and keep their ink.
const SMALL_MM: f64 = 6.0;

/// Empties the areas of all pages.
pub fn save_ink(pages: Pages) -> Pages {
    let mut pages = pages.unshared();
    for page in &mut pages.pages {
        empty(page, &pages.palette);
    }
    pages
}

fn empty(page: &mut Page, palette: &Palette) {
    let mut items = Vec::with_capacity(page.items.len());
    // Dark areas that were emptied, and roles that are open with whether they are pictures.
    let mut emptied: Vec<(Rect, Colour)> = grounds::emptied(page, palette);
    let mut pictures = Vec::new();
    let lettered = lettered(&page.items);
    for (number, placed) in page.items.drain(..).enumerate() {
        match &placed.item {
            Item::Open(tag) => pictures.push(tag.role.size().is_some()),
            Item::Close => drop(pictures.pop()),
            _ => {}
        }
        let at = placed.at;
        match placed.item {
            Item::Fill { path, colour, even_odd }
                if !pictures.contains(&true) || lettered.contains(&number) =>
            {
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
                Arc::make_mut(&mut run).colour = on.map_or(Colour::WHITE, |(_, colour)| *colour);
                items.push(Placed { at, item: Item::Glyphs(run) });
            }
            Item::Stroke { path, mut pen } if pen.colour == Colour::WHITE => {
                let bounds = path.bounds();
                let corner = Point::new(bounds.x + at.x, bounds.y + at.y);
                let on = emptied.iter().rev().find(|(area, _)| holds(*area, corner));
                pen.colour = on.map_or(Colour::WHITE, |(_, colour)| *colour);
                items.push(Placed { at, item: Item::Stroke { path, pen } });
            }
            item => items.push(Placed { at, item }),
        }
    }
    page.items = items;
}

/// The areas, by their places among the items, that are followed by white letters on them.
fn lettered(items: &[Placed]) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    let mut last: Option<(usize, Rect)> = None;
    for (number, placed) in items.iter().enumerate() {
        match &placed.item {
            Item::Fill { path, .. } => {
                let bounds = path.bounds();
                let area = Rect { x: bounds.x + placed.at.x, y: bounds.y + placed.at.y, ..bounds };
                last = Some((number, area));
            }
            Item::Glyphs(run) if run.colour == Colour::WHITE => {
                found.extend(last.filter(|(_, area)| holds(*area, placed.at)).map(|(at, _)| at));
            }
            _ => {}
        }
    }
    found
}

fn holds(area: Rect, point: Point) -> bool {
    point.x >= area.x && point.x <= area.right() && point.y >= area.y && point.y <= area.bottom()
}

fn within(area: Rect, inner: Rect) -> bool {
    let corner = Point::new(inner.x, inner.y);
    holds(area, corner) && holds(area, Point::new(inner.right(), inner.bottom()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geom::Size;
    use crate::layout::{GlyphRun, Role, Tag};
    use crate::path::Path;
    use crate::text::FaceId;

    const ACCENT: Colour = Colour { r: 11, g: 79, b: 108 };
    const TINT: Colour = Colour { r: 233, g: 241, b: 244 };

    fn fill(side: f64, colour: Colour) -> Item {
        let side = Len::mm(side);
        Item::fill(Path::rect(Rect { x: Len::ZERO, y: Len::ZERO, w: side, h: side }), colour)
    }

    fn letters(colour: Colour) -> Item {
        let (face, size, span) = (FaceId(0), Len::pt(20.0), None);
        let (text, glyphs, turned) = ("1".into(), Vec::new(), false);
        Item::Glyphs(Arc::new(GlyphRun { face, size, colour, text, glyphs, span, turned }))
    }

    /// Items that begin at 1 mm, told by kind and colour.
    fn saved(items: Vec<Item>) -> Vec<String> {
        let at = Point::new(Len::mm(1.0), Len::mm(1.0));
        let items = items.into_iter().map(|item| Placed { at, item }).collect();
        let mut palette = Palette::default();
        palette.line = Some(ACCENT);
        let page = Page { items, ..Page::default() };
        let pages = save_ink(Pages { pages: vec![page], palette, ..Pages::default() });
        let said = pages.pages[0].items.iter().map(|placed| match &placed.item {
            Item::Fill { colour, .. } => format!("fill {colour}"),
            Item::Stroke { pen, .. } => format!("line {}", pen.colour),
            Item::Glyphs(run) => format!("text {}", run.colour),
            Item::Open(_) | Item::Close => "role".to_owned(),
            other => format!("{other:?}"),
        });
        said.collect()
    }

    #[test]
    fn areas_become_outlines_and_white_letters_take_their_colour() {
        let disc = vec![fill(13.0, ACCENT), letters(Colour::WHITE)];
        assert_eq!(saved(disc), ["fill #FFFFFF", "line #0B4F6C", "text #0B4F6C"]);
        // A warning sign: its mark takes the colour of the triangle.
        let sign = vec![fill(13.0, ACCENT), fill(2.0, Colour::WHITE)];
        assert_eq!(saved(sign), ["fill #FFFFFF", "line #0B4F6C", "fill #0B4F6C"]);
        // A tint is too light for a line.
        let note = vec![fill(60.0, TINT), letters(Colour::BLACK)];
        assert_eq!(saved(note), ["fill #FFFFFF", "line #0B4F6C", "text #000000"]);
    }

    #[test]
    fn codes_bullets_pictures_and_white_boxes_stay() {
        for item in [fill(30.0, Colour::BLACK), fill(2.0, ACCENT), fill(8.0, Colour::WHITE)] {
            assert_eq!(saved(vec![item]).len(), 1);
        }
        let size = Size::new(Len::mm(20.0), Len::mm(20.0));
        let figure = Tag { id: 1, role: Role::Figure { alt: String::new(), size } };
        let picture = vec![Item::Open(figure), fill(13.0, ACCENT), Item::Close, fill(9.0, TINT)];
        assert_eq!(
            saved(picture),
            ["role", "fill #0B4F6C", "role", "fill #FFFFFF", "line #0B4F6C"]
        );
        // What is pressed on a screen, with grey bars above it and the hand on it.
        let figure = Tag { id: 1, role: Role::Figure { alt: String::new(), size } };
        let button = vec![fill(9.0, TINT), fill(8.0, ACCENT), letters(Colour::WHITE)];
        let hand = vec![fill(12.0, Colour::WHITE), Item::Close];
        let screen = [vec![Item::Open(figure)], button, hand].concat();
        assert_eq!(
            saved(screen),
            [
                "role",
                "fill #E9F1F4",
                "fill #FFFFFF",
                "line #0B4F6C",
                "text #0B4F6C",
                "fill #FFFFFF",
                "role"
            ]
        );
        // White letters elsewhere are none of its business.
        assert_eq!(saved(vec![letters(Colour::WHITE)]), ["text #FFFFFF"]);
    }
}
