//! Where a page is cut, and how far a cut may miss.

use super::super::raster::Bitmap;
use super::page_shape::PageShape;
use crate::geom::Rect;

/// How far a cut may miss its line, in mm: as much as is bled past it (PP-01) and as is kept clear of
/// words at least (PP-02).
const TOLERANCE: f64 = 3.0;
/// The colour of the line; no sheet of ours has it.
const LINE: [u8; 3] = [216, 0, 120];
/// How much of the page is seen through the band, of 4.
const THROUGH: u32 = 3;

/// The page with its lines, and a band as wide as a cut may miss on both sides of each.
pub(super) fn mark(page: &Bitmap, shape: &PageShape, dpi: f64) -> Bitmap {
    let mut marked = page.clone();
    let band = (TOLERANCE / 25.4 * dpi).round() as i64;
    let line = ((0.3 / 25.4 * dpi).round() as i64).max(1);
    let (width, height) = (i64::from(page.width), i64::from(page.height));
    let dots = |length: crate::geom::Len| (length.to_mm() / 25.4 * dpi).round() as i64;
    let edges = |rect: &Rect| [dots(rect.x), dots(rect.y), dots(rect.right()), dots(rect.bottom())];
    let cuts: Vec<[i64; 4]> = shape.cuts.iter().map(edges).collect();
    for (place, dot) in (0_i64..).zip(marked.rgba.chunks_exact_mut(4)) {
        let (x, y) = (place % width.max(1), place / width.max(1));
        // How far the nearest edge of a part is; one that is the edge of the paper is drawn inside.
        let away = |cut: &[i64; 4]| {
            let [left, top, right, bottom] = *cut;
            let (right, bottom) = (right.min(width) - 1, bottom.min(height) - 1);
            let (left, top) = (left.max(0), top.max(0));
            let is_in = (left..=right).contains(&x) && (top..=bottom).contains(&y);
            if is_in {
                (x - left).min(right - x).min(y - top).min(bottom - y)
            } else {
                let across = (left - x).max(x - right).max(0);
                let down = (top - y).max(y - bottom).max(0);
                across.max(down)
            }
        };
        let Some(far) = cuts.iter().map(away).min() else { continue };
        if far < line {
            dot[..3].copy_from_slice(&LINE);
        } else if far <= band {
            for (own, colour) in dot.iter_mut().zip(LINE) {
                *own = ((u32::from(*own) * THROUGH + u32::from(colour)) / (THROUGH + 1)) as u8;
            }
        }
    }
    marked
}
