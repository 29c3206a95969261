//! The rows of a sheet, one after another.

use std::io::Read;
use std::ops::RangeInclusive;

use memchr::memmem;
use quick_xml::events::{BytesStart, Event};

use super::number;
use super::number_format::NumberFormat;
use super::strings::{Strings, rich_text, unescaped};
use super::styles::Styles;
use crate::archive::{ArchiveMember, Xml, attribute, push_reference};
use crate::diag::{Code, text};
use crate::records::archive::{bomb, damaged, of_io};
use crate::records::faults::error_value;
use crate::records::limits::MAX_COLUMNS;
use crate::records::rows::{FileFault, MergedCells, MergedRange, Row, Rows, letters};
use crate::records::separated::too_wide;
use crate::vietnamese::date::Date;

/// More merged cells than any list has.
const MOST_MERGED: usize = 100_000;

/// How the numbers of a workbook come about.
#[derive(Clone, Copy, Default)]
pub(super) struct Reckoning {
    /// Whether days are counted from 1904, as on old Macs.
    pub(super) since_1904: bool,
    /// Whether its formulas are to be calculated when a spreadsheet opens it, as programs that cannot
    /// calculate write.
    pub(super) is_uncalculated: bool,
}

/// Rows of a sheet.
pub(in crate::records) struct Cells {
    xml: Xml,
    strings: Strings,
    styles: Styles,
    /// The form of cells without a style.
    general: NumberFormat,
    merged: MergedCells,
    reckoning: Reckoning,
    row: u64,
    is_hidden: bool,
    /// Columns that nobody sees.
    hidden: Vec<RangeInclusive<usize>>,
    is_done: bool,
}

/// What a cell says about itself.
#[derive(Default)]
struct CellReference {
    column: Option<usize>,
    row: Option<u64>,
    form: usize,
    kind: Option<String>,
}

impl Cells {
    pub(super) fn new(
        xml: Xml,
        strings: Strings,
        styles: Styles,
        merged: Vec<MergedRange>,
        reckoning: Reckoning,
    ) -> Cells {
        let (general, merged) = (NumberFormat::general(), MergedCells::new(merged));
        let (row, is_hidden, hidden, is_done) = (0, false, Vec::new(), false);
        Cells { xml, strings, styles, general, merged, reckoning, row, is_hidden, hidden, is_done }
    }

    /// Goes to the row that a tag begins; rows come in order, each once.
    fn begin(&mut self, tag: &BytesStart<'_>) -> Result<(), FileFault> {
        let next = row_number(tag).unwrap_or(self.row + 1);
        if next <= self.row {
            return Err(twice(&format!("{next}:{next}")));
        }
        self.row = next;
        self.is_hidden = is_hidden(tag);
        Ok(())
    }

    /// Reads the cells of a row that has begun.
    fn cells(&mut self) -> Result<Row, FileFault> {
        let is_hidden = self.is_hidden;
        let mut row = Row { number: self.row, line: self.row, is_hidden, ..Row::default() };
        let mut next = 0;
        // Cells stand in order, each once.
        loop {
            let (about, is_empty) = match self.xml.next()? {
                Event::Start(tag) if tag.local_name().as_ref() == "c" => (about(&tag), false),
                Event::Empty(tag) if tag.local_name().as_ref() == "c" => (about(&tag), true),
                Event::End(tag) if tag.local_name().as_ref() == "row" => break,
                Event::Eof => return Err(damaged()),
                _ => continue,
            };
            let column = about.column.unwrap_or(next);
            if column < next || about.row.is_some_and(|row| row != self.row) {
                let row = about.row.unwrap_or(self.row);
                return Err(twice(&format!("{}{row}", letters(column))));
            }
            next = column + 1;
            if is_empty {
                continue;
            }
            let (value, fault) = self.value(&about)?;
            if value.is_empty() && fault.is_none() {
                continue;
            }
            row.count = row.count.max(column + 1);
            if column >= MAX_COLUMNS {
                row.fault = Some(too_wide(column + 1));
                continue;
            }
            if row.cells.len() <= column {
                row.cells.resize(column + 1, String::new());
            }
            let fault = fault.or_else(|| self.styles.is_struck(about.form).then(struck));
            row.cells[column] = value;
            row.faults.extend(fault.map(|fault| (column, fault)));
        }
        Ok(row)
    }

    /// The value of a cell that has begun, up to its end.
    fn value(&mut self, about: &CellReference) -> Result<(String, Option<FileFault>), FileFault> {
        let mut value = String::new();
        let (mut in_value, mut is_text) = (false, false);
        let (mut has_formula, mut has_value, mut is_struck) = (false, false, false);
        loop {
            match self.xml.next()? {
                Event::Empty(tag) => match tag.local_name().as_ref() {
                    "v" => has_value = true,
                    "f" => has_formula = true,
                    _ => {}
                },
                Event::Start(tag) => match tag.local_name().as_ref() {
                    "v" => (in_value, has_value) = (true, true),
                    "f" => has_formula = true,
                    "is" => {
                        is_struck = rich_text(&mut self.xml, "is", &mut value)?;
                        is_text = true;
                    }
                    _ => {}
                },
                Event::End(tag) => match tag.local_name().as_ref() {
                    "v" => in_value = false,
                    "c" => break,
                    _ => {}
                },
                Event::Text(letters) if in_value => value.push_str(&letters.xml10_content()),
                Event::GeneralRef(reference) if in_value => push_reference(&reference, &mut value),
                Event::Eof => return Err(damaged()),
                _ => {}
            }
        }
        let kind = about.kind.as_deref().unwrap_or("n");
        // A result may be an empty text. Programs that cannot calculate write an empty number, or 0.
        let is_left = kind != "str" && value.is_empty() && !is_text;
        let is_zero = self.reckoning.is_uncalculated && kind == "n" && value.trim() == "0";
        if has_formula && (!has_value || is_left || is_zero) {
            return Ok((String::new(), Some(uncomputed())));
        }
        let form = self.styles.form(about.form).map_or(&self.general, |form| form);
        let shown = match kind {
            _ if is_text => number::text_shown(&unescaped(&value), form),
            _ if value.is_empty() => Ok(value),
            "s" => {
                let index = value.trim().parse::<usize>().map_err(|_| damaged())?;
                let letters = self.strings.get(index).ok_or_else(damaged)?;
                is_struck = self.strings.is_struck(index);
                number::text_shown(letters, form)
            }
            "str" | "inlineStr" => number::text_shown(&unescaped(&value), form),
            "b" => {
                Ok(if matches!(value.trim(), "1" | "true") { "TRUE" } else { "FALSE" }.to_owned())
            }
            "e" => {
                let fault = error_value(&value);
                return Ok((value, Some(fault)));
            }
            "d" => iso_day(&value).ok_or_else(|| number::no_day(&value)),
            _ => number::displayed(&value, form, self.reckoning.since_1904),
        };
        let is_struck = is_struck.then(struck);
        Ok(shown.map_or_else(|fault| (String::new(), Some(fault)), |shown| (shown, is_struck)))
    }
}

impl Rows for Cells {
    fn next(&mut self) -> Result<Option<Row>, FileFault> {
        while !self.is_done {
            let is_empty = match self.xml.next()? {
                Event::Start(tag) if tag.local_name().as_ref() == "row" => {
                    let tag = tag.into_owned();
                    self.begin(&tag)?;
                    false
                }
                Event::Empty(tag) if tag.local_name().as_ref() == "row" => {
                    let tag = tag.into_owned();
                    self.begin(&tag)?;
                    true
                }
                Event::Start(tag) | Event::Empty(tag)
                    if tag.local_name().as_ref() == "col" && self.hidden.len() < MAX_COLUMNS =>
                {
                    self.hidden.extend(hidden_columns(&tag));
                    continue;
                }
                Event::End(tag) if tag.local_name().as_ref() == "sheetData" => {
                    self.is_done = true;
                    continue;
                }
                Event::Empty(tag) if tag.local_name().as_ref() == "sheetData" => {
                    self.is_done = true;
                    continue;
                }
                Event::Eof => return Err(damaged()),
                _ => continue,
            };
            let mut row = if is_empty {
                Row { number: self.row, line: self.row, ..Row::default() }
            } else {
                self.cells()?
            };
            if row.fault.is_none() {
                row.fault = self.merged.fault(self.row);
            }
            return Ok(Some(row));
        }
        Ok(None)
    }

    fn may_be_short(&self) -> bool {
        true
    }

    fn is_hidden(&self, column: usize) -> bool {
        self.hidden.iter().any(|hidden| hidden.contains(&column))
    }
}

fn row_number(tag: &BytesStart<'_>) -> Option<u64> {
    let mut all = tag.attributes();
    let found = all.with_checks(false).flatten().find(|it| it.key.as_ref() == "r")?;
    found.value.parse().ok()
}

/// Whether a row or column is hidden, by hand, by a filter, or by a size of nothing.
fn is_hidden(tag: &BytesStart<'_>) -> bool {
    let mut all = tag.attributes();
    all.with_checks(false).flatten().any(|it| match it.key.as_ref() {
        "hidden" => matches!(it.value.as_ref(), "1" | "true"),
        "ht" | "width" => it.value.parse::<f64>().is_ok_and(|size| size == 0.0),
        _ => false,
    })
}

/// The columns, from 0, that a tag `col` is about, if it hides them.
fn hidden_columns(tag: &BytesStart<'_>) -> Option<RangeInclusive<usize>> {
    let number = |name| attribute(tag, name).and_then(|it| it.parse::<usize>().ok());
    let (first, last) = (number("min")?.checked_sub(1)?, number("max")?.checked_sub(1)?);
    is_hidden(tag).then(|| first..=last.min(MAX_COLUMNS))
}

fn about(tag: &BytesStart<'_>) -> CellReference {
    let mut about = CellReference::default();
    for it in tag.attributes().with_checks(false).flatten() {
        match it.key.as_ref() {
            "r" => (about.column, about.row) = place(&it.value).unzip(),
            "s" => about.form = it.value.parse().unwrap_or(0),
            "t" => about.kind = Some(it.value.into_owned()),
            _ => {}
        }
    }
    about
}

/// Column from 0 and row from 1 of `B12`.
fn place(written: &str) -> Option<(usize, u64)> {
    let digits = written.find(|c: char| c.is_ascii_digit())?;
    let (letters, digits) = written.split_at(digits);
    let mut column = 0usize;
    for letter in letters.bytes() {
        let value = letter.to_ascii_uppercase().checked_sub(b'A').filter(|value| *value < 26)?;
        column = column.checked_mul(26)?.checked_add(usize::from(value) + 1)?;
    }
    // Excel has 16 384 columns.
    let column = column.checked_sub(1).filter(|column| *column < 1 << 20)?;
    Some((column, digits.parse().ok()?))
}

/// The merged cells of a sheet. They stand behind all rows, so it is looked through once before.
pub(super) fn merged(mut part: ArchiveMember) -> Result<Vec<MergedRange>, FileFault> {
    const TAG: &[u8] = b"mergeCell";
    // Longer than such a tag.
    const TAIL: usize = 256;
    let find = memmem::Finder::new(TAG);
    let (mut found, mut kept) = (Vec::new(), Vec::new());
    let mut buffer = vec![0; 64 * 1024];
    loop {
        part.rest();
        let read = part.read(&mut buffer).map_err(|error| of_io(&error))?;
        kept.extend_from_slice(&buffer[..read]);
        let whole = if read == 0 { kept.len() } else { kept.len().saturating_sub(TAIL) };
        let mut at = 0;
        while let Some(next) =
            find.find(&kept[at..]).map(|next| at + next).filter(|next| *next < whole)
        {
            let tag = &kept[next..kept.len().min(next + TAIL)];
            found.extend(range(&String::from_utf8_lossy(tag)));
            at = next + TAG.len();
        }
        kept.drain(..whole.max(at));
        if found.len() > MOST_MERGED {
            return Err(bomb());
        }
        if read == 0 {
            return Ok(found);
        }
    }
}

/// The range of a tag `mergeCell ref="A1:C2"`.
fn range(tag: &str) -> Option<MergedRange> {
    // `mergeCells` holds them, and nothing else begins so.
    let tag = tag.split('>').next()?.strip_prefix("mergeCell")?;
    let tag = tag.starts_with(char::is_whitespace).then_some(tag)?;
    let written = tag.split_once("ref=")?.1.get(1..)?.split(['"', '\'']).next()?;
    let (from, to) = written.split_once(':')?;
    let (from_column, from_row) = place(from)?;
    let (to_column, to_row) = place(to)?;
    Some(MergedRange { rows: (from_row, to_row), columns: (from_column, to_column) })
}

/// `2026-11-23T00:00:00` to `23/11/2026`; none when no calendar has that day.
pub(in crate::records) fn iso_day(written: &str) -> Option<String> {
    let (day, time) = written.split_once('T').unwrap_or((written, ""));
    let parts: Vec<&str> = day.split('-').collect();
    let [year, month, day] = parts[..] else { return None };
    let number = |text: &str| text.parse::<u16>().ok();
    Date::new(number(year)?, number(month)?, number(day)?).ok()?;
    let clock: Vec<&str> = time.split(':').collect();
    match clock[..] {
        [hour, minute, ..] if !time.starts_with("00:00") => {
            let (hour, minute) = (number(hour)?, number(minute)?);
            (hour < 24 && minute < 60)
                .then(|| format!("{hour}h{minute:02} ngày {day}/{month}/{year}"))
        }
        _ => Some(format!("{day}/{month}/{year}")),
    }
}

/// Two cells or rows have one address, or they are out of order, and which is meant nobody knows.
fn twice(address: &str) -> FileFault {
    let FileFault { todo, .. } = damaged();
    FileFault::new(
        Code::RecordsDamaged,
        text!(
            en "this spreadsheet is damaged: the address {address} appears twice or out of order",
            vi "bảng tính này bị hỏng: địa chỉ {address} có hai lần hoặc sai thứ tự",
        ),
        todo,
    )
}

/// A text that somebody struck out in place of deleting it.
pub(in crate::records) fn struck() -> FileFault {
    FileFault::new(
        Code::RecordsStruck,
        text!(
            en "text of this cell is struck out in the spreadsheet",
            vi "trong ô này có chữ bị gạch ngang trong bảng tính",
        ),
        text!(
            en "if it no longer holds, delete the cell or the row; if it does, take the line through it away",
            vi "nếu không còn đúng thì xóa ô hoặc xóa cả hàng; nếu còn đúng thì bỏ đường gạch",
        ),
    )
}

/// A formula whose result was never kept.
pub(in crate::records) fn uncomputed() -> FileFault {
    FileFault::new(
        Code::RecordsCell,
        text!(
            en "the cell holds a formula without its result",
            vi "ô có công thức mà chưa có kết quả",
        ),
        text!(
            en "open the file in Excel or LibreOffice, let it calculate, and save",
            vi "mở tệp bằng Excel hoặc LibreOffice để tính rồi lưu lại",
        ),
    )
}
