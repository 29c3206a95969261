//! What a layout asks of the values of a copy, and what it was answered.
//!
//! A document with fields is laid out for one copy in full. On the way every place that looks at a
//! value asks a [`Question`]: how high are these lines, do they stand beside their label, how many
//! modules has this code. The [`Answer`]s are all that the rest of the page depends on, whatever
//! rungs of the ladder were tried. For the next copy it is enough to ask the same questions: where
//! the answers are the same, the page is the same, but for what stands inside its
//! [`Item::Field`]s, and that comes with the answers.

use std::cell::RefCell;

use super::around::{self, Hollow};
use super::memory::Memory;
use super::page::{Item, Placed};
use super::paragraph::{self, Lines, TextStyle};
use super::readable::Readable;
use crate::diag::Diagnostic;
use crate::doc::{Run, field};
use crate::geom::{Len, Point, Size};
use crate::qr;
use crate::text::Fonts;

/// One thing a layout wants to know of the values.
#[derive(Clone, Debug)]
pub struct Question {
    kind: Kind,
    /// The fields whose values it looks at, in order.
    fields: Vec<usize>,
}

#[derive(Clone, Debug)]
enum Kind {
    /// Lines of text in a column, as words of an address or as they are.
    Lines { runs: Vec<Run>, style: TextStyle, column: Column, words: bool, width: bool },
    /// Whether text needs no more than so much of a column.
    Fits { runs: Vec<Run>, style: TextStyle, column: Column, limit: Len },
    /// A QR code of this side.
    Code { url: String, side: Len },
}

/// Where lines stand.
#[derive(Clone, Copy, Debug)]
pub(super) struct Column {
    pub width: Len,
    /// The page with how many there are.
    pub page: (usize, usize),
    /// The hole to keep off.
    pub hollow: Option<Hollow>,
}

/// Sets runs in a column, around its hole if it has one.
fn set(
    runs: &[Run],
    style: &TextStyle,
    column: Column,
    fonts: &Fonts,
    memory: &mut Memory,
    problems: &mut Vec<Diagnostic>,
) -> Lines {
    let Column { width, page, hollow } = column;
    match hollow {
        Some(hollow) => around::set(runs, style, width, page, hollow, (fonts, memory), problems),
        None => paragraph::set_own(runs, style, width, page, fonts, memory, problems),
    }
}

/// What the rest of a page depends on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Answer([i64; 4]);

/// All questions of one layout with their answers, in the order they were asked.
pub type Asked = Vec<(Question, Answer)>;

impl Question {
    /// The fields whose values decide the answer.
    pub fn fields(&self) -> &[usize] {
        &self.fields
    }

    fn new(kind: Kind) -> Question {
        let mut all = Vec::new();
        match &kind {
            Kind::Lines { runs, .. } | Kind::Fits { runs, .. } => {
                for run in runs {
                    match run {
                        Run::Text { text, .. } => all.extend(field::fields(text)),
                        Run::Key { label, .. } => all.extend(field::fields(label)),
                        Run::Break | Run::PageNumber => {}
                    }
                }
            }
            Kind::Code { url, .. } => all = field::fields(url),
        }
        all.sort_unstable();
        all.dedup();
        Question { kind, fields: all }
    }
}

/// Answers questions for one copy after another.
///
/// It remembers shaped breaks of texts and proven codes, a bounded number of them.
pub struct Reader<'f> {
    pub(super) fonts: &'f Fonts,
    pub(super) memory: RefCell<Memory>,
}

impl<'f> Reader<'f> {
    /// A reader that remembers nothing yet.
    pub fn new(fonts: &'f Fonts) -> Reader<'f> {
        Reader { fonts, memory: RefCell::new(Memory::for_copies()) }
    }

    /// Remembers what is asked of one copy, as one that is laid out is asked again and again; `false`
    /// forgets it.
    pub fn remember(&self, keep: bool) {
        self.memory.borrow_mut().keep_own(keep);
    }

    /// The answer for a copy, with what is to be painted; `None` when something is wrong with its
    /// values, which a whole layout of the copy will tell.
    pub fn answer(&self, question: &Question, values: &[String]) -> Option<(Answer, Vec<Placed>)> {
        let memory = &mut self.memory.borrow_mut();
        memory.keep_small();
        let mut problems = Vec::new();
        let (answer, items) = match &question.kind {
            Kind::Lines { runs, style, column, words, width } => {
                let runs = filled(runs, values, *words);
                let lines = set(&runs, style, *column, self.fonts, memory, &mut problems);
                let mut answer = of_lines(&lines);
                if *width {
                    answer.0[3] = lines.width.0;
                }
                (answer, lines.items)
            }
            Kind::Fits { runs, style, column, limit } => {
                let runs = filled(runs, values, false);
                let lines = set(&runs, style, *column, self.fonts, memory, &mut problems);
                (of_fit(&lines, column.width, *limit), Vec::new())
            }
            Kind::Code { url, side } => {
                let drawn = code(&field::filled(url, values), *side, memory).ok()?;
                (of_code(&drawn), drawn.items)
            }
        };
        problems.is_empty().then_some((answer, items))
    }
}

fn of_lines(lines: &Lines) -> Answer {
    Answer([lines.height.0, lines.baseline.0, i64::try_from(lines.count).unwrap_or(0), 0])
}

fn of_fit(lines: &Lines, measure: Len, limit: Len) -> Answer {
    Answer([i64::from(lines.needs(measure) <= limit), 0, 0, 0])
}

fn of_code(drawn: &Drawn) -> Answer {
    Answer([drawn.size.w.0, drawn.modules, 0, 0])
}

/// Whether a run holds the mark of a field.
pub(super) fn has_field(run: &Run) -> bool {
    match run {
        Run::Text { text, .. } => field::has_marks(text),
        Run::Key { label, .. } => field::has_marks(label),
        Run::Break | Run::PageNumber => false,
    }
}

/// Runs with the values of a copy; as the words of an address where `words` says so.
fn filled(runs: &[Run], values: &[String], words: bool) -> Vec<Run> {
    let fill = |text: &str| {
        let text = field::filled(text, values);
        if words { qr::words(&text) } else { text.into_owned() }
    };
    let run = |run: &Run| match run {
        Run::Text { text, bold, span, link } => {
            let link = link.as_deref().map(|url| field::filled(url, values).into_owned());
            Run::Text { text: fill(text), bold: *bold, span: *span, link }
        }
        Run::Key { label, span } => Run::Key { label: fill(label), span: *span },
        other => other.clone(),
    };
    runs.iter().map(run).collect()
}

/// A code with its quiet zone, ready to place.
pub(super) struct Drawn {
    pub size: Size,
    pub items: Vec<Placed>,
    modules: i64,
}

/// The code of an address on a side, quiet zone around it (QR-01 to QR-03, QR-05).
fn code(url: &str, side: Len, memory: &mut Memory) -> Result<Drawn, Diagnostic> {
    if !qr::is_official(url) {
        return Err(qr::unofficial(url));
    }
    let Readable { code, module, quiet, square } =
        Readable::new(url, side, memory, Memory::proves)?;
    let size = Size::new(square, square);
    let modules = i64::try_from(code.width).unwrap_or(0);
    let items = vec![
        Placed { at: Point::new(quiet, quiet), item: Item::Code { code, module } },
        Placed { at: Point::default(), item: Item::Link { size, url: url.to_owned() } },
    ];
    Ok(Drawn { size, items, modules })
}

/// The values of the copy that is laid out, and what was asked of them so far.
pub(super) struct Filling<'v> {
    pub values: &'v [String],
    pub asked: Asked,
}

impl Filling<'_> {
    /// Lines with the values of this copy, between the marks of their question; as the words of
    /// an address where `words` says so.
    #[allow(clippy::too_many_arguments, reason = "those of `paragraph::set`, and two more")]
    pub(super) fn lines(
        &mut self,
        runs: &[Run],
        style: &TextStyle,
        column: Column,
        words: bool,
        fonts: &Fonts,
        memory: &mut Memory,
        problems: &mut Vec<Diagnostic>,
    ) -> Lines {
        let own = filled(runs, self.values, words);
        let mut lines = set(&own, style, column, fonts, memory, problems);
        let answer = of_lines(&lines);
        let (runs, style) = (runs.to_vec(), *style);
        let kind = Kind::Lines { runs, style, column, words, width: false };
        let number = self.note(kind, answer);
        enclose(&mut lines.items, number);
        lines
    }

    /// The width of the lines that were asked for last matters too.
    pub(super) fn width_of_last(&mut self, is: Len) {
        if let Some((question, answer)) = self.asked.last_mut()
            && let Kind::Lines { width, .. } = &mut question.kind
        {
            *width = true;
            answer.0[3] = is.0;
        }
    }

    /// Whether text needs at most `limit` of a column.
    pub(super) fn fits(
        &mut self,
        runs: &[Run],
        style: &TextStyle,
        column: Column,
        limit: Len,
        fonts: &Fonts,
        memory: &mut Memory,
    ) -> bool {
        let own = filled(runs, self.values, false);
        // What is wrong with the text is told where it is set.
        let mut told = Vec::new();
        let lines = set(&own, style, column, fonts, memory, &mut told);
        let answer = of_fit(&lines, column.width, limit);
        self.note(Kind::Fits { runs: runs.to_vec(), style: *style, column, limit }, answer);
        lines.needs(column.width) <= limit
    }

    /// The code of this copy's address.
    ///
    /// # Errors
    /// What is wrong with the address.
    pub(super) fn code(
        &mut self,
        url: &str,
        side: Len,
        memory: &mut Memory,
    ) -> Result<Drawn, Diagnostic> {
        let mut drawn = code(&field::filled(url, self.values), side, memory)?;
        let answer = of_code(&drawn);
        let number = self.note(Kind::Code { url: url.to_owned(), side }, answer);
        enclose(&mut drawn.items, number);
        Ok(drawn)
    }

    fn note(&mut self, kind: Kind, answer: Answer) -> usize {
        self.asked.push((Question::new(kind), answer));
        self.asked.len() - 1
    }
}

/// Puts items between the marks of the question they answer.
fn enclose(items: &mut Vec<Placed>, number: usize) {
    let at = Point::default();
    items.insert(0, Placed { at, item: Item::Field(Some(number)) });
    items.push(Placed { at, item: Item::Field(None) });
}
