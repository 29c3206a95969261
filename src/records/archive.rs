//! A spreadsheet file is a ZIP archive of XML files. Each is unpacked while it is read, and only so
//! far as a list can need: a few kilobytes can stand for gigabytes (a “bomb”), and sizes written in
//! an archive may be lies, so what comes out is counted. Its checksum is compared, for a damaged
//! file may still give letters; every part is read to its end before its first row is given.

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
use super::rows::FileFault;
use super::separated::unreadable;
use crate::diag::{Code, text};

/// The most bytes of a sheet: a million rows of twenty columns are less.
pub(super) const MOST_OF_A_SHEET: u64 = 4 << 30;
/// The most bytes of a list of texts, which is held in memory.
pub(super) const MOST_OF_STRINGS: u64 = 512 << 20;
/// The most bytes of any other part.
pub(super) const MOST_OF_A_PART: u64 = 32 << 20;
/// The most bytes between two tags: longer than the longest cell, and it would be held.
const MOST_AT_ONCE: u64 = 4 << 20;
/// The most elements inside each other: a sheet has less than twenty, and the names of all that are
/// open are held.
const MOST_DEPTH: usize = 200;
/// The most files of an archive.
const MOST_FILES: usize = 10_000;

/// An archive.
pub(super) struct Archive {
    file: Input,
    zip: ZipArchive<Input>,
    /// Its files by their folded names.
    names: BTreeMap<String, usize>,
}

impl Archive {
    /// Opens an archive.
    pub(super) fn open(file: Input) -> Result<Archive, FileFault> {
        let own = file.try_clone().map_err(|error| unreadable(&error))?;
        let zip = ZipArchive::new(own).map_err(|_| damaged())?;
        if zip.len() > MOST_FILES {
            return Err(bomb());
        }
        let mut names = BTreeMap::new();
        for index in 0..zip.len() {
            let name = zip.name_for_index(index).and_then(Result::ok).unwrap_or_default();
            // Of two parts with one name nobody knows which is meant.
            if names.insert(folded(&name), index).is_some() {
                return Err(damaged());
            }
        }
        Ok(Archive { file, zip, names })
    }

    /// Whether it holds a file of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.names.contains_key(&folded(name))
    }

    /// What an `OpenDocument` file says it is.
    pub(super) fn mimetype(&mut self) -> Option<String> {
        let mut kind = String::new();
        let part = self.part("mimetype", MOST_OF_A_PART).ok()??;
        part.take(200).read_to_string(&mut kind).ok()?;
        Some(kind)
    }

    /// A file of it, of which at most `most` bytes are unpacked; none when there is no such file.
    pub(super) fn part(
        &mut self,
        name: &str,
        most: u64,
    ) -> Result<Option<ArchiveMember>, FileFault> {
        let Some(index) = self.names.get(&folded(name)).copied() else { return Ok(None) };
        let entry = self.zip.by_index_raw(index).map_err(|_| damaged())?;
        if entry.encrypted() {
            return Err(locked());
        }
        if entry.size() > most {
            return Err(bomb());
        }
        let (method, packed) = (entry.compression(), entry.compressed_size());
        let wanted = entry.crc32();
        let start = entry.data_start().ok_or_else(damaged)?;
        drop(entry);
        let mut file = self.file.try_clone().map_err(|error| unreadable(&error))?;
        file.seek(SeekFrom::Start(start)).map_err(|error| unreadable(&error))?;
        let packed = BufReader::with_capacity(64 * 1024, file.take(packed));
        let input: Box<dyn Read + Send> = match method {
            CompressionMethod::Stored => Box::new(packed),
            CompressionMethod::DEFLATE => Box::new(DeflateDecoder::new(packed)),
            _ => return Err(damaged()),
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
    pub(super) fn xml(&mut self, name: &str, most: u64) -> Result<Option<Xml>, FileFault> {
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
pub(super) struct ArchiveMember {
    input: Box<dyn Read + Send>,
    left: u64,
    at_once: u64,
    /// The checksum of what was read, and what it has to be in the end.
    sum: Crc,
    wanted: u32,
}

impl ArchiveMember {
    /// Says that nothing read so far is held any longer.
    pub(super) fn rest(&mut self) {
        self.at_once = MOST_AT_ONCE;
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
pub(super) struct Xml {
    reader: Reader<BufReader<ArchiveMember>>,
    buffer: Vec<u8>,
    /// How many elements are open.
    depth: usize,
}

impl Xml {
    /// The next tag or text.
    pub(super) fn next(&mut self) -> Result<Event<'_>, FileFault> {
        self.buffer.clear();
        self.reader.get_mut().get_mut().rest();
        let event =
            self.reader.read_event_into(&mut self.buffer).map_err(|error| broken(&error))?;
        match &event {
            Event::Start(_) => self.depth += 1,
            Event::End(_) => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        if self.depth > MOST_DEPTH { Err(too_deep()) } else { Ok(event) }
    }
}

/// The value of an attribute, whatever the prefix of its name.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut all = tag.attributes();
    let found = all.with_checks(false).flatten().find(|it| it.key.local_name().as_ref() == name)?;
    found.normalized_value(XmlVersion::Explicit1_0).ok().map(std::borrow::Cow::into_owned)
}

/// Adds what `&amp;` or `&#233;` stands for.
pub(super) fn push_reference(reference: &BytesRef<'_>, text: &mut String) {
    match (resolve_xml_entity(reference.as_ref()), reference.resolve_char_ref()) {
        (Some(letters), _) => text.push_str(letters),
        (None, Ok(Some(letter))) => text.push(letter),
        // Something was here that cannot be told.
        _ => text.push(char::REPLACEMENT_CHARACTER),
    }
}

fn broken(error: &quick_xml::Error) -> FileFault {
    match error {
        quick_xml::Error::Io(error) => of_io(error),
        _ => damaged(),
    }
}

/// A fault met while unpacking.
pub(super) fn of_io(error: &io::Error) -> FileFault {
    match error.kind() {
        io::ErrorKind::FileTooLarge => bomb(),
        io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof => {
            damaged()
        }
        _ => unreadable(error),
    }
}

pub(super) fn damaged() -> FileFault {
    FileFault::new(
        Code::RecordsDamaged,
        text!(
            en "this spreadsheet is damaged or cut off",
            vi "bảng tính này bị hỏng hoặc bị đứt giữa chừng",
        ),
        text!(
            en "copy it again from where it came, or open it in Excel and save it anew",
            vi "chép lại tệp từ nơi gửi, hoặc mở bằng Excel rồi lưu lại",
        ),
    )
}

fn too_deep() -> FileFault {
    FileFault::new(
        Code::RecordsTooMuch,
        text!(
            en "this spreadsheet has more than {MOST_DEPTH} elements inside each other; it may be a trap",
            vi "bảng tính này có hơn {MOST_DEPTH} phần tử lồng nhau, có thể là bẫy",
        ),
        text!(
            en "ask where it comes from; copy the rows you need into a new spreadsheet",
            vi "hỏi lại tệp từ đâu ra; chép các hàng cần dùng sang bảng tính mới",
        ),
    )
}

pub(super) fn bomb() -> FileFault {
    FileFault::new(
        Code::RecordsTooMuch,
        text!(
            en "this spreadsheet unpacks to far more than a list can hold; it may be a trap",
            vi "bảng tính này giải nén ra lớn hơn mọi danh sách, có thể là bẫy",
        ),
        text!(
            en "ask where it comes from; copy the rows you need into a new spreadsheet",
            vi "hỏi lại tệp từ đâu ra; chép các hàng cần dùng sang bảng tính mới",
        ),
    )
}

pub(super) fn locked() -> FileFault {
    FileFault::new(
        Code::RecordsLocked,
        text!(
            en "this spreadsheet is locked with a password",
            vi "bảng tính này có mật khẩu khóa",
        ),
        text!(
            en "open it in Excel, take the password off (File, Info, Protect Workbook) and save it",
            vi "mở bằng Excel, bỏ mật khẩu (Tệp, Thông tin, Bảo vệ sổ làm việc) rồi lưu lại",
        ),
    )
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
