//! Prints findings: for a person, one line each, or one JSON object each.

use std::borrow::Cow;
use std::fmt::Write as _;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Element, Group, Level, Renderer, Snippet};

use super::{Code, Diagnostic, Lang, Place, Severity, Sink, Text};
use crate::source::{Sources, Span, line_column};

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
pub struct Printer {
    /// Which form.
    pub format: Format,
    /// Which language.
    pub lang: Lang,
    /// Whether the terminal shows colours.
    pub colour: bool,
}

impl Printer {
    /// The findings of `sink` whose severity is wanted, in order of file and place.
    pub fn print(
        self,
        sink: &Sink,
        wanted: impl Fn(Severity) -> bool,
        sources: &Sources,
    ) -> String {
        let mut out = String::new();
        for (spot, diagnostic) in sorted(sink, sources) {
            if !wanted(diagnostic.severity) {
                continue;
            }
            match self.format {
                Format::Human => self.human(&mut out, diagnostic, sources),
                Format::Short => self.short(&mut out, diagnostic, &spot),
                Format::Json => self.json(&mut out, diagnostic, &spot, sources),
            }
        }
        out
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
        let snippet = |span: Span, label: Option<&'a Text>, kind: AnnotationKind| {
            let source = sources.get(span.file);
            let label = label.map(|label| visible(label.get(self.lang)));
            let under = source.written().get(span.range()).unwrap_or("");
            (source, kind.span(underlined(under, span)).label(label))
        };
        let (source, annotation) =
            snippet(primary, diagnostic.label.as_ref(), AnnotationKind::Primary);
        let mut first =
            Snippet::source(source.written()).path(visible(&source.path)).annotation(annotation);
        let mut rest = Vec::new();
        for (span, words) in &diagnostic.also {
            let span = written(*span, sources);
            let (other, annotation) = snippet(span, Some(words), AnnotationKind::Context);
            if span.file == primary.file {
                first = first.annotation(annotation);
            } else {
                let snippet = Snippet::source(other.written()).path(visible(&other.path));
                rest.push(snippet.annotation(annotation).into());
            }
        }
        std::iter::once(first.into()).chain(rest).collect()
    }

    fn short(self, out: &mut String, diagnostic: &Diagnostic, spot: &Spot) {
        let word = match diagnostic.severity {
            Severity::Error => self.word("error", "lỗi"),
            Severity::Warning => self.word("warning", "nhắc"),
            Severity::Note => self.word("note", "ghi chú"),
        };
        let (spot, message) = (spot.to_string(), diagnostic.message.get(self.lang));
        let (spot, message) = (visible(&spot), visible(message));
        let _ = writeln!(out, "{spot}{word}[{}]: {message}", diagnostic.code.id());
    }

    fn json(self, out: &mut String, diagnostic: &Diagnostic, spot: &Spot, sources: &Sources) {
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
        let hints: Vec<String> =
            diagnostic.hints.iter().map(|hint| quoted(hint.get(self.lang))).collect();
        let _ = writeln!(
            out,
            "{{\"type\":\"diagnostic\",\"severity\":\"{severity}\",\"code\":\"{}\",\"message\":{},\
             \"path\":{},\"line\":{},\"column\":{},\"text\":{},\"help\":[{}]}}",
            diagnostic.code.id(),
            quoted(diagnostic.message.get(self.lang)),
            quoted(&spot.path),
            spot.line,
            spot.column,
            quoted(text),
            hints.join(","),
        );
    }

    fn word(self, en: &'static str, vi: &'static str) -> &'static str {
        match self.lang {
            Lang::En => en,
            Lang::Vi => vi,
        }
    }
}

/// Findings in order of file and place.
fn sorted<'a>(sink: &'a Sink, sources: &Sources) -> Vec<(Spot, &'a Diagnostic)> {
    let mut found: Vec<(Spot, &Diagnostic)> =
        sink.iter().map(|d| (Spot::of(&d.place, sources), d)).collect();
    found.sort_by(|a, b| (&a.0, a.1.code).cmp(&(&b.0, b.1.code)));
    found
}

/// The code of the first error as printed.
pub fn first_error(sink: &Sink, sources: &Sources) -> Option<Code> {
    let found = sorted(sink, sources);
    found.iter().find(|(_, d)| d.severity == Severity::Error).map(|(_, d)| d.code)
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

/// A string as JSON writes it.
pub fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => {
                let _ = write!(out, "\\u{:04x}", c as u32);
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// File, line and column, as far as known; 0 where not.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Spot {
    path: String,
    line: usize,
    column: usize,
}

impl Spot {
    fn of(place: &Place, sources: &Sources) -> Spot {
        let (path, line, column) = match place {
            Place::None => (String::new(), 0, 0),
            Place::File(path) => (path.clone(), 1, 1),
            Place::Position(path, line, column) => (path.clone(), *line, *column),
            Place::Span(span) | Place::Written(span) => {
                let span = match place {
                    Place::Span(_) => written(*span, sources),
                    _ => *span,
                };
                let source = sources.get(span.file);
                let (line, column) = line_column(source.written(), span.start as usize);
                (source.path.clone(), line, column)
            }
        };
        Spot { path, line, column }
    }
}

impl std::fmt::Display for Spot {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.path.is_empty() {
            return Ok(());
        }
        write!(f, "{}:{}:{}: ", self.path, self.line, self.column)
    }
}
