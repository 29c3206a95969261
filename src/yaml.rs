//! YAML with a span for every key and value.
//!
//! `serde_yaml` decides what the text means; it does not say where a value stands. Since the
//! values are known, finding them again needs no second parser: a cursor walks the text, and each
//! key and each word of each scalar is looked for in document order (`Locator`). [`Fields`] then
//! reads a mapping by names and reports every unknown, missing or mistyped field of it at once.

use std::cell::RefCell;
use std::ops::Range;

use serde_yaml::Value as Yaml;

use crate::diag::{Code, Diagnostic, Sink, Text, text};
use crate::source::{Source, Span, line_column};

/// A value and where it stands.
#[derive(Clone, Debug)]
pub struct Node {
    /// From its first to its last character.
    pub span: Span,
    /// What it is.
    pub value: Value,
}

/// What a node holds.
#[derive(Clone, Debug)]
pub enum Value {
    /// Nothing.
    Null,
    /// A scalar; numbers and booleans as they are written.
    Text(String),
    /// A sequence.
    List(Vec<Node>),
    /// A mapping, in the order written.
    Map(Vec<(Spanned<String>, Node)>),
}

/// Anything with a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The thing.
    pub it: T,
    /// Its place.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// `it`, at `span`.
    pub fn new(it: T, span: Span) -> Spanned<T> {
        Spanned { it, span }
    }
}

/// Reads the YAML in `range` of `source`.
pub fn parse(source: &Source, range: Range<usize>, sink: &mut Sink) -> Option<Node> {
    let yaml = match serde_yaml::from_str::<Yaml>(&source.text[range.clone()]) {
        Ok(yaml) => yaml,
        Err(error) => {
            sink.push(broken(source, range, &error));
            return None;
        }
    };
    let mut locator = Locator { source, at: range.start, end: range.end };
    Some(locator.node(&yaml))
}

fn broken(source: &Source, range: Range<usize>, error: &serde_yaml::Error) -> Diagnostic {
    let first_line = line_column(&source.text, range.start).0;
    let offset = match error.location() {
        Some(place) => source.offset(first_line + place.line() - 1, place.column()),
        None => range.start,
    };
    let line_end = source.text[offset..].find('\n').map_or(source.text.len(), |at| offset + at);
    let full = error.to_string();
    let reason = full.split(" at line ").next().unwrap_or(&full).to_owned();
    Diagnostic::new(Code::YamlBroken, text!(
        en "this YAML cannot be read: {reason}",
        vi "phần YAML này không đọc được: {reason}",
    ))
    .at(Span::new(source.id, offset..line_end.max(offset)))
    .hint(text!(
        en "indent with spaces, put a space after `:`, and quote a text that holds `: ` or begins with one of [ {{ * & ! % @ `",
        vi "thụt dòng bằng dấu cách, sau `:` có dấu cách, và đặt trong ngoặc kép dòng chữ có `: ` hay mở đầu bằng [ {{ * & ! % @ `",
    ))
}

/// Finds known values again in the text they came from.
struct Locator<'a> {
    source: &'a Source,
    at: usize,
    end: usize,
}

impl Locator<'_> {
    fn rest(&self) -> &str {
        &self.source.text[self.at..self.end]
    }

    fn span(&self, start: usize) -> Span {
        Span::new(self.source.id, start..self.at.max(start))
    }

    /// Skips white space, comments and the marks in `also`.
    fn skip(&mut self, also: &[char]) {
        loop {
            let rest = self.rest();
            let Some(next) = rest.chars().next() else { return };
            // The minus of a number is none of the dashes that begin items.
            let is_minus = next == '-' && rest[1..].starts_with(|c: char| !c.is_whitespace());
            if next.is_whitespace() || (also.contains(&next) && !is_minus) {
                self.at += next.len_utf8();
            } else if (next == '#' && self.is_after_space())
                || rest.starts_with("--- ")
                || rest.starts_with("---\n")
            {
                self.at += rest.find('\n').unwrap_or(rest.len());
            } else {
                return;
            }
        }
    }

    /// Whether a `#` here begins a comment (YAML 1.2.2, 6.6); in `"#0B4F6C"` it does not.
    fn is_after_space(&self) -> bool {
        self.source.text[..self.at].chars().next_back().is_none_or(char::is_whitespace)
    }

    fn node(&mut self, yaml: &Yaml) -> Node {
        match yaml {
            Yaml::Null => Node { span: self.span(self.at), value: Value::Null },
            Yaml::Sequence(items) => {
                self.skip(&[]);
                let start = self.at;
                let in_brackets = self.rest().starts_with('[');
                let list = items
                    .iter()
                    .map(|item| {
                        self.skip(&['-', '[', ',']);
                        self.node(item)
                    })
                    .collect();
                if in_brackets {
                    let end = self.rest().find(']').map_or(0, |at| at + 1);
                    self.at += end;
                }
                Node { span: self.span(start), value: Value::List(list) }
            }
            Yaml::Mapping(map) => {
                self.skip(&['{', ',', '[', '-']);
                let start = self.at;
                let fields = map
                    .iter()
                    .map(|(key, value)| {
                        self.skip(&['{', '}', ']', ',', '-']);
                        let (name, span) = self.scalar(&scalar_text(key));
                        self.skip(&['"', '\'']);
                        self.skip(&[':']);
                        (Spanned::new(name, span), self.node(value))
                    })
                    .collect();
                Node { span: self.span(start), value: Value::Map(fields) }
            }
            Yaml::String(words) => {
                let (words, span) = self.scalar(words);
                Node { span, value: Value::Text(words) }
            }
            Yaml::Tagged(tagged) => self.node(&tagged.value),
            other => {
                self.skip(&[]);
                let start = self.at;
                let rest = self.rest();
                let stop = |c: char| c.is_whitespace() || [',', ']', '}'].contains(&c);
                self.at += rest.find(stop).unwrap_or(rest.len());
                let span = self.span(start);
                let written = self.source.slice(span).to_owned();
                let written = if written.is_empty() { scalar_text(other) } else { written };
                Node { span, value: Value::Text(written) }
            }
        }
    }

    /// Finds a text: its words one after the other, past quotes and the marks of block scalars.
    fn scalar(&mut self, words: &str) -> (String, Span) {
        self.skip(&[]);
        if words.is_empty() && ["\"\"", "''"].iter().any(|nothing| self.rest().starts_with(nothing))
        {
            let start = self.at;
            self.at += 2;
            return (String::new(), self.span(start));
        }
        self.skip(&['"', '\'']);
        let header = self.rest();
        if header.starts_with(['|', '>']) && !words.starts_with(['|', '>']) {
            self.at += header.find('\n').unwrap_or(header.len());
            self.skip(&[]);
        }
        let mut start = None;
        for word in words.split_whitespace() {
            let rest = self.rest();
            // Nearly always the word comes next; searching for it costs a table a word.
            let blanks = rest.len() - rest.trim_start().len();
            let next = rest[blanks..].starts_with(word).then_some(blanks);
            let Some(found) = next.or_else(|| rest.find(word)) else { continue };
            start.get_or_insert(self.at + found);
            self.at += found + word.len();
        }
        let start = start.unwrap_or(self.at);
        if self.rest().starts_with(['"', '\'']) {
            let span = self.span(start);
            self.at += 1;
            return (words.to_owned(), span);
        }
        (words.to_owned(), self.span(start))
    }
}

fn scalar_text(yaml: &Yaml) -> String {
    match yaml {
        Yaml::String(words) => words.clone(),
        Yaml::Number(number) => number.to_string(),
        Yaml::Bool(truth) => truth.to_string(),
        _ => String::new(),
    }
}

impl Node {
    /// The text of a scalar, or a report that it is none.
    pub fn text(&self, name: &str, sink: &mut Sink) -> Option<Spanned<String>> {
        match &self.value {
            Value::Text(words) if !words.trim().is_empty() => {
                Some(Spanned::new(words.clone(), self.span))
            }
            Value::Text(_) | Value::Null => {
                sink.push(self.wrong(name, text!(en "some text", vi "có chữ")));
                None
            }
            _ => {
                sink.push(self.wrong(name, text!(en "one text", vi "một dòng chữ")));
                None
            }
        }
    }

    /// The items of a sequence, or a report that it is none.
    pub fn list(&self, name: &str, sink: &mut Sink) -> Option<&[Node]> {
        if let Value::List(items) = &self.value {
            return Some(items);
        }
        let kind = text!(
            en "a list: one `- …` a line",
            vi "một danh sách: mỗi dòng một `- …`",
        );
        sink.push(self.wrong(name, kind));
        None
    }

    /// The fields of a mapping, or a report that it is none.
    pub fn fields(&self, name: &str, sink: &mut Sink) -> Option<Fields<'_>> {
        if let Value::Map(entries) = &self.value {
            return Some(Fields {
                entries,
                span: self.span,
                asked: RefCell::default(),
                misspelt: RefCell::default(),
            });
        }
        let kind = text!(
            en "fields: one `name: value` a line",
            vi "các mục: mỗi dòng một `tên: giá trị`",
        );
        sink.push(self.wrong(name, kind));
        None
    }

    /// The report that a value is of the wrong kind.
    pub fn wrong(&self, name: &str, wanted: Text) -> Diagnostic {
        let Text { en, vi } = wanted;
        let (is_en, is_vi) = match &self.value {
            Value::Null => ("nothing".to_owned(), "không có gì".to_owned()),
            Value::Text(words) => {
                let short: String = words.chars().take(40).collect();
                (format!("`{short}`"), format!("`{short}`"))
            }
            Value::List(items) if items.is_empty() => {
                ("an empty list".to_owned(), "một danh sách trống".to_owned())
            }
            Value::List(_) => ("a list".to_owned(), "một danh sách".to_owned()),
            Value::Map(_) => ("fields".to_owned(), "các mục".to_owned()),
        };
        Diagnostic::new(
            Code::YamlWrongType,
            text!(
                en "`{name}` has to be {en}, but is {is_en}",
                vi "`{name}` phải là {vi}, nhưng ở đây là {is_vi}",
            ),
        )
        .at(self.span)
        .hint(text!(en "put {en} after `{name}:`", vi "ghi {vi} vào sau `{name}:`"))
    }
}

/// The fields of one mapping, asked for by name.
pub struct Fields<'a> {
    entries: &'a [(Spanned<String>, Node)],
    /// The whole mapping.
    pub span: Span,
    asked: RefCell<Vec<&'static str>>,
    /// Missing fields that another name is like, with that name.
    misspelt: RefCell<Vec<(&'static str, &'a str)>>,
}

impl<'a> Fields<'a> {
    /// A field that may be absent.
    pub fn get(&self, name: &'static str) -> Option<&'a Node> {
        self.asked.borrow_mut().push(name);
        self.entries.iter().find(|(key, _)| key.it == name).map(|(_, node)| node)
    }

    /// A field that must be there.
    pub fn need(&self, name: &'static str, sink: &mut Sink) -> Option<&'a Node> {
        let node = self.get(name);
        if node.is_none() {
            let near = |key: &str| crate::diag::nearest(key, [name]).is_some();
            match self.entries.iter().find(|(key, _)| near(&key.it)) {
                Some((key, _)) => self.misspelt.borrow_mut().push((name, &key.it)),
                None => sink.push(self.missing(name)),
            }
        }
        node
    }

    fn missing(&self, name: &str) -> Diagnostic {
        Diagnostic::new(
            Code::YamlMissingField,
            text!(
                en "the field `{name}` is missing",
                vi "thiếu mục `{name}`",
            ),
        )
        .at(Span { end: self.span.start, ..self.span })
        .hint(text!(
            en "add a line `{name}: …` here; `toroi new guide` writes a full example",
            vi "thêm một dòng `{name}: …` ở đây; lệnh `toroi new guide` viết sẵn một bài mẫu đủ mục",
        ))
    }

    /// Every field, for mappings whose keys are free.
    pub fn all(&self) -> impl Iterator<Item = &'a (Spanned<String>, Node)> {
        self.entries.iter()
    }

    /// A required text.
    pub fn text(&self, name: &'static str, sink: &mut Sink) -> Option<Spanned<String>> {
        self.need(name, sink)?.text(name, sink)
    }

    /// A required list.
    pub fn list(&self, name: &'static str, sink: &mut Sink) -> Option<&'a [Node]> {
        self.need(name, sink)?.list(name, sink)
    }

    /// Reports every field nobody asked for.
    pub fn finish(self, sink: &mut Sink) {
        let misspelt = self.misspelt.take();
        for (name, near) in misspelt {
            // A misspelt name is reported once, as the unknown field it is; but `review_again` is
            // a field of its own, not a misspelt `reviewed`.
            if self.asked.borrow().contains(&near) {
                sink.push(self.missing(name));
            }
        }
        let asked = self.asked.into_inner();
        for (key, _) in self.entries {
            if asked.contains(&key.it.as_str()) {
                continue;
            }
            let name = &key.it;
            let known = asked.join(", ");
            sink.push(
                Diagnostic::new(
                    Code::YamlUnknownField,
                    text!(
                        en "there is no field `{name}` here",
                        vi "ở đây không có mục nào tên `{name}`",
                    ),
                )
                .at(key.span)
                .did_you_mean(name, asked.iter().copied())
                .hint(text!(en "the fields here are: {known}", vi "các mục ở đây gồm: {known}")),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;

    fn spans(yaml: &str) -> Vec<(String, String)> {
        let mut sources = Sources::new();
        let id = sources.add_text("x.yaml", yaml.to_owned());
        let mut sink = Sink::new();
        let source = sources.get(id);
        let node = parse(source, 0..yaml.len(), &mut sink).unwrap();
        let mut out = Vec::new();
        walk(&node, source, &mut out);
        out
    }

    #[test]
    fn a_number_sign_in_quotes_is_no_comment() {
        let yaml = "a: { b: \"#0B4F6C\", c: [1, 2] } # see: [3]\nd: x\n";
        let wanted = ["a", "b", "#0B4F6C", "c", "1", "2", "d", "x"];
        assert_eq!(spans(yaml), wanted.map(|word| (word.to_owned(), word.to_owned())));
    }

    fn walk(node: &Node, source: &Source, out: &mut Vec<(String, String)>) {
        match &node.value {
            Value::Null => {}
            Value::Text(words) => out.push((words.clone(), source.slice(node.span).to_owned())),
            Value::List(items) => items.iter().for_each(|item| walk(item, source, out)),
            Value::Map(fields) => {
                for (key, value) in fields {
                    out.push((key.it.clone(), source.slice(key.span).to_owned()));
                    walk(value, source, out);
                }
            }
        }
    }

    #[test]
    fn a_minus_is_part_of_its_number() {
        let numbers =
            |yaml| -> Vec<String> { spans(yaml).into_iter().map(|(_, written)| written).collect() };
        assert_eq!(numbers("[4, -2]"), ["4", "-2"]);
        assert_eq!(numbers("- -2\n- 4\n-\n  -1\n"), ["-2", "4", "-1"]);
    }

    #[test]
    fn every_spelling_of_a_scalar_is_found_where_it_stands() {
        let yaml = "# title: no\ntitle: Cài VNeID # title\napp: 2.20\n\"quoted\": \"a: b\"\n\
                    list: [x, 'y z', 3]\nitems:\n  - one - two\n  - { id: q, label: 'r' }\n\
                    text: |\n  first line\n\n  second\nfolded: >-\n  a\n  b\nempty:\nlast: yes\n";
        for (value, written) in spans(yaml) {
            let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            assert_eq!(flat(&value), flat(&written));
        }
        assert_eq!(spans(yaml).len(), 23);
    }

    #[test]
    fn a_field_is_missed_though_another_has_a_like_name() {
        let mut sources = Sources::new();
        let yaml = "review_again: 2027-02-23\n";
        let id = sources.add_text("x.yaml", yaml.to_owned());
        let mut sink = Sink::new();
        let node = parse(sources.get(id), 0..yaml.len(), &mut sink).unwrap();
        let fields = node.fields("x", &mut sink).unwrap();
        assert!(fields.text("reviewed", &mut sink).is_none());
        assert!(fields.text("review_again", &mut sink).is_some());
        fields.finish(&mut sink);
        let ids: Vec<&str> = sink.iter().map(|d| d.code.id()).collect();
        assert_eq!(ids, ["Y03"]);
    }

    #[test]
    fn all_faults_of_a_mapping_are_reported_together() {
        let mut sources = Sources::new();
        let yaml = "titel: x\nlist: 3\nodd: 1\n";
        let id = sources.add_text("x.yaml", yaml.to_owned());
        let mut sink = Sink::new();
        let node = parse(sources.get(id), 0..yaml.len(), &mut sink).unwrap();
        let fields = node.fields("x", &mut sink).unwrap();
        fields.text("title", &mut sink);
        fields.text("short", &mut sink);
        fields.list("list", &mut sink);
        fields.finish(&mut sink);
        let ids: Vec<&str> = sink.iter().map(|d| d.code.id()).collect();
        assert_eq!(ids, ["Y03", "Y04", "Y02", "Y02"]);
    }
}
