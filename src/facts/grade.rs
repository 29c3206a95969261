//! How sure a statement is, as the dossier of facts grades it, or as its kind of source makes it.

use std::fmt;

use super::claim::{ClaimKind, claims};
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

/// Who said it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceKind {
    /// A law, decree or circular.
    Law,
    /// A body of the state, a hospital, a bank, a carrier, the maker of the app.
    Office,
    /// The screen itself, which somebody has looked at.
    Screen,
    /// A newspaper.
    News,
    /// A tip of good practice.
    Advice,
}

/// Words of those who speak for themselves, in small letters.
const OFFICES: &[&str] = &[
    "công an",
    "ubnd",
    "uỷ ban",
    "ủy ban",
    "bộ ",
    "sở ",
    "cục ",
    "chi cục",
    "tổng cục",
    "trung tâm",
    "trạm y tế",
    "bệnh viện",
    "bảo hiểm xã hội",
    "bhxh",
    "ngân hàng",
    "trường ",
    "chính phủ",
    "quốc hội",
    "hội ",
    "đoàn ",
    "tổ dân phố",
    "tổ trưởng",
    "ban ",
    "phường",
    "xã ",
    "c06",
    "gov.vn",
];

impl SourceKind {
    /// Every kind.
    pub const ALL: [SourceKind; 5] = [
        SourceKind::Law,
        SourceKind::Office,
        SourceKind::Screen,
        SourceKind::News,
        SourceKind::Advice,
    ];

    /// As it is written in files.
    pub fn name(self) -> &'static str {
        match self {
            SourceKind::Law => "law",
            SourceKind::Office => "office",
            SourceKind::Screen => "screen",
            SourceKind::News => "news",
            SourceKind::Advice => "advice",
        }
    }

    /// The best grade of what such a source says; two newspapers are worth an office.
    pub fn grade(self, from: &str) -> Grade {
        match self {
            SourceKind::Law => Grade::A,
            SourceKind::Office | SourceKind::Screen => Grade::B,
            SourceKind::News
                if from.split([',', ';']).filter(|it| !it.trim().is_empty()).count() > 1 =>
            {
                Grade::B
            }
            SourceKind::News => Grade::C,
            SourceKind::Advice => Grade::Advice,
        }
    }

    /// The kind of a source that does not say it: a law is named by its number, an office by its
    /// name or its page; anything else is a newspaper.
    pub(super) fn guess(from: &str, link: Option<&str>) -> SourceKind {
        let small = from.to_lowercase();
        let is_law = claims(from).iter().any(|claim| matches!(claim.what, ClaimKind::Law { .. }));
        let host = link.and_then(|link| link.split('/').nth(2)).unwrap_or("").to_lowercase();
        if is_law {
            SourceKind::Law
        } else if host.ends_with(".gov.vn") || OFFICES.iter().any(|office| small.contains(office)) {
            SourceKind::Office
        } else {
            SourceKind::News
        }
    }

    /// Reads the value of a field `kind`.
    pub(super) fn read(node: &Node, sink: &mut Sink) -> Option<Spanned<SourceKind>> {
        let words = node.word("kind", sink)?;
        let found = SourceKind::ALL.into_iter().find(|kind| kind.name() == words.it);
        if found.is_none() {
            let wanted = text!(
                en "one of law, office, screen, news or advice",
                vi "một trong law (văn bản luật), office (cơ quan), screen (màn hình đã xem), news (báo) hoặc advice (lời khuyên)",
            );
            sink.push(node.wrong("kind", wanted));
        }
        found.map(|kind| Spanned::new(kind, words.span))
    }
}
