//! What a listener follows: the structure tree, marked content, bookmarks.

pub(super) mod marking;
pub(super) mod outline;
pub(super) mod structure_writer;
pub(super) mod tags;
pub(super) mod tree;
