//! Pictures, text boxes and other things drawn in a document of Word.

use std::collections::BTreeMap;

use crate::archive::Relation;
use crate::import::block::{Block, Content, Figure, LossKind};
use crate::import::element::Element;

/// Words that Office writes behind descriptions of its own making.
const OF_OFFICE: &[&str] =
    &["automatically generated", "AI-generated", "được tạo tự động", "được tạo bởi AI"];

/// Reads `w:drawing`, `w:pict` or `w:object`; pictures go to `found`.
pub(super) fn read(
    drawing: &Element,
    targets: &BTreeMap<String, &Relation>,
    content: &mut Content,
    found: &mut Vec<Block>,
) {
    let mut boxes = Vec::new();
    drawing.deep("txbxContent", &mut boxes);
    for text in boxes {
        content.lose(LossKind::TextBox, text.letters());
    }
    let alt = alt(drawing);
    let before = found.len();
    for (name, key) in [("blip", "embed"), ("blip", "link"), ("imagedata", "id")] {
        let mut pictures = Vec::new();
        drawing.deep(name, &mut pictures);
        for id in pictures.iter().filter_map(|picture| picture.get(key)) {
            // An SVG stands inside the PNG made of it, which is printed.
            match targets.get(id) {
                Some(target) if target.is_outside => {
                    content.lose(LossKind::PictureOutside, &target.target);
                }
                Some(target) => {
                    let figure = Figure { file: target.target.clone(), alt: alt.clone() };
                    found.push(Block::Picture(figure));
                }
                None => content.lose(LossKind::PictureOutside, id),
            }
        }
    }
    if let Some(crop) = drawing.first("srcRect") {
        let is_cut = ["l", "t", "r", "b"].iter().any(|side| {
            crop.get(side)
                .and_then(|cut| cut.trim_end_matches('%').parse::<f64>().ok())
                .is_some_and(|cut| cut > 0.0)
        });
        if let Some(Block::Picture(figure)) = found.get(before).filter(|_| is_cut) {
            content.lose(LossKind::Cropped, &figure.file);
        }
    }
    let is_object = ["chart", "relIds", "OLEObject", "contentPart", "control"]
        .iter()
        .any(|name| drawing.first(name).is_some());
    if is_object {
        content.lose(LossKind::Object, alt);
    }
}

/// What somebody said a picture shows.
fn alt(drawing: &Element) -> String {
    let own = drawing.first("docPr").and_then(|it| it.get("descr"));
    let shape = || drawing.first("shape").and_then(|it| it.get("alt"));
    let alt = own.filter(|alt| !alt.is_empty()).or_else(shape).unwrap_or("");
    let is_file = [".png", ".jpg", ".jpeg"].iter().any(|end| alt.to_lowercase().ends_with(end));
    if is_file || OF_OFFICE.iter().any(|words| alt.contains(words)) {
        return String::new();
    }
    alt.split_whitespace().collect::<Vec<_>>().join(" ").replace(['[', ']'], "")
}
