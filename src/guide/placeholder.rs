//! Places of a form that are still to be filled in: `<<what belongs there | an example>>`.
//!
//! `new guide` writes them. Each is an error until it is replaced, at its place and with what
//! belongs there, so none is ever printed. What else would be said of one (“no day”, “no source”)
//! only follows from it and is left out: the parser gets a text in which neutral letters of the same
//! length stand in their places, and findings that touch one are dropped.

use std::ops::Range;

use super::faults::Fault;
use super::page::front_matter;
use crate::diag::{Code, Diagnostic, Place, Sink};
use crate::source::Source;
use crate::span::Span;

const OPEN: &str = "<<";
const CLOSE: &str = ">>";
/// Fields that hold a day, and a day to stand in them.
const DAYS: [&str; 3] = ["reviewed:", "review_again:", "date:"];
const A_DAY: &str = "2000-01-01";

/// The places of a guide that are still to be filled in.
pub(super) struct Placeholders {
    ranges: Vec<Range<usize>>,
}

impl Placeholders {
    /// Finds them; what stands in comments of YAML is for the author alone.
    pub(super) fn find(source: &Source) -> Placeholders {
        let text = &source.text;
        let mut ranges = Vec::new();
        if !source.is_known && text.contains(OPEN) {
            let (_, body) = front_matter(text).unwrap_or((0..0, 0));
            let is_markdown = source.path.to_lowercase().ends_with(".md");
            let yaml = if is_markdown { 0..body } else { 0..text.len() };
            in_yaml(text, yaml.clone(), &mut ranges);
            in_markdown(text, yaml.end, &mut ranges);
        }
        Placeholders { ranges }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.ranges.is_empty()
    }

    /// Reports each.
    pub(super) fn report(&self, source: &Source, sink: &mut Sink) {
        for range in &self.ranges {
            let words = source.text[range.clone()].trim_start_matches(OPEN);
            let words = words.trim_end_matches(CLOSE);
            let (what, example) = words.split_once('|').unwrap_or((words, ""));
            let (what, example) = (what.trim(), example.trim());
            let fault = Fault::Placeholder { what, example };
            sink.push(Diagnostic::from(fault).at(Span::new(source.id, range.clone())));
        }
    }

    /// The same source with neutral letters in their places.
    pub(super) fn filled(&self, source: &Source) -> Source {
        let mut text = source.text.clone().into_owned();
        for range in &self.ranges {
            let is_day = DAYS.iter().any(|name| is_value_of(&text, range, name));
            let letters = if is_day && range.len() >= A_DAY.len() {
                format!("{A_DAY}{}", " ".repeat(range.len() - A_DAY.len()))
            } else {
                "x".repeat(range.len())
            };
            text.replace_range(range.clone(), &letters);
        }
        let mut filled = source.clone();
        filled.text = text.into();
        filled
    }

    /// Whether a stretch of the source has one in it.
    pub(super) fn touch(&self, span: Span) -> bool {
        let (start, end) = (span.start as usize, span.end as usize);
        self.ranges.iter().any(|range| start < range.end && end > range.start)
    }

    /// Moves findings to `sink` but for those that only follow from one of them.
    pub(super) fn sift(&self, source: &Source, found: Sink, sink: &mut Sink) {
        let is_open = self.ranges.iter().any(|range| is_value_of(&source.text, range, "says:"));
        let follows = |finding: &Diagnostic| match &finding.place {
            // Nobody knows yet what a source says whose words are still to be filled in.
            _ if finding.code == Code::ClaimUnproved && is_open => true,
            Place::Span(span) if span.file == source.id => {
                finding.code != Code::GuidePlaceholder && self.touch(*span)
            }
            _ => false,
        };
        sink.extend(found.into_findings().into_iter().filter(|finding| !follows(finding)));
    }
}

/// Whether a place is all that stands in the field `name`, as far as its line tells.
fn is_value_of(text: &str, range: &Range<usize>, name: &str) -> bool {
    let line = text[..range.start].rfind('\n').map_or(0, |end| end + 1);
    text[line..range.start].trim().trim_end_matches(['"', '\'']).trim_end().ends_with(name)
}

fn in_yaml(text: &str, range: Range<usize>, found: &mut Vec<Range<usize>>) {
    let mut at = range.start;
    for line in text[range].split_inclusive('\n') {
        let comment = if line.trim_start().starts_with('#') { Some(0) } else { line.find(" #") };
        let end = comment.unwrap_or(line.len());
        let mut from = 0;
        while let Some(range) = next(&line[..end], from) {
            from = range.end;
            // `<<:` joins two maps.
            if !line[..end][range.start + OPEN.len()..].starts_with(':') {
                found.push(at + range.start..at + range.end);
            }
        }
        at += line.len();
    }
}

fn in_markdown(text: &str, start: usize, found: &mut Vec<Range<usize>>) {
    let mut at = start;
    while let Some(range) = next(text, at) {
        at = range.end;
        found.push(range);
    }
}

/// The first placeholder behind `from`; one that was half deleted ends with its line.
fn next(text: &str, from: usize) -> Option<Range<usize>> {
    let start = from + text[from..].find(OPEN)?;
    let line = text[start..].lines().next().unwrap_or("").trim_end();
    let end = line.find(CLOSE).map_or(line.len(), |close| close + CLOSE.len());
    Some(start..start + end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;

    fn found(path: &str, text: &str) -> Vec<String> {
        let mut sources = Sources::new();
        let id = sources.add_text(path, text.to_owned());
        let source = sources.get(id);
        let found = Placeholders::find(source);
        assert_eq!(found.filled(source).text.len(), text.len());
        found.ranges.into_iter().map(|range| text[range].to_owned()).collect()
    }

    #[test]
    fn places_are_found_and_comments_left_alone() {
        for (body, wanted) in [
            ("## <<Tên bước | Mở máy>>\n", vec!["<<Tên bước | Mở máy>>"]),
            ("a <<b>> c <<d>>\n", vec!["<<b>>", "<<d>>"]),
            ("<<b\nc>>\n", vec!["<<b"]),
            ("a < b, <b>, << ", vec!["<<"]),
        ] {
            assert_eq!(found("x.md", &format!("---\na: b\n---\n{body}")), wanted, "{body}");
        }
        for (line, wanted) in [
            ("title: <<Tên>>", vec!["<<Tên>>"]),
            ("title: \"<<Tên: x>>\" # <<a>>", vec!["<<Tên: x>>"]),
            ("# <<Tên>>", vec![]),
            ("<<: *a", vec![]),
            ("items: [<<a>>, <<b>>]", vec!["<<a>>", "<<b>>"]),
        ] {
            assert_eq!(found("x.md", &format!("---\n{line}\n---\n## A\n")), wanted, "{line}");
            assert_eq!(found("x.yaml", &format!("{line}\n")), wanted, "{line}");
        }
    }
}
