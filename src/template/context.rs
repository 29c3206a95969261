//! What a template can see of a guide.
//!
//! Each text is a map of `rich` (a `<slot>` to be printed as is), `ref` (the slot's name, for
//! elements that want it with a style) and `plain` (the letters alone, printable any number of
//! times).

use std::collections::BTreeMap;

use tera::{Context, Map, Value};

use crate::doc::{Consent, field};
use crate::guide::{App, Block, Guide, Line, Part, Picture, Step, oldest_label};
use crate::qr::Sites;
use crate::vietnamese::address_form::AddressForm;
use crate::yaml::Spanned;

/// Contact lines of offices, of those who help, of times and places: no resident stands on them.
const OFFICIAL: &[&str] = &[
    "cong-an",
    "dia-chi-cong-an",
    "to-truong",
    "tinh-nguyen-vien",
    "don-vi",
    "thoi-gian",
    "dia-diem",
];

/// What is filled in: by `ward.yaml`, by `--set`, by a record.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    values: BTreeMap<String, String>,
    /// What people agreed to, and where the values were typed.
    pub consent: Consent,
    /// The picture file of the ward's logo, from the root of the project.
    pub logo: Option<String>,
    /// What readers are called.
    pub address: AddressForm,
    /// The occasion of the ward, as it was typed.
    pub occasion: Option<Spanned<String>>,
}

impl<const N: usize> From<[(String, String); N]> for Settings {
    fn from(values: [(String, String); N]) -> Settings {
        let mut settings = Settings::default();
        for (id, value) in values {
            settings.insert(id, value);
        }
        settings
    }
}

impl Settings {
    /// Nothing filled in.
    pub fn new() -> Settings {
        Settings::default()
    }

    /// Fills in a contact line by its id.
    pub fn insert(&mut self, id: String, value: String) {
        if OFFICIAL.contains(&id.as_str()) {
            self.consent.official.insert(value.clone());
        }
        self.values.insert(id, value);
    }

    /// What a contact line is filled in with.
    pub fn get(&self, id: &str) -> Option<&String> {
        self.values.get(id)
    }

    /// All that is filled in, by id.
    pub fn iter(&self) -> impl Iterator<Item = (&String, &String)> {
        self.values.iter()
    }
}

/// A row of a table of records, by the keys of its columns.
pub type RowValues = BTreeMap<String, String>;

/// The context for one guide, and for one row where there is one.
pub(super) fn context(
    guide: &Guide,
    product: &str,
    settings: &Settings,
    row: &RowValues,
) -> Context {
    let mut context = Context::new();
    context.insert("product", product);
    context.insert("logo", settings.logo.as_deref().unwrap_or(""));
    context.insert_value("guide", guide_value(guide, settings));
    let cells = row.iter().map(|(key, cell)| (key.clone().into(), Value::normal_string(cell)));
    context.insert_value("record", cells.collect::<Map>().into());
    context
}

fn guide_value(guide: &Guide, settings: &Settings) -> Value {
    let lines = |name: &str, lines: &[Line]| -> Value {
        list(lines.iter().enumerate().map(|(i, line)| text(&format!("{name}.{}", i + 1), line)))
    };
    let contacts = list(guide.contacts.iter().map(|contact| {
        let id = &contact.id.it;
        let value = settings.get(id).map_or("", String::as_str);
        map([
            ("label", text(&format!("contact.{id}"), &contact.label)),
            ("value", Value::normal_string(value)),
        ])
    }));
    let targets = list(guide.qr.iter().enumerate().map(|(i, target)| {
        map([
            ("url", Value::normal_string(&target.url.it)),
            ("words", Value::normal_string(&words(&target.url.it, &guide.reference.sites))),
            ("label", text(&format!("qr.{}.label", i + 1), &target.label)),
        ])
    }));
    let safety = map([
        ("title", text("safety.title", &guide.safety.title)),
        ("items", lines("safety", &guide.safety.points.items)),
        ("pictures", list(guide.safety.pictures.iter().map(drawing))),
    ]);
    let oldest = oldest_label(guide).map_or("", |label| &label.seen);
    let day = |day: crate::guide::Date| Value::normal_string(&day.to_string());
    map([
        ("slug", Value::normal_string(&guide.slug)),
        ("title", text("title", &guide.title)),
        ("short", text("short", &guide.short)),
        ("question", text("question", &guide.question)),
        ("audience", text("audience", &guide.audience)),
        ("reviewed", day(guide.reviewed.it)),
        ("review_again", day(guide.review_again.it)),
        ("oldest_label", Value::normal_string(oldest)),
        ("minutes", Value::normal_string(&minutes(guide).to_string())),
        ("app", guide.app.as_ref().map_or_else(Value::none, app)),
        ("bring", lines("bring", &guide.bring.items)),
        ("checklist", lines("checklist", &guide.checklist.items)),
        ("safety", safety),
        ("emblem", Value::normal_string(&emblem(guide))),
        ("contacts", contacts),
        ("qr", targets),
        ("parts", list(guide.parts.iter().enumerate().map(|(i, p)| part(i + 1, p)))),
    ])
}

/// How fast a loudspeaker is read to, in syllables a minute: elders follow no faster.
const PACE: usize = 110;

/// How many minutes the text of the parts of a guide takes, read aloud.
fn minutes(guide: &Guide) -> usize {
    let said = guide.parts.iter().flat_map(|part| &part.body).map(Block::plain);
    let syllables = |text: String| {
        let words = text.split_whitespace();
        words.filter(|word| word.contains(char::is_alphanumeric)).count()
    };
    said.map(syllables).sum::<usize>().div_ceil(PACE).max(1)
}

/// The file of the drawing of what a guide is about, else of its first, from the root of the project;
/// empty of one without.
fn emblem(guide: &Guide) -> String {
    if let Some(own) = &guide.emblem {
        return format!("{}/{}", guide.folder, own.it);
    }
    let pictures = guide.steps().filter_map(|(_, _, step)| step.picture.as_ref());
    let first = pictures.into_iter().find(|picture| picture.screen.is_none());
    first.map_or_else(String::new, |picture| format!("{}/{}", guide.folder, picture.file))
}

/// A drawing that a template places by its file.
fn drawing(picture: &Picture) -> Value {
    map([
        ("file", Value::normal_string(&picture.file)),
        ("alt", Value::normal_string(&picture.alt)),
    ])
}

/// The app a guide explains.
fn app(app: &App) -> Value {
    map([
        ("name", Value::normal_string(&app.name)),
        ("version", Value::normal_string(&app.version)),
        ("maker", Value::normal_string(&app.maker)),
        ("words", Value::normal_string(&app.words())),
    ])
}

/// The words of an address; of one that differs from copy to copy, the mark of its words.
fn words(url: &str, sites: &Sites) -> String {
    let mark = url.chars().next().and_then(field::field);
    mark.map_or_else(|| sites.words(url), |own| field::mark(own + 1).to_string())
}

fn part(number: usize, part: &Part) -> Value {
    let name = format!("part.{number}");
    let title = part.title.as_ref().map(|title| text(&format!("{name}.title"), title));
    let body = (!part.body.is_empty()).then(|| blocks(&format!("{name}.body")));
    let steps = part.steps.iter().enumerate();
    map([
        ("title", title.unwrap_or_else(Value::none)),
        ("body", body.unwrap_or_else(Value::none)),
        ("steps", list(steps.map(|(i, s)| step(&format!("{name}.step.{}", i + 1), i + 1, s)))),
    ])
}

fn step(name: &str, number: usize, step: &Step) -> Value {
    let picture = step.picture.as_ref().map(|picture| {
        map([
            ("ref", Value::normal_string(&format!("{name}.picture"))),
            ("alt", Value::normal_string(&picture.alt)),
            ("is_screen", Value::from(picture.screen.is_some())),
        ])
    });
    map([
        ("number", Value::normal_string(&number.to_string())),
        ("title", text(&format!("{name}.title"), &step.title)),
        ("body", blocks(&format!("{name}.body"))),
        ("picture", picture.unwrap_or_else(Value::none)),
    ])
}

fn text(name: &str, line: &Line) -> Value {
    map([
        ("rich", Value::safe_string(&format!("<slot ref=\"{name}\"/>"))),
        ("ref", Value::normal_string(name)),
        ("plain", Value::normal_string(&line.plain())),
    ])
}

fn blocks(name: &str) -> Value {
    map([
        ("rich", Value::safe_string(&format!("<slot ref=\"{name}\"/>"))),
        ("ref", Value::normal_string(name)),
    ])
}

fn list(values: impl Iterator<Item = Value>) -> Value {
    values.collect::<Vec<Value>>().into()
}

fn map<const N: usize>(fields: [(&'static str, Value); N]) -> Value {
    Map::from_iter(fields.map(|(key, value)| (key.into(), value))).into()
}
