//! All that the guides of a project may refer to.
//!
//! In go the files beside the guides, of the project or else those inside the program; out comes a
//! [`Reference`]. They are written by people, so every mistake in them is reported with its place.
//! Guides cite facts and buttons by their ids, so a fact is corrected, a button renamed, an app or
//! a warning changed in one place.

use std::io;
use std::sync::Arc;

use super::subject::{PROJECT, Subject};
use crate::diag::Sink;
use crate::facts::{FACTS, Facts, LABELS, Labels};
use crate::qr::{SITES, Sites};
use crate::screen::{SCREENS, Screens};
use crate::source::{ReadAs, Source, Sources};
use crate::world::{self, World, read_error};

/// All that guides may refer to.
#[derive(Debug, Default)]
pub struct Reference {
    /// What the project is about.
    pub subject: Subject,
    /// The sites its sheets may lead to.
    pub sites: Arc<Sites>,
    /// Statements and who made them.
    pub facts: Facts,
    /// Buttons of the app.
    pub labels: Labels,
    /// Its screens.
    pub screens: Screens,
}

impl Reference {
    /// Reads the files; one that is not there holds nothing, one that cannot be read is reported.
    pub fn load(world: &dyn World, sources: &mut Sources, sink: &mut Sink) -> Reference {
        let mut all = Reference::default();
        if let Some(source) = add(PROJECT, world, sources, sink) {
            all.subject = Subject::read(source, sink);
        }
        all.sites = Reference::sites(world, sources, sink);
        if let Some(source) = add(FACTS, world, sources, sink) {
            let known = if source.is_known { Facts::index(source) } else { None };
            all.facts = known.unwrap_or_else(|| Facts::read(source, sink));
        }
        if let Some(source) = add(LABELS, world, sources, sink) {
            let known = if source.is_known { Labels::index(source) } else { None };
            all.labels = known.unwrap_or_else(|| Labels::read(source, &all.facts, sink));
        }
        if let Some(source) = add(SCREENS, world, sources, sink) {
            let known = if source.is_known { Screens::index(source) } else { None };
            let read = || Screens::read(source, &all.facts, &all.labels, sink);
            all.screens = known.unwrap_or_else(read);
        }
        all
    }

    /// Reads the sites alone.
    pub fn sites(world: &dyn World, sources: &mut Sources, sink: &mut Sink) -> Arc<Sites> {
        let source = add(SITES, world, sources, sink);
        Arc::new(source.map_or_else(Sites::default, |source| Sites::read(source, sink)))
    }

    /// Whether `name` in the folder of guides is one of the files, and so not a guide.
    pub fn is_file(name: &str) -> bool {
        [PROJECT, SITES, FACTS, LABELS, SCREENS]
            .iter()
            .any(|path| path.rsplit('/').next() == Some(name))
    }
}

fn add<'s>(
    path: &str,
    world: &dyn World,
    sources: &'s mut Sources,
    sink: &mut Sink,
) -> Option<&'s Source> {
    let shown = world.display_path(path);
    let file = match world.read_text(path) {
        Ok(bytes) if world::is_own(path, &bytes) => sources.add_known(&shown, bytes),
        Ok(bytes) => sources.add(&shown, &bytes, ReadAs::default(), sink),
        Err(error) => {
            if error.kind() != io::ErrorKind::NotFound {
                sink.push(read_error(&shown, &error));
            }
            None
        }
    };
    file.map(|file| sources.get(file))
}
