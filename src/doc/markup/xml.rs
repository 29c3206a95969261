//! The XML a template printed, and where in the template its parts stand.

use std::ops::Range;

use crate::doc::find::{find, find_all};
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
            if let Some(at) = find(&sources.get(*file).text, needle) {
                return Span::new(*file, at..at + needle.len());
            }
        }
    }
    Span { file: markup.files[0], start: 0, end: 0 }
}

/// How much of the text around a place is compared with that around another.
const CONTEXT: usize = 160;
/// As many places of the same words are compared.
const MOST_PLACES: usize = 200;

/// Where the template's files print what stands in `own`, a stretch of the XML: of all places that say
/// a needle, the one between the same letters and tags. Words alone would lead to a sentence that says
/// them by chance: at an `edge` nothing else may stand beside them.
pub(super) fn locate_in(
    (markup, own): (&Markup, Range<usize>),
    sources: &Sources,
    needles: &[&str],
    (left_edge, right_edge): (bool, bool),
) -> Option<Span> {
    let printed = markup.xml.get(own.clone())?;
    for needle in needles.iter().filter(|needle| !needle.is_empty()) {
        let Some(inside) = printed.find(needle) else { continue };
        let at = own.start + inside;
        let (before, after) = (&markup.xml[..at], &markup.xml[at + needle.len()..]);
        let mut best: Option<(usize, Span)> = None;
        for file in &markup.files {
            let text = &*sources.get(*file).text;
            for at in find_all(text, needle).take(MOST_PLACES) {
                let (left, right) = (&text[..at], &text[at + needle.len()..]);
                let is_apart = !left_edge || is_edge(left, before, true);
                if !is_apart || (right_edge && !is_edge(right, after, false)) {
                    continue;
                }
                let alike = alike(left.bytes().rev(), before.bytes().rev())
                    + alike(right.bytes(), after.bytes());
                if best.is_none_or(|(most, _)| alike > most) {
                    best = Some((alike, Span::new(*file, at..at + needle.len())));
                }
            }
        }
        if let Some((_, span)) = best {
            return Some(span);
        }
    }
    None
}

/// How many bytes are the same from a place on. White space is what Tera makes of it.
fn alike(one: impl Iterator<Item = u8>, other: impl Iterator<Item = u8>) -> usize {
    let is_seen = |byte: &u8| !byte.is_ascii_whitespace();
    let pairs = one.filter(is_seen).zip(other.filter(is_seen)).take(CONTEXT);
    pairs.take_while(|(one, other)| one == other).count()
}

/// Whether words of a template end where those printed end: at a tag, or where Tera begins or ends, or
/// as a value in quotation marks.
fn is_edge(typed: &str, printed: &str, before: bool) -> bool {
    let next = |text: &str| {
        let text = if before { text.trim_end() } else { text.trim_start() };
        if before { text.chars().next_back() } else { text.chars().next() }
    };
    let typed = next(typed);
    let is_tera = if before { typed == Some('}') } else { typed == Some('{') };
    is_tera || matches!(typed, Some('"' | '\'')) || typed == next(printed)
}

/// Where the template prints the line that the XML is broken in, and the first words of the line.
pub(super) fn broken_line(markup: &Markup, sources: &Sources, row: u32) -> (Span, String) {
    let row = (row as usize).saturating_sub(1);
    let line = markup.xml.lines().nth(row).unwrap_or("").trim();
    let words: String = line.chars().take(60).collect();
    // A line such as `</header>` is there more than once: as many stand before it in the template.
    let before = markup.xml.lines().take(row).filter(|other| other.trim() == line).count();
    let same = |file: FileId| {
        let text = &*sources.get(file).text;
        let lines = text.lines().filter(|other| !line.is_empty() && other.trim() == line);
        let found = lines.map(|other| other.trim().as_ptr() as usize - text.as_ptr() as usize);
        found.map(|at| Span::new(file, at..at + line.len())).nth(before)
    };
    (same(markup.files[0]).unwrap_or_else(|| locate(markup, sources, &[line])), words)
}
