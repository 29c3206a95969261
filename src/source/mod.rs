//! Text files as read, and places inside them.
//!
//! A [`Source`] is always clean text: valid UTF-8 in Unicode form NFC, lines ended by `\n`, no
//! byte order mark. So a guide typed on a Mac (NFD), on Windows (CRLF, BOM) or on Linux gives the
//! same bytes from here on, and columns count the letters a person sees. What the normaliser
//! changed is reported, and places are reported as they stand in the file of the author.

mod excerpt;
mod faults;
mod file;
mod legacy;
mod lines;
mod read;
mod report;

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

pub use excerpt::{doubtful, excerpt, legacy_text};
pub use faults::Fault;
pub use file::{FileForm, FindMarks, MAX_TEXT_BYTES, Prose, ReadAs, Source, line_column};
pub use legacy::{LegacyStretches, LegacyText};

use crate::diag::Sink;
use crate::span::{FileId, to_u32};
use crate::vietnamese::encoding;
use crate::vietnamese::normalise::{self, TextSegment, TrackedText};

/// Every text file of a run. A clone has the same files, and none of those that come later.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<Arc<Source>>,
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
        let mut mended = TrackedText::new(text);
        let old = LegacyStretches::find(mended.text(), &segments, reading.encoding);
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
        let is_whole = |text: &str, segment: &TextSegment| {
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
        let text = mended.text().to_owned();
        let id = self.keep(path, text.into(), |source| {
            source.form = form;
            if !mended.changes().is_empty() {
                source.mended = Some(mended);
            }
        });
        let source = self.get(id);
        report::report(source, &old, sink);
        report::doubts(source, &old, doubts, sink);
        Some(id)
    }

    /// Keeps text that is clean already.
    pub fn add_text(&mut self, path: &str, text: impl Into<Cow<'static, str>>) -> FileId {
        self.keep(path, text.into(), |_| {})
    }

    /// Keeps a file that is known to hold nothing to mend and no mistake: one of the program's own, with
    /// its YAML as it was compiled.
    pub fn add_known(&mut self, path: &str, text: &'static str, nodes: &'static [u8]) -> FileId {
        self.keep(path, text.into(), |source| (source.is_known, source.nodes) = (true, nodes))
    }

    fn keep(
        &mut self,
        path: &str,
        text: Cow<'static, str>,
        set: impl FnOnce(&mut Source),
    ) -> FileId {
        let id = FileId(to_u32(self.files.len()));
        let mut source = Source {
            id,
            path: path.to_owned(),
            text,
            mended: None,
            lines: OnceLock::new(),
            form: FileForm::default(),
            is_known: false,
            nodes: &[],
        };
        set(&mut source);
        self.files.push(Arc::new(source));
        id
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Source> {
        self.files.iter().map(|file| &**file)
    }

    /// The source of an id.
    pub fn get(&self, id: FileId) -> &Source {
        &self.files[id.0 as usize]
    }

    /// The first file kept under `path`.
    pub fn find(&self, path: &str) -> Option<&Source> {
        self.iter().find(|file| file.path == path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Result<String, String> {
        let mut sink = Sink::new();
        let mut sources = Sources::new();
        match sources.add("x.md", bytes, ReadAs::default(), &mut sink) {
            Some(id) => Ok(sources.get(id).text.clone().into_owned()),
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
        let id = sources.add_text("x", "Đặng\nbấm nút".to_owned());
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
