//! A file that grows page by page: that of a build has all its pages at once, that of a merge those of
//! copy after copy.
//!
//! Kept in memory are a few numbers a page, and what is used again, of which there is a most; all
//! else goes out as it comes.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::Arc;

use lopdf::{Dictionary, Object, ObjectId, dictionary};

use super::super::error::PdfError;
use super::super::fonts::font_objects;
use super::super::fonts::glyph_ids::Used;
use super::super::object::deflater::ContentStream;
use super::super::object::local_objects::{LocalObjects, Roots};
use super::super::object::syntax::written;
use super::super::stream::SharedForm;
use super::super::structure::structure_writer::{ReservedIds, StructureWriter};
use super::super::structure::tags::Tagged;
use super::document_info::{DocumentInfo, Meta};
use super::metadata;
use super::object_file::ObjectFile;
use super::page_boxes::{PageBoxes, WrittenBoxes};
use super::page_tree::PageTree;
use crate::geom::Size;
use crate::inks::Standard;
use crate::text::Fonts;

const CATALOG: u32 = 1;
const ROOT: u32 = 2;
const FONT_NAMES: u32 = 3;
const TREE_ROOT: u32 = 4;
const DOCUMENT: u32 = 5;
const OUTLINE_ROOT: u32 = 6;
const ROOTS: Roots =
    Roots { fonts: FONT_NAMES, pages: ROOT, tree: TREE_ROOT, outline: OUTLINE_ROOT, layer: 0 };
const TAGS: ReservedIds =
    ReservedIds { tree: TREE_ROOT, document: DOCUMENT, outline: OUTLINE_ROOT };

/// As many layers, resources and contents are known again.
const MOST_KNOWN: usize = 1 << 14;

/// The longest content that is kept, so that pages with nothing but their layers share it.
const BARE: usize = 64;

/// A file under way.
pub struct PageFile<W: Write> {
    file: ObjectFile<W>,
    tree: PageTree,
    /// The form of each layer.
    layers: BTreeMap<[u64; 2], u32>,
    /// The tags, where it has them.
    structure: Option<StructureWriter>,
    /// Streams that stand alone, by their hash.
    artwork: BTreeMap<[u64; 2], u32>,
    /// The resources of pages, by their layers.
    resources: BTreeMap<Vec<u32>, u32>,
    /// Short contents.
    bare: BTreeMap<Vec<u8>, u32>,
    used: Used,
    info: DocumentInfo,
    /// The layer of the die line, where there is one.
    layer: Option<u32>,
    boxes: WrittenBoxes,
}

impl<W: Write> PageFile<W> {
    /// Begins a file.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn begin(out: W, info: DocumentInfo) -> io::Result<PageFile<W>> {
        let Meta { tagged, inks, .. } = info.meta;
        // ISO 15930-7, 6.1, and ISO 15930-4, 6.1.
        let version = match inks.press {
            Some(Standard::X4) => "1.6",
            Some(Standard::X1a) => "1.4",
            None => "1.7",
        };
        let last = if tagged { OUTLINE_ROOT } else { FONT_NAMES };
        Ok(PageFile {
            file: ObjectFile::begin(out, version, inks.forbids_transparency(), last)?,
            tree: PageTree::default(),
            structure: tagged.then(|| StructureWriter::new(TAGS)),
            layers: BTreeMap::new(),
            artwork: BTreeMap::new(),
            resources: BTreeMap::new(),
            bare: BTreeMap::new(),
            used: Used::default(),
            info,
            layer: None,
            boxes: WrittenBoxes::default(),
        })
    }

    /// Adds the glyphs that pages of this file use.
    pub fn add_used(&mut self, used: &Used) {
        self.used.add(used);
    }

    /// Appends a page: `content` paints `layers` by their numbers, and its own ink over them. The
    /// page is as large as the first.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn page(
        &mut self,
        layers: &[Arc<SharedForm>],
        boxes: PageBoxes,
        content: &ContentStream,
        tagged: Option<&Tagged>,
    ) -> io::Result<()> {
        self.keep_small();
        let mut forms = Vec::with_capacity(layers.len());
        for layer in layers {
            forms.push(self.form(layer)?);
        }
        let resources = match self.resources.get(&forms) {
            Some(known) => *known,
            None => self.page_resources(forms)?,
        };
        let whole = Size::new(boxes.trim.w, boxes.trim.h);
        let size = layers.first().map_or(whole, |layer| layer.size);
        self.append((resources, ""), (size, boxes), content, tagged)
    }

    /// Appends a page of a size that names these resources, and says this besides.
    pub(crate) fn append(
        &mut self,
        (resources, more): (u32, &str),
        (size, boxes): (Size, PageBoxes),
        content: &ContentStream,
        tagged: Option<&Tagged>,
    ) -> io::Result<()> {
        let contents = if let Some(known) = self.bare.get(&content.bytes) {
            *known
        } else {
            let id = self.file.content(content)?;
            if content.bytes.len() <= BARE {
                self.bare.insert(content.bytes.clone(), id);
            }
            id
        };
        let id = self.file.new_id();
        let parent = self.tree.add(id, || self.file.new_id());
        let mut page = format!(
            "<</Type/Page/Parent {parent} 0 R/Resources {resources} 0 R/Contents {contents} 0 R{more}"
        );
        page.push_str(self.boxes.of(size, boxes));
        if let (Some(tagged), Some(structure)) = (tagged, &mut self.structure) {
            let mut fresh = Vec::new();
            let file = &mut self.file;
            page.push_str(&structure.page(tagged, id, &mut || file.new_id(), &mut fresh));
            self.file.smalls(&fresh)?;
        }
        page.push_str(">>");
        self.file.small(id, page.as_bytes())
    }

    /// Writes what all pages of a build name: their resources first, and the layer of the die line
    /// if it has one. Gives the number of the resources.
    pub(crate) fn share(
        &mut self,
        objects: LocalObjects,
        layer: Option<ObjectId>,
    ) -> io::Result<u32> {
        let ids = self.file.group(&objects.all(), None, ROOTS)?;
        self.layer = layer.and_then(|(place, _)| ids.get(place as usize).copied());
        Ok(ids.first().copied().unwrap_or(0))
    }

    /// The operators of a page, packed if that makes them smaller.
    pub(crate) fn packed(&mut self, operators: &[u8]) -> ContentStream {
        self.file.packed(operators)
    }

    /// Forgets what was written where it is much: what is used again then stands twice in the file.
    fn keep_small(&mut self) {
        if self.layers.len() > MOST_KNOWN {
            self.layers.clear();
        }
        if self.artwork.len() > MOST_KNOWN {
            self.artwork.clear();
        }
        if self.resources.len() > MOST_KNOWN {
            self.resources.clear();
        }
        if self.bare.len() > MOST_KNOWN {
            self.bare.clear();
        }
    }

    /// How many bytes it has so far.
    pub fn len(&self) -> u64 {
        self.file.len()
    }

    /// Whether nothing was written yet; never so, as a file begins with its header.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Ends the file and gives back what it was written to.
    ///
    /// # Errors
    /// When the file cannot be written, or a fault of the program as an error of kind `Other`.
    pub fn finish(self, fonts: &Fonts) -> io::Result<W> {
        let embedded = font_objects(&self.used, fonts).map_err(fault)?;
        self.finish_with(&embedded)
    }

    /// The same with the fonts of all that its pages use, as [`font_objects`] gives them.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub(crate) fn finish_with(mut self, embedded: &[Object]) -> io::Result<W> {
        let file = &mut self.file;
        file.group(embedded, Some(FONT_NAMES), ROOTS)?;
        let pages = self.tree.pages();
        let nodes = self.tree.finish(ROOT, || file.new_id());
        file.smalls(&nodes)?;
        let mut has_bookmarks = false;
        if let Some(structure) = self.structure.take() {
            let (fresh, outlined) = structure.finish(&mut || file.new_id());
            file.smalls(&fresh)?;
            has_bookmarks = outlined;
        }
        let holds = metadata::FileFeatures {
            pages,
            has_bookmarks,
            has_layer: self.layer.is_some(),
            fingerprint: file.fingerprint(),
        };
        let catalog = metadata::catalog(&self.info, &holds).all();
        let roots = Roots { layer: self.layer.unwrap_or(0), ..ROOTS };
        let ids = file.group(&catalog, Some(CATALOG), roots)?;
        let info_id = ids.get(metadata::INFO).copied().unwrap_or(0);
        self.file.finish(CATALOG, info_id)
    }

    /// The resources of pages with these layers.
    fn page_resources(&mut self, forms: Vec<u32>) -> io::Result<u32> {
        let id = self.file.new_id();
        let mut names = Dictionary::new();
        for (number, form) in forms.iter().enumerate() {
            names.set(format!("B{number}"), (*form, 0));
        }
        let dict = dictionary! { "Font" => (FONT_NAMES, 0), "XObject" => names };
        self.file.small(id, &written(&Object::Dictionary(dict)))?;
        self.resources.insert(forms, id);
        Ok(id)
    }

    /// The form of a layer.
    fn form(&mut self, layer: &SharedForm) -> io::Result<u32> {
        match self.layers.get(&layer.key).copied() {
            Some(form) => Ok(form),
            None => self.layer(layer),
        }
    }

    /// Writes a layer once, after its blocks; equal artwork of several layers is one object.
    fn layer(&mut self, layer: &SharedForm) -> io::Result<u32> {
        self.used.add(&layer.used);
        let mut blocks = Vec::with_capacity(layer.blocks.len());
        for block in &layer.blocks {
            blocks.push(self.form(block)?);
        }
        let mut ids = Vec::new();
        let mut fresh = Vec::new();
        for key in &layer.keys {
            let known = key.and_then(|key| self.artwork.get(&key).copied());
            let id = known.unwrap_or_else(|| self.file.new_id());
            if let (Some(key), None) = (key, known) {
                self.artwork.insert(*key, id);
            }
            fresh.push(known.is_none());
            ids.push(id);
        }
        let own = ids.len();
        ids.append(&mut blocks);
        for ((object, id), is_new) in layer.objects.iter().zip(&ids[..own]).zip(fresh) {
            if is_new {
                self.file.relocated(*id, object, &ids, ROOTS)?;
            }
        }
        let form = ids.first().copied().unwrap_or(0);
        self.layers.insert(layer.key, form);
        Ok(form)
    }
}

#[allow(clippy::needless_pass_by_value, reason = "as `map_err` hands it over")]
fn fault(error: PdfError) -> io::Error {
    io::Error::other(error.to_string())
}
