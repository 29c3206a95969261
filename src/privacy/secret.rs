//! Values of passwords and codes. Words about them stand on every sheet; a value is a run of digits
//! or a word with digits in it, right behind such a word.

use super::letters::LetterText;
use super::{PersonalData, PrivateData};

/// Words before the digits of a code.
const CODES: &[&str] = &[
    "otp",
    "passcode",
    "ma pin",
    "ma xac thuc",
    "ma xac nhan",
    "ma bi mat",
    "ma kich hoat",
    "ma mo khoa",
];
/// Words before a password.
const PASSWORDS: &[&str] = &["mat khau", "password", "pass", "mk"];
/// Parts of all those words: a text without any of them holds no secret.
pub(super) const SIGNS: &[&str] = &["otp", "pass", "ma ", "khau", "mk"];
/// Words between that tell whose it is.
const OF: &[&str] = &["cua", "bac", "ong", "ba", "la", "cu", "moi", "dang", "nhap", "tai", "khoan"];

pub(super) fn find(letters: &LetterText, found: &mut Vec<PrivateData>) {
    for word in CODES {
        for place in letters.all(word) {
            let (at, _) = value(letters, place.end);
            let end = letters.digits(at);
            if (4..=8).contains(&(end - at)) && !letters.is_word(end) {
                found.push(PrivateData {
                    kind: PersonalData::Secret,
                    range: letters.bytes(place.start..end),
                });
            }
        }
    }
    for word in PASSWORDS {
        for place in letters.all(word) {
            let (at, reported) = value(letters, place.end);
            let end = token(letters, at);
            let digits = (at..end).filter(|here| letters.is_digit(*here)).count();
            let others = end - at - digits;
            let shaped = digits > 0 && others > 0 && is_mixed(letters, at, end) || digits >= 6;
            if reported && end - at >= 6 && shaped {
                found.push(PrivateData {
                    kind: PersonalData::Secret,
                    range: letters.bytes(place.start..end),
                });
            }
        }
    }
}

/// Where a value may begin behind a word, and whether a mark or “là” told that one follows.
fn value(letters: &LetterText, at: usize) -> (usize, bool) {
    let mut here = at;
    let mut reported = false;
    for _ in 0..6 {
        let next = letters.skip(here, &[' ', '“', '"', '\'', '(']);
        if matches!(letters.get(next), Some(':' | '=')) {
            reported = true;
            here = next + 1;
            continue;
        }
        let end = letters.word(next);
        let word = letters.slice(next..end);
        if !OF.contains(&word.as_str()) {
            if reported || !names(letters, next, end) {
                return (next, reported);
            }
            here = end;
            continue;
        }
        reported |= word == "la";
        here = end;
    }
    (here, reported)
}

/// Whether a word is the name of what it opens: “mật khẩu Zalo là …”, “mật khẩu Zalo: …”.
fn names(letters: &LetterText, at: usize, end: usize) -> bool {
    // The password of a hall is for everybody in it.
    let is_public = letters.slice(at..end) == "wifi";
    let is_word = end > at && !is_public && (at..end).all(|here| !letters.is_digit(here));
    let after = letters.skip(end, &[' ']);
    let is_marked = matches!(letters.get(after), Some(':' | '='));
    is_word && (is_marked || letters.slice(after..letters.word(after)) == "la")
}

/// Where a run without spaces ends, closing marks aside.
fn token(letters: &LetterText, at: usize) -> usize {
    let mut end = at;
    while letters.get(end).is_some_and(|c| !matches!(c, ' ' | ',' | ';' | '”' | '"' | ')' | '('))
    {
        end += 1;
    }
    while end > at && matches!(letters.get(end - 1), Some('.' | ':' | '?')) {
        end -= 1;
    }
    end
}

/// Whether letters or signs of passwords stand beside the digits; “8-20” and “1/7/2026” have none.
fn is_mixed(letters: &LetterText, at: usize, end: usize) -> bool {
    (at..end).filter_map(|here| letters.get(here)).any(|c| {
        c.is_alphabetic() || matches!(c, '@' | '#' | '$' | '!' | '^' | '*' | '&' | '_' | '%' | '+')
    })
}
