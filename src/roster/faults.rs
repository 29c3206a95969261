//! What can be wrong with a list that is carried from house to house, in words.

use super::private::Private;
use crate::diag::{Code, Diagnostic, Text, counted, nearest, text};

/// A fault of a list or of how it is read.
#[derive(Clone, Copy, Debug)]
pub(super) enum Fault<'a> {
    /// A list of more houses than one team visits.
    Houses { most: usize },
    /// More findings than are shown.
    More { count: usize },
    /// A private matter in a cell.
    Cell { what: Private },
    /// A column of private matters.
    Column { number: usize, name: &'a str, what: Private },
    /// A field that a list does not have, and those it has.
    NoField { field: &'a str, known: &'a [&'a str] },
    /// A field that was given two columns.
    Twice { field: &'a str },
    /// A list without a column that says where the houses are.
    NoPlace { columns: &'a [&'a str] },
}

impl Fault<'_> {
    fn code(self) -> Code {
        match self {
            Fault::Houses { .. } => Code::RecordsTooMuch,
            Fault::More { .. } => Code::RecordsCell,
            Fault::Cell { .. } | Fault::Column { .. } => Code::RecordsPrivate,
            Fault::NoField { .. } | Fault::Twice { .. } | Fault::NoPlace { .. } => {
                Code::RecordsField
            }
        }
    }

    fn message(self) -> Text {
        match self {
            Fault::Houses { most } => text!(
                en "this list has more than {most} houses, too many for one team",
                vi "danh sách này có hơn {most} nhà, quá nhiều cho một đội",
            ),
            Fault::More { count } => {
                let more = counted(count, "more finding");
                text!(
                    en "not shown: {more} in this list",
                    vi "danh sách này còn {count} chỗ nữa chưa kể ra",
                )
            }
            Fault::Cell { what } => {
                let Text { en, vi } = named(what);
                text!(
                    en "{en} must not be on a list carried through the streets",
                    vi "{vi} không được có trong danh sách mang ra đường",
                )
            }
            Fault::Column { number, name, what } => {
                let Text { en, vi } = named(what);
                text!(
                    en "column {number}, “{name}”: {en} must not be on a list carried through the streets",
                    vi "cột thứ {number}, “{name}”: {vi} không được có trong danh sách mang ra đường",
                )
            }
            Fault::NoField { field, .. } => text!(
                en "a list has no field `{field}`",
                vi "danh sách không có mục `{field}`",
            ),
            Fault::Twice { field } => text!(
                en "`--map {field}` is given twice, with two columns; one would be lost",
                vi "`--map {field}` ghi hai lần với hai cột; một cột sẽ mất",
            ),
            Fault::NoPlace { .. } => text!(
                en "no column says where the houses are",
                vi "không cột nào cho biết nhà ở đâu",
            ),
        }
    }

    /// What to do.
    fn hint(self) -> Text {
        match self {
            Fault::Houses { .. } => text!(
                en "make a list for each group and build them one by one",
                vi "tách danh sách theo từng tổ rồi làm từng tờ",
            ),
            Fault::More { .. } => text!(
                en "correct those above, then run the command again",
                vi "sửa các chỗ trên rồi chạy lại",
            ),
            Fault::Cell { .. } => text!(
                en "delete it from a copy of the list and print that; the team does not need it",
                vi "chép danh sách ra bản khác, xóa chỗ này rồi in bản đó; đội không cần đến",
            ),
            Fault::Column { .. } => text!(
                en "leave the column out of --map, or delete it from a copy of the list",
                vi "bỏ cột này khỏi --map, hoặc xóa nó trong một bản chép của danh sách",
            ),
            Fault::NoField { known, .. } => {
                let list = known.join(", ");
                text!(en "the fields are: {list}", vi "các mục gồm: {list}")
            }
            Fault::Twice { .. } => text!(
                en "leave out one of the two",
                vi "hãy bỏ một trong hai",
            ),
            Fault::NoPlace { columns } => {
                let list: Vec<String> = columns.iter().map(|name| format!("“{name}”")).collect();
                let list = list.join(", ");
                text!(
                    en "name that column: --map dia-chi=COLUMN or --map nha=COLUMN; the columns are: {list}",
                    vi "ghi rõ cột ấy: --map dia-chi=CỘT hoặc --map nha=CỘT; các cột gồm: {list}",
                )
            }
        }
    }
}

impl From<Fault<'_>> for Diagnostic {
    fn from(fault: Fault<'_>) -> Diagnostic {
        let found = Diagnostic::new(fault.code(), fault.message());
        let found = match fault {
            Fault::NoField { field, known } if nearest(field, known.iter().copied()).is_some() => {
                found.did_you_mean(field, known.iter().copied())
            }
            _ => found,
        };
        found.hint(fault.hint())
    }
}

/// What a private matter is called.
fn named(what: Private) -> Text {
    match what {
        Private::Number => text!(
            en "an identity number or account",
            vi "số căn cước hay số tài khoản",
        ),
        Private::Birth => text!(en "a date of birth", vi "ngày sinh, năm sinh"),
        Private::Secret => text!(en "a password or code", vi "mật khẩu hay mã"),
        Private::Account => text!(
            en "an account or insurance number",
            vi "số tài khoản hay số bảo hiểm",
        ),
    }
}

/// A message with the row it is about.
pub(super) fn in_row(row: u64, message: &Text) -> Text {
    let Text { en, vi } = message;
    text!(en "row {row}: {en}", vi "hàng {row}: {vi}")
}
