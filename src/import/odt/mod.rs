//! Documents of `LibreOffice` (`OpenDocument` 1.2): which part says what.

mod body;
mod lists;
mod styles;

use super::block::{Content, LossKind};
use super::element::Element;
use super::media;
use crate::archive::{Archive, ArchiveFault};
use body::BodyReader;
use lists::Lists;
use styles::Styles;

const CONTENT: &str = "content.xml";

/// Reads a document; none where the archive holds none.
pub(super) fn read(archive: &mut Archive) -> Result<Option<Content>, ArchiveFault> {
    let Some(document) = Element::read(archive, CONTENT)? else { return Ok(None) };
    let Some(text) = document.find(&["body", "text"]) else { return Ok(None) };
    let common = Element::read(archive, "styles.xml")?;
    let parts: Vec<&Element> = common.iter().chain([&document]).collect();
    let mut reader = BodyReader::new(Styles::new(&parts), Lists::new(&parts));
    reader.blocks(text);
    let mut content = reader.content;
    let mut pages = Vec::new();
    for part in &parts {
        part.deep("master-page", &mut pages);
    }
    for edge in pages.iter().flat_map(|page| page.elements()) {
        let letters = edge.letters();
        let is_known = content.losses.iter().any(|it| it.text == letters);
        // A number of a page alone says nothing.
        if letters.chars().any(char::is_alphabetic) && !is_known {
            content.lose(LossKind::Header, letters);
        }
    }
    media::load(archive, &mut content)?;
    Ok(Some(content))
}
