//! The YAML of the program's own files, taken apart when it was compiled (`src/build.rs`).
//!
//! A node is a row of numbers, seven bits a byte, the lowest first (LEB128), and begins with how far it
//! begins behind the node before it in its list or mapping, or the first behind the list or mapping, times
//! four, and its kind; then comes how long it is in the file. A text (0) is what stands there; one that
//! YAML reads otherwise (1) follows, with its length. Of a list (2) and a mapping (3) follow how many items
//! or fields they have, how many bytes these take, and they themselves, of a field its name and its value.

use std::ops::Range;

use super::{Node, Spanned, Value};
use crate::source::Source;
use crate::span::Span;

/// A node that is not read yet.
#[derive(Clone, Copy, Debug)]
pub struct CompiledNode {
    /// The byte it begins with.
    at: usize,
    /// Where in the file that begins which its own beginning is counted from.
    from: usize,
}

/// What a node begins with.
struct Head {
    kind: usize,
    range: Range<usize>,
}

/// Reads the nodes of a file.
struct NodeReader<'s> {
    source: &'s Source,
    next: CompiledNode,
}

impl CompiledNode {
    /// The whole YAML of a file; `None` where it is not compiled.
    pub fn of(source: &Source) -> Option<CompiledNode> {
        let first = CompiledNode { at: 0, from: 0 };
        (!source.nodes.is_empty()).then_some(first)
    }

    /// Where it stands in the file.
    pub fn range(self, source: &Source) -> Option<Range<usize>> {
        NodeReader { source, next: self }.head().map(|head| head.range)
    }

    /// The node itself.
    pub fn read(self, source: &Source) -> Option<Node> {
        NodeReader { source, next: self }.node()
    }

    /// The fields of a mapping: where the name of each stands, and its value.
    pub fn fields(self, source: &Source) -> Option<Vec<(Range<usize>, CompiledNode)>> {
        let mut reader = NodeReader { source, next: self };
        let Head { kind: 3, .. } = reader.head()? else { return None };
        let (count, _) = (reader.number()?, reader.number()?);
        let field = |_| {
            let Head { kind: 0, range } = reader.head()? else { return None };
            let value = reader.next;
            reader.skip()?;
            Some((range, value))
        };
        (0..count).map(field).collect()
    }

    /// The value of a field of a mapping.
    pub fn field(self, name: &str, source: &Source) -> Option<CompiledNode> {
        let mut fields = self.fields(source)?.into_iter();
        fields.find(|(range, _)| &source.text[range.clone()] == name).map(|(_, value)| value)
    }
}

impl NodeReader<'_> {
    fn number(&mut self) -> Option<usize> {
        let (mut number, mut shift) = (0, 0);
        loop {
            let byte = *self.source.nodes.get(self.next.at)?;
            self.next.at += 1;
            number |= usize::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return Some(number);
            }
            shift += 7;
        }
    }

    fn head(&mut self) -> Option<Head> {
        let first = self.number()?;
        let start = self.next.from + (first >> 2);
        self.next.from = start;
        Some(Head { kind: first & 3, range: start..start + self.number()? })
    }

    fn node(&mut self) -> Option<Node> {
        let Head { kind, range } = self.head()?;
        let span = Span::new(self.source.id, range.clone());
        let start = range.start;
        let value = match kind {
            0 => Value::Text(self.source.text.get(range)?.to_owned()),
            1 => Value::Text(str::from_utf8(self.bytes()?).ok()?.to_owned()),
            2 => {
                let (count, _) = (self.number()?, self.number()?);
                Value::List((0..count).map(|_| self.node()).collect::<Option<_>>()?)
            }
            _ => {
                let (count, _) = (self.number()?, self.number()?);
                Value::Map((0..count).map(|_| self.field()).collect::<Option<_>>()?)
            }
        };
        self.next.from = start;
        Some(Node::new(span, value))
    }

    fn field(&mut self) -> Option<(Spanned<String>, Node)> {
        let Node { span, value: Value::Text(name), .. } = self.node()? else { return None };
        Some((Spanned::new(name, span), self.node()?))
    }

    /// Goes behind the next node.
    fn skip(&mut self) -> Option<()> {
        let kind = self.head()?.kind;
        if kind >= 2 {
            self.number()?;
        }
        if kind >= 1 {
            self.bytes()?;
        }
        Some(())
    }

    /// Bytes behind their number.
    fn bytes(&mut self) -> Option<&'static [u8]> {
        let len = self.number()?;
        let start = self.next.at;
        self.next.at = start + len;
        self.source.nodes.get(start..self.next.at)
    }
}

#[cfg(test)]
mod tests {
    use super::super::reader;
    use super::*;
    use crate::diag::Sink;
    use crate::source::{ReadAs, Sources};
    use crate::world::{self, Embedded, World};

    /// All files of a folder inside the program.
    fn files(folder: &str) -> Vec<String> {
        let names = Embedded.list(folder).unwrap().into_iter();
        let paths = names.map(|name| format!("{folder}/{name}"));
        paths
            .flat_map(|path| {
                let inside = files(&path);
                if inside.is_empty() { vec![path] } else { inside }
            })
            .collect()
    }

    /// Comments have no place in what is compiled: nothing in the program's own files is lost.
    fn without_comments(node: &mut Node) {
        node.lost = None;
        match &mut node.value {
            Value::List(items) => items.iter_mut().for_each(without_comments),
            Value::Map(fields) => fields.iter_mut().for_each(|(_, node)| without_comments(node)),
            Value::Null | Value::Text(_) => {}
        }
    }

    #[test]
    fn what_is_compiled_is_what_the_reader_reads() {
        let (mut compiled, mut others) = (0, Vec::new());
        for path in ["guides", "templates"].into_iter().flat_map(files) {
            let (mut sources, mut sink) = (Sources::new(), Sink::new());
            if !matches!(path.rsplit('.').next(), Some("md" | "yaml")) {
                continue;
            }
            let reading = ReadAs::default();
            let file = world::add_text(&Embedded, &path, reading, &mut sources, &mut sink);
            let source = sources.get(file.unwrap().unwrap());
            assert!(source.is_known, "{path}");
            let Some(whole) = CompiledNode::of(source) else {
                others.push(path);
                continue;
            };
            let front = source.text.strip_prefix("---\n").and_then(|rest| rest.find("\n---\n"));
            let range = front.map_or(0..source.text.len(), |end| 4..4 + end + 1);
            let (mut wanted, is_plain) = reader::read(source, range, &mut sink).unwrap();
            without_comments(&mut wanted);
            assert!(is_plain && sink.iter().count() == 0, "{path}");
            let node = whole.read(source).unwrap();
            assert_eq!(format!("{node:#?}"), format!("{wanted:#?}"), "{path}");
            let Value::Map(fields) = node.value else { panic!("{path} has fields") };
            for (name, value) in fields {
                let read = whole.field(&name.it, source).unwrap().read(source).unwrap();
                assert_eq!(format!("{read:?}"), format!("{value:?}"), "{path}: {}", name.it);
            }
            compiled += 1;
        }
        assert!(compiled > 60, "{compiled}");
        let texts = ["README.md", "README.vi.md", "new-project.md"];
        others.sort();
        assert_eq!(others, texts.map(|name| format!("templates/{name}")));
    }
}
