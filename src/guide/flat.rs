//! A line as one text, and where its letters stand in the file. In goes a [`Line`], out comes a
//! [`Flat`] for checks that look at letters across runs of bold type and links.

use std::ops::Range;

use super::model::{Inline, Line};
use crate::source::Source;
use crate::span::Span;

/// A line as one text, and where each piece of it stands in the source: a number may be partly
/// bold.
pub(super) struct Flat {
    /// The letters.
    pub(super) text: String,
    pieces: Vec<(Range<usize>, Span)>,
}

impl Flat {
    pub(super) fn new(line: &Line) -> Flat {
        let mut flat = Flat { text: String::new(), pieces: Vec::new() };
        for run in &line.runs {
            match run {
                Inline::Text { text, span, .. } | Inline::Link { text, span, .. } => {
                    let start = flat.text.len();
                    flat.text.push_str(text);
                    flat.pieces.push((start..flat.text.len(), *span));
                }
                // No number runs through a button, nor into the next line.
                Inline::Key { .. } => flat.text.push('”'),
                Inline::Break => flat.text.push('\n'),
            }
        }
        flat
    }

    /// Where bytes of the text stand in the source.
    pub(super) fn span(&self, range: Range<usize>, source: &Source) -> Option<Span> {
        let piece = |at: usize| self.pieces.iter().find(|(piece, _)| piece.contains(&at));
        let (first, first_span) = piece(range.start)?;
        let (last, last_span) = piece(range.end.checked_sub(1)?)?;
        let text = |piece: &Range<usize>| self.text.get(piece.clone()).unwrap_or("");
        let start = align(text(first), source.slice(*first_span), range.start - first.start);
        let end = align(text(last), source.slice(*last_span), range.end - last.start);
        let (start, end) = match (start, end) {
            (Some(start), Some(end)) => {
                (first_span.start as usize + start.end, last_span.start as usize + end.start)
            }
            _ => (first_span.start as usize, last_span.end as usize),
        };
        Some(Span::new(first_span.file, start..end.max(start)))
    }
}

/// Byte `at` of a text in what was written for it: from just after the letter before it to the
/// letter at it. What was written has all letters of the text in order, with marks, escapes and
/// indents between them.
fn align(text: &str, written: &str, at: usize) -> Option<Range<usize>> {
    let before = text.get(..at)?;
    // Most of it is written as it stands, and is passed over at once.
    let mut here = same(before, written);
    let mut in_space = before[..here].ends_with(char::is_whitespace);
    for letter in before[here..].chars() {
        let is_space = letter.is_whitespace();
        if is_space && in_space {
            continue;
        }
        in_space = is_space;
        here += distance(letter, written.get(here..)?)?;
        let rest = written.get(here..)?;
        here += if is_space { rest.len() - rest.trim_start().len() } else { letter.len_utf8() };
    }
    let rest = written.get(here..)?;
    let skip = match text.get(at..)?.chars().next() {
        Some(next) => distance(next, rest)?,
        None => 0,
    };
    Some(here..here + skip)
}

/// How many bytes both begin with.
fn same(one: &str, other: &str) -> usize {
    const BLOCK: usize = 64;
    let blocks = one.as_bytes().chunks_exact(BLOCK).zip(other.as_bytes().chunks_exact(BLOCK));
    let whole = blocks.take_while(|(one, other)| one == other).count() * BLOCK;
    let rest = one.bytes().skip(whole).zip(other.bytes().skip(whole));
    let mut length = whole + rest.take_while(|(one, other)| one == other).count();
    while !one.is_char_boundary(length) {
        length -= 1;
    }
    length
}

/// How far on the next such letter stands; any white space is a space.
fn distance(letter: char, written: &str) -> Option<usize> {
    written.find(|c: char| c == letter || letter.is_whitespace() && c.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text of a guide's line and what was written for it; `needle` stands in the text.
    #[track_caller]
    fn assert_found(text: &str, written: &str, needle: &str, wanted: &str) {
        let start = text.find(needle).unwrap();
        let from = align(text, written, start).unwrap().end;
        let to = align(text, written, start + needle.len()).unwrap().start;
        assert_eq!(&written[from..to], wanted);
    }

    #[test]
    fn letters_are_found_again_in_the_source() {
        assert_found("gọi 0912345678 nhé", "gọi 0912345678 nhé", "0912345678", "0912345678");
        assert_found("a 5/9/2026", "a\n  5/9/2026", "5/9/2026", "5/9/2026");
        assert_found(
            "a ngày 5 tháng 9",
            "a ngày\n   5 tháng\n9",
            "ngày 5 tháng 9",
            "ngày\n   5 tháng\n9",
        );
        assert_found("0912.345.678", "0912\\.345.678", "0912.345.678", "0912\\.345.678");
        assert_found("trang x 07:30", "[trang x](https://a.b) 07:30", "07:30", "07:30");
        assert_found("a & b 07:30", "a &amp; b 07:30", "07:30", "07:30");
        assert_found("a  b 07:30.", "a  b 07:30.", "07:30", "07:30");
        assert_found("đ 07:30", "đ > 07:30", "07:30", "07:30");
        // What begins as it was written is passed over in blocks; letters of one first byte differ.
        let long = "Bác gọi số này rồi đợi một lát. ".repeat(9);
        for (text, written) in
            [("ở 07:30", "ở 07:30"), ("ở & 07:30", "ở &amp; 07:30"), ("a b 07:30", "a  b 07:30")]
        {
            assert_found(&(long.clone() + text), &(long.clone() + written), "07:30", "07:30");
        }
    }

    #[test]
    fn what_was_not_written_is_not_found() {
        assert_eq!(align("abc", "ab", 3), None);
        assert_eq!(align("đ", "đ", 1), None);
        assert_eq!(align("", "", 0), Some(0..0));
    }
}
