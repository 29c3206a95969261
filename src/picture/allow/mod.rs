//! What a drawing may hold: a list of everything that is printed as it is meant.
//!
//! The reader of drawings (usvg) leaves out what it does not know or cannot read (letters, pictures
//! inside, filters, values with a slip of the pen) and goes on as if nothing had been there. So
//! each element, attribute and rule is looked at first, and whatever is not on the list is refused
//! by name and place. Letters are refused too: inside a drawing nobody checks their words, their
//! size on paper or whether a screen reader says them.

mod css;
mod measure;
mod values;
mod words;

use std::collections::BTreeMap;

use roxmltree::{Attribute, Document, Node, NodeId, ParsingOptions};

use super::faults::{PictureFault, PictureFaults};
use crate::diag::text;
use values::ValueSyntax;

const SVG: &str = "http://www.w3.org/2000/svg";
const XLINK: &str = "http://www.w3.org/1999/xlink";
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// What drawing programs note for themselves.
const NOTES: [&str; 8] = [
    "http://sodipodi.sourceforge.net/",
    "http://www.inkscape.org/",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://creativecommons.org/",
    "http://purl.org/dc/",
    "http://www.bohemiancoding.com/",
    "http://www.serif.com/",
    "http://ns.adobe.com/",
];

/// Shapes, which are what ink comes from.
const SHAPES: [&str; 7] = ["path", "rect", "circle", "ellipse", "line", "polyline", "polygon"];

/// What is drawn only where it is referred to.
const DEFINED: [&str; 9] = [
    "defs",
    "symbol",
    "linearGradient",
    "radialGradient",
    "pattern",
    "clipPath",
    "mask",
    "filter",
    "marker",
];

/// The most shapes that are drawn, counted again each time one is used.
const MAX_DRAWN: usize = 20_000;

pub(super) use values::{Properties, Wrong};
pub(super) use words::{
    colourless, cut, invisible, lost, no_size, nothing, stretched, value, veiled,
};

/// A shape that has to become ink.
#[derive(Clone, Debug)]
pub(super) struct Expected {
    /// Its element.
    pub name: String,
    /// Where it begins in the file.
    pub offset: usize,
}

/// Reads the XML of a drawing, no larger than can be handled.
pub(super) fn parse(xml: &str) -> Result<Document<'_>, PictureFault> {
    measure::check(xml)?;
    // Drawings of many programs begin with a document type; no entity is ever defined here.
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    Document::parse_with_options(xml, options).map_err(|error| {
        let place = error.pos();
        let said = error.to_string();
        PictureFault::damaged(text!(en "it is not SVG: {said}", vi "không phải SVG: {said}"))
            .at(place.row, place.col)
    })
}

/// Looks at everything in a drawing with these properties. The shapes that have to become ink, in the order in which they
/// are painted, or all that is wrong.
pub(super) fn check(
    document: &Document<'_>,
    properties: Properties,
) -> Result<Vec<Expected>, PictureFaults> {
    let mut gate = Gate {
        document,
        properties,
        ids: BTreeMap::new(),
        faults: PictureFaults::default(),
        drawn: Vec::new(),
        visited: 0,
        used: Vec::new(),
    };
    for node in document.descendants() {
        if let Some(id) = node.attribute("id") {
            gate.ids.entry(id).or_insert(node);
        }
    }
    gate.whole();
    if properties == Properties::Shaded {
        gate.references();
    }
    let root = document.root_element();
    if is_named(root, "svg") {
        gate.element(root, 1);
    } else {
        gate.unknown(root);
    }
    if gate.faults.is_empty() { Ok(gate.drawn) } else { Err(gate.faults) }
}

/// The fault at its line and column.
pub(super) fn located(document: &Document<'_>, fault: PictureFault, offset: usize) -> PictureFault {
    let place = document.text_pos_at(offset);
    fault.at(place.row, place.col)
}

struct Gate<'a, 'i> {
    document: &'a Document<'i>,
    properties: Properties,
    ids: BTreeMap<&'a str, Node<'a, 'i>>,
    faults: PictureFaults,
    drawn: Vec<Expected>,
    /// Elements looked at, again for each use.
    visited: usize,
    /// What is being used, from the outside in.
    used: Vec<NodeId>,
}

fn is_svg(node: Node<'_, '_>) -> bool {
    matches!(node.tag_name().namespace(), None | Some(SVG))
}

fn is_named(node: Node<'_, '_>, name: &str) -> bool {
    is_svg(node) && node.tag_name().name() == name
}

impl<'a, 'i> Gate<'a, 'i> {
    fn push(&mut self, fault: PictureFault, offset: usize) {
        // Counting lines takes time; nobody reads of the thousandth fault.
        if !self.faults.is_full() && !self.faults.has(&fault) {
            self.faults.push(located(self.document, fault, offset));
        }
    }

    /// What counts for the whole file, wherever it stands.
    fn whole(&mut self) {
        for node in self.document.descendants() {
            if node.pi().is_some_and(|pi| pi.target == "xml-stylesheet") {
                self.push(words::outside("xml-stylesheet"), node.range().start);
            }
            if node.is_element() && node.tag_name().name() == "style" {
                self.style_sheet(node);
            }
        }
    }

    /// Every gradient and path to cut out by that is named is there, and is more than a name: the
    /// reader paints nothing, or all, where it is not.
    fn references(&mut self) {
        for node in self.document.descendants() {
            let attributes = node.attributes().map(|own| (own.name(), own.value()));
            let own = node.text().filter(|_| is_named(node, "style"));
            for (attribute, text) in attributes.chain(own.map(|rules| ("style", rules))) {
                let pieces: Vec<&str> = text.split("url(").collect();
                for (before, after) in pieces.iter().zip(pieces.iter().skip(1)) {
                    let name = after.split(')').next().unwrap_or("");
                    let link = name.trim_matches(['\'', '"', ' ']);
                    // In rules the property stands before the value.
                    let rule = before.rsplit(['{', ';', '}']).next().unwrap_or("");
                    let property = rule.split_once(':').map_or(attribute, |(name, _)| name.trim());
                    if let Err(fault) = self.reference(property, link) {
                        self.push(fault, node.range().start);
                    }
                }
            }
        }
    }

    /// Whether a property can refer to this: gradients paint, paths cut out.
    fn reference(&self, property: &str, link: &str) -> Result<(), PictureFault> {
        let target = link.strip_prefix('#').and_then(|id| self.ids.get(id).copied());
        let target = target.ok_or_else(|| words::nowhere(link))?;
        let name = target.tag_name().name();
        match name {
            "linearGradient" | "radialGradient" if property != "clip-path" => {
                if self.has_stops(target) { Ok(()) } else { Err(words::no_stops(link)) }
            }
            "clipPath" if !matches!(property, "fill" | "stroke") => {
                let mut inside = target.children().filter(|child| is_svg(*child));
                let cuts = |name: &str| SHAPES.contains(&name) || name == "use";
                let is_open = inside.any(|child| cuts(child.tag_name().name()));
                if is_open { Ok(()) } else { Err(words::no_opening(link)) }
            }
            _ => Err(words::unsuited(property, link, name)),
        }
    }

    /// Whether a gradient has colours of its own, or of one it refers to.
    fn has_stops(&self, gradient: Node<'a, 'i>) -> bool {
        let mut next = Some(gradient);
        for _ in 0..measure::MAX_DEPTH {
            let Some(gradient) = next else { return false };
            if gradient.children().any(|child| is_named(child, "stop")) {
                return true;
            }
            let mut links = gradient.attributes().filter(|attribute| attribute.name() == "href");
            let id = links.next().and_then(|link| link.value().strip_prefix('#'));
            next = id.and_then(|id| self.ids.get(id).copied());
        }
        false
    }

    fn style_sheet(&mut self, node: Node<'a, 'i>) {
        let start = node.range().start;
        for attribute in node.attributes() {
            let is_css = attribute.name() == "type" && attribute.value() == "text/css";
            if !is_css && !matches!(attribute.name(), "id" | "space") {
                self.push(words::attribute("style", attribute.name()), start);
            }
        }
        let mut children = node.children();
        let rules = match (children.next(), children.next()) {
            (None, _) => "",
            (Some(only), None) if only.is_text() => only.text().unwrap_or(""),
            _ => return self.push(words::style("<!--"), start),
        };
        let mut found = Vec::new();
        css::sheet(rules, self.properties, &mut |broken| {
            if found.len() < 20 {
                found.push(broken);
            }
        });
        for broken in found {
            self.push(words::css(&broken), start);
        }
    }

    fn element(&mut self, node: Node<'a, 'i>, depth: usize) {
        self.visited += 1;
        let start = node.range().start;
        if depth > measure::MAX_DEPTH || self.visited > MAX_DRAWN {
            return self.push(words::many(MAX_DRAWN, measure::MAX_DEPTH), start);
        }
        let name = node.tag_name().name();
        if !is_svg(node) {
            let namespace = node.tag_name().namespace().unwrap_or("");
            if !NOTES.iter().any(|known| namespace.starts_with(known)) {
                self.unknown(node);
            }
            return;
        }
        let is_shape = SHAPES.contains(&name);
        match name {
            "title" | "desc" | "metadata" | "style" => return,
            name if DEFINED.contains(&name) => return,
            "g" | "use" => {}
            "svg" if node.parent_element().is_none() => {}
            _ if is_shape => {}
            _ => return self.unknown(node),
        }
        self.attributes(node);
        self.letters(node);
        if is_shape {
            self.drawn.push(Expected { name: name.to_owned(), offset: start });
            // A shape holds nothing but words about it.
            let inside = node.children().filter(Node::is_element);
            for child in inside.filter(|child| is_svg(*child)) {
                if !matches!(child.tag_name().name(), "title" | "desc" | "metadata") {
                    self.unknown(child);
                }
            }
            return;
        }
        if name == "use" {
            return self.used(node, depth);
        }
        for child in node.children().filter(Node::is_element) {
            if self.faults.is_full() {
                return;
            }
            self.element(child, depth + 1);
        }
    }

    fn unknown(&mut self, node: Node<'a, 'i>) {
        let fault = words::element(node.tag_name().name());
        self.push(fault, node.range().start);
    }

    /// Letters between the tags are shown by no reader.
    fn letters(&mut self, node: Node<'a, 'i>) {
        for child in node.children().filter(Node::is_text) {
            let letters = child.text().unwrap_or("").trim();
            if !letters.is_empty() {
                self.push(words::letters(letters), child.range().start);
            }
        }
    }

    fn used(&mut self, node: Node<'a, 'i>, depth: usize) {
        let start = node.range().start;
        // As the reader does: the plain name counts before the one of XLink, in whatever order.
        let named = |namespace: Option<&str>| {
            let is_link = |a: &Attribute<'_, '_>| a.name() == "href" && a.namespace() == namespace;
            node.attributes().find(is_link).map(|attribute| attribute.value())
        };
        let link = named(None).or_else(|| named(Some(XLINK)));
        let Some(link) = link else {
            return self.push(words::missing("use", "href"), start);
        };
        let Some(id) = link.trim().strip_prefix('#') else {
            return self.push(words::outside(link), start);
        };
        let Some(target) = self.ids.get(id).copied() else {
            return self.push(words::nowhere(link), start);
        };
        let is_circle = self.used.contains(&target.id())
            || node.ancestors().any(|above| above.id() == target.id());
        if is_circle {
            return self.push(words::circle(link), start);
        }
        let name = target.tag_name().name();
        if !is_svg(target) || !(SHAPES.contains(&name) || matches!(name, "g" | "use")) {
            return self.unknown(target);
        }
        self.used.push(target.id());
        self.element(target, depth + 1);
        self.used.pop();
    }

    fn attributes(&mut self, node: Node<'a, 'i>) {
        let element = node.tag_name().name();
        for needed in values::needed(element) {
            if node.attribute(*needed).is_none() {
                self.push(words::missing(element, needed), node.range().start);
            }
        }
        let has_size = ["width", "height"]
            .iter()
            .all(|side| node.attribute(*side).is_some_and(|size| !size.trim().ends_with('%')));
        if element == "svg" && node.attribute("viewBox").is_none() && !has_size {
            self.push(no_size(), node.range().start);
        }
        for attribute in node.attributes() {
            self.attribute(element, &attribute);
        }
    }

    fn attribute(&mut self, element: &str, attribute: &Attribute<'a, 'i>) {
        let (name, value) = (attribute.name(), attribute.value());
        let offset = attribute.range().start;
        let known = match attribute.namespace() {
            Some(XML) if matches!(name, "space" | "lang" | "id" | "base") => return,
            Some(XLINK) if name == "href" && element == "use" => return,
            Some(XLINK) if matches!(name, "type" | "title" | "show" | "role" | "arcrole") => return,
            Some(XLINK) if matches!(name, "actuate") => return,
            // The reader takes these for plain ones, and no other program does.
            Some(SVG | XML | XLINK) => None,
            // Other programs' notes mean nothing to any reader.
            Some(_) => return,
            None => self.properties.find(name).or_else(|| values::attribute(element, name)),
        };
        match (name, known) {
            ("href", _) if element == "use" => {}
            // The reader parts names at spaces alone.
            ("class", _) if value.contains(['\t', '\n', '\r']) => {
                self.push(words::value(name, value, Wrong::Unreadable), offset);
            }
            ("style", _) => {
                let mut found = Vec::new();
                css::declarations(value, self.properties, &mut |broken| found.push(broken));
                for broken in found {
                    self.push(words::css(&broken), offset);
                }
            }
            (_, None) => self.push(words::attribute(element, name), offset),
            ("width" | "height", Some(ValueSyntax::Frame)) if value.trim().parse() == Ok(0.0) => {
                self.push(no_size(), offset);
            }
            (_, Some(known)) => {
                if let Err(wrong) = known.check(value) {
                    self.push(words::value(name, value, wrong), offset);
                }
            }
        }
    }
}
