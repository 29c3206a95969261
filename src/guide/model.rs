//! The guide itself: one model for both spellings.

use std::sync::Arc;

use super::Date;
use super::reference::Reference;
use super::subject::App;
use crate::facts::Fact;
use crate::screen::ScreenPicture;
use crate::span::{FileId, Span};
use crate::yaml::Spanned;

/// A guide as its author meant it.
#[derive(Clone, Debug)]
pub struct Guide {
    /// Its name in file names and on the command line.
    pub slug: String,
    /// The file it was read from.
    pub file: FileId,
    /// The folder of that file; pictures are looked for there.
    pub folder: String,
    /// Headline of a leaflet.
    pub title: Line,
    /// Short title for running heads and lists.
    pub short: Line,
    /// Headline of a door hanger.
    pub question: Line,
    /// Who it is for.
    pub audience: Line,
    /// The products it is made into.
    pub products: Vec<Spanned<String>>,
    /// When a person last compared it with its sources.
    pub reviewed: Spanned<Date>,
    /// When that has to be done again.
    pub review_again: Spanned<Date>,
    /// The app it explains, in the version it was compared with.
    pub app: Option<App>,
    /// Facts it declares itself, looked up before those of the reference.
    pub sources: Vec<Fact>,
    /// What statements rest on that cite nothing of their own.
    pub cites: Vec<Spanned<String>>,
    /// What the project is about, its facts and labels.
    pub reference: Arc<Reference>,
    /// What to have ready.
    pub bring: Group,
    /// The short list for door hangers.
    pub checklist: Group,
    /// The warning at the foot of every sheet.
    pub safety: Safety,
    /// The drawing of what it is about, relative to the guide; without it the first in its steps.
    pub emblem: Option<Spanned<String>>,
    /// Lines to fill in by hand.
    pub contacts: Vec<Contact>,
    /// Official pages to open by phone.
    pub qr: Vec<QrTarget>,
    /// The steps, of a guide that varies those of the occasion.
    pub parts: Vec<Part>,
    /// The parts for all occasions, of a guide that varies.
    pub(super) all_parts: Option<Arc<[Part]>>,
}

impl Guide {
    /// A guide that says nothing, for sheets that are made of something else; `reviewed` is the day
    /// of its file.
    pub fn blank(slug: &str, file: FileId, reviewed: Date) -> Guide {
        let span = Span::new(file, 0..0);
        let day = Spanned { it: reviewed, span };
        Guide {
            slug: slug.to_owned(),
            file,
            folder: ".".to_owned(),
            title: Line::default(),
            short: Line::default(),
            question: Line::default(),
            audience: Line::default(),
            products: Vec::new(),
            reviewed: day.clone(),
            review_again: day,
            app: None,
            reference: Arc::default(),
            sources: Vec::new(),
            cites: Vec::new(),
            bring: Group::default(),
            checklist: Group::default(),
            safety: Safety {
                title: Line::default(),
                points: Group::default(),
                pictures: Vec::new(),
            },
            emblem: None,
            contacts: Vec::new(),
            qr: Vec::new(),
            parts: Vec::new(),
            all_parts: None,
        }
    }
}

/// Items that share their sources.
#[derive(Clone, Debug, Default)]
pub struct Group {
    /// The items.
    pub items: Vec<Line>,
    /// Ids of the sources.
    pub sources: Vec<Spanned<String>>,
}

/// The safety box.
#[derive(Clone, Debug)]
pub struct Safety {
    /// Its headline.
    pub title: Line,
    /// Its points.
    pub points: Group,
    /// A drawing for each point, by its path from the root of the project, or none at all.
    pub pictures: Vec<Picture>,
}

/// A line to fill in by hand, or with `--set id=value`.
#[derive(Clone, Debug)]
pub struct Contact {
    /// Name for `--set`.
    pub id: Spanned<String>,
    /// The words before the dotted line.
    pub label: Line,
}

/// An official page.
#[derive(Clone, Debug)]
pub struct QrTarget {
    /// Where it leads.
    pub url: Spanned<String>,
    /// What to do with it, in words.
    pub label: Line,
    /// Ids of the sources.
    pub sources: Vec<Spanned<String>>,
}

/// A group of steps numbered from 1.
#[derive(Clone, Debug)]
pub struct Part {
    /// Its heading; a guide of one part may go without.
    pub title: Option<Line>,
    /// Text before the first step.
    pub body: Vec<Block>,
    /// The steps.
    pub steps: Vec<Step>,
    /// Ids of the sources.
    pub sources: Vec<Spanned<String>>,
    /// Ids of the occasions it is for; none stands for all.
    pub occasions: Vec<Spanned<String>>,
    /// The whole heading.
    pub span: Span,
}

/// One thing to do.
#[derive(Clone, Debug)]
pub struct Step {
    /// The one action.
    pub title: Line,
    /// How.
    pub body: Vec<Block>,
    /// What it looks like.
    pub picture: Option<Picture>,
    /// Ids of the sources.
    pub sources: Vec<Spanned<String>>,
    /// The heading.
    pub span: Span,
}

/// A picture beside a step.
#[derive(Clone, Debug)]
pub struct Picture {
    /// Path of the file, relative to the guide, or the address of a screen.
    pub file: String,
    /// Words for those who cannot see it.
    pub alt: String,
    /// The screen, where it shows one.
    pub screen: Option<Arc<ScreenPicture>>,
    /// Where the guide names it.
    pub span: Span,
}

/// A block of text.
#[derive(Clone, Debug)]
pub enum Block {
    /// A paragraph.
    Para(Line),
    /// A list with bullets.
    Bullets(Vec<Line>),
    /// A list with boxes to tick.
    Checks(Vec<Line>),
    /// A note in a box.
    Note(NoteKind, Vec<Block>),
}

/// What a note is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoteKind {
    /// Good to know.
    Note,
    /// Danger.
    Warning,
}

/// Text of one paragraph, heading or item.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// Its runs.
    pub runs: Vec<Inline>,
}

/// A run of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inline {
    /// Letters.
    Text {
        /// The letters.
        text: String,
        /// Whether they are bold.
        bold: bool,
        /// Where they stand.
        span: Span,
    },
    /// The name of a button.
    Key {
        /// The name as on the screen.
        label: String,
        /// Its id in the list of labels, if the guide names it so.
        id: Option<String>,
        /// Where it stands.
        span: Span,
    },
    /// A web address to touch; printed in words.
    Link {
        /// The words.
        text: String,
        /// The address.
        url: String,
        /// Where it stands.
        span: Span,
    },
    /// A new line.
    Break,
}

impl Line {
    /// The letters alone.
    pub fn plain(&self) -> String {
        self.runs
            .iter()
            .map(|run| match run {
                Inline::Text { text, .. } | Inline::Link { text, .. } => text.clone(),
                Inline::Key { label, .. } => format!("“{label}”"),
                Inline::Break => " ".to_owned(),
            })
            .collect()
    }

    /// Where it stands, from its first to its last run.
    pub fn span(&self) -> Option<Span> {
        let mut spans = self.runs.iter().filter_map(|run| match run {
            Inline::Text { span, .. } | Inline::Key { span, .. } | Inline::Link { span, .. } => {
                Some(*span)
            }
            Inline::Break => None,
        });
        let first = spans.next()?;
        Some(spans.fold(first, |all, span| Span { end: span.end.max(all.end), ..all }))
    }
}

impl Block {
    /// The letters alone.
    pub fn plain(&self) -> String {
        match self {
            Block::Para(line) => line.plain(),
            Block::Bullets(lines) | Block::Checks(lines) => {
                lines.iter().map(Line::plain).collect::<Vec<_>>().join(" ")
            }
            Block::Note(_, blocks) => blocks.iter().map(Block::plain).collect::<Vec<_>>().join(" "),
        }
    }
}

impl Guide {
    /// The fact a statement cites: the guide's own, or that of the reference.
    pub fn fact(&self, id: &str) -> Option<&Fact> {
        self.sources.iter().find(|fact| fact.id.it == id).or_else(|| self.reference.facts.get(id))
    }

    /// Every step with the number of its part and its own, both from 1.
    pub fn steps(&self) -> impl Iterator<Item = (usize, usize, &Step)> {
        self.parts.iter().enumerate().flat_map(|(p, part)| {
            part.steps.iter().enumerate().map(move |(s, step)| (p + 1, s + 1, step))
        })
    }
}
