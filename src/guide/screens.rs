//! The screens that the steps of a guide show.

use std::sync::Arc;

use super::model::{Guide, Inline, Step};
use super::pressed::is_told_to_press;
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
            let named = names(step);
            let said: Vec<&str> = named.iter().map(|(name, _)| *name).collect();
            let told: Vec<&str> =
                named.iter().filter(|(_, is_told)| *is_told).map(|(name, _)| *name).collect();
            let words = (&said[..], &told[..]);
            let found = ScreenPicture::find(&picture.file, list, words, picture.span, sink);
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

/// The names of buttons that a step says itself, and whether it tells to press them.
fn names(step: &Step) -> Vec<(&str, bool)> {
    let runs = step.title.runs.iter().chain(runs_of_blocks(&step.body));
    let mut names = Vec::new();
    let mut before = String::new();
    for run in runs {
        match run {
            Inline::Key { label, .. } => {
                names.push((label.as_str(), is_told_to_press(&before)));
                before.push_str(label);
            }
            Inline::Text { text, .. } | Inline::Link { text, .. } => before.push_str(text),
            Inline::Break => before.push('\n'),
        }
    }
    names
}
