//! Where each letter of a value stands in the file.
//!
//! A value differs from what is written where YAML joins lines, takes away their indentation, or
//! writes a letter in another way (`\u00ed`, `''`). Both are walked through once, side by side.

use std::ops::Range;

use super::Spanned;
use crate::source::Source;

/// Maps places in a value to places in its source.
#[derive(Debug)]
pub struct Trace {
    /// From where in the value on the two run side by side, and where that is in the source.
    steps: Vec<(usize, usize)>,
    end: usize,
}

impl Trace {
    /// A text that stands in the source letter for letter.
    pub fn straight(at: Range<usize>) -> Trace {
        Trace { steps: vec![(0, at.start)], end: at.end }
    }

    /// The value of a scalar.
    pub fn of(source: &Source, words: &Spanned<String>) -> Trace {
        let at = words.span.range();
        let written = source.slice(words.span);
        if written.starts_with(words.it.trim_end()) {
            return Trace::straight(at);
        }
        let style = match source.text[..at.start].chars().next_back() {
            Some('"') => ScalarStyle::Double,
            Some('\'') => ScalarStyle::Single,
            _ => ScalarStyle::Other,
        };
        let mut walk =
            ProseTracer { value: &words.it, written, style, at: (0, 0), steps: Vec::new() };
        walk.all();
        let steps = walk.steps.into_iter().map(|(value, from)| (value, at.start + from)).collect();
        Trace { steps, end: at.end }
    }

    /// The place of a byte of the value.
    fn byte(&self, at: usize) -> usize {
        let next = self.steps.partition_point(|(value, _)| *value <= at);
        let limit = self.steps.get(next).map_or(self.end, |(_, source)| *source);
        let last = next.checked_sub(1).and_then(|last| self.steps.get(last));
        last.map_or(limit, |(value, source)| (source + at - value).min(limit))
    }

    /// The place of a stretch of the value.
    pub fn range(&self, range: Range<usize>) -> Range<usize> {
        let start = self.byte(range.start);
        start..self.byte(range.end).max(start)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum ScalarStyle {
    Double,
    Single,
    Other,
}

struct ProseTracer<'a> {
    value: &'a str,
    written: &'a str,
    style: ScalarStyle,
    /// Bytes of the value and of what is written.
    at: (usize, usize),
    steps: Vec<(usize, usize)>,
}

/// The white space a text begins with, in bytes.
fn blank(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

impl ProseTracer<'_> {
    fn all(&mut self) {
        // Of a block only the words are marked, not the spaces before them.
        let before = if self.style == ScalarStyle::Other { blank(self.value) } else { 0 };
        self.step(before, 0);
        while let Some(letter) = self.written[self.at.1..].chars().next() {
            let rest = &self.written[self.at.1..];
            let (length, from) = match letter {
                '\\' if self.style == ScalarStyle::Double => escape(rest),
                '\'' if self.style == ScalarStyle::Single => (1, 2),
                _ if letter.is_whitespace() && rest[..blank(rest)].contains('\n') => {
                    (self.joined(&rest[..blank(rest)]), blank(rest))
                }
                _ => {
                    self.at = (self.at.0 + letter.len_utf8(), self.at.1 + letter.len_utf8());
                    continue;
                }
            };
            let letters = self.value[self.at.0.min(self.value.len())..].chars();
            let length: usize = letters.take(length).map(char::len_utf8).sum();
            self.step(length, from);
        }
    }

    /// Goes on by so many bytes of both, behind which they run side by side again.
    fn step(&mut self, value: usize, written: usize) {
        self.steps.push(self.at);
        self.at = (self.at.0 + value, self.at.1 + written);
        self.steps.push(self.at);
    }

    /// How many letters an end of line with the white space around it is in the value.
    fn joined(&self, blanks: &str) -> usize {
        if self.style == ScalarStyle::Other {
            let rest = self.value.get(self.at.0..).unwrap_or("");
            return rest[..blank(rest)].chars().count();
        }
        let lines = blanks.matches('\n').count();
        if lines == 1 { 1 } else { lines - 1 }
    }
}

/// How many letters an escape stands for, and how many bytes it is written in.
fn escape(rest: &str) -> (usize, usize) {
    let length = match rest[1..].chars().next() {
        Some('x') => 4,
        Some('u') => 6,
        Some('U') => 10,
        // The end of the line itself is nothing; an empty line after it is one.
        Some('\n') => {
            let blanks = &rest[2..2 + blank(&rest[2..])];
            return (blanks.matches('\n').count(), 2 + blanks.len());
        }
        Some(other) => 1 + other.len_utf8(),
        None => 1,
    };
    (1, length.min(rest.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Sink;
    use crate::source::Sources;
    use crate::yaml::{Value, parse};

    /// Where the words `needle` of the value of `a` stand, as they are written there.
    fn found(yaml: &str, needle: &str) -> String {
        let mut sources = Sources::new();
        let id = sources.add_text("x.yaml", yaml.to_owned());
        let source = sources.get(id);
        let node = parse(source, 0..yaml.len(), &mut Sink::new()).unwrap();
        let Value::Map(fields) = &node.value else { panic!() };
        let words = fields[0].1.text("a", &mut Sink::new()).unwrap();
        let trace = Trace::of(source, &words);
        let at = words.it.find(needle).unwrap();
        assert!(trace.range(0..words.it.len()).end <= words.span.end as usize);
        yaml[trace.range(at..at + needle.len())].to_owned()
    }

    #[test]
    fn each_word_is_found_where_it_stands() {
        for (yaml, needle, written) in [
            ("a: x y\n", "y", "y"),
            ("a: \"K\\u00ednh \\x41 đọc\"\n", "đọc", "đọc"),
            ("a: \"K\\u00ednh \\x41 đọc\"\n", "Kính", "K\\u00ednh"),
            ("a: \"\\U0001F642 y\\ty\"\n", "\ty", "\\ty"),
            ("a: \"x\\ny z\"\n", "z", "z"),
            ("a: \"x \\\n   y\\\n\n  z\"\n", "z", "z"),
            ("a: \" x\n   y\n\n\n   z\"\n", "z", "z"),
            ("a: \"\\\"\\\\\\/ z\"\n", "z", "z"),
            ("a: 'it''s ''z'''\n", "z", "z"),
            ("a: 'it''s ''z'''\n", "'s", "''s"),
            ("a: x\n  y\n\n  z\n", "z", "z"),
            ("a: |\n  x\n    y\n\n  z z\nb: z\n", "z z", "z z"),
            ("a: |4\n     x\n    y\n", "y", "y"),
            ("a: >\n  x\n  y\n\n  z\n", "z", "z"),
            ("a: >\n  x\n  y\n\n  z\n", "x y", "x\n  y"),
            ("a: >-\n\n  x\n   y\n  z\n", "z", "z"),
        ] {
            assert_eq!(found(yaml, needle), written, "{yaml}");
        }
    }
}
