//! The sheet on which somebody with a phone in hand compares the names of buttons.

use std::sync::Arc;

use serde::Serialize;

use super::faults;
use super::label_uses::{LabelUse, label_uses};
use super::{PrintOptions, Session};
use crate::cancel::Cancel;
use crate::diag::{Place, Sink};
use crate::facts::LABELS;
use crate::guide::{Date, Guide, Reference, StatementPosition};
use crate::typeset::Typesetter;

/// The product that prints it.
pub const LABEL_CHECK: &str = "label-check";

/// The day written into the file where the list of labels names none: no clock is read, so that the
/// same list gives the same bytes. It is the day this product was made.
const DAY: (u16, u16, u16) = (2026, 11, 29);

/// What its template sees.
#[derive(Serialize)]
struct LabelRows {
    rows: Vec<LabelRow>,
}

#[derive(Serialize)]
struct LabelRow {
    number: usize,
    id: String,
    text: String,
    variants: String,
    seen: String,
    screens: String,
    places: Vec<String>,
}

impl Session {
    /// The PDF of all buttons that the guides name, and how many pages it has; the session has to be
    /// opened with the product [`LABEL_CHECK`].
    pub fn label_check(&self, cancel: &Cancel) -> (Option<(Vec<u8>, usize)>, Sink) {
        let mut sink = Sink::new();
        let made = self.label_sheet(cancel, &mut sink);
        (made.filter(|_| !sink.has_errors()), self.limits().keep(sink))
    }

    fn label_sheet(&self, cancel: &Cancel, sink: &mut Sink) -> Option<(Vec<u8>, usize)> {
        let library = self.library();
        let uses = label_uses(library);
        let rows = uses.iter().enumerate().map(|(at, one)| self.label_row(at + 1, one)).collect();
        let (year, month, day) = DAY;
        let reference = &library.reference;
        let day = reference.labels.checked.or_else(|| Date::new(year, month, day).ok())?;
        let mut sources = self.sources().clone();
        let file = sources.add_text(LABEL_CHECK, String::new());
        let mut guide = Guide::blank(LABEL_CHECK, file, day);
        let sites = Arc::clone(&reference.sites);
        guide.reference = Arc::new(Reference { sites, ..Reference::default() });
        let print = PrintOptions::default();
        let typesetter = Typesetter { sources: &sources, ..self.typesetter(&print, cancel)? };
        let rows = LabelRows { rows };
        let mut own = Sink::new();
        let pages = typesetter.pages_with(LABEL_CHECK, &guide, ("labels", &rows), &mut own);
        // The rows stand in no file.
        let reported = own.iter().cloned().map(|found| match found.place {
            Place::Span(span) if span.file == file => found.at_path(LABELS),
            _ => found,
        });
        sink.extend(reported);
        let pages = self.bounded(pages, cancel, sink)?;
        let pdf = typesetter.pdf(&guide, &pages);
        let pdf = pdf.map_err(|error| sink.push(faults::unmade(&error))).ok()?;
        Some((pdf, pages.pages.len()))
    }

    fn label_row(&self, number: usize, one: &LabelUse<'_>) -> LabelRow {
        let LabelUse { label, places, screens } = one;
        let title = |slug: &str| {
            let guide = self.library().guides.get(slug);
            guide.map_or_else(|| slug.to_owned(), |guide| guide.short.plain())
        };
        let place = |at: StatementPosition| match at {
            StatementPosition::Step(part, step) => format!(", phần {part}, bước {step}"),
            StatementPosition::Part(part) => format!(", phần {part}"),
            _ => String::new(),
        };
        let places = places.iter().map(|it| format!("{}{}", title(it.guide), place(it.place)));
        LabelRow {
            number,
            id: label.id.it.clone(),
            text: label.text.clone(),
            variants: label.variants.join("; "),
            seen: label.seen.clone(),
            screens: screens.join(", "),
            places: places.collect(),
        }
    }
}
