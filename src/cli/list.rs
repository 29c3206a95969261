//! `toroi list`: what there is to choose from, by name and title.

use super::args::Args;
use super::kit;
use super::terminal::Terminal;
use super::values::ListArg;
use crate::diag::Sink;
use crate::geom::Len;
use crate::guide::{Library, Reference};
use crate::report::quoted;
use crate::source::{ReadAs, Sources};
use crate::template::{self, TemplateSet};
use crate::text::Fonts;
use crate::world::{Project, World};

/// Prints a line for each thing of a kind.
pub(super) fn run(what: ListArg, args: &Args, terminal: Terminal) -> u8 {
    let world = Project::new(&args.project);
    let (mut sources, mut sink) = (Sources::new(), Sink::new());
    match what {
        ListArg::Guides => {
            let reading = ReadAs::default();
            let library = Library::load(&world, &[], reading, &mut sources, &mut sink);
            for guide in library.guides.values() {
                entry("guide", &guide.slug, &guide.title.plain(), terminal);
            }
        }
        ListArg::Products => products(&world, &mut sources, &mut sink, terminal),
        ListArg::Labels => {
            let reference = Reference::load(&world, &mut sources, &mut sink);
            for label in reference.labels.iter() {
                entry("label", &label.id.it, &label.text, terminal);
            }
        }
        ListArg::Facts => {
            let reference = Reference::load(&world, &mut sources, &mut sink);
            for fact in reference.facts.iter() {
                entry("fact", &fact.id.it, &fact.says, terminal);
            }
        }
        ListArg::Kits => return kit::list(&world, terminal),
    }
    terminal.findings(&sink, &sources);
    u8::from(sink.has_errors())
}

/// Products have no titles; people tell them apart by size.
fn products(world: &dyn World, sources: &mut Sources, sink: &mut Sink, terminal: Terminal) {
    // A folder that cannot be read is reported by what reads the products.
    let names = template::products(world).unwrap_or_default();
    let set = TemplateSet::load(world, &names, &Fonts::new(), sources, sink);
    for name in &names {
        let Some(product) = set.product(name) else { continue };
        let mm = |length: Len| length.to_mm().round();
        let page = &product.style.page;
        entry("product", name, &format!("{} × {} mm", mm(page.w), mm(page.h)), terminal);
    }
}

fn entry(kind: &str, name: &str, title: &str, terminal: Terminal) {
    terminal.print(&if terminal.is_json() {
        let (name, title) = (quoted(name), quoted(title));
        format!("{{\"type\":\"{kind}\",\"name\":{name},\"title\":{title}}}")
    } else {
        format!("{name}  {title}")
    });
}
