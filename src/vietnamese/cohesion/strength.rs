//! How firmly neighbours hold together, and letters that say so without being seen.

/// How firmly two neighbours hold together, from loose to firm.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cohesion {
    /// A sentence ends between them: lines gladly end here.
    Sentence,
    /// A clause ends between them.
    Clause,
    /// Two words with nothing special between them.
    Plain,
    /// A small word leans on what follows: `và│…`, or a sentence has only just begun.
    Leaning,
    /// Two words of one phrase: `công an│xã`, `hơn│60`.
    Phrase,
    /// Two syllables of one word; `không│` and what it denies.
    Compound,
    /// Two parts of a name or of an address.
    Name,
    /// One piece of information: parts of a date, groups of a phone number, `App Store`.
    Keep,
    /// The innermost part of such a piece: `Bước 3`, `50 %`, `bác Lan`, a dash and its word.
    Tight,
    /// No break at all: inside a syllable, after a soft hyphen.
    Never,
}

/// Whether a letter draws nothing and only tells where lines may end or letters may join: soft
/// hyphen, spaces of no width, joiners (VT-06).
pub fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}
