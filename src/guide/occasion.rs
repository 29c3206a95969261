//! Occasions: the alley, the market, the meeting of a group. A part of a guide may be for some of
//! them alone (`# Bài đọc ở chợ {occasion=cho}`), so one guide says the right thing at each, and what all
//! have in common stands there once.
//!
//! `guides/project.yaml` lists the occasions; the first is that of sheets for which nobody chose. A
//! guide that speaks of one has words for each, so no choice leaves a hole.

use std::borrow::Cow;
use std::sync::Arc;

use super::model::{Guide, Part};
use super::subject::{Subject, SubjectFault};
use crate::diag::{Diagnostic, Sink};
use crate::yaml::Spanned;

impl Guide {
    /// Whether it says something else at one occasion than at another.
    pub fn varies(&self) -> bool {
        self.all_parts.is_some()
    }

    /// Keeps the parts for an occasion, by its id, and sets the others aside.
    pub fn choose(&mut self, occasion: &str) {
        if self.all_parts.is_none() && self.parts.iter().all(|part| part.occasions.is_empty()) {
            return;
        }
        let all = self.all_parts.get_or_insert_with(|| Arc::from(&*self.parts));
        self.parts = all.iter().filter(|part| part.is_for(occasion)).cloned().collect();
    }

    /// The guide with the parts for all occasions, to be looked through.
    pub fn whole(&self) -> Cow<'_, Guide> {
        match &self.all_parts {
            Some(all) => Cow::Owned(Guide { parts: all.to_vec(), ..self.clone() }),
            None => Cow::Borrowed(self),
        }
    }

    /// The guide as it is at an occasion.
    pub fn at(&self, occasion: &str) -> Cow<'_, Guide> {
        if !self.varies() {
            return Cow::Borrowed(self);
        }
        let mut own = self.clone();
        own.choose(occasion);
        Cow::Owned(own)
    }
}

impl Part {
    fn is_for(&self, occasion: &str) -> bool {
        self.occasions.is_empty() || self.occasions.iter().any(|own| own.it == occasion)
    }
}

/// Reports occasions that the project does not list, and those a guide forgets.
pub(super) fn check(guide: &Guide, subject: &Subject, sink: &mut Sink) {
    let named: Vec<&Spanned<String>> =
        guide.parts.iter().flat_map(|part| &part.occasions).collect();
    let Some(first) = named.first() else { return };
    let ids: Vec<&str> = subject.occasions.iter().map(|(id, _)| id.it.as_str()).collect();
    let mut is_listed = true;
    for name in named.iter().filter(|name| !ids.contains(&name.it.as_str())) {
        is_listed = false;
        let fault = SubjectFault::UnknownOccasion { name: &name.it, ids: &ids };
        sink.push(Diagnostic::from(fault).at(name.span));
    }
    let missing: Vec<&str> =
        ids.iter().copied().filter(|id| named.iter().all(|name| name.it != *id)).collect();
    if is_listed && !missing.is_empty() {
        let fault = SubjectFault::NoOccasion { ids: &missing };
        sink.push(Diagnostic::from(fault).at(first.span));
    }
}
