//! A sheet that was set.

use crate::diag::Sink;
use crate::paint::view::PageShape;
use crate::session::Session;

/// A sheet that is kept for the next look at it.
pub(super) struct MadeSheet {
    /// Its PDF.
    pub(super) pdf: Vec<u8>,
    /// The name of its file, without ending.
    pub(super) name: String,
    /// What the print shop has to know.
    pub(super) ticket: String,
    /// The shapes of its pages.
    pub(super) shapes: Vec<PageShape>,
    /// What was found on the way.
    pub(super) found: Sink,
    /// The project it was made of.
    pub(super) session: Session,
}
