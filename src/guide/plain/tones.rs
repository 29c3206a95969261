//! VT-07: one way to place tone marks in one guide.
//!
//! Open “oa”, “oe” and “uy” are written two ways: “hòa, khỏe, thủy” in laws and place names,
//! “hoà, khoẻ, thuỷ” in schoolbooks (QĐ 1989/QĐ-BGDĐT, article 8). Both are right; a sheet with both
//! looks careless. So the mixture is told, with a place of each, and nothing is ever converted.
//! Names of people and places keep their own spelling and are not looked at; nor are buttons.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::reading::{Reading, Role};
use crate::diag::{Code, Diagnostic, Sink, text};

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
fn other(word: &str) -> Option<String> {
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

/// A word that could be written the other way.
struct Found {
    passage: usize,
    token: usize,
    placing: Placing,
    other: String,
}

/// Tells of words written in the rarer way of a guide that has both.
pub(super) fn check(reading: &Reading<'_>, sink: &mut Sink) {
    let mut found: Vec<Found> = Vec::new();
    for (passage, text) in reading.passages.iter().enumerate() {
        if text.role == Role::Contact {
            continue;
        }
        for (token, word) in text.tokens.iter().enumerate() {
            let Some(placing) = word.placing.filter(|_| !word.is_fixed()) else { continue };
            if is_name(text, token) {
                continue;
            }
            if let Some(other) = other(&word.word.to_lowercase()) {
                found.push(Found { passage, token, placing, other });
            }
        }
    }
    let count = |placing| found.iter().filter(|one| one.placing == placing).count();
    let (first, second) = (count(Placing::First), count(Placing::Second));
    if first == 0 || second == 0 {
        return;
    }
    // In a draw the guide goes on as it began.
    let began = found.first().map_or(Placing::First, |one| one.placing);
    let usual = match first.cmp(&second) {
        std::cmp::Ordering::Greater => Placing::First,
        std::cmp::Ordering::Less => Placing::Second,
        std::cmp::Ordering::Equal => began,
    };
    let Some(model) = found.iter().find(|one| one.placing == usual) else { return };
    let model_span = reading.span(model.passage, model.token..model.token + 1);
    let (most, few) = if usual == Placing::First { (first, second) } else { (second, first) };
    let model = reading.passages[model.passage].tokens[model.token].word;
    let mut told = BTreeSet::new();
    for one in found.iter().filter(|one| one.placing != usual) {
        let word = reading.passages[one.passage].tokens[one.token].word;
        if !told.insert(&one.other) {
            continue;
        }
        let wanted = recased(word, &one.other);
        sink.push(
            Diagnostic::new(Code::PlainToneMix, text!(
                en "“{word}” and “{model}” place their tone marks in two ways: {few} so, {most} so; one way a guide (VT-07)",
                vi "“{word}” và “{model}” đặt dấu thanh theo hai kiểu: {few} chữ và {most} chữ; mỗi bài chỉ một kiểu (VT-07)",
            ))
            .at(reading.span(one.passage, one.token..one.token + 1))
            .also(model_span, text!(en "the usual way of this guide", vi "kiểu thường dùng trong bài này"))
            .hint(text!(
                en "write “{wanted}”",
                vi "viết “{wanted}”",
            )),
        );
    }
}

/// Whether a word is, or belongs to, a proper name: a capital that begins no sentence, or two
/// capitals side by side (“Hòa Bình”).
fn is_name(text: &super::reading::Passage<'_>, token: usize) -> bool {
    let is_capital = |at: usize| text.tokens.get(at).is_some_and(super::token::Token::is_capital);
    let begins = text.begins(token) || text.tokens[token].marks.has(super::marks::Marks::QUOTE);
    is_capital(token) && (!begins || is_capital(token + 1))
}

/// `other` with a capital where `word` has one.
fn recased(word: &str, other: &str) -> String {
    let mut letters = word.chars();
    let capital = letters.next().is_some_and(char::is_uppercase);
    if capital && letters.next().is_some_and(char::is_uppercase) {
        return other.to_uppercase();
    }
    if capital { super::words::capitalised(other) } else { other.to_owned() }
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
