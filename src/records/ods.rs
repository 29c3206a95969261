//! ODS: the spreadsheet of `LibreOffice` (`OpenDocument` 1.2), row by row.
//!
//! A cell holds its text as it is shown, so nothing has to be formed anew but dates. Rows and cells
//! may stand for a million of their kind; they are given one by one and never held.

use std::collections::BTreeSet;
use std::ops::Range;

use quick_xml::events::{BytesStart, Event};

use super::archive::{MOST_OF_A_SHEET, damaged, locked};
use super::choose::{Worksheet, choose, others};
use super::faults::error_value;
use super::limits::MAX_COLUMNS;
use super::ods_styles::StruckStyles;
use super::quoted::shown;
use super::rows::{FileFault, MergedCells, MergedRange, Row, Rows};
use super::separated::too_wide;
use super::xlsx::{iso_day, struck, uncomputed};
use crate::archive::{Archive, Xml, attribute, push_reference};
use crate::diag::{Code, text};

const CONTENT: &str = "content.xml";
/// More rows than a sheet can have; repeated ones are counted and not given beyond it.
const MOST_ROWS: u64 = 1 << 20;

/// Rows of a sheet.
pub(super) struct Cells {
    xml: Xml,
    row: u64,
    /// A row that is given again, and how often.
    again: Option<(Row, u64)>,
    merged: MergedCells,
    /// Columns that nobody sees, and how many were counted.
    hidden: Vec<Range<usize>>,
    columns: usize,
    is_done: bool,
    /// The styles that strike their text out.
    struck: BTreeSet<String>,
    /// Columns of such a style, which cells have that say nothing else.
    struck_columns: Vec<Range<usize>>,
}

/// Opens the sheet that is asked for.
pub(super) fn open(
    mut archive: Archive,
    asked: Option<&str>,
) -> Result<(Cells, Vec<String>), FileFault> {
    if archive.is_locked()? {
        return Err(locked());
    }
    let (sheets, struck) = sheets(&mut archive)?;
    let wanted = choose(&sheets, asked)?.path.clone();
    let others = others(&sheets, &wanted);
    let mut xml = archive.xml(CONTENT, MOST_OF_A_SHEET)?.ok_or_else(damaged)?;
    let mut count = 0;
    loop {
        match xml.next()? {
            Event::Start(tag) if tag.local_name().as_ref() == "table" => {
                if count.to_string() == wanted {
                    break;
                }
                count += 1;
            }
            Event::Eof => return Err(damaged()),
            _ => {}
        }
    }
    let merged = MergedCells::default();
    let (again, hidden, is_done) = (None, Vec::new(), false);
    let struck_columns = Vec::new();
    let cells =
        Cells { xml, row: 0, again, merged, hidden, columns: 0, is_done, struck, struck_columns };
    Ok((cells, others))
}

/// The sheets, with their number for a path, and the styles that strike text out.
fn sheets(archive: &mut Archive) -> Result<(Vec<Worksheet>, BTreeSet<String>), FileFault> {
    // Read to its end first: parts of an archive are read from one file, one after another.
    let mut styles = StruckStyles::named(archive)?;
    let mut xml = archive.xml(CONTENT, MOST_OF_A_SHEET)?.ok_or_else(damaged)?;
    let mut sheets: Vec<Worksheet> = Vec::new();
    // Styles come before the sheets; some of them hide theirs.
    let mut hiding = BTreeSet::new();
    loop {
        match xml.next()? {
            // Only a sheet that begins is counted by those who look for its number.
            Event::Start(tag) if tag.local_name().as_ref() == "table" => {
                let number = sheets.len();
                sheets.push(sheet(&tag, number, &hiding));
            }
            Event::Start(tag) | Event::Empty(tag) => match tag.local_name().as_ref() {
                "style" | "text-properties" if sheets.is_empty() => styles.tag(&tag)?,
                "table-properties"
                    if attribute(&tag, "display").is_some_and(|shown| shown == "false") =>
                {
                    hiding.insert(styles.name().to_owned());
                }
                _ if matches!(sheets.last(), Some(sheet) if sheet.is_filled) => {}
                "p" => {
                    if let Some(sheet) = sheets.last_mut() {
                        sheet.is_filled = true;
                    }
                }
                _ => {}
            },
            Event::Eof => return Ok((sheets, styles.struck())),
            _ => {}
        }
    }
}

fn sheet(tag: &BytesStart<'_>, number: usize, hiding: &BTreeSet<String>) -> Worksheet {
    let is_hidden = attribute(tag, "style-name").is_some_and(|style| hiding.contains(&style));
    let name = attribute(tag, "name").unwrap_or_default();
    Worksheet { name, path: number.to_string(), is_hidden, is_filled: false }
}

/// What a cell says about itself.
struct CellAttributes {
    times: usize,
    span: (usize, u64),
    is_covered: bool,
    date: Option<String>,
    /// The value, however it is shown.
    value: Option<String>,
    /// How it looks.
    style: Option<String>,
    /// Whether its value is an error, which is shown in the language of the program.
    is_error: bool,
    /// Whether a formula stands in it, and no kind of result.
    is_uncomputed: bool,
}

impl Cells {
    /// Whether a cell that says this of its style is struck out; `by_row` are those of its row.
    fn is_struck(&self, style: Option<&String>, column: usize, by_row: Option<&String>) -> bool {
        match style.or(by_row) {
            Some(style) => self.struck.contains(style),
            None => self.struck_columns.iter().any(|columns| columns.contains(&column)),
        }
    }

    /// Reads the cells of a row that has begun, whose style is `by_row` where they have none.
    fn cells(&mut self, by_row: Option<&String>) -> Result<Row, FileFault> {
        let mut row = Row { number: self.row, line: self.row, ..Row::default() };
        let mut column = 0;
        loop {
            let (about, is_empty) = match self.xml.next()? {
                Event::Start(tag) if is_cell(&tag) => (about(&tag), false),
                Event::Empty(tag) if is_cell(&tag) => (about(&tag), true),
                Event::End(tag) if tag.local_name().as_ref() == "table-row" => break,
                Event::Eof => return Err(damaged()),
                _ => continue,
            };
            if !about.is_covered && about.span != (1, 1) {
                let (wide, high) = about.span;
                self.merged.add(MergedRange {
                    rows: (self.row, self.row + high - 1),
                    columns: (column, column + wide - 1),
                });
            }
            let (text, has_struck) = if is_empty { (String::new(), false) } else { self.text()? };
            let text = match &about.date {
                Some(date) if !text.is_empty() => day(text, date),
                _ => text,
            };
            let end = column.saturating_add(about.times);
            let fault = match &about.value {
                _ if !text.trim().is_empty() => None,
                Some(value) if is_something(value) => Some(hidden(value)),
                _ => about.is_uncomputed.then(uncomputed),
            };
            if let Some(fault) = fault.filter(|_| column < MAX_COLUMNS) {
                row.cells.resize(column + 1, String::new());
                row.faults.push((column, fault));
            } else if !text.is_empty() {
                row.count = end;
                if end > MAX_COLUMNS {
                    row.fault = Some(too_wide(end));
                } else {
                    row.cells.resize(column, String::new());
                    if about.is_error {
                        row.faults.push((column, error_value(&text)));
                    } else if has_struck || self.is_struck(about.style.as_ref(), column, by_row) {
                        row.faults.push((column, struck()));
                    }
                    row.cells.resize(end, text);
                }
            }
            column = end;
        }
        Ok(row)
    }

    /// The paragraphs of a cell that has begun, up to its end, and whether letters of them are struck out;
    /// notes beside it are left out.
    fn text(&mut self) -> Result<(String, bool), FileFault> {
        let mut text = String::new();
        // Whether each paragraph and run around the letters strikes them out.
        let (mut lines, mut has_struck): (Vec<bool>, bool) = (Vec::new(), false);
        let (mut depth, mut apart, mut paragraphs) = (0usize, 0usize, 0usize);
        let mut inside = false;
        let mut begin = |text: &mut String| {
            if paragraphs > 0 {
                text.push('\n');
            }
            paragraphs += 1;
        };
        loop {
            let before = text.len();
            let event = self.xml.next()?;
            match &event {
                Event::Start(tag) if is_run(tag) => {
                    let style = attribute(tag, "style-name");
                    let own = style.map(|style| self.struck.contains(&style));
                    let around = lines.last().is_some_and(|line| *line);
                    lines.push(own.unwrap_or(around) || around);
                }
                Event::End(tag) if matches!(tag.local_name().as_ref(), "p" | "span" | "a") => {
                    lines.pop();
                }
                _ => {}
            }
            match event {
                Event::Start(tag) => match tag.local_name().as_ref() {
                    own if is_apart(own) => apart += 1,
                    "table-cell" => depth += 1,
                    "p" if apart == 0 => {
                        begin(&mut text);
                        inside = true;
                    }
                    _ => {}
                },
                Event::Empty(tag) if apart == 0 => match tag.local_name().as_ref() {
                    "s" => {
                        let count = attribute(&tag, "c").and_then(|count| count.parse().ok());
                        text.push_str(&" ".repeat(count.unwrap_or(1usize).min(1000)));
                    }
                    "tab" => text.push('\t'),
                    "line-break" => text.push('\n'),
                    "p" => begin(&mut text),
                    _ => {}
                },
                Event::End(tag) => match tag.local_name().as_ref() {
                    "p" if apart == 0 => inside = false,
                    own if is_apart(own) => apart = apart.saturating_sub(1),
                    "table-cell" | "covered-table-cell" => match depth.checked_sub(1) {
                        Some(less) => depth = less,
                        None => return Ok((text, has_struck)),
                    },
                    _ => {}
                },
                Event::Text(letters) if inside && apart == 0 => {
                    text.push_str(&letters.xml10_content());
                }
                Event::GeneralRef(reference) if inside && apart == 0 => {
                    push_reference(&reference, &mut text);
                }
                Event::Eof => return Err(damaged()),
                _ => {}
            }
            let is_line = lines.last().is_some_and(|line| *line);
            has_struck |= is_line && !text[before..].trim().is_empty();
        }
    }
}

impl Rows for Cells {
    fn next(&mut self) -> Result<Option<Row>, FileFault> {
        if let Some((row, times)) = self.again.take() {
            self.row += 1;
            let copy = Row {
                number: self.row,
                line: self.row,
                cells: row.cells.clone(),
                count: row.count,
                ..Row::default()
            };
            if times > 1 {
                self.again = Some((row, times - 1));
            }
            return Ok(Some(copy));
        }
        while !self.is_done {
            let (is_hidden, by_row);
            let times = match self.xml.next()? {
                Event::Start(tag) if tag.local_name().as_ref() == "table-row" => {
                    is_hidden = attribute(&tag, "visibility").is_some_and(|it| it != "visible");
                    by_row = attribute(&tag, "default-cell-style-name");
                    attribute(&tag, "number-rows-repeated").and_then(|times| times.parse().ok())
                }
                Event::Start(tag) | Event::Empty(tag)
                    if tag.local_name().as_ref() == "table-column"
                        && self.columns < MAX_COLUMNS =>
                {
                    let (is_hidden, times) = column(&tag);
                    let end = self.columns.saturating_add(times);
                    self.hidden.extend(is_hidden.then_some(self.columns..end));
                    let style = attribute(&tag, "default-cell-style-name");
                    let is_struck = style.is_some_and(|style| self.struck.contains(&style));
                    self.struck_columns.extend(is_struck.then_some(self.columns..end));
                    self.columns = end;
                    continue;
                }
                Event::End(tag) if tag.local_name().as_ref() == "table" => {
                    self.is_done = true;
                    continue;
                }
                Event::Eof => return Err(damaged()),
                _ => continue,
            };
            let times: u64 = times.unwrap_or(1u64).clamp(1, MOST_ROWS);
            self.row += 1;
            let mut row = self.cells(by_row.as_ref())?;
            row.is_hidden = is_hidden;
            if row.cells.is_empty() && row.fault.is_none() {
                // The rest of a sheet is one empty row, a million times.
                self.row = self.row.saturating_add(times - 1);
            } else if times > 1 && row.faults.is_empty() && row.fault.is_none() {
                let copy = Row { cells: row.cells.clone(), count: row.count, ..Row::default() };
                self.again = Some((copy, times - 1));
            }
            if row.fault.is_none() && !row.cells.is_empty() {
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

/// Whether a tag hides its columns, and how many they are.
fn column(tag: &BytesStart<'_>) -> (bool, usize) {
    let is_hidden = attribute(tag, "visibility").is_some_and(|it| it != "visible");
    let times = attribute(tag, "number-columns-repeated").and_then(|it| it.parse().ok());
    (is_hidden, times.unwrap_or(1).max(1))
}

fn is_cell(tag: &BytesStart<'_>) -> bool {
    matches!(tag.local_name().as_ref(), "table-cell" | "covered-table-cell")
}

fn about(tag: &BytesStart<'_>) -> CellAttributes {
    let number = |name: &str| attribute(tag, name).and_then(|it| it.parse::<u64>().ok());
    let count = |name: &str| number(name).unwrap_or(1).clamp(1, MOST_ROWS);
    let has = |name: &str| attribute(tag, name).is_some();
    let has_kind = |kind: &str| {
        let mut all = tag.attributes();
        let mut kinds = all.with_checks(false).flatten();
        kinds.any(|it| it.key.local_name().as_ref() == "value-type" && it.value == kind)
    };
    CellAttributes {
        times: usize::try_from(count("number-columns-repeated")).unwrap_or(usize::MAX),
        span: (
            usize::try_from(count("number-columns-spanned")).unwrap_or(usize::MAX),
            count("number-rows-spanned"),
        ),
        is_covered: tag.local_name().as_ref() == "covered-table-cell",
        date: attribute(tag, "date-value"),
        value: ["value", "string-value", "boolean-value", "date-value", "time-value"]
            .into_iter()
            .find_map(|name| attribute(tag, name)),
        style: attribute(tag, "style-name"),
        is_error: has_kind("error"),
        is_uncomputed: has("formula") && !has("value-type"),
    }
}

/// What hangs beside the text of a cell: notes, boxes, pictures, how a word is read.
fn is_run(tag: &BytesStart<'_>) -> bool {
    matches!(tag.local_name().as_ref(), "p" | "span" | "a")
}

fn is_apart(name: &str) -> bool {
    matches!(name, "annotation" | "frame" | "custom-shape" | "shape" | "g" | "ruby-text")
}

/// Whether a value that is not shown is missed; a zero is not.
fn is_something(value: &str) -> bool {
    let number = value.trim().parse::<f64>();
    number.map_or(!value.trim().is_empty(), |number| number != 0.0)
}

/// A day of numbers alone as on all our sheets (VT-13); one with words, or a part of it, as it is
/// shown.
fn day(shown: String, iso: &str) -> String {
    let runs = shown.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty()).count();
    let is_plain = shown.chars().all(|c| c.is_ascii_digit() || "/-.: ".contains(c));
    let is_whole = if shown.contains(':') { runs >= 5 } else { runs == 3 };
    let day = if is_plain && is_whole { iso_day(iso) } else { None };
    day.unwrap_or(shown)
}

/// The value is in the file, and nobody sees it.
fn hidden(value: &str) -> FileFault {
    let value = shown(value, 40);
    FileFault::new(
        Code::RecordsForm,
        text!(
            en "the number format of this cell hides its value “{value}”",
            vi "kiểu ô này đang giấu giá trị “{value}”",
        ),
        text!(
            en "delete the value, or set the format of the cell to General",
            vi "xóa giá trị ấy, hoặc đổi kiểu ô thành General",
        ),
    )
}
