//! Which records of a list are printed, and which part of them this machine prints.

use std::ops::RangeInclusive;

use sha2::{Digest, Sha256};

use crate::diag::{Code, Diagnostic, text};
use crate::records::{Column, Record};
use crate::vietnamese::fold;

/// The most letters a choice adds to the name of a file.
const LONGEST: usize = 60;

/// A choice of records.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// Numbers of records, from 1; all without any.
    pub only: Vec<RangeInclusive<u64>>,
    /// What columns have to say, all of it.
    pub conditions: Vec<Condition>,
}

/// What a column has to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    column: usize,
    /// The value without accents, capitals and spaces.
    value: String,
    /// Whether it has to be another.
    is_not: bool,
}

impl Choice {
    /// Whether a record is chosen.
    pub fn has(&self, record: &Record, number: u64) -> bool {
        let listed = self.only.is_empty() || self.only.iter().any(|range| range.contains(&number));
        listed && self.conditions.iter().all(|condition| condition.holds(record))
    }

    /// What a choice of numbers adds to the names of files, `-17_40-52`; other numbers, other names.
    pub fn name(&self) -> String {
        if self.only.is_empty() {
            return String::new();
        }
        let range = |range: &RangeInclusive<u64>| match (range.start(), range.end()) {
            (first, last) if first == last => first.to_string(),
            (first, last) => format!("{first}-{last}"),
        };
        let name = self.only.iter().map(range).collect::<Vec<_>>().join("_");
        if name.len() <= LONGEST {
            return format!("-{name}");
        }
        // Names of files have an end; eight digits tell long choices apart.
        let sum = super::manifest::hex(&Sha256::digest(&name));
        format!("-{}-{}", &name[..LONGEST], &sum[..8])
    }

    /// Whether a number can be chosen, whatever its record says.
    pub fn may_have(&self, number: u64) -> bool {
        self.only.is_empty() || self.only.iter().any(|range| range.contains(&number))
    }
}

impl Condition {
    /// Reads `Column=value` or `Column!=value`; without a value the cell is empty.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read(typed: &str, columns: &[Column]) -> Result<Condition, Diagnostic> {
        let (name, value, is_not) = match (typed.split_once("!="), typed.split_once('=')) {
            (Some((name, value)), _) => (name, value, true),
            (None, Some((name, value))) => (name, value, false),
            (None, None) => {
                return Err(wrong(text!(
                    en "`--where {typed}` has no `=`",
                    vi "`--where {typed}` thiếu dấu `=`",
                ))
                .hint(text!(
                    en "write --where \"Tổ dân phố=5\"",
                    vi "viết --where \"Tổ dân phố=5\"",
                )));
            }
        };
        let plain = fold::plain(name);
        let found = columns.iter().position(|column| fold::plain(&column.name) == plain);
        match found {
            Some(column) => Ok(Condition { column, value: fold::plain(value), is_not }),
            None => Err(super::fields::no_column(name.trim(), columns)),
        }
    }

    fn holds(&self, record: &Record) -> bool {
        let cell = record.cells.get(self.column).map_or("", String::as_str);
        (fold::plain(cell) == self.value) != self.is_not
    }
}

/// Reads `17,40-52`.
///
/// # Errors
/// What is wrong with it.
pub fn read_only(typed: &str) -> Result<Vec<RangeInclusive<u64>>, Diagnostic> {
    let mut all = Vec::new();
    for part in typed.split(',').map(str::trim).filter(|part| !part.is_empty()) {
        let (first, last) = part.split_once(['-', '–']).unwrap_or((part, part));
        match (first.trim().parse::<u64>(), last.trim().parse::<u64>()) {
            (Ok(first), Ok(last)) if first >= 1 && first <= last => all.push(first..=last),
            _ => {
                return Err(wrong(text!(
                    en "`{part}` in `--only` is no number or range of records",
                    vi "`{part}` trong `--only` không phải số thứ tự hay khoảng số",
                ))
                .hint(text!(en "write --only 17,40-52", vi "viết --only 17,40-52")));
            }
        }
    }
    if all.is_empty() {
        // Else an empty list would be all records.
        return Err(wrong(text!(
            en "`--only {typed}` names no record",
            vi "`--only {typed}` chưa ghi số thứ tự nào",
        ))
        .hint(text!(en "write --only 17,40-52", vi "viết --only 17,40-52")));
    }
    Ok(all)
}

/// One part of a job: number `part` of `of`, both from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shard {
    /// Which part.
    pub part: u64,
    /// Of how many.
    pub of: u64,
}

impl Shard {
    /// Reads `3/16`.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read(typed: &str) -> Result<Shard, Diagnostic> {
        let parts = typed.split_once('/');
        let parts =
            parts.and_then(|(part, of)| Some((part.trim().parse().ok()?, of.trim().parse().ok()?)));
        match parts {
            Some((part, of)) if part >= 1 && part <= of => Ok(Shard { part, of }),
            _ => Err(wrong(text!(
                en "`--shard {typed}` is no part of a whole",
                vi "`--shard {typed}` không phải một phần của tổng số",
            ))
            .hint(text!(
                en "write --shard 3/16: the third of sixteen parts",
                vi "viết --shard 3/16: phần thứ ba trong mười sáu phần",
            ))),
        }
    }

    /// Whether it makes file `index`, from 0. Files are dealt out in turn, so no part has to know
    /// how many there are.
    pub fn makes(self, index: u64) -> bool {
        index % self.of == self.part - 1
    }
}

fn wrong(what: crate::diag::Text) -> Diagnostic {
    Diagnostic::new(Code::MergeChoice, what)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_ranges_are_read() {
        assert_eq!(read_only("17, 40-52,60–61").unwrap(), [17..=17, 40..=52, 60..=61]);
        for bad in ["x", "0", "5-3", "1-", "-", "1-2-3", "", " , "] {
            assert!(read_only(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn other_choices_have_other_names() {
        let name = |typed: &str| {
            let only = read_only(typed).unwrap();
            Choice { only, conditions: Vec::new() }.name()
        };
        assert_eq!(name("17, 40-52"), "-17_40-52");
        assert_ne!(name("17-40,52"), name("17,40-52"));
        let long = |last: u64| {
            let all: Vec<String> = (1..=99).chain([last]).map(|n| n.to_string()).collect();
            name(&all.join(","))
        };
        assert!(long(500).len() < 80 && long(500) != long(501));
        assert_eq!(Choice::default().name(), "");
    }

    #[test]
    fn every_file_is_made_by_one_part() {
        let parts: Vec<Shard> =
            (1..=16).map(|n| Shard::read(&format!("{n}/16")).unwrap()).collect();
        for file in 0..100 {
            assert_eq!(parts.iter().filter(|part| part.makes(file)).count(), 1);
        }
        for bad in ["", "0/4", "5/4", "1", "a/b", "1/0"] {
            assert!(Shard::read(bad).is_err(), "{bad}");
        }
    }
}
