//! YAML with a span for every key and value.
//!
//! `reader` makes nodes of the events of a parser that knows places, `second` has another parser
//! read the same, `lost` finds what an author may have meant to be printed and YAML drops or joins,
//! `faults` reports; `compiled` has the nodes of the program's own files. [`Fields`] then reads a mapping by names and reports every unknown, missing or
//! mistyped field of it at once.

mod compiled;
mod faults;
mod file_kind;
mod lost;
mod node;
mod partly;
mod reader;
mod said;
mod schema;
mod second;
#[cfg(test)]
mod tests;
mod trace;

use std::cell::RefCell;
use std::ops::Range;

pub use self::compiled::CompiledNode;
pub use self::file_kind::FileKind;
pub use self::node::{Node, Spanned, Value};
pub use self::schema::{Schema, SchemaField};
pub use self::trace::Trace;
use crate::diag::{Diagnostic, Place, Sink, Text, text};
use crate::source::Source;
use crate::span::Span;

/// Reads the YAML in `range` of `source`, of which a file has no other. `None` when it cannot be read at
/// all.
pub fn parse(source: &Source, range: Range<usize>, sink: &mut Sink) -> Option<Node> {
    if let Some(node) = CompiledNode::of(source).and_then(|node| node.read(source)) {
        return Some(node);
    }
    let (node, is_plain) = reader::read(source, range.clone(), sink)?;
    if is_plain
        && !source.is_known
        && !matches!(node.value, Value::Null)
        && let Some(fault) = second::differs(source, range, &node)
    {
        sink.push(fault);
        return None;
    }
    Some(node)
}

/// The same, but of YAML that is broken in some places it reads the others. What is broken is
/// reported once: no field of it is missing, and none is of the wrong kind.
pub fn parse_partly(source: &Source, range: Range<usize>, sink: &mut Sink) -> Option<Node> {
    let before = sink.errors();
    let node = parse(source, range.clone(), sink);
    if node.is_some() || sink.errors() == before { node } else { partly::read(source, range, sink) }
}

impl Node {
    /// The text of a scalar that people will read, or a report that it is none. A comment behind
    /// it may have been meant as text, so there may be none.
    pub fn text(&self, name: &str, sink: &mut Sink) -> Option<Spanned<String>> {
        let words = self.scalar(name, sink)?;
        sink.extend(self.lost.iter().map(|lost| faults::lost(lost)));
        Some(words)
    }

    /// The text of a scalar that the program compares or reads as a number, a day or an id, or a
    /// report that it is none. A remark may stand behind it.
    pub fn word(&self, name: &str, sink: &mut Sink) -> Option<Spanned<String>> {
        let words = self.scalar(name, sink)?;
        sink.extend(self.lost.iter().filter(|lost| !lost.is_remark).map(|lost| faults::lost(lost)));
        Some(words)
    }

    fn scalar(&self, name: &str, sink: &mut Sink) -> Option<Spanned<String>> {
        match &self.value {
            _ if self.is_broken => {}
            Value::Text(words) if !words.trim().is_empty() => {
                return Some(Spanned::new(words.clone(), self.span));
            }
            Value::Text(_) => sink.push(self.wrong(name, text!(en "some text", vi "chữ"))),
            Value::Null => {
                let fault = self.wrong(name, text!(en "some text", vi "chữ"));
                let is_written = self.span.start < self.span.end;
                sink.push(if is_written { fault.hint(text!(
                    en "to YAML, `~` and `null` mean nothing; if you mean the word itself, put it in quotes",
                    vi "YAML coi `~` và `null` là không có gì; nếu đúng là chữ ấy thì đặt trong ngoặc kép",
                )) } else { fault });
            }
            Value::List(_) => sink.push(self.wrong(name, text!(en "one text", vi "một dòng chữ"))),
            Value::Map(_) => {
                let fault = self.wrong(name, text!(en "one text", vi "một dòng chữ"));
                sink.push(fault.hint(text!(
                    en "`: ` turns a text into a name and a value: put quotes around the whole text",
                    vi "dấu `: ` khiến dòng chữ thành tên và giá trị: hãy đặt cả dòng trong ngoặc kép",
                )));
            }
        }
        None
    }

    /// The items of a sequence, or a report that it is none.
    pub fn list(&self, name: &str, sink: &mut Sink) -> Option<&[Node]> {
        if let Value::List(items) = &self.value {
            return Some(items);
        }
        if self.is_broken {
            return None;
        }
        let kind = text!(
            en "a list: one `- …` per line",
            vi "một danh sách: mỗi dòng một `- …`",
        );
        sink.push(self.wrong(name, kind));
        None
    }

    /// Which other file this belongs into, where it has no field of its own kind.
    pub fn other_kind(&self, kind: FileKind) -> Option<FileKind> {
        let Value::Map(entries) = &self.value else { return None };
        kind.other(&entries.iter().map(|(name, _)| name.it.as_str()))
    }

    /// The fields of a whole file. None where it is no mapping, and where it belongs into another
    /// file: both are reported.
    pub fn file(&self, kind: FileKind, sink: &mut Sink) -> Option<Fields<'_>> {
        if let Value::Map(entries) = &self.value
            && let Some((first, _)) = entries.first()
            && let Some(other) = self.other_kind(kind)
        {
            sink.push(faults::wrong_file(kind, other).at(first.span));
            return None;
        }
        self.fields(kind.called(), sink)
    }

    /// The fields of a mapping, or a report that it is none.
    pub fn fields(&self, name: &str, sink: &mut Sink) -> Option<Fields<'_>> {
        if let Value::Map(entries) = &self.value {
            return Some(Fields {
                entries,
                span: self.span,
                asked: RefCell::default(),
                misspelt: RefCell::default(),
                renamed: RefCell::default(),
            });
        }
        if self.is_broken {
            return None;
        }
        let kind = text!(
            en "fields: one `name: value` per line",
            vi "các mục: mỗi dòng một `tên: giá trị`",
        );
        sink.push(self.wrong(name, kind));
        None
    }

    /// The report that a value is of the wrong kind.
    pub fn wrong(&self, name: &str, wanted: Text) -> Diagnostic {
        let is_written = self.span.start < self.span.end;
        if matches!(self.value, Value::Null) && !is_written {
            return faults::empty(name, &wanted).at(self.span);
        }
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
        faults::wrong_type(name, &Text { en, vi }, (&is_en, &is_vi)).at(self.span)
    }
}

/// [`Node::text`] or [`Node::word`].
pub type Get = fn(&Node, &str, &mut Sink) -> Option<Spanned<String>>;

/// The fields of one mapping, asked for by name.
pub struct Fields<'a> {
    entries: &'a [(Spanned<String>, Node)],
    /// The whole mapping.
    pub span: Span,
    asked: RefCell<Vec<&'static str>>,
    /// Missing fields that another name is like, with that name.
    misspelt: RefCell<Vec<(&'static str, &'a str)>>,
    /// Names that fields had before, with those they have now.
    renamed: RefCell<Vec<(&'static str, &'static str)>>,
}

impl<'a> Fields<'a> {
    /// A field that may be absent.
    pub fn get(&self, name: &'static str) -> Option<&'a Node> {
        self.asked.borrow_mut().push(name);
        self.find(name).filter(|node| !node.is_broken)
    }

    fn find(&self, name: &str) -> Option<&'a Node> {
        self.entries.iter().find(|(key, _)| key.it == name).map(|(_, node)| node)
    }

    /// Says which name a field had before: it is refused, with the name of today.
    pub fn renamed(&self, before: &'static str, now: &'static str) {
        self.renamed.borrow_mut().push((before, now));
    }

    /// Whether a field is there and cannot be read, which is reported.
    pub fn is_broken(&self, name: &str) -> bool {
        self.find(name).is_some_and(|node| node.is_broken)
    }

    /// A field that must be there.
    pub fn need(&self, name: &'static str, sink: &mut Sink) -> Option<&'a Node> {
        let node = self.get(name);
        if node.is_none() && !self.is_broken(name) {
            let renamed = self.renamed.borrow();
            let near = |key: &str| {
                renamed.contains(&(key, name)) || crate::diag::nearest(key, [name]).is_some()
            };
            match self.entries.iter().find(|(key, _)| near(&key.it)) {
                Some((key, _)) => self.misspelt.borrow_mut().push((name, &key.it)),
                None => sink.push(self.missing(name)),
            }
        }
        node
    }

    fn missing(&self, name: &str) -> Diagnostic {
        faults::missing_field(name).at(Span { end: self.span.start, ..self.span })
    }

    /// Every field, for mappings whose keys are free.
    pub fn all(&self) -> impl Iterator<Item = &'a (Spanned<String>, Node)> {
        self.entries.iter()
    }

    /// A required text.
    pub fn text(&self, name: &'static str, sink: &mut Sink) -> Option<Spanned<String>> {
        self.need(name, sink)?.text(name, sink)
    }

    /// A required word: a number, a day, an id.
    pub fn word(&self, name: &'static str, sink: &mut Sink) -> Option<Spanned<String>> {
        self.need(name, sink)?.word(name, sink)
    }

    /// A required list.
    pub fn list(&self, name: &'static str, sink: &mut Sink) -> Option<&'a [Node]> {
        self.need(name, sink)?.list(name, sink)
    }

    /// The entry above an unknown field, the entry at `place`, that lacks one of this name: the field is
    /// one of its own and stands too far left.
    fn owner(&self, place: usize, sink: &Sink) -> Option<&'a Spanned<String>> {
        let owner = &self.entries[place.checked_sub(1)?];
        if !matches!(owner.1.value, Value::Map(_)) {
            return None;
        }
        let lacks = faults::missing_field(&self.entries[place].0.it).message;
        let is_lacking = |found: &Diagnostic| {
            found.message == lacks
                && matches!(found.place, Place::Span(at) if owner.1.span.holds(at))
        };
        sink.iter().any(is_lacking).then_some(&owner.0)
    }

    /// Reports fields of one name that stand too far left once, in place of what follows from that.
    fn outdented(&self, field: &Spanned<String>, owner: &Spanned<String>, sink: &mut Sink) {
        let lacks = faults::missing_field(&field.it).message;
        let twice = faults::twice(field, field.span).message;
        let is_inside = |place: &Place| matches!(place, Place::Span(at) if self.span.holds(*at));
        sink.take_back(|found| {
            (found.message == lacks || found.message == twice) && is_inside(&found.place)
        });
        sink.push(faults::outdented(field, owner));
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
        let (asked, renamed) = (self.asked.take(), self.renamed.take());
        for (place, (key, _)) in self.entries.iter().enumerate() {
            if asked.contains(&key.it.as_str()) {
                continue;
            }
            let name = &key.it;
            if let Some((_, now)) = renamed.iter().find(|(before, _)| before == name) {
                sink.push(faults::renamed_field(name, now).at(key.span));
                continue;
            }
            if let Some(owner) = self.owner(place, sink) {
                self.outdented(key, owner, sink);
                continue;
            }
            let known = asked.join(", ");
            sink.push(
                faults::unknown_field(name, &known)
                    .at(key.span)
                    .did_you_mean(name, asked.iter().copied()),
            );
        }
    }
}
