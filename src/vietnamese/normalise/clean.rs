//! Whether a text needs no mending and is in no doubt, told from its bytes: most cells of a list do not.
//!
//! A `false` may be wrong, a `true` may not: a test compares it with the rules themselves.

use super::doubt::any_two_tones;
use super::letters::is_plain_text;
use super::spelling;
use super::torn::may_be_torn;

/// Whether no rule of the normaliser changes a text; when in doubt, no.
pub(super) fn is_clean(text: &str) -> bool {
    let bytes = text.as_bytes();
    if !is_plain_text(bytes) || any_two_tones(text) || spelling::any(text) {
        return false;
    }
    let mut last = b'\n';
    for (at, &byte) in bytes.iter().enumerate() {
        let next = bytes.get(at + 1).copied();
        let is_well = match byte {
            // Quotation marks, straight or not; dashes and dots of good typesetting; U+00A0 and
            // other signs of Latin-1.
            b'"' | b'\'' | 0xE2 | 0xC2 => false,
            b' ' => {
                // 9C ends “ and a few letters.
                !matches!(next, Some(b' ' | b',' | b'.' | b';' | b':' | b'!' | b'?' | b')'))
                    && !matches!(last, b'(' | 0x9C)
            }
            b',' | b'.' | b';' | b':' | b'!' | b'?' => {
                let in_number = last.is_ascii_digit() && next.is_some_and(|c| c.is_ascii_digit());
                in_number || matches!(next, None | Some(b' ' | b'\n'))
            }
            _ => true,
        };
        if !is_well {
            return false;
        }
        last = byte;
    }
    // Only a space tears a word.
    !bytes.contains(&b' ') || !may_be_torn(text)
}
