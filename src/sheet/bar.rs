//! A bar of 100 mm, to find out with a ruler whether a sheet was printed at full size (OF-02).

use super::faults;
use super::ink;
use super::label::LabelLine;
use crate::colour::Colour;
use crate::diag::Sink;
use crate::geom::{Insets, Len, Point, Rect, Size};
use crate::layout::{Item, Page, Pages, Placed, Purpose, Role, Tag, seen};
use crate::path::Path;
use crate::printer::Printer;
use crate::text::Fonts;

/// What its label says.
pub const BAR: &str = "100 mm";
/// How thick the bar is, and the size of its label; of the narrow one below an upright bar.
const THICK_MM: f64 = 1.2;
const LABEL_PT: f64 = 12.0;
const NARROW_PT: f64 = 9.0;
/// The room of a level bar with its label, and of an upright one, with white around.
const LEVEL: (f64, f64) = (121.0, 4.6);
const UPRIGHT: (f64, f64) = (13.4, 107.0);
/// White between the bar and the edge of its room.
const PAD_MM: f64 = 1.2;
/// What most printers leave blank (OF-01).
const BLANK_MM: f64 = 6.0;
/// Marks stand nearer to the edge than this, and words farther from it.
const AROUND_MM: f64 = 8.6;
/// How fine places are searched for.
const STEP_MM: f64 = 1.0;

/// How a bar lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BarOrientation {
    /// Level, its label at its right end.
    Level,
    /// Upright, its label beside it.
    Upright,
    /// Upright, its label below it: for narrow strips.
    Narrow,
}

/// A black bar, exactly 100 mm long, with its label, from its top left corner.
pub(super) fn bar(at: Point, lie: BarOrientation, fonts: &Fonts) -> Vec<Placed> {
    let (long, thick) = (Len::mm(100.0), Len::mm(THICK_MM));
    let (w, h) = if lie == BarOrientation::Level { (long, thick) } else { (thick, long) };
    let path = Path::rect(Rect { x: Len::ZERO, y: Len::ZERO, w, h });
    let size = if lie == BarOrientation::Narrow { NARROW_PT } else { LABEL_PT };
    let label = LabelLine::new(BAR, Len::pt(size), false, fonts);
    let label = if lie == BarOrientation::Narrow {
        label.at(at.shifted(Len::ZERO, h + Len::mm(3.4)))
    } else {
        // Digits are 3 mm high: their middle lies on that of the bar.
        label.at(at.shifted(w + Len::mm(1.6), h / 2 + Len::mm(1.5)))
    };
    vec![Placed { at, item: Item::fill(path, Colour::BLACK) }, label]
}

/// Puts the bar onto the first side: outside of what is cut out where there is room; and, when
/// somebody `wants` it, into the margins. `path` is that of the style.
pub fn with_bar(
    mut pages: Pages,
    wants: bool,
    printer: Option<&Printer>,
    path: &str,
    fonts: &Fonts,
    sink: &mut Sink,
) -> Pages {
    let Some(page) = pages.pages.first_mut() else { return pages };
    let common = Len::mm(BLANK_MM);
    let common = Insets { top: common, right: common, bottom: common, left: common };
    let blank = printer.map_or(common, |printer| printer.blank(page.size));
    let outside = (!page.kept.is_empty()).then(|| room(page, blank, &taken(page, fonts)));
    let place = outside
        .flatten()
        .or_else(|| if wants { room(page, blank, &printed(page, fonts)) } else { None });
    match place {
        Some((at, lie)) => {
            let tag = Item::Open(Tag { id: 0, role: Role::Artifact });
            page.items.push(Placed { at: Point::default(), item: tag });
            page.items.extend(bar(at, lie, fonts));
            page.items.push(Placed { at: Point::default(), item: Item::Close });
        }
        None if wants => sink.push(faults::no_room_for_bar(path)),
        None => {}
    }
    pages
}

/// The pages on a sheet, and the marks between them.
fn taken(page: &Page, fonts: &Fonts) -> Vec<Rect> {
    let outside = |rect: &Rect| !page.kept.iter().any(|area| area.contains(rect));
    page.kept.iter().copied().chain(ink_of(page, fonts, outside)).collect()
}

/// Everything between the margins, marks at the edges, and lines of the cutter: a bar among words
/// would be in the way of who reads or writes there.
fn printed(page: &Page, fonts: &Fonts) -> Vec<Rect> {
    let ink = ink_of(page, fonts, |_| true);
    let around = Len::mm(AROUND_MM);
    let (w, h) = (page.size.w - around * 2, page.size.h - around * 2);
    let edge = Rect { x: around, y: around, w, h };
    let inner = ink.iter().copied().filter(|rect| edge.contains(rect));
    let whole = inner.reduce(|a, b| {
        let (x, y) = (a.x.min(b.x), a.y.min(b.y));
        Rect { x, y, w: a.right().max(b.right()) - x, h: a.bottom().max(b.bottom()) - y }
    });
    ink.into_iter().chain(whole).collect()
}

/// The ink of a page that is `wanted`. Marks are many lines of one path: each counts for itself, not
/// the rectangle around them all.
fn ink_of(page: &Page, fonts: &Fonts, wanted: impl Fn(&Rect) -> bool) -> Vec<Rect> {
    let items: Vec<_> = seen(&page.items).collect();
    let areas = ink::areas(&items, fonts).into_iter();
    let rects = areas.flat_map(|area| match items[area.item].1 {
        Item::Stroke { path, pen } if matches!(pen.purpose, Purpose::Cut | Purpose::Fold) => path
            .segments
            .chunks(2)
            .map(|line| Path { segments: line.to_vec() }.bounds())
            .collect::<Vec<_>>(),
        _ => vec![area.rect],
    });
    rects.filter(|rect| wanted(rect)).collect()
}

/// A place for the bar, as far down as there is one, and how it lies there.
fn room(page: &Page, blank: Insets, taken: &[Rect]) -> Option<(Point, BarOrientation)> {
    let Size { w, h } = page.size;
    let step = Len::mm(STEP_MM);
    for (lie, (wide, high)) in [(BarOrientation::Level, LEVEL), (BarOrientation::Narrow, UPRIGHT)] {
        let size = Size::new(Len::mm(wide), Len::mm(high));
        let (left, right) = (blank.left, w - blank.right - size.w);
        let (top, bottom) = (blank.top, h - blank.bottom - size.h);
        let mut y = bottom;
        while y >= top {
            let in_rows: Vec<&Rect> =
                taken.iter().filter(|it| it.y < y + size.h && it.bottom() > y).collect();
            let mut x = left;
            while x <= right {
                // Past whatever is in the way; nothing between can be free.
                let in_way = in_rows.iter().filter(|it| it.x < x + size.w && it.right() > x);
                let Some(past) = in_way.map(|it| it.right()).max() else {
                    let pad = Len::mm(PAD_MM);
                    let level = (size.h - Len::mm(THICK_MM)) / 2;
                    let drop = if lie == BarOrientation::Level { level } else { pad };
                    return Some((Point::new(x + pad, y + drop), lie));
                };
                x = past;
            }
            y -= step;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rect(x: f64, y: f64, w: f64, h: f64) -> Rect {
        Rect { x: Len::mm(x), y: Len::mm(y), w: Len::mm(w), h: Len::mm(h) }
    }

    fn barred(areas: &[Rect], ink: &[Rect], wants: bool) -> (Option<Rect>, usize) {
        let size = Size::new(Len::mm(210.0), Len::mm(297.0));
        let items = ink.iter().map(|rect| Placed {
            at: Point::default(),
            item: Item::fill(Path::rect(*rect), Colour::BLACK),
        });
        let page = Page { size, items: items.collect(), kept: areas.to_vec(), ..Page::default() };
        let before = page.items.len();
        let mut sink = Sink::new();
        let pages = Pages { pages: vec![page], ..Pages::default() };
        let pages = with_bar(pages, wants, None, "x", &Fonts::new(), &mut sink);
        let new = pages.pages[0].items[before..].iter().find_map(|placed| match &placed.item {
            Item::Fill { path, .. } => {
                let bounds = path.bounds();
                Some(Rect { x: placed.at.x, y: placed.at.y, ..bounds })
            }
            _ => None,
        });
        (new, sink.iter().count())
    }

    #[test]
    fn the_bar_stands_outside_of_what_is_cut_out() {
        let (whole, upper) = (rect(0.0, 0.0, 210.0, 297.0), rect(0.0, 0.0, 210.0, 270.0));
        let (bar, found) = barred(&[upper], &[], false);
        let bar = bar.unwrap();
        assert_eq!((bar.w, bar.h, found), (Len::mm(100.0), Len::mm(1.2), 0));
        assert!(bar.y > upper.bottom() + Len::mm(1.0) && bar.bottom() < Len::mm(291.0), "{bar:?}");
        // A strip at the side takes it upright.
        let (bar, _) = barred(&[rect(0.0, 0.0, 180.0, 297.0)], &[], false);
        let bar = bar.unwrap();
        assert!(bar.h == Len::mm(100.0) && bar.x > Len::mm(181.0), "{bar:?}");
        // No room, and nobody asked: no bar, no word.
        assert_eq!(barred(&[whole], &[], false), (None, 0));
        assert_eq!(barred(&[], &[], false), (None, 0));
    }

    #[test]
    fn who_wants_the_bar_gets_it_in_the_margins_or_is_told() {
        let (whole, ink) = (rect(0.0, 0.0, 210.0, 297.0), rect(20.0, 20.0, 170.0, 250.0));
        let (bar, found) = barred(&[whole], &[ink], true);
        let bar = bar.unwrap();
        assert!(bar.y > ink.bottom() && found == 0);
        assert_eq!(barred(&[], &[whole], true), (None, 1));
        // Never between words, where somebody reads or writes.
        let lines = [rect(15.0, 9.0, 185.0, 5.0), rect(15.0, 282.0, 185.0, 6.0)];
        assert_eq!(barred(&[], &lines, true), (None, 1));
        let (bar, found) = barred(&[], &[rect(30.0, 9.0, 170.0, 279.0)], true);
        let bar = bar.unwrap();
        assert!(bar.h == Len::mm(100.0) && bar.right() < Len::mm(30.0) && found == 0, "{bar:?}");
    }
}
