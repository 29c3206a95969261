//! The file: its objects, pages and what it says of itself.

pub(super) mod document_info;
mod metadata;
mod object_file;
pub(super) mod page_boxes;
pub(super) mod page_file;
mod page_tree;
pub(super) mod press;
