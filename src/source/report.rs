//! Tells what was mended in a file, and what could not be.

use std::ops::Range;

use super::excerpt::{displayed, doubtful};
use super::faults::Fault;
use super::file::Source;
use super::legacy::{LegacyStretches, LegacyText};
use crate::diag::{Diagnostic, Sink};
use crate::span::Span;
use crate::vietnamese::normalise::{ChangeReason, Doubt};
use crate::vietnamese::tracked_text::{Change, TrackedText};

/// Reports everything about a file that was not as it should be.
pub(super) fn report(source: &Source, old: &LegacyStretches, sink: &mut Sink) {
    let written = |range: &Range<usize>| Span::new(source.id, range.clone());
    let is_done = |range: &Range<usize>| {
        let changes = source.mended.iter().flat_map(TrackedText::changes);
        changes
            .filter(|change| change.kind == ChangeReason::OldEncoding)
            .any(|c| c.written == *range)
    };
    if source.form.decomposed > 0 {
        let (path, count) = (source.path.as_str(), source.form.decomposed);
        sink.push(Diagnostic::from(Fault::Decomposed { path, count }).at_path(path));
    }
    for (range, stretch) in old.found() {
        let before = match stretch {
            LegacyText::Damaged => around(source.written(), range).0,
            _ => &source.written()[range.clone()],
        };
        if is_done(range) {
            sink.extend(stretch.doubt().map(|doubt| doubt.at_written(written(range))));
        } else {
            sink.push(stretch.report_printed(before).at_written(written(range)));
        }
    }
    let inside_old = |range: &Range<usize>| {
        old.found().iter().any(|(line, _)| line.start <= range.start && range.end <= line.end)
    };
    for change in source.mended.iter().flat_map(TrackedText::changes) {
        if change.kind == ChangeReason::OldEncoding || !inside_old(&change.written) {
            sink.push(changed(source, change).at_written(written(&change.written)));
        }
    }
}

/// Reports what is wrong in the running text and has no one reading, but for stretches that are
/// refused as a whole.
pub(super) fn doubts(source: &Source, old: &LegacyStretches, doubts: Vec<Doubt>, sink: &mut Sink) {
    for doubt in doubts {
        let written = source.in_written(doubt.range.clone());
        let is_inside = |(line, old): &(Range<usize>, LegacyText)| {
            let is_reported = old.is_refused(&source.written()[line.clone()]);
            line.start <= written.start && written.end <= line.end && is_reported
        };
        if !old.found().iter().any(is_inside) {
            let word = &source.text[doubt.range];
            sink.push(doubtful(word, doubt.why).at_written(Span::new(source.id, written)));
        }
    }
}

fn changed(source: &Source, change: &Change<ChangeReason>) -> Diagnostic {
    let (after, now) = around(&source.text, &change.now);
    let before = &source.written()[source.in_written(now)];
    let sign = source.written()[change.written.clone()].chars().next();
    // A mark shows what it does only with the words behind it.
    let (before, after) = if change.kind == ChangeReason::Mark {
        (ahead(source.written(), &change.written), ahead(&source.text, &change.now))
    } else {
        (displayed(before), displayed(after))
    };
    Fault::Changed { before: &before, after: &after, kind: change.kind, sign }.into()
}

/// A stretch with the word it touches and the first words behind it, lines set apart by an arrow.
fn ahead(text: &str, at: &Range<usize>) -> String {
    const MOST_LETTERS: usize = 28;
    let start = text[..at.start]
        .rfind(char::is_whitespace)
        .map_or(0, |blank| blank + text[blank..].chars().next().map_or(0, char::len_utf8));
    let behind = text[at.end..].lines().next().unwrap_or("");
    let stretch = text[start..at.end].chars().chain(behind.chars());
    let words: String = stretch.take(MOST_LETTERS).collect();
    displayed(&words.replace('\n', " ↵ "))
}

/// Most bytes that are searched for the ends of a word: a line without a space may be very long.
const MOST_AROUND: usize = 240;

/// The words that a stretch touches, and their bytes.
fn around<'t>(text: &'t str, at: &Range<usize>) -> (&'t str, Range<usize>) {
    let from = text.floor_char_boundary(at.start.saturating_sub(MOST_AROUND));
    let to = text.ceil_char_boundary(at.end.saturating_add(MOST_AROUND).min(text.len()));
    let (words, inside) = around_within(&text[from..to], &(at.start - from..at.end - from));
    (words, from + inside.start..from + inside.end)
}

fn around_within<'t>(text: &'t str, at: &Range<usize>) -> (&'t str, Range<usize>) {
    let start = text[..at.start]
        .rfind(char::is_whitespace)
        .map_or(0, |blank| blank + text[blank..].chars().next().map_or(0, char::len_utf8));
    let inside = text[at.clone()].trim_end().len();
    let from = if inside == 0 { at.end } else { at.start + inside };
    let end = text[from..].find(char::is_whitespace).map_or(text.len(), |blank| from + blank);
    (&text[start..end], start..end)
}
