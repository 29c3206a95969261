//! Grounds: fields of colour behind the items of a page, from edge to edge.
//!
//! Layout says where they lie, up to the trim. Here they get their place on paper: past the trim
//! where a print shop cuts (PP-01), up to a clean edge where an office printer stops (OF-01), up to
//! the fold in a folded sheet; then they become the first items of the page, which painters need not
//! tell apart.

use crate::colour::Colour;
use crate::geom::{Len, Point, Rect};
use crate::inks::Palette;
use crate::layout::{Ground, Item, Page, Pages, Placed};
use crate::path::Path;
use crate::printer::Printer;

/// How far fields end from the edge of paper whose printer nobody has measured (OF-01).
const OFFICE_MM: f64 = 6.0;
/// What is left of a ground when ink is saved: a line of this width where it ended.
const DARK_PT: f64 = 2.4;
const LIGHT_PT: f64 = 1.4;
/// Lighter colours are tints (relative luminance).
pub(super) const TINT: f64 = 0.5;
/// Lengths are rounded.
const HAIR: Len = Len(100);

/// What stands at the edge of a page or sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// A cut, past which ink may reach so far.
    Cut(Len),
    /// An edge of paper that printers leave so much blank, left and right, top and bottom.
    Paper(Len, Len),
}

/// The edge of a sheet for a printer; where none is named, what any printer can print.
pub fn printable(printer: Option<&Printer>, page: &Page) -> Edge {
    let Some(printer) = printer else {
        return Edge::Paper(Len::mm(OFFICE_MM), Len::mm(OFFICE_MM));
    };
    let (blank, shift) = (printer.blank(page.size), printer.shift(page.size));
    // Whichever way the sheet is turned: the wider edge of both.
    let across = blank.left.max(blank.right) + shift.x.max(-shift.x);
    let down = blank.top.max(blank.bottom) + shift.y.max(-shift.y);
    Edge::Paper(across, down)
}

/// What of a sheet any printer can print, or the one that is named.
pub fn printed(printer: Option<&Printer>, page: &Page) -> Rect {
    let whole = Rect::new(Point::default(), page.size);
    reach(whole, whole, printable(printer, page)).unwrap_or(whole)
}

/// Puts the grounds of all pages among their items, as far as each edge allows.
#[must_use]
pub fn spread(mut pages: Pages, edge: impl Fn(&Page) -> Edge) -> Pages {
    for page in &mut pages.pages {
        if page.grounds.is_empty() {
            continue;
        }
        let edge = edge(page);
        let trim = page.trim;
        let grounds = std::mem::take(&mut page.grounds);
        let fills: Vec<Placed> = grounds
            .iter()
            .filter_map(|ground| {
                let rect = reach(ground.rect, trim, edge)?;
                let item = Item::fill(Path::rect(rect), ground.colour);
                Some(Placed { at: Point::default(), item })
            })
            .collect();
        page.panels.iter_mut().for_each(|panel| panel.first += fills.len());
        page.items.splice(0..0, fills);
    }
    pages
}

/// How far a ground reaches; `None` where nothing of it is left.
fn reach(rect: Rect, trim: Rect, edge: Edge) -> Option<Rect> {
    match edge {
        Edge::Cut(bleed) => {
            let out = |is_edge: bool| if is_edge { bleed } else { Len::ZERO };
            let left = out(rect.x <= trim.x + HAIR);
            let top = out(rect.y <= trim.y + HAIR);
            let right = out(rect.right() + HAIR >= trim.right());
            let bottom = out(rect.bottom() + HAIR >= trim.bottom());
            Some(Rect {
                x: rect.x - left,
                y: rect.y - top,
                w: rect.w + left + right,
                h: rect.h + top + bottom,
            })
        }
        Edge::Paper(across, down) => rect.cut(&Rect {
            x: trim.x + across,
            y: trim.y + down,
            w: trim.w - across * 2,
            h: trim.h - down * 2,
        }),
    }
}

/// The grounds of a page that lies at `page` on a sheet: what reaches an edge of the page goes on to
/// the edge of its `room`.
pub(super) fn placed(own: &Page, page: Rect, room: Rect) -> impl Iterator<Item = Ground> {
    let size = own.size;
    own.grounds.iter().map(move |ground| {
        let rect = ground.rect;
        let near = |a: Len, b: Len, edge: Len, inner: Len| {
            if (a - b).0.abs() <= HAIR.0 { edge } else { inner }
        };
        let left = near(rect.x, Len::ZERO, room.x, page.x + rect.x);
        let top = near(rect.y, Len::ZERO, room.y, page.y + rect.y);
        let right = near(rect.right(), size.w, room.right(), page.x + rect.right());
        let bottom = near(rect.bottom(), size.h, room.bottom(), page.y + rect.bottom());
        let rect = Rect { x: left, y: top, w: right - left, h: bottom - top };
        Ground { rect, ..*ground }
    })
}

/// Empties the grounds of a page but for lines where they ended; gives those that were dark.
pub(super) fn emptied(page: &mut Page, palette: &Palette) -> Vec<(Rect, Colour)> {
    let grounds = std::mem::take(&mut page.grounds);
    let mut dark = Vec::new();
    for Ground { rect, colour } in grounds {
        let is_light = colour.luminance() > TINT;
        let (line, height) = if is_light {
            (palette.line.unwrap_or(Colour::BLACK), Len::pt(LIGHT_PT))
        } else {
            dark.push((rect, colour));
            (colour, Len::pt(DARK_PT))
        };
        let is_at_top = rect.y <= page.trim.y + HAIR;
        let y = if is_at_top { rect.bottom() - height } else { rect.y };
        page.grounds.push(Ground { rect: Rect { y, h: height, ..rect }, colour: line });
    }
    dark
}

/// The colour a line has at a place of a page.
pub(super) fn ink_on(page: &Page, at: Point) -> Colour {
    let rect = Rect { x: at.x, y: at.y, w: Len::ZERO, h: Len::ZERO };
    let ground = page.grounds.iter().rev().find(|ground| ground.rect.contains(&rect));
    match ground {
        Some(ground) if ground.colour.luminance() <= TINT => Colour::WHITE,
        _ => Colour::BLACK,
    }
}
