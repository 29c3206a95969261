//! All products of a world.

use std::collections::BTreeMap;
use std::io;

use serde::Serialize;
use tera::{Context, ErrorKind, Tera};

use super::context::{RowValues, Settings, context};
use super::faults::Fault;
use super::field_access::FieldAccess;
use super::meter::{self, LONGEST_CHAIN, MOST_JOINED, Metered, Uncounted, metered};
use super::{budget, components, filters, stop, tera_error};
use crate::diag::{Diagnostic, Sink};
use crate::doc::{Look, Markup, SheetStyle, StyleSources, read_styles};
use crate::guide::{Contact, Date, Guide, Line, Part};
use crate::source::{ReadAs, Source, Sources};
use crate::span::{FileId, Span};
use crate::text::Fonts;
use crate::world::{self, Embedded, World, read_error};
use crate::yaml::Spanned;

const FOLDER: &str = "templates";
/// The file of components that all products share.
const COMPONENTS: &str = "templates/components.xml";
/// The folder of looks.
const LOOKS: &str = "templates/looks";
/// The folder of kits in it, with the template of their page of contents; no product.
pub const KITS: &str = "kits";

/// A kind of sheet.
#[derive(Debug)]
pub struct Product {
    /// Its measurements and colours.
    pub style: SheetStyle,
    file: FileId,
}

/// The products that could be read.
#[derive(Debug, Default)]
pub struct TemplateSet {
    tera: Tera,
    components: Option<FileId>,
    products: BTreeMap<String, Product>,
    known: Vec<String>,
    /// Templates with calls that count, by path.
    metered: BTreeMap<String, Metered>,
    /// The name of the look.
    look: String,
}

/// The files of some products, as they stand in the sources: nobody has looked into them yet.
#[derive(Debug)]
pub struct TemplateFiles {
    look: Look,
    known: Vec<String>,
    components: Option<FileId>,
    /// The name, the template and the styles of each product.
    products: Vec<(String, FileId, [FileId; 3])>,
}

impl TemplateFiles {
    /// Adds the files of the products called `names` in a look.
    pub fn add(
        look: &Look,
        world: &dyn World,
        names: &[String],
        (sources, sink): (&mut Sources, &mut Sink),
    ) -> TemplateFiles {
        let known = products(world).unwrap_or_else(|error| {
            sink.push(read_error(&world.display_path(FOLDER), &error));
            Vec::new()
        });
        let add = |path: String, sources: &mut Sources, sink: &mut Sink| {
            let file = world::add_text(world, &path, ReadAs::default(), sources, sink);
            file.unwrap_or_else(|error| {
                sink.push(read_error(&world.display_path(&path), &error));
                None
            })
        };
        let components = add(COMPONENTS.to_owned(), sources, sink);
        let base = add(format!("{FOLDER}/base.yaml"), sources, sink);
        let look_file = add(format!("{LOOKS}/{}.yaml", look.name), sources, sink);
        let mut products = Vec::new();
        for name in names.iter().filter(|name| *name == KITS || known.contains(name)) {
            let file = add(format!("{FOLDER}/{name}/sheet.xml"), sources, sink);
            let style = add(format!("{FOLDER}/{name}/style.yaml"), sources, sink);
            let (Some(base), Some(look_file)) = (base, look_file) else { continue };
            let (Some(file), Some(style)) = (file, style) else { continue };
            products.push((name.clone(), file, [base, look_file, style]));
        }
        TemplateFiles { look: look.clone(), known, components, products }
    }

    /// Reads them: their styles in faces, then their templates.
    pub fn read(self, fonts: &Fonts, sources: &Sources, sink: &mut Sink) -> TemplateSet {
        let TemplateFiles { look, known, components, products: files } = self;
        let mut products = BTreeMap::new();
        let mut templates: Vec<FileId> = components.into_iter().collect();
        for (name, file, style) in files {
            templates.push(file);
            let [base, of_look, product] = style.map(|file| sources.get(file));
            let of_style = StyleSources { base, look: of_look, product };
            let style = read_styles(of_style, (&look, fonts), sink);
            products.extend(style.map(|style| (name, Product { style, file })));
        }
        let mut set = TemplateSet { known, look: look.name, components, ..TemplateSet::default() };
        set.tera.autoescape_on(vec![".xml"]);
        filters::register(&mut set.tera);
        budget::register(&mut set.tera);
        if set.read(&templates, sources, sink).is_some() {
            set.products = products;
        }
        set
    }
}

impl TemplateSet {
    /// Reads the products called `names` in the plain look.
    pub fn load(
        world: &dyn World,
        names: &[String],
        fonts: &Fonts,
        sources: &mut Sources,
        sink: &mut Sink,
    ) -> TemplateSet {
        TemplateSet::load_in(&Look::default(), world, names, fonts, (sources, sink))
    }

    /// Reads the products called `names` in a look.
    pub fn load_in(
        look: &Look,
        world: &dyn World,
        names: &[String],
        fonts: &Fonts,
        (sources, sink): (&mut Sources, &mut Sink),
    ) -> TemplateSet {
        TemplateFiles::add(look, world, names, (sources, sink)).read(fonts, sources, sink)
    }

    /// Wants letters so many times as large as they would be, on all sheets.
    pub fn enlarge(&mut self, factor: f64) {
        self.products.values_mut().for_each(|product| product.style.enlarge(factor));
    }

    /// Reads templates, with calls put in that count. `None` when that cannot be done.
    fn read(&mut self, files: &[FileId], sources: &Sources, sink: &mut Sink) -> Option<()> {
        for source in files.iter().map(|file| sources.get(*file)) {
            if let Some(at) = meter::too_long(&source.text) {
                let fault = Fault::TooLong { most: LONGEST_CHAIN };
                sink.push(Diagnostic::from(fault).at(Span::new(source.id, at)));
                return None;
            }
        }
        let needed = self.needed_components(files, sources);
        let mut uncounted = Vec::new();
        for source in files.iter().map(|file| sources.get(*file)) {
            let at = |at| Span::new(source.id, at);
            let is_shared = self.components == Some(source.id);
            let text = needed.as_deref().filter(|_| is_shared).unwrap_or(&source.text);
            match metered(text) {
                Ok(metered) => drop(self.metered.insert(source.path.clone(), metered)),
                Err(Uncounted::Loop(range)) => {
                    uncounted.push(Diagnostic::from(Fault::Uncounted).at(at(range)));
                }
                Err(Uncounted::Joined(range)) => {
                    let fault = Fault::Joined { most: MOST_JOINED };
                    uncounted.push(Diagnostic::from(fault).at(at(range)));
                }
            }
        }
        let texts =
            self.metered.iter().map(|(path, metered)| (path.as_str(), metered.text.as_str()));
        let read = self.tera.add_raw_templates(texts);
        if read.is_ok() && uncounted.is_empty() {
            return Some(());
        }
        let fallback = files.first().map(|file| sources.get(*file));
        let broken = self.broken(files, sources, fallback);
        if !broken.is_empty() {
            sink.extend(broken);
        } else if !uncounted.is_empty() {
            sink.extend(uncounted);
        } else if let Err(error) = read {
            sink.push(self.report(&error, sources, fallback));
        }
        None
    }

    /// The program's own components that some template needs. In others, mistakes are looked for.
    fn needed_components(&self, files: &[FileId], sources: &Sources) -> Option<String> {
        let shared = sources.get(self.components?);
        if !world::is_own(COMPONENTS, shared.text.as_bytes()) {
            return None;
        }
        let callers = files.iter().filter(|file| Some(**file) != self.components);
        let callers: Vec<&str> = callers.map(|file| &*sources.get(*file).text).collect();
        components::needed(&shared.text, &callers)
    }

    /// What Tera says of templates as they were written.
    fn broken(
        &mut self,
        files: &[FileId],
        sources: &Sources,
        fallback: Option<&Source>,
    ) -> Vec<Diagnostic> {
        let metered = std::mem::take(&mut self.metered);
        let texts = files.iter().map(|file| {
            let source = sources.get(*file);
            (source.path.as_str(), &*source.text)
        });
        let Err(error) = self.tera.add_raw_templates(texts) else {
            self.metered = metered;
            return Vec::new();
        };
        let unknown = match error.kind() {
            ErrorKind::Msg(said) => unknown_names(said, sources),
            _ => Vec::new(),
        };
        if unknown.is_empty() { vec![self.report(&error, sources, fallback)] } else { unknown }
    }

    /// The product called `name`, if it could be read.
    pub fn product(&self, name: &str) -> Option<&Product> {
        self.products.get(name)
    }

    /// The names of all products there are.
    pub fn known(&self) -> &[String] {
        &self.known
    }

    /// Reports a product no template makes.
    pub fn unknown(&self, name: &str, span: Option<Span>) -> Diagnostic {
        let diagnostic = Diagnostic::from(Fault::Product { name, known: &self.known });
        match span {
            Some(span) => diagnostic.at(span),
            None => diagnostic,
        }
    }

    /// Runs a product's template over a guide.
    ///
    /// # Errors
    /// One finding, in the template, when it cannot run.
    pub fn render(
        &self,
        name: &str,
        guide: &Guide,
        settings: &Settings,
        row: &RowValues,
        sources: &Sources,
    ) -> Result<Markup, Diagnostic> {
        self.run(name, &context(guide, name, settings, row), sources)
    }

    /// Which of the contact lines `ids` of a guide a product prints. `None` for a product that is
    /// made of something other than a guide.
    pub fn contact_lines<'i>(
        &self,
        name: &str,
        ids: &[&'i str],
        sources: &Sources,
    ) -> Option<Vec<&'i str>> {
        let file = self.products.get(name)?.file;
        let mut guide = Guide::blank(name, file, Date { year: 2000, month: 1, day: 1 });
        let span = Span::new(file, 0..0);
        guide.contacts = ids
            .iter()
            .map(|id| Contact { id: Spanned::new((*id).to_owned(), span), label: Line::default() })
            .collect();
        guide.parts.push(Part {
            title: None,
            body: Vec::new(),
            steps: Vec::new(),
            sources: Vec::new(),
            span,
            occasions: Vec::new(),
        });
        let mut settings = Settings::new();
        for id in ids {
            // Some print a line only where something stands on it.
            settings.insert((*id).to_owned(), "…".to_owned());
        }
        let rendered = self.render(name, &guide, &settings, &RowValues::new(), sources);
        let xml = rendered.ok()?.xml;
        let is_printed = |id: &&&str| xml.contains(&format!("<slot ref=\"contact.{id}\""));
        Some(ids.iter().filter(is_printed).copied().collect())
    }

    /// How a product's template and the shared components look at what differs from copy to copy.
    pub fn uses(&self, name: &str, sources: &Sources) -> FieldAccess {
        let product = self.products.get(name).map(|product| product.file);
        let files = product.into_iter().chain(self.components);
        let mut uses = FieldAccess::default();
        files.for_each(|file| uses.read(&sources.get(file).text));
        uses
    }

    /// Runs a template of something other than a guide, such as a kit's page of contents: it sees
    /// `value` under the name `called`, and a guide stands by.
    ///
    /// # Errors
    /// One finding, in the template, when it cannot run.
    pub fn render_with(
        &self,
        name: &str,
        guide: &Guide,
        (called, value): (&'static str, &impl Serialize),
        sources: &Sources,
    ) -> Result<Markup, Diagnostic> {
        let mut context = context(guide, name, &Settings::new(), &RowValues::new());
        context.insert(called, value);
        self.run(name, &context, sources)
    }

    fn run(&self, name: &str, context: &Context, sources: &Sources) -> Result<Markup, Diagnostic> {
        let Some(product) = self.products.get(name) else { return Err(self.unknown(name, None)) };
        let source = sources.get(product.file);
        let mut context = context.clone();
        context.insert("look", &self.look);
        budget::begin();
        stop::begin();
        let mut output = budget::Output::default();
        if let Err(error) = self.tera.render_to(&source.path, &context, &mut output) {
            return Err(if output.is_full {
                Diagnostic::from(Fault::TooMuch).at_path(&source.path)
            } else {
                self.report(&error, sources, Some(source))
            });
        }
        // What Tera writes is letters.
        let xml = String::from_utf8_lossy(&output.bytes).into_owned();
        let files = std::iter::once(product.file).chain(self.components).collect();
        Ok(Markup { xml, files })
    }
}

/// The names of all looks.
///
/// # Errors
/// As [`World::list`].
pub fn looks(world: &dyn World) -> io::Result<Vec<String>> {
    let files = world.list(LOOKS)?;
    let name = |file: String| file.strip_suffix(".yaml").map(str::to_owned);
    Ok(files.into_iter().filter_map(name).collect())
}

/// The folders that hold a product. One whose template cannot be read is a product, too: whoever
/// asks for it hears why.
///
/// # Errors
/// As [`World::list`].
pub fn products(world: &dyn World) -> io::Result<Vec<String>> {
    let is_there = |path: &str| {
        let absent = [io::ErrorKind::NotFound, io::ErrorKind::NotADirectory];
        world.read_text(path).map_or_else(|error| !absent.contains(&error.kind()), |_| true)
    };
    let is_product = |name: &String| {
        let sheet = format!("{FOLDER}/{name}/sheet.xml");
        // One that is inside the binary is there whatever the project has.
        name != KITS && (Embedded.is_built_in(&sheet) || is_there(&sheet))
    };
    Ok(world.list(FOLDER)?.into_iter().filter(is_product).collect())
}

/// Names in templates that do not exist, each at its place.
fn unknown_names(said: &str, sources: &Sources) -> Vec<Diagnostic> {
    let report = |unknown: tera_error::Unknown<'_>| {
        let tera_error::Unknown { said, name, is_filter, path, place: (line, column) } = unknown;
        let source = sources.find(path)?;
        let at = source.offset(line, column);
        let end = source.text[at..].find(name).map_or(at, |start| at + start + name.len());
        let known = if is_filter { filters::FILTERS } else { &[] };
        let fault = Fault::Name { said, name, known };
        Some(Diagnostic::from(fault).at(Span::new(source.id, at..end)))
    };
    tera_error::unknown(said).into_iter().filter_map(report).collect()
}

impl TemplateSet {
    /// Tera's findings as ours.
    fn report(
        &self,
        error: &tera::Error,
        sources: &Sources,
        fallback: Option<&Source>,
    ) -> Diagnostic {
        match error.kind() {
            ErrorKind::SyntaxError(inner) | ErrorKind::RenderingError(inner) => {
                let said = inner.message();
                let runs = matches!(error.kind(), ErrorKind::RenderingError(_));
                let fault = stop::stopped().unwrap_or_else(|| {
                    let is_undefined = runs && tera_error::is_undefined(said);
                    Fault::Unrunnable { said, is_undefined }
                });
                self.placed(fault.into(), inner, sources, fallback)
            }
            _ => {
                let said = error.to_string();
                let diagnostic = Diagnostic::from(Fault::Unreadable { said: &said });
                match fallback {
                    Some(source) => diagnostic.at_path(&source.path),
                    None => diagnostic,
                }
            }
        }
    }

    /// A finding at the place Tera names, in the template as it was written.
    fn placed(
        &self,
        diagnostic: Diagnostic,
        reported: &tera::ReportError,
        sources: &Sources,
        fallback: Option<&Source>,
    ) -> Diagnostic {
        let range = reported.span().range.clone();
        let range = match self.metered.get(reported.filename()) {
            Some(metered) => metered.original(range),
            None => range,
        };
        match sources.find(reported.filename()).or(fallback) {
            Some(source) => diagnostic.at(Span::new(source.id, range)),
            None => diagnostic,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml;

    /// Templates and styles inside the binary are not mended and not read twice when they are used;
    /// here they are.
    #[test]
    fn our_own_files_hold_nothing_to_mend_and_no_mistake() {
        let (mut sources, mut sink) = (Sources::new(), Sink::new());
        let own = |name: &str| format!("{FOLDER}/{name}");
        let mut paths = vec![own("components.xml"), own("base.yaml")];
        let looks = looks(&Embedded).unwrap();
        paths.extend(looks.iter().map(|look| own(&format!("looks/{look}.yaml"))));
        for name in products(&Embedded).unwrap().iter().map(String::as_str).chain([KITS]) {
            paths.extend([own(&format!("{name}/sheet.xml")), own(&format!("{name}/style.yaml"))]);
        }
        assert!(paths.len() > 25);
        for path in paths {
            let bytes = Embedded.read(&path).unwrap();
            assert!(world::is_own(&path, &bytes), "{path}");
            let file = sources.add(&path, &bytes, ReadAs::default(), &mut sink).unwrap();
            let source = sources.get(file);
            assert!(source.text.as_bytes() == bytes && !source.is_mended(), "{path}");
            if path.rsplit('.').next() == Some("yaml") {
                yaml::parse(source, 0..source.text.len(), &mut sink).unwrap();
            }
        }
        let found: Vec<String> = sink.iter().map(|found| format!("{found:?}")).collect();
        assert!(found.is_empty(), "{}", found.join("\n"));
    }
}
