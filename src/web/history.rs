//! What was printed, and which sheets stand on something that has changed since.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::engine::{Call, Engine, Wanted};
use super::reply::Reply;
use super::request::Asked;
use crate::diag::Sink;
use crate::history::{ChangedBasis, History, HistoryBasis, HistoryEntry, PrintedCount};
use crate::session::Pick;

/// The most lines that are reported, the latest first; nobody looks further back on a screen.
const MOST_TOLD: usize = 500;

#[derive(Deserialize, JsonSchema)]
pub(super) struct NoteFields {
    when: String,
    guide: Option<String>,
    product: Option<String>,
    kit: Option<String>,
    #[serde(default)]
    copies: u64,
    rows: Option<String>,
    look: Option<String>,
}

#[derive(Serialize, JsonSchema)]
pub(super) struct NotedLine {
    line: String,
    kept: bool,
}

/// The line of the history for something that was printed; kept in the project where there is one.
pub(super) fn note(engine: &Engine, asked: &Asked<'_>, call: &Call<'_>) -> Result<Reply, String> {
    let NoteFields { when, guide, product, kit, copies, rows, look } = asked.fields()?;
    let wanted = match (&guide, &product, &kit) {
        (Some(guide), Some(product), None) => Wanted::sheet(guide, product, None),
        (None, None, Some(kit)) => {
            let (kits, products) = (Pick::one(kit), Pick::Named(Vec::new()));
            Wanted { guides: Pick::None, kits, products, printer: None }
        }
        _ => return Err("say `guide` and `product`, or `kit`".to_owned()),
    };
    let session = engine.session(asked, wanted);
    let mut sink = session.found().clone();
    if sink.has_errors() {
        return Ok(Reply::refused().found(&sink, session.sources(), asked.lang));
    }
    let on = HistoryBasis::of(session.guides());
    let count = PrintedCount { copies, rows, look };
    let entry = match (guide, product, kit) {
        (Some(guide), Some(product), _) => {
            HistoryEntry::of_sheet(&when, (&guide, &product), count, on)
        }
        (_, _, kit) => HistoryEntry::of_kit(&when, &kit.unwrap_or_default(), count, on),
    };
    let entry = entry.ok_or("a name, `when` or `rows` is not of the form of the history")?;
    let kept = call.keep.map(|keep| keep.note(&entry).map_err(|found| sink.push(found)).is_ok());
    let noted = NotedLine { line: entry.line(), kept: kept.unwrap_or(false) };
    Ok(Reply::of(&noted).found(&sink, session.sources(), asked.lang))
}

#[derive(Deserialize, JsonSchema)]
pub(super) struct HistoryFields {
    #[serde(default)]
    lines: String,
}

#[derive(Serialize, JsonSchema)]
pub(super) struct PrintedList {
    entries: Vec<PrintedEntry>,
    foreign: usize,
    more: usize,
}

#[derive(Serialize, JsonSchema)]
pub(super) struct PrintedEntry {
    when: String,
    guide: Option<String>,
    product: Option<String>,
    kit: Option<String>,
    look: Option<String>,
    copies: u64,
    rows: Option<String>,
    in_project: bool,
    changed: Vec<ChangedBasis>,
}

/// What was printed, the latest first: the history of the project, and the lines of whoever asks.
pub(super) fn list(engine: &Engine, asked: &Asked<'_>) -> Result<Reply, String> {
    let HistoryFields { lines } = asked.fields()?;
    let mut sink = Sink::new();
    let project = History::of_project(&*asked.world, &mut sink);
    let own = History::read("", lines.as_bytes(), &mut sink);
    let foreign = project.foreign + own.foreign;
    let mut all: Vec<(HistoryEntry, bool)> = Vec::new();
    all.extend(project.entries.into_iter().map(|entry| (entry, true)));
    all.extend(own.entries.into_iter().map(|entry| (entry, false)));
    // Of one minute the later line first.
    all.reverse();
    all.sort_by(|(a, _), (b, _)| b.when.cmp(&a.when));
    let more = all.len().saturating_sub(MOST_TOLD);
    all.truncate(MOST_TOLD);
    let wanted =
        Wanted { guides: Pick::All, kits: Pick::None, products: Pick::None, printer: None };
    let session = engine.session(asked, wanted);
    let entry = |(entry, in_project): (HistoryEntry, bool)| {
        let changed = entry.on.changed(session.library());
        let HistoryEntry { when, guide, product, kit, look, copies, rows, .. } = entry;
        PrintedEntry { when, guide, product, kit, look, copies, rows, in_project, changed }
    };
    let entries = all.into_iter().map(entry).collect();
    let reported = PrintedList { entries, foreign, more };
    Ok(Reply::of(&reported).found(&sink, session.sources(), asked.lang))
}
