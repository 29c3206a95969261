//! Latin letters no Vietnamese word has, and the Vietnamese letters they stand for.
//!
//! Old fonts, Chinese keyboards and text recognition write `đƣợc` for `được` and `bǎng` for `băng`.
//! A word is put right only when exactly one reading of it is a Vietnamese syllable; every other
//! one is a doubt, which [`super::doubts`] reports.

use crate::vietnamese::letter::Letter;
use crate::vietnamese::syllable;
use unicode_normalization::UnicodeNormalization;

/// A letter, then the Vietnamese ones it may stand for: shapes an eye or a program confuses.
const NEAR: &[(char, &str)] = &[
    // Gha: the place of ư in fonts of the nineties (U+01A2, U+01A3); upsilon and turned m.
    ('ƣ', "ư"),
    ('ʊ', "ư"),
    ('ɯ', "ư"),
    // Caron, macron, breve and inverted breve for breve, circumflex, tilde and horn.
    ('ǎ', "ă"),
    ('ā', "ãâă"),
    ('ȃ', "âă"),
    ('ě', "ê"),
    ('ĕ', "êẽ"),
    ('ē', "ẽê"),
    ('ȇ', "ê"),
    ('ǐ', "ĩ"),
    ('ĭ', "ĩ"),
    ('ī', "ĩ"),
    ('ǒ', "ô"),
    ('ŏ', "ôõ"),
    ('ō', "õô"),
    ('ȏ', "ô"),
    ('ǔ', "ũ"),
    ('ŭ', "ũư"),
    ('ū', "ũ"),
    ('ȳ', "ỹ"),
    // Ogonek, cedilla and dots for the dot below; ring and double acute for hook and acute.
    ('ą', "ạ"),
    ('ȩ', "ẹ"),
    ('ę', "ẹ"),
    ('į', "ị"),
    ('ǫ', "ọơ"),
    ('ų', "ụ"),
    ('ő', "ốớ"),
    ('ű', "ứ"),
    ('ı', "i"),
    // Strokes, bars and hooks for that of đ.
    ('ƌ', "đ"),
    ('ɗ', "đ"),
    ('ď', "đ"),
    ('ḍ', "đ"),
    ('ḏ', "đ"),
    // Turned and round letters.
    ('ɑ', "a"),
    ('ɡ', "g"),
    ('ə', "ơâ"),
    ('ɵ', "ơô"),
    ('ø', "ơô"),
];

/// Most letters of one word that are tried: a word with more is not Vietnamese.
const MOST: usize = 3;

/// The Vietnamese letters `letter` may stand for, small.
fn readings(letter: char) -> Option<&'static str> {
    let small = lower(letter);
    NEAR.iter().find(|(near, _)| *near == small).map(|(_, all)| *all)
}

/// The one way to read `word` as a syllable, letter by letter: byte, letter, what it stands for.
/// `judge` gives each letter as other rules leave it. Nothing when there is no such way, or several.
pub(super) fn only_reading(
    word: &str,
    judge: impl Fn(char) -> char,
) -> Option<Vec<(usize, char, char)>> {
    let places: Vec<(usize, char, &str)> = word
        .char_indices()
        .filter_map(|(at, letter)| Some((at, letter, readings(letter)?)))
        .filter(|(_, letter, _)| !letter.is_ascii())
        .collect();
    if places.is_empty() || places.len() > MOST {
        return None;
    }
    let mut found: Option<Vec<(usize, char, char)>> = None;
    let ways: usize = places.iter().map(|(.., all)| all.chars().count()).product();
    for way in 0..ways {
        let mut rest = way;
        let mut reading = Vec::with_capacity(places.len());
        for (at, letter, all) in &places {
            let count = all.chars().count();
            let chosen = all.chars().nth(rest % count).unwrap_or(*letter);
            rest /= count;
            reading.push((*at, *letter, same_case(*letter, chosen)));
        }
        let read = word.char_indices().map(|(at, letter)| {
            reading.iter().find(|(place, ..)| *place == at).map_or_else(|| judge(letter), |r| r.2)
        });
        if !syllable::is_syllable(&read.nfc().collect::<String>()) {
            continue;
        }
        if found.is_some() {
            return None;
        }
        found = Some(reading);
    }
    found
}

/// Whether a letter is Latin, but of no Vietnamese word, or a mark that has joined no letter.
pub(super) fn is_strange(letter: char) -> bool {
    if letter.is_ascii() || Letter::of(letter).is_some() {
        return false;
    }
    let latin = matches!(letter, '\u{c0}'..='\u{2af}' | '\u{1d00}'..='\u{1eff}'
        | '\u{2c60}'..='\u{2c7f}' | '\u{a720}'..='\u{a7ff}' | '\u{ab30}'..='\u{ab6f}');
    latin && letter.is_alphabetic() || is_mark(letter)
}

/// Whether a letter is a mark of no script in particular, as Latin letters bear them.
pub(super) fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
        | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}

fn lower(letter: char) -> char {
    letter.to_lowercase().next().unwrap_or(letter)
}

fn same_case(as_in: char, letter: char) -> char {
    if as_in.is_uppercase() { letter.to_uppercase().next().unwrap_or(letter) } else { letter }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(word: &str) -> Option<String> {
        let reading = only_reading(word, |letter| letter)?;
        let letter = |(at, letter)| {
            reading.iter().find(|(place, ..)| *place == at).map_or(letter, |found| found.2)
        };
        Some(word.char_indices().map(letter).nfc().collect())
    }

    #[test]
    fn a_word_is_read_only_where_one_reading_is_a_syllable() {
        for (word, wanted) in [
            ("đƣợc", Some("được")),
            ("đƣơng", Some("đương")),
            ("đƣ\u{323}ơc", None),
            ("ngƣời", Some("người")),
            ("Ƣu", Some("Ưu")),
            ("ĐƢỜNG", Some("ĐƯỜNG")),
            ("bǎng", Some("băng")),
            ("bǎ\u{301}t", Some("bắt")),
            ("Nguyǎn", None),
            ("căn", None),
            ("ɗiện", Some("điện")),
            ("Müller", None),
        ] {
            assert_eq!(read(word).as_deref(), wanted, "{word}");
        }
    }

    #[test]
    fn strange_letters_are_those_of_other_languages() {
        for letter in "ñçüöäßøåšƣǎʊɗ\u{301}\u{302}\u{335}".chars() {
            assert!(is_strange(letter), "{letter}");
        }
        let fine = crate::vietnamese::letter::letters().chain("abcxyz09 “”–₫→µαжя中".chars());
        for letter in fine {
            assert!(!is_strange(letter), "{letter}");
        }
    }
}
