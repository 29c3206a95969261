//! UTF-8 that was read as CP1252 or Latin-1: `Tiáº¿ng Viá»‡t`.
//!
//! Turned back to bytes, it is UTF-8 again. But programs drop the bytes CP1252 leaves undefined,
//! and spaces that do not break become plain ones or are trimmed, so a letter can have lost its
//! last byte: Đ (C4 90), Í (C3 8D), à (C3 A0), ọ (E1 BB 8D) and some others. Such a letter is
//! mended only when one reading alone makes a syllable; else it stays as it was seen. Either way
//! it is reported.

use super::{Loss, Lost, cp1252};
use crate::vietnamese::letter::Letter;
use crate::vietnamese::syllable::is_syllable;

/// Bytes that are lost on the way: those CP1252 leaves undefined, and the soft hyphen.
const DROPPED: [u8; 6] = [0x81, 0x8d, 0x8f, 0x90, 0x9d, 0xad];
/// The space that does not break.
const NO_BREAK: u8 = 0xa0;
/// The most readings of one word that are tried.
const MAX_READINGS: usize = 512;

/// One character of the text meant.
#[derive(Clone, Debug)]
enum Piece {
    Whole(char),
    /// A letter that lost its last byte.
    Broken {
        seen: String,
        readings: Vec<String>,
    },
}

/// The text meant, and the letters that are not whole.
pub(super) fn decode(seen: &str) -> (String, Vec<Loss>) {
    let pieces = pieces(seen);
    let mut text = String::with_capacity(seen.len());
    let mut losses = Vec::new();
    let mut start = 0;
    while start < pieces.len() {
        let end = (start + 1..pieces.len())
            .find(|at| is_letter(&pieces[*at]) != is_letter(&pieces[start]))
            .unwrap_or(pieces.len());
        put_word(&pieces[start..end], pieces.get(end), &mut text, &mut losses);
        start = end;
    }
    (text, losses)
}

/// Whether two or more characters in a row are the bytes of one letter.
pub(super) fn has_sequence(seen: &str) -> bool {
    let found = |(at, c): (usize, char)| !c.is_ascii() && sequence(&seen[at..]).is_some();
    seen.char_indices().any(found)
}

/// How one letter is seen.
pub(super) fn seen(letter: char) -> String {
    letter.encode_utf8(&mut [0; 4]).bytes().map(cp1252::char).collect()
}

fn is_letter(piece: &Piece) -> bool {
    match piece {
        Piece::Whole(c) => c.is_alphabetic(),
        Piece::Broken { .. } => true,
    }
}

fn pieces(seen: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = seen;
    while let Some(c) = rest.chars().next() {
        if c.is_ascii() {
            pieces.push(Piece::Whole(c));
            rest = &rest[1..];
        } else if let Some((letter, len)) = sequence(rest) {
            pieces.push(Piece::Whole(letter));
            rest = &rest[len..];
        } else if let Some((piece, len)) = broken(rest) {
            pieces.push(piece);
            rest = &rest[len..];
        } else {
            pieces.push(Piece::Whole(c));
            rest = &rest[c.len_utf8()..];
        }
    }
    pieces
}

/// The character whose bytes stand at the beginning, and their length as seen.
fn sequence(seen: &str) -> Option<(char, usize)> {
    let mut chars = seen.char_indices();
    let mut bytes = [0; 4];
    bytes[0] = cp1252::byte(chars.next()?.1)?;
    let len = match bytes[0] {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return None,
    };
    for byte in &mut bytes[1..len] {
        *byte = cp1252::byte(chars.next()?.1)?;
    }
    let letter = std::str::from_utf8(&bytes[..len]).ok()?.chars().next()?;
    Some((letter, chars.next().map_or(seen.len(), |(at, _)| at)))
}

/// A letter of Vietnamese without its last byte, and its length as seen.
fn broken(seen: &str) -> Option<(Piece, usize)> {
    let mut bytes = Vec::with_capacity(3);
    let mut len = 0;
    for c in seen.chars() {
        let byte = cp1252::byte(c)?;
        match (bytes.as_slice(), byte) {
            ([], 0xc3..=0xc6 | 0xe1) | ([0xe1], 0xba | 0xbb) => bytes.push(byte),
            _ => break,
        }
        len += c.len_utf8();
        if bytes[0] != 0xe1 {
            break;
        }
    }
    if !matches!(bytes.as_slice(), [0xc3..=0xc6] | [0xe1, _]) {
        return None;
    }
    let complete = |last: u8| {
        let whole = [bytes.as_slice(), &[last]].concat();
        let letter = std::str::from_utf8(&whole).ok()?.chars().next()?;
        Letter::of(letter).map(Letter::char)
    };
    let mut readings: Vec<String> = Vec::new();
    let mut add = |bytes: &[u8], tail: &str| {
        let found = bytes.iter().filter_map(|byte| complete(*byte));
        readings.extend(found.map(|letter| format!("{letter}{tail}")));
    };
    match seen[len..].chars().next() {
        // The space is the letter's last byte, or stands after a letter whose last byte is gone.
        Some(' ') => {
            add(&[NO_BREAK], "");
            add(&[NO_BREAK], " ");
            add(&DROPPED, " ");
            len += 1;
        }
        Some(mark @ ('\u{fffd}' | '?')) => {
            add(&DROPPED, "");
            len += mark.len_utf8();
        }
        Some('\'') => {
            add(&[0x91, 0x92], "");
            add(&DROPPED, "'");
            len += 1;
        }
        Some(c) if c.is_alphabetic() => add(&DROPPED, ""),
        _ => {
            add(&DROPPED, "");
            add(&[NO_BREAK], "");
        }
    }
    let piece = Piece::Broken { seen: seen[..len].to_owned(), readings };
    Some((piece, len))
}

/// Writes one run of letters, mended where there is one way only.
fn put_word(word: &[Piece], after: Option<&Piece>, text: &mut String, losses: &mut Vec<Loss>) {
    let is_broken = |piece: &&Piece| matches!(piece, Piece::Broken { .. });
    if !word.iter().any(|piece| is_broken(&piece)) {
        text.extend(word.iter().map(|piece| if let Piece::Whole(c) = piece { *c } else { ' ' }));
        return;
    }
    let mut right = readings(word);
    right.retain(|reading| is_right(reading, after));
    let mended = (right.len() == 1).then(|| right.remove(0));
    let start = text.len();
    let first = word.iter().find(is_broken);
    if let Some(reading) = mended {
        text.push_str(&reading);
        let loss = Loss::new(start, Lost::Byte { mended: true }, ' ');
        losses.push(Loss { readings: vec![reading], seen: as_seen(word), ..loss });
        return;
    }
    let mut at = None;
    for piece in word {
        match piece {
            Piece::Whole(c) => text.push(*c),
            Piece::Broken { seen, .. } => {
                at.get_or_insert(text.len());
                text.push_str(seen);
            }
        }
    }
    if first.is_some() {
        let loss = Loss::new(at.unwrap_or(start), Lost::Byte { mended: false }, ' ');
        losses.push(Loss { readings: right, seen: as_seen(word), ..loss });
    }
}

fn as_seen(word: &[Piece]) -> String {
    word.iter().fold(String::new(), |mut text, piece| {
        match piece {
            Piece::Whole(c) => text.push(*c),
            Piece::Broken { seen, .. } => text.push_str(seen),
        }
        text
    })
}

/// All readings of a word, none if there are too many.
fn readings(word: &[Piece]) -> Vec<String> {
    let mut all = vec![String::new()];
    for piece in word {
        match piece {
            Piece::Whole(c) => all.iter_mut().for_each(|reading| reading.push(*c)),
            Piece::Broken { readings, .. } => {
                let longer = |reading: String| {
                    readings.iter().map(move |letter| format!("{reading}{letter}"))
                };
                all = all.into_iter().flat_map(longer).collect();
            }
        }
        if all.len() > MAX_READINGS {
            return Vec::new();
        }
    }
    all
}

/// Whether every part of a reading is a syllable that can stand as a word.
fn is_right(reading: &str, after: Option<&Piece>) -> bool {
    let hyphen = matches!(after, Some(Piece::Whole('-')));
    let mut parts = reading.trim_end_matches([' ', '\'']).split([' ', '\'']).peekable();
    while let Some(part) = parts.next() {
        // `i` begins compounds such as `i-ốt`, but is no word of running text.
        let is_tail = parts.peek().is_none() && part == "i" && reading.len() > 1 && !hyphen;
        if !is_syllable(part) || is_tail || has_inner_capital(part) {
            return false;
        }
    }
    true
}

/// Whether a capital stands inside a word that is not all capitals.
fn has_inner_capital(word: &str) -> bool {
    let inner = word.chars().skip(1).any(char::is_uppercase);
    inner && word.chars().any(char::is_lowercase)
}
