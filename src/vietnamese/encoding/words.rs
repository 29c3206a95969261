//! The words of a text as seen: which are right as they are, which no language writes so.

use super::{Encoding, cp1252, cp1258, tcvn3, viscii};
use crate::vietnamese::letter::{Letter, Tone, is_letter};
use crate::vietnamese::syllable::is_syllable;

/// The six control characters that are letters in VISCII.
pub(super) fn is_viscii_control(byte: u8) -> bool {
    matches!(byte, 0x02 | 0x05 | 0x06 | 0x14 | 0x19 | 0x1e)
}

/// Signs that some old encoding has as a letter.
pub(super) fn is_sign(c: char) -> bool {
    !is_letter(c) && (!c.is_ascii() || is_viscii_control(c as u8)) && cp1252::byte(c).is_some()
}

/// A letter of Vietnamese that CP1252 does not have, so no old encoding shows it.
pub(super) fn is_of_today(c: char) -> bool {
    cp1252::byte(c).is_none() && Letter::of(c).is_some()
}

pub(super) fn is_plain(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// Whether all letters of a word belong to syllables. Eth counts as đ, for it looks the same and
/// is mended elsewhere (VT-03).
pub(super) fn is_right(word: &str) -> bool {
    let mut parts = word.split(|c: char| !c.is_alphabetic()).filter(|part| !part.is_empty());
    parts.all(|part| {
        if has_inner_capital(part) {
            return false;
        }
        if part.contains(['Ð', 'ð']) {
            is_syllable(&part.replace('Ð', "Đ").replace('ð', "đ"))
        } else {
            is_syllable(part)
        }
    })
}

/// Whether a capital follows a small letter. Small letters with a tone do not count: in TCVN3
/// they stand for capitals too.
pub(super) fn has_inner_capital(word: &str) -> bool {
    let mut after_small = false;
    word.chars().any(|c| {
        let found = after_small && c.is_uppercase();
        after_small =
            c.is_lowercase() && Letter::of(c).is_none_or(|letter| letter.tone == Tone::Level);
        found
    })
}

/// Whether a character can belong to a word in an encoding.
pub(super) fn is_part(encoding: Encoding, c: char) -> bool {
    let in_table = |letter: Option<char>| letter.is_some() || c.is_alphabetic();
    match encoding {
        Encoding::Tcvn3 => in_table(tcvn3::TABLE.letter(c)),
        Encoding::Viscii => in_table(viscii::TABLE.letter(c)),
        Encoding::Cp1258 => in_table(cp1258::TABLE.letter(c)),
        Encoding::Utf8AsCp1252 => c.is_alphabetic() || !c.is_ascii() && cp1252::byte(c).is_some(),
        _ => c.is_alphabetic(),
    }
}

/// Whether signs stand inside a word or where it begins.
pub(super) fn has_signs(word: &str) -> bool {
    word.chars().any(is_sign) && is_odd(word)
}

/// Whether no language writes a word so: signs inside it or where it begins, capitals inside it.
pub(super) fn is_odd(word: &str) -> bool {
    let letters: Vec<char> = word.chars().collect();
    letters.iter().enumerate().any(|(at, &c)| {
        let near = |at: Option<usize>| at.and_then(|at| letters.get(at)).copied();
        let before = near(at.checked_sub(1)).is_some_and(char::is_alphabetic);
        let after = near(Some(at + 1)).is_some_and(char::is_alphabetic);
        if c == '\u{ad}' {
            return false;
        }
        if c.is_ascii_alphabetic() {
            let last = near(at.checked_sub(1));
            return c.is_uppercase() && last.is_some_and(|c| !c.is_ascii() && c.is_lowercase());
        }
        // No language begins a word with ð, and Vietnamese has it only for đ.
        if c == 'ð' && at == 0 && after {
            return true;
        }
        if c.is_alphabetic() && !matches!(c, 'µ' | 'ª' | 'º') {
            let small_before = near(at.checked_sub(1)).is_some_and(char::is_lowercase);
            return c.is_uppercase() && small_before;
        }
        match (before, after) {
            (true, true) => !matches!(c, '’' | '‘' | '–' | '—' | '·' | '\u{a0}'),
            (false, true) => !matches!(c, '“' | '‘' | '«' | '‹' | '„' | '‚' | '¿' | '¡' | '\u{a0}'),
            (true, false) => !is_closing(c),
            (false, false) => false,
        }
    })
}

/// Whether a text has words that no language writes so, and letters beside those of ASCII in them.
pub fn is_strange(text: &str) -> bool {
    let belongs = |c: char| c.is_alphabetic() || is_sign(c);
    words(text, belongs).any(|(_, word)| {
        word.contains(|c: char| !c.is_ascii()) && word.contains(char::is_alphabetic) && is_odd(word)
    })
}

/// Signs that stand after words.
pub(super) fn is_closing(c: char) -> bool {
    matches!(
        c,
        '”' | '’'
            | '“'
            | '‘'
            | '»'
            | '›'
            | '…'
            | '™'
            | '®'
            | '©'
            | 'º'
            | 'ª'
            | '°'
            | '¹'
            | '²'
            | '³'
            | '½'
            | '¼'
            | '¾'
            | '·'
            | '–'
            | '—'
            | '†'
            | '‡'
            | '\u{a0}'
    )
}

/// The runs of characters of which `is_part` holds, without those that touch a digit: codes and
/// measures are no words.
pub(super) fn words(
    text: &str,
    is_part: impl Fn(char) -> bool,
) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let rest = text.get(at..)?;
            let belongs = |c: char| c.is_ascii_digit() || is_part(c);
            let start = rest.find(belongs)?;
            let run = &rest[start..];
            let len = run.find(|c| !belongs(c)).unwrap_or(run.len());
            let from = at + start;
            at = from + len;
            if !run[..len].contains(|c: char| c.is_ascii_digit()) {
                return Some((from, &run[..len]));
            }
        }
    })
}
