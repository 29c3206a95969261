//! One sheet a record: thousands of copies of one guide, each with values of its own.
//!
//! In goes a guide, a product and a list ([`crate::records`]); out come files of pages, in the
//! order of the list, whatever the number of threads. Templates run and pages are laid out only
//! where a value can make a difference ([`Typesetter`](crate::typeset::Typesetter) for one copy,
//! [`Composer`] for all); everything else is painted once and used again. Every value is checked as
//! if an author had typed it, and no record is left out in silence.

mod bounded_files;
mod cells;
mod composer;
mod copy_page;
mod documents;
mod external_sort;
mod faults;
mod fields;
mod files;
mod imposition_grid;
mod job;
pub mod job_journal;
mod markup_skeleton;
mod names;
mod near_matches;
mod placed_fields;
mod record_filter;
mod record_source;
mod recording_world;
mod run;
mod sheet_cache;
mod sorted_records;

pub use bounded_files::{BoundedFiles, MOST_TAGGED};
pub use cells::FieldFinding;
pub use composer::{Composer, Copy};
pub use copy_page::{ComposedPage, CopyPage};
pub use faults::too_many_records;
pub use fields::{FieldSource, MergeFields, column};
pub use files::OutputFiles;
pub use imposition_grid::ImpositionGrid;
pub use job::CompositionJob;
pub use placed_fields::PlacedFields;
pub use record_filter::{ColumnCondition, RecordFilter, Shard, read_only};
pub use record_source::{
    FileSplit, Halt, Numbered, OutputFileId, OutputPlan, RecordSource, RecordStream, SortBy,
};
pub use recording_world::RecordingWorld;
pub use run::{Outcome, run};
pub use sorted_records::{MOST_GROUPS, SortedRecords};
