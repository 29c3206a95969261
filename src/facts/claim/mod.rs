//! What a sentence claims: numbers with what they count, sums, days, times, telephones, laws and
//! addresses. In goes a text, out come its [`Claim`]s; [`vouches`] tells whether one bears out another.
//!
//! The same reading is used for what a guide prints and for what a fact says, so “bảy ngày” is
//! borne out by “07 ngày”, “12 số” by “12 chữ số”, “Nghị định 69” by “Nghị định 69/2024/NĐ-CP”, but
//! “3 ngày” not by “3 ngày làm việc”. A number is compared with its unit; one that stands without,
//! as in a list, with any. Numbers in words count only before a unit of time, money or signs, or
//! before a counter such as “cách”: “hai bên”, “một lần” and “ba má” claim nothing.

mod law;
mod lexicon;
mod number;
mod piece;
mod taken;
mod what;
mod words;

use crate::qr;
use crate::vietnamese::date::Date;
use crate::vietnamese::spot::{What as Spotted, spot};

pub use lexicon::COUNTERS;
use taken::Taken;
pub use what::{Claim, What};

/// Every claim of `text`, in order. What cannot be read, such as a number that nobody can dial, is
/// left to the check of formats.
pub fn claims(text: &str) -> Vec<Claim> {
    // Every claim but the name of a law has a digit, a dot or a number in words.
    let mut found = Vec::new();
    let mut taken = Taken::default();
    for address in qr::addresses(text) {
        let words = &text[address.clone()];
        taken.add(&address);
        found.push(Claim { range: address, what: self::address(words) });
    }
    for law in law::laws(text, &taken) {
        taken.add(&law.range);
        found.push(law);
    }
    for spot in spot(text) {
        if taken.overlaps(&spot.range) {
            continue;
        }
        taken.add(&spot.range);
        let what = match spot.what {
            Spotted::Phone(Ok(phone)) => What::Phone(phone.digits().to_owned()),
            Spotted::Date(Ok(date)) => What::Date(date),
            Spotted::Time(Ok(time)) => What::Time(time.to_string()),
            Spotted::Money(Ok(money)) => What::Money(money.dong),
            _ => continue,
        };
        found.push(Claim { range: spot.range, what });
    }
    found.extend(number::numbers(text, &taken, &found));
    found.extend(free(text));
    found.sort_by_key(|claim| claim.range.start);
    found
}

/// Ways to say that something costs nothing.
const FREE: &[&str] = &[
    "miễn phí",
    "miễn lệ phí",
    "không mất phí",
    "không thu phí",
    "không mất tiền",
    "không tốn tiền",
    "không phải trả tiền",
    "không phải nộp phí",
    "không phải nộp lệ phí",
];

/// Where a text says that something costs nothing.
fn free(text: &str) -> Vec<Claim> {
    let pieces = piece::Pieces::new(text);
    let mut found = Vec::new();
    for (index, first) in pieces.iter() {
        let says = |words: &&&str| {
            let mut at = index;
            words.split(' ').enumerate().all(|(number, word)| {
                let here = if number == 0 { pieces.lower(index) } else { pieces.next(at) };
                at = index + number;
                here == word
            })
        };
        if let Some(words) = FREE.iter().find(says) {
            let last = index + words.split(' ').count() - 1;
            let end = pieces.get(last).map_or(first.range.end, |piece| piece.range.end);
            found.push(Claim { range: first.range.start..end, what: What::Free });
        }
    }
    found
}

/// The claim an address makes.
pub fn address(words: &str) -> What {
    let rest = ["https://", "http://"].iter().find_map(|kind| words.strip_prefix(kind));
    let rest = rest.unwrap_or(words).trim_end_matches('/');
    let end = rest.find(['/', '?', '#', ':']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(end);
    What::Address(host.to_lowercase(), path.to_owned())
}

/// Whether who says `said` bears out `claim`.
pub fn vouches(said: &What, claim: &What) -> bool {
    if said == claim {
        return true;
    }
    match (said, claim) {
        (What::Number { value, unit }, What::Number { value: wanted, unit: of }) => {
            value == wanted && (unit == of || unit.is_empty() || of.is_empty())
        }
        (What::Number { value, .. }, What::Phone(digits)) => value == digits,
        (What::Phone(digits), What::Number { value, unit }) => unit.is_empty() && value == digits,
        (What::Number { value, unit }, What::Money(sum)) => {
            unit.is_empty() && *value == sum.to_string()
        }
        (What::Date(date), What::DayMonth(day, month)) => (date.day, date.month) == (*day, *month),
        (What::Date(date), What::Month(month, year)) => (date.month, date.year) == (*month, *year),
        (
            What::Date(Date { year, month, .. }) | What::Month(month, year),
            What::Number { value, unit },
        ) => {
            unit == "#năm" && *value == year.to_string()
                || unit == "#tháng" && *value == month.to_string()
        }
        (What::Law { kind, name }, What::Law { kind: of, name: wanted }) => {
            let same = kind.is_none() || of.is_none() || kind == of;
            let longer = name.strip_prefix(wanted.as_str());
            same && longer.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        }
        (What::Address(host, _), What::Address(wanted, path)) => path.is_empty() && host == wanted,
        _ => false,
    }
}

#[cfg(test)]
mod tests;
