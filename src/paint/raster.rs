//! PNG pictures of pages, made from the finished PDF, so that what is looked at is what is printed.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::{PixmapSettings, RenderCache, RenderSettings};
use image::{ExtendedColorType, ImageEncoder};

use crate::geom::{Len, Size};

use crate::colour::Colour;
use crate::inks;

/// A page as pixels: red, green, blue, alpha, row by row.
#[derive(Clone, Debug)]
pub struct Bitmap {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// Four bytes a pixel.
    pub rgba: Vec<u8>,
}

/// Why a PDF gives no picture.
#[derive(Debug)]
pub enum RasterError {
    /// It cannot be opened.
    Open(String),
    /// The picture cannot be encoded.
    Encode(String),
}

impl fmt::Display for RasterError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RasterError::Open(why) => write!(f, "the PDF cannot be opened: {why}"),
            RasterError::Encode(why) => write!(f, "the PNG cannot be written: {why}"),
        }
    }
}

impl std::error::Error for RasterError {}

/// Draws every page at `dpi` dots an inch on white.
///
/// # Errors
/// When the bytes are no PDF.
pub fn render(pdf: &[u8], dpi: f64) -> Result<Vec<Bitmap>, RasterError> {
    let mut all = Vec::new();
    each_while(pdf, 0..usize::MAX, dpi, |bitmap| {
        all.push(bitmap);
        true
    })?;
    Ok(all)
}

/// The sizes of the pages.
///
/// # Errors
/// When the bytes are no PDF.
pub fn sizes(pdf: &[u8]) -> Result<Vec<Size>, RasterError> {
    let pdf = open(pdf)?;
    let size = |page: &hayro::hayro_syntax::page::Page<'_>| {
        let (w, h) = page.render_dimensions();
        Size::new(Len::pt(f64::from(w)), Len::pt(f64::from(h)))
    };
    Ok(pdf.pages().iter().map(size).collect())
}

/// Draws these pages, counted from 0, one after the other while `then` says so. Only one is held at a
/// time: an A4 page of 600 dots an inch takes 140 MB.
///
/// # Errors
/// When the bytes are no PDF.
pub fn each_while(
    pdf: &[u8],
    pages: Range<usize>,
    dpi: f64,
    then: impl FnMut(Bitmap) -> bool,
) -> Result<(), RasterError> {
    let pdf = open(pdf)?;
    let scale = (dpi / 72.0) as f32;
    let settings = InterpreterSettings::default();
    let cache = RenderCache::new();
    let draw = |page| {
        let pixmap = PixmapSettings {
            x_scale: scale,
            y_scale: scale,
            bg_color: hayro::vello_cpu::color::palette::css::WHITE,
        };
        let pixels = hayro::render(page, &cache, &settings, &RenderSettings::default(), &pixmap);
        let (width, height) = (u32::from(pixels.width()), u32::from(pixels.height()));
        // The ground is opaque, so premultiplied colours are plain ones.
        let rgba = pixels.data_as_u8_slice().to_vec();
        Bitmap { width, height, rgba }
    };
    // All of them, or up to the one after which `then` has enough.
    let wanted = pdf.pages().iter().skip(pages.start).take(pages.len());
    let _ = wanted.map(draw).all(then);
    Ok(())
}

fn open(pdf: &[u8]) -> Result<Pdf, RasterError> {
    Pdf::new(pdf.to_vec()).map_err(|error| RasterError::Open(format!("{error:?}")))
}

/// Dots an inch that are enough to see how much of a page is covered: with fewer, thin lines are drawn
/// wider than they are, and a list of ruled rows counts for twice its toner.
const TONER_DPI: f64 = 96.0;
/// The most dots of a page for that: of a banner fewer an inch are seen, and its lines are wider.
const TONER_DOTS: f64 = 24e6;

/// How much toner each page takes where it is printed in black: the share of it that would be black,
/// in percent.
///
/// # Errors
/// When the bytes are no PDF.
pub fn toner(pdf: &[u8]) -> Result<Vec<f64>, RasterError> {
    let mut pages = Vec::new();
    // A sheet has few colours, and what is between two of them at edges.
    let mut greys: BTreeMap<Colour, u8> = BTreeMap::new();
    let inches = |size: &Size| size.w.to_pt() / 72.0 * size.h.to_pt() / 72.0;
    let largest = sizes(pdf)?.iter().map(inches).fold(1.0, f64::max);
    let dpi = TONER_DPI.min((TONER_DOTS / largest).sqrt());
    each_while(pdf, 0..usize::MAX, dpi, |bitmap| {
        let mut dark = |pixel: &[u8]| match *pixel {
            [255, 255, 255, _] => 0,
            [r, g, b, _] => {
                let colour = Colour { r, g, b };
                255 - u64::from(*greys.entry(colour).or_insert_with(|| inks::grey(colour).r))
            }
            _ => 0,
        };
        let sum: u64 = bitmap.rgba.chunks_exact(4).map(&mut dark).sum();
        let most = u64::from(bitmap.width) * u64::from(bitmap.height) * 255;
        pages.push(sum as f64 * 100.0 / most.max(1) as f64);
        true
    })?;
    Ok(pages)
}

/// Encodes a page as PNG.
///
/// # Errors
/// When the encoder fails.
pub fn png(bitmap: &Bitmap) -> Result<Vec<u8>, RasterError> {
    let rgb: Vec<u8> = bitmap.rgba.chunks_exact(4).flat_map(|p| [p[0], p[1], p[2]]).collect();
    let mut bytes = Vec::new();
    let encoder = image::codecs::png::PngEncoder::new(&mut bytes);
    encoder
        .write_image(&rgb, bitmap.width, bitmap.height, ExtendedColorType::Rgb8)
        .map_err(|error| RasterError::Encode(error.to_string()))?;
    Ok(bytes)
}
