//! An archive, its parts, and XML tag by tag.

use std::collections::BTreeMap;
use std::io::{self, BufReader, Read, Seek, SeekFrom};

use flate2::Crc;
use flate2::read::DeflateDecoder;
use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use zip::{CompressionMethod, ZipArchive};

use super::input::Input;

/// The most bytes of a part nobody needs a larger one of.
pub const MOST_OF_A_PART: u64 = 32 << 20;
/// The most bytes between two tags: longer than the longest cell, and it would be held.
const MOST_AT_ONCE: u64 = 4 << 20;
/// The most elements inside each other: a sheet has less than twenty, and the names of all that are
/// open are held.
pub const MOST_DEPTH: usize = 200;
/// The most files of an archive.
const MOST_FILES: usize = 10_000;
/// What files of Office before 2007 begin with, and locked ones of today (MS-CFB).
pub const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// Why an archive cannot be read.
#[derive(Debug)]
pub enum ArchiveFault {
    /// It is damaged or cut off.
    Damaged,
    /// It is locked with a password.
    Locked,
    /// It unpacks to more than its reader can need.
    TooMuch,
    /// Its XML has more elements inside each other than [`MOST_DEPTH`].
    TooDeep,
    /// What the system says.
    Io(io::Error),
}

impl From<&io::Error> for ArchiveFault {
    /// A fault met while unpacking.
    fn from(error: &io::Error) -> ArchiveFault {
        match error.kind() {
            io::ErrorKind::FileTooLarge => ArchiveFault::TooMuch,
            io::ErrorKind::InvalidInput
            | io::ErrorKind::InvalidData
            | io::ErrorKind::UnexpectedEof => ArchiveFault::Damaged,
            kind => ArchiveFault::Io(io::Error::new(kind, error.to_string())),
        }
    }
}

/// An archive.
pub struct Archive {
    file: Input,
    zip: ZipArchive<Input>,
    /// Its files by their folded names.
    names: BTreeMap<String, usize>,
}

impl Archive {
    /// Opens an archive.
    ///
    /// # Errors
    /// When it is damaged, or holds too many files.
    pub fn open(file: Input) -> Result<Archive, ArchiveFault> {
        let own = file.try_clone().map_err(ArchiveFault::Io)?;
        let zip = ZipArchive::new(own).map_err(|_| ArchiveFault::Damaged)?;
        if zip.len() > MOST_FILES {
            return Err(ArchiveFault::TooMuch);
        }
        let mut names = BTreeMap::new();
        for index in 0..zip.len() {
            let name = zip.name_for_index(index).and_then(Result::ok).unwrap_or_default();
            // Of two parts with one name nobody knows which is meant.
            if names.insert(folded(&name), index).is_some() {
                return Err(ArchiveFault::Damaged);
            }
        }
        Ok(Archive { file, zip, names })
    }

    /// Whether it holds a file of this name.
    pub fn has(&self, name: &str) -> bool {
        self.names.contains_key(&folded(name))
    }

    /// What an `OpenDocument` file says it is.
    pub fn mimetype(&mut self) -> Option<String> {
        let mut kind = String::new();
        let part = self.part("mimetype", MOST_OF_A_PART).ok()??;
        part.take(200).read_to_string(&mut kind).ok()?;
        Some(kind)
    }

    /// Whether the list of its files says how they are encrypted, as in `OpenDocument`.
    ///
    /// # Errors
    /// When that list cannot be read.
    pub fn is_locked(&mut self) -> Result<bool, ArchiveFault> {
        let Some(mut xml) = self.xml("META-INF/manifest.xml", MOST_OF_A_PART)? else {
            return Ok(false);
        };
        loop {
            match xml.next()? {
                Event::Start(tag) | Event::Empty(tag)
                    if tag.local_name().as_ref() == "encryption-data" =>
                {
                    return Ok(true);
                }
                Event::Eof => return Ok(false),
                _ => {}
            }
        }
    }

    /// A file of it, of which at most `most` bytes are unpacked; none when there is no such file.
    ///
    /// # Errors
    /// When it is locked, damaged, or says itself that it is larger.
    pub fn part(&mut self, name: &str, most: u64) -> Result<Option<ArchiveMember>, ArchiveFault> {
        let Some(index) = self.names.get(&folded(name)).copied() else { return Ok(None) };
        let entry = self.zip.by_index_raw(index).map_err(|_| ArchiveFault::Damaged)?;
        if entry.encrypted() {
            return Err(ArchiveFault::Locked);
        }
        if entry.size() > most {
            return Err(ArchiveFault::TooMuch);
        }
        let (method, packed) = (entry.compression(), entry.compressed_size());
        let wanted = entry.crc32();
        let start = entry.data_start().ok_or(ArchiveFault::Damaged)?;
        drop(entry);
        let mut file = self.file.try_clone().map_err(ArchiveFault::Io)?;
        file.seek(SeekFrom::Start(start)).map_err(ArchiveFault::Io)?;
        let packed = BufReader::with_capacity(64 * 1024, file.take(packed));
        let input: Box<dyn Read + Send> = match method {
            CompressionMethod::Stored => Box::new(packed),
            CompressionMethod::DEFLATE => Box::new(DeflateDecoder::new(packed)),
            _ => return Err(ArchiveFault::Damaged),
        };
        Ok(Some(ArchiveMember {
            input,
            left: most,
            at_once: MOST_AT_ONCE,
            sum: Crc::new(),
            wanted,
        }))
    }

    /// The same, as XML.
    ///
    /// # Errors
    /// As [`Archive::part`].
    pub fn xml(&mut self, name: &str, most: u64) -> Result<Option<Xml>, ArchiveFault> {
        let part = self.part(name, most)?;
        let reader = |part| Reader::from_reader(BufReader::with_capacity(64 * 1024, part));
        Ok(part.map(|part| Xml { reader: reader(part), buffer: Vec::new(), depth: 0 }))
    }
}

/// A name of a part as it is compared: ECMA-376 part 2, 6.2.2.3, takes no account of case; some
/// programs write `\\` for `/`, and letters as in an address.
fn folded(name: &str) -> String {
    let name = name.replace('\\', "/").to_lowercase();
    let name = name.trim_start_matches('/');
    if !name.contains('%') {
        return name.to_owned();
    }
    let mut bytes = Vec::with_capacity(name.len());
    let mut rest = name.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        let code = tail.get(..2).and_then(|code| std::str::from_utf8(code).ok());
        let code = code.and_then(|code| u8::from_str_radix(code, 16).ok());
        if let Some(byte) = code.filter(|_| *first == b'%') {
            bytes.push(byte);
            rest = &tail[2..];
        } else {
            bytes.push(*first);
            rest = tail;
        }
    }
    String::from_utf8_lossy(&bytes).to_lowercase()
}

/// A file of an archive, unpacked while it is read.
pub struct ArchiveMember {
    input: Box<dyn Read + Send>,
    left: u64,
    at_once: u64,
    /// The checksum of what was read, and what it has to be in the end.
    sum: Crc,
    wanted: u32,
}

impl ArchiveMember {
    /// Says that nothing read so far is held any longer.
    pub fn rest(&mut self) {
        self.at_once = MOST_AT_ONCE;
    }
}

impl ArchiveMember {
    /// All of it at once; how much that may be was said when it was opened.
    ///
    /// # Errors
    /// When it is damaged, or larger than was said.
    pub fn all_bytes(&mut self) -> Result<Vec<u8>, ArchiveFault> {
        let mut bytes = Vec::new();
        self.at_once = self.left;
        self.read_to_end(&mut bytes).map_err(|error| ArchiveFault::from(&error))?;
        Ok(bytes)
    }
}

impl Read for ArchiveMember {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(into)?;
        let count = read as u64;
        if count > self.left || count > self.at_once {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.left -= count;
        self.at_once -= count;
        self.sum.update(&into[..read]);
        if read == 0 && !into.is_empty() && self.sum.sum() != self.wanted {
            return Err(io::ErrorKind::InvalidData.into());
        }
        Ok(read)
    }
}

/// XML, tag by tag.
pub struct Xml {
    reader: Reader<BufReader<ArchiveMember>>,
    buffer: Vec<u8>,
    /// How many elements are open.
    depth: usize,
}

impl Xml {
    /// The next tag or text.
    ///
    /// # Errors
    /// When it is damaged, too large or too deep.
    #[allow(clippy::should_implement_trait, reason = "an event borrows from the reader")]
    pub fn next(&mut self) -> Result<Event<'_>, ArchiveFault> {
        self.buffer.clear();
        self.reader.get_mut().get_mut().rest();
        let event =
            self.reader.read_event_into(&mut self.buffer).map_err(|error| match &error {
                quick_xml::Error::Io(error) => ArchiveFault::from(&**error),
                _ => ArchiveFault::Damaged,
            })?;
        match &event {
            Event::Start(_) => self.depth += 1,
            Event::End(_) => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        if self.depth > MOST_DEPTH { Err(ArchiveFault::TooDeep) } else { Ok(event) }
    }
}

/// The value of an attribute, whatever the prefix of its name.
pub fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut all = tag.attributes();
    let found = all.with_checks(false).flatten().find(|it| it.key.local_name().as_ref() == name)?;
    found.normalized_value(XmlVersion::Explicit1_0).ok().map(std::borrow::Cow::into_owned)
}

/// Adds what `&amp;` or `&#233;` stands for.
pub fn push_reference(reference: &BytesRef<'_>, text: &mut String) {
    match (resolve_xml_entity(reference.as_ref()), reference.resolve_char_ref()) {
        (Some(letters), _) => text.push_str(letters),
        (None, Ok(Some(letter))) => text.push(letter),
        // Something was here that cannot be reported.
        _ => text.push(char::REPLACEMENT_CHARACTER),
    }
}

/// Whether a file that begins with [`COMPOUND`] holds a locked document of today.
pub fn is_locked_package(bytes: &[u8]) -> bool {
    // The names of its streams stand somewhere inside, in UTF-16.
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    memchr::memmem::find(bytes, &name).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(bytes: &'static [u8], left: u64, wanted: u32) -> ArchiveMember {
        ArchiveMember { input: Box::new(bytes), left, at_once: 8, sum: Crc::new(), wanted }
    }

    #[test]
    fn what_comes_out_is_counted_and_summed() {
        let mut text = String::new();
        // The checksum of 123456789 is given with every description of CRC-32.
        let digits = b"123456789";
        let error =
            |mut part: ArchiveMember| part.read_to_string(&mut String::new()).unwrap_err().kind();
        assert_eq!(error(part(digits, 100, 0xcbf4_3926)), io::ErrorKind::FileTooLarge);
        let mut good = part(digits, 9, 0xcbf4_3926);
        good.at_once = 9;
        assert_eq!(good.read_to_string(&mut text).unwrap(), 9);
        let mut long = part(digits, 8, 0xcbf4_3926);
        long.at_once = 9;
        assert_eq!(error(long), io::ErrorKind::FileTooLarge);
        let mut wrong = part(digits, 9, 0xcbf4_3927);
        wrong.at_once = 9;
        assert_eq!(error(wrong), io::ErrorKind::InvalidData);
    }
}
