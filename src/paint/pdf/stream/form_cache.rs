//! Blocks of a page that are painted once, wherever on how many pages they stand.
//!
//! Where the values of each copy make other line breaks, no two copies have the same pages, but
//! nearly all their blocks are alike and only stand elsewhere. A block is what stands in one role,
//! moved to the corner of the page; it is known again by all that is painted in it.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::sync::{Arc, Weak};

use lopdf::{Dictionary, Stream, dictionary};

use super::super::content::shapes::decimal;
use super::super::fonts::glyph_ids::Used;
use super::super::object::deflater::Deflater;
use super::super::object::fingerprint::Fingerprint;
use super::super::object::primitives::real;
use super::shared_form::SharedForm;
use crate::geom::{Len, Point, Size};
use crate::inks::Inks;
use crate::layout::{Form, Item, ItemKey, Pages, Placed, Role, SharedBlock};
use crate::lru::Lru;
use crate::picture::{Pixels, Raster};
use crate::text::Fonts;

/// As many bytes of painted blocks are kept, of those that copies share and of others.
const MOST_BYTES: usize = 2 << 20;

/// As many pages are known at once before those that nobody has any more are forgotten.
const MANY_PAGES: usize = 2048;

/// Blocks that were painted, as far as they are kept, and pages that somebody has.
pub struct FormCache {
    /// Packs all that is painted: its tables are larger than most of that.
    deflater: Deflater,
    /// Of blocks that copies share, by their numbers and the size of the page.
    shared: Lru<(u64, Size), Arc<SharedForm>>,
    /// Of others, by all that decides what they look like, to the byte.
    known: Lru<Vec<u8>, Arc<SharedForm>>,
    pages: BTreeMap<[u64; 2], Weak<SharedForm>>,
}

impl Default for FormCache {
    fn default() -> FormCache {
        let (shared, known) = (Lru::new(MOST_BYTES), Lru::new(MOST_BYTES));
        FormCache { deflater: Deflater::default(), shared, known, pages: BTreeMap::new() }
    }
}

impl FormCache {
    /// Puts the items of a page of `size` together from blocks, but for those in fields; pages that
    /// look alike are one. `art` are the pictures they name.
    pub fn page(
        &mut self,
        items: &[Placed],
        size: Size,
        art: &Pages,
        fonts: &Fonts,
        inks: Inks,
    ) -> Arc<SharedForm> {
        let mut own: Vec<Arc<SharedForm>> = Vec::new();
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
        let mut sum = Fingerprint::new();
        sum.add(&content);
        for block in &own {
            sum.add(block.key.map(u64::to_be_bytes).as_flattened());
        }
        sum.add([size.w.0, size.h.0].map(i64::to_be_bytes).as_flattened());
        let key = sum.halves();
        if let Some(known) = self.pages.get(&key).and_then(Weak::upgrade) {
            return known;
        }
        let area = [Len::ZERO, Len::ZERO, size.w, size.h].map(real).to_vec();
        let dict = dictionary! {
            "Type" => "XObject", "Subtype" => "Form", "FormType" => 1, "BBox" => area,
            "Resources" => dictionary! { "XObject" => names },
        };
        let mut stream = Stream::new(dict, content);
        self.deflater.pack(&mut stream);
        let (objects, keys, used) = (vec![stream.into()], vec![None], Used::default());
        let page = Arc::new(SharedForm { objects, keys, key, used, blocks: own, size });
        if self.pages.len() >= MANY_PAGES {
            self.pages.retain(|_, page| page.strong_count() > 0);
        }
        self.pages.insert(key, Arc::downgrade(&page));
        page
    }

    /// A block, painted if it is not known, and where its corner stands.
    fn get(
        &mut self,
        part: &PageBlock<'_>,
        size: Size,
        art: &Pages,
        fonts: &Fonts,
        inks: Inks,
    ) -> (Arc<SharedForm>, Point) {
        match part {
            PageBlock::Shared(block, at) => {
                let key = (block.id, size);
                if let Some(known) = self.shared.get(&key) {
                    return (Arc::clone(known), *at);
                }
                let (items, deflater) = (&block.items, &mut self.deflater);
                let layer = SharedForm::block(items, size, art, fonts, inks, deflater);
                let layer = Arc::new(layer);
                self.shared.insert(key, Arc::clone(&layer), layer.bytes());
                (layer, *at)
            }
            PageBlock::Own(items) => {
                let corner = items.first().map_or_else(Point::default, |first| first.at);
                let mut key = key(items, corner, size, art);
                if let Some(known) = self.known.get(&key) {
                    return (Arc::clone(known), corner);
                }
                let moved = |placed: &&Placed| {
                    let at = placed.at.shifted(-corner.x, -corner.y);
                    Placed { at, item: placed.item.clone() }
                };
                let items: Vec<Placed> = items.iter().map(moved).collect();
                let deflater = &mut self.deflater;
                let layer = SharedForm::block(&items, size, art, fonts, inks, deflater);
                let layer = Arc::new(layer);
                key.shrink_to_fit();
                let weight = key.len() + layer.bytes();
                self.known.insert(key, Arc::clone(&layer), weight);
                (layer, corner)
            }
        }
    }
}

/// A block of a page.
enum PageBlock<'p> {
    /// One that copies share, and where its corner stands.
    Shared(&'p SharedBlock, Point),
    /// What stands in one role, or between roles; its first item stands at the corner.
    Own(Vec<&'p Placed>),
}

/// The items of a page as blocks, from back to front: those that copies share, what stands in one
/// role, and what stands between roles. Fields, roles and places to touch are left out.
fn split(items: &[Placed]) -> Vec<PageBlock<'_>> {
    let (mut all, mut block) = (Vec::new(), Vec::new());
    // Lists run over many blocks; their entries are blocks.
    let mut roles: Vec<bool> = Vec::new();
    let mut in_field = false;
    for placed in items {
        match &placed.item {
            Item::Field(begun) => in_field = begun.is_some(),
            _ if in_field => {}
            Item::Shared(shared) => {
                all.push(PageBlock::Own(std::mem::take(&mut block)));
                all.push(PageBlock::Shared(&shared.block, placed.at));
            }
            Item::Open(tag) => {
                if !roles.contains(&true) {
                    all.push(PageBlock::Own(std::mem::take(&mut block)));
                }
                roles.push(!matches!(tag.role, Role::List { .. }));
            }
            Item::Close => {
                roles.pop();
                if !roles.contains(&true) {
                    all.push(PageBlock::Own(std::mem::take(&mut block)));
                }
            }
            Item::Link { .. } => {}
            _ => block.push(placed),
        }
    }
    all.push(PageBlock::Own(block));
    all.retain(|part| !matches!(part, PageBlock::Own(items) if items.is_empty()));
    all
}

/// All that decides what a block looks like whose corner stands there: no two that look different
/// have the same.
fn key(items: &[&Placed], corner: Point, size: Size, art: &Pages) -> Vec<u8> {
    let mut key = ItemKey { bytes: Vec::with_capacity(4096) };
    key.lengths(&[size.w, size.h]);
    key.number(items.len());
    key.items(items.iter().copied(), corner);
    for placed in items {
        match placed.item {
            Item::Image { image, .. } => {
                art.images.get(image).into_iter().for_each(|raster| pixels(raster, &mut key));
            }
            Item::Form { form, .. } => {
                if let Some(Form { size, items }) = art.forms.get(form) {
                    key.lengths(&[size.w, size.h]);
                    key.items(items.iter(), Point::default());
                }
            }
            _ => {}
        }
    }
    key.bytes
}

/// Pixels are many: they are hashed by themselves.
fn pixels(raster: &Raster, key: &mut ItemKey) {
    key.number(raster.width as usize);
    key.number(raster.height as usize);
    let parts = match &raster.pixels {
        Pixels::Jpeg(bytes, components) => {
            key.bytes.push(*components);
            [Some(bytes), None]
        }
        Pixels::Rgb(rgb, alpha) => {
            key.bytes.push(0);
            [Some(rgb), alpha.as_ref()]
        }
    };
    for part in parts.into_iter().flatten() {
        let mut sum = Fingerprint::new();
        sum.add(part);
        key.number(part.len());
        key.bytes.extend_from_slice(sum.halves().map(u64::to_le_bytes).as_flattened());
    }
}
