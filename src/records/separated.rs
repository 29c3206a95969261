//! CSV and TSV: bytes on disk to rows, in whatever encoding and with whatever separator.

use std::io::{BufRead, BufReader, Seek, SeekFrom};

use super::Options;
use super::input::Input;
use super::limits::{MAX_CELL_LETTERS, MAX_COLUMNS, MAX_ROW_BYTES};
use super::problem::shown;
use super::rows::{FileFault, Row, Rows};
use super::separator;
use super::split::{RawRow, Splitter};
use super::transcode::{Charset, Transcoder};
use crate::diag::{Code, text};
use crate::vietnamese::encoding::{self, ByteReading, Encoding, Verdict};

/// Rows of a CSV file.
pub(super) struct Separated {
    splitter: Splitter<Box<dyn BufRead + Send>>,
    raw: RawRow,
    row: u64,
    /// The encoding of cells that are not UTF-8, if somebody named it.
    named: Option<Encoding>,
    /// How many cells the first row has.
    wanted: usize,
}

/// Opens a file of which `sample` is the beginning.
pub(super) fn open(
    mut file: Input,
    sample: &[u8],
    options: &Options,
    is_tsv: bool,
) -> Result<Separated, FileFault> {
    let (letters, mark) = letters(sample, options.encoding)?;
    let text = letters.sample(&sample[mark..]);
    let declared = separator::declared(&text);
    let named = options.separator.and_then(|mark| u8::try_from(mark).ok()).filter(u8::is_ascii);
    let body = match declared {
        Some(_) => text.split_once('\n').map_or("", |(_, body)| body),
        None => &text,
    };
    let (separator, quote) = separator::find(body, named.or(declared), is_tsv);
    file.seek(SeekFrom::Start(mark as u64)).map_err(|error| unreadable(&error))?;
    let input: Box<dyn BufRead + Send> = match letters {
        Charset::Utf8 => Box::new(BufReader::with_capacity(64 * 1024, file)),
        _ => Box::new(BufReader::with_capacity(64 * 1024, Transcoder::new(file, letters))),
    };
    let mut rows = Separated {
        splitter: Splitter::new(input, separator, quote),
        raw: RawRow::default(),
        row: 0,
        named: options.encoding.filter(|named| named.is_of_bytes()),
        wanted: 0,
    };
    if declared.is_some() {
        rows.splitter.next(&mut rows.raw).map_err(|error| unreadable(&error))?;
    }
    Ok(rows)
}

/// How the bytes are read, and how long the byte order mark is.
fn letters(sample: &[u8], named: Option<Encoding>) -> Result<(Charset, usize), FileFault> {
    let of = |letters, mark| Ok((letters, mark));
    match (sample, named, encoding::read_bytes(sample).how) {
        ([0xFF, 0xFE, ..], ..) => return of(Charset::Utf16Le, 2),
        ([0xFE, 0xFF, ..], ..) => return of(Charset::Utf16Be, 2),
        ([0xEF, 0xBB, 0xBF, ..], ..) => return of(Charset::Utf8, 3),
        (_, Some(Encoding::Utf16Le), _) | (_, _, ByteReading::Utf16Le) => {
            return of(Charset::Utf16Le, 0);
        }
        (_, Some(Encoding::Utf16Be), _) | (_, _, ByteReading::Utf16Be) => {
            return of(Charset::Utf16Be, 0);
        }
        // Cells that are not UTF-8 are decoded one by one.
        _ if named.is_some_and(Encoding::is_of_bytes) => return of(Charset::Utf8, 0),
        _ => {}
    }
    // The sample may end inside a letter.
    let is_utf8 =
        std::str::from_utf8(sample).map_or_else(|error| error.error_len().is_none(), |_| true);
    if is_utf8 || is_mostly_utf8(sample) { of(Charset::Utf8, 0) } else { Err(not_utf8(sample)) }
}

/// Whether letters of several bytes outnumber bytes that are none: one cell is damaged, not the
/// encoding of the file another.
fn is_mostly_utf8(sample: &[u8]) -> bool {
    let (mut good, mut bad) = (0, 0);
    for chunk in sample.utf8_chunks() {
        good += chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > bad
}

/// Tells which old encoding the file seems to be in, with a line of it to compare.
fn not_utf8(sample: &[u8]) -> FileFault {
    let seen = encoding::view(sample);
    let guess = match encoding::detect(&seen) {
        Verdict::Old { encoding, decoded, .. } if encoding != Encoding::Utf8AsCp1252 => {
            let line = decoded.text.lines().find(|line| !line.is_ascii()).unwrap_or("").trim();
            Some((encoding, shown(line, 60)))
        }
        _ => None,
    };
    let Some((encoding, line)) = guess else {
        let names: Vec<&str> = Encoding::ALL.iter().map(|encoding| encoding.name()).collect();
        let names = names.join(", ");
        return FileFault::new(
            Code::FileNotUtf8,
            text!(
                en "this list is not UTF-8, and no old encoding makes Vietnamese of it",
                vi "danh sách này không phải UTF-8, và không bảng mã cũ nào đọc ra tiếng Việt",
            ),
            text!(
                en "save it in Excel as “CSV UTF-8”, or name the encoding with --encoding: {names}",
                vi "trong Excel chọn lưu dạng “CSV UTF-8”, hoặc ghi rõ bảng mã sau --encoding: {names}",
            ),
        );
    };
    let (title, name) = (encoding.title(), encoding.name());
    FileFault::new(
        Code::FileNotUtf8,
        text!(
            en "this list is written in {title}, not UTF-8; read so it says “{line}”",
            vi "danh sách này ghi bằng mã {title}, không phải UTF-8; đọc theo mã ấy là “{line}”",
        ),
        text!(
            en "if that is right, add --encoding {name}, or turn the file into UTF-8 with `toroi convert`",
            vi "nếu đọc như vậy là đúng, thêm --encoding {name}, hoặc đổi tệp sang UTF-8 bằng `toroi convert`",
        ),
    )
}

pub(super) fn unreadable(error: &std::io::Error) -> FileFault {
    let said = error.to_string();
    FileFault::new(
        Code::FileUnreadable,
        text!(en "the list cannot be read on: {said}", vi "không đọc tiếp được danh sách: {said}"),
        text!(
            en "copy the file to a folder of your own and try again",
            vi "chép tệp sang thư mục của mình rồi thử lại",
        ),
    )
}

impl Rows for Separated {
    fn next(&mut self) -> Result<Option<Row>, FileFault> {
        let more = self.splitter.next(&mut self.raw).map_err(|error| unreadable(&error))?;
        if !more {
            return Ok(None);
        }
        self.row += 1;
        let raw = &self.raw;
        if raw.endless {
            return Err(endless(self.row, raw.line));
        }
        if let Some((cell, line)) = raw.open {
            return Err(not_closed(self.row, cell, line));
        }
        let mut row = Row { number: self.row, line: raw.line, count: raw.count, ..Row::default() };
        if raw.count > MAX_COLUMNS {
            row.fault = Some(too_many_separators(raw.count));
            return Ok(Some(row));
        }
        row.cells.reserve_exact(raw.count);
        for (index, cell) in raw.cells().enumerate() {
            match std::str::from_utf8(cell) {
                Ok(cell) => row.cells.push(cell.to_owned()),
                Err(_) if self.named.is_some() => {
                    row.in_bytes.push(index);
                    row.cells.push(encoding::view(cell));
                }
                Err(error) => {
                    let is_cut = raw.long.iter().any(|(long, _)| *long == index);
                    if !is_cut || error.error_len().is_some() {
                        row.faults.push((index, bad_bytes(cell, error.valid_up_to())));
                    }
                    row.cells.push(String::from_utf8_lossy(cell).into_owned());
                }
            }
        }
        for (index, line) in &raw.long {
            row.faults.push((*index, too_long().on_line(*line)));
        }
        if let Some((index, line)) = raw.behind {
            if raw.behind_on != line {
                // The mark closed a cell that was meant to end lines before: what is inside are
                // other rows.
                return Err(swallowed(self.row, index, (line, raw.behind_on)));
            }
            row.faults.push((index, closed_early(line)));
        }
        if self.row == 1 {
            self.wanted = raw.count;
        }
        row.faults.extend(self.rows_in_a_cell(&row));
        Ok(Some(row))
    }
}

impl Separated {
    /// The cell that holds rows of its own, as one does whose mark is closed by that of a later row.
    fn rows_in_a_cell(&self, row: &Row) -> Option<(usize, FileFault)> {
        let separator = self.splitter.separator();
        let holds_row = |(index, cell): (usize, &String)| {
            let last = cell.matches('\n').count();
            let behind = row.cells.len() - 1 - index;
            let is_row = |(at, line): (usize, &str)| {
                let apart = separators(line.as_bytes(), separator);
                let before = if at == 0 { index } else { 0 };
                let more = if at == last { behind } else { 0 };
                apart > 0 && before + apart + 1 + more == self.wanted
            };
            (last > 0 && cell.split('\n').enumerate().any(is_row)).then_some(index)
        };
        let at = row.cells.iter().enumerate().find_map(holds_row)?;
        Some((at, holds_rows(row.line)))
    }
}

/// How many separators a line has that end cells: one of running text stands before a space, one of
/// a number between digits.
fn separators(line: &[u8], separator: u8) -> usize {
    let at = |index: usize| line.get(index).copied().unwrap_or(b' ');
    let ends_cell = |index: &usize| {
        let (before, after) = (index.checked_sub(1).map_or(b' ', at), at(index + 1));
        let is_decimal = before.is_ascii_digit() && after.is_ascii_digit();
        !is_decimal && !after.is_ascii_whitespace()
    };
    memchr::memchr_iter(separator, line).filter(ends_cell).count()
}

fn not_closed(row: u64, cell: usize, line: u64) -> FileFault {
    let cell = cell + 1;
    FileFault::new(
        Code::RecordsQuote,
        text!(
            en "the quotation mark that opens cell {cell} of row {row}, on line {line}, is never closed",
            vi "dấu ngoặc kép mở ô thứ {cell} của hàng {row}, ở dòng {line}, không có dấu đóng",
        ),
        text!(
            en "close it, or delete it; a quotation mark inside a cell is written twice",
            vi "thêm dấu đóng hoặc xóa dấu mở; dấu ngoặc kép nằm trong ô phải gõ hai lần",
        ),
    )
    .on_line(line)
}

fn swallowed(row: u64, cell: usize, (line, end): (u64, u64)) -> FileFault {
    let cell = cell + 1;
    FileFault::new(
        Code::RecordsQuote,
        text!(
            en "the quotation mark that opens cell {cell} of row {row}, on line {line}, is closed by one on line {end} that opens another cell",
            vi "dấu ngoặc kép mở ô thứ {cell} của hàng {row}, ở dòng {line}, lại bị đóng bởi dấu mở của một ô khác ở dòng {end}",
        ),
        text!(
            en "close it on its own line, or delete it; the lines between would be lost",
            vi "thêm dấu đóng ngay dòng ấy hoặc xóa dấu mở; nếu không, các dòng ở giữa sẽ mất",
        ),
    )
    .on_line(line)
}

fn holds_rows(line: u64) -> FileFault {
    FileFault::new(
        Code::RecordsQuote,
        text!(
            en "the cell that begins on line {line} holds whole rows: its quotation mark was perhaps not closed",
            vi "ô bắt đầu ở dòng {line} chứa cả mấy hàng khác: có lẽ dấu ngoặc kép chưa được đóng",
        ),
        text!(
            en "close the mark on its own line, or delete it; in text that is meant so, write a space behind each separator",
            vi "thêm dấu đóng ngay dòng ấy hoặc xóa dấu mở; nếu chữ vốn như vậy, gõ dấu cách sau mỗi dấu ngăn",
        ),
    )
    .on_line(line)
}

fn endless(row: u64, line: u64) -> FileFault {
    let most = MAX_ROW_BYTES >> 20;
    FileFault::new(
        Code::RecordsTooMuch,
        text!(
            en "row {row}, which begins on line {line}, does not end within {most} MB",
            vi "hàng {row}, bắt đầu ở dòng {line}, quá {most} MB vẫn chưa hết",
        ),
        text!(
            en "perhaps a quotation mark on that line is not closed, or this is not a list",
            vi "có thể dấu ngoặc kép ở dòng ấy chưa đóng, hoặc tệp không phải danh sách",
        ),
    )
    .on_line(line)
}

fn closed_early(line: u64) -> FileFault {
    FileFault::new(
        Code::RecordsQuote,
        text!(
            en "letters stand behind the quotation mark that closes the cell begun on line {line}",
            vi "có chữ đứng sau dấu ngoặc kép đóng của ô bắt đầu ở dòng {line}",
        ),
        text!(
            en "write a quotation mark inside a cell twice, or save the list again from Excel",
            vi "dấu ngoặc kép nằm trong ô phải gõ hai lần, hoặc lưu lại danh sách từ Excel",
        ),
    )
    .on_line(line)
}

fn bad_bytes(cell: &[u8], at: usize) -> FileFault {
    let byte = cell.get(at).copied().unwrap_or(0);
    let todo = match encoding::detect(&encoding::view(cell)) {
        Verdict::Old { encoding, decoded, .. } if encoding.is_of_bytes() => {
            let (title, name, meant) =
                (encoding.title(), encoding.name(), shown(&decoded.text, 40));
            text!(
                en "in {title} it reads “{meant}”; if that is right, type it so, or add --encoding {name}: it changes such cells and no others",
                vi "theo mã {title} thì đọc là “{meant}”; nếu đúng thì gõ lại như vậy, hoặc thêm --encoding {name}: chỉ những ô như vậy mới đổi",
            )
        }
        _ => text!(
            en "type the cell anew, or save the list in Excel as “CSV UTF-8”",
            vi "gõ lại ô này, hoặc trong Excel chọn lưu dạng “CSV UTF-8”",
        ),
    };
    FileFault::new(
        Code::FileNotUtf8,
        text!(
            en "byte {byte:02X} is not a letter of UTF-8: the cell is in another encoding than the rows before",
            vi "byte {byte:02X} không thành chữ UTF-8: ô này ghi bằng mã khác các hàng trên",
        ),
        todo,
    )
}

pub(super) fn too_wide(count: usize) -> FileFault {
    FileFault::new(
        Code::RecordsTooMuch,
        text!(
            en "this row has {count} cells; a list may have {MAX_COLUMNS} columns",
            vi "hàng này có {count} ô; một danh sách có nhiều nhất {MAX_COLUMNS} cột",
        ),
        text!(
            en "delete the columns you do not need",
            vi "xóa những cột không cần",
        ),
    )
}

/// The same of a file whose separator may have been taken for another.
fn too_many_separators(count: usize) -> FileFault {
    let todo = text!(
        en "delete the columns you do not need; if there are few, name the separator with --separator",
        vi "xóa những cột không cần; nếu thật ra ít cột, hãy ghi dấu ngăn sau --separator",
    );
    FileFault { todo, ..too_wide(count) }
}

pub(super) fn too_long() -> FileFault {
    FileFault::new(
        Code::RecordsTooMuch,
        text!(
            en "this cell has more than {MAX_CELL_LETTERS} letters",
            vi "ô này dài hơn {MAX_CELL_LETTERS} chữ",
        ),
        text!(
            en "shorten it; perhaps a quotation mark at its beginning is not closed",
            vi "hãy rút ngắn; có thể dấu ngoặc kép ở đầu ô chưa được đóng",
        ),
    )
}
