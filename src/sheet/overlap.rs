//! The proof that nothing on a page is printed over anything else.
//!
//! Whatever template and style say, letters, pictures and codes keep off each other, and a shape is
//! wholly behind letters, as a box or frame is, or does not touch them.

use super::faults;
use super::ink::{self, InkArea, PlacedItem};
use crate::diag::{Diagnostic, text};
use crate::geom::{Len, Rect};
use crate::layout::{Item, Role};
use crate::text::Fonts;

/// By this share of their height, letters may reach into each other: the sign after a bold letter
/// overhangs it, and the ink of marks is measured generously.
const LETTERS: f64 = 0.06;
/// By this share of their height, letters may reach out of the box behind them, sideways: the horns
/// of ơ and ư overhang the end of a full line.
const OVERHANG: f64 = 0.15;
/// What rounding makes of equal lengths.
const HAIR: Len = Len(60);
/// As many are reported on a page.
const MOST: usize = 3;

/// What may not lie on what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum InkKind {
    /// Letters.
    Letters,
    /// A picture or a code.
    Solid,
    /// A ground, a frame or a line.
    Shape,
}

/// Ink of a page.
struct InkShape {
    kind: InkKind,
    /// Its reach, less what may overlap.
    rect: Rect,
    /// Its number among the items.
    item: usize,
}

/// Reports what lies on something else on page `number` (from 1).
pub(super) fn find(
    items: &[PlacedItem<'_>],
    areas: &[InkArea],
    number: usize,
    path: &str,
    fonts: &Fonts,
) -> Vec<Diagnostic> {
    let mut inks = inks(items, areas, fonts);
    inks.sort_by_key(|ink| ink.rect.y);
    let mut found = Vec::new();
    for (index, ink) in inks.iter().enumerate() {
        let below = inks[index + 1..].iter().take_while(|next| next.rect.y < ink.rect.bottom());
        for other in below.filter(|other| collide(ink, other)) {
            found.push(report(items, (ink, other), number, path));
            if found.len() == MOST {
                return found;
            }
        }
    }
    found
}

/// The ink of a page, figures as a whole.
fn inks(items: &[PlacedItem<'_>], areas: &[InkArea], fonts: &Fonts) -> Vec<InkShape> {
    let mut inks = Vec::with_capacity(areas.len());
    let mut areas = areas.iter().peekable();
    // The item that ends the open figure.
    let mut until = 0;
    for (item, (at, own)) in items.iter().enumerate() {
        let area = areas.next_if(|area| area.item == item);
        if item < until {
            continue;
        }
        if let Item::Open(tag) = own
            && let Role::Figure { size, .. } = tag.role
        {
            until = end_of(items, item);
            let rect = less(Rect::new(*at, size), HAIR, HAIR);
            inks.push(InkShape { kind: InkKind::Solid, rect, item });
            continue;
        }
        let Some(area) = area else { continue };
        let (kind, rect) = match own {
            Item::Glyphs(run) => {
                let face = fonts.face(run.face);
                let by = run.size.of_em(face.cap_height, face.upm).scale(LETTERS);
                (InkKind::Letters, less(area.rect, by, by))
            }
            Item::Fill { .. }
            | Item::Stroke { .. }
            | Item::Image { is_ground: true, .. }
            | Item::Form { is_ground: true, .. } => (InkKind::Shape, area.rect),
            _ => (InkKind::Solid, less(area.rect, HAIR, HAIR)),
        };
        inks.push(InkShape { kind, rect, item });
    }
    inks
}

/// Where the role that item `open` opens is closed.
fn end_of(items: &[PlacedItem<'_>], open: usize) -> usize {
    let mut depth = 0_usize;
    for (number, (_, item)) in items.iter().enumerate().skip(open) {
        match item {
            Item::Open(_) => depth += 1,
            Item::Close => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return number;
        }
    }
    items.len()
}

/// A rectangle without so much at each side; nothing where it is smaller.
fn less(rect: Rect, dx: Len, dy: Len) -> Rect {
    let (dx, dy) = (dx.min(rect.w / 2), dy.min(rect.h / 2));
    Rect { x: rect.x + dx, y: rect.y + dy, w: rect.w - dx * 2, h: rect.h - dy * 2 }
}

fn collide(a: &InkShape, b: &InkShape) -> bool {
    let apart = a.rect.right() <= b.rect.x
        || b.rect.right() <= a.rect.x
        || a.rect.bottom() <= b.rect.y
        || b.rect.bottom() <= a.rect.y;
    if apart {
        return false;
    }
    match (a.kind, b.kind) {
        (InkKind::Shape, InkKind::Shape) => false,
        (InkKind::Shape, _) => !is_behind(a, b),
        (_, InkKind::Shape) => !is_behind(b, a),
        _ => true,
    }
}

/// Whether a shape is painted before what it surrounds.
fn is_behind(shape: &InkShape, ink: &InkShape) -> bool {
    let over = match ink.kind {
        InkKind::Letters => ink.rect.h.scale(OVERHANG),
        _ => Len::ZERO,
    };
    let Rect { x, w, .. } = shape.rect;
    let ground = Rect { x: x - over, w: w + over * 2, ..shape.rect };
    shape.item < ink.item && ground.contains(&ink.rect)
}

fn report(
    items: &[PlacedItem<'_>],
    (a, b): (&InkShape, &InkShape),
    number: usize,
    path: &str,
) -> Diagnostic {
    // In the order in which they are read.
    let (a, b) = if a.item < b.item { (a, b) } else { (b, a) };
    let name = |ink: &InkShape| match items[ink.item].1 {
        Item::Open(_) => (text!(en "a picture or a code", vi "một ảnh hoặc mã"), None),
        item => ink::named(item),
    };
    let ((a, a_span), (b, b_span)) = (name(a), name(b));
    let found = faults::overlap(number, &a, &b);
    match a_span.or(b_span) {
        Some(span) => found.at(span),
        None => found.at_path(path),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::colour::Colour;
    use crate::diag::Sink;
    use crate::doc::SheetStyle;
    use crate::geom::{Point, Size};
    use crate::layout::{Page, Pages, Pen, Placed, Tag, seen};
    use crate::path::Path;

    fn mm(x: f64, y: f64, w: f64, h: f64) -> Rect {
        Rect { x: Len::mm(x), y: Len::mm(y), w: Len::mm(w), h: Len::mm(h) }
    }

    fn figure(rect: Rect) -> Vec<Placed> {
        let at = Point::new(rect.x, rect.y);
        let size = Size::new(rect.w, rect.h);
        let tag = Tag { id: 1, role: Role::Figure { alt: "x".to_owned(), size } };
        let inner = Path::rect(Rect::new(Point::default(), size));
        vec![
            Placed { at, item: Item::Open(tag) },
            Placed { at, item: Item::fill(inner, Colour::BLACK) },
            Placed { at, item: Item::Close },
        ]
    }

    fn fill(rect: Rect) -> Vec<Placed> {
        vec![Placed { at: Point::default(), item: Item::fill(Path::rect(rect), Colour::WHITE) }]
    }

    fn line(y: f64) -> Vec<Placed> {
        let path =
            Path::line(Point::new(Len::ZERO, Len::mm(y)), Point::new(Len::mm(100.0), Len::mm(y)));
        let pen = Pen::solid(Colour::BLACK, Len::pt(1.0));
        vec![Placed { at: Point::default(), item: Item::Stroke { path, pen } }]
    }

    fn found(items: &[Vec<Placed>]) -> usize {
        let (items, fonts) = (items.concat(), Fonts::new());
        let items: Vec<PlacedItem<'_>> = seen(&items).collect();
        let areas = ink::areas(&items, &fonts);
        find(&items, &areas, 1, "x", &fonts).len()
    }

    #[test]
    fn pictures_keep_off_each_other() {
        let (a, b) = (mm(10.0, 10.0, 20.0, 20.0), mm(29.0, 10.0, 20.0, 20.0));
        assert_eq!(found(&[figure(a), figure(b)]), 1);
        assert_eq!(found(&[figure(a), figure(Rect { x: a.right(), ..b })]), 0);
        assert_eq!(found(&[figure(a), figure(Rect { y: a.bottom(), ..b })]), 0);
        // One inside of the other is no better.
        assert_eq!(found(&[figure(a), figure(mm(12.0, 12.0, 2.0, 2.0))]), 1);
    }

    #[test]
    fn a_ground_is_behind_what_it_surrounds_or_apart() {
        let (ground, picture) = (mm(0.0, 0.0, 50.0, 50.0), mm(10.0, 10.0, 20.0, 20.0));
        assert_eq!(found(&[fill(ground), figure(picture)]), 0);
        assert_eq!(found(&[figure(picture), fill(ground)]), 1);
        assert_eq!(found(&[fill(mm(0.0, 0.0, 20.0, 50.0)), figure(picture)]), 1);
        assert_eq!(found(&[line(20.0), figure(picture)]), 1);
        assert_eq!(found(&[line(31.0), figure(picture), line(9.0)]), 0);
    }

    #[test]
    fn no_sheet_is_finished_on_which_one_thing_lies_on_another() {
        let size = Size::new(Len::mm(210.0), Len::mm(297.0));
        let finished = |rect: Rect| {
            let items = [figure(mm(30.0, 30.0, 20.0, 20.0)), figure(rect)].concat();
            let trim = Rect::new(Point::default(), size);
            let page = Page { size, trim, items, ..Page::default() };
            let pages = Pages { pages: vec![page], ..Pages::default() };
            let style = SheetStyle::plain(size, Len::mm(10.0));
            let mut sink = Sink::new();
            let is_made = crate::sheet::finish(pages, &style, &Fonts::new(), &mut sink).is_some();
            (is_made, sink.iter().map(|found| found.code.id()).collect::<Vec<_>>())
        };
        assert_eq!(finished(mm(40.0, 30.0, 20.0, 20.0)), (false, vec!["L07"]));
        assert_eq!(finished(mm(80.0, 30.0, 20.0, 20.0)), (true, vec![]));
    }
}
