//! What YAML is read into.

use super::lost::DroppedWords;
use crate::span::Span;

/// A value and where it stands.
#[derive(Clone, Debug)]
pub struct Node {
    /// From its first to its last character.
    pub span: Span,
    /// What it is.
    pub value: Value,
    /// What stands beside a text and would not be printed with it.
    pub(super) lost: Option<Box<DroppedWords>>,
    /// Whether it cannot be read, which is reported.
    pub(super) is_broken: bool,
}

/// What a node holds.
#[derive(Clone, Debug)]
pub enum Value {
    /// Nothing.
    Null,
    /// A scalar as it is written: numbers and `yes` are texts too.
    Text(String),
    /// A sequence.
    List(Vec<Node>),
    /// A mapping, in the order written.
    Map(Vec<(Spanned<String>, Node)>),
}

impl Node {
    pub(super) fn new(span: Span, value: Value) -> Node {
        Node { span, value, lost: None, is_broken: false }
    }

    /// What cannot be read.
    pub(super) fn broken(span: Span) -> Node {
        Node { is_broken: true, ..Node::null(span) }
    }

    pub(super) fn null(span: Span) -> Node {
        Node::new(span, Value::Null)
    }

    pub(super) fn text_of(words: &str, span: Span) -> Node {
        Node::new(span, Value::Text(words.to_owned()))
    }
}

/// Anything with a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The thing.
    pub it: T,
    /// Its place.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// `it`, at `span`.
    pub fn new(it: T, span: Span) -> Spanned<T> {
        Spanned { it, span }
    }
}

/// How deep lists and fields may stand in each other; our own files need seven.
pub(super) const MAX_DEPTH: usize = 32;

/// What YAML takes for nothing.
pub(super) fn is_null(words: &str) -> bool {
    matches!(words, "" | "~" | "null" | "Null" | "NULL")
}
