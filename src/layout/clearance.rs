//! The hole of a page with the clearance around it that stays free of ink (PP-02), and what room it
//! leaves for lines beside it.
//!
//! `style.yaml` describes the front. On the back the hole lies mirrored, as the paper is turned
//! over; with a slit, or out of the middle, nothing else would meet.

use crate::doc::{Hole, SheetStyle};
use crate::geom::{Len, Point, Rect};

/// A hole on one side of a sheet.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Clearance {
    /// Its middle.
    pub centre: Point,
    /// Its radius.
    pub radius: Len,
    /// How far around it and along the slit no ink may stand.
    pub clearance: Len,
    /// The slit from the hole to the edge.
    pub slit: Option<(Point, Point)>,
}

impl Clearance {
    /// The hole on page `number`, from 0.
    pub fn on(number: usize, style: &SheetStyle) -> Option<Clearance> {
        let Hole { diameter, x, y, clearance, slit } = style.hole?;
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
        Some(Clearance { centre: place(Point::new(x, y)), radius, clearance, slit })
    }

    /// By how many points ink comes nearer to the cut than the clearance allows; negative when far.
    pub fn too_near(&self, ink: Rect) -> f64 {
        let hole = (self.radius + self.clearance).to_pt() - to_point(ink, self.centre);
        let slit = self.slit.map(|(from, to)| self.clearance.to_pt() - to_line(ink, from, to));
        slit.map_or(hole, |slit| hole.max(slit))
    }

    /// Where the clearance ends at its foot.
    pub(super) fn foot(&self) -> Len {
        let hole = self.centre.y + self.radius + self.clearance;
        self.slit.map_or(hole, |(from, to)| hole.max(from.y.max(to.y) + self.clearance))
    }

    /// Whether a rectangle keeps off the clearance.
    pub(super) fn is_clear(&self, rect: Rect) -> bool {
        self.too_near(rect) <= 0.0
    }

    /// How far down a rectangle has to move to keep off the clearance.
    pub(super) fn drop(&self, rect: Rect) -> Len {
        if self.is_clear(rect) {
            return Len::ZERO;
        }
        // Once it is on its way past the clearance it stays in it up to its foot.
        let (mut low, mut high) = (Len::ZERO, (self.foot() - rect.y).max(Len(1)) + Len(1));
        while high - low > Len(1) {
            let middle = (low + high) / 2;
            if self.is_clear(Rect { y: rect.y + middle, ..rect }) {
                high = middle;
            } else {
                low = middle;
            }
        }
        high
    }

    /// The stretches between `left` and `right` that a band keeps free of the clearance.
    pub(super) fn free(
        &self,
        (top, bottom): (Len, Len),
        (left, right): (Len, Len),
    ) -> [(Len, Len); 2] {
        match self.taken(top, bottom) {
            Some((from, to)) if from < right && to > left => [(left, from), (to, right)],
            _ => [(left, right), (right, right)],
        }
    }

    /// How far left and right the clearance reaches in a band.
    fn taken(&self, top: Len, bottom: Len) -> Option<(Len, Len)> {
        let y = self.centre.y;
        let off = (top - y).max(y - bottom).max(Len::ZERO).to_pt();
        let reach = (self.radius + self.clearance).to_pt();
        let half = (off < reach).then(|| Len::pt((reach * reach - off * off).sqrt()) + Len(1));
        let hole = half.map(|half| (self.centre.x - half, self.centre.x + half));
        let slit = self.slit.and_then(|(a, b)| {
            let (top, bottom) = (top - self.clearance, bottom + self.clearance);
            // The share of the slit from which on, and up to which, it stands in the band.
            let tall = (b.y - a.y).to_pt();
            let share = |y: Len| ((y - a.y).to_pt() / tall).clamp(0.0, 1.0);
            let (low, high) = (a.y.min(b.y), a.y.max(b.y));
            let (from, to) = match (high < top || low > bottom, tall.abs() < 0.001) {
                (true, _) => return None,
                (false, true) => (0.0, 1.0),
                (false, false) => (share(top), share(bottom)),
            };
            let x = |share: f64| a.x + (b.x - a.x).scale(share);
            let (one, other) = (x(from), x(to));
            Some((one.min(other) - self.clearance, one.max(other) + self.clearance))
        });
        match (hole, slit) {
            (Some(a), Some(b)) => Some((a.0.min(b.0), a.1.max(b.1))),
            (one, other) => one.or(other),
        }
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
        let cut = Clearance {
            centre: mm(50.0, 35.0),
            radius: Len::mm(19.0),
            clearance: Len::mm(5.0),
            slit: Some((mm(69.0, 35.0), mm(99.0, 5.0))),
        };
        assert!(cut.too_near(rect(85.0, 20.0, 1.0, 1.0)) > 0.0);
        assert!(cut.too_near(rect(85.0, 40.0, 1.0, 1.0)) < 0.0);
        let whole = Clearance { slit: None, ..cut };
        assert!(whole.too_near(rect(85.0, 20.0, 1.0, 1.0)) < 0.0);
        assert!(whole.too_near(rect(50.0, 56.0, 1.0, 1.0)) > 0.0);
    }
}
