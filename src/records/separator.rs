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
    let fallback = if is_tsv { b'\t' } else { b',' };
    // Of equals the one named first stays.
    let best = CANDIDATES.into_iter().rev().max_by_key(|separator| rank(*separator));
    (best.filter(|best| rank(*best).0).unwrap_or(fallback), quote)
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
