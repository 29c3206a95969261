//! Pictures: SVG drawings as vector shapes, PNG and JPEG as pixels.
//!
//! In go the bytes of a file, out comes [`Art`] with its natural size, or one clear reason why
//! not. Drawings are flattened to plain fills and strokes, so the painter needs no SVG.

mod raster;
mod vector;

use crate::diag::{Code, Diagnostic, Text, text};
use crate::source::Span;

pub use raster::{Pixels, Raster};
pub use vector::{Cap, Drawing, Join, Paint, Shape};

/// The largest side of a picture in pixels: A3 at 600 dots an inch.
pub const MAX_PIXELS: u32 = 10_000;

/// A decoded picture.
#[derive(Clone, Debug)]
pub enum Art {
    /// Shapes.
    Drawing(Drawing),
    /// Pixels.
    Raster(Raster),
}

impl Art {
    /// Width divided by height.
    pub fn aspect(&self) -> f64 {
        match self {
            Art::Drawing(drawing) => drawing.width / drawing.height,
            Art::Raster(raster) => f64::from(raster.width) / f64::from(raster.height),
        }
    }
}

/// Decodes a picture by the ending of its name.
///
/// # Errors
/// One finding, pointing at `span`, when the file is broken or of a wrong size or kind.
pub fn decode(file: &str, bytes: &[u8], span: Span) -> Result<Art, Diagnostic> {
    let ending = file.rsplit('.').next().unwrap_or("").to_ascii_lowercase();
    let art = match ending.as_str() {
        "svg" => vector::decode(bytes).map(Art::Drawing),
        "png" | "jpg" | "jpeg" => raster::decode(bytes).map(Art::Raster),
        _ => Err(Fault::Broken(text!(
            en "pictures are SVG, PNG or JPEG files",
            vi "ảnh phải là tệp SVG, PNG hoặc JPEG",
        ))),
    };
    art.map_err(|fault| match fault {
        Fault::Broken(Text { en, vi }) => Diagnostic::new(Code::PictureBroken, text!(
            en "the picture `{file}` cannot be read: {en}",
            vi "ảnh `{file}` không đọc được: {vi}",
        ))
        .hint(text!(
            en "open it in a picture program, save it again as PNG or SVG, or copy the original once more",
            vi "mở ảnh bằng chương trình xem ảnh rồi lưu lại thành PNG hay SVG, hoặc chép lại từ bản gốc",
        )),
        Fault::Size(width, height) => Diagnostic::new(Code::PictureSize, text!(
            en "the picture `{file}` is {width} × {height} pixels; each side has 1 to {MAX_PIXELS}",
            vi "ảnh `{file}` có cỡ {width} × {height} điểm; mỗi cạnh phải từ 1 đến {MAX_PIXELS} điểm",
        ))
        .hint(text!(
            en "resize it: 800 pixels are plenty for a picture beside a step",
            vi "thu nhỏ ảnh lại: 800 điểm là đủ cho ảnh cạnh một bước",
        )),
    }
    .at(span))
}

/// Why a picture is no use.
enum Fault {
    Broken(Text),
    Size(u64, u64),
}
