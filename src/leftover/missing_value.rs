//! What people and programs write where a value is still missing: `?`, `TBD`, `#REF!`, a dash.
//!
//! Such a text is a value like any other to a computer and nothing at all to a reader: a number to
//! call that says `N/A` has been forgotten, not chosen. Only a text that is wholly one of these
//! counts; “Đường Chưa Rõ” or “Gọi 5?” is left alone.

/// What stands where a value belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MissingValue {
    /// `?`, `N/A`, `TBD`, “chưa rõ”: somebody or something does not know it yet.
    Unknown,
    /// An error of a spreadsheet: `#N/A`, `Err:502`.
    Error,
    /// Dashes, dots or a line to write on: there is nothing.
    Dashes,
}

/// The longest of them, in bytes.
const LONGEST: usize = 48;
/// What brackets may stand around them.
const BRACKETS: &[char] = &['(', ')', '[', ']', '<', '>', '{', '}', '“', '”', '"', '\'', '*'];

/// What a text is instead of a value.
pub fn missing_value(text: &str) -> Option<MissingValue> {
    let text = text.trim();
    if text.is_empty() || text.len() > LONGEST {
        return None;
    }
    if is_error(text) {
        return Some(MissingValue::Error);
    }
    // `'` is what is left of the mark by which a spreadsheet keeps a text.
    if text == "'" || text.chars().all(|sign| is_dash(sign) || sign.is_whitespace()) {
        return Some(MissingValue::Dashes);
    }
    // A field of a form letter that was not filled in.
    if text.starts_with('«') && text.ends_with('»') {
        return Some(MissingValue::Unknown);
    }
    let words = text.trim_matches(BRACKETS).trim();
    let is_unknown = is_question(words) || is_filler(words) || is_known(words);
    is_unknown.then_some(MissingValue::Unknown)
}

fn is_dash(sign: char) -> bool {
    matches!(sign, '-' | '_' | '.' | '/' | '…' | '·' | '•' | '―' | '−' | '‐'..='—' | '─' | '━')
}

fn is_question(words: &str) -> bool {
    let is_sign = |sign: char| matches!(sign, '?' | '？' | '¿' | '!' | '.' | ' ');
    words.contains(['?', '？']) && words.chars().all(is_sign)
}

/// `xxx`, `XXXX XXX XXX`: letters that hold the place of digits.
fn is_filler(words: &str) -> bool {
    let letters = words.chars().filter(|letter| letter.eq_ignore_ascii_case(&'x')).count();
    let is_filling = |letter: char| matches!(letter, 'x' | 'X' | ' ' | '.' | '-');
    letters >= 3 && words.chars().all(is_filling)
}

/// Words of programs and of people who will look it up later. Capitals do not matter but for `NA`,
/// which is a name in small letters.
fn is_known(words: &str) -> bool {
    const WORDS: &[&str] = &[
        "n/a",
        "n.a",
        "tbd",
        "tba",
        "tbc",
        "todo",
        "fixme",
        "unknown",
        "undefined",
        "pending",
        "placeholder",
        "null",
        "none",
        "lorem ipsum",
        "to be determined",
        "to be announced",
        "not available",
        "no data",
        "chưa rõ",
        "chưa biết",
        "chưa xác định",
        "chưa điền",
        "chưa nhập",
        "chưa cập nhật",
        "chưa có thông tin",
        "chưa có dữ liệu",
        "không rõ",
        "không xác định",
        "không có dữ liệu",
        "không có thông tin",
        "đang cập nhật",
        "đang bổ sung",
        "cập nhật sau",
        "bổ sung sau",
        "điền sau",
        "sẽ bổ sung",
        "sẽ cập nhật",
        "chờ bổ sung",
        "chờ cập nhật",
        "chờ xác nhận",
        "cần bổ sung",
        "để trống",
        "k rõ",
        "ko rõ",
        "chua ro",
        "khong ro",
        "chua biet",
    ];
    let words = words.trim_end_matches(['.', '…', '?', '!', ' ']);
    let (plain, small) = (words.trim_end_matches('.'), words.to_lowercase());
    plain == "NA" || WORDS.contains(&small.as_str())
}

/// Excel, Google and `LibreOffice` write their errors in capitals behind `#`, in the language of the
/// program.
fn is_error(text: &str) -> bool {
    let is_numbered =
        |rest: &str| rest.len() >= 3 && rest.bytes().all(|byte| byte.is_ascii_digit());
    if let Some(rest) = text.strip_prefix("Err:") {
        return is_numbered(rest);
    }
    let Some(name) = text.strip_prefix('#') else { return text == "Loading..." };
    let Some(word) = name.strip_suffix(['!', '?']) else {
        return matches!(name, "N/A" | "GETTING_DATA" | "BUSY");
    };
    let is_part = |letter: char| letter.is_uppercase() || "/_0123456789".contains(letter);
    word.starts_with(char::is_uppercase) && word.chars().all(is_part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_of_missing_values_are_told_from_values() {
        for (wanted, texts) in [
            (
                Some(MissingValue::Unknown),
                "?|??|???|(?)|[?]|? ?|?!|？|N/A|n/a|(N/A)|N.A.|NA|TBD|tbd|TBA|<TBD>|TODO|xxx|XXXX XXX XXX|\
                 chưa rõ|Chưa rõ|CHƯA RÕ|(chưa rõ)|chưa rõ?|Không rõ.|đang cập nhật…|bổ sung sau|\
                 unknown|Unknown|«Tên»|để trống|ko rõ|chua ro|none|null",
            ),
            (
                Some(MissingValue::Error),
                "#N/A|#REF!|#NAME?|#VALUE!|#DIV/0!|#NULL!|#NUM!|#SPILL!|#CALC!|#ERROR!|#TÊN?|Err:502|Loading...",
            ),
            (
                Some(MissingValue::Dashes),
                "-|--|–|—|―|−|.|..|...|…|____|. . .|- -|----------|·····|─|•|'|/|-/-|../..",
            ),
            (
                None,
                "| |x|X|xx|0|-1|- đã gọi|A?|Gọi chưa?|5?|Na|na|Nà|NT|không|Không|có|chưa|chưa có|Rõ|\
                 Đinh Văn Rõ|Thôn Chưa Rõ|#1|Tổ #7|5/2|«Mở» máy|N|A|Nan Văn Nam|Bích?|1.|Đê Trong|Điện Sau|\
                 113|?ở đâu|Xuân|axxx|xxx1",
            ),
        ] {
            for text in texts.split('|') {
                assert_eq!(missing_value(text), wanted, "{text}");
            }
        }
    }
}
