//! What a file is inside, whatever its name says.

use super::fault::PictureFault;
use crate::diag::{Code, Text, text};

/// The kinds of files that are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FileType {
    Png,
    Jpeg,
    Svg,
}

/// The kind of a file, or what it is instead and what to do about it.
pub(super) fn of(bytes: &[u8]) -> Result<FileType, PictureFault> {
    let begins = |head: &[u8]| bytes.starts_with(head);
    if begins(b"\x89PNG\r\n\x1a\n") {
        return Ok(FileType::Png);
    }
    if begins(b"\xFF\xD8\xFF") {
        return Ok(FileType::Jpeg);
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(PictureFault::damaged(text!(en "it is empty", vi "tệp trống")));
    }
    if let Some(name) = other(bytes) {
        return Err(refused(name));
    }
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    if text.starts_with(b"<") && !is_page(text) {
        return Ok(FileType::Svg);
    }
    if text.starts_with(b"<") {
        return Err(refused("HTML"));
    }
    Err(PictureFault::damaged(text!(
        en "inside it is neither PNG, JPEG nor SVG",
        vi "bên trong không phải PNG, JPEG hay SVG",
    )))
}

fn is_page(text: &[u8]) -> bool {
    let head = text[..text.len().min(100)].to_ascii_lowercase();
    head.starts_with(b"<!doctype html") || head.starts_with(b"<html")
}

/// The name of a kind of file that is not printed, by its first bytes.
fn other(bytes: &[u8]) -> Option<&'static str> {
    let at = |offset: usize, word: &[u8]| bytes.get(offset..).is_some_and(|b| b.starts_with(word));
    if at(0, b"RIFF") && at(8, b"WEBP") {
        return Some("WebP");
    }
    if at(4, b"ftyp") {
        let brands = bytes.get(8..bytes.len().min(64)).unwrap_or_default();
        let has = |brand: &[u8]| brands.windows(4).any(|own| own == brand);
        return Some(match () {
            () if has(b"avif") || has(b"avis") => "AVIF",
            () if has(b"heic") || has(b"heix") || has(b"mif1") || has(b"msf1") => "HEIC",
            () => "MP4",
        });
    }
    OTHERS.iter().find(|(head, _)| at(0, head)).map(|(_, name)| *name)
}

const OTHERS: [(&[u8], &str); 27] = [
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"II+\0", "TIFF"),
    (b"MM\0+", "TIFF"),
    (b"%PDF", "PDF"),
    (b"%!PS", "EPS"),
    (b"\xC5\xD0\xD3\xC6", "EPS"),
    (b"8BPS", "PSD (Photoshop)"),
    (b"gimp xcf", "XCF (GIMP)"),
    (b"\0\0\0\x0CjP  \r\n", "JPEG 2000"),
    (b"\xFF\x4F\xFF\x51", "JPEG 2000"),
    (b"\0\0\0\x0CJXL \r\n", "JPEG XL"),
    (b"\xFF\x0A", "JPEG XL"),
    (b"\0\0\x01\0", "ICO"),
    (b"\0\0\x02\0", "CUR"),
    (b"\x01\0\0\0", "EMF"),
    (b"\xD7\xCD\xC6\x9A", "WMF"),
    (b"\x1F\x8B", "SVGZ"),
    (b"PK\x03\x04", "ZIP"),
    (b"qoif", "QOI"),
    (b"P6", "PPM"),
    (b"\x8AMNG", "MNG"),
    (b"\xFE\xFF", "UTF-16"),
    (b"\xFF\xFE", "UTF-16"),
    (b"version https://git-lfs", "Git LFS"),
];

/// What to do with a kind of file that is not printed.
fn refused(name: &'static str) -> PictureFault {
    let todo = match name {
        "HEIC" => text!(
            en "on the iPhone choose Settings → Camera → Formats → Most Compatible, or send the photo to yourself as JPEG",
            vi "trên iPhone chọn Cài đặt → Camera → Định dạng → Tương thích nhất, hoặc gửi lại ảnh dưới dạng JPEG",
        ),
        "WebP" | "AVIF" | "JPEG XL" | "JPEG 2000" | "BMP" | "TIFF" | "QOI" | "PPM" | "ICO"
        | "CUR" => text!(
            en "open it in any picture program and save it as PNG",
            vi "mở bằng chương trình xem ảnh rồi lưu thành PNG",
        ),
        "GIF" | "MNG" | "MP4" => text!(
            en "paper does not move: save the one picture you want as PNG",
            vi "giấy không chuyển động: lưu riêng một hình cần in thành PNG",
        ),
        "PDF" | "EPS" | "EMF" | "WMF" | "PSD (Photoshop)" | "XCF (GIMP)" => text!(
            en "open it in the program it comes from and export the picture as SVG or PNG",
            vi "mở bằng chương trình đã tạo ra nó rồi xuất thành SVG hoặc PNG",
        ),
        "SVGZ" | "ZIP" => text!(
            en "unpack it first",
            vi "giải nén trước đã",
        ),
        "Git LFS" => text!(
            en "this is only a note where the picture lies: fetch it with `git lfs pull`",
            vi "đây chỉ là ghi chú nơi để ảnh: tải ảnh về bằng `git lfs pull`",
        ),
        _ => text!(
            en "save the picture itself, as PNG, JPEG or as SVG in UTF-8",
            vi "lưu chính bức ảnh, thành PNG, JPEG hoặc SVG mã UTF-8",
        ),
    };
    let what: Text = text!(
        en "inside it is {name}; pictures are PNG, JPEG or SVG",
        vi "bên trong là {name}; ảnh phải là PNG, JPEG hoặc SVG",
    );
    PictureFault::new(Code::PictureKind, what, todo)
}
