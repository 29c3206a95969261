//! Texts in, modules of a QR code out (ISO/IEC 18004:2015), fast enough for a code on every sheet.
//!
//! Only what leaflets need: error correction level M, and versions 1 to 11, whose rows of up to 61
//! modules fit into one word. Everything that does not depend on the text is made once for each
//! version; the eight masks are laid on and judged side by side.

mod blocks;
mod check;
mod data;
mod mask;
mod matrix;

use blocks::BLOCKS;
use data::Mode;
use matrix::Layout;
pub(super) use matrix::ModuleRows;

/// The smallest code that holds `text`; `None` when no version up to 11 does.
pub(super) fn encode(text: &str) -> Option<ModuleRows> {
    let text = text.as_bytes();
    let mode = Mode::of(text);
    let version = (1..=BLOCKS.len()).find(|version| mode.fits(text, *version))?;
    let layout = Layout::of(version)?;
    let codewords = layout.check.interleaved(&data::codewords(text, mode, version), layout.blocks);
    Some(mask::best(layout, &layout.filled(&codewords)))
}
