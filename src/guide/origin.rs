//! Where parsed text comes from. In go bytes of the text a parser saw, out come their places in the
//! file: the same where it stands there letter for letter, else word by word.

use std::ops::Range;

use crate::source::{Source, Span};
use crate::yaml::Spanned;

/// Maps ranges of the parsed text to the file they come from.
pub(super) struct Origin<'a> {
    pub(super) source: &'a Source,
    /// Start of the text in the file, when it stands there letter for letter.
    pub(super) base: Option<usize>,
    /// The whole of it in the file.
    pub(super) span: Span,
}

impl<'a> Origin<'a> {
    /// Where the value of a YAML field comes from.
    pub(super) fn of(source: &'a Source, words: &Spanned<String>) -> Origin<'a> {
        let literal = source.slice(words.span).starts_with(words.it.trim_end());
        let base = literal.then_some(words.span.start as usize);
        Origin { source, base, span: words.span }
    }

    /// The span of `range` of `text`. Where YAML folded or indented the text, words are counted.
    pub(super) fn span(&self, text: &str, range: Range<usize>) -> Span {
        if let Some(base) = self.base {
            return Span::new(self.source.id, base + range.start..base + range.end);
        }
        let before = text[..range.start].split_whitespace().count();
        let inside = text[range.clone()].split_whitespace().count().max(1);
        let written = self.source.slice(self.span);
        let word_at = |index: usize| {
            let word = written.split_whitespace().nth(index)?;
            Some(word.as_ptr() as usize - written.as_ptr() as usize)
        };
        let glued = before > 0 && !text[..range.start].ends_with(char::is_whitespace);
        let first = if glued { before - 1 } else { before };
        let start = word_at(first).unwrap_or(0);
        let last = word_at(first + inside - 1).unwrap_or(start);
        let length = written[last..].split_whitespace().next().map_or(0, str::len);
        let base = self.span.start as usize;
        Span::new(self.source.id, base + start..base + last + length)
    }
}
