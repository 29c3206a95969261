//! All that the guides of a project may refer to.
//!
//! In go the files beside the guides, of the project or else those inside the program; out comes a
//! [`Reference`]. They are written by people, so every mistake in them is reported with its place.
//! Guides cite facts and buttons by their ids, so a fact is corrected, a button renamed, an app or
//! a warning changed in one place.

use std::io;
use std::sync::{Arc, OnceLock};

use super::plain::glossary::{Glossary, TERMS};
use super::subject::{PROJECT, Subject};
use crate::diag::Sink;
use crate::facts::{FACTS, Facts, LABELS, Labels};
use crate::qr::{SITES, Sites};
use crate::screen::{SCREENS, Screens};
use crate::source::{ReadAs, Source, Sources};
use crate::world::{self, Embedded, World, read_error};

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
    /// Words to explain, and things that steps use.
    glossary: OnceLock<Glossary>,
    /// The file they are read from when a guide is checked, where it is known to have no mistake.
    terms: Option<Source>,
}

impl Reference {
    /// The files it is read from.
    pub(super) const FILES: [&str; 6] = [PROJECT, SITES, FACTS, LABELS, SCREENS, TERMS];

    /// Sites and nothing else.
    pub fn of_sites(sites: Arc<Sites>) -> Reference {
        Reference { sites, ..Reference::default() }
    }

    /// Reads the files; one that is not there holds nothing, one that cannot be read is reported.
    /// Where a project does not say what it is about, its guides stand beside those inside the
    /// binary, and so do the entries of its files: its own first.
    pub fn load(world: &dyn World, sources: &mut Sources, sink: &mut Sink) -> Reference {
        let mut all = Reference::default();
        if let Some(source) = add(PROJECT, world, sources, sink) {
            all.subject = Subject::read(source, sink);
        }
        all.sites = Reference::sites(world, sources, sink);
        if let Some(source) = add(FACTS, world, sources, sink) {
            all.facts = facts(source, sink);
        }
        if is_amended(FACTS, world)
            && let Some(source) = add(FACTS, &Embedded, sources, sink)
        {
            all.facts.put_behind(facts(source, sink));
        }
        if let Some(source) = add(LABELS, world, sources, sink) {
            all.labels = labels(source, &all.facts, sink);
        }
        if is_amended(LABELS, world)
            && let Some(source) = add(LABELS, &Embedded, sources, sink)
        {
            all.labels.put_behind(labels(source, &all.facts, sink));
        }
        if let Some(source) = add(SCREENS, world, sources, sink) {
            all.screens = screens(source, (&all.facts, &all.labels), sink);
        }
        if is_amended(SCREENS, world)
            && let Some(source) = add(SCREENS, &Embedded, sources, sink)
        {
            all.screens.put_behind(screens(source, (&all.facts, &all.labels), sink));
        }
        let is_amended = is_amended(TERMS, world);
        let terms = add(TERMS, world, sources, sink);
        if let Some(source) = terms.filter(|source| source.is_known && !is_amended) {
            all.terms = Some(source.clone());
            return all;
        }
        let mut glossary = terms.map_or_else(Glossary::default, |it| Glossary::read(it, sink));
        if is_amended && let Some(source) = add(TERMS, &Embedded, sources, sink) {
            glossary.put_behind(source, sink);
        }
        all.glossary = OnceLock::from(glossary);
        all
    }

    /// Words to explain, and things that steps use.
    pub fn glossary(&self) -> &Glossary {
        let read = |source: &Source| Glossary::read(source, &mut Sink::new());
        self.glossary.get_or_init(|| self.terms.as_ref().map_or_else(Glossary::default, read))
    }

    /// Reads the sites alone.
    pub fn sites(world: &dyn World, sources: &mut Sources, sink: &mut Sink) -> Arc<Sites> {
        let source = add(SITES, world, sources, sink);
        let mut sites = source.map_or_else(Sites::default, |source| Sites::read(source, sink));
        if is_amended(SITES, world)
            && let Some(source) = add(SITES, &Embedded, sources, sink)
        {
            sites.put_behind(&Sites::read(source, sink));
        }
        Arc::new(sites)
    }

    /// Whether `name` in the folder of guides is one of the files, and so not a guide.
    pub fn is_file(name: &str) -> bool {
        Reference::FILES.iter().any(|path| path.rsplit('/').next() == Some(name))
    }
}

/// Whether a file of a project stands in front of the one inside the binary.
fn is_amended(path: &str, world: &dyn World) -> bool {
    world.is_built_in(PROJECT) && !world.is_built_in(path)
}

fn facts(source: &Source, sink: &mut Sink) -> Facts {
    let known = if source.is_known { Facts::index(source) } else { None };
    known.unwrap_or_else(|| Facts::read(source, sink))
}

fn labels(source: &Source, facts: &Facts, sink: &mut Sink) -> Labels {
    let known = if source.is_known { Labels::index(source) } else { None };
    known.unwrap_or_else(|| Labels::read(source, facts, sink))
}

fn screens(source: &Source, (facts, labels): (&Facts, &Labels), sink: &mut Sink) -> Screens {
    let known = if source.is_known { Screens::index(source) } else { None };
    known.unwrap_or_else(|| Screens::read(source, facts, labels, sink))
}

fn add<'s>(
    path: &str,
    world: &dyn World,
    sources: &'s mut Sources,
    sink: &mut Sink,
) -> Option<&'s Source> {
    let file = world::add_text(world, path, ReadAs::default(), sources, sink);
    let file = file.unwrap_or_else(|error| {
        if error.kind() != io::ErrorKind::NotFound {
            sink.push(read_error(&world.display_path(path), &error));
        }
        None
    });
    file.map(|file| sources.get(file))
}
