//! Where a shape really is: the arcs of round corners, the line of a frame, the sides of a triangle.
//! A rectangle around it says that letters stand on it where they stand beside it.

use crate::geom::{Len, Point, Rect};
use crate::path::{Path, Segment};

/// Into so many lines a curve is cut: the arc of a quarter is off by less than a thousandth of its
/// radius.
const CHORDS: u32 = 16;
/// What rounding makes of equal lengths.
const HAIR: i64 = 50;

/// A place, in thousandths of a point.
type Spot = (f64, f64);

/// An outline in its place on the page.
#[derive(Clone, Copy)]
pub(super) struct Outline<'p> {
    pub path: &'p Path,
    pub at: Point,
}

impl Outline<'_> {
    /// Whether it is an upright rectangle: it goes from corner to corner along its sides.
    pub(super) fn is_box(self) -> bool {
        let bounds = self.path.bounds();
        let near = |a: Len, b: Len| (a - b).0.abs() <= HAIR;
        let mut corners = [false; 4];
        let mut last: Option<Point> = None;
        for segment in &self.path.segments {
            let to = match segment {
                Segment::Move(to) | Segment::Line(to) => *to,
                Segment::Curve(..) => return false,
                Segment::Close => continue,
            };
            let (is_right, is_low) = (near(to.x, bounds.right()), near(to.y, bounds.bottom()));
            let is_corner = (is_right || near(to.x, bounds.x)) && (is_low || near(to.y, bounds.y));
            let is_along = last.is_none_or(|last| near(last.x, to.x) || near(last.y, to.y));
            if !is_corner || !is_along {
                return false;
            }
            corners[usize::from(is_right) + 2 * usize::from(is_low)] = true;
            last = Some(to);
        }
        corners == [true; 4]
    }

    /// Whether its straight lines are all upright or level, as those of a frame are.
    pub(super) fn is_upright(self) -> bool {
        let mut last = Point::default();
        self.path.segments.iter().all(|segment| match *segment {
            Segment::Line(to) => {
                let is_along = last.x == to.x || last.y == to.y;
                last = to;
                is_along
            }
            Segment::Move(to) | Segment::Curve(_, _, to) => {
                last = to;
                true
            }
            Segment::Close => true,
        })
    }

    /// Whether all of a rectangle lies inside; `over` may reach out at its sides.
    pub(super) fn covers(self, rect: &Rect, over: Len) -> bool {
        let bounds = self.path.bounds().shifted(self.at.x, self.at.y);
        let wide = Rect { x: bounds.x - over, w: bounds.w + over * 2, ..bounds };
        if !wide.contains(rect) || self.is_box() {
            return wide.contains(rect);
        }
        let middle = bounds.x + bounds.w / 2;
        let inward = |x: Len| x + (middle - x).max(-over).min(over);
        let lines = self.lines(|_| true);
        let corners = [rect.x, rect.right()].map(inward);
        let corners = corners.map(|x| [rect.y, rect.bottom()].map(|y| spot(Point::new(x, y))));
        corners.as_flattened().iter().all(|corner| is_inside(*corner, &lines))
    }

    /// Whether a line along it, so wide to each side, comes upon a rectangle. At their ends upright and
    /// level lines are as long as the corners of a frame make them.
    pub(super) fn is_drawn_on(self, half: Len, rect: &Rect) -> bool {
        let half = half.0 as f64;
        let (low, high) = corners(rect);
        // Whether what lies between these points, widened by so much, reaches over the rectangle.
        let reaches = |points: &[Spot], by: f64| {
            points.iter().any(|point| point.0 - by < high.0)
                && points.iter().any(|point| low.0 < point.0 + by)
                && points.iter().any(|point| point.1 - by < high.1)
                && points.iter().any(|point| low.1 < point.1 + by)
        };
        // Most lines and curves of a frame are far off; a point more leaves room for rounding.
        self.lines(|points| reaches(points, half + 1000.0)).iter().any(|line| {
            let [from, to] = *line;
            let is_slanted = (from.0 - to.0).abs() > 0.0 && (from.1 - to.1).abs() > 0.0;
            if is_slanted { distance(*line, rect) < half } else { reaches(line, half) }
        })
    }

    /// Its straight lines, curves cut into chords: those whose points, or those of their curve, are
    /// wanted.
    fn lines(self, are_wanted: impl Fn(&[Spot]) -> bool) -> Vec<[Spot; 2]> {
        let mut lines = Vec::new();
        let (mut begin, mut pen) = ((0.0, 0.0), (0.0, 0.0));
        let place = |point: Point| spot(point.shifted(self.at.x, self.at.y));
        for segment in &self.path.segments {
            match *segment {
                Segment::Move(to) => {
                    begin = place(to);
                    pen = begin;
                }
                Segment::Line(to) => {
                    let line = [pen, place(to)];
                    lines.extend(are_wanted(&line).then_some(line));
                    pen = place(to);
                }
                Segment::Curve(a, b, to) => {
                    let curve = [pen, place(a), place(b), place(to)];
                    if are_wanted(&curve) {
                        lines.reserve(CHORDS as usize);
                        for chord in 1..=CHORDS {
                            let next = along(curve, f64::from(chord) / f64::from(CHORDS));
                            lines.push([pen, next]);
                            pen = next;
                        }
                    }
                    pen = place(to);
                }
                Segment::Close => {
                    let line = [pen, begin];
                    lines.extend(are_wanted(&line).then_some(line));
                    pen = begin;
                }
            }
        }
        lines
    }
}

fn spot(point: Point) -> Spot {
    (point.x.0 as f64, point.y.0 as f64)
}

/// The top left and the bottom right corner.
fn corners(rect: &Rect) -> (Spot, Spot) {
    (spot(Point::new(rect.x, rect.y)), spot(Point::new(rect.right(), rect.bottom())))
}

/// A place on a cubic curve.
fn along([a, b, c, d]: [Spot; 4], t: f64) -> Spot {
    let mix = |p: Spot, q: Spot| (p.0 + (q.0 - p.0) * t, p.1 + (q.1 - p.1) * t);
    let (ab, bc, cd) = (mix(a, b), mix(b, c), mix(c, d));
    mix(mix(ab, bc), mix(bc, cd))
}

/// Whether a place lies inside of lines that close: a ray to its right crosses an odd number of them.
fn is_inside((x, y): Spot, lines: &[[Spot; 2]]) -> bool {
    let crossed = lines.iter().filter(|[from, to]| {
        (from.1 > y) != (to.1 > y) && x < from.0 + (y - from.1) / (to.1 - from.1) * (to.0 - from.0)
    });
    crossed.count() % 2 == 1
}

/// How far a line is from a rectangle: nothing where it crosses it.
fn distance([from, to]: [Spot; 2], rect: &Rect) -> f64 {
    let (low, high) = corners(rect);
    // What of the line lies between the edges, as shares of it (Liang and Barsky).
    let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
    let mut is_crossing = true;
    for (begin, end, low, high) in [(from.0, to.0, low.0, high.0), (from.1, to.1, low.1, high.1)] {
        let by = end - begin;
        if by.abs() <= 0.0 {
            is_crossing &= (low..=high).contains(&begin);
        } else {
            let (a, b) = ((low - begin) / by, (high - begin) / by);
            (enter, leave) = (enter.max(a.min(b)), leave.min(a.max(b)));
        }
    }
    if is_crossing && enter <= leave {
        return 0.0;
    }
    // Otherwise they are nearest at an end of the line or at a corner.
    let to_rect = |(x, y): Spot| {
        let (dx, dy) = ((low.0 - x).max(x - high.0).max(0.0), (low.1 - y).max(y - high.1).max(0.0));
        (dx * dx + dy * dy).sqrt()
    };
    let to_line = |(x, y): Spot| {
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let long = dx * dx + dy * dy;
        let share = if long > 0.0 { ((x - from.0) * dx + (y - from.1) * dy) / long } else { 0.0 };
        let share = share.clamp(0.0, 1.0);
        let (dx, dy) = (x - from.0 - dx * share, y - from.1 - dy * share);
        (dx * dx + dy * dy).sqrt()
    };
    let ends = [from, to].map(to_rect);
    let corners = [low, (high.0, low.1), high, (low.0, high.1)].map(to_line);
    ends.into_iter().chain(corners).fold(f64::INFINITY, f64::min)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mm(x: f64, y: f64, w: f64, h: f64) -> Rect {
        Rect { x: Len::mm(x), y: Len::mm(y), w: Len::mm(w), h: Len::mm(h) }
    }

    fn outline(path: &Path) -> Outline<'_> {
        Outline { path, at: Point::default() }
    }

    #[test]
    fn the_corner_of_a_round_box_is_not_in_it() {
        let (sharp, round) = (
            Path::rect(mm(0.0, 0.0, 60.0, 40.0)),
            Path::rounded(mm(0.0, 0.0, 60.0, 40.0), Len::mm(20.0)),
        );
        for (rect, wanted) in [
            (mm(1.0, 1.0, 3.0, 3.0), false),
            (mm(56.0, 36.0, 3.0, 3.0), false),
            // Where the arc is at 45°: 20 − 20/√2 = 5.86 mm from both sides.
            (mm(5.8, 5.8, 3.0, 3.0), false),
            (mm(5.9, 5.9, 3.0, 3.0), true),
            (mm(20.0, 0.1, 20.0, 39.8), true),
            (mm(1.0, 15.0, 58.0, 10.0), true),
            (mm(1.0, 15.0, 58.0, 20.0), false),
        ] {
            assert!(outline(&sharp).covers(&rect, Len::ZERO), "{rect:?}");
            assert_eq!(outline(&round).covers(&rect, Len::ZERO), wanted, "{rect:?}");
        }
        let (end, over) = (mm(55.0, 18.0, 6.0, 2.0), Len::mm(1.3));
        for path in [&sharp, &round] {
            assert!(!outline(path).covers(&end, Len::ZERO));
            assert!(outline(path).covers(&end, over), "a horn may reach out");
        }
    }

    #[test]
    fn a_line_lies_where_it_is_drawn_and_nowhere_else() {
        let frame = Path::rect(mm(0.0, 0.0, 60.0, 40.0));
        let arc = Path::rounded(mm(0.0, 0.0, 60.0, 40.0), Len::mm(20.0));
        for (path, rect, half, wanted) in [
            (&frame, mm(5.0, 5.0, 10.0, 10.0), 4.9, false),
            (&frame, mm(5.0, 5.0, 10.0, 10.0), 5.1, true),
            (&frame, mm(-5.0, 5.0, 4.0, 10.0), 0.9, false),
            (&frame, mm(-5.0, 5.0, 6.0, 10.0), 0.1, true),
            (&frame, mm(-5.0, -5.0, 90.0, 90.0), 0.1, true),
            (&arc, mm(1.0, 1.0, 3.0, 3.0), 0.5, false),
            (&arc, mm(6.0, 6.0, 3.0, 3.0), 0.1, false),
            (&arc, mm(6.0, 6.0, 3.0, 3.0), 0.5, true),
            (&arc, mm(3.0, 3.0, 6.0, 6.0), 0.1, true),
        ] {
            assert_eq!(outline(path).is_drawn_on(Len::mm(half), &rect), wanted, "{rect:?} {half}");
        }
    }

    #[test]
    fn a_triangle_is_no_frame_and_a_round_box_is_one() {
        let p = |x: f64, y: f64| Point::new(Len::mm(x), Len::mm(y));
        let triangle = Path::polygon(&[p(5.0, 0.0), p(10.0, 9.0), p(0.0, 9.0)]);
        let (sharp, round) =
            (Path::rect(mm(0.0, 0.0, 9.0, 9.0)), Path::circle(p(5.0, 5.0), Len::mm(5.0)));
        let facts = |path| (outline(path).is_box(), outline(path).is_upright());
        assert_eq!(
            [&triangle, &sharp, &round].map(facts),
            [(false, false), (true, true), (false, true)]
        );
        assert!(!outline(&triangle).covers(&mm(0.5, 1.0, 2.0, 2.0), Len::ZERO));
    }

    #[test]
    fn what_is_far_off_need_not_be_cut_into_chords() {
        let mut state = 7_u32;
        let mut draw = |below: u32| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            f64::from((state >> 16) % below)
        };
        let mut touched = 0;
        for _ in 0..3_000 {
            let frame = mm(draw(20), draw(20), 20.0 + draw(60), 20.0 + draw(60));
            let path = match draw(3) as u32 {
                0 => Path::rect(frame),
                1 => Path::rounded(frame, Len::mm(draw(20))),
                _ => Path::open_frame(frame, Len::mm(draw(20))),
            };
            let rect = mm(draw(90), draw(90), 1.0 + draw(20), 1.0 + draw(20));
            let (outline, half) = (outline(&path), Len::mm(draw(40) / 10.0));
            let (low, high) = corners(&rect);
            let by = half.0 as f64;
            // All lines, each looked at.
            let wanted = outline.lines(|_| true).iter().any(|line| {
                let [from, to] = *line;
                if (from.0 - to.0).abs() > 0.0 && (from.1 - to.1).abs() > 0.0 {
                    return distance(*line, &rect) < by;
                }
                from.0.min(to.0) - by < high.0
                    && low.0 < from.0.max(to.0) + by
                    && from.1.min(to.1) - by < high.1
                    && low.1 < from.1.max(to.1) + by
            });
            assert_eq!(outline.is_drawn_on(half, &rect), wanted, "{path:?} {rect:?} {half}");
            touched += u32::from(wanted);
        }
        assert!((300..2_700).contains(&touched), "{touched}");
    }
}
