//! The structure tree: what a screen reader walks through.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use super::object::{dict_mut, name, real, text};
use crate::geom::{Len, Point, Size};
use crate::layout::{Role, Tag};

/// A child of an element.
#[derive(Clone, Copy, Debug)]
pub(super) enum Kid {
    Element(usize),
    Content { page: usize, mcid: i64 },
    Annotation { page: usize, id: ObjectId },
}

#[derive(Debug)]
struct Element {
    parent: Option<usize>,
    name: &'static str,
    /// With the place each has among the pages as they are read.
    kids: Vec<(usize, Kid)>,
    alt: Option<String>,
    attributes: Option<Dictionary>,
}

/// All elements; the first is the document.
#[derive(Debug)]
pub(super) struct Tree {
    elements: Vec<Element>,
    /// Elements by the identity of their tag: one that goes on over a page stays one.
    by_tag: BTreeMap<u32, usize>,
    /// The number in reading order of the page that is written: panels of a folded sheet are read
    /// in another order than they lie in.
    reading: usize,
}

impl Tree {
    pub(super) const ROOT: usize = 0;

    pub(super) fn new() -> Tree {
        let root = Element {
            parent: None,
            name: "Document",
            kids: Vec::new(),
            alt: None,
            attributes: None,
        };
        Tree { elements: vec![root], by_tag: BTreeMap::new(), reading: 0 }
    }

    /// What is added from now on is read with page `number`.
    pub(super) fn read_at(&mut self, number: usize) {
        self.reading = number;
    }

    /// What is added from now on is read after all else.
    pub(super) fn read_last(&mut self) {
        self.reading = usize::MAX;
    }

    /// The element of a tag that opens at `at` on a page of `height`.
    pub(super) fn element(&mut self, parent: usize, tag: &Tag, at: Point, height: Len) -> usize {
        if let Some(known) = self.by_tag.get(&tag.id).copied() {
            self.begins_here(parent, known);
            return known;
        }
        let (name, attributes) = kind(&tag.role);
        let (alt, attributes) = match &tag.role {
            Role::Figure { alt, size } => {
                let corner = Point::new(at.x, height - at.y);
                (Some(alt.clone()), Some(figure(corner, *size)))
            }
            _ => (None, attributes),
        };
        let id = self.new_element(parent, name);
        self.elements[id].alt = alt;
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

    /// A new element under `parent`.
    pub(super) fn new_element(&mut self, parent: usize, name: &'static str) -> usize {
        let id = self.elements.len();
        let parent_link = Some(parent);
        let element =
            Element { parent: parent_link, name, kids: Vec::new(), alt: None, attributes: None };
        self.elements.push(element);
        self.elements[parent].kids.push((self.reading, Kid::Element(id)));
        id
    }

    pub(super) fn add(&mut self, element: usize, kid: Kid) {
        self.elements[element].kids.push((self.reading, kid));
    }

    pub(super) fn name(&self, element: usize) -> &'static str {
        self.elements[element].name
    }

    /// Writes the tree and the tables that lead from pages and annotations back into it.
    pub(super) fn write(&mut self, document: &mut Document, pages: &[ObjectId]) -> ObjectId {
        for element in &mut self.elements {
            element.kids.sort_by_key(|(reading, _)| *reading);
        }
        let root = document.new_object_id();
        let ids: Vec<ObjectId> = self.elements.iter().map(|_| document.new_object_id()).collect();
        for (element, id) in self.elements.iter().zip(&ids) {
            let parent = element.parent.map_or(root, |parent| ids[parent]);
            let mut dict = dictionary! {
                "Type" => "StructElem", "S" => name(element.name), "P" => parent,
            };
            if let Some(alt) = &element.alt {
                dict.set("Alt", text(alt));
            }
            if let Some(attributes) = &element.attributes {
                dict.set("A", attributes.clone());
            }
            // Content of the element's own page is named by its number alone.
            let page = element.kids.iter().find_map(|(_, kid)| match kid {
                Kid::Content { page, .. } => Some(*page),
                _ => None,
            });
            if let Some(page) = page {
                dict.set("Pg", pages[page]);
            }
            let mut kids: Vec<Object> =
                element.kids.iter().map(|(_, kid)| kid.object(&ids, pages, page)).collect();
            match kids.len() {
                1 => dict.set("K", kids.remove(0)),
                _ => dict.set("K", kids),
            }
            document.set_object(*id, dict);
        }
        let parents = self.parent_tree(document, &ids, pages);
        let next = parents.len() / 2;
        let parents = document.add_object(dictionary! { "Nums" => parents });
        let next = i64::try_from(next).unwrap_or(0);
        document.set_object(
            root,
            dictionary! {
                "Type" => "StructTreeRoot", "K" => ids[Tree::ROOT],
                "ParentTree" => parents, "ParentTreeNextKey" => next,
            },
        );
        root
    }

    fn parent_tree(
        &self,
        document: &mut Document,
        ids: &[ObjectId],
        pages: &[ObjectId],
    ) -> Vec<Object> {
        let mut contents: Vec<BTreeMap<i64, usize>> = vec![BTreeMap::new(); pages.len()];
        let mut annotations = Vec::new();
        for (index, element) in self.elements.iter().enumerate() {
            for (_, kid) in &element.kids {
                match kid {
                    Kid::Content { page, mcid } => {
                        contents[*page].insert(*mcid, index);
                    }
                    Kid::Annotation { id, .. } => annotations.push((*id, index)),
                    Kid::Element(_) => {}
                }
            }
        }
        let mut nums = Vec::new();
        let mut key = 0_i64;
        for (page, owners) in pages.iter().zip(contents) {
            // MCIDs of a page are counted without gaps, so the map's order is the array's.
            let array: Vec<Object> =
                owners.values().map(|owner| Object::Reference(ids[*owner])).collect();
            let array = document.add_object(array);
            nums.extend([Object::Integer(key), Object::Reference(array)]);
            if let Some(page) = dict_mut(document, *page) {
                page.set("StructParents", key);
                page.set("Tabs", name("S"));
            }
            key += 1;
        }
        for (annotation, owner) in annotations {
            nums.extend([Object::Integer(key), Object::Reference(ids[owner])]);
            if let Some(annotation) = dict_mut(document, annotation) {
                annotation.set("StructParent", key);
            }
            key += 1;
        }
        nums
    }
}

/// The standard structure type of a role, and its attributes.
pub(super) fn kind(role: &Role) -> (&'static str, Option<Dictionary>) {
    match role {
        Role::Heading(1) => ("H1", None),
        Role::Heading(2) => ("H2", None),
        Role::Heading(_) => ("H3", None),
        Role::Para | Role::Artifact => ("P", None),
        Role::List { ordered } => {
            let numbering = if *ordered { "Decimal" } else { "None" };
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
        Role::Figure { .. } => ("Figure", None),
    }
}

/// Where a picture stands: its top left corner, y upward, and its size.
pub(super) fn figure(corner: Point, size: Size) -> Dictionary {
    let Point { x, y } = corner;
    let bounds = [x, y - size.h, x + size.w, y].map(real).to_vec();
    dictionary! { "O" => "Layout", "BBox" => bounds, "Placement" => "Block" }
}

impl Kid {
    fn object(self, ids: &[ObjectId], pages: &[ObjectId], own: Option<usize>) -> Object {
        match self {
            Kid::Element(element) => Object::Reference(ids[element]),
            Kid::Content { page, mcid } if own == Some(page) => Object::Integer(mcid),
            Kid::Content { page, mcid } => Object::Dictionary(dictionary! {
                "Type" => "MCR", "Pg" => pages[page], "MCID" => mcid,
            }),
            Kid::Annotation { page, id } => Object::Dictionary(dictionary! {
                "Type" => "OBJR", "Pg" => pages[page], "Obj" => id,
            }),
        }
    }
}
