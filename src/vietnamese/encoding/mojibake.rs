//! UTF-8 that was read as CP1252 or Latin-1: `Tiáº¿ng Viá»‡t`.
//!
//! Turned back to bytes, it is UTF-8 again. But programs drop the bytes CP1252 leaves undefined,
//! and spaces that do not break become plain ones or are trimmed, so a letter can have lost its
//! last byte: Đ (C4 90), Í (C3 8D), à (C3 A0), ọ (E1 BB 8D) and some others. Such a letter is
//! mended only when one reading alone makes a syllable; else it stays as it was seen. Either way
//! it is reported.

use super::{Loss, LossKind, cp1252};
use crate::vietnamese::letter::Letter;
use crate::vietnamese::syllable::is_syllable;

/// The bytes that CP1252 leaves undefined; some programs drop them.
const UNDEFINED: [u8; 5] = [0x81, 0x8d, 0x8f, 0x90, 0x9d];
/// The soft hyphen; other programs drop that.
const SOFT_HYPHEN: u8 = 0xad;
/// Punctuation that stands after words.
const CLOSING: [char; 10] = ['”', '’', '“', '‘', '»', '›', '…', '™', '–', '—'];
/// The space that does not break.
const NO_BREAK: u8 = 0xa0;
/// The most readings of one word that are tried.
const MAX_READINGS: usize = 512;

/// One character of the text meant.
#[derive(Clone, Debug)]
enum RecoveredLetter {
    Whole(char),
    /// A letter that lost its last byte.
    Broken {
        seen: String,
        readings: Vec<String>,
    },
}

/// One run of letters, or of other characters.
pub(super) struct LetterRun {
    /// As seen.
    pub(super) seen: String,
    /// What it says; broken letters that cannot be mended stay as seen.
    pub(super) text: String,
    /// If letters were broken: the readings that make syllables.
    pub(super) readings: Option<Vec<String>>,
    /// Where the first broken letter that was not mended stands in `text`.
    broken_at: Option<usize>,
}

/// The text meant, and the letters that are not whole.
pub(super) fn decode(seen: &str) -> (String, Vec<Loss>) {
    let mut text = String::with_capacity(seen.len());
    let mut losses = Vec::new();
    for run in runs(seen) {
        if let Some(readings) = run.readings {
            let mended = run.broken_at.is_none();
            let at = text.len() + run.broken_at.unwrap_or(0);
            losses.push(Loss { at, kind: LossKind::Byte { mended }, seen: run.seen, readings });
        }
        text.push_str(&run.text);
    }
    (text, losses)
}

/// The text in runs of letters and runs of all else.
pub(super) fn runs(seen: &str) -> Vec<LetterRun> {
    let (pieces, lengths): (Vec<RecoveredLetter>, Vec<usize>) = pieces(seen).into_iter().unzip();
    let mut runs = Vec::new();
    let (mut start, mut at) = (0, 0);
    while start < pieces.len() {
        let end = (start + 1..pieces.len())
            .find(|at| is_letter(&pieces[*at]) != is_letter(&pieces[start]))
            .unwrap_or(pieces.len());
        let len: usize = lengths[start..end].iter().sum();
        runs.push(run(&pieces[start..end], &seen[at..at + len], pieces.get(end)));
        (start, at) = (end, at + len);
    }
    runs
}

/// Whether two or more characters in a row are the bytes of one that is not rare.
pub(super) fn has_sequence(seen: &str) -> bool {
    sequences(seen).any(|c| !matches!(c, '\u{100}'..'\u{2000}') || Letter::of(c).is_some())
}

/// Whether they are the bytes of a letter of Vietnamese.
pub(super) fn has_vietnamese(seen: &str) -> bool {
    sequences(seen).any(|letter| Letter::of(letter).is_some())
}

/// The characters whose bytes stand in a text, but for those of right text: in `“XÃ”` and `CẢ XÃ…`
/// a sign only follows the word.
fn sequences(seen: &str) -> impl Iterator<Item = char> + '_ {
    let not_ascii = seen.char_indices().filter(|(_, c)| !c.is_ascii());
    not_ascii.filter_map(|(at, first)| {
        let (letter, len) = sequence(&seen[at..])?;
        let ends = !seen[at + len..].starts_with(char::is_alphabetic);
        let after_capital = seen[..at].ends_with(char::is_uppercase);
        let only_follows = seen[at..at + len].ends_with(CLOSING) && first.is_uppercase();
        (!(ends && after_capital && only_follows)).then_some(letter)
    })
}

/// The byte behind a character. Windows in Vietnamese shows CP1258, where C3 is Ă: of its
/// differences from CP1252 the one that begins letters of UTF-8.
fn byte(seen: char) -> Option<u8> {
    if seen == 'Ă' { Some(0xc3) } else { cp1252::byte(seen) }
}

/// How one letter is seen.
pub(super) fn seen(letter: char) -> String {
    letter.encode_utf8(&mut [0; 4]).bytes().map(cp1252::char).collect()
}

fn is_letter(piece: &RecoveredLetter) -> bool {
    match piece {
        RecoveredLetter::Whole(c) => c.is_alphabetic(),
        RecoveredLetter::Broken { .. } => true,
    }
}

/// The characters meant, each with its length as seen.
fn pieces(seen: &str) -> Vec<(RecoveredLetter, usize)> {
    let dropped = dropped(seen);
    let mut pieces = Vec::with_capacity(seen.len());
    let mut rest = seen;
    while let Some(c) = rest.chars().next() {
        let whole = |(letter, len)| (RecoveredLetter::Whole(letter), len);
        let found = if c.is_ascii() { None } else { sequence(rest).map(whole) };
        // A lone Ă is right, unless it ends a word in small letters.
        let is_whole = c == 'Ă' && !seen[..seen.len() - rest.len()].ends_with(char::is_lowercase);
        let found = found.or_else(|| if is_whole { None } else { broken(rest, &dropped) });
        let (piece, len) = found.unwrap_or((RecoveredLetter::Whole(c), c.len_utf8()));
        pieces.push((piece, len));
        rest = &rest[len..];
    }
    pieces
}

/// The bytes that may have been dropped: what drops one drops all of its kind, so none of a kind
/// of which one is still there.
fn dropped(seen: &str) -> Vec<u8> {
    let has_undefined = UNDEFINED.iter().any(|byte| seen.contains(char::from(*byte)));
    let undefined = if has_undefined { &[][..] } else { &UNDEFINED[..] };
    let soft = (!seen.contains(char::from(SOFT_HYPHEN))).then_some(SOFT_HYPHEN);
    undefined.iter().copied().chain(soft).collect()
}

/// The character whose bytes stand at the beginning, and their length as seen.
fn sequence(seen: &str) -> Option<(char, usize)> {
    let mut chars = seen.char_indices();
    let mut bytes = [0; 4];
    bytes[0] = byte(chars.next()?.1)?;
    let len = match bytes[0] {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return None,
    };
    for place in &mut bytes[1..len] {
        *place = byte(chars.next()?.1)?;
    }
    let letter = std::str::from_utf8(&bytes[..len]).ok()?.chars().next()?;
    Some((letter, chars.next().map_or(seen.len(), |(at, _)| at)))
}

/// A letter of Vietnamese without its last byte, and its length as seen.
fn broken(seen: &str, dropped: &[u8]) -> Option<(RecoveredLetter, usize)> {
    let mut bytes = Vec::with_capacity(3);
    let mut len = 0;
    for c in seen.chars() {
        let byte = byte(c)?;
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
            add(dropped, " ");
            len += 1;
        }
        Some(mark @ ('\u{fffd}' | '?')) => {
            add(dropped, "");
            len += mark.len_utf8();
        }
        Some('\'') => {
            add(&[0x91, 0x92], "");
            add(dropped, "'");
            len += 1;
        }
        Some(c) if c.is_alphabetic() => add(dropped, ""),
        _ => {
            add(dropped, "");
            add(&[NO_BREAK], "");
        }
    }
    let piece = RecoveredLetter::Broken { seen: seen[..len].to_owned(), readings };
    Some((piece, len))
}

/// One run, mended where there is one way only.
fn run(word: &[RecoveredLetter], seen: &str, after: Option<&RecoveredLetter>) -> LetterRun {
    let mut text = String::with_capacity(seen.len());
    let mut broken_at = None;
    for piece in word {
        match piece {
            RecoveredLetter::Whole(c) => text.push(*c),
            RecoveredLetter::Broken { seen, .. } => {
                broken_at.get_or_insert(text.len());
                text.push_str(seen);
            }
        }
    }
    let mut run = LetterRun { seen: seen.to_owned(), text, readings: None, broken_at };
    if broken_at.is_some() {
        let right = right_readings(word, after);
        if let [only] = right.as_slice() {
            run.text.clone_from(only);
            run.broken_at = None;
        }
        run.readings = Some(right);
    }
    run
}

/// All readings of a word, none if there are too many.
fn readings(word: &[RecoveredLetter]) -> Vec<String> {
    let mut all = vec![String::new()];
    for piece in word {
        match piece {
            RecoveredLetter::Whole(c) => all.iter_mut().for_each(|reading| reading.push(*c)),
            RecoveredLetter::Broken { readings, .. } => {
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

/// The readings of a word all of whose parts are syllables that can stand as words. What follows
/// the word is no letter; a space before it is right unless it closes the word.
fn right_readings(word: &[RecoveredLetter], after: Option<&RecoveredLetter>) -> Vec<String> {
    let closes = match after {
        Some(RecoveredLetter::Whole(c)) => c.is_whitespace() || ".,;:!?)”’\"%…".contains(*c),
        _ => true,
    };
    let hyphen = matches!(after, Some(RecoveredLetter::Whole('-')));
    let mut right = readings(word);
    for reading in &mut right {
        if closes {
            reading.truncate(reading.trim_end_matches(' ').len());
        }
    }
    if right.iter().any(|reading| reading.ends_with(' ')) {
        right.retain(|reading| reading.ends_with(' '));
    }
    right.retain(|reading| is_right(reading, hyphen));
    right.sort();
    right.dedup();
    right
}

fn is_right(reading: &str, hyphen: bool) -> bool {
    let mut parts = reading.trim_end_matches([' ', '\'']).split([' ', '\'']).peekable();
    while let Some(part) = parts.next() {
        // `i` begins compounds such as `i-ốt`, but is no word of running text.
        let is_tail = parts.peek().is_none() && part == "i" && reading.len() > 1 && !hyphen;
        if !is_syllable(part) || is_tail || is_mixed_case(part) {
            return false;
        }
    }
    true
}

/// Whether a capital stands inside a word that is not all capitals.
fn is_mixed_case(word: &str) -> bool {
    let inner = word.chars().skip(1).any(char::is_uppercase);
    inner && word.chars().any(char::is_lowercase)
}
