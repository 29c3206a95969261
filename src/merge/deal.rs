//! Deals records out to files: in the order of the list, or sorted and grouped.

use std::collections::{BTreeMap, BTreeSet};

use super::choice::{Choice, Shard};
use super::run::{Dealer, FileId, Numbered};
use crate::records::{Problem, Record, Table};
use crate::roster::Map;
use crate::vietnamese::collate::TextKey;
use crate::vietnamese::fold;

/// How records are spread over files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Spread {
    /// All into one.
    OneFile,
    /// So many into each.
    PerFile(u64),
    /// One file for each value of a column.
    By(usize),
}

/// What records are sorted by. Sorted records are numbered anew, as on the list that a team
/// carries ([`roster`](crate::roster)).
#[derive(Clone, Debug)]
pub enum SortBy {
    /// The texts of a column.
    Column(usize),
    /// The way from house to house, as on a roster.
    Way(Map),
    /// The names of people, as on a roster.
    Name(Map),
}

/// What records are dealt by.
#[derive(Clone, Debug)]
pub struct Rules {
    /// Which records.
    pub choice: Choice,
    /// How they are spread.
    pub spread: Spread,
    /// The part of the files that is made here.
    pub shard: Option<Shard>,
    /// What to sort by; the order of the list without it.
    pub sort: Option<SortBy>,
    /// What names of files begin with.
    pub base: String,
    /// Files that stand already.
    pub done: BTreeSet<u64>,
}

impl Rules {
    fn is_done(&self, file: u64) -> bool {
        self.done.contains(&file) || self.shard.is_some_and(|shard| !shard.makes(file))
    }

    fn numbered(&self, index: u64) -> FileId {
        let base = &self.base;
        let name = match self.spread {
            Spread::OneFile => format!("{base}.pdf"),
            _ => format!("{base}-{:04}.pdf", index + 1),
        };
        FileId { index, name }
    }

    /// Whether records have to be gathered before the first can be dealt.
    pub fn gathers(&self) -> bool {
        self.sort.is_some() || matches!(self.spread, Spread::By(_))
    }
}

/// The records of a table as they come.
pub struct Stream {
    table: Table,
    rules: Rules,
    number: u64,
    /// How many were chosen so far.
    chosen: u64,
}

impl Stream {
    /// The chosen records of a table.
    pub fn new(table: Table, rules: Rules) -> Stream {
        Stream { table, rules, number: 0, chosen: 0 }
    }

    /// The next chosen record, whatever file it goes into.
    fn next_chosen(&mut self) -> Option<Numbered> {
        loop {
            let record = self.table.next()?;
            self.number += 1;
            if chosen(&self.rules.choice, &record, self.number) {
                self.chosen += 1;
                return Some((self.number, record));
            }
        }
    }

    /// All of them, sorted and grouped as the rules say.
    pub fn gather(mut self) -> Gathered {
        let all: Vec<Numbered> = match &self.rules.sort {
            Some(sort) => {
                let mut all: Vec<Numbered> = self.table.map(|record| (0, record)).collect();
                in_order(&mut all, sort);
                // A number stands for a place in the order, whoever else is chosen.
                for (place, (number, _)) in (1..).zip(&mut all) {
                    *number = place;
                }
                let choice = &self.rules.choice;
                all.retain(|(number, record)| chosen(choice, record, *number));
                all
            }
            None => std::iter::from_fn(|| self.next_chosen()).collect(),
        };
        let cell = |(_, record): &Numbered, column: usize| match record {
            Ok(record) => record.cells.get(column).cloned().unwrap_or_default(),
            Err(_) => String::new(),
        };
        let mut dealt = Vec::with_capacity(all.len());
        if let Spread::By(column) = self.rules.spread {
            let mut groups: BTreeMap<String, Vec<Numbered>> = BTreeMap::new();
            for numbered in all {
                groups.entry(fold::plain(&cell(&numbered, column))).or_default().push(numbered);
            }
            let mut groups: Vec<Vec<Numbered>> = groups.into_values().collect();
            groups.sort_by_cached_key(|group| {
                TextKey::new(&group.first().map_or(String::new(), |first| cell(first, column)))
            });
            let mut names = BTreeSet::new();
            for (index, group) in groups.into_iter().enumerate() {
                let value = group.first().map_or(String::new(), |first| cell(first, column));
                let name = unique(&self.rules.base, &value, &mut names);
                let file = FileId { index: index as u64, name };
                dealt.extend(group.into_iter().map(|numbered| (file.clone(), numbered)));
            }
        } else {
            for (position, numbered) in all.into_iter().enumerate() {
                let index = match self.rules.spread {
                    Spread::PerFile(count) => position as u64 / count.max(1),
                    _ => 0,
                };
                dealt.push((self.rules.numbered(index), numbered));
            }
        }
        Gathered { dealt: dealt.into_iter(), rules: self.rules }
    }
}

fn chosen(choice: &Choice, record: &Result<Record, Problem>, number: u64) -> bool {
    match record {
        Ok(record) => choice.has(record, number),
        // A row that cannot be read says nothing a condition could ask for.
        Err(_) => choice.may_have(number),
    }
}

/// Sorts records; rows that cannot be read stand last.
fn in_order(all: &mut [Numbered], sort: &SortBy) {
    match sort {
        SortBy::Column(column) => all.sort_by_cached_key(|(_, record)| {
            let cell = record.as_ref().ok().and_then(|record| record.cells.get(*column));
            (record.is_err(), TextKey::new(cell.map_or("", String::as_str)))
        }),
        SortBy::Way(map) => all.sort_by_cached_key(|(_, record)| {
            (record.is_err(), record.as_ref().ok().map(|record| map.way(record)))
        }),
        SortBy::Name(map) => all.sort_by_cached_key(|(_, record)| {
            (record.is_err(), record.as_ref().ok().map(|record| map.name(record)))
        }),
    }
}

/// The most letters of a value in the name of a file; disks take names of 255 bytes.
const LONGEST: usize = 80;

/// The name of the file for a value, unlike all others.
fn unique(base: &str, value: &str, names: &mut BTreeSet<String>) -> String {
    let mut slug = fold::slug(value);
    slug.truncate(LONGEST);
    let slug = if slug.is_empty() { "trong".to_owned() } else { slug };
    let mut name = format!("{base}-{slug}.pdf");
    let mut count = 2;
    while !names.insert(name.clone()) {
        name = format!("{base}-{slug}-{count}.pdf");
        count += 1;
    }
    name
}

impl Dealer for Stream {
    fn deal(&mut self) -> Option<(FileId, Numbered)> {
        let numbered = self.next_chosen()?;
        let index = match self.rules.spread {
            Spread::PerFile(count) => (self.chosen - 1) / count.max(1),
            _ => 0,
        };
        Some((self.rules.numbered(index), numbered))
    }

    fn is_done(&self, file: u64) -> bool {
        self.rules.is_done(file)
    }
}

/// Records that were gathered first.
pub struct Gathered {
    dealt: std::vec::IntoIter<(FileId, Numbered)>,
    rules: Rules,
}

impl Dealer for Gathered {
    fn deal(&mut self) -> Option<(FileId, Numbered)> {
        self.dealt.next()
    }

    fn is_done(&self, file: u64) -> bool {
        self.rules.is_done(file)
    }
}
