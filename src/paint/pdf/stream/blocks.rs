//! Blocks of a page that are painted once, wherever on how many pages they stand.
//!
//! Where the values of each copy make other line breaks, no two copies have the same pages, but
//! nearly all their blocks are alike and only stand elsewhere. A block is what stands in one role,
//! moved to the corner of the page; it is known again by all that is painted in it.

use std::io::Write as _;
use std::sync::Arc;

use lopdf::{Dictionary, Stream, dictionary};

use super::super::content::shapes::decimal;
use super::super::fonts::glyph_ids::Used;
use super::super::object::deflater::Deflater;
use super::super::object::fingerprint::Fingerprint;
use super::super::object::primitives::real;
use super::ground::Ground;
use crate::colour::Colour;
use crate::geom::{Len, Point, Size};
use crate::inks::Inks;
use crate::layout::{Form, Item, Pages, Pen, Placed, Role, SharedBlock, Tag};
use crate::lru::Lru;
use crate::path::{Path, Segment};
use crate::picture::{Pixels, Raster};
use crate::text::Fonts;

/// As many bytes of painted blocks are kept, of those that copies share and of others.
const MOST_BYTES: usize = 2 << 20;

/// Blocks that were painted, as far as they are kept.
pub struct Blocks {
    /// Packs what is put together from blocks; its tables are larger than that.
    deflater: Deflater,
    /// Of blocks that copies share, by their numbers and the size of the page.
    shared: Lru<(u64, Size), Arc<Ground>>,
    /// Of others, by all that decides what they look like, to the byte.
    known: Lru<Vec<u8>, Arc<Ground>>,
}

impl Default for Blocks {
    fn default() -> Blocks {
        let (shared, known) = (Lru::new(MOST_BYTES), Lru::new(MOST_BYTES));
        Blocks { deflater: Deflater::default(), shared, known }
    }
}

impl Blocks {
    /// Puts the items of a page of `size` together from blocks, but for those in fields. `art` are the
    /// pictures they name.
    pub fn page(
        &mut self,
        items: &[Placed],
        size: Size,
        art: &Pages,
        fonts: &Fonts,
        inks: Inks,
    ) -> Ground {
        let mut own: Vec<Arc<Ground>> = Vec::new();
        let (mut content, mut names) = (Vec::new(), Dictionary::new());
        for part in split(items) {
            let (block, at) = self.get(&part, size, art, fonts, inks);
            let known = own.iter().position(|known| known.key == block.key);
            let number = known.unwrap_or_else(|| {
                own.push(block);
                own.len() - 1
            });
            // Behind the form itself, which is object 0.
            names.set(format!("B{number}"), (number as u32 + 1, 0));
            content.extend_from_slice(b"q 1 0 0 1 ");
            for length in [at.x, -at.y] {
                decimal(&mut content, length);
                content.push(b' ');
            }
            let _ = writeln!(content, "cm /B{number} Do Q");
        }
        let area = [Len::ZERO, Len::ZERO, size.w, size.h].map(real).to_vec();
        let dict = dictionary! {
            "Type" => "XObject", "Subtype" => "Form", "FormType" => 1, "BBox" => area,
            "Resources" => dictionary! { "XObject" => names },
        };
        let mut stream = Stream::new(dict, content);
        self.deflater.pack(&mut stream);
        let mut sum = Fingerprint::new();
        sum.add(&stream.content);
        for block in &own {
            sum.add(block.key.map(u64::to_be_bytes).as_flattened());
        }
        sum.add([size.w.0, size.h.0].map(i64::to_be_bytes).as_flattened());
        let (objects, keys, used) = (vec![stream.into()], vec![None], Used::default());
        Ground { objects, keys, key: sum.halves(), used, blocks: own, size }
    }

    /// A block, painted if it is not known, and where its corner stands.
    fn get(
        &mut self,
        part: &Part<'_>,
        size: Size,
        art: &Pages,
        fonts: &Fonts,
        inks: Inks,
    ) -> (Arc<Ground>, Point) {
        match part {
            Part::Shared(block, at) => {
                let key = (block.id, size);
                if let Some(known) = self.shared.get(&key) {
                    return (Arc::clone(known), *at);
                }
                let ground = Arc::new(Ground::block(&block.items, size, art, fonts, inks));
                self.shared.insert(key, Arc::clone(&ground), ground.bytes());
                (ground, *at)
            }
            Part::Own(items) => {
                let corner = items.first().map_or_else(Point::default, |first| first.at);
                let key = key(items, corner, size, art);
                if let Some(known) = self.known.get(&key) {
                    return (Arc::clone(known), corner);
                }
                let moved = |placed: &&Placed| {
                    let at = placed.at.shifted(-corner.x, -corner.y);
                    Placed { at, item: placed.item.clone() }
                };
                let items: Vec<Placed> = items.iter().map(moved).collect();
                let ground = Arc::new(Ground::block(&items, size, art, fonts, inks));
                let weight = key.len() + ground.bytes();
                self.known.insert(key, Arc::clone(&ground), weight);
                (ground, corner)
            }
        }
    }
}

/// A block of a page.
enum Part<'p> {
    /// One that copies share, and where its corner stands.
    Shared(&'p SharedBlock, Point),
    /// What stands in one role, or between roles; its first item stands at the corner.
    Own(Vec<&'p Placed>),
}

/// The items of a page as blocks, from back to front: those that copies share, what stands in one
/// role, and what stands between roles. Fields, roles and places to touch are left out.
fn split(items: &[Placed]) -> Vec<Part<'_>> {
    let (mut all, mut block) = (Vec::new(), Vec::new());
    // Lists run over many blocks; their entries are blocks.
    let mut roles: Vec<bool> = Vec::new();
    let mut in_field = false;
    for placed in items {
        match &placed.item {
            Item::Field(begun) => in_field = begun.is_some(),
            _ if in_field => {}
            Item::Shared(shared) => {
                all.push(Part::Own(std::mem::take(&mut block)));
                all.push(Part::Shared(&shared.block, placed.at));
            }
            Item::Open(tag) => {
                if !roles.contains(&true) {
                    all.push(Part::Own(std::mem::take(&mut block)));
                }
                roles.push(!matches!(tag.role, Role::List { .. }));
            }
            Item::Close => {
                roles.pop();
                if !roles.contains(&true) {
                    all.push(Part::Own(std::mem::take(&mut block)));
                }
            }
            Item::Link { .. } => {}
            _ => block.push(placed),
        }
    }
    all.push(Part::Own(block));
    all.retain(|part| !matches!(part, Part::Own(items) if items.is_empty()));
    all
}

/// Where everything stands on the pages of a copy, but for what stands in its fields: pages of one
/// document for which this is the same look alike.
pub fn arrangement(pages: &Pages) -> Vec<u8> {
    let mut key = Key { bytes: Vec::with_capacity(4096), art: None };
    for page in &pages.pages {
        key.lengths(&[page.size.w, page.size.h]);
        key.number(page.items.len());
        let mut in_field = false;
        for placed in &page.items {
            let Placed { at, item } = placed;
            match item {
                Item::Field(begun) => {
                    in_field = begun.is_some();
                    key.bytes.push(20);
                }
                _ if in_field => continue,
                Item::Shared(shared) => {
                    key.bytes.push(21);
                    key.bytes.extend_from_slice(&shared.block.id.to_le_bytes());
                    key.bytes.extend_from_slice(&shared.tags.to_le_bytes());
                }
                Item::Open(tag) => key.tag(tag),
                Item::Close => key.bytes.push(22),
                Item::Link { size, url } => {
                    key.bytes.push(23);
                    key.lengths(&[size.w, size.h]);
                    key.bytes(url.as_bytes());
                }
                item => key.item(item),
            }
            key.lengths(&[at.x, at.y]);
        }
    }
    key.bytes
}

/// All that decides what a block looks like whose corner stands there.
fn key(items: &[&Placed], corner: Point, size: Size, art: &Pages) -> Vec<u8> {
    let mut key = Key { bytes: Vec::with_capacity(4096), art: Some(art) };
    key.lengths(&[size.w, size.h]);
    key.items(items.iter().copied(), corner);
    key.bytes
}

/// Bytes by which blocks are known again; no two that look different give the same.
struct Key<'p> {
    bytes: Vec<u8>,
    /// The pictures; without them it is their numbers that count.
    art: Option<&'p Pages>,
}

impl Key<'_> {
    fn number(&mut self, number: usize) {
        self.bytes.extend_from_slice(&(number as u64).to_le_bytes());
    }

    fn lengths(&mut self, lengths: &[Len]) {
        for length in lengths {
            self.bytes.extend_from_slice(&length.0.to_le_bytes());
        }
    }

    fn colour(&mut self, colour: Colour) {
        self.bytes.extend_from_slice(&[colour.r, colour.g, colour.b]);
    }

    fn bytes(&mut self, bytes: &[u8]) {
        self.number(bytes.len());
        self.bytes.extend_from_slice(bytes);
    }

    fn items<'i>(&mut self, items: impl ExactSizeIterator<Item = &'i Placed>, corner: Point) {
        self.number(items.len());
        for Placed { at, item } in items {
            self.lengths(&[at.x - corner.x, at.y - corner.y]);
            self.item(item);
        }
    }

    fn item(&mut self, item: &Item) {
        match item {
            Item::Glyphs(run) => {
                self.bytes.push(1);
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
            Item::Image { image, size } => {
                self.bytes.push(5);
                self.lengths(&[size.w, size.h]);
                match self.art {
                    Some(art) => art.images.get(*image).into_iter().for_each(|it| self.raster(it)),
                    None => self.number(*image),
                }
            }
            Item::Form { form, size } => {
                self.bytes.push(6);
                self.lengths(&[size.w, size.h]);
                match self.art {
                    Some(art) => {
                        if let Some(Form { size, items }) = art.forms.get(*form) {
                            self.lengths(&[size.w, size.h]);
                            self.items(items.iter(), Point::default());
                        }
                    }
                    None => self.number(*form),
                }
            }
            Item::Code { code, module } => {
                self.bytes.push(7);
                self.lengths(&[*module]);
                self.number(code.width);
                self.bytes(&code.image());
            }
            // Nothing is painted for these.
            Item::Field(_) | Item::Shared(_) | Item::Link { .. } | Item::Open(_) | Item::Close => {
                self.bytes.push(8);
            }
        }
    }

    /// A role with all its words: those for pictures that values fill are marks here.
    fn tag(&mut self, tag: &Tag) {
        self.bytes.push(24);
        self.bytes.extend_from_slice(&tag.id.to_le_bytes());
        self.bytes(format!("{:?}", tag.role).as_bytes());
    }

    fn pen(&mut self, pen: &Pen) {
        self.colour(pen.colour);
        self.lengths(&[pen.width]);
        // Ends, corners, dashes and purpose have names of their own.
        self.bytes(
            format!("{:?} {:?} {:?} {:?}", pen.cap, pen.join, pen.dash, pen.purpose).as_bytes(),
        );
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

    /// Pixels are many: they are hashed by themselves.
    fn raster(&mut self, raster: &Raster) {
        self.number(raster.width as usize);
        self.number(raster.height as usize);
        let parts = match &raster.pixels {
            Pixels::Jpeg(bytes, components) => {
                self.bytes.push(*components);
                [Some(bytes), None]
            }
            Pixels::Rgb(rgb, alpha) => {
                self.bytes.push(0);
                [Some(rgb), alpha.as_ref()]
            }
        };
        for part in parts.into_iter().flatten() {
            let mut sum = Fingerprint::new();
            sum.add(part);
            self.number(part.len());
            self.bytes.extend_from_slice(sum.halves().map(u64::to_le_bytes).as_flattened());
        }
    }
}
