//! Objects that move from one file to another: their references count from 0 until a file gives
//! them numbers of its own.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::super::error::PdfError;

/// Stands for the dictionary of all fonts of the file.
pub(crate) const FONTS: ObjectId = (u32::MAX, 0);
/// Stands for the root of its page tree.
pub(crate) const PAGES: ObjectId = (u32::MAX - 1, 0);
/// Stands for the root of its structure tree.
pub(crate) const TREE: ObjectId = (u32::MAX - 2, 0);
/// Stands for the root of its bookmarks.
pub(crate) const OUTLINE: ObjectId = (u32::MAX - 3, 0);
/// Stands for the layer of its die line.
pub(crate) const LAYER: ObjectId = (u32::MAX - 4, 0);

/// Objects that name each other by their places, until a file gives them numbers.
#[derive(Default)]
pub(crate) struct LocalObjects(Vec<Object>);

impl LocalObjects {
    /// Adds an object; gives what the others call it.
    pub(crate) fn add(&mut self, object: impl Into<Object>) -> ObjectId {
        self.0.push(object.into());
        (self.0.len() as u32 - 1, 0)
    }

    /// Replaces an object.
    pub(crate) fn set(&mut self, (at, _): ObjectId, object: impl Into<Object>) {
        if let Some(place) = self.0.get_mut(at as usize) {
            *place = object.into();
        }
    }

    /// All of them, in the order in which they came.
    pub(crate) fn all(self) -> Vec<Object> {
        self.0
    }
}

/// Takes `root` and everything it leads to out of a document; the root comes first.
pub(crate) fn take(mut document: Document, root: ObjectId) -> Result<Vec<Object>, PdfError> {
    let mut numbers = BTreeMap::from([(root, 0)]);
    let mut queue = vec![root];
    let mut objects = Vec::new();
    let mut found = Vec::new();
    while let Some(id) = queue.get(objects.len()).copied() {
        let object = document.objects.remove(&id).ok_or(lopdf::Error::ObjectNotFound(id))?;
        references(&object, &mut found);
        objects.push(object);
        for id in found.drain(..) {
            numbers.entry(id).or_insert_with(|| {
                queue.push(id);
                queue.len() as u32 - 1
            });
        }
    }
    let renumber = |id: ObjectId| numbers.get(&id).map_or(id, |number| (*number, 0));
    for object in &mut objects {
        each(object, &renumber);
    }
    Ok(objects)
}

/// The numbers that fonts, pages, structure, bookmarks and layer have in a file.
#[derive(Clone, Copy)]
pub(crate) struct Roots {
    pub fonts: u32,
    pub pages: u32,
    pub tree: u32,
    pub outline: u32,
    pub layer: u32,
}

/// An object as it stands in a file in which its group has the numbers `ids`.
pub(crate) fn placed(object: &Object, ids: &[u32], roots: Roots) -> Object {
    let mut object = object.clone();
    each(&mut object, &|id| number_in(id, ids, roots));
    object
}

/// The same of the dictionary of a stream alone.
pub(crate) fn placed_dictionary(dict: &Dictionary, ids: &[u32], roots: Roots) -> Dictionary {
    let mut dict = dict.clone();
    each_in(&mut dict, &|id| number_in(id, ids, roots));
    dict
}

fn number_in(id: ObjectId, ids: &[u32], roots: Roots) -> ObjectId {
    let number = match id {
        FONTS => roots.fonts,
        PAGES => roots.pages,
        TREE => roots.tree,
        OUTLINE => roots.outline,
        LAYER => roots.layer,
        (number, _) => ids.get(number as usize).copied().unwrap_or(0),
    };
    (number, 0)
}

/// Whether an object leads nowhere but to the fonts of its file, so that equal ones may be one.
pub(crate) fn stands_alone(object: &Object) -> bool {
    let mut found = Vec::new();
    references(object, &mut found);
    found.iter().all(|id| *id == FONTS)
}

fn references(object: &Object, found: &mut Vec<ObjectId>) {
    match object {
        Object::Reference(id) => found.push(*id),
        Object::Array(items) => items.iter().for_each(|item| references(item, found)),
        Object::Dictionary(dict) => dict.iter().for_each(|(_, item)| references(item, found)),
        Object::Stream(stream) => stream.dict.iter().for_each(|(_, item)| references(item, found)),
        _ => {}
    }
}

fn each(object: &mut Object, change: &impl Fn(ObjectId) -> ObjectId) {
    match object {
        Object::Reference(id) => *id = change(*id),
        Object::Array(items) => items.iter_mut().for_each(|item| each(item, change)),
        Object::Dictionary(dict) => each_in(dict, change),
        Object::Stream(stream) => each_in(&mut stream.dict, change),
        _ => {}
    }
}

fn each_in(dict: &mut Dictionary, change: &impl Fn(ObjectId) -> ObjectId) {
    dict.iter_mut().for_each(|(_, item)| each(item, change));
}

#[cfg(test)]
mod tests {
    use super::*;
    use lopdf::dictionary;

    #[test]
    fn objects_keep_their_relations() {
        let mut document = Document::with_version("1.7");
        let leaf = document.add_object(Object::Integer(7));
        let apart = document.add_object(Object::Integer(8));
        let root = document
            .add_object(dictionary! { "Leaf" => leaf, "Again" => vec![Object::Reference(leaf)] });
        let taken = take(document, root).unwrap();
        assert_eq!(taken.len(), 2, "without {apart:?}");
        let mut group = LocalObjects::default();
        let root = group.add(Object::Null);
        let leaf = group.add(Object::Integer(7));
        let again = vec![Object::Reference(leaf)];
        group.set(root, dictionary! { "Leaf" => leaf, "Again" => again, "Font" => FONTS });
        let group = group.all();
        let roots = Roots { fonts: 3, pages: 2, tree: 4, outline: 5, layer: 6 };
        for all in [&taken, &group] {
            let own = placed(&all[0], &[40, 41], roots);
            assert!(!stands_alone(&all[0]) && stands_alone(&all[1]));
            let dict = own.as_dict().unwrap();
            assert_eq!(dict.get(b"Leaf").unwrap().as_reference().unwrap(), (41, 0));
            assert_eq!(all[1], Object::Integer(7));
        }
        let own = placed(&group[0], &[40, 41], roots);
        assert_eq!(own.as_dict().unwrap().get(b"Font").unwrap().as_reference().unwrap(), (3, 0));
    }
}
