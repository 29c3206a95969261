//! Prints findings: for a person, one line each, or one JSON object each.

use std::borrow::Cow;
use std::fmt::Write as _;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Element, Group, Level, Renderer, Snippet};

use serde::Serialize;

use crate::diag::{Code, Diagnostic, Excess, Lang, Place, Severity, Sink, Text};
use crate::source::{Source, Sources};
use crate::span::Span;

/// As many findings are printed, errors before others; the rest is counted. Nobody reads more at
/// once, and most of them have one cause.
pub const MOST_PRINTED: usize = 200;

/// How findings and results are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// With the lines of the file, for people.
    Human,
    /// `path:line:column: error[G02]: message`.
    Short,
    /// One JSON object a line, for programs.
    Json,
}

/// Turns findings into text.
#[derive(Clone, Copy, Debug)]
pub struct Reporter {
    /// Which form.
    pub format: Format,
    /// Which language.
    pub lang: Lang,
    /// Whether the terminal shows colours.
    pub colour: bool,
}

impl Reporter {
    /// The findings of `sink` whose severity is wanted, in order of file and place, and how many
    /// more there are.
    pub fn print(
        self,
        sink: &Sink,
        wanted: impl Fn(Severity) -> bool,
        sources: &Sources,
    ) -> String {
        let mut out = String::new();
        let mut left = MOST_PRINTED;
        let mut rest = [0; 3];
        let mut printed = Vec::new();
        for severity in Severity::ALL.into_iter().filter(|severity| wanted(*severity)) {
            let mut found: Vec<_> = sink.iter().filter(|d| d.severity == severity).collect();
            if found.len() > left {
                found.sort_by_cached_key(|d| order(d, sources));
                found.truncate(left);
            }
            left -= found.len();
            rest[severity as usize] = sink.count(severity) - found.len();
            printed.append(&mut found);
        }
        printed.sort_by_cached_key(|d| order(d, sources));
        for diagnostic in printed {
            let spot = LineColumn::of(&diagnostic.place, sources);
            match self.format {
                Format::Human => self.human(&mut out, diagnostic, sources),
                Format::Short => self.short(&mut out, diagnostic, &spot),
                Format::Json => self.json(&mut out, diagnostic, &spot, sources),
            }
        }
        if rest.iter().any(|count| *count > 0) {
            self.rest(&mut out, rest);
        }
        out
    }

    /// How many findings are not printed.
    fn rest(self, out: &mut String, [errors, warnings, notes]: [usize; 3]) {
        let more = errors + warnings + notes;
        let _ = match (self.format, self.lang) {
            (Format::Json, _) => {
                writeln!(out, "{}", json(&OutputRecord::More { errors, warnings, notes }))
            }
            (_, Lang::En) => writeln!(
                out,
                "… and {more} more that are not shown: {errors} errors, {warnings} warnings, {notes} notes"
            ),
            (_, Lang::Vi) => writeln!(
                out,
                "… và còn {more} chỗ nữa không ghi ra: {errors} lỗi, {warnings} lời nhắc, {notes} ghi chú"
            ),
        };
        if self.format == Format::Human {
            out.push('\n');
        }
    }

    fn human(self, out: &mut String, diagnostic: &Diagnostic, sources: &Sources) {
        let level = match diagnostic.severity {
            Severity::Error => Level::ERROR.with_name(self.word("error", "lỗi")),
            Severity::Warning => Level::WARNING.with_name(self.word("warning", "nhắc")),
            Severity::Note => Level::NOTE.with_name(self.word("note", "ghi chú")),
        };
        let title = level
            .primary_title(visible(diagnostic.message.get(self.lang)))
            .id(diagnostic.code.id());
        let mut group = Group::with_title(title);
        for element in self.elements(diagnostic, sources) {
            group = group.element(element);
        }
        let help = Level::HELP.with_name(self.word("help", "cách sửa"));
        for hint in &diagnostic.hints {
            group = group.element(help.clone().message(visible(hint.get(self.lang))));
        }
        let renderer = if self.colour { Renderer::styled() } else { Renderer::plain() };
        let renderer = renderer.decor_style(DecorStyle::Ascii).term_width(100);
        out.push_str(&renderer.render(&[group]));
        out.push_str("\n\n");
    }

    fn elements<'a>(self, diagnostic: &'a Diagnostic, sources: &'a Sources) -> Vec<Element<'a>> {
        let primary = match &diagnostic.place {
            Place::None => return Vec::new(),
            Place::File(path) => {
                return vec![annotate_snippets::Origin::path(visible(path)).into()];
            }
            Place::Position(path, line, column) => {
                let origin = annotate_snippets::Origin::path(visible(path));
                return vec![origin.line(*line).char_column(*column).into()];
            }
            Place::Span(span) => written(*span, sources),
            Place::Written(span) => *span,
        };
        // What people see is their file, not what the normaliser made of it.
        let mut near = vec![(AnnotationKind::Primary, primary, diagnostic.label.as_ref())];
        let mut rest = Vec::new();
        for (span, words) in &diagnostic.also {
            let mark = (AnnotationKind::Context, written(*span, sources), Some(words));
            if span.file == primary.file {
                near.push(mark);
            } else {
                rest.push(self.snippet(&[mark], sources).into());
            }
        }
        std::iter::once(self.snippet(&near, sources).into()).chain(rest).collect()
    }

    /// The lines of one file that `marks` stand in. Only those are handed on, so that a finding is
    /// printed in the time its own lines take.
    fn snippet<'a>(
        self,
        marks: &[Annotated<'a>],
        sources: &'a Sources,
    ) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
        let source = sources.get(marks[0].1.file);
        let start = marks.iter().map(|(_, span, _)| span.start as usize).min().unwrap_or(0);
        let end = marks.iter().map(|(_, span, _)| span.end as usize).max().unwrap_or(0);
        let lines = lines(source, start, end);
        let annotations = marks.iter().map(|(kind, span, label)| {
            let seen = underlined(source.written().get(span.range()).unwrap_or(""), *span);
            let label = label.map(|label| visible(label.get(self.lang)));
            let inside = |at: usize| at.clamp(lines.start, lines.end) - lines.start;
            kind.span(inside(seen.start)..inside(seen.end)).label(label)
        });
        Snippet::source(&source.written()[lines.clone()])
            .line_start(source.line(lines.start).0)
            .path(visible(&source.path))
            .annotations(annotations)
    }

    fn short(self, out: &mut String, diagnostic: &Diagnostic, spot: &LineColumn) {
        let word = match diagnostic.severity {
            Severity::Error => self.word("error", "lỗi"),
            Severity::Warning => self.word("warning", "nhắc"),
            Severity::Note => self.word("note", "ghi chú"),
        };
        let (spot, message) = (spot.to_string(), diagnostic.message.get(self.lang));
        // One finding a line: a line break in the name of a file makes no second one.
        let line = |text: &str| visible(text).replace('\n', "\\n");
        let (spot, message) = (line(&spot), line(message));
        let _ = writeln!(out, "{spot}{word}[{}]: {message}", diagnostic.code.id());
    }

    fn json(self, out: &mut String, diagnostic: &Diagnostic, spot: &LineColumn, sources: &Sources) {
        let severity = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        };
        let text = match diagnostic.place {
            Place::Span(span) => sources.get(span.file).slice(span),
            Place::Written(span) => {
                sources.get(span.file).written().get(span.range()).unwrap_or("")
            }
            _ => "",
        };
        let record = OutputRecord::Diagnostic {
            severity,
            code: diagnostic.code.id(),
            message: diagnostic.message.get(self.lang),
            path: &spot.path,
            line: spot.line,
            column: spot.column,
            text,
            help: diagnostic.hints.iter().map(|hint| hint.get(self.lang)).collect(),
            excess: diagnostic.excess.as_deref(),
        };
        let _ = writeln!(out, "{}", json(&record));
    }

    fn word(self, en: &'static str, vi: &'static str) -> &'static str {
        match self.lang {
            Lang::En => en,
            Lang::Vi => vi,
        }
    }
}

/// Where a finding is printed: by file, line and place in the line.
fn order<'a>(diagnostic: &'a Diagnostic, sources: &'a Sources) -> (&'a str, usize, usize, Code) {
    let (path, line, column) = match &diagnostic.place {
        Place::None => ("", 0, 0),
        Place::File(path) => (path.as_str(), 1, 1),
        Place::Position(path, line, column) => (path.as_str(), *line, *column),
        Place::Span(_) | Place::Written(_) => {
            let (source, at) = in_file(&diagnostic.place, sources);
            let (line, start) = source.line(at);
            (source.path.as_str(), line, at - start + 1)
        }
    };
    (path, line, column, diagnostic.code)
}

/// The source of a span and its first byte there, as written.
fn in_file<'a>(place: &Place, sources: &'a Sources) -> (&'a Source, usize) {
    let span = match place {
        Place::Span(span) => written(*span, sources),
        Place::Written(span) => *span,
        _ => Span::new(crate::span::FileId(0), 0..0),
    };
    let source = sources.get(span.file);
    (source, (span.start as usize).min(source.written().len()))
}

/// The code of the first error as printed.
pub fn first_error(sink: &Sink, sources: &Sources) -> Option<Code> {
    let errors = sink.iter().filter(|d| d.severity == Severity::Error);
    errors.min_by_key(|d| order(d, sources)).map(|d| d.code)
}

/// The whole lines around `start..end` of a source as written.
fn lines(source: &Source, start: usize, end: usize) -> std::ops::Range<usize> {
    let text = source.written();
    let (start, end) = (start.min(text.len()), end.min(text.len()));
    let mut from = source.line(start).1;
    // Behind the last line there is none to show but that.
    if from == text.len() {
        from = source.line(from.saturating_sub(1)).1;
    }
    let to = text[end..].find('\n').map_or(text.len(), |line| end + line + 1);
    from..to
}

/// A span of the clean text, as it stands in the file of the author.
fn written(span: Span, sources: &Sources) -> Span {
    Span::new(span.file, sources.get(span.file).in_written(span.range()))
}

/// A span without the white space around it, so that the underline ends where the words end.
fn underlined(text: &str, span: Span) -> std::ops::Range<usize> {
    let range = span.range();
    let kept = text.trim_end();
    if kept.is_empty() { range.start..range.start } else { range.start..range.start + kept.len() }
}

/// Text in which signs that steer a terminal, or turn the order of what stands there, are written
/// out: names of files may hold them.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(steers) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for letter in text.chars() {
        if steers(letter) {
            let _ = write!(out, "\\u{{{:x}}}", letter as u32);
        } else {
            out.push(letter);
        }
    }
    Cow::Owned(out)
}

fn steers(letter: char) -> bool {
    let turns = matches!(
        letter,
        '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
    );
    turns || (letter.is_control() && !matches!(letter, '\n' | '\t'))
}

/// A line of the output for programs.
#[derive(Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
enum OutputRecord<'a> {
    /// A finding.
    Diagnostic {
        severity: &'static str,
        code: &'static str,
        message: &'a str,
        path: &'a str,
        line: usize,
        column: usize,
        text: &'a str,
        help: Vec<&'a str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        excess: Option<&'a Excess>,
    },
    /// How many findings are not printed.
    More { errors: usize, warnings: usize, notes: usize },
}

/// A value as JSON on one line, with the signs that [`visible`] writes out as JSON escapes them:
/// it stays JSON on its way through a terminal.
pub fn json<T: Serialize + ?Sized>(value: &T) -> String {
    // Only a map whose keys are no text cannot be written, and no record here has one.
    let line = serde_json::to_string(value).unwrap_or_default();
    if !line.contains(steers) {
        return line;
    }
    let mut out = String::with_capacity(line.len() + 8);
    for letter in line.chars() {
        if steers(letter) {
            let _ = write!(out, "\\u{:04x}", u32::from(letter));
        } else {
            out.push(letter);
        }
    }
    out
}

/// A string as JSON writes it.
pub fn quoted(text: &str) -> String {
    json(text)
}

/// A run of a file to mark, and words for it.
type Annotated<'a> = (AnnotationKind, Span, Option<&'a Text>);

/// File, line and column, as far as known; 0 where not.
#[derive(Debug)]
struct LineColumn {
    path: String,
    line: usize,
    column: usize,
}

impl LineColumn {
    fn of(place: &Place, sources: &Sources) -> LineColumn {
        let (path, line, column) = match place {
            Place::None => (String::new(), 0, 0),
            Place::File(path) => (path.clone(), 1, 1),
            Place::Position(path, line, column) => (path.clone(), *line, *column),
            Place::Span(_) | Place::Written(_) => {
                let (source, at) = in_file(place, sources);
                let (line, column) = source.place(at);
                (source.path.clone(), line, column)
            }
        };
        LineColumn { path, line, column }
    }
}

impl std::fmt::Display for LineColumn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.path.is_empty() {
            return Ok(());
        }
        write!(f, "{}:{}:{}: ", self.path, self.line, self.column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_stays_json_on_its_way_through_a_terminal() {
        let steering = "\u{202e}a\u{200f}b\u{9b}c\u{7f}d\u{85}\u{1b}[31m\n\t\"\\ế\u{2028}";
        let line = json(steering);
        assert_eq!((visible(&line), line.contains('\n')), (Cow::Borrowed(line.as_str()), false));
        assert_eq!(serde_json::from_str::<String>(&line).unwrap(), steering);
        assert!(line.starts_with("\"\\u202ea\\u200fb\\u009bc\\u007fd\\u0085\\u001b[31m\\n\\t"));
        assert_eq!(json("Đặng “Ế”"), "\"Đặng “Ế”\"");
    }

    #[test]
    fn a_finding_is_one_object_with_its_fields_in_order() {
        let (mut sources, mut sink) = (Sources::new(), Sink::new());
        let file = sources.add_text("a\u{202e}\"b.md", "Một\nhai ba".to_owned());
        let words = Text { en: "“ba” is \\ wrong".into(), vi: "x".into() };
        let found = Diagnostic::new(Code::YamlBroken, words).at(Span::new(file, 10..12));
        sink.push(found.hint(Text { en: "one".into(), vi: "x".into() }));
        let printer = Reporter { format: Format::Json, lang: Lang::En, colour: false };
        let said = printer.print(&sink, |_| true, &sources);
        let code = Code::YamlBroken.id();
        assert_eq!(
            said,
            format!(
                "{{\"type\":\"diagnostic\",\"severity\":\"error\",\"code\":\"{code}\",\
                 \"message\":\"“ba” is \\\\ wrong\",\"path\":\"a\\u202e\\\"b.md\",\"line\":2,\
                 \"column\":5,\"text\":\"ba\",\"help\":[\"one\"]}}\n"
            )
        );
    }
}
