//! What stands between the cells of a CSV file, told from its beginning.

use super::split::{RawRow, Splitter};

/// What may stand between cells. Excel writes `;` where the comma is for decimals, as in Vietnam.
const CANDIDATES: [u8; 4] = [b',', b';', b'\t', b'|'];

/// Rows that are compared.
const ROWS: usize = 30;

/// The separator and the quotation mark.
pub(super) fn find(sample: &str, named: Option<u8>, is_tsv: bool) -> (u8, u8) {
    let quote = quote(sample);
    if let Some(named) = named {
        return (named, quote);
    }
    let rank = |separator: u8| {
        let widths = widths(sample, separator, quote);
        let head = widths.first().copied().unwrap_or(1);
        let alike = widths.iter().filter(|width| **width == head).count();
        let share = alike * 100 / widths.len().max(1);
        // Rows as wide as the head count most, then how many columns there are.
        (head > 1, share >= 80, head, share, is_tsv && separator == b'\t')
    };
    // Of equals the one named first stays.
    let best = CANDIDATES.into_iter().rev().max_by_key(|separator| rank(*separator));
    let best = best.filter(|best| rank(*best).0);
    (best.unwrap_or_else(|| without_columns(sample, quote, is_tsv)), quote)
}

/// The separator where the first row has none: that of the rows below a title, else one that splits
/// nothing, for a list of one column may have commas in its cells.
fn without_columns(sample: &str, quote: u8, is_tsv: bool) -> u8 {
    let is_below_title = |separator: &u8| {
        let widths = widths(sample, *separator, quote);
        let below = widths.get(1..).unwrap_or(&[]);
        below.len() > 1 && below[0] > 1 && below.iter().all(|width| *width == below[0])
    };
    if is_tsv {
        return b'\t';
    }
    let below = [b';', b'\t', b'|'].into_iter().find(is_below_title);
    let unused = || CANDIDATES.into_iter().find(|it| !sample.as_bytes().contains(it));
    below.or_else(unused).unwrap_or(b',')
}

/// How many cells each of the first rows has.
fn widths(sample: &str, separator: u8, quote: u8) -> Vec<usize> {
    let mut splitter = Splitter::new(sample.as_bytes(), separator, quote);
    let (mut row, mut widths) = (RawRow::default(), Vec::new());
    // Reading from memory does not fail.
    while widths.len() < ROWS && splitter.next(&mut row).unwrap_or(false) {
        if row.count > 1 || row.cells().any(|cell| !cell.is_empty()) {
            widths.push(row.count);
        }
    }
    // The last row of a sample may be cut off.
    if widths.len() > 2 && widths.len() < ROWS {
        widths.pop();
    }
    widths
}

/// `'` where the names of columns stand in such marks, else `"`.
fn quote(sample: &str) -> u8 {
    let head = sample.lines().find(|line| !line.trim().is_empty()).unwrap_or("").trim();
    let between = |mark: char| head.len() > 1 && head.starts_with(mark) && head.ends_with(mark);
    if between('\'') && !sample.contains('"') { b'\'' } else { b'"' }
}

/// The separator of a first line `sep=;`, as Excel understands it.
pub(super) fn declared(sample: &str) -> Option<u8> {
    let line = sample.lines().next()?.trim().trim_matches('"');
    let (word, mark) = line.split_at_checked(4)?;
    let [mark] = mark.as_bytes() else { return None };
    (word.eq_ignore_ascii_case("sep=") && mark.is_ascii() && !mark.is_ascii_alphanumeric())
        .then_some(*mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_are_told_from_the_beginning() {
        for (sample, wanted) in [
            ("a,b\n1,2\n", b','),
            ("a;b\n1;2\n", b';'),
            ("a\tb\n1\t2\n", b'\t'),
            ("a|b\n1|2\n", b'|'),
            ("Họ tên;Địa chỉ\nAn;Số 5, ngõ 2, phố Huế\nBình;Số 6, ngõ 2, phố Huế\n", b';'),
            ("\"a,b,c\";d\n1;2\n", b';'),
            ("tên\nAn\n", b','),
            ("", b','),
            ("'a,b';'c'\n'1,2';'3'\n", b';'),
            ("a;b;c\n1,5;2,5;3,5\n", b';'),
            ("a,b;c\n", b','),
            ("Danh sách tổ 7\nTên;Nhà\nAn;5\nBình;7\n", b';'),
            ("Nhà\nSố 5, ngõ 2, phố Huế\nSố 7, ngõ 2, phố Huế\n", b';'),
        ] {
            assert_eq!(find(sample, None, false).0, wanted, "{sample:?}");
        }
        assert_eq!(find("tên\nAn\n", None, true).0, b'\t');
        assert_eq!(find("a,b\n", Some(b';'), false), (b';', b'"'));
        assert_eq!(find("'a';'b'\n", None, false), (b';', b'\''));
    }

    #[test]
    fn a_line_for_excel_declares_it() {
        for (sample, wanted) in [
            ("sep=;\na;b", Some(b';')),
            ("SEP=|\r\na", Some(b'|')),
            ("\"sep=,\"\na", Some(b',')),
            ("sep=\n", None),
            ("sep=ab\n", None),
            ("sép=;\n", None),
            ("a;b", None),
            ("", None),
        ] {
            assert_eq!(declared(sample), wanted, "{sample:?}");
        }
    }
}
