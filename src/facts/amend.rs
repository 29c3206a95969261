//! What somebody with today's app in hand found the buttons to say, taken into the list of labels.
//!
//! In go the list and a file of corrections, `id: { text: …, seen: "11/2026" }`; out comes the text of
//! the list with those values in place of the old ones and everything else, remarks too, as it was.

use std::ops::Range;

use super::faults::Fault;
use super::label::Labels;
use super::table::month_of;
use crate::diag::{Diagnostic, Sink};
use crate::source::Source;
use crate::vietnamese::date::Date;
use crate::yaml::{self, Fields, Node, Spanned};

/// What one button says today.
#[derive(Debug)]
pub struct Correction {
    id: String,
    /// Only where it is not what the list says.
    text: Option<String>,
    seen: String,
}

/// The corrections in a file; each names a label of the list and a month that is not to come.
pub fn corrections(
    source: &Source,
    labels: &Labels,
    today: Date,
    sink: &mut Sink,
) -> Vec<Correction> {
    let Some(node) = yaml::parse(source, 0..source.text.len(), sink) else { return Vec::new() };
    let Some(fields) = node.fields(&source.path, sink) else { return Vec::new() };
    fields.all().filter_map(|entry| correction(entry, labels, today, sink)).collect()
}

fn correction(
    (id, node): &(Spanned<String>, Node),
    labels: &Labels,
    today: Date,
    sink: &mut Sink,
) -> Option<Correction> {
    let Some(label) = labels.get(&id.it) else {
        let known: Vec<&str> = labels.ids().collect();
        let fault = Fault::NotListed { label: &id.it, known: &known };
        sink.push(Diagnostic::from(fault).at(id.span));
        return None;
    };
    let fields = node.fields(&id.it, sink)?;
    let text = fields.get("text").and_then(|node| node.text("text", sink));
    let seen = fields.word("seen", sink);
    fields.finish(sink);
    let seen = seen?;
    let this_month = (today.year, today.month);
    let is_month = month_of(&seen.it).is_some_and(|month| month.1 > 0 && month <= this_month);
    if !is_month && seen.it != label.seen {
        let fault = Fault::NotSeen { words: &seen.it, today: this_month };
        sink.push(Diagnostic::from(fault).at(seen.span));
        return None;
    }
    let text = text.map(|text| text.it).filter(|text| *text != label.text);
    (text.is_some() || seen.it != label.seen).then(|| Correction {
        id: id.it.clone(),
        text,
        seen: seen.it,
    })
}

/// The text of the list with the corrections in it; `None` when it cannot be read.
pub fn amend(list: &Source, corrections: &[Correction], sink: &mut Sink) -> Option<String> {
    let node = yaml::parse(list, 0..list.text.len(), sink)?;
    let fields = node.fields("labels.yaml", sink)?;
    let entries = fields.need("labels", sink)?.fields("labels", sink)?;
    let mut edits: Vec<(Range<usize>, &str)> = Vec::new();
    for (id, entry) in entries.all() {
        let Some(found) = corrections.iter().find(|one| one.id == id.it) else { continue };
        let fields = entry.fields(&id.it, sink)?;
        if let Some(text) = &found.text {
            edits.push((value(list, &fields, "text", sink)?, text));
        }
        edits.push((value(list, &fields, "seen", sink)?, &found.seen));
    }
    // A label inside the program cannot be changed there.
    let known: Vec<&str> = entries.all().map(|(id, _)| id.it.as_str()).collect();
    if let Some(one) = corrections.iter().find(|one| !known.contains(&one.id.as_str())) {
        let fault = Fault::NotListed { label: &one.id, known: &known };
        sink.push(Diagnostic::from(fault).at_path(&list.path));
        return None;
    }
    edits.sort_by_key(|(range, _)| range.start);
    let mut amended = list.text.clone();
    for (range, words) in edits.into_iter().rev() {
        amended.replace_range(range, &quoted(words));
    }
    Some(amended)
}

/// Where the value of a field is written, with the quotation marks around it.
fn value(
    list: &Source,
    fields: &Fields<'_>,
    name: &'static str,
    sink: &mut Sink,
) -> Option<Range<usize>> {
    let range = fields.text(name, sink)?.span.range();
    let (before, behind) = (&list.text[..range.start], &list.text[range.end..]);
    let is_quoted = |mark| before.ends_with(mark) && behind.starts_with(mark);
    let around = usize::from(is_quoted('"') || is_quoted('\''));
    Some(range.start - around..range.end + around)
}

/// A scalar of YAML.
fn quoted(words: &str) -> String {
    format!("\"{}\"", words.replace('\\', "\\\\").replace('"', "\\\""))
}
