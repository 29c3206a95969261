//! Deals records out to files: in the order of the list here, sorted and grouped in
//! [`SortedRecords`](super::sorted_records::SortedRecords).

use std::collections::BTreeSet;
use std::io;
use std::sync::Arc;

use super::near_matches::NearMatches;
use super::record_filter::{RecordFilter, Shard};
use crate::diag::{Code, Diagnostic, text};
use crate::records::{Problem, Record, Table};
use crate::roster::ColumnMap;

/// A record and its number in the list, or what is wrong with its row.
pub type Numbered = (u64, Result<Record, Problem>);

/// A file of a job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutputFileId {
    /// Its place among the files, from 0.
    pub index: u64,
    /// Its name.
    pub name: Arc<str>,
}

/// Why no more records come though there are some.
#[derive(Debug)]
pub enum Halt {
    /// The list cannot be read on.
    List(Box<Problem>),
    /// What waits on the disk cannot be written or read.
    Disk(io::Error),
    /// What was asked for cannot be made of this list.
    Filter(Box<Diagnostic>),
}

impl From<io::Error> for Halt {
    fn from(error: io::Error) -> Halt {
        Halt::Disk(error)
    }
}

/// What is read from a list: records with the file each goes into.
pub trait RecordSource: Send {
    /// The next record and its file; `None` at the end.
    ///
    /// # Errors
    /// Why the rest of the list does not come.
    fn next_record(&mut self) -> Result<Option<(OutputFileId, Numbered)>, Halt>;
    /// Whether a file stands already and its records need not be made.
    fn is_done(&self, file: u64) -> bool;
    /// What a person should know of the records that came, or did not.
    fn diagnostics(&self) -> Vec<Diagnostic>;
}

/// How records are spread over files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileSplit {
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
    Way(ColumnMap),
    /// The names of people, as on a roster.
    Name(ColumnMap),
}

/// What records are dealt by.
#[derive(Clone, Debug)]
pub struct OutputPlan {
    /// Which records.
    pub choice: RecordFilter,
    /// How they are spread.
    pub spread: FileSplit,
    /// The part of the files that is made here.
    pub shard: Option<Shard>,
    /// What to sort by; the order of the list without it.
    pub sort: Option<SortBy>,
    /// What names of files begin with.
    pub base: String,
    /// Files that stand already.
    pub done: BTreeSet<u64>,
    /// The most records of the list, chosen or not.
    pub most: u64,
}

impl OutputPlan {
    pub(super) fn is_done(&self, file: u64) -> bool {
        self.done.contains(&file) || self.shard.is_some_and(|shard| !shard.makes(file))
    }

    pub(super) fn numbered(&self, index: u64) -> OutputFileId {
        let base = &self.base;
        let name = match self.spread {
            // `build` makes the sheet without a suffix.
            FileSplit::OneFile => format!("{base}-all.pdf"),
            _ => format!("{base}-{:04}.pdf", index + 1),
        };
        OutputFileId { index, name: name.into() }
    }

    /// The file of the record that comes after `before` others.
    pub(super) fn index(&self, before: u64) -> u64 {
        match self.spread {
            FileSplit::PerFile(count) => before / count.max(1),
            _ => 0,
        }
    }

    /// Whether records have to be gathered before the first can be dealt.
    pub fn gathers(&self) -> bool {
        self.sort.is_some() || matches!(self.spread, FileSplit::By(_))
    }
}

/// The records of a table as they come.
pub struct RecordStream {
    pub(super) table: Table,
    pub(super) rules: OutputPlan,
    pub(super) alike: NearMatches,
    number: u64,
    /// How many were chosen so far.
    chosen: u64,
    /// The file of the last one.
    file: Option<OutputFileId>,
}

impl RecordStream {
    /// The chosen records of a table.
    pub fn new(table: Table, rules: OutputPlan) -> RecordStream {
        RecordStream {
            table,
            rules,
            alike: NearMatches::default(),
            number: 0,
            chosen: 0,
            file: None,
        }
    }

    /// The next record, chosen or not; rows that cannot be read are among them.
    pub(super) fn next(&mut self) -> Result<Option<Numbered>, Halt> {
        let Some(record) = self.table.next() else { return Ok(None) };
        match record {
            // What is behind this place might as well not be there.
            Err(problem) if problem.ends_list() => Err(Halt::List(Box::new(problem))),
            record => {
                if self.number == self.rules.most {
                    return Err(Halt::Filter(Box::new(too_many(self.number))));
                }
                self.number += 1;
                Ok(Some((self.number, record)))
            }
        }
    }

    /// The next chosen record, whatever file it goes into.
    pub(super) fn next_chosen(&mut self) -> Result<Option<Numbered>, Halt> {
        loop {
            let Some((number, record)) = self.next()? else { return Ok(None) };
            if self.is_chosen(&record, number) {
                return Ok(Some((number, record)));
            }
        }
    }

    /// Whether a record is chosen by its number.
    pub(super) fn is_chosen(&mut self, record: &Result<Record, Problem>, number: u64) -> bool {
        let choice = &self.rules.choice;
        match record {
            Ok(record) => {
                let is_chosen = choice.has(record, number);
                self.alike.look(choice, record, is_chosen);
                is_chosen
            }
            // A row that cannot be read says nothing a condition could ask for.
            Err(_) => choice.may_have(number),
        }
    }
}

impl RecordSource for RecordStream {
    fn next_record(&mut self) -> Result<Option<(OutputFileId, Numbered)>, Halt> {
        let Some(numbered) = self.next_chosen()? else { return Ok(None) };
        let index = self.rules.index(self.chosen);
        self.chosen += 1;
        let file = match self.file.take() {
            Some(file) if file.index == index => file,
            _ => self.rules.numbered(index),
        };
        self.file = Some(file.clone());
        Ok(Some((file, numbered)))
    }

    fn is_done(&self, file: u64) -> bool {
        self.rules.is_done(file)
    }

    fn diagnostics(&self) -> Vec<Diagnostic> {
        self.alike.diagnostics(&self.rules.choice)
    }
}

/// A list that is longer than a job may be.
pub fn too_many(most: u64) -> Diagnostic {
    Diagnostic::new(
        Code::JobRecords,
        text!(
            en "the list has more than {most} records, which are too many here, so nothing was made of it",
            vi "danh sách có hơn {most} dòng, ở đây không làm được nhiều như thế nên chưa làm tệp nào",
        ),
    )
    .hint(text!(
        en "split the list, or make it with toroi on a computer of your own",
        vi "hãy chia nhỏ danh sách, hoặc dùng toroi trên máy của mình",
    ))
}
