//! What is known of a printer.
//!
//! All lengths are millimetres as people read them off a ruler. A sheet is looked at from its
//! front; its edges are A (top), B (right), C (bottom) and D (left) on both sides of the paper.

use crate::diag::{Text, text};
use crate::doc::Duplex;
use crate::geom::{Insets, Len, Point, Size};

/// The widest edge that can be read off the ladder of the calibration sheet.
const WIDEST_EDGE: f64 = 20.0;
/// The farthest a back may stray; further is a tray that is not set.
const FARTHEST: f64 = 10.0;
/// What the bar of 100 mm may measure; anything else is another line.
const BAR: [f64; 2] = [80.0, 120.0];
/// How far off the bar may be: a ruler is read to half a millimetre, and heat shrinks paper by as
/// much. “Fit to page” takes 2 to 8 % (OF-02).
const TOLERANCE: f64 = 0.5;

/// A printer.
#[derive(Clone, Debug, PartialEq)]
pub struct Printer {
    /// Its name.
    pub name: String,
    /// The edge it turns the paper over.
    pub flip: Duplex,
    /// What was read from a sheet that stands.
    pub portrait: Option<Readings>,
    /// What was read from a sheet that lies.
    pub landscape: Option<Readings>,
}

/// What a calibration sheet showed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Readings {
    /// What stays blank at the edges A, B, C and D.
    pub edges: [f64; 4],
    /// How far the back lies right of and below the front, seen through the front.
    pub shift: [f64; 2],
    /// What the bars of 100 mm measured, across and down.
    pub bar: [f64; 2],
}

impl Default for Readings {
    fn default() -> Readings {
        Readings { edges: [0.0; 4], shift: [0.0; 2], bar: [100.0; 2] }
    }
}

impl Printer {
    /// What was read from a sheet that lies as one of this size does.
    pub fn measured(&self, sheet: Size) -> Option<&Readings> {
        if sheet.w > sheet.h { self.landscape.as_ref() } else { self.portrait.as_ref() }
    }

    /// What stays blank on a sheet of this size. A sheet that lies may be fed either way round:
    /// where only the other way was measured, the wider of two edges counts.
    pub fn blank(&self, sheet: Size) -> Insets {
        let edges = if let Some(readings) = self.measured(sheet) {
            readings.edges
        } else {
            let other = self.portrait.or(self.landscape).unwrap_or_default();
            let [top, right, bottom, left] = other.edges;
            let (ends, sides) = (right.max(left), top.max(bottom));
            [ends, sides, ends, sides]
        };
        let [top, right, bottom, left] = edges.map(Len::mm);
        Insets { top, right, bottom, left }
    }

    /// How far backs stray on a sheet of this size; nothing where nobody has measured it.
    pub fn shift(&self, sheet: Size) -> Point {
        let [x, y] = self.measured(sheet).map_or([0.0; 2], |readings| readings.shift);
        Point::new(Len::mm(x), Len::mm(y))
    }
}

impl Readings {
    /// The bars, when they say that sheets are not printed at full size.
    pub fn off_scale(&self) -> Option<[f64; 2]> {
        let is_off = self.bar.iter().any(|bar| (bar - 100.0).abs() > TOLERANCE + 1e-9);
        is_off.then_some(self.bar)
    }

    /// What cannot be, each with the name of its field.
    pub fn faults(&self) -> Vec<(&'static str, Text)> {
        let mut faults = Vec::new();
        let mut look = |field: &'static str, value: f64, [low, high]: [f64; 2], why: Text| {
            if !(low..=high).contains(&value) {
                let Text { en, vi } = why;
                faults.push((
                    field,
                    text!(
                        en "`{field}` cannot be {value} mm: {en}",
                        vi "`{field}` không thể là {value} mm: {vi}",
                    ),
                ));
            }
        };
        for edge in self.edges {
            let why = text!(
                en "the scale at the edges of the test sheet goes from 0 to {WIDEST_EDGE} mm",
                vi "thang vạch trên tờ thử chỉ từ 0 đến {WIDEST_EDGE} mm",
            );
            look("edges", edge, [0.0, WIDEST_EDGE], why);
        }
        for shift in self.shift {
            let why = text!(
                en "the scale on the test sheet goes from −{FARTHEST} to {FARTHEST} mm",
                vi "thước trên tờ thử chỉ từ −{FARTHEST} đến {FARTHEST} mm",
            );
            look("shift", shift, [-FARTHEST, FARTHEST], why);
        }
        for bar in self.bar {
            let [low, high] = BAR;
            let why = text!(
                en "the bar marked 100 mm can only measure {low} to {high} mm",
                vi "thanh ghi 100 mm chỉ có thể dài từ {low} đến {high} mm",
            );
            look("bar", bar, BAR, why);
        }
        faults
    }
}

/// Whether a name can stand in names of files: small letters without accents, digits and `-`.
pub fn is_name(name: &str) -> bool {
    let is_good = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit();
    name.len() <= 40
        && name.starts_with(is_good)
        && name.ends_with(is_good)
        && name.chars().all(|letter| is_good(letter) || letter == '-')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn size(w: f64, h: f64) -> Size {
        Size::new(Len::mm(w), Len::mm(h))
    }

    #[test]
    fn a_sheet_that_was_not_measured_has_the_wider_edges_and_no_shift() {
        let portrait =
            Readings { edges: [4.0, 5.0, 6.0, 3.0], shift: [1.0, -2.0], bar: [100.0; 2] };
        let mut printer = Printer {
            name: "x".into(),
            flip: Duplex::Long,
            portrait: Some(portrait),
            landscape: None,
        };
        let (a4, a4_lying) = (size(210.0, 297.0), size(297.0, 210.0));
        let reported = |blank: Insets| [blank.top, blank.right, blank.bottom, blank.left];
        assert_eq!(reported(printer.blank(a4)), [4.0, 5.0, 6.0, 3.0].map(Len::mm));
        assert_eq!(reported(printer.blank(a4_lying)), [5.0, 6.0, 5.0, 6.0].map(Len::mm));
        assert_eq!(printer.shift(a4), Point::new(Len::mm(1.0), Len::mm(-2.0)));
        assert_eq!(printer.shift(a4_lying), Point::default());
        printer.landscape = Some(Readings { shift: [0.5, 0.0], ..portrait });
        assert_eq!(printer.shift(a4_lying).x, Len::mm(0.5));
        assert_eq!(reported(printer.blank(a4_lying)), [4.0, 5.0, 6.0, 3.0].map(Len::mm));
    }

    #[test]
    fn readings_that_cannot_be_are_reported() {
        let good =
            Readings { edges: [0.0, 20.0, 4.5, 6.3], shift: [-10.0, 10.0], bar: [80.0, 120.0] };
        assert!(good.faults().is_empty());
        for (bad, field, count) in [
            (Readings { edges: [20.1, 4.0, -0.1, 300.0], ..good }, "edges", 3),
            (Readings { shift: [10.1, f64::NAN], ..good }, "shift", 2),
            (Readings { bar: [9.85, f64::INFINITY], ..good }, "bar", 2),
        ] {
            let faults = bad.faults();
            assert_eq!(faults.len(), count, "{faults:?}");
            assert!(faults.iter().all(|(name, _)| *name == field), "{faults:?}");
        }
    }

    #[test]
    fn half_a_millimetre_is_as_good_as_nothing() {
        for (bar, is_off) in [
            ([100.0, 100.0], false),
            ([99.5, 100.5], false),
            ([98.5, 98.5], true),
            ([100.0, 99.4], true),
            ([101.0, 100.0], true),
        ] {
            let readings = Readings { bar, ..Readings::default() };
            assert_eq!(readings.off_scale().is_some(), is_off, "{bar:?}");
        }
    }

    #[test]
    fn names_are_fit_for_names_of_files() {
        for good in ["a", "hp-1020", "van-phong", "2"] {
            assert!(is_name(good), "{good}");
        }
        let long = "x".repeat(41);
        for bad in ["", "-a", "a-", "Máy in", "a/b", "../x", "a b", "HP", &long] {
            assert!(!is_name(bad), "{bad}");
        }
    }
}
