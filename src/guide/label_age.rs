//! Buttons that a guide names and nobody has seen for long.
//!
//! The app renames its buttons, and an elder who looks for a word that is gone stops there. A label
//! that a sheet prints was seen on a screen not long ago, or somebody judged it again
//! (`accepted` in `guides/labels.yaml`).

use std::collections::BTreeSet;

use super::faults::files;
use super::model::{Guide, Inline};
use super::{Date, slots};
use crate::diag::Sink;
use crate::facts::{Label, month_of};
use crate::span::Span;

/// Reports each label of `guide` that is old on `day`, once.
pub(super) fn check(guide: &Guide, day: Date, sink: &mut Sink) {
    let mut met = BTreeSet::new();
    for (label, span) in labels(guide).filter(|(label, _)| label.is_old(day)) {
        if met.insert(&label.id.it) {
            sink.push(files::old_label(&label.id.it, &label.text, &label.seen).at(span));
        }
    }
}

/// Of the labels that `guide` names, the one seen longest ago; one without a date may be it.
pub fn oldest(guide: &Guide) -> Option<&Label> {
    labels(guide).map(|(label, _)| label).min_by_key(|label| month_of(&label.seen))
}

fn labels(guide: &Guide) -> impl Iterator<Item = (&Label, Span)> {
    slots::runs(guide).into_iter().filter_map(|run| {
        let Inline::Key { id: Some(id), span, .. } = run else { return None };
        Some((guide.reference.labels.get(id)?, *span))
    })
}
