//! The screens that the steps of a guide show.

use std::sync::Arc;

use super::model::{Guide, Inline, Step};
use super::slots::runs_of_blocks;
use crate::diag::Sink;
use crate::screen::{ScreenPicture, ScreenRequest, described};

/// Puts the screens in the place of their addresses. One that cannot be shown is reported, and its
/// step goes without.
pub(super) fn find(mut guide: Guide, sink: &mut Sink) -> Guide {
    let reference = Arc::clone(&guide.reference);
    let list = (&reference.screens, &reference.labels);
    for step in guide.parts.iter_mut().flat_map(|part| &mut part.steps) {
        let Some(mut picture) = step.picture.take() else { continue };
        if ScreenRequest::is_one(&picture.file) {
            let said = names(step);
            let found = ScreenPicture::find(&picture.file, list, &said, picture.span, sink);
            let Some(screen) = found else { continue };
            if picture.alt.is_empty() {
                picture.alt = described(&screen);
            }
            picture.screen = Some(Arc::new(screen));
        }
        step.picture = Some(picture);
    }
    guide
}

/// The names of buttons that a step says itself.
fn names(step: &Step) -> Vec<&str> {
    let runs = step.title.runs.iter().chain(runs_of_blocks(&step.body));
    let names = runs.filter_map(|run| match run {
        Inline::Key { label, .. } => Some(label.as_str()),
        _ => None,
    });
    names.collect()
}
