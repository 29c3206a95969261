//! Reads `templates/kits/NAME.yaml`.

use std::collections::BTreeSet;
use std::io;

use super::faults;
use crate::diag::{Sink, text};
use crate::guide;
use crate::leftover::{self, MissingValue};
use crate::sheet::PaperSize;
use crate::source::{ReadAs, Sources};
use crate::template::KITS;
use crate::world::{World, read_error};
use crate::yaml::{self, FileKind, Node, Spanned};

/// The most copies of one sheet: more is a slip of the finger.
pub(super) const MOST_COPIES: usize = 100_000;

/// All sheets of one team.
#[derive(Clone, Debug)]
pub struct Kit {
    /// Its name: that of its file.
    pub name: String,
    /// What people call it.
    pub title: String,
    /// Whom it is for.
    pub audience: String,
    /// What the leader of the team has to know.
    pub notes: Vec<String>,
    /// The sheets, in the order they are printed.
    pub entries: Vec<KitEntry>,
}

/// One sheet of a kit.
#[derive(Clone, Debug)]
pub struct KitEntry {
    /// What it is, in words.
    pub what: String,
    /// The guide.
    pub guide: Spanned<String>,
    /// The product.
    pub product: Spanned<String>,
    /// How many of it.
    pub copies: usize,
    /// The paper several pages are put on, if not each page on its own.
    pub sheet: Option<PaperSize>,
    /// The occasion of a guide that varies, by id or name; without it that of all sheets.
    pub occasion: Option<Spanned<String>>,
}

/// The names of all kits; `None` when they cannot be listed.
pub fn list(world: &dyn World, sink: &mut Sink) -> Option<Vec<String>> {
    let folder = format!("templates/{KITS}");
    let files = reported(world.list(&folder), &folder, world, sink)?.into_iter();
    let names = files.filter_map(|file| file.strip_suffix(".yaml").map(str::to_owned));
    Some(names.filter(|name| name != "style").collect())
}

fn reported<T>(read: io::Result<T>, path: &str, world: &dyn World, sink: &mut Sink) -> Option<T> {
    read.map_err(|error| sink.push(read_error(&world.display_path(path), &error))).ok()
}

/// Reads the kit called `name`; `None` when anything in it is wrong.
pub fn read(world: &dyn World, name: &str, sources: &mut Sources, sink: &mut Sink) -> Option<Kit> {
    let known = list(world, sink)?;
    if !known.iter().any(|known| known == name) {
        sink.push(faults::unknown(name, &known));
        return None;
    }
    let path = format!("templates/{KITS}/{name}.yaml");
    let bytes = reported(world.read_text(&path), &path, world, sink)?;
    let before = sink.errors();
    let file = sources.add(&world.display_path(&path), &bytes, ReadAs::default(), sink)?;
    let source = sources.get(file);
    let node = yaml::parse_partly(source, 0..source.text.len(), sink)?;
    let fields = node.file(FileKind::Kit, sink)?;
    let title = fields.text("title", sink);
    let audience = fields.text("audience", sink);
    for words in title.iter().chain(&audience) {
        check_missing(words, sink);
    }
    let notes = fields.get("notes").and_then(|node| node.list("notes", sink)).unwrap_or_default();
    let notes: Vec<_> = notes.iter().filter_map(|note| note.text("notes", sink)).collect();
    for words in &notes {
        check_missing(words, sink);
    }
    let notes = notes.into_iter().map(|it| it.it).collect();
    let node = fields.need("sheets", sink);
    let sheets = node.and_then(|node| node.list("sheets", sink));
    fields.finish(sink);
    let guides = reported(guide::slugs(world), guide::FOLDER, world, sink)?;
    let guides: BTreeSet<String> = guides.into_iter().collect();
    let entries: Vec<KitEntry> =
        sheets.unwrap_or_default().iter().filter_map(|node| entry(node, &guides, sink)).collect();
    if let Some(node) = node.filter(|_| sheets.is_some_and(<[Node]>::is_empty)) {
        sink.push(faults::empty(node.span));
    }
    (sink.errors() == before).then_some(())?;
    let (title, audience) = (title?.it, audience?.it);
    Some(Kit { name: name.to_owned(), title, audience, notes, entries })
}

/// Refuses what holds the place of words that are still missing.
fn check_missing(words: &Spanned<String>, sink: &mut Sink) {
    if let Some(kind) = leftover::missing_value(&words.it).filter(|it| *it != MissingValue::Dashes)
    {
        sink.push(leftover::missing(kind, &words.it).at(words.span));
    }
}

fn entry(node: &Node, guides: &BTreeSet<String>, sink: &mut Sink) -> Option<KitEntry> {
    let fields = node.fields("sheets", sink)?;
    let what = fields.text("what", sink);
    if let Some(words) = &what {
        check_missing(words, sink);
    }
    let guide = fields.word("guide", sink);
    let product = fields.word("product", sink);
    let copies = fields.need("copies", sink).and_then(|node| copies(node, sink));
    let occasion = fields.get("occasion").and_then(|node| node.word("occasion", sink));
    let sheet = fields.get("sheet").map(|node| sheet(node, sink));
    fields.finish(sink);
    let guide = guide?;
    if !guides.contains(&guide.it) {
        sink.push(faults::no_guide(&guide, guides));
        return None;
    }
    let sheet = match sheet {
        Some(sheet) => Some(sheet?),
        None => None,
    };
    Some(KitEntry { what: what?.it, guide, product: product?, copies: copies?, sheet, occasion })
}

fn copies(node: &Node, sink: &mut Sink) -> Option<usize> {
    let written = node.word("copies", sink)?;
    let count: Option<usize> = written.it.parse().ok();
    let count = count.filter(|count| (1..=MOST_COPIES).contains(count));
    if count.is_none() {
        sink.push(faults::not_copies(&written.it, MOST_COPIES).at(written.span));
    }
    count
}

fn sheet(node: &Node, sink: &mut Sink) -> Option<PaperSize> {
    let written = node.word("sheet", sink)?;
    let paper = PaperSize::by_name(&written.it);
    if paper.is_none() {
        sink.push(node.wrong("sheet", text!(en "a4, a3 or sra3", vi "a4, a3 hoặc sra3")));
    }
    paper
}
