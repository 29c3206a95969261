//! Text files as read, and places inside them.
//!
//! A [`Source`] is always clean text: valid UTF-8 in Unicode form NFC, lines ended by `\n`, no
//! byte order mark. So a guide typed on a Mac (NFD), on Windows (CRLF, BOM) or on Linux gives the
//! same bytes from here on, and columns count the letters a person sees. What the normaliser
//! changed is reported, and places are told as they stand in the file of the author.

mod doubt;
mod lines;
mod old;
mod read;
mod report;

use std::ops::Range;
use std::sync::OnceLock;

use self::lines::Lines;
pub use doubt::doubtful;
pub use old::{Old, OldText, told};

use crate::diag::Sink;
use crate::vietnamese::encoding::{self, Encoding};
use crate::vietnamese::mended::Edit;
use crate::vietnamese::normalise::{self, Kind, Mended, Segment};

/// The largest guide, template or style file we read: a hundred times a long guide.
pub const MAX_TEXT_BYTES: usize = 1 << 20;

/// Names one [`Source`] in [`Sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// A run of bytes in one source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
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

/// How a file is read.
#[derive(Clone, Copy, Default)]
pub struct ReadAs<'a> {
    /// The encoding somebody named; without one the file has to be UTF-8.
    pub encoding: Option<Encoding>,
    /// Whether lines in an old encoding are decoded (they are refused otherwise).
    pub mends_old: bool,
    /// Finds the running text of the file, for rules about spaces and quotation marks.
    pub prose: Option<&'a Prose<'a>>,
    /// Finds marks of the file's own language that were typed in another way.
    pub marks: Option<&'a Marks<'a>>,
}

/// Finds the running text of a file.
pub type Prose<'a> = dyn Fn(&str) -> Vec<Segment> + 'a;

/// Finds marks to put right.
pub type Marks<'a> = dyn Fn(&str) -> Vec<Edit<Kind>> + 'a;

/// One text file.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its place in [`Sources`].
    pub id: FileId,
    /// The path as the user would write it.
    pub path: String,
    /// The clean text.
    pub text: String,
    /// The text before it was mended, if it was.
    mended: Option<Mended<Kind>>,
    /// The lines of the text as written, once somebody asks for a place.
    lines: OnceLock<Lines>,
    /// How the file on disk is written.
    pub form: Form,
    /// Whether it is known to hold nothing to mend and no mistake.
    pub is_known: bool,
}

/// How a file on disk is written; all of it is lost in [`Source::text`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// Letters that stand in pieces (NFD).
    pub decomposed: usize,
    /// Whether lines end as on Windows.
    pub crlf: bool,
    /// Whether it begins with a byte order mark.
    pub bom: bool,
    /// The encoding it was read in, if it is not UTF-8.
    pub encoding: Option<Encoding>,
}

impl Form {
    /// A text with lines ended by `\n` in this form.
    pub fn to_disk(self, text: &str) -> Vec<u8> {
        let mark = if self.bom { "\u{feff}" } else { "" };
        let text = if self.crlf { text.replace('\n', "\r\n") } else { text.to_owned() };
        [mark.as_bytes(), text.as_bytes()].concat()
    }
}

impl Source {
    /// The text as it stands in the file, composed, with lines ended by `\n`.
    pub fn written(&self) -> &str {
        self.mended.as_ref().map_or(&self.text, Mended::written)
    }

    /// Where a stretch of [`Source::text`] stands in [`Source::written`].
    pub fn in_written(&self, range: Range<usize>) -> Range<usize> {
        match &self.mended {
            Some(mended) => mended.back(range),
            None => range,
        }
    }

    /// Line and column of a byte of [`Source::written`], both counted from 1.
    pub fn place(&self, at: usize) -> (usize, usize) {
        self.lines().place(self.written(), at)
    }

    /// The line of a byte of [`Source::written`], and its first byte.
    pub fn line(&self, at: usize) -> (usize, usize) {
        self.lines().line(at)
    }

    fn lines(&self) -> &Lines {
        self.lines.get_or_init(|| Lines::of(self.written()))
    }

    /// Whether `--fix` has anything to write.
    pub fn is_mended(&self) -> bool {
        self.mended.is_some() || self.form.decomposed > 0 || self.form.encoding.is_some()
    }

    /// The clean text in the form the file on disk has.
    pub fn to_disk(&self) -> Vec<u8> {
        self.form.to_disk(&self.text)
    }

    /// The byte offset of line `line`, column `column` (both from 1), clamped to the text.
    pub fn offset(&self, line: usize, column: usize) -> usize {
        let Some(rest) = self.text.split_inclusive('\n').nth(line.saturating_sub(1)) else {
            return self.text.len();
        };
        let start = rest.as_ptr() as usize - self.text.as_ptr() as usize;
        let inside = rest.char_indices().nth(column.saturating_sub(1)).map_or(rest.len(), |c| c.0);
        start + inside
    }

    /// The text under a span of this file.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or("")
    }
}

/// Line and column of byte `at`, both counted from 1, columns in letters.
pub fn line_column(text: &str, at: usize) -> (usize, usize) {
    Lines::of(text).place(text, at)
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
    pub fn add(
        &mut self,
        path: &str,
        bytes: &[u8],
        reading: ReadAs<'_>,
        sink: &mut Sink,
    ) -> Option<FileId> {
        let (text, form) = read::clean(path, bytes, reading.encoding, sink)?;
        let nothing = |_: &str| Vec::new();
        let prose = reading.prose.unwrap_or(&nothing);
        let mut segments = prose(&text);
        let mut mended = Mended::new(text);
        let old = OldText::find(mended.text(), &segments, reading.encoding);
        if (reading.mends_old || reading.encoding.is_some()) && !old.found().is_empty() {
            mended.pass(old.edits(reading.encoding.filter(|_| !reading.mends_old)));
            segments = prose(mended.text());
        }
        if let Some(marks) = reading.marks {
            let edits = marks(mended.text());
            if !edits.is_empty() {
                mended.pass(edits);
                segments = prose(mended.text());
            }
        }
        // A line that lost letters stays as it is: a space behind a `?` would hide them.
        let is_whole = |text: &str, segment: &Segment| {
            encoding::damage(&text[segment.range.clone()]).is_empty()
        };
        segments.retain(|segment| is_whole(mended.text(), segment));
        let whole = |text: &str| {
            let mut all = prose(text);
            all.retain(|segment| is_whole(text, segment));
            all
        };
        let mended = normalise::mend(mended, segments, whole);
        let doubts = normalise::doubts(mended.text(), &whole(mended.text()));
        let id = self.add_text(path, mended.text().to_owned());
        let source = &mut self.files[id.0 as usize];
        source.form = form;
        if !mended.changes().is_empty() {
            source.mended = Some(mended);
        }
        report::report(source, &old, sink);
        report::doubts(source, &old, doubts, sink);
        Some(id)
    }

    /// Keeps text that is clean already.
    pub fn add_text(&mut self, path: &str, text: String) -> FileId {
        let id = FileId(to_u32(self.files.len()));
        let (path, form) = (path.to_owned(), Form::default());
        let lines = OnceLock::new();
        self.files.push(Source { id, path, text, mended: None, lines, form, is_known: false });
        id
    }

    /// Keeps a file that is known to hold nothing to mend and no mistake: one of the program's own.
    /// `None` when it is not in UTF-8.
    pub fn add_known(&mut self, path: &str, bytes: Vec<u8>) -> Option<FileId> {
        let id = self.add_text(path, String::from_utf8(bytes).ok()?);
        self.files[id.0 as usize].is_known = true;
        Some(id)
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Source> {
        self.files.iter()
    }

    /// The source of an id.
    pub fn get(&self, id: FileId) -> &Source {
        &self.files[id.0 as usize]
    }

    /// The first file kept under `path`.
    pub fn find(&self, path: &str) -> Option<&Source> {
        self.files.iter().find(|file| file.path == path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Result<String, String> {
        let mut sink = Sink::new();
        let mut sources = Sources::new();
        match sources.add("x.md", bytes, ReadAs::default(), &mut sink) {
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
        assert_eq!(line_column(&source.text, at), (2, 5));
        assert_eq!(source.offset(2, 5), at);
        assert_eq!((source.place(at), source.line(at)), ((2, 5), (2, 8)));
        assert_eq!((source.place(0), source.place(6)), ((1, 1), (1, 4)));
        let end = source.text.len();
        assert_eq!((source.place(end), source.place(end + 9)), ((2, 8), (2, 8)));
    }
}
