//! Values that read alike and are not the same.
//!
//! Values are compared to the letter, so that `Lân` is never `Lan`. Where a list spells one value in
//! two ways, a choice finds only half of it: that is reported, and never guessed.

use std::collections::BTreeMap;

use super::faults;
use super::record_filter::RecordFilter;
use crate::diag::Diagnostic;
use crate::records::Record;
use crate::vietnamese::fold;

/// The most different values that are kept and reported.
const MOST: usize = 10;

/// Values in chosen columns that read like what was asked for.
#[derive(Clone, Debug, Default)]
pub(super) struct NearMatches {
    /// By the number of the condition and the value: how many rows have it.
    found: BTreeMap<(usize, String), u64>,
    is_any_chosen: bool,
}

impl NearMatches {
    /// Looks at a record, which was chosen or not.
    pub(super) fn look(&mut self, choice: &RecordFilter, record: &Record, is_chosen: bool) {
        self.is_any_chosen |= is_chosen;
        for (number, condition) in choice.conditions.iter().enumerate() {
            let cell = condition.cell(record);
            // Letters that differ only in case and marks are of nearly one length.
            if cell == condition.value || cell.len().abs_diff(condition.value.len()) > 24 {
                continue;
            }
            if fold::plain(cell) != condition.plain {
                continue;
            }
            if let Some(count) = self.found.get_mut(&(number, cell.to_owned())) {
                *count += 1;
            } else if self.found.len() < MOST {
                self.found.insert((number, cell.to_owned()), 1);
            }
        }
    }

    /// What a person should know of: where nothing was chosen, whatever is near; else other
    /// spellings of one value.
    pub(super) fn diagnostics(&self, choice: &RecordFilter) -> Vec<Diagnostic> {
        let mut all = Vec::new();
        for ((number, cell), rows) in &self.found {
            let Some(condition) = choice.conditions.get(*number) else { continue };
            let (name, value) = (&condition.name, &condition.value);
            let is_spelling = fold::matching_key(cell) == fold::matching_key(value);
            if self.is_any_chosen && !is_spelling {
                continue;
            }
            let sign = if condition.is_not { "!=" } else { "=" };
            all.push(faults::near_match((name, sign, value), cell, *rows));
        }
        all
    }
}

/// Groups of one column that look like one value in two spellings.
pub(super) fn spellings<'v>(
    column: &str,
    values: impl Iterator<Item = &'v String>,
) -> Vec<Diagnostic> {
    let mut keys: BTreeMap<String, Vec<&String>> = BTreeMap::new();
    for value in values {
        keys.entry(fold::matching_key(value)).or_default().push(value);
    }
    let several = keys.into_values().filter(|values| values.len() > 1);
    let reported = several.take(MOST).map(|values| {
        let list = values.iter().map(|value| format!("“{value}”")).collect::<Vec<_>>().join(", ");
        faults::two_spellings(column, &list)
    });
    reported.collect()
}
