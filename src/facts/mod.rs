//! What is known, and by whom: the facts guides may print and the names of the buttons of the app.
//!
//! In go `guides/facts.yaml` and `guides/labels.yaml`, of the project or else those inside the
//! program; out come [`Facts`] and [`Labels`]. Both are written by people, so every mistake in them
//! is reported with its place. Guides cite facts by their ids and buttons by theirs: a fact is
//! corrected, a button renamed, in one place.

mod amend;
pub mod claim;
mod entries;
mod faults;
mod grade;
mod label;
mod schema;
mod table;

pub(crate) use entries::{Entries, is_id};

pub use amend::{Correction, amend, corrections};
pub use grade::{Grade, SourceKind};
pub use label::{Label, Labels};
pub use schema::{FACT, FACTS_FILE, LABELS_FILE};
pub use table::{Fact, Facts, month_of};

/// The table of facts.
pub const FACTS: &str = "guides/facts.yaml";
/// The names of buttons.
pub const LABELS: &str = "guides/labels.yaml";
