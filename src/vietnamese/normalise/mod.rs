//! Puts right what keyboards, Word, Zalo and Excel leave in text (VT-02, VT-03, VT-06, VT-12).
//!
//! In goes text as somebody typed or copied it, composed (NFC); out comes [`Mended`]: the text as
//! it should be, and every change with its place. Two passes: *letters* holds everywhere, in names
//! of fields and in web addresses too; *punctuation* only in running text, which the caller marks
//! as [`Segment`]s.
//!
//! What would be a guess is left alone: a word that is not Vietnamese keeps its ð, a quotation mark
//! without a partner stays straight. Letters and marks that are wrong and have no one reading are
//! what [`doubts`] lists. No-break spaces stay inside a line (VT-09).

mod blank;
mod clean;
mod doubt;
mod letters;
mod marks;
mod near;
mod punctuation;
mod spelling;
mod torn;

use std::ops::Range;

use unicode_normalization::{UnicodeNormalization, is_nfc};

pub use super::mended::Mended;
use blank::blank;
pub use doubt::{Doubt, Why, doubts, faults};
use letters::letters;
use marks::{composed, misplaced, spacing};
use punctuation::{quotes, spaces};
use spelling::spelling;
use torn::torn;

/// Why a letter or sign was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A mark of Markdown that was typed in another way.
    Mark,
    /// Text of an old font, decoded (VT-05).
    OldEncoding,
    /// The letter eth or African D for đ (VT-03).
    Eth,
    /// A Cyrillic or Greek letter that looks like a Latin one (VT-03).
    LookAlike,
    /// A Latin letter no Vietnamese word has, for the one it stands for: ƣ for ư (VT-03).
    NearLetter,
    /// Marks apart from their letter, or on the wrong one (VT-02).
    Composed,
    /// A “styled” letter of phones and web pages (𝗕, Ｂ, ﬁ) for a plain one.
    Styled,
    /// A sign nobody sees (VT-06).
    Invisible,
    /// A tone on the wrong vowel, or half of ươ without its horn (VT-07).
    Spelling,
    /// Spaces: doubled, before or missing after a sign (VT-06).
    Space,
    /// A syllable torn by a space, as text from a PDF has it.
    Torn,
    /// A straight quotation mark (VT-12).
    Quote,
}

/// A stretch of running text, such as one line, item or field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Its bytes.
    pub range: Range<usize>,
    /// Bytes inside that are no prose and stay as they are: web addresses, attributes. In order,
    /// without overlaps.
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
    /// Whether byte `at` stands in what is no prose. What is apart is in order and does not overlap.
    pub fn is_apart(&self, at: usize) -> bool {
        let apart = &self.apart;
        let next = apart.partition_point(|range| range.end <= at);
        apart.get(next).is_some_and(|range| range.start <= at)
    }

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

/// More rounds than any text has needed; a bound, so that no text can keep us.
const MOST_ROUNDS: usize = 8;

/// How many marks of a text that is not composed (NFC) stand apart from their letters, as macOS and
/// some phones write them; one at least.
pub fn decomposed(text: &str) -> usize {
    text.chars().count().saturating_sub(text.nfc().count()).max(1)
}

/// Mends `text`, which is composed; `prose` finds its running text, `segments` are what it finds
/// now.
///
/// What one rule mends may show another something to mend, as a space set apart makes two words of
/// one; so the rules go round until nothing changes. Text that is right is read once.
pub fn mend(
    mut text: Mended<Kind>,
    mut segments: Vec<Segment>,
    prose: impl Fn(&str) -> Vec<Segment>,
) -> Mended<Kind> {
    for _ in 0..MOST_ROUNDS {
        let before = text.changes().len();
        for rule in [letters, spacing, misplaced, composed, blank, quotes, spaces, torn, spelling] {
            let edits = rule(text.text(), &segments);
            if !edits.is_empty() {
                text.pass(edits);
                segments = prose(text.text());
            }
        }
        if text.changes().len() == before {
            break;
        }
    }
    text
}

/// Whether [`field`] would leave a text as it is. It looks once at the bytes, and says no when in
/// doubt.
pub fn is_clean(text: &str) -> bool {
    clean::is_clean(text)
}

/// Mends a single field: the value of an option, a cell of a table.
pub fn field(text: &str) -> Mended<Kind> {
    let composed = if is_nfc(text) { text.to_owned() } else { text.nfc().collect() };
    let whole = |text: &str| vec![Segment::plain(text, 0..text.len())];
    let segments = whole(&composed);
    mend(Mended::new(composed), segments, whole)
}
