//! What an item of a list begins with, as people and programs write it.

use super::block::Marker;
use crate::leftover::BULLETS;

/// Numbers people write in words.
const NUMBERS: [(&str, u32); 13] = [
    ("mười hai", 12),
    ("mười một", 11),
    ("mười", 10),
    ("một", 1),
    ("hai", 2),
    ("ba", 3),
    ("bốn", 4),
    ("tư", 4),
    ("năm", 5),
    ("sáu", 6),
    ("bảy", 7),
    ("tám", 8),
    ("chín", 9),
];

/// The marker a line begins with, and the words behind it.
pub(super) fn split(line: &str) -> Option<(Marker, &str)> {
    let line = line.trim();
    step_by_name(line)
        .or_else(|| part(line))
        .or_else(|| number(line))
        .or_else(|| letter(line))
        .or_else(|| bullet(line))
}

/// Whether a cell holds the number of a step and nothing else.
pub(super) fn number_alone(cell: &str) -> Option<u32> {
    let cell = cell.trim().trim_end_matches(['.', ')', ':']).trim();
    match step_by_name(cell) {
        Some((Marker::Step(number), "")) => Some(number),
        _ => cell.parse().ok().filter(|number| (1..100).contains(number)),
    }
}

/// `Bước 1:`, `B1.`, `Bước một -`, `Step 1`.
fn step_by_name(line: &str) -> Option<(Marker, &str)> {
    let lower = line.to_lowercase();
    // Small and capital letters of Vietnamese are of one length, else nothing is cut here.
    if lower.len() != line.len() {
        return None;
    }
    let named = ["bước thứ ", "bước ", "bước", "step ", "b.", "b"];
    let name = named.iter().find(|name| {
        lower.strip_prefix(**name).is_some_and(|rest| {
            let is_digit = rest.starts_with(|letter: char| letter.is_ascii_digit());
            is_digit || (name.ends_with(' ') && number_word(rest).is_some())
        })
    })?;
    let rest = &lower[name.len()..];
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, length) = match digits {
        0 => number_word(rest)?,
        1 | 2 => (rest[..digits].parse().ok()?, digits),
        _ => return None,
    };
    let behind = &line[name.len() + length..];
    let words = behind.trim_start();
    let sign =
        [':', '.', ')', '-', '–', '—', '/'].into_iter().find(|sign| words.starts_with(*sign));
    let is_next = behind.starts_with(char::is_whitespace) && words.starts_with(char::is_uppercase);
    match sign {
        Some(sign) => Some((Marker::Step(number), words[sign.len_utf8()..].trim_start())),
        None if words.is_empty() || is_next => Some((Marker::Step(number), words)),
        None => None,
    }
}

fn number_word(rest: &str) -> Option<(u32, usize)> {
    let ends = |word: &str| {
        rest.strip_prefix(word)
            .is_some_and(|after| !after.starts_with(|letter: char| letter.is_alphanumeric()))
    };
    NUMBERS.iter().find(|(word, _)| ends(word)).map(|(word, number)| (*number, word.len()))
}

/// `I.`, `II)`, `A.`, `Phần 1:`, `Mục 2.`.
fn part(line: &str) -> Option<(Marker, &str)> {
    for name in ["Phần ", "PHẦN ", "Mục ", "MỤC "] {
        let Some(rest) = line.strip_prefix(name) else { continue };
        let (number, words) = rest.split_once([':', '.', ')'])?;
        let is_number = number.chars().all(|c| c.is_ascii_alphanumeric()) && number.len() < 5;
        return is_number.then(|| (Marker::Part, words.trim_start()));
    }
    let (number, rest) = line.split_once(['.', ')'])?;
    let is_roman = (1..6).contains(&number.len()) && number.chars().all(|c| "IVX".contains(c));
    let is_letter = number.len() == 1 && number.chars().all(|c| c.is_ascii_uppercase());
    let words = rest.trim_start();
    let is_heading = !words.is_empty() && rest.starts_with(char::is_whitespace);
    ((is_roman || is_letter) && is_heading).then_some((Marker::Part, words))
}

/// `1.`, `1)`, `1/`, `(1)`, `①`, `1️⃣`; `1.1`. A time or a day is none.
fn number(line: &str) -> Option<(Marker, &str)> {
    if let Some(first) = line.chars().next()
        && ('①'..='⑳').contains(&first)
    {
        let number = u32::from(first) - u32::from('①') + 1;
        return Some((Marker::Step(number), line[first.len_utf8()..].trim_start()));
    }
    let (bare, closed) = match line.strip_prefix('(') {
        Some(bare) => (bare, true),
        None => (line, false),
    };
    let digits = bare.len() - bare.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if !(1..=2).contains(&digits) {
        return None;
    }
    let number = bare[..digits].parse().ok().filter(|number| *number > 0)?;
    let rest = &bare[digits..];
    if let Some(words) = rest.strip_prefix("\u{fe0f}\u{20e3}") {
        return Some((Marker::Step(number), words.trim_start()));
    }
    let sign = rest.chars().next()?;
    let words = rest[sign.len_utf8()..].trim_start();
    let is_apart = rest[sign.len_utf8()..].starts_with(char::is_whitespace);
    let is_word = words.starts_with(|c: char| c.is_alphabetic() || "“\"'([*!".contains(c));
    match sign {
        ')' if !words.is_empty() => Some((Marker::Step(number), words)),
        '.' | '/' | ':' | '-' if !closed && is_word && (is_apart || sign == '.') => {
            Some((Marker::Step(number), words))
        }
        '.' if !closed => {
            let more = words.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
            let ranks = &words[..words.len() - more.len()];
            let last = ranks.split('.').rfind(|rank| !rank.is_empty());
            let last = last.filter(|_| !is_apart).and_then(|last| last.parse().ok());
            let words = more.strip_prefix(')').unwrap_or(more);
            let is_word = words.starts_with(char::is_whitespace)
                && words.trim_start().starts_with(char::is_uppercase);
            last.filter(|_| is_word).map(|last| (Marker::Rank(last), words.trim_start()))
        }
        _ => None,
    }
}

/// `a)`, `b.`.
fn letter(line: &str) -> Option<(Marker, &str)> {
    let (letter, rest) = line.split_once(['.', ')'])?;
    let mut letters = letter.chars();
    let is_one = letters.next().is_some_and(char::is_lowercase) && letters.next().is_none();
    let words = rest.trim_start();
    (is_one && rest.starts_with(char::is_whitespace) && !words.is_empty())
        .then_some((Marker::Sub, words))
}

fn bullet(line: &str) -> Option<(Marker, &str)> {
    let sign = line.chars().next()?;
    let rest = &line[sign.len_utf8()..];
    let words = rest.trim_start();
    let is_apart = rest.starts_with(char::is_whitespace);
    let is_dash = "-–—−+*".contains(sign) && is_apart;
    let is_round = sign == 'o' && is_apart && words.starts_with(char::is_uppercase);
    let is_bullet = BULLETS.contains(&sign);
    if (!is_dash && !is_round && !is_bullet) || words.is_empty() {
        return None;
    }
    let boxed = ["[ ]", "[]", "[x]", "☐", "□"].iter().find_map(|sign| words.strip_prefix(sign));
    Some((Marker::Bullet, boxed.unwrap_or(words).trim_start()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_are_known_and_dates_are_none() {
        for (line, wanted) in [
            ("1) Mở máy", Some((Marker::Step(1), "Mở máy"))),
            ("1)\tMở máy", Some((Marker::Step(1), "Mở máy"))),
            ("12. Mở máy", Some((Marker::Step(12), "Mở máy"))),
            ("2.Mở máy", Some((Marker::Step(2), "Mở máy"))),
            ("3/ Mở máy", Some((Marker::Step(3), "Mở máy"))),
            ("(4) Mở máy", Some((Marker::Step(4), "Mở máy"))),
            ("② Mở máy", Some((Marker::Step(2), "Mở máy"))),
            ("3\u{fe0f}\u{20e3} Mở máy", Some((Marker::Step(3), "Mở máy"))),
            ("Bước 1: Mở máy", Some((Marker::Step(1), "Mở máy"))),
            ("BƯỚC 2. Mở máy", Some((Marker::Step(2), "Mở máy"))),
            ("B1: Mở máy", Some((Marker::Step(1), "Mở máy"))),
            ("B.3 - Mở máy", Some((Marker::Step(3), "Mở máy"))),
            ("Bước một: Mở máy", Some((Marker::Step(1), "Mở máy"))),
            ("Bước thứ hai – Mở máy", Some((Marker::Step(2), "Mở máy"))),
            ("Bước 3 Mở máy", Some((Marker::Step(3), "Mở máy"))),
            ("Bước 4", Some((Marker::Step(4), ""))),
            ("1.1. Mở máy", Some((Marker::Rank(1), "Mở máy"))),
            ("2.1.3 Mở máy", Some((Marker::Rank(3), "Mở máy"))),
            ("a) Mở máy", Some((Marker::Sub, "Mở máy"))),
            ("đ) Mở máy", Some((Marker::Sub, "Mở máy"))),
            ("II. Cách làm", Some((Marker::Part, "Cách làm"))),
            ("A. Cách làm", Some((Marker::Part, "Cách làm"))),
            ("Phần 2: Cách làm", Some((Marker::Part, "Cách làm"))),
            ("• Mở máy", Some((Marker::Bullet, "Mở máy"))),
            ("- [ ] Mở máy", Some((Marker::Bullet, "Mở máy"))),
            ("\u{f0b7}\tMở máy", Some((Marker::Bullet, "Mở máy"))),
            ("8.30 - 11.30", None),
            ("8.30 sáng", None),
            ("5/12 họp", None),
            ("28/11/2026", None),
            ("1.000 đồng", None),
            ("5 - 7 ngày", None),
            ("2 bàn", None),
            ("-5 độ", None),
            ("Bước đầu tiên", None),
            ("bước 1 đã xong", None),
            ("Ba mẹ", None),
            ("Bấm nút", None),
            ("o tròn", None),
            ("TP. Hà Nội", None),
        ] {
            assert_eq!(split(line), wanted, "{line}");
        }
    }
}
