//! What was printed: a line of JSON for each time, in `history.jsonl` of the project or in the browser.
//!
//! A line says when, which sheet, how many, which rows by their numbers, and which labels and facts
//! the sheet stands on, each with a sum of what it said then. Nothing in it tells who anybody is.
//! When a label or a fact says something else today, the printed sheets that stand on it are known.
//! Nothing here knows a clock: whoever prints says when.

mod basis;
mod entry;
mod faults;
mod log;
mod name;

pub use basis::{BasisKind, ChangedBasis, HistoryBasis};
pub use entry::{HistoryEntry, PrintedCount};
pub use log::{History, append};

/// The file, in the folder of the project.
pub const HISTORY: &str = "history.jsonl";
/// The most bytes it may have: some ten thousand lines.
pub const MOST_BYTES: usize = 16 << 20;
