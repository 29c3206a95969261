//! Where the running text of a guide file stands, before the file is parsed.
//!
//! Line by line, since the normaliser has to know it for files that do not parse yet. Marks of
//! Markdown and YAML, comments, ids, dates and addresses are left out: there a doubled space or a
//! straight quotation mark means something else.

use std::ops::Range;

use crate::vietnamese::normalise::{Quoting, TextSegment, addresses};

/// Fields whose values are printed; all others are ids, dates or names of files.
const FIELDS: &[&str] =
    &["title", "short", "question", "audience", "label", "items", "text", "alt"];

/// A line with running text in it.
pub(super) enum ProseLine {
    /// Markdown, with its marks.
    Markdown(Range<usize>),
    /// One value of YAML.
    Value(TextSegment),
}

/// The running text of a guide: one segment a line.
pub(super) fn segments(path: &str, text: &str) -> Vec<TextSegment> {
    let segment = |piece| match piece {
        ProseLine::Markdown(line) => markdown(text, line),
        ProseLine::Value(segment) => Some(segment),
    };
    let found = pieces(path, text).into_iter().filter_map(segment);
    found.filter(|segment| !segment.range.is_empty()).collect()
}

/// The lines of a guide that have running text in them.
pub(super) fn pieces(path: &str, text: &str) -> Vec<ProseLine> {
    let is_markdown = path.rsplit('.').next().is_some_and(|end| end.eq_ignore_ascii_case("md"));
    let body = match super::front_matter(text) {
        Some((_, body)) if is_markdown => body,
        _ if is_markdown => 0,
        _ => text.len(),
    };
    let mut found = Vec::new();
    let mut yaml = Yaml::default();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let range = at..at + line.trim_end().len();
        at += line.len();
        if range.start < body {
            found.extend(yaml.line(text, range));
        } else {
            found.push(ProseLine::Markdown(range));
        }
    }
    found
}

/// What is left of a line of Markdown without its marks.
fn markdown(text: &str, line: Range<usize>) -> Option<TextSegment> {
    let mut rest = text[line.clone()].trim_start();
    loop {
        let shorter = ["> ", "# ", "## ", "- [ ] ", "- [x] ", "- ", "* ", "+ "]
            .iter()
            .find_map(|mark| rest.strip_prefix(mark))
            .map(str::trim_start);
        match shorter {
            Some(shorter) => rest = shorter,
            None => break,
        }
    }
    if rest.starts_with("[!") || rest.starts_with('>') || rest.starts_with("```") {
        return None;
    }
    let range = line.end - rest.len()..line.end;
    Some(TextSegment { apart: apart(text, range.clone()), range, quoting: Quoting::Plain })
}

/// Addresses, targets of links and pictures, attributes in braces.
fn apart(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let marks = |byte: u8| matches!(byte, b'@' | b'/' | b':' | b'(' | b'{' | b'<' | b'`');
    if !text[range.clone()].bytes().any(marks) {
        return Vec::new();
    }
    let mut all = addresses(text, range.clone());
    for (open, close) in [("](", ')'), ("{", '}'), ("<", '>'), ("`", '`')] {
        let mut at = range.start;
        while let Some(found) = text[at..range.end].find(open) {
            let start = at + found;
            let inside = start + open.len();
            let Some(length) = text[inside..range.end].find(close) else { break };
            at = inside + length + close.len_utf8();
            all.push(start..at);
        }
    }
    // In order and without overlaps, as they are searched.
    all.sort_by_key(|range| (range.start, range.end));
    all.dedup_by(|next, last| {
        let joins = next.start <= last.end;
        if joins {
            last.end = last.end.max(next.end);
        }
        joins
    });
    all
}

/// Follows the fields of YAML by their indents.
#[derive(Default)]
struct Yaml {
    /// Indents and names of the fields a line stands in.
    fields: Vec<(usize, bool)>,
    /// Indent of the field that holds a text over several lines.
    block: Option<usize>,
}

impl Yaml {
    fn line(&mut self, text: &str, line: Range<usize>) -> Option<ProseLine> {
        let words = text[line.clone()].trim_start();
        let indent = line.len() - words.len();
        if words.is_empty() {
            return None;
        }
        if let Some(block) = self.block {
            if indent > block {
                return self.is_printed().then_some(ProseLine::Markdown(line));
            }
            self.block = None;
        }
        if words.starts_with('#') || words == "---" {
            return None;
        }
        let item = words.strip_prefix("- ").map(str::trim_start);
        let rest = item.unwrap_or(words);
        let column = line.end - rest.len() - line.start;
        if let Some((name, value)) = key(rest) {
            self.fields.retain(|(other, _)| *other < column);
            self.fields.push((column, FIELDS.contains(&name)));
            if value.starts_with(['|', '>']) {
                self.block = Some(column);
                return None;
            }
            return self.value(text, line.end - value.len()..line.end).map(ProseLine::Value);
        }
        if item.is_some() {
            self.fields.retain(|(other, _)| *other <= indent);
        }
        self.value(text, line.end - rest.len()..line.end).map(ProseLine::Value)
    }

    fn is_printed(&self) -> bool {
        self.fields.last().is_some_and(|(_, printed)| *printed)
    }

    /// The text of a scalar without its quotation marks and the comment behind it.
    fn value(&self, text: &str, range: Range<usize>) -> Option<TextSegment> {
        let words = &text[range.clone()];
        if let Some(flow) = words.strip_prefix('{') {
            return flow_label(text, range.end - flow.len()..range.end);
        }
        if !self.is_printed() || words.starts_with(['[', '&', '*', '!']) {
            return None;
        }
        Some(scalar(text, range))
    }
}

/// `label: …` in a mapping written in braces.
fn flow_label(text: &str, range: Range<usize>) -> Option<TextSegment> {
    let words = &text[range.clone()];
    let at = words.find("label:")? + "label:".len();
    let start = range.start + at + (words[at..].len() - words[at..].trim_start().len());
    let rest = &text[start..range.end];
    let end = match rest.chars().next()? {
        quote @ ('"' | '\'') => start + 1 + rest[1..].find(quote)? + 1,
        _ => start + rest.find([',', '}']).unwrap_or(rest.len()),
    };
    Some(scalar(text, start..end))
}

fn scalar(text: &str, range: Range<usize>) -> TextSegment {
    let words = &text[range.clone()];
    let (quoting, quote) = match words.chars().next() {
        Some('"') => (Quoting::Backslash, Some('"')),
        Some('\'') => (Quoting::Doubled, Some('\'')),
        _ => (Quoting::Plain, None),
    };
    let range = if let Some(quote) = quote {
        let end = words.rfind(quote).filter(|end| *end > 0).unwrap_or(words.len());
        range.start + 1..range.start + end
    } else {
        let end = words.find(" #").unwrap_or(words.len());
        range.start..range.start + words[..end].trim_end().len()
    };
    TextSegment { apart: apart(text, range.clone()), range, quoting }
}

/// `name: value`, where the name is one plain word.
fn key(words: &str) -> Option<(&str, &str)> {
    let (name, value) = words.split_once(':')?;
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    let is_key = !name.is_empty() && name.chars().all(plain);
    let is_value = value.is_empty() || value.starts_with(' ');
    (is_key && is_value).then(|| (name, value.trim_start()))
}
