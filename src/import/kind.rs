//! What kind of document a file is, by its content first and its name second.

use crate::archive::{Archive, COMPOUND, is_locked_package};
use crate::diag::{Text, text};

use super::faults::Fault;

/// How a document is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DocumentKind {
    Text {
        is_markdown: bool,
    },
    /// An archive of XML files.
    Archive,
}

/// Looks at the first bytes and the name of a file.
pub(super) fn sniff(name: &str, bytes: &[u8]) -> Result<DocumentKind, Fault> {
    let begins = |mark: &[u8]| bytes.starts_with(mark);
    if begins(b"PK") {
        return Ok(DocumentKind::Archive);
    }
    if begins(COMPOUND) {
        return Err(if is_locked_package(bytes) { Fault::Locked } else { Fault::Kind(old()) });
    }
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(512)]).to_lowercase();
    let head = head.trim_start_matches('\u{feff}').trim_start();
    let is_page = ["<html", "<!doctype", "<meta", "<body"].iter().any(|tag| head.starts_with(tag));
    let kind = if begins(b"{\\rtf") {
        text!(en "a text of the form .rtf", vi "văn bản dạng .rtf")
    } else if begins(b"%PDF") {
        text!(en "a PDF", vi "tệp PDF")
    } else if begins(b"\x89PNG") || begins(b"\xFF\xD8\xFF") || begins(b"GIF8") || begins(b"BM") {
        text!(en "a picture", vi "một tấm ảnh")
    } else if begins(b"Rar!") || begins(b"7z\xBC\xAF") || begins(b"\x1F\x8B") {
        text!(en "an archive", vi "một tệp nén")
    } else if is_page {
        text!(en "a web page", vi "một trang web")
    } else if head.starts_with("<?xml") {
        text!(en "an XML file", vi "tệp XML")
    } else if matches!(ending.as_str(), "docx" | "docm" | "odt") && !bytes.is_empty() {
        return Err(Fault::Damaged);
    } else {
        let is_markdown = matches!(ending.as_str(), "md" | "markdown");
        return Ok(DocumentKind::Text { is_markdown });
    };
    Err(Fault::Kind(kind))
}

/// What an archive is that holds no document.
pub(super) fn of_archive(archive: &Archive) -> Text {
    let has = |name: &str| archive.has(name);
    if has("xl/workbook.xml") || has("xl/workbook.bin") {
        text!(en "a spreadsheet", vi "một bảng tính")
    } else if has("ppt/presentation.xml") {
        text!(en "a presentation", vi "một tệp trình chiếu")
    } else if has("Index/Document.iwa") || has("Index.zip") {
        text!(en "a document of Apple Pages", vi "tệp Pages của máy Apple")
    } else if has("content.xml") {
        text!(
            en "a document of LibreOffice, but not a text (.ods, .odp)",
            vi "tệp LibreOffice nhưng không phải văn bản (.ods, .odp)",
        )
    } else {
        text!(en "an archive without a document", vi "một tệp nén không có văn bản")
    }
}

fn old() -> Text {
    text!(
        en "a document of Word before 2007 (.doc)",
        vi "văn bản Word kiểu cũ trước 2007 (.doc)",
    )
}
