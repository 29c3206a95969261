//! SVG drawings, flattened to fills and strokes by usvg.

use roxmltree::Document;
use tiny_skia_path::PathSegment;
use usvg::{ImageHrefResolver, Node, Options, Tree};

use super::allow::{self, Properties};
use super::faults::{PictureFault, PictureFaults};
use super::sight::Frame;
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

impl Drawing {
    /// Gives every shape another colour.
    pub fn recolour(&mut self, of: impl Fn(Colour) -> Colour) {
        for shape in &mut self.shapes {
            let (Paint::Fill { colour, .. } | Paint::Stroke { colour, .. }) = &mut shape.paint;
            *colour = of(*colour);
        }
    }
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
    /// Pointed while the point is at most so many thousandths of the width long, else cut off. It
    /// stands in a form alone: what it sets is not taken back.
    Sharp(Len),
    /// Round.
    Round,
    /// Cut off.
    Bevel,
}

/// Reads a drawing, and proves that all of it is seen.
///
/// Of one that `is_proved` it is known that each shape is seen, and all of it: to paint them takes
/// longer than all else.
pub(super) fn decode(bytes: &[u8], is_proved: bool) -> Result<Drawing, PictureFaults> {
    let xml = utf8(bytes)?;
    let document = allow::parse(xml)?;
    let expected = allow::check(&document, Properties::Plain)?;
    let tree = tree(&document)?;
    let mut paths = Vec::new();
    group(tree.root(), &mut paths)?;
    if paths.len() != expected.len() {
        return Err(allow::lost(paths.len(), expected.len()).into());
    }
    let frame = ViewBox::new(tree.size())?;
    let mut faults = PictureFaults::default();
    let (mut shapes, mut inks) = (Vec::new(), Vec::new());
    for (path, expected) in paths.iter().zip(&expected) {
        match frame.shapes(path, &expected.name, is_proved) {
            Ok(painted) => {
                if !painted.shapes.is_empty() {
                    inks.push((*path, painted.inks));
                }
                shapes.extend(painted.shapes);
            }
            Err(fault) => faults.push(allow::located(&document, fault, expected.offset)),
        }
        if faults.is_full() {
            break;
        }
    }
    let is_seen = || Frame::new(tree.size()).shows(inks.into_iter());
    if faults.is_empty() && !is_proved && !is_seen() {
        faults.push(allow::nothing(!shapes.is_empty()));
    }
    let ViewBox { width, height, scale } = frame;
    let drawing = Drawing { width: width * scale, height: height * scale, shapes };
    if faults.is_empty() { Ok(drawing) } else { Err(faults) }
}

/// The text of a drawing.
pub(super) fn utf8(bytes: &[u8]) -> Result<&str, PictureFault> {
    std::str::from_utf8(bytes).map_err(|_| {
        PictureFault::damaged(
            text!(en "its text is not UTF-8", vi "chữ trong tệp không phải UTF-8"),
        )
    })
}

/// Reads a drawing that was looked at.
pub(super) fn tree(document: &Document<'_>) -> Result<Tree, PictureFault> {
    // Nothing a drawing names is ever opened; what could name something has been refused, too.
    let links = ImageHrefResolver {
        resolve_data: Box::new(|_, _, _| None),
        resolve_string: Box::new(|_, _| None),
    };
    let options = Options { image_href_resolver: links, ..Options::default() };
    Tree::from_xmltree(document, &options).map_err(|error| match error {
        usvg::Error::InvalidSize => allow::no_size(),
        error => {
            let said = error.to_string();
            PictureFault::damaged(text!(en "it is not SVG: {said}", vi "không phải SVG: {said}"))
        }
    })
}

impl Paint {
    fn colour(self) -> Colour {
        match self {
            Paint::Fill { colour, .. } | Paint::Stroke { colour, .. } => colour,
        }
    }
}

/// All outlines of a group, from back to front.
fn group<'a>(group: &'a usvg::Group, paths: &mut Vec<&'a usvg::Path>) -> Result<(), PictureFault> {
    let plain = group.clip_path().is_none()
        && group.mask().is_none()
        && group.filters().is_empty()
        && group.opacity().get() >= 1.0;
    if !plain {
        return Err(unsupported("opacity, clip-path, mask, filter"));
    }
    for node in group.children() {
        match node {
            Node::Group(inner) => self::group(inner, paths)?,
            Node::Path(path) => paths.push(path),
            Node::Image(_) => return Err(unsupported("image")),
            Node::Text(_) => return Err(unsupported("text")),
        }
    }
    Ok(())
}

/// The list of what is allowed has let something through that it does not know.
fn unsupported(what: &str) -> PictureFault {
    allow::value(what, "…", allow::Wrong::Unsupported)
}

/// A shape as it is painted.
#[derive(Default)]
struct Painted {
    shapes: Vec<Shape>,
    /// Whether its inside and its line leave ink on white paper.
    inks: [bool; 2],
}

/// The frame of a drawing.
#[derive(Clone, Copy)]
struct ViewBox {
    width: f64,
    height: f64,
    /// What the units are multiplied by, so that a thousandth of a point is fine enough.
    scale: f64,
}

impl ViewBox {
    fn new(size: usvg::Size) -> Result<ViewBox, PictureFault> {
        let (width, height) = (f64::from(size.width()), f64::from(size.height()));
        let (long, short) = (width.max(height), width.min(height));
        // What is a thousand times as long as wide is not a picture but a slip of the pen.
        if !(0.01..=1e5).contains(&long) || short * 1000.0 < long {
            return Err(allow::no_size());
        }
        let mut scale = 1.0;
        while long * scale < 50.0 {
            scale *= 10.0;
        }
        while long * scale > 5000.0 {
            scale /= 10.0;
        }
        Ok(ViewBox { width, height, scale })
    }

    /// A shape as it is painted, proved to leave something to see.
    fn shapes(
        self,
        path: &usvg::Path,
        name: &str,
        is_proved: bool,
    ) -> Result<Painted, PictureFault> {
        let (fill, stroke) = (fill(path)?, self.stroke(path, name)?);
        let frame = Frame { width: self.width as f32, height: self.height as f32 };
        if (fill.is_none() && stroke.is_none()) || !path.is_visible() {
            // An empty frame around an icon is a custom of those who draw icons.
            let is_frame = fill.is_none() && stroke.is_none() && frame.is_spanned(path);
            return if is_frame { Ok(Painted::default()) } else { Err(allow::colourless(name)) };
        }
        let mut inks = [false; 2];
        if !is_proved {
            let seen = frame.look(path, name)?;
            let leaves_ink =
                |paint: Option<Paint>| paint.is_some_and(|it| it.colour().leaves_ink());
            inks = [seen.area && leaves_ink(fill), seen.line && leaves_ink(stroke)];
            // White is the same on the paper beside the frame.
            if inks.contains(&true) && frame.cuts(path, path.abs_bounding_box()) {
                return Err(allow::cut(name));
            }
        }
        let outline = self.convert(path);
        let mut paints = [fill, stroke];
        if path.paint_order() == usvg::PaintOrder::StrokeAndFill {
            paints.reverse();
        }
        let shapes = paints.into_iter().flatten();
        let shapes = shapes.map(|paint| Shape { path: outline.clone(), paint }).collect();
        Ok(Painted { shapes, inks })
    }

    fn stroke(self, path: &usvg::Path, name: &str) -> Result<Option<Paint>, PictureFault> {
        let Some(stroke) = path.stroke() else { return Ok(None) };
        if stroke.dasharray().is_some() {
            return Err(unsupported("stroke-dasharray"));
        }
        let colour = plain_colour(stroke.paint(), stroke.opacity().get())?;
        let transform = path.abs_transform();
        let (sx, sy) = transform.get_scale();
        // What becomes of a step to the right and of one down: alike, and still square.
        let (right, down) = (transform.sx.hypot(transform.ky), transform.kx.hypot(transform.sy));
        let skew = (transform.sx * transform.kx + transform.ky * transform.sy).abs();
        if (right - down).abs() > right.max(down) * 0.02 || skew > right * down * 0.02 {
            return Err(allow::stretched(name));
        }
        let width = f64::from(stroke.width().get()) * f64::from(f32::midpoint(sx, sy)) * self.scale;
        Ok(Some(Paint::Stroke {
            colour,
            width: Len::pt(width),
            cap: match stroke.linecap() {
                usvg::LineCap::Butt => Cap::Butt,
                usvg::LineCap::Round => Cap::Round,
                usvg::LineCap::Square => Cap::Square,
            },
            join: match stroke.linejoin() {
                usvg::LineJoin::Round => Join::Round,
                usvg::LineJoin::Bevel => Join::Bevel,
                _ => Join::Sharp(Len::pt(f64::from(stroke.miterlimit().get()))),
            },
        }))
    }

    fn convert(self, path: &usvg::Path) -> Path {
        let transform = path.abs_transform();
        let place = |mut point: tiny_skia_path::Point| {
            transform.map_point(&mut point);
            let [x, y] = [point.x, point.y].map(|part| Len::pt(f64::from(part) * self.scale));
            Point::new(x, y)
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
}

fn plain_colour(paint: &usvg::Paint, opacity: f32) -> Result<Colour, PictureFault> {
    match paint {
        usvg::Paint::Color(colour) if opacity >= 1.0 => {
            Ok(Colour { r: colour.red, g: colour.green, b: colour.blue })
        }
        usvg::Paint::Color(_) => Err(unsupported("opacity")),
        _ => Err(unsupported("gradient, pattern")),
    }
}

fn fill(path: &usvg::Path) -> Result<Option<Paint>, PictureFault> {
    let Some(fill) = path.fill() else { return Ok(None) };
    let colour = plain_colour(fill.paint(), fill.opacity().get())?;
    Ok(Some(Paint::Fill { colour, even_odd: fill.rule() == usvg::FillRule::EvenOdd }))
}
