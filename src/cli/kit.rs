//! `toroi kit`: everything one team takes along, in one folder.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::{Duration, Instant};

use super::args::{Args, KitArgs};
use super::output::{self, Together};
use super::settings;
use super::terminal::{self, Terminal};
use crate::diag::{Code, Diagnostic, Sink, text};
use crate::guide::{self, Guide, Library};
use crate::inks::Inks;
use crate::kit::{self, Kit, Order};
use crate::printer;
use crate::render::{Press, broken};
use crate::report::{Format, quoted};
use crate::sheet::Imposing;
use crate::source::{ReadAs, Sources};
use crate::template::{KITS, Set};
use crate::text::Fonts;
use crate::world::Project;

/// The page of contents and the order for the print shop, beside the sheets.
const CONTENTS: &str = "00-muc-luc.pdf";
const ORDER: &str = "lenh-in.txt";
/// The name of the lock on the folder of a kit.
const LOCK: &str = "toroi";

/// Lists the kits, or builds the one that is named.
pub(super) fn run(options: &KitArgs, args: &Args, terminal: Terminal) -> u8 {
    let world = Project::new(&args.project);
    let (mut sink, mut sources) = (Sink::new(), Sources::new());
    match &options.name {
        None => {
            for name in kit::list(&world, &mut sink).unwrap_or_default() {
                if let Some(kit) = kit::read(&world, &name, &mut sources, &mut sink) {
                    terminal.print(&listed(&kit, terminal));
                }
            }
        }
        Some(name) => {
            if let Some(kit) = kit::read(&world, name, &mut sources, &mut sink) {
                build(&kit, options, &world, terminal, &mut sources, &mut sink);
            }
        }
    }
    terminal.findings(&sink, &sources);
    u8::from(sink.has_errors())
}

fn listed(kit: &Kit, terminal: Terminal) -> String {
    let Kit { name, title, audience, entries, .. } = kit;
    let count = entries.len();
    if terminal.printer.format == Format::Json {
        let (name, title) = (quoted(name), quoted(title));
        return format!(
            "{{\"type\":\"kit\",\"name\":{name},\"title\":{title},\"sheets\":{count}}}"
        );
    }
    let word = terminal.say(if count == 1 { "sheet" } else { "sheets" }, "tờ in");
    format!("{name}  {title}  {count} {word}\n  {audience}")
}

/// A file that is ready to be written.
struct Ready {
    name: String,
    bytes: Vec<u8>,
    pages: usize,
    time: Duration,
}

/// Sets all sheets; only when nothing is wrong with any of them are they written.
fn build(
    kit: &Kit,
    options: &KitArgs,
    world: &Project,
    terminal: Terminal,
    sources: &mut Sources,
    sink: &mut Sink,
) {
    let fonts = Fonts::new();
    let guides: BTreeSet<String> = kit.entries.iter().map(|entry| entry.guide.it.clone()).collect();
    let guides: Vec<String> = guides.into_iter().collect();
    let library = Library::load(world, &guides, ReadAs::default(), sources, sink);
    let mut products: BTreeSet<String> =
        kit.entries.iter().map(|entry| entry.product.it.clone()).collect();
    products.insert(KITS.to_owned());
    let products: Vec<String> = products.into_iter().collect();
    let set = Set::load(world, &products, &fonts, sources, sink);
    for entry in kit.entries.iter().filter(|entry| !set.known().contains(&entry.product.it)) {
        sink.push(set.unknown(&entry.product.it, Some(entry.product.span)));
    }
    let printer = options.printer.as_ref();
    let printer = printer.and_then(|name| printer::find(world, name, sources, sink));
    let today = options.today.unwrap_or_else(terminal::today);
    let settings = settings::read(&options.set, &library, (world, today), sources, sink);
    for guide in library.guides.values() {
        guide::check(guide, sources, Some(today), sink);
    }
    if sink.has_errors() {
        return;
    }
    let (sources, set, fonts) = (&*sources, &set, &fonts);
    let press = |sheet| {
        let imposing = Imposing { sheet, printer: printer.as_ref(), ..Imposing::default() };
        Press { world, sources, set, fonts, settings: &settings, imposing, inks: Inks::default() }
    };
    let Some(files) = files(kit, &library, set, press, sink) else { return };
    let suffix = printer.as_ref().map_or_else(String::new, |it| format!("-{}", it.name));
    let name = format!("{}{suffix}", kit.name);
    let others = kit::list(world, sink).unwrap_or_default();
    if name != kit.name && others.contains(&name) {
        sink.push(same_folder(kit, &name));
        return;
    }
    write(&options.out.join(format!("kit-{name}")), &files, terminal, sink);
}

/// Puts all files of a kit into its folder, or none.
fn write(folder: &Path, files: &[Ready], terminal: Terminal, sink: &mut Sink) {
    let locked = output::folder(folder).and_then(|()| output::lock(folder, LOCK, terminal));
    let written = locked.and_then(|lock| {
        let mut together = Together::new(folder);
        for Ready { name, bytes, pages, time } in files {
            together.add(name, bytes, *pages, *time)?;
        }
        Ok((lock, together))
    });
    let made = match written {
        Ok((_lock, together)) => together.finish(),
        Err(found) => Err((Vec::new(), found)),
    };
    let made = made.unwrap_or_else(|(stand, found)| {
        sink.push(found);
        stand
    });
    for made in &made {
        terminal.print(&output::line(made, terminal));
    }
}

/// The kit for a printer would lie in the folder of another kit.
fn same_folder(kit: &Kit, other: &str) -> Diagnostic {
    let name = &kit.name;
    Diagnostic::new(
        Code::OutputClash,
        text!(
            en "the kit `{name}` for this printer and the kit `{other}` would both be in the folder `kit-{other}`",
            vi "bộ `{name}` cho máy in này và bộ `{other}` đều nằm trong thư mục `kit-{other}`",
        ),
    )
    .hint(text!(
        en "rename the kit or the printer",
        vi "đổi tên bộ tờ in hoặc tên máy in",
    ))
}

/// The sheets, the page of contents before them, and the order; none when anything is wrong.
fn files<'p>(
    kit: &Kit,
    library: &Library,
    set: &Set,
    press: impl Fn(Option<crate::geom::Size>) -> Press<'p>,
    sink: &mut Sink,
) -> Option<Vec<Ready>> {
    let mut order = Order::new(kit);
    order.printer = press(None).imposing.printer.map(|printer| printer.name.clone());
    let mut ready = Vec::new();
    let mut start = Instant::now();
    let before = sink.errors();
    let mut pdf =
        |name: String, press: &Press<'_>, guide: &Guide, pages: Option<_>, sink: &mut Sink| {
            let pages = pages?;
            match press.pdf(guide, &pages) {
                Ok(bytes) => {
                    let count = pages.pages.len();
                    ready.push(Ready { name, bytes, pages: count, time: start.elapsed() });
                    start = Instant::now();
                }
                Err(error) => sink.push(broken(&error.to_string())),
            }
            Some(pages)
        };
    for (index, entry) in kit.entries.iter().enumerate() {
        let guide = library.guides.get(&entry.guide.it)?;
        let product = set.product(&entry.product.it)?;
        let press = press(entry.sheet.as_ref().map(|sheet| sheet.size));
        let paper = entry.sheet.as_ref().map_or_else(String::new, |it| format!("-{}", it.name));
        let name = format!("{:02}-{}-{}{paper}.pdf", index + 1, guide.slug, entry.product.it);
        let pages = press.pages(guide, &entry.product.it, sink);
        if let Some(pages) = pdf(name.clone(), &press, guide, pages, sink) {
            order.add(entry, name, &product.style, &pages);
        }
    }
    // The page of contents is as old as the guide that was looked at last.
    let guide = library.guides.values().max_by_key(|guide| guide.reviewed.it)?;
    if sink.errors() == before {
        let press = press(None);
        let pages = press.contents(guide, (&order, &order.counted()), sink);
        pdf(CONTENTS.to_owned(), &press, guide, pages, sink);
    }
    let bytes = order.text().into_bytes();
    ready.push(Ready { name: ORDER.to_owned(), bytes, pages: 1, time: Duration::ZERO });
    (sink.errors() == before).then_some(ready)
}
