//! What a document holds, whatever program wrote it.

use std::collections::BTreeMap;

/// A piece of a document, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Block {
    /// The title of the whole.
    Title(String),
    /// A heading of a rank from 1.
    Heading(usize, String),
    Paragraph(String),
    /// An item of a list, so many lists deep.
    Item {
        marker: Marker,
        level: usize,
        text: String,
    },
    /// Rows of cells, each with what stands in it.
    Table(Vec<Vec<Vec<Block>>>),
    Picture(Figure),
}

/// What an item begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Marker {
    /// A number that counts steps: `1.`, `1)`, `Bước 1:`.
    Step(u32),
    /// A number that counts parts: `I.`, `A.`, `Phần 1:`.
    Part,
    /// A letter: `a)`.
    Sub,
    /// A number of two ranks, by its last: `1.2`. It counts steps where no other does.
    Rank(u32),
    /// A bullet or a box.
    Bullet,
}

/// A picture where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Figure {
    /// The path from the folder of the guides, once it has one.
    pub(super) file: String,
    /// What it shows, if somebody said so.
    pub(super) alt: String,
}

/// A document as read: what it holds, and what of it stays behind.
#[derive(Debug, Default)]
pub(super) struct Content {
    pub(super) blocks: Vec<Block>,
    pub(super) losses: Vec<Loss>,
    /// The pictures inside, by their paths there.
    pub(super) media: BTreeMap<String, Vec<u8>>,
}

/// Something of a document that does not come into the guide as it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Loss {
    pub(super) kind: LossKind,
    /// Its letters, or the name of a picture.
    pub(super) text: String,
}

/// What becomes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum LossKind {
    /// Text somebody deleted while changes were tracked: not taken.
    Deleted,
    /// Text somebody inserted while changes were tracked: taken.
    Inserted,
    /// Hidden text: not taken.
    Hidden,
    /// Struck-out text: not taken.
    Struck,
    Comment,
    Footnote,
    Header,
    /// The head of an official letter, before its title.
    Letterhead,
    TextBox,
    /// A number of a page, a date, a table of contents.
    Field,
    /// A reference to another place, such as “see 3”: its letters are taken.
    Reference,
    /// Small pictures typed as letters.
    Pictograph,
    /// A sign of a font of pictures that has no letter.
    Symbol,
    Formula,
    /// A chart, a diagram, another document inside.
    Object,
    /// A form's empty field.
    Form,
    /// The address of a link: written behind its words.
    Link,
    /// Cells that were merged, or tables in tables.
    Cells,
    /// A table that became a list.
    Table,
    /// A picture of a kind that is not printed.
    PictureKind,
    /// A picture that is not in the document.
    PictureOutside,
    /// A picture that was cropped: all of it comes.
    Cropped,
    /// A picture that has no place in a step.
    PicturePlace,
    /// Lists in lists: their items stand in one.
    Nested,
    /// Numbers that leave one out or go back.
    Numbers,
    /// Text of another kind that is not read: code, HTML.
    Markup,
}

impl Content {
    pub(super) fn lose(&mut self, kind: LossKind, text: impl AsRef<str>) {
        let text = text.as_ref().split_whitespace().collect::<Vec<_>>().join(" ");
        // Many pieces of text follow each other and are one to a person.
        match self.losses.last_mut() {
            Some(last) if last.kind == kind && kind.joins() => {
                last.text = format!("{} {text}", last.text);
            }
            _ if text.is_empty() && kind.joins() => {}
            _ => self.losses.push(Loss { kind, text }),
        }
    }
}

impl LossKind {
    /// Whether its pieces are one where they follow each other.
    fn joins(self) -> bool {
        use LossKind::{Deleted, Hidden, Inserted, Struck};
        matches!(self, Deleted | Hidden | Inserted | Struck)
    }

    /// Whether its text is kept in comments of the front matter; what somebody deleted or hid
    /// is nobody's business.
    pub(super) fn is_kept(self) -> bool {
        use LossKind::{Comment, Footnote, Formula, Header, Letterhead, Markup, Object, TextBox};
        matches!(
            self,
            Comment | Footnote | Header | Letterhead | TextBox | Formula | Object | Markup
        )
    }
}

/// All texts of blocks, to be put right.
pub(super) fn texts<'a>(blocks: &'a mut [Block], found: &mut Vec<&'a mut String>) {
    for block in blocks {
        match block {
            Block::Title(text) | Block::Heading(_, text) | Block::Paragraph(text) => {
                found.push(text);
            }
            Block::Item { text, .. } => found.push(text),
            Block::Table(rows) => {
                for cell in rows.iter_mut().flatten() {
                    texts(cell, found);
                }
            }
            Block::Picture(figure) => found.push(&mut figure.alt),
        }
    }
}

/// The words of blocks in one line.
pub(super) fn words(blocks: &[Block]) -> String {
    let mut all = Vec::new();
    for block in blocks {
        match block {
            Block::Title(text) | Block::Heading(_, text) | Block::Paragraph(text) => {
                all.push(text.clone());
            }
            Block::Item { text, .. } => all.push(text.clone()),
            Block::Table(rows) => all.extend(rows.iter().flatten().map(|cell| words(cell))),
            Block::Picture(_) => {}
        }
    }
    all.retain(|text| !text.trim().is_empty());
    all.join("; ").replace('\n', "; ")
}
