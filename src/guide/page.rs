//! A file that is being read.

use std::sync::Arc;

use crate::facts::Reference;
use crate::source::Source;

/// A file that is being read, and what its text may refer to.
#[derive(Clone, Copy)]
pub(super) struct GuideFile<'a> {
    pub source: &'a Source,
    pub reference: &'a Arc<Reference>,
}
