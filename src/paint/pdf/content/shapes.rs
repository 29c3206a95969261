//! Outlines, pens, colours and numbers as operators.

use super::super::object::syntax::digits;
use crate::colour::Colour;
use crate::geom::{Len, Point, Rect};
use crate::layout::Pen;
use crate::path::{Path, Segment};
use crate::picture::{Cap, Join};

/// Sets a colour by the operator of grey or of red, green and blue. Grey is written as grey, so that
/// printers do not count black text as a colour page.
pub(crate) fn colour(out: &mut Vec<u8>, colour: Colour, grey: &str, rgb: &str) {
    // To a thousandth, which is less than half a step of 255.
    let part = |value: u8| Len((i64::from(value) * 1000 + 127) / 255);
    if colour.r == colour.g && colour.g == colour.b {
        operator(out, &[part(colour.r)], grey);
    } else {
        operator(out, &[colour.r, colour.g, colour.b].map(part), rgb);
    }
}

/// Where a path stands: its origin in PDF coordinates, y upward.
#[derive(Clone, Copy)]
pub(crate) struct CoordinateFrame {
    pub at: Point,
    /// The height that y is counted down from.
    pub height: Len,
}

impl CoordinateFrame {
    /// A point of it in PDF coordinates.
    pub(crate) fn place(self, point: Point) -> [Len; 2] {
        [self.at.x + point.x, self.height - self.at.y - point.y]
    }
}

/// Fills a path. Upright rectangles go as one operator each.
pub(crate) fn fill(out: &mut Vec<u8>, path: &Path, frame: CoordinateFrame, even_odd: bool) {
    match rects(path) {
        Some(rects) => boxes(out, &rects, frame),
        None => outline(path, frame, out),
    }
    out.extend_from_slice(if even_odd { b"f*\n" } else { b"f\n" });
}

/// Fills rectangles of which none lies in another, such as the bars of a QR code.
pub(crate) fn fill_rects(out: &mut Vec<u8>, rects: &[Rect], frame: CoordinateFrame) {
    boxes(out, rects, frame);
    out.extend_from_slice(b"f\n");
}

fn boxes(out: &mut Vec<u8>, rects: &[Rect], frame: CoordinateFrame) {
    for rect in rects {
        let [x, y] = frame.place(Point::new(rect.x, rect.bottom()));
        operator(out, &[x, y, rect.w, rect.h], "re ");
    }
}

/// Draws the line of a path.
pub(crate) fn stroke(out: &mut Vec<u8>, path: &Path, frame: CoordinateFrame) {
    outline(path, frame, out);
    out.extend_from_slice(b"S\n");
}

/// Sets the pen but for its colour.
pub(crate) fn pen(out: &mut Vec<u8>, pen: &Pen) {
    let cap = match pen.cap {
        Cap::Butt => "0 J ",
        Cap::Round => "1 J ",
        Cap::Square => "2 J ",
    };
    let join = match pen.join {
        Join::Miter | Join::Sharp(_) => "0 j ",
        Join::Round => "1 j ",
        Join::Bevel => "2 j ",
    };
    operator(out, &[pen.width], "w ");
    out.extend_from_slice(cap.as_bytes());
    out.extend_from_slice(join.as_bytes());
    if let Join::Sharp(limit) = pen.join {
        operator(out, &[limit], "M ");
    }
    out.push(b'[');
    if let Some((dash, gap)) = pen.dash {
        operator(out, &[dash, gap], "");
    }
    out.extend_from_slice(b"]0 d ");
}

fn outline(path: &Path, frame: CoordinateFrame, out: &mut Vec<u8>) {
    for segment in &path.segments {
        match segment {
            Segment::Move(point) => operator(out, &frame.place(*point), "m "),
            Segment::Line(point) => operator(out, &frame.place(*point), "l "),
            Segment::Curve(a, b, end) => {
                operator(out, [*a, *b, *end].map(|point| frame.place(point)).as_flattened(), "c ");
            }
            Segment::Close => out.extend_from_slice(b"h "),
        }
    }
}

pub(crate) fn operator(out: &mut Vec<u8>, numbers: &[Len], key: &str) {
    for number in numbers {
        decimal(out, *number);
        out.push(b' ');
    }
    out.extend_from_slice(key.as_bytes());
}

/// Points with at most three decimals, which is exact.
pub(crate) fn decimal(out: &mut Vec<u8>, len: Len) {
    if len.0 < 0 {
        out.push(b'-');
    }
    let (whole, part) = (len.0.unsigned_abs() / 1000, len.0.unsigned_abs() % 1000);
    digits(out, whole);
    if part > 0 {
        let places = [part / 100, part / 10 % 10, part % 10].map(|place| b'0' + place as u8);
        let kept = places.iter().rposition(|place| *place > b'0').map_or(0, |last| last + 1);
        out.push(b'.');
        out.extend_from_slice(&places[..kept]);
    }
}

/// The rectangles of a path that is made of nothing else, none within another.
fn rects(path: &Path) -> Option<Vec<Rect>> {
    path.segments
        .chunks(5)
        .map(|contour| match *contour {
            [
                Segment::Move(a),
                Segment::Line(b),
                Segment::Line(c),
                Segment::Line(d),
                Segment::Close,
            ] if a.y == b.y
                && b.x == c.x
                && c.y == d.y
                && d.x == a.x
                && b.x >= a.x
                && c.y >= b.y =>
            {
                Some(Rect { x: a.x, y: a.y, w: b.x - a.x, h: c.y - b.y })
            }
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_exact_and_short() {
        for (thousandths, wanted) in [
            (0, "0"),
            (5, "0.005"),
            (-5, "-0.005"),
            (1000, "1"),
            (-1500, "-1.5"),
            (120_340, "120.34"),
            (841_890, "841.89"),
            (i64::MIN, "-9223372036854775.808"),
        ] {
            let mut out = Vec::new();
            decimal(&mut out, Len(thousandths));
            assert_eq!(String::from_utf8(out).unwrap(), wanted);
        }
    }

    #[test]
    fn rectangles_and_outlines_are_one_operation_each() {
        let frame =
            CoordinateFrame { at: Point::new(Len::pt(1.0), Len::pt(2.0)), height: Len::pt(10.0) };
        let said = |write: &dyn Fn(&mut Vec<u8>)| {
            let mut out = Vec::new();
            write(&mut out);
            String::from_utf8(out).unwrap()
        };
        let p = |x: f64, y: f64| Point::new(Len::pt(x), Len::pt(y));
        let square = Path::polygon(&[p(0.0, 0.0), p(3.0, 0.0), p(3.0, 4.0), p(0.0, 4.0)]);
        assert_eq!(said(&|out| fill(out, &square, frame, false)), "1 4 3 4 re f\n");
        // As the bars of a code are made.
        let rect = Rect { x: Len::ZERO, y: Len::ZERO, w: Len::pt(3.0), h: Len::pt(4.0) };
        let bar = Path::rounded(rect, Len::ZERO);
        assert_eq!(said(&|out| fill(out, &bar, frame, false)), "1 4 3 4 re f\n");
        let corner =
            Path { segments: vec![Segment::Move(p(0.0, 0.5)), Segment::Line(p(1.0, 0.0))] };
        assert_eq!(said(&|out| stroke(out, &corner, frame)), "1 7.5 m 2 8 l S\n");
        let leaf = Path {
            segments: vec![
                Segment::Move(p(0.0, 0.0)),
                Segment::Curve(p(1.0, 0.0), p(2.0, 1.0), p(2.0, 2.0)),
                Segment::Close,
            ],
        };
        assert_eq!(said(&|out| fill(out, &leaf, frame, true)), "1 8 m 2 8 3 7 3 6 c h f*\n");
    }
}
