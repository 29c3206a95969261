//! Lines of a paragraph as set.

use super::page::Placed;
use crate::geom::Len;

/// Set lines, relative to the top left corner of the paragraph.
#[derive(Clone, Debug, Default)]
pub(super) struct ParagraphLines {
    /// The items, baselines included.
    pub items: Vec<Placed>,
    /// From the top of the ink to its bottom, with nominal room above and below.
    pub height: Len,
    /// Width of the widest line.
    pub width: Len,
    /// The first baseline.
    pub baseline: Len,
    /// How many lines.
    pub count: usize,
}
