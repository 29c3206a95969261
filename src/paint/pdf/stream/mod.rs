//! Files of many copies, written while they are made.
//!
//! What all copies share is painted by printpdf once, as a form ([`Ground`]). A copy writes only
//! its own letters and codes over it ([`Hand`]), and a [`PageFile`] appends page after page: it
//! keeps a few bytes a page, whatever the pages hold. Glyphs go by their numbers in the whole face,
//! so that pages can be written before it is known which glyphs a file will need; its fonts come
//! last, cut down to them.

mod blocks;
mod faces;
mod file;
mod glyphs;
mod ground;
mod hand;
mod objects;
mod structure;
mod tags;

pub use blocks::{Blocks, arrangement};
pub use file::{About, PageFile, Paper};
pub use glyphs::Used;
pub use ground::Ground;
pub use hand::{Content, Hand};
pub use tags::{Parts, Step, Tagged, Tags};
