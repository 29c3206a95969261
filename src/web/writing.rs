//! Guides a person writes: the text of one that is there, and one made of a document.

use std::sync::{Arc, PoisonError};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::engine::{Call, Engine, Wanted};
use super::reply::Reply;
use super::request::Asked;
use crate::diag::Sink;
use crate::guide;
use crate::import::{self, FORM};
use crate::session::{Pick, PrintOptions, Session};
use crate::source::{ReadAs, Sources};
use crate::world::Overlay;

/// Earlier texts of a guide that are reported; nobody goes back further on a screen.
const MOST_EARLIER: usize = 5;

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
pub(super) struct OwnNoteFields {
    guide: String,
    product: String,
    /// The note, a paragraph a line.
    note: String,
}

#[derive(Serialize, JsonSchema)]
pub(super) struct GuideWithNote {
    path: String,
    text: String,
    /// Whether the product shows the note; `null` where the sheet cannot be made, with or without it.
    shown: Option<bool>,
}

/// The text of a guide with a note of one's own before its steps. The guide in a YAML file and the one
/// without parts have no place for it: `text` is then as it was, and nothing is shown.
pub(super) fn note(engine: &Engine, asked: &Asked<'_>, call: &Call<'_>) -> Result<Reply, String> {
    let OwnNoteFields { guide, product, note } = asked.fields()?;
    let wanted = Wanted::sheet(&guide, &product, None);
    let plain = engine.session(asked, wanted);
    let files = plain.library().files.iter();
    let mut files = files.filter(|(path, _)| guide::slug_of(path).is_some_and(|own| own == guide));
    let Some((path, file)) = files.next() else {
        return Ok(Reply::refused().found(plain.found(), plain.sources(), asked.lang));
    };
    let text = plain.sources().get(*file).written().to_owned();
    let is_markdown = path.rsplit_once('.').is_some_and(|(_, ending)| ending == "md");
    let noted = Some(path).filter(|_| is_markdown).and_then(|_| import::with_note(&text, &note));
    let Some(noted) = noted.filter(|noted| *noted != text) else {
        return Ok(Reply::of(&GuideWithNote { path: path.clone(), text, shown: Some(false) }));
    };
    let mut world = Overlay::new(Arc::clone(&asked.world));
    world.set(path, Some(noted.as_bytes())).map_err(|error| error.to_string())?;
    let with_note =
        engine.fresh_session(Arc::new(world), asked, Wanted::sheet(&guide, &product, None));
    // A sheet without a place for the bodies of parts leaves it out, and is the same to the byte.
    let pdf = |session: &Session| {
        let print = PrintOptions::default();
        let jobs = session.jobs(&print);
        let job = jobs.jobs.first()?;
        session.sheet((&jobs, job), &print, call.cancel).0?.pdf().ok()
    };
    let shown = pdf(&plain).zip(pdf(&with_note)).map(|(plain, noted)| plain != noted);
    Ok(Reply::of(&GuideWithNote { path: path.clone(), text: noted, shown }))
}

#[derive(Deserialize, JsonSchema)]
pub(super) struct SaveFields {
    guide: String,
    /// The text of the file as the page knows it; without it there is none.
    before: Option<String>,
}

#[derive(Serialize, JsonSchema)]
pub(super) struct SavedGuide {
    path: String,
    /// Whether it is in the project now.
    kept: bool,
    /// Somebody else has changed the file meanwhile; it is as they left it.
    changed: bool,
    /// The name of what the file was, beside it.
    earlier: Option<String>,
}

/// Puts a guide of `project` into the project itself, with the pictures it shows. A guide with faults
/// is refused: what lies there can be printed.
pub(super) fn save(engine: &Engine, asked: &Asked<'_>, call: &Call<'_>) -> Result<Reply, String> {
    let SaveFields { guide, before } = asked.fields()?;
    let path = path_of(&guide);
    let (mut sources, mut sink) = (Sources::new(), Sink::new());
    if guide::slug_of(&path).is_none_or(|own| own != guide) {
        sink.push(guide::bad_slug(&path));
        return Ok(Reply::refused().found(&sink, &sources, asked.lang));
    }
    let text = asked.world.read_text(&path).map_err(|error| format!("`{path}`: {error}"))?;
    let (guides, kits) = (Pick::one(&guide), Pick::None);
    let session =
        engine.session(asked, Wanted { guides, kits, products: Pick::None, printer: None });
    let mut found = session.found().clone();
    found.extend(
        (0..session.guides().len())
            .filter_map(|at| session.check(at))
            .flat_map(Sink::iter)
            .cloned(),
    );
    if found.has_errors() {
        return Ok(Reply::refused().found(&found, session.sources(), asked.lang));
    }
    let mut saved = SavedGuide { path, kept: false, changed: false, earlier: None };
    let Some(keep) = call.keep else { return Ok(Reply::of(&saved)) };
    let path = saved.path.as_str();
    let _one_at_a_time = engine.saving.lock().unwrap_or_else(PoisonError::into_inner);
    let there = engine.base.read_text(path).ok().filter(|_| !engine.base.is_built_in(path));
    // As the page was given it; what is no text is not written over either.
    let mut known = |bytes: Vec<u8>| {
        let file = sources.add(path, &bytes, ReadAs::default(), &mut Sink::new());
        file.map(|file| sources.get(file).written().to_owned())
    };
    if there.is_some_and(|bytes| known(bytes) != before) {
        saved.changed = true;
        return Ok(Reply::of(&saved));
    }
    let words = String::from_utf8_lossy(&text);
    let is_shown = |path: &str| {
        let name = path.strip_prefix("guides/pictures/");
        name.is_some_and(|name| !name.is_empty() && words.contains(name))
    };
    let pictures = asked.pictures.iter().filter(|(path, _)| is_shown(path));
    let pictures = pictures.map(|(path, bytes)| (path.as_str(), *bytes));
    // The guide comes last: what it shows is there before it.
    for (at, bytes) in pictures.chain([(path, text.as_slice())]) {
        match keep.save(at, bytes) {
            Ok(kept) if at == path => saved.earlier = kept,
            Ok(_) => {}
            Err(found) => {
                sink.push(found);
                return Ok(Reply::refused().found(&sink, &sources, asked.lang));
            }
        }
    }
    saved.kept = true;
    Ok(Reply::of(&saved))
}

fn path_of(guide: &str) -> String {
    format!("guides/{guide}.md")
}

#[derive(Serialize, JsonSchema)]
pub(super) struct EarlierTexts {
    texts: Vec<EarlierText>,
}

#[derive(Serialize, JsonSchema)]
pub(super) struct EarlierText {
    name: String,
    text: String,
}

/// What a guide of the project was before it was written anew, the latest first.
pub(super) fn earlier(engine: &Engine, asked: &Asked<'_>) -> Result<Reply, String> {
    let TextFields { guide } = asked.fields()?;
    let path = path_of(&guide);
    if guide::slug_of(&path).is_none_or(|own| own != guide) {
        return Ok(Reply::of(&EarlierTexts { texts: Vec::new() }));
    }
    let start = format!("{guide}.md.bak");
    let number = |name: &String| match name.strip_prefix(&start)? {
        "" => Some(1),
        rest => rest.parse::<u32>().ok(),
    };
    let names = engine.base.list("guides").map_err(|error| error.to_string())?;
    let mut names: Vec<(u32, String)> =
        names.into_iter().filter_map(|name| Some((number(&name)?, name))).collect();
    names.sort_unstable_by(|a, b| b.cmp(a));
    let text = |(_, name): (u32, String)| {
        let bytes = engine.base.read_text(&format!("guides/{name}")).ok()?;
        Some(EarlierText { name, text: String::from_utf8(bytes).ok()? })
    };
    let texts = names.into_iter().take(MOST_EARLIER).filter_map(text).collect();
    Ok(Reply::of(&EarlierTexts { texts }))
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
    let path = path_of(&name);
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
