//! A table that is read row by row.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::io::{Cursor, Read};
use std::path::Path;
use std::sync::Arc;

use super::cell::{CellFaults, Cleaner};
use super::column::{Column, Suggestion};
use super::faults::{NameFault, TableFault};
use super::limits::SAMPLE;
use super::no_record::{NoRecord, is_rule_row, no_record};
use super::problem::{Problem, RowPosition};
use super::rows::{FileFault, Row, Rows};
use super::{Options, sniff, title};
use crate::archive::Input;
use crate::diag::{Code, Diagnostic, Sink};
use crate::disk;
use crate::vietnamese::fold;
use crate::world::read_error;

/// The most rows of sums and signatures below a list.
const MOST_BELOW: usize = 20;

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// The row as the spreadsheet numbers it; that of the names of columns is 1.
    pub row: u64,
    /// The line in the file; the row where a file has no lines.
    pub line: u64,
    /// One text a column, mended and composed (NFC).
    pub cells: Vec<String>,
    /// What was put right in it, and what a person should look at.
    pub notes: Vec<Problem>,
}

/// A list whose rows come one after another.
pub struct Table {
    path: Arc<str>,
    columns: Vec<Column>,
    rows: Box<dyn Rows>,
    /// Rows that were read while the names of columns were looked for.
    waiting: VecDeque<Result<Row, FileFault>>,
    cleaner: Cleaner,
    /// The names of the other sheets that hold something.
    others: Vec<String>,
    skipped: u64,
    /// Whether it was told that there are rows nobody sees.
    told_hidden: bool,
    /// Records that were read ahead: the first, to see whether there is any, and what stands behind
    /// rows that may be the end of a form.
    ready: VecDeque<Result<Record, Problem>>,
    /// Whether a row below the names was read.
    has_begun: bool,
    /// The first of them, until a record is taken.
    first_row: Option<Row>,
    /// The columns whose cells have to be right; all without it.
    judged: Option<BTreeSet<usize>>,
    /// What the row that was read last is instead of a record.
    no_record: Option<NoRecord>,
    /// Rows below the list that were left out.
    left_out: Vec<Problem>,
    is_done: bool,
}

impl std::fmt::Debug for Table {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Table")
            .field("path", &self.path)
            .field("columns", &self.columns)
            .finish_non_exhaustive()
    }
}

impl Table {
    /// Opens a list; `None` when it is none, and `sink` tells why.
    pub fn open(path: &Path, options: &Options, sink: &mut Sink) -> Option<Table> {
        let shown = path.display().to_string();
        if let Err(found) = regular(path) {
            sink.push(found);
            return None;
        }
        let file = disk::open(path).map_err(|error| sink.push(read_error(&shown, &error)));
        Table::read_from(&shown, Input::File(file.ok()?), options, sink)
    }

    /// Opens a list that was sent under this name; `None` as [`Table::open`].
    pub fn of_bytes(
        name: &str,
        bytes: Arc<[u8]>,
        options: &Options,
        sink: &mut Sink,
    ) -> Option<Table> {
        Table::read_from(name, Input::Bytes(Cursor::new(bytes)), options, sink)
    }

    fn read_from(name: &str, mut file: Input, options: &Options, sink: &mut Sink) -> Option<Table> {
        let shown: Arc<str> = name.into();
        let mut sample = Vec::new();
        if let Err(error) = (&mut file).take(SAMPLE as u64).read_to_end(&mut sample) {
            sink.push(read_error(&shown, &error));
            return None;
        }
        let opened = sniff::open(name, file, &sample, options);
        let sniff::Opened { rows, others, is_chosen } = match opened {
            Ok(opened) => opened,
            Err(fault) => {
                sink.push(problem(&RowPosition::file(&shown), fault).diagnostic());
                return None;
            }
        };
        let mut table = Table {
            path: shown,
            columns: Vec::new(),
            rows,
            waiting: VecDeque::new(),
            cleaner: Cleaner::new(options.encoding),
            others,
            skipped: 0,
            told_hidden: false,
            ready: VecDeque::new(),
            has_begun: false,
            first_row: None,
            judged: None,
            no_record: None,
            left_out: Vec::new(),
            is_done: false,
        };
        table.read_columns(sink)?;
        let first = table.read();
        let fault = match &first {
            Some(Err(first)) if first.ends_list() => {
                first.all().for_each(|found| sink.push(found.diagnostic()));
                return None;
            }
            Some(Err(first)) if first.code == Code::RecordsCount && table.columns.len() == 1 => {
                Some(TableFault::Title { name: &table.columns[0].name })
            }
            None => Some(TableFault::NoRows { others: &table.others }),
            Some(_) => None,
        };
        if let Some(fault) = fault {
            sink.push(problem(&RowPosition::file(&table.path), fault.into()).diagnostic());
            return None;
        }
        if let Some(first) = first {
            table.ready.push_front(first);
        }
        table.tell_hidden_columns(sink);
        if !is_chosen && !table.others.is_empty() {
            let fault = TableFault::OtherSheets { others: &table.others };
            sink.push(problem(&RowPosition::file(&table.path), fault.into()).diagnostic());
        }
        Some(table)
    }

    fn tell_hidden_columns(&self, sink: &mut Sink) {
        let columns = self.columns.iter().enumerate();
        let hidden = columns.filter(|(index, _)| self.rows.is_hidden(*index));
        let names: Vec<String> = hidden.map(|(_, column)| column.name.clone()).collect();
        if !names.is_empty() {
            let fault = TableFault::HiddenColumns { names: &names };
            sink.push(problem(&RowPosition::file(&self.path), fault.into()).diagnostic());
        }
    }

    /// The names of the other sheets of a workbook that hold something.
    pub fn other_worksheets(&self) -> &[String] {
        &self.others
    }

    /// The columns, in order.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// The column that somebody calls `name`; accents, capitals and spaces do not count.
    ///
    /// # Errors
    /// What may be meant, and what there is.
    pub fn find(&self, name: &str) -> Result<usize, Suggestion> {
        let found = self.columns.iter().position(|column| column.is_called(name));
        found.ok_or_else(|| Suggestion::new(name, &self.columns))
    }

    /// Looks from now on only at cells of these columns: what nobody prints need not be right. To be
    /// said before the first record is taken.
    pub fn judge_only(&mut self, columns: BTreeSet<usize>) {
        self.judged = Some(columns);
        let first = self.ready.front().and_then(|first| first.as_ref().err());
        if let Some(row) = self.first_row.take()
            && first.is_some_and(|first| first.row == row.number)
        {
            self.ready[0] = self.record(row);
        }
    }

    /// Sums and signatures below the list, which were left out; known when it was read to its end.
    pub fn left_out(&self) -> impl Iterator<Item = Diagnostic> {
        self.left_out.iter().map(Problem::diagnostic)
    }

    /// How many empty rows were left out so far.
    pub fn skipped(&self) -> u64 {
        self.skipped
    }

    /// The file, as it was named.
    pub fn path(&self) -> &str {
        &self.path
    }

    fn place(&self, row: &Row) -> RowPosition {
        RowPosition { path: self.path.clone(), row: row.number, line: row.line }
    }

    /// The next row, of those that wait or of the file.
    fn next_row(&mut self) -> Result<Option<Row>, FileFault> {
        self.waiting.pop_front().map_or_else(|| self.rows.next(), |row| row.map(Some))
    }

    /// Leaves out the title above the names of columns, where rows are surely one.
    fn skip_title(&mut self, sink: &mut Sink) {
        let mut filled = 0;
        while filled < title::MOST_ROWS + 2 {
            let row = self.rows.next();
            filled +=
                usize::from(row.as_ref().is_ok_and(|row| row.as_ref().is_some_and(is_filled)));
            match row {
                Ok(Some(row)) => self.waiting.push_back(Ok(row)),
                Ok(None) => break,
                Err(fault) => {
                    self.waiting.push_back(Err(fault));
                    break;
                }
            }
        }
        let rows: Vec<&Row> = self.waiting.iter().map_while(|row| row.as_ref().ok()).collect();
        let Some(title) = title::find(&rows) else { return };
        let fault = TableFault::TitleLeftOut { words: &title.words, until: title.until };
        let place = RowPosition::file(&self.path);
        sink.push(problem(&place, fault.into()).diagnostic());
        self.waiting.drain(..title.rows);
    }

    /// The names of columns: the first row that is not empty, titles aside.
    fn read_columns(&mut self, sink: &mut Sink) -> Option<()> {
        let before = sink.errors();
        self.skip_title(sink);
        let mut row = loop {
            match self.next_row() {
                Ok(Some(row)) if !is_filled(&row) => {}
                Ok(Some(row)) => break row,
                Ok(None) => {
                    let fault = TableFault::Empty { others: &self.others };
                    sink.push(problem(&RowPosition::file(&self.path), fault.into()).diagnostic());
                    return None;
                }
                Err(fault) => {
                    sink.push(problem(&RowPosition::file(&self.path), fault).diagnostic());
                    return None;
                }
            }
        };
        let place = self.place(&row);
        let mut faults = std::mem::take(&mut row.faults);
        let mut names: Vec<String> = Vec::new();
        for (index, cell) in std::mem::take(&mut row.cells).into_iter().enumerate() {
            let is_bytes = row.in_bytes.binary_search(&index).is_ok();
            names.push(self.cleaner.clean(index, cell, is_bytes, &mut faults).replace('\n', " "));
        }
        while names.last().is_some_and(String::is_empty) {
            names.pop();
        }
        for (index, fault) in faults {
            let name = names.get(index).map_or("", String::as_str);
            sink.push(problem(&place, fault).in_column(index, name).diagnostic());
        }
        if let Some(fault) = row.fault.take() {
            sink.push(problem(&place, fault).diagnostic());
        }
        for fault in wrong_names(&names, row.count) {
            sink.push(problem(&place, fault.into()).diagnostic());
        }
        let column = |(index, name)| Column::new(name, index);
        self.columns = names.into_iter().enumerate().map(column).collect();
        (sink.errors() == before).then_some(())
    }

    /// The next record. What stands at the end of a form is left out there, and nowhere else: behind
    /// a sum between records another list may begin.
    fn read(&mut self) -> Option<Result<Record, Problem>> {
        let next = self.ready.pop_front().or_else(|| self.read_record())?;
        let mut held = Vec::new();
        let mut last = Some(next);
        while let Some(Err(problem)) = &last
            && let Some(kind @ (NoRecord::Sum | NoRecord::Signature)) = self.no_record.take()
            && held.len() < MOST_BELOW
        {
            let place =
                RowPosition { path: self.path.clone(), row: problem.row, line: problem.line };
            held.extend(last.take().map(|row| (row, place, kind)));
            last = self.read_record();
        }
        if last.is_none() && self.is_done {
            let below = held.into_iter().map(|(_, place, kind)| (place, kind));
            let reported = |(place, kind)| problem(&place, TableFault::BelowLeftOut(kind).into());
            self.left_out.extend(below.map(reported));
            return None;
        }
        let held = held.into_iter().map(|(row, ..)| row);
        let mut all: VecDeque<_> = held.chain(last).collect();
        all.append(&mut self.ready);
        self.ready = all;
        self.ready.pop_front()
    }

    fn read_record(&mut self) -> Option<Result<Record, Problem>> {
        self.no_record = None;
        while !self.is_done {
            match self.next_row() {
                Ok(Some(row)) if !is_filled(&row) => self.skipped += 1,
                Ok(Some(row)) => match self.record(row) {
                    // What nobody sees was all that stood in it.
                    Ok(record) if record.cells.iter().all(String::is_empty) => self.skipped += 1,
                    read => return Some(read),
                },
                Ok(None) => self.is_done = true,
                Err(fault) => {
                    self.is_done = true;
                    return Some(Err(problem(&RowPosition::file(&self.path), fault)));
                }
            }
        }
        None
    }

    /// Whether a row says the names of columns again, as where two lists were put together or a
    /// page was begun.
    fn repeats_names(&self, cells: &[String]) -> bool {
        let small = |text: &str| text.chars().flat_map(char::to_lowercase).collect::<String>();
        let is_alike = |(cell, column): (&String, &Column)| {
            *cell == column.name
                || cell.len() == column.name.len() && small(cell) == small(&column.name)
        };
        !self.columns.is_empty() && cells.iter().zip(&self.columns).all(is_alike)
    }

    fn record(&mut self, mut row: Row) -> Result<Record, Problem> {
        if !self.has_begun {
            (self.has_begun, self.first_row) = (true, Some(row.clone()));
        }
        let place = self.place(&row);
        let wanted = self.columns.len();
        let mut faults: CellFaults = std::mem::take(&mut row.faults);
        let mut wrong: Vec<Problem> = Vec::new();
        wrong.extend(row.fault.take().map(|fault| problem(&place, fault)));
        let is_wide =
            row.cells.get(wanted..).is_some_and(|rest| rest.iter().any(|it| !it.is_empty()));
        let is_short = row.cells.len() < wanted && !self.rows.may_be_short();
        if wrong.is_empty() && (is_wide || is_short) {
            let count = row.cells.len();
            let fault = if self.rows.may_be_short() {
                TableFault::Nameless { column: wanted + 1 }
            } else {
                TableFault::Cells { count, columns: wanted }
            };
            wrong.push(problem(&place, fault.into()));
        }
        row.cells.resize(wanted, String::new());
        let is_rule = is_rule_row(&row.cells);
        for (index, cell) in row.cells.iter_mut().enumerate() {
            let is_bytes = row.in_bytes.binary_search(&index).is_ok();
            *cell = self.cleaner.clean(index, std::mem::take(cell), is_bytes, &mut faults);
        }
        // Sums, signatures and headings are often merged over the width of a list.
        let is_merged = |wrong: &[Problem]| matches!(wrong, [it] if it.code == Code::RecordsHeader);
        if wrong.is_empty() && self.repeats_names(&row.cells) {
            wrong.push(problem(&place, TableFault::NamesAgain.into()));
        } else if (wrong.is_empty() || is_merged(&wrong))
            && let Some(kind) = is_rule.then_some(NoRecord::Rule).or_else(|| {
                no_record(&row.cells, self.columns.iter().map(|column| column.name.as_str()))
            })
        {
            self.no_record = Some(kind);
            wrong = vec![problem(&place, TableFault::NoRecord(kind).into())];
        }
        let mut notes = Vec::new();
        if row.is_hidden && !std::mem::replace(&mut self.told_hidden, true) {
            notes.push(problem(&place, TableFault::Hidden.into()));
        }
        let is_judged =
            |index: &usize| self.judged.as_ref().is_none_or(|judged| judged.contains(index));
        for (index, fault) in faults.into_iter().filter(|(index, _)| is_judged(index)) {
            let name = self.columns.get(index).map_or("", |column| &column.name);
            let found = problem(&place, fault).in_column(index, name);
            if found.is_error() { &mut wrong } else { &mut notes }.push(found);
        }
        let mut wrong = wrong.into_iter();
        let Some(mut first) = wrong.next() else {
            return Ok(Record { row: place.row, line: place.line, cells: row.cells, notes });
        };
        first.more = wrong.collect();
        Err(first)
    }
}

impl Iterator for Table {
    type Item = Result<Record, Problem>;

    fn next(&mut self) -> Option<Result<Record, Problem>> {
        self.first_row = None;
        self.read()
    }
}

/// Whether a list is a file that can be read more than once, from its beginning; nothing is opened.
///
/// # Errors
/// What it is instead, in words: a pipe would be read to its end by whoever looks at it first, and
/// one that nobody writes into never ends.
pub fn regular(path: &Path) -> Result<(), Diagnostic> {
    let shown = path.display().to_string();
    let is_standard_input = path == Path::new("-");
    let kind = if is_standard_input { None } else { Some(std::fs::metadata(path)) };
    match kind {
        Some(Ok(kind)) if kind.is_file() => return Ok(()),
        Some(Ok(kind)) if kind.is_dir() => {
            return Err(read_error(&shown, &std::io::ErrorKind::IsADirectory.into()));
        }
        Some(Err(error)) => return Err(read_error(&shown, &error)),
        None | Some(Ok(_)) => {}
    }
    Err(NameFault::Piped { path: &shown }.into())
}

fn problem(place: &RowPosition, fault: FileFault) -> Problem {
    let FileFault { code, what, todo, line } = fault;
    let place = RowPosition { line: line.unwrap_or(place.line), ..place.clone() };
    Problem::new(&place, code, what, todo)
}

/// Whether there is anything in a row, right or wrong.
fn is_filled(row: &Row) -> bool {
    row.fault.is_some() || !row.faults.is_empty() || row.filled().next().is_some()
}

fn wrong_names(names: &[String], count: usize) -> Vec<TableFault<'_>> {
    let mut filled = names.iter().filter(|name| !name.is_empty());
    if let (Some(name), None) = (filled.next(), filled.next())
        && count > 2
    {
        return vec![TableFault::Title { name }];
    }
    let mut wrong = Vec::new();
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for (index, name) in names.iter().enumerate() {
        if name.is_empty() {
            wrong.push(TableFault::NoName { column: index + 1 });
        } else if let Some(first) = known.insert(folded(name), index + 1) {
            wrong.push(TableFault::SameName { name, columns: (first, index + 1) });
        }
    }
    wrong
}

/// What tells a name from others; signs alone are told apart as they are.
fn folded(name: &str) -> String {
    let plain = fold::plain(name);
    if plain.is_empty() { name.to_owned() } else { plain }
}
