//! The contract of the API as a JSON Schema, made of the very types that read requests and write
//! answers.

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::{Map, Value, json};

use super::request::Common;
use super::{guides, history, kits, lists, merges, printers, sheets, ward, writing};

/// The schema of a type; what it is made of goes among the definitions.
type MakeSchema = fn(&mut SchemaGenerator) -> Schema;

/// Nothing beside what every request and every answer has.
#[derive(JsonSchema)]
struct NoFields {}

/// What can be asked: what it asks with, and what it gives.
const CALLS: &[(&str, MakeSchema, MakeSchema)] = &[
    ("hello", of::<NoFields>, of::<guides::Hello>),
    ("guides", of::<NoFields>, of::<guides::Everything>),
    ("accent", of::<NoFields>, of::<ward::AccentRead>),
    ("ward.questions", of::<NoFields>, of::<ward::Questions>),
    ("ward.read", of::<ward::AnswerFields>, of::<ward::WardRead>),
    ("ward.answers", of::<ward::YamlFields>, of::<ward::WardAnswers>),
    ("pages", of::<sheets::SheetFields>, of::<sheets::Pictures<'static>>),
    ("pdf", of::<sheets::SheetFields>, of::<sheets::PdfFile<'static>>),
    ("check", of::<guides::CheckFields>, of::<guides::Checked>),
    ("kit", of::<kits::KitFields>, of::<kits::KitArchive>),
    ("guide.text", of::<writing::TextFields>, of::<writing::GuideText>),
    ("guide.note", of::<writing::OwnNoteFields>, of::<writing::GuideWithNote>),
    ("guide.save", of::<writing::SaveFields>, of::<writing::SavedGuide>),
    ("guide.earlier", of::<writing::TextFields>, of::<writing::EarlierTexts>),
    ("guide.import", of::<writing::ImportFields>, of::<writing::Imported>),
    ("list.read", of::<lists::ListFields>, of::<lists::ListRead>),
    ("list.rows", of::<lists::RowFields>, of::<lists::Rows>),
    ("list.match", of::<lists::MatchFields>, of::<lists::Matched>),
    ("list.check", of::<merges::MergeFields>, of::<merges::ListChecked>),
    ("record", of::<merges::MergeFields>, of::<sheets::Pictures<'static>>),
    ("merge", of::<merges::MergeFields>, of::<merges::MergedFiles>),
    ("printers", of::<NoFields>, of::<printers::PrinterList>),
    ("printer.sheet", of::<printers::TestSheetFields>, of::<printers::TestSheet>),
    ("printer.calibrate", of::<printers::ReadingFields>, of::<printers::Calibrated>),
    ("history.note", of::<history::NoteFields>, of::<history::NotedLine>),
    ("history", of::<history::HistoryFields>, of::<history::PrintedList>),
];

fn of<T: JsonSchema>(made: &mut SchemaGenerator) -> Schema {
    made.subschema_for::<T>()
}

/// The contract: what every request has, and for each thing that can be asked what it asks with and
/// what it gives.
pub fn schema() -> String {
    let mut made = SchemaSettings::draft2020_12().into_generator();
    let every = of::<Common>(&mut made);
    let mut calls = Map::new();
    for (name, asks, gives) in CALLS {
        let (asks, gives) = (asks(&mut made), gives(&mut made));
        calls.insert((*name).to_owned(), json!({ "asks": asks, "gives": gives }));
    }
    let all = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "The API of the page",
        "every": every,
        "calls": calls,
        "$defs": Value::Object(made.take_definitions(true)),
    });
    // No map with keys that are no text: it is always written.
    serde_json::to_string_pretty(&all).unwrap_or_default() + "\n"
}
