//! A document to pages.
//!
//! Invariants, property-tested: ink stays inside the safe area; items stand in reading order;
//! every letter of every placed piece occurs exactly once; no line is wider than its measure.
//! Only this layer breaks lines; painters place glyphs.

mod around;
mod asked;
mod blocks;
mod code;
mod dump;
mod fit;
mod flow;
mod heard;
mod list;
mod memory;
mod page;
mod paragraph;
mod piece;
mod readable;
mod ring;
mod room;
mod shaped;
mod table;

pub use asked::{Answer, Asked, Question, Reader};
pub use dump::dump;
pub use fit::{layout, layout_unless};
pub use page::{
    Form, GlyphRun, Item, Numbering, Page, Pages, Panel, Pen, Placed, Purpose, Role, Tag,
};
pub use ring::Ring;
