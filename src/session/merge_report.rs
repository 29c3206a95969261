//! What came of a merge: how many copies there are, which records are missing and why.

use super::faults;
pub use super::faults::{cut, nothing_chosen};
pub use super::merge_tally::{MergeTally, TOO_MANY};
use crate::diag::{Lang, Severity, Sink};
use crate::merge::Outcome;
use crate::merge::job_journal::Done;
use crate::records::SameInRows;

/// At most this many faults of records, and odd values, are findings; the table has all.
const MOST_TOLD: usize = 20;

/// What was put right or should be looked at.
pub fn notes(outcome: &Outcome, sink: &mut Sink) {
    let mut rows = SameInRows::new(MOST_TOLD);
    for (row, note) in &outcome.notes {
        rows.add(*row, column(&note.field), note.found.clone());
    }
    let [errors, others] = rows.tell(sink);
    let not_kept = outcome.note_count.saturating_sub(outcome.notes.len() as u64);
    let more = not_kept + (errors + others) as u64;
    if more > 0 {
        sink.push(faults::more_notes(more));
    }
}

/// The name of a column, where a finding is about one.
fn column(field: &str) -> Option<&str> {
    Some(field).filter(|field| !field.is_empty())
}

/// Tells which records are missing and why.
///
/// All of them are in the table that is called `place`, where there is one. With `kept` the others
/// were printed all the same.
pub fn invalid_records(
    done: &[Done],
    tally: &MergeTally,
    place: Option<&str>,
    kept: bool,
    sink: &mut Sink,
) {
    let mut rows = SameInRows::new(MOST_TOLD);
    for bad in done.iter().flat_map(|done| &done.bad) {
        let mut found = faults::record(bad);
        if kept {
            found.severity = Severity::Warning;
        }
        rows.add(bad.row, column(&bad.field), found);
    }
    rows.tell(sink);
    sink.push(faults::records_missing(tally, place, kept));
}

/// The report: a table that spreadsheets open, with the mark that tells them it is UTF-8.
pub fn table(done: &[Done], lang: Lang) -> Vec<u8> {
    let head = match lang {
        Lang::En => ["record", "row", "column", "code", "reason", "what to do", "file"],
        Lang::Vi => ["số thứ tự", "hàng", "cột", "mã", "lý do", "cách sửa", "tệp"],
    };
    let mut out = String::from("\u{feff}");
    let mut row = |cells: &[&str]| {
        let cells: Vec<String> = cells.iter().map(|cell| csv_cell(cell)).collect();
        out.push_str(&cells.join(","));
        out.push_str("\r\n");
    };
    row(&head);
    let pick = |texts: &[String; 2]| texts[usize::from(lang == Lang::Vi)].clone();
    for done in done {
        for bad in &done.bad {
            let (number, at) = (bad.number.to_string(), bad.row.to_string());
            let (reason, todo) = (pick(&bad.reason), pick(&bad.todo));
            row(&[&number, &at, &bad.field, &bad.code, &reason, &todo, &done.file]);
        }
    }
    out.into_bytes()
}

/// A cell in quotation marks; one that a spreadsheet would run as a formula begins with an
/// apostrophe.
fn csv_cell(cell: &str) -> String {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let cell = cell.replace('"', "\"\"");
    format!("\"{}{cell}\"", if formula { "'" } else { "" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_and_never_formulas() {
        assert_eq!(csv_cell("a\"b"), "\"a\"\"b\"");
        assert_eq!(csv_cell("=cmd|x"), "\"'=cmd|x\"");
        assert_eq!(csv_cell("Tổ 5"), "\"Tổ 5\"");
    }
}
