//! The tags of a page that many copies share (ISO 14289-1): which parts of it are painted for which
//! element of the structure tree.
//!
//! Decoration is gathered into one ground that is painted first, as nothing decorative ever lies
//! over letters. What belongs to an element is a ground of its own, painted inside the element's
//! marked content; a ground holds no marks itself (7.20). Each copy writes the same elements again
//! under numbers of its own.

use std::io::Write as _;

use lopdf::{Dictionary, Object};

use super::super::object::text;
use super::super::save;
use super::super::tree::{figure, kind};
use crate::doc::field;
use crate::geom::{Len, Point};
use crate::layout::{Item, Page, Placed, Role};

/// What to do on a page, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Begins decoration.
    Decoration,
    /// Begins content of an element: its name, and the number of the content on its page.
    Content(&'static str, usize),
    /// Paints a ground by its number.
    Ground(usize),
    /// Paints a field: the number of its question, and its place.
    Field(usize, Point),
    /// Ends what was begun.
    End,
}

/// An element, the same in all copies but for its numbers and the words of its picture.
#[derive(Clone, Debug)]
struct Element {
    name: &'static str,
    /// None for those under the section of the page.
    parent: Option<usize>,
    kids: Vec<Kid>,
    alt: Option<String>,
    attributes: Option<Dictionary>,
}

#[derive(Clone, Copy, Debug)]
enum Kid {
    Element(usize),
    Content(usize),
}

/// The elements of a page.
#[derive(Clone, Debug, Default)]
pub struct Tags {
    elements: Vec<Element>,
    /// The element of each content, by number.
    owners: Vec<usize>,
}

/// A page taken apart: its tags, what to do, and the items of each ground.
pub struct Parts {
    /// The elements.
    pub tags: Tags,
    /// What to do.
    pub steps: Vec<Step>,
    /// The items of each ground.
    pub grounds: Vec<Vec<Placed>>,
}

/// The content that is open.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    None,
    Decoration,
    Element(usize),
}

struct Walk {
    parts: Parts,
    /// Open roles: their element, if they have one, and whether it is a picture.
    roles: Vec<(Option<usize>, bool)>,
    mark: Mark,
    height: Len,
}

impl Parts {
    /// Takes a page apart.
    pub fn of(page: &Page) -> Parts {
        let parts = Parts { tags: Tags::default(), steps: Vec::new(), grounds: vec![Vec::new()] };
        let mut walk = Walk { parts, roles: Vec::new(), mark: Mark::None, height: page.size.h };
        walk.parts.steps.extend([Step::Decoration, Step::Ground(0), Step::End]);
        let mut in_field = false;
        for placed in &page.items {
            match &placed.item {
                Item::Open(_) | Item::Close if in_field => {}
                Item::Open(tag) => walk.open(&tag.role, placed.at),
                Item::Close => {
                    walk.turn(Mark::None);
                    walk.roles.pop();
                }
                Item::Field(Some(question)) => {
                    in_field = true;
                    walk.turn(walk.words());
                    walk.parts.steps.push(Step::Field(*question, placed.at));
                }
                Item::Field(None) => in_field = false,
                Item::Link { .. } => {}
                _ if in_field => {}
                Item::Glyphs(_) | Item::Image { .. } | Item::Form { .. } => {
                    walk.paint(placed, walk.words());
                }
                Item::Fill { .. } | Item::Stroke { .. } | Item::Code { .. } => {
                    walk.paint(placed, walk.shape());
                }
            }
        }
        walk.turn(Mark::None);
        walk.parts
    }
}

impl Walk {
    fn open(&mut self, role: &Role, at: Point) {
        self.turn(Mark::None);
        let inside = self.roles.last().is_some_and(|(element, _)| element.is_none());
        if *role == Role::Artifact || inside {
            self.roles.push((None, false));
            return;
        }
        let parent = self.roles.last().and_then(|(element, _)| *element);
        let (name, attributes) = kind(role);
        let (alt, attributes) = match role {
            Role::Figure { alt, size } => {
                let corner = Point::new(at.x, self.height - at.y);
                (Some(alt.clone()), Some(figure(corner, *size)))
            }
            _ => (None, attributes),
        };
        let elements = &mut self.parts.tags.elements;
        let number = elements.len();
        elements.push(Element { name, parent, kids: Vec::new(), alt, attributes });
        if let Some(parent) = parent {
            elements[parent].kids.push(Kid::Element(number));
        }
        self.roles.push((Some(number), matches!(role, Role::Figure { .. })));
    }

    /// What words and pictures belong to here.
    fn words(&self) -> Mark {
        match self.roles.last() {
            Some((Some(element), _)) => Mark::Element(*element),
            _ => Mark::Decoration,
        }
    }

    /// What shapes belong to here: a picture, or nothing.
    fn shape(&self) -> Mark {
        match self.roles.last() {
            Some((Some(element), true)) => Mark::Element(*element),
            _ => Mark::Decoration,
        }
    }

    fn paint(&mut self, placed: &Placed, mark: Mark) {
        if mark == Mark::Decoration {
            self.parts.grounds[0].push(placed.clone());
            return;
        }
        if self.mark != mark || !matches!(self.parts.steps.last(), Some(Step::Ground(_))) {
            self.turn(mark);
            self.parts.steps.push(Step::Ground(self.parts.grounds.len()));
            self.parts.grounds.push(Vec::new());
        }
        if let Some(ground) = self.parts.grounds.last_mut() {
            ground.push(placed.clone());
        }
    }

    /// Ends the open content and begins another, unless they are the same.
    fn turn(&mut self, next: Mark) {
        if self.mark == next {
            return;
        }
        if self.mark != Mark::None {
            self.parts.steps.push(Step::End);
        }
        self.mark = next;
        match next {
            Mark::None => {}
            Mark::Decoration => self.parts.steps.push(Step::Decoration),
            Mark::Element(element) => {
                let tags = &mut self.parts.tags;
                let number = tags.owners.len();
                tags.owners.push(element);
                tags.elements[element].kids.push(Kid::Content(number));
                self.parts.steps.push(Step::Content(tags.elements[element].name, number));
            }
        }
    }
}

impl Tags {
    /// How many objects a page's elements take: those and the section around them.
    pub(super) fn count(&self) -> usize {
        self.elements.len() + 1
    }

    /// Writes each element of a copy, the section of the page first. Their numbers count from
    /// `first`; `values` are those of the copy.
    pub(super) fn each<E>(
        &self,
        (first, page, document): (u32, u32, u32),
        values: &[String],
        mut put: impl FnMut(u32, &[u8]) -> Result<(), E>,
    ) -> Result<(), E> {
        let id = |element: usize| first + 1 + element as u32;
        let mut out = Vec::new();
        let _ = write!(out, "<</S/Sect/P {document} 0 R/K[");
        for (number, element) in self.elements.iter().enumerate() {
            if element.parent.is_none() {
                let _ = write!(out, "{} 0 R ", id(number));
            }
        }
        out.extend_from_slice(b"]>>");
        put(first, &out)?;
        for (number, element) in self.elements.iter().enumerate() {
            out.clear();
            let parent = element.parent.map_or(first, id);
            let _ = write!(out, "<</S/{}/P {parent} 0 R/K", element.name);
            let many = element.kids.len() != 1;
            out.extend_from_slice(if many { b"[" } else { b" " });
            let mut has_content = false;
            for kid in &element.kids {
                let _ = match kid {
                    Kid::Element(kid) => write!(out, "{} 0 R ", id(*kid)),
                    Kid::Content(content) => {
                        has_content = true;
                        write!(out, "{content} ")
                    }
                };
            }
            if many {
                out.push(b']');
            }
            if has_content {
                let _ = write!(out, "/Pg {page} 0 R");
            }
            if let Some(alt) = &element.alt {
                out.extend_from_slice(b"/Alt");
                save::object(&mut out, &text(&field::filled(alt, values)));
            }
            if let Some(attributes) = &element.attributes {
                out.extend_from_slice(b"/A");
                save::object(&mut out, &Object::Dictionary(attributes.clone()));
            }
            out.extend_from_slice(b">>");
            put(id(number), &out)?;
        }
        Ok(())
    }

    /// The element of each content of a page, as an array for the parent tree.
    pub(super) fn parents(&self, first: u32) -> Vec<u8> {
        let mut out = b"[".to_vec();
        for owner in &self.owners {
            let _ = write!(out, "{} 0 R ", first + 1 + *owner as u32);
        }
        out.push(b']');
        out
    }
}
