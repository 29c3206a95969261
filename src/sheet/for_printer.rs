//! Sheets for one printer: backs moved so that they land on their fronts, marks where it can print
//! them, and the proof that no ink stands where it leaves the paper blank.

use super::faults;
use super::ink::{self, InkArea};
use crate::colour::Colour;
use crate::diag::Sink;
use crate::doc::Duplex;
use crate::geom::{Insets, Len, Point, Rect, Size};
use crate::layout::{Item, Page, Pages, Placed, Purpose, seen};
use crate::path::{Path, Segment};
use crate::printer::{Printer, Readings};
use crate::text::Fonts;

/// From the edge a printer leaves blank to a mark.
const CLEAR_MM: f64 = 0.3;

/// Fits sheets to a printer; `path` is that of the style, for what has no place in a guide. `None`
/// when ink would be lost.
pub fn for_printer(
    mut pages: Pages,
    printer: &Printer,
    path: &str,
    fonts: &Fonts,
    sink: &mut Sink,
) -> Option<Pages> {
    let before = sink.errors();
    let both = pages.pages.len() > 1 && pages.duplex != Duplex::None;
    if let Some(size) = pages.pages.first().map(|page| page.size) {
        tell(printer, size, both, sink);
    }
    for (number, page) in pages.pages.iter_mut().enumerate() {
        let turn = (both && number % 2 == 1).then(|| BackRotation::of(pages.duplex, page.size));
        let (blank, shift) = (printer.blank(page.size), printer.shift(page.size));
        move_marks(page, blank, shift);
        if let Some(turn) = turn {
            let (dx, dy) = turn.against(shift, page.rotated);
            page.items.iter_mut().for_each(|placed| placed.at = placed.at.shifted(dx, dy));
            page.grounds.iter_mut().for_each(|ground| ground.rect = ground.rect.shifted(dx, dy));
        }
        check(page, (number + 1, turn), blank, &printer.name, fonts, path, sink);
    }
    (sink.errors() == before).then_some(pages)
}

/// How a back lies behind its front.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum BackRotation {
    /// Turned like the page of a book: left and right change places.
    Book,
    /// Turned like that of a notepad: top and bottom do.
    Notepad,
}

impl BackRotation {
    fn of(duplex: Duplex, size: Size) -> BackRotation {
        if duplex.turns_at_top(size) { BackRotation::Notepad } else { BackRotation::Book }
    }

    /// How far the items of a back move, so that a back that strays by `shift`, seen through the
    /// front, lands on it.
    fn against(self, shift: Point, rotated: bool) -> (Len, Len) {
        let (dx, dy) = match self {
            BackRotation::Book => (shift.x, -shift.y),
            BackRotation::Notepad => (-shift.x, shift.y),
        };
        // What is turned by half a circle moves the other way.
        if rotated { (-dx, -dy) } else { (dx, dy) }
    }

    /// A rectangle of the back, seen through the front.
    fn through(self, rect: Rect, size: Size) -> Rect {
        match self {
            BackRotation::Book => Rect { x: size.w - rect.right(), ..rect },
            BackRotation::Notepad => Rect { y: size.h - rect.bottom(), ..rect },
        }
    }
}

/// What a person has to know of the printer before paper is used.
fn tell(printer: &Printer, size: Size, both: bool, sink: &mut Sink) {
    let name = &printer.name;
    let readings = printer.measured(size);
    if readings.is_none() {
        sink.push(faults::unmeasured(name, size.w > size.h, both));
    }
    let any = readings.or(printer.portrait.as_ref()).or(printer.landscape.as_ref());
    if let Some([across, down]) = any.and_then(Readings::off_scale) {
        sink.push(faults::off_scale(name, [across, down]));
    }
}

/// Moves marks to cut and fold by inward, out of the widest blank edge.
fn move_marks(page: &mut Page, blank: Insets, shift: Point) {
    let far = |a: Len, b: Len| a.max(b);
    let widest = far(far(blank.top, blank.bottom), far(blank.left, blank.right));
    let stray = far(shift.x.max(-shift.x), shift.y.max(-shift.y));
    let begin = widest + stray + Len::mm(CLEAR_MM);
    let size = page.size;
    for Placed { item, .. } in &mut page.items {
        let Item::Stroke { path, pen } = item else { continue };
        if matches!(pen.purpose, Purpose::Cut | Purpose::Fold) {
            inward(path, begin, size);
        }
    }
}

fn inward(path: &mut Path, begin: Len, size: Size) {
    for line in path.segments.chunks_mut(2) {
        let [Segment::Move(from), Segment::Line(to)] = line else { continue };
        if from.x == to.x {
            let by = step(from.y.min(to.y), from.y.max(to.y), begin, size.h);
            (from.y, to.y) = (from.y + by, to.y + by);
        } else {
            let by = step(from.x.min(to.x), from.x.max(to.x), begin, size.w);
            (from.x, to.x) = (from.x + by, to.x + by);
        }
    }
}

/// How far a mark from `low` to `high` moves to begin no nearer to the edge than `begin`.
fn step(low: Len, high: Len, begin: Len, whole: Len) -> Len {
    if low + high < whole {
        (begin - low).max(Len::ZERO)
    } else {
        -(begin - (whole - high)).max(Len::ZERO)
    }
}

fn check(
    page: &Page,
    (number, turn): (usize, Option<BackRotation>),
    blank: Insets,
    name: &str,
    fonts: &Fonts,
    path: &str,
    sink: &mut Sink,
) {
    let mut worst: [Option<(Len, InkArea)>; 4] = [None, None, None, None];
    let mut more = [0; 4];
    let items: Vec<_> = seen(&page.items).collect();
    for area in ink::areas(&items, fonts) {
        let is_printed = match items[area.item].1 {
            Item::Fill { colour, .. } => *colour != Colour::WHITE,
            // The cutter goes on where the line ends.
            Item::Stroke { pen, .. } => pen.purpose != Purpose::Die,
            _ => true,
        };
        if !is_printed {
            continue;
        }
        let rect = on_front(area.rect, page, turn);
        let (w, h) = (page.size.w, page.size.h);
        let into = [
            blank.top - rect.y,
            rect.right() - (w - blank.right),
            rect.bottom() - (h - blank.bottom),
            blank.left - rect.x,
        ];
        for (edge, by) in into.into_iter().enumerate() {
            // A hundredth of a millimetre is rounding.
            if by > Len::mm(0.01) {
                more[edge] += 1;
                if worst[edge].as_ref().is_none_or(|(most, _)| by > *most) {
                    worst[edge] = Some((by, area.clone()));
                }
            }
        }
    }
    let blank = [blank.top, blank.right, blank.bottom, blank.left];
    for (edge, found) in worst.into_iter().enumerate() {
        let Some((by, area)) = found else { continue };
        let (by, wide, others) = (by.to_mm(), blank[edge].to_mm(), more[edge] - 1);
        let (what, span) = ink::named(items[area.item].1);
        let lost = faults::in_blank_edge(name, number, &what, (by, wide), edge, others);
        sink.push(match span {
            Some(span) => lost.at(span),
            None => lost.at_path(path),
        });
    }
}

/// Where a rectangle of a page lies, looked at from the front of the sheet.
fn on_front(rect: Rect, page: &Page, turn: Option<BackRotation>) -> Rect {
    let (w, h) = (page.size.w, page.size.h);
    let rect = if page.rotated {
        Rect { x: w - rect.right(), y: h - rect.bottom(), ..rect }
    } else {
        rect
    };
    turn.map_or(rect, |turn| turn.through(rect, page.size))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Pen;

    fn mm(x: f64, y: f64) -> Point {
        Point::new(Len::mm(x), Len::mm(y))
    }

    fn printer(edges: [f64; 4], shift: [f64; 2], bar: [f64; 2]) -> Printer {
        let readings = Some(Readings { edges, shift, bar });
        Printer { name: "thu".into(), flip: Duplex::Long, portrait: readings, landscape: readings }
    }

    /// Two pages of a size with a square of 10 mm in the same place.
    fn two(size: (f64, f64), at: (f64, f64), duplex: Duplex) -> Pages {
        let size = Size::new(Len::mm(size.0), Len::mm(size.1));
        let side = Len::mm(10.0);
        let square = Path::rect(Rect { x: Len::ZERO, y: Len::ZERO, w: side, h: side });
        let item = Item::fill(square, Colour::BLACK);
        let items = vec![Placed { at: mm(at.0, at.1), item }];
        let trim = Rect::new(Point::default(), size);
        let front = Page { size, trim, items, ..Page::default() };
        let rotated = duplex.turns_at_top(size);
        Pages { pages: vec![front.clone(), Page { rotated, ..front }], duplex, ..Pages::default() }
    }

    #[test]
    fn a_back_moves_against_its_printer() {
        let printer = printer([0.0; 4], [1.0, -2.0], [100.0; 2]);
        for size in [(210.0, 297.0), (297.0, 210.0)] {
            for duplex in [Duplex::Long, Duplex::Short] {
                let mut sink = Sink::new();
                let pages = two(size, (50.0, 60.0), duplex);
                let pages = for_printer(pages, &printer, "x", &Fonts::new(), &mut sink).unwrap();
                assert_eq!(pages.pages[0].items[0].at, mm(50.0, 60.0));
                let back = &pages.pages[1];
                let rect = Rect { x: back.items[0].at.x, y: back.items[0].at.y, ..Rect::default() };
                let turn = BackRotation::of(duplex, back.size);
                let seen = on_front(rect, back, Some(turn));
                let whole = Rect { x: Len::mm(50.0), y: Len::mm(60.0), ..Rect::default() };
                let was = on_front(whole, back, Some(turn));
                // What is seen through the front moves against the shift, whatever edge it turns.
                let moved = (seen.x - was.x, seen.y - was.y);
                let off = (moved.0 + Len::mm(1.0)).0.abs() + (moved.1 - Len::mm(2.0)).0.abs();
                assert!(off <= 2, "{size:?} {duplex:?}: {moved:?}");
            }
        }
        // One side only: nothing to land on.
        let mut sink = Sink::new();
        let pages = two((210.0, 297.0), (50.0, 60.0), Duplex::None);
        let pages = for_printer(pages, &printer, "x", &Fonts::new(), &mut sink).unwrap();
        assert_eq!(pages.pages[1].items[0].at, mm(50.0, 60.0));
    }

    #[test]
    fn ink_in_a_blank_edge_is_reported_with_its_edge_and_by_how_much() {
        let edges = [4.0, 5.0, 6.0, 7.0];
        for (at, side, edge, by) in [
            ((100.0, 2.5), 1, "edge A (top)", "1.5 mm into the 4.0 mm"),
            ((196.0, 100.0), 1, "edge B (right)", "1.0 mm into the 5.0 mm"),
            ((100.0, 283.0), 1, "edge C (bottom)", "2.0 mm into the 6.0 mm"),
            ((6.0, 100.0), 1, "edge D (left)", "1.0 mm into the 7.0 mm"),
            // The right of a back lies behind the left of its front.
            ((194.0, 100.0), 2, "edge D (left)", "1.0 mm into the 7.0 mm"),
        ] {
            let mut sink = Sink::new();
            let pages = two((210.0, 297.0), at, Duplex::Long);
            let printer = printer(edges, [0.0; 2], [100.0; 2]);
            assert!(for_printer(pages, &printer, "x", &Fonts::new(), &mut sink).is_none());
            let reported: Vec<&str> = sink.iter().map(|it| it.message.en.as_str()).collect();
            let words = format!("side {side}: a shape reaches {by} at {edge}");
            assert!(reported.iter().any(|it| it.starts_with(&words)), "{words}: {reported:?}");
        }
        // A shift may push the back into an edge that was free.
        let mut sink = Sink::new();
        let pages = two((210.0, 297.0), (100.0, 4.5), Duplex::Long);
        let shifted = printer(edges, [0.0, 2.0], [100.0; 2]);
        assert!(for_printer(pages, &shifted, "x", &Fonts::new(), &mut sink).is_none());
        let reported = &sink.iter().next().unwrap().message.en;
        assert!(reported.starts_with("side 2: a shape reaches 1.5 mm"), "{reported}");
    }

    #[test]
    fn marks_move_to_where_they_can_be_printed() {
        let mut pages = two((297.0, 210.0), (50.0, 60.0), Duplex::Short);
        for page in &mut pages.pages {
            let cell = Rect { x: Len::ZERO, y: Len::ZERO, w: Len::mm(99.0), h: Len::mm(210.0) };
            page.items.extend(super::super::marks::between(&[cell], page.size, false));
        }
        let mut sink = Sink::new();
        let printer = printer([5.0, 6.0, 12.7, 6.0], [0.0, 1.0], [100.0; 2]);
        let pages = for_printer(pages, &printer, "x", &Fonts::new(), &mut sink);
        let pages = pages.unwrap_or_else(|| panic!("{:?}", sink.iter().next()));
        for page in &pages.pages {
            let found = page.items.iter().find_map(|placed| match &placed.item {
                Item::Stroke { path, pen: Pen { purpose: Purpose::Cut, .. } } => {
                    Some(path.bounds())
                }
                _ => None,
            });
            let bounds = found.unwrap();
            assert_eq!((bounds.x, bounds.w), (Len::mm(99.0), Len::ZERO));
            assert_eq!(bounds.y, Len::mm(12.7) + Len::mm(1.0) + Len::mm(0.3));
        }
    }

    #[test]
    fn a_person_is_told_of_the_scale_and_of_what_was_not_measured() {
        let reported = |printer: &Printer, size: (f64, f64)| -> Vec<&'static str> {
            let mut sink = Sink::new();
            let pages = two(size, (50.0, 60.0), Duplex::Long);
            assert!(for_printer(pages, printer, "x", &Fonts::new(), &mut sink).is_some());
            sink.iter().map(|it| it.code.id()).collect()
        };
        let good = printer([5.0; 4], [1.0, 0.0], [100.0, 99.6]);
        let small = printer([5.0; 4], [0.0; 2], [98.5; 2]);
        let portrait = Printer { landscape: None, ..good.clone() };
        assert_eq!(reported(&good, (210.0, 297.0)), [""; 0]);
        assert_eq!(reported(&small, (210.0, 297.0)), ["O04"]);
        assert_eq!(reported(&portrait, (297.0, 210.0)), ["O05"]);
        assert_eq!(reported(&portrait, (210.0, 297.0)), [""; 0]);
    }
}
