//! What kind of file a list is, by its content first and its name second.

use std::fs::File;
use std::path::Path;

use super::Options;
use super::cell::Decoding;
use super::rows::{Fault, Rows};
use super::{json, separated};
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
