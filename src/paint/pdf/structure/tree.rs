//! The structure tree: what a screen reader walks through. `build` has one for its file, `merge` one
//! for all copies that look alike; both are made and written here, so that they say the same.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Object, dictionary};

use super::super::object::primitives::{real, text};
use super::super::object::syntax;
use crate::diag::Lang;
use crate::geom::{Len, Point, Size};
use crate::layout::{Item, Numbering, Placed, Role, Tag};

/// A child of an element.
#[derive(Clone, Copy, Debug)]
enum Kid {
    Element(usize),
    Content {
        page: usize,
        mcid: usize,
    },
    /// A place to touch, by its number.
    Place(usize),
}

#[derive(Clone, Debug)]
struct StructureElement {
    parent: Option<usize>,
    name: &'static str,
    /// With the place each has among the pages as they are read.
    kids: Vec<(usize, Kid)>,
    /// What it says of itself.
    role: Option<Role>,
    attributes: Option<Dictionary>,
}

/// A place to touch on a page.
#[derive(Clone, Debug)]
struct LinkPosition {
    page: usize,
    element: usize,
    area: LinkArea,
    /// Where each copy has its own: the number of the question it comes with, which of the places
    /// of the answer it is, and where the answer stands.
    own: Option<(usize, usize, Point)>,
}

/// Where a page is touched, and where that leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LinkArea {
    /// The lower left corner, y upward.
    corner: Point,
    size: Size,
    url: String,
}

/// All elements; the first is the root.
#[derive(Clone, Debug)]
pub(crate) struct Tree {
    elements: Vec<StructureElement>,
    /// Elements by the identity of their tag: one that goes on over a page stays one.
    by_tag: BTreeMap<u32, usize>,
    /// The number in reading order of the page that is written: panels of a folded sheet are read
    /// in another order than they lie in.
    reading: usize,
    /// The element of each content, page by page.
    owners: Vec<Vec<usize>>,
    places: Vec<LinkPosition>,
}

/// The numbers of the objects an element names.
#[derive(Clone, Copy)]
pub(crate) struct Numbers<'n> {
    /// Of the first element; the others follow.
    pub first: u32,
    /// Of what the root stands in.
    pub parent: u32,
    /// Of the pages.
    pub pages: &'n [u32],
    /// Of the annotations, in the order of the places to touch.
    pub places: &'n [u32],
}

impl Tree {
    pub(crate) const ROOT: usize = 0;

    pub(crate) fn new() -> Tree {
        let mut tree = Tree {
            elements: Vec::new(),
            by_tag: BTreeMap::new(),
            reading: 0,
            owners: Vec::new(),
            places: Vec::new(),
        };
        tree.push(None, "Document");
        tree
    }

    /// What is added from now on is read with page `number`.
    pub(crate) fn read_at(&mut self, number: usize) {
        self.reading = number;
    }

    /// The element of a tag that opens at `at`, y upward.
    pub(crate) fn element(&mut self, parent: usize, tag: &Tag, at: Point) -> usize {
        let known = self.by_tag.get(&tag.id).copied().filter(|_| tag.id > 0);
        if let Some(known) = known {
            self.begins_here(parent, known);
            return known;
        }
        let (name, mut attributes) = kind(&tag.role);
        if let Some(size) = tag.role.size() {
            attributes = Some(figure(at, size));
        }
        let id = self.push(Some(parent), name);
        self.elements[parent].kids.push((self.reading, Kid::Element(id)));
        let speaks = tag.role.is_drawn() || tag.role.is_inline();
        self.elements[id].role = speaks.then(|| tag.role.clone());
        self.elements[id].attributes = attributes;
        self.by_tag.insert(tag.id, id);
        id
    }

    /// Moves an element that goes on over pages to where it begins, when the page it begins on
    /// lies behind the one it goes on on.
    fn begins_here(&mut self, parent: usize, element: usize) {
        let (reading, kids) = (self.reading, &mut self.elements[parent].kids);
        let is_it = |kid: &Kid| matches!(kid, Kid::Element(it) if *it == element);
        let at = kids.iter().position(|(later, kid)| *later > reading && is_it(kid));
        if let Some(at) = at {
            let (_, kid) = kids.remove(at);
            kids.push((reading, kid));
        }
    }

    fn push(&mut self, parent: Option<usize>, name: &'static str) -> usize {
        let kids = Vec::new();
        self.elements.push(StructureElement { parent, name, kids, role: None, attributes: None });
        self.elements.len() - 1
    }

    /// The next content of a page, for an element; gives its number on the page.
    pub(crate) fn content(&mut self, element: usize, page: usize) -> usize {
        if self.owners.len() <= page {
            self.owners.resize_with(page + 1, Vec::new);
        }
        let mcid = self.owners[page].len();
        self.owners[page].push(element);
        self.elements[element].kids.push((self.reading, Kid::Content { page, mcid }));
        mcid
    }

    /// A place to touch on a page, for an element.
    pub(crate) fn place(
        &mut self,
        (element, page): (usize, usize),
        area: LinkArea,
        own: Option<(usize, usize, Point)>,
    ) {
        self.elements[element].kids.push((self.reading, Kid::Place(self.places.len())));
        self.places.push(LinkPosition { page, element, area, own });
    }

    pub(crate) fn name(&self, element: usize) -> &'static str {
        self.elements[element].name
    }

    /// Brings what each element holds into the order in which pages are read.
    pub(crate) fn sort(&mut self) {
        for element in &mut self.elements {
            element.kids.sort_by_key(|(reading, _)| *reading);
        }
    }

    /// How many elements there are.
    pub(crate) fn count(&self) -> usize {
        self.elements.len()
    }

    /// The elements of the contents of a page, as the parent tree lists them.
    pub(crate) fn owners(&self, page: usize, first: u32) -> Object {
        let owners = self.owners.get(page).map_or(&[][..], Vec::as_slice);
        let owners = owners.iter().map(|owner| reference(first + *owner as u32));
        owners.collect::<Vec<Object>>().into()
    }

    /// The places to touch of a page of such a size, each with its element. Those that differ from
    /// copy to copy are among the items that answer their question.
    pub(crate) fn areas<'i>(
        &self,
        page: usize,
        on: PageFrame,
        answer: impl Fn(usize) -> &'i [Placed],
    ) -> Vec<LinkArea> {
        let own = self.places.iter().filter(|place| place.page == page);
        let area = |place: &LinkPosition| {
            let Some((question, nth, origin)) = place.own else { return place.area.clone() };
            let mut links = answer(question).iter().filter_map(|placed| match &placed.item {
                Item::Link { size, url } => Some((placed.at, *size, url)),
                _ => None,
            });
            links.nth(nth).map_or_else(
                || place.area.clone(),
                |(at, size, url)| on.area(origin.shifted(at.x, at.y), size, url),
            )
        };
        own.map(area).collect()
    }

    /// The elements of the places to touch of a page, in the order of [`Tree::areas`].
    pub(crate) fn touched(&self, page: usize) -> impl Iterator<Item = usize> {
        self.places.iter().filter(move |place| place.page == page).map(|place| place.element)
    }

    /// An element as it stands in a file, in a copy with these values.
    pub(crate) fn written(&self, number: usize, of: Numbers<'_>, values: &[String]) -> Vec<u8> {
        let element = &self.elements[number];
        let parent = element.parent.map_or(of.parent, |parent| of.first + parent as u32);
        written_element(element.name, parent, &self.inside(number, of, values))
    }

    /// What an element says of itself, and what stands in it: all of it but its name and what it
    /// stands in. A tagged file of many copies has millions of them, so they are not made as objects
    /// before.
    pub(crate) fn inside(&self, number: usize, of: Numbers<'_>, values: &[String]) -> Vec<u8> {
        let element = &self.elements[number];
        let mut out = Vec::with_capacity(128);
        let mut said = |key: &[u8], words: &str| {
            out.extend_from_slice(key);
            syntax::object(&mut out, &text(words));
        };
        match &element.role {
            Some(Role::Foreign(lang)) => said(b"/Lang", code(*lang)),
            Some(Role::Joined(words)) => said(b"/ActualText", words),
            Some(role) => role.alt(values).iter().for_each(|alt| said(b"/Alt", alt)),
            None => {}
        }
        if let Some(attributes) = &element.attributes {
            out.extend_from_slice(b"/A");
            syntax::dictionary(&mut out, attributes);
        }
        // Content of the element's own page is named by its number alone.
        let own = element.kids.iter().find_map(|(_, kid)| match kid {
            Kid::Content { page, .. } => Some(*page),
            _ => None,
        });
        let at = |page: usize| reference(of.pages.get(page).copied().unwrap_or(0));
        if let Some(page) = own {
            out.extend_from_slice(b"/Pg ");
            syntax::object(&mut out, &at(page));
        }
        let kid = |kid: &Kid| match *kid {
            Kid::Element(element) => reference(of.first + element as u32),
            Kid::Content { page, mcid } if own == Some(page) => Object::Integer(whole(mcid)),
            Kid::Content { page, mcid } => Object::Dictionary(dictionary! {
                "Type" => "MCR", "Pg" => at(page), "MCID" => whole(mcid),
            }),
            Kid::Place(place) => Object::Dictionary(dictionary! {
                "Type" => "OBJR", "Pg" => at(self.places[place].page),
                "Obj" => reference(of.places.get(place).copied().unwrap_or(0)),
            }),
        };
        out.extend_from_slice(b"/K");
        match &element.kids[..] {
            [(_, only)] => syntax::value(&mut out, &kid(only), true),
            kids => {
                out.push(b'[');
                for (number, (_, it)) in kids.iter().enumerate() {
                    syntax::value(&mut out, &kid(it), number > 0);
                }
                out.push(b']');
            }
        }
        out
    }
}

/// An element with a name, the number of what it stands in, and what [`Tree::inside`] gives.
pub(crate) fn written_element(name: &str, parent: u32, inside: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(inside.len() + 64);
    out.extend_from_slice(b"<</Type/StructElem/S/");
    out.extend_from_slice(name.as_bytes());
    out.extend_from_slice(b"/P ");
    syntax::reference(&mut out, (parent, 0));
    out.extend_from_slice(inside);
    out.extend_from_slice(b">>");
    out
}

/// A sheet of paper: how large it is, and whether all on it is turned by half a circle.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PageFrame {
    pub size: Size,
    pub rotated: bool,
}

impl PageFrame {
    /// Where the top left corner of a rectangle comes to lie on the paper.
    pub(crate) fn on_paper(self, at: Point, size: Size) -> Point {
        if !self.rotated {
            return at;
        }
        Point::new(self.size.w - at.x - size.w, self.size.h - at.y - size.h)
    }

    /// A rectangle to touch.
    pub(crate) fn area(self, at: Point, size: Size, url: &str) -> LinkArea {
        let at = self.on_paper(at, size);
        let corner = Point::new(at.x, self.size.h - at.y - size.h);
        LinkArea { corner, size, url: url.to_owned() }
    }
}

impl LinkArea {
    /// The annotation of a link; `key` leads to its element.
    pub(crate) fn annotation(&self, key: i64) -> Dictionary {
        let (x, y) = (self.corner.x, self.corner.y);
        let rect = [x, y, x + self.size.w, y + self.size.h].map(real).to_vec();
        dictionary! {
            "Type" => "Annot", "Subtype" => "Link", "Rect" => rect, "F" => 4,
            "Border" => vec![0.into(), 0.into(), 0.into()],
            "Contents" => text(&format!("Mở trang {}", self.url)),
            "A" => dictionary! { "S" => "URI", "URI" => text(&self.url) },
            "StructParent" => key,
        }
    }
}

/// The name of a language in the file.
pub(crate) fn code(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => "vi-VN",
        Lang::En => "en",
    }
}

/// The standard structure type of a role, and its attributes.
fn kind(role: &Role) -> (&'static str, Option<Dictionary>) {
    match role {
        Role::Heading(1) => ("H1", None),
        Role::Heading(2) => ("H2", None),
        Role::Heading(_) => ("H3", None),
        Role::Para | Role::Artifact => ("P", None),
        Role::List(numbering) => {
            let numbering = match numbering {
                Numbering::Decimal => "Decimal",
                // There is none for boxes to tick.
                Numbering::Boxes => "Square",
                Numbering::Bullets => "Disc",
            };
            ("L", Some(dictionary! { "O" => "List", "ListNumbering" => numbering }))
        }
        Role::ListItem => ("LI", None),
        Role::Label => ("Lbl", None),
        Role::Body => ("LBody", None),
        Role::Table => ("Table", None),
        Role::Row => ("TR", None),
        // PDF/UA-1 7.5: a header says which cells it is for.
        Role::HeaderCell => ("TH", Some(dictionary! { "O" => "Table", "Scope" => "Column" })),
        Role::DataCell => ("TD", None),
        Role::Note => ("Sect", None),
        Role::Figure { .. } | Role::Code { .. } => ("Figure", None),
        Role::Shape { .. } | Role::Foreign(_) | Role::Joined(_) => ("Span", None),
        Role::Link => ("Link", None),
    }
}

/// Where a picture stands: its top left corner, y upward, and its size.
fn figure(corner: Point, size: Size) -> Dictionary {
    let Point { x, y } = corner;
    let bounds: Vec<Object> = [x, y - size.h, x + size.w, y].map(|len: Len| real(len)).to_vec();
    dictionary! { "O" => "Layout", "BBox" => bounds, "Placement" => "Block" }
}

fn reference(id: u32) -> Object {
    Object::Reference((id, 0))
}

fn whole(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
