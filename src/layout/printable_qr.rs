//! A QR code that is fit to print on a side of this length.

use std::sync::Arc;

use super::cache::LayoutCache;
use super::faults;
use crate::diag::Diagnostic;
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
        let Some(code) = cache.code(url) else { return Err(faults::longer_than_any(url)) };
        let module = code.module(side);
        if module.to_mm() < qr::MIN_MODULE || mm < qr::MIN_SIDE {
            let modules = f64::from(u32::try_from(code.width).unwrap_or(0));
            let needed = (modules * qr::MIN_MODULE).max(qr::MIN_SIDE);
            return Err(faults::too_long(url, mm, needed));
        }
        if !proof(cache, url, &code, module) {
            return Err(faults::unreadable(url));
        }
        let count = |n: usize| i64::try_from(n).unwrap_or(0);
        let quiet = module * count(qr::QUIET_MODULES);
        let square = module * count(code.width) + quiet * 2;
        Ok(PrintableQr { code, module, quiet, square })
    }
}
