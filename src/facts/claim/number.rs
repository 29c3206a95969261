//! Numbers in a text, with what they count; those in words are left to `words`.

use super::lexicon::{POWERS, UNITS, named_unit};
use super::taken::Taken;
use super::token::ClaimTokens;
use super::what::{Claim, ClaimKind};
use super::words::in_words;
use crate::vietnamese::foreign::is_coined;
use crate::vietnamese::money::Money;

/// What a number may be the number of: “mức 2”, “phím 4”, “Android 9”.
const NOUNS: &[&str] = &[
    "mức",
    "phím",
    "bước",
    "điều",
    "khoản",
    "mục",
    "phần",
    "mặt",
    "trang",
    "tháng",
    "năm",
    "thứ",
    "khóa",
    "tổ",
    "lớp",
    "iphone",
    "android",
    "ios",
    "bản",
    "đề án",
    "án",
    "đội",
];
/// Words before a short number that is dialled.
const DIALLED: &[&str] = &["gọi", "nhắn", "số", "máy", "đài", "tới", "đến", "hoặc", "hay"];
/// Words after a number that begin something new.
const NO_UNITS: &[&str] = &[
    "và", "là", "thì", "để", "cho", "của", "trên", "trong", "từ", "đến", "tới", "mà", "nhé", "nữa",
    "này", "ấy", "đó", "kia", "sau", "trước", "khi", "ở", "tại", "với", "hoặc", "hay", "rồi",
    "bác", "có", "không", "về", "theo", "còn", "nếu", "gồm", "như", "vẫn", "được", "bị", "do",
    "vì",
];
/// Names of things that have a digit in them and claim nothing.
const PLAIN_CODES: &[&str] = &["3G", "4G", "5G", "A3", "A4", "A5", "A6"];

/// The numbers of a text outside of what is `taken`; `known` are the claims found so far.
pub(super) fn numbers(pieces: &ClaimTokens<'_>, taken: &Taken, known: &[Claim]) -> Vec<Claim> {
    let known = KnownClaims::new(known);
    let mut found: Vec<Claim> = Vec::new();
    for (index, piece) in pieces.iter() {
        let done = found.last().is_some_and(|last| piece.range.start < last.range.end);
        if done || taken.overlaps(&piece.range) {
            continue;
        }
        let claim = if piece.is_number() {
            in_digits(pieces, index, &known)
        } else if piece.is_mixed() {
            let code = piece.text.to_uppercase();
            let plain = PLAIN_CODES.contains(&code.as_str());
            (!plain).then(|| Claim { range: piece.range.clone(), what: ClaimKind::Code(code) })
        } else {
            in_words(pieces, index)
        };
        found.extend(claim);
    }
    found
}

/// Where claims were found before numbers are looked for.
#[derive(Default)]
struct KnownClaims {
    all: Taken,
    sums: Taken,
}

impl KnownClaims {
    fn new(claims: &[Claim]) -> KnownClaims {
        let mut known = KnownClaims::default();
        for claim in claims {
            known.all.add(&claim.range);
            if matches!(claim.what, ClaimKind::Money(_)) {
                known.sums.add(&claim.range);
            }
        }
        known
    }
}

fn in_digits(pieces: &ClaimTokens<'_>, index: usize, known: &KnownClaims) -> Option<Claim> {
    let piece = pieces.get(index)?;
    let start = piece.range.start;
    let claim = |end: usize, what: ClaimKind| Some(Claim { range: start..end, what });
    if let Some((end, what)) = calendar(pieces, index) {
        return claim(end, what);
    }
    let value = value(piece.text);
    // “100 nghìn”, “129 triệu đồng”.
    if POWERS.iter().any(|(power, _)| *power == pieces.next(index)) {
        let end = pieces.get(index + 1)?.range.end;
        if let Ok(sum) = Money::read(pieces.text().get(start..end)?) {
            return claim(end, ClaimKind::Money(sum.dong));
        }
    }
    let before = pieces.before(index);
    let short = (3..=5).contains(&value.len()) && piece.text == value;
    let of = noun(pieces, index);
    let unit = unit(pieces, index, known);
    if let (Some(Counted::Money), None) = (&unit, &of)
        && let Ok(sum) = value.parse()
    {
        return claim(piece.range.end, ClaimKind::Money(sum));
    }
    let (unit, end) = match unit {
        Some(Counted::Unit(unit, end)) => (unit, end),
        _ => (String::new(), piece.range.end),
    };
    if short && of.is_none() && DIALLED.contains(&before) && !UNITS.contains(&unit.as_str()) {
        return claim(piece.range.end, ClaimKind::Phone(value));
    }
    match of {
        Some((noun, start)) => {
            let what = ClaimKind::Number { value, unit: format!("#{noun}") };
            Some(Claim { range: start..piece.range.end, what })
        }
        None => claim(end, ClaimKind::Number { value, unit }),
    }
}

/// `1/7`, `7/2026` and “ngày 1 tháng 7”, which are no whole dates.
fn calendar(pieces: &ClaimTokens<'_>, index: usize) -> Option<(usize, ClaimKind)> {
    let piece = pieces.get(index)?;
    let small = |text: &str, most: u8| {
        text.parse::<u8>().ok().filter(|number| (1..=most).contains(number) && text.len() <= 2)
    };
    if pieces.gap(index) == "/" {
        let next = pieces.get(index + 1)?;
        let end = next.range.end;
        if pieces.gap(index + 1).starts_with('/') || !next.is_number() {
            return None;
        }
        if let (Some(month), Ok(year @ 1900..=2200)) = (small(piece.text, 12), next.text.parse()) {
            return Some((end, ClaimKind::Month(month, year)));
        }
        let (day, month) = (small(piece.text, 31)?, small(next.text, 12)?);
        return Some((end, ClaimKind::DayMonth(day, month)));
    }
    if pieces.before(index) == "ngày" && pieces.next(index) == "tháng" {
        let month = pieces.get(index + 2)?;
        let (day, number) = (small(piece.text, 31)?, small(month.text, 12)?);
        return Some((month.range.end, ClaimKind::DayMonth(day, number)));
    }
    None
}

/// What a number is the number of, and where that begins.
fn noun<'p>(pieces: &'p ClaimTokens<'_>, index: usize) -> Option<(&'p str, usize)> {
    let (before, at) = match pieces.before(index) {
        "độ" if index > 1 && pieces.before(index - 1) == "mức" => ("mức", index - 2),
        other => (other, index.checked_sub(1)?),
    };
    let named = pieces.get(at)?;
    // “VssID 1.7” is a version of that app.
    let is_noun = NOUNS.contains(&before) || !before.is_empty() && is_coined(named.text);
    is_noun.then_some((before, named.range.start))
}

/// What a number counts.
enum Counted {
    /// A unit, and where it ends.
    Unit(String, usize),
    /// Đồng.
    Money,
}

/// The unit behind a number; in “8–20 ký tự” and “14, 25 tuổi” that of the next number.
fn unit(pieces: &ClaimTokens<'_>, index: usize, known: &KnownClaims) -> Option<Counted> {
    let mut at = index;
    for _ in 0..12 {
        let piece = pieces.get(at)?;
        let gap = pieces.gap(at);
        if let Some(sign) = gap.find('%').filter(|sign| gap[..*sign].trim().is_empty()) {
            return Some(Counted::Unit("%".to_owned(), piece.range.end + sign + 1));
        }
        let gap = gap.trim();
        let next = pieces.get(at + 1)?;
        let joins = matches!(gap, "–" | "-" | "‑" | "," | "/");
        let word = pieces.next(at);
        let goes_on = ["đến", "tới", "và", "hoặc", "hay"].contains(&word);
        let ahead = if joins { at + 1 } else { at + 2 };
        let to_number = pieces.get(ahead).is_some_and(super::token::ClaimToken::is_number);
        if (joins || goes_on) && to_number {
            at = ahead;
            let start = pieces.get(at)?.range.start;
            let there = start..start + 1;
            if known.sums.overlaps(&there) {
                return Some(Counted::Money);
            }
            if known.all.overlaps(&there) {
                return None;
            }
            continue;
        }
        if word.is_empty() || next.is_number() || NO_UNITS.contains(&word) {
            return None;
        }
        let end = if at == index { next.range.end } else { pieces.get(index)?.range.end };
        return Some(Counted::Unit(named_unit(pieces, at + 1), end));
    }
    None
}

/// The digits alone: no dots between thousands, no zeros in front; versions stay as they are.
fn value(written: &str) -> String {
    let groups: Vec<&str> = written.split('.').collect();
    let in_threes = groups.len() > 1
        && groups[0].len() <= 3
        && groups[1..].iter().all(|group| group.len() == 3);
    let digits = if in_threes { groups.concat() } else { written.to_owned() };
    let bare = digits.trim_start_matches('0');
    if bare.starts_with(|c: char| c.is_ascii_digit()) && digits.len() <= 4 {
        bare.to_owned()
    } else {
        digits
    }
}
