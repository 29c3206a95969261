//! Blocks of a page that are painted once, wherever on how many pages they stand.
//!
//! Where the values of each copy make other line breaks, no two copies have the same pages, but
//! nearly all their blocks are alike and only stand elsewhere. A block is what stands in one role,
//! moved to the corner of the page; it is known again by all that is painted in it.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::super::object::deflater::Deflater;
use super::super::object::fingerprint::Fingerprint;
use super::ground::Ground;
use crate::colour::Colour;
use crate::geom::{Len, Point, Size};
use crate::inks::Inks;
use crate::layout::{Form, Item, Pages, Pen, Placed, Role};
use crate::path::{Path, Segment};
use crate::picture::{Pixels, Raster};
use crate::text::Fonts;

/// As many bytes of painted blocks are kept.
const MOST_BYTES: usize = 4 << 20;

/// Blocks that were painted, as far as they are kept.
#[derive(Default)]
pub struct Blocks {
    /// Packs what is put together from blocks; its tables are larger than that.
    pub(super) deflater: Deflater,
    /// By all that decides what a block looks like, to the byte.
    known: BTreeMap<Vec<u8>, Known>,
    bytes: usize,
    /// Counts what was asked for.
    clock: u64,
}

struct Known {
    ground: Arc<Ground>,
    last: u64,
}

impl Blocks {
    /// The block of these items, painted if it is not known; its first item stands at the corner.
    pub(super) fn get(
        &mut self,
        items: &[&Placed],
        size: Size,
        pages: &Pages,
        fonts: &Fonts,
        inks: Inks,
    ) -> Arc<Ground> {
        let corner = items.first().map_or_else(Point::default, |first| first.at);
        let key = key(items, corner, size, pages);
        self.clock += 1;
        if let Some(known) = self.known.get_mut(&key) {
            known.last = self.clock;
            return Arc::clone(&known.ground);
        }
        let moved = |placed: &&Placed| {
            let at = placed.at.shifted(-corner.x, -corner.y);
            Placed { at, item: placed.item.clone() }
        };
        let items: Vec<Placed> = items.iter().map(moved).collect();
        let ground = Arc::new(Ground::block(&items, size, pages, fonts, inks));
        self.bytes += key.len() + ground.bytes();
        if self.bytes > MOST_BYTES {
            self.forget();
        }
        let known = Known { ground: Arc::clone(&ground), last: self.clock };
        self.known.insert(key, known);
        ground
    }

    /// Forgets the half that was not asked for longest.
    fn forget(&mut self) {
        let mut times: Vec<u64> = self.known.values().map(|known| known.last).collect();
        times.sort_unstable();
        let middle = times.get(times.len() / 2).copied().unwrap_or(0);
        self.known.retain(|_, known| known.last > middle);
        self.bytes = self.known.iter().map(|(key, known)| key.len() + known.ground.bytes()).sum();
    }
}

/// The items of a page as blocks, from back to front: what stands in one role, and what stands
/// between roles. Fields, roles and places to touch are left out.
pub(super) fn split(items: &[Placed]) -> Vec<Vec<&Placed>> {
    let (mut all, mut block) = (Vec::new(), Vec::new());
    // Lists run over many blocks; their entries are blocks.
    let mut roles: Vec<bool> = Vec::new();
    let mut in_field = false;
    for placed in items {
        let depth = roles.iter().filter(|counts| **counts).count();
        match &placed.item {
            Item::Field(begun) => in_field = begun.is_some(),
            _ if in_field => {}
            Item::Open(tag) => {
                if depth == 0 {
                    all.push(std::mem::take(&mut block));
                }
                roles.push(!matches!(tag.role, Role::List { .. }));
            }
            Item::Close => {
                roles.pop();
                if !roles.contains(&true) {
                    all.push(std::mem::take(&mut block));
                }
            }
            Item::Link { .. } => {}
            _ => block.push(placed),
        }
    }
    all.push(block);
    all.retain(|block| !block.is_empty());
    all
}

/// All that decides what a block looks like whose corner stands there.
fn key(items: &[&Placed], corner: Point, size: Size, pages: &Pages) -> Vec<u8> {
    let mut key = Key(Vec::with_capacity(4096));
    key.lengths(&[size.w, size.h]);
    key.items(items.iter().copied(), corner, pages);
    key.0
}

/// Bytes by which blocks are known again; no two that look different give the same.
struct Key(Vec<u8>);

impl Key {
    fn number(&mut self, number: usize) {
        self.0.extend_from_slice(&(number as u64).to_le_bytes());
    }

    fn lengths(&mut self, lengths: &[Len]) {
        for length in lengths {
            self.0.extend_from_slice(&length.0.to_le_bytes());
        }
    }

    fn colour(&mut self, colour: Colour) {
        self.0.extend_from_slice(&[colour.r, colour.g, colour.b]);
    }

    fn bytes(&mut self, bytes: &[u8]) {
        self.number(bytes.len());
        self.0.extend_from_slice(bytes);
    }

    fn items<'i>(
        &mut self,
        items: impl ExactSizeIterator<Item = &'i Placed>,
        corner: Point,
        pages: &Pages,
    ) {
        self.number(items.len());
        for Placed { at, item } in items {
            self.lengths(&[at.x - corner.x, at.y - corner.y]);
            self.item(item, pages);
        }
    }

    fn item(&mut self, item: &Item, pages: &Pages) {
        match item {
            Item::Glyphs(run) => {
                self.0.push(1);
                self.number(run.face.0);
                self.lengths(&[run.size]);
                self.colour(run.colour);
                self.bytes(run.text.as_bytes());
                self.number(run.glyphs.len());
                for glyph in &run.glyphs {
                    self.0.extend_from_slice(&glyph.id.to_le_bytes());
                    for number in [glyph.advance, glyph.dx, glyph.dy] {
                        self.0.extend_from_slice(&number.to_le_bytes());
                    }
                    self.0.extend_from_slice(&glyph.cluster.to_le_bytes());
                }
            }
            Item::Fill { path, colour, even_odd } => {
                self.0.push(if *even_odd { 2 } else { 3 });
                self.colour(*colour);
                self.path(path);
            }
            Item::Stroke { path, pen } => {
                self.0.push(4);
                self.pen(pen);
                self.path(path);
            }
            Item::Image { image, size } => {
                self.0.push(5);
                self.lengths(&[size.w, size.h]);
                if let Some(raster) = pages.images.get(*image) {
                    self.raster(raster);
                }
            }
            Item::Form { form, size } => {
                self.0.push(6);
                self.lengths(&[size.w, size.h]);
                if let Some(Form { size, items }) = pages.forms.get(*form) {
                    self.lengths(&[size.w, size.h]);
                    self.items(items.iter(), Point::default(), pages);
                }
            }
            Item::Code { code, module } => {
                self.0.push(7);
                self.lengths(&[*module]);
                self.number(code.width);
                self.bytes(&code.image());
            }
            // Nothing is painted for these.
            Item::Field(_) | Item::Link { .. } | Item::Open(_) | Item::Close => self.0.push(8),
        }
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
            self.0.push(kind);
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
                self.0.push(*components);
                [Some(bytes), None]
            }
            Pixels::Rgb(rgb, alpha) => {
                self.0.push(0);
                [Some(rgb), alpha.as_ref()]
            }
        };
        for part in parts.into_iter().flatten() {
            let mut sum = Fingerprint::new();
            sum.add(part);
            self.number(part.len());
            self.0.extend_from_slice(sum.halves().map(u64::to_le_bytes).as_flattened());
        }
    }
}
