//! Logos with shades: gradients, what is seen through, what is cut out. No outline says them, so they
//! are painted as pixels on white, fine enough for any place a sheet has for a logo.
//!
//! Each shape is proved to be seen by itself: in a picture of them all nobody misses what is not there.

use std::rc::Rc;

use resvg::tiny_skia::{Color, Paint, Pixmap, Transform};
use tiny_skia_path::Rect;
use usvg::{ClipPath, Group, Node, Path};

use super::allow::{self, Properties};
use super::faults::{PictureFault, PictureFaults};
use super::raster::{Pixels, Raster, prove_ink};
use super::sight::{self, Frame, SIDE, Seen};
use super::vector;
use crate::colour::Colour;
use crate::diag::text;

/// Pixels along the longer side: 300 an inch on 10 cm.
const LONG: f32 = 1200.0;
/// As many pixels along the shorter side at least.
const LEAST: f32 = 12.0;
/// Dots along each side of the frame where it is noted what is cut out.
const OPENING: u32 = 4 * SIDE;
/// What is opaque to less than a twentieth is seen neither on a screen nor on paper.
const FAINT: f32 = 0.05;

pub(super) fn decode(bytes: &[u8]) -> Result<Raster, PictureFaults> {
    let document = allow::parse(vector::utf8(bytes)?)?;
    let expected = allow::check(&document, Properties::Shaded)?;
    let tree = vector::tree(&document)?;
    let frame = Frame::new(tree.size());
    let mut shapes = Vec::new();
    veiled_shapes(tree.root(), &Veil::default(), frame, &mut shapes);
    if shapes.len() != expected.len() {
        return Err(allow::lost(shapes.len(), expected.len()).into());
    }
    let size = tree.size();
    let scale = LONG / size.width().max(size.height());
    let [width, height] = [size.width(), size.height()].map(|side| (side * scale).round());
    if width.min(height) < LEAST {
        return Err(allow::no_size().into());
    }
    let mut faults = PictureFaults::default();
    for (shape, expected) in shapes.iter().zip(&expected) {
        if let Err(fault) = shape.prove(frame, &expected.name) {
            faults.push(allow::located(&document, fault, expected.offset));
        }
        if faults.is_full() {
            break;
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let mut pixmap = Pixmap::new(width as u32, height as u32).ok_or_else(|| {
        PictureFault::damaged(text!(en "it has no area", vi "hình không có diện tích"))
    })?;
    pixmap.fill(Color::WHITE);
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    // The ground is opaque, so premultiplied colours are plain ones.
    let rgb: Vec<u8> = pixmap.data().chunks_exact(4).flat_map(|p| [p[0], p[1], p[2]]).collect();
    prove_ink(&rgb, None)?;
    let (width, height) = (pixmap.width(), pixmap.height());
    Ok(Raster { width, height, pixels: Pixels::Rgb(rgb.into(), None) })
}

/// What the groups around a shape let through.
#[derive(Clone)]
struct Veil {
    /// How opaque they leave it.
    opacity: f32,
    /// How much of each dot of the frame is not cut off, and the box around that.
    opening: Option<(Rc<[u8]>, Option<Rect>)>,
}

impl Default for Veil {
    fn default() -> Veil {
        Veil { opacity: 1.0, opening: None }
    }
}

impl Veil {
    /// The same with another group around a shape.
    fn with(&self, group: &Group, frame: Frame) -> Veil {
        let opacity = self.opacity * group.opacity().get();
        let Some(clip) = group.clip_path() else {
            return Veil { opacity, opening: self.opening.clone() };
        };
        let to = group.abs_transform().pre_concat(clip.transform());
        let square = frame.stretched(OPENING);
        let opened = square.and_then(|square| opening(clip, to.post_concat(square)));
        let opened = opened.unwrap_or_else(|| vec![0; (OPENING * OPENING) as usize]);
        let bounds = clip.root().abs_bounding_box().transform(to);
        let (dots, bounds) = match &self.opening {
            None => (opened, bounds),
            Some((outer, around)) => {
                let both = opened.iter().zip(outer.iter());
                let both = both.map(|(a, b)| (u16::from(*a) * u16::from(*b) / 255) as u8);
                let around = around.as_ref().zip(bounds).and_then(|(a, b)| a.intersect(&b));
                (both.collect(), around)
            }
        };
        Veil { opacity, opening: Some((dots.into(), bounds)) }
    }

    /// How opaque a dot of the square over `part` of the frame is left.
    fn at(&self, (x, y): (u32, u32), part: Rect, frame: Frame) -> f32 {
        let Some((dots, _)) = &self.opening else { return self.opacity };
        let range = |at: u32, from: f32, length: f32, whole: f32| {
            let dot = |at: u32| {
                let share = (from + length * at as f32 / SIDE as f32) / whole;
                (share * OPENING as f32).clamp(0.0, OPENING as f32)
            };
            let first = dot(at) as u32;
            first.min(OPENING - 1)..(dot(at + 1).ceil() as u32).max(first + 1).min(OPENING)
        };
        let columns = range(x, part.x(), part.width(), frame.width);
        let rows = range(y, part.y(), part.height(), frame.height);
        let opened =
            rows.flat_map(|row| columns.clone().map(move |x| (row * OPENING + x) as usize));
        let most = opened.filter_map(|dot| dots.get(dot)).max().copied().unwrap_or(0);
        self.opacity * f32::from(most) / 255.0
    }
}

/// How much of each dot of the frame a path leaves when it cuts out.
fn opening(clip: &ClipPath, to: Transform) -> Option<Vec<u8>> {
    let mut square = Pixmap::new(OPENING, OPENING)?;
    open(clip.root(), to, &mut square)?;
    let mut dots: Vec<u8> = square.pixels().iter().map(|dot| dot.alpha()).collect();
    if let Some(outer) = clip.clip_path() {
        // Both have the units of what is cut out.
        let back = clip.transform().invert()?;
        let outer = opening(outer, to.pre_concat(back).pre_concat(outer.transform()))?;
        for (dot, outer) in dots.iter_mut().zip(outer) {
            *dot = (u16::from(*dot) * u16::from(outer) / 255) as u8;
        }
    }
    Some(dots)
}

/// Paints all shapes of a group black.
fn open(group: &Group, to: Transform, square: &mut Pixmap) -> Option<()> {
    for node in group.children() {
        match node {
            Node::Group(inner) => {
                let to = to.pre_concat(inner.transform());
                let Some(clip) = inner.clip_path() else {
                    open(inner, to, square)?;
                    continue;
                };
                let mut piece = Pixmap::new(OPENING, OPENING)?;
                open(inner, to, &mut piece)?;
                let left = opening(clip, to.pre_concat(clip.transform()))?;
                for ((dot, piece), left) in
                    square.pixels_mut().iter_mut().zip(piece.pixels()).zip(left)
                {
                    let kept = (u16::from(piece.alpha()) * u16::from(left) / 255) as u8;
                    if kept > dot.alpha() {
                        *dot = resvg::tiny_skia::PremultipliedColorU8::from_rgba(0, 0, 0, kept)?;
                    }
                }
            }
            Node::Path(path) if path.is_visible() => {
                let rule = path.fill().map(|fill| sight::rule(fill.rule())).unwrap_or_default();
                square.fill_path(path.data(), &Paint::default(), rule, to, None);
            }
            Node::Path(_) | Node::Image(_) | Node::Text(_) => {}
        }
    }
    Some(())
}

/// A shape and what is around it.
struct Veiled<'a> {
    node: &'a Node,
    path: &'a Path,
    veil: Veil,
}

/// The shapes the reader kept, from back to front.
fn veiled_shapes<'a>(group: &'a Group, veil: &Veil, frame: Frame, shapes: &mut Vec<Veiled<'a>>) {
    let veil = veil.with(group, frame);
    for node in group.children() {
        match node {
            Node::Group(inner) => veiled_shapes(inner, &veil, frame, shapes),
            Node::Path(path) => shapes.push(Veiled { node, path, veil: veil.clone() }),
            Node::Image(_) | Node::Text(_) => {}
        }
    }
}

impl Veiled<'_> {
    /// Fails unless the shape is seen, and all of it that is not cut out on purpose.
    fn prove(&self, frame: Frame, name: &str) -> Result<(), PictureFault> {
        let path = self.path;
        if path.fill().is_none() && path.stroke().is_none() {
            let is_frame = frame.is_spanned(path);
            return if is_frame { Ok(()) } else { Err(allow::colourless(name)) };
        }
        let seen = frame.look(path, name)?;
        if !self.is_opaque(&seen, frame) {
            return Err(allow::veiled(name));
        }
        let mut bounds = Some(path.abs_bounding_box());
        if let Some((_, opening)) = &self.veil.opening {
            bounds = bounds.zip(*opening).and_then(|(bounds, opening)| bounds.intersect(&opening));
        }
        let is_cut = bounds.is_some_and(|bounds| frame.cuts(path, bounds));
        if is_cut && self.leaves_ink() { Err(allow::cut(name)) } else { Ok(()) }
    }

    /// Whether somewhere so much of the ink is left that it is seen.
    fn is_opaque(&self, seen: &Seen, frame: Frame) -> bool {
        let painted = self.painted(seen);
        let most = most_opaque(self.path);
        seen.ink.pixels().iter().enumerate().any(|(at, dot)| {
            let whole = f32::from(dot.alpha());
            let (x, y) = (at as u32 % SIDE, at as u32 / SIDE);
            let own = match &painted {
                Some(painted) => f32::from(painted.pixels()[at].alpha()) / whole.max(1.0),
                None => most,
            };
            // Less than a quarter of a dot tells nothing of its shade.
            let is_telling = painted.is_none() || whole >= 64.0;
            whole > 0.0 && is_telling && own * self.veil.at((x, y), seen.part, frame) >= FAINT
        })
    }

    /// The shape in its own colours; nothing for one that is too thin to tell, or a straight line, for
    /// which the painter has no box.
    fn painted(&self, seen: &Seen) -> Option<Pixmap> {
        let is_telling = seen.ink.pixels().iter().any(|dot| dot.alpha() >= 64);
        let bounds = self.node.abs_layer_bounding_box().filter(|_| is_telling)?;
        let to = self.path.abs_transform().post_concat(sight::stretched(seen.part, SIDE)?);
        let mut square = Pixmap::new(SIDE, SIDE)?;
        // The painter moves a node to the corner.
        let to = to.pre_translate(bounds.x(), bounds.y());
        resvg::render_node(self.node, to, &mut square.as_mut())?;
        Some(square)
    }

    /// Whether it is anything but white.
    fn leaves_ink(&self) -> bool {
        let paints =
            [self.path.fill().map(usvg::Fill::paint), self.path.stroke().map(usvg::Stroke::paint)];
        paints.into_iter().flatten().any(|paint| match paint {
            usvg::Paint::Color(own) => {
                Colour { r: own.red, g: own.green, b: own.blue }.leaves_ink()
            }
            _ => true,
        })
    }
}

/// How opaque the paints of a shape are where they are most so.
fn most_opaque(path: &Path) -> f32 {
    let of = |paint: &usvg::Paint, opacity: f32| {
        let stops = match paint {
            usvg::Paint::LinearGradient(gradient) => gradient.stops(),
            usvg::Paint::RadialGradient(gradient) => gradient.stops(),
            _ => return opacity,
        };
        opacity * stops.iter().map(|stop| stop.opacity().get()).fold(0.0, f32::max)
    };
    let fill = path.fill().map_or(0.0, |fill| of(fill.paint(), fill.opacity().get()));
    let stroke = path.stroke().map_or(0.0, |stroke| of(stroke.paint(), stroke.opacity().get()));
    fill.max(stroke)
}
