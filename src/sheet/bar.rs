//! A bar of 100 mm, to find out with a ruler whether a sheet was printed at full size (OF-02).

use super::ink;
use super::label::Label;
use crate::colour::Colour;
use crate::diag::{Code, Diagnostic, Sink, text};
use crate::geom::{Insets, Len, Point, Rect, Size};
use crate::layout::{Item, Page, Pages, Placed, Role, Tag};
use crate::path::Path;
use crate::printer::Printer;
use crate::text::Fonts;

/// What its label says.
pub const BAR: &str = "100 mm";
/// How thick the bar is, and the size of its label.
const THICK_MM: f64 = 1.2;
const LABEL_PT: f64 = 12.0;
/// The room of a level bar with its label, and of an upright one, with white around.
const LEVEL: (f64, f64) = (104.0, 9.0);
const UPRIGHT: (f64, f64) = (24.0, 104.0);
/// White between the bar and the edge of its room.
const PAD_MM: f64 = 2.0;
/// What most printers leave blank (OF-01).
const BLANK_MM: f64 = 6.0;
/// How fine places are searched for.
const STEP_MM: f64 = 1.0;

/// A black bar, exactly 100 mm long, with its label above or beside it, from its top left corner.
pub(super) fn bar(at: Point, upright: bool, fonts: &Fonts) -> Vec<Placed> {
    let (long, thick) = (Len::mm(100.0), Len::mm(THICK_MM));
    let (w, h) = if upright { (thick, long) } else { (long, thick) };
    let path = Path::rect(Rect { x: Len::ZERO, y: Len::ZERO, w, h });
    let label = Label::new(BAR, Len::pt(LABEL_PT), false, fonts);
    let label = if upright {
        label.at(at.shifted(thick + Len::mm(1.2), long / 2 + Len::mm(1.5)))
    } else {
        label.centred(at.shifted(long / 2, -Len::mm(0.8)))
    };
    vec![Placed { at, item: Item::fill(path, Colour::BLACK) }, label]
}

/// Puts the bar onto the first side: outside of what is cut out where there is room; and, when
/// somebody `wants` it, elsewhere on white paper. `path` is that of the style.
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
    let outside = (!page.panels.is_empty()).then(|| room(page, blank, &taken(page, fonts)));
    let place = outside.flatten().or_else(|| {
        let ink = || ink::areas(page, fonts).into_iter().map(|area| area.rect).collect::<Vec<_>>();
        if wants { room(page, blank, &ink()) } else { None }
    });
    match place {
        Some((at, upright)) => {
            let tag = Item::Open(Tag { id: 0, role: Role::Artifact });
            page.items.push(Placed { at: Point::default(), item: tag });
            page.items.extend(bar(at, upright, fonts));
            page.items.push(Placed { at: Point::default(), item: Item::Close });
        }
        None if wants => sink.push(no_room(path)),
        None => {}
    }
    pages
}

/// The pages on a sheet, and the marks between them.
fn taken(page: &Page, fonts: &Fonts) -> Vec<Rect> {
    let panels = page.panels.iter().map(|panel| panel.area);
    let inside = |rect: &Rect| page.panels.iter().any(|panel| panel.area.contains(rect));
    let marks = ink::areas(page, fonts).into_iter().filter(|area| !inside(&area.rect));
    // Marks are many lines of one path: each is looked at, not the rectangle around them all.
    let marks = marks.flat_map(|area| match &page.items[area.item].item {
        Item::Stroke { path, .. } => path
            .segments
            .chunks(2)
            .map(|line| Path { segments: line.to_vec() }.bounds())
            .collect::<Vec<_>>(),
        _ => vec![area.rect],
    });
    panels.chain(marks).collect()
}

/// A place for the bar, as far down as there is one, and whether it stands upright there.
fn room(page: &Page, blank: Insets, taken: &[Rect]) -> Option<(Point, bool)> {
    let Size { w, h } = page.size;
    let step = Len::mm(STEP_MM);
    for (upright, (wide, high)) in [(false, LEVEL), (true, UPRIGHT)] {
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
                    let drop = if upright { pad } else { size.h - pad - Len::mm(THICK_MM) };
                    return Some((Point::new(x + pad, y + drop), upright));
                };
                x = past;
            }
            y -= step;
        }
    }
    None
}

fn no_room(path: &str) -> Diagnostic {
    Diagnostic::new(
        Code::BarNoRoom,
        text!(
            en "there is no room of 100 mm for a bar to measure on this sheet",
            vi "tờ in này không có chỗ trống cho thanh đo 100 mm",
        ),
    )
    .at_path(path)
    .hint(text!(
        en "print `toroi printer sheet`: it has two bars",
        vi "in tờ thử `toroi printer sheet`: trên đó có sẵn hai thanh đo",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Panel;

    fn rect(x: f64, y: f64, w: f64, h: f64) -> Rect {
        Rect { x: Len::mm(x), y: Len::mm(y), w: Len::mm(w), h: Len::mm(h) }
    }

    fn barred(areas: &[Rect], ink: &[Rect], wants: bool) -> (Option<Rect>, usize) {
        let size = Size::new(Len::mm(210.0), Len::mm(297.0));
        let items = ink.iter().map(|rect| Placed {
            at: Point::default(),
            item: Item::fill(Path::rect(*rect), Colour::BLACK),
        });
        let panel = |area: &Rect| Panel { first: 0, number: 0, area: *area };
        let panels = areas.iter().map(panel).collect();
        let page = Page { size, items: items.collect(), panels, ..Page::default() };
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
        assert!(bar.y > upper.bottom() + Len::mm(2.0) && bar.bottom() < Len::mm(291.0));
        // A strip at the side takes it upright.
        let (bar, _) = barred(&[rect(0.0, 0.0, 180.0, 297.0)], &[], false);
        let bar = bar.unwrap();
        assert!(bar.h == Len::mm(100.0) && bar.x > Len::mm(181.0), "{bar:?}");
        // No room, and nobody asked: no bar, no word.
        assert_eq!(barred(&[whole], &[], false), (None, 0));
        assert_eq!(barred(&[], &[], false), (None, 0));
    }

    #[test]
    fn who_wants_the_bar_gets_it_on_white_paper_or_is_told() {
        let (whole, ink) = (rect(0.0, 0.0, 210.0, 297.0), rect(20.0, 20.0, 170.0, 250.0));
        let (bar, found) = barred(&[whole], &[ink], true);
        let bar = bar.unwrap();
        assert!(bar.y > ink.bottom() && found == 0);
        assert_eq!(barred(&[], &[whole], true), (None, 1));
        assert_eq!(barred(&[], &[rect(60.0, 0.0, 90.0, 297.0)], true).1, 0);
    }
}
