//! TCVN3, also called ABC: the fonts `.VnTime`, `.VnArial` and their like.
//!
//! It is the third set of the national standard TCVN 5712:1993. It has capitals without tone
//! only: `À` exists in the fonts whose names end in H, which show capitals for the small letters.
//! So the case of toned letters is lost when the font is (see [`lost_capitals`]). `ư` is the soft
//! hyphen U+00AD, which programs like to drop.

use std::sync::LazyLock;

use super::table::CodePage;
use super::{Loss, LossKind};
use crate::vietnamese::letter::{Letter, Tone};
use crate::vietnamese::syllable::is_syllable;

/// The letters, as in iconv's TCVN5712-1 without the capitals that set 1 adds.
pub(super) static TABLE: LazyLock<CodePage> = LazyLock::new(|| {
    CodePage::new(&[
        (0xa1, "ĂÂÊÔƠƯĐăâêôơưđ"),
        (0xb5, "àảãáạ"),
        (0xbb, "ằẳẵắ"),
        (0xc6, "ặầẩẫấậè"),
        (0xce, "ẻẽéẹềểễếệìỉ"),
        (0xdc, "ĩíịò"),
        (0xe1, "ỏõóọồổỗốộờởỡớợù"),
        (0xf1, "ủũúụừửữứựỳỷỹýỵ"),
    ])
});

/// How one letter is seen; toned capitals are not.
pub(super) fn seen(letter: char) -> Option<String> {
    let is_missing = |parts: Letter| parts.capital && parts.tone != Tone::Level;
    if Letter::of(letter).is_some_and(is_missing) { None } else { TABLE.seen(letter) }
}

/// The letters meant.
///
/// Some converters write a toned capital as the capital and the small toned letter: `Aµ` for À, as
/// npm's vietnamese-conversion does. No syllable has a vowel twice but for oo before c and ng.
pub(super) fn decode(seen: &str) -> String {
    let letters = TABLE.decode(seen);
    let mut text = String::with_capacity(letters.len());
    for (at, c) in letters.char_indices() {
        let last = text.chars().next_back();
        let goes_on = letters[at + c.len_utf8()..].chars().next();
        match last.and_then(|last| joined(last, c, goes_on)) {
            Some(capital) => {
                text.pop();
                text.push(capital);
            }
            None => text.push(c),
        }
    }
    text
}

/// A capital and the same small letter with a tone as one.
fn joined(last: char, c: char, next: Option<char>) -> Option<char> {
    let (first, second) = (Letter::of(last)?, Letter::of(c)?);
    let is_pair = first.capital
        && !second.capital
        && first.tone == Tone::Level
        && second.tone != Tone::Level
        && first.number == second.number;
    let is_double = second.body() == 'o' && matches!(next, Some('c' | 'C' | 'n' | 'N'));
    (is_pair && !is_double).then(|| Letter { capital: true, ..second }.char())
}

/// Text without any soft hyphen, though it needs them: some program dropped all `ư`.
///
/// Returns the text with those words mended that have one reading only (`phờng`: `phường`), and
/// reports each; `ngời` may be that or `người`, so it stays and is reported too.
pub(super) fn lost_hyphens(seen: &str, text: String) -> (String, Vec<Loss>) {
    let is_lost = !seen.contains('\u{ad}')
        && text.contains(has_horn)
        && words(&text).iter().any(|(_, word)| needs_horn(word));
    if !is_lost {
        return (text, Vec::new());
    }
    let mut mended_text = String::with_capacity(text.len());
    let mut losses = Vec::new();
    let mut end = 0;
    for (start, word) in words(&text) {
        mended_text.push_str(&text[end..start]);
        end = start + word.len();
        let mut readings = with_horn(word);
        let mended = needs_horn(word);
        if readings.is_empty() {
            mended_text.push_str(word);
            continue;
        }
        let put = if mended { readings[0].clone() } else { word.to_owned() };
        if !mended && is_syllable(word) {
            readings.insert(0, word.to_owned());
        }
        let kind = LossKind::SoftHyphen { mended };
        losses.push(Loss { at: mended_text.len(), kind, seen: word.to_owned(), readings });
        mended_text.push_str(&put);
    }
    mended_text.push_str(&text[end..]);
    (mended_text, losses)
}

/// Whether a word with ơ is a syllable only if ư stands before that: `nớc`, `đợc`, `phờng`.
fn needs_horn(word: &str) -> bool {
    word.contains(has_horn) && !is_syllable(word) && with_horn(word).len() == 1
}

fn has_horn(c: char) -> bool {
    Letter::of(c).is_some_and(|letter| letter.body() == 'ơ')
}

/// The syllables that a word becomes by one ư more.
fn with_horn(word: &str) -> Vec<String> {
    let places = word.char_indices().map(|(at, _)| at).chain([word.len()]);
    let longer = places.map(|at| format!("{}ư{}", &word[..at], &word[at..]));
    longer.filter(|word| is_syllable(word)).collect()
}

/// How the letters of one word are set.
#[derive(Clone, Copy, Default)]
struct CaseSetting {
    capitals: usize,
    /// Small letters that TCVN3 also has as capitals, so they are small for sure.
    smalls: usize,
}

/// Where the case of a decoded text cannot be known.
///
/// A toned letter in a word whose other letters are capitals was a capital; a toned letter that
/// begins a word may have been; and in a text without any capital all may have been.
pub(super) fn lost_capitals(text: &str) -> Vec<Loss> {
    let words = words(text);
    let settings: Vec<CaseSetting> = words.iter().map(|(_, word)| setting(word)).collect();
    let none = settings.iter().all(|word| word.capitals == 0);
    let mut losses = Vec::new();
    for (index, ((start, word), own)) in words.iter().zip(&settings).enumerate() {
        let beside = [index.checked_sub(1), Some(index + 1)];
        let neighbours = || beside.iter().flatten().filter_map(|at| settings.get(*at));
        let is_loud = own.smalls == 0
            && (own.capitals > 1
                || neighbours().any(|word| word.capitals > 1 && word.smalls == 0)
                    && neighbours().all(|word| word.smalls == 0));
        for (at, letter) in word.char_indices().filter(|(_, c)| is_toned_small(*c)) {
            let kind = if is_loud {
                LossKind::Capital
            } else if at == 0 && !none && is_named(text, *start, neighbours().copied()) {
                LossKind::FirstCapital
            } else {
                continue;
            };
            losses.push(small(start + at, kind, letter));
        }
    }
    let toned = text.char_indices().find(|(_, c)| is_toned_small(*c));
    if let (true, Some((at, letter))) = (none, toned) {
        losses.push(small(at, LossKind::AllCapitals, letter));
    }
    losses
}

/// A small letter that may stand for a capital.
fn small(at: usize, kind: LossKind, letter: char) -> Loss {
    Loss { readings: vec![letter.to_uppercase().collect()], ..Loss::new(at, kind, letter) }
}

/// Whether a capital would be natural here: after the end of a sentence or beside names.
fn is_named(text: &str, start: usize, mut neighbours: impl Iterator<Item = CaseSetting>) -> bool {
    let before = text[..start].trim_end_matches([' ', '"', '“', '(']);
    before.is_empty()
        || before.ends_with(['.', '!', '?', ':', '\n'])
        || neighbours.any(|word| word.capitals == 1)
}

fn words(text: &str) -> Vec<(usize, &str)> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (start, c.is_alphabetic()) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                words.push((from, &text[from..at]));
                start = None;
            }
            _ => {}
        }
    }
    words
}

fn setting(word: &str) -> CaseSetting {
    let mut setting = CaseSetting::default();
    for c in word.chars() {
        if c.is_uppercase() {
            setting.capitals += 1;
        } else if !is_toned_small(c) {
            setting.smalls += 1;
        }
    }
    setting
}

fn is_toned_small(c: char) -> bool {
    Letter::of(c).is_some_and(|letter| letter.tone != Tone::Level && !letter.capital)
}
