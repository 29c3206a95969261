//! What kind of file a list is, by its content first and its name second.

use std::fs::File;
use std::io::{Read, Seek};
use std::path::Path;

use super::Options;
use super::archive::{Archive, locked};
use super::cell::Decoding;
use super::rows::{Fault, Rows};
use super::{json, ods, separated, xlsx};
use crate::diag::{Code, Text, text};

/// Opens a file of which `sample` is the beginning.
pub(super) fn open(
    path: &Path,
    file: File,
    sample: &[u8],
    options: &Options,
) -> Result<(Box<dyn Rows>, Decoding), Fault> {
    let ending = path.extension().map(|end| end.to_string_lossy().to_ascii_lowercase());
    let ending = ending.as_deref().unwrap_or("");
    if let Some(fault) = no_list(sample) {
        return Err(fault);
    }
    if sample.starts_with(b"PK") || matches!(ending, "xlsx" | "ods") {
        return spreadsheet(file, options);
    }
    if sample.starts_with(COMPOUND) {
        return Err(compound(file));
    }
    let first = sample.iter().find(|byte| !byte.is_ascii_whitespace()).copied();
    let is_json = matches!(ending, "jsonl" | "ndjson" | "json");
    if is_json || (first == Some(b'{') && !matches!(ending, "csv" | "tsv" | "txt")) {
        let rows = json::open(file, sample)?;
        return Ok((Box::new(rows), Decoding::None));
    }
    let is_tsv = matches!(ending, "tsv" | "tab");
    let (rows, decoding) = separated::open(file, sample, options, is_tsv)?;
    Ok((Box::new(rows), decoding))
}

/// A spreadsheet of today: an archive of XML files.
fn spreadsheet(file: File, options: &Options) -> Result<(Box<dyn Rows>, Decoding), Fault> {
    let mut file = file;
    let mut begin = [0; 8];
    let is_compound = file.rewind().and_then(|()| file.read_exact(&mut begin)).is_ok()
        && begin.starts_with(COMPOUND);
    if is_compound {
        return Err(compound(file));
    }
    let archive = Archive::open(file)?;
    // Letters of old fonts are kept as they are typed.
    let decoding = options.encoding.map_or(Decoding::None, Decoding::Near);
    let asked = options.sheet.as_deref();
    if archive.has("content.xml") && !archive.has("xl/workbook.xml") {
        return Ok((Box::new(ods::open(archive, asked)?), decoding));
    }
    if archive.has("word/document.xml") {
        return Err(wrong_kind(&text!(en "a Word document", vi "một văn bản Word")));
    }
    if !archive.has("_rels/.rels") {
        return Err(wrong_kind(&text!(en "an archive", vi "một tệp nén")));
    }
    Ok((Box::new(xlsx::open(archive, asked)?), decoding))
}

/// What files of Office before 2007 begin with, and locked ones of today (MS-CFB).
const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// Tells a locked spreadsheet from an old one.
fn compound(mut file: File) -> Fault {
    let mut bytes = Vec::new();
    // The names of its streams stand somewhere inside, in UTF-16.
    let read = file.rewind().and_then(|()| file.take(64 << 20).read_to_end(&mut bytes));
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    if read.is_ok() && memchr::memmem::find(&bytes, &name).is_some() {
        return locked();
    }
    wrong_kind(&text!(
        en "a file of Office before 2007 (.xls, .doc)",
        vi "tệp Office kiểu cũ trước 2007 (.xls, .doc)",
    ))
}

/// Files that people take for lists.
fn no_list(sample: &[u8]) -> Option<Fault> {
    let text = String::from_utf8_lossy(&sample[..sample.len().min(512)]).to_lowercase();
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let kind = if sample.starts_with(b"%PDF") {
        text!(en "a PDF", vi "tệp PDF")
    } else if text.starts_with("<html")
        || text.starts_with("<!doctype")
        || text.starts_with("<table")
    {
        text!(en "a web page, whatever its name says", vi "một trang web, dù tên tệp thế nào")
    } else if text.starts_with("<?xml") {
        text!(en "an XML file", vi "tệp XML")
    } else if sample.starts_with(b"\x89PNG") || sample.starts_with(b"\xFF\xD8\xFF") {
        text!(en "a picture", vi "một tấm ảnh")
    } else {
        return None;
    };
    Some(wrong_kind(&kind))
}

pub(super) fn wrong_kind(kind: &Text) -> Fault {
    let Text { en, vi } = kind;
    Fault::new(
        Code::RecordsKind,
        text!(
            en "this is {en}, not a list",
            vi "đây là {vi}, không phải danh sách",
        ),
        text!(
            en "open it in a spreadsheet and save it as .xlsx, .ods or “CSV UTF-8”",
            vi "mở bằng Excel hoặc LibreOffice rồi lưu thành .xlsx, .ods hoặc “CSV UTF-8”",
        ),
    )
}
