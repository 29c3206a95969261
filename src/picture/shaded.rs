//! Logos with shades: gradients, what is seen through, what is cut out. No outline says them, so they
//! are painted as pixels on white, fine enough for any place a sheet has for a logo.

use resvg::tiny_skia::{Color, Pixmap, Transform};
use usvg::{Group, Node};

use super::allow::{self, Properties};
use super::faults::{PictureFault, PictureFaults};
use super::raster::{Pixels, Raster, prove_ink};
use super::vector;
use crate::diag::text;

/// Pixels along the longer side: 300 an inch on 10 cm.
const LONG: f32 = 1200.0;
/// As many pixels along the shorter side at least.
const LEAST: f32 = 12.0;

pub(super) fn decode(bytes: &[u8]) -> Result<Raster, PictureFaults> {
    let document = allow::parse(vector::utf8(bytes)?)?;
    let expected = allow::check(&document, Properties::Shaded)?;
    let tree = vector::tree(&document)?;
    let shapes = count(tree.root());
    if shapes != expected.len() {
        return Err(allow::lost(shapes, expected.len()).into());
    }
    let size = tree.size();
    let scale = LONG / size.width().max(size.height());
    let [width, height] = [size.width(), size.height()].map(|side| (side * scale).round());
    if width.min(height) < LEAST {
        return Err(allow::no_size().into());
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

/// The shapes the reader kept.
fn count(group: &Group) -> usize {
    let of = |node: &Node| match node {
        Node::Group(inner) => count(inner),
        Node::Path(_) => 1,
        Node::Image(_) | Node::Text(_) => 0,
    };
    group.children().iter().map(of).sum()
}
