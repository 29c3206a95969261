//! Marks apart from their letters: in the wrong order (`e´ˆ`), doubled, or typed as signs of their
//! own beside the letter (`Tiˆe´ng`), as text copied from a PDF has them.

use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::letters::is_plain_text;
use super::{ChangeReason, TextSegment};
use crate::vietnamese::letter::Letter;
use crate::vietnamese::syllable;
use crate::vietnamese::tracked_text::Edit;

/// Letters whose marks stand apart: because the letter under them was mended, or in an order in
/// which they never join.
pub(super) fn composed(text: &str, _: &[TextSegment]) -> Vec<Edit<ChangeReason>> {
    let mut edits = Vec::new();
    if is_plain_text(text.as_bytes()) || is_nfc(text) && !text.chars().any(is_combining_mark) {
        return edits;
    }
    let mut letters = text.char_indices().peekable();
    while let Some((start, letter)) = letters.next() {
        let mut end = start + letter.len_utf8();
        while let Some((at, mark)) = letters.next_if(|(_, next)| is_combining_mark(*next)) {
            end = at + mark.len_utf8();
        }
        let written = &text[start..end];
        let nfc: String = written.nfc().collect();
        let after = match (in_order(written), nfc.chars().nth(1)) {
            (Some(letter), Some(_)) => letter.to_string(),
            _ => nfc,
        };
        if after != written {
            edits.push(Edit { at: start..end, after, kind: ChangeReason::Composed });
        }
    }
    edits
}

/// The Vietnamese letter that a letter and its marks make in whatever order, each mark once or
/// doubled.
fn in_order(cluster: &str) -> Option<char> {
    let mut letters = cluster.nfd();
    let base = letters.next()?;
    let mut marks: Vec<char> = letters.collect();
    if marks.is_empty() {
        return None;
    }
    // The bar of đ is no mark for Unicode.
    if marks.iter().all(|mark| matches!(mark, '\u{335}' | '\u{336}')) {
        return match base {
            'd' => Some('đ'),
            'D' => Some('Đ'),
            _ => None,
        };
    }
    // What makes another letter comes first, then the tone.
    marks.sort_by_key(|mark| !matches!(mark, '\u{302}' | '\u{306}' | '\u{31b}'));
    marks.dedup();
    let mut joined = std::iter::once(base).chain(marks).nfc();
    let letter = joined.next().filter(|_| joined.next().is_none())?;
    Letter::of(letter).map(|_| letter)
}

/// Words in which a tone stands on the consonant behind its vowel, and exactly one vowel of the word
/// can bear it: `tiêńg`, `quyêǹ`.
pub(super) fn misplaced(text: &str, _: &[TextSegment]) -> Vec<Edit<ChangeReason>> {
    let mut edits = Vec::new();
    if is_plain_text(text.as_bytes()) {
        return edits;
    }
    for word in text.split(|c: char| !is_word(c)).filter(|word| !word.is_ascii()) {
        if let Some(after) = tone_moved(word) {
            let start = word.as_ptr().addr() - text.as_ptr().addr();
            edits.push(Edit { at: start..start + word.len(), after, kind: ChangeReason::Composed });
        }
    }
    edits
}

fn tone_moved(word: &str) -> Option<String> {
    // Longer words are not syllables.
    if word.len() > 24 {
        return None;
    }
    let mut letters: Vec<char> = word.nfc().collect();
    let is_vowel = |letter: &char| Letter::of(*letter).is_some_and(Letter::is_vowel);
    let first_vowel = letters.iter().position(is_vowel)?;
    // The consonant with its tone, composed (ń) or apart (g and a mark).
    let (at, consonant, tone, taken) =
        letters.iter().enumerate().skip(first_vowel + 1).find_map(|(at, letter)| {
            let next = letters.get(at + 1).copied();
            let mut parts = letter.nfd();
            let base = parts.next().filter(|base| "cghmnpt".contains(base.to_ascii_lowercase()))?;
            match (parts.next(), next) {
                (Some(mark), _) => Some((at, base, mark, 1)),
                (None, Some(mark)) if is_combining_mark(mark) => Some((at, base, mark, 2)),
                _ => None,
            }
        })?;
    letters.splice(at..at + taken, [consonant]);
    let mut found: Option<String> = None;
    for vowel in first_vowel..at {
        let borne = format!("{}{tone}", letters[vowel]);
        let Some(borne) = is_vowel(&letters[vowel]).then(|| in_order(&borne)).flatten() else {
            continue;
        };
        let mut read = letters.clone();
        read[vowel] = borne;
        let read: String = read.into_iter().collect();
        if syllable::is_syllable(&read) && found.replace(read).is_some() {
            return None;
        }
    }
    found
}

/// The mark that a sign of its own stands for.
fn mark(sign: char) -> Option<char> {
    Some(match sign {
        '\u{b4}' | '\u{2ca}' => '\u{301}',
        '\u{2cb}' | '\u{1fef}' => '\u{300}',
        '\u{2dc}' => '\u{303}',
        '\u{2c6}' => '\u{302}',
        '\u{2d8}' | '\u{2c7}' => '\u{306}',
        '\u{2c0}' => '\u{309}',
        _ => return None,
    })
}

/// Whether a letter is an accent that stands as a sign of its own.
pub(super) fn is_spacing(letter: char) -> bool {
    mark(letter).is_some()
}

/// Most accents of one word that are tried.
const MOST: usize = 3;

/// Words in which accents stand beside their letters, and exactly one reading is a syllable.
pub(super) fn spacing(text: &str, _: &[TextSegment]) -> Vec<Edit<ChangeReason>> {
    if !text.contains(is_spacing) {
        return Vec::new();
    }
    let mut edits = Vec::new();
    let mut at = 0;
    while let Some(found) = text[at..].find(is_word) {
        let start = at + found;
        let end = text[start..].find(|c| !is_word(c)).map_or(text.len(), |end| start + end);
        at = end;
        if let Some(after) = only_reading(&text[start..end]) {
            edits.push(Edit { at: start..end, after, kind: ChangeReason::Composed });
        }
    }
    edits
}

fn is_word(letter: char) -> bool {
    letter.is_alphabetic() || is_combining_mark(letter) || is_spacing(letter)
}

fn only_reading(word: &str) -> Option<String> {
    let letters: Vec<char> = word.chars().collect();
    let accents = letters.iter().filter(|letter| is_spacing(**letter)).count();
    if accents == 0 || accents > MOST || accents == letters.len() {
        return None;
    }
    let mut found: Option<String> = None;
    // Each accent belongs to the letter before it (0) or after it (1).
    for way in 0..1_usize << accents {
        let Some(read) = reading(&letters, way) else { continue };
        if !syllable::is_syllable(&read) || found.as_ref() == Some(&read) {
            continue;
        }
        if found.is_some() {
            return None;
        }
        found = Some(read);
    }
    found
}

fn reading(letters: &[char], way: usize) -> Option<String> {
    let mut clusters: Vec<String> = Vec::new();
    let mut waiting = String::new();
    let mut count = 0;
    for letter in letters {
        match mark(*letter) {
            Some(mark) => {
                let after = way >> count & 1 == 1;
                count += 1;
                if after { waiting.push(mark) } else { clusters.last_mut()?.push(mark) }
            }
            None if is_combining_mark(*letter) => clusters.last_mut()?.push(*letter),
            None => clusters.push(format!("{letter}{}", std::mem::take(&mut waiting))),
        }
    }
    if !waiting.is_empty() {
        return None;
    }
    let joined = |cluster: &String| {
        in_order(cluster).map_or_else(|| cluster.nfc().collect(), |letter| letter.to_string())
    };
    Some(clusters.iter().map(joined).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_join_their_letter_in_any_order() {
        for (cluster, wanted) in [
            ("e\u{301}\u{302}", Some('ế')),
            ("e\u{302}\u{301}", Some('ế')),
            ("a\u{300}\u{306}", Some('ằ')),
            ("o\u{309}\u{302}", Some('ổ')),
            ("a\u{323}\u{323}", Some('ạ')),
            ("u\u{31b}\u{31b}\u{301}", Some('ứ')),
            ("d\u{335}", Some('đ')),
            ("D\u{336}", Some('Đ')),
            ("e\u{301}\u{300}", None),
            ("b\u{302}", None),
            ("e", None),
        ] {
            assert_eq!(in_order(cluster), wanted, "{cluster}");
        }
    }

    #[test]
    fn a_tone_on_a_consonant_goes_back_to_its_vowel() {
        for (word, wanted) in [
            ("tiêńg", Some("tiếng")),
            ("quyêǹ", Some("quyền")),
            ("Nguyêñ", Some("Nguyễn")),
            ("vâng\u{301}", Some("vấng")),
            ("bâm\u{301}", Some("bấm")),
            ("nut\u{301}", Some("nút")),
            ("Ñiê", None),
            ("Ñăm", None),
            ("Señor", None),
            ("Guðrún", None),
        ] {
            assert_eq!(tone_moved(word).as_deref(), wanted, "{word}");
        }
    }

    #[test]
    fn accents_beside_their_letters_are_read_where_there_is_one_way() {
        for (word, wanted) in [
            ("Tiˆe´ng", Some("Tiếng")),
            ("tieˆ´ng", Some("tiếng")),
            ("b˘a`ng", None),
            ("b˘ang", Some("băng")),
            ("Bˆa´m", Some("Bấm")),
            ("m˜a", Some("mã")),
            ("Tiˆeng", Some("Tiêng")),
            ("D´Or", None),
            ("´", None),
            ("abc", None),
        ] {
            assert_eq!(only_reading(word).as_deref(), wanted, "{word}");
        }
    }
}
