//! PNG and JPEG.

use std::io::Cursor;

use image::{DynamicImage, GenericImageView, ImageFormat, ImageReader, Limits};

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
    /// A JPEG file as it is, with 1 (grey) or 3 (colour) components; goes into the PDF untouched.
    Jpeg(Vec<u8>, u8),
    /// Red, green and blue of each pixel, row by row, and its opacity if any differs from 255.
    Rgb(Vec<u8>, Option<Vec<u8>>),
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
    if let Ok((width, height)) =
        ImageReader::with_format(Cursor::new(bytes), format).into_dimensions()
        && (width == 0 || height == 0 || width > MAX_PIXELS || height > MAX_PIXELS)
    {
        return Err(Fault::Size(width.into(), height.into()));
    }
    let mut limits = Limits::default();
    limits.max_image_width = Some(MAX_PIXELS);
    limits.max_image_height = Some(MAX_PIXELS);
    limits.max_alloc = Some(1 << 30);
    reader.limits(limits);
    let image = reader.decode().map_err(|error| {
        let said = error.to_string();
        Fault::Broken(text!(
            en "the file is damaged or cut off ({said})",
            vi "tệp hỏng hoặc bị cụt ({said})",
        ))
    })?;
    let (width, height) = image.dimensions();
    if width == 0 || height == 0 {
        return Err(Fault::Size(width.into(), height.into()));
    }
    Ok(Raster { width, height, pixels: pixels(&image, format, bytes) })
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
