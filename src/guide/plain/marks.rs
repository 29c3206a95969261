//! Punctuation around a word, as a set of bits.

/// Punctuation at a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Punctuation(u16);

impl Punctuation {
    /// A comma behind.
    pub(super) const COMMA: Punctuation = Punctuation(1);
    /// A full stop behind.
    pub(super) const STOP: Punctuation = Punctuation(1 << 1);
    /// A question or exclamation mark behind.
    pub(super) const ASK: Punctuation = Punctuation(1 << 2);
    /// Three dots behind.
    pub(super) const DOTS: Punctuation = Punctuation(1 << 3);
    /// A colon or semicolon behind.
    pub(super) const COLON: Punctuation = Punctuation(1 << 4);
    /// A dash behind.
    pub(super) const DASH: Punctuation = Punctuation(1 << 5);
    /// A closing bracket behind.
    pub(super) const CLOSE: Punctuation = Punctuation(1 << 6);
    /// A closing quotation mark behind.
    pub(super) const UNQUOTE: Punctuation = Punctuation(1 << 7);
    /// An opening bracket in front.
    pub(super) const OPEN: Punctuation = Punctuation(1 << 8);
    /// An opening quotation mark in front.
    pub(super) const QUOTE: Punctuation = Punctuation(1 << 9);
    /// A new line in front.
    pub(super) const BREAK: Punctuation = Punctuation(1 << 10);

    /// Whether any of `other` is set.
    pub(super) fn has(self, other: Punctuation) -> bool {
        self.0 & other.0 != 0
    }

    /// Both.
    pub(super) const fn with(self, other: Punctuation) -> Punctuation {
        Punctuation(self.0 | other.0)
    }

    /// Whether the next word belongs to the same phrase: nothing stands behind this one.
    pub(super) fn is_inside(self) -> bool {
        let behind = Punctuation::COMMA
            .with(Punctuation::STOP)
            .with(Punctuation::ASK)
            .with(Punctuation::DOTS)
            .with(Punctuation::COLON)
            .with(Punctuation::DASH)
            .with(Punctuation::CLOSE)
            .with(Punctuation::UNQUOTE);
        !self.has(behind)
    }

    /// What punctuation behind a word means.
    pub(super) fn behind(text: &str) -> Punctuation {
        if text.is_empty() {
            return Punctuation::default();
        }
        let dots = text.matches('.').count();
        let mut marks = match dots {
            0 => Punctuation::default(),
            1 => Punctuation::STOP,
            _ => Punctuation::DOTS,
        };
        for letter in text.chars() {
            marks = marks.with(match letter {
                ',' => Punctuation::COMMA,
                '?' | '!' => Punctuation::ASK,
                '…' => Punctuation::DOTS,
                ':' | ';' => Punctuation::COLON,
                '–' | '—' | '-' | '→' => Punctuation::DASH,
                ')' | ']' => Punctuation::CLOSE,
                '”' | '"' | '»' => Punctuation::UNQUOTE,
                _ => Punctuation::default(),
            });
        }
        marks
    }

    /// What punctuation in front of a word means.
    pub(super) fn before(text: &str) -> Punctuation {
        text.chars().fold(Punctuation::default(), |marks, letter| {
            marks.with(match letter {
                '(' | '[' => Punctuation::OPEN,
                '“' | '"' | '«' => Punctuation::QUOTE,
                _ => Punctuation::default(),
            })
        })
    }
}
