//! A hole beside text.

use super::ring::Ring;
use crate::geom::Point;

/// A hole near the text that is set, and where that text begins on the page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hollow {
    pub ring: Ring,
    pub at: Point,
    /// Which lines it allows.
    pub lines: Beside,
}
