//! Which records of a list are printed, and which part of them this machine prints.

use std::ops::RangeInclusive;

use sha2::{Digest, Sha256};

use super::faults;
use crate::diag::{Diagnostic, text};
use crate::records::{Column, Record};
use crate::vietnamese::{fold, normalise};

/// The most letters a choice adds to the name of a file.
const LONGEST: usize = 60;
/// As many digits of a hash tell choices apart that one name would stand for.
const DIGITS: usize = 8;

/// A choice of records.
#[derive(Clone, Debug, Default)]
pub struct RecordFilter {
    /// Numbers of records, from 1, in order and apart, as [`read_only`] gives them; all without any.
    pub only: Vec<RangeInclusive<u64>>,
    /// What columns have to say, all of it.
    pub conditions: Vec<ColumnCondition>,
}

/// What a column has to say, to the letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnCondition {
    column: usize,
    /// The name of the column.
    pub(super) name: String,
    /// The value, mended as a cell of the list is.
    pub(super) value: String,
    /// The value without accents, capitals and spaces.
    pub(super) plain: String,
    /// Whether it has to be another.
    pub(super) is_not: bool,
}

impl RecordFilter {
    /// The columns it looks at.
    pub(super) fn columns(&self) -> impl Iterator<Item = usize> {
        self.conditions.iter().map(|condition| condition.column)
    }

    /// Whether a record is chosen.
    pub fn has(&self, record: &Record, number: u64) -> bool {
        self.may_have(number) && self.conditions.iter().all(|condition| condition.holds(record))
    }

    /// The first `count` numbers that are chosen, in order. Conditions are not asked.
    pub fn numbers(&self, count: u64) -> impl Iterator<Item = u64> + '_ {
        let all = self.only.is_empty().then_some(1..=count);
        let count = usize::try_from(count).unwrap_or(usize::MAX);
        all.into_iter().chain(self.only.iter().cloned()).flatten().take(count)
    }

    /// The numbers from `first` to `last` that are chosen, in the form [`read_only`] takes.
    pub fn since(&self, first: u64, last: u64) -> String {
        let all = [first..=last];
        let chosen = if self.only.is_empty() { &all[..] } else { &self.only[..] };
        let cut = |range: &RangeInclusive<u64>| {
            let (from, to) = (first.max(*range.start()), last.min(*range.end()));
            (from <= to).then(|| format!("{from}-{to}"))
        };
        chosen.iter().filter_map(cut).collect::<Vec<_>>().join(",")
    }

    /// What a choice adds to the names of files, `-17_40-52`, `-to-5`: other records, other names.
    pub fn name(&self) -> String {
        let range = |range: &RangeInclusive<u64>| match (range.start(), range.end()) {
            (first, last) if first == last => first.to_string(),
            (first, last) => format!("{first}-{last}"),
        };
        let numbers = self.only.iter().map(range).collect::<Vec<_>>().join("_");
        let conditions: Vec<String> = self.conditions.iter().map(ColumnCondition::slug).collect();
        let mut name = conditions.join("_");
        if !name.is_empty() && !numbers.is_empty() {
            name.push('_');
        }
        name.push_str(&numbers);
        if name.is_empty() {
            return name;
        }
        // A name that says all needs nothing more; others would stand for several choices.
        let says_all = self.conditions.iter().all(ColumnCondition::is_plain)
            && (conditions.is_empty() || numbers.is_empty());
        if says_all && name.len() <= LONGEST {
            return format!("-{name}");
        }
        name.truncate(LONGEST);
        let sum = super::job_journal::hex(&Sha256::digest(self.identity()));
        format!("-{}-{}", name.trim_end_matches(['-', '_']), &sum[..DIGITS])
    }

    /// All that is asked of a record, in a fixed order; of no two choices the same.
    pub fn identity(&self) -> String {
        let RecordFilter { only, conditions } = self;
        let ask = |it: &ColumnCondition| (it.column_key(), it.value.clone(), it.is_not);
        format!("{only:?} {:?}", conditions.iter().map(ask).collect::<Vec<_>>())
    }

    /// Whether a number can be chosen, whatever its record says.
    pub fn may_have(&self, number: u64) -> bool {
        // Ranges stand in order and apart.
        let next = self.only.partition_point(|range| *range.end() < number);
        self.only.is_empty() || self.only.get(next).is_some_and(|range| range.contains(&number))
    }

    /// What was asked for and is not in a list of so many records: else somebody would miss a sheet.
    pub(super) fn absent(&self, records: u64) -> Option<Diagnostic> {
        let beyond = self.only.iter().map(|range| *range.start()).find(|first| *first > records)?;
        Some(faults::absent(beyond, records))
    }
}

impl ColumnCondition {
    /// Reads `Column=value` or `Column!=value`; without a value the cell is empty.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read(typed: &str, columns: &[Column]) -> Result<ColumnCondition, Diagnostic> {
        let (name, value, is_not) = match (typed.split_once("!="), typed.split_once('=')) {
            (Some((name, value)), _) => (name, value, true),
            (None, Some((name, value))) => (name, value, false),
            (None, None) => {
                return Err(faults::wrong(text!(
                    en "`--where {typed}` has no `=`",
                    vi "`--where {typed}` thiếu dấu `=`",
                ))
                .hint(text!(
                    en "write --where \"Tổ dân phố=5\"",
                    vi "viết --where \"Tổ dân phố=5\"",
                )));
            }
        };
        let name = name.trim();
        let Some(column) = columns.iter().position(|column| column.is_called(name)) else {
            return Err(super::fields::no_column(name, columns));
        };
        let (name, value) = (columns[column].name.clone(), normalise::field(value.trim()));
        let value = value.into_text();
        Ok(ColumnCondition { column, name, plain: fold::plain(&value), value, is_not })
    }

    /// What it asks of a record.
    pub(super) fn cell<'r>(&self, record: &'r Record) -> &'r str {
        record.cells.get(self.column).map_or("", String::as_str)
    }

    fn holds(&self, record: &Record) -> bool {
        (self.cell(record) == self.value) != self.is_not
    }

    /// What it adds to the names of files: `to-5`.
    fn slug(&self) -> String {
        let value =
            if self.value.is_empty() { "trong".to_owned() } else { fold::slug(&self.value) };
        let not = if self.is_not { "khac-" } else { "" };
        format!("{}-{not}{value}", fold::slug(&self.name))
    }

    /// Whether no other condition of this list adds the same.
    fn is_plain(&self) -> bool {
        let is_letter = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
        let is_named = self.column_key().is_ascii() && !fold::slug(&self.name).is_empty();
        is_named && !self.is_not && !self.value.is_empty() && self.value.bytes().all(is_letter)
    }

    /// Its column, whatever the accents, capitals and spaces.
    fn column_key(&self) -> String {
        let key = fold::plain(&self.name);
        if key.is_empty() { self.name.clone() } else { key }
    }
}

/// Reads `17,40-52`. Ranges come in order and apart, however they were typed.
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
                return Err(faults::wrong(text!(
                    en "`{part}` in `--only` is not a number or range of records",
                    vi "`{part}` trong `--only` không phải số thứ tự hay khoảng số",
                ))
                .hint(text!(en "write --only 17,40-52", vi "viết --only 17,40-52")));
            }
        }
    }
    if all.is_empty() {
        // Else an empty list would be all records.
        return Err(faults::wrong(text!(
            en "`--only {typed}` names no record",
            vi "`--only {typed}` chưa ghi số thứ tự nào",
        ))
        .hint(text!(en "write --only 17,40-52", vi "viết --only 17,40-52")));
    }
    all.sort_by_key(|range| *range.start());
    let mut apart: Vec<RangeInclusive<u64>> = Vec::with_capacity(all.len());
    for range in all {
        match apart.last_mut() {
            Some(last) if *range.start() <= last.end().saturating_add(1) => {
                *last = *last.start()..=*last.end().max(range.end());
            }
            _ => apart.push(range),
        }
    }
    Ok(apart)
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
            _ => Err(faults::wrong(text!(
                en "`--shard {typed}` does not say which part of how many",
                vi "`--shard {typed}` chưa ghi đúng là phần mấy trong mấy phần",
            ))
            .hint(text!(
                en "write --shard 3/16 for the third of sixteen parts",
                vi "viết --shard 3/16 nếu là phần thứ ba trong mười sáu phần",
            ))),
        }
    }

    /// Whether it makes file `index`, from 0. Files are dealt out in turn, so no part has to know
    /// how many there are.
    pub fn makes(self, index: u64) -> bool {
        index % self.of == self.part - 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_ranges_are_read() {
        assert_eq!(read_only("17, 40-52,60–61").unwrap(), [17..=17, 40..=52, 60..=61]);
        assert_eq!(read_only("60,9,7-8,17,1-2,10-20,15").unwrap(), [1..=2, 7..=20, 60..=60]);
        let choice =
            RecordFilter { only: read_only("7,2-3,9").unwrap(), ..RecordFilter::default() };
        let had: Vec<u64> = (1..=12).filter(|number| choice.may_have(*number)).collect();
        assert_eq!(had, [2, 3, 7, 9]);
        for bad in ["x", "0", "5-3", "1-", "-", "1-2-3", "", " , "] {
            assert!(read_only(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn what_is_left_of_a_choice_is_a_choice() {
        let choice = |only: &str| {
            let only = if only.is_empty() { Vec::new() } else { read_only(only).unwrap() };
            RecordFilter { only, conditions: Vec::new() }
        };
        assert_eq!(choice("").numbers(4).collect::<Vec<_>>(), [1, 2, 3, 4]);
        assert_eq!(choice("").numbers(0).count(), 0);
        assert_eq!(choice("7,2-3,9-99").numbers(5).collect::<Vec<_>>(), [2, 3, 7, 9, 10]);
        assert_eq!(choice("").since(31, 40), "31-40");
        assert_eq!(choice("17,30-32,40-99").since(17, 50), "17-17,30-32,40-50");
        assert_eq!(choice("17,30-32,40").since(31, 40), "31-32,40-40");
    }

    #[test]
    fn other_choices_have_other_names() {
        let name = |typed: &str| {
            let only = read_only(typed).unwrap();
            RecordFilter { only, conditions: Vec::new() }.name()
        };
        assert_eq!(name("17, 40-52"), "-17_40-52");
        assert_ne!(name("17-40,52"), name("17,40-52"));
        let long = |last: u64| {
            let all: Vec<String> = (1..=99).chain([last]).map(|n| (n * 2).to_string()).collect();
            name(&all.join(","))
        };
        assert!(long(500).len() < 80 && long(500) != long(501));
        assert_eq!(RecordFilter::default().name(), "");
    }

    fn conditions(typed: &[&str]) -> RecordFilter {
        let names = ["Tổ", "Tổ dân", "Thôn"];
        let columns: Vec<Column> = names
            .iter()
            .map(|name| Column { name: (*name).to_owned(), key: String::new() })
            .collect();
        let read = |typed: &&str| ColumnCondition::read(typed, &columns).unwrap();
        RecordFilter { only: Vec::new(), conditions: typed.iter().map(read).collect() }
    }

    #[test]
    fn other_conditions_have_other_names() {
        assert_eq!(conditions(&["Tổ=5"]).name(), "-to-5");
        assert_eq!(conditions(&["to=5", "THÔN=ha"]).name(), "-to-5_thon-ha");
        let all = [
            conditions(&["Tổ=5"]),
            conditions(&["Tổ!=5"]),
            conditions(&["Tổ=Khác 5"]),
            conditions(&["Tổ=khac-5"]),
            conditions(&["Tổ="]),
            conditions(&["Tổ=trong"]),
            conditions(&["Tổ=Trống"]),
            conditions(&["Tổ=dân 5"]),
            conditions(&["Tổ dân=5"]),
            conditions(&["Tổ=Lân"]),
            conditions(&["Tổ=Lan"]),
            conditions(&["Tổ=lan"]),
            conditions(&["Tổ=Hòa"]),
            conditions(&["Tổ=Hóa"]),
            conditions(&["Tổ=Hoà"]),
            conditions(&["Tổ=漢"]),
            conditions(&["Tổ=字"]),
            conditions(&["Tổ=5", "Thôn=5"]),
            conditions(&["Tổ=5_thon-5"]),
            RecordFilter { only: read_only("7").unwrap(), ..conditions(&["Tổ=5"]) },
            conditions(&["Tổ=5_7"]),
            conditions(&[&format!("Tổ={}1", "a".repeat(80))]),
            conditions(&[&format!("Tổ={}2", "a".repeat(80))]),
        ];
        let names: std::collections::BTreeSet<String> =
            all.iter().map(RecordFilter::name).collect();
        assert_eq!(names.len(), all.len(), "{names:?}");
        for name in names {
            let is_safe = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
            assert!(name.len() <= 80 && name.bytes().all(is_safe), "{name}");
        }
    }

    #[test]
    fn values_are_compared_to_the_letter() {
        let record = |cell: &str| {
            let cells = vec![cell.to_owned()];
            Record { row: 2, line: 2, cells, notes: Vec::new() }
        };
        for (typed, cell, holds) in [
            ("Tổ=Lân", "Lân", true),
            ("tổ=Lân", "Lân", true),
            ("TO = Lân ", "Lân", true),
            ("Tổ=La\u{302}n", "Lân", true),
            ("Tổ=Lân", "Lan", false),
            ("Tổ=Lan", "Lân", false),
            ("Tổ=Hòa", "Hóa", false),
            ("Tổ=Tổ 2", "tổ 2", false),
            ("Tổ=1", "01", false),
            ("Tổ=1", "1A", false),
            ("Tổ=", "", true),
            ("Tổ=", "x", false),
            ("Tổ!=Lân", "Lan", true),
            ("Tổ!=Lân", "Lân", false),
        ] {
            let choice = conditions(&[typed]);
            assert_eq!(choice.has(&record(cell), 1), holds, "{typed} {cell}");
        }
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
