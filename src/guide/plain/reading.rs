//! A guide as its readers meet it: passages of words, cut into sentences.
//!
//! In goes the [`Guide`] model, out comes a [`ReadingOrder`] that every rule of this folder looks at, so
//! that words are cut apart once. It knows where each word stands in the file.

use std::ops::Range;

use super::sentence;
use super::token::{self, Token};
use crate::guide::model::{Block, Guide, Inline, Line};
use crate::source::Sources;
use crate::span::Span;

/// What a passage is on the sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PassageRole {
    /// Headline of a leaflet.
    Title,
    /// Running head.
    Short,
    /// Headline of a door hanger.
    Question,
    /// Whom it is for.
    Audience,
    /// Something to have ready.
    Bring,
    /// An item of the door hanger.
    Checklist,
    /// Headline or point of the safety box.
    Safety,
    /// Words before a line to write on.
    Contact,
    /// Words at a code.
    Qr,
    /// Heading of a part.
    PartTitle,
    /// Text of a part outside its steps.
    PartText,
    /// Heading of a step.
    StepTitle,
    /// Text of a step.
    StepText,
    /// Text in a note.
    Note,
    /// Words for a picture; heard, not printed.
    Picture,
}

/// One paragraph, heading or item.
#[derive(Debug)]
pub(super) struct Passage<'a> {
    /// What it is.
    pub(super) role: PassageRole,
    /// Part and step it belongs to, from 1; 0 for none.
    pub(super) place: (usize, usize),
    /// Whether it is an item of a list.
    pub(super) item: bool,
    /// Its words.
    pub(super) tokens: Vec<Token<'a>>,
    /// Its sentences, as ranges of `tokens`.
    pub(super) sentences: Vec<Range<usize>>,
    line: Option<&'a Line>,
    whole: Span,
}

/// A guide cut into passages, in reading order.
#[derive(Debug)]
pub(super) struct ReadingOrder<'a> {
    /// The guide.
    pub(super) guide: &'a Guide,
    /// Its passages.
    pub(super) passages: Vec<Passage<'a>>,
    sources: &'a Sources,
}

impl Passage<'_> {
    /// Whether the word at `token` begins a sentence.
    pub(super) fn begins(&self, token: usize) -> bool {
        self.sentences.binary_search_by_key(&token, |sentence| sentence.start).is_ok()
    }
}

impl<'a> ReadingOrder<'a> {
    /// The name of the app it explains, or else of that of the project; empty where there is none.
    pub(super) fn app(&self) -> &'a str {
        let app = self.guide.app.as_ref().or(self.guide.reference.subject.app.as_ref());
        app.map_or("", |app| &app.name)
    }

    /// Cuts `guide` apart.
    pub(super) fn new(guide: &'a Guide, sources: &'a Sources) -> ReadingOrder<'a> {
        let mut reading = ReadingOrder { guide, passages: Vec::new(), sources };
        let front = (0, 0);
        reading.line(PassageRole::Title, front, &guide.title);
        reading.line(PassageRole::Short, front, &guide.short);
        reading.line(PassageRole::Question, front, &guide.question);
        reading.line(PassageRole::Audience, front, &guide.audience);
        reading.items(PassageRole::Bring, front, &guide.bring.items);
        reading.items(PassageRole::Checklist, front, &guide.checklist.items);
        reading.line(PassageRole::Safety, front, &guide.safety.title);
        reading.items(PassageRole::Safety, front, &guide.safety.points.items);
        for contact in &guide.contacts {
            reading.line(PassageRole::Contact, front, &contact.label);
        }
        for target in &guide.qr {
            reading.line(PassageRole::Qr, front, &target.label);
        }
        for (p, part) in guide.parts.iter().enumerate() {
            let place = (p + 1, 0);
            if let Some(title) = &part.title {
                reading.line(PassageRole::PartTitle, place, title);
            }
            reading.blocks(PassageRole::PartText, place, &part.body);
            for (s, step) in part.steps.iter().enumerate() {
                let place = (p + 1, s + 1);
                reading.line(PassageRole::StepTitle, place, &step.title);
                reading.blocks(PassageRole::StepText, place, &step.body);
                if let Some(picture) = &step.picture {
                    let tokens = token::tokens_of(&picture.alt);
                    reading.push(PassageRole::Picture, place, false, None, picture.span, tokens);
                }
            }
        }
        reading
    }

    /// Cuts lines apart that stand around those of `guide`.
    pub(super) fn of(
        guide: &'a Guide,
        lines: &'a [Line],
        sources: &'a Sources,
    ) -> ReadingOrder<'a> {
        let mut reading = ReadingOrder { guide, passages: Vec::new(), sources };
        for line in lines {
            reading.line(PassageRole::PartText, (0, 0), line);
        }
        reading
    }

    fn line(&mut self, role: PassageRole, place: (usize, usize), line: &'a Line) {
        self.words(role, place, false, line);
    }

    fn items(&mut self, role: PassageRole, place: (usize, usize), items: &'a [Line]) {
        for line in items {
            self.words(role, place, true, line);
        }
    }

    fn blocks(&mut self, role: PassageRole, place: (usize, usize), blocks: &'a [Block]) {
        for block in blocks {
            match block {
                Block::Para(line) => self.line(role, place, line),
                Block::Bullets(lines) | Block::Checks(lines) => self.items(role, place, lines),
                Block::Note(_, blocks) => self.blocks(PassageRole::Note, place, blocks),
            }
        }
    }

    fn words(&mut self, role: PassageRole, place: (usize, usize), item: bool, line: &'a Line) {
        let whole = line.span().unwrap_or(Span { file: self.guide.file, start: 0, end: 0 });
        self.push(role, place, item, Some(line), whole, token::tokens(line));
    }

    fn push(
        &mut self,
        role: PassageRole,
        place: (usize, usize),
        item: bool,
        line: Option<&'a Line>,
        whole: Span,
        tokens: Vec<Token<'a>>,
    ) {
        let sentences = sentence::split(&tokens);
        self.passages.push(Passage { role, place, item, tokens, sentences, line, whole });
    }

    /// Where `tokens` of a passage stand in the file.
    pub(super) fn span(&self, passage: usize, tokens: Range<usize>) -> Span {
        let passage = &self.passages[passage];
        let found = passage.tokens.get(tokens).and_then(|tokens| {
            let (first, last) = (tokens.first()?, tokens.last()?);
            let final_letter = last.word.char_indices().next_back().map_or(0, |(at, _)| at);
            let (start, _) = self.byte(passage, first.run, first.start)?;
            let (_, end) = self.byte(passage, last.run, last.start + final_letter)?;
            (start < end).then(|| Span::new(passage.whole.file, start..end))
        });
        found.unwrap_or(passage.whole)
    }

    /// First and one past the last byte in the file of the letter at `at` in the text of a run.
    fn byte(&self, passage: &Passage<'_>, run: usize, at: usize) -> Option<(usize, usize)> {
        let (text, span) = match passage.line?.runs.get(run)? {
            Inline::Text { text, span, .. } | Inline::Link { text, span, .. } => (text, *span),
            Inline::Key { label, span, .. } => (label, *span),
            Inline::Break => return None,
        };
        let base = span.start as usize;
        if span.range().len() == text.len() {
            let length = text[at..].chars().next()?.len_utf8();
            return Some((base + at, base + at + length));
        }
        // The file has more than the text: escapes, indents, quotation marks. The text is in it
        // letter by letter, so it is found again by skipping what is not in the text.
        let mut written = self.sources.get(span.file).slice(span).char_indices();
        for (place, letter) in text.char_indices() {
            let same = |found: char| found == letter || (found.is_whitespace() && letter == ' ');
            let (found, other) = written.find(|(_, other)| same(*other))?;
            if place == at {
                return Some((base + found, base + found + other.len_utf8()));
            }
        }
        None
    }

    /// The words of a range, joined by blanks, as they are reported in a message.
    pub(super) fn words_of(&self, passage: usize, tokens: Range<usize>) -> String {
        let all = &self.passages[passage].tokens;
        let words = all.get(tokens.start..tokens.end.min(all.len())).unwrap_or(&[]);
        words.iter().map(|token| token.word).collect::<Vec<_>>().join(" ")
    }

    /// Each step: its part and number, and the range of its passages.
    pub(super) fn steps(&self) -> impl Iterator<Item = ((usize, usize), Range<usize>)> {
        let mut at = 0;
        self.passages.chunk_by(|one, next| one.place == next.place).filter_map(move |group| {
            let range = at..at + group.len();
            at = range.end;
            let place = group[0].place;
            (place.1 > 0).then_some((place, range))
        })
    }
}

/// How many syllables `tokens` have.
pub(super) fn syllables(tokens: &[Token<'_>]) -> usize {
    tokens.iter().filter(|token| !token.glued).count()
}
