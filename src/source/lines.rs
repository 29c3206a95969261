//! Where the lines of a text begin.

use crate::span::to_u32;

/// The first byte of each line, counted once: findings are many.
#[derive(Clone, Debug, Default)]
pub(super) struct LineIndex {
    starts: Vec<u32>,
}

impl LineIndex {
    pub(super) fn of(text: &str) -> LineIndex {
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let starts = std::iter::once(0).chain(ends.map(|(at, _)| to_u32(at + 1)));
        LineIndex { starts: starts.collect() }
    }

    /// The line of byte `at`, counted from 1, and its first byte.
    pub(super) fn line(&self, at: usize) -> (usize, usize) {
        let line = self.starts.partition_point(|start| *start as usize <= at).max(1);
        (line, self.start(line))
    }

    /// The first byte of a line, counted from 1.
    pub(super) fn start(&self, line: usize) -> usize {
        line.checked_sub(1).and_then(|line| self.starts.get(line)).map_or(0, |at| *at as usize)
    }

    /// Line and column of byte `at` of `text`, both counted from 1, columns in letters.
    pub(super) fn place(&self, text: &str, at: usize) -> (usize, usize) {
        let at = if text.is_char_boundary(at) { at } else { text.len() };
        let (line, start) = self.line(at);
        (line, text[start..at].chars().count() + 1)
    }
}
