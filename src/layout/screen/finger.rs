//! The finger that presses a button: a hand of one outline, which comes from below.

use super::Placed;
use crate::colour::Colour;
use crate::geom::{Len, Point};
use crate::layout::page::{Item, Pen};
use crate::path::{Path, Segment};
use crate::picture::{Cap, Join};

/// The finger and what it touches.
#[derive(Debug)]
pub(super) struct Finger {
    /// The tip.
    pub tip: Point,
    /// The length of a point of the design, in points.
    pub unit: f64,
    /// Where the wrist ends, if not with the window: above the next letters.
    pub foot: Option<Len>,
}

/// How high the hand is, from the tip to the wrist, which the window cuts off.
const HEIGHT: f64 = 24.0;
/// It leans to the left by 16 degrees: cosine and sine.
const LEAN: (f64, f64) = (0.961_261_7, 0.275_637_4);
/// Half of the width of the finger.
const HALF: f64 = 4.0;

/// The outline, from the left of the wrist over thumb, finger and knuckles to the right of the
/// wrist: ends of curves with their control points before them, the tip at the origin.
const BEGIN: (f64, f64) = (-3.0, 24.0);
const CURVES: [[(f64, f64); 3]; 12] = [
    // The ball of the thumb and its tip.
    [(-3.6, 22.6), (-5.6, 20.6), (-7.2, 18.4)],
    [(-8.6, 16.4), (-10.0, 14.8), (-9.0, 13.2)],
    [(-7.8, 11.6), (-5.6, 12.6), (-HALF, 15.0)],
    // Up the finger, over its tip, and down.
    [(-HALF, 11.0), (-HALF, 7.0), (-HALF, HALF)],
    [(-HALF, 1.8), (-2.2, 0.0), (0.0, 0.0)],
    [(2.2, 0.0), (HALF, 1.8), (HALF, HALF)],
    [(HALF, 6.0), (HALF, 8.0), (HALF, 10.6)],
    // Three knuckles.
    [(4.6, 8.6), (9.2, 8.8), (9.4, 11.6)],
    [(10.2, 10.0), (14.0, 10.4), (14.2, 13.0)],
    [(15.0, 11.8), (18.2, 12.4), (18.2, 15.2)],
    // The edge of the hand.
    [(18.3, 18.0), (18.0, 20.0), (17.0, 22.0)],
    [(16.8, 22.6), (16.6, 23.2), (16.4, 24.0)],
];
/// Lines that tell the fingers apart.
const FOLDS: [[(f64, f64); 2]; 3] =
    [[(HALF, 10.6), (HALF, 14.6)], [(9.4, 11.6), (9.4, 15.0)], [(14.2, 13.0), (14.2, 15.8)]];

impl Finger {
    /// Where the hand ends.
    pub(super) fn bottom(&self) -> Len {
        self.tip.y + Len::pt(HEIGHT * self.unit)
    }

    /// The hand, its wrist ending at `height`.
    pub(super) fn items(&self, height: Len, (ink, line): (Colour, Len)) -> Vec<Placed> {
        let foot = |end: Point| Point::new(end.x, height);
        let begin = self.place(BEGIN);
        let mut segments = vec![Segment::Move(foot(begin)), Segment::Line(begin)];
        segments.extend(CURVES.iter().map(|[one, other, to]| {
            Segment::Curve(self.place(*one), self.place(*other), self.place(*to))
        }));
        let end = CURVES[CURVES.len() - 1][2];
        segments.push(Segment::Line(foot(self.place(end))));
        let outline = Path { segments };
        let mut folds = Path::default();
        for [from, to] in FOLDS {
            folds.segments.extend(Path::line(self.place(from), self.place(to)).segments);
        }
        let pen = Pen { cap: Cap::Round, join: Join::Round, ..Pen::solid(ink, line) };
        let items = [
            Item::fill(outline.clone(), Colour::WHITE),
            Item::Stroke { path: outline, pen },
            Item::Stroke { path: folds, pen },
        ];
        items.map(|item| Placed { at: Point::default(), item }).into()
    }

    /// A point of the hand on the screen.
    fn place(&self, (x, y): (f64, f64)) -> Point {
        let (cos, sin) = LEAN;
        let (x, y) = (x * cos + y * sin, y * cos - x * sin);
        self.tip.shifted(Len::pt(x * self.unit), Len::pt(y * self.unit))
    }
}
