//! A file that grows object by object.
//!
//! Streams go out as they come; all other objects wait for the next object stream, and the
//! cross-reference table is a stream (ISO 32000-1, 7.5.7 and 7.5.8). Readers of PDF 1.4 know neither:
//! for them every object stands for itself, and the table and the trailer are text (7.5.4, 7.5.5).
//! Kept in memory are eight bytes an object, because a
//! tagged file of many copies has millions.

use std::io::{self, Write};

use lopdf::{Dictionary, Object, Stream, StringFormat, dictionary};

use super::super::object::deflater::{ContentStream, Deflater};
use super::super::object::fingerprint::Fingerprint;
use super::super::object::local_objects::{Roots, placed, placed_dictionary};
use super::super::object::primitives::name;
use super::super::object::syntax::{self, written};

/// Objects of one object stream, so that a reader need not unpack all for one.
const TOGETHER: usize = 256;

/// Where an object is.
#[derive(Clone, Copy)]
enum XrefEntry {
    Nowhere,
    /// At a byte of the file.
    At(u64),
    /// At an index in an object stream.
    In(u32, u16),
}

/// An entry in eight bytes: what it is in the two highest bits.
#[derive(Clone, Copy)]
struct PackedEntry(u64);

impl PackedEntry {
    const KIND: u32 = 62;
    const VALUE: u64 = (1 << PackedEntry::KIND) - 1;
    const NOWHERE: PackedEntry = PackedEntry(0);

    fn at(place: u64) -> PackedEntry {
        PackedEntry((1 << PackedEntry::KIND) | (place & PackedEntry::VALUE))
    }

    fn within(stream: u32, nth: u16) -> PackedEntry {
        PackedEntry((2 << PackedEntry::KIND) | (u64::from(stream) << 16) | u64::from(nth))
    }

    fn entry(self) -> XrefEntry {
        let value = self.0 & PackedEntry::VALUE;
        match self.0 >> PackedEntry::KIND {
            0 => XrefEntry::Nowhere,
            1 => XrefEntry::At(value),
            _ => XrefEntry::In((value >> 16) as u32, value as u16),
        }
    }
}

/// A file under way.
pub(super) struct ObjectFile<W: Write> {
    out: W,
    at: u64,
    /// By number. Object 0 heads the list of free objects.
    places: Vec<PackedEntry>,
    /// Objects for the next object stream: numbers and places in it, then their bytes.
    index: Vec<(u32, usize)>,
    body: Vec<u8>,
    hash: Fingerprint,
    deflater: Deflater,
    is_old: bool,
}

impl<W: Write> ObjectFile<W> {
    /// Begins a file in which the first numbers, up to `last`, are set aside.
    pub(super) fn begin(out: W, version: &str, is_old: bool, last: u32) -> io::Result<Self> {
        let mut file = ObjectFile {
            out,
            at: 0,
            places: vec![PackedEntry::NOWHERE; last as usize + 1],
            index: Vec::new(),
            body: Vec::new(),
            hash: Fingerprint::new(),
            deflater: Deflater::default(),
            is_old,
        };
        // Four bytes above 127 tell programs that the file is not text (7.5.2).
        file.put(format!("%PDF-{version}\n").as_bytes())?;
        file.put(b"%\xBB\xAD\xC0\xDE\n")?;
        Ok(file)
    }

    /// How many bytes it has so far.
    pub(super) fn len(&self) -> u64 {
        self.at
    }

    /// A hash of the content of all streams so far.
    pub(super) fn fingerprint(&self) -> [u64; 2] {
        self.hash.halves()
    }

    /// A number nobody else has.
    pub(super) fn new_id(&mut self) -> u32 {
        self.places.push(PackedEntry::NOWHERE);
        self.places.len() as u32 - 1
    }

    /// The operators of a page, packed if that makes them smaller.
    pub(super) fn packed(&mut self, operators: &[u8]) -> ContentStream {
        self.deflater.content(operators)
    }

    /// Writes the content of a page; gives its number.
    pub(super) fn content(&mut self, content: &ContentStream) -> io::Result<u32> {
        self.hash.add(&content.bytes);
        let id = self.new_id();
        self.begin_object(id);
        let filter = if content.packed { "/Filter/FlateDecode" } else { "" };
        let head = format!("{id} 0 obj\n<</Length {}{filter}>>stream\n", content.bytes.len());
        self.put(head.as_bytes())?;
        self.put(&content.bytes)?;
        self.put(syntax::STREAM_END)?;
        Ok(id)
    }

    /// Writes objects that belong together; the first gets number `id`, if one is set aside. Gives
    /// their numbers.
    pub(super) fn group(
        &mut self,
        objects: &[Object],
        id: Option<u32>,
        roots: Roots,
    ) -> io::Result<Vec<u32>> {
        let mut ids = Vec::with_capacity(objects.len());
        ids.extend(id);
        ids.extend((ids.len()..objects.len()).map(|_| self.new_id()));
        for (object, id) in objects.iter().zip(&ids) {
            self.relocated(*id, object, &ids, roots)?;
        }
        Ok(ids)
    }

    /// Writes an object whose group has the numbers `ids`.
    pub(super) fn relocated(
        &mut self,
        id: u32,
        object: &Object,
        ids: &[u32],
        roots: Roots,
    ) -> io::Result<()> {
        let Object::Stream(stream) = object else {
            return self.small(id, &written(&placed(object, ids, roots)));
        };
        // Its content may be as long as a face: it goes out as it is or packed, never as a copy.
        let mut dict = placed_dictionary(&stream.dict, ids, roots);
        let packed = self.deflater.packed_content(stream);
        if let Some(packed) = &packed {
            dict.set("Filter", name("FlateDecode"));
            dict.set("Length", i64::try_from(packed.len()).unwrap_or(i64::MAX));
        }
        let content = packed.as_deref().unwrap_or(&stream.content);
        self.hash.add(content);
        self.stream(id, &dict, content)
    }

    /// Writes objects that are no streams.
    pub(super) fn smalls(&mut self, all: &[(u32, Vec<u8>)]) -> io::Result<()> {
        all.iter().try_for_each(|(id, bytes)| self.small(*id, bytes))
    }

    /// Writes an object that is no stream.
    pub(super) fn small(&mut self, id: u32, bytes: &[u8]) -> io::Result<()> {
        if self.is_old {
            self.begin_object(id);
            self.put(format!("{id} 0 obj\n").as_bytes())?;
            self.put(bytes)?;
            return self.put(b"\nendobj\n");
        }
        self.index.push((id, self.body.len()));
        self.body.extend_from_slice(bytes);
        self.body.push(b'\n');
        if self.index.len() >= TOGETHER { self.flush() } else { Ok(()) }
    }

    /// Ends the file, whose catalogue and information have these numbers, and gives back what it
    /// was written to.
    pub(super) fn finish(mut self, root: u32, info: u32) -> io::Result<W> {
        self.flush()?;
        let key: Vec<u8> = self.fingerprint().map(u64::to_be_bytes).as_flattened().to_vec();
        let key = Object::String(key, StringFormat::Hexadecimal);
        let mut trailer = dictionary! {
            "Root" => (root, 0), "Info" => (info, 0), "ID" => vec![key.clone(), key],
        };
        let id = if self.is_old { None } else { Some(self.new_id()) };
        let start = self.at;
        trailer.set("Size", i64::try_from(self.places.len()).unwrap_or(i64::MAX));
        if let Some(id) = id {
            self.begin_object(id);
            trailer.set("Type", "XRef");
            trailer.set("W", vec![1.into(), 5.into(), 2.into()]);
            trailer.set("DecodeParms", dictionary! { "Predictor" => 12, "Columns" => 8 });
            let mut table = Stream::new(trailer, self.rows());
            self.deflater.pack(&mut table);
            self.stream(id, &table.dict, &table.content)?;
        } else {
            let table = self.text_table();
            self.put(table.as_bytes())?;
            self.put(b"trailer\n")?;
            self.put(&written(&trailer.into()))?;
            self.put(b"\n")?;
        }
        self.put(format!("startxref\n{start}\n%%EOF\n").as_bytes())?;
        self.out.flush()?;
        Ok(self.out)
    }

    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.at += bytes.len() as u64;
        self.out.write_all(bytes)
    }

    fn begin_object(&mut self, id: u32) {
        if let Some(place) = self.places.get_mut(id as usize) {
            *place = PackedEntry::at(self.at);
        }
    }

    fn stream(&mut self, id: u32, dict: &Dictionary, content: &[u8]) -> io::Result<()> {
        self.begin_object(id);
        let mut head = Vec::new();
        syntax::stream_head(&mut head, id, dict);
        self.put(&head)?;
        self.put(content)?;
        self.put(syntax::STREAM_END)
    }

    /// Writes the objects that wait as an object stream.
    fn flush(&mut self) -> io::Result<()> {
        if self.index.is_empty() {
            return Ok(());
        }
        let id = self.new_id();
        let count = self.index.len();
        let mut all = Vec::with_capacity(self.body.len() + count * 12);
        for (nth, (object, start)) in std::mem::take(&mut self.index).into_iter().enumerate() {
            let _ = write!(all, "{object} {start} ");
            if let Some(place) = self.places.get_mut(object as usize) {
                *place = PackedEntry::within(id, nth as u16);
            }
        }
        let first = all.len();
        all.append(&mut self.body);
        let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        let dict = dictionary! {
            "Type" => "ObjStm", "N" => number(count), "First" => number(first),
        };
        let mut stream = Stream::new(dict, all);
        self.deflater.pack(&mut stream);
        self.stream(id, &stream.dict, &stream.content)
    }

    /// The rows of the cross-reference stream, each as its difference from the one above (PNG “up”),
    /// which packs well.
    fn rows(&self) -> Vec<u8> {
        let mut rows = Vec::with_capacity(self.places.len() * 9);
        let mut above = [0_u8; 8];
        for (number, place) in self.places.iter().enumerate() {
            let mut row = [0_u8; 8];
            match place.entry() {
                // Numbers that were set aside and not used are free.
                XrefEntry::Nowhere if number == 0 => row[6..].copy_from_slice(&[0xFF, 0xFF]),
                XrefEntry::Nowhere => {}
                XrefEntry::At(at) => {
                    row[0] = 1;
                    row[1..6].copy_from_slice(&at.to_be_bytes()[3..]);
                }
                XrefEntry::In(stream, nth) => {
                    row[0] = 2;
                    row[2..6].copy_from_slice(&stream.to_be_bytes());
                    row[6..].copy_from_slice(&nth.to_be_bytes());
                }
            }
            rows.push(2);
            rows.extend(row.iter().zip(above).map(|(own, above)| own.wrapping_sub(above)));
            above = row;
        }
        rows
    }

    /// The cross-reference table as text, every line 20 bytes long.
    fn text_table(&self) -> String {
        let mut table = format!("xref\n0 {}\n", self.places.len());
        for place in &self.places {
            table.push_str(&match place.entry() {
                XrefEntry::At(at) => format!("{at:010} 00000 n \n"),
                _ => "0000000000 65535 f \n".to_owned(),
            });
        }
        table
    }
}

#[cfg(test)]
mod tests {
    use lopdf::Document;

    use super::*;

    const ROOTS: Roots = Roots { fonts: 0, pages: 0, tree: 0, outline: 0, layer: 0 };

    /// One of every kind of object.
    fn objects() -> Vec<Object> {
        vec![
            Object::Null,
            true.into(),
            (-7).into(),
            Object::Real(0.010_416_667),
            Object::Real(-12.5),
            name("A#b (c)/\u{1ef1}"),
            Object::string_literal("a(b)\\c)\r\n(\0\u{ff}"),
            Object::String(vec![0, 0x1F, 0xFF], StringFormat::Hexadecimal),
            vec![1.into(), Object::Null, name("x"), vec![2.into()].into(), (0, 0).into()].into(),
            dictionary! { "K" => dictionary! { "L" => 1, "M" => Object::Null } }.into(),
        ]
    }

    #[test]
    fn every_kind_of_object_reads_back_as_it_was() {
        let text = b"to roi ".repeat(50);
        for (version, is_old) in [("1.7", false), ("1.4", true)] {
            // Number 2 is set aside and not used.
            let mut file = ObjectFile::begin(Vec::new(), version, is_old, 2).unwrap();
            let root = vec![dictionary! { "Type" => "Catalog" }.into()];
            file.group(&root, Some(1), ROOTS).unwrap();
            let mut written = Vec::new();
            // More than fit in one object stream.
            for _ in 0..=TOGETHER / objects().len() {
                for object in objects() {
                    let ids = file.group(std::slice::from_ref(&object), None, ROOTS).unwrap();
                    // The number of the first of a group is that of the object itself.
                    written.push((ids[0], placed(&object, &ids, ROOTS)));
                }
            }
            let packed = Stream::new(Dictionary::new(), text.clone());
            let raw = packed.clone().with_compression(false);
            let streams = file.group(&[packed.into(), raw.into()], None, ROOTS).unwrap();
            let page = file.packed(&text);
            let page = file.content(&page).unwrap();
            let bytes = file.finish(1, written[9].0).unwrap();
            assert!(bytes.starts_with(format!("%PDF-{version}\n").as_bytes()));
            let read = Document::load_mem(&bytes).unwrap();
            for (id, object) in &written {
                assert_eq!(read.get_object((*id, 0)).unwrap(), object);
            }
            assert!(read.get_object((2, 0)).is_err());
            for (id, is_packed) in [(streams[0], true), (streams[1], false), (page, true)] {
                let stream = read.get_object((id, 0)).unwrap().as_stream().unwrap();
                assert_eq!(stream.get_plain_content().unwrap(), text);
                assert_eq!(stream.dict.has(b"Filter"), is_packed);
            }
            // Whatever a stream ends with, its bytes are told apart from the line end after them.
            let ends = bytes.windows(9).enumerate().filter(|(_, it)| it == b"endstream");
            let ends: Vec<usize> = ends.map(|(at, _)| at).collect();
            assert!(ends.len() >= 3 && ends.iter().all(|at| bytes[at - 2..*at] == *b"\r\n"));
            let streams = bytes.windows(7).filter(|window| window == b"/ObjStm").count();
            assert_eq!(streams, if is_old { 0 } else { 2 });
        }
    }
}
