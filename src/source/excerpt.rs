//! A stretch of a text as a message shows it, and what is said of single words.

use super::faults::Fault;
use crate::diag::Diagnostic;
use crate::vietnamese::encoding::Loss;
use crate::vietnamese::normalise::DoubtReason;

/// At most 60 letters, with signs nobody sees made visible.
pub(super) fn displayed(text: &str) -> String {
    excerpt(text, 60)
}

/// At most `most` letters, with signs nobody sees made visible.
pub fn excerpt(text: &str, most: usize) -> String {
    let hidden = |c: char| {
        c.is_control()
            || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{61c}')
    };
    let mut out = String::new();
    for (count, letter) in text.chars().enumerate() {
        if count == most {
            out.push('…');
            break;
        }
        if hidden(letter) {
            out.push_str(&format!("[U+{:04X}]", u32::from(letter)));
        } else {
            out.push(letter);
        }
    }
    out
}

/// Reports `word`, which has no one reading.
pub fn doubtful(word: &str, why: DoubtReason) -> Diagnostic {
    Fault::Doubt { word: &displayed(word), why }.into()
}

/// Reports a loss in a text decoded: a letter that is gone, a capital that the old font did not
/// tell, a tone that may be a full stop.
pub fn legacy_text(text: &str, loss: &Loss) -> Diagnostic {
    let start = text[..loss.at].rfind(char::is_whitespace);
    let start = start.map_or(0, |at| at + text[at..].chars().next().map_or(0, char::len_utf8));
    let word = &displayed(text[start..].split_whitespace().next().unwrap_or(""));
    if loss.is_hole() {
        Fault::Hole { word }.into()
    } else {
        Fault::Lossy { word, kind: loss.kind }.into()
    }
}
