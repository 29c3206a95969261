//! How sure a statement is, as the dossier of facts grades it.

use std::fmt;

use crate::diag::{Sink, text};
use crate::yaml::{Node, Spanned};

/// How sure a statement is, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// Law or authority, and two independent sources.
    A,
    /// Nearly that: newspapers that quote the law, or an official source that is a little old.
    AMinus,
    /// One official source, or two newspapers.
    B,
    /// A tip of good practice (“bring your glasses”) that claims no fact.
    Advice,
    /// One newspaper: print with care.
    C,
    /// Old, contradicted or only inferred: never print.
    D,
    /// Common knowledge without a source: never print before it was looked up.
    Background,
}

impl Grade {
    /// Every grade.
    pub const ALL: [Grade; 7] =
        [Grade::A, Grade::AMinus, Grade::B, Grade::Advice, Grade::C, Grade::D, Grade::Background];

    /// As it is written in files.
    pub fn name(self) -> &'static str {
        match self {
            Grade::A => "A",
            Grade::AMinus => "A−",
            Grade::B => "B",
            Grade::Advice => "advice",
            Grade::C => "C",
            Grade::D => "D",
            Grade::Background => "NỀN",
        }
    }

    /// Whether a sheet may print it.
    pub fn is_printable(self) -> bool {
        self < Grade::D
    }

    /// Reads the value of a field `grade`.
    pub fn read(node: &Node, sink: &mut Sink) -> Option<Spanned<Grade>> {
        let words = node.word("grade", sink)?;
        // The minus of the dossier and the hyphen of a keyboard mean the same.
        let written = words.it.trim().replace('-', "−");
        let found = Grade::ALL.into_iter().find(|grade| grade.name() == written);
        if found.is_none() {
            let wanted = text!(
                en "one of A, A−, B, C, D, NỀN or `advice`",
                vi "một trong A, A−, B, C, D, NỀN hoặc `advice` (lời khuyên)",
            );
            sink.push(node.wrong("grade", wanted));
        }
        found.map(|grade| Spanned::new(grade, words.span))
    }
}

impl fmt::Display for Grade {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
