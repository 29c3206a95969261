//! SVG drawings, flattened to fills and strokes by usvg.

use tiny_skia_path::PathSegment;
use usvg::{Node, Options, Tree};

use super::Fault;
use crate::colour::Colour;
use crate::diag::text;
use crate::geom::{Len, Point};
use crate::path::{Path, Segment};

/// A drawing in its own units, one unit a point, y downward.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawing {
    /// Width in units.
    pub width: f64,
    /// Height in units.
    pub height: f64,
    /// Shapes, from back to front.
    pub shapes: Vec<Shape>,
}

/// One painted outline.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    /// The outline.
    pub path: Path,
    /// How it is painted.
    pub paint: Paint,
}

/// How an outline is painted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paint {
    /// Its inside; `even_odd` picks the rule for what is inside.
    Fill {
        /// The colour.
        colour: Colour,
        /// Even-odd instead of non-zero winding.
        even_odd: bool,
    },
    /// Its line.
    Stroke {
        /// The colour.
        colour: Colour,
        /// The width of the pen.
        width: Len,
        /// The form of its ends.
        cap: Cap,
        /// The form of its corners.
        join: Join,
    },
}

/// The end of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cap {
    /// Cut off.
    Butt,
    /// Half a circle.
    Round,
    /// Half a square.
    Square,
}

/// The corner of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Join {
    /// Pointed.
    Miter,
    /// Round.
    Round,
    /// Cut off.
    Bevel,
}

pub(super) fn decode(bytes: &[u8]) -> Result<Drawing, Fault> {
    let tree = Tree::from_data(bytes, &Options::default()).map_err(|error| match error {
        usvg::Error::InvalidSize => Fault::Size(0, 0),
        error => {
            let said = error.to_string();
            Fault::Broken(text!(en "it is no SVG ({said})", vi "không phải SVG ({said})"))
        }
    })?;
    let size = tree.size();
    let mut shapes = Vec::new();
    group(tree.root(), &mut shapes)?;
    Ok(Drawing { width: f64::from(size.width()), height: f64::from(size.height()), shapes })
}

fn group(group: &usvg::Group, shapes: &mut Vec<Shape>) -> Result<(), Fault> {
    let plain = group.clip_path().is_none()
        && group.mask().is_none()
        && group.filters().is_empty()
        && group.opacity().get() >= 1.0;
    if !plain {
        return Err(unsupported("opacity, clip-path, mask, filter"));
    }
    for node in group.children() {
        match node {
            Node::Group(inner) => self::group(inner, shapes)?,
            Node::Path(path) if path.is_visible() => {
                let outline = convert(path);
                let stroke_first = path.paint_order() == usvg::PaintOrder::StrokeAndFill;
                let mut paints = [fill(path)?, stroke(path)?];
                if stroke_first {
                    paints.reverse();
                }
                let painted = paints.into_iter().flatten();
                shapes.extend(painted.map(|paint| Shape { path: outline.clone(), paint }));
            }
            Node::Path(_) => {}
            Node::Image(_) => return Err(unsupported("image")),
            Node::Text(_) => return Err(unsupported("text")),
        }
    }
    Ok(())
}

fn unsupported(what: &str) -> Fault {
    Fault::Broken(text!(
        en "drawings have plain fills and strokes only, no {what}",
        vi "hình vẽ chỉ được có nét và mảng màu trơn, không dùng {what}",
    ))
}

fn plain_colour(paint: &usvg::Paint, opacity: f32) -> Result<Colour, Fault> {
    match paint {
        usvg::Paint::Color(colour) if opacity >= 1.0 => {
            Ok(Colour { r: colour.red, g: colour.green, b: colour.blue })
        }
        usvg::Paint::Color(_) => Err(unsupported("opacity")),
        _ => Err(unsupported("gradient, pattern")),
    }
}

fn fill(path: &usvg::Path) -> Result<Option<Paint>, Fault> {
    let Some(fill) = path.fill() else { return Ok(None) };
    let colour = plain_colour(fill.paint(), fill.opacity().get())?;
    Ok(Some(Paint::Fill { colour, even_odd: fill.rule() == usvg::FillRule::EvenOdd }))
}

fn stroke(path: &usvg::Path) -> Result<Option<Paint>, Fault> {
    let Some(stroke) = path.stroke() else { return Ok(None) };
    if stroke.dasharray().is_some() {
        return Err(unsupported("stroke-dasharray"));
    }
    let colour = plain_colour(stroke.paint(), stroke.opacity().get())?;
    let (sx, sy) = path.abs_transform().get_scale();
    Ok(Some(Paint::Stroke {
        colour,
        width: Len::pt(f64::from(stroke.width().get()) * f64::from(f32::midpoint(sx, sy))),
        cap: match stroke.linecap() {
            usvg::LineCap::Butt => Cap::Butt,
            usvg::LineCap::Round => Cap::Round,
            usvg::LineCap::Square => Cap::Square,
        },
        join: match stroke.linejoin() {
            usvg::LineJoin::Round => Join::Round,
            usvg::LineJoin::Bevel => Join::Bevel,
            _ => Join::Miter,
        },
    }))
}

fn convert(path: &usvg::Path) -> Path {
    let transform = path.abs_transform();
    let place = |mut point: tiny_skia_path::Point| {
        transform.map_point(&mut point);
        Point::new(Len::pt(f64::from(point.x)), Len::pt(f64::from(point.y)))
    };
    let mut last = tiny_skia_path::Point::zero();
    let segments = path.data().segments().map(|segment| match segment {
        PathSegment::MoveTo(p) => {
            last = p;
            Segment::Move(place(p))
        }
        PathSegment::LineTo(p) => {
            last = p;
            Segment::Line(place(p))
        }
        PathSegment::QuadTo(c, p) => {
            // A quadratic curve is a cubic one whose control points lie at two thirds.
            let toward = |from: tiny_skia_path::Point| {
                tiny_skia_path::Point::from_xy(
                    from.x + (c.x - from.x) * 2.0 / 3.0,
                    from.y + (c.y - from.y) * 2.0 / 3.0,
                )
            };
            let (a, b) = (toward(last), toward(p));
            last = p;
            Segment::Curve(place(a), place(b), place(p))
        }
        PathSegment::CubicTo(a, b, p) => {
            last = p;
            Segment::Curve(place(a), place(b), place(p))
        }
        PathSegment::Close => Segment::Close,
    });
    Path { segments: segments.collect() }
}
