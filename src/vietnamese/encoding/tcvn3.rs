//! TCVN3, also called ABC: the fonts `.VnTime`, `.VnArial` and their like.
//!
//! It is the third set of the national standard TCVN 5712:1993. It has capitals without tone
//! only: `À` exists in the fonts whose names end in H, which show capitals for the small letters.
//! So the case of toned letters is lost when the font is (see [`lost_capitals`]). `ư` is the soft
//! hyphen U+00AD, which programs like to drop.

use std::sync::LazyLock;

use super::table::Table;
use super::{Loss, Lost};
use crate::vietnamese::letter::{Letter, Tone};

/// The letters, as in iconv's TCVN5712-1 without the capitals that set 1 adds.
pub(super) static TABLE: LazyLock<Table> = LazyLock::new(|| {
    Table::new(&[
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

/// How the letters of one word are set.
#[derive(Clone, Copy, Default)]
struct Setting {
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
    let settings: Vec<Setting> = words.iter().map(|(_, word)| setting(word)).collect();
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
                Lost::Capital
            } else if at == 0 && !none && is_named(text, *start, neighbours().copied()) {
                Lost::FirstCapital
            } else {
                continue;
            };
            losses.push(small(start + at, kind, letter));
        }
    }
    let toned = text.char_indices().find(|(_, c)| is_toned_small(*c));
    if let (true, Some((at, letter))) = (none, toned) {
        losses.push(small(at, Lost::AllCapitals, letter));
    }
    losses
}

/// A small letter that may stand for a capital.
fn small(at: usize, kind: Lost, letter: char) -> Loss {
    Loss { readings: vec![letter.to_uppercase().collect()], ..Loss::new(at, kind, letter) }
}

/// Whether a capital would be natural here: after the end of a sentence or beside names.
fn is_named(text: &str, start: usize, mut neighbours: impl Iterator<Item = Setting>) -> bool {
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

fn setting(word: &str) -> Setting {
    let mut setting = Setting::default();
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
