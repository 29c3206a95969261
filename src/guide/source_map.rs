//! Where parsed text comes from. In go bytes of the text a parser saw, out come their places in the
//! file.

use std::ops::Range;

use crate::source::Source;
use crate::span::Span;
use crate::yaml::{Spanned, Trace};

/// Maps ranges of the parsed text to the file they come from.
pub(super) struct SourceMap<'a> {
    pub(super) source: &'a Source,
    trace: Trace,
}

impl<'a> SourceMap<'a> {
    /// Text that stands in the file as it is.
    pub(super) fn straight(source: &'a Source, at: Range<usize>) -> SourceMap<'a> {
        SourceMap { source, trace: Trace::straight(at) }
    }

    /// Where the value of a YAML field comes from.
    pub(super) fn of(source: &'a Source, words: &Spanned<String>) -> SourceMap<'a> {
        SourceMap { source, trace: Trace::of(source, words) }
    }

    /// The span of `range` of the text.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.source.id, self.trace.range(range))
    }
}
