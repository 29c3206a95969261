//! Items as bytes, by which what was made of them is known again.

use super::page::{Item, Numbering, Pen, Placed, Role, Tag};
use crate::colour::Colour;
use crate::geom::{Len, Point};
use crate::path::{Path, Segment};
use crate::picture::Join;

/// Bytes by which blocks are known again; no two that look different give the same.
#[derive(Debug, Default)]
pub struct ItemKey {
    /// The bytes.
    pub bytes: Vec<u8>,
}

impl ItemKey {
    /// A count.
    pub fn number(&mut self, number: usize) {
        self.bytes.extend_from_slice(&(number as u64).to_le_bytes());
    }

    /// Lengths.
    pub fn lengths(&mut self, lengths: &[Len]) {
        for length in lengths {
            self.bytes.extend_from_slice(&length.0.to_le_bytes());
        }
    }

    /// A colour.
    pub fn colour(&mut self, colour: Colour) {
        self.bytes.extend_from_slice(&[colour.r, colour.g, colour.b]);
    }

    /// Bytes of any number.
    pub fn bytes(&mut self, bytes: &[u8]) {
        self.number(bytes.len());
        self.bytes.extend_from_slice(bytes);
    }

    /// Items with their places, counted from a corner.
    pub fn items<'i>(&mut self, items: impl Iterator<Item = &'i Placed>, corner: Point) {
        for Placed { at, item } in items {
            self.lengths(&[at.x - corner.x, at.y - corner.y]);
            self.item(item);
        }
    }

    /// An item. Pictures go by their numbers.
    pub fn item(&mut self, item: &Item) {
        match item {
            Item::Glyphs(run) => {
                self.bytes.push(if run.turned { 14 } else { 1 });
                self.number(run.face.0);
                self.lengths(&[run.size]);
                self.colour(run.colour);
                self.bytes(run.text.as_bytes());
                self.number(run.glyphs.len());
                for glyph in &run.glyphs {
                    self.bytes.extend_from_slice(&glyph.id.to_le_bytes());
                    for number in [glyph.advance, glyph.dx, glyph.dy] {
                        self.bytes.extend_from_slice(&number.to_le_bytes());
                    }
                    self.bytes.extend_from_slice(&glyph.cluster.to_le_bytes());
                }
            }
            Item::Fill { path, colour, even_odd } => {
                self.bytes.push(if *even_odd { 2 } else { 3 });
                self.colour(*colour);
                self.path(path);
            }
            Item::Stroke { path, pen } => {
                self.bytes.push(4);
                self.pen(pen);
                self.path(path);
            }
            Item::Image { image, size, turned, .. } => {
                self.bytes.push(if *turned { 15 } else { 5 });
                self.lengths(&[size.w, size.h]);
                self.number(*image);
            }
            Item::Form { form, size, turned, .. } => {
                self.bytes.push(if *turned { 16 } else { 6 });
                self.lengths(&[size.w, size.h]);
                self.number(*form);
            }
            Item::Code { code, module, turned } => {
                self.bytes.push(if *turned { 17 } else { 7 });
                self.lengths(&[*module]);
                self.number(code.width);
                self.bytes(&code.image());
            }
            Item::Shared(shared) => {
                self.bytes.push(8);
                self.bytes.extend_from_slice(&shared.block.id.to_le_bytes());
                self.bytes.extend_from_slice(&shared.tags.to_le_bytes());
            }
            Item::Open(tag) => {
                self.bytes.push(9);
                self.tag(tag);
            }
            Item::Close => self.bytes.push(10),
            Item::Link { size, url } => {
                self.bytes.push(11);
                self.lengths(&[size.w, size.h]);
                self.bytes(url.as_bytes());
            }
            Item::Field(begun) => self.bytes.push(if begun.is_some() { 12 } else { 13 }),
        }
    }

    /// A role with all its words; those for pictures that values fill are marks here.
    pub fn tag(&mut self, tag: &Tag) {
        self.bytes.extend_from_slice(&tag.id.to_le_bytes());
        match &tag.role {
            Role::Heading(level) => self.bytes.extend_from_slice(&[1, *level]),
            Role::Para => self.bytes.push(2),
            Role::List(Numbering::Decimal) => self.bytes.push(3),
            Role::List(Numbering::Boxes) => self.bytes.push(4),
            Role::List(Numbering::Bullets) => self.bytes.push(5),
            Role::ListItem => self.bytes.push(6),
            Role::Label => self.bytes.push(7),
            Role::Body => self.bytes.push(8),
            Role::Figure { alt: words, size } | Role::Code { url: words, size, .. } => {
                let is_code = matches!(tag.role, Role::Code { .. });
                self.bytes.push(if is_code { 9 } else { 10 });
                self.lengths(&[size.w, size.h]);
                self.bytes(words.as_bytes());
            }
            Role::Shape { alt } => {
                self.bytes.push(11);
                self.bytes(alt.as_bytes());
            }
            Role::Link => self.bytes.push(12),
            Role::Foreign(lang) => self.bytes.extend_from_slice(&[13, *lang as u8]),
            Role::Joined(words) => {
                self.bytes.push(14);
                self.bytes(words.as_bytes());
            }
            Role::Table => self.bytes.push(15),
            Role::Row => self.bytes.push(16),
            Role::HeaderCell => self.bytes.push(17),
            Role::DataCell => self.bytes.push(18),
            Role::Note => self.bytes.push(19),
            Role::Artifact => self.bytes.push(20),
        }
    }

    fn pen(&mut self, pen: &Pen) {
        self.colour(pen.colour);
        self.lengths(&[pen.width]);
        let (join, sharp) = match pen.join {
            Join::Miter => (0, Len::ZERO),
            Join::Sharp(most) => (1, most),
            Join::Round => (2, Len::ZERO),
            Join::Bevel => (3, Len::ZERO),
        };
        self.bytes.extend_from_slice(&[pen.cap as u8, join, pen.purpose as u8]);
        let (dash, gap) = pen.dash.unwrap_or((-Len(1), -Len(1)));
        self.lengths(&[sharp, dash, gap]);
    }

    fn path(&mut self, path: &Path) {
        self.number(path.segments.len());
        let mut points = |kind: u8, points: &[&Point]| {
            self.bytes.push(kind);
            for point in points {
                self.lengths(&[point.x, point.y]);
            }
        };
        for segment in &path.segments {
            match segment {
                Segment::Move(to) => points(1, &[to]),
                Segment::Line(to) => points(2, &[to]),
                Segment::Curve(one, other, to) => points(3, &[one, other, to]),
                Segment::Close => points(4, &[]),
            }
        }
    }
}
