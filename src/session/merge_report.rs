//! What came of a merge: how many copies there are, which records are missing and why.

use crate::diag::{Code, Diagnostic, Lang, Severity, Sink, Text, text};
use crate::merge::Outcome;
use crate::merge::job_journal::Done;

/// More bad records than this are one mistake, not many.
pub const TOO_MANY: u64 = 10_000;
/// At most this many bad records, and odd values, are findings; the table has all.
const MOST_TOLD: usize = 20;

/// What a merge made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MergeTally {
    /// Copies.
    pub copies: u64,
    /// Pages of all files.
    pub pages: u64,
    /// Files.
    pub files: u64,
    /// Bytes of all files.
    pub bytes: u64,
    /// Records that are missing.
    pub bad: u64,
}

impl MergeTally {
    /// What is in these files.
    pub fn of(done: &[Done]) -> MergeTally {
        let mut numbers: Vec<u64> =
            done.iter().flat_map(|done| &done.bad).map(|bad| bad.number).collect();
        numbers.dedup();
        MergeTally {
            copies: done.iter().map(|done| done.copies).sum(),
            pages: done.iter().map(|done| done.pages).sum(),
            files: done.iter().filter(|done| done.copies > 0).count() as u64,
            bytes: done.iter().map(|done| done.bytes).sum(),
            bad: numbers.len() as u64,
        }
    }

    /// The same of a run of which only these files stand.
    #[must_use]
    pub fn only(&self, stand: &[Done]) -> MergeTally {
        MergeTally { bad: self.bad, ..MergeTally::of(stand) }
    }
}

/// What was put right or should be looked at.
pub fn notes(outcome: &Outcome, sink: &mut Sink) {
    for (row, note) in outcome.notes.iter().take(MOST_TOLD) {
        sink.push(in_row(*row, &note.field, note.found.clone()));
    }
    let more = outcome.note_count.saturating_sub(MOST_TOLD as u64);
    if more > 0 {
        sink.push(Diagnostic::new(
            Code::MergeUnused,
            text!(
                en "{more} more values are worth a look",
                vi "còn {more} ô khác nên xem lại",
            ),
        ));
    }
}

/// A finding with the row and column it is about.
fn in_row(row: u64, field: &str, mut found: Diagnostic) -> Diagnostic {
    let Text { en, vi } = found.message;
    found.message = if field.is_empty() {
        text!(en "row {row}: {en}", vi "hàng {row}: {vi}")
    } else {
        text!(en "row {row}, column “{field}”: {en}", vi "hàng {row}, cột “{field}”: {vi}")
    };
    found
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
    let (count, all) = (tally.bad, tally.bad + tally.copies);
    for bad in done.iter().flat_map(|done| &done.bad).take(MOST_TOLD) {
        let [en, vi] = bad.reason.clone();
        let code = Code::from_id(&bad.code).unwrap_or(Code::MergeBad);
        let mut found = in_row(bad.row, &bad.field, Diagnostic::new(code, Text { en, vi }));
        let [en, vi] = bad.todo.clone();
        if !en.is_empty() {
            found = found.hint(Text { en, vi });
        }
        if kept {
            found.severity = Severity::Warning;
        }
        sink.push(found);
    }
    let shown = place.unwrap_or("");
    let summary = if kept {
        text!(
            en "{count} of {all} records are missing from the files",
            vi "trong các tệp thiếu {count} trên {all} dòng",
        )
    } else if count > TOO_MANY {
        text!(
            en "more than {TOO_MANY} records cannot be printed, so reading stopped and nothing was made",
            vi "quá {TOO_MANY} dòng không in được nên đã dừng đọc, chưa làm tệp nào",
        )
    } else {
        text!(
            en "{count} of {all} records cannot be printed, so nothing was made",
            vi "{count} trên {all} dòng không in được nên chưa làm tệp nào",
        )
    };
    let mut found = Diagnostic::new(Code::MergeBad, summary);
    if place.is_some() {
        found = found.hint(text!(
            en "all of them, with row and reason: {shown}",
            vi "xem đủ từng dòng và lý do: {shown}",
        ));
    }
    if kept {
        found.severity = Severity::Warning;
    } else if tally.copies == 0 {
        found = found.hint(text!(
            en "mend the list: none of its records can be printed",
            vi "sửa danh sách: không dòng nào in được",
        ));
    } else {
        found = found.hint(text!(
            en "mend the list, or print the good ones alone with --skip-bad",
            vi "sửa danh sách, hoặc chỉ in các dòng tốt bằng --skip-bad",
        ));
    }
    sink.push(found);
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

/// No record was left to print.
pub fn nothing_chosen() -> Diagnostic {
    Diagnostic::new(
        Code::MergeChoice,
        text!(
            en "no record of the list is chosen",
            vi "không dòng nào của danh sách được chọn",
        ),
    )
    .hint(text!(
        en "look at --where and --only",
        vi "xem lại --where và --only",
    ))
}

/// A list of which a part was read.
pub fn cut(shown: &str) -> Diagnostic {
    Diagnostic::new(
        Code::MergeCut,
        text!(
            en "`{shown}` cannot be read to its end, so nothing was made of it",
            vi "không đọc được hết `{shown}` nên chưa làm tệp nào",
        ),
    )
    .hint(text!(
        en "mend the list where the message above says, then run the command again; earlier files are untouched",
        vi "sửa danh sách ở chỗ thông báo trên chỉ ra rồi chạy lại lệnh; các tệp làm trước vẫn còn nguyên",
    ))
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
