//! A text cut into words and numbers.

use std::borrow::Cow;
use std::ops::Range;

use crate::vietnamese::letter::{Letter, is_letter, is_letter_or_number};

/// A run of letters and digits; a number keeps its dots and commas.
pub(super) struct ClaimToken<'a> {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// As written.
    pub text: &'a str,
    /// In small letters.
    pub lower: Cow<'a, str>,
}

impl ClaimToken<'_> {
    /// Whether it is a number.
    pub(super) fn is_number(&self) -> bool {
        self.text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','))
    }

    /// Whether it has letters and digits.
    pub(super) fn is_mixed(&self) -> bool {
        self.text.bytes().any(|byte| byte.is_ascii_digit()) && self.text.contains(is_letter)
    }
}

/// The pieces of a text and what stands between them.
pub(super) struct ClaimTokens<'a> {
    text: &'a str,
    all: Vec<ClaimToken<'a>>,
}

impl<'a> ClaimTokens<'a> {
    pub(super) fn new(text: &'a str) -> ClaimTokens<'a> {
        // A syllable and its space take five bytes.
        let mut all = Vec::with_capacity(text.len() / 5);
        let mut at = 0;
        while let Some(start) = text[at..].find(is_letter_or_number).map(|gap| at + gap) {
            let end = end_of(text, start);
            let piece = &text[start..end];
            all.push(ClaimToken { range: start..end, text: piece, lower: lower(piece) });
            at = end;
        }
        ClaimTokens { text, all }
    }

    /// The text that was cut.
    pub(super) fn text(&self) -> &'a str {
        self.text
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (usize, &ClaimToken<'a>)> {
        self.all.iter().enumerate()
    }

    pub(super) fn get(&self, index: usize) -> Option<&ClaimToken<'a>> {
        self.all.get(index)
    }

    /// The small letters of a piece; nothing where there is none.
    pub(super) fn lower(&self, index: usize) -> &str {
        self.get(index).map_or("", |piece| &piece.lower)
    }

    /// What stands between a piece and the next, or the end.
    pub(super) fn gap(&self, index: usize) -> &str {
        let from = self.get(index).map_or(self.text.len(), |piece| piece.range.end);
        let to = self.get(index + 1).map_or(self.text.len(), |piece| piece.range.start);
        self.text.get(from..to).unwrap_or("")
    }

    /// The word after a piece with nothing but space between them.
    pub(super) fn next(&self, index: usize) -> &str {
        if self.is_joined(index) { self.lower(index + 1) } else { "" }
    }

    /// The word before a piece with nothing but space between them.
    pub(super) fn before(&self, index: usize) -> &str {
        match index.checked_sub(1) {
            Some(before) if self.is_joined(before) => self.lower(before),
            _ => "",
        }
    }

    fn is_joined(&self, index: usize) -> bool {
        let gap = self.gap(index);
        !gap.is_empty() && gap.chars().all(char::is_whitespace)
    }
}

/// A word in small letters; most are in them.
fn lower(word: &str) -> Cow<'_, str> {
    let is_small = |letter: char| match Letter::of(letter) {
        Some(letter) => !letter.capital,
        None => letter.is_ascii_digit() || letter.is_lowercase(),
    };
    if word.chars().all(is_small) { word.into() } else { word.to_lowercase().into() }
}

fn end_of(text: &str, start: usize) -> usize {
    let mut last_digit = false;
    for (at, letter) in text[start..].char_indices() {
        if is_letter_or_number(letter) {
            last_digit = letter.is_ascii_digit();
            continue;
        }
        let before_digit = text.as_bytes().get(start + at + 1).is_some_and(u8::is_ascii_digit);
        if !(matches!(letter, '.' | ',') && last_digit && before_digit) {
            return start + at;
        }
    }
    text.len()
}
