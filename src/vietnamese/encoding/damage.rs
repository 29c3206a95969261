//! Letters that were lost before a text came here, and what stands in their place (VT-04).
//!
//! A program that cannot write a letter puts `?` or `_` there, one that cannot read it U+FFFD or
//! U+001A. Nothing brings the letter back: `Nguy?n` may be any of several names. A sign counts when
//! no sentence has it so: inside a word, or where a letter in its place makes a syllable of what is
//! none without it.

use super::loss::{Loss, LossKind};
use crate::vietnamese::letter::Letter;
use crate::vietnamese::syllable::is_syllable;

/// What stands for a character that could not be read: the one Unicode has for it, and “substitute”.
const UNREADABLE: [char; 2] = [char::REPLACEMENT_CHARACTER, '\u{1a}'];
/// U+FFFD in UTF-8, taken for CP1252.
const UNREADABLE_TWICE: &str = "ï¿½";
/// What stands for a letter that could not be written.
const UNWRITTEN: [char; 7] = ['?', '？', '_', '¿', '□', '#', '*'];
/// Those of them that end a sentence.
const QUESTION: [char; 2] = ['?', '？'];
/// Those that stand for a letter inside words alone.
const INSIDE: [char; 2] = ['#', '*'];
/// Letters that may have stood there: enough to see whether any would make a syllable.
const LETTERS: &str = "aăâeêioôơuưyáắấéếíóốớúứý";
/// The most signs in a row that are tried out; more of them are a line to fill in.
const MOST_IN_A_ROW: usize = 2;

/// The places where letters were lost.
pub fn damage(text: &str) -> Vec<Loss> {
    let mut losses = Vec::new();
    if !text.contains(UNWRITTEN) && !text.contains(UNREADABLE) && !text.contains("ï¿") {
        return losses;
    }
    losses.extend(first_word(text));
    let mut start = 0;
    for piece in text.split_inclusive(char::is_whitespace) {
        let unreadable =
            piece.match_indices(UNREADABLE).chain(piece.match_indices(UNREADABLE_TWICE));
        let gone = |(at, seen): (usize, &str)| Loss {
            at: start + at,
            kind: LossKind::Character,
            seen: seen.to_owned(),
            readings: Vec::new(),
        };
        losses.extend(unreadable.map(gone));
        if piece.contains(UNWRITTEN) && !is_address(piece) {
            for (at, word) in words(piece).filter(|(_, word)| !is_code(word)) {
                let lost = unwritten(word).into_iter();
                losses.extend(
                    lost.map(|(own, sign)| {
                        Loss::new(start + at + own, LossKind::QuestionMark, sign)
                    }),
                );
            }
        }
        start += piece.len();
    }
    losses.sort_by_key(|loss| loss.at);
    losses
}

/// A first word of question marks alone: no sentence begins so.
fn first_word(text: &str) -> Option<Loss> {
    let at = text.len() - text.trim_start().len();
    let (word, rest) = text[at..].split_once(char::is_whitespace)?;
    let is_gone = !word.is_empty() && word.chars().all(|c| QUESTION.contains(&c));
    (is_gone && rest.contains(char::is_alphabetic))
        .then(|| Loss::new(at, LossKind::QuestionMark, '?'))
}

/// The signs of an address have a meaning of their own.
fn is_address(piece: &str) -> bool {
    piece.contains(['@', '=', '&', '\\'])
        || piece.contains("://")
        || piece.contains('/') && piece.contains('.')
}

/// Signs beside digits are those of codes.
fn is_code(word: &str) -> bool {
    word.contains(|c: char| c.is_ascii_digit())
}

/// Runs of letters, digits and such signs.
fn words(piece: &str) -> impl Iterator<Item = (usize, &str)> {
    let belongs = |c: char| c.is_alphabetic() || c.is_ascii_digit() || UNWRITTEN.contains(&c);
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = &piece[at..];
        let start = rest.find(belongs)?;
        let len = rest[start..].find(|c| !belongs(c)).unwrap_or(rest.len() - start);
        let from = at + start;
        at = from + len;
        Some((from, &piece[from..at]))
    })
}

/// The signs of a word that stand for a letter.
fn unwritten(word: &str) -> Vec<(usize, char)> {
    let mut lost = Vec::new();
    let mut at = 0;
    while let Some(start) = word[at..].find(UNWRITTEN).map(|start| at + start) {
        let signs = &word[start..];
        let len = signs.find(|c| !UNWRITTEN.contains(&c)).unwrap_or(signs.len());
        let after = &word[start + len..];
        let right = &after[..after.find(UNWRITTEN).unwrap_or(after.len())];
        let left = word[at..start].rsplit(UNWRITTEN).next().unwrap_or("");
        let sign = signs.chars().next().unwrap_or('?');
        if is_lost(left, &signs[..len], right) {
            lost.push((start, sign));
        }
        at = start + len;
    }
    lost
}

/// Whether signs between two runs of letters, of which one may be empty, stand for letters.
fn is_lost(left: &str, signs: &str, right: &str) -> bool {
    let is_question = signs.contains(QUESTION);
    let is_inside = !left.is_empty() && !right.is_empty();
    if signs.contains(INSIDE) && !is_inside {
        return false;
    }
    let count = signs.chars().count();
    let makes_syllable = || count <= MOST_IN_A_ROW && completes(left, count, right);
    match (left.is_empty(), right.is_empty()) {
        (true, true) => false,
        // `Th?` and `L_`; a question ends in a word, a question about a unit in one small letter.
        (false, true) => {
            let is_unit = left.len() == 1 && left.contains(char::is_lowercase);
            !is_syllable(left) && !is_unit && makes_syllable()
        }
        // `?ình` and `_ng`, but not `_nhấn mạnh_`.
        (true, false) => (is_question || !is_syllable(right)) && makes_syllable(),
        (false, false) if is_question => goes_on(left, right) || makes_syllable(),
        // `Vi_t`, but not `ho_ten`, nor a code such as `X_Y`.
        (false, false) => {
            let is_code = left.len() + right.len() == 2 && right.contains(char::is_uppercase);
            !is_code && makes_syllable()
        }
    }
}

/// Whether the word goes on behind the sign, and is not that of another sentence.
fn goes_on(left: &str, right: &str) -> bool {
    let next_is = |is: fn(char) -> bool| right.starts_with(is);
    next_is(char::is_lowercase) || next_is(char::is_uppercase) && left.ends_with(char::is_uppercase)
}

/// Whether some letters in place of the signs make a syllable.
fn completes(left: &str, count: usize, right: &str) -> bool {
    let (left, right) = (left.to_lowercase(), right.to_lowercase());
    let has_bar = left.is_empty();
    let letters: Vec<char> = LETTERS.chars().chain(has_bar.then_some('đ')).collect();
    // Most words are longer than a syllable can be, or not Vietnamese at all.
    let is_possible = |word: &str| word.chars().all(|c| Letter::of(c).is_some());
    if left.len() + right.len() > 24 || !is_possible(&left) || !is_possible(&right) {
        return false;
    }
    let makes = |middle: &str| is_syllable(&format!("{left}{middle}{right}"));
    letters.iter().any(|one| {
        let one = one.to_string();
        makes(&one) || count > 1 && LETTERS.chars().any(|next| makes(&format!("{one}{next}")))
    })
}
