//! PNG and JPEG.

use std::borrow::Cow;
use std::io::Cursor;
use std::sync::Arc;

use image::codecs::jpeg::JpegEncoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, RgbImage};

use super::faults::{PictureFault, blank, cut};
use super::png::PngColours;
use super::profile::Conversion;
use super::size::MAX_AREA;
use super::{jpeg, png};
use crate::colour::Colour;
use crate::diag::text;

/// A picture of pixels.
#[derive(Clone, Debug)]
pub struct Raster {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// The pixels.
    pub pixels: Pixels,
}

/// How the pixels are kept; copies share them.
#[derive(Clone, Debug)]
pub enum Pixels {
    /// A JPEG file with 1 (grey) or 3 (colour) components, which goes into the PDF as it is.
    Jpeg(Arc<[u8]>, u8),
    /// Red, green and blue of each pixel, row by row, and its opacity if any differs from 255.
    Rgb(Arc<[u8]>, Option<Arc<[u8]>>),
}

impl Pixels {
    /// How many bytes they take.
    pub fn bytes(&self) -> usize {
        match self {
            Pixels::Jpeg(file, _) => file.len(),
            Pixels::Rgb(rgb, alpha) => rgb.len() + alpha.as_ref().map_or(0, |alpha| alpha.len()),
        }
    }
}

impl Raster {
    /// The share of pixels that are neither opaque nor cut out, in percent.
    pub fn softness(&self) -> f64 {
        let Pixels::Rgb(_, Some(alpha)) = &self.pixels else { return 0.0 };
        let soft = alpha.iter().filter(|alpha| !matches!(alpha, 0 | 255)).count();
        soft as f64 * 100.0 / alpha.len().max(1) as f64
    }

    /// Red, green and blue of each pixel, row by row.
    pub fn rgb(&self) -> Cow<'_, [u8]> {
        match &self.pixels {
            Pixels::Rgb(rgb, _) => Cow::Borrowed(&**rgb),
            // It has been decoded before; were it not, it would be a white picture.
            Pixels::Jpeg(bytes, _) => Cow::Owned(
                image::load_from_memory_with_format(bytes, ImageFormat::Jpeg).map_or_else(
                    |_| vec![255; self.width as usize * self.height as usize * 3],
                    |image| image.to_rgb8().into_raw(),
                ),
            ),
        }
    }
}

/// Decodes a PNG.
pub(super) fn png(bytes: &[u8]) -> Result<Raster, PictureFault> {
    let colours = png::read(bytes)?;
    let (image, _) = upright(bytes, ImageFormat::Png)?;
    let (width, height) = (image.width(), image.height());
    let is_grey = image.color().channel_count() < 3;
    let (mut rgb, alpha) = split(image);
    match colours {
        PngColours::Srgb => {}
        PngColours::Gamma(gamma) => brighten(&mut rgb, gamma),
        PngColours::Profile(profile) => {
            if let Some(conversion) = Conversion::new(&profile, is_grey)? {
                conversion.apply(&mut rgb, width as usize)?;
            }
        }
    }
    prove_ink(&rgb, alpha.as_deref())?;
    Ok(Raster { width, height, pixels: Pixels::Rgb(rgb.into(), alpha.map(Into::into)) })
}

/// Refuses a picture of which nothing is seen on white paper.
pub(super) fn prove_ink(rgb: &[u8], alpha: Option<&[u8]>) -> Result<(), PictureFault> {
    let pixels = rgb.as_chunks::<3>().0.iter().enumerate();
    let is_seen = pixels.into_iter().any(|(at, pixel)| {
        let opacity = alpha.map_or(255, |alpha| u16::from(alpha[at]));
        let [r, g, b] = pixel.map(|part| 255 - (u16::from(255 - part) * opacity / 255) as u8);
        Colour { r, g, b }.leaves_ink()
    });
    if is_seen { Ok(()) } else { Err(blank()) }
}

/// Decodes a JPEG, which is kept as it is unless it has to be turned or its colours are not those
/// of sRGB.
pub(super) fn jpeg(bytes: &[u8]) -> Result<Raster, PictureFault> {
    let jpeg::Jpeg { components, clean, profile } = jpeg::read(bytes)?;
    let is_grey = components == 1;
    let (image, is_turned) = upright(bytes, ImageFormat::Jpeg)?;
    let (width, height) = (image.width(), image.height());
    prove_ink(&image.to_rgb8(), None)?;
    let conversion = match &profile {
        Some(profile) => Conversion::new(profile, is_grey)?,
        None => None,
    };
    if conversion.is_none() && !is_turned {
        return Ok(Raster { width, height, pixels: Pixels::Jpeg(clean.into(), components) });
    }
    let mut image = image;
    if let Some(conversion) = conversion {
        let (mut rgb, _) = split(image);
        conversion.apply(&mut rgb, width as usize)?;
        let rgb = RgbImage::from_raw(width, height, rgb).ok_or_else(cut)?;
        image = DynamicImage::ImageRgb8(rgb);
        if is_grey {
            image = DynamicImage::ImageLuma8(image.into_luma8());
        }
    }
    let file = again(&image).ok_or_else(cut)?;
    Ok(Raster { width, height, pixels: Pixels::Jpeg(file.into(), components) })
}

/// The picture as it was held: telephones store what the lens saw and note in the Exif data how
/// the device was turned, which no PDF reader looks at. And whether it had to be turned.
fn upright(bytes: &[u8], format: ImageFormat) -> Result<(DynamicImage, bool), PictureFault> {
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    // Two copies of the largest picture in 16 bits and four channels.
    limits.max_alloc = Some(MAX_AREA * 16);
    reader.limits(limits);
    let read = || {
        let mut decoder = reader.into_decoder()?;
        // Broken Exif data is no reason to refuse a picture.
        let mut orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
        if format == ImageFormat::Png
            && orientation == Orientation::NoTransforms
            && let Some(turned) = png::exif(bytes).and_then(Orientation::from_exif_chunk)
        {
            orientation = turned;
        }
        let mut image = DynamicImage::from_decoder(decoder)?;
        image.apply_orientation(orientation);
        Ok((image, orientation != Orientation::NoTransforms))
    };
    read().map_err(|error: image::ImageError| {
        let said = error.to_string();
        PictureFault::damaged(text!(en "{said}", vi "{said}"))
    })
}

/// Red, green and blue of each pixel, and its opacity if any differs from 255.
fn split(image: DynamicImage) -> (Vec<u8>, Option<Vec<u8>>) {
    if !image.color().has_alpha() {
        return (image.into_rgb8().into_raw(), None);
    }
    let rgba = image.into_rgba8().into_raw();
    let pixels = rgba.as_chunks::<4>().0;
    let rgb = pixels.iter().flat_map(|[r, g, b, _]| [*r, *g, *b]).collect();
    let is_opaque = pixels.iter().all(|pixel| pixel[3] == 255);
    let alpha = || pixels.iter().map(|pixel| pixel[3]).collect();
    (rgb, (!is_opaque).then(alpha))
}

/// Samples of light to another power as those of sRGB.
fn brighten(rgb: &mut [u8], gamma: u32) {
    let power = 100_000.0 / f64::from(gamma);
    let table: Vec<u8> = (0..=255_u8)
        .map(|sample| {
            let light = (f64::from(sample) / 255.0).powf(power);
            let value = if light <= 0.003_130_8 {
                light * 12.92
            } else {
                1.055 * light.powf(1.0 / 2.4) - 0.055
            };
            (value * 255.0).round() as u8
        })
        .collect();
    for sample in rgb {
        *sample = table[usize::from(*sample)];
    }
}

/// How well a photograph that is written again is kept, out of 100; at 92 nobody sees it.
const QUALITY: u8 = 92;

/// A photograph as a new file; `None` when it is neither a grey nor a colour picture.
fn again(image: &DynamicImage) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, QUALITY).encode_image(image).ok()?;
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A JPEG of 16 × 8 points, its left half white, with the Exif orientation given.
    fn photograph(orientation: u8) -> Vec<u8> {
        let half =
            RgbImage::from_fn(16, 8, |x, _| image::Rgb(if x < 8 { [255; 3] } else { [0; 3] }));
        let plain = again(&DynamicImage::ImageRgb8(half)).unwrap();
        // APP1 with one entry, 0x0112 SHORT 1 (Exif 2.3, 4.6.2), right after the start of image.
        let mut exif = b"\xFF\xE1\x00\x22Exif\0\0MM\0*\0\0\0\x08\0\x01".to_vec();
        exif.extend_from_slice(b"\x01\x12\0\x03\0\0\0\x01\0");
        exif.push(orientation);
        exif.extend_from_slice(&[0; 6]);
        [&plain[..2], &exif, &plain[2..]].concat()
    }

    #[test]
    fn photographs_stand_upright() {
        // Where the white half is: left, right, top, bottom.
        for (orientation, size, white, black) in [
            (1, (16, 8), (2, 4), (13, 4)),
            (2, (16, 8), (13, 4), (2, 4)),
            (3, (16, 8), (13, 4), (2, 4)),
            (6, (8, 16), (4, 2), (4, 13)),
            (8, (8, 16), (4, 13), (4, 2)),
            (77, (16, 8), (2, 4), (13, 4)),
        ] {
            let bytes = photograph(orientation);
            let Ok(raster) = jpeg(&bytes) else { panic!("{orientation}") };
            assert_eq!((raster.width, raster.height), size, "{orientation}");
            let Pixels::Jpeg(written, 3) = &raster.pixels else { panic!("{orientation}") };
            let image = image::load_from_memory(written).unwrap().to_luma8();
            assert_eq!(image.dimensions(), size, "{orientation}");
            let at = |(x, y): (u32, u32)| image.get_pixel(x, y)[0];
            assert!(at(white) > 200 && at(black) < 55, "{orientation}");
            let untouched = matches!(orientation, 1 | 77);
            // What the telephone noted goes, and nothing else.
            let plain = [&bytes[..2], &bytes[38..]].concat();
            assert_eq!(**written == plain, untouched, "{orientation}");
        }
    }
}
