//! A part of a document as a tree. Prefixes of names are left out: programs choose their own.

use quick_xml::events::{BytesStart, Event};

use crate::archive::{Archive, ArchiveFault, push_reference};

/// The most bytes of a part: a book of a thousand pages has less.
const MOST_OF_A_PART: u64 = 16 << 20;
/// The most elements of a part, which are all held.
const MOST_ELEMENTS: usize = 400_000;

/// An element with what stands in it.
#[derive(Debug, Default)]
pub(super) struct Element {
    pub(super) name: String,
    attributes: Vec<(String, String)>,
    pub(super) children: Vec<Child>,
}

/// What stands in an element.
#[derive(Debug)]
pub(super) enum Child {
    Element(Element),
    Text(String),
}

impl Element {
    /// Reads a part; none where the archive has none of that name. How deep elements stand in each
    /// other is limited by [`crate::archive`], so that every walk through the tree ends.
    pub(super) fn read(archive: &mut Archive, path: &str) -> Result<Option<Element>, ArchiveFault> {
        let Some(mut xml) = archive.xml(path, MOST_OF_A_PART)? else { return Ok(None) };
        let (mut open, mut count) = (vec![Element::default()], 0);
        loop {
            let event = xml.next()?;
            if matches!(event, Event::Start(_) | Event::Empty(_)) {
                count += 1;
                if count > MOST_ELEMENTS {
                    return Err(ArchiveFault::TooMuch);
                }
            }
            match event {
                Event::Start(tag) => open.push(Element::new(&tag)),
                Event::Empty(tag) => {
                    let element = Element::new(&tag);
                    last(&mut open)?.children.push(Child::Element(element));
                }
                Event::End(_) => {
                    let done = open.pop().ok_or(ArchiveFault::Damaged)?;
                    last(&mut open)?.children.push(Child::Element(done));
                }
                Event::Text(letters) => last(&mut open)?.push_text(&letters.xml10_content()),
                Event::CData(letters) => last(&mut open)?.push_text(&letters.xml10_content()),
                Event::GeneralRef(reference) => {
                    let mut letters = String::new();
                    push_reference(&reference, &mut letters);
                    last(&mut open)?.push_text(&letters);
                }
                Event::Eof => {
                    let whole = open.pop().filter(|_| open.is_empty());
                    let mut whole = whole.ok_or(ArchiveFault::Damaged)?;
                    whole.children.retain(|child| matches!(child, Child::Element(_)));
                    return match whole.children.pop() {
                        Some(Child::Element(root)) => Ok(Some(root)),
                        _ => Err(ArchiveFault::Damaged),
                    };
                }
                _ => {}
            }
        }
    }

    fn new(tag: &BytesStart<'_>) -> Element {
        let mut all = tag.attributes();
        let attributes = all.with_checks(false).flatten().map(|found| {
            let value = found.normalized_value(quick_xml::XmlVersion::Explicit1_0);
            let value = value.map(std::borrow::Cow::into_owned).unwrap_or_default();
            (found.key.local_name().as_ref().to_owned(), value)
        });
        let attributes = attributes.collect();
        let name = tag.local_name().as_ref().to_owned();
        Element { name, attributes, children: Vec::new() }
    }

    fn push_text(&mut self, letters: &str) {
        match self.children.last_mut() {
            Some(Child::Text(text)) => text.push_str(letters),
            _ => self.children.push(Child::Text(letters.to_owned())),
        }
    }

    /// The value of an attribute.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(own, _)| own == name);
        found.map(|(_, value)| value.as_str())
    }

    /// The elements in it.
    pub(super) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|child| match child {
            Child::Element(element) => Some(element),
            Child::Text(_) => None,
        })
    }

    /// The elements of one name in it.
    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.elements().filter(move |element| element.name == name)
    }

    /// The first element on a path of names.
    pub(super) fn find(&self, path: &[&str]) -> Option<&Element> {
        let (name, rest) = path.split_first()?;
        let found = self.elements().find(|element| element.name == *name)?;
        if rest.is_empty() { Some(found) } else { found.find(rest) }
    }

    /// The elements of one name in it, however deep.
    pub(super) fn deep<'a>(&'a self, name: &str, found: &mut Vec<&'a Element>) {
        for element in self.elements() {
            if element.name == name {
                found.push(element);
            }
            element.deep(name, found);
        }
    }

    /// The first element of one name in it, however deep.
    pub(super) fn first(&self, name: &str) -> Option<&Element> {
        self.elements().find_map(|element| {
            if element.name == name { Some(element) } else { element.first(name) }
        })
    }

    /// All letters in it, in order; those of paragraphs parted by spaces.
    pub(super) fn letters(&self) -> String {
        let mut text = String::new();
        self.add_letters(&mut text);
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn add_letters(&self, text: &mut String) {
        for child in &self.children {
            match child {
                Child::Text(letters) => text.push_str(letters),
                Child::Element(element) => {
                    element.add_letters(text);
                    if matches!(element.name.as_str(), "p" | "tab" | "br" | "cell" | "tc") {
                        text.push(' ');
                    }
                }
            }
        }
    }
}

fn last(open: &mut [Element]) -> Result<&mut Element, ArchiveFault> {
    open.last_mut().ok_or(ArchiveFault::Damaged)
}
