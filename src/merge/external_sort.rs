//! Sorting lists of any length: what does not fit in memory waits on the disk.
//!
//! Records are sorted in runs of bounded size; each full run is written to a file, and in the end
//! the runs are merged. The files have no name any more as soon as they are open, so that nothing
//! of the list stays behind, whatever moment the program is ended at.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::collections::binary_heap::PeekMut;
use std::io::{self, BufReader, BufWriter, Read, Seek, Write};
use std::sync::Arc;

use super::record_source::Numbered;
use crate::diag::{Code, Text};
use crate::records::{Problem, Record};
use crate::store::{MakeScratch, Scratch};

/// As many bytes of records are kept before they are written, keys included.
const MOST_BYTES: usize = 24 << 20;
/// What a record takes beside its letters, and a cell.
const RECORD_BYTES: usize = 256;
const CELL_BYTES: usize = 32;
/// Bytes of a run that are read ahead.
const AHEAD: usize = 1 << 15;

/// Sorts records by what `key` says; equals stay in the order they came.
pub(super) struct Sorter<K> {
    key: Box<dyn Fn(&Numbered) -> K + Send>,
    /// Where runs are written.
    scratch: MakeScratch,
    path: Arc<str>,
    rows: Vec<(K, u64, Numbered)>,
    bytes: usize,
    most: usize,
    count: u64,
    runs: Vec<Box<dyn Scratch>>,
}

impl<K: Ord> Sorter<K> {
    /// A sorter that writes to `scratch` files what does not fit in memory. `path` is that of the list.
    pub(super) fn new(
        scratch: &MakeScratch,
        path: &Arc<str>,
        key: impl Fn(&Numbered) -> K + Send + 'static,
    ) -> Sorter<K> {
        Sorter {
            key: Box::new(key),
            scratch: Arc::clone(scratch),
            path: Arc::clone(path),
            rows: Vec::new(),
            bytes: 0,
            most: MOST_BYTES,
            count: 0,
            runs: Vec::new(),
        }
    }

    /// Adds a record.
    ///
    /// # Errors
    /// What the disk says.
    pub(super) fn add(&mut self, row: Numbered) -> io::Result<()> {
        let cells = row.1.as_ref().map_or(&[][..], |record| &record.cells);
        // The key holds the letters it sorts by once or twice more.
        let letters: usize = cells.iter().map(|cell| cell.len() * 2 + CELL_BYTES).sum();
        self.bytes += letters + RECORD_BYTES;
        self.rows.push(((self.key)(&row), self.count, row));
        self.count += 1;
        if self.bytes >= self.most { self.spill() } else { Ok(()) }
    }

    /// The records in order.
    ///
    /// # Errors
    /// What the disk says.
    pub(super) fn sorted(mut self) -> io::Result<Sorted<K>> {
        if self.runs.is_empty() {
            self.sort();
            return Ok(Sorted::InMemory(self.rows.into_iter()));
        }
        if !self.rows.is_empty() {
            self.spill()?;
        }
        let mut merge = Merge {
            key: self.key,
            path: self.path,
            runs: Vec::with_capacity(self.runs.len()),
            heads: BinaryHeap::with_capacity(self.runs.len()),
        };
        for mut run in self.runs {
            run.rewind()?;
            merge.runs.push(BufReader::with_capacity(AHEAD, run));
        }
        for run in 0..merge.runs.len() {
            let head = merge.read(run)?;
            merge.heads.extend(head.map(Reverse));
        }
        Ok(Sorted::Merged(Box::new(merge)))
    }

    fn sort(&mut self) {
        self.rows.sort_unstable_by(|(one, a, _), (other, b, _)| one.cmp(other).then(a.cmp(b)));
    }

    /// Writes what is in memory as a run of its own.
    fn spill(&mut self) -> io::Result<()> {
        self.sort();
        let run = (self.scratch)()?;
        let mut out = BufWriter::with_capacity(AHEAD, run);
        for (_, count, row) in self.rows.drain(..) {
            number(&mut out, count)?;
            write(&mut out, &row)?;
        }
        self.bytes = 0;
        self.runs.push(out.into_inner().map_err(io::IntoInnerError::into_error)?);
        Ok(())
    }
}

/// Records in order.
pub(super) enum Sorted<K> {
    /// As all of them fit in memory.
    InMemory(std::vec::IntoIter<(K, u64, Numbered)>),
    /// Merged from runs on the disk.
    Merged(Box<Merge<K>>),
}

impl<K: Ord> Sorted<K> {
    /// The next record.
    ///
    /// # Errors
    /// What the disk says.
    pub(super) fn next(&mut self) -> io::Result<Option<Numbered>> {
        match self {
            Sorted::InMemory(rows) => Ok(rows.next().map(|(_, _, row)| row)),
            Sorted::Merged(merge) => merge.next(),
        }
    }
}

/// Runs that are merged.
pub(super) struct Merge<K> {
    key: Box<dyn Fn(&Numbered) -> K + Send>,
    path: Arc<str>,
    runs: Vec<BufReader<Box<dyn Scratch>>>,
    heads: BinaryHeap<Reverse<RunHead<K>>>,
}

/// The first record of a run that was not given yet.
struct RunHead<K> {
    key: K,
    count: u64,
    run: usize,
    row: Numbered,
}

impl<K: Ord> Ord for RunHead<K> {
    fn cmp(&self, other: &RunHead<K>) -> std::cmp::Ordering {
        self.key.cmp(&other.key).then(self.count.cmp(&other.count))
    }
}

impl<K: Ord> PartialOrd for RunHead<K> {
    fn partial_cmp(&self, other: &RunHead<K>) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl<K: Ord> PartialEq for RunHead<K> {
    fn eq(&self, other: &RunHead<K>) -> bool {
        self.cmp(other).is_eq()
    }
}

impl<K: Ord> Eq for RunHead<K> {}

impl<K: Ord> Merge<K> {
    fn next(&mut self) -> io::Result<Option<Numbered>> {
        let Some(Reverse(head)) = self.heads.peek() else { return Ok(None) };
        let after = self.read(head.run)?;
        let Some(mut first) = self.heads.peek_mut() else { return Ok(None) };
        let Reverse(given) = match after {
            Some(after) => std::mem::replace(&mut *first, Reverse(after)),
            None => PeekMut::pop(first),
        };
        Ok(Some(given.row))
    }

    fn read(&mut self, run: usize) -> io::Result<Option<RunHead<K>>> {
        let Some(input) = self.runs.get_mut(run) else { return Ok(None) };
        let mut first = [0; 8];
        match input.read_exact(&mut first) {
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
            read => read?,
        }
        let row = read(input, &self.path)?;
        let (key, count) = ((self.key)(&row), u64::from_le_bytes(first));
        Ok(Some(RunHead { key, count, run, row }))
    }
}

fn number(out: &mut impl Write, number: u64) -> io::Result<()> {
    out.write_all(&number.to_le_bytes())
}

fn string(out: &mut impl Write, text: &str) -> io::Result<()> {
    number(out, text.len() as u64)?;
    out.write_all(text.as_bytes())
}

fn problem(out: &mut impl Write, it: &Problem) -> io::Result<()> {
    string(out, it.code.id())?;
    number(out, it.row)?;
    number(out, it.line)?;
    // Columns count from 1.
    let (index, name) = it.column.as_ref().map_or((0, ""), |(index, name)| (*index, name));
    number(out, index as u64)?;
    string(out, name)?;
    for text in [&it.what.en, &it.what.vi, &it.todo.en, &it.todo.vi] {
        string(out, text)?;
    }
    problems(out, &it.more)
}

fn problems(out: &mut impl Write, all: &[Problem]) -> io::Result<()> {
    number(out, all.len() as u64)?;
    all.iter().try_for_each(|it| problem(out, it))
}

fn write(out: &mut impl Write, (at, row): &Numbered) -> io::Result<()> {
    number(out, *at)?;
    match row {
        Ok(Record { row, line, cells, notes }) => {
            out.write_all(&[1])?;
            number(out, *row)?;
            number(out, *line)?;
            number(out, cells.len() as u64)?;
            cells.iter().try_for_each(|cell| string(out, cell))?;
            problems(out, notes)
        }
        Err(wrong) => {
            out.write_all(&[0])?;
            problem(out, wrong)
        }
    }
}

fn read_number(input: &mut impl Read) -> io::Result<u64> {
    let mut bytes = [0; 8];
    input.read_exact(&mut bytes)?;
    Ok(u64::from_le_bytes(bytes))
}

fn read_string(input: &mut impl Read) -> io::Result<String> {
    let length = read_number(input)?;
    let mut text = String::new();
    let count = input.take(length).read_to_string(&mut text)?;
    if count as u64 == length { Ok(text) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
}

fn read_problem(input: &mut impl Read, path: &Arc<str>) -> io::Result<Problem> {
    let code = Code::from_id(&read_string(input)?).ok_or(io::ErrorKind::InvalidData)?;
    let (row, line) = (read_number(input)?, read_number(input)?);
    let (index, name) = (read_number(input)?, read_string(input)?);
    let column = (index > 0).then(|| (usize::try_from(index).unwrap_or(usize::MAX), name));
    let mut text = || Ok::<_, io::Error>(Text { en: read_string(input)?, vi: read_string(input)? });
    let (what, todo) = (text()?, text()?);
    let more = read_problems(input, path)?;
    Ok(Problem::restored((path, row, line), column, (code, what, todo), more))
}

fn read_problems(input: &mut impl Read, path: &Arc<str>) -> io::Result<Vec<Problem>> {
    let count = read_number(input)?;
    // What is wrong with a row holds nothing more.
    (0..count).map(|_| read_problem(input, path)).collect()
}

fn read(input: &mut impl Read, path: &Arc<str>) -> io::Result<Numbered> {
    let at = read_number(input)?;
    let mut is_good = [0];
    input.read_exact(&mut is_good)?;
    if is_good == [0] {
        return Ok((at, Err(read_problem(input, path)?)));
    }
    let (row, line, count) = (read_number(input)?, read_number(input)?, read_number(input)?);
    let cells = (0..count).map(|_| read_string(input)).collect::<io::Result<_>>()?;
    let notes = read_problems(input, path)?;
    Ok((at, Ok(Record { row, line, cells, notes })))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::diag::text;
    use crate::store::scratch;

    fn note(row: u64) -> Problem {
        let path = Arc::from("list.csv");
        let what = text!(en "odd", vi "lạ");
        let reported = (Code::RecordsCell, what.clone(), what);
        let more = Vec::new();
        let found =
            Problem::restored((&path, row, row), Some((1, "Tổ".into())), reported.clone(), more);
        Problem::restored((&path, row, row), None, reported, vec![found])
    }

    /// Records of every kind, and the key each is sorted by.
    fn rows() -> Vec<Numbered> {
        let row = |number: u64| match number % 7 {
            0 => (number, Err(note(number))),
            rest => {
                let cells = vec![format!("Tổ {}", number * 37 % 11), "ế\n".repeat(rest as usize)];
                let notes = if rest == 1 { vec![note(number)] } else { Vec::new() };
                (number, Ok(Record { row: number, line: number * 2, cells, notes }))
            }
        };
        (1..=500).map(row).collect()
    }

    fn key(row: &Numbered) -> (bool, String) {
        let cell = row.1.as_ref().ok().and_then(|record| record.cells.first().cloned());
        (cell.is_none(), cell.unwrap_or_default())
    }

    #[test]
    fn what_waits_on_the_disk_comes_back_in_the_order_of_memory() {
        let folder = tempfile::tempdir().unwrap();
        let path = Arc::from("list.csv");
        let mut wanted = rows();
        wanted.sort_by_cached_key(key);
        for most in [usize::MAX, 100_000, 3000, 1] {
            let mut sorter = Sorter::new(&scratch(folder.path()), &path, key);
            sorter.most = most;
            for row in rows() {
                sorter.add(row).unwrap();
            }
            assert_eq!(sorter.runs.is_empty(), most == usize::MAX);
            // Files on the disk have no name any more.
            assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
            let mut sorted = sorter.sorted().unwrap();
            let mut all = Vec::new();
            while let Some(row) = sorted.next().unwrap() {
                all.push(row);
            }
            assert_eq!(all, wanted, "{most}");
        }
    }

    #[test]
    fn a_folder_that_cannot_be_written_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("file");
        fs::write(&place, "x").unwrap();
        let mut sorter = Sorter::new(&scratch(&place), &Arc::from("list.csv"), key);
        sorter.most = 1;
        assert!(sorter.add(rows().remove(0)).is_err());
    }
}
