//! The XML a template printed, and where in the template its parts stand.

use crate::source::Sources;
use crate::span::{FileId, Span};

/// What a template printed, and the files it was printed from.
#[derive(Clone, Debug)]
pub struct Markup {
    /// The XML.
    pub xml: String,
    /// The template first, then the shared components.
    pub files: Vec<FileId>,
}

/// The first of `needles` found in the template's files; the start of the template if none is.
pub(super) fn locate(markup: &Markup, sources: &Sources, needles: &[&str]) -> Span {
    for needle in needles.iter().filter(|needle| !needle.is_empty()) {
        for file in &markup.files {
            if let Some(at) = sources.get(*file).text.find(needle) {
                return Span::new(*file, at..at + needle.len());
            }
        }
    }
    Span { file: markup.files[0], start: 0, end: 0 }
}

/// Where the template prints the line that the XML is broken in, and the first words of the line.
pub(super) fn broken_line(markup: &Markup, sources: &Sources, row: u32) -> (Span, String) {
    let row = (row as usize).saturating_sub(1);
    let line = markup.xml.lines().nth(row).unwrap_or("").trim();
    let words: String = line.chars().take(60).collect();
    // A line such as `</header>` is there more than once: as many stand before it in the template.
    let before = markup.xml.lines().take(row).filter(|other| other.trim() == line).count();
    let same = |file: FileId| {
        let text = sources.get(file).text.as_str();
        let lines = text.lines().filter(|other| !line.is_empty() && other.trim() == line);
        let found = lines.map(|other| other.trim().as_ptr() as usize - text.as_ptr() as usize);
        found.map(|at| Span::new(file, at..at + line.len())).nth(before)
    };
    (same(markup.files[0]).unwrap_or_else(|| locate(markup, sources, &[line])), words)
}
