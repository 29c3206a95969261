//! Rows that belong to the form of a table and are not records: sums and signatures below a list,
//! numbers of columns below their names, headings between records, rules.

use super::section::is_section;
use crate::vietnamese::fold;

/// What a row is instead of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoRecord {
    /// “Tổng cộng”.
    Sum,
    /// “Người lập biểu”, “…, ngày … tháng … năm …”.
    Signature,
    /// “(1) (2) (3)” or “A B 1 2”, as forms number their columns.
    Numbers,
    /// “Tổ 3”, above the records of that group.
    Section,
    /// `---`.
    Rule,
}

/// What a row is, if nothing in it can be a record.
pub(super) fn no_record<'n>(
    cells: &[String],
    names: impl Iterator<Item = &'n str> + Clone,
) -> Option<NoRecord> {
    let filled = || cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty());
    let first = filled().next()?;
    if filled().all(is_rule) {
        return Some(NoRecord::Rule);
    }
    if are_numbers(cells, names.clone()) {
        return Some(NoRecord::Numbers);
    }
    // A row that fills all columns is a record, and so is any row of one column.
    let has_gap = cells.iter().any(|cell| cell.trim().is_empty());
    if !has_gap || !begins_a_footer(first) {
        return None;
    }
    let small = first.to_lowercase();
    if is_sum(&small) && filled().skip(1).all(is_count) {
        return Some(NoRecord::Sum);
    }
    let is_signed = SIGNATURES.iter().any(|words| small.starts_with(words));
    if is_signed || filled().count() == 1 && is_place_and_day(&small) {
        return Some(NoRecord::Signature);
    }
    is_section(cells, names).then_some(NoRecord::Section)
}

/// The beginnings of what people write below a list.
const SIGNATURES: &[&str] = &[
    "người lập",
    "nguoi lap",
    "lập biểu",
    "(ký",
    "ký tên",
    "ký, ghi",
    "ký và ghi",
    "(ghi rõ",
    "nơi nhận",
    "xác nhận của",
];

/// Whether a text may be one of them or a sum, told from its first letter.
fn begins_a_footer(first: &str) -> bool {
    first.starts_with(|letter: char| letter.is_alphabetic() || letter == '(')
}

/// Whether all that a row holds, as it stands in the file, are lines across the table: a cell of dashes
/// is read as an empty one.
pub(super) fn is_rule_row(cells: &[String]) -> bool {
    let mut filled =
        cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).peekable();
    filled.peek().is_some() && filled.all(is_rule)
}

fn is_rule(cell: &str) -> bool {
    cell.len() > 2 && cell.bytes().all(|byte| b"-=_*:.~+".contains(&byte))
}

/// Sums by words alone or before a number: “Tổng cộng”, “Tổng số: 12 hộ”, “Cộng:”.
fn is_sum(small: &str) -> bool {
    const WHOLE: &[&str] = &["tổng", "cộng", "tong", "cong", "total", "sum", "tổng kết"];
    const BEGINNINGS: &[&str] = &[
        "tổng cộng",
        "tong cong",
        "cộng dồn",
        "grand total",
        "subtotal",
        "sub total",
        "cộng trang",
    ];
    let ends = |rest: &str| {
        let rest = rest.trim_start();
        rest.is_empty() || rest.starts_with(|c: char| c.is_ascii_digit() || ":.(-=".contains(c))
    };
    let begins = |words: &&str| small.strip_prefix(*words).is_some_and(ends);
    WHOLE.iter().chain(BEGINNINGS).any(begins)
        || small.starts_with("tổng số")
        || small.starts_with("tong so")
}

/// A number of people or houses, not that of a phone: “12”, “1.250”, “12 hộ”.
fn is_count(cell: &str) -> bool {
    let number = cell.split(' ').next().unwrap_or("");
    let is_number = number.bytes().all(|byte| byte.is_ascii_digit() || b".,%".contains(&byte));
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    is_number && (1..9).contains(&digits) && (!number.starts_with('0') || digits == 1)
}

/// “Hà Nội, ngày 5 tháng 11 năm 2026”, with dots for the numbers or not.
fn is_place_and_day(small: &str) -> bool {
    let Some((place, day)) = small.split_once(", ngày") else { return false };
    let Some((_, year)) = day.split_once("tháng").and_then(|(_, rest)| rest.split_once("năm"))
    else {
        return false;
    };
    !place.contains(',') && !year.contains(char::is_alphabetic)
}

/// Whether a row numbers the columns. “1 2 3” may be a house and a group, but nobody is called 2.
fn are_numbers<'n>(cells: &[String], mut names: impl Iterator<Item = &'n str>) -> bool {
    const WORDS: &[&str] = &["ten", "chi", "thoai", "chu", "vi", "an", "viec", "sdt"];
    let cell = |at: usize| cells.get(at).map_or("", |cell| cell.trim());
    if cells.len() < 3 || cell(0).len() > 3 {
        return false;
    }
    let inside = |cell: &str| cell.strip_prefix('(').and_then(|it| it.strip_suffix(')')).is_some();
    let number = |at: usize| cell(at).trim_matches(['(', ')']).parse::<usize>().ok();
    let letters = (0..cells.len()).take_while(|at| {
        let letter = u8::try_from(*at).ok().and_then(|at| b'A'.checked_add(at)).map(char::from);
        letter.is_some_and(|letter| cell(*at).trim_matches(['(', ')']) == letter.to_string())
    });
    let letters = letters.count();
    let is_run = (letters..cells.len()).all(|at| number(at) == Some(at + 1 - letters));
    if !is_run || letters == cells.len() {
        return false;
    }
    let is_name =
        |name: &str| fold::slug(name).rsplit('-').next().is_some_and(|last| WORDS.contains(&last));
    letters > 0 || cells.iter().all(|cell| inside(cell.trim())) || names.any(is_name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reported(names: &str, row: &str) -> Option<NoRecord> {
        let cells: Vec<String> = row.split(';').map(str::to_owned).collect();
        no_record(&cells, names.split(';'))
    }

    #[test]
    fn what_stands_around_a_list_is_known() {
        for (row, wanted) in [
            ("Tổng cộng;;;", NoRecord::Sum),
            ("Tổng cộng:;12;;", NoRecord::Sum),
            (";Tổng số: 12 hộ;;", NoRecord::Sum),
            (";Cộng;1.250;", NoRecord::Sum),
            ("Total;;;12", NoRecord::Sum),
            ("TỔNG;;;35 người", NoRecord::Sum),
            (";;;Người lập biểu", NoRecord::Signature),
            ("Người lập;;(Ký, ghi rõ họ tên);", NoRecord::Signature),
            (";;;Hà Nội, ngày 5 tháng 11 năm 2026", NoRecord::Signature),
            (";;Bách Khoa, ngày … tháng … năm 20…;", NoRecord::Signature),
            ("(Ký tên, đóng dấu);;;", NoRecord::Signature),
            ("(1);(2);(3);(4)", NoRecord::Numbers),
            ("1;2;3;4", NoRecord::Numbers),
            ("A;B;1;2", NoRecord::Numbers),
            ("---;---;---;---", NoRecord::Rule),
            ("=====;;;", NoRecord::Rule),
        ] {
            assert_eq!(reported("STT;Họ tên;Địa chỉ;Ghi chú", row), Some(wanted), "{row}");
        }
    }

    #[test]
    fn records_are_records() {
        for row in [
            "1;Nguyễn Văn An;Số 5;",
            ";Cộng;0912 345 678;",
            "Cộng;Trần Thị Tổng;Số 5;",
            "Tổng công ty Điện lực;;;",
            "Tong cong ty dien luc;;;",
            "Tổ trưởng;;;",
            "Kế toán;113;;",
            "-;-;-;-",
            "5;2;3;4",
            "Cộng hòa;;;",
            "Nhà văn hóa, ngày 5 tháng 11 năm 2026 lúc 8 giờ;;;",
            "A;B;C;D",
            "Cộng;An;5;x",
            "Nguyễn Người Lập;;;",
            ";;;",
        ] {
            assert_eq!(reported("STT;Họ tên;Địa chỉ;Ghi chú", row), None, "{row}");
        }
        assert_eq!(reported("STT;Số nhà;Tổ", "1;2;3"), None);
        assert_eq!(reported("STT;Số nhà;Tổ", "(1);(2);(3)"), Some(NoRecord::Numbers));
        assert_eq!(reported("Tên", "Cộng"), None);
        assert_eq!(reported("Tên;Số nhà", "Cộng;5"), None);
    }
}
