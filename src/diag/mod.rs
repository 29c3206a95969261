//! What went wrong, where, and what to do: as data.
//!
//! Everything a guide or template author can cause becomes a [`Diagnostic`] in a [`Sink`]; many
//! are collected in one run. Each message is written twice, in English and in Vietnamese. Printing
//! them (for a person, one line each, or JSON) is the work of `report`.

mod code;
mod words;

pub use code::{Code, Severity};
pub use words::{Lang, Text, counted, shell_word, tenths};

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use serde::Serialize;

use crate::span::Span;

/// Formats one sentence in both languages: `text!(en "no file `{x}`", vi "không có tệp `{x}`")`.
macro_rules! text {
    (en $en:literal, vi $vi:literal $(,)?) => {
        $crate::diag::Text { en: format!($en), vi: format!($vi) }
    };
}
pub(crate) use text;

/// Where a finding points.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// Nowhere in particular, e.g. the command line.
    None,
    /// A file as a whole.
    File(String),
    /// Line and column of a file that is not clean text.
    Position(String, usize, usize),
    /// A run of a source.
    Span(Span),
    /// A run of a source as it was before it was mended.
    Written(Span),
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which rule.
    pub code: Code,
    /// Error or warning.
    pub severity: Severity,
    /// What is wrong, in one sentence.
    pub message: Text,
    /// Where.
    pub place: Place,
    /// A word or two under the marked text.
    pub label: Option<Text>,
    /// Other places that matter, each with its own words.
    pub also: Vec<(Span, Text)>,
    /// What to do next.
    pub hints: Vec<Text>,
    /// The letters on the sheet that are at fault, where they come from no file that has a place.
    pub about: Option<String>,
    /// How much of a text has no room, where that is what is wrong.
    pub excess: Option<Box<Excess>>,
}

/// How much of a text has no room on its pages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Excess {
    /// Lines that are too many on each page.
    pub lines: i64,
    /// The titles of the longest steps, the longest first.
    pub steps: Vec<String>,
}

impl Diagnostic {
    /// A finding of `code`, as severe as the code says.
    pub fn new(code: Code, message: Text) -> Diagnostic {
        Diagnostic {
            code,
            severity: code.severity(),
            message: shortened(message),
            place: Place::None,
            label: None,
            also: Vec::new(),
            hints: Vec::new(),
            about: None,
            excess: None,
        }
    }

    /// Points at a run of a source.
    #[must_use]
    pub fn at(mut self, span: Span) -> Diagnostic {
        self.place = Place::Span(span);
        self
    }

    /// Points at a run of a source as it was before it was mended.
    #[must_use]
    pub fn at_written(mut self, span: Span) -> Diagnostic {
        self.place = Place::Written(span);
        self
    }

    /// Points at a file as a whole.
    #[must_use]
    pub fn at_path(mut self, path: &str) -> Diagnostic {
        self.place = Place::File(path.to_owned());
        self
    }

    /// Points at a line and column of a file that never became a source.
    #[must_use]
    pub fn at_position(mut self, path: &str, line: usize, column: usize) -> Diagnostic {
        self.place = Place::Position(path.to_owned(), line, column);
        self
    }

    /// Words under the marked text.
    #[must_use]
    pub fn label(mut self, label: Text) -> Diagnostic {
        self.label = Some(label);
        self
    }

    /// Another place that matters.
    #[must_use]
    pub fn also(mut self, span: Span, words: Text) -> Diagnostic {
        self.also.push((span, words));
        self
    }

    /// Names the letters on the sheet that are at fault.
    #[must_use]
    pub fn about(mut self, letters: impl Into<String>) -> Diagnostic {
        self.about = Some(letters.into());
        self
    }

    /// What to do next.
    #[must_use]
    pub fn hint(mut self, hint: Text) -> Diagnostic {
        self.hints.push(hint);
        self
    }

    /// “Did you mean …”, when `known` has a word near `word`.
    #[must_use]
    pub fn did_you_mean<'a>(
        self,
        word: &str,
        known: impl IntoIterator<Item = &'a str>,
    ) -> Diagnostic {
        match nearest(word, known) {
            Some(near) => self.hint(text!(
                en "did you mean `{near}`?",
                vi "có phải ý bạn là `{near}`?",
            )),
            None => self,
        }
    }
}

/// A word of half a megabyte is not shown whole.
fn shortened(mut message: Text) -> Text {
    for words in [&mut message.en, &mut message.vi] {
        if let Some((end, _)) = words.char_indices().nth(MOST_LETTERS) {
            words.truncate(end);
            words.push('…');
        }
    }
    message
}

/// The most letters of a message.
const MOST_LETTERS: usize = 10_000;

/// The known word most like `word`, if any is like it at all.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    known
        .into_iter()
        .map(|candidate| (strsim::jaro_winkler(word, candidate), candidate))
        .filter(|(likeness, _)| *likeness > 0.75)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate)
}

/// The most findings of one severity that are kept; more are only counted.
pub const MOST_KEPT: usize = 10_000;

/// Collects findings.
#[derive(Clone, Debug, Default)]
pub struct Sink {
    found: Vec<Diagnostic>,
    /// Where in `found` those of one code, place and message stand, as the same fault is often
    /// found on the way to several sheets.
    known: BTreeMap<(Code, Place, u64), Vec<usize>>,
    counts: [usize; 3],
}

impl Sink {
    /// An empty sink.
    pub fn new() -> Sink {
        Sink::default()
    }

    /// Adds a finding, unless the very same one is there.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        let count = &mut self.counts[diagnostic.severity as usize];
        if *count >= MOST_KEPT {
            *count += 1;
            return;
        }
        let mut message = DefaultHasher::new();
        diagnostic.message.en.hash(&mut message);
        let key = (diagnostic.code, diagnostic.place.clone(), message.finish());
        let alike = self.known.entry(key).or_default();
        if alike.iter().all(|at| self.found[*at] != diagnostic) {
            *count += 1;
            alike.push(self.found.len());
            self.found.push(diagnostic);
        }
    }

    /// Adds several findings.
    pub fn extend(&mut self, diagnostics: impl IntoIterator<Item = Diagnostic>) {
        for diagnostic in diagnostics {
            self.push(diagnostic);
        }
    }

    /// Moves all of `other` here.
    pub fn append(&mut self, other: Sink) {
        // What was only counted there leaves the room of these to what was kept.
        let not_kept = Severity::ALL.map(|severity| (severity, other.not_kept(severity)));
        self.extend(other.found);
        for (severity, count) in not_kept {
            self.counts[severity as usize] += count;
        }
    }

    /// Takes back what turned out to follow from another fault.
    pub(crate) fn take_back(&mut self, follows: impl Fn(&Diagnostic) -> bool) {
        if !self.found.iter().any(&follows) {
            return;
        }
        let all = std::mem::take(self);
        let not_kept = Severity::ALL.map(|severity| (severity, all.not_kept(severity)));
        self.extend(all.found.into_iter().filter(|found| !follows(found)));
        for (severity, count) in not_kept {
            self.counts[severity as usize] += count;
        }
    }

    /// Whether anything found stops the build.
    pub fn has_errors(&self) -> bool {
        self.errors() > 0
    }

    /// How many errors were found so far.
    pub fn errors(&self) -> usize {
        self.count(Severity::Error)
    }

    /// How many findings of one severity there are.
    pub fn count(&self, severity: Severity) -> usize {
        self.counts[severity as usize]
    }

    /// How many of them were too many to keep.
    fn not_kept(&self, severity: Severity) -> usize {
        let kept = self.found.iter().filter(|found| found.severity == severity).count();
        self.count(severity) - kept
    }

    /// All findings in the order found, taken out.
    pub fn into_findings(self) -> Vec<Diagnostic> {
        self.found
    }

    /// All findings in the order found.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.found.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::FileId;

    fn finding(code: Code, at: usize) -> Diagnostic {
        let words = Text { en: "x".into(), vi: "x".into() };
        Diagnostic::new(code, words).at(Span::new(FileId(0), at..at + 1))
    }

    #[test]
    fn what_is_moved_here_is_kept_though_there_was_more_of_it() {
        let (mut sink, mut other) = (Sink::new(), Sink::new());
        other.extend((0..MOST_KEPT + 7).map(|at| finding(Code::YamlBroken, at)));
        sink.append(other);
        assert_eq!((sink.iter().count(), sink.errors()), (MOST_KEPT, MOST_KEPT + 7));
    }

    #[test]
    fn the_same_fault_is_kept_once() {
        let mut sink = Sink::new();
        for at in [0, 1, 0, 1] {
            sink.push(finding(Code::YamlBroken, at));
        }
        sink.push(finding(Code::YamlTwice, 0));
        sink.push(finding(Code::YamlTwice, 0).hint(text!(en "y", vi "y")));
        assert_eq!((sink.iter().count(), sink.errors()), (4, 4));
    }

    #[test]
    fn too_many_are_counted_and_other_kinds_still_kept() {
        let (mut sink, mut all) = (Sink::new(), Sink::new());
        sink.extend((0..MOST_KEPT + 7).map(|at| finding(Code::TextStyled, at)));
        sink.push(finding(Code::YamlBroken, 0));
        assert_eq!(sink.iter().count(), MOST_KEPT + 1);
        assert_eq!((sink.count(Severity::Note), sink.errors()), (MOST_KEPT + 7, 1));
        all.push(finding(Code::TextStyled, MOST_KEPT + 20));
        all.append(sink);
        assert_eq!((all.count(Severity::Note), all.errors()), (MOST_KEPT + 8, 1));
        assert!(all.has_errors() && all.iter().count() <= MOST_KEPT + 1);
    }
}
