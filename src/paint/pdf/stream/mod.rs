//! Files of many copies, written while they are made.
//!
//! What all copies share is painted by printpdf once, as a form ([`Ground`]). A copy writes only
//! its own letters and codes over it ([`Hand`]), and a [`PageFile`] appends page after page: it
//! keeps a few bytes a page, whatever the pages hold. Glyphs go by their numbers in the whole face,
//! so that pages can be written before it is known which glyphs a file will need; its fonts come
//! last, cut down to them.

mod blocks;
mod faces;
mod glyphs;
mod ground;
mod hand;
mod objects;
mod structure;
mod tags;

pub use super::deflater::Content;
pub use super::page_file::{About, PageFile, Paper};
pub use blocks::{Blocks, arrangement};
pub(super) use faces::font_objects;
pub(super) use glyphs::GlyphIds;
pub use glyphs::Used;
pub use ground::Ground;
pub use hand::Hand;
pub(super) use objects::{FONTS, Kin, LAYER, OUTLINE, PAGES, Roots, TREE, placed};
pub(super) use structure::{Set, Structure};
pub use tags::{Parts, Step, Tagged, Tags};
