//! `toroi labels`: the names of buttons, to be compared with the app of the day.

use std::collections::BTreeMap;

use super::args::{Args, LabelsArgs};
use super::faults;
use super::fix;
use super::sources::{place, place_name};
use super::terminal::{self, Terminal};
use crate::diag::{Sink, Text, counted};
use crate::disk;
use crate::facts::{self, LABELS, Label, month_of};
use crate::guide::{self, Inline, Library, StatementPosition};
use crate::report::{Format, quoted};
use crate::source::{ReadAs, Sources};
use crate::world::{Project, read_error};

/// The largest file of corrections, in bytes.
const MOST_BYTES: usize = 1 << 20;

/// Prints the labels in use, or takes corrections in.
pub(super) fn run(options: &LabelsArgs, args: &Args, terminal: Terminal) -> u8 {
    let (mut sink, mut sources) = (Sink::new(), Sources::new());
    let named: Vec<String> =
        options.guides.iter().map(|name| super::project::from_here(name, args)).collect();
    let world = Project::new(&args.project).with_named(&named);
    let library = Library::load(&world, &named, ReadAs::default(), &mut sources, &mut sink);
    if options.confirm.is_some() {
        if !sink.has_errors() {
            let done = confirm(options, &world, &library, &mut sources, &mut sink);
            if let Some(count) = done {
                let (en, vi) = (counted(count, "label"), format!("đã sửa {count} nhãn"));
                let words = Text { en: format!("{en} changed"), vi };
                terminal.print(&format!("{LABELS}: {}", words.get(terminal.printer.lang)));
            }
        }
    } else {
        list(&library, terminal);
    }
    terminal.findings(&sink, &sources);
    u8::from(sink.has_errors())
}

/// A label and where guides name it: guide, place and first words.
type LabelUses<'l> = (&'l Label, Vec<(&'l str, StatementPosition, String)>);

/// The labels in use, the one seen longest ago first.
fn list(library: &Library, terminal: Terminal) {
    for (label, places) in uses(library) {
        match terminal.printer.format {
            // What `--confirm` reads.
            Format::Short => {
                let (text, seen) = (quoted(&label.text), quoted(&label.seen));
                terminal.print(&format!("{}: {{ text: {text}, seen: {seen} }}", label.id.it));
            }
            Format::Json => json(label, &places, terminal),
            Format::Human => for_people(label, &places, terminal),
        }
    }
}

fn uses(library: &Library) -> Vec<LabelUses<'_>> {
    let mut uses: BTreeMap<String, LabelUses<'_>> = BTreeMap::new();
    for guide in library.guides.values() {
        let whole = guide.whole();
        for statement in guide::statements(&whole) {
            let runs = statement.lines.iter().flat_map(|line| &line.runs);
            for run in runs {
                let Inline::Key { id: Some(id), .. } = run else { continue };
                let Some(label) = library.reference.labels.get(id) else { continue };
                let (_, places) = uses.entry(id.clone()).or_insert_with(|| (label, Vec::new()));
                let (slug, place) = (guide.slug.as_str(), statement.place);
                if !places.iter().any(|(other, at, _)| *other == slug && *at == place) {
                    places.push((slug, place, statement.words()));
                }
            }
        }
    }
    let mut uses: Vec<_> = uses.into_values().collect();
    // What has no date may be the oldest of all.
    uses.sort_by_key(|(label, _)| month_of(&label.seen));
    uses
}

fn json(label: &Label, places: &[(&str, StatementPosition, String)], terminal: Terminal) {
    let place = |(slug, at, words): &(&str, StatementPosition, String)| {
        let (slug, at, words) = (quoted(slug), quoted(&place_name(*at)), quoted(words));
        format!("{{\"guide\":{slug},\"place\":{at},\"words\":{words}}}")
    };
    let places: Vec<String> = places.iter().map(place).collect();
    terminal.print(&format!(
        "{{\"type\":\"label\",\"id\":{},\"text\":{},\"seen\":{},\"places\":[{}]}}",
        quoted(&label.id.it),
        quoted(&label.text),
        quoted(&label.seen),
        places.join(",")
    ));
}

/// A block of lines to tick, with room for what each of two phones says.
fn for_people(label: &Label, places: &[(&str, StatementPosition, String)], terminal: Terminal) {
    let seen = terminal.say("last seen", "thấy lần cuối");
    terminal.print(&format!("[ ] {}   ({seen}: {}; {})", label.text, label.seen, label.id.it));
    for (slug, at, words) in places {
        let at = place(*at);
        terminal.print(&format!("    {slug}, {}: {words}", at.get(terminal.printer.lang)));
    }
    terminal.print("    Android: ....................   iPhone: ....................\n");
}

/// Writes what was found into the list of labels; how many changed.
fn confirm(
    options: &LabelsArgs,
    world: &Project,
    library: &Library,
    sources: &mut Sources,
    sink: &mut Sink,
) -> Option<usize> {
    let path = options.confirm.as_ref()?;
    let shown = path.display().to_string();
    let bytes = disk::read(path, MOST_BYTES);
    let bytes = bytes.map_err(|error| sink.push(read_error(&shown, &error))).ok()?;
    let file = sources.add(&shown, &bytes, ReadAs::default(), sink)?;
    let labels = &library.reference.labels;
    let found = facts::corrections(sources.get(file), labels, terminal::today(), sink);
    if sink.has_errors() || found.is_empty() {
        return (!sink.has_errors()).then_some(0);
    }
    let list = world.on_disk(LABELS).map_err(|error| read_error(LABELS, &error));
    // The list inside the program cannot be changed.
    let list = list.and_then(|list| list.ok_or_else(|| faults::no_labels(LABELS)));
    let list = list.map_err(|found| sink.push(found)).ok()?;
    let bytes = disk::read(&list, MOST_BYTES);
    let bytes = bytes.map_err(|error| sink.push(read_error(LABELS, &error))).ok()?;
    let id = sources.add(LABELS, &bytes, ReadAs::default(), sink)?;
    let source = sources.get(id);
    let text = facts::amend(source, &found, sink)?;
    let written = fix::replace(&list, &source.form.to_disk(&text));
    written.map_err(|found| sink.push(found)).ok()?;
    Some(found.len())
}
