//! Content streams: the operators that paint a page, and the artwork and pictures they name.

pub(super) mod artwork;
pub(super) mod content_writer;
pub(super) mod inking;
mod picture;
pub(super) mod shapes;
mod tj_writer;
