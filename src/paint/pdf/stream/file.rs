//! A file that grows page by page.
//!
//! Kept in memory are sixteen bytes an object, four a page, and what is used again, of which there is
//! a most; all else goes out as it comes.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, Write};
use std::sync::Arc;

use lopdf::{Dictionary, Document, Object, Stream, dictionary};

use super::super::object::real;
use super::super::save::{self, Fingerprint, Packer};
use super::super::{Meta, PdfError, metadata};
use super::faces;
use super::glyphs::Used;
use super::ground::Ground;
use super::hand::Content;
use super::objects::{self, OUTLINE, PAGES, Roots, TREE};
use super::structure::{Fresh, Set, Structure, written};
use super::tags::Tagged;
use crate::diag::Lang;
use crate::doc::Duplex;
use crate::geom::{Len, Rect, Size};
use crate::text::Fonts;

/// What a file says of itself.
#[derive(Clone, Debug)]
pub struct About {
    /// Its title.
    pub title: String,
    /// Its date and inks.
    pub meta: Meta,
    /// The edge the printer turns the paper over.
    pub duplex: Duplex,
}

/// The boxes of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paper {
    /// Where it will be cut.
    pub trim: Rect,
    /// How far ink may reach past the trim.
    pub bleed: Len,
}

const CATALOG: u32 = 1;
const ROOT: u32 = 2;
const FONT_NAMES: u32 = 3;
const TREE_ROOT: u32 = 4;
const DOCUMENT: u32 = 5;
const OUTLINE_ROOT: u32 = 6;
const ROOTS: Roots =
    Roots { fonts: FONT_NAMES, pages: ROOT, tree: TREE_ROOT, outline: OUTLINE_ROOT };
const TAGS: Set = Set { tree: TREE_ROOT, document: DOCUMENT, outline: OUTLINE_ROOT };

/// Kids of one node of the page tree.
const BRANCH: usize = 64;
/// Objects of one object stream.
const TOGETHER: usize = 256;

/// Where an object is.
#[derive(Clone, Copy)]
enum Place {
    Nowhere,
    /// At a byte of the file.
    At(u64),
    /// At an index in an object stream.
    In(u32, u16),
}

/// A node of the page tree that has no parent yet.
struct Node {
    id: u32,
    kids: Vec<u32>,
    pages: usize,
}

/// As many grounds, resources and contents are known again.
const MOST_KNOWN: usize = 1 << 14;

/// The longest content that is kept, so that pages with nothing but their grounds share it.
const BARE: usize = 64;

/// A file under way.
pub struct PageFile<W: Write> {
    out: W,
    at: u64,
    places: Vec<Place>,
    /// Objects for the next object stream: numbers and places in it, then their bytes.
    index: Vec<(u32, usize)>,
    body: Vec<u8>,
    branches: Vec<Node>,
    /// The form of each ground.
    grounds: BTreeMap<[u64; 2], u32>,
    /// The tags, where it has them.
    structure: Option<Structure>,
    pages: usize,
    /// Streams that stand alone, by their hash.
    artwork: BTreeMap<[u64; 2], u32>,
    /// The resources of pages, by their grounds.
    resources: BTreeMap<Vec<u32>, u32>,
    /// Short contents.
    bare: BTreeMap<Vec<u8>, u32>,
    used: Used,
    hash: Fingerprint,
    packer: Packer,
    about: About,
    boxes: Boxes,
}

impl<W: Write> PageFile<W> {
    /// Begins a file.
    ///
    /// # Errors
    /// What the disk says.
    pub fn begin(out: W, about: About) -> io::Result<PageFile<W>> {
        let tagged = about.meta.tagged;
        let mut file = PageFile {
            out,
            at: 0,
            // Object 0 heads the list of free objects, of which there are none.
            places: vec![Place::Nowhere; if tagged { 7 } else { 4 }],
            structure: tagged.then(|| Structure::new(TAGS)),
            pages: 0,
            index: Vec::new(),
            body: Vec::new(),
            branches: Vec::new(),
            grounds: BTreeMap::new(),
            artwork: BTreeMap::new(),
            resources: BTreeMap::new(),
            bare: BTreeMap::new(),
            used: Used::default(),
            hash: Fingerprint::new(),
            packer: Packer::new(),
            about,
            boxes: Boxes::default(),
        };
        // Four bytes above 127 tell programs that the file is not text (ISO 32000-1, 7.5.2).
        file.put(b"%PDF-1.7\n%\xBB\xAD\xC0\xDE\n")?;
        Ok(file)
    }

    /// Adds the glyphs that pages of this file use.
    pub fn add_used(&mut self, used: &Used) {
        self.used.add(used);
    }

    /// Appends a page: `content` paints `grounds` by their numbers, and its own ink over them. The
    /// page is as large as the first.
    ///
    /// # Errors
    /// What the disk says.
    pub fn page(
        &mut self,
        grounds: &[Arc<Ground>],
        paper: Paper,
        content: &Content,
        tagged: Option<&Tagged>,
    ) -> io::Result<()> {
        self.keep_small();
        let mut forms = Vec::with_capacity(grounds.len());
        for ground in grounds {
            let known = self.grounds.get(&ground.key).copied();
            forms.push(match known {
                Some(form) => form,
                None => self.ground(ground)?,
            });
        }
        let resources = match self.resources.get(&forms) {
            Some(known) => *known,
            None => self.page_resources(forms)?,
        };
        let contents = match self.bare.get(&content.bytes) {
            Some(known) => *known,
            None => self.content(content)?,
        };
        let whole = Size::new(paper.trim.w, paper.trim.h);
        let size = grounds.first().map_or(whole, |ground| ground.size);
        let id = self.new_id();
        if self.branches.last().is_none_or(|node| node.kids.len() == BRANCH) {
            let id = self.new_id();
            self.branches.push(Node { id, kids: Vec::new(), pages: 0 });
        }
        let mut parent = 0;
        if let Some(node) = self.branches.last_mut() {
            node.kids.push(id);
            node.pages += 1;
            parent = node.id;
        }
        self.pages += 1;
        let mut page = format!(
            "<</Type/Page/Parent {parent} 0 R/Resources {resources} 0 R/Contents {contents} 0 R"
        );
        page.push_str(self.boxes.of(size, paper));
        if let (Some(tagged), Some(structure)) = (tagged, &mut self.structure) {
            let mut fresh = Vec::new();
            let places = &mut self.places;
            page.push_str(&structure.page(tagged, id, &mut || next_id(places), &mut fresh));
            self.smalls(&fresh)?;
        }
        page.push_str(">>");
        self.small(id, page.as_bytes())
    }

    /// Forgets what was written where it is much: what is used again then stands twice in the file.
    fn keep_small(&mut self) {
        if self.grounds.len() > MOST_KNOWN {
            self.grounds.clear();
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
        self.at
    }

    /// Whether nothing was written yet; never so, as a file begins with its header.
    pub fn is_empty(&self) -> bool {
        self.at == 0
    }

    /// Ends the file and gives back what it was written to.
    ///
    /// # Errors
    /// What the disk says, or a fault of the program as an error of kind `Other`.
    pub fn finish(mut self, fonts: &Fonts) -> io::Result<W> {
        let names = faces::objects(&self.used, fonts).map_err(fault)?;
        self.own(&names, Some(FONT_NAMES))?;
        self.page_tree()?;
        let mut has_bookmarks = false;
        if let Some(structure) = self.structure.take() {
            let places = &mut self.places;
            let (fresh, outlined) = structure.finish(&mut || next_id(places));
            self.smalls(&fresh)?;
            has_bookmarks = outlined;
        }
        let info = self.catalog(has_bookmarks).map_err(fault)??;
        self.flush()?;
        self.table(info)?;
        Ok(self.out)
    }

    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.at += bytes.len() as u64;
        self.out.write_all(bytes)
    }

    fn new_id(&mut self) -> u32 {
        next_id(&mut self.places)
    }

    /// The resources of pages with these grounds.
    fn page_resources(&mut self, forms: Vec<u32>) -> io::Result<u32> {
        let id = self.new_id();
        let mut names = Dictionary::new();
        for (number, form) in forms.iter().enumerate() {
            names.set(format!("B{number}"), (*form, 0));
        }
        let dict = dictionary! { "Font" => (FONT_NAMES, 0), "XObject" => names };
        self.small(id, &written(&Object::Dictionary(dict)))?;
        self.resources.insert(forms, id);
        Ok(id)
    }

    /// Writes a ground once, after its blocks; equal artwork of several grounds is one object.
    fn ground(&mut self, ground: &Ground) -> io::Result<u32> {
        self.used.add(&ground.used);
        let mut ids = Vec::new();
        let mut fresh = Vec::new();
        let mut blocks = Vec::with_capacity(ground.blocks.len());
        for block in &ground.blocks {
            let known = self.grounds.get(&block.key).copied();
            blocks.push(match known {
                Some(form) => form,
                None => self.ground(block)?,
            });
        }
        for key in &ground.keys {
            let known = key.and_then(|key| self.artwork.get(&key).copied());
            let id = known.unwrap_or_else(|| self.new_id());
            if let (Some(key), None) = (key, known) {
                self.artwork.insert(*key, id);
            }
            fresh.push(known.is_none());
            ids.push(id);
        }
        let own = ids.len();
        ids.append(&mut blocks);
        for ((object, id), is_new) in ground.objects.iter().zip(&ids[..own]).zip(fresh) {
            if is_new {
                self.relocated(*id, object, &ids)?;
            }
        }
        let form = ids.first().copied().unwrap_or(0);
        self.grounds.insert(ground.key, form);
        Ok(form)
    }

    /// Writes an object whose kin have the numbers `ids`.
    fn relocated(&mut self, id: u32, object: &Object, ids: &[u32]) -> io::Result<()> {
        match objects::placed(object, ids, ROOTS) {
            Object::Stream(mut stream) => {
                self.packer.pack(&mut stream);
                self.hash.add(&stream.content);
                self.stream(id, &stream)
            }
            object => self.small(id, &written(&object)),
        }
    }

    fn content(&mut self, content: &Content) -> io::Result<u32> {
        self.hash.add(&content.bytes);
        let id = self.new_id();
        self.begin_object(id);
        let filter = if content.packed { "/Filter/FlateDecode" } else { "" };
        let head = format!("{id} 0 obj\n<</Length {}{filter}>>stream\n", content.bytes.len());
        self.put(head.as_bytes())?;
        self.put(&content.bytes)?;
        self.put(save::STREAM_END)?;
        if content.bytes.len() <= BARE {
            self.bare.insert(content.bytes.clone(), id);
        }
        Ok(id)
    }

    fn begin_object(&mut self, id: u32) {
        if let Some(place) = self.places.get_mut(id as usize) {
            *place = Place::At(self.at);
        }
    }

    fn stream(&mut self, id: u32, stream: &Stream) -> io::Result<()> {
        self.begin_object(id);
        let mut head = Vec::new();
        save::stream_head(&mut head, id, &stream.dict);
        self.put(&head)?;
        self.put(&stream.content)?;
        self.put(save::STREAM_END)
    }

    fn smalls(&mut self, fresh: &Fresh) -> io::Result<()> {
        fresh.iter().try_for_each(|(id, bytes)| self.small(*id, bytes))
    }

    /// Adds an object that is no stream to the next object stream.
    fn small(&mut self, id: u32, bytes: &[u8]) -> io::Result<()> {
        self.index.push((id, self.body.len()));
        self.body.extend_from_slice(bytes);
        self.body.push(b'\n');
        if self.index.len() >= TOGETHER { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.index.is_empty() {
            return Ok(());
        }
        let id = self.new_id();
        let mut all = Vec::new();
        let count = self.index.len();
        for (nth, (object, start)) in std::mem::take(&mut self.index).into_iter().enumerate() {
            let _ = write!(all, "{object} {start} ");
            if let Some(place) = self.places.get_mut(object as usize) {
                *place = Place::In(id, nth as u16);
            }
            if nth == 0 {
                all.reserve(self.body.len() + TOGETHER * 12);
            }
        }
        let first = all.len();
        all.append(&mut self.body);
        let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        let dict = dictionary! {
            "Type" => "ObjStm", "N" => number(count), "First" => number(first),
        };
        let mut stream = Stream::new(dict, all);
        self.packer.pack(&mut stream);
        self.stream(id, &stream)
    }

    /// Writes the nodes of the page tree, level by level.
    fn page_tree(&mut self) -> io::Result<()> {
        let mut level = std::mem::take(&mut self.branches);
        while level.len() > BRANCH {
            let mut next = Vec::new();
            let mut rest = level.into_iter().peekable();
            while rest.peek().is_some() {
                let id = self.new_id();
                let mut parent = Node { id, kids: Vec::new(), pages: 0 };
                for node in rest.by_ref().take(BRANCH) {
                    parent.kids.push(node.id);
                    parent.pages += node.pages;
                    self.node(&node, Some(id))?;
                }
                next.push(parent);
            }
            level = next;
        }
        let mut root = Node { id: ROOT, kids: Vec::new(), pages: 0 };
        for node in level {
            root.kids.push(node.id);
            root.pages += node.pages;
            self.node(&node, Some(ROOT))?;
        }
        self.node(&root, None)
    }

    fn node(&mut self, node: &Node, parent: Option<u32>) -> io::Result<()> {
        let mut bytes = b"<</Type/Pages".to_vec();
        if let Some(parent) = parent {
            let _ = write!(bytes, "/Parent {parent} 0 R");
        }
        let _ = write!(bytes, "/Count {}/Kids[", node.pages);
        for kid in &node.kids {
            let _ = write!(bytes, "{kid} 0 R ");
        }
        bytes.extend_from_slice(b"]>>");
        self.small(node.id, &bytes)
    }

    /// Writes the catalogue and what the file says of itself; gives the number of the latter.
    fn catalog(&mut self, has_bookmarks: bool) -> Result<io::Result<u32>, PdfError> {
        let mut document = Document::with_version("1.7");
        let root = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => PAGES });
        document.trailer.set("Root", root);
        let About { title, meta, duplex } = &self.about;
        metadata::viewer(&mut document, Lang::Vi, *duplex, *meta)?;
        if meta.tagged {
            metadata::tags(&mut document, TREE)?;
        }
        if has_bookmarks {
            metadata::outline(&mut document, OUTLINE)?;
        }
        metadata::labels(&mut document, self.pages)?;
        metadata::output_intent(&mut document)?;
        metadata::write(&mut document, title, Lang::Vi, *meta)?;
        let info = document.trailer.get(b"Info").and_then(Object::as_reference)?;
        let info = objects::take(&document, info)?;
        let catalog = objects::take(&document, root)?;
        Ok(self.own(&info, None).and_then(|info| {
            self.own(&catalog, Some(CATALOG))?;
            Ok(info)
        }))
    }

    /// Writes objects that belong together; the first gets number `id`, if one is set aside.
    fn own(&mut self, objects: &[Object], id: Option<u32>) -> io::Result<u32> {
        let first = id.unwrap_or_else(|| self.new_id());
        let mut ids = vec![first];
        ids.extend((1..objects.len()).map(|_| self.new_id()));
        for (object, id) in objects.iter().zip(&ids) {
            self.relocated(*id, object, &ids)?;
        }
        Ok(first)
    }

    /// The cross-reference stream, each row as its difference from the one above (PNG “up”), which
    /// packs well.
    fn table(&mut self, info: u32) -> io::Result<()> {
        let id = self.new_id();
        self.begin_object(id);
        let start = self.at;
        let mut rows = Vec::with_capacity(self.places.len() * 9);
        let mut above = [0_u8; 8];
        for (number, place) in self.places.iter().enumerate() {
            let mut row = [0_u8; 8];
            match place {
                // Numbers that were set aside and not used are free.
                Place::Nowhere if number == 0 => row[6..].copy_from_slice(&[0xFF, 0xFF]),
                Place::Nowhere => {}
                Place::At(at) => {
                    row[0] = 1;
                    row[1..6].copy_from_slice(&at.to_be_bytes()[3..]);
                }
                Place::In(stream, nth) => {
                    row[0] = 2;
                    row[2..6].copy_from_slice(&stream.to_be_bytes());
                    row[6..].copy_from_slice(&nth.to_be_bytes());
                }
            }
            rows.push(2);
            rows.extend(row.iter().zip(above).map(|(own, above)| own.wrapping_sub(above)));
            above = row;
        }
        let halves = self.hash.halves();
        let key: Vec<u8> = halves.iter().flat_map(|half| half.to_be_bytes()).collect();
        let key = Object::String(key, lopdf::StringFormat::Hexadecimal);
        let size = i64::try_from(self.places.len()).unwrap_or(i64::MAX);
        let reference = |id: u32| Object::Reference((id, 0));
        let dict = dictionary! {
            "Type" => "XRef", "Size" => size, "W" => vec![1.into(), 5.into(), 2.into()],
            "DecodeParms" => dictionary! { "Predictor" => 12, "Columns" => 8 },
            "Root" => reference(CATALOG), "Info" => reference(info), "ID" => vec![key.clone(), key],
        };
        let mut stream = Stream::new(dict, rows);
        self.packer.pack(&mut stream);
        self.stream(id, &stream)?;
        self.put(format!("startxref\n{start}\n%%EOF\n").as_bytes())?;
        self.out.flush()
    }
}

/// The boxes of the last page, as written: all pages of a file have the same.
#[derive(Default)]
struct Boxes {
    last: Option<(Size, Paper)>,
    written: String,
}

impl Boxes {
    fn of(&mut self, size: Size, paper: Paper) -> &str {
        if self.last != Some((size, paper)) {
            self.last = Some((size, paper));
            self.written = boxes(size, paper);
        }
        &self.written
    }
}

fn boxes(size: Size, paper: Paper) -> String {
    let Paper { trim, bleed } = paper;
    let corners = |x: Len, y: Len, w: Len, h: Len| -> Object {
        let bottom = size.h - y - h;
        [x, bottom, x + w, bottom + h].map(real).to_vec().into()
    };
    let media = corners(Len::ZERO, Len::ZERO, size.w, size.h);
    let around = corners(trim.x - bleed, trim.y - bleed, trim.w + bleed * 2, trim.h + bleed * 2);
    let bleed_box = if bleed > Len::ZERO { around } else { media.clone() };
    let trim = corners(trim.x, trim.y, trim.w, trim.h);
    let mut out = String::new();
    for (name, corners) in
        [("MediaBox", &media), ("CropBox", &media), ("BleedBox", &bleed_box), ("TrimBox", &trim)]
    {
        let corners = written(corners);
        let _ = write!(out, "/{name}{}", String::from_utf8_lossy(&corners));
    }
    out
}

fn next_id(places: &mut Vec<Place>) -> u32 {
    places.push(Place::Nowhere);
    places.len() as u32 - 1
}

#[allow(clippy::needless_pass_by_value, reason = "as `map_err` hands it over")]
fn fault(error: PdfError) -> io::Error {
    io::Error::other(error.to_string())
}
