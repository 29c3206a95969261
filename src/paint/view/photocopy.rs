//! A copy of a copy, on a machine that knows black and white only.
//!
//! The same machine as that of the test `photocopy`, without its dust: a lens of about one dot of a scan of 150
//! dots an inch, the first generation a little dark, the second a little light.

use super::super::raster::Bitmap;
use super::bitmap::{Plane, picture};
use super::blur::blur;

/// What is lighter than this is white, of 255, in each generation.
const LEVELS: [u16; 2] = [140, 112];
/// The variance of the lens, in square inches: one dot of 150 an inch.
const LENS: f64 = 1.0 / (150.0 * 150.0);
const WHITE: u16 = 255;

/// The page as it is copied, reduced `zoom` times.
pub(super) fn copy(page: &Bitmap, dpi: f64, zoom: usize) -> Bitmap {
    // ITU-R BT.601, as scanners make grey.
    let grey = |dot: &[u8]| {
        let [r, g, b] = [0, 1, 2].map(|at| u32::from(dot[at]));
        ((299 * r + 587 * g + 114 * b + 500) / 1000) as u16
    };
    let mut copied = Plane::new(page, grey);
    for level in LEVELS {
        copied = blur(&copied, LENS * dpi * dpi);
        for dot in &mut copied.dots {
            *dot = if *dot > level { WHITE } else { 0 };
        }
    }
    let seen = copied.reduced(zoom);
    picture([&seen, &seen, &seen], |dot| dot as u8)
}
