//! PNG and JPEG.

use std::borrow::Cow;
use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::metadata::Orientation;
use image::{DynamicImage, GenericImageView, ImageDecoder, ImageFormat, ImageReader, Limits};

use super::{Fault, MAX_PIXELS};
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

/// How the pixels are kept.
#[derive(Clone, Debug)]
pub enum Pixels {
    /// A JPEG file with 1 (grey) or 3 (colour) components; goes into the PDF untouched.
    Jpeg(Vec<u8>, u8),
    /// Red, green and blue of each pixel, row by row, and its opacity if any differs from 255.
    Rgb(Vec<u8>, Option<Vec<u8>>),
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
            Pixels::Rgb(rgb, _) => Cow::Borrowed(rgb),
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

pub(super) fn decode(bytes: &[u8]) -> Result<Raster, Fault> {
    let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format();
    let unknown = || {
        Fault::Broken(text!(
            en "it is neither PNG nor JPEG inside",
            vi "bên trong không phải PNG cũng không phải JPEG",
        ))
    };
    let mut reader = reader.map_err(|_| unknown())?;
    let format = reader.format().ok_or_else(unknown)?;
    let told = ImageReader::with_format(Cursor::new(bytes), format).into_dimensions().ok();
    if let Some((width, height)) = told.or_else(|| png_size(bytes))
        && (width == 0 || height == 0 || width > MAX_PIXELS || height > MAX_PIXELS)
    {
        return Err(Fault::Size(width.into(), height.into()));
    }
    let mut limits = Limits::default();
    limits.max_image_width = Some(MAX_PIXELS);
    limits.max_image_height = Some(MAX_PIXELS);
    limits.max_alloc = Some(1 << 30);
    reader.limits(limits);
    let damaged = |said: &str| {
        Fault::Broken(text!(
            en "the file is damaged or cut off ({said})",
            vi "tệp hỏng hoặc bị cụt ({said})",
        ))
    };
    let (image, turned) = upright(reader).map_err(|error| damaged(&error.to_string()))?;
    if format == ImageFormat::Jpeg && !is_whole_jpeg(bytes) {
        return Err(damaged("no end of image"));
    }
    let (width, height) = image.dimensions();
    if width == 0 || height == 0 {
        return Err(Fault::Size(width.into(), height.into()));
    }
    let again = if turned { jpeg(&image) } else { None };
    let bytes = again.as_deref().unwrap_or(bytes);
    Ok(Raster { width, height, pixels: pixels(&image, format, bytes) })
}

/// The picture as it was held: telephones store what the lens saw and note in the Exif data how
/// the device was turned, which no PDF reader looks at. Tells whether it had to be turned.
fn upright(reader: ImageReader<Cursor<&[u8]>>) -> image::ImageResult<(DynamicImage, bool)> {
    let mut decoder = reader.into_decoder()?;
    // Broken Exif data is no reason to refuse a picture.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut image = DynamicImage::from_decoder(decoder)?;
    image.apply_orientation(orientation);
    Ok((image, orientation != Orientation::NoTransforms))
}

/// How well a turned photograph is kept, out of 100; at 92 nobody sees that it was written again.
const QUALITY: u8 = 92;

/// A turned photograph as a file of its own; `None` when it is no grey or colour picture.
fn jpeg(image: &DynamicImage) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, QUALITY).encode_image(image).ok()?;
    Some(bytes)
}

/// The size in the header of a PNG, for those whose size the decoder itself refuses.
fn png_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let number = |at: usize| Some(u32::from_be_bytes(*bytes.get(at..)?.first_chunk()?));
    let is_header = bytes.starts_with(b"\x89PNG") && bytes.get(12..16) == Some(b"IHDR");
    if is_header { Some((number(16)?, number(20)?)) } else { None }
}

/// Whether a JPEG has its end marker. The decoder fills what is cut off with grey and says nothing,
/// so the segments are walked (ITU-T T.81, B.1): a thumbnail inside has an end marker of its own.
fn is_whole_jpeg(bytes: &[u8]) -> bool {
    let mut at = 2;
    while let Some(&[mark, kind]) = bytes.get(at..).and_then(<[u8]>::first_chunk) {
        match (mark, kind) {
            (0xFF, 0xD9) => return true,
            // A segment: two bytes tell its length.
            (0xFF, 0xC0..=0xCF | 0xDA..=0xFE) => {
                let Some(length) = bytes.get(at + 2..).and_then(<[u8]>::first_chunk) else {
                    return false;
                };
                at += 2 + usize::from(u16::from_be_bytes(*length));
            }
            // Picture data, fill bytes and restart marks.
            _ => at += 1,
        }
    }
    false
}

fn pixels(image: &DynamicImage, format: ImageFormat, bytes: &[u8]) -> Pixels {
    let components = image.color().channel_count();
    if format == ImageFormat::Jpeg && (components == 1 || components == 3) {
        return Pixels::Jpeg(bytes.to_vec(), components);
    }
    let rgba = image.to_rgba8();
    let rgb = rgba.pixels().flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
    let alpha: Vec<u8> = rgba.pixels().map(|pixel| pixel[3]).collect();
    let opaque = alpha.iter().all(|value| *value == 255);
    Pixels::Rgb(rgb, (!opaque).then_some(alpha))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A JPEG of 16 × 8 points, its left half white, with the Exif orientation given.
    fn photograph(orientation: u8) -> Vec<u8> {
        let half = image::RgbImage::from_fn(16, 8, |x, _| {
            image::Rgb(if x < 8 { [255; 3] } else { [0; 3] })
        });
        let plain = jpeg(&DynamicImage::ImageRgb8(half)).unwrap();
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
            let Ok(raster) = decode(&bytes) else { panic!("{orientation}") };
            assert_eq!((raster.width, raster.height), size, "{orientation}");
            let Pixels::Jpeg(written, 3) = &raster.pixels else { panic!("{orientation}") };
            let image = image::load_from_memory(written).unwrap().to_luma8();
            assert_eq!(image.dimensions(), size, "{orientation}");
            let at = |(x, y): (u32, u32)| image.get_pixel(x, y)[0];
            assert!(at(white) > 200 && at(black) < 55, "{orientation}");
            let untouched = matches!(orientation, 1 | 77);
            assert_eq!(*written == bytes, untouched, "{orientation}");
        }
    }
}
