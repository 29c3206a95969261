//! `toroi list`: what there is to choose from, by name and title.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::args::Args;
use super::contact_lines;
use super::kit;
use super::terminal::Terminal;
use super::values::ListArg;
use crate::diag::Sink;
use crate::geom::Len;
use crate::guide::{self, Library, Reference};
use crate::report::quoted;
use crate::source::{ReadAs, Sources};
use crate::template::{self, TemplateSet};
use crate::text::Fonts;
use crate::world::{Embedded, Project, World};

/// Prints a line for each thing of a kind.
pub(super) fn run(what: ListArg, args: &Args, terminal: Terminal) -> u8 {
    let world = Project::new(&args.project);
    let (mut sources, mut sink) = (Sources::new(), Sink::new());
    match what {
        ListArg::Guides => guides(&world, &mut sources, &mut sink, terminal),
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

/// All guides that can be named; where some are of the project and some inside the program, whose
/// each is.
fn guides(world: &dyn World, sources: &mut Sources, sink: &mut Sink, terminal: Terminal) {
    // A folder that cannot be read is reported by what reads the guides.
    let all = guide::slugs(world).unwrap_or_default();
    let library = Library::load(world, &all, ReadAs::default(), sources, sink);
    let built_in: BTreeSet<&String> =
        library.files.iter().map(|(path, _)| path).filter(|path| world.is_built_in(path)).collect();
    let is_mixed = (1..library.files.len()).contains(&built_in.len());
    let ours = guide::slugs(&Embedded).unwrap_or_default();
    for (path, _) in &library.files {
        let Some(guide) = guide::slug_of(path).and_then(|slug| library.guides.get(&slug)) else {
            continue;
        };
        let whose = match (is_mixed, built_in.contains(path), ours.contains(&guide.slug)) {
            (false, ..) => "",
            (_, true, _) => terminal.say("  (built in)", "  (có sẵn)"),
            (_, false, false) => terminal.say("  (yours)", "  (của bạn)"),
            (_, false, true) => terminal.say(
                "  (yours, in place of the one that is built in)",
                "  (của bạn, thay cho bài có sẵn cùng tên)",
            ),
        };
        let (slug, title) = (&guide.slug, guide.title.plain());
        if terminal.is_json() {
            let is_built_in = built_in.contains(path);
            let (name, title) = (quoted(slug), quoted(&title));
            terminal.print(&format!(
                "{{\"type\":\"guide\",\"name\":{name},\"title\":{title},\"built_in\":{is_built_in}}}"
            ));
        } else {
            entry("guide", slug, &format!("{title}{whose}"), terminal);
        }
    }
}

/// Products have no titles; people tell them apart by size.
fn products(world: &dyn World, sources: &mut Sources, sink: &mut Sink, terminal: Terminal) {
    // A folder that cannot be read is reported by what reads the products.
    let names = template::products(world).unwrap_or_default();
    let fonts = Arc::new(Fonts::new()).of_project(world, sink);
    let set = TemplateSet::load(world, &names, &fonts, sources, sink);
    for name in &names {
        let Some(product) = set.product(name) else { continue };
        let mm = |length: Len| length.to_mm().round();
        let page = &product.style.page;
        let size = format!("{} × {} mm", mm(page.w), mm(page.h));
        let lines = contact_lines::of_any_guide(&set, name, sources, terminal);
        if terminal.is_json() {
            let (name, size, lines) = (quoted(name), quoted(&size), quoted(&lines));
            terminal.print(&format!(
                "{{\"type\":\"product\",\"name\":{name},\"title\":{size},\"contacts\":{lines}}}"
            ));
        } else {
            terminal.print(&format!("{name}  {size}  {lines}"));
        }
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
