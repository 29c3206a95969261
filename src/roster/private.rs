//! What must not be on a sheet that may be lost: who finds it could pretend to be somebody on it.
//!
//! Told by the name of a column and by what stands in a cell. A task may be to change a password;
//! the password itself may not stand there.

use crate::vietnamese::entities::{EntityKind, recognise};
use crate::vietnamese::fold;

/// Kinds of private matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Private {
    /// A citizen's number (12 digits), or one of an account or card (more).
    Number,
    /// A day or year of birth.
    Birth,
    /// A password, PIN or code sent by phone.
    Secret,
    /// A bank account, an insurance number.
    Account,
}

/// People born after this year have no identity card of their own yet (Luật Căn cước 2023: from 14
/// years on it is required), so an earlier date is mostly one of birth.
const BORN_BEFORE: u16 = 2013;

/// Words of column names, without accents, and what such a column holds.
const NAMES: &[(&str, Private)] = &[
    ("cccd", Private::Number),
    ("cmnd", Private::Number),
    ("cmt", Private::Number),
    ("cc", Private::Number),
    ("can cuoc", Private::Number),
    ("chung minh", Private::Number),
    ("dinh danh", Private::Number),
    ("ho chieu", Private::Number),
    ("ngay sinh", Private::Birth),
    ("nam sinh", Private::Birth),
    ("sinh ngay", Private::Birth),
    ("sinh nam", Private::Birth),
    ("ntns", Private::Birth),
    ("dob", Private::Birth),
    ("mat khau", Private::Secret),
    ("mk", Private::Secret),
    ("password", Private::Secret),
    ("passcode", Private::Secret),
    ("otp", Private::Secret),
    ("ma pin", Private::Secret),
    ("pin", Private::Secret),
    ("ma xac thuc", Private::Secret),
    ("ma xac nhan", Private::Secret),
    ("tai khoan ngan hang", Private::Account),
    ("so tai khoan", Private::Account),
    ("stk", Private::Account),
    ("bao hiem", Private::Account),
    ("bhyt", Private::Account),
    ("bhxh", Private::Account),
];

/// Words after which a secret stands in a cell.
const BEFORE_SECRET: &[&str] = &["mat khau", "mk", "password", "pass", "passcode", "otp", "pin"];

/// Words apart by one space, small and without accents.
fn plain(text: &str) -> String {
    fold::slug(text).replace('-', " ")
}

/// Whether `words` stand in a text as whole words.
fn has_words(text: &str, words: &str) -> bool {
    format!(" {text} ").contains(&format!(" {words} "))
}

/// What a column of this name holds.
pub(super) fn in_name(name: &str) -> Option<Private> {
    let name = plain(name);
    NAMES.iter().find(|(words, _)| has_words(&name, words)).map(|(_, kind)| *kind)
}

/// What stands in a cell of the column `name`.
pub(super) fn in_cell(cell: &str, name: &str) -> Option<Private> {
    if cell.is_empty() {
        return None;
    }
    if longest_number(cell) >= 12 {
        return Some(Private::Number);
    }
    let is_birth = |what: &EntityKind| match what {
        EntityKind::Date(Ok(date)) => date.year < BORN_BEFORE,
        _ => false,
    };
    let says_birth = has_words(&plain(cell), "sinh") && longest_number(cell) >= 4;
    if says_birth || recognise(cell).iter().any(|found| is_birth(&found.what)) {
        return Some(Private::Birth);
    }
    if has_secret(cell) {
        return Some(Private::Secret);
    }
    // A name that says it and a cell that is not empty.
    in_name(name)
}

/// How many digits the longest number has; single spaces, points and hyphens do not end it.
fn longest_number(cell: &str) -> usize {
    let (mut longest, mut count, mut gap) = (0, 0, 0);
    for letter in cell.chars() {
        if letter.is_numeric() {
            count += 1;
            gap = 0;
        } else if count > 0 && gap == 0 && matches!(letter, ' ' | '\u{a0}' | '.' | '-') {
            gap = 1;
        } else {
            (count, gap) = (0, 0);
        }
        longest = longest.max(count);
    }
    longest
}

/// Whether a secret itself follows the word for it: `MK: abc123`, `otp 123456`.
fn has_secret(cell: &str) -> bool {
    let words: Vec<&str> = cell.split_whitespace().collect();
    let plain: Vec<String> = words.iter().map(|word| plain(word)).collect();
    (0..words.len()).any(|at| {
        BEFORE_SECRET.iter().any(|secret| {
            let length = secret.split(' ').count();
            let Some(own) = plain.get(at..at + length) else { return false };
            if own.join(" ") != *secret && !own.join(" ").starts_with(&format!("{secret} ")) {
                return false;
            }
            let last = words[at + length - 1];
            let is_said = last.contains([':', '=']);
            let rest = words.get(at + length..).unwrap_or(&[]);
            let next = rest.iter().find(|word| !matches!(**word, "là" | ":" | "="));
            let signed = rest.first().is_some_and(|word| matches!(*word, ":" | "=" | "là"));
            let inside = last.split([':', '=']).nth(1).is_some_and(|it| !it.is_empty());
            let has_digit = |word: &&str| word.contains(|c: char| c.is_ascii_digit());
            inside || next.is_some_and(|word| is_said || signed || has_digit(word))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_known_by_their_names() {
        for (name, wanted) in [
            ("Số CCCD", Some(Private::Number)),
            ("CMND/CCCD", Some(Private::Number)),
            ("Số căn cước", Some(Private::Number)),
            ("Mã định danh", Some(Private::Number)),
            ("NGÀY SINH", Some(Private::Birth)),
            ("Năm_sinh", Some(Private::Birth)),
            ("Mật khẩu VNeID", Some(Private::Secret)),
            ("Mã OTP", Some(Private::Secret)),
            ("PIN", Some(Private::Secret)),
            ("STK", Some(Private::Account)),
            ("Số thẻ BHYT", Some(Private::Account)),
            ("Họ tên", None),
            ("Địa chỉ", None),
            ("Ghi chú", None),
            ("Vệ sinh", None),
            ("Pinpoint", None),
        ] {
            assert_eq!(in_name(name), wanted, "{name}");
        }
    }

    #[test]
    fn cells_are_known_by_what_they_hold() {
        for (cell, wanted) in [
            ("001234567890", Some(Private::Number)),
            ("CC 001 234 567 890", Some(Private::Number)),
            ("001.234.567.890", Some(Private::Number)),
            ("0011 2345 6789 0123", Some(Private::Number)),
            ("sinh 1950", Some(Private::Birth)),
            ("02/09/1945", Some(Private::Birth)),
            ("2-9-1945", Some(Private::Birth)),
            ("MK: Abcdef", Some(Private::Secret)),
            ("mật khẩu là hoahong9", Some(Private::Secret)),
            ("mật khẩu = x", Some(Private::Secret)),
            ("OTP 123456", Some(Private::Secret)),
            ("pass:hoa", Some(Private::Secret)),
            ("Đổi mật khẩu", None),
            ("quên mật khẩu, cần giúp", None),
            ("chưa nhận OTP", None),
            ("0912 345 678", None),
            ("Số 12, ngõ 345, phố Huế", None),
            ("hẹn 28/11/2026", None),
            ("sinh viên giúp", None),
            ("Pin điện thoại yếu", None),
            ("", None),
        ] {
            assert_eq!(in_cell(cell, "Ghi chú"), wanted, "{cell}");
        }
        assert_eq!(in_cell("có", "Số CCCD"), Some(Private::Number));
        assert_eq!(in_cell("", "Số CCCD"), None);
    }
}
