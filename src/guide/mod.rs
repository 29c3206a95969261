//! Guides: what a leaflet says, read from Markdown or YAML.
//!
//! In goes a [`Source`], out comes a [`Guide`], the same for both spellings; every fault an author
//! can make is collected with its place. `## Heading` is a step, `# Heading` a part with steps of
//! its own, `**“Cài đặt”**` a button, `- [ ]` a check, `> [!WARNING]` a note.

mod body;
mod check;
mod claims;
mod entry;
mod faults;
mod flat;
pub mod formats;
mod front;
mod inline;
mod joined;
mod label_age;
mod labels;
mod left;
mod library;
mod marks;
mod model;
mod needs;
mod occasion;
mod page;
mod placeholder;
mod plain;
mod pressed;
mod prose;
pub mod reasons;
mod reference;
mod refuse;
mod schema;
mod screens;
mod slots;
mod source_map;
mod statement;
mod stray;
mod subject;
mod template_claims;

pub use check::{LocalFacts, check, check_sources};
pub use label_age::oldest as oldest_label;
pub use left::place;
pub use library::{EXAMPLE, Library, bad_slug, slug_of, slugs};
pub use model::{
    Block, Contact, Group, Guide, Inline, Line, NoteKind, Part, Picture, QrTarget, Safety, Step,
};
pub use page::FOLDER;
pub use plain::check_words;
pub use plain::glossary::{Glossary, TERMS};
pub use pressed::{button_of_a_template, pressed};
pub use reference::Reference;
pub use schema::{FRONT_MATTER, GUIDE_FILE, PROJECT_FILE, TERMS_FILE};
pub use slots::{Content, GROUPS, Slot, slots};
pub use statement::{Statement, StatementPosition, statements};
pub use subject::{App, PROJECT, Subject};
pub use template_claims::TemplateClaims;

pub use crate::facts::{Fact, Grade};
pub use crate::vietnamese::date::Date;

use std::sync::Arc;

use crate::diag::Sink;
use crate::source::Source;
use page::{GuideFile, front_matter};
use placeholder::Placeholders;
use stray::Stray;

/// Reads one guide, which may refer to all of `reference`. `None` only when nothing is usable.
pub fn parse(
    source: &Source,
    slug: &str,
    reference: &Arc<Reference>,
    sink: &mut Sink,
) -> Option<Guide> {
    let blanks = Placeholders::find(source);
    if blanks.is_empty() {
        return read(GuideFile { source, reference }, slug, sink)
            .map(|guide| with_occasion(guide, sink));
    }
    blanks.report(source, sink);
    let mut found = Sink::new();
    let filled = blanks.filled(source);
    let mut guide = read(GuideFile { source: &filled, reference }, slug, &mut found);
    blanks.sift(source, found, sink);
    guide = guide.map(|guide| with_occasion(guide, sink));
    if let Some(guide) = &mut guide {
        guide.products.retain(|product| !blanks.touch(product.span));
        for step in guide.parts.iter_mut().flat_map(|part| &mut part.steps) {
            step.picture = step.picture.take().filter(|picture| !blanks.touch(picture.span));
        }
    }
    guide
}

/// The guide as it is where nobody chose an occasion.
fn with_occasion(mut guide: Guide, sink: &mut Sink) -> Guide {
    let reference = Arc::clone(&guide.reference);
    occasion::check(&guide, &reference.subject, sink);
    guide.choose(reference.subject.occasions.first().map_or("", |(id, _)| &id.it));
    guide
}

fn read(page: GuideFile<'_>, slug: &str, sink: &mut Sink) -> Option<Guide> {
    let source = page.source;
    let extension = source.path.rsplit('.').next().unwrap_or("");
    if extension.eq_ignore_ascii_case("yaml") || extension.eq_ignore_ascii_case("yml") {
        let node = crate::yaml::parse_partly(source, 0..source.text.len(), sink)?;
        return front::read(&node, slug, page, None, sink).map(|guide| screens::find(guide, sink));
    }
    let Some((yaml, body_start)) = front_matter(&source.text) else {
        let first = source.text.find('\n').unwrap_or(source.text.len());
        let found = faults::files::no_front_matter(&source.path, Stray::of(&source.text));
        sink.push(found.at(crate::span::Span::new(source.id, 0..first)));
        return None;
    };
    let node = crate::yaml::parse_partly(source, yaml, sink)?;
    let parts = body::parse(page, body_start..source.text.len(), sink);
    front::read(&node, slug, page, Some(parts), sink).map(|guide| screens::find(guide, sink))
}
