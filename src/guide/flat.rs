//! A line as one text, and where its letters stand in the file. In goes a [`Line`], out comes a
//! [`Flat`] for checks that look at letters across runs of bold type and links.

use std::cell::OnceCell;
use std::ops::Range;

use super::model::{Inline, Line};
use crate::source::Sources;
use crate::span::Span;

/// A line as one text, and where each piece of it stands in the source: a number may be partly
/// bold.
pub(super) struct Flat {
    /// The letters.
    pub(super) text: String,
    pieces: Vec<LineSlice>,
}

/// A piece of a line, and what was written for it, once that is asked.
struct LineSlice {
    range: Range<usize>,
    span: Span,
    written: OnceCell<Written>,
}

impl Flat {
    pub(super) fn new(line: &Line) -> Flat {
        let mut flat = Flat { text: String::new(), pieces: Vec::new() };
        for run in &line.runs {
            match run {
                Inline::Text { text, span, .. } | Inline::Link { text, span, .. } => {
                    let start = flat.text.len();
                    flat.text.push_str(text);
                    let range = start..flat.text.len();
                    flat.pieces.push(LineSlice { range, span: *span, written: OnceCell::new() });
                }
                // No number runs through a button, nor into the next line.
                Inline::Key { .. } => flat.text.push('”'),
                Inline::Break => flat.text.push('\n'),
            }
        }
        flat
    }

    /// The places of buttons.
    pub(super) fn buttons(&self) -> Vec<Range<usize>> {
        let marks = self.text.match_indices('”').map(|(at, mark)| at..at + mark.len());
        marks.filter(|mark| self.piece(mark.start).is_none()).collect()
    }

    /// Where bytes of the text stand in the files.
    pub(super) fn span(&self, range: Range<usize>, files: &Sources) -> Option<Span> {
        let first = self.piece(range.start)?;
        let last = self.piece(range.end.checked_sub(1)?)?;
        let start = self.place(first, range.start, files);
        let end = self.place(last, range.end, files);
        let (start, end) = match (start, end) {
            (Some(start), Some(end)) => (start.end, end.start),
            _ => (first.span.start as usize, last.span.end as usize),
        };
        Some(Span::new(first.span.file, start..end.max(start)))
    }

    fn piece(&self, at: usize) -> Option<&LineSlice> {
        let index = self.pieces.partition_point(|piece| piece.range.end <= at);
        self.pieces.get(index).filter(|piece| piece.range.contains(&at))
    }

    /// Where byte `at` of the text, in or just behind a piece, stands in its file.
    fn place(&self, piece: &LineSlice, at: usize, files: &Sources) -> Option<Range<usize>> {
        let text = self.text.get(piece.range.clone())?;
        let source = files.get(piece.span.file).slice(piece.span);
        let written = piece.written.get_or_init(|| Written::new(text, source));
        let found = written.find(text, source, at - piece.range.start)?;
        let start = piece.span.start as usize;
        Some(start + found.start..start + found.end)
    }
}

/// Where the letters of a text stand in what was written for it, which has all of them in order,
/// with marks, escapes and indents between them.
struct Written {
    /// How much is written as it stands.
    same: usize,
    /// Bytes of the text behind that from which on it is as far from what was written, and where
    /// they were written.
    shifts: Vec<(usize, usize)>,
    /// The last byte up to which all letters were found.
    end: usize,
}

impl Written {
    fn new(text: &str, written: &str) -> Written {
        // Most of it is written as it stands, and is passed over at once.
        let same = same(text, written);
        let mut all = Written { same, shifts: vec![(same, same)], end: same };
        all.follow(text, written);
        all
    }

    /// Follows the letters as far as they are found.
    fn follow(&mut self, text: &str, written: &str) -> Option<()> {
        let mut here = self.same;
        let mut in_space = text[..self.same].ends_with(char::is_whitespace);
        for letter in text[self.same..].chars() {
            let is_space = letter.is_whitespace();
            if !(is_space && in_space) {
                here += distance(letter, written.get(here..)?)?;
                let rest = written.get(here..)?;
                here +=
                    if is_space { rest.len() - rest.trim_start().len() } else { letter.len_utf8() };
            }
            in_space = is_space;
            self.end += letter.len_utf8();
            let (from, to) = self.shifts.last()?;
            if to + (self.end - from) != here {
                self.shifts.push((self.end, here));
            }
        }
        Some(())
    }

    /// Byte `at` of the text in what was written: from just after the letter before it to the
    /// letter at it.
    fn find(&self, text: &str, written: &str, at: usize) -> Option<Range<usize>> {
        if at > self.end {
            return None;
        }
        let here = if at <= self.same {
            at
        } else {
            let index = self.shifts.partition_point(|(from, _)| *from <= at);
            let (from, to) = self.shifts.get(index.checked_sub(1)?)?;
            to + (at - from)
        };
        let rest = written.get(here..)?;
        let skip = match text.get(at..)?.chars().next() {
            Some(next) => distance(next, rest)?,
            None => 0,
        };
        Some(here..here + skip)
    }
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
        let place = |at: usize| Written::new(text, written).find(text, written, at).unwrap();
        let from = place(start).end;
        let to = place(start + needle.len()).start;
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
        let find = |text, written, at| Written::new(text, written).find(text, written, at);
        assert_eq!(find("abc", "ab", 3), None);
        assert_eq!(find("đ", "đ", 1), None);
        assert_eq!(find("", "", 0), Some(0..0));
    }
}
