//! The pieces of a guide that a template places: each by a name, each exactly once.

use super::model::{Block, Guide, Inline, Line, Picture};
use crate::span::Span;

/// The first parts of all slot names.
pub const GROUPS: &[&str] = &[
    "title",
    "short",
    "question",
    "audience",
    "bring",
    "checklist",
    "safety",
    "contact",
    "qr",
    "part",
];

/// A piece of a guide.
#[derive(Clone, Copy, Debug)]
pub enum Content<'a> {
    /// One line of text.
    Line(&'a Line),
    /// Several blocks.
    Blocks(&'a [Block]),
    /// A picture.
    Picture(&'a Picture),
}

/// A piece and its name.
#[derive(Clone, Debug)]
pub struct Slot<'a> {
    /// E.g. `part.1.step.3.body`.
    pub name: String,
    /// What it holds.
    pub content: Content<'a>,
    /// Where the guide says it.
    pub span: Span,
}

/// Every piece of `guide`, in reading order.
pub fn slots(guide: &Guide) -> Vec<Slot<'_>> {
    let mut all = Vec::new();
    let whole = Span { file: guide.file, start: 0, end: 0 };
    let mut line = |name: String, line| {
        let span = Line::span(line).unwrap_or(whole);
        all.push(Slot { name, content: Content::Line(line), span });
    };
    line("title".into(), &guide.title);
    line("short".into(), &guide.short);
    line("question".into(), &guide.question);
    line("audience".into(), &guide.audience);
    for (i, item) in guide.bring.items.iter().enumerate() {
        line(format!("bring.{}", i + 1), item);
    }
    for (i, item) in guide.checklist.items.iter().enumerate() {
        line(format!("checklist.{}", i + 1), item);
    }
    line("safety.title".into(), &guide.safety.title);
    for (i, item) in guide.safety.points.items.iter().enumerate() {
        line(format!("safety.{}", i + 1), item);
    }
    for contact in &guide.contacts {
        line(format!("contact.{}", contact.id.it), &contact.label);
    }
    for (i, target) in guide.qr.iter().enumerate() {
        line(format!("qr.{}.label", i + 1), &target.label);
    }
    for (p, part) in guide.parts.iter().enumerate() {
        let p = p + 1;
        if let Some(title) = &part.title {
            let content = Content::Line(title);
            all.push(Slot { name: format!("part.{p}.title"), content, span: part.span });
        }
        if !part.body.is_empty() {
            let content = Content::Blocks(&part.body);
            all.push(Slot { name: format!("part.{p}.body"), content, span: part.span });
        }
        for (s, step) in part.steps.iter().enumerate() {
            let name = |field: &str| format!("part.{p}.step.{}.{field}", s + 1);
            let content = Content::Line(&step.title);
            all.push(Slot { name: name("title"), content, span: step.span });
            let content = Content::Blocks(&step.body);
            all.push(Slot { name: name("body"), content, span: step.span });
            if let Some(picture) = &step.picture {
                let content = Content::Picture(picture);
                all.push(Slot { name: name("picture"), content, span: picture.span });
            }
        }
    }
    all
}

/// Every run of letters in the text of a guide, in reading order.
pub(super) fn runs(guide: &Guide) -> Vec<&Inline> {
    let mut out = Vec::new();
    for slot in slots(guide) {
        match slot.content {
            Content::Line(line) => out.extend(&line.runs),
            Content::Blocks(blocks) => out.extend(runs_of_blocks(blocks)),
            Content::Picture(_) => {}
        }
    }
    out
}

/// Every run of letters in blocks, in reading order.
pub(super) fn runs_of_blocks(blocks: &[Block]) -> Vec<&Inline> {
    fn add<'g>(blocks: &'g [Block], out: &mut Vec<&'g Inline>) {
        for block in blocks {
            match block {
                Block::Para(line) => out.extend(&line.runs),
                Block::Bullets(lines) | Block::Checks(lines) => {
                    out.extend(lines.iter().flat_map(|line| &line.runs));
                }
                Block::Note(_, blocks) => add(blocks, out),
            }
        }
    }
    let mut out = Vec::new();
    add(blocks, &mut out);
    out
}
