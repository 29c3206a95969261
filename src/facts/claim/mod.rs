//! What a sentence claims: numbers with what they count, sums, days, times, telephones, laws and
//! addresses. In goes a text, out come its [`Claim`]s; [`supports`] tells whether one bears out another.
//!
//! The same reading is used for what a guide prints and for what a fact says, so “bảy ngày” is
//! borne out by “07 ngày”, “12 số” by “12 chữ số”, “Nghị định 69” by “Nghị định 69/2024/NĐ-CP”, but
//! “3 ngày” not by “3 ngày làm việc”. A number is compared with its unit; one that stands without,
//! as in a list, with any. Numbers in words count only before a unit of time, money or signs, or
//! before a counter such as “cách”: “hai bên”, “một lần” and “ba má” claim nothing.

mod law;
mod lexicon;
mod number;
mod taken;
mod token;
mod what;
mod words;

use crate::qr;
use crate::vietnamese::date::Date;
use crate::vietnamese::entities::{EntityKind as Spotted, recognise};

pub use lexicon::COUNTERS;
use taken::Taken;
use token::ClaimTokens;
pub use what::{Claim, ClaimKind};

/// Every claim of `text`, in order. What cannot be read, such as a number that nobody can dial, is
/// left to the check of formats.
pub fn claims(text: &str) -> Vec<Claim> {
    // Every claim but the name of a law has a digit, a dot or a number in words.
    let mut found = Vec::new();
    let mut taken = Taken::default();
    let tokens = ClaimTokens::new(text);
    for address in qr::addresses(text) {
        let words = &text[address.clone()];
        taken.add(&address);
        found.push(Claim { range: address, what: self::address(words) });
    }
    for law in law::laws(&tokens, &taken) {
        taken.add(&law.range);
        found.push(law);
    }
    for spot in recognise(text) {
        if taken.overlaps(&spot.range) {
            continue;
        }
        taken.add(&spot.range);
        let what = match spot.what {
            Spotted::Phone(Ok(phone)) => ClaimKind::Phone(phone.digits().to_owned()),
            Spotted::Date(Ok(date)) => ClaimKind::Date(date),
            Spotted::Time(Ok(time)) => ClaimKind::Time(time.to_string()),
            Spotted::Money(Ok(money)) => ClaimKind::Money(money.dong),
            _ => continue,
        };
        found.push(Claim { range: spot.range, what });
    }
    found.extend(number::numbers(&tokens, &taken, &found));
    found.extend(free(&tokens));
    found.sort_by_key(|claim| claim.range.start);
    found
}

/// Ways to say that something costs nothing, word by word, by their first.
const FREE: &[(&str, &[&[&str]])] = &[
    ("miễn", &[&["phí"], &["lệ", "phí"]]),
    (
        "không",
        &[
            &["mất", "phí"],
            &["thu", "phí"],
            &["mất", "tiền"],
            &["tốn", "tiền"],
            &["phải", "trả", "tiền"],
            &["phải", "nộp", "phí"],
            &["phải", "nộp", "lệ", "phí"],
        ],
    ),
];

/// Where a text says that something costs nothing.
fn free(tokens: &ClaimTokens<'_>) -> Vec<Claim> {
    let mut found = Vec::new();
    for (index, first) in tokens.iter() {
        let begun = FREE.iter().find(|(word, _)| *word == first.lower);
        let Some((_, ways)) = begun else { continue };
        let says = |rest: &&&[&str]| {
            rest.iter().enumerate().all(|(number, word)| tokens.next(index + number) == *word)
        };
        if let Some(rest) = ways.iter().find(says) {
            let last = tokens.get(index + rest.len());
            let end = last.map_or(first.range.end, |token| token.range.end);
            found.push(Claim { range: first.range.start..end, what: ClaimKind::Free });
        }
    }
    found
}

/// The claim an address makes.
pub fn address(words: &str) -> ClaimKind {
    let rest = ["https://", "http://"].iter().find_map(|kind| words.strip_prefix(kind));
    let rest = rest.unwrap_or(words).trim_end_matches('/');
    let end = rest.find(['/', '?', '#', ':']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(end);
    ClaimKind::Address(host.to_lowercase(), path.to_owned())
}

/// Whether who says `said` bears out `claim`.
pub fn supports(said: &ClaimKind, claim: &ClaimKind) -> bool {
    if said == claim {
        return true;
    }
    match (said, claim) {
        (ClaimKind::Number { value, unit }, ClaimKind::Number { value: wanted, unit: of }) => {
            value == wanted && (unit == of || unit.is_empty() || of.is_empty())
        }
        (ClaimKind::Number { value, .. }, ClaimKind::Phone(digits)) => value == digits,
        (ClaimKind::Phone(digits), ClaimKind::Number { value, unit }) => {
            unit.is_empty() && value == digits
        }
        (ClaimKind::Number { value, unit }, ClaimKind::Money(sum)) => {
            unit.is_empty() && *value == sum.to_string()
        }
        (ClaimKind::Date(date), ClaimKind::DayMonth(day, month)) => {
            (date.day, date.month) == (*day, *month)
        }
        (ClaimKind::Date(date), ClaimKind::Month(month, year)) => {
            (date.month, date.year) == (*month, *year)
        }
        (
            ClaimKind::Date(Date { year, month, .. }) | ClaimKind::Month(month, year),
            ClaimKind::Number { value, unit },
        ) => {
            unit == "#năm" && *value == year.to_string()
                || unit == "#tháng" && *value == month.to_string()
        }
        (ClaimKind::Law { kind, name }, ClaimKind::Law { kind: of, name: wanted }) => {
            let same = kind.is_none() || of.is_none() || kind == of;
            let longer = name.strip_prefix(wanted.as_str());
            same && longer.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        }
        (ClaimKind::Address(host, _), ClaimKind::Address(wanted, path)) => {
            path.is_empty() && host == wanted
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests;
