//! Pages for a print shop: room for bleed around the trim (PP-01), and outside of it the marks to
//! cut, fold and lay plates over each other by (PP-07).

use crate::colour::Colour;
use crate::geom::{Len, Point, Rect, Size};
use crate::layout::{Item, Page, Pages, Pen, Placed, Purpose, Role, Tag};
use crate::path::{Path, Segment};

/// How far ink may reach past the trim (PP-01).
const BLEED_MM: f64 = 3.0;
/// From the trim to a mark: outside the bleed by more than a line is thick.
const GAP_MM: f64 = 3.5;
/// How long a mark is.
const LENGTH_MM: f64 = 5.0;
/// Room for bleed and marks on each side.
const ROOM_MM: f64 = 10.0;
/// How thick the lines are (PP-08: at least 0.25 pt).
const LINE_PT: f64 = 0.25;

/// Gives every page its bleed and marks. What the product marks at its edges moves out of the trim.
pub fn for_press(mut pages: Pages) -> Pages {
    pages.pages = pages.pages.into_iter().map(page).collect();
    pages.bleed = Len::mm(BLEED_MM);
    pages
}

fn page(mut page: Page) -> Page {
    let room = Len::mm(ROOM_MM);
    let size = Size::new(page.size.w + room * 2, page.size.h + room * 2);
    let trim = Rect { x: page.trim.x + room, y: page.trim.y + room, ..page.trim };
    let mut items = Vec::with_capacity(page.items.len() + 4);
    page.grounds.iter_mut().for_each(|ground| ground.rect = ground.rect.shifted(room, room));
    for placed in std::mem::take(&mut page.items) {
        let at = placed.at.shifted(room, room);
        let item = match placed.item {
            Item::Stroke { path, pen } => stroke(path, pen, at, trim),
            item => Placed { at, item },
        };
        items.push(item);
    }
    let at = Point::default();
    items.push(Placed { at, item: Item::Open(Tag { id: 0, role: Role::Artifact }) });
    let line = |path: Path, purpose: Purpose| {
        let pen = Pen { purpose, ..Pen::solid(Colour::BLACK, Len::pt(LINE_PT)) };
        Placed { at, item: Item::Stroke { path, pen } }
    };
    items.push(line(corners(trim), Purpose::Register));
    items.push(line(targets(trim), Purpose::Register));
    items.push(Placed { at, item: Item::Close });
    Page { size, trim, items, ..page }
}

/// A line as a press wants it: the die line thin and whole, marks outside the trim.
fn stroke(path: Path, pen: Pen, at: Point, trim: Rect) -> Placed {
    match pen.purpose {
        Purpose::Die => {
            let pen = Pen { dash: None, width: Len::pt(LINE_PT), ..pen };
            Placed { at, item: Item::Stroke { path, pen } }
        }
        Purpose::Cut | Purpose::Fold => {
            let path = outside(&path, at, trim);
            Placed { at: Point::default(), item: Item::Stroke { path, pen } }
        }
        Purpose::Drawing | Purpose::Register => Placed { at, item: Item::Stroke { path, pen } },
    }
}

/// The marks of a path, each at the edge it stood near, moved out of the trim.
fn outside(path: &Path, at: Point, trim: Rect) -> Path {
    let mut moved = Path::default();
    for line in path.segments.chunks(2) {
        let [Segment::Move(from), Segment::Line(to)] = *line else { continue };
        let from = from.shifted(at.x, at.y);
        let to = to.shifted(at.x, at.y);
        let is_upright = from.x == to.x;
        let (near, low, high) = if is_upright {
            (from.y, trim.y, trim.bottom())
        } else {
            (from.x, trim.x, trim.right())
        };
        let [begin, end] = beyond(low, high, near < (low + high) / 2);
        let point = |along: Len| {
            if is_upright { Point::new(from.x, along) } else { Point::new(along, from.y) }
        };
        moved.segments.extend([Segment::Move(point(begin)), Segment::Line(point(end))]);
    }
    moved
}

/// Begin and end of a mark before `low` or after `high`.
fn beyond(low: Len, high: Len, before: bool) -> [Len; 2] {
    let (gap, length) = (Len::mm(GAP_MM), Len::mm(LENGTH_MM));
    if before { [low - gap - length, low - gap] } else { [high + gap, high + gap + length] }
}

/// Two lines at each corner of the trim.
fn corners(trim: Rect) -> Path {
    let mut path = Path::default();
    let mut line = |from: Point, to: Point| {
        path.segments.extend([Segment::Move(from), Segment::Line(to)]);
    };
    for before in [true, false] {
        let [begin, end] = beyond(trim.y, trim.bottom(), before);
        for x in [trim.x, trim.right()] {
            line(Point::new(x, begin), Point::new(x, end));
        }
        let [begin, end] = beyond(trim.x, trim.right(), before);
        for y in [trim.y, trim.bottom()] {
            line(Point::new(begin, y), Point::new(end, y));
        }
    }
    path
}

/// A circle with a cross at each edge; not in its middle, where a fold may be marked.
fn targets(trim: Rect) -> Path {
    let out = Len::mm(GAP_MM + LENGTH_MM / 2.0);
    let (x, y) = (trim.x + trim.w.scale(0.4), trim.y + trim.h.scale(0.4));
    let arm = Len::mm(LENGTH_MM / 2.0);
    let mut path = Path::default();
    for middle in [
        Point::new(x, trim.y - out),
        Point::new(x, trim.bottom() + out),
        Point::new(trim.x - out, y),
        Point::new(trim.right() + out, y),
    ] {
        path.segments.extend(Path::circle(middle, arm.scale(0.6)).segments);
        for (dx, dy) in [(arm, Len::ZERO), (Len::ZERO, arm)] {
            let (from, to) = (middle.shifted(-dx, -dy), middle.shifted(dx, dy));
            path.segments.extend([Segment::Move(from), Segment::Line(to)]);
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    fn a4() -> Page {
        let size = Size::new(Len::mm(210.0), Len::mm(297.0));
        Page { size, trim: Rect::new(Point::default(), size), ..Page::default() }
    }

    fn strokes(page: &Page) -> Vec<(Rect, Pen)> {
        let one = |placed: &Placed| match &placed.item {
            Item::Stroke { path, pen } => {
                let rect = path.bounds();
                Some((Rect { x: rect.x + placed.at.x, y: rect.y + placed.at.y, ..rect }, *pen))
            }
            _ => None,
        };
        page.items.iter().filter_map(one).collect()
    }

    #[test]
    fn boxes_grow_by_the_room_for_marks() {
        let pages = for_press(Pages { pages: vec![a4()], ..Pages::default() });
        let page = &pages.pages[0];
        let grown = Size::new(Len::mm(210.0) + Len::mm(20.0), Len::mm(297.0) + Len::mm(20.0));
        assert!((page.size.w - grown.w).0.abs() <= 1 && (page.size.h - grown.h).0.abs() <= 1);
        assert_eq!((page.trim.x, page.trim.w), (Len::mm(10.0), Len::mm(210.0)));
        assert_eq!(pages.bleed, Len::mm(3.0));
    }

    #[test]
    fn every_mark_stands_outside_the_bleed_and_on_the_paper() {
        let mut sheet = a4();
        let folds = super::super::marks::between(
            &[Rect { x: Len::ZERO, y: Len::ZERO, w: Len::mm(100.0), h: Len::mm(297.0) }],
            sheet.size,
            true,
        );
        sheet.items.extend(folds);
        let pages = for_press(Pages { pages: vec![sheet], ..Pages::default() });
        let page = &pages.pages[0];
        let mut folds = 0;
        for placed in &page.items {
            let Item::Stroke { path, pen } = &placed.item else { continue };
            folds += usize::from(pen.purpose == Purpose::Fold);
            for segment in &path.segments {
                let (Segment::Move(p) | Segment::Line(p) | Segment::Curve(_, _, p)) = segment
                else {
                    continue;
                };
                let gap = Len::mm(BLEED_MM) + pen.width;
                let inside = p.x > page.trim.x - gap
                    && p.x < page.trim.right() + gap
                    && p.y > page.trim.y - gap
                    && p.y < page.trim.bottom() + gap;
                assert!(!inside, "{p:?}");
                assert!(p.x > Len::ZERO && p.x < page.size.w);
                assert!(p.y > Len::ZERO && p.y < page.size.h);
            }
        }
        assert_eq!(folds, 1);
    }

    #[test]
    fn the_die_line_is_thin_and_whole() {
        let mut sheet = a4();
        let pen = Pen {
            purpose: Purpose::Die,
            dash: Some((Len::pt(3.0), Len::pt(3.0))),
            ..Pen::solid(Colour::BLACK, Len::pt(0.5))
        };
        let path = Path::circle(Point::new(Len::mm(50.0), Len::mm(50.0)), Len::mm(19.0));
        sheet.items.push(Placed { at: Point::default(), item: Item::Stroke { path, pen } });
        let pages = for_press(Pages { pages: vec![sheet], ..Pages::default() });
        let (rect, pen) = strokes(&pages.pages[0])[0];
        assert_eq!((pen.dash, pen.width), (None, Len::pt(0.25)));
        assert_eq!(rect.x, Len::mm(41.0));
    }
}
