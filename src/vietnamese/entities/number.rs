//! Sums of money and phone numbers in prose.

use super::entity::{EntityKind, Match};
use super::line::LineCursor;
use crate::vietnamese::digits::in_threes;
use crate::vietnamese::letter::{is_letter, is_letter_or_number};
use crate::vietnamese::money::Money;
use crate::vietnamese::phone::{Phone, PhoneFault};

/// Signs and words for đồng, and which of them is the house's.
const UNITS: [(&str, &str); 5] =
    [("đồng", "đồng"), ("vnđ", "đ"), ("vnd", "đ"), ("₫", "₫"), ("đ", "đ")];

/// `1.000.000 đ`, in any form with a unit. Sums in words, `1,5 triệu đồng`, are well as they are.
pub(super) fn money(line: &LineCursor, at: usize) -> Option<Match> {
    let number_end = number(line, at);
    let unit_at = line.spaces(number_end);
    let found = UNITS.iter().find_map(|(unit, ours)| Some((line.word(unit_at, unit)?, *ours)));
    let typed_number = line.slice(at..number_end);
    let (end, ours) = match found {
        Some(found) => found,
        None => thousands(line, number_end, &typed_number)?,
    };
    let typed = line.slice(at..end);
    let read = Money::read(&typed);
    let wanted =
        read.as_ref().ok().map(|money| format!("{} {ours}", in_threes(&money.dong.to_string())));
    let wanted = wanted.filter(|wanted| *wanted != typed);
    Some(Match { start: at, end, what: EntityKind::Money(read), wanted })
}

/// `50k` and `2tr`, as in messages; `5K` and `4k` are names of other things.
fn thousands(line: &LineCursor, at: usize, number: &str) -> Option<(usize, &'static str)> {
    let short = if line.get(at) == Some('k') && number.len() >= 2 { "k" } else { "tr" };
    let attached = line.slice(at..at + short.len()) == short;
    if attached { line.word(at, short).map(|end| (end, "đ")) } else { None }
}

/// Where a number ends: digits with dots, commas, or spaces before three more digits.
fn number(line: &LineCursor, at: usize) -> usize {
    let mut end = line.digits(at);
    let short = end - at <= 3;
    for _ in 0..MAX_GROUPS {
        let next = line.digits(end + 1);
        let length = next.saturating_sub(end + 1);
        match line.get(end) {
            Some('.' | ',') if length > 0 => end = next,
            Some(' ') if length == 3 && short => end = next,
            _ => return end,
        }
    }
    end
}

/// More groups than any number or sum has: a bound on the work a page of digits makes.
const MAX_GROUPS: usize = 12;

/// Words after which digits are a phone number.
const PHONE_WORDS: &[&str] = &[
    "gọi",
    "điện thoại",
    "đt",
    "sđt",
    "hotline",
    "tổng đài",
    "zalo",
    "liên hệ",
    "nhắn",
    "máy",
    "đường dây nóng",
    "di động",
    "tel",
];
/// Words after which they are something else.
const OTHER_WORDS: &[&str] = &[
    "mã",
    "tài khoản",
    "stk",
    "căn cước",
    "cccd",
    "cmnd",
    "chứng minh",
    "hồ sơ",
    "định danh",
    "otp",
    "bảo hiểm",
    "bhxh",
    "bhyt",
    "hộ chiếu",
    "biên lai",
    "số thẻ",
];

/// What the words before say of digits.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Context {
    Phone,
    Other,
    None,
}

fn context(line: &LineCursor, at: usize) -> Context {
    let before = line.before(at, 40);
    let last = |words: &[&str]| {
        let ends = words.iter().filter_map(|word| {
            let found = last_place(&before, word)?;
            let whole = !before[..found].ends_with(is_letter_or_number)
                && !before[found + word.len()..].starts_with(is_letter_or_number);
            whole.then_some(found + word.len())
        });
        ends.max()
    };
    match (last(PHONE_WORDS), last(OTHER_WORDS)) {
        (None, None) => Context::None,
        (phone, other) if phone > other => Context::Phone,
        _ => Context::Other,
    }
}

/// Where a word stands last in a short text: to make a search for it ready, as `rfind` does, takes
/// longer than to look.
fn last_place(text: &str, word: &str) -> Option<usize> {
    let (text, word) = (text.as_bytes(), word.as_bytes());
    let (first, last) = (*word.first()?, text.len().checked_sub(word.len())?);
    (0..=last).rev().find(|at| text[*at] == first && text[*at..].starts_with(word))
}

/// Groups of digits joined by single marks.
struct Groups {
    /// Where the whole begins, with its bracket.
    start: usize,
    abroad: bool,
    /// Start and end of each.
    parts: Vec<(usize, usize)>,
}

/// A phone number in any form.
pub(super) fn phone(line: &LineCursor, at: usize) -> Option<Match> {
    let groups = groups(line, at)?;
    let digits: usize = groups.parts.iter().map(|(start, end)| end - start).sum();
    if digits < LEAST_DIGITS {
        let is_joined = groups.parts.last().is_some_and(|(_, end)| line.is_word(*end));
        return if is_joined { look_alike(line, at) } else { None };
    }
    let count = groups.parts.len();
    let whole = read(line, &groups, count);
    let (end, read) = match whole {
        (end, Ok(phone)) => (end, Ok(phone)),
        whole => {
            let splits: Vec<PhoneMatch> =
                (1..count).filter_map(|n| split(line, &groups, n)).collect();
            let good = splits.iter().find(|(_, found)| found.is_ok());
            good.or(splits.first()).cloned().unwrap_or(whole)
        }
    };
    if line.is_word(end) {
        return look_alike(line, at);
    }
    let typed = line.slice(groups.start..end);
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    // Most numbers are too short whatever the words before them say.
    let is_candidate = |said| is_candidate(&groups, &typed, &digits, &read, said);
    let context = if is_candidate(true) { context(line, at) } else { return None };
    if context == Context::Other || !is_candidate(context == Context::Phone) {
        return None;
    }
    let wanted = read.as_ref().ok().and_then(|phone| {
        let international = phone.international().filter(|_| groups.abroad);
        let wanted = international.unwrap_or_else(|| phone.grouped());
        (wanted != typed).then_some(wanted)
    });
    Some(Match { start: groups.start, end, what: EntityKind::Phone(read), wanted })
}

/// A number in which a letter stands for the digit it looks like: `O912345678`, `091234567l`.
pub(super) fn look_alike(line: &LineCursor, at: usize) -> Option<Match> {
    // Most words do not begin so.
    if !matches!(line.get(at), Some('0' | 'O' | 'o')) {
        return None;
    }
    let end = line.token_end(at);
    let typed = line.slice(at..end);
    let digits = typed.chars().filter(char::is_ascii_digit).count();
    let letters = typed.chars().filter(|c| matches!(c, 'O' | 'o' | 'l' | 'I')).count();
    let length = end - at;
    let shaped = (10..=11).contains(&length) && digits >= 8 && digits + letters == length;
    if !shaped || context(line, at) == Context::Other {
        return None;
    }
    let read = Phone::read(&typed);
    Some(Match { start: at, end, what: EntityKind::Phone(read), wanted: None })
}

/// The fewest digits that may be meant as a phone number: `0084`.
const LEAST_DIGITS: usize = 4;

type PhoneMatch = (usize, Result<Phone, PhoneFault>);

/// The first `count` groups as a number.
fn read(line: &LineCursor, groups: &Groups, count: usize) -> PhoneMatch {
    let end = groups.parts.get(count - 1).map_or(groups.start, |part| part.1);
    (end, Phone::read(&line.slice(groups.start..end)))
}

/// The first `count` groups, if another number or other words begin after them.
fn split(line: &LineCursor, groups: &Groups, count: usize) -> Option<PhoneMatch> {
    let (next, next_end) = *groups.parts.get(count)?;
    let digits: usize = groups.parts[..count].iter().map(|(start, end)| end - start).sum();
    let other = line.get(next) == Some('0') && next_end - next >= 3 && digits >= 8;
    // In “gọi 0912 345 678 3 ngày sau” the 3 counts days.
    let counts = count + 1 == groups.parts.len()
        && line.get(next_end) == Some(' ')
        && line.get(line.spaces(next_end)).is_some_and(is_letter);
    if !other && !counts {
        return None;
    }
    let (end, found) = read(line, groups, count);
    (other || found.is_ok()).then_some((end, found))
}

fn groups(line: &LineCursor, at: usize) -> Option<Groups> {
    let bracket = line.get(at) == Some('(');
    let mut here = at + usize::from(bracket);
    let abroad = line.get(here) == Some('+');
    here += usize::from(abroad);
    let mut parts = Vec::new();
    // The bracket belongs to the number when it closes inside.
    let mut closed_inside = false;
    while line.is_digit(here) && parts.len() < MAX_GROUPS {
        let end = line.digits(here);
        parts.push((here, end));
        let mut next = end;
        let closes = line.get(next) == Some(')') && bracket && !closed_inside;
        next += usize::from(closes);
        // +84 (0)24 3864 1234
        let zero = abroad && line.slice(line.spaces(next)..line.spaces(next) + 3) == "(0)";
        if zero {
            next = line.spaces(next) + 3;
        }
        let marks = matches!(line.get(next), Some(' ' | '.' | '-'));
        next += usize::from(marks);
        if !line.is_digit(next) || next == end {
            break;
        }
        closed_inside |= closes;
        here = next;
    }
    let first = parts.first()?.0;
    let start = if bracket && !closed_inside { first - usize::from(abroad) } else { at };
    Some(Groups { start, abroad, parts })
}

/// Whether digits of this shape are meant as a phone number, where the words before have `said` so or
/// not; where they say so, more are.
fn is_candidate(
    groups: &Groups,
    typed: &str,
    digits: &str,
    read: &Result<Phone, PhoneFault>,
    said: bool,
) -> bool {
    let (good, length) = (read.is_ok(), digits.len());
    let first = groups.parts.first().map_or(0, |(start, end)| end - start);
    if groups.abroad {
        return length >= 9 || said && length >= 8;
    }
    if digits.starts_with("0084") {
        return true;
    }
    if digits.starts_with('0') {
        // Twelve digits are an identity number, more an account; 0.1234567 is a number.
        let shaped = first >= 2 && !digits.starts_with("00") && length <= 11;
        return shaped && (length >= 9 || good || said && length >= 7);
    }
    if digits.starts_with("1800") || digits.starts_with("1900") {
        // 1900-2026 are years.
        return first >= 4 && length <= 11 && (said && length >= 5 || good && !typed.contains('-'));
    }
    if digits.starts_with("84") && length > 10 {
        return good;
    }
    let short_of_zero = matches!(read, Err(PhoneFault::MissingZero { .. }));
    let short_of_area = matches!(read, Err(PhoneFault::MissingArea));
    said && (short_of_zero || short_of_area && !typed.contains('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Before the words around a number are read, and before the number is.
    #[test]
    fn what_is_no_number_whatever_is_said_of_it_is_none() {
        let is = |typed: &str, said| {
            let digits = typed.trim_start_matches('+');
            let groups =
                Groups { start: 0, abroad: digits != typed, parts: vec![(0, digits.len())] };
            is_candidate(&groups, typed, digits, &Phone::read(typed), said)
        };
        for digits in (0..1000).flat_map(|n| [format!("{n}"), format!("{n:02}"), format!("{n:03}")])
        {
            assert!(!is(&digits, true) && !is(&format!("+{digits}"), true), "{digits}");
        }
        let mut seen = 0;
        for start in ["", "+", "0", "00", "0084", "84", "+84", "09", "024", "1800", "1900", "91"] {
            for length in 0..12 {
                let typed = format!("{start}{}", &"12345678901"[..length.min(11)]);
                seen += usize::from(is(&typed, true));
                assert!(!is(&typed, false) || is(&typed, true), "{typed}");
            }
        }
        assert!(seen > 30);
    }
}
