//! `screens.yaml` to [`Screens`]: every mistake in it is reported with its place.

use super::SCREENS;
use super::faults::Fault;
use super::model::{Screen, ScreenEdge, ScreenRow, ScreenRowKind, ScreenWords, Screens};
use crate::diag::{Diagnostic, Sink, Text, text};
use crate::facts::{Entries, Facts, Labels, is_id};
use crate::source::Source;
use crate::span::Span;
use crate::yaml::{self, FileKind, Node, Spanned, Value};

/// The most screens of a project, rows of a screen, bars of a row and letters of a text.
const MOST_SCREENS: usize = 500;
const MOST_ROWS: usize = 6;
pub(super) const MOST_BARS: u8 = 4;
const MOST_LETTERS: usize = 60;

impl Screens {
    /// Reads the list and tells every mistake in it; each screen names a fact, and labels that are
    /// there.
    pub fn read(source: &Source, facts: &Facts, labels: &Labels, sink: &mut Sink) -> Screens {
        let mut list = Screens::default();
        let Some(node) = yaml::parse(source, 0..source.text.len(), sink) else { return list };
        let Some(fields) = node.file(FileKind::Screens, sink) else { return list };
        let entries = fields.need("screens", sink).and_then(|node| node.fields("screens", sink));
        fields.finish(sink);
        let Some(entries) = entries else { return list };
        if entries.all().count() > MOST_SCREENS {
            let what = text!(en "screens in {SCREENS}", vi "màn hình trong {SCREENS}");
            sink.push(many(&what, MOST_SCREENS, entries.span));
            return list;
        }
        for entry in entries.all() {
            let Some(screen) = screen(entry, sink) else {
                list.unread.insert(entry.0.it.clone());
                continue;
            };
            screen.check(facts, labels, sink);
            list.entries.add(screen.id.it.clone(), screen);
        }
        list
    }

    /// A list of the program's own, whose screens are read when they are named; `None`
    /// where it is not compiled.
    pub fn index(source: &Source) -> Option<Screens> {
        let entries = Entries::index(source, "screens", screen)?;
        Some(Screens { entries, is_known: true, ..Screens::default() })
    }
}

impl Screen {
    /// Reports facts and labels that are not there.
    fn check(&self, facts: &Facts, labels: &Labels, sink: &mut Sink) {
        let screen = &self.id.it;
        let cited = [&self.source].into_iter().chain(self.part.as_ref().map(|(_, fact)| fact));
        for fact in cited.filter(|fact| !facts.has(&fact.it)) {
            let known: Vec<&str> = facts.ids().collect();
            let fault = Fault::NoFact { screen, fact: &fact.it, known: &known };
            sink.push(Diagnostic::from(fault).at(fact.span));
        }
        for words in self.words() {
            let ScreenWords::Label(id) = words else { continue };
            if labels.get(&id.it).is_none() {
                sink.push(no_label(screen, id, labels));
            }
        }
        // Words on a button are its name, which only the list of labels vouches for.
        for row in self.rows.iter().filter(|row| row.kind == ScreenRowKind::Button) {
            let Some(ScreenWords::Said(said)) = &row.words else { continue };
            let known = labels.reading(&said.it).map(|label| label.id.it.as_str());
            let fault = Fault::ButtonWords { screen, words: &said.it, known };
            sink.push(Diagnostic::from(fault).at(said.span));
        }
    }
}

/// The report of a label that is not there.
pub(super) fn no_label(screen: &str, id: &Spanned<String>, labels: &Labels) -> Diagnostic {
    let known: Vec<&str> = labels.ids().collect();
    let fault = Fault::NoLabel { screen, label: &id.it, known: &known };
    Diagnostic::from(fault).at(id.span)
}

fn many(what: &Text, most: usize, span: Span) -> Diagnostic {
    Diagnostic::from(Fault::Many { what, most }).at(span)
}

fn screen((id, node): &(Spanned<String>, Node), sink: &mut Sink) -> Option<Screen> {
    if !is_id(&id.it) {
        sink.push(Diagnostic::from(Fault::Id { name: &id.it }).at(id.span));
    }
    let fields = node.fields(&id.it, sink)?;
    let source = fields.word("source", sink);
    let part = fields.get("part").and_then(|node| part(node, sink));
    let title = fields.get("title").and_then(|node| words(node, "title", sink));
    let rows = fields.list("rows", sink);
    fields.finish(sink);
    let rows = rows?;
    if rows.len() > MOST_ROWS {
        let what = text!(en "rows on this screen", vi "hàng trên màn hình này");
        sink.push(many(&what, MOST_ROWS, node.span));
        return None;
    }
    let rows: Vec<ScreenRow> = rows.iter().filter_map(|node| row(node, sink)).collect();
    Some(Screen { id: id.clone(), source: source?, part, title, rows })
}

/// Which part of a screen it is, and who says so.
fn part(node: &Node, sink: &mut Sink) -> Option<(ScreenEdge, Spanned<String>)> {
    let fields = node.fields("part", sink)?;
    let edge = fields.word("at", sink);
    let source = fields.word("source", sink);
    fields.finish(sink);
    let edge = edge?;
    let known = match edge.it.as_str() {
        "top" => Some(ScreenEdge::Top),
        "middle" => Some(ScreenEdge::Middle),
        "bottom" => Some(ScreenEdge::Bottom),
        _ => None,
    };
    if known.is_none() {
        let wanted = text!(en "`top`, `middle` or `bottom`", vi "`top`, `middle` hoặc `bottom`");
        sink.extend(fields_node(node, "at").map(|at| at.wrong("at", wanted)));
    }
    Some((known?, source?))
}

/// The value of a field.
fn fields_node<'n>(node: &'n Node, name: &str) -> Option<&'n Node> {
    let Value::Map(entries) = &node.value else { return None };
    entries.iter().find(|(key, _)| key.it == name).map(|(_, node)| node)
}

/// A row: its kind alone, or its kind and what stands on it.
fn row(node: &Node, sink: &mut Sink) -> Option<ScreenRow> {
    let (kind, value) = match &node.value {
        Value::Text(kind) => (kind.as_str(), None),
        Value::Map(entries) if entries.len() == 1 => {
            entries.first().map(|(key, value)| (key.it.as_str(), Some(value)))?
        }
        _ => ("", None),
    };
    let kind = match (kind, value) {
        ("bars", Some(value)) => ScreenRowKind::Bars(bars(value, sink)?),
        ("bars", None) => ScreenRowKind::Bars(1),
        ("keypad", None) => ScreenRowKind::Keypad,
        ("dots", None) => ScreenRowKind::Dots,
        ("qr", None) => ScreenRowKind::Qr,
        ("field", _) => ScreenRowKind::Field,
        ("tick", _) => ScreenRowKind::Tick,
        ("message", _) => ScreenRowKind::Message,
        ("list", Some(_)) => ScreenRowKind::List,
        ("store", Some(_)) => ScreenRowKind::Store,
        ("button", _) => ScreenRowKind::Button,
        ("app", Some(_)) => ScreenRowKind::App,
        ("search", _) => ScreenRowKind::Search,
        ("line", Some(_)) => ScreenRowKind::Line,
        _ => {
            let wanted = text!(
                en "one of `bars: 2`, `field: …`, `tick: …`, `message: …`, `button: …`, `list: …`, `line: …`, `app: …`, `search: …`, `store: …`, `keypad`, `dots`, `qr`",
                vi "một trong `bars: 2`, `field: …`, `tick: …`, `message: …`, `button: …`, `list: …`, `line: …`, `app: …`, `search: …`, `store: …`, `keypad`, `dots`, `qr`",
            );
            sink.push(node.wrong("rows", wanted));
            return None;
        }
    };
    let words = match (kind, value) {
        (ScreenRowKind::Bars(_), _) | (_, None) => None,
        (_, Some(value)) => Some(words(value, "rows", sink)?),
    };
    Some(ScreenRow { kind, words })
}

fn bars(node: &Node, sink: &mut Sink) -> Option<u8> {
    let number = node.word("bars", sink)?;
    let known = number.it.parse().ok().filter(|number| (1..=MOST_BARS).contains(number));
    if known.is_none() {
        let wanted = text!(en "a number from 1 to {MOST_BARS}", vi "số từ 1 đến {MOST_BARS}");
        sink.push(node.wrong("bars", wanted));
    }
    known
}

/// A label by its id, or words that are no id.
fn words(node: &Node, name: &str, sink: &mut Sink) -> Option<ScreenWords> {
    let words = node.text(name, sink)?;
    if words.it.chars().count() > MOST_LETTERS {
        sink.push(Diagnostic::from(Fault::Long { most: MOST_LETTERS }).at(words.span));
        return None;
    }
    Some(if is_id(&words.it) { ScreenWords::Label(words) } else { ScreenWords::Said(words) })
}
