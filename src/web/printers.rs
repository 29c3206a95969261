//! Printers: which are measured, the sheet they are measured with, and what it showed.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::engine::Engine;
use super::reply::Reply;
use super::request::Asked;
use crate::diag::Sink;
use crate::doc::Duplex;
use crate::inks::Inks;
use crate::paint::pdf::{self, Meta};
use crate::printer::{self, FILE, Printer, PrinterUpdate, Readings};
use crate::sheet::{self, ReadingTaker};
use crate::source::{Source, Sources};

#[derive(Serialize, JsonSchema)]
pub(super) struct PrinterList {
    printers: Vec<PrinterItem>,
}

#[derive(Serialize, JsonSchema)]
pub(super) struct PrinterItem {
    name: String,
    flip: &'static str,
    portrait: Option<Measured>,
    landscape: Option<Measured>,
}

/// What a test sheet showed, in mm.
#[derive(Serialize, JsonSchema)]
pub(super) struct Measured {
    edges: [f64; 4],
    shift: [f64; 2],
    bar: [f64; 2],
}

impl From<Readings> for Measured {
    fn from(Readings { edges, shift, bar }: Readings) -> Measured {
        Measured { edges, shift, bar }
    }
}

/// The printers of a project that are measured.
pub(super) fn list(asked: &Asked<'_>) -> Reply {
    let (mut sources, mut sink) = (Sources::new(), Sink::new());
    let read = printer::read(&*asked.world, &mut sources, &mut sink);
    let reply = read.map_or_else(Reply::refused, |(printers, _)| {
        let item = |printer: Printer| PrinterItem {
            flip: match printer.flip {
                Duplex::Long => "long",
                Duplex::Short => "short",
                Duplex::None => "none",
            },
            name: printer.name,
            portrait: printer.portrait.map(Measured::from),
            landscape: printer.landscape.map(Measured::from),
        };
        Reply::of(&PrinterList { printers: printers.into_values().map(item).collect() })
    });
    reply.found(&sink, &sources, asked.lang)
}

#[derive(Deserialize, JsonSchema)]
pub(super) struct TestSheetFields {
    #[serde(default)]
    landscape: bool,
    flip: Option<String>,
}

#[derive(Serialize, JsonSchema)]
pub(super) struct TestSheet {
    name: &'static str,
    pages: usize,
}

/// The edge a printer turns paper over; `None` stands for that of the paper.
fn flip(name: Option<&str>, landscape: bool) -> Result<Duplex, String> {
    match name {
        None if landscape => Ok(Duplex::Short),
        None | Some("long") => Ok(Duplex::Long),
        Some("short") => Ok(Duplex::Short),
        Some("none") => Ok(Duplex::None),
        Some(name) => Err(format!("`flip` has no `{name}`")),
    }
}

/// The sheet a printer is measured with.
pub(super) fn test_sheet(engine: &Engine, asked: &Asked<'_>) -> Result<Reply, String> {
    let TestSheetFields { landscape, flip: typed } = asked.fields()?;
    let flip = flip(typed.as_deref(), landscape)?;
    let mut sink = Sink::new();
    let taken = (flip, ReadingTaker::Screen);
    let pages = sheet::calibration(landscape, taken, asked.lang, &engine.fonts, &mut sink);
    let reply = match pages {
        None => Reply::refused(),
        Some(pages) => {
            let meta = Meta { date: asked.today, inks: Inks::default(), tagged: true };
            let bytes = pdf::write(&pages, &engine.fonts, meta);
            let bytes = bytes.map_err(|error| error.to_string())?;
            let name = if landscape { "to-thu-may-in-nam.pdf" } else { "to-thu-may-in.pdf" };
            Reply::of(&TestSheet { name, pages: pages.pages.len() }).with([bytes])
        }
    };
    Ok(reply.found(&sink, &Sources::new(), asked.lang))
}

#[derive(Deserialize, JsonSchema)]
pub(super) struct ReadingFields {
    name: String,
    #[serde(default)]
    landscape: bool,
    flip: Option<String>,
    edges: [f64; 4],
    shift: [f64; 2],
    bar: [f64; 2],
}

#[derive(Serialize, JsonSchema)]
pub(super) struct Calibrated {
    /// The text of the file; `None` when a number cannot be.
    yaml: Option<String>,
    faults: Vec<ReadingFault>,
    /// Whether sheets are not printed at full size.
    off_scale: bool,
}

#[derive(Serialize, JsonSchema)]
pub(super) struct ReadingFault {
    field: &'static str,
    message: String,
}

/// `printers.yaml` with what a test sheet showed.
pub(super) fn calibrate(asked: &Asked<'_>) -> Result<Reply, String> {
    let fields: ReadingFields = asked.fields()?;
    let ReadingFields { name, landscape, flip: typed, edges, shift, bar } = fields;
    let readings = Readings { edges, shift, bar };
    let (mut sources, mut sink) = (Sources::new(), Sink::new());
    let fault = |(field, message): (&'static str, crate::diag::Text)| ReadingFault {
        field,
        message: message.get(asked.lang).to_owned(),
    };
    let faults: Vec<ReadingFault> = readings.faults().into_iter().map(fault).collect();
    let off_scale = readings.off_scale().is_some();
    if !faults.is_empty() {
        return Ok(Reply::of(&Calibrated { yaml: None, faults, off_scale }));
    }
    // A file with a mistake in it is not written over.
    let Some((known, file)) = printer::read(&*asked.world, &mut sources, &mut sink) else {
        return Ok(Reply::refused().found(&sink, &sources, asked.lang));
    };
    let flip = match (typed, known.get(&name)) {
        (None, Some(printer)) => printer.flip,
        (typed, _) => flip(typed.as_deref(), landscape)?,
    };
    let old = file.map(|file| sources.get(file)).map(Source::written);
    let update = PrinterUpdate { name: &name, flip, landscape, readings };
    let reply = match printer::change(old, update) {
        Ok(yaml) => Reply::of(&Calibrated { yaml: Some(yaml), faults, off_scale }),
        Err(found) => {
            sink.push(found.at_path(FILE));
            Reply::refused()
        }
    };
    Ok(reply.found(&sink, &sources, asked.lang))
}
