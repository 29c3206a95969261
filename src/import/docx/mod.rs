//! Documents of Word (ECMA-376): which part says what.
//!
//! The crates there are write documents or read their text alone; here it matters what does not
//! come along, so each part is walked through and all that stays behind is reported.

mod body;
mod drawing;
mod numbering;
mod styles;

use std::collections::BTreeMap;

use super::block::{Content, LossKind};
use super::element::Element;
use super::media;
use crate::archive::{Archive, ArchiveFault, Relation, relations};
use body::BodyReader;
use numbering::Numbering;
use styles::Styles;

/// Where the parts of a document are reported.
const RELATIONS: &str = "_rels/.rels";

/// The path of the document in an archive, if it is one of Word.
pub(super) fn document(archive: &mut Archive) -> Result<Option<String>, ArchiveFault> {
    let root = relations(archive, RELATIONS, "")?;
    let named = root.into_iter().find(|it| it.kind == "officeDocument").map(|it| it.target);
    let usual = "word/document.xml".to_owned();
    Ok(named.filter(|path| archive.has(path)).or_else(|| archive.has(&usual).then_some(usual)))
}

/// Reads a document.
pub(super) fn read(archive: &mut Archive, path: &str) -> Result<Option<Content>, ArchiveFault> {
    let Some(document) = Element::read(archive, path)? else { return Ok(None) };
    let Some(body) = document.find(&["body"]) else { return Ok(None) };
    let related = related(archive, path)?;
    let mut part = |kind: &str| -> Result<Option<Element>, ArchiveFault> {
        match related.iter().find(|it| it.kind == kind && !it.is_outside) {
            Some(found) => Element::read(archive, &found.target),
            None => Ok(None),
        }
    };
    let styles = Styles::new(part("styles")?.as_ref());
    let numbering = Numbering::new(part("numbering")?.as_ref());
    let (footnotes, endnotes) = (part("footnotes")?, part("endnotes")?);
    let comments = part("comments")?;
    let mut edges = Vec::new();
    for found in &related {
        if matches!(found.kind.as_str(), "header" | "footer") && !found.is_outside {
            edges.extend(Element::read(archive, &found.target)?);
        }
    }
    let targets: BTreeMap<String, &Relation> =
        related.iter().map(|it| (it.id.clone(), it)).collect();
    let mut reader = BodyReader::new(styles, numbering, &targets);
    reader.blocks(body);
    let mut content = reader.content;
    for notes in [footnotes, endnotes].iter().flatten() {
        for note in notes.elements().filter(|note| note.get("type").is_none()) {
            lose(&mut content, LossKind::Footnote, note);
        }
    }
    for comment in comments.iter().flat_map(Element::elements) {
        lose(&mut content, LossKind::Comment, comment);
    }
    for edge in &edges {
        lose(&mut content, LossKind::Header, edge);
    }
    media::load(archive, &mut content)?;
    Ok(Some(content))
}

/// The letters of a part nobody imports, without the marks of fields.
fn lose(content: &mut Content, kind: LossKind, element: &Element) {
    let mut runs = Vec::new();
    element.deep("p", &mut runs);
    let mut text = String::new();
    for paragraph in runs {
        let mut letters = Vec::new();
        paragraph.deep("t", &mut letters);
        text.extend(letters.iter().map(|it| it.letters() + " "));
    }
    let is_known = content.losses.iter().any(|loss| loss.kind == kind && loss.text == text.trim());
    // A number of a page alone says nothing.
    if text.chars().any(char::is_alphabetic) && !is_known {
        content.lose(kind, text.trim());
    }
}

fn related(archive: &mut Archive, path: &str) -> Result<Vec<Relation>, ArchiveFault> {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    relations(archive, &format!("{folder}/_rels/{name}.rels"), folder)
}
