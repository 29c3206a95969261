//! A file that is being read, and where its parts stand.

use std::ops::Range;
use std::sync::Arc;

use super::reference::Reference;
use crate::source::Source;

/// A file that is being read, and what its text may refer to.
#[derive(Clone, Copy)]
pub(super) struct GuideFile<'a> {
    pub source: &'a Source,
    pub reference: &'a Arc<Reference>,
}

/// The folder that holds the guides.
pub const FOLDER: &str = "guides";

/// The bytes of the YAML between the two `---` lines, and where the Markdown begins.
pub(super) fn front_matter(text: &str) -> Option<(Range<usize>, usize)> {
    let start = text.strip_prefix("---").and_then(|rest| {
        let line_end = rest.find('\n')?;
        rest[..line_end].trim().is_empty().then_some(3 + line_end + 1)
    })?;
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        if line.trim_end() == "---" {
            return Some((start..at, at + line.len()));
        }
        at += line.len();
    }
    None
}
