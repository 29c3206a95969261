//! What is filled in: by `ward.yaml`, and by `--set KEY=VALUE`, which wins over it.

use std::collections::BTreeSet;

use super::faults;
use crate::diag::{Sink, text};
use crate::doc;
use crate::guide::{self, Date, Library};
use crate::leftover;
use crate::source::{LegacyStretches, LegacyText, ReadAs, Sources};
use crate::span::{FileId, Span};
use crate::template::Settings;
use crate::vietnamese::hours;
use crate::vietnamese::normalise::TextSegment;
use crate::ward::Ward;
use crate::world::World;

/// The contact line for when something takes place.
const HOURS: &str = "thoi-gian";

/// Reads the ward of the project and the pairs of the command; a value is mended and checked as if it stood
/// in a guide.
pub(super) fn read(
    given: &[(String, String)],
    library: &Library,
    (world, today): (&dyn World, Date),
    sources: &mut Sources,
    sink: &mut Sink,
) -> Settings {
    let mut settings = ward(world, today, sources, sink);
    let contacts = library.guides.values().flat_map(|guide| &guide.contacts);
    let known: BTreeSet<&str> = contacts.map(|contact| contact.id.it.as_str()).collect();
    for (at, (key, value)) in given.iter().enumerate() {
        if given[..at].iter().any(|(before, other)| before == key && other != value) {
            sink.push(faults::set_twice(key));
        }
        if !known.contains(key.as_str()) && !library.guides.is_empty() {
            let list = known.iter().copied().collect::<Vec<_>>().join(", ");
            sink.push(faults::no_contact(key, &list).did_you_mean(key, known.iter().copied()));
        }
        let Some(file) = clean(key, value, sources, sink) else {
            // An empty value takes back what the ward fills in.
            settings.insert(key.clone(), String::new());
            continue;
        };
        let value = sources.get(file).text.clone().into_owned();
        let span = Span::new(file, 0..value.len());
        if let Some(kind) = leftover::missing_value(&value) {
            sink.push(leftover::missing(kind, &value).at(span));
            settings.insert(key.clone(), String::new());
            continue;
        }
        guide::formats::check_setting(key, &value, sink);
        if key == HOURS
            && let Err(fault) = hours::check(&value)
        {
            sink.push(faults::bad_hours(key, guide::reasons::hours(&fault)).at(span));
        }
        doc::check_value(&value, span, sink);
        settings.consent.places.insert(value.clone(), span);
        settings.insert(key.clone(), value);
    }
    settings
}

/// What `ward.yaml` fills in.
fn ward(world: &dyn World, today: Date, sources: &mut Sources, sink: &mut Sink) -> Settings {
    let mut settings = Settings::new();
    let Some(ward) = Ward::load(world, today, sources, sink) else { return settings };
    for (id, value) in ward.contacts {
        let whole = [TextSegment::plain(&value.it, 0..value.it.len())];
        for (at, old) in LegacyStretches::find(&value.it, &whole, None).found() {
            let before = value.it.get(at.clone()).unwrap_or(&value.it);
            let before = if matches!(old, LegacyText::Damaged) { &value.it } else { before };
            let mut found = old.report(before).at(value.span);
            // No command writes into this file.
            found.hints = vec![text!(
                en "type it again in ward.yaml, in Unicode",
                vi "hãy gõ lại trong ward.yaml, bằng Unicode",
            )];
            sink.push(found);
        }
        let mut own = Sink::new();
        guide::formats::check_cell(&value.it, &mut own);
        sink.extend(own.iter().cloned().map(|found| found.at(value.span)));
        settings.consent.places.insert(value.it.clone(), value.span);
        settings.insert(id.to_owned(), value.it);
    }
    settings.consent.agreed = ward.agreed;
    settings.logo = ward.logo.map(|logo| logo.it);
    settings.address = ward.address;
    settings.occasion = ward.occasion;
    settings
}

/// A value as it should be; what was mended is reported as of a file called `--set KEY`.
fn clean(key: &str, value: &str, sources: &mut Sources, sink: &mut Sink) -> Option<FileId> {
    if value.trim().is_empty() {
        return None;
    }
    let prose = |text: &str| vec![TextSegment::plain(text, 0..text.len())];
    let reading = ReadAs { prose: Some(&prose), ..ReadAs::default() };
    sources.add(&format!("--set {key}"), value.as_bytes(), reading, sink)
}
