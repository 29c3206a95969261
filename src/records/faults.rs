//! What can be wrong with a table and its cells, in words; what is wrong with the file that holds it
//! is said where the file is read.

use super::no_record::NoRecord;
use super::quoted::{named, shown};
use super::rows::FileFault;
use super::stand_in::StandIn;
use crate::diag::{Code, Diagnostic, Text, counted, text};
use crate::leftover::{self, MissingValue};
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
    /// A title above the names of columns, and the row in which it ends.
    TitleLeftOut { words: &'a [String], until: u64 },
    /// Text in a column that has no name.
    Nameless { column: usize },
    /// A row with another number of cells than the table has columns.
    Cells { count: usize, columns: usize },
    /// A row that the spreadsheet does not show.
    Hidden,
    /// A row that says the names of columns again.
    NamesAgain,
    /// A row of the form around the list.
    NoRecord(NoRecord),
    /// A row of the form below the list.
    BelowLeftOut(NoRecord),
    /// Columns that the spreadsheet does not show.
    HiddenColumns { names: &'a [String] },
}

impl TableFault<'_> {
    fn code(self) -> Code {
        match self {
            TableFault::Empty { .. } | TableFault::NoRows { .. } => Code::RecordsEmpty,
            TableFault::OtherSheets { .. } => Code::RecordsOtherSheets,
            TableFault::NoName { .. } | TableFault::SameName { .. } | TableFault::Title { .. } => {
                Code::RecordsHeader
            }
            TableFault::TitleLeftOut { .. } => Code::RecordsTitle,
            TableFault::Nameless { .. } | TableFault::Cells { .. } => Code::RecordsCount,
            TableFault::Hidden => Code::RecordsHidden,
            TableFault::NamesAgain => Code::RecordsNamesAgain,
            TableFault::NoRecord(_) => Code::RecordsNoRecord,
            TableFault::BelowLeftOut(_) => Code::RecordsBelow,
            TableFault::HiddenColumns { .. } => Code::RecordsHiddenColumn,
        }
    }

    fn message(self) -> Text {
        match self {
            TableFault::Empty { .. } => {
                text!(en "the list is empty", vi "danh sách không có chữ nào")
            }
            TableFault::NoRows { .. } => text!(
                en "the list has column names but no rows below them",
                vi "danh sách chỉ có hàng tên cột, bên dưới chưa có hàng nào",
            ),
            TableFault::OtherSheets { others } => {
                let list = listed(others);
                text!(
                    en "only the first sheet of this file is read; there is also text in {list}",
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
                    en "{name} is alone in its row, like a title; the first row must name the columns",
                    vi "{name} đứng một mình cả hàng, như một tiêu đề; hàng đầu phải ghi tên các cột",
                )
            }
            TableFault::TitleLeftOut { words, until } => {
                let list = words.iter().take(3).map(|it| named(it)).collect::<Vec<_>>().join(", ");
                text!(
                    en "{list} above the column names is taken for a title and left out; the names stand below row {until}",
                    vi "{list} nằm trên hàng tên cột, coi là tiêu đề và bỏ qua; tên cột lấy ở dưới hàng {until}",
                )
            }
            TableFault::Nameless { column } => text!(
                en "there is text in column {column} or after it, but these columns have no name",
                vi "có chữ ở cột thứ {column} trở đi, mà các cột ấy chưa có tên",
            ),
            TableFault::Cells { count, columns } => {
                let (cells, all) = (counted(count, "cell"), counted(columns, "column"));
                text!(
                    en "this row has {cells}, the list has {all}",
                    vi "hàng này có {count} ô, còn danh sách có {columns} cột",
                )
            }
            TableFault::Hidden => text!(
                en "this row is hidden in the spreadsheet, but is read like all others",
                vi "hàng này đang bị ẩn trong bảng tính, toroi vẫn lấy như mọi hàng",
            ),
            TableFault::NamesAgain => text!(
                en "this row repeats the column names and is not a record",
                vi "hàng này ghi lại tên các cột, không phải một hàng dữ liệu",
            ),
            TableFault::NoRecord(kind) => {
                let Text { en, vi } = around_list(kind);
                text!(
                    en "this row {en}, and is not a record",
                    vi "hàng này {vi}, không phải một mục của danh sách",
                )
            }
            TableFault::BelowLeftOut(kind) => {
                let Text { en, vi } = around_list(kind);
                text!(
                    en "this row {en}; it stands below the list and is left out",
                    vi "hàng này {vi}; nằm dưới cùng danh sách nên bỏ qua",
                )
            }
            TableFault::HiddenColumns { names } => {
                let list = listed(names);
                text!(
                    en "columns hidden in the spreadsheet are read like all others: {list}",
                    vi "cột đang bị ẩn trong bảng tính, toroi vẫn lấy như mọi cột: {list}",
                )
            }
        }
    }

    /// What to do.
    fn hint(self) -> Text {
        match self {
            TableFault::Empty { others } | TableFault::NoRows { others } if !others.is_empty() => {
                choose(others)
            }
            TableFault::Empty { .. } => text!(
                en "the first row names the columns, and each row below is one record",
                vi "hàng đầu ghi tên các cột, mỗi hàng dưới ghi một nhà hay một người",
            ),
            TableFault::NoRows { .. } => text!(
                en "fill in at least one row below the column names",
                vi "điền ít nhất một hàng dưới hàng tên cột",
            ),
            TableFault::OtherSheets { others } => {
                let first = others.first().map_or("", String::as_str);
                text!(
                    en "name the sheet that holds the list, and this warning goes away: --worksheet \"{first}\", or --worksheet 1",
                    vi "ghi rõ trang tính nào là danh sách thì không nhắc nữa: --worksheet \"{first}\", hoặc --worksheet 1",
                )
            }
            TableFault::NoName { .. } => text!(
                en "write a name into the first row of the column, or delete the column",
                vi "ghi tên vào hàng đầu của cột, hoặc xóa cột ấy",
            ),
            TableFault::SameName { .. } => text!(
                en "give one of them another name; accents, capitals and spaces do not tell them apart",
                vi "đổi tên một cột; chỉ khác dấu, chữ hoa hay dấu cách thì vẫn là trùng",
            ),
            TableFault::Title { .. } => text!(
                en "delete the rows above the one with the column names",
                vi "xóa các hàng nằm trên hàng ghi tên cột",
            ),
            TableFault::TitleLeftOut { .. } => text!(
                en "if it is a record, write the names of the columns above it",
                vi "nếu đó là một mục của danh sách thì ghi tên các cột lên trên nó",
            ),
            TableFault::Nameless { .. } => text!(
                en "name the column in the first row, or delete the text",
                vi "ghi tên cột ở hàng đầu, hoặc xóa chữ ấy",
            ),
            TableFault::Cells { .. } => text!(
                en "put cells that contain a separator in quotation marks, and write a separator for each empty cell",
                vi "ô có chứa dấu ngăn phải nằm trong ngoặc kép, ô trống vẫn phải có dấu ngăn",
            ),
            TableFault::Hidden => text!(
                en "if you do not want the hidden rows, copy the visible ones into a new sheet",
                vi "nếu không muốn lấy hàng ẩn, chép các hàng nhìn thấy sang trang tính mới",
            ),
            TableFault::NamesAgain => text!(
                en "delete the row; if another list begins here, put it into a file or sheet of its own",
                vi "xóa hàng này; nếu từ đây là danh sách khác thì tách ra tệp hay trang tính riêng",
            ),
            TableFault::NoRecord(NoRecord::Section) => text!(
                en "delete the row and write what it says into a column of its own, in every row it belongs to",
                vi "xóa hàng này, thêm một cột rồi ghi chữ ấy vào từng hàng thuộc về nó",
            ),
            TableFault::NoRecord(_) => text!(
                en "delete the row; if it is a record after all, fill in its empty cells or write its name in full",
                vi "xóa hàng này; nếu đúng là một mục thì điền các ô còn trống hoặc ghi đủ họ tên",
            ),
            TableFault::BelowLeftOut(_) => text!(
                en "delete the row and the warning is gone; if it is a record after all, fill in its empty cells or write its name in full",
                vi "xóa hàng này thì không nhắc nữa; nếu đúng là một mục thì điền các ô còn trống hoặc ghi đủ họ tên",
            ),
            TableFault::HiddenColumns { .. } => text!(
                en "see whether what stands there may be printed and is still right; show the columns or delete them",
                vi "xem chữ ở đó có được in và còn đúng không; cho hiện các cột ấy hoặc xóa đi",
            ),
        }
    }
}

impl From<TableFault<'_>> for FileFault {
    fn from(fault: TableFault<'_>) -> FileFault {
        FileFault::new(fault.code(), fault.message(), fault.hint())
    }
}

/// What a row of the form around a list does.
fn around_list(kind: NoRecord) -> Text {
    match kind {
        NoRecord::Sum => text!(en "adds up the rows above", vi "cộng các hàng ở trên"),
        NoRecord::Signature => {
            text!(en "is the end of a form, with day or signature", vi "là phần ngày tháng, chữ ký cuối biểu")
        }
        NoRecord::Numbers => text!(en "numbers the columns", vi "chỉ đánh số các cột"),
        NoRecord::Section => text!(
            en "is a heading of the rows below it",
            vi "là tiêu đề của các hàng bên dưới",
        ),
        NoRecord::Rule => text!(en "is a line across the table", vi "chỉ là một đường kẻ"),
    }
}

/// How to choose another sheet.
fn choose(others: &[String]) -> Text {
    let first = others.first().map_or("", String::as_str).replace('"', "\\\"");
    let list = listed(others);
    text!(
        en "there is text in other sheets of this file: {list}; choose one with --worksheet \"{first}\"",
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
    /// What a program or a person put in place of a value.
    StandIn { text: &'a str, kind: StandIn },
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
    /// The keys of a word, and what they were to make.
    Keys { word: &'a str, meant: &'a str },
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
                    en "this cell contains a NUL byte (U+0000): the file is damaged",
                    vi "ô này có byte NUL (U+0000): tệp đã hỏng",
                ),
                text!(en "type the cell again", vi "gõ lại ô này"),
            ),
            CellFault::StandIn { text, kind } => in_place_of(&shown(text), kind),
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
                    en "the mark that tells a spreadsheet to keep a cell as text",
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
                        en "“{seen}” looks like a formula; it is printed as it is and never calculated",
                        vi "“{seen}” trông như công thức; toroi in nguyên chữ, không tính",
                    ),
                    text!(
                        en "if you want the result, calculate it in the spreadsheet",
                        vi "nếu cần kết quả, hãy tính trong bảng tính",
                    ),
                )
            }
            CellFault::Old { before, encoding, after } => {
                let (before, after, name) = (&shown(before), &shown(after), encoding.name());
                letters(
                    source::Fault::Old { before, encoding, after, is_lossy: false },
                    text!(
                        en "compare the two; if the second is right, type it that way, or add --encoding {name}: it changes only such cells",
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
                        en "type it again, or name the encoding with --encoding",
                        vi "hãy gõ lại, hoặc ghi rõ bảng mã sau --encoding",
                    ),
                )
            }
            CellFault::Keys { word, meant } => FileFault::new(
                Code::TextUnmarked,
                text!(
                    en "“{word}” is the keys of a word, perhaps “{meant}”",
                    vi "“{word}” là các phím gõ của một chữ, có lẽ “{meant}”",
                ),
                text!(en "type it again in Vietnamese", vi "bật bộ gõ tiếng Việt rồi gõ lại"),
            ),
            CellFault::Kept { before, encoding, after } => {
                let (before, after) = (&shown(before), &shown(after));
                let fault = source::Fault::Kept { before, encoding, after };
                letters(fault, fault.hint())
            }
        }
    }
}

/// What to say of what stands in place of a value.
fn in_place_of(seen: &str, kind: StandIn) -> FileFault {
    let (code, what, todo) = match kind {
        StandIn::Error => return error_value(seen),
        StandIn::Unknown => return leftover::missing(MissingValue::Unknown, seen).into(),
        StandIn::Dashes => return leftover::missing(MissingValue::Dashes, seen).into(),
        StandIn::Formula => (
            Code::RecordsCell,
            text!(
                en "“{seen}” is a formula, not its result",
                vi "“{seen}” là công thức, không phải kết quả",
            ),
            text!(
                en "calculate it in the spreadsheet and save the list with its values",
                vi "để bảng tính tính ra rồi lưu lại danh sách với giá trị",
            ),
        ),
        StandIn::Narrow => (
            Code::RecordsForm,
            text!(
                en "“{seen}” is what a spreadsheet shows where a column is too narrow: the value is lost",
                vi "“{seen}” là do cột trong bảng tính quá hẹp: giá trị đã mất",
            ),
            text!(
                en "widen the column and save the list again",
                vi "kéo rộng cột rồi lưu lại danh sách",
            ),
        ),
        StandIn::Power => (
            Code::RecordsForm,
            text!(
                en "“{seen}” is a long number as a spreadsheet shortens it: its last digits are lost",
                vi "“{seen}” là số dài bị bảng tính viết tắt: các chữ số cuối đã mất",
            ),
            text!(
                en "set the form of the column to text, type the number anew, and save the list again",
                vi "đổi kiểu cột thành văn bản, gõ lại số rồi lưu lại danh sách",
            ),
        ),
        StandIn::Day => (
            Code::RecordsForm,
            text!(
                en "“{seen}” is a day as a program writes it: perhaps a house number such as 5/2 was taken for one",
                vi "“{seen}” là ngày do máy viết ra: có lẽ số nhà như 5/2 bị hiểu thành ngày",
            ),
            text!(
                en "set the form of the column to text and type the cell anew",
                vi "đổi kiểu cột thành văn bản rồi gõ lại ô này",
            ),
        ),
        StandIn::Ditto => (
            Code::RecordsCell,
            text!(
                en "“{seen}” means “as above”, and each record is printed for itself",
                vi "“{seen}” nghĩa là “như trên”, mà mỗi mục được in riêng",
            ),
            text!(
                en "write what is meant into every cell",
                vi "ghi đủ chữ vào từng ô",
            ),
        ),
        StandIn::Lost => (
            Code::RecordsCell,
            text!(
                en "“{seen}” is what a program writes for a value that it could not make into a text",
                vi "“{seen}” là chữ máy viết ra khi không ghi được giá trị",
            ),
            text!(en "type the value", vi "gõ đúng giá trị vào ô"),
        ),
        StandIn::Nothing => (
            Code::RecordsNothing,
            text!(
                en "“{seen}” is a word of programs for nothing: the cell is read as empty",
                vi "“{seen}” là chữ máy dùng cho ô trống: ô này coi như để trống",
            ),
            text!(en "delete the word in the list", vi "xóa chữ ấy trong danh sách"),
        ),
    };
    FileFault::new(code, what, todo)
}

/// An error of a spreadsheet in place of a value.
pub(super) fn error_value(value: &str) -> FileFault {
    let value = value.trim();
    FileFault::new(
        Code::RecordsCell,
        text!(
            en "the cell shows an error of the spreadsheet: {value}",
            vi "ô đang báo lỗi của bảng tính: {value}",
        ),
        text!(
            en "mend the formula, or type the value, and save",
            vi "sửa công thức hoặc gõ thẳng giá trị rồi lưu lại",
        ),
    )
}

/// More than one sheet of a name that differs in accents and capitals alone.
pub(super) fn several_sheets(asked: &str, found: &[String]) -> FileFault {
    let (asked, list) = (named(asked), listed(found));
    FileFault::new(
        Code::RecordsSheet,
        text!(
            en "several sheets may be {asked}: {list}",
            vi "có mấy trang tính đều có thể là {asked}: {list}",
        ),
        text!(
            en "write the name just as it stands in the spreadsheet",
            vi "ghi tên đúng như trong bảng tính",
        ),
    )
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
        en "write it that way in the list, and nothing has to be changed",
        vi "sửa như vậy trong danh sách thì lần sau không phải đổi nữa",
    )
}

/// Something wrong in a row, or in one of its columns.
pub(super) fn in_row(
    code: Code,
    (row, column): (u64, Option<&str>),
    what: &Text,
    todo: &Text,
) -> Diagnostic {
    let rows = Vec::from_iter((row > 0).then_some(row));
    plain(code, &in_rows((&rows, 1), column, what), todo)
}

/// What is wrong in the same way in some rows of a list, the first of which are named.
pub(super) fn in_rows((first, count): (&[u64], u64), column: Option<&str>, what: &Text) -> Text {
    let Text { en, vi } = what;
    let list = first.iter().map(u64::to_string).collect::<Vec<_>>().join(", ");
    let more = count.saturating_sub(first.len() as u64);
    let rows = match (first.len(), more) {
        (0, _) => return what.clone(),
        (1, 0) => text!(en "row {list}", vi "hàng {list}"),
        (_, 0) => text!(en "rows {list}", vi "các hàng {list}"),
        _ => text!(en "rows {list} and {more} more", vi "các hàng {list} và {more} hàng nữa"),
    };
    let Text { en: rows, vi: hang } = rows;
    match column {
        Some(name) => {
            let name = named(name);
            text!(en "{rows}, column {name}: {en}", vi "{hang}, cột {name}: {vi}")
        }
        None => text!(en "{rows}: {en}", vi "{hang}: {vi}"),
    }
}

/// Something wrong, and what to do.
pub(super) fn plain(code: Code, what: &Text, todo: &Text) -> Diagnostic {
    Diagnostic::new(code, what.clone()).hint(todo.clone())
}
