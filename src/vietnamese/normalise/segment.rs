//! Running text in a file, and what may be wrong with it.

use std::ops::Range;

/// Why a letter or sign was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChangeReason {
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
pub struct TextSegment {
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

impl TextSegment {
    /// Whether byte `at` stands in what is no prose. What is apart is in order and does not overlap.
    pub fn is_apart(&self, at: usize) -> bool {
        let apart = &self.apart;
        let next = apart.partition_point(|range| range.end <= at);
        apart.get(next).is_some_and(|range| range.start <= at)
    }

    /// A segment of plain running text, with the web addresses in it set apart.
    pub fn plain(text: &str, range: Range<usize>) -> TextSegment {
        TextSegment { apart: addresses(text, range.clone()), range, quoting: Quoting::Plain }
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
