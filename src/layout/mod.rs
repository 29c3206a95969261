//! A document to pages.
//!
//! Invariants, property-tested: ink stays inside the safe area; items stand in reading order;
//! every letter of every placed piece occurs exactly once; no line is wider than its measure.
//! Only this layer breaks lines; painters place glyphs.

mod around;
mod artwork;
mod attr;
mod block_frame;
mod blocks;
mod cache;
mod clearance;
mod code;
mod copy;
mod copy_layouter;
mod dump;
mod facts;
mod faults;
mod fit;
mod flow;
mod item_key;
mod laid;
mod lines;
mod list;
mod page;
mod paginate;
mod paragraph;
mod printable_qr;
mod room;
mod screen;
mod shaped;
mod spoken;
mod steps;
mod table;
mod wrap;

pub use clearance::Clearance;
pub use copy_layouter::{CopyDoc, CopyLayouter, LaidCopy};
pub use dump::dump;
pub use fit::{layout, layout_unless};
pub use item_key::ItemKey;
pub use laid::{BlockQuery, FieldBlock};
pub use page::{
    Form, GlyphRun, Ground, Item, Numbering, Page, Pages, Panel, Pen, Placed, Purpose, Role,
    Shared, SharedBlock, Tag, seen,
};
