//! One text file as read.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::OnceLock;

use super::lines::LineIndex;
use crate::span::{FileId, Span};
use crate::vietnamese::encoding::Encoding;
use crate::vietnamese::normalise::{ChangeReason, TextSegment, TrackedText};
use crate::vietnamese::tracked_text::Edit;

/// The largest guide, template or style file we read: a hundred times a long guide.
pub const MAX_TEXT_BYTES: usize = 1 << 20;

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
    pub marks: Option<&'a FindMarks<'a>>,
}

/// Finds the running text of a file.
pub type Prose<'a> = dyn Fn(&str) -> Vec<TextSegment> + 'a;

/// Finds marks to put right.
pub type FindMarks<'a> = dyn Fn(&str) -> Vec<Edit<ChangeReason>> + 'a;

/// One text file.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its place in [`Sources`](super::Sources).
    pub id: FileId,
    /// The path as the user would write it.
    pub path: String,
    /// The clean text; that of the program's own files is not copied.
    pub text: Cow<'static, str>,
    /// The text before it was mended, if it was.
    pub(super) mended: Option<TrackedText<ChangeReason>>,
    /// The lines of the text as written, once somebody asks for a place.
    pub(super) lines: OnceLock<LineIndex>,
    /// How the file on disk is written.
    pub form: FileForm,
    /// Whether it is known to hold nothing to mend and no mistake.
    pub is_known: bool,
    /// Its YAML, taken apart when the program was compiled; nothing where it was not.
    pub nodes: &'static [u8],
}

/// How a file on disk is written; all of it is lost in [`Source::text`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FileForm {
    /// Letters that stand in pieces (NFD).
    pub decomposed: usize,
    /// Whether lines end as on Windows.
    pub crlf: bool,
    /// Whether it begins with a byte order mark.
    pub bom: bool,
    /// The encoding it was read in, if it is not UTF-8.
    pub encoding: Option<Encoding>,
}

impl FileForm {
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
        self.mended.as_ref().map_or(&self.text, TrackedText::written)
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

    fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::of(self.written()))
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

    /// A stretch of the text that outlives it where that needs no copy.
    pub fn shared(&self, range: Range<usize>) -> Cow<'static, str> {
        match &self.text {
            Cow::Borrowed(text) => Cow::Borrowed(&text[range]),
            Cow::Owned(text) => Cow::Owned(text[range].to_owned()),
        }
    }

    /// The text under a span of this file.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or("")
    }
}

/// Line and column of byte `at`, both counted from 1, columns in letters.
pub fn line_column(text: &str, at: usize) -> (usize, usize) {
    LineIndex::of(text).place(text, at)
}
