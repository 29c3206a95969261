//! A QR code that is fit to print on a side of this length.

use std::sync::Arc;

use super::cache::LayoutCache;
use crate::diag::{Code, Diagnostic, Text, text};
use crate::geom::Len;
use crate::qr::{self, QrCode};

/// A code that is large enough and reads back as its address, and its measures.
pub(super) struct PrintableQr {
    pub code: Arc<QrCode>,
    /// Side of a module.
    pub module: Len,
    /// Width of the quiet zone on each side.
    pub quiet: Len,
    /// Side of the code with its quiet zone.
    pub square: Len,
}

/// How a code is proved: see [`LayoutCache::reads_back`] and [`LayoutCache::proves`].
pub(super) type ProveCode = fn(&mut LayoutCache, &str, &QrCode, Len) -> bool;

impl PrintableQr {
    /// The code of an address (QR-01 to QR-03, QR-05).
    ///
    /// # Errors
    /// It needs a longer side, or it does not read back.
    pub(super) fn new(
        url: &str,
        side: Len,
        cache: &mut LayoutCache,
        proof: ProveCode,
    ) -> Result<PrintableQr, Diagnostic> {
        let mm = side.to_mm();
        let Some(code) = cache.code(url) else { return Err(longer_than_any(url)) };
        let module = code.module(side);
        if module.to_mm() < qr::MIN_MODULE || mm < qr::MIN_SIDE {
            let modules = f64::from(u32::try_from(code.width).unwrap_or(0));
            let needed = (modules * qr::MIN_MODULE).max(qr::MIN_SIDE);
            return Err(too_long(url, mm, needed));
        }
        if !proof(cache, url, &code, module) {
            return Err(unreadable(url));
        }
        let count = |n: usize| i64::try_from(n).unwrap_or(0);
        let quiet = module * count(qr::QUIET_MODULES);
        let square = module * count(code.width) + quiet * 2;
        Ok(PrintableQr { code, module, quiet, square })
    }
}

fn too_long(url: &str, side: f64, needed: f64) -> Diagnostic {
    let letters = url.len();
    Diagnostic::new(Code::QrTooLong, text!(
        en "`{url}` ({letters} letters) is too long for a QR code of {side:.0} mm: it needs {needed:.0} mm (QR-02, QR-03)",
        vi "`{url}` ({letters} chữ) quá dài cho mã QR cạnh {side:.0} mm: cần {needed:.0} mm (QR-02, QR-03)",
    ))
    .hint(shorter_or_larger())
}

fn longer_than_any(url: &str) -> Diagnostic {
    let (letters, most) = (url.len(), qr::MOST_BYTES);
    Diagnostic::new(Code::QrTooLong, text!(
        en "`{url}` ({letters} letters) is too long for any QR code: it holds at most {most} letters",
        vi "`{url}` ({letters} chữ) quá dài cho mã QR: mã chứa được nhiều nhất {most} chữ",
    ))
    .hint(text!(
        en "use a shorter official address, such as the front page of the site",
        vi "dùng địa chỉ chính thức ngắn hơn, chẳng hạn trang đầu của trang đó",
    ))
}

fn unreadable(url: &str) -> Diagnostic {
    Diagnostic::new(
        Code::QrUnreadable,
        text!(
            en "the QR code of `{url}` does not read back",
            vi "mã QR của `{url}` đọc lại không ra",
        ),
    )
    .hint(shorter_or_larger())
}

fn shorter_or_larger() -> Text {
    text!(
        en "use a shorter official address, or a larger `width` in the style of `qr`",
        vi "dùng địa chỉ chính thức ngắn hơn, hoặc tăng `width` của kiểu `qr`",
    )
}
