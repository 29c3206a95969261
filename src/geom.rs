//! Lengths and rectangles of the page.
//!
//! A [`Len`] counts whole thousandths of a point, so that sums are exact and equal on every
//! machine: 1 mm = 360/127 pt = 2834.6 units, and the largest paper (A3) is about a million units.
//! The origin is the top left corner of the page and y grows downward; only the PDF painter turns
//! it over.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};

/// A length in thousandths of a point (1 pt = 1/72 in).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Len(pub i64);

impl Len {
    /// No length.
    pub const ZERO: Len = Len(0);

    /// Whole or broken points.
    pub fn pt(points: f64) -> Len {
        Len((points * 1000.0).round() as i64)
    }

    /// Millimetres; one is exactly 360/127 pt.
    pub fn mm(millimetres: f64) -> Len {
        Len((millimetres * 360_000.0 / 127.0).round() as i64)
    }

    /// The length in points.
    pub fn to_pt(self) -> f64 {
        self.0 as f64 / 1000.0
    }

    /// The length in millimetres.
    pub fn to_mm(self) -> f64 {
        self.0 as f64 * 127.0 / 360_000.0
    }

    /// This length times a plain number, rounded to the nearest unit.
    #[must_use]
    pub fn scale(self, by: f64) -> Len {
        Len((self.0 as f64 * by).round() as i64)
    }

    /// `units` of a face with `upm` units to the em, set at this size.
    #[must_use]
    pub fn of_em(self, units: i32, upm: u16) -> Len {
        let upm = i64::from(upm.max(1));
        let product = self.0 * i64::from(units);
        Len((2 * product + upm).div_euclid(2 * upm))
    }
}

impl fmt::Display for Len {
    /// Points with at most three decimals, as the layout dumps show them.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.to_pt())
    }
}

impl Add for Len {
    type Output = Len;
    fn add(self, other: Len) -> Len {
        Len(self.0 + other.0)
    }
}

impl AddAssign for Len {
    fn add_assign(&mut self, other: Len) {
        self.0 += other.0;
    }
}

impl Sub for Len {
    type Output = Len;
    fn sub(self, other: Len) -> Len {
        Len(self.0 - other.0)
    }
}

impl SubAssign for Len {
    fn sub_assign(&mut self, other: Len) {
        self.0 -= other.0;
    }
}

impl Neg for Len {
    type Output = Len;
    fn neg(self) -> Len {
        Len(-self.0)
    }
}

impl Mul<i64> for Len {
    type Output = Len;
    fn mul(self, by: i64) -> Len {
        Len(self.0 * by)
    }
}

impl Div<i64> for Len {
    type Output = Len;
    fn div(self, by: i64) -> Len {
        Len(self.0 / by)
    }
}

impl Sum for Len {
    fn sum<I: Iterator<Item = Len>>(lengths: I) -> Len {
        lengths.fold(Len::ZERO, Add::add)
    }
}

/// A place on the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Point {
    /// From the left edge.
    pub x: Len,
    /// From the top edge.
    pub y: Len,
}

impl Point {
    /// The point at `x` from the left and `y` from the top.
    pub fn new(x: Len, y: Len) -> Point {
        Point { x, y }
    }

    /// This point moved right by `dx` and down by `dy`.
    #[must_use]
    pub fn shifted(self, dx: Len, dy: Len) -> Point {
        Point::new(self.x + dx, self.y + dy)
    }
}

/// Width and height.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Size {
    /// Width.
    pub w: Len,
    /// Height.
    pub h: Len,
}

impl Size {
    /// A size of `w` by `h`.
    pub fn new(w: Len, h: Len) -> Size {
        Size { w, h }
    }
}

/// An upright rectangle.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rect {
    /// Left edge.
    pub x: Len,
    /// Top edge.
    pub y: Len,
    /// Width.
    pub w: Len,
    /// Height.
    pub h: Len,
}

impl Rect {
    /// The rectangle with its top left corner at `at`.
    pub fn new(at: Point, size: Size) -> Rect {
        Rect { x: at.x, y: at.y, w: size.w, h: size.h }
    }

    /// Right edge.
    pub fn right(&self) -> Len {
        self.x + self.w
    }

    /// Bottom edge.
    pub fn bottom(&self) -> Len {
        self.y + self.h
    }

    /// The same, so much further right and down.
    #[must_use]
    pub fn shifted(self, dx: Len, dy: Len) -> Rect {
        Rect { x: self.x + dx, y: self.y + dy, ..self }
    }

    /// What lies in another as well; `None` where nothing does.
    pub fn cut(&self, other: &Rect) -> Option<Rect> {
        let (x, y) = (self.x.max(other.x), self.y.max(other.y));
        let (w, h) = (self.right().min(other.right()) - x, self.bottom().min(other.bottom()) - y);
        (w > Len::ZERO && h > Len::ZERO).then_some(Rect { x, y, w, h })
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(&self, other: &Rect) -> bool {
        self.x <= other.x
            && self.y <= other.y
            && other.right() <= self.right()
            && other.bottom() <= self.bottom()
    }
}

/// Space inside the four edges of a box or page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Insets {
    /// Inside the top edge.
    pub top: Len,
    /// Inside the right edge.
    pub right: Len,
    /// Inside the bottom edge.
    pub bottom: Len,
    /// Inside the left edge.
    pub left: Len,
}

impl Insets {
    /// Left and right together.
    pub fn across(&self) -> Len {
        self.left + self.right
    }

    /// Top and bottom together.
    pub fn down(&self) -> Len {
        self.top + self.bottom
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a4_in_points() {
        assert_eq!(Len::mm(210.0), Len(595_276));
        assert_eq!(Len::mm(297.0), Len(841_890));
    }

    #[test]
    fn em_units_round_to_nearest_on_both_sides_of_zero() {
        let size = Len::pt(18.0);
        assert_eq!(size.of_em(536, 1000), Len(9648));
        assert_eq!(size.of_em(1, 1000), Len(18));
        assert_eq!(Len(1).of_em(-500, 1000), Len(0));
        assert_eq!(Len(1).of_em(-501, 1000), Len(-1));
    }

    #[test]
    fn millimetres_survive_a_round_trip() {
        for tenth in 0..4200 {
            let mm = f64::from(tenth) / 10.0;
            assert!((Len::mm(mm).to_mm() - mm).abs() < 0.000_2);
        }
    }
}
