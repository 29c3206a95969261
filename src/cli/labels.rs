//! `toroi labels`: the names of buttons, to be compared with the app of the day.

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use super::args::{Args, LabelsArgs};
use super::faults;
use super::output::{self, FileGroup};
use super::sources::{place, place_name};
use super::terminal::{self, Terminal};
use crate::cancel::Cancel;
use crate::diag::{Sink, Text, counted};
use crate::disk;
use crate::facts::{self, LABELS, Label};
use crate::guide::Library;
use crate::report::{Format, quoted};
use crate::session::{LABEL_CHECK, LabelPlace, LabelUse, Pick, Request, Session, label_uses};
use crate::source::{ReadAs, Sources};
use crate::world::{Project, read_error, replace};

/// The largest file of corrections, in bytes.
const MOST_BYTES: usize = 1 << 20;

/// Prints the labels in use, or takes corrections in.
pub(super) fn run(options: &LabelsArgs, args: &Args, terminal: Terminal) -> u8 {
    let named: Vec<String> =
        options.guides.iter().map(|name| super::project::from_here(name, args)).collect();
    let world = Project::new(&args.project).with_named(&named);
    if let Some(folder) = &options.out {
        return sheet((world, named), folder, terminal);
    }
    let (mut sink, mut sources) = (Sink::new(), Sources::new());
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

/// Makes the sheet to write on, of these guides or of all.
fn sheet((world, named): (Project, Vec<String>), folder: &Path, terminal: Terminal) -> u8 {
    let start = Instant::now();
    let guides = if named.is_empty() { Pick::All } else { Pick::Named(named) };
    let products = Pick::one(LABEL_CHECK);
    let request = Request { guides, products, ..Request::new(terminal::today()) };
    let session = Session::open(Arc::new(world), request);
    let (made, found) = session.label_check(Cancel::never());
    let mut sink = session.found().clone();
    sink.append(found);
    if let Some((pdf, pages)) = made.filter(|_| !sink.has_errors()) {
        write((&pdf, pages), folder, (terminal, start), &mut sink);
    }
    terminal.findings(&sink, session.sources());
    terminal::exit_code(&sink)
}

fn write(
    (pdf, pages): (&[u8], usize),
    folder: &Path,
    (terminal, start): (Terminal, Instant),
    sink: &mut Sink,
) {
    let mut files = FileGroup::new(folder);
    let written = output::folder(folder).and_then(|()| {
        let lock = output::lock(folder, LABEL_CHECK, terminal)?;
        files.add(&format!("{LABEL_CHECK}.pdf"), pdf, pages, start.elapsed())?;
        Ok(lock)
    });
    let (lock, written) = match written {
        Ok(lock) => (lock, Ok(())),
        Err(found) => (None, Err(found)),
    };
    for made in &files.finish_if(written, sink) {
        terminal.print(&output::line(made, terminal));
    }
    drop(lock);
}

/// The labels in use, the one seen longest ago first.
fn list(library: &Library, terminal: Terminal) {
    for LabelUse { label, places, .. } in label_uses(library) {
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

fn json(label: &Label, places: &[LabelPlace<'_>], terminal: Terminal) {
    let place = |LabelPlace { guide, place, words }: &LabelPlace<'_>| {
        let (slug, at, words) = (quoted(guide), quoted(&place_name(*place)), quoted(words));
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
fn for_people(label: &Label, places: &[LabelPlace<'_>], terminal: Terminal) {
    let seen = terminal.say("last seen", "thấy lần cuối");
    terminal.print(&format!("[ ] {}   ({seen}: {}; {})", label.text, label.seen, label.id.it));
    for LabelPlace { guide, place: at, words } in places {
        let at = place(*at);
        terminal.print(&format!("    {guide}, {}: {words}", at.get(terminal.printer.lang)));
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
    let written = replace(&list, &source.form.to_disk(&text));
    written.map_err(|found| sink.push(found)).ok()?;
    Some(found.len())
}
