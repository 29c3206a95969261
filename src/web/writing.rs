//! Guides a person writes: the text of one that is there, and one made of a document.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::engine::{Engine, Wanted};
use super::reply::Reply;
use super::request::Asked;
use crate::diag::Sink;
use crate::guide;
use crate::import::{self, FORM};
use crate::session::Pick;
use crate::source::Sources;

#[derive(Deserialize, JsonSchema)]
pub(super) struct TextFields {
    guide: String,
}

#[derive(Serialize, JsonSchema)]
pub(super) struct GuideText {
    path: String,
    text: String,
}

/// The text of a guide; without a name the form of a new one.
pub(super) fn text(engine: &Engine, asked: &Asked<'_>) -> Result<Reply, String> {
    let TextFields { guide } = asked.fields()?;
    if guide.is_empty() {
        let (path, text) = (FORM.to_owned(), form(asked)?);
        return Ok(Reply::of(&GuideText { path, text }));
    }
    let (guides, kits) = (Pick::one(&guide), Pick::None);
    let session =
        engine.session(asked, Wanted { guides, kits, products: Pick::None, printer: None });
    let file = session
        .library()
        .files
        .iter()
        .find(|(path, _)| guide::slug_of(path).is_some_and(|slug| slug == guide));
    Ok(match file {
        None => Reply::refused().found(session.found(), session.sources(), asked.lang),
        Some((path, file)) => {
            let text = session.sources().get(*file).written().to_owned();
            Reply::of(&GuideText { path: path.clone(), text })
        }
    })
}

fn form(asked: &Asked<'_>) -> Result<String, String> {
    let bytes = asked.world.read(FORM).map_err(|error| error.to_string())?;
    String::from_utf8(bytes).map_err(|error| error.to_string())
}

#[derive(Deserialize, JsonSchema)]
pub(super) struct ImportFields {
    name: String,
    file_name: String,
}

#[derive(Serialize, JsonSchema)]
pub(super) struct Imported {
    path: String,
    text: String,
    pictures: Vec<String>,
}

/// A guide made of a document: text, Markdown, Word or `LibreOffice`.
pub(super) fn import(asked: &Asked<'_>) -> Result<Reply, String> {
    let ImportFields { name, file_name } = asked.fields()?;
    let Some(bytes) = asked.files.first() else { return Err("no document came along".to_owned()) };
    let (mut sources, mut sink) = (Sources::new(), Sink::new());
    let path = format!("guides/{name}.md");
    if guide::slug_of(&path).is_none_or(|own| own != name) {
        sink.push(guide::bad_slug(&path));
        return Ok(Reply::refused().found(&sink, &sources, asked.lang));
    }
    let form = form(asked)?;
    let draft = import::import(&file_name, bytes, &name, &form, &mut sources, &mut sink);
    let reply = draft.map_or_else(Reply::refused, |draft| {
        let named = |picture: &import::ImportedPicture| format!("guides/pictures/{}", picture.name);
        let pictures = draft.pictures.iter().map(named).collect();
        let files = draft.pictures.into_iter().map(|picture| picture.bytes);
        Reply::of(&Imported { path, text: draft.text, pictures }).with(files)
    });
    Ok(reply.found(&sink, &sources, asked.lang))
}
