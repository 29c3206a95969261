//! The same fault in many rows of a list is one finding: whoever filled a column downwards made one
//! mistake, and mends it once.

use std::collections::BTreeMap;

use super::faults;
use super::problem::Problem;
use crate::diag::{Code, Diagnostic, Severity, Sink};

/// As many rows of a fault are named; the others are counted.
const MOST_ROWS: usize = 5;

/// Findings about rows, each fault once.
#[derive(Debug, Default)]
pub struct SameInRows {
    found: Vec<RowsFinding>,
    known: BTreeMap<(Code, Option<String>, String), usize>,
    most: usize,
    /// How many different errors and other findings are kept.
    kept: [usize; 2],
    /// How many errors and other findings are of none of those.
    untold: [usize; 2],
}

#[derive(Debug)]
struct RowsFinding {
    /// The first rows, and how many there are.
    first: Vec<u64>,
    count: u64,
    column: Option<String>,
    found: Diagnostic,
}

impl SameInRows {
    /// Keeps `most` different errors, and as many other findings.
    pub fn new(most: usize) -> SameInRows {
        SameInRows { most, ..SameInRows::default() }
    }

    /// Adds what was found in a row, whose words do not name the row; it stands where the first of
    /// its kind does.
    pub fn add(&mut self, row: u64, column: Option<&str>, found: Diagnostic) {
        let column = column.map(str::to_owned);
        let key = (found.code, column.clone(), found.message.en.clone());
        let is_other = usize::from(found.severity != Severity::Error);
        let at = match self.known.get(&key) {
            Some(at) => *at,
            None if self.kept[is_other] >= self.most => {
                self.untold[is_other] += 1;
                return;
            }
            None => {
                self.kept[is_other] += 1;
                self.known.insert(key, self.found.len());
                self.found.push(RowsFinding { first: Vec::new(), count: 0, column, found });
                self.found.len() - 1
            }
        };
        let Some(RowsFinding { first, count, .. }) = self.found.get_mut(at) else { return };
        // One row twice is one row.
        if first.last() == Some(&row) {
            return;
        }
        *count += 1;
        if first.len() < MOST_ROWS {
            first.push(row);
        }
    }

    /// Adds a problem of a list.
    pub fn problem(&mut self, problem: &Problem) {
        let column = problem.column.as_ref().map(|(_, name)| name.as_str());
        self.add(problem.row, column, problem.placed(problem.of_cell()));
    }

    /// All findings, each with its rows; how many errors and other findings are not among them.
    pub fn tell(self, sink: &mut Sink) -> [usize; 2] {
        for RowsFinding { first, count, column, mut found } in self.found {
            found.message = faults::in_rows((&first, count), column.as_deref(), &found.message);
            sink.push(found);
        }
        self.untold
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::text;

    fn found(code: Code, words: &str) -> Diagnostic {
        Diagnostic::new(code, text!(en "{words}", vi "{words}"))
    }

    #[test]
    fn one_fault_is_reported_once_with_its_rows() {
        let mut rows = SameInRows::new(3);
        for row in 2..39 {
            rows.add(row, Some("Số"), found(Code::RecordsPrivate, "cũ"));
        }
        rows.add(4, Some("Số"), found(Code::RecordsPrivate, "khác"));
        rows.add(4, Some("Nhà"), found(Code::RecordsPrivate, "cũ"));
        rows.add(5, None, found(Code::RecordsPrivate, "thứ tư"));
        rows.add(7, Some("Số"), found(Code::RecordsHidden, "cũ"));
        let mut sink = Sink::new();
        assert_eq!(rows.tell(&mut sink), [1, 0]);
        let said: Vec<&str> = sink.iter().map(|it| it.message.vi.as_str()).collect();
        assert_eq!(
            said,
            [
                "các hàng 2, 3, 4, 5, 6 và 32 hàng nữa, cột “Số”: cũ",
                "hàng 4, cột “Số”: khác",
                "hàng 4, cột “Nhà”: cũ",
                "hàng 7, cột “Số”: cũ",
            ]
        );
    }
}
