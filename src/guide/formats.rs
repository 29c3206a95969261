//! Phone numbers, dates, times and sums of money as authors type them (VT-13). In goes the text of
//! a guide or a value of `--set`, out come findings at the letters at fault.
//!
//! What cannot be dialled or is no day is an error; another form than the house's is a warning that
//! shows the right one. Nothing is changed: what an author typed is printed as typed. Names of
//! buttons stand as they do on the screen and are left alone.

use std::ops::Range;

use super::model::{Block, Guide, Inline, Line};
use super::reasons::{self, Reason};
use super::slots::{Content, slots};
use crate::diag::{Code, Diagnostic, Sink, Text, text};
use crate::source::{Source, Span};
use crate::vietnamese::spot::{Spot, What, spot};

/// Checks every line of a guide that came from `source`.
pub(super) fn check(guide: &Guide, source: &Source, sink: &mut Sink) {
    for slot in slots(guide) {
        match slot.content {
            Content::Line(line) => check_line(line, source, sink),
            Content::Blocks(blocks) => check_blocks(blocks, source, sink),
            Content::Picture(_) => {}
        }
    }
}

/// Checks what `--set key=value` puts on the sheets.
pub fn check_setting(key: &str, value: &str, sink: &mut Sink) {
    for (_, mut diagnostic) in findings(value) {
        let Text { en, vi } = diagnostic.message;
        diagnostic.message = Text {
            en: format!("in `--set {key}`: {en}"),
            vi: format!("trong `--set {key}`: {vi}"),
        };
        sink.push(diagnostic);
    }
}

/// Checks a value of a record.
pub fn check_cell(value: &str, sink: &mut Sink) {
    sink.extend(findings(value).into_iter().map(|(_, diagnostic)| diagnostic));
}

fn check_blocks(blocks: &[Block], source: &Source, sink: &mut Sink) {
    for block in blocks {
        match block {
            Block::Para(line) => check_line(line, source, sink),
            Block::Bullets(lines) | Block::Checks(lines) => {
                for line in lines {
                    check_line(line, source, sink);
                }
            }
            Block::Note(_, blocks) => check_blocks(blocks, source, sink),
        }
    }
}

fn check_line(line: &Line, source: &Source, sink: &mut Sink) {
    let flat = Flat::new(line);
    for (range, diagnostic) in findings(&flat.text) {
        sink.push(match flat.span(range, source) {
            Some(span) => diagnostic.at(span),
            None => diagnostic.at_path(&source.path),
        });
    }
}

/// The findings in one text, each with its bytes.
fn findings(text: &str) -> Vec<(Range<usize>, Diagnostic)> {
    let spots = spot(text).into_iter();
    spots
        .filter_map(|spot| {
            let typed = text.get(spot.range.clone()).unwrap_or("");
            Some((spot.range.clone(), finding(typed, &spot)?))
        })
        .collect()
}

fn finding(typed: &str, spot: &Spot) -> Option<Diagnostic> {
    let wrong = |code, what: Text, Reason { why, todo }: Reason| {
        let en = format!("`{typed}` {}: {}", what.en, why.en);
        let vi = format!("`{typed}` {}: {}", what.vi, why.vi);
        Some(Diagnostic::new(code, Text { en, vi }).hint(todo))
    };
    match &spot.what {
        What::Phone(Err(fault)) => wrong(
            Code::PhoneWrong,
            text!(en "is no phone number", vi "không phải số điện thoại gọi được"),
            reasons::phone(fault),
        ),
        What::Date(Err(fault)) => wrong(
            Code::DateWrong,
            text!(en "is no date", vi "không phải ngày có thật"),
            reasons::date(fault),
        ),
        What::Time(Err(fault)) => wrong(
            Code::TimeWrong,
            text!(en "is no time of the day", vi "không phải giờ có thật"),
            reasons::time(*fault),
        ),
        What::Money(Err(fault)) => wrong(
            Code::MoneyWrong,
            text!(en "is no sum of money", vi "không rõ là bao nhiêu tiền"),
            reasons::number(fault),
        ),
        good => {
            let wanted = spot.wanted.as_ref()?;
            let phone = matches!(good, What::Phone(_));
            let code = if phone { Code::PhoneForm } else { Code::WrittenForm };
            let message = text!(
                en "`{typed}` is easier to read as `{wanted}`",
                vi "`{typed}` viết thành `{wanted}` thì dễ đọc hơn",
            );
            Some(Diagnostic::new(code, message).hint(text!(
                en "write `{wanted}`",
                vi "viết `{wanted}`",
            )))
        }
    }
}

/// A line as one text, and where each piece of it stands in the source: a number may be partly
/// bold.
struct Flat {
    text: String,
    pieces: Vec<(Range<usize>, Span)>,
}

impl Flat {
    fn new(line: &Line) -> Flat {
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
    fn span(&self, range: Range<usize>, source: &Source) -> Option<Span> {
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
    let mut here = 0;
    let mut in_space = false;
    for letter in text.get(..at)?.chars() {
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
    }

    #[test]
    fn what_was_not_written_is_not_found() {
        assert_eq!(align("abc", "ab", 3), None);
        assert_eq!(align("đ", "đ", 1), None);
        assert_eq!(align("", "", 0), Some(0..0));
    }
}
