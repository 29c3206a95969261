//! Text files as read, and places inside them.
//!
//! A [`Source`] is always clean text: valid UTF-8 in Unicode form NFC, lines ended by `\n`, no
//! byte order mark. So a guide typed on a Mac (NFD), on Windows (CRLF, BOM) or on Linux gives the
//! same bytes from here on, and columns count the letters a person sees.

use std::ops::Range;

use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::diag::{Code, Diagnostic, Sink, text};

/// The largest guide, template or style file we read: a hundred times a long guide.
pub const MAX_TEXT_BYTES: usize = 1 << 20;

/// Names one [`Source`] in [`Sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// A run of bytes in one source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The bytes `range` of `file`.
    pub fn new(file: FileId, range: Range<usize>) -> Span {
        Span { file, start: to_u32(range.start), end: to_u32(range.end) }
    }

    /// The span as a range of bytes.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// Sources are at most [`MAX_TEXT_BYTES`] long, so offsets always fit.
fn to_u32(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

/// One text file.
#[derive(Debug)]
pub struct Source {
    /// Its place in [`Sources`].
    pub id: FileId,
    /// The path as the user would write it.
    pub path: String,
    /// The clean text.
    pub text: String,
    line_starts: Vec<usize>,
}

impl Source {
    /// Line and column of a byte offset, both counted from 1, columns in characters.
    pub fn line_column(&self, offset: usize) -> (usize, usize) {
        let offset = offset.min(self.text.len());
        let line = self.line_starts.partition_point(|&start| start <= offset);
        let start = self.line_starts.get(line - 1).copied().unwrap_or(0);
        let before = self.text.get(start..offset).unwrap_or("");
        (line, before.chars().count() + 1)
    }

    /// The byte offset of line `line`, column `column` (both from 1), clamped to the text.
    pub fn offset(&self, line: usize, column: usize) -> usize {
        let Some(&start) = self.line_starts.get(line.saturating_sub(1)) else {
            return self.text.len();
        };
        let rest = self.text.get(start..).unwrap_or("");
        let inside = rest.char_indices().nth(column.saturating_sub(1)).map_or(rest.len(), |c| c.0);
        start + inside
    }

    /// The text under a span of this file.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or("")
    }
}

/// Every text file of a run.
#[derive(Debug, Default)]
pub struct Sources {
    files: Vec<Source>,
}

impl Sources {
    /// An empty set.
    pub fn new() -> Sources {
        Sources::default()
    }

    /// Cleans `bytes` and keeps them under `path`, or says in `sink` why they are no text.
    pub fn add(&mut self, path: &str, bytes: &[u8], sink: &mut Sink) -> Option<FileId> {
        let text = clean(path, bytes, sink)?;
        Some(self.add_text(path, text))
    }

    /// Keeps text that is clean already.
    pub fn add_text(&mut self, path: &str, text: String) -> FileId {
        let id = FileId(to_u32(self.files.len()));
        let starts = text.match_indices('\n').map(|(at, _)| at + 1);
        let line_starts = std::iter::once(0).chain(starts).collect();
        self.files.push(Source { id, path: path.to_owned(), text, line_starts });
        id
    }

    /// The file a span or id names.
    pub fn get(&self, id: FileId) -> &Source {
        &self.files[id.0 as usize]
    }

    /// The first file kept under `path`.
    pub fn find(&self, path: &str) -> Option<&Source> {
        self.files.iter().find(|file| file.path == path)
    }
}

fn clean(path: &str, bytes: &[u8], sink: &mut Sink) -> Option<String> {
    let whole = Diagnostic::new;
    if bytes.len() > MAX_TEXT_BYTES {
        let most = MAX_TEXT_BYTES >> 20;
        sink.push(
            whole(Code::FileTooLarge, text!(
                en "`{path}` is larger than {most} MB, the most a guide, template or style may have",
                vi "tệp `{path}` nặng hơn {most} MB, mức tối đa của bài hướng dẫn, mẫu hay kiểu chữ",
            ))
            .at_path(path)
            .hint(text!(
                en "this is probably a picture or a Word file: save the text alone as a .md file",
                vi "có lẽ đây là ảnh hay tệp Word: hãy chép riêng phần chữ ra tệp .md",
            )),
        );
        return None;
    }
    if matches!(bytes, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..]) {
        sink.push(
            whole(
                Code::FileNotUtf8,
                text!(
                    en "`{path}` is UTF-16 text, not UTF-8",
                    vi "tệp `{path}` ghi bằng mã UTF-16, không phải UTF-8",
                ),
            )
            .at_path(path)
            .hint(save_as_utf8()),
        );
        return None;
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let raw = match std::str::from_utf8(bytes) {
        Ok(raw) => raw,
        Err(error) => {
            sink.push(not_utf8(path, bytes, error.valid_up_to()));
            return None;
        }
    };
    if raw.trim().is_empty() {
        sink.push(
            whole(
                Code::FileEmpty,
                text!(en "`{path}` is empty", vi "tệp `{path}` không có chữ nào"),
            )
            .at_path(path)
            .hint(text!(
                en "write the guide, or start from `toroi new guide`",
                vi "hãy viết nội dung, hoặc bắt đầu bằng lệnh `toroi new guide`",
            )),
        );
        return None;
    }
    if let Some(at) = raw.bytes().position(|byte| byte == 0) {
        let (line, column) = position(&raw[..at]);
        sink.push(
            whole(
                Code::FileNul,
                text!(
                    en "`{path}` holds a NUL byte (U+0000): it is no text file, or it is damaged",
                    vi "tệp `{path}` có byte NUL (U+0000): không phải tệp chữ, hoặc đã hỏng",
                ),
            )
            .at_position(path, line, column)
            .hint(save_as_utf8()),
        );
        return None;
    }
    let lines = raw.replace("\r\n", "\n").replace('\r', "\n");
    Some(if is_nfc(&lines) { lines } else { lines.nfc().collect() })
}

fn not_utf8(path: &str, bytes: &[u8], valid: usize) -> Diagnostic {
    let before = String::from_utf8_lossy(&bytes[..valid]);
    let (line, column) = position(&before);
    let byte = bytes.get(valid).copied().unwrap_or(0);
    let word: String =
        before.chars().rev().take(12).collect::<Vec<_>>().into_iter().rev().collect();
    let word = word.lines().last().unwrap_or("").to_owned();
    Diagnostic::new(Code::FileNotUtf8, text!(
        en "`{path}` is not UTF-8: byte {byte:02X} after “{word}” begins no letter",
        vi "tệp `{path}` không phải UTF-8: byte {byte:02X} sau chữ “{word}” không thành chữ nào",
    ))
    .at_position(path, line, column)
    .hint(save_as_utf8())
}

fn save_as_utf8() -> crate::diag::Text {
    text!(
        en "open it in the program that wrote it and save as plain text, encoding UTF-8",
        vi "mở bằng chương trình đã viết tệp, chọn lưu dạng văn bản thuần, bảng mã UTF-8",
    )
}

/// Line and column just after `before`, for text that is no [`Source`] yet.
fn position(before: &str) -> (usize, usize) {
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
    (line, column)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Result<String, String> {
        let mut sink = Sink::new();
        let mut sources = Sources::new();
        match sources.add("x.md", bytes, &mut sink) {
            Some(id) => Ok(sources.get(id).text.clone()),
            None => Err(sink.iter().map(|d| d.code.id()).collect()),
        }
    }

    #[test]
    fn windows_and_mac_spellings_read_the_same() {
        assert_eq!(read("\u{feff}Tiê\u{301}ng\r\nViệt\r".as_bytes()).unwrap(), "Tiếng\nViệt\n");
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert_eq!(read(b"").unwrap_err(), "F05");
        assert_eq!(read(b" \n\t").unwrap_err(), "F05");
        assert_eq!(read(b"Ti\xD5ng").unwrap_err(), "F06");
        assert_eq!(read(b"\xFF\xFET\x00").unwrap_err(), "F06");
        assert_eq!(read(b"a\0b").unwrap_err(), "F07");
        assert_eq!(read(&vec![b'a'; MAX_TEXT_BYTES + 1]).unwrap_err(), "F04");
    }

    #[test]
    fn columns_count_letters() {
        let mut sources = Sources::new();
        let id = sources.add_text("x", "Đặng\nbấm nút".into());
        let source = sources.get(id);
        let at = source.text.find("nút").unwrap();
        assert_eq!(source.line_column(at), (2, 5));
        assert_eq!(source.offset(2, 5), at);
    }
}
