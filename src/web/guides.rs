//! Which guides there are, and what is wrong with one.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::engine::{Call, Engine, Wanted};
use super::reply::Reply;
use super::request::{API, Asked};
use crate::diag::Sink;
use crate::doc::{Duplex, SheetStyle, Side};
use crate::guide::{self, Date};
use crate::session::{Pick, Session};
use crate::sheet::{self, PaperSize};
use crate::template;

#[derive(Serialize, JsonSchema)]
pub(super) struct Hello {
    version: &'static str,
    engine: &'static str,
    api: u32,
    /// Whether what this page prints and writes is kept in the project.
    keeps: bool,
}

/// Who answers.
pub(super) fn hello(engine: &'static str, call: &Call<'_>) -> Reply {
    let (version, keeps) = (env!("CARGO_PKG_VERSION"), call.keep.is_some());
    Reply::of(&Hello { version, engine, api: API, keeps })
}

#[derive(Serialize, JsonSchema)]
pub(super) struct Everything {
    guides: Vec<GuideEntry>,
    products: BTreeMap<String, ProductEntry>,
    kits: Vec<KitTitle>,
    looks: Vec<String>,
}

#[derive(Serialize, JsonSchema)]
pub(super) struct GuideEntry {
    name: String,
    title: String,
    short: String,
    #[serde(rename = "for")]
    audience: String,
    reviewed: String,
    review_again: String,
    due: bool,
    built_in: bool,
    products: Vec<String>,
    steps: usize,
}

#[derive(Serialize, JsonSchema)]
pub(super) struct ProductEntry {
    w: f64,
    h: f64,
    sides: u8,
    flip: Option<&'static str>,
    /// How copies stand on a side of these papers, where there are several.
    places: BTreeMap<&'static str, PlaceGrid>,
    /// The sides of its sheet, from left to right or from top to bottom, where it is folded.
    folded: Vec<Vec<Panel>>,
}

/// Copies on a side of a sheet of paper; they are counted row by row.
#[derive(Serialize, JsonSchema)]
pub(super) struct PlaceGrid {
    across: usize,
    down: usize,
}

/// A stretch of a sheet between two folds.
#[derive(Serialize, JsonSchema)]
pub(super) struct Panel {
    /// Where it lies on the sheet.
    x: f64,
    y: f64,
    w: f64,
    h: f64,
    /// The page on it, from 1; 0 where there is none.
    page: usize,
    /// Whether that page stands on its head.
    turned: bool,
}

/// Where the panels of a folded product lie, on each side of its sheet.
fn panels(style: &SheetStyle) -> Vec<Vec<Panel>> {
    let Some(paper) = style.sheet.as_ref().filter(|paper| paper.folded) else { return Vec::new() };
    let side = |side: &Side| {
        let all = side.columns.iter().zip(side.rects(paper.size));
        all.map(|(column, at)| Panel {
            x: at.x.to_mm(),
            y: at.y.to_mm(),
            w: at.w.to_mm(),
            h: at.h.to_mm(),
            page: column.page.map_or(0, |page| page + 1),
            turned: column.turned,
        })
        .collect()
    };
    paper.sides.iter().map(side).collect()
}

#[derive(Serialize, JsonSchema)]
pub(super) struct KitTitle {
    name: String,
    title: String,
    audience: String,
    count: usize,
}

/// All guides that can be printed, their products and the kits.
pub(super) fn list(engine: &Engine, asked: &Asked<'_>) -> Reply {
    // Who has written a guide still wants to choose among all others.
    let guides = guide::slugs(&*asked.world).map_or(Pick::All, Pick::Named);
    let wanted = Wanted { guides, kits: Pick::All, products: Pick::None, printer: None };
    let session = engine.session(asked, wanted);
    let library = session.library();
    let files: BTreeMap<String, bool> = library
        .files
        .iter()
        .filter_map(|(path, _)| Some((guide::slug_of(path)?, asked.world.is_built_in(path))))
        .collect();
    let guides = session.guides().map(|guide| GuideEntry {
        name: guide.slug.clone(),
        title: guide.title.plain(),
        short: guide.short.plain(),
        audience: guide.audience.plain(),
        reviewed: iso(guide.reviewed.it),
        review_again: iso(guide.review_again.it),
        due: guide.review_again.it < asked.today,
        built_in: files.get(&guide.slug).copied().unwrap_or(false),
        products: products(&session, guide),
        steps: guide.steps().count(),
    });
    let guides: Vec<GuideEntry> = guides.collect();
    let used: BTreeSet<&String> = guides.iter().flat_map(|guide| &guide.products).collect();
    let products = used.into_iter().filter_map(|name| {
        let style = &session.templates().product(name)?.style;
        let size = &style.page;
        let (sides, flip) = match style.duplex {
            Duplex::None => (1, None),
            Duplex::Long => (2, Some("long")),
            Duplex::Short => (2, Some("short")),
        };
        let places = [PaperSize::A4, PaperSize::A3].into_iter().filter_map(|paper| {
            let (across, down) = sheet::places(style, paper.size())?;
            Some((paper.name(), PlaceGrid { across, down }))
        });
        let entry = ProductEntry {
            w: size.w.to_mm(),
            h: size.h.to_mm(),
            sides,
            flip,
            places: places.collect(),
            folded: panels(style),
        };
        Some((name.clone(), entry))
    });
    let products = products.collect();
    let kits = session.kits().map(|kit| KitTitle {
        name: kit.name.clone(),
        title: kit.title.clone(),
        audience: kit.audience.clone(),
        count: kit.entries.len(),
    });
    // A folder that cannot be listed is reported when a look is read.
    let looks = template::looks(&*asked.world).unwrap_or_default();
    let everything = Everything { guides, products, kits: kits.collect(), looks };
    Reply::of(&everything).found(session.found(), session.sources(), asked.lang)
}

fn iso(Date { year, month, day }: Date) -> String {
    format!("{year:04}-{month:02}-{day:02}")
}

fn products(session: &Session, guide: &guide::Guide) -> Vec<String> {
    let is_loaded = |name: &&String| session.templates().product(name).is_some();
    let mut names: Vec<String> = Vec::new();
    for name in guide.products.iter().map(|product| &product.it).filter(is_loaded) {
        if !names.contains(name) {
            names.push(name.clone());
        }
    }
    names
}

#[derive(Deserialize, JsonSchema)]
pub(super) struct CheckFields {
    guide: String,
}

#[derive(Serialize, JsonSchema)]
pub(super) struct Checked {
    errors: usize,
}

/// What is wrong with a guide, as a person who writes it wants to know.
pub(super) fn check(engine: &Engine, asked: &Asked<'_>) -> Result<Reply, String> {
    let CheckFields { guide } = asked.fields()?;
    let (guides, kits) = (Pick::one(&guide), Pick::None);
    let session =
        engine.session(asked, Wanted { guides, kits, products: Pick::None, printer: None });
    let mut sink = Sink::new();
    sink.extend(session.found().iter().cloned());
    for number in 0..session.guides().len() {
        sink.extend(session.check(number).into_iter().flat_map(Sink::iter).cloned());
    }
    let checked = Checked { errors: sink.errors() };
    Ok(Reply::of(&checked).found(&sink, session.sources(), asked.lang))
}
