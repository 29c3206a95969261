//! What can be read of a file that is broken in one place: nobody mends one fault only to be told of
//! the next.
//!
//! The file is cut where its lines show that an entry begins, by their indentation, and each entry
//! is read alone; of one that cannot be read, what is inside it. Each step reads only what the one
//! before could not, and there are at most [`MOST_LEVELS`], so the time grows with the file alone.

use std::ops::Range;

use super::{Node, Spanned, Value, faults, reader};
use crate::diag::Sink;
use crate::source::Source;
use crate::span::Span;

/// How deep entries are looked for: files of ours need five.
const MOST_LEVELS: usize = 6;
/// As many broken entries are reported: who pasted another file needs no list of its lines.
const MOST_BROKEN: usize = 20;

/// Reads the rest of what broke when it was read as a whole, which is reported already. `None`
/// where no entry can be told from another.
pub(super) fn read(source: &Source, range: Range<usize>, sink: &mut Sink) -> Option<Node> {
    PartReader { source, broken: 0, sink }.entries(range, 0)
}

struct PartReader<'a> {
    source: &'a Source,
    /// Entries that cannot be read, so far. The first is what broke the whole.
    broken: usize,
    sink: &'a mut Sink,
}

impl PartReader<'_> {
    fn entries(&mut self, range: Range<usize>, level: usize) -> Option<Node> {
        let (is_list, parts) = parts(&self.source.text, range.clone())?;
        let (mut items, mut fields): (Vec<Node>, Vec<(Spanned<String>, Node)>) = Default::default();
        for part in parts {
            match self.part(part.clone(), level).value {
                Value::List(mut read) if is_list => items.append(&mut read),
                Value::Map(mut read) if !is_list => fields.append(&mut read),
                _ if is_list => items.push(Node::broken(self.span(part))),
                _ => {
                    let key = self.key(part.clone());
                    fields.push((key, Node::broken(self.span(part))));
                }
            }
        }
        self.once(&mut fields);
        let value = if is_list { Value::List(items) } else { Value::Map(fields) };
        Some(Node::new(self.span(range), value))
    }

    /// One entry, read alone, or else what is inside it.
    fn part(&mut self, part: Range<usize>, level: usize) -> Node {
        let mut found = Sink::new();
        if let Some((node, _)) = reader::read(self.source, part.clone(), &mut found)
            && matches!(node.value, Value::List(_) | Value::Map(_))
        {
            self.sink.append(found);
            return node;
        }
        let before = self.broken;
        let inside = self.inside(part.clone(), level);
        if self.broken == before {
            self.broken += 1;
            if (2..=MOST_BROKEN).contains(&self.broken) {
                self.sink.append(found);
            }
        }
        match inside {
            Some(node) => {
                let key = self.key(part.clone());
                Node::new(self.span(part), Value::Map(vec![(key, node)]))
            }
            None => self.swallowed(part),
        }
    }

    /// What stands under `name:`, where nothing stands behind it.
    fn inside(&mut self, part: Range<usize>, level: usize) -> Option<Node> {
        let line = self.source.text[part.clone()].lines().find(|line| !is_idle(line))?;
        let start = part.start + self.source.text[part.clone()].find(line)? + line.len();
        let is_block = is_heading(line)
            && !line.trim_start().starts_with('-')
            && level < MOST_LEVELS
            && start < part.end;
        let inside = if is_block { self.entries(start..part.end, level + 1) } else { None };
        inside.filter(|_| indent(line) < indent_of(&self.source.text[start..part.end]))
    }

    /// A broken entry, with the names of those that were indented as if they were a part of it:
    /// they are not missing.
    fn swallowed(&self, part: Range<usize>) -> Node {
        let mut fields: Vec<(Spanned<String>, Node)> = Vec::new();
        let mut at = part.start;
        let is_field = |name: &&str| name.chars().all(|c| c.is_ascii_lowercase() || c == '_');
        for line in self.source.text[part.clone()].split_inclusive('\n') {
            let start = at;
            at += line.len();
            if is_idle(line) || fields.len() > MOST_BROKEN {
                continue;
            }
            // What stands under a name alone, or in a list or a bracket, is inside of it.
            let is_open = line.split_once(": ").is_some_and(|(_, value)| {
                value.trim_start().starts_with(['[', '{', '"', '\'', '|', '>'])
            });
            let is_outer = is_item(line) || is_heading(line) || is_open || name(line).is_none();
            if fields.is_empty() && is_outer {
                return Node::broken(self.span(part));
            }
            if let Some(name) = name(line).filter(|name| fields.is_empty() || is_field(name)) {
                let start = start + line.find(name).unwrap_or(0);
                let key = Spanned::new(name.to_owned(), self.span(start..start + name.len()));
                fields.push((key, Node::broken(self.span(part.clone()))));
            }
        }
        Node::new(self.span(part), Value::Map(fields))
    }

    fn key(&self, part: Range<usize>) -> Spanned<String> {
        let text = &self.source.text[part.clone()];
        let line = text.lines().find(|line| !is_idle(line)).unwrap_or("");
        let name = name(line).unwrap_or("");
        let at = part.start + text.find(name).unwrap_or(0);
        Spanned::new(name.to_owned(), self.span(at..at + name.len()))
    }

    /// Reports names that are there twice, and keeps the first of each.
    fn once(&mut self, fields: &mut Vec<(Spanned<String>, Node)>) {
        let mut seen: std::collections::BTreeMap<String, Span> = std::collections::BTreeMap::new();
        let sink = &mut *self.sink;
        fields.retain(|(key, node)| match seen.get(&key.it) {
            Some(first) => {
                if !node.is_broken {
                    sink.push(faults::twice(key, *first));
                }
                false
            }
            None => seen.insert(key.it.clone(), key.span).is_none(),
        });
    }

    fn span(&self, at: Range<usize>) -> Span {
        Span::new(self.source.id, at)
    }
}

/// Where the entries of a block begin and end, and whether it is a list.
fn parts(text: &str, range: Range<usize>) -> Option<(bool, Vec<Range<usize>>)> {
    let first = text[range.clone()].lines().find(|line| !is_idle(line))?;
    let (column, is_list) = (indent(first), is_item(first));
    if !is_list {
        name(first)?;
    }
    let mut parts: Vec<Range<usize>> = Vec::new();
    let (mut at, mut is_begun, mut above) = (range.start, false, "");
    for line in text[range.clone()].split_inclusive('\n') {
        // A tab has no width of its own: what it stands before is as deep as the line above.
        let is_inside = is_tabbed(line) && (indent(above) > column || is_heading(above));
        let begins = !is_idle(line)
            && !is_inside
            && indent(line) <= column
            && if is_list { is_item(line) } else { !is_item(line) && name(line).is_some() };
        // Remarks above the first entry belong to it.
        match parts.last_mut() {
            Some(last) if !begins || !is_begun => last.end = at + line.len(),
            _ => parts.push(at..at + line.len()),
        }
        is_begun |= begins;
        if !is_idle(line) && !is_inside {
            above = line;
        }
        at += line.len();
    }
    Some((is_list, parts))
}

fn is_idle(line: &str) -> bool {
    line.trim().is_empty() || line.trim_start().starts_with('#')
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

fn is_tabbed(line: &str) -> bool {
    line[..line.len() - line.trim_start().len()].contains('\t')
}

/// Whether what a line names stands below it.
fn is_heading(line: &str) -> bool {
    line.trim_end().ends_with(':')
}

/// The indentation of the first line that says something.
fn indent_of(text: &str) -> usize {
    text.lines().find(|line| !is_idle(line)).map_or(0, indent)
}

fn is_item(line: &str) -> bool {
    line.trim() == "-" || line.trim_start().starts_with("- ")
}

/// The name a line begins with.
fn name(line: &str) -> Option<&str> {
    let (name, _) = line.trim().split_once(':')?;
    let name = name.trim();
    let is_plain = !name.starts_with(['"', '\'', '[', '{', '*', '&', '!', '|', '>', '%', '@', '`']);
    (is_plain && !name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;
    use crate::yaml::parse_partly;

    /// What is read of a text, and how many faults are reported.
    fn read(text: &str) -> (String, usize) {
        fn show(node: &Node) -> String {
            match &node.value {
                _ if node.is_broken => "?".to_owned(),
                Value::Null => "~".to_owned(),
                Value::Text(words) => words.clone(),
                Value::List(items) => {
                    format!("[{}]", items.iter().map(show).collect::<Vec<_>>().join(" "))
                }
                Value::Map(fields) => {
                    let field = |(key, node): &(Spanned<String>, Node)| {
                        format!("{}={}", key.it, show(node))
                    };
                    format!("{{{}}}", fields.iter().map(field).collect::<Vec<_>>().join(" "))
                }
            }
        }
        let (mut sources, mut sink) = (Sources::new(), Sink::new());
        let file = sources.add_text("x.yaml", text.to_owned());
        let node = parse_partly(sources.get(file), 0..text.len(), &mut sink);
        (node.as_ref().map_or_else(String::new, show), sink.errors())
    }

    #[test]
    fn one_broken_entry_leaves_the_others() {
        for (text, wanted, faults) in [
            ("a: 1\nb: [2\nc: 3\n", "{a=1 b=? c=3}", 1),
            ("a: 1\nb: x: y\nc: 3\n", "{a=1 b=? c=3}", 1),
            ("a: 1\n\tb: 2\nc: 3\n", "{a=1 b=2 c=3}", 1),
            ("a:\n\tb: 2\nc: 3\n", "{a=? c=3}", 1),
            ("a:\n  b: 1\n\td: 2\nc: 3\n", "{a={b=1 d=2} c=3}", 1),
            // A line that is indented as if it were a part of another is no missing field.
            ("a: 1\n  b: 2\nc: 3\n", "{a=? b=? c=3}", 1),
            ("a: \"1\nb: 2\n", "{a=? b=2}", 1),
            ("a:1\nb: 2\n", "{a=? b=2}", 1),
            ("a: [1\nb: {2\nc: 3\n", "{a=? b=? c=3}", 2),
            ("a:\n  b: [1\n  c: 2\nd: 3\n", "{a={b=? c=2} d=3}", 1),
            ("a:\n  - b: 1\n  - c: [2\n  - d: 3\n", "{a=[{b=1} ? {d=3}]}", 1),
            ("a:\n- x: [1\n- 2\nb: 1\n", "{a=? b=1}", 1),
            ("# x\n\na: 1 # y\nb: x: y\n", "{a=1 b=?}", 1),
            ("a: 1\nb: [2\na: 3\n", "{a=1 b=?}", 2),
            ("[a\n", "", 1),
            ("a: 1\nb: 2\n", "{a=1 b=2}", 0),
        ] {
            assert_eq!(read(text), (wanted.to_owned(), faults), "{text:?}");
        }
    }

    #[test]
    fn a_file_that_is_no_yaml_at_all_is_reported_in_few_words() {
        let text = "a: [1: \"\n".repeat(3000);
        let started = std::time::Instant::now();
        let (_, faults) = read(&text);
        assert!(faults <= MOST_BROKEN + 3000, "{faults}");
        assert!(started.elapsed().as_secs() < 5, "{:?}", started.elapsed());
    }
}
