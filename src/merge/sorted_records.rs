//! Records that are sorted and grouped before the first of them is dealt out.
//!
//! The list is read when the first record is asked for. Sorting goes over the disk where the list
//! is long ([`Sorter`]); kept for all of it are the names of the groups, of which there is a most.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::external_sort::{Sorted, Sorter};
use super::names::names;
use super::near_matches::spellings;
use super::record_source::{
    FileSplit, Halt, Numbered, OutputFileId, OutputPlan, RecordSource, RecordStream, SortBy,
};
use crate::cancel::Cancel;
use crate::diag::{Code, Diagnostic, text};
use crate::roster::{PersonKey, WayKey};
use crate::store::MakeScratch;
use crate::vietnamese::collate::TextKey;

/// As many files one job makes of the values of a column; more are a column of numbers or names.
pub const MOST_GROUPS: usize = 100_000;

/// Records in an order that is not that of the list.
pub struct SortedRecords<'s> {
    stream: RecordStream,
    /// Where records wait that do not fit in memory.
    scratch: MakeScratch,
    cancel: &'s Cancel,
    /// How many came in order, chosen or not.
    place: u64,
    dealing: Option<Dealing>,
}

/// All records, read and sorted.
struct Dealing {
    rows: OrderedRecords,
    /// The name of the file of each group, where there are groups.
    groups: Option<(usize, BTreeMap<String, String>)>,
    /// The last group and its file.
    file: Option<(String, OutputFileId)>,
    /// How many were dealt.
    count: u64,
}

/// Records that come in order.
enum OrderedRecords {
    Listed,
    Sorted(Sorted<SortKey>),
    Grouped(Sorted<TextKey>),
}

/// What a record is sorted by; rows that cannot be read stand last.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum SortKey {
    Text(TextKey),
    Way(WayKey),
    Name(PersonKey),
    Unreadable,
}

impl SortKey {
    fn new(sort: &SortBy, (_, record): &Numbered) -> SortKey {
        let Ok(record) = record else { return SortKey::Unreadable };
        match sort {
            SortBy::Column(column) => {
                SortKey::Text(TextKey::new(record.cells.get(*column).map_or("", String::as_str)))
            }
            SortBy::Way(map) => SortKey::Way(map.way(record)),
            SortBy::Name(map) => SortKey::Name(map.name(record)),
        }
    }
}

impl SortedRecords<'_> {
    /// The records of a stream, sorted and grouped as its rules say. What does not fit in memory
    /// waits in `scratch` files; reading ends when `cancel` says so.
    pub fn new(stream: RecordStream, scratch: MakeScratch, cancel: &Cancel) -> SortedRecords<'_> {
        SortedRecords { stream, scratch, cancel, place: 0, dealing: None }
    }

    fn rules(&self) -> &OutputPlan {
        &self.stream.rules
    }

    /// Reads the whole list.
    fn gather(&mut self) -> Result<Dealing, Halt> {
        let path: Arc<str> = self.stream.table.path().into();
        let mut sorted = match self.rules().sort.clone() {
            Some(sort) => Some(self.sorted(&path, sort)?),
            None => None,
        };
        let FileSplit::By(column) = self.rules().spread else {
            let rows = sorted.map_or(OrderedRecords::Listed, OrderedRecords::Sorted);
            return Ok(Dealing { rows, groups: None, file: None, count: 0 });
        };
        let mut sorter = self.sorter(&path, move |row| TextKey::new(cell(row, column)));
        let mut values = BTreeSet::new();
        while let Some(row) = self.next_in_order(sorted.as_mut())? {
            let value = cell(&row, column);
            if !values.contains(value) {
                if values.len() == MOST_GROUPS {
                    return Err(Halt::Filter(Box::new(self.too_many(column))));
                }
                values.insert(value.to_owned());
            }
            sorter.add(row)?;
        }
        let names = names(&self.rules().base, &values);
        let (rows, groups) = (OrderedRecords::Grouped(sorter.sorted()?), Some((column, names)));
        Ok(Dealing { rows, groups, file: None, count: 0 })
    }

    fn sorter<K: Ord>(
        &self,
        path: &Arc<str>,
        key: impl Fn(&Numbered) -> K + Send + 'static,
    ) -> Sorter<K> {
        Sorter::new(&self.scratch, path, key)
    }

    /// All records in order, whoever is chosen.
    fn sorted(&mut self, path: &Arc<str>, sort: SortBy) -> Result<Sorted<SortKey>, Halt> {
        let mut sorter = self.sorter(path, move |row| SortKey::new(&sort, row));
        while let Some(row) = self.stream.next()?.filter(|_| !self.is_stopped()) {
            sorter.add(row)?;
        }
        Ok(sorter.sorted()?)
    }

    /// The next chosen record, in order where there is one.
    fn next_in_order(
        &mut self,
        sorted: Option<&mut Sorted<SortKey>>,
    ) -> Result<Option<Numbered>, Halt> {
        let Some(sorted) = sorted else {
            return Ok(self.stream.next_chosen()?.filter(|_| !self.is_stopped()));
        };
        while let Some((_, record)) = sorted.next()?.filter(|_| !self.is_stopped()) {
            // A number stands for a place in the order, whoever else is chosen.
            self.place += 1;
            if self.stream.is_chosen(&record, self.place) {
                return Ok(Some((self.place, record)));
            }
        }
        Ok(None)
    }

    fn is_stopped(&self) -> bool {
        self.cancel.is_cancelled()
    }

    fn too_many(&self, column: usize) -> Diagnostic {
        let columns = self.stream.table.columns();
        let name = columns.get(column).map_or("", |column| column.name.as_str());
        Diagnostic::new(
            Code::MergeGroups,
            text!(
                en "column “{name}” has more than {MOST_GROUPS} different values, and each would be a file of its own",
                vi "cột “{name}” có hơn {MOST_GROUPS} giá trị khác nhau, mỗi giá trị sẽ thành một tệp riêng",
            ),
        )
        .hint(text!(
            en "split by a column that says the group or the village, or leave out --split-by",
            vi "chọn cột ghi tổ hay thôn cho --split-by, hoặc bỏ --split-by",
        ))
    }
}

/// What a record says in a column.
fn cell((_, record): &Numbered, column: usize) -> &str {
    let cell = record.as_ref().ok().and_then(|record| record.cells.get(column));
    cell.map_or("", String::as_str)
}

impl Dealing {
    /// The file of a record, which comes after those dealt before.
    fn file(&mut self, row: &Numbered, rules: &OutputPlan) -> OutputFileId {
        let value = self.groups.as_ref().map_or("", |(column, _)| cell(row, *column));
        let index = match (&self.groups, &self.file) {
            (None, _) => rules.index(self.count),
            (Some(_), None) => 0,
            (Some(_), Some((last, file))) => file.index + u64::from(last != value),
        };
        if let Some((_, file)) = self.file.as_ref().filter(|(_, file)| file.index == index) {
            return file.clone();
        }
        let name = self.groups.as_ref().and_then(|(_, names)| names.get(value));
        let file = match name {
            Some(name) => OutputFileId { index, name: name.as_str().into() },
            None => rules.numbered(index),
        };
        self.file = Some((value.to_owned(), file.clone()));
        file
    }
}

impl RecordSource for SortedRecords<'_> {
    fn next_record(&mut self) -> Result<Option<(OutputFileId, Numbered)>, Halt> {
        let mut dealing = match self.dealing.take() {
            Some(dealing) => dealing,
            None => self.gather()?,
        };
        let row = match &mut dealing.rows {
            OrderedRecords::Listed => self.next_in_order(None)?,
            OrderedRecords::Grouped(rows) => rows.next()?,
            OrderedRecords::Sorted(rows) => self.next_in_order(Some(rows))?,
        };
        let dealt = row.map(|row| (dealing.file(&row, self.rules()), row));
        dealing.count += 1;
        self.dealing = Some(dealing);
        Ok(dealt)
    }

    fn is_done(&self, file: u64) -> bool {
        self.rules().is_done(file)
    }

    fn diagnostics(&self) -> Vec<Diagnostic> {
        let mut all = self.stream.diagnostics();
        let groups = self.dealing.as_ref().and_then(|dealing| dealing.groups.as_ref());
        if let Some((column, names)) = groups {
            let columns = self.stream.table.columns();
            let name = columns.get(*column).map_or("", |column| column.name.as_str());
            all.extend(spellings(name, names.keys()));
        }
        all
    }
}
