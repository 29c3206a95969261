//! JSON Lines: one object a line; the first names the columns.

use std::fmt;
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom};

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::input::Input;
use super::limits::{MAX_CELL_BYTES, MAX_COLUMNS};
use super::problem::named;
use super::rows::{FileFault, Row, Rows};
use super::separated::{too_wide, unreadable};
use super::transcode::{Charset, Transcoder};
use crate::diag::{Code, text};

/// The longest line: a few cells of the longest.
const MAX_LINE: usize = 16 * MAX_CELL_BYTES;

/// Rows of a JSON Lines file.
pub(super) struct JsonLines {
    input: Box<dyn BufRead + Send>,
    line: u64,
    names: Vec<String>,
    /// The first object, which comes after its own names.
    first: Option<Row>,
    is_begun: bool,
}

/// Opens a file of which `sample` is the beginning.
pub(super) fn open(mut file: Input, sample: &[u8]) -> Result<JsonLines, FileFault> {
    let (letters, mark) = match sample {
        [0xEF, 0xBB, 0xBF, ..] => (Charset::Utf8, 3),
        [0xFF, 0xFE, ..] => (Charset::Utf16Le, 2),
        [0xFE, 0xFF, ..] => (Charset::Utf16Be, 2),
        _ => (Charset::Utf8, 0),
    };
    file.seek(SeekFrom::Start(mark)).map_err(|error| unreadable(&error))?;
    let input: Box<dyn BufRead + Send> = match letters {
        Charset::Utf8 => Box::new(BufReader::new(file)),
        _ => Box::new(BufReader::new(Transcoder::new(file, letters))),
    };
    Ok(JsonLines { input, line: 0, names: Vec::new(), first: None, is_begun: false })
}

/// The fields of an object in their order, doubled ones too, each value as it is written.
struct ObjectFields(Vec<(String, Box<RawValue>)>);

impl<'de> Deserialize<'de> for ObjectFields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<ObjectFields, D::Error> {
        struct Ordered;
        impl<'de> Visitor<'de> for Ordered {
            type Value = ObjectFields;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("an object")
            }

            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<ObjectFields, M::Error> {
                let mut fields = Vec::new();
                while let Some(field) = map.next_entry()? {
                    fields.push(field);
                }
                Ok(ObjectFields(fields))
            }
        }
        deserializer.deserialize_map(Ordered)
    }
}

impl JsonLines {
    /// The next line that is not empty.
    fn line(&mut self) -> Result<Option<Vec<u8>>, FileFault> {
        loop {
            let mut line = Vec::new();
            let most = MAX_LINE as u64 + 1;
            let read = (&mut self.input).take(most).read_until(b'\n', &mut line);
            if read.map_err(|error| unreadable(&error))? == 0 {
                return Ok(None);
            }
            self.line += 1;
            if line.len() > MAX_LINE {
                return Err(too_long_line(self.line));
            }
            if !line.trim_ascii().is_empty() {
                return Ok(Some(line));
            }
        }
    }

    fn row(&mut self) -> Result<Option<Row>, FileFault> {
        let Some(line) = self.line()? else { return Ok(None) };
        let mut row = Row { number: self.line, line: self.line, ..Row::default() };
        let fields = match serde_json::from_slice::<ObjectFields>(&line) {
            Ok(ObjectFields(fields)) => fields,
            Err(error) => {
                let is_list = line.trim_ascii_start().starts_with(b"[");
                row.fault = Some(not_an_object(&error, is_list));
                return Ok(Some(row));
            }
        };
        if fields.len() > MAX_COLUMNS {
            row.fault = Some(too_wide(fields.len()));
            return Ok(Some(row));
        }
        if self.names.is_empty() {
            self.names = fields.iter().map(|(name, _)| name.clone()).collect();
        }
        row.count = self.names.len();
        row.cells = vec![String::new(); self.names.len()];
        let mut seen = vec![false; self.names.len()];
        for (at, (name, value)) in fields.into_iter().enumerate() {
            // Most lines have their fields in the order of the first.
            let here = self.names.get(at).is_some_and(|own| *own == name).then_some(at);
            match here.or_else(|| self.names.iter().position(|own| *own == name)) {
                Some(index) if seen[index] => row.fault = Some(doubled(&name)),
                Some(index) => {
                    seen[index] = true;
                    match cell(&value) {
                        Some(cell) => row.cells[index] = cell,
                        None => row.faults.push((index, not_a_text(value.get()))),
                    }
                }
                None => row.fault = Some(unknown(&name)),
            }
        }
        Ok(Some(row))
    }
}

impl Rows for JsonLines {
    fn next(&mut self) -> Result<Option<Row>, FileFault> {
        if self.is_begun {
            return match self.first.take() {
                Some(row) => Ok(Some(row)),
                None => self.row(),
            };
        }
        self.is_begun = true;
        let Some(mut row) = self.row()? else { return Ok(None) };
        // An object that cannot be read names no columns; one that names a field twice still does.
        if self.names.is_empty() {
            return Ok(Some(row));
        }
        let cells = self.names.clone();
        let fault = row.fault.take();
        let head = Row {
            number: row.number,
            line: row.line,
            count: cells.len(),
            cells,
            fault,
            ..Row::default()
        };
        self.first = Some(row);
        Ok(Some(head))
    }
}

/// A value as it is written; none for a list or an object.
fn cell(value: &RawValue) -> Option<String> {
    let written = value.get();
    match written.as_bytes().first() {
        Some(b'"') => serde_json::from_str(written).ok(),
        Some(b'[' | b'{') => None,
        Some(b'n') => Some(String::new()),
        _ => Some(written.to_owned()),
    }
}

fn not_an_object(error: &serde_json::Error, is_list: bool) -> FileFault {
    if is_list {
        return FileFault::new(
            Code::RecordsKind,
            text!(
                en "this is one JSON list; toroi reads JSON Lines, one object a line",
                vi "đây là một danh sách JSON; toroi đọc JSON Lines, mỗi dòng một mục",
            ),
            text!(
                en "write each `{{…}}` on a line of its own, without `[`, `]` and commas between them",
                vi "ghi mỗi `{{…}}` trên một dòng, bỏ `[`, `]` và dấu phẩy giữa các mục",
            ),
        );
    }
    let said = error.to_string();
    FileFault::new(
        Code::RecordsDamaged,
        text!(
            en "this line is no JSON object: {said}",
            vi "dòng này không phải một mục JSON: {said}",
        ),
        text!(
            en "write one object a line: {{\"ten\": \"Nguyễn Văn An\"}}",
            vi "mỗi dòng ghi một mục: {{\"ten\": \"Nguyễn Văn An\"}}",
        ),
    )
}

fn not_a_text(written: &str) -> FileFault {
    let seen = super::problem::shown(written, 40);
    FileFault::new(
        Code::RecordsCell,
        text!(
            en "{seen} is a list or an object, not a text",
            vi "{seen} là danh sách hoặc đối tượng, không phải chữ",
        ),
        text!(
            en "write it as one text in quotation marks",
            vi "ghi thành một đoạn chữ trong ngoặc kép",
        ),
    )
}

fn doubled(name: &str) -> FileFault {
    let name = named(name);
    FileFault::new(
        Code::RecordsHeader,
        text!(en "the field {name} stands twice on this line", vi "mục {name} có hai lần trên dòng này"),
        text!(en "delete one of them", vi "xóa bớt một"),
    )
}

fn unknown(name: &str) -> FileFault {
    let name = named(name);
    FileFault::new(
        Code::RecordsColumn,
        text!(
            en "the field {name} is not on the first line, which names all columns",
            vi "mục {name} không có ở dòng đầu, dòng ghi đủ tên các cột",
        ),
        text!(
            en "add it to the first line too, empty if need be",
            vi "thêm mục này vào cả dòng đầu, để trống cũng được",
        ),
    )
}

fn too_long_line(line: u64) -> FileFault {
    FileFault::new(
        Code::RecordsTooMuch,
        text!(
            en "line {line} has more than {MAX_LINE} bytes",
            vi "dòng {line} dài hơn {MAX_LINE} byte",
        ),
        text!(en "put each record on a line of its own", vi "mỗi mục phải nằm riêng một dòng"),
    )
    .on_line(line)
}
