//! One sheet a record: thousands of copies of one guide, each with values of its own.
//!
//! In goes a guide, a product and a list ([`crate::records`]); out come files of pages, in the
//! order of the list, whatever the number of threads. Templates run and pages are laid out only
//! where a value can make a difference ([`Typesetter`](crate::typeset::Typesetter) for one copy,
//! [`Composer`] for all); everything else is painted once and used again. Every value is checked as
//! if an author had typed it, and no record is left out in silence.

mod alike;
mod cells;
mod choice;
mod composer;
mod copy_page;
mod deal;
mod documents;
mod fields;
mod files;
mod gather;
mod job;
pub mod manifest;
mod names;
mod run;
mod shape;
mod sheet_cache;
mod sheets;
mod spill;
mod standing;
mod watched;

pub use cells::Finding;
pub use choice::{Choice, Condition, Shard, read_only};
pub use composer::{Composer, Copy};
pub use copy_page::{ComposedPage, CopyPage};
pub use deal::{Dealer, FileId, Halt, Numbered, Rules, SortBy, Spread, Stream, too_many};
pub use fields::{Fields, Origin, column};
pub use files::Files;
pub use gather::{Gathered, MOST_GROUPS};
pub use job::Job;
pub use run::{Outcome, run};
pub use sheets::Slots;
pub use standing::Standing;
pub use watched::Watched;
