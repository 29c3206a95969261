//! How a syllable is spelled: its tone mark, where the mark stands, capitals.

use std::borrow::Cow;

/// The two ways.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Placing {
    /// “hòa, khỏe, thủy”: on the first vowel.
    First,
    /// “hoà, khoẻ, thuỷ”: on the second.
    Second,
}

/// A, e, o, u and y with the five tone marks, in one order.
const ROWS: [(char, [char; 5]); 5] = [
    ('a', ['à', 'á', 'ả', 'ã', 'ạ']),
    ('e', ['è', 'é', 'ẻ', 'ẽ', 'ẹ']),
    ('o', ['ò', 'ó', 'ỏ', 'õ', 'ọ']),
    ('u', ['ù', 'ú', 'ủ', 'ũ', 'ụ']),
    ('y', ['ỳ', 'ý', 'ỷ', 'ỹ', 'ỵ']),
];

/// The letter without its tone mark, and which mark it is.
fn taken_apart(letter: char) -> (char, Option<usize>) {
    for (plain, toned) in ROWS {
        if let Some(tone) = toned.iter().position(|&with| with == letter) {
            return (plain, Some(tone));
        }
    }
    (letter, None)
}

fn with_tone(plain: char, tone: usize) -> char {
    let row = ROWS.iter().find(|(letter, _)| *letter == plain);
    row.and_then(|(_, toned)| toned.get(tone)).copied().unwrap_or(plain)
}

/// The last two letters of a small-lettered syllable, where their mark has two places: the way it
/// is placed, the plain letters, the mark, and where the two begin.
fn ending(word: &str) -> Option<(Placing, [char; 2], usize, usize)> {
    let mut letters = word.char_indices().rev();
    let (_, second) = letters.next()?;
    // Most words end in another letter, or have no mark; they are passed quickly.
    let may_end = matches!(
        second,
        'a' | 'e'
            | 'y'
            | 'à'
            | 'á'
            | 'ả'
            | 'ã'
            | 'ạ'
            | 'è'
            | 'é'
            | 'ẻ'
            | 'ẽ'
            | 'ẹ'
            | 'ỳ'
            | 'ý'
            | 'ỷ'
            | 'ỹ'
            | 'ỵ'
    );
    if !may_end {
        return None;
    }
    let (at, first) = letters.next()?;
    if first.is_ascii() && second.is_ascii() {
        return None;
    }
    let before = letters.next().map(|(_, letter)| letter);
    let ((first, first_tone), (second, second_tone)) = (taken_apart(first), taken_apart(second));
    if !matches!((first, second), ('o', 'a' | 'e') | ('u', 'y')) || before == Some('q') {
        return None;
    }
    match (first_tone, second_tone) {
        (Some(tone), None) => Some((Placing::First, [first, second], tone, at)),
        (None, Some(tone)) => Some((Placing::Second, [first, second], tone, at)),
        _ => None,
    }
}

/// A small-lettered syllable with its mark in the other place, where there are two.
pub(super) fn other(word: &str) -> Option<String> {
    let (placing, [first, second], tone, at) = ending(word)?;
    let mut other = word.get(..at)?.to_owned();
    other.extend(match placing {
        Placing::First => [first, with_tone(second, tone)],
        Placing::Second => [with_tone(first, tone), second],
    });
    Some(other)
}

/// `word` for looking up: small letters, marks placed the first way; and how it places its own.
pub(super) fn key(word: &str) -> (Cow<'_, str>, Option<Placing>) {
    let small = if word.chars().any(is_capital) {
        Cow::Owned(word.to_lowercase())
    } else {
        Cow::Borrowed(word)
    };
    let placing = ending(&small).map(|(placing, ..)| placing);
    match placing {
        Some(Placing::Second) => (other(&small).map_or(small, Cow::Owned), placing),
        _ => (small, placing),
    }
}

/// [`char::is_uppercase`], quickly for the letters of Vietnamese.
pub(super) fn is_capital(letter: char) -> bool {
    match letter {
        '\0'..='\u{7f}' => letter.is_ascii_uppercase(),
        // In this block, capitals and small letters take turns.
        '\u{1ea0}'..='\u{1eff}' => u32::from(letter).is_multiple_of(2),
        'à'..='ö' | 'ø'..='ÿ' | 'đ' | 'ă' | 'ơ' | 'ư' => false,
        _ => letter.is_uppercase(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways_are_told_apart_and_turn_into_each_other() {
        for (first, second) in [
            ("hòa", "hoà"),
            ("khóa", "khoá"),
            ("xóa", "xoá"),
            ("tỏa", "toả"),
            ("họa", "hoạ"),
            ("khỏe", "khoẻ"),
            ("lòe", "loè"),
            ("thủy", "thuỷ"),
            ("tùy", "tuỳ"),
            ("hủy", "huỷ"),
            ("lũy", "luỹ"),
            ("ngụy", "nguỵ"),
        ] {
            assert_eq!(
                (other(first).as_deref(), other(second).as_deref()),
                (Some(second), Some(first))
            );
            assert_eq!(key(first), (first.into(), Some(Placing::First)));
            assert_eq!(key(second), (first.into(), Some(Placing::Second)));
            assert_eq!(key(&second.to_uppercase()), (first.into(), Some(Placing::Second)));
        }
    }

    #[test]
    fn where_there_is_one_way_nothing_is_said() {
        for word in [
            "quý", "quỳ", "quỷ", "hoàn", "toán", "khuya", "hoa", "thúy-", "của", "mùa", "tòng",
            "y", "á", "", "thoại", "ngoài", "xoay", "tuyết", "nghĩa", "12", "mì", "quà",
        ] {
            assert_eq!((other(word), key(word).1), (None, None), "{word}");
        }
    }

    #[test]
    fn capitals_are_those_of_unicode() {
        for letter in '\0'..='\u{3000}' {
            assert_eq!(is_capital(letter), letter.is_uppercase(), "{letter:?}");
        }
    }
}
