//! The proof that nothing on a page is printed over anything else.
//!
//! Whatever template and style say, letters, pictures and codes keep off each other, and a ground is
//! wholly behind letters or does not touch them. A frame surrounds letters without being behind them:
//! its line never touches any.

use super::faults;
use super::ink::{self, InkArea, PlacedItem};
use super::outline::Outline;
use crate::diag::{Diagnostic, text};
use crate::geom::{Len, Rect};
use crate::layout::{GlyphRun, Item, Role, Tag};
use crate::path::Segment;
use crate::text::Fonts;

/// By this share of their height, letters may reach into each other: the sign after a bold letter
/// overhangs it, and the ink of marks is measured generously.
pub(super) const LETTERS: f64 = 0.06;
/// By this share of their height, letters may reach out of the box behind them, sideways: the horns
/// of ơ and ư overhang the end of a full line.
pub(super) const OVERHANG: f64 = 0.15;
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
    /// A ground.
    Ground,
    /// A frame or a line.
    Line,
    /// A bullet, a disc, a sign or a box to tick: the ground of what stands in it, and something that
    /// a frame may hide.
    Mark,
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
    let page = PageInk { items, fonts };
    let mut found = Vec::new();
    for (index, ink) in inks.iter().enumerate() {
        let below = inks[index + 1..].iter().take_while(|next| next.rect.y < ink.rect.bottom());
        for other in below.filter(|other| page.collide(ink, other)) {
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
    // The items that end the open figure and the open shape among words.
    let (mut until, mut shape_until) = (0, 0);
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
        if let Item::Open(Tag { role: Role::Shape { .. }, .. }) = own {
            shape_until = end_of(items, item);
        }
        let Some(area) = area else { continue };
        let (kind, rect) = match own {
            Item::Glyphs(run) => {
                let by = reach(run, fonts);
                (InkKind::Letters, less(area.rect, by, by))
            }
            Item::Fill { path, .. } => {
                let is_mark = item < shape_until || !Outline { path, at: *at }.is_box();
                (if is_mark { InkKind::Mark } else { InkKind::Ground }, area.rect)
            }
            Item::Stroke { .. } => (InkKind::Line, area.rect),
            Item::Image { is_ground: true, .. } | Item::Form { is_ground: true, .. } => {
                (InkKind::Ground, area.rect)
            }
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

/// What a page is made of.
struct PageInk<'p, 'i> {
    items: &'p [PlacedItem<'i>],
    fonts: &'p Fonts,
}

impl PageInk<'_, '_> {
    fn collide(&self, a: &InkShape, b: &InkShape) -> bool {
        use InkKind::{Ground, Letters, Line, Mark, Solid};
        let apart = a.rect.right() <= b.rect.x
            || b.rect.right() <= a.rect.x
            || a.rect.bottom() <= b.rect.y
            || b.rect.bottom() <= a.rect.y;
        if apart {
            return false;
        }
        match (a.kind, b.kind) {
            (Line, Mark) => self.hides(a, b),
            (Mark, Line) => self.hides(b, a),
            (Ground | Line | Mark, Ground | Line | Mark) => false,
            (Line, Letters | Solid) => self.is_drawn_on(a, b),
            (Letters | Solid, Line) => self.is_drawn_on(b, a),
            (Ground | Mark, Letters | Solid) => !self.is_behind(a, b),
            (Letters | Solid, Ground | Mark) => !self.is_behind(b, a),
            (Letters | Solid, Letters | Solid) => true,
        }
    }

    /// Whether a shape is painted before what it surrounds.
    fn is_behind(&self, shape: &InkShape, ink: &InkShape) -> bool {
        let over = match ink.kind {
            InkKind::Letters => ink.rect.h.scale(OVERHANG),
            _ => Len::ZERO,
        };
        let Rect { x, w, .. } = shape.rect;
        let ground = Rect { x: x - over, w: w + over * 2, ..shape.rect };
        if shape.item >= ink.item || !ground.contains(&ink.rect) {
            return false;
        }
        // Only a shape with round or slanted sides is less than the rectangle around it.
        let (at, Item::Fill { path, .. }) = self.items[shape.item] else { return true };
        let outline = Outline { path, at };
        outline.is_box() || self.parts(ink).iter().all(|part| outline.covers(part, over))
    }

    /// Whether a line touches what it goes around or past.
    fn is_drawn_on(&self, line: &InkShape, ink: &InkShape) -> bool {
        let (at, Item::Stroke { path, pen }) = self.items[line.item] else { return false };
        let (outline, half) = (Outline { path, at }, pen.width / 2);
        // An arc comes upon the corner of a run where it may have no letter.
        let is_round = path.segments.iter().any(|part| matches!(part, Segment::Curve(..)));
        outline.is_drawn_on(half, &ink.rect)
            && (!is_round || self.parts(ink).iter().any(|part| outline.is_drawn_on(half, part)))
    }

    /// Whether a frame runs across a mark inside of it. The line of a mark itself is painted after it,
    /// and what stands in a sign lies on slanted lines.
    fn hides(&self, line: &InkShape, mark: &InkShape) -> bool {
        let (at, Item::Stroke { path, pen }) = self.items[line.item] else { return false };
        let (outline, inner) = (Outline { path, at }, less(mark.rect, HAIR, HAIR));
        line.item < mark.item
            && line.rect.contains(&inner)
            && outline.is_upright()
            && outline.is_drawn_on(pen.width / 2, &inner)
    }

    /// The ink of each letter of a run, less what may overlap; anything else as a whole.
    fn parts(&self, ink: &InkShape) -> Vec<Rect> {
        let (at, Item::Glyphs(run)) = self.items[ink.item] else { return vec![ink.rect] };
        let by = reach(run, self.fonts);
        let letters = ink::each_letter((at, run), self.fonts);
        letters.map(|letter| less(letter, by, by)).collect()
    }
}

/// How far letters may reach into each other.
fn reach(run: &GlyphRun, fonts: &Fonts) -> Len {
    let face = fonts.face(run.face);
    run.size.of_em(face.cap_height, face.upm).scale(LETTERS)
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
    use crate::layout::{Page, Pages, Pen, Placed, seen};
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

    fn stroke(path: Path, width: f64) -> Vec<Placed> {
        let pen = Pen::solid(Colour::BLACK, Len::mm(width));
        vec![Placed { at: Point::default(), item: Item::Stroke { path, pen } }]
    }

    #[test]
    fn a_frame_surrounds_without_being_behind() {
        let (frame, picture) = (mm(0.0, 0.0, 50.0, 50.0), mm(10.0, 10.0, 20.0, 20.0));
        let around = |width| stroke(Path::rect(frame), width);
        // It reaches half of its line inward, whatever it is painted before.
        assert_eq!(found(&[around(19.0), figure(picture)]), 0);
        assert_eq!(found(&[figure(picture), around(19.0)]), 0);
        assert_eq!(found(&[around(21.0), figure(picture)]), 1);
        assert_eq!(found(&[figure(picture), around(21.0)]), 1);
        // So thick a line fills the whole frame.
        assert_eq!(found(&[around(60.0), figure(picture)]), 1);
        // A ground under it does not help.
        assert_eq!(found(&[fill(frame), around(21.0), figure(picture)]), 1);
        // A frame inside is no less in the way than one around.
        assert_eq!(found(&[stroke(Path::rect(mm(15.0, 15.0, 5.0, 5.0)), 0.2), figure(picture)]), 1);
    }

    #[test]
    fn a_round_corner_leaves_out_what_stands_there() {
        let (rect, radius) = (mm(0.0, 0.0, 50.0, 50.0), Len::mm(20.0));
        let round = || {
            let item = Item::fill(Path::rounded(rect, radius), Colour::BLACK);
            vec![Placed { at: Point::default(), item }]
        };
        let (corner, middle) = (mm(1.0, 1.0, 5.0, 5.0), mm(7.0, 7.0, 36.0, 36.0));
        for (part, count) in [(corner, 1), (middle, 0)] {
            assert_eq!(found(&[round(), figure(part)]), count, "{part:?}");
            assert_eq!(found(&[fill(rect), figure(part)]), 0, "{part:?}");
        }
        // The line of a round frame runs where its arc does.
        let arc = || stroke(Path::rounded(rect, radius), 1.0);
        for (part, count) in [(middle, 0), (mm(5.0, 5.0, 9.0, 9.0), 1), (mm(1.0, 1.0, 3.0, 3.0), 0)]
        {
            assert_eq!(found(&[arc(), figure(part)]), count, "{part:?}");
        }
    }

    #[test]
    fn a_frame_hides_no_mark() {
        let frame = || stroke(Path::rect(mm(0.0, 0.0, 50.0, 50.0)), 8.0);
        let disc = |x: f64| {
            let path = Path::circle(Point::new(Len::mm(x), Len::mm(25.0)), Len::mm(2.0));
            vec![Placed { at: Point::default(), item: Item::fill(path, Colour::BLACK) }]
        };
        let ticked = |x: f64| {
            let tag = Tag { id: 0, role: Role::Shape { alt: "x" } };
            let open = Placed { at: Point::default(), item: Item::Open(tag) };
            let close = Placed { at: Point::default(), item: Item::Close };
            let path = Path::rect(mm(x, 20.0, 4.0, 4.0));
            [vec![open], fill(mm(x, 20.0, 4.0, 4.0)), stroke(path, 0.5), vec![close]].concat()
        };
        for (x, count) in [(4.0, 1), (6.5, 0), (20.0, 0), (46.0, 1)] {
            assert_eq!(found(&[frame(), disc(x)]), count, "{x}");
        }
        for (x, count) in [(3.0, 1), (4.5, 0), (20.0, 0)] {
            assert_eq!(found(&[frame(), ticked(x)]), count, "{x}");
        }
        // A ground inside of a frame, and a mark with a line of its own, are as they are meant.
        assert_eq!(found(&[frame(), fill(mm(2.0, 2.0, 46.0, 46.0))]), 0);
        let own = Path::circle(Point::new(Len::mm(20.0), Len::mm(25.0)), Len::mm(2.0));
        assert_eq!(found(&[disc(20.0), stroke(own, 2.0)]), 0);
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
