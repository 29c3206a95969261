//! Which sheet of a spreadsheet is the list.

use super::problem::named;
use super::rows::FileFault;
use crate::diag::{Code, nearest, text};
use crate::vietnamese::fold;

/// A sheet of a spreadsheet.
#[derive(Debug)]
pub(super) struct Worksheet {
    pub name: String,
    /// Where it is in the file.
    pub path: String,
    pub is_hidden: bool,
    /// Whether anything stands in it, as far as is known.
    pub is_filled: bool,
}

/// The sheet called `asked`, or that of this number; without it the first that is to be seen.
pub(super) fn choose<'s>(
    sheets: &'s [Worksheet],
    asked: Option<&str>,
) -> Result<&'s Worksheet, FileFault> {
    let Some(asked) = asked else {
        let seen = sheets.iter().find(|sheet| !sheet.is_hidden);
        return seen.or(sheets.first()).ok_or_else(no_sheets);
    };
    let folded = fold::plain(asked);
    let exact = sheets.iter().find(|sheet| sheet.name == asked);
    let alike =
        || sheets.iter().find(|sheet| !folded.is_empty() && fold::plain(&sheet.name) == folded);
    let number =
        || asked.trim().parse::<usize>().ok()?.checked_sub(1).and_then(|at| sheets.get(at));
    exact.or_else(alike).or_else(number).ok_or_else(|| unknown(sheets, asked))
}

/// The names of the sheets to be seen that hold something, but for the one that was chosen.
pub(super) fn others(sheets: &[Worksheet], chosen: &str) -> Vec<String> {
    let is_other = |sheet: &&Worksheet| sheet.path != chosen && sheet.is_filled && !sheet.is_hidden;
    sheets.iter().filter(is_other).map(|sheet| sheet.name.clone()).collect()
}

fn no_sheets() -> FileFault {
    FileFault::new(
        Code::RecordsSheet,
        text!(en "this spreadsheet has no sheet", vi "bảng tính này không có trang tính nào"),
        text!(en "save the list anew in Excel", vi "lưu lại danh sách bằng Excel"),
    )
}

fn unknown(sheets: &[Worksheet], asked: &str) -> FileFault {
    let list: Vec<String> = sheets.iter().map(|sheet| named(&sheet.name)).collect();
    let list = list.join(", ");
    let folded: Vec<String> = sheets.iter().map(|sheet| fold::plain(&sheet.name)).collect();
    let near = nearest(&fold::plain(asked), folded.iter().map(String::as_str));
    let near = near.and_then(|near| folded.iter().position(|own| own == near));
    let asked = named(asked);
    let what = text!(
        en "the spreadsheet has no sheet {asked}",
        vi "bảng tính không có trang tính {asked}",
    );
    let todo = match near {
        Some(index) => {
            let near = named(&sheets[index].name);
            text!(
                en "did you mean {near}? the sheets are: {list}",
                vi "có phải ý bạn là {near}? các trang tính gồm: {list}",
            )
        }
        None => text!(
            en "the sheets are: {list}; write a name or a number from 1",
            vi "các trang tính gồm: {list}; ghi tên hoặc số thứ tự từ 1",
        ),
    };
    FileFault::new(Code::RecordsSheet, what, todo)
}
