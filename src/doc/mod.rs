//! What a template has put on the sheet: a tree of typed nodes with their styles.
//!
//! Templates print a small closed XML vocabulary ([`vocabulary`]); [`read`] turns it into a
//! [`Doc`], swaps the typed pieces of the guide in for the slots and proves that each piece is
//! placed exactly once.

mod address;
mod colour_file;
mod faults;
pub mod field;
mod find;
mod letters;
mod look;
mod markup;
mod node;
mod number_file;
mod paper;
mod paper_file;
mod printed;
mod private;
mod proof;
mod schema;
mod style;
mod style_file;
pub mod vocabulary;

pub use address::addressed;
pub use faults::private_data;
pub use look::Look;
pub use markup::{Markup, MarkupContext, read};
pub use node::{
    BlockNode, CellNode, Depiction, Doc, Flow, Furniture, ImageRef, PageSelector, ScreenNode,
    StepNode, TextRole, TextRun, number_pages,
};
pub use paper::{Duplex, Paper, SheetColumn, Side};
pub use printed::PrintedText;
pub use private::{Consent, check_private, check_value};
pub use proof::{ProofContext, Shows, proofread};
pub use schema::{BASE_FILE, LOOK_FILE, STYLE_FILE};
pub use style::{Align, FitStep, Hole, SheetStyle, Style, StyleId};
pub use style_file::{StyleSources, read_styles};
