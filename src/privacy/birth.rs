//! Dates and years of birth. “sinh” is also the end of many words (“học sinh”, “vệ sinh”) and the
//! beginning of some (“sinh hoạt”); a year with “trở về trước” tells who is invited, not who was born.

use super::letters::LetterText;
use super::{PersonalData, PrivateData};

/// Syllables before “sinh” that make another word of it.
const BEFORE: &[&str] = &[
    "hoc", "ve", "thi", "an", "phat", "tai", "hy", "hi", "mon", "y", "nay", "tuyen", "khai", "cuu",
    "tien", "chieu", "muu", "dan", "nhan", "hoi", "bam", "ky", "san", "so", "nu", "nam", "chung",
    "giam", "moi", "duong", "thu",
];
/// Syllables after “sinh” that do.
const AFTER: &[&str] = &["hoat", "vien", "thai", "hoc", "ton", "song", "loi", "trac", "to", "san"];
/// Words before a birth that begin a span of years.
const SPANS: &[&str] = &["truoc", "sau", "tu", "den", "khoang"];
/// What may stand between “sinh” and the day.
const BETWEEN: &[&str] =
    &["ngay", "thang", "nam", "nhat", "la", "vao", "o", "hoi", "cua", "bac", "ba", "ong"];

pub(super) fn find(letters: &LetterText, found: &mut Vec<PrivateData>) {
    for word in ["sinh", "dob"] {
        for place in letters.all(word) {
            let before = last_word(letters, place.start);
            if word == "sinh"
                && !is_named(letters, place.start)
                && BEFORE.contains(&before.as_str())
                && !is_label(letters, place.start)
            {
                continue;
            }
            if let Some(end) = day_after(letters, place.end) {
                let start = label_start(letters, place.start);
                found.push(PrivateData {
                    kind: PersonalData::Birth,
                    range: letters.bytes(start..end),
                });
            }
        }
    }
}

/// Whether the word before `at` is a name: a capital in the middle of a sentence, as in “bác An sinh
/// năm 1945”.
fn is_named(letters: &LetterText, at: usize) -> bool {
    let before = last_word(letters, at);
    let start = at.saturating_sub(before.chars().count() + 1);
    letters.is_capital(start) && start >= 2 && letters.is_word(start - 2)
}

/// The word that ends before `at`, spaces aside.
fn last_word(letters: &LetterText, at: usize) -> String {
    let mut end = at;
    while end > 0 && letters.get(end - 1) == Some(' ') {
        end -= 1;
    }
    let mut start = end;
    while start > 0 && letters.is_word(start - 1) {
        start -= 1;
    }
    letters.slice(start..end)
}

/// “năm sinh” and “ngày sinh”, but not “nam sinh”, boys of a school: the accent tells them apart.
/// Without accents a colon does.
fn is_label(letters: &LetterText, at: usize) -> bool {
    last_word(letters, at) == "nam" && letters.skip(at + 4, &[' ']) < letters.len() && {
        let next = letters.skip(at + 4, &[' ']);
        matches!(letters.get(next), Some(':' | '=')) || letters.is_digit(next)
    }
}

fn label_start(letters: &LetterText, at: usize) -> usize {
    let before = last_word(letters, at);
    if ["ngay", "nam", "thang"].contains(&before.as_str()) { at - before.len() - 1 } else { at }
}

/// Where a day or year of birth ends that follows within a few words.
fn day_after(letters: &LetterText, at: usize) -> Option<usize> {
    let mut here = at;
    let mut spans = false;
    for step in 0..8 {
        here = letters.skip(here, &[' ', ':', '=', ',', '(', '-', '.']);
        if letters.is_digit(here) {
            break;
        }
        let end = letters.word(here);
        let word = letters.slice(here..end);
        spans |= SPANS.contains(&word.as_str());
        let first = step == 0 && AFTER.contains(&word.as_str());
        if first || !(BETWEEN.contains(&word.as_str()) || SPANS.contains(&word.as_str())) {
            return None;
        }
        here = end;
    }
    let end = birthday(letters, here)?;
    let next = letters.skip(end, &[' ']);
    let range = letters.follows(next, "tro").is_some()
        || ["den", "toi"].iter().any(|word| letters.follows(next, word).is_some())
        || letters.get(next) == Some('-') && letters.is_digit(letters.skip(next + 1, &[' ']));
    (!spans && !range).then_some(end)
}

/// `5/9/1945`, `5 tháng 9 năm 1945` or `1945`: where it ends.
fn birthday(letters: &LetterText, at: usize) -> Option<usize> {
    let mut here = at;
    for _ in 0..3 {
        let end = letters.digits(here);
        let number: u32 = letters.slice(here..end).parse().ok()?;
        if end - here == 4 {
            // Nobody alive was born before; nobody's birth lies ahead.
            return (1900..=2040).contains(&number).then_some(end);
        }
        if end - here > 2 {
            return None;
        }
        let mark = letters.skip(end, &['/', '-', '.', ' ']);
        let named = ["thang", "nam"].iter().find_map(|word| letters.follows(mark, word));
        let next = named.map_or(mark, |end| letters.skip(end, &[' ']));
        if !letters.is_digit(next) {
            // A day and a month alone tell when somebody is born, too.
            return (here > at).then_some(end);
        }
        here = next;
    }
    // `5/9/45`.
    Some(letters.digits(at).max(here))
}
