//! Guides out of documents people have: text, Markdown, Word and `LibreOffice`.
//!
//! In go the bytes of a file, out comes the draft of a guide: what the document says is put in its
//! place, what a guide needs beside that is left as places to fill in, and what does not come along
//! is reported, piece by piece. Nothing here knows a path or prints: the web page calls it too.
//!
//! Text is put right as in any guide, by [`crate::source`]; findings point into the text of the
//! document, one paragraph a line.

mod block;
mod docx;
mod draft;
mod element;
mod escape;
mod faults;
mod inline;
mod kind;
mod letterhead;
mod marker;
mod media;
mod note;
mod odt;
mod outline;
mod paragraph;
mod pictograph;
mod plain;

use std::sync::Arc;

pub use media::ImportedPicture;
pub use note::with_note;

use crate::archive::{Archive, ArchiveFault, Input};
use crate::diag::Sink;
use crate::source::{ReadAs, Source, Sources};
use crate::vietnamese::encoding;
use crate::vietnamese::normalise::TextSegment;
use block::{Block, Content};
use faults::Fault;
use kind::DocumentKind;

/// What a new guide begins with: a form with places to fill in.
pub const FORM: &str = "templates/new-guide.form.md";

/// A guide to be finished.
#[derive(Debug)]
pub struct Draft {
    /// The text of its file.
    pub text: String,
    /// Pictures for the folder `pictures` beside it.
    pub pictures: Vec<ImportedPicture>,
}

/// Makes a guide called `slug` of a document: the places of `form` are filled with what it says.
/// `None` when nothing of it can be read; what is wrong, and what stayed behind, goes to `sink`.
pub fn import(
    name: &str,
    bytes: &[u8],
    slug: &str,
    form: &str,
    sources: &mut Sources,
    sink: &mut Sink,
) -> Option<Draft> {
    let kind = match kind::sniff(name, bytes) {
        Ok(kind) => kind,
        Err(fault) => {
            sink.push(fault.diagnostic(name));
            return None;
        }
    };
    let mut content = match kind {
        DocumentKind::Text { is_markdown } => {
            let text = encoding::read_bytes(bytes).text;
            let source = clean(name, &text, sources, sink)?;
            let is_markdown = is_markdown || plain::looks_like_markdown(&source.text);
            plain::read(&source.text, is_markdown)
        }
        DocumentKind::Archive => match archive(bytes) {
            Ok(mut content) => {
                put_right(name, &mut content.blocks, sources, sink)?;
                content
            }
            Err(fault) => {
                sink.push(fault.diagnostic(name));
                return None;
            }
        },
    };
    pictograph::take_off(&mut content);
    letterhead::take_off(&mut content);
    let pictures = media::name(&mut content, slug);
    let outline = outline::outline(&mut content);
    let address = sources.iter().last().and_then(|source| first_address(&source.text));
    let text = draft::write(form, &outline, address, &content.losses);
    sink.extend(content.losses.iter().map(|loss| loss.diagnostic(name)));
    Some(Draft { text, pictures })
}

fn archive(bytes: &[u8]) -> Result<Content, Fault> {
    let input = Input::Bytes(std::io::Cursor::new(Arc::from(bytes)));
    let mut archive = Archive::open(input)?;
    let mimetype = archive.mimetype().unwrap_or_default();
    let content = if mimetype.contains("opendocument.text") {
        if archive.is_locked()? {
            return Err(ArchiveFault::Locked.into());
        }
        odt::read(&mut archive)?
    } else {
        match docx::document(&mut archive)? {
            Some(path) => docx::read(&mut archive, &path)?,
            None => None,
        }
    };
    content.ok_or_else(|| Fault::Kind(kind::of_archive(&archive)))
}

/// The text of a document as a source of clean text.
fn clean<'s>(
    name: &str,
    text: &str,
    sources: &'s mut Sources,
    sink: &mut Sink,
) -> Option<&'s Source> {
    let lines = |text: &str| {
        let mut at = 0;
        let line = |line: &str| {
            let start = at;
            at += line.len();
            let end = start + line.trim_end().len();
            TextSegment::plain(text, start..end)
        };
        let mut found: Vec<TextSegment> = text.split_inclusive('\n').map(line).collect();
        found.retain(|segment| !segment.range.is_empty());
        found
    };
    let reading = ReadAs { mends_old: true, prose: Some(&lines), ..ReadAs::default() };
    let mut own = Sink::new();
    let id = sources.add(name, text.as_bytes(), reading, &mut own);
    // The document stays as it is: what was put right stands in the guide.
    sink.extend(own.iter().cloned().map(faults::put_right));
    Some(sources.get(id?))
}

/// Puts the texts of blocks right, all at once, so that an old encoding is seen in the whole.
fn put_right(
    name: &str,
    blocks: &mut [Block],
    sources: &mut Sources,
    sink: &mut Sink,
) -> Option<()> {
    let mut texts = Vec::new();
    block::texts(blocks, &mut texts);
    let whole: Vec<String> = texts.iter().map(|text| text.replace('\0', "")).collect();
    let clean = clean(name, &whole.join("\n"), sources, sink)?;
    let mut lines = clean.text.split('\n');
    for (text, before) in texts.into_iter().zip(&whole) {
        let count = before.split('\n').count();
        let own: Vec<&str> = lines.by_ref().take(count).collect();
        if own.len() == count {
            *text = own.join("\n");
        }
    }
    Some(())
}

/// The first web address of a text, for the code of the guide.
fn first_address(text: &str) -> Option<&str> {
    let start = text.find("https://")?;
    let rest = &text[start..];
    let ends = |letter: char| letter.is_whitespace() || ")]>”\"'".contains(letter);
    let address = &rest[..rest.find(ends).unwrap_or(rest.len())];
    let address = address.trim_end_matches(['.', ',', ';', ':', '!', '?']);
    (address.len() > "https://a.b".len()).then_some(address)
}
