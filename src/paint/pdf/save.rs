//! A finished object tree to the bytes of its file, in one pass.
//!
//! lopdf writes every object three times on its way into an object stream, copies it, and leaves
//! the cross-reference table unpacked: an eighth of the time of a leaflet and a kilobyte of its
//! size. Streams stand as they are, all other objects in object streams, the table is a stream
//! (ISO 32000-1, 7.5.7 and 7.5.8).

use std::io::Write as _;

use flate2::{Compress, Compression, FlushCompress, Status};
use lopdf::{Dictionary, Document, Object, Stream, StringFormat, dictionary};

use super::object::name;

/// How hard streams are packed, from 1 to 9. Higher levels cost a fifth of the time of a leaflet
/// and save a hundredth of its size.
const LEVEL: u32 = 1;

/// The most objects in one object stream, so that a reader need not unpack all for one.
const TOGETHER: usize = 1000;

/// A packer for all streams of a file: its tables are larger than most streams.
pub(super) struct Packer(Compress);

impl Packer {
    pub(super) fn new() -> Packer {
        Packer(Compress::new(Compression::new(LEVEL), true))
    }

    /// Packs a stream if that makes it smaller.
    pub(super) fn pack(&mut self, stream: &mut Stream) {
        if !stream.allows_compression || stream.dict.has(b"Filter") {
            return;
        }
        self.0.reset();
        // zlib adds at most 5 bytes to each 16 KB it cannot pack, and 6 in all (RFC 1950, 1951).
        let mut packed = Vec::with_capacity(stream.content.len() * 1001 / 1000 + 64);
        let done = self.0.compress_vec(&stream.content, &mut packed, FlushCompress::Finish);
        if matches!(done, Ok(Status::StreamEnd)) && packed.len() < stream.content.len() {
            stream.dict.set("Filter", name("FlateDecode"));
            stream.set_content(packed);
        }
    }
}

/// A hash of bytes in order (like FNV-1a, twice, eight bytes at a time and turned so that high bits
/// reach the low ones).
pub(super) struct Fingerprint([u64; 2]);

impl Fingerprint {
    pub(super) fn new() -> Fingerprint {
        Fingerprint([0xcbf2_9ce4_8422_2325, 0x9ae1_6a3b_2f90_404f])
    }

    pub(super) fn add(&mut self, bytes: &[u8]) {
        for eight in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..eight.len()].copy_from_slice(eight);
            let word = u64::from_le_bytes(word);
            self.0 =
                self.0.map(|hash| (hash ^ word).wrapping_mul(0x0100_0000_01b3).rotate_left(29));
        }
    }

    pub(super) fn halves(&self) -> [u64; 2] {
        self.0
    }
}

/// Writes a document whose objects are numbered from 1 without gaps.
pub(super) fn save(document: &Document, packer: &mut Packer) -> Vec<u8> {
    let mut file = File { bytes: Vec::new(), places: Vec::new() };
    file.bytes.extend_from_slice(format!("%PDF-{}\n", document.version).as_bytes());
    // Four bytes above 127 tell programs that the file is not text (7.5.2).
    file.bytes.extend_from_slice(b"%\xBB\xAD\xC0\xDE\n");
    let mut next = document.max_id + 1;
    let mut others = Vec::new();
    for (id, object) in &document.objects {
        match object {
            Object::Stream(stream) => {
                file.begin(id.0);
                file.stream(id.0, stream);
            }
            object => others.push((id.0, object)),
        }
    }
    for together in others.chunks(TOGETHER) {
        let mut stream = object_stream(together);
        packer.pack(&mut stream);
        file.begin(next);
        file.stream(next, &stream);
        file.places.extend(together.iter().enumerate().map(|(index, (id, _))| Place {
            id: *id,
            kind: 2,
            at: next,
            index: index as u16,
        }));
        next += 1;
    }
    let start = file.bytes.len();
    file.begin(next);
    let mut table = file.table(&document.trailer);
    packer.pack(&mut table);
    file.stream(next, &table);
    file.bytes.extend_from_slice(format!("startxref\n{start}\n%%EOF\n").as_bytes());
    file.bytes
}

/// Writes a document as readers of PDF 1.4 know it: every object for itself, the cross-reference
/// table and the trailer as text (ISO 32000-1, 7.5.4 and 7.5.5).
pub(super) fn save_old(document: &Document) -> Vec<u8> {
    let mut file = File { bytes: Vec::new(), places: Vec::new() };
    file.bytes.extend_from_slice(format!("%PDF-{}\n", document.version).as_bytes());
    file.bytes.extend_from_slice(b"%\xBB\xAD\xC0\xDE\n");
    for (id, item) in &document.objects {
        file.begin(id.0);
        if let Object::Stream(stream) = item {
            file.stream(id.0, stream);
        } else {
            let _ = writeln!(file.bytes, "{} 0 obj", id.0);
            object(&mut file.bytes, item);
            file.bytes.extend_from_slice(b"\nendobj\n");
        }
    }
    let (start, size) = (file.bytes.len(), file.places.len() + 1);
    // Every line of the table is 20 bytes long; the first heads the list of free objects.
    let _ = write!(file.bytes, "xref\n0 {size}\n0000000000 65535 f \n");
    for place in &file.places {
        let _ = writeln!(file.bytes, "{:010} 00000 n ", place.at);
    }
    let mut trailer = document.trailer.clone();
    trailer.set("Size", count(size));
    file.bytes.extend_from_slice(b"trailer\n");
    dictionary(&mut file.bytes, &trailer);
    let _ = write!(file.bytes, "\nstartxref\n{start}\n%%EOF\n");
    file.bytes
}

/// What follows the bytes of a stream. Its first line end has two bytes: packed bytes may end with
/// 0D, and before a lone 0A that would be read as the one of the line end (ISO 32000-1, 7.3.8.1).
pub(super) const STREAM_END: &[u8] = b"\r\nendstream\nendobj\n";

/// Writes a stream up to its bytes; its dictionary knows their number.
pub(super) fn stream_head(out: &mut Vec<u8>, id: u32, dict: &Dictionary) {
    let _ = writeln!(out, "{id} 0 obj");
    dictionary(out, dict);
    out.extend_from_slice(b"stream\n");
}

/// Where an object is: at a byte of the file (1), or at an index in an object stream (2).
struct Place {
    id: u32,
    kind: u8,
    at: u32,
    index: u16,
}

struct File {
    bytes: Vec<u8>,
    places: Vec<Place>,
}

impl File {
    /// Notes that an object begins here.
    fn begin(&mut self, id: u32) {
        let at = u32::try_from(self.bytes.len()).unwrap_or(u32::MAX);
        self.places.push(Place { id, kind: 1, at, index: 0 });
    }

    fn stream(&mut self, id: u32, stream: &Stream) {
        stream_head(&mut self.bytes, id, &stream.dict);
        self.bytes.extend_from_slice(&stream.content);
        self.bytes.extend_from_slice(STREAM_END);
    }

    /// The cross-reference stream with what the trailer says.
    fn table(&mut self, trailer: &Dictionary) -> Stream {
        self.places.sort_by_key(|place| place.id);
        // The first entry heads the list of free objects, of which there are none.
        let mut rows = vec![0, 0, 0, 0, 0, 0xFF, 0xFF];
        for place in &self.places {
            rows.push(place.kind);
            rows.extend_from_slice(&place.at.to_be_bytes());
            rows.extend_from_slice(&place.index.to_be_bytes());
        }
        let mut dict = trailer.clone();
        dict.set("Type", name("XRef"));
        dict.set("Size", count(self.places.len() + 1));
        dict.set("W", vec![1.into(), 4.into(), 2.into()]);
        Stream::new(dict, rows)
    }
}

fn object_stream(together: &[(u32, &Object)]) -> Stream {
    let (mut index, mut body) = (Vec::new(), Vec::new());
    for (id, object) in together {
        let _ = write!(index, "{id} {} ", body.len());
        self::object(&mut body, object);
        body.push(b'\n');
    }
    let dict = dictionary! {
        "Type" => "ObjStm", "N" => count(together.len()), "First" => count(index.len()),
    };
    index.append(&mut body);
    Stream::new(dict, index)
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// Writes an object; of a stream, its dictionary alone.
pub(super) fn object(out: &mut Vec<u8>, object: &Object) {
    let _ = match object {
        Object::Null => write!(out, "null"),
        Object::Boolean(truth) => write!(out, "{truth}"),
        Object::Integer(number) => write!(out, "{number}"),
        Object::Real(number) => write!(out, "{number}"),
        Object::Reference((id, generation)) => write!(out, "{id} {generation} R"),
        Object::Name(letters) => return key(out, letters),
        Object::String(bytes, StringFormat::Literal) => return literal(out, bytes),
        Object::String(bytes, StringFormat::Hexadecimal) => return hexadecimal(out, bytes),
        Object::Array(items) => {
            out.push(b'[');
            for (index, item) in items.iter().enumerate() {
                value(out, item, index > 0);
            }
            write!(out, "]")
        }
        Object::Dictionary(dict) => return dictionary(out, dict),
        // A stream is never inside another object (7.3.8).
        Object::Stream(stream) => return dictionary(out, &stream.dict),
    };
}

/// An object after another one; those that begin with a regular character need a space (7.2.2).
fn value(out: &mut Vec<u8>, item: &Object, follows: bool) {
    let delimited = matches!(
        item,
        Object::Name(_) | Object::String(..) | Object::Array(_) | Object::Dictionary(_)
    );
    if follows && !delimited {
        out.push(b' ');
    }
    object(out, item);
}

fn dictionary(out: &mut Vec<u8>, dict: &Dictionary) {
    out.extend_from_slice(b"<<");
    for (name, item) in dict {
        key(out, name);
        value(out, item, true);
    }
    out.extend_from_slice(b">>");
}

/// A name; what is no regular character is written as its number (7.3.5).
fn key(out: &mut Vec<u8>, name: &[u8]) {
    out.push(b'/');
    for byte in name {
        if byte.is_ascii_graphic() && !b"()<>[]{}/%#".contains(byte) {
            out.push(*byte);
        } else {
            let _ = write!(out, "#{byte:02X}");
        }
    }
}

fn literal(out: &mut Vec<u8>, bytes: &[u8]) {
    out.push(b'(');
    for byte in bytes {
        match byte {
            b'(' | b')' | b'\\' => out.extend_from_slice(&[b'\\', *byte]),
            b'\r' => out.extend_from_slice(b"\\r"),
            _ => out.push(*byte),
        }
    }
    out.push(b')');
}

fn hexadecimal(out: &mut Vec<u8>, bytes: &[u8]) {
    let digit = |four: u8| b"0123456789ABCDEF"[usize::from(four)];
    out.push(b'<');
    out.extend(bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 0xF)]));
    out.push(b'>');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_object_reads_back_as_it_was() {
        let objects = vec![
            Object::Null,
            true.into(),
            (-7).into(),
            Object::Real(0.010_416_667),
            Object::Real(-12.5),
            name("A#b (c)/\u{1ef1}"),
            Object::string_literal("a(b)\\c)\r\n(\0\u{ff}"),
            Object::String(vec![0, 0x1F, 0xFF], StringFormat::Hexadecimal),
            vec![1.into(), Object::Null, name("x"), vec![2.into()].into(), (3, 0).into()].into(),
            dictionary! { "K" => dictionary! { "L" => 1, "M" => Object::Null } }.into(),
        ];
        let mut document = Document::with_version("1.7");
        // More than fit in one object stream.
        for _ in 0..=TOGETHER / objects.len() {
            for object in &objects {
                document.add_object(object.clone());
            }
        }
        let text = b"to roi ".repeat(50);
        let packed = document.add_object(Stream::new(Dictionary::new(), text.clone()));
        let raw = Stream::new(Dictionary::new(), text.clone()).with_compression(false);
        let raw = document.add_object(raw);
        let root = document.add_object(dictionary! { "Type" => "Catalog" });
        document.trailer.set("Root", root);
        let mut packer = Packer::new();
        for object in document.objects.values_mut() {
            if let Object::Stream(stream) = object {
                packer.pack(stream);
            }
        }
        let bytes = save(&document, &mut packer);
        let read = Document::load_mem(&bytes).unwrap();
        for (id, object) in &document.objects {
            let again = read.get_object(*id).unwrap();
            if let Object::Stream(stream) = again {
                assert_eq!(stream.get_plain_content().unwrap(), text);
                assert_eq!(stream.dict.has(b"Filter"), *id == packed && *id != raw);
            } else {
                assert_eq!(again, object);
            }
        }
        // The old form holds the same.
        document.version = "1.4".to_owned();
        let old = save_old(&document);
        assert!(old.starts_with(b"%PDF-1.4\n") && !old.windows(7).any(|it| it == b"/ObjStm"));
        let read = Document::load_mem(&old).unwrap();
        for (id, object) in &document.objects {
            match read.get_object(*id).unwrap() {
                Object::Stream(stream) => assert_eq!(stream.get_plain_content().unwrap(), text),
                again => assert_eq!(again, object),
            }
        }
        // Whatever a stream ends with, its bytes are told apart from the line end after them.
        for bytes in [&bytes, &old] {
            let ends = bytes.windows(9).enumerate().filter(|(_, it)| it == b"endstream");
            let ends: Vec<usize> = ends.map(|(at, _)| at).collect();
            assert!(ends.len() >= 2 && ends.iter().all(|at| bytes[at - 2..*at] == *b"\r\n"));
        }
        let streams = bytes.windows(7).filter(|window| window == b"/ObjStm").count();
        assert_eq!(streams, 2);
    }
}
