//! From the XML a template printed to a [`Doc`].
//!
//! Unknown names are errors with a suggestion. A slot is swapped for the typed piece of the guide
//! it names, so the guide's text is never parsed again and keeps its place in the file. Whatever
//! piece is placed twice, or neither placed nor named in `<omit>`, is reported.

mod art;
mod checks;
mod depth;
mod face;
mod faults;
mod forgotten;
mod logo;
mod runs;
mod table;
mod xml;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use roxmltree::{Document, Node as Xml, ParsingOptions};

use faults::Fault;
use runs::{plain, trim};
pub use xml::Markup;
use xml::{broken_line, locate, locate_in};

use super::field;
use super::letters;
use super::node::{BlockNode, Depiction, Doc, ImageRef, ScreenNode, StepNode, TextRole, TextRun};
use super::style::{SheetStyle, StyleId};
use super::vocabulary::ParentElement;
use crate::diag::{Diagnostic, Sink};
use crate::guide::{Block, Content, GROUPS, Guide, Inline, Line, NoteKind, Slot, slots};
use crate::picture;
use crate::source::Sources;
use crate::span::Span;
use crate::world::{World, read_error};
use crate::yaml::Spanned;

/// Everything needed to read markup.
#[derive(Clone, Copy)]
pub struct MarkupContext<'a> {
    /// The guide whose pieces the slots name.
    pub guide: &'a Guide,
    /// The styles of the product.
    pub style: &'a SheetStyle,
    /// All text files, for places in messages.
    pub sources: &'a Sources,
    /// Where pictures are read from.
    pub world: &'a dyn World,
}

/// The most elements and texts of a sheet; a list of 5,000 houses has a fifth of them.
const MOST_NODES: u32 = 300_000;

/// Reads markup. `None` when anything is wrong.
pub fn read(markup: &Markup, reading: MarkupContext<'_>, sink: &mut Sink) -> Option<Doc> {
    let before = sink.errors();
    let options = ParsingOptions { nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    let document = match Document::parse_with_options(&markup.xml, options) {
        Ok(document) => document,
        Err(roxmltree::Error::NodesLimitReached) => {
            let fault = Fault::TooMany { most: MOST_NODES };
            sink.push(Diagnostic::from(fault).at(locate(markup, reading.sources, &[])));
            return None;
        }
        Err(error) => {
            let (place, words) = broken_line(markup, reading.sources, error.pos().row);
            // The place it names is one in the printed XML, which nobody sees.
            let said = error.to_string();
            let reason = said.strip_suffix(&format!(" at {}", error.pos())).unwrap_or(&said);
            sink.push(Diagnostic::from(Fault::Broken { words: &words, reason }).at(place));
            return None;
        }
    };
    // Marks of fields are private letters that the program puts in; a template may not write one.
    if let Some(range) = letters::private_references(&markup.xml).into_iter().next() {
        let words = &markup.xml[range];
        sink.push(crate::doc::faults::unfit_letter("", words).at(locate(
            markup,
            reading.sources,
            &[words],
        )));
    }
    if let Some(found) = depth::check(&document, markup, reading.sources) {
        sink.push(found);
        return None;
    }
    let slots = slots(reading.guide);
    let index = slots.iter().map(|slot| (slot.name.as_str(), slot)).collect();
    let mut reader = DocBuilder {
        markup,
        reading,
        slots: index,
        placed: BTreeMap::new(),
        omitted: BTreeSet::new(),
        arts: Vec::new(),
        art_files: Vec::new(),
        sink,
    };
    let doc = reader.sheet(document.root_element());
    reader.account(&slots, &document);
    (sink.errors() == before).then_some(doc)
}

struct DocBuilder<'a, 's> {
    markup: &'a Markup,
    reading: MarkupContext<'a>,
    slots: BTreeMap<&'a str, &'a Slot<'a>>,
    placed: BTreeMap<String, usize>,
    omitted: BTreeSet<String>,
    arts: Vec<picture::Artwork>,
    art_files: Vec<String>,
    sink: &'s mut Sink,
}

impl<'a> DocBuilder<'a, '_> {
    fn locate(&self, needles: &[&str]) -> Span {
        locate(self.markup, self.reading.sources, needles)
    }

    /// Where an element stands in the template's files: the first of `needles` that it printed.
    fn place_of(&self, element: Xml<'_, '_>, needles: &[&str]) -> Span {
        let own = (self.markup, element.range());
        let found = locate_in(own, self.reading.sources, needles, (false, false));
        found.unwrap_or_else(|| self.locate(needles))
    }

    /// Where the opening tag of an element stands.
    fn place_of_tag(&self, element: Xml<'_, '_>) -> Span {
        let name = element.tag_name().name();
        self.place_of(element, &[self.opening(element), &format!("<{name}")])
    }

    fn sheet(&mut self, root: Xml<'_, '_>) -> Doc {
        let sites = Arc::clone(&self.reading.guide.reference.sites);
        let mut doc = Doc { title: String::new(), flows: Vec::new(), arts: Vec::new(), sites };
        if self.is_known(root, ParentElement::Root) {
            doc.title = self.attribute(root, "title").unwrap_or_default();
            for child in self.elements(root) {
                if self.omit(child) || !self.is_known(child, ParentElement::Sheet) {
                    continue;
                }
                let flow = self.face(child);
                doc.flows.push(flow);
            }
        }
        doc.arts = std::mem::take(&mut self.arts);
        doc
    }

    fn blocks(&mut self, parent: Xml<'_, '_>) -> Vec<BlockNode> {
        self.elements(parent).into_iter().flat_map(|child| self.block(child)).collect()
    }

    fn block(&mut self, element: Xml<'_, '_>) -> Vec<BlockNode> {
        if self.omit(element) || !self.is_known(element, ParentElement::Block) {
            return Vec::new();
        }
        let name = element.tag_name().name();
        if name == "slot" {
            return self.block_slot(element);
        }
        if name == "break" {
            return vec![BlockNode::Break];
        }
        if name == "table" {
            return self.table(element).into_iter().collect();
        }
        let Some(style) = self.style(element, name) else { return Vec::new() };
        let node = match name {
            "heading" => {
                let role = TextRole::Heading(self.level(element));
                BlockNode::Text { role, style, runs: self.runs(element) }
            }
            "p" => BlockNode::Text { role: TextRole::Para, style, runs: self.runs(element) },
            "box" => {
                let warning = self.warning(element);
                let drawn = element.attribute("file").is_some_and(|file| !file.is_empty());
                let picture = if drawn { self.emblem(element) } else { None };
                BlockNode::Box { style, warning, picture, nodes: self.blocks(element) }
            }
            "columns" => BlockNode::Columns { style, nodes: self.blocks(element) },
            "steps" => BlockNode::Steps { style, steps: self.steps(element) },
            "checks" => BlockNode::Checks { style, items: self.items(element, "check") },
            "list" => {
                let signs = self.signs(element);
                BlockNode::List { style, items: self.items(element, "item"), signs }
            }
            "fill" => {
                let value = element.attribute("value").filter(|value| !value.is_empty());
                let value = value.map(str::to_owned);
                BlockNode::Fill { style, label: self.runs(element), value }
            }
            "image" => match self.image(element) {
                Some(image) => BlockNode::Image { style, image },
                None => return Vec::new(),
            },
            "emblem" => match self.emblem(element) {
                Some(image) => BlockNode::Image { style, image },
                None => return Vec::new(),
            },
            "logo" => match self.logo(element) {
                Some(image) => BlockNode::Image { style, image },
                None => return Vec::new(),
            },
            "qr" => {
                let url = self.attribute(element, "url").unwrap_or_default();
                let targets = &self.reading.guide.qr;
                let target = targets.iter().find(|target| target.url.it == url);
                let span = target.map(|target| target.url.span);
                // An address that differs from copy to copy is checked with each copy.
                if span.is_none() && !url.is_empty() && !field::has_marks(&url) {
                    // The guide's own addresses are checked with the guide.
                    let at = self.locate(&[&url, "<qr"]);
                    self.reading
                        .guide
                        .reference
                        .sites
                        .check_host(&Spanned::new(url.clone(), at), self.sink);
                }
                BlockNode::Qr { style, url, span }
            }
            "rule" => BlockNode::Rule { style },
            _ => BlockNode::Gap { style },
        };
        vec![node]
    }

    fn warning(&mut self, element: Xml<'_, '_>) -> bool {
        match element.attribute("warning") {
            Some("true") => true,
            None | Some("false") => false,
            Some(other) => {
                self.bad_value(element, "warning", other, &["true", "false"]);
                false
            }
        }
    }

    fn level(&mut self, element: Xml<'_, '_>) -> u8 {
        match element.attribute("level") {
            // A missing one is reported with the element.
            None | Some("1") => 1,
            Some("2") => 2,
            Some("3") => 3,
            Some(other) => {
                self.bad_value(element, "level", other, &["1", "2", "3"]);
                1
            }
        }
    }

    fn steps(&mut self, parent: Xml<'_, '_>) -> Vec<StepNode> {
        let mut steps = Vec::new();
        for element in self.elements(parent) {
            if self.omit(element) || !self.is_known(element, ParentElement::Inside("steps")) {
                continue;
            }
            let number = self.attribute(element, "number").unwrap_or_default();
            let mut step = StepNode {
                number,
                nodes: Vec::new(),
                picture: None,
                span: None,
                name: String::new(),
            };
            for child in self.elements(element) {
                if child.tag_name().name() == "image" && step.picture.is_none() {
                    self.is_known(child, ParentElement::Block);
                    step.picture = self.image(child);
                } else {
                    step.nodes.extend(self.block(child));
                }
            }
            if let Some(BlockNode::Text { runs, .. }) = step.nodes.first() {
                step.name = plain(runs);
                step.span = runs.iter().find_map(|run| match run {
                    TextRun::Text { span, .. } | TextRun::Key { span, .. } => *span,
                    _ => None,
                });
            }
            steps.push(step);
        }
        steps
    }

    fn items(&mut self, parent: Xml<'_, '_>, name: &'static str) -> Vec<Vec<TextRun>> {
        let inside = if name == "check" { "checks" } else { "list" };
        let mut items = Vec::new();
        for element in self.elements(parent) {
            if !self.omit(element) && self.is_known(element, ParentElement::Inside(inside)) {
                items.push(self.runs(element));
            }
        }
        items
    }

    fn image(&mut self, element: Xml<'_, '_>) -> Option<ImageRef> {
        let name = self.attribute(element, "ref")?;
        let slot = self.slot(&name)?;
        let Content::Picture(picture) = slot.content else {
            self.wrong_slot(&name);
            return None;
        };
        let (alt, span) = (picture.alt.clone(), Some(picture.span));
        if let Some(screen) = &picture.screen {
            let style = self.named("screen")?;
            let shown = Depiction::Screen(ScreenNode { style, picture: Arc::clone(screen) });
            return Some(ImageRef { shown, alt, span });
        }
        let world = self.reading.world;
        let path = format!("{}/{}", self.reading.guide.folder, picture.file);
        let place = |art| ImageRef { shown: Depiction::Art(art), alt, span };
        if let Some(known) = self.known_art(&path) {
            return Some(place(known));
        }
        let bytes = match world.read(&path) {
            Ok(bytes) => bytes,
            Err(error) => {
                let file = &picture.file;
                let mut diagnostic = read_error(file, &error);
                if error.kind() == std::io::ErrorKind::NotFound {
                    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
                    let prefix = file.rfind('/').map_or("", |at| &file[..=at]);
                    let names = world.list(folder).unwrap_or_default();
                    let near: Vec<String> =
                        names.iter().map(|name| format!("{prefix}{name}")).collect();
                    let near: Vec<&str> = near.iter().map(String::as_str).collect();
                    diagnostic = Fault::NoPicture { file, near: &near }.into();
                }
                self.sink.push(diagnostic.at(picture.span));
                return None;
            }
        };
        let art = self.art(&path, &picture.file, &bytes, picture.span)?;
        self.recolour(art);
        Some(place(art))
    }

    fn block_slot(&mut self, element: Xml<'_, '_>) -> Vec<BlockNode> {
        let Some(name) = self.attribute(element, "ref") else { return Vec::new() };
        let Some(slot) = self.slot(&name) else { return Vec::new() };
        let Some(style) = self.style(element, "p") else { return Vec::new() };
        match slot.content {
            Content::Line(line) => {
                vec![BlockNode::Text { role: TextRole::Para, style, runs: runs_of(line) }]
            }
            Content::Blocks(blocks) => self.guide_blocks(blocks, style),
            Content::Picture(_) => {
                self.wrong_slot(&name);
                Vec::new()
            }
        }
    }

    fn guide_blocks(&mut self, blocks: &[Block], style: StyleId) -> Vec<BlockNode> {
        let mut nodes = Vec::new();
        for block in blocks {
            match block {
                Block::Para(line) => {
                    nodes.push(BlockNode::Text {
                        role: TextRole::Para,
                        style,
                        runs: runs_of(line),
                    });
                }
                Block::Bullets(lines) => {
                    let items: Vec<Vec<TextRun>> = lines.iter().map(runs_of).collect();
                    let signs = vec![None; items.len()];
                    let list = |style| BlockNode::List { style, items, signs };
                    nodes.extend(self.named("list").map(list));
                }
                Block::Checks(lines) => {
                    let items = lines.iter().map(runs_of).collect();
                    nodes.extend(
                        self.named("checks").map(|style| BlockNode::Checks { style, items }),
                    );
                }
                Block::Note(kind, blocks) => {
                    let warning = *kind == NoteKind::Warning;
                    let name = if warning { "warning" } else { "note" };
                    let nodes_inside = self.guide_blocks(blocks, style);
                    let style = self.named(name);
                    nodes.extend(style.map(|style| {
                        let nodes = nodes_inside;
                        BlockNode::Box { style, warning, picture: None, nodes }
                    }));
                }
            }
        }
        nodes
    }

    fn runs(&mut self, parent: Xml<'_, '_>) -> Vec<TextRun> {
        let mut runs = Vec::new();
        self.add_runs(parent, false, &mut runs);
        trim(&mut runs);
        runs
    }

    fn add_runs(&mut self, parent: Xml<'_, '_>, bold: bool, runs: &mut Vec<TextRun>) {
        for child in parent.children() {
            if child.is_text() {
                let words = child.text().unwrap_or("");
                // A no-break space is a designer's wish; only the white space of markup folds.
                let blank = |letter: char| letter.is_ascii_whitespace();
                let text: Vec<&str> = words.split(blank).filter(|word| !word.is_empty()).collect();
                let text = text.join(" ");
                let space = |at_end: bool| {
                    let edge = if at_end { words.chars().last() } else { words.chars().next() };
                    edge.is_some_and(char::is_whitespace)
                };
                let text = match (text.is_empty(), space(false), space(true)) {
                    (true, _, _) => " ".to_owned(),
                    (false, before, after) => {
                        let (a, b) = (if before { " " } else { "" }, if after { " " } else { "" });
                        format!("{a}{text}{b}")
                    }
                };
                let span = Some(self.words_span(child));
                runs.push(TextRun::Text { text, bold, span, link: None });
                continue;
            }
            if !child.is_element()
                || self.omit(child)
                || !self.is_known(child, ParentElement::Inline)
            {
                continue;
            }
            match child.tag_name().name() {
                "b" => self.add_runs(child, true, runs),
                "br" => runs.push(TextRun::Break),
                "page" => runs.push(TextRun::PageNumber),
                "key" => {
                    let label = child.text().unwrap_or("").trim().to_owned();
                    let letters = child.children().find(Xml::is_text);
                    let span = Some(self.words_span(letters.unwrap_or(child)));
                    runs.push(TextRun::Key { label, span });
                }
                _ => {
                    let Some(name) = self.attribute(child, "ref") else { continue };
                    let Some(slot) = self.slot(&name) else { continue };
                    match slot.content {
                        Content::Line(line) => runs.extend(runs_of(line)),
                        _ => self.wrong_slot(&name),
                    }
                }
            }
        }
    }

    /// Where a template says words of its own: all of them, or where values stand among them, the
    /// first that are the template's; where all are values, the element around them.
    fn words_span(&self, letters: Xml<'_, '_>) -> Span {
        let own = letters.range();
        let words = self.markup.xml.get(own.clone()).unwrap_or("").trim();
        let first_words: String = words.split_inclusive(' ').take(2).collect();
        let find = |needle: &str, edges| {
            let own = (self.markup, own.clone());
            locate_in(own, self.reading.sources, &[needle], edges)
        };
        let around = || letters.parent_element().map(|parent| self.place_of_tag(parent));
        let is_part = first_words.trim().len() < words.len();
        find(words, (true, true))
            .or_else(|| is_part.then(|| find(first_words.trim(), (true, false))).flatten())
            .or_else(around)
            .unwrap_or_else(|| self.locate(&[]))
    }

    /// The piece a slot names; counts that it is placed.
    fn slot(&mut self, name: &str) -> Option<&'a Slot<'a>> {
        let slot = self.slots.get(name).copied();
        if slot.is_none() {
            let span = self.locate(&[&format!("\"{name}\"")]);
            let known: Vec<&str> = self.slots.keys().copied().collect();
            let fault = Fault::NoPiece { name, known: &known };
            self.sink.push(Diagnostic::from(fault).at(span));
            return None;
        }
        *self.placed.entry(name.to_owned()).or_insert(0) += 1;
        slot
    }

    /// Whether the element is an `<omit>`; if so it is noted.
    fn omit(&mut self, element: Xml<'_, '_>) -> bool {
        if element.tag_name().name() != "omit" {
            return false;
        }
        if self.is_known(element, ParentElement::Anywhere)
            && let Some(name) = element.attribute("ref")
        {
            let known = GROUPS.contains(&name.split('.').next().unwrap_or(name));
            if !known {
                self.bad_value(element, "ref", name, GROUPS);
            }
            self.omitted.insert(name.to_owned());
        }
        true
    }

    fn elements<'x>(&mut self, parent: Xml<'x, 'x>) -> Vec<Xml<'x, 'x>> {
        parent.children().filter(Xml::is_element).collect()
    }

    fn attribute(&self, element: Xml<'_, '_>, name: &str) -> Option<String> {
        element.attribute(name).map(str::to_owned)
    }

    /// The style an element names, or the one of its own name.
    fn style(&mut self, element: Xml<'_, '_>, fallback: &str) -> Option<StyleId> {
        let name = element.attribute("style").unwrap_or(fallback);
        let opening = self.opening(element).to_owned();
        let needles = [&format!("style=\"{name}\""), opening.as_str()];
        let style = self.find_style(name, &needles)?;
        self.check_align(fallback, style, &needles);
        Some(style)
    }

    /// The style of a block of the guide, which no element of the template stands for.
    fn named(&mut self, name: &str) -> Option<StyleId> {
        let style = self.find_style(name, &[])?;
        self.check_align(name, style, &[]);
        Some(style)
    }

    fn find_style(&mut self, name: &str, needles: &[&str]) -> Option<StyleId> {
        let style = self.reading.style;
        if let Some(id) = style.find(name) {
            return Some(id);
        }
        let span = self.locate(needles);
        let known: Vec<&str> = style.styles.iter().map(|style| &*style.name).collect();
        let fault = Fault::Style { file: &style.path, name, known: &known };
        self.sink.push(Diagnostic::from(fault).at(span));
        None
    }
}

/// The guide's runs as the document's.
fn runs_of(line: &Line) -> Vec<TextRun> {
    line.runs
        .iter()
        .map(|run| match run {
            Inline::Text { text, bold, span } => {
                TextRun::Text { text: text.clone(), bold: *bold, span: Some(*span), link: None }
            }
            Inline::Key { label, span, .. } => {
                TextRun::Key { label: label.clone(), span: Some(*span) }
            }
            Inline::Link { text, url, span } => TextRun::Text {
                text: text.clone(),
                bold: true,
                span: Some(*span),
                link: Some(url.clone()),
            },
            Inline::Break => TextRun::Break,
        })
        .collect()
}
