//! Bytes of a CSV or TSV file to rows of cells.
//!
//! The crate `csv` takes whatever comes: a quotation mark that is never closed swallows the rest of
//! a list in silence, and a cell may fill the memory. Here both are reported with the line on which the
//! mark stands, and only so much of a cell is kept as shows that it is too long. A test compares
//! the rest with that crate.

use std::io::{self, BufRead};

use memchr::{memchr, memchr_iter, memchr3};

use super::limits::{MAX_CELL_BYTES, MAX_COLUMNS, MAX_ROW_BYTES};

/// A row in bytes, made anew for each.
#[derive(Debug, Default)]
pub(super) struct RawRow {
    /// The line it begins on, from 1.
    pub line: u64,
    bytes: Vec<u8>,
    ends: Vec<usize>,
    /// How many cells it has; more than are kept when there are too many.
    pub count: usize,
    /// Cells of which only the beginning was kept, and the lines they begin on.
    pub long: Vec<(usize, u64)>,
    /// The first cell with letters behind its closing mark, and the line it begins on.
    pub behind: Option<(usize, u64)>,
    /// The line on which that mark stands.
    pub behind_on: u64,
    /// The cell that is never closed, and the line it begins on.
    pub open: Option<(usize, u64)>,
    /// Whether reading stopped before its end.
    pub endless: bool,
}

impl RawRow {
    pub(super) fn cells(&self) -> impl Iterator<Item = &[u8]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, end)| &self.bytes[start..*end])
    }

    fn clear(&mut self, line: u64) {
        self.line = line;
        self.bytes.clear();
        self.ends.clear();
        self.count = 0;
        self.long.clear();
        self.behind = None;
        self.open = None;
        self.endless = false;
    }
}

/// Reads rows.
#[derive(Debug)]
pub(super) struct Splitter<R> {
    input: R,
    separator: u8,
    quote: u8,
    /// The line that is read now.
    line: u64,
    /// Whether a line feed belongs to the carriage return before it.
    after_return: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// Before the first letter of a cell.
    Start,
    Plain,
    Quoted,
    /// Behind a quotation mark in quotation marks: it closes, or it is the first of two.
    Closed,
}

impl<R: BufRead> Splitter<R> {
    pub(super) fn new(input: R, separator: u8, quote: u8) -> Splitter<R> {
        Splitter { input, separator, quote, line: 1, after_return: false }
    }

    /// What stands between cells.
    pub(super) fn separator(&self) -> u8 {
        self.separator
    }

    /// The next row into `row`; false when there is none.
    ///
    /// # Errors
    /// As the operating system says.
    pub(super) fn next(&mut self, row: &mut RawRow) -> io::Result<bool> {
        row.clear(self.line);
        let mut cell = Cell { state: State::Start, start: 0, line: self.line, long: false };
        let mut read = 0;
        loop {
            let chunk = loop {
                match self.input.fill_buf() {
                    Ok(chunk) => break chunk,
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                    Err(error) => return Err(error),
                }
            };
            if chunk.is_empty() {
                if cell.state == State::Quoted {
                    row.open = Some((row.count, cell.line));
                }
                let any = row.count > 0 || cell.state != State::Start;
                if any {
                    cell.end(row);
                }
                return Ok(any);
            }
            let (used, done) = take(
                chunk,
                (self.separator, self.quote),
                (&mut self.line, &mut self.after_return),
                &mut cell,
                row,
            );
            self.input.consume(used);
            read += used;
            row.endless = !done && read > MAX_ROW_BYTES;
            if done || row.endless {
                return Ok(true);
            }
        }
    }
}

/// The cell that is read now.
struct Cell {
    state: State,
    /// Its first byte in the row.
    start: usize,
    /// The line it begins on.
    line: u64,
    long: bool,
}

impl Cell {
    fn push(&mut self, bytes: &[u8], row: &mut RawRow) {
        // Of cells that are too many nothing is kept.
        if row.count > MAX_COLUMNS {
            return;
        }
        let room = (self.start + MAX_CELL_BYTES).saturating_sub(row.bytes.len());
        self.long |= bytes.len() > room;
        row.bytes.extend_from_slice(&bytes[..bytes.len().min(room)]);
    }

    fn end(&mut self, row: &mut RawRow) {
        if row.count <= MAX_COLUMNS {
            if self.long {
                row.long.push((row.count, self.line));
            }
            row.ends.push(row.bytes.len());
        }
        row.count += 1;
        (self.start, self.long, self.state) = (row.bytes.len(), false, State::Start);
    }
}

/// Reads on in one piece of the input: how many bytes were used, and whether the row is whole.
fn take(
    chunk: &[u8],
    (separator, quote): (u8, u8),
    (line, after_return): (&mut u64, &mut bool),
    cell: &mut Cell,
    row: &mut RawRow,
) -> (usize, bool) {
    let mut at = 0;
    while let Some(&byte) = chunk.get(at) {
        if std::mem::take(after_return) && byte == b'\n' {
            at += 1;
            continue;
        }
        match cell.state {
            State::Start if byte == quote => {
                (cell.state, cell.line) = (State::Quoted, *line);
                at += 1;
            }
            State::Start | State::Plain => {
                cell.state = State::Plain;
                let rest = &chunk[at..];
                let Some(len) = memchr3(separator, b'\n', b'\r', rest) else {
                    cell.push(rest, row);
                    return (chunk.len(), false);
                };
                cell.push(&rest[..len], row);
                at += len + 1;
                if end(rest[len], separator, (line, after_return), cell, row) {
                    return (at, true);
                }
            }
            State::Quoted => {
                let rest = &chunk[at..];
                let len = memchr(quote, rest).unwrap_or(rest.len());
                *line += memchr_iter(b'\n', &rest[..len]).count() as u64;
                cell.push(&rest[..len], row);
                at += len;
                if at < chunk.len() {
                    cell.state = State::Closed;
                    at += 1;
                }
            }
            State::Closed if byte == quote => {
                cell.push(&[quote], row);
                cell.state = State::Quoted;
                at += 1;
            }
            State::Closed if byte == separator || byte == b'\n' || byte == b'\r' => {
                at += 1;
                if end(byte, separator, (line, after_return), cell, row) {
                    return (at, true);
                }
            }
            State::Closed => {
                if row.behind.is_none() {
                    row.behind = Some((row.count, cell.line));
                    row.behind_on = *line;
                }
                cell.state = State::Plain;
            }
        }
    }
    (at, false)
}

/// Ends the cell; true when the row ends too.
fn end(
    byte: u8,
    separator: u8,
    (line, after_return): (&mut u64, &mut bool),
    cell: &mut Cell,
    row: &mut RawRow,
) -> bool {
    cell.end(row);
    if byte == separator {
        cell.line = *line;
        return false;
    }
    *line += 1;
    *after_return = byte == b'\r';
    true
}
