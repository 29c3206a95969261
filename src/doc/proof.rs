//! Reads the proof of a sheet: everything it sets, wherever it came from.
//!
//! In goes a finished [`Doc`], out come findings. The text of a guide is checked with the guide;
//! what a template says around it is held to the same rules here: claims, addresses, numbers and
//! dates, letters, plain language. And nothing that is set may still look like markup.

use std::cell::OnceCell;
use std::ops::Range;

use super::faults;
use super::find::find;
use super::letters;
use super::node::{Doc, TextRun};
use super::printed::PrintedText;
use super::private::Consent;
use crate::diag::{Diagnostic, Sink};
use crate::guide::formats;
use crate::guide::{self, Guide, Inline, Line, TemplateClaims};
use crate::leftover::{self, MissingValue, TextOrigin};
use crate::qr;
use crate::screen::Lettering;
use crate::source::Sources;
use crate::span::{FileId, Span};

/// What a sheet is read against.
#[derive(Clone, Copy)]
pub struct ProofContext<'a> {
    /// The guide on it.
    pub guide: &'a Guide,
    /// The files its template was printed from.
    pub files: &'a [FileId],
    /// All text files.
    pub sources: &'a Sources,
    /// Where values for contact lines were typed.
    pub consent: &'a Consent,
    /// Values that were checked where they were typed, or counted by the program.
    pub known: &'a [String],
    /// What the sheet shows.
    pub shows: Shows,
    /// How many fields differ from copy to copy; their marks may stand in the text.
    pub fields: usize,
}

/// What a sheet shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shows {
    /// A guide.
    Guide,
    /// What somebody wrote about several guides.
    Contents,
    /// Rows of a list, whose cells were checked as such.
    Rows,
}

/// Checks everything a sheet sets.
pub fn proofread(doc: &Doc, context: ProofContext<'_>, sink: &mut Sink) {
    let known = context.known.iter().map(String::as_str).collect();
    let around = TemplateClaims::new(context.guide, known, context.shows == Shows::Contents);
    let (lines, own, screens) = (Vec::new(), OnceCell::new(), None);
    let mut proof = Proofreader { context, around, lines, own, screens, sink };
    proof.files();
    for printed in doc.printed() {
        match printed {
            PrintedText::Line(runs) => proof.line(runs),
            PrintedText::Fill(label, value) => {
                proof.line(label);
                if let Some(value) = value {
                    proof.value(value);
                }
            }
            PrintedText::Words(words) => proof.words(words),
            PrintedText::Picture(image) => {
                // The words of a guide's picture are checked with the guide.
                if image.span.is_none() {
                    proof.words(&image.alt);
                }
                image.lettering().for_each(|words| proof.lettering(words));
            }
        }
    }
    let Proofreader { lines, .. } = proof;
    guide::check_words(context.guide, &lines, context.sources, sink);
}

struct Proofreader<'a, 's> {
    context: ProofContext<'a>,
    around: TemplateClaims<'a>,
    /// The words of the template, for the check of their language.
    lines: Vec<Line>,
    /// What the guide says, line by line, once it is needed.
    own: OnceCell<Vec<String>>,
    /// The list of screens, once one is read: shared by many guides, and held to the same rules as a
    /// template.
    screens: Option<FileId>,
    sink: &'s mut Sink,
}

/// A stretch of a line that came from one place.
struct LineFragment {
    range: Range<usize>,
    span: Option<Span>,
    /// Whether the guide says it.
    own: bool,
}

impl Proofreader<'_, '_> {
    /// A private letter in a template would be taken for the mark of a field.
    fn files(&mut self) {
        let ProofContext { files, sources, .. } = self.context;
        for source in files.iter().map(|id| sources.get(*id)) {
            for range in letters::private_letters(&source.text).take(1) {
                let span = Span::new(source.id, range.clone());
                self.push(faults::unfit_letter(&source.text[range], &source.path), Some(span));
            }
        }
    }

    fn line(&mut self, runs: &[TextRun]) {
        let (text, pieces) = self.flat(runs);
        self.unfit(runs, &text, &pieces);
        let from = match self.context.shows {
            Shows::Rows => TextOrigin::Elsewhere,
            _ => TextOrigin::Author,
        };
        for found in leftover::find(&text, from) {
            let words = &text[found.range.clone()];
            let is_own = pieces_at(&pieces, &found.range).all(|piece| piece.own);
            // What a cell of a list holds is printed as it was typed.
            let is_cell =
                self.context.shows == Shows::Rows && !self.is_typed(&text, &pieces, &found.range);
            if is_own || !(is_cell || self.repeats(&text, words)) {
                let reported = leftover::diagnostic(found.kind, words);
                self.push(reported, self.place(&text, &pieces, found.range));
            }
        }
        self.half_of_a_pair(runs, &text, &pieces);
        let labels = runs.iter().filter_map(|run| match run {
            TextRun::Key { label, span } => Some((label, *span)),
            _ => None,
        });
        for (label, span) in labels {
            let is_own = span.is_some_and(|span| self.is_own(span));
            if !is_own && self.context.shows == Shows::Guide {
                let labels = &self.context.guide.reference.labels;
                if let Some(reported) = guide::button_of_a_template(labels, label) {
                    self.push(reported, span);
                }
            }
            for found in leftover::find(label, TextOrigin::Elsewhere) {
                self.push(leftover::diagnostic(found.kind, &label[found.range]), span);
            }
        }
        if pieces.iter().any(|piece| !piece.own) {
            self.foreign(&text, &pieces);
            self.keep(runs);
        }
    }

    /// An open quotation mark or bracket that the template itself has typed.
    fn half_of_a_pair(&mut self, runs: &[TextRun], text: &str, pieces: &[LineFragment]) {
        if pieces.iter().all(|piece| piece.own) {
            return;
        }
        let runs = runs.iter().filter(|run| !run.is_blank()).zip(pieces);
        let is_button = |run: &TextRun| matches!(run, TextRun::Key { .. });
        let buttons: Vec<Range<usize>> =
            runs.filter(|(run, _)| is_button(run)).map(|(_, piece)| piece.range.clone()).collect();
        let found = leftover::half_of_a_pair(text, &buttons);
        if let Some(found) = found.filter(|it| self.is_typed(text, pieces, &it.range)) {
            let reported = leftover::diagnostic(found.kind, &text[found.range.clone()]);
            self.push(reported, self.place(text, pieces, found.range));
        }
    }

    /// Words of a template that stand in no line.
    fn words(&mut self, words: &str) {
        let text = words.to_owned();
        self.line(&[TextRun::Text { text, bold: false, span: self.find(words), link: None }]);
    }

    /// Words on a screen: the name of a button, or what the list of screens says.
    fn lettering(&mut self, words: &Lettering) {
        let (text, span) = (words.text.clone(), Some(words.span));
        if words.is_label {
            self.line(&[TextRun::Key { label: text, span }]);
        } else {
            self.screens = Some(words.span.file);
            self.line(&[TextRun::Text { text, bold: false, span, link: None }]);
        }
    }

    /// What is filled in on a line to write on.
    fn value(&mut self, value: &str) {
        let ProofContext { consent, .. } = self.context;
        let Some(span) = consent.places.get(value) else {
            if self.context.known.iter().any(|known| known == value) {
                self.filled(value, None);
            } else {
                self.words(value);
            }
            return;
        };
        self.filled(value, Some(*span));
    }

    /// A value whose numbers and form were checked where it was typed.
    fn filled(&mut self, value: &str, place: Option<Span>) {
        if let Some(range) = letters::unfit(value, self.context.fields) {
            self.push(faults::unfit_letter(&value[range], value), place);
        }
        for found in leftover::find(value, TextOrigin::Elsewhere) {
            self.push(leftover::diagnostic(found.kind, &value[found.range]), place);
        }
        let sites = &self.context.guide.reference.sites;
        for range in qr::addresses(value).filter(|range| !sites.may_be_typed(&value[range.clone()]))
        {
            self.push(sites.unofficial(&value[range]), place);
        }
    }

    /// Letters that may not be set. Those of a guide and the names of buttons hold no marks.
    fn unfit(&mut self, runs: &[TextRun], line: &str, pieces: &[LineFragment]) {
        for (run, piece) in runs.iter().filter(|run| !run.is_blank()).zip(pieces) {
            let (TextRun::Text { text, .. } | TextRun::Key { label: text, .. }) = run else {
                continue;
            };
            let fields = if piece.own { 0 } else { self.context.fields };
            let unfit = letters::unfit(text, fields);
            if let Some(range) =
                unfit.filter(|range| piece.own || !self.repeats(line, &text[range.clone()]))
            {
                self.push(faults::unfit_letter(&text[range], line), piece.span);
            }
        }
    }

    /// Holds what a template says to the rules for guides.
    fn foreign(&mut self, text: &str, pieces: &[LineFragment]) {
        // Of a list only the words of the template itself are read; its cells have been.
        let is_foreign = |piece: &LineFragment| {
            let words = || text[piece.range.clone()].trim();
            !piece.own && (self.context.shows != Shows::Rows || self.find(words()).is_some())
        };
        let asks = |range: &Range<usize>| pieces_at(pieces, range).any(is_foreign);
        let mut found = Vec::new();
        // Dashes may draw something.
        let missing = leftover::missing_value(text).filter(|it| *it != MissingValue::Dashes);
        if let Some(kind) = missing.filter(|_| asks(&(0..text.len()))) {
            found.push((0..text.len(), leftover::missing(kind, text)));
        }
        // Whatever leads elsewhere is refused, also in a cell.
        let sites = &self.context.guide.reference.sites;
        for range in qr::addresses(text) {
            if !sites.may_be_typed(&text[range.clone()])
                && pieces_at(pieces, &range).any(|it| !it.own)
            {
                found.push((range.clone(), sites.unofficial(&text[range])));
            }
        }
        if self.context.shows == Shows::Guide {
            let labels = &self.context.guide.reference.labels;
            for range in guide::pressed(text).into_iter().filter(|range| asks(range)) {
                let reported = guide::button_of_a_template(labels, &text[range.clone()]);
                found.extend(reported.map(|reported| (range, reported)));
            }
        }
        for piece in pieces.iter().filter(|piece| is_foreign(piece)) {
            let shift = |range: Range<usize>| {
                piece.range.start + range.start..piece.range.start + range.end
            };
            let misspelt = letters::misspelt(&text[piece.range.clone()]).into_iter();
            found.extend(misspelt.map(|(range, reported)| (shift(range), reported)));
        }
        found.extend(formats::findings(text).into_iter().filter(|(range, _)| asks(range)));
        let typed = |range: &Range<usize>| self.is_typed(text, pieces, range);
        found.extend(self.around.unsupported(text, asks, typed));
        for (range, reported) in found {
            if !self.repeats(text, &text[range.clone()]) {
                self.push(reported, self.place(text, pieces, range));
            }
        }
    }

    /// Keeps the words of a template for the check of their language, without the values in them.
    fn keep(&mut self, runs: &[TextRun]) {
        let mut line = Line::default();
        for run in runs {
            let kept = match run {
                TextRun::Text { text, span: Some(span), bold, .. } if !self.is_own(*span) => {
                    let text = self.without_values(text);
                    Inline::Text { text, bold: *bold, span: *span }
                }
                TextRun::Key { label, span: Some(span) } => {
                    Inline::Key { label: label.clone(), id: None, span: *span }
                }
                _ => Inline::Break,
            };
            line.runs.push(kept);
        }
        self.lines.push(line);
    }

    /// A text of a template as its author typed it: where values stand in it, without them.
    fn without_values(&self, text: &str) -> String {
        if self.find(text.trim()).is_some() {
            return text.to_owned();
        }
        if self.context.shows == Shows::Rows {
            return String::new();
        }
        let mut left = text.to_owned();
        for value in self.own().iter().chain(self.context.known).filter(|value| value.len() > 2) {
            if left.contains(value.as_str()) {
                left = left.replace(value.as_str(), "");
            }
        }
        left
    }

    /// What the guide says, line by line.
    fn own(&self) -> &[String] {
        self.own.get_or_init(|| {
            let statements = guide::statements(self.context.guide);
            let lines = statements.iter().flat_map(|statement| &statement.lines);
            lines.map(|line| line.plain()).collect()
        })
    }

    /// Whether a text of a template repeats a line of the guide in which these words stand: they
    /// have been reported there.
    fn repeats(&self, text: &str, words: &str) -> bool {
        let mut own = self.own().iter();
        own.any(|line| line.contains(words) && text.contains(line.as_str()))
    }

    /// Whether a stretch stands in the template in these very words.
    fn is_typed(&self, text: &str, pieces: &[LineFragment], range: &Range<usize>) -> bool {
        // Who types such letters into a template escapes them: its own tags are not its words.
        let escaped = |words: &str| words.replace('&', "&amp;").replace('<', "&lt;");
        let words = |piece: &LineFragment| escaped(text[piece.range.clone()].trim());
        pieces_at(pieces, range).any(|piece| self.find(&words(piece)).is_some())
    }

    /// The letters of a line, and which of them came from where.
    fn flat(&self, runs: &[TextRun]) -> (String, Vec<LineFragment>) {
        let (mut text, mut pieces) = (String::new(), Vec::new());
        for run in runs {
            let start = text.len();
            let span = match run {
                TextRun::Text { text: words, span, .. } => {
                    text.push_str(words);
                    *span
                }
                // No number runs through a button, nor into the next line.
                TextRun::Key { span, .. } => {
                    text.push('”');
                    *span
                }
                TextRun::Break => {
                    text.push('\n');
                    continue;
                }
                TextRun::PageNumber => {
                    text.push(' ');
                    continue;
                }
            };
            let own = span.is_some_and(|span| self.is_own(span));
            pieces.push(LineFragment { range: start..text.len(), span, own });
        }
        (text, pieces)
    }

    fn is_own(&self, span: Span) -> bool {
        !self.context.files.contains(&span.file) && self.screens != Some(span.file)
    }

    /// Where bytes of a line stand in the files.
    fn place(&self, text: &str, pieces: &[LineFragment], range: Range<usize>) -> Option<Span> {
        let piece = pieces.iter().find(|piece| piece.range.contains(&range.start))?;
        let span = piece.span?;
        let words = &text[piece.range.clone()];
        let end = range.end.min(piece.range.end);
        let inside = range.start - piece.range.start..end - piece.range.start;
        if piece.own || self.screens == Some(span.file) {
            return Some(guide::place(words, span, inside, self.context.sources));
        }
        let words = &words[inside];
        self.find_after(words, span).or_else(|| self.find(words)).or(Some(span))
    }

    /// Where a template says words in the letters that begin at a place.
    fn find_after(&self, words: &str, from: Span) -> Option<Span> {
        let text = &self.context.sources.get(from.file).text;
        let letters = text.get(from.range().start..)?;
        // Where the place is that of a tag, the letters begin behind it.
        let begin = if letters.starts_with('<') { letters.find('>')? + 1 } else { 0 };
        let letters = letters[begin..].split('<').next()?;
        let at = from.range().start + begin + letters.find(words).filter(|_| !words.is_empty())?;
        Some(Span::new(from.file, at..at + words.len()))
    }

    /// Where a template, or a file it prints from, says these words.
    fn find(&self, words: &str) -> Option<Span> {
        if words.is_empty() {
            return None;
        }
        let ProofContext { files, sources, shows, guide, .. } = self.context;
        let file = |id: FileId| {
            let at = find(&sources.get(id).text, words)?;
            Some(Span::new(id, at..at + words.len()))
        };
        let found = files.iter().find_map(|id| file(*id));
        // A page of contents is printed from a file of its own.
        let others = || sources.iter().filter(|source| source.id != guide.file);
        let others = || others().find_map(|source| file(source.id));
        found.or_else(|| (shows == Shows::Contents).then(others).flatten())
    }

    fn push(&mut self, found: Diagnostic, place: Option<Span>) {
        let template = self.context.files.first().map(|id| self.context.sources.get(*id));
        self.sink.push(match (place, template) {
            (Some(span), _) => found.at(span),
            (None, Some(template)) => found.at_path(&template.path),
            (None, None) => found,
        });
    }
}

/// The pieces a stretch of a line touches.
fn pieces_at<'p>(
    pieces: &'p [LineFragment],
    range: &Range<usize>,
) -> impl Iterator<Item = &'p LineFragment> {
    let Range { start, end } = *range;
    pieces.iter().filter(move |piece| piece.range.start < end && start < piece.range.end)
}

impl TextRun {
    /// Whether it holds no letters of its own.
    fn is_blank(&self) -> bool {
        matches!(self, TextRun::Break | TextRun::PageNumber)
    }
}
