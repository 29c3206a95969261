//! Phone numbers, dates, times and sums of money as authors type them (VT-13). In goes the text of
//! a guide or a value of `--set`, out come findings at the letters at fault.
//!
//! What cannot be dialled or is no day is an error; another form than the house's is a warning that
//! shows the right one. Nothing is changed: what an author typed is printed as typed. Names of
//! buttons stand as they do on the screen and are left alone.

use std::ops::Range;

use super::faults::sources;
use super::flat::Flat;
use super::model::{Block, Guide, Line};
use super::reasons::{self, Reason};
use super::slots::{Content, slots};
use crate::diag::{Code, Diagnostic, Sink, Text, text};
use crate::source::Sources;
use crate::vietnamese::entities::{Entity, EntityKind, recognise};
use crate::vietnamese::phone::Phone;

/// Checks every line of a guide, which was read from `files`.
pub(super) fn check(guide: &Guide, files: &Sources, sink: &mut Sink) {
    for slot in slots(guide) {
        match slot.content {
            Content::Line(line) => check_line(line, files, sink),
            Content::Blocks(blocks) => check_blocks(blocks, files, sink),
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

/// Checks a value in which nothing but the signs of a phone number stand: it is meant to be dialled,
/// however few they are (VT-13).
pub fn check_number(value: &str, sink: &mut Sink) {
    let digits = value.chars().filter(char::is_ascii_digit).count();
    let is_number = value.chars().all(|c| c.is_ascii_digit() || " \u{a0}.-()+".contains(c));
    let is_meant = digits >= 6 || (digits >= 4 && value.starts_with(['0', '+']));
    if !is_number || !is_meant {
        return;
    }
    // What is found inside a text is reported there.
    if let Err(fault) = Phone::read(value)
        && recognise(value).is_empty()
    {
        let reason = reasons::phone(&fault);
        sink.push(sources::bad_phone(value, reason));
    }
}

fn check_blocks(blocks: &[Block], files: &Sources, sink: &mut Sink) {
    for block in blocks {
        match block {
            Block::Para(line) => check_line(line, files, sink),
            Block::Bullets(lines) | Block::Checks(lines) => {
                for line in lines {
                    check_line(line, files, sink);
                }
            }
            Block::Note(_, blocks) => check_blocks(blocks, files, sink),
        }
    }
}

fn check_line(line: &Line, files: &Sources, sink: &mut Sink) {
    let flat = Flat::new(line);
    for (range, diagnostic) in findings(&flat.text) {
        sink.push(match flat.span(range, files).or(line.span()) {
            Some(span) => diagnostic.at(span),
            None => diagnostic,
        });
    }
}

/// The findings in one text, each with its bytes.
pub fn findings(text: &str) -> Vec<(Range<usize>, Diagnostic)> {
    let spots = recognise(text).into_iter();
    spots
        .filter_map(|spot| {
            let typed = text.get(spot.range.clone()).unwrap_or("");
            Some((spot.range.clone(), finding(typed, &spot)?))
        })
        .collect()
}

fn finding(typed: &str, spot: &Entity) -> Option<Diagnostic> {
    let wrong =
        |code, what: Text, reason: Reason| Some(sources::wrong_form(code, typed, &what, reason));
    match &spot.what {
        EntityKind::Phone(Err(fault)) => wrong(
            Code::PhoneWrong,
            text!(en "is not a phone number", vi "không phải số điện thoại gọi được"),
            reasons::phone(fault),
        ),
        EntityKind::Date(Err(fault)) => wrong(
            Code::DateWrong,
            text!(en "is not a date", vi "không phải ngày có thật"),
            reasons::date(fault),
        ),
        EntityKind::Time(Err(fault)) => wrong(
            Code::TimeWrong,
            text!(en "is not a time of day", vi "không phải giờ có thật"),
            reasons::time(*fault),
        ),
        EntityKind::Money(Err(fault)) => wrong(
            Code::MoneyWrong,
            text!(en "is not a sum of money", vi "không rõ là bao nhiêu tiền"),
            reasons::number(fault),
        ),
        good => {
            let wanted = spot.wanted.as_ref()?;
            let phone = matches!(good, EntityKind::Phone(_));
            let code = if phone { Code::PhoneForm } else { Code::WrittenForm };
            Some(sources::other_form(code, typed, wanted))
        }
    }
}
