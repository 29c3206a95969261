//! Marks of Markdown, HTML and templates that were left standing in text for print, and what holds the
//! place of a value that is still missing.
//!
//! In goes a text as it is set, out come the places that still look like markup: nobody wants stars
//! and brackets on paper, and where they stand, something was meant that did not happen. A sheet
//! with one of them is refused, so each rule asks for a shape that plain text does not have: “#1”,
//! “5 - 7”, “A&B”, “-5 °C”, “0912****78” and an address with `&` are left alone.

mod faults;
mod kind;
mod missing_value;
mod shape;

use std::ops::Range;

pub use faults::{diagnostic, missing};
pub use kind::{Leftover, MarkupKind};
pub use missing_value::{MissingValue, missing_value};
pub use shape::{BULLETS, DASHES};

/// Where a text comes from, which tells what may begin it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextOrigin {
    /// Written for print: nothing in it may look like markup.
    Author,
    /// A button or a value: “+ Thêm” stands on a screen, “- đã gọi” in a cell of a list.
    Elsewhere,
}

/// Every kind of markup left in `text`, at its first place, in order.
pub fn find(text: &str, from: TextOrigin) -> Vec<Leftover> {
    let mut found = Vec::new();
    if from == TextOrigin::Author {
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            add(&mut found, leading(line), at);
            at += line.len();
        }
    }
    if text.bytes().any(is_sign) {
        let signs = text.bytes().enumerate().filter(|(_, byte)| is_sign(*byte));
        let mut done = 0;
        for (at, _) in signs {
            if at >= done
                && let Some((length, kind)) = shape::at(text, at)
            {
                done = at + length;
                // A cell may hold “An [vợ Bình]”, but “[Tên đơn vị]” is to be filled in.
                let is_kept = from == TextOrigin::Author || text.trim().len() == length;
                let kind = kind.filter(|kind| *kind != MarkupKind::Bracket || is_kept);
                add(&mut found, kind.map(|kind| Leftover { range: at..done, kind }), 0);
            }
        }
        found.sort_by_key(|leftover| leftover.range.start);
        // A stray sign that is part of a mark is reported as that mark.
        let marks: Vec<Range<usize>> = found
            .iter()
            .filter(|it| it.kind != MarkupKind::Stray)
            .map(|it| it.range.clone())
            .collect();
        let is_part = |stray: &Range<usize>| {
            marks.iter().any(|mark| mark.start < stray.end && stray.start < mark.end)
        };
        found.retain(|it| it.kind != MarkupKind::Stray || !is_part(&it.range));
    }
    found
}

/// The first half of a pair whose other half is missing in a whole line: an open quotation mark, a
/// bracket. `buttons` are the places of buttons in it, whose letters stand for themselves.
pub fn half_of_a_pair(line: &str, buttons: &[Range<usize>]) -> Option<Leftover> {
    let mut words = line.to_owned();
    for button in buttons.iter().rev() {
        words.replace_range(button.clone(), &"\u{fffc}".repeat(button.len() / 3));
    }
    let range = shape::half_of_a_pair(&words)?;
    Some(Leftover { range, kind: MarkupKind::Pair })
}

/// What a line begins with, if it looks like markup.
pub fn leading(line: &str) -> Option<Leftover> {
    let words = line.trim();
    let start = line.len() - line.trim_start().len();
    let (length, kind) = shape::leading(words)?;
    Some(Leftover { range: start..start + length, kind })
}

/// Keeps one place of each kind: a page of stars is reported once.
fn add(found: &mut Vec<Leftover>, leftover: Option<Leftover>, base: usize) {
    if let Some(Leftover { range, kind }) = leftover
        && found.iter().all(|known| known.kind != kind)
        // A picture that is not understood has the marks of a link as well.
        && !(kind == MarkupKind::Link && found.iter().any(|known| known.kind == MarkupKind::Picture))
    {
        found.push(Leftover { range: base + range.start..base + range.end, kind });
    }
}

/// Bytes that marks are made of.
fn is_sign(byte: u8) -> bool {
    matches!(
        byte,
        b'*' | b'_'
            | b'~'
            | b'`'
            | b'['
            | b']'
            | b'{'
            | b'}'
            | b'<'
            | b'&'
            | b'\\'
            | b'|'
            | b'!'
            | b'%'
            | b'='
            | b'^'
            | b'$'
            | b':'
            | b'+'
            | b'/'
            | b'\''
            | b'@'
            | b'.'
    )
}

#[cfg(test)]
mod tests;
