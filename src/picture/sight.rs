//! Whether a shape is seen inside the frame of its drawing, and whether all of it is.
//!
//! The box around a shape says little of the ink in it: a circle may have its box over the whole frame
//! and no point inside. So each shape is painted, onto a small square that is stretched over the part
//! of the frame where its ink could be.

use resvg::tiny_skia::{Color, FillRule, Paint, Pixmap, Transform};
use tiny_skia_path::{PathSegment, Point, Rect};
use usvg::Path;

use super::allow;
use super::faults::PictureFault;

/// Dots along each side of the square.
pub(super) const SIDE: u32 = 64;
/// As much of the longer side may be cut off: half a millimetre of a drawing of 25 mm, as pens and
/// drawing programs leave it.
const HAIR: f32 = 0.02;
/// Dots along each side when a whole drawing is painted.
const WHOLE: u32 = 256;

/// The frame of a drawing, from its origin; what lies outside is cut off.
#[derive(Clone, Copy)]
pub(super) struct Frame {
    pub width: f32,
    pub height: f32,
}

/// A shape that has been found to be seen.
pub(super) struct Seen {
    /// Whether its line leaves a trace.
    pub line: bool,
    /// Whether its inside does.
    pub area: bool,
    /// The part of the frame it was painted in.
    pub part: Rect,
    /// Its ink there, as if all of it were black and opaque.
    pub ink: Pixmap,
}

impl Frame {
    pub(super) fn new(size: usvg::Size) -> Frame {
        Frame { width: size.width(), height: size.height() }
    }

    /// A shape that leaves ink inside the frame, or why it leaves none.
    pub(super) fn look(self, path: &Path, name: &str) -> Result<Seen, PictureFault> {
        let line = path.stroke().is_some_and(|stroke| self.has_line(path, stroke));
        let area = path.fill().is_some() && has_area(path) && self.is_wide(path);
        if !line && !area {
            return Err(allow::invisible(name, false));
        }
        let bounds = if line { path.abs_stroke_bounding_box() } else { path.abs_bounding_box() };
        // Of a dot made by a round pen some readers give no box.
        let bounds = bounds.outset(self.least(), self.least()).unwrap_or(bounds);
        let part = self.rect().and_then(|frame| bounds.intersect(&frame));
        let part = part.ok_or_else(|| allow::invisible(name, true))?;
        let ink = ink(path, part).ok_or_else(|| allow::invisible(name, true))?;
        if has_ink(&ink) {
            return Ok(Seen { line, area, part, ink });
        }
        // Pieces that take each other away leave nothing anywhere.
        let is_outside = self::ink(path, bounds).is_some_and(|ink| has_ink(&ink));
        Err(allow::invisible(name, is_outside))
    }

    /// Whether the frame cuts something off of a shape that fills these bounds. Half of a line at the
    /// edge lies outside in many an icon; a ground that covers all of the frame goes on beyond
    /// it without a loss.
    pub(super) fn cuts(self, path: &Path, bounds: Rect) -> bool {
        let hair = self.width.max(self.height) * HAIR;
        let is_inside = bounds.left() >= -hair
            && bounds.top() >= -hair
            && bounds.right() <= self.width + hair
            && bounds.bottom() <= self.height + hair;
        !is_inside && !self.is_covered(path)
    }

    /// Whether a shape covers the whole frame.
    fn is_covered(self, path: &Path) -> bool {
        let ink = self.rect().and_then(|frame| ink(path, frame));
        ink.is_some_and(|ink| ink.pixels().iter().all(|dot| dot.alpha() > 250))
    }

    /// Whether the box of a shape spans the whole frame.
    pub(super) fn is_spanned(self, path: &Path) -> bool {
        let bounds = path.abs_bounding_box();
        let spans = |from: f32, to: f32, all: f32| from <= all * 0.01 && to >= all * 0.99;
        spans(bounds.left(), bounds.right(), self.width)
            && spans(bounds.top(), bounds.bottom(), self.height)
    }

    /// From the drawing to a square of so many dots, stretched over the frame.
    pub(super) fn stretched(self, side: u32) -> Option<Transform> {
        self.rect().and_then(|frame| stretched(frame, side))
    }

    fn rect(self) -> Option<Rect> {
        Rect::from_xywh(0.0, 0.0, self.width, self.height)
    }

    /// The least width that is seen: of a drawing of 50 mm, a hundredth of a millimetre.
    fn least(self) -> f32 {
        self.width.max(self.height) / 5000.0
    }

    /// Whether a pen leaves a trace: a line without length has ends at most.
    fn has_line(self, path: &Path, stroke: &usvg::Stroke) -> bool {
        let bounds = path.bounding_box();
        let (sx, sy) = path.abs_transform().get_scale();
        let is_wide = stroke.width().get() * f32::midpoint(sx, sy) > self.least();
        let has_length = bounds.width() > 0.0 || bounds.height() > 0.0;
        is_wide && (stroke.linecap() != usvg::LineCap::Butt || has_length)
    }

    /// Whether an area is wide enough to be seen.
    fn is_wide(self, path: &Path) -> bool {
        let (bounds, least) = (path.abs_bounding_box(), self.least());
        bounds.width() > least && bounds.height() > least
    }

    /// Whether something is seen of shapes, from back to front, of which some leave ink and others
    /// are as white as the paper.
    pub(super) fn shows<'a>(self, shapes: impl Iterator<Item = (&'a Path, [bool; 2])>) -> bool {
        let Some((to, mut page)) = self.stretched(WHOLE).zip(Pixmap::new(WHOLE, WHOLE)) else {
            return false;
        };
        page.fill(Color::WHITE);
        for (path, [fills, strokes]) in shapes {
            let colour = |leaves_ink| if leaves_ink { Color::BLACK } else { Color::WHITE };
            paint(path, to, [colour(fills), colour(strokes)], &mut page);
        }
        // A line of the least width is one of thirteen shades from white here.
        page.pixels().iter().any(|dot| dot.red() < 250)
    }
}

/// The ink of a shape in a part of the drawing, black and opaque.
fn ink(path: &Path, part: Rect) -> Option<Pixmap> {
    let (to, mut square) = stretched(part, SIDE).zip(Pixmap::new(SIDE, SIDE))?;
    paint(path, to, [Color::BLACK; 2], &mut square);
    Some(square)
}

fn has_ink(square: &Pixmap) -> bool {
    square.pixels().iter().any(|dot| dot.alpha() > 0)
}

/// From the drawing to a square of so many dots, stretched over a part of it.
pub(super) fn stretched(part: Rect, side: u32) -> Option<Transform> {
    let (sx, sy) = (side as f32 / part.width(), side as f32 / part.height());
    let to = Transform::from_row(sx, 0.0, 0.0, sy, -part.x() * sx, -part.y() * sy);
    to.is_finite().then_some(to)
}

/// Paints a shape, its inside and its line in plain colours.
fn paint(path: &Path, to: Transform, [inside, line]: [Color; 2], page: &mut Pixmap) {
    let to = path.abs_transform().post_concat(to);
    let with = |colour: Color| {
        let mut paint = Paint::default();
        paint.set_color(colour);
        paint
    };
    let is_line_first = path.paint_order() == usvg::PaintOrder::StrokeAndFill;
    for is_line in [is_line_first, !is_line_first] {
        match (path.fill(), path.stroke()) {
            (_, Some(stroke)) if is_line => {
                page.stroke_path(path.data(), &with(line), &stroke.to_tiny_skia(), to, None);
            }
            (Some(fill), _) if !is_line && has_area(path) => {
                page.fill_path(path.data(), &with(inside), rule(fill.rule()), to, None);
            }
            _ => {}
        }
    }
}

pub(super) fn rule(rule: usvg::FillRule) -> FillRule {
    match rule {
        usvg::FillRule::NonZero => FillRule::Winding,
        usvg::FillRule::EvenOdd => FillRule::EvenOdd,
    }
}

/// Whether a path has something inside: of each piece of it, points that are not on one line.
fn has_area(path: &Path) -> bool {
    let mut pieces: Vec<Vec<Point>> = Vec::new();
    let mut piece = Vec::new();
    for segment in path.data().segments() {
        match segment {
            PathSegment::MoveTo(p) => pieces.push(std::mem::replace(&mut piece, vec![p])),
            PathSegment::LineTo(p) => piece.push(p),
            PathSegment::QuadTo(a, p) => piece.extend([a, p]),
            PathSegment::CubicTo(a, b, p) => piece.extend([a, b, p]),
            PathSegment::Close => {}
        }
    }
    pieces.push(piece);
    pieces.iter().any(|piece| {
        let Some(first) = piece.first() else { return false };
        let far = piece.iter().map(|p| *p - *first);
        let Some(far) = far.max_by(|a, b| a.length().total_cmp(&b.length())) else { return false };
        piece.iter().map(|p| *p - *first).any(|p| {
            let [x, y, u, v] = [p.x, p.y, far.x, far.y].map(f64::from);
            (x * v - y * u).abs() > 1e-6 * (u * u + v * v)
        })
    })
}
