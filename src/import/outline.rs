//! What a document holds, in the order a guide has it: title, things to bring, parts, steps.

use super::block::{Block, Content, Figure, LossKind, Marker, words};
use super::marker;
use super::paragraph::is_title;
use crate::vietnamese::fold;

/// The title of a step has at most so many syllables; a longer line is reported in the step.
const MOST_STEP_WORDS: usize = 9;
/// As is what stands above a column.
const MOST_HEAD_WORDS: usize = 4;
/// Whom a guide is for is said in at most so many syllables.
const MOST_AUDIENCE_WORDS: usize = 16;

/// A document as a guide.
#[derive(Debug, Default)]
pub(super) struct Outline {
    pub(super) title: Option<String>,
    /// Whom it is for.
    pub(super) audience: Option<String>,
    pub(super) bring: Vec<String>,
    pub(super) parts: Vec<Part>,
    /// Pictures that have no place, with the step they stood in.
    pub(super) spare: Vec<(String, String)>,
}

#[derive(Debug, Default)]
pub(super) struct Part {
    pub(super) title: Option<String>,
    pub(super) body: Vec<Piece>,
    pub(super) steps: Vec<Step>,
}

#[derive(Debug, Default)]
pub(super) struct Step {
    pub(super) title: Option<String>,
    pub(super) body: Vec<Piece>,
    pub(super) picture: Option<Figure>,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece {
    Paragraph(String),
    Bullet(String),
}

/// Puts the blocks of a document in order; what has no place is reported in it.
pub(super) fn outline(content: &mut Content) -> Outline {
    let mut blocks = std::mem::take(&mut content.blocks);
    let title = blocks.iter().position(|block| matches!(block, Block::Title(_)));
    let mut outline = Outline::default();
    if let Some(Block::Title(text)) = title.map(|at| blocks.remove(at)) {
        outline.title = Some(text);
    }
    let is_step = |block: &Block| match block {
        Block::Item { marker: Marker::Step(_), level, .. } => *level < 2,
        Block::Heading(_, text) => matches!(marker::split(text), Some((Marker::Step(_), _))),
        Block::Table(rows) => steps_of(rows).is_some(),
        _ => false,
    };
    let is_rank =
        |block: &Block| matches!(block, Block::Item { marker: Marker::Rank(_), level: 0, .. });
    let counted = if blocks.iter().any(is_step) {
        Counted::Steps
    } else if blocks.iter().any(is_rank) {
        Counted::Ranks
    } else {
        Counted::Nothing
    };
    let mut planner = Planner {
        counted,
        first_rank: rank_of_parts(&blocks, outline.title.is_some()),
        outline,
        content,
        last: 0,
        is_begun: false,
        is_bringing: false,
        step_level: None,
    };
    for block in blocks {
        planner.block(block);
    }
    planner.outline
}

/// Where headings have several ranks, the highest behind the title are parts.
fn rank_of_parts(blocks: &[Block], has_title: bool) -> Option<usize> {
    let mut ranks: Vec<usize> = Vec::new();
    for block in blocks {
        if let Block::Heading(rank, _) = block {
            ranks.push(*rank);
        }
    }
    let ranks = if has_title { &ranks[..] } else { ranks.get(1..)? };
    let least = *ranks.iter().min()?;
    ranks.iter().any(|rank| *rank > least).then_some(least)
}

/// Whether a line says that a list of things to have ready follows.
fn is_about_bringing(text: &str) -> bool {
    let plain = fold::plain(text);
    ["chuanbi", "mangtheo", "demtheo", "mangdi"].iter().any(|words| plain.contains(words))
}

/// The number of a step, and the cells behind it.
type NumberedRow<'a> = (u32, &'a [Vec<Block>]);

/// Rows that each begin with the number of a step, as many tables of instructions have them.
fn steps_of(rows: &[Vec<Vec<Block>>]) -> Option<Vec<NumberedRow<'_>>> {
    let number = |row: &[Vec<Block>]| {
        let (first, rest) = row.split_first()?;
        let own = match first.as_slice() {
            // A list in the first column counts by itself.
            [Block::Item { marker: Marker::Step(number), text, .. }] if text.is_empty() => *number,
            _ => marker::number_alone(&words(first))?,
        };
        (!rest.is_empty()).then_some(own)
    };
    let head = usize::from(rows.first().is_some_and(|row| number(row).is_none()));
    let found: Option<Vec<_>> =
        rows.iter().skip(head).map(|row| Some((number(row)?, &row[1..]))).collect();
    found.filter(|found| !found.is_empty())
}

/// The words above the columns of a table that has more than one row under them.
fn heads(rows: &[Vec<Vec<Block>>]) -> Vec<String> {
    let heads: Vec<String> = rows.first().into_iter().flatten().map(|cell| words(cell)).collect();
    let is_head = |head: &String| {
        !head.is_empty()
            && !head.contains(|it: char| it.is_ascii_digit())
            && head.split_whitespace().count() <= MOST_HEAD_WORDS
    };
    if rows.len() > 2 && heads.iter().all(is_head) { heads } else { Vec::new() }
}

/// What the numbers of a document count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Counted {
    Nothing,
    Steps,
    /// Steps of two ranks: `1.1`.
    Ranks,
}

struct Planner<'c> {
    counted: Counted,
    first_rank: Option<usize>,
    outline: Outline,
    content: &'c mut Content,
    /// The number of the last step.
    last: u32,
    /// Whether anything was there before.
    is_begun: bool,
    /// Whether bullets are things to bring.
    is_bringing: bool,
    /// How deep the list of steps stands in others.
    step_level: Option<usize>,
}

impl Planner<'_> {
    fn block(&mut self, block: Block) {
        let is_first = !self.is_begun;
        self.is_begun |= !block.is_empty();
        match block {
            block if block.is_empty() => {}
            Block::Heading(_, text)
                if is_first && marker::split(&text).is_none() && self.outline.title.is_none() =>
            {
                self.outline.title = Some(text);
            }
            Block::Paragraph(text)
                if is_first
                    && self.outline.title.is_none()
                    && is_title(&text)
                    && !text.contains('\n') =>
            {
                self.outline.title = Some(text);
            }
            Block::Title(text) | Block::Paragraph(text) => self.paragraph(&text),
            Block::Heading(rank, text) => self.heading(rank, &text),
            Block::Item { marker, level, text } => self.item(marker, level, &text),
            Block::Table(rows) => self.table(&rows),
            Block::Picture(figure) => self.picture(figure),
        }
    }

    fn heading(&mut self, rank: usize, text: &str) {
        self.is_bringing = is_about_bringing(text);
        match marker::split(text) {
            Some((Marker::Step(number), rest)) => self.step(number, rest),
            Some((Marker::Part, rest)) => self.part(rest.to_owned()),
            _ if self.is_bringing => {}
            _ if self.counted != Counted::Nothing || self.first_rank == Some(rank) => {
                self.part(text.to_owned());
            }
            _ => self.step(self.last + 1, text),
        }
    }

    fn part(&mut self, title: String) {
        self.last = 0;
        self.step_level = None;
        let part = Part { title: Some(title), ..Part::default() };
        self.outline.parts.push(part);
    }

    fn step(&mut self, number: u32, text: &str) {
        self.is_bringing = false;
        if number == 1 && self.last > 0 {
            // A second list begins, and nobody said what it is about.
            self.outline.parts.push(Part::default());
        } else if number != self.last + 1 && self.last > 0 {
            let last = self.last;
            self.content.lose(LossKind::Numbers, format!("{last} → {number}: {text}"));
        }
        self.last = number;
        let step = Step::new(text);
        self.last_part().steps.push(step);
    }

    fn item(&mut self, marker: Marker, level: usize, text: &str) {
        if let (Marker::Rank(number), Counted::Ranks) = (marker, self.counted) {
            return self.step(number, text);
        }
        if let Marker::Step(number) = marker {
            let own = *self.step_level.get_or_insert(level);
            if level <= own {
                return self.step(number, text);
            }
        }
        if level > 0 && (self.step_level.is_none_or(|own| level > own + 1)) {
            self.content.lose(LossKind::Nested, text);
        }
        let lines = text.lines().collect::<Vec<_>>().join(" ");
        let is_free = self.outline.parts.last().is_none_or(|part| part.steps.is_empty());
        if self.is_bringing && is_free {
            self.outline.bring.push(lines);
        } else {
            self.put(Piece::Bullet(lines));
        }
    }

    fn paragraph(&mut self, text: &str) {
        let is_bringing = text.ends_with(':') && is_about_bringing(text);
        let is_free = self.outline.parts.last().is_none_or(|part| part.steps.is_empty());
        if is_bringing && is_free {
            self.is_bringing = true;
            return;
        }
        self.is_bringing = false;
        let text = if is_free { self.audience(text) } else { text };
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            self.put(Piece::Paragraph(line.to_owned()));
        }
    }

    /// Takes “Dành cho …” as whom the guide is for; the text without it.
    fn audience<'t>(&mut self, text: &'t str) -> &'t str {
        if self.outline.audience.is_some() || !text.to_lowercase().starts_with("dành cho ") {
            return text;
        }
        let end = [". ", ".\n", "\n"].iter().filter_map(|sign| text.find(sign)).min();
        let (first, rest) = text.split_at(end.unwrap_or(text.len()));
        if first.split_whitespace().count() > MOST_AUDIENCE_WORDS || first.contains(['[', '(']) {
            return text;
        }
        let first = first.trim_end_matches(['.', ':', ';', ',']);
        self.outline.audience = Some(format!("{}.", first.replace("**", "")));
        rest.trim_start_matches('.').trim_start()
    }

    fn table(&mut self, rows: &[Vec<Vec<Block>>]) {
        if let Some(steps) = steps_of(rows) {
            for (number, cells) in steps {
                let mut inside = cells.iter().flatten();
                let text = inside.clone().find_map(|block| match block {
                    Block::Picture(_) => None,
                    block => Some(words(std::slice::from_ref(block))),
                });
                let first = inside.clone().position(|it| !matches!(it, Block::Picture(_)));
                self.step(number, &text.unwrap_or_default());
                for (at, block) in inside.by_ref().enumerate() {
                    if Some(at) != first {
                        self.block(block.clone());
                    }
                }
            }
            return;
        }
        self.content.lose(
            LossKind::Table,
            rows.iter()
                .flatten()
                .map(|cell| words(cell))
                .filter(|text| !text.is_empty())
                .collect::<Vec<_>>()
                .join(" | "),
        );
        let heads = heads(rows);
        for (number, row) in rows.iter().enumerate() {
            let cells = row.iter().enumerate().map(|(column, cell)| {
                let (own, head) = (words(cell), heads.get(column));
                // A number says nothing without the word above it.
                let is_bare = own.contains(|it: char| it.is_ascii_digit())
                    && own.chars().all(|it| it.is_ascii_digit() || ", -–;".contains(it));
                match head.filter(|_| is_bare && number > 0 && column > 0) {
                    Some(head) => format!("{head} {own}"),
                    None => own,
                }
            });
            let cells: Vec<String> = cells.collect();
            let cells: Vec<&str> =
                cells.iter().map(|it| it.trim()).filter(|it| !it.is_empty()).collect();
            match cells.as_slice() {
                [] => {}
                [one] => self.put(Piece::Bullet((*one).to_owned())),
                [name, rest @ ..] => {
                    let name = name.trim_end_matches(':');
                    self.put(Piece::Bullet(format!("{name}: {}", rest.join("; "))));
                }
            }
            for cell in row.iter().flatten() {
                if let Block::Picture(figure) = cell {
                    self.picture(figure.clone());
                }
            }
        }
    }

    fn picture(&mut self, figure: Figure) {
        let step = self.outline.parts.last_mut().and_then(|part| part.steps.last_mut());
        if let Some(step) = step.filter(|step| step.picture.is_none()) {
            step.picture = Some(figure);
            return;
        }
        self.content.lose(LossKind::PicturePlace, &figure.file);
        let step = self.outline.parts.last().and_then(|part| part.steps.last());
        let step = step.and_then(|step| step.title.clone()).unwrap_or_default();
        self.outline.spare.push((figure.file, step));
    }

    fn put(&mut self, piece: Piece) {
        let part = self.last_part();
        match part.steps.last_mut() {
            Some(step) => step.body.push(piece),
            None => part.body.push(piece),
        }
    }

    fn last_part(&mut self) -> &mut Part {
        if self.outline.parts.is_empty() {
            self.outline.parts.push(Part::default());
        }
        let last = self.outline.parts.len() - 1;
        &mut self.outline.parts[last]
    }
}

impl Step {
    /// A short line is the title; of a longer one the first words, where they can stand alone.
    fn new(text: &str) -> Step {
        let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
        let first = first.trim();
        let count = |text: &str| text.split_whitespace().count();
        let is_short = |text: &str| (1..=MOST_STEP_WORDS).contains(&count(text));
        let parted = [": ", ". ", "; "].into_iter().find_map(|sign| {
            let (title, rest) = first.split_once(sign)?;
            // Two words and a colon are not yet an action, nor is a bracket that was cut.
            let is_whole =
                !title.contains(['(', '“', '"', '[']) || title.ends_with([')', '”', '"']);
            (is_short(title) && is_whole).then_some((title, rest))
        });
        let (title, more) = match parted {
            _ if first.is_empty() => (None, ""),
            _ if is_short(first) && parted.is_none() => (Some(first), ""),
            Some((title, rest)) => (Some(title), rest),
            None => (None, first),
        };
        let title = title.map(|title| title.trim_end_matches(['.', ':', ';', ',']).to_owned());
        let title = title.map(|title| title.replace("**", ""));
        let lines = std::iter::once(more).chain(rest.lines()).map(str::trim);
        let body =
            lines.filter(|line| !line.is_empty()).map(|line| Piece::Paragraph(line.to_owned()));
        Step { title, body: body.collect(), picture: None }
    }
}

impl Block {
    fn is_empty(&self) -> bool {
        match self {
            Block::Title(text) | Block::Heading(_, text) | Block::Paragraph(text) => {
                text.trim().is_empty()
            }
            Block::Table(rows) => rows.iter().flatten().flatten().all(Block::is_empty),
            Block::Item { .. } | Block::Picture(_) => false,
        }
    }
}
