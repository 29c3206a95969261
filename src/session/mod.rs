//! One door to all of it: a project is loaded once and then asked for sheets, kits, rosters, merges
//! and checks.
//!
//! In goes a [`World`] and a [`Request`], out comes a [`Session`] that many threads may ask at once
//! for weeks: it is never changed, keeps nothing of what it was asked, prints nothing, and knows
//! neither clock nor environment nor paths. Findings come back as values, results as bytes; what is
//! too long for memory goes through a file factory ([`Store`](crate::store::Store)). A job ends early when
//! its [`Cancel`](crate::cancel::Cancel) says so, and is refused above its [`Limits`].

mod faults;
mod fields;
mod jobs;
mod kit_files;
mod label_check;
mod label_uses;
mod limits;
mod look;
mod make;
mod merge;
pub mod merge_report;
mod merge_tally;
mod occasion;
mod options;
mod plan;
mod roster;
mod schemas;
mod settings;
mod sheet;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

pub use fields::FieldMatch;
pub use jobs::{Job, Jobs};
pub use kit_files::KitFile;
pub use label_check::LABEL_CHECK;
pub use label_uses::{LabelPlace, LabelUse, label_uses};
pub use limits::Limits;
pub use look::larger_by;
pub use make::{Making, Merged};
pub use merge::{MergeJob, MergeRequest, Split};
pub use merge_report::MergeTally;
pub use options::PrintOptions;
pub use plan::MergePlan;
pub use roster::{RosterRequest, RosterSheet};
pub use schemas::{FileSchema, SCHEMAS, SCHEMAS_FOLDER, editor_settings};
pub use sheet::Sheet;

use crate::colour::Colour;
use crate::diag::{Diagnostic, Sink};
use crate::guide::{self, Date, Guide, Library, LocalFacts};
use crate::join::join;
use crate::kit::{self, Kit};
use crate::printer::{self, Printer};
use crate::source::{ReadAs, Sources};
use crate::template::{self, KITS, Settings, TemplateFiles, TemplateSet};
use crate::text::Fonts;
use crate::vietnamese::encoding::Encoding;
use crate::world::World;

/// What a session is opened for.
#[derive(Clone, Debug)]
pub struct Request {
    /// The guides, beside those of the kits. Without any, values for their lines are not read.
    pub guides: Pick,
    /// The kits.
    pub kits: Pick,
    /// The products, beside those of the kits; [`Pick::None`] stands for those of each guide.
    pub products: Pick,
    /// Values of contact lines, which win over those of the ward.
    pub values: Vec<(String, String)>,
    /// The printers that may be named in [`PrintOptions`].
    pub printers: Pick,
    /// The look, which wins over that of the ward.
    pub look: Option<String>,
    /// The main colour, which wins over that of the ward.
    pub accent: Option<Colour>,
    /// How many times as large letters are as they would be, on each side of each sheet; what has no
    /// room for that is refused.
    pub larger: Option<f64>,
    /// The occasion, by id or name, which wins over that of the ward.
    pub occasion: Option<String>,
    /// The day review dates and events are compared with.
    pub today: Date,
    /// The encoding of guides that are not UTF-8.
    pub encoding: Option<Encoding>,
    /// Whether lines in an old encoding are decoded; they are refused otherwise.
    pub mends_old: bool,
    /// How much a job may take.
    pub limits: Limits,
}

/// Which of several things of one kind are loaded. What is not loaded is not looked at either: its
/// faults keep nothing from being made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pick {
    /// None.
    None,
    /// These, by name or, of guides, by path; each has to be there.
    Named(Vec<String>),
    /// All of the project.
    All,
}

impl Pick {
    /// One of them.
    pub fn one(name: &str) -> Pick {
        Pick::Named(vec![name.to_owned()])
    }
}

impl Request {
    /// All guides of a project with their products, on a day.
    pub fn new(today: Date) -> Request {
        Request {
            guides: Pick::All,
            kits: Pick::None,
            products: Pick::None,
            values: Vec::new(),
            printers: Pick::None,
            look: None,
            accent: None,
            larger: None,
            occasion: None,
            today,
            encoding: None,
            mends_old: false,
            limits: Limits::default(),
        }
    }

    /// One kit with its guides and products, and nothing else.
    pub fn of_kit(name: &str, today: Date) -> Request {
        let products = Pick::Named(Vec::new());
        Request { guides: Pick::None, kits: Pick::one(name), products, ..Request::new(today) }
    }

    /// The product of rosters, and nothing else.
    pub fn of_rosters(today: Date) -> Request {
        let products = Pick::one(crate::roster::PRODUCT);
        Request { guides: Pick::None, products, ..Request::new(today) }
    }
}

/// A project that was loaded. A clone is the same project.
#[derive(Clone)]
pub struct Session(Arc<Loaded>);

struct Loaded {
    world: Arc<dyn World>,
    fonts: Arc<Fonts>,
    request: Request,
    sources: Sources,
    library: Library,
    templates: TemplateSet,
    settings: Settings,
    printers: BTreeMap<String, Printer>,
    kits: BTreeMap<String, Kit>,
    found: Sink,
    /// Whether values, printer and products of the request and the faces of the project are right:
    /// with a mistake in them no sheet is what was asked for.
    is_asked_well: bool,
    /// What is wrong with each guide, found when it is first asked for.
    checks: Vec<OnceLock<Sink>>,
}

impl Session {
    /// Loads a project. It is there whatever is wrong with it; [`Session::found`] says what is, and
    /// sheets are made of the guides that are right.
    pub fn open(world: Arc<dyn World>, request: Request) -> Session {
        Session::open_with(world, &Arc::new(Fonts::new()), request)
    }

    /// The same with faces that other sessions use, too, beside those of the project: they keep the
    /// words they have shaped.
    pub fn open_with(world: Arc<dyn World>, fonts: &Arc<Fonts>, request: Request) -> Session {
        let (mut sources, mut of_guides, mut of_look) = (Sources::new(), Sink::new(), Sink::new());
        let kits = kits(&request.kits, &*world, &mut sources, &mut of_guides);
        let asked_look = (request.look.as_deref(), request.accent);
        let look = look::choose(asked_look, &*world, &mut sources, &mut of_look);
        let is_seen_well = !of_look.has_errors();
        let add = |library: &Library, sources: &mut Sources, sink: &mut Sink| {
            let names = wanted(&request.products, &*world, library, &kits);
            TemplateFiles::add(&look, &*world, &names, (sources, sink))
        };
        // Where guides do not say which products there are, they are read beside the templates, which
        // take longer.
        let mut of_templates = Sink::new();
        let files = (request.products != Pick::None)
            .then(|| add(&Library::default(), &mut sources, &mut of_templates));
        let seen = sources.clone();
        let read_templates = || {
            let mut found = Sink::new();
            let fonts = fonts.of_project(&*world, &mut found);
            let templates = files.map(|files| files.read(&fonts, &seen, &mut of_templates));
            (fonts, found, templates)
        };
        let read_guides = || library(&request, &kits, &*world, &mut sources, &mut of_guides);
        let (mut library, (fonts, mut sink, templates)) = join(read_guides, read_templates);
        let has_faces = !sink.has_errors();
        let mut templates = templates.unwrap_or_else(|| {
            let files = add(&library, &mut sources, &mut of_templates);
            files.read(&fonts, &sources, &mut of_templates)
        });
        for found in [of_guides, of_look, of_templates] {
            sink.append(found);
        }
        if let Some(factor) = request.larger {
            templates.enlarge(factor);
        }
        let before = sink.errors();
        let mut settings = Settings::new();
        if request.guides != Pick::None || !kits.is_empty() {
            let local = (&*world, request.today);
            settings = settings::read(&request.values, &library, local, &mut sources, &mut sink);
            let asked = request.occasion.as_deref();
            occasion::choose(asked, settings.occasion.as_ref(), &mut library, &mut sink);
        }
        let printers = printers(&request.printers, &*world, &mut sources, &mut sink);
        if let Pick::Named(names) = &request.products {
            let unknown = names.iter().filter(|name| !is_known(&templates, name));
            sink.extend(unknown.map(|name| templates.unknown(name, None)));
        }
        let is_asked_well = has_faces && is_seen_well && sink.errors() == before;
        for entry in kits.values().flat_map(|kit| &kit.entries) {
            if !is_known(&templates, &entry.product.it) {
                sink.push(templates.unknown(&entry.product.it, Some(entry.product.span)));
            }
            let subject = &library.reference.subject;
            if let Some(name) = &entry.occasion
                && subject.occasion(&name.it).is_none()
            {
                let known = subject.occasion_names();
                sink.push(faults::no_occasion(&name.it, &known, Some(name.span)));
            }
        }
        let found = request.limits.keep(sink);
        let checks = library.guides.values().map(|_| OnceLock::new()).collect();
        Session(Arc::new(Loaded {
            world,
            fonts,
            request,
            sources,
            library,
            templates,
            settings,
            printers,
            kits,
            found,
            is_asked_well,
            checks,
        }))
    }

    /// What was found while the project was loaded.
    pub fn found(&self) -> &Sink {
        &self.0.found
    }

    /// All texts of the project, in which findings have their places.
    pub fn sources(&self) -> &Sources {
        &self.0.sources
    }

    /// The guides, in order; a [`Job`] names one by its number.
    pub fn guides(&self) -> impl ExactSizeIterator<Item = &Guide> {
        self.0.library.guides.values()
    }

    /// The guides with the files they were read from.
    pub fn library(&self) -> &Library {
        &self.0.library
    }

    /// The names of all products of the project, loaded or not.
    pub fn products(&self) -> &[String] {
        self.0.templates.known()
    }

    /// The products that are loaded.
    pub fn templates(&self) -> &TemplateSet {
        &self.0.templates
    }

    /// Values for lines to fill in.
    pub fn settings(&self) -> &Settings {
        &self.0.settings
    }

    /// The printers that are loaded, by name.
    pub fn printers(&self) -> &BTreeMap<String, Printer> {
        &self.0.printers
    }

    /// The faces.
    pub fn fonts(&self) -> &Arc<Fonts> {
        &self.0.fonts
    }

    /// How much a job may take.
    pub fn limits(&self) -> &Limits {
        &self.0.request.limits
    }

    /// What is wrong with a guide, by its number: found once, by whoever asks first.
    pub fn check(&self, guide: usize) -> Option<&Sink> {
        let Loaded { library, checks, sources, request, settings, .. } = &*self.0;
        let (guide, check) = library.guides.values().nth(guide).zip(checks.get(guide))?;
        Some(check.get_or_init(|| {
            let mut own = Sink::new();
            let values: Vec<&str> = settings.iter().map(|(_, value)| value.as_str()).collect();
            let local = LocalFacts {
                today: Some(request.today),
                values: &values,
                address: settings.address,
            };
            guide::check(guide, sources, local, &mut own);
            request.limits.keep(own)
        }))
    }

    /// Whether [`Session::check`] has its answer already.
    fn is_checked(&self, guide: usize) -> bool {
        self.0.checks.get(guide).is_none_or(|check| check.get().is_some())
    }

    /// What is wrong with the project as a whole, where all its guides were asked for: screens that
    /// none of them shows.
    pub fn unused_screens(&self) -> Vec<Diagnostic> {
        let Loaded { library, request, .. } = &*self.0;
        // A guide that cannot be read may show them.
        if request.guides != Pick::All || !library.faulty.is_empty() {
            return Vec::new();
        }
        let guides = || library.guides.values();
        let steps = guides().flat_map(|guide| guide.steps().map(|(_, _, step)| step));
        let screens = steps.filter_map(|step| step.picture.as_ref()?.screen.as_ref());
        let used = screens.map(|screen| screen.id.as_str()).collect();
        let reference = guides().next().map(|guide| &guide.reference);
        reference.map_or_else(Vec::new, |reference| reference.screens.unused(&used))
    }

    /// Whether a guide may be printed: nothing is wrong with it, nor with what was asked of all.
    fn is_good(&self, guide: usize) -> bool {
        let Loaded { library, is_asked_well, .. } = &*self.0;
        let slug = library.guides.keys().nth(guide);
        *is_asked_well
            && slug.is_some_and(|slug| !library.faulty.contains(slug))
            && self.check(guide).is_some_and(|found| !found.has_errors())
    }
}

fn is_known(templates: &TemplateSet, name: &str) -> bool {
    templates.known().iter().any(|known| known == name)
}

/// The guides of a request and those of its kits.
fn library(
    request: &Request,
    kits: &BTreeMap<String, Kit>,
    world: &dyn World,
    sources: &mut Sources,
    sink: &mut Sink,
) -> Library {
    let (encoding, mends_old) = (request.encoding, request.mends_old);
    let reading = ReadAs { encoding, mends_old, ..ReadAs::default() };
    let entries = kits.values().flat_map(|kit| &kit.entries);
    let of_kits: BTreeSet<String> = entries.map(|entry| entry.guide.it.clone()).collect();
    let mut named: Vec<String> = of_kits.into_iter().collect();
    match &request.guides {
        Pick::All => named.clear(),
        Pick::Named(guides) => named.extend(guides.iter().cloned()),
        Pick::None if named.is_empty() => return Library::default(),
        Pick::None => {}
    }
    Library::load(world, &named, reading, sources, sink)
}

/// The kits of a request, by name.
fn kits(
    wanted: &Pick,
    world: &dyn World,
    sources: &mut Sources,
    sink: &mut Sink,
) -> BTreeMap<String, Kit> {
    let names = match wanted {
        Pick::None => Vec::new(),
        Pick::Named(names) => names.clone(),
        Pick::All => kit::list(world, sink).unwrap_or_default(),
    };
    let read = |name: &String| kit::read(world, name, sources, sink);
    names.iter().filter_map(read).map(|kit| (kit.name.clone(), kit)).collect()
}

/// The names of all products that are asked for, each once.
fn wanted(
    asked: &Pick,
    world: &dyn World,
    library: &Library,
    kits: &BTreeMap<String, Kit>,
) -> Vec<String> {
    let mut wanted: BTreeSet<String> = match asked {
        Pick::None => {
            let of_guides = library.guides.values().flat_map(|guide| &guide.products);
            of_guides.map(|product| product.it.clone()).collect()
        }
        Pick::Named(names) => names.iter().cloned().collect(),
        // Templates that cannot be listed are reported when they are loaded.
        Pick::All => template::products(world).unwrap_or_default().into_iter().collect(),
    };
    let of_kits = kits.values().flat_map(|kit| &kit.entries);
    wanted.extend(of_kits.map(|entry| entry.product.it.clone()));
    if !kits.is_empty() {
        wanted.insert(KITS.to_owned());
    }
    wanted.into_iter().collect()
}

/// The printers of a request, by name.
fn printers(
    wanted: &Pick,
    world: &dyn World,
    sources: &mut Sources,
    sink: &mut Sink,
) -> BTreeMap<String, Printer> {
    match wanted {
        Pick::None => BTreeMap::new(),
        Pick::Named(names) => {
            let find = |name: &String| printer::find(world, name, sources, sink);
            names.iter().filter_map(find).map(|found| (found.name.clone(), found)).collect()
        }
        Pick::All => printer::read(world, sources, sink).map(|(all, _)| all).unwrap_or_default(),
    }
}
