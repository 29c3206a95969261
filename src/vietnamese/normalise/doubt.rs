//! What is wrong in running text and has no one reading: letters and marks no Vietnamese word has,
//! syllables torn in more than one way.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use super::letters::is_plain_text;
use super::spelling::{self, SpellingVerdict};
use super::{TextSegment, marks, near, torn};
use crate::vietnamese::letter::{Letter, Tone};

/// A place that a person has to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// The bytes of the word or words.
    pub range: Range<usize>,
    /// What is wrong.
    pub why: DoubtReason,
}

/// What is wrong with a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DoubtReason {
    /// This mark or accent has joined no letter.
    Mark(char),
    /// This letter is in no Vietnamese word.
    Letter(char),
    /// The same in what may be the name of somebody from abroad.
    Name(char),
    /// The word has two tone marks: syllables run together, or letters of an old encoding.
    Tones,
    /// No Vietnamese word is spelt so.
    Spelling,
    /// Several syllables without a space, or a word from abroad.
    Joined,
    /// The word is torn, and can be joined in several ways.
    Torn,
}

impl DoubtReason {
    /// Whether it may be the name of somebody from abroad or a loan word, which is printed.
    pub fn is_printed(self) -> bool {
        matches!(self, DoubtReason::Name(_) | DoubtReason::Joined)
    }
}

/// Everything in doubt in the running text of a mended text, in order.
pub fn doubts(text: &str, segments: &[TextSegment]) -> Vec<Doubt> {
    let mut found: Vec<Doubt> = Vec::new();
    for segment in segments {
        let inside = &text[segment.range.clone()];
        let is_plain = is_plain_text(inside.as_bytes());
        for (at, word) in words(inside) {
            let start = segment.range.start + at;
            if segment.is_apart(start) {
                continue;
            }
            let range = start..start + word.len();
            let strange = if is_plain { None } else { strange(word) };
            let why = strange
                .or_else(|| has_two_tones(word).then_some(DoubtReason::Tones))
                .or_else(|| misspelt(word).filter(|_| !spelling::is_escaped(text, start)));
            found.extend(why.map(|why| Doubt { range, why }));
        }
    }
    let torn = torn::doubtful(text, segments).into_iter();
    found.extend(torn.map(|range| Doubt { range, why: DoubtReason::Torn }));
    found.sort_by_key(|doubt| doubt.range.start);
    found
}

/// The same for a text that nobody mends: syllables torn with one reading are wrong in it too.
pub fn faults(text: &str, segments: &[TextSegment]) -> Vec<Doubt> {
    let mut found = doubts(text, segments);
    let misspelt = spelling::spelling(text, segments).into_iter();
    found.extend(misspelt.map(|edit| Doubt { range: edit.at, why: DoubtReason::Spelling }));
    for edit in torn(text, segments) {
        let start = text[..edit.at.start].rfind(char::is_whitespace).map_or(0, |at| at + 1);
        let rest = &text[edit.at.end..];
        let end = edit.at.end + rest.find(char::is_whitespace).unwrap_or(rest.len());
        found.push(Doubt { range: start..end, why: DoubtReason::Torn });
    }
    found
}

/// Runs of letters with their marks and accents.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_part = |c: char| c.is_alphanumeric() || is_combining_mark(c) || marks::is_spacing(c);
    text.split(move |c| !is_part(c))
        .filter(|word| !word.is_empty() && !word.is_ascii())
        .map(|word| (word.as_ptr().addr() - text.as_ptr().addr(), word))
}

/// Whether any word of a text has two tone marks.
pub(super) fn any_two_tones(text: &str) -> bool {
    words(text).any(|(_, word)| has_two_tones(word))
}

/// Whether a word has two tone marks, and a syllable has one: `bấmnút`, `đýợc`. Accents of French
/// (`Hélène`) and names with a capital inside (`HòaBình`) are left alone.
fn has_two_tones(word: &str) -> bool {
    let mut tones = 0;
    let mut is_french = true;
    let mut is_small = false;
    for letter in word.chars() {
        if is_small && letter.is_uppercase() {
            return false;
        }
        is_small = letter.is_lowercase();
        if Letter::of(letter).is_some_and(|letter| letter.tone != Tone::Level) {
            tones += 1;
            is_french &= "éèàùÉÈÀÙ".contains(letter);
        }
    }
    tones > 1 && !is_french
}

fn misspelt(word: &str) -> Option<DoubtReason> {
    match spelling::judge(word) {
        SpellingVerdict::Left => None,
        SpellingVerdict::Wrong => Some(DoubtReason::Spelling),
        SpellingVerdict::Joined => Some(DoubtReason::Joined),
    }
}

fn strange(word: &str) -> Option<DoubtReason> {
    let has_letter = word.chars().any(char::is_alphabetic);
    let accent = |c: &char| near::is_mark(*c) || (has_letter && marks::is_spacing(*c));
    if let Some(mark) = word.chars().find(accent) {
        return Some(DoubtReason::Mark(mark));
    }
    let letter = word.chars().find(|letter| near::is_strange(*letter))?;
    // A look-alike of ư or ă is wrong in any word; others stand in names from abroad.
    let is_wrong = word.contains(['ƣ', 'Ƣ', 'ǎ', 'Ǎ']);
    let is_name = word.starts_with(char::is_uppercase) && !is_wrong;
    Some(if is_name { DoubtReason::Name(letter) } else { DoubtReason::Letter(letter) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(text: &str) -> Vec<(&str, DoubtReason)> {
        let found = doubts(text, &[TextSegment::plain(text, 0..text.len())]);
        found.into_iter().map(|doubt| (&text[doubt.range], doubt.why)).collect()
    }

    #[test]
    fn words_without_one_reading_are_in_doubt() {
        for (text, wanted) in [
            ("Ông Nguyǎn ở đây", vec![("Nguyǎn", DoubtReason::Letter('ǎ'))]),
            ("bấm nüt", vec![("nüt", DoubtReason::Letter('ü'))]),
            ("Bà Müller", vec![("Müller", DoubtReason::Name('ü'))]),
            ("q\u{303} rồi", vec![("q\u{303}", DoubtReason::Mark('\u{303}'))]),
            ("D´Or", vec![("D´Or", DoubtReason::Mark('´'))]),
            ("bá n út", vec![("bá n út", DoubtReason::Torn)]),
            ("ñaêng kyù", vec![("ñaêng", DoubtReason::Letter('ñ'))]),
            ("Bácbấm bấmnút", vec![("Bácbấm", DoubtReason::Tones), ("bấmnút", DoubtReason::Tones)]),
            // ư and ơ of Windows-1258 in the shape of Windows-1252.
            ("đýợc hýớng dẫn", vec![("đýợc", DoubtReason::Tones), ("hýớng", DoubtReason::Tones)]),
            ("THÝÕNG", vec![("THÝÕNG", DoubtReason::Tones)]),
            ("máyvà", vec![("máyvà", DoubtReason::Tones)]),
        ] {
            assert_eq!(codes(text), wanted, "{text}");
        }
        let text = "Bác b ấm nút";
        let found = faults(text, &[TextSegment::plain(text, 0..text.len())]);
        assert_eq!(found, [Doubt { range: 5..11, why: DoubtReason::Torn }]);
    }

    #[test]
    fn right_text_is_not_in_doubt() {
        let french = "bà Hélène, ông André Gérard, déjà vu, trường HòaBình, Đắk-Lắk, H’Lẹ Niê";
        assert_eq!(codes(french), []);
        for text in ["Bác bấm “Đăng nhập”.", "5´ nữa, 3 µm, 20 °C, α", "Москва", "ﾈ 中文", "", "´"]
        {
            assert_eq!(codes(text), [], "{text}");
        }
    }
}
