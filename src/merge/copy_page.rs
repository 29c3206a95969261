//! One copy: its pages as laid out, and as they go into a file.
//!
//! What all copies with the same layout share is painted once ([`CachedLayout`]); what a copy has for
//! itself are its values ([`PlacedInk`]).

use std::rc::Rc;
use std::sync::Arc;

use crate::geom::{Point, Size};
use crate::layout::{FieldBlock, Item, Page, Placed};
use crate::paint::pdf::stream::{ContentStream, PageBoxes, PaintStep, SharedForm, Tagged, Tags};

/// One page of a copy before it is written.
#[derive(Clone)]
pub struct CopyPage {
    pub(super) layout: Rc<CachedLayout>,
    pub(super) side: usize,
    pub(super) ink: Rc<PlacedInk>,
    pub(super) values: Arc<[String]>,
}

/// One page as it goes into a file.
#[derive(Clone, Debug)]
pub struct ComposedPage {
    /// What lies under its own ink, from back to front.
    pub layers: Vec<Arc<SharedForm>>,
    /// Its boxes.
    pub paper: PageBoxes,
    /// What paints them, and its own ink.
    pub content: ContentStream,
    /// Its tags.
    pub tagged: Option<Tagged>,
}

impl ComposedPage {
    /// A page of the same size with nothing on it.
    pub(super) fn blank(&self) -> ComposedPage {
        let content = ContentStream { bytes: Vec::new(), packed: false };
        ComposedPage { layers: self.layers.clone(), paper: self.paper, content, tagged: None }
    }
}

/// The sheets of all copies that are laid out alike, but for what stands in their fields.
pub(super) struct CachedLayout {
    pub sides: Vec<CachedSide>,
    /// Where fields lie on pages before those are put onto paper: their pages and numbers.
    pub places: Vec<(usize, (usize, Point))>,
}

/// One side of such a sheet.
pub(super) struct CachedSide {
    pub size: Size,
    pub layers: Vec<Arc<SharedForm>>,
    /// What to do on a tagged page, and the tags of its copy.
    pub tagged: Option<(Vec<PaintStep>, Arc<Tags>)>,
    pub paper: PageBoxes,
    /// Whether all of it is turned by half a circle.
    pub rotated: bool,
    /// The fields on it: their numbers and places.
    pub fields: Vec<(usize, Point)>,
}

/// What stands in the fields of one copy.
pub(super) struct PlacedInk {
    /// The blocks whose fields they are, in order.
    pub blocks: Vec<FieldBlock>,
}

impl PlacedInk {
    /// The items of a field, from its place on.
    pub(super) fn items(&self, field: usize) -> &[Placed] {
        let mut nth = field;
        for block in &self.blocks {
            let fields = block.fields();
            match fields.get(nth) {
                Some(items) => return items,
                None => nth -= fields.len(),
            }
        }
        &[]
    }
}

/// The fields of a page: their numbers and places.
pub(super) fn fields(page: &Page) -> Vec<(usize, Point)> {
    let all = page.items.iter();
    all.filter_map(|placed| match placed.item {
        Item::Field(Some(number)) => Some((number, placed.at)),
        _ => None,
    })
    .collect()
}
