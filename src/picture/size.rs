//! How large a picture may be.

use super::fault::PictureFault;
use crate::diag::{Code, text};

/// Refuses what is empty or too large for the memory.
pub(super) fn check_size(width: u64, height: u64) -> Result<(), PictureFault> {
    let most = u64::from(MAX_PIXELS);
    if width > 0 && height > 0 && width <= most && height <= most && width * height <= MAX_AREA {
        return Ok(());
    }
    let millions = MAX_AREA / 1_000_000;
    Err(PictureFault::new(
        Code::PictureSize,
        text!(
            en "it is {width} × {height} pixels; each side has 1 to {MAX_PIXELS}, and all together at most {millions} million",
            vi "ảnh có cỡ {width} × {height} điểm; mỗi cạnh phải từ 1 đến {MAX_PIXELS} điểm, cả ảnh tối đa {millions} triệu điểm",
        ),
        text!(
            en "resize it: 800 pixels are plenty for a picture beside a step, 3,000 for a whole page",
            vi "thu nhỏ ảnh lại: 800 điểm là đủ cho ảnh cạnh một bước, 3.000 cho cả trang",
        ),
    ))
}

/// The largest side of a picture in pixels: A3 at 600 dots an inch.
pub const MAX_PIXELS: u32 = 10_000;

/// The most pixels of one picture: A4 at 500 dots an inch. Twice the photo of a telephone.
pub const MAX_AREA: u64 = 24_000_000;
