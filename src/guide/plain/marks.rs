//! Punctuation around a word, as a set of bits.

/// Punctuation at a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Marks(u16);

impl Marks {
    /// A comma behind.
    pub(super) const COMMA: Marks = Marks(1);
    /// A full stop behind.
    pub(super) const STOP: Marks = Marks(1 << 1);
    /// A question or exclamation mark behind.
    pub(super) const ASK: Marks = Marks(1 << 2);
    /// Three dots behind.
    pub(super) const DOTS: Marks = Marks(1 << 3);
    /// A colon or semicolon behind.
    pub(super) const COLON: Marks = Marks(1 << 4);
    /// A dash behind.
    pub(super) const DASH: Marks = Marks(1 << 5);
    /// A closing bracket behind.
    pub(super) const CLOSE: Marks = Marks(1 << 6);
    /// A closing quotation mark behind.
    pub(super) const UNQUOTE: Marks = Marks(1 << 7);
    /// An opening bracket in front.
    pub(super) const OPEN: Marks = Marks(1 << 8);
    /// An opening quotation mark in front.
    pub(super) const QUOTE: Marks = Marks(1 << 9);
    /// A new line in front.
    pub(super) const BREAK: Marks = Marks(1 << 10);

    /// Whether any of `other` is set.
    pub(super) fn has(self, other: Marks) -> bool {
        self.0 & other.0 != 0
    }

    /// Both.
    pub(super) const fn with(self, other: Marks) -> Marks {
        Marks(self.0 | other.0)
    }

    /// Whether the next word belongs to the same phrase: nothing stands behind this one.
    pub(super) fn is_inside(self) -> bool {
        let behind = Marks::COMMA
            .with(Marks::STOP)
            .with(Marks::ASK)
            .with(Marks::DOTS)
            .with(Marks::COLON)
            .with(Marks::DASH)
            .with(Marks::CLOSE)
            .with(Marks::UNQUOTE);
        !self.has(behind)
    }

    /// What punctuation behind a word means.
    pub(super) fn behind(text: &str) -> Marks {
        if text.is_empty() {
            return Marks::default();
        }
        let dots = text.matches('.').count();
        let mut marks = match dots {
            0 => Marks::default(),
            1 => Marks::STOP,
            _ => Marks::DOTS,
        };
        for letter in text.chars() {
            marks = marks.with(match letter {
                ',' => Marks::COMMA,
                '?' | '!' => Marks::ASK,
                '…' => Marks::DOTS,
                ':' | ';' => Marks::COLON,
                '–' | '—' | '-' | '→' => Marks::DASH,
                ')' | ']' => Marks::CLOSE,
                '”' | '"' | '»' => Marks::UNQUOTE,
                _ => Marks::default(),
            });
        }
        marks
    }

    /// What punctuation in front of a word means.
    pub(super) fn before(text: &str) -> Marks {
        text.chars().fold(Marks::default(), |marks, letter| {
            marks.with(match letter {
                '(' | '[' => Marks::OPEN,
                '“' | '"' | '«' => Marks::QUOTE,
                _ => Marks::default(),
            })
        })
    }
}
