//! The hole of a door hanger: where it lies on each side, how near ink comes, the line to cut.
//!
//! `style.yaml` describes the front. On the back the hole lies mirrored, as the paper is turned
//! over; with a slit, or out of the middle, nothing else would meet.

use crate::colour::Colour;
use crate::doc::{Hole, SheetStyle};
use crate::geom::{Len, Point, Rect};
use crate::layout::{Item, Pen, Placed, Purpose, Role, Tag};
use crate::path::{Path, Segment};

/// A hole on one side of a sheet.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Cut {
    centre: Point,
    radius: Len,
    ring: Len,
    /// The slit from the hole to the edge.
    slit: Option<(Point, Point)>,
}

impl Cut {
    /// The hole on page `number`, from 0.
    pub(super) fn on(number: usize, style: &SheetStyle) -> Option<Cut> {
        let Hole { diameter, x, y, ring, slit } = style.hole?;
        let radius = diameter / 2;
        let is_back = number % 2 == 1;
        let at_top = style.duplex.turns_at_top(style.page);
        let place = |point: Point| match (is_back, at_top) {
            (false, _) => point,
            (true, false) => Point::new(style.page.w - point.x, point.y),
            (true, true) => Point::new(point.x, style.page.h - point.y),
        };
        let slit = slit.map(|end| {
            let (from, to) = (Point::new(x + radius, y), Point::new(style.page.w, end));
            (place(from), place(to))
        });
        Some(Cut { centre: place(Point::new(x, y)), radius, ring, slit })
    }

    /// By how many points ink comes nearer to the cut than the ring allows; negative when far.
    pub(super) fn too_near(&self, ink: Rect) -> f64 {
        let hole = (self.radius + self.ring).to_pt() - to_point(ink, self.centre);
        let slit = self.slit.map(|(from, to)| self.ring.to_pt() - to_line(ink, from, to));
        slit.map_or(hole, |slit| hole.max(slit))
    }

    /// The line to cut along, thin enough to vanish with the cut.
    pub(super) fn line(&self) -> Vec<Placed> {
        let at = Point::default();
        let mut path = Path::circle(self.centre, self.radius);
        if let Some((from, to)) = self.slit {
            path.segments.extend([Segment::Move(from), Segment::Line(to)]);
        }
        let pen = Pen {
            dash: Some((Len::pt(3.0), Len::pt(3.0))),
            purpose: Purpose::Die,
            ..Pen::solid(Colour::BLACK, Len::pt(0.5))
        };
        let tag = Tag { id: 0, role: Role::Artifact };
        [Item::Open(tag), Item::Stroke { path, pen }, Item::Close]
            .map(|item| Placed { at, item })
            .into()
    }
}

/// Points from the nearest place of a rectangle to `point`.
fn to_point(rect: Rect, point: Point) -> f64 {
    let gap = |low: Len, high: Len, at: Len| (low - at).max(at - high).max(Len::ZERO).to_pt();
    let dx = gap(rect.x, rect.right(), point.x);
    let dy = gap(rect.y, rect.bottom(), point.y);
    dx.hypot(dy)
}

/// Points from the nearest place of a rectangle to the line from `a` to `b`; 0 where it crosses.
fn to_line(rect: Rect, a: Point, b: Point) -> f64 {
    let along =
        |share: f64| Point::new(a.x + (b.x - a.x).scale(share), a.y + (b.y - a.y).scale(share));
    // The distance to a point that moves along a straight line falls, then rises: it is convex.
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..50 {
        let third = (high - low) / 3.0;
        if to_point(rect, along(low + third)) <= to_point(rect, along(high - third)) {
            high -= third;
        } else {
            low += third;
        }
    }
    to_point(rect, along(f64::midpoint(low, high)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mm(x: f64, y: f64) -> Point {
        Point::new(Len::mm(x), Len::mm(y))
    }

    fn rect(x: f64, y: f64, w: f64, h: f64) -> Rect {
        Rect { x: Len::mm(x), y: Len::mm(y), w: Len::mm(w), h: Len::mm(h) }
    }

    #[test]
    fn distances_to_a_line() {
        let (a, b) = (mm(10.0, 10.0), mm(30.0, 10.0));
        for (ink, wanted) in [
            (rect(15.0, 14.0, 2.0, 2.0), 4.0),
            (rect(15.0, 2.0, 2.0, 2.0), 6.0),
            (rect(33.0, 14.0, 9.0, 9.0), 5.0),
            (rect(0.0, 9.0, 50.0, 2.0), 0.0),
            (rect(4.0, 10.0, 3.0, 1.0), 3.0),
        ] {
            let found = Len::pt(to_line(ink, a, b)).to_mm();
            assert!((found - wanted).abs() < 0.01, "{ink:?}: {found}");
        }
    }

    #[test]
    fn ink_on_the_slit_is_too_near() {
        let cut = Cut {
            centre: mm(50.0, 35.0),
            radius: Len::mm(19.0),
            ring: Len::mm(5.0),
            slit: Some((mm(69.0, 35.0), mm(99.0, 5.0))),
        };
        assert!(cut.too_near(rect(85.0, 20.0, 1.0, 1.0)) > 0.0);
        assert!(cut.too_near(rect(85.0, 40.0, 1.0, 1.0)) < 0.0);
        let whole = Cut { slit: None, ..cut };
        assert!(whole.too_near(rect(85.0, 20.0, 1.0, 1.0)) < 0.0);
        assert!(whole.too_near(rect(50.0, 56.0, 1.0, 1.0)) > 0.0);
    }
}
