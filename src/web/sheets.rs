//! Sheets: pictures of their pages, and their PDFs.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::engine::{Call, Engine, Wanted};
use super::made_sheet::MadeSheet;
use super::reply::Reply;
use super::request::{Asked, Print};
use crate::diag::{Lang, Sink};
use crate::paint::view::{PageShape, View};
use crate::session::Session;

/// The finest picture: the page is looked at, not printed from it.
const MOST_DPI: u16 = 600;

#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct SheetFields {
    guide: String,
    product: String,
    #[serde(default)]
    print: Print,
    #[serde(default = "on_screen")]
    dpi: u16,
    side: Option<usize>,
    /// As others see it; see [`View::by_name`].
    view: Option<String>,
}

fn on_screen() -> u16 {
    72
}

#[derive(Serialize, JsonSchema)]
pub(super) struct PictureEntry {
    w: f64,
    h: f64,
    side: usize,
}

#[derive(Serialize, JsonSchema)]
pub(super) struct Pictures<'a> {
    file: &'a str,
    count: usize,
    pages: Vec<PictureEntry>,
}

#[derive(Serialize, JsonSchema)]
pub(super) struct PdfFile<'a> {
    name: String,
    pages: usize,
    ticket: &'a str,
}

/// Pictures of the pages of a sheet, of all or of one side.
pub(super) fn pages(engine: &Engine, asked: &Asked<'_>, call: &Call<'_>) -> Result<Reply, String> {
    let fields: SheetFields = asked.fields()?;
    let view = fields.view.as_deref();
    let view = view
        .map(|name| View::by_name(name).ok_or_else(|| format!("`view` has no `{name}`")))
        .transpose()?;
    let made = match made(engine, asked, &fields, call)? {
        Ok(made) => made,
        Err(refused) => return Ok(refused),
    };
    Ok(pictures(
        &made.session,
        (&made.pdf, &made.shapes, &made.name),
        (fields.dpi, fields.side, view),
        call,
    )
    .unwrap_or_else(|sink| Reply::refused().found(&sink, made.session.sources(), asked.lang))
    .found(&made.found, made.session.sources(), asked.lang))
}

/// Pictures of the pages of a PDF.
///
/// # Errors
/// Why there are none.
pub(super) fn pictures(
    session: &Session,
    (pdf, shapes, file): (&[u8], &[PageShape], &str),
    (dpi, side, view): (u16, Option<usize>, Option<View>),
    call: &Call<'_>,
) -> Result<Reply, Sink> {
    let dpi = dpi.clamp(1, MOST_DPI);
    let all = 0..shapes.len();
    let wanted = side.map_or(all.clone(), |side| side..side + 1);
    let wanted = wanted.start.min(all.end)..wanted.end.min(all.end);
    let mut files = Vec::new();
    let put = |_: usize, png: &[u8]| {
        files.push(png.to_vec());
        Ok(())
    };
    let sides = (wanted.clone(), dpi, view);
    session.pictures((pdf, shapes), sides, call.cancel, put).map_err(|found| {
        let mut sink = Sink::new();
        sink.push(found);
        sink
    })?;
    let page = |side: usize| {
        let size = shapes[side].size;
        PictureEntry { w: size.w.to_mm(), h: size.h.to_mm(), side }
    };
    let pictures = Pictures { file, count: shapes.len(), pages: wanted.map(page).collect() };
    Ok(Reply::of(&pictures).with(files))
}

/// The PDF of a sheet.
pub(super) fn pdf(engine: &Engine, asked: &Asked<'_>, call: &Call<'_>) -> Result<Reply, String> {
    let fields: SheetFields = asked.fields()?;
    Ok(match made(engine, asked, &fields, call)? {
        Err(refused) => refused,
        Ok(made) => {
            let name = format!("{}.pdf", made.name);
            Reply::of(&PdfFile { name, pages: made.shapes.len(), ticket: &made.ticket })
                .with([made.pdf.clone()])
                .found(&made.found, made.session.sources(), asked.lang)
        }
    })
}

type Made = Result<std::sync::Arc<MadeSheet>, Reply>;

fn made(
    engine: &Engine,
    asked: &Asked<'_>,
    fields: &SheetFields,
    call: &Call<'_>,
) -> Result<Made, String> {
    let SheetFields { guide, product, print, .. } = fields;
    let options = print.options()?;
    let session = engine.session(asked, Wanted::sheet(guide, product, print.printer()));
    let lang = asked.lang;
    let key = format!("{guide} {product} {options:?} {:?} {lang:?} {}", asked.today, asked.project);
    Ok(engine.sheet(key, || make(session, &options, lang, call)))
}

fn make(
    session: Session,
    print: &crate::session::PrintOptions,
    lang: Lang,
    call: &Call<'_>,
) -> Result<MadeSheet, Reply> {
    let jobs = session.jobs(print);
    let mut found = session.found().clone();
    found.extend(jobs.asked.iter().flat_map(Sink::iter).cloned());
    found.extend(session.check(0).into_iter().flat_map(Sink::iter).cloned());
    let refused = |found: &Sink| Reply::refused().found(found, session.sources(), lang);
    let Some(job) = jobs.jobs.first() else { return Err(refused(&found)) };
    let (sheet, own) = session.sheet((&jobs, job), print, call.cancel);
    found.append(own);
    let Some(sheet) = sheet else { return Err(refused(&found)) };
    let pdf = sheet.pdf().map_err(|error| {
        found.push(error);
        refused(&found)
    })?;
    let name = job.name.clone();
    let ticket = sheet.ticket(&format!("{name}.pdf")).get(lang).to_owned();
    let shapes = sheet.pages().pages.iter().map(PageShape::of).collect();
    drop(sheet);
    Ok(MadeSheet { pdf, name, ticket, shapes, found, session })
}
