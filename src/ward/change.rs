//! Puts other answers into a `ward.yaml` and leaves every other line of it alone.
//!
//! The file may have been made by hand, with comments and in any order, so only the values that
//! differ are written anew. What came out is read again: unless it holds just what was answered,
//! nothing is written.

use std::ops::Range;

use super::ask::{Answers, questions};
use crate::diag::Sink;
use crate::source::Sources;
use crate::yaml::{self, Node, Value};

/// What a file answers already: of several volunteers and events the first. `None` when the file
/// cannot be read.
pub fn answers(text: &str) -> Option<Answers> {
    let root = parse(text)?;
    let mut answers = Answers::new();
    for question in questions() {
        if let Some(Value::Text(words)) = find(&root, question.field).map(|node| &node.value) {
            answers.insert(question.field, words.trim().to_owned());
        }
    }
    answers.retain(|_, words| !words.is_empty());
    Some(answers)
}

/// The file with these answers; `None` where it is written in a way that its lines do not show.
pub fn change(text: &str, wanted: &Answers) -> Option<String> {
    let before = answers(text)?;
    let mut new = text.to_owned();
    for question in questions() {
        let field = question.field;
        if before.get(field) != wanted.get(field) {
            new = put(&new, field, wanted.get(field).map_or("", String::as_str))?;
        }
    }
    (answers(&new)? == *wanted).then_some(new)
}

fn parse(text: &str) -> Option<Node> {
    let (mut sources, mut sink) = (Sources::new(), Sink::new());
    let file = sources.add_text("ward.yaml", text.to_owned());
    let node = yaml::parse(sources.get(file), 0..text.len(), &mut sink)?;
    let is_ward = matches!(node.value, Value::Map(_) | Value::Null);
    (is_ward && !sink.has_errors()).then_some(node)
}

/// The group of a field in the file, and whether it is a list.
fn group(field: &str) -> (&str, bool) {
    match field {
        "volunteer" => ("volunteers", true),
        "event" => ("events", true),
        other => (other, false),
    }
}

fn child<'n>(node: &'n Node, name: &str) -> Option<&'n Node> {
    let Value::Map(fields) = &node.value else { return None };
    fields.iter().find(|(key, _)| key.it == name).map(|(_, value)| value)
}

/// The fields of a group: of a list, those of its first item.
fn first(node: &Node) -> &Node {
    match &node.value {
        Value::List(items) => items.first().unwrap_or(node),
        _ => node,
    }
}

fn find<'n>(root: &'n Node, field: &str) -> Option<&'n Node> {
    match field.split_once('.') {
        None => child(root, field),
        Some((of, name)) => child(first(child(root, group(of).0)?), name),
    }
}

/// The text with another value of one field.
fn put(text: &str, field: &str, value: &str) -> Option<String> {
    let root = parse(text)?;
    if let Some(node) = find(&root, field) {
        return Some(replaced(text, node, value));
    }
    let written = written(field, value);
    let Some((of, name)) = field.split_once('.') else {
        return Some(with_line(text, &format!("{field}: {written}")));
    };
    let (heading, is_list) = group(of);
    let lines =
        if is_list { format!("\n  - {name}: {written}") } else { format!("\n  {name}: {written}") };
    let Some(node) = child(&root, heading) else {
        return Some(with_line(text, &format!("{heading}:{lines}")));
    };
    match &first(node).value {
        Value::Map(fields) => {
            let (key, _) = fields.first()?;
            let at = key.span.range().start;
            let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
            let is_flow = text[..at].trim_end().ends_with('{');
            let indent = " ".repeat(at - line);
            let end = if is_flow { ", ".to_owned() } else { format!("\n{indent}") };
            Some(splice(text, at..at, &format!("{name}: {written}{end}")))
        }
        Value::Null | Value::List(_) => Some(splice(text, node.span.range(), &lines)),
        Value::Text(_) => None,
    }
}

/// The text with another value in place of a scalar, and of its quotation marks.
fn replaced(text: &str, node: &Node, value: &str) -> String {
    let mut at = node.span.range();
    let quote = text[..at.start].chars().next_back().filter(|sign| ['"', '\''].contains(sign));
    if quote.is_some_and(|quote| text[at.end..].starts_with(quote)) {
        at = at.start - 1..at.end + 1;
    }
    let space = if text[..at.start].ends_with(' ') || value.is_empty() { "" } else { " " };
    splice(text, at, &format!("{space}{}", written(node_field(value), value)))
}

/// A truth is told by its words.
fn node_field(value: &str) -> &str {
    if ["true", "false"].contains(&value) { "agreed" } else { "" }
}

/// A value as it is written in the file.
pub(super) fn written(field: &str, value: &str) -> String {
    match value {
        "" => String::new(),
        "true" | "false" if field.ends_with("agreed") => value.to_owned(),
        _ => format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\"")),
    }
}

fn with_line(text: &str, line: &str) -> String {
    let end = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
    format!("{text}{end}{line}\n")
}

fn splice(text: &str, at: Range<usize>, new: &str) -> String {
    format!("{}{new}{}", &text[..at.start], &text[at.end..])
}

#[cfg(test)]
mod tests {
    use super::super::file::write;
    use super::*;

    fn of(pairs: &[(&'static str, &str)]) -> Answers {
        pairs.iter().map(|(field, words)| (*field, (*words).to_owned())).collect()
    }

    #[test]
    fn what_was_answered_is_read_again() {
        let all = of(&[
            ("issuer", "Đoàn \"Định\" Công"),
            ("leader.name", "Bác Hòa"),
            ("leader.agreed", "true"),
            ("event.day", "2026-12-05"),
        ]);
        assert_eq!(answers(&write(&all)), Some(all));
        assert_eq!(answers(&write(&Answers::new())), Some(Answers::new()));
        assert_eq!(answers("ward: [a"), None);
    }

    #[test]
    fn only_what_differs_is_written() {
        let own = "# của phường\nissuer: Hòa Bình # cũ\nleader: { name: 'Bác Hòa' }\nvolunteers:\n  \
                   - name: Chị Mai # sáng\n  - name: Anh Nam\npolice:\n";
        for (field, value, from, to) in [
            ("issuer", "Định Công", "Hòa Bình #", "\"Định Công\" #"),
            ("leader.name", "Bà Lan", "'Bác Hòa'", "\"Bà Lan\""),
            ("leader.phone", "024 3864 1234", "{ name", "{ phone: \"024 3864 1234\", name"),
            ("volunteer.name", "Cô Tư", "Chị Mai #", "\"Cô Tư\" #"),
            ("volunteer.phone", "1", "- name: Chị", "- phone: \"1\"\n    name: Chị"),
            ("police.phone", "113", "police:", "police:\n  phone: \"113\""),
            ("event.place", "Đình", "police:\n", "police:\nevents:\n  - place: \"Đình\"\n"),
            ("logo", "a.svg", "police:\n", "police:\nlogo: \"a.svg\"\n"),
            ("leader.agreed", "true", "{ name", "{ agreed: true, name"),
            ("issuer", "", "Hòa Bình #", " #"),
        ] {
            let mut wanted = answers(own).unwrap();
            wanted.insert(field, value.to_owned());
            wanted.retain(|_, words| !words.is_empty());
            let new = change(own, &wanted).unwrap();
            assert_eq!(new, own.replacen(from, to, 1), "{field}");
        }
        // What no line shows is left to people.
        let folded = "issuer: >\n  Hòa\n  Bình\n";
        assert_eq!(change(folded, &of(&[("issuer", "Định Công")])), None);
        assert_eq!(change("leader: Bác Hòa\n", &of(&[("leader.name", "Bà Lan")])), None);
    }

    #[test]
    fn every_answer_of_a_form_can_be_changed() {
        let mut all = Answers::new();
        let mut text = write(&all);
        for (round, question) in questions().into_iter().enumerate() {
            let value = if question.field.ends_with("agreed") { "true" } else { "chữ" };
            all.insert(
                question.field,
                format!("{value}{}", if value == "true" { "" } else { "ơ" }),
            );
            text = change(&text, &all).unwrap_or_else(|| panic!("{round}: {}", question.field));
        }
        assert_eq!(text, write(&all));
    }
}
