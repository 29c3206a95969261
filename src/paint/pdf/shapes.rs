//! Outlines and colours in printpdf's terms.

use printpdf::{
    Color, DictItem, Greyscale, Line, LineCapStyle, LineDashPattern, LineJoinStyle, LinePoint, Op,
    PaintMode, Point as PdfPoint, Polygon, PolygonRing, Pt, Rgb, WindingOrder,
};

use crate::colour::Colour;
use crate::geom::{Len, Point, Rect};
use crate::layout::Pen;
use crate::path::{Path, Segment};
use crate::picture::{Cap, Join};

/// Grey is written as grey, so that printers do not count black text as a colour page.
pub(super) fn colour(colour: Colour) -> Color {
    let part = |value: u8| f32::from(value) / 255.0;
    if colour.r == colour.g && colour.g == colour.b {
        return Color::Greyscale(Greyscale::new(part(colour.r), None));
    }
    Color::Rgb(Rgb::new(part(colour.r), part(colour.g), part(colour.b), None))
}

/// Points as PDF wants them.
pub(super) fn pt(len: Len) -> f32 {
    len.to_pt() as f32
}

/// Where a path stands: its origin in PDF coordinates, y upward.
#[derive(Clone, Copy)]
pub(super) struct Frame {
    pub at: Point,
    /// The height that y is counted down from.
    pub height: Len,
}

impl Frame {
    fn place(self, point: Point, bezier: bool) -> LinePoint {
        let x = pt(self.at.x + point.x);
        let y = pt(self.height - self.at.y - point.y);
        LinePoint { p: PdfPoint { x: Pt(x), y: Pt(y) }, bezier }
    }
}

/// The contours of a path, each with whether it is closed.
fn contours(path: &Path, frame: Frame) -> Vec<(Vec<LinePoint>, bool)> {
    let mut all: Vec<(Vec<LinePoint>, bool)> = Vec::new();
    for segment in &path.segments {
        if let Segment::Move(point) = segment {
            all.push((vec![frame.place(*point, false)], false));
            continue;
        }
        let Some((points, closed)) = all.last_mut() else { continue };
        match segment {
            Segment::Line(point) => points.push(frame.place(*point, false)),
            Segment::Curve(a, b, end) => {
                points.push(frame.place(*a, true));
                points.push(frame.place(*b, true));
                points.push(frame.place(*end, false));
            }
            Segment::Close => *closed = true,
            Segment::Move(_) => {}
        }
    }
    all
}

/// Fills a path. Upright rectangles, of which a QR code is made, go as one operator each.
pub(super) fn fill(path: &Path, frame: Frame, even_odd: bool) -> Vec<Op> {
    if let Some(rects) = rects(path) {
        let corners = rects.into_iter().map(|rect| {
            let x = pt(frame.at.x + rect.x);
            let y = pt(frame.height - frame.at.y - rect.bottom());
            operator("re", &[x, y, pt(rect.w), pt(rect.h)])
        });
        return corners.chain([operator("f", &[])]).collect();
    }
    let rings = contours(path, frame).into_iter().map(|(points, _)| PolygonRing { points });
    let winding_order = if even_odd { WindingOrder::EvenOdd } else { WindingOrder::NonZero };
    let polygon = Polygon { rings: rings.collect(), mode: PaintMode::Fill, winding_order };
    vec![Op::DrawPolygon { polygon }]
}

/// An operator printpdf has no name for; the file is saved with `secure: false` to let it through.
fn operator(key: &str, numbers: &[f32]) -> Op {
    let value = numbers.iter().map(|number| DictItem::Real(*number)).collect();
    Op::Unknown { key: key.to_owned(), value }
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

/// Draws the line of a path, contour by contour.
pub(super) fn stroke(path: &Path, frame: Frame) -> impl Iterator<Item = Op> {
    contours(path, frame)
        .into_iter()
        .map(|(points, is_closed)| Op::DrawLine { line: Line { points, is_closed } })
}

/// Sets the pen.
pub(super) fn pen(pen: &Pen) -> Vec<Op> {
    let dash = pen.dash.map_or_else(Vec::new, |(dash, gap)| vec![pt(dash), pt(gap)]);
    vec![
        Op::SetOutlineColor { col: colour(pen.colour) },
        Op::SetOutlineThickness { pt: Pt(pt(pen.width)) },
        Op::SetLineCapStyle {
            cap: match pen.cap {
                Cap::Butt => LineCapStyle::Butt,
                Cap::Round => LineCapStyle::Round,
                Cap::Square => LineCapStyle::ProjectingSquare,
            },
        },
        Op::SetLineJoinStyle {
            join: match pen.join {
                Join::Miter => LineJoinStyle::Miter,
                Join::Round => LineJoinStyle::Round,
                Join::Bevel => LineJoinStyle::Bevel,
            },
        },
        Op::SetLineDashPattern { dash: LineDashPattern::new(0.0, &dash) },
    ]
}
