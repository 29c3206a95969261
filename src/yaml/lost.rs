//! What stands in the file beside a scalar and would be lost or change without a word: comments
//! behind and under it, and lines of a list that YAML joins.

use std::ops::Range;

use crate::source::Source;
use crate::span::Span;

/// What holds a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Parent {
    /// Nothing does.
    None,
    /// A list or mapping in brackets.
    Flow,
    /// A list or mapping by indentation, that begins in this column.
    Block(usize),
}

/// Words beside a value that its author may have meant to be printed.
#[derive(Clone, Debug)]
pub(super) struct DroppedWords {
    pub(super) span: Span,
    pub(super) words: String,
    /// A line of a list that YAML joins to the one before; else a comment.
    pub(super) is_item: bool,
    /// Whether it may be a comment behind a number or an id: a space follows its `#`.
    pub(super) is_remark: bool,
}

impl DroppedWords {
    fn new(source: &Source, at: Range<usize>) -> DroppedWords {
        let words = source.text[at.clone()].to_owned();
        DroppedWords { span: Span::new(source.id, at), words, is_item: false, is_remark: false }
    }
}

/// The line that `at` stands in, from there on.
fn rest_of_line(source: &Source, at: usize, end: usize) -> &str {
    source.text.get(at..end).unwrap_or("").split('\n').next().unwrap_or("")
}

/// The comment behind `at` in its line.
pub(super) fn behind(source: &Source, end: usize, at: usize) -> Option<DroppedWords> {
    let rest = rest_of_line(source, at, end);
    let words = rest.trim_start();
    let is_remark = words.strip_prefix('#')?.starts_with(|c: char| c.is_whitespace());
    let start = at + rest.len() - words.len();
    let lost = DroppedWords::new(source, start..start + words.trim_end().len());
    Some(DroppedWords { is_remark, ..lost })
}

/// The first comment behind words in a stretch of broken YAML.
pub(super) fn hiding(source: &Source, at: Range<usize>) -> Option<DroppedWords> {
    let mut start = source.text.get(..at.start)?.rfind('\n').map_or(0, |line| line + 1);
    for line in source.text.get(start..at.end)?.split_inclusive('\n') {
        let from = at.start.saturating_sub(start);
        let is_comment = |found: &usize| *found >= from && line[..*found].ends_with([' ', '\t']);
        let found = line.match_indices('#').map(|(found, _)| found).find(is_comment);
        if let Some(found) = found.filter(|found| !line[..*found].trim().is_empty()) {
            let end = line.trim_end().len();
            return Some(DroppedWords::new(source, start + found..start + end));
        }
        start += line.len();
    }
    None
}

/// A comment in the lines under a text, indented as if it went on with it.
pub(super) fn under(
    source: &Source,
    end: usize,
    at: usize,
    parent: Parent,
) -> Option<DroppedWords> {
    let Parent::Block(column) = parent else { return None };
    let rest = source.text.get(at..end)?.trim_start();
    if !rest.starts_with('#') {
        return None;
    }
    let start = end - rest.len();
    let line = source.text[..start].rfind('\n').map_or(0, |at| at + 1);
    if line <= at || start - line <= column {
        return None;
    }
    let words = rest_of_line(source, start, end).trim_end();
    Some(DroppedWords::new(source, start..start + words.len()))
}

/// The first line of a list that is joined to the line before it. Lines of a block that are
/// indented further than its first keep their ends.
pub(super) fn run_together(
    source: &Source,
    at: Range<usize>,
    is_block: bool,
) -> Option<DroppedWords> {
    let written = source.text.get(at.clone()).filter(|written| written.contains('\n'))?;
    let base = at.start - source.text[..at.start].rfind('\n').map_or(0, |line| line + 1);
    let mut lines = written.split_inclusive('\n');
    let first = lines.next()?;
    let mut start = at.start + first.len();
    let mut is_joined = !is_block || !first.starts_with(char::is_whitespace);
    for line in lines {
        let words = line.trim();
        let indent = line.len() - line.trim_start().len();
        let is_kept = words.is_empty() || (is_block && indent > base);
        if is_joined && !is_kept && begins_item(words) {
            let lost = DroppedWords::new(source, start + indent..start + indent + words.len());
            return Some(DroppedWords { is_item: true, ..lost });
        }
        is_joined = !is_kept;
        start += line.len();
    }
    None
}

/// Whether a line means something only at its beginning: a bullet, a number, a heading, a quote.
fn begins_item(line: &str) -> bool {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = line.len() - rest.len();
    let rest = match line.chars().next() {
        Some('-' | '*' | '+' | '>' | '•' | '–' | '—' | '·' | '▪' | '◦' | '☐') => {
            line.trim_start_matches(|c: char| !c.is_alphanumeric() && !c.is_whitespace())
        }
        Some('#') => line.trim_start_matches('#'),
        Some(_) if (1..=3).contains(&digits) && rest.starts_with(['.', ')']) => &rest[1..],
        _ => return false,
    };
    rest.is_empty() || rest.starts_with(char::is_whitespace)
}

/// The anchor (`&`) or tag (`!`) in a stretch without words but those of comments.
pub(super) fn property(source: &Source, at: Range<usize>, sign: char) -> Range<usize> {
    let mut start = at.start;
    for line in source.text.get(at.clone()).unwrap_or("").split_inclusive('\n') {
        let is_comment =
            |at: &usize| line[..*at].chars().next_back().is_none_or(char::is_whitespace);
        let code = line.match_indices('#').map(|(at, _)| at).find(is_comment).unwrap_or(line.len());
        if let Some(found) = line[..code].find(sign) {
            let words = &line[found..];
            let length = words.find(char::is_whitespace).unwrap_or(words.len());
            return start + found..start + found + length;
        }
        start += line.len();
    }
    at
}

/// A line `%…` in a stretch.
pub(super) fn directive(source: &Source, at: Range<usize>) -> Option<Span> {
    let mut start = at.start;
    for line in source.text.get(at).unwrap_or("").split_inclusive('\n') {
        if line.starts_with('%') {
            return Some(Span::new(source.id, start..start + line.trim_end().len()));
        }
        start += line.len();
    }
    None
}
