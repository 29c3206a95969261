//! Outlines to fill or stroke.

use crate::geom::{Len, Point, Rect};

/// A piece of an outline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Segment {
    /// Begins a new contour.
    Move(Point),
    /// A straight line.
    Line(Point),
    /// A cubic curve: two control points and the end.
    Curve(Point, Point, Point),
    /// Back to where the contour began.
    Close,
}

/// An outline.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Path {
    /// Its pieces.
    pub segments: Vec<Segment>,
}

/// Distance of the control points of a quarter circle, in radii: 4/3·(√2 − 1).
const KAPPA: f64 = 0.552_284_749_8;

impl Path {
    /// An upright rectangle.
    pub fn rect(rect: Rect) -> Path {
        Path::rounded(rect, Len::ZERO)
    }

    /// An upright rectangle with round corners.
    pub fn rounded(rect: Rect, radius: Len) -> Path {
        let r = Len(radius.0.min(rect.w.0 / 2).min(rect.h.0 / 2).max(0));
        let k = r.scale(1.0 - KAPPA);
        let (x0, y0, x1, y1) = (rect.x, rect.y, rect.right(), rect.bottom());
        let p = Point::new;
        let mut out = Vec::with_capacity(if r > Len::ZERO { 10 } else { 5 });
        out.push(Segment::Move(p(x0 + r, y0)));
        out.push(Segment::Line(p(x1 - r, y0)));
        if r > Len::ZERO {
            out.push(Segment::Curve(p(x1 - k, y0), p(x1, y0 + k), p(x1, y0 + r)));
        }
        out.push(Segment::Line(p(x1, y1 - r)));
        if r > Len::ZERO {
            out.push(Segment::Curve(p(x1, y1 - k), p(x1 - k, y1), p(x1 - r, y1)));
        }
        out.push(Segment::Line(p(x0 + r, y1)));
        if r > Len::ZERO {
            out.push(Segment::Curve(p(x0 + k, y1), p(x0, y1 - k), p(x0, y1 - r)));
        }
        // Where no corner follows, it is closed by the line to its beginning.
        if r > Len::ZERO {
            out.push(Segment::Line(p(x0, y0 + r)));
            out.push(Segment::Curve(p(x0, y0 + k), p(x0 + k, y0), p(x0 + r, y0)));
        }
        out.push(Segment::Close);
        Path { segments: out }
    }

    /// The upper and the lower side of an upright rectangle with its round corners, without the lines
    /// between them.
    pub fn open_frame(rect: Rect, radius: Len) -> Path {
        let r = Len(radius.0.min(rect.w.0 / 2).min(rect.h.0 / 2).max(0));
        let k = r.scale(1.0 - KAPPA);
        let (x0, x1) = (rect.x, rect.right());
        let p = Point::new;
        let side = |y: Len, inward: i64| {
            let (end, control) = (y + r * inward, y + k * inward);
            [
                Segment::Move(p(x0, end)),
                Segment::Curve(p(x0, control), p(x0 + k, y), p(x0 + r, y)),
                Segment::Line(p(x1 - r, y)),
                Segment::Curve(p(x1 - k, y), p(x1, control), p(x1, end)),
            ]
        };
        Path { segments: [side(rect.y, 1), side(rect.bottom(), -1)].concat() }
    }

    /// A circle.
    pub fn circle(centre: Point, radius: Len) -> Path {
        let corner = centre.shifted(-radius, -radius);
        Path::rounded(Rect { x: corner.x, y: corner.y, w: radius * 2, h: radius * 2 }, radius)
    }

    /// A straight line.
    pub fn line(from: Point, to: Point) -> Path {
        Path { segments: vec![Segment::Move(from), Segment::Line(to)] }
    }

    /// A closed polygon.
    pub fn polygon(points: &[Point]) -> Path {
        let mut segments: Vec<Segment> = points
            .iter()
            .enumerate()
            .map(|(i, point)| if i == 0 { Segment::Move(*point) } else { Segment::Line(*point) })
            .collect();
        segments.push(Segment::Close);
        Path { segments }
    }

    /// The outline drawn smaller, so that its bounds move inward by `by` on every side.
    #[must_use]
    pub fn inset(&self, by: Len) -> Path {
        let bounds = self.bounds();
        let share = |whole: Len| (whole - by * 2).to_pt() / whole.to_pt().max(0.001);
        let (across, down) = (share(bounds.w).max(0.0), share(bounds.h).max(0.0));
        let near = |p: Point| {
            let (dx, dy) = ((p.x - bounds.x).scale(across), (p.y - bounds.y).scale(down));
            Point::new(bounds.x + by + dx, bounds.y + by + dy)
        };
        let segments = self.segments.iter().map(|segment| match *segment {
            Segment::Move(p) => Segment::Move(near(p)),
            Segment::Line(p) => Segment::Line(near(p)),
            Segment::Curve(a, b, c) => Segment::Curve(near(a), near(b), near(c)),
            Segment::Close => Segment::Close,
        });
        Path { segments: segments.collect() }
    }

    /// The smallest rectangle around all points, control points included.
    pub fn bounds(&self) -> Rect {
        let points = self.segments.iter().flat_map(|segment| match *segment {
            Segment::Move(p) | Segment::Line(p) => [Some(p), None, None],
            Segment::Curve(a, b, c) => [Some(a), Some(b), Some(c)],
            Segment::Close => [None; 3],
        });
        let mut points = points.flatten();
        let Some(first) = points.next() else { return Rect::default() };
        let (mut low, mut high) = (first, first);
        for point in points {
            low = Point::new(low.x.min(point.x), low.y.min(point.y));
            high = Point::new(high.x.max(point.x), high.y.max(point.y));
        }
        Rect { x: low.x, y: low.y, w: high.x - low.x, h: high.y - low.y }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_inset_path_keeps_its_shape_and_middle() {
        let disc = Path::circle(Point::new(Len::pt(20.0), Len::pt(30.0)), Len::pt(10.0));
        let smaller = Path::circle(Point::new(Len::pt(20.0), Len::pt(30.0)), Len::pt(8.0));
        let (made, wanted) = (disc.inset(Len::pt(2.0)).bounds(), smaller.bounds());
        for (made, wanted) in
            [(made.x, wanted.x), (made.y, wanted.y), (made.w, wanted.w), (made.h, wanted.h)]
        {
            assert!((made - wanted).0.abs() <= 2, "{made} {wanted}");
        }
        let line = Path::line(Point::default(), Point::new(Len::pt(5.0), Len::ZERO));
        assert_eq!(line.inset(Len::pt(9.0)).bounds().w, Len::ZERO);
        assert!(Path::default().inset(Len::pt(1.0)).segments.is_empty());
    }

    #[test]
    fn an_open_frame_is_a_rounded_rectangle_without_its_sides() {
        let (x, y, w, h) = (Len::pt(3.0), Len::pt(5.0), Len::pt(40.0), Len::pt(20.0));
        let rect = Rect { x, y, w, h };
        let (open, closed) =
            (Path::open_frame(rect, Len::pt(4.0)), Path::rounded(rect, Len::pt(4.0)));
        assert_eq!(open.bounds(), closed.bounds());
        let mut pen = Point::default();
        let mut lines = 0;
        for segment in &open.segments {
            match *segment {
                Segment::Line(to) => {
                    assert_eq!(to.y, pen.y, "a line that is not level");
                    (pen, lines) = (to, lines + 1);
                }
                Segment::Move(to) | Segment::Curve(_, _, to) => pen = to,
                Segment::Close => panic!("closed"),
            }
        }
        assert_eq!(lines, 2);
    }
}
