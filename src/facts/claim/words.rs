//! Numbers in words, where they count something: “bảy ngày”, “mười hai số”, “năm mươi nghìn đồng”.

use super::lexicon::{COUNTERS, POWERS, UNITS, named_unit};
use super::token::ClaimTokens;
use super::what::{Claim, ClaimKind};

/// “bảy ngày”, “mười hai số”, “ba cách”.
pub(super) fn in_words(pieces: &ClaimTokens<'_>, index: usize) -> Option<Claim> {
    let (value, last) = spelled(pieces, index)?;
    let word = pieces.next(last);
    let power = POWERS.iter().find(|(power, _)| *power == word).map(|(_, worth)| *worth);
    if let Some(power) = power {
        let range = pieces.get(index)?.range.start..pieces.get(last + 1)?.range.end;
        return Some(Claim { range, what: ClaimKind::Money(value * power) });
    }
    let counts = UNITS.contains(&word)
        || COUNTERS.contains(&word)
        || word == "số" && !["điện", "máy", "nhà"].contains(&pieces.next(last + 1));
    // “chữ ký”, “chữ to” are no signs that are counted.
    let signs = match word {
        "ký" => pieces.next(last + 1) == "tự",
        "chữ" => pieces.next(last + 1) == "số",
        _ => true,
    };
    if !counts || !signs {
        return None;
    }
    let first = pieces.lower(index);
    let bound = ["trong", "sau", "quá", "mất", "khoảng", "hạn", "trước", "đa"];
    let lone = value == 1 && last == index;
    let article = lone && !(bound.contains(&pieces.before(index)) && word != "lần");
    // “năm” is a year where it does not stand before days or hours.
    let year = first == "năm" && last == index && ["tháng", "năm", "cách", "việc"].contains(&word);
    // “tháng ba ngày 5”, “thứ hai tuần sau”: names of months and days.
    let name = ["tháng", "thứ", "ngày", "năm", "chị", "anh", "bác"].contains(&pieces.before(index));
    if article || year || name {
        return None;
    }
    let end = pieces.get(last + 1)?.range.end;
    let unit = named_unit(pieces, last + 1);
    let range = pieces.get(index)?.range.start..end;
    Some(Claim { range, what: ClaimKind::Number { value: value.to_string(), unit } })
}

/// A number below 1000 in words, and its last word.
fn spelled(pieces: &ClaimTokens<'_>, index: usize) -> Option<(u64, usize)> {
    let first = pieces.lower(index);
    let hundreds = match digit(first) {
        Some(hundreds) if pieces.next(index) == "trăm" => hundreds,
        Some(_) => return below_hundred(pieces, index),
        None if first == "mười" => return below_hundred(pieces, index),
        None => return None,
    };
    let whole = (hundreds * 100, index + 1);
    let zero = ["linh", "lẻ"].contains(&pieces.next(index + 1));
    let rest = if zero { index + 3 } else { index + 2 };
    let joined =
        !pieces.next(index + 1).is_empty() && (!zero || !pieces.next(index + 2).is_empty());
    // In “hai trăm năm” the last word may be the unit.
    match below_hundred(pieces, rest).filter(|_| joined) {
        Some((value, last)) if pieces.lower(last) != "năm" || zero => {
            Some((hundreds * 100 + value, last))
        }
        _ => Some(whole),
    }
}

fn below_hundred(pieces: &ClaimTokens<'_>, index: usize) -> Option<(u64, usize)> {
    let word = |at: usize| pieces.next(at);
    if pieces.lower(index) == "mười" {
        return Some(match digit(word(index)) {
            // In “mười năm” the second word is the unit.
            Some(ones) if word(index) != "năm" => (10 + ones, index + 1),
            _ => (10, index),
        });
    }
    let first = digit(pieces.lower(index))?;
    if word(index) != "mươi" {
        return Some((first, index));
    }
    Some(match digit(word(index + 1)) {
        Some(ones) if word(index + 1) != "năm" => (first * 10 + ones, index + 2),
        _ => (first * 10, index + 1),
    })
}

fn digit(word: &str) -> Option<u64> {
    Some(match word {
        "một" | "mốt" => 1,
        "hai" => 2,
        "ba" => 3,
        "bốn" | "tư" => 4,
        "năm" | "lăm" => 5,
        "sáu" => 6,
        "bảy" | "bẩy" => 7,
        "tám" => 8,
        "chín" => 9,
        _ => return None,
    })
}
