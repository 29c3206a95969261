//! The tags of a file of copies, written while its pages are: elements and bookmarks of each copy as
//! soon as its last page is there, the rest in the end.
//!
//! Kept in memory are a few numbers a page and the bookmarks that are open.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use lopdf::{Dictionary, Object, dictionary};

use super::super::object::syntax::written;
use super::outline::Outline;
use super::tags::{Tagged, Tags};
use super::tree::{Numbers, Tree, written_element};

/// Numbers that are set aside for the root of the tree, the document and the root of bookmarks.
#[derive(Clone, Copy)]
pub(crate) struct ReservedIds {
    pub tree: u32,
    pub document: u32,
    pub outline: u32,
}

/// How many entries one node of a table has.
const BRANCH: usize = 64;

/// Objects that are ready: their numbers and how they are written.
pub(crate) type NewObjects = Vec<(u32, Vec<u8>)>;

/// The structure of a file under way.
pub(crate) struct StructureWriter {
    set: ReservedIds,
    /// What each key of the parent tree leads to.
    parents: Vec<u32>,
    /// The root of each copy.
    copies: Vec<u32>,
    /// What is in the root of the first copy, which is the document where there is no other.
    first: Option<Vec<u8>>,
    open: Option<UnfinishedCopy>,
    outline: Outline,
}

/// A copy whose last page is not there yet.
struct UnfinishedCopy {
    tags: Arc<Tags>,
    values: Arc<[String]>,
    first: u32,
    pages: Vec<u32>,
    places: Vec<u32>,
    titles: BTreeMap<usize, String>,
}

impl StructureWriter {
    pub(crate) fn new(set: ReservedIds) -> StructureWriter {
        StructureWriter {
            set,
            parents: Vec::new(),
            copies: Vec::new(),
            first: None,
            open: None,
            outline: Outline::new(set.outline),
        }
    }

    /// Adds a page; gives what its dictionary says of it.
    pub(crate) fn page(
        &mut self,
        tagged: &Tagged,
        page: u32,
        new_id: &mut impl FnMut() -> u32,
        fresh: &mut NewObjects,
    ) -> String {
        let tags = &tagged.tags;
        let mut open = self.open.take().unwrap_or_else(|| {
            let first = new_id();
            // The elements of a copy are numbered without gaps.
            (1..tags.tree.count()).for_each(|_| {
                new_id();
            });
            let (tags, values) = (Arc::clone(tags), Arc::clone(&tagged.values));
            let (pages, places) = (Vec::new(), Vec::new());
            UnfinishedCopy { tags, values, first, pages, places, titles: BTreeMap::new() }
        });
        open.pages.push(page);
        open.titles.extend(tagged.titles.iter().cloned());
        let owners = new_id();
        let mut said = format!("/StructParents {}/Tabs/S", self.parents.len());
        self.parents.push(owners);
        fresh.push((owners, written(&tags.tree.owners(tagged.side, open.first))));
        for (number, (element, area)) in
            tags.tree.touched(tagged.side).zip(&tagged.areas).enumerate()
        {
            let id = new_id();
            let key = i64::try_from(self.parents.len()).unwrap_or(i64::MAX);
            self.parents.push(open.first + element as u32);
            fresh.push((id, written(&Object::Dictionary(area.annotation(key)))));
            open.places.push(id);
            said.push_str(if number == 0 { "/Annots[" } else { " " });
            let _ = write!(said, "{id} 0 R");
        }
        if !tagged.areas.is_empty() {
            said.push(']');
        }
        if tagged.side + 1 >= tags.pages() {
            self.copy(&open, new_id, fresh);
        } else {
            self.open = Some(open);
        }
        said
    }

    /// Writes the elements and bookmarks of a copy.
    fn copy(
        &mut self,
        open: &UnfinishedCopy,
        new_id: &mut impl FnMut() -> u32,
        fresh: &mut NewObjects,
    ) {
        let UnfinishedCopy { tags, values, first, pages, places, titles } = open;
        let of = Numbers { first: *first, parent: self.set.document, pages, places };
        for number in 1..tags.tree.count() {
            let element = tags.tree.written(number, of, values);
            fresh.push((first + number as u32, element));
        }
        let root = tags.tree.inside(Tree::ROOT, of, values);
        self.copies.push(*first);
        match (self.copies.len(), self.first.take()) {
            (1, _) => self.first = Some(root),
            (_, before) => {
                let roots = before.map(|before| (self.copies[0], before));
                let roots = roots.into_iter().chain([(*first, root)]);
                let document = self.set.document;
                // One copy among several.
                fresh.extend(roots.map(|(id, it)| (id, written_element("Sect", document, &it))));
            }
        }
        for (number, bookmark) in tags.bookmarks.iter().enumerate() {
            let title = titles.get(&number).map_or("", String::as_str);
            let page = pages.get(bookmark.page).copied().unwrap_or(0);
            let whole = self.outline.add(new_id(), bookmark.level, title, bookmark.to(page));
            fresh.extend(whole.into_iter().map(of_dictionary));
        }
    }

    /// Writes what stands above all copies; tells whether there are bookmarks.
    pub(crate) fn finish(mut self, new_id: &mut impl FnMut() -> u32) -> (NewObjects, bool) {
        let mut fresh = Vec::new();
        if let Some(open) = self.open.take() {
            self.copy(&open, new_id, &mut fresh);
        }
        let mut document = self.set.document;
        if let Some(only) = self.first.take() {
            document = self.copies[0];
            fresh.push((document, written_element("Document", self.set.tree, &only)));
        } else {
            let kids: Vec<Object> = self.copies.iter().map(|id| reference(*id)).collect();
            let dict = dictionary! {
                "Type" => "StructElem", "S" => "Document", "P" => reference(self.set.tree),
                "K" => kids,
            };
            fresh.push(of_dictionary((document, dict)));
        }
        let parents = self.parent_tree(new_id, &mut fresh);
        let next = i64::try_from(self.parents.len()).unwrap_or(i64::MAX);
        let tree = dictionary! {
            "Type" => "StructTreeRoot", "K" => reference(document),
            "ParentTree" => reference(parents), "ParentTreeNextKey" => next,
        };
        fresh.push(of_dictionary((self.set.tree, tree)));
        let has_bookmarks = !self.outline.is_empty();
        fresh.extend(self.outline.finish().into_iter().map(of_dictionary));
        (fresh, has_bookmarks)
    }

    /// The table that leads from pages and annotations back into the tree.
    fn parent_tree(&self, new_id: &mut impl FnMut() -> u32, fresh: &mut NewObjects) -> u32 {
        let mut leaves = Vec::new();
        for (nth, together) in self.parents.chunks(BRANCH).enumerate() {
            let id = new_id();
            let first = nth * BRANCH;
            let last = first + together.len() - 1;
            let mut leaf = format!("<</Limits[{first} {last}]/Nums[");
            for (key, to) in (first..).zip(together) {
                let _ = write!(leaf, "{key} {to} 0 R ");
            }
            leaf.push_str("]>>");
            fresh.push((id, leaf.into_bytes()));
            leaves.push(reference(id));
        }
        let root = new_id();
        fresh.push(of_dictionary((root, dictionary! { "Kids" => leaves })));
        root
    }
}

fn of_dictionary((id, dict): (u32, Dictionary)) -> (u32, Vec<u8>) {
    (id, written(&Object::Dictionary(dict)))
}

fn reference(id: u32) -> Object {
    Object::Reference((id, 0))
}
