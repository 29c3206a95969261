//! What somebody with today's app in hand found the buttons to say, taken into the list of labels.
//!
//! In go the list and a file of corrections, `id: { text: …, seen: "11/2026", variants: […] }`; out comes the text of
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
    /// What other phones say, only where it is not what the list says.
    variants: Option<Vec<String>>,
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
    let variants = fields.get("variants").and_then(|node| node.list("variants", sink));
    let read = |nodes: &[Node], sink: &mut Sink| -> Vec<String> {
        nodes.iter().filter_map(|node| node.text("variants", sink)).map(|it| it.it).collect()
    };
    let variants = variants.map(|nodes| read(nodes, sink)).filter(|own| *own != label.variants);
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
    let is_new = text.is_some() || variants.is_some() || seen.it != label.seen;
    is_new.then(|| Correction { id: id.it.clone(), text, seen: seen.it, variants })
}

/// The text of the list with the corrections in it; `None` when it cannot be read.
pub fn amend(list: &Source, corrections: &[Correction], sink: &mut Sink) -> Option<String> {
    let node = yaml::parse(list, 0..list.text.len(), sink)?;
    let fields = node.fields("labels.yaml", sink)?;
    let entries = fields.need("labels", sink)?.fields("labels", sink)?;
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    for (id, entry) in entries.all() {
        let Some(found) = corrections.iter().find(|one| one.id == id.it) else { continue };
        let fields = entry.fields(&id.it, sink)?;
        if let Some(text) = &found.text {
            edits.push((value(list, &fields, "text", sink)?, quoted(text)));
        }
        let at = value(list, &fields, "seen", sink)?;
        let mut seen = quoted(&found.seen);
        if let Some(variants) = &found.variants {
            let variants = variants.iter().map(|one| quoted(one)).collect::<Vec<_>>().join(", ");
            let variants = format!("variants: [{variants}]");
            match fields.all().find(|(key, _)| key.it == "variants") {
                Some((key, node)) => edits.push((whole(list, key, node), variants)),
                // Behind `seen`, on its line or on one of its own.
                None => seen.push_str(&format!("{}{variants}", gap(list, &fields, at.start))),
            }
        }
        edits.push((at, seen));
    }
    // A label inside the program cannot be changed there.
    let known: Vec<&str> = entries.all().map(|(id, _)| id.it.as_str()).collect();
    if let Some(one) = corrections.iter().find(|one| !known.contains(&one.id.as_str())) {
        let fault = Fault::NotListed { label: &one.id, known: &known };
        sink.push(Diagnostic::from(fault).at_path(&list.path));
        return None;
    }
    edits.sort_by_key(|(range, _)| range.start);
    let mut amended = list.text.clone().into_owned();
    for (range, words) in edits.into_iter().rev() {
        amended.replace_range(range, &words);
    }
    Some(amended)
}

/// Where a field with a list is written, from its name to its last item or bracket.
fn whole(list: &Source, key: &Spanned<String>, node: &Node) -> Range<usize> {
    let start = key.span.range().start;
    let last = match &node.value {
        yaml::Value::List(items) => items.last().map(|item| item.span.range().end),
        _ => None,
    };
    let end = last.unwrap_or(key.span.range().end);
    let behind = &list.text[end..];
    let quote = usize::from(last.is_some() && behind.starts_with(['"', '\'']));
    let is_flow = list.text[key.span.range().end..]
        .trim_start_matches([':', ' ', '\n', '"', '\''])
        .starts_with('[');
    let bracket = if is_flow { behind.find(']').map(|at| at + 1) } else { None };
    start..end + bracket.unwrap_or(quote)
}

/// What stands between a field and one put behind it, in the braces of an entry or in its lines.
fn gap(list: &Source, fields: &Fields<'_>, at: usize) -> String {
    let line = list.text[..at].rfind('\n').map_or(0, |end| end + 1);
    let before = &list.text[line..at];
    let is_flow = list.text[fields.span.range().start..at].trim_start().starts_with('{')
        || before.contains('{');
    if is_flow {
        return ", ".to_owned();
    }
    format!("\n{}", &before[..before.len() - before.trim_start().len()])
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
