//! What can be wrong with a table and its cells, in words; what is wrong with the file that holds it
//! is said where the file is read.

use super::problem::{named, shown};
use super::rows::FileFault;
use crate::diag::{Code, Diagnostic, Text, text};
use crate::source;
use crate::vietnamese::encoding::Encoding;
use crate::vietnamese::normalise::ChangeReason;

/// The most letters of a cell that a message shows.
const MOST_SHOWN: usize = 40;

/// A fault of a table or of one of its rows.
#[derive(Clone, Copy, Debug)]
pub(super) enum TableFault<'a> {
    /// A table without a word; the other sheets of its file.
    Empty { others: &'a [String] },
    /// A table with names of columns alone; the other sheets of its file.
    NoRows { others: &'a [String] },
    /// Other sheets of the file that hold something, where none was chosen.
    OtherSheets { others: &'a [String] },
    /// A column without a name.
    NoName { column: usize },
    /// Two columns of one name.
    SameName { name: &'a str, columns: (usize, usize) },
    /// A row of one cell, as titles have, where the names of columns belong.
    Title { name: &'a str },
    /// Text in a column that has no name.
    Nameless { column: usize },
    /// A row with another number of cells than the table has columns.
    Cells { count: usize, columns: usize },
    /// A row that the spreadsheet does not show.
    Hidden,
    /// A row that says the names of columns again.
    NamesAgain,
}

impl TableFault<'_> {
    fn code(self) -> Code {
        match self {
            TableFault::Empty { .. } | TableFault::NoRows { .. } => Code::RecordsEmpty,
            TableFault::OtherSheets { .. } => Code::RecordsOtherSheets,
            TableFault::NoName { .. } | TableFault::SameName { .. } | TableFault::Title { .. } => {
                Code::RecordsHeader
            }
            TableFault::Nameless { .. } | TableFault::Cells { .. } => Code::RecordsCount,
            TableFault::Hidden => Code::RecordsHidden,
            TableFault::NamesAgain => Code::RecordsNamesAgain,
        }
    }

    fn message(self) -> Text {
        match self {
            TableFault::Empty { .. } => {
                text!(en "the list is empty", vi "danh sách không có chữ nào")
            }
            TableFault::NoRows { .. } => text!(
                en "the list has names of columns and no row below them",
                vi "danh sách chỉ có tên cột, chưa có hàng nào",
            ),
            TableFault::OtherSheets { others } => {
                let list = listed(others);
                text!(
                    en "only the first sheet of this file is read; {list} hold something too",
                    vi "chỉ đọc trang tính đầu của tệp; {list} cũng có chữ",
                )
            }
            TableFault::NoName { column } => {
                text!(en "column {column} has no name", vi "cột thứ {column} chưa có tên")
            }
            TableFault::SameName { name, columns: (first, second) } => {
                let name = named(name);
                text!(
                    en "columns {first} and {second} are both called {name}",
                    vi "cột thứ {first} và cột thứ {second} cùng tên {name}",
                )
            }
            TableFault::Title { name } => {
                let name = named(name);
                text!(
                    en "{name} stands alone in its row, as a title does; the first row has to name the columns",
                    vi "{name} đứng một mình cả hàng, như một tiêu đề; hàng đầu phải ghi tên các cột",
                )
            }
            TableFault::Nameless { column } => text!(
                en "text stands in column {column} or behind it, and those columns have no name",
                vi "có chữ ở cột thứ {column} trở đi, mà các cột ấy chưa có tên",
            ),
            TableFault::Cells { count, columns } => text!(
                en "this row has {count} cells, the list has {columns} columns",
                vi "hàng này có {count} ô, còn danh sách có {columns} cột",
            ),
            TableFault::Hidden => text!(
                en "this row is hidden in the spreadsheet, and is read like all others",
                vi "hàng này đang bị ẩn trong bảng tính, toroi vẫn lấy như mọi hàng",
            ),
            TableFault::NamesAgain => text!(
                en "this row says the names of the columns again, and is not a record",
                vi "hàng này ghi lại tên các cột, không phải một mục của danh sách",
            ),
        }
    }

    /// What to do.
    fn hint(self) -> Text {
        match self {
            TableFault::Empty { others } | TableFault::NoRows { others } if !others.is_empty() => {
                choose(others)
            }
            TableFault::Empty { .. } => text!(
                en "the first row names the columns, each row below is one record",
                vi "hàng đầu ghi tên các cột, mỗi hàng dưới là một mục",
            ),
            TableFault::NoRows { .. } => text!(
                en "fill in at least one row below the names of columns",
                vi "điền ít nhất một hàng dưới hàng tên cột",
            ),
            TableFault::OtherSheets { others } => {
                let first = others.first().map_or("", String::as_str);
                text!(
                    en "name the sheet that is the list, and this is not said again: --worksheet \"{first}\", or --worksheet 1",
                    vi "ghi rõ trang tính nào là danh sách thì không nhắc nữa: --worksheet \"{first}\", hoặc --worksheet 1",
                )
            }
            TableFault::NoName { .. } => text!(
                en "write a name into its first row, or delete the column",
                vi "ghi tên vào hàng đầu của cột, hoặc xóa cột ấy",
            ),
            TableFault::SameName { .. } => text!(
                en "give one of them another name; accents, capitals and spaces do not tell them apart",
                vi "đổi tên một cột; chỉ khác dấu, chữ hoa hay dấu cách thì vẫn là trùng",
            ),
            TableFault::Title { .. } => text!(
                en "delete the rows above the one with the names of columns",
                vi "xóa các hàng nằm trên hàng ghi tên cột",
            ),
            TableFault::Nameless { .. } => text!(
                en "name the column in the first row, or delete the text",
                vi "ghi tên cột ở hàng đầu, hoặc xóa chữ ấy",
            ),
            TableFault::Cells { .. } => text!(
                en "put cells with a separator in them into quotation marks, and write a separator for each empty cell",
                vi "ô có chứa dấu ngăn phải nằm trong ngoặc kép, ô trống vẫn phải có dấu ngăn",
            ),
            TableFault::Hidden => text!(
                en "if hidden rows are not wanted, copy the visible ones into a new sheet",
                vi "nếu không muốn lấy hàng ẩn, chép các hàng nhìn thấy sang trang tính mới",
            ),
            TableFault::NamesAgain => text!(
                en "delete the row; if another list begins here, put it into a file or sheet of its own",
                vi "xóa hàng này; nếu từ đây là danh sách khác thì tách ra tệp hay trang tính riêng",
            ),
        }
    }
}

impl From<TableFault<'_>> for FileFault {
    fn from(fault: TableFault<'_>) -> FileFault {
        FileFault::new(fault.code(), fault.message(), fault.hint())
    }
}

/// How to choose another sheet.
fn choose(others: &[String]) -> Text {
    let first = others.first().map_or("", String::as_str).replace('"', "\\\"");
    let list = listed(others);
    text!(
        en "other sheets of this file hold something: {list}; choose one with --worksheet \"{first}\"",
        vi "các trang tính khác trong tệp có chữ: {list}; chọn trang bằng --worksheet \"{first}\"",
    )
}

/// At most ten names.
fn listed(names: &[String]) -> String {
    const MOST: usize = 10;
    let shown: Vec<String> = names.iter().take(MOST).map(|name| named(name)).collect();
    let more = if names.len() > MOST { "…" } else { "" };
    shown.join(", ") + more
}

/// A fault of how a list is named.
#[derive(Clone, Copy, Debug)]
pub(super) enum NameFault<'a> {
    /// A column that is not there, the one it is most like, and all there are.
    NoColumn { wanted: &'a str, near: Option<&'a str>, columns: &'a [String] },
    /// Something that can be read only once, where a file belongs.
    Piped { path: &'a str },
}

impl From<NameFault<'_>> for Diagnostic {
    fn from(fault: NameFault<'_>) -> Diagnostic {
        match fault {
            NameFault::NoColumn { wanted, near, columns } => {
                let what = text!(
                    en "the list has no column “{wanted}”",
                    vi "danh sách không có cột “{wanted}”",
                );
                let found = Diagnostic::new(Code::RecordsColumn, what);
                let found = match near {
                    Some(near) => found.hint(text!(
                        en "did you mean “{near}”?",
                        vi "có phải ý bạn là “{near}”?",
                    )),
                    None => found,
                };
                let list = columns.iter().map(|name| format!("“{name}”")).collect::<Vec<_>>();
                let list = list.join(", ");
                found.hint(text!(en "its columns are: {list}", vi "các cột gồm: {list}"))
            }
            NameFault::Piped { path } => Diagnostic::new(
                Code::RecordsPiped,
                text!(
                    en "`{path}` is not a file: a list cannot come from a pipe or a device",
                    vi "`{path}` không phải tệp: danh sách không đọc được từ ống lệnh hay thiết bị",
                ),
            )
            .hint(text!(
                en "write it into a file first and name that file after --records",
                vi "ghi ra một tệp trước rồi ghi tên tệp ấy sau --records",
            )),
        }
    }
}

/// A fault of a cell, or something that was put right in it.
#[derive(Clone, Copy, Debug)]
pub(super) enum CellFault<'a> {
    /// A NUL byte.
    Nul,
    /// Letters that the normaliser put right.
    Mended { before: &'a str, after: &'a str, kind: ChangeReason },
    /// Spaces at its ends.
    Spaces { before: &'a str, after: &'a str },
    /// A text that is written as a formula, so that a spreadsheet keeps it.
    Constant { before: &'a str, after: &'a str },
    /// A text behind the mark that has a spreadsheet keep it.
    Marked { before: &'a str, after: &'a str },
    /// A text that a spreadsheet would take for a formula.
    Formula { text: &'a str },
    /// A text in an old encoding.
    Old { before: &'a str, encoding: Encoding, after: &'a str },
    /// A text that may be in one of several encodings, and whether it may not be printed.
    Unsure { before: &'a str, readings: &'a [(Encoding, &'a str)], is_refused: bool },
    /// A text that is Vietnamese both as it is and in the encoding that was named.
    Kept { before: &'a str, encoding: Encoding, after: &'a str },
}

impl From<CellFault<'_>> for FileFault {
    fn from(fault: CellFault<'_>) -> FileFault {
        let shown = |text: &str| shown(text, MOST_SHOWN);
        // The letters of a cell are those of a file, with another way to mend them.
        let letters =
            |fault: source::Fault<'_>, todo| FileFault::new(fault.code(), fault.message(), todo);
        match fault {
            CellFault::Nul => FileFault::new(
                Code::FileNul,
                text!(
                    en "a NUL byte (U+0000) stands in this cell: the file is damaged",
                    vi "ô này có byte NUL (U+0000): tệp đã hỏng",
                ),
                text!(en "type the cell anew", vi "gõ lại ô này"),
            ),
            CellFault::Mended { before, after, kind } => {
                let (before, after) = (&shown(before), &shown(after));
                letters(source::Fault::Changed { before, after, kind, sign: None }, write_so())
            }
            CellFault::Spaces { before, after } => {
                let why = text!(en "spaces at its ends", vi "bỏ dấu cách ở đầu và cuối");
                FileFault::new(
                    Code::TextSpace,
                    changed(&shown(before), &shown(after), &why),
                    write_so(),
                )
            }
            CellFault::Constant { before, after } => {
                let why =
                    text!(en "a text written as a formula", vi "chữ viết dưới dạng công thức");
                let what = changed(&shown(before), &shown(after), &why);
                FileFault::new(Code::RecordsFormula, what, write_so())
            }
            CellFault::Marked { before, after } => {
                let why = text!(
                    en "the mark that tells a spreadsheet to keep it as text",
                    vi "bỏ dấu nháy báo cho bảng tính giữ nguyên dạng chữ",
                );
                let what = changed(&shown(before), &shown(after), &why);
                FileFault::new(Code::RecordsFormula, what, write_so())
            }
            CellFault::Formula { text } => {
                let seen = shown(text);
                FileFault::new(
                    Code::RecordsFormula,
                    text!(
                        en "“{seen}” looks like a formula; it is printed as it stands and never run",
                        vi "“{seen}” trông như công thức; toroi in nguyên chữ, không tính",
                    ),
                    text!(
                        en "if a result is wanted, compute it in the spreadsheet",
                        vi "nếu cần kết quả, hãy tính trong bảng tính",
                    ),
                )
            }
            CellFault::Old { before, encoding, after } => {
                let (before, after, name) = (&shown(before), &shown(after), encoding.name());
                letters(
                    source::Fault::Old { before, encoding, after, is_lossy: false },
                    text!(
                        en "compare the two; if the second is right, type it so, or add --encoding {name}: it changes such cells and no others",
                        vi "so hai bản; nếu bản sau đúng thì gõ lại như vậy, hoặc thêm --encoding {name}: chỉ những ô như vậy mới đổi",
                    ),
                )
            }
            CellFault::Unsure { before, readings, is_refused } => {
                let reading =
                    |(own, text): &(Encoding, &str)| format!("{}: “{}”", own.title(), shown(text));
                let readings = &readings.iter().map(reading).collect::<Vec<_>>().join("; ");
                letters(
                    source::Fault::Unsure { before: &shown(before), readings, is_refused },
                    text!(
                        en "type it anew, or name the encoding with --encoding",
                        vi "hãy gõ lại, hoặc ghi rõ bảng mã sau --encoding",
                    ),
                )
            }
            CellFault::Kept { before, encoding, after } => {
                let (before, after) = (&shown(before), &shown(after));
                let fault = source::Fault::Kept { before, encoding, after };
                letters(fault, fault.hint())
            }
        }
    }
}

fn changed(before: &str, after: &str, why: &Text) -> Text {
    let Text { en, vi } = why;
    text!(
        en "“{before}” becomes “{after}”: {en}",
        vi "“{before}” sửa thành “{after}”: {vi}",
    )
}

fn write_so() -> Text {
    text!(
        en "write it so in the list, and nothing has to be changed",
        vi "sửa như vậy trong danh sách thì lần sau không phải đổi nữa",
    )
}
