//! What programs put into a cell in place of its value: errors, rows of `#`, powers of ten, days made
//! of house numbers, words for nothing, and the marks by which people say “as above”.
//!
//! In a workbook most of this can be told from the kind of a cell. In a file of text it looks like a
//! value, and would be printed as one.

use crate::leftover::{MissingValue, missing_value};
use crate::vietnamese::fold;

/// What stands where a value belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum StandIn {
    /// An error of a spreadsheet: `#N/A`, `Err:502`.
    Error,
    /// `####`: the column was too narrow for its value.
    Narrow,
    /// `9.12E+11`: the digits behind it are gone.
    Power,
    /// `05-Thg2`: a spreadsheet took a number such as 5/2 for a day.
    Day,
    /// `-nt-`, `〃`: as above, which means another row as soon as the list is sorted.
    Ditto,
    /// A value that a program could not write as text: `[object Object]`.
    Lost,
    /// A word for nothing: `NULL`.
    Nothing,
    /// What holds the place of a value that is missing: `?`, `TBD`.
    Unknown,
    /// Dashes or dots: there is nothing.
    Dashes,
    /// A formula in place of its result: `=IFERROR(A1;"")`.
    Formula,
}

impl StandIn {
    /// Whether the cell is read as an empty one.
    pub(super) fn is_empty(self) -> bool {
        matches!(self, StandIn::Nothing | StandIn::Dashes)
    }
}

/// The longest of them, in bytes.
const LONGEST: usize = 48;

/// What a cell is instead of a value.
pub(super) fn stand_in(cell: &str) -> Option<StandIn> {
    let cell = cell.trim();
    if is_formula(cell) {
        return Some(StandIn::Formula);
    }
    if cell.is_empty() || cell.len() > LONGEST {
        return None;
    }
    if is_nothing(cell) {
        Some(StandIn::Nothing)
    } else if cell.len() > 2 && cell.bytes().all(|byte| byte == b'#') {
        Some(StandIn::Narrow)
    } else if matches!(cell, "[object Object]" | "undefined") {
        Some(StandIn::Lost)
    } else if is_power(cell) {
        Some(StandIn::Power)
    } else if is_day(cell) {
        Some(StandIn::Day)
    } else if is_ditto(cell) {
        Some(StandIn::Ditto)
    } else {
        Some(match missing_value(cell)? {
            MissingValue::Unknown => StandIn::Unknown,
            MissingValue::Error => StandIn::Error,
            MissingValue::Dashes => StandIn::Dashes,
        })
    }
}

fn is_nothing(cell: &str) -> bool {
    matches!(
        cell,
        "NULL"
            | "null"
            | "(null)"
            | "<null>"
            | "\\N"
            | "NaN"
            | "nan"
            | "<NA>"
            | "NaT"
            | "None"
            | "nil"
    )
}

/// Whether a cell of text holds a formula that calls a function or names a cell; “=1+1” and “=)” may be
/// meant as they are.
fn is_formula(cell: &str) -> bool {
    let Some(rest) = cell.strip_prefix('=').or_else(|| cell.strip_prefix("{=")) else {
        return false;
    };
    let rest = rest.trim_start_matches(['+', '-', '(', '$', ' ']);
    let part = |letter: char| letter.is_ascii_uppercase() || letter == '.' || letter == '_';
    let after = rest.trim_start_matches(part);
    let name = rest.len() - after.len();
    let is_call = name > 1 && after.starts_with('(');
    let row = after.trim_start_matches('$');
    let is_cell =
        (1..=3).contains(&name) && row.starts_with(|letter: char| letter.is_ascii_digit());
    is_call || is_cell
}

/// `9.12346E+11`, as spreadsheets show long numbers.
fn is_power(cell: &str) -> bool {
    let cell = cell.strip_prefix('-').unwrap_or(cell);
    let Some((digits, power)) = cell.split_once(['E', 'e']) else { return false };
    let Some(power) = power.strip_prefix('+') else { return false };
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|c| c.is_ascii_digit());
    let (whole, rest) = digits.split_once(['.', ',']).unwrap_or((digits, "0"));
    is_number(whole) && is_number(rest) && is_number(power)
}

/// `05-Thg2`, `5-Feb` and `Feb-05`, as spreadsheets show a day they made of 5/2; `2026-02-05
/// 00:00:00`, as programs write one.
fn is_day(cell: &str) -> bool {
    if cell.ends_with(" 00:00:00") {
        return cell.starts_with(|letter: char| letter.is_ascii_digit());
    }
    let Some((first, second)) = cell.split_once('-') else { return false };
    let is_number = |text: &str| {
        (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    is_number(first) && is_month(second) || is_month(first) && is_number(second)
}

fn is_month(word: &str) -> bool {
    const NAMES: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let number = word.strip_prefix("Thg").map(str::trim_start);
    NAMES.contains(&word)
        || number.is_some_and(|it| it.parse::<u8>().is_ok_and(|month| (1..=12).contains(&month)))
}

/// `nt`, `-nt-`, `như trên`, and marks of quotation by themselves.
fn is_ditto(cell: &str) -> bool {
    const MARKS: &[char] = &['"', '\'', '″', '”', '“', '〃', '´', '/', '-', ' '];
    let is_mark = |letter: char| MARKS.contains(&letter);
    if cell.chars().all(is_mark) {
        // A dash by itself says that there is nothing, and `/` may part two things.
        // One apostrophe alone is what is left of a mark for texts.
        return cell != "'" && cell.contains(['"', '\'', '″', '”', '〃', '´'])
            || cell.contains("//");
    }
    let word = cell.trim_matches(is_mark);
    let is_short = matches!(word, "nt" | "n.t" | "n.t.");
    let is_marked = matches!(word, "NT" | "Nt" | "do") && word.len() + 2 <= cell.len();
    is_short || is_marked || matches!(fold::slug(word).as_str(), "nhu-tren" | "ditto")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_for_a_value_is_known() {
        for (wanted, cells) in [
            (
                Some(StandIn::Error),
                "#N/A|#REF!|#NAME?|#VALUE!|#DIV/0!|#NULL!|#NUM!|#SPILL!|#CALC!|#ERROR!|#TÊN?|Err:502| #N/A ",
            ),
            (Some(StandIn::Narrow), "###|##########"),
            (Some(StandIn::Power), "9.12346E+11|9,12E+08|1E+03|-1.5E+10|9.1e+11"),
            (Some(StandIn::Day), "05-Thg2|5-Feb|Feb-05|Thg2-05|12-Thg 10|2026-02-05 00:00:00"),
            (
                Some(StandIn::Ditto),
                "nt|-nt-|- nt -|n.t|như trên|Như trên|\"|''|〃|-\"-|//|-//-|-NT-",
            ),
            (Some(StandIn::Lost), "[object Object]|undefined"),
            (Some(StandIn::Nothing), "NULL|null|(null)|\\N|NaN|nan|<NA>|NaT|None"),
            (Some(StandIn::Unknown), "?|??|N/A|TBD|chưa rõ"),
            (Some(StandIn::Dashes), "-|--|—|...|."),
            (Some(StandIn::Formula), "=NA()|=IFERROR(A1,\"\")|=A1|=$B$12&C1|{=A1}|=-SUM(A1:A2)"),
            (
                None,
                "=|=1+1|=)|=x|=cmd|\
                 |#|#1|##|Tổ #7|#VNeID|5/2|5-2|1E5|2E|A-05|5-May mắn|NT|Nan|Không|E+5|\
                 1.5|Thg2|nt.|như|Nguyễn Thị Như|'n|\"An\"|An \"Tư\"|2026-02-05|x",
            ),
        ] {
            for cell in cells.split('|') {
                assert_eq!(stand_in(cell), wanted, "{cell}");
            }
        }
    }
}
