//! What kind of file a list is, by its content first and its name second.

use std::io::{Read, Seek};

use super::Options;
use super::archive::locked;
use super::rows::{FileFault, Rows};
use super::{json, ods, separated, xlsx};
use crate::archive::{Archive, COMPOUND, Input, is_locked_package};
use crate::diag::{Code, Text, text};
use crate::yaml::FileKind;

/// A list that was opened.
pub(super) struct Opened {
    pub rows: Box<dyn Rows>,
    /// The names of the other sheets that hold something.
    pub others: Vec<String>,
    /// Whether somebody said which sheet it is.
    pub is_chosen: bool,
}

/// Opens a file of which `sample` is the beginning.
pub(super) fn open(
    name: &str,
    file: Input,
    sample: &[u8],
    options: &Options,
) -> Result<Opened, FileFault> {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let ending = name.rsplit_once('.').filter(|(stem, _)| !stem.is_empty());
    let ending = ending.map_or_else(String::new, |(_, ending)| ending.to_ascii_lowercase());
    let ending = ending.as_str();
    if let Some(fault) = no_list(sample) {
        return Err(fault);
    }
    if sample.starts_with(b"PK") || matches!(ending, "xlsx" | "ods") {
        return spreadsheet(file, options);
    }
    if sample.starts_with(COMPOUND) {
        return Err(compound(file));
    }
    if options.sheet.is_some() {
        return Err(no_use("--worksheet"));
    }
    let first = sample.iter().find(|byte| !byte.is_ascii_whitespace()).copied();
    let is_json = matches!(ending, "jsonl" | "ndjson" | "json");
    let rows: Box<dyn Rows> =
        if is_json || (first == Some(b'{') && !matches!(ending, "csv" | "tsv" | "txt")) {
            if options.separator.is_some() {
                return Err(no_use("--separator"));
            }
            Box::new(json::open(file, sample)?)
        } else {
            let is_tsv = matches!(ending, "tsv" | "tab");
            Box::new(separated::open(file, sample, options, is_tsv)?)
        };
    Ok(Opened { rows, others: Vec::new(), is_chosen: true })
}

/// A spreadsheet of today: an archive of XML files.
fn spreadsheet(file: Input, options: &Options) -> Result<Opened, FileFault> {
    let mut file = file;
    let mut begin = [0; 8];
    let is_compound = file.rewind().and_then(|()| file.read_exact(&mut begin)).is_ok()
        && begin.starts_with(COMPOUND);
    if is_compound {
        return Err(compound(file));
    }
    let mut archive = Archive::open(file)?;
    if let Some(kind) = other_archive(&mut archive) {
        return Err(wrong_kind(&kind));
    }
    if options.separator.is_some() {
        return Err(no_use("--separator"));
    }
    let asked = options.sheet.as_deref();
    let (rows, others): (Box<dyn Rows>, _) =
        if archive.has("content.xml") && !archive.has("xl/workbook.xml") {
            let (rows, others) = ods::open(archive, asked)?;
            (Box::new(rows), others)
        } else {
            let (rows, others) = xlsx::open(archive, asked)?;
            (Box::new(rows), others)
        };
    Ok(Opened { rows, others, is_chosen: asked.is_some() })
}

/// Archives that are not a spreadsheet this program reads.
fn other_archive(archive: &mut Archive) -> Option<Text> {
    let mimetype = archive.mimetype().unwrap_or_default();
    let has = |name: &str| archive.has(name);
    Some(if has("word/document.xml") {
        text!(en "a Word document", vi "một văn bản Word")
    } else if has("ppt/presentation.xml") {
        text!(en "a PowerPoint presentation", vi "một tệp trình chiếu PowerPoint")
    } else if has("xl/workbook.bin") {
        text!(en "a binary Excel workbook (.xlsb)", vi "bảng tính Excel dạng nhị phân (.xlsb)")
    } else if has("Index/Document.iwa") || has("Index.zip") || has("index.apxl") {
        text!(
            en "an Apple Numbers or Pages document",
            vi "tệp Numbers hoặc Pages của máy Apple",
        )
    } else if mimetype.contains("opendocument") && !mimetype.contains("spreadsheet") {
        text!(
            en "a LibreOffice document that is not a spreadsheet (.odt, .odp)",
            vi "tệp LibreOffice nhưng không phải bảng tính (.odt, .odp)",
        )
    } else if !has("_rels/.rels") && !has("content.xml") {
        text!(en "an archive", vi "một tệp nén")
    } else {
        return None;
    })
}

/// An option that says nothing about a list of this kind.
fn no_use(option: &str) -> FileFault {
    let (en, vi) = match option {
        "--worksheet" => ("a spreadsheet (.xlsx, .ods)", "bảng tính (.xlsx, .ods)"),
        _ => ("a list of text (.csv, .tsv)", "danh sách dạng chữ (.csv, .tsv)"),
    };
    FileFault::new(
        Code::RecordsOption,
        text!(
            en "{option} is for {en}, and this list is not one",
            vi "{option} chỉ dùng cho {vi}, mà danh sách này thì không phải",
        ),
        text!(en "leave {option} out, or name another file", vi "bỏ {option}, hoặc ghi tệp khác"),
    )
}

/// Tells a locked spreadsheet from an old one.
fn compound(mut file: Input) -> FileFault {
    let mut bytes = Vec::new();
    let read = file.rewind().and_then(|()| file.take(64 << 20).read_to_end(&mut bytes));
    if read.is_ok() && is_locked_package(&bytes) {
        return locked();
    }
    let what = text!(
        en "an Office file from before 2007 (.xls, .doc)",
        vi "tệp Office kiểu cũ trước 2007 (.xls, .doc)",
    );
    FileFault { todo: save_anew(), ..wrong_kind(&what) }
}

/// How a list of an old Excel is saved for today.
fn save_anew() -> Text {
    text!(
        en "open it in Excel, choose File > Save As, and as type “Excel Workbook (*.xlsx)”; in LibreOffice “Excel 2007–365 (.xlsx)”",
        vi "mở bằng Excel, chọn File > Save As (Tệp > Lưu như), ở ô kiểu tệp chọn “Excel Workbook (*.xlsx)”; LibreOffice chọn “Excel 2007–365 (.xlsx)”",
    )
}

/// The first bytes of files that people take for lists.
fn magic(sample: &[u8]) -> Option<Text> {
    let begins = |bytes: &[u8]| sample.starts_with(bytes);
    Some(if begins(b"%PDF") {
        text!(en "a PDF", vi "tệp PDF")
    } else if begins(b"\x89PNG") || begins(b"\xFF\xD8\xFF") || begins(b"GIF8") {
        text!(en "a picture", vi "một tấm ảnh")
    } else if begins(b"\x09\x08") || begins(b"\x09\x04\x06") || begins(b"\x09\x02\x06") {
        text!(en "an Excel spreadsheet from before 1997 (.xls)", vi "bảng tính Excel trước năm 1997 (.xls)")
    } else if begins(b"Rar!") || begins(b"7z\xBC\xAF") || begins(b"\x1F\x8B") {
        text!(en "an archive", vi "một tệp nén")
    } else if begins(b"{\\rtf") {
        text!(en "a text with formatting (.rtf)", vi "một văn bản có định dạng (.rtf)")
    } else if begins(b"\0\x01\0\0Standard ") {
        text!(en "an Access database", vi "một cơ sở dữ liệu Access")
    } else if begins(b"SQLite format 3") {
        text!(en "a database (SQLite)", vi "một cơ sở dữ liệu (SQLite)")
    } else {
        return None;
    })
}

/// Files that people take for lists.
fn no_list(sample: &[u8]) -> Option<FileFault> {
    if let Some(kind) = magic(sample) {
        let fault = wrong_kind(&kind);
        let todo = if kind.en.ends_with("(.xls)") { save_anew() } else { fault.todo.clone() };
        return Some(FileFault { todo, ..fault });
    }
    let text = String::from_utf8_lossy(&sample[..sample.len().min(512)]).to_lowercase();
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let is_page = ["<html", "<!doctype", "<table"].iter().any(|tag| text.starts_with(tag));
    let kind = if is_page {
        text!(en "a web page, whatever its name says", vi "một trang web, dù tên tệp thế nào")
    } else if text.starts_with("<?xml") {
        text!(en "an XML file", vi "tệp XML")
    } else if text.starts_with('{') && text.contains("docs.google.com") {
        text!(
            en "only a link to a Google sheet",
            vi "chỉ là liên kết tới một trang tính Google",
        )
    } else if let Some(kind) = file_of_a_project(text) {
        let todo = text!(
            en "name the list instead: a file of rows, .xlsx, .ods or .csv",
            vi "ghi tên danh sách: tệp có các hàng, .xlsx, .ods hoặc .csv",
        );
        return Some(FileFault { todo, ..wrong_kind(&kind) });
    } else {
        return None;
    };
    Some(wrong_kind(&kind))
}

/// A guide or another file of a project, by its first lines.
fn file_of_a_project(text: &str) -> Option<Text> {
    let is_guide = text.starts_with("---\n") || text.starts_with("---\r\n");
    let names = text.lines().filter_map(|line| line.split_once(':').map(|(name, _)| name));
    let kind = if is_guide { Some(FileKind::Guide) } else { FileKind::of(&names) };
    let is_text = is_guide
        || text
            .lines()
            .filter(|line| !line.starts_with('#'))
            .take(3)
            .all(|line| line.trim().is_empty() || line.contains(':') || line.starts_with(' '));
    let place = kind.filter(|_| is_text)?.path();
    Some(text!(en "what stands in `{place}`", vi "nội dung của `{place}`"))
}

pub(super) fn wrong_kind(kind: &Text) -> FileFault {
    let Text { en, vi } = kind;
    FileFault::new(
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
