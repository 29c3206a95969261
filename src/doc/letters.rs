//! Letters that no text for print may hold: private ones, those of other alphabets that look like
//! ours, signs nobody sees. A file is cleared of them when it is read; they come back by their
//! number (`&#x430;`) or out of a template.

use std::ops::Range;

use super::field;
use crate::diag::Diagnostic;
use crate::source::{LegacyStretches, LegacyText, doubtful};
use crate::vietnamese::normalise::{TextSegment, faults, has_plain_letters, mend};
use crate::vietnamese::tracked_text::TrackedText;

/// The first letter of `text` that may not be set. The marks of the first `fields` fields may.
pub(super) fn unfit(text: &str, fields: usize) -> Option<Range<usize>> {
    if has_plain_letters(text) { None } else { unfit_anew(text, fields) }
}

/// The same without a look at the bytes alone.
fn unfit_anew(text: &str, fields: usize) -> Option<Range<usize>> {
    let is_mark = |letter| field::field(letter).is_some_and(|field| field < fields);
    let odd = |letter: char| is_private(letter) && !is_mark(letter) || letter == '\u{fffd}';
    if let Some((at, letter)) = text.char_indices().find(|(_, letter)| odd(*letter)) {
        return Some(at..at + letter.len_utf8());
    }
    // Without running text only the rules about letters hold.
    let mended = mend(TrackedText::new(text.to_owned()), Vec::new(), |_| Vec::new());
    mended.changes().first().map(|change| change.written.clone())
}

/// What is wrong with the letters and syllables of words that no file was cleared of: text of old
/// encodings, lost letters, letters and tones no Vietnamese word has, torn syllables.
pub(super) fn misspelt(words: &str) -> Vec<(Range<usize>, Diagnostic)> {
    let whole = [TextSegment::plain(words, 0..words.len())];
    let old = LegacyStretches::find(words, &whole, None);
    if !old.found().is_empty() {
        let reported = |(at, old): &(Range<usize>, LegacyText)| {
            let start = words[..at.start].rfind(char::is_whitespace).map_or(0, |at| at + 1);
            let rest = &words[at.end..];
            let end = at.end + rest.find(char::is_whitespace).unwrap_or(rest.len());
            (at.clone(), old.report_printed(&words[start..end]))
        };
        return old.found().iter().map(reported).collect();
    }
    let found = faults(words, &whole).into_iter();
    found.map(|doubt| (doubt.range.clone(), doubtful(&words[doubt.range], doubt.why))).collect()
}

/// Whether a letter has no meaning but one that two sides agreed upon.
pub(super) fn is_private(letter: char) -> bool {
    matches!(letter, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{ffffd}' | '\u{100000}'..='\u{10fffd}')
}

/// References by number in printed markup that stand for private letters, each with its bytes.
pub(super) fn private_references(xml: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (at, mark) in xml.match_indices("&#") {
        let rest = &xml[at + mark.len()..];
        let Some(end) = rest.bytes().take(12).position(|byte| byte == b';') else { continue };
        let number = match rest[..end].strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => rest[..end].parse(),
        };
        if number.ok().and_then(char::from_u32).is_some_and(is_private) {
            found.push(at..at + mark.len() + end + 1);
        }
    }
    found
}

/// Private letters that a text holds as they are, each with its bytes.
pub(super) fn private_letters(text: &str) -> impl Iterator<Item = Range<usize>> {
    // Their first bytes are among the highest there are: most files have none of these.
    let text = if text.bytes().any(|byte| byte >= 0xee) { text } else { "" };
    let private = text.char_indices().filter(|(_, letter)| is_private(*letter));
    private.map(|(at, letter)| at..at + letter.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_by_its_bytes_is_what_the_rules_say() {
        let mut plain = 0;
        for letter in ('\0'..='\u{ffff}').filter(|letter| letter.is_ascii() || *letter > '\u{9f}') {
            for text in [letter.to_string(), format!("Tổ {letter}a 5{letter} {letter}")] {
                assert_eq!(unfit(&text, 0), unfit_anew(&text, 0), "{text:?}");
                plain += usize::from(has_plain_letters(&text));
            }
        }
        assert!(plain > 400, "{plain} are known by their bytes");
    }

    #[test]
    fn letters_for_print_pass() {
        for text in ["", "Bác bấm “Cài đặt” → Mở", "5 – 7 · 100 %", "a\u{a0}b", "½ × 3 °C"]
        {
            assert_eq!(unfit(text, 0), None, "{text}");
        }
        assert_eq!(unfit(&format!("Tổ {}", field::mark(3)), 4), None);
    }

    #[test]
    fn others_do_not() {
        for (text, wanted) in [
            ("a\u{f0000}b", 1..5),
            ("\u{e000}", 0..3),
            ("\u{10fffd}", 0..4),
            ("xã \u{fffd}", 4..7),
            ("vneid.g\u{43e}v.vn", 7..9),
            ("a\u{202e}b", 1..4),
            ("a\u{200b}b", 1..4),
        ] {
            assert_eq!(unfit(text, 0), Some(wanted), "{text:?}");
        }
        assert!(unfit(&field::mark(4).to_string(), 4).is_some());
    }

    #[test]
    fn words_that_nobody_mended_are_read() {
        for text in ["Bác bấm “Cài đặt”.", "Tổ 3, bà Hélène", "Giá? Hỏi công an", ""]
        {
            assert_eq!(misspelt(text), [], "{text}");
        }
        for (text, wanted) in [
            ("Bác b ấm nút", "N19"),
            ("bấmnút", "N18"),
            ("Nguy?n Ánh", "N11"),
            ("Tæ d©n phè", "N09"),
            ("ñöôïc", "N09"),
        ] {
            let codes: Vec<_> =
                misspelt(text).iter().map(|(_, reported)| reported.code.id()).collect();
            assert_eq!(codes, [wanted], "{text}");
        }
    }

    #[test]
    fn private_letters_are_seen_at_a_glance() {
        for letter in ('\0'..=char::MAX).filter(|letter| is_private(*letter)) {
            assert_eq!(private_letters(&letter.to_string()).count(), 1, "{letter:?}");
        }
        assert_eq!(private_letters("Bác “bấm” → \u{feff} 😀").count(), 0);
    }

    #[test]
    fn numbers_of_private_letters_are_found() {
        let xml = "<p>&#xF0000; &#983040; &#273; &amp; &#xE000;&#x;&#</p>";
        let found = private_references(xml);
        let words: Vec<&str> = found.into_iter().map(|range| &xml[range]).collect();
        assert_eq!(words, ["&#xF0000;", "&#983040;", "&#xE000;"]);
    }
}
