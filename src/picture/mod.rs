//! Pictures: SVG drawings as vector shapes, PNG and JPEG as pixels.
//!
//! In go the bytes of a file, out comes [`Artwork`] with its natural size, or every reason why not.
//! Drawings are flattened to plain fills and strokes, so the painter needs no SVG; pixels are those
//! of sRGB, so it needs no colour management. No picture opens another file.

mod allow;
mod faults;
mod jpeg;
mod kind;
mod known;
mod palette;
mod png;
mod profile;
mod raster;
mod scan;
mod shaded;
mod sight;
mod size;
mod vector;

use crate::diag::Diagnostic;
use crate::span::Span;

use faults::PictureFaults;
use kind::FileType;

pub use raster::{Pixels, Raster};
pub use size::{MAX_AREA, MAX_PIXELS};
pub use vector::{Cap, Drawing, Join, Paint, Shape};

/// The most pixels that all pictures of a sheet keep in memory; see [`Artwork::weight`].
pub const MAX_WEIGHT: u64 = 64_000_000;

/// A decoded picture.
#[derive(Clone, Debug)]
pub enum Artwork {
    /// Shapes.
    Drawing(Drawing),
    /// Pixels.
    Raster(Raster),
}

impl Artwork {
    /// Width divided by height.
    pub fn aspect(&self) -> f64 {
        match self {
            Artwork::Drawing(drawing) => drawing.width / drawing.height,
            Artwork::Raster(raster) => f64::from(raster.width) / f64::from(raster.height),
        }
    }

    /// How much memory it keeps, as a number of pixels.
    pub fn weight(&self) -> u64 {
        let bytes = match self {
            Artwork::Drawing(_) => 0,
            Artwork::Raster(raster) => raster.pixels.bytes(),
        };
        bytes as u64 / 3
    }
}

/// Decodes a logo: as [`decode`] does, and drawings with gradients, clip paths and what is seen through
/// as pixels. A logo keeps its colours, so nothing of it has to be an outline.
///
/// # Errors
/// As for [`decode`].
pub fn decode_logo(file: &str, bytes: &[u8], span: Span) -> Result<Artwork, Vec<Diagnostic>> {
    if !matches!(kind::of(bytes), Ok(FileType::Svg)) {
        return decode(file, bytes, span, false);
    }
    let art = match vector::decode(bytes, false) {
        Ok(drawing) => Ok(Artwork::Drawing(drawing)),
        // What is wrong beside the shades is wrong in pixels, too, and found there again.
        Err(faults) if faults.can_be_pixels() => shaded::decode(bytes).map(Artwork::Raster),
        Err(faults) => Err(faults),
    };
    art.map_err(|faults| faults.diagnostics(file, span))
}

/// Decodes a picture by what it is inside, whatever its name says. Of a drawing that `is_proved`, as
/// those inside the program are by their tests, it is known that all of it is seen.
///
/// # Errors
/// Findings, pointing at `span`, when the file is broken, of a wrong size or kind, or holds what is
/// not printed.
pub fn decode(
    file: &str,
    bytes: &[u8],
    span: Span,
    is_proved: bool,
) -> Result<Artwork, Vec<Diagnostic>> {
    let art = match kind::of(bytes) {
        Ok(FileType::Svg) => vector::decode(bytes, is_proved).map(Artwork::Drawing),
        Ok(FileType::Png) => {
            known::or_else(bytes, raster::png).map(Artwork::Raster).map_err(PictureFaults::from)
        }
        Ok(FileType::Jpeg) => {
            known::or_else(bytes, raster::jpeg).map(Artwork::Raster).map_err(PictureFaults::from)
        }
        Err(fault) => Err(fault.into()),
    };
    art.map_err(|faults| faults.diagnostics(file, span))
}
