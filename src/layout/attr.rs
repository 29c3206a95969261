//! What letters of a paragraph have in common, and how they are heard.

use super::page::Role;
use crate::diag::Lang;
use crate::span::Span;
use crate::text::FaceId;

/// Letters that look and behave alike.
#[derive(Clone, Debug)]
pub(super) struct Attr<'r> {
    /// Their bytes in the text.
    pub start: usize,
    pub end: usize,
    /// The bytes of the run they are of, which may have been split.
    pub run: (usize, usize),
    pub face: FaceId,
    /// Whether they are the name of a button, with a frame around it.
    pub key: bool,
    pub link: Option<&'r str>,
    pub heard: Spoken,
    pub span: Option<Span>,
}

/// How letters are heard.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Spoken {
    /// As they are.
    #[default]
    Said,
    /// Not at all: a page number, which is a matter of paper.
    Unsaid,
    /// As English.
    English,
    /// As one word with the button before.
    WithButton,
}

impl Spoken {
    /// The role around letters that are heard so.
    pub(super) fn role(self) -> Option<Role> {
        match self {
            Spoken::Said | Spoken::WithButton => None,
            Spoken::Unsaid => Some(Role::Artifact),
            Spoken::English => Some(Role::Foreign(Lang::En)),
        }
    }
}
