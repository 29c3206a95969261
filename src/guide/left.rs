//! Markup left over in the text of a guide. In goes a guide, out come findings at the very letters.

use super::flat::Flat;
use super::model::{Block, Guide, Inline, Line};
use super::slots::{Content, slots};
use crate::diag::Sink;
use crate::leftover::{self, MissingValue, TextOrigin};
use crate::source::Sources;
use crate::span::Span;

/// Checks every line of a guide.
pub(super) fn check(guide: &Guide, sources: &Sources, sink: &mut Sink) {
    for slot in slots(guide) {
        match slot.content {
            Content::Line(line) => check_line(line, sources, sink),
            Content::Blocks(blocks) => check_blocks(blocks, sources, sink),
            Content::Picture(picture) => {
                let reported =
                    missing(&picture.alt).map(|kind| leftover::missing(kind, &picture.alt));
                sink.extend(reported.map(|reported| reported.at(picture.span)));
                let found = leftover::find(&picture.alt, TextOrigin::Author).into_iter();
                sink.extend(found.map(|found| {
                    let words = picture.alt.get(found.range).unwrap_or("");
                    leftover::diagnostic(found.kind, words).at(picture.span)
                }));
            }
        }
    }
}

fn check_blocks(blocks: &[Block], sources: &Sources, sink: &mut Sink) {
    for block in blocks {
        match block {
            Block::Para(line) => check_line(line, sources, sink),
            Block::Bullets(lines) | Block::Checks(lines) => {
                for line in lines {
                    check_line(line, sources, sink);
                }
            }
            Block::Note(_, blocks) => check_blocks(blocks, sources, sink),
        }
    }
}

fn check_line(line: &Line, sources: &Sources, sink: &mut Sink) {
    for run in &line.runs {
        if let Inline::Key { label, span, .. } = run {
            for found in leftover::find(label, TextOrigin::Elsewhere) {
                let words = label.get(found.range).unwrap_or("");
                sink.push(leftover::diagnostic(found.kind, words).at(*span));
            }
        }
    }
    let flat = Flat::new(line);
    if let Some(kind) = missing(&flat.text) {
        let reported = leftover::missing(kind, &flat.text);
        sink.push(match line.span() {
            Some(span) => reported.at(span),
            None => reported,
        });
        return;
    }
    let mut all = leftover::find(&flat.text, TextOrigin::Author);
    if all.is_empty() {
        all.extend(leftover::half_of_a_pair(&flat.text, &flat.buttons()));
    }
    for found in all {
        let reported =
            leftover::diagnostic(found.kind, flat.text.get(found.range.clone()).unwrap_or(""));
        let whole = line.span();
        let place = flat.span(found.range, sources).or(whole);
        sink.push(match place {
            Some(span) => reported.at(span),
            None => reported,
        });
    }
}

/// What holds the place of a line that is still missing. A few dashes do; many are a line to write on.
fn missing(text: &str) -> Option<MissingValue> {
    const FEW: usize = 3;
    match leftover::missing_value(text)? {
        MissingValue::Dashes if text.trim().chars().count() > FEW => None,
        MissingValue::Dashes => Some(MissingValue::Unknown),
        kind => Some(kind),
    }
}

/// Where bytes of a run of a guide stand in its file.
pub fn place(text: &str, span: Span, range: std::ops::Range<usize>, sources: &Sources) -> Span {
    let run = Inline::Text { text: text.to_owned(), bold: false, span };
    let flat = Flat::new(&Line { runs: vec![run] });
    flat.span(range, sources).unwrap_or(span)
}
