//! `toroi kit`: everything one team takes along, in one folder.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use super::args::{Args, KitArgs};
use super::build::{Made, line};
use super::output;
use super::settings;
use super::terminal::{self, Terminal};
use crate::diag::{Format, Sink, quoted};
use crate::guide::{self, Guide, Library};
use crate::inks::Inks;
use crate::kit::{self, Kit, Order};
use crate::printer;
use crate::render::{Press, broken};
use crate::sheet::Imposing;
use crate::source::{ReadAs, Sources};
use crate::template::{KITS, Set};
use crate::text::Fonts;
use crate::world::Project;

/// The page of contents and the order for the print shop, beside the sheets.
const CONTENTS: &str = "00-muc-luc.pdf";
const ORDER: &str = "lenh-in.txt";

/// Lists the kits, or builds the one that is named.
pub(super) fn run(options: &KitArgs, args: &Args, terminal: Terminal) -> u8 {
    let world = Project::new(&args.project);
    let (mut sink, mut sources) = (Sink::new(), Sources::new());
    match &options.name {
        None => {
            for name in kit::list(&world) {
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
    let folder = options.out.join(format!("kit-{}{suffix}", kit.name));
    if let Err(diagnostic) = output::folder(&folder) {
        sink.push(diagnostic);
        return;
    }
    for Ready { name, bytes, pages, time } in files {
        let path = folder.join(name);
        match output::write(&path, &bytes) {
            Ok(()) => {
                let path = path.display().to_string();
                let made = Made { path, pages, bytes: bytes.len(), time };
                terminal.print(&line(&made, terminal));
            }
            Err(diagnostic) => sink.push(diagnostic),
        }
    }
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
