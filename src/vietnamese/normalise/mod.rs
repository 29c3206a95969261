//! Puts right what keyboards, Word, Zalo and Excel leave in text (VT-02, VT-03, VT-06, VT-12).
//!
//! In goes text as somebody typed or copied it, composed (NFC); out comes [`Mended`]: the text as
//! it should be, and every change with its place. Two passes: *letters* holds everywhere, in names
//! of fields and in web addresses too; *punctuation* only in running text, which the caller marks
//! as [`Segment`]s.
//!
//! What would be a guess is left alone: a word that is no Vietnamese keeps its ð, a quotation mark
//! without a partner stays straight. No-break spaces stay (VT-09).

mod letters;
mod punctuation;

use std::ops::Range;

use unicode_normalization::{UnicodeNormalization, is_nfc};

pub use super::mended::Mended;

/// Why a letter or sign was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Text of an old font, decoded (VT-05).
    OldEncoding,
    /// The letter eth or African D for đ (VT-03).
    Eth,
    /// A Cyrillic or Greek letter that looks like a Latin one (VT-03).
    LookAlike,
    /// Marks apart from their letter (VT-02), where mending left some so.
    Composed,
    /// A “styled” letter of phones and web pages (𝗕, Ｂ, ﬁ) for a plain one.
    Styled,
    /// A sign nobody sees (VT-06).
    Invisible,
    /// Spaces: doubled, before or missing after a sign (VT-06).
    Space,
    /// A straight quotation mark (VT-12).
    Quote,
}

/// A stretch of running text, such as one line, item or field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Its bytes.
    pub range: Range<usize>,
    /// Bytes inside that are no prose and stay as they are: web addresses, attributes.
    pub apart: Vec<Range<usize>>,
    /// How the file around it writes quotation marks.
    pub quoting: Quoting,
}

/// What a quotation mark means in the file around a segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quoting {
    /// Itself.
    Plain,
    /// `\"` stands for it: a YAML text in double quotes.
    Backslash,
    /// `''` stands for an apostrophe: a YAML text in single quotes.
    Doubled,
}

impl Segment {
    /// A segment of plain running text, with the web addresses in it set apart.
    pub fn plain(text: &str, range: Range<usize>) -> Segment {
        Segment { apart: addresses(text, range.clone()), range, quoting: Quoting::Plain }
    }
}

/// Words of `range` that are addresses or paths, in which a full stop ends nothing.
pub fn addresses(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let base = range.start;
    let words = text[range].split(char::is_whitespace).scan(base, |at, word| {
        let start = *at;
        *at += word.len();
        // `scan` cannot know how wide the white space was.
        *at += text[*at..].chars().next().map_or(0, char::len_utf8);
        Some((start, word))
    });
    let is_address = |word: &str| {
        word.contains("://")
            || word.contains('@')
            || word.contains(":\\")
            || (word.contains('/') && word.contains('.'))
    };
    words
        .filter(|(_, word)| is_address(word))
        .map(|(start, word)| start..start + word.trim_end_matches([',', '.', ';', '!', '?']).len())
        .collect()
}

/// How many letters of `text` stand in pieces (NFD), as macOS and some phones write them.
pub fn decomposed(text: &str) -> usize {
    if is_nfc(text) {
        return 0;
    }
    text.chars().count().saturating_sub(text.nfc().count())
}

/// Mends `text`, which is composed; `prose` finds the running text once the letters are right.
pub fn mend(text: Mended<Kind>, prose: impl Fn(&str) -> Vec<Segment>) -> Mended<Kind> {
    let mut text = text;
    let edits = letters::edits(text.text());
    text.pass(edits);
    let edits = letters::composed(text.text());
    text.pass(edits);
    let edits = punctuation::quotes(text.text(), &prose(text.text()));
    text.pass(edits);
    let edits = punctuation::spaces(text.text(), &prose(text.text()));
    text.pass(edits);
    text
}

/// Mends a single field: the value of an option, a cell of a table.
pub fn field(text: &str) -> Mended<Kind> {
    let composed = if is_nfc(text) { text.to_owned() } else { text.nfc().collect() };
    mend(Mended::new(composed), |text| vec![Segment::plain(text, 0..text.len())])
}
