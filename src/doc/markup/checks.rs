//! What is looked for in markup: unknown names, wrong places, lost and doubled pieces.

use std::cell::OnceCell;

use roxmltree::{Document, Node as Xml};

use super::super::style::{Align, StyleId};
use super::super::vocabulary::{self, ContentModel, ELEMENTS, ParentElement};
use super::DocBuilder;
use super::faults::{self, Fault, this_template};
use super::forgotten;
use super::xml::locate_in;
use crate::diag::Diagnostic;
use crate::guide::{Block, Content, Slot};
use crate::privacy::Distribution;
use crate::span::Span;

/// The piece without which the safety box is none.
const SAFETY: &str = "safety.title";

impl DocBuilder<'_, '_> {
    /// The opening tag of an element as it was printed, which tells it from others of its name.
    pub(super) fn opening(&self, element: Xml<'_, '_>) -> &str {
        let printed = self.markup.xml.get(element.range()).unwrap_or("");
        printed.find('>').map_or(printed, |end| &printed[..=end])
    }

    pub(super) fn wrong_slot(&mut self, name: &str) {
        let span = self.locate(&[&format!("\"{name}\""), "<slot", "<image"]);
        self.sink.push(Diagnostic::from(Fault::PiecePlace { name }).at(span));
    }

    /// Reports what was placed twice or not at all in the markup read, and a safety box that is left
    /// out where a reader would miss it. Who forgets one piece is led to it; who forgets many has
    /// left out a part of the template, which is one mistake.
    pub(super) fn account(&mut self, slots: &[Slot<'_>], document: &Document<'_>) {
        let place = self.locate(&[]);
        let template = self.reading.sources.get(place.file).path.clone();
        let template = template.as_str();
        let (mut dropped, mut doubled, mut cut) = (Vec::new(), Vec::new(), Vec::new());
        for slot in slots {
            let name = &slot.name;
            let count = self.placed.get(name).copied().unwrap_or(0);
            let omitted = self.omitted.iter().any(|prefix| {
                name.strip_prefix(prefix.as_str())
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
            });
            match (count, omitted) {
                (0, true) if name == SAFETY && !self.may_omit_safety(document) => {
                    let fault = Fault::NoSafety { template, words: &first_words(slot) };
                    let found = Diagnostic::from(fault).at(slot.span);
                    self.sink.push(found.also(place, this_template()));
                }
                (0, true) if self.is_item_of_a_list_begun(name) => cut.push(slot),
                (1, false) | (0, true) => {}
                (0, false) => dropped.push(slot),
                _ => doubled.push(slot),
            }
        }
        if let Some(first) = cut.first() {
            let words: Vec<String> = cut.iter().map(|slot| first_words(slot)).collect();
            let fault = Fault::ListCut { template, words: &words.join("”, “") };
            self.sink.push(Diagnostic::from(fault).at(first.span));
        }
        for (faulty, is_dropped) in [(&dropped, true), (&doubled, false)] {
            let words = faulty.first().map(|slot| first_words(slot)).unwrap_or_default();
            let words = words.as_str();
            let names: Vec<&str> = faulty.iter().map(|slot| slot.name.as_str()).collect();
            let found = match (faulty.as_slice(), is_dropped) {
                ([], _) => continue,
                ([slot], _) => {
                    let name = slot.name.as_str();
                    let fault = if is_dropped {
                        Fault::Dropped { template, name, words }
                    } else {
                        Fault::Doubled { template, name, words }
                    };
                    Diagnostic::from(fault).at(slot.span).also(place, this_template())
                }
                (many, true) => {
                    let lines = forgotten::lines(many, slots);
                    let fault = Fault::ManyDropped { template, names: &names, words };
                    faults::lines_to_paste(Diagnostic::from(fault).at(place), &lines)
                }
                (_, false) => {
                    let fault = Fault::ManyDoubled { template, names: &names, words };
                    Diagnostic::from(fault).at(place)
                }
            };
            self.sink.push(found);
        }
    }

    /// Whether a piece is a numbered line of a list whose first line is printed.
    fn is_item_of_a_list_begun(&self, name: &str) -> bool {
        let item = name.rsplit_once('.').filter(|(_, number)| number.parse::<usize>().is_ok());
        item.is_some_and(|(list, _)| self.placed.contains_key(&format!("{list}.1")))
    }

    /// Whether the sheet is for those who help, or warns of its own.
    fn may_omit_safety(&self, document: &Document<'_>) -> bool {
        let warns = |element: Xml<'_, '_>| element.attribute("warning") == Some("true");
        self.reading.style.distribution == Distribution::Team || document.descendants().any(warns)
    }

    /// Reports an alignment that what the element holds would not follow.
    pub(super) fn check_align(&mut self, element: &str, id: StyleId, needles: &[&str]) {
        let style = self.reading.style.style(id);
        let follows =
            matches!(element, "heading" | "p" | "image" | "emblem" | "logo" | "qr" | "cell");
        if follows || style.align == Align::Left {
            return;
        }
        let fault = Fault::Align { style: &style.name, element };
        self.sink.push(Diagnostic::from(fault).at(self.locate(needles)));
    }

    fn stray_text(&mut self, parent: Xml<'_, '_>) {
        for child in parent.children().filter(Xml::is_text) {
            let words = child.text().unwrap_or("").trim();
            if words.is_empty() {
                continue;
            }
            let span = self.words_span(child);
            let parent = parent.tag_name().name();
            self.sink.push(Diagnostic::from(Fault::Letters { parent, words }).at(span));
        }
    }

    /// Checks name, place and attributes of an element.
    pub(super) fn is_known(&mut self, element: Xml<'_, '_>, place: ParentElement) -> bool {
        let name = element.tag_name().name();
        let Some(known) = vocabulary::find(name) else {
            let span = self.place_of_tag(element);
            let known: Vec<&str> = ELEMENTS.iter().map(|element| element.name).collect();
            let fault = Fault::Element { name, known: &known };
            self.sink.push(Diagnostic::from(fault).at(span));
            return false;
        };
        let fits = known.place == place
            || known.place == ParentElement::Anywhere
            || (known.place == ParentElement::Both
                && matches!(place, ParentElement::Block | ParentElement::Inline));
        if !fits {
            self.misplaced(element);
            return false;
        }
        self.check_attributes(element, known);
        self.check_content(element, known);
        true
    }

    fn misplaced(&mut self, element: Xml<'_, '_>) {
        let name = element.tag_name().name();
        let span = self.place_of_tag(element);
        let parent = element.parent_element().map_or("", |parent| parent.tag_name().name());
        self.sink.push(Diagnostic::from(Fault::Place { name, parent }).at(span));
    }

    /// Reports what would be lost between the tags of an element.
    fn check_content(&mut self, element: Xml<'_, '_>, known: &vocabulary::Element) {
        let holds = known.holds();
        if matches!(holds, ContentModel::Nothing | ContentModel::Elements) {
            self.stray_text(element);
        }
        if matches!(holds, ContentModel::Nothing | ContentModel::Letters) {
            for child in element.children().filter(Xml::is_element) {
                self.misplaced(child);
            }
        }
    }

    fn check_attributes(&mut self, element: Xml<'_, '_>, known: &vocabulary::Element) {
        let name = known.name;
        // Looked for once: an element may have thousands.
        let opening = OnceCell::new();
        for attribute in element.attributes() {
            let key = attribute.name();
            if known.needs.contains(&key) || known.may.contains(&key) {
                continue;
            }
            let value = attribute.value();
            let opening = *opening.get_or_init(|| {
                let (own, tag) = ((self.markup, element.range()), self.opening(element));
                locate_in(own, self.reading.sources, &[tag], (false, false))
            });
            let start = attribute.range().start - element.range().start;
            let place = start..start + attribute.range().len();
            let place =
                opening.filter(|opening| place.end <= opening.range().len()).map(|opening| {
                    let from = opening.range().start;
                    Span::new(opening.file, from + place.start..from + place.end)
                });
            let span = place.unwrap_or_else(|| {
                self.place_of(element, &[&format!("{key}=\"{value}\""), &format!("{key}=")])
            });
            let names: Vec<&str> = known.needs.iter().chain(known.may).copied().collect();
            let fault = Fault::Attribute { element: name, key, known: &names };
            self.sink.push(Diagnostic::from(fault).at(span));
        }
        for key in known.needs {
            let fault = match element.attribute(*key) {
                None => Fault::NoAttribute { element: name, key },
                // What is heard in the place of a picture must say something.
                Some(words) if *key == "alt" && words.trim().is_empty() => {
                    Fault::EmptyAttribute { element: name, key }
                }
                Some(_) => continue,
            };
            let span = self.place_of_tag(element);
            self.sink.push(Diagnostic::from(fault).at(span));
        }
    }

    pub(super) fn bad_value(
        &mut self,
        element: Xml<'_, '_>,
        key: &str,
        value: &str,
        known: &[&str],
    ) {
        let name = element.tag_name().name();
        let span = self.place_of(element, &[&format!("{key}=\"{value}\""), self.opening(element)]);
        let fault = Fault::Value { element: name, key, value, known };
        self.sink.push(Diagnostic::from(fault).at(span));
    }
}

/// What a piece says, as far as it is shown.
fn first_words(slot: &Slot<'_>) -> String {
    let words = match slot.content {
        Content::Line(line) => line.plain(),
        Content::Blocks(blocks) => blocks.iter().map(Block::plain).collect::<Vec<_>>().join(" "),
        Content::Picture(picture) => picture.alt.clone(),
    };
    words.chars().take(40).collect()
}
