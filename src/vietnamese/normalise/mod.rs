//! Puts right what keyboards, Word, Zalo and Excel leave in text (VT-02, VT-03, VT-06, VT-12).
//!
//! In goes text as somebody typed or copied it, composed (NFC); out comes [`TrackedText`]: the text as
//! it should be, and every change with its place. Two passes: *letters* holds everywhere, in names
//! of fields and in web addresses too; *punctuation* only in running text, which the caller marks
//! as [`TextSegment`]s.
//!
//! What would be a guess is left alone: a word that is not Vietnamese keeps its ð, a quotation mark
//! without a partner stays straight. Letters and marks that are wrong and have no one reading are
//! what [`doubts`] lists. No-break spaces stay inside a line (VT-09).

mod blank;
mod clean;
mod doubt;
mod letters;
mod marks;
mod near;
mod punctuation;
mod segment;
mod spelling;
mod torn;

use unicode_normalization::{UnicodeNormalization, is_nfc};

pub use super::tracked_text::TrackedText;
use blank::blank;
pub use doubt::{Doubt, DoubtReason, doubts, faults};
use letters::letters;
use marks::{composed, misplaced, spacing};
use punctuation::{quotes, spaces};
pub use segment::{ChangeReason, Quoting, TextSegment, addresses};
use spelling::spelling;
use torn::torn;

/// More rounds than any text has needed; a bound, so that no text can keep us.
const MOST_ROUNDS: usize = 8;

/// How many marks of a text that is not composed (NFC) stand apart from their letters, as macOS and
/// some phones write them; one at least.
pub fn decomposed(text: &str) -> usize {
    text.chars().count().saturating_sub(text.nfc().count()).max(1)
}

/// Mends `text`, which is composed; `prose` finds its running text, `segments` are what it finds
/// now.
///
/// What one rule mends may show another something to mend, as a space set apart makes two words of
/// one; so the rules go round until nothing changes. Text that is right is read once.
pub fn mend(
    mut text: TrackedText<ChangeReason>,
    mut segments: Vec<TextSegment>,
    prose: impl Fn(&str) -> Vec<TextSegment>,
) -> TrackedText<ChangeReason> {
    for _ in 0..MOST_ROUNDS {
        let before = text.changes().len();
        for rule in [letters, spacing, misplaced, composed, blank, quotes, spaces, torn, spelling] {
            let edits = rule(text.text(), &segments);
            if !edits.is_empty() {
                text.pass(edits);
                segments = prose(text.text());
            }
        }
        if text.changes().len() == before {
            break;
        }
    }
    text
}

/// Whether [`field`] would leave a text as it is. It looks once at the bytes, and says no when in
/// doubt.
pub fn is_clean(text: &str) -> bool {
    clean::is_clean(text)
}

/// Whether a text is made of letters that no rule about letters changes, wherever they stand. It looks
/// once at the bytes, and says no when in doubt.
pub fn has_plain_letters(text: &str) -> bool {
    // A no-break space is changed at the ends of a line.
    letters::is_plain_text(text.as_bytes()) && !text.contains('\u{a0}')
}

/// Mends a single field: the value of an option, a cell of a table.
pub fn field(text: &str) -> TrackedText<ChangeReason> {
    let composed = if is_nfc(text) { text.to_owned() } else { text.nfc().collect() };
    let whole = |text: &str| vec![TextSegment::plain(text, 0..text.len())];
    let segments = whole(&composed);
    mend(TrackedText::new(composed), segments, whole)
}
