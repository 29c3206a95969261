//! A table that is read row by row.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::path::Path;
use std::sync::Arc;

use super::cell::{Cleaner, Faults};
use super::column::{Column, Suggestion};
use super::input::Input;
use super::limits::SAMPLE;
use super::problem::{Place, Problem, named};
use super::rows::{Fault, Row, Rows};
use super::{Options, sniff};
use crate::diag::{Code, Diagnostic, Sink, Text, text};
use crate::disk;
use crate::vietnamese::fold;
use crate::world::read_error;

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
    cleaner: Cleaner,
    /// The names of the other sheets that hold something.
    others: Vec<String>,
    skipped: u64,
    /// Whether it was told that there are rows nobody sees.
    told_hidden: bool,
    /// The first record, which is read to see whether there is any.
    first: Option<Result<Record, Problem>>,
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
                sink.push(problem(&Place::file(&shown), fault).diagnostic());
                return None;
            }
        };
        let mut table = Table {
            path: shown,
            columns: Vec::new(),
            rows,
            cleaner: Cleaner::new(options.encoding),
            others,
            skipped: 0,
            told_hidden: false,
            first: None,
            is_done: false,
        };
        table.read_columns(sink)?;
        table.first = table.read();
        let fault = match &table.first {
            Some(Err(first)) if first.ends_list() => {
                first.all().for_each(|found| sink.push(found.diagnostic()));
                return None;
            }
            Some(Err(first)) if first.code == Code::RecordsCount && table.columns.len() == 1 => {
                Some(title(&table.columns[0].name))
            }
            None => Some(no_rows(&table.others)),
            Some(_) => None,
        };
        if let Some(fault) = fault {
            sink.push(problem(&Place::file(&table.path), fault).diagnostic());
            return None;
        }
        if !is_chosen && !table.others.is_empty() {
            let fault = other_lists(&table.others);
            sink.push(problem(&Place::file(&table.path), fault).diagnostic());
        }
        Some(table)
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

    /// How many empty rows were left out so far.
    pub fn skipped(&self) -> u64 {
        self.skipped
    }

    /// The file, as it was named.
    pub fn path(&self) -> &str {
        &self.path
    }

    fn place(&self, row: &Row) -> Place {
        Place { path: self.path.clone(), row: row.number, line: row.line }
    }

    /// The names of columns: the first row that is not empty.
    fn read_columns(&mut self, sink: &mut Sink) -> Option<()> {
        let before = sink.errors();
        let mut row = loop {
            match self.rows.next() {
                Ok(Some(row)) if row.fault.is_none() && is_empty(&row) => {}
                Ok(Some(row)) => break row,
                Ok(None) => {
                    let fault = empty(&self.others);
                    sink.push(problem(&Place::file(&self.path), fault).diagnostic());
                    return None;
                }
                Err(fault) => {
                    sink.push(problem(&Place::file(&self.path), fault).diagnostic());
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
            sink.push(problem(&place, fault).diagnostic());
        }
        let column = |(index, name)| Column::new(name, index);
        self.columns = names.into_iter().enumerate().map(column).collect();
        (sink.errors() == before).then_some(())
    }

    /// The next record.
    fn read(&mut self) -> Option<Result<Record, Problem>> {
        while !self.is_done {
            match self.rows.next() {
                Ok(Some(row)) if row.fault.is_none() && is_empty(&row) => self.skipped += 1,
                Ok(Some(row)) => return Some(self.record(row)),
                Ok(None) => self.is_done = true,
                Err(fault) => {
                    self.is_done = true;
                    return Some(Err(problem(&Place::file(&self.path), fault)));
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
        let place = self.place(&row);
        let wanted = self.columns.len();
        let mut faults: Faults = std::mem::take(&mut row.faults);
        let mut wrong: Vec<Problem> = Vec::new();
        wrong.extend(row.fault.take().map(|fault| problem(&place, fault)));
        let is_wide =
            row.cells.get(wanted..).is_some_and(|rest| rest.iter().any(|it| !it.is_empty()));
        let is_short = row.cells.len() < wanted && !self.rows.may_be_short();
        if wrong.is_empty() && (is_wide || is_short) {
            let count = row.cells.len();
            let is_sheet = self.rows.may_be_short();
            let fault = if is_sheet { nameless(wanted + 1) } else { miscounted(count, wanted) };
            wrong.push(problem(&place, fault));
        }
        row.cells.resize(wanted, String::new());
        for (index, cell) in row.cells.iter_mut().enumerate() {
            let is_bytes = row.in_bytes.binary_search(&index).is_ok();
            *cell = self.cleaner.clean(index, std::mem::take(cell), is_bytes, &mut faults);
        }
        if wrong.is_empty() && self.repeats_names(&row.cells) {
            wrong.push(problem(&place, names_again()));
        }
        let mut notes = Vec::new();
        if row.is_hidden && !std::mem::replace(&mut self.told_hidden, true) {
            notes.push(problem(&place, hidden()));
        }
        for (index, fault) in faults {
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
        self.first.take().or_else(|| self.read())
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
    let message = text!(
        en "`{shown}` is not a file: a list cannot come from a pipe or a device",
        vi "`{shown}` không phải tệp: danh sách không đọc được từ ống lệnh hay thiết bị",
    );
    Err(Diagnostic::new(Code::RecordsPiped, message).hint(text!(
        en "write it into a file first and name that file after --records",
        vi "ghi ra một tệp trước rồi ghi tên tệp ấy sau --records",
    )))
}

fn problem(place: &Place, fault: Fault) -> Problem {
    let Fault { code, what, todo, line } = fault;
    let place = Place { line: line.unwrap_or(place.line), ..place.clone() };
    Problem::new(&place, code, what, todo)
}

fn is_empty(row: &Row) -> bool {
    row.faults.is_empty() && row.cells.iter().all(|cell| cell.trim().is_empty())
}

fn wrong_names(names: &[String], count: usize) -> Vec<Fault> {
    let filled = names.iter().filter(|name| !name.is_empty()).count();
    if filled == 1 && count > 2 {
        let name = names.iter().find(|name| !name.is_empty());
        return vec![title(name.map_or("", String::as_str))];
    }
    let mut wrong = Vec::new();
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for (index, name) in names.iter().enumerate() {
        if name.is_empty() {
            let number = index + 1;
            wrong.push(Fault::new(
                Code::RecordsHeader,
                text!(en "column {number} has no name", vi "cột thứ {number} chưa có tên"),
                text!(
                    en "write a name into its first row, or delete the column",
                    vi "ghi tên vào hàng đầu của cột, hoặc xóa cột ấy",
                ),
            ));
        } else if let Some(first) = known.insert(folded(name), index + 1) {
            let (name, number) = (named(name), index + 1);
            wrong.push(Fault::new(
                Code::RecordsHeader,
                text!(
                    en "columns {first} and {number} are both called {name}",
                    vi "cột thứ {first} và cột thứ {number} cùng tên {name}",
                ),
                text!(
                    en "give one of them another name; accents, capitals and spaces do not tell them apart",
                    vi "đổi tên một cột; chỉ khác dấu, chữ hoa hay dấu cách thì vẫn là trùng",
                ),
            ));
        }
    }
    wrong
}

fn title(name: &str) -> Fault {
    let name = named(name);
    Fault::new(
        Code::RecordsHeader,
        text!(
            en "{name} stands alone in its row, as a title does; the first row has to name the columns",
            vi "{name} đứng một mình cả hàng, như một tiêu đề; hàng đầu phải ghi tên các cột",
        ),
        text!(
            en "delete the rows above the one with the names of columns",
            vi "xóa các hàng nằm trên hàng ghi tên cột",
        ),
    )
}

/// What tells a name from others; signs alone are told apart as they are.
fn folded(name: &str) -> String {
    let plain = fold::plain(name);
    if plain.is_empty() { name.to_owned() } else { plain }
}

fn nameless(column: usize) -> Fault {
    Fault::new(
        Code::RecordsCount,
        text!(
            en "text stands in column {column} or behind it, and those columns have no name",
            vi "có chữ ở cột thứ {column} trở đi, mà các cột ấy chưa có tên",
        ),
        text!(
            en "name the column in the first row, or delete the text",
            vi "ghi tên cột ở hàng đầu, hoặc xóa chữ ấy",
        ),
    )
}

fn miscounted(count: usize, wanted: usize) -> Fault {
    Fault::new(
        Code::RecordsCount,
        text!(
            en "this row has {count} cells, the list has {wanted} columns",
            vi "hàng này có {count} ô, còn danh sách có {wanted} cột",
        ),
        text!(
            en "put cells with a separator in them into quotation marks, and write a separator for each empty cell",
            vi "ô có chứa dấu ngăn phải nằm trong ngoặc kép, ô trống vẫn phải có dấu ngăn",
        ),
    )
}

fn hidden() -> Fault {
    Fault::new(
        Code::RecordsHidden,
        text!(
            en "this row is hidden in the spreadsheet, and is read like all others",
            vi "hàng này đang bị ẩn trong bảng tính, toroi vẫn lấy như mọi hàng",
        ),
        text!(
            en "if hidden rows are not wanted, copy the visible ones into a new sheet",
            vi "nếu không muốn lấy hàng ẩn, chép các hàng nhìn thấy sang trang tính mới",
        ),
    )
}

fn names_again() -> Fault {
    Fault::new(
        Code::RecordsNamesAgain,
        text!(
            en "this row says the names of the columns again, and is not a record",
            vi "hàng này ghi lại tên các cột, không phải một mục của danh sách",
        ),
        text!(
            en "delete the row; if another list begins here, put it into a file or sheet of its own",
            vi "xóa hàng này; nếu từ đây là danh sách khác thì tách ra tệp hay trang tính riêng",
        ),
    )
}

/// The names of the other sheets, and how to choose one.
fn choose_other(others: &[String]) -> Option<Text> {
    let first = others.first()?.replace('"', "\\\"");
    let list = listed(others);
    Some(text!(
        en "other sheets of this file hold something: {list}; choose one with --worksheet \"{first}\"",
        vi "các trang tính khác trong tệp có chữ: {list}; chọn trang bằng --worksheet \"{first}\"",
    ))
}

/// At most ten names.
fn listed(names: &[String]) -> String {
    const MOST: usize = 10;
    let shown: Vec<String> = names.iter().take(MOST).map(|name| named(name)).collect();
    let more = if names.len() > MOST { "…" } else { "" };
    shown.join(", ") + more
}

fn other_lists(others: &[String]) -> Fault {
    let list = listed(others);
    let first = others.first().map_or("", String::as_str);
    Fault::new(
        Code::RecordsOtherSheets,
        text!(
            en "only the first sheet of this file is read; {list} hold something too",
            vi "chỉ đọc trang tính đầu của tệp; {list} cũng có chữ",
        ),
        text!(
            en "name the sheet that is the list, and this is not said again: --worksheet \"{first}\", or --worksheet 1",
            vi "ghi rõ trang tính nào là danh sách thì không nhắc nữa: --worksheet \"{first}\", hoặc --worksheet 1",
        ),
    )
}

fn empty(others: &[String]) -> Fault {
    let todo = choose_other(others).unwrap_or_else(|| {
        text!(
            en "the first row names the columns, each row below is one record",
            vi "hàng đầu ghi tên các cột, mỗi hàng dưới là một mục",
        )
    });
    Fault::new(
        Code::RecordsEmpty,
        text!(en "the list is empty", vi "danh sách không có chữ nào"),
        todo,
    )
}

fn no_rows(others: &[String]) -> Fault {
    let todo = choose_other(others).unwrap_or_else(|| {
        text!(
            en "fill in at least one row below the names of columns",
            vi "điền ít nhất một hàng dưới hàng tên cột",
        )
    });
    Fault::new(
        Code::RecordsEmpty,
        text!(
            en "the list has names of columns and no row below them",
            vi "danh sách chỉ có tên cột, chưa có hàng nào",
        ),
        todo,
    )
}
