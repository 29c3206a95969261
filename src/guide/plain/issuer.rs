//! ER-05, ER-06: what every sheet must have on it.
//!
//! Dates, version and a safety box are fields nobody can leave out. Checked here is what a field
//! cannot force: a line for the phone to call, a line for who hands the sheet out, and a safety box
//! that speaks of the one thing it is for, codes and passwords.

use super::reading::{Passage, PassageRole, ReadingOrder};
use crate::diag::{Code, Diagnostic, Sink, text};
use crate::span::Span;

/// Words in the label of the line that names who hands the sheet out, as keys.
const ISSUERS: &[&[&str]] = &[
    &["đơn", "vị"],
    &["nơi", "phát"],
    &["nơi", "in"],
    &["phát", "hành"],
    &["bên", "phát"],
    &["người", "phát"],
    &["ủy", "ban"],
    &["đoàn"],
    &["hội"],
    &["chi", "hội"],
];

/// Words a safety box speaks with, as keys.
const SECRETS: &[&[&str]] = &[&["mã"], &["mật", "khẩu"], &["otp"], &["passcode"]];

/// Looks for what is missing.
pub(super) fn check(reading: &ReadingOrder<'_>, sink: &mut Sink) {
    let of = |role: PassageRole| reading.passages.iter().filter(move |text| text.role == role);
    let whole = Span { file: reading.guide.file, start: 0, end: 0 };
    let contacts = reading.guide.contacts.len();
    if contacts == 0 {
        sink.push(
            Diagnostic::new(Code::PlainIssuer, text!(
                en "the sheet has 0 lines for a phone to call; it needs 1 or more (ER-06)",
                vi "tờ này có 0 dòng ghi số để gọi; cần ít nhất 1 dòng (ER-06)",
            ))
            .at(whole)
            .hint(text!(
                en "add `contacts:` with a line such as `- {{ id: cong-an, label: \"Công an xã, phường\" }}`",
                vi "thêm mục `contacts:` với một dòng như `- {{ id: cong-an, label: \"Công an xã, phường\" }}`",
            )),
        );
    } else if !of(PassageRole::Contact).any(|text| speaks_of(text, ISSUERS)) {
        let last = reading.guide.contacts.last().and_then(|contact| contact.label.span());
        sink.push(
            Diagnostic::new(Code::PlainIssuer, text!(
                en "none of {contacts} contact lines names who hands the sheet out; 1 must (ER-06)",
                vi "{contacts} dòng liên hệ, chưa dòng nào ghi ai phát tờ này; cần 1 dòng (ER-06)",
            ))
            .at(last.unwrap_or(whole))
            .hint(text!(
                en "add to `contacts:` the line `- {{ id: don-vi, label: Đơn vị phát }}`",
                vi "thêm vào `contacts:` dòng `- {{ id: don-vi, label: Đơn vị phát }}`",
            )),
        );
    }
    if !of(PassageRole::Safety).any(|text| speaks_of(text, SECRETS)) {
        let title = &reading.guide.safety.title;
        sink.push(
            Diagnostic::new(Code::PlainSafety, text!(
                en "the safety box speaks 0 times of codes or passwords; it must once or more (ER-05)",
                vi "ô an toàn nhắc đến mã, mật khẩu 0 lần; phải nhắc ít nhất 1 lần (ER-05)",
            ))
            .at(title.span().unwrap_or(whole))
            .hint(text!(
                en "copy the safety box of another guide, word for word: “Không đọc mật khẩu, mã”",
                vi "chép nguyên ô an toàn của bài khác, có câu “Không đọc mật khẩu, mã”",
            )),
        );
    }
}

fn speaks_of(text: &Passage<'_>, phrases: &[&[&str]]) -> bool {
    (0..text.tokens.len()).any(|at| {
        phrases.iter().any(|phrase| {
            let words = text.tokens.get(at..at + phrase.len());
            words.is_some_and(|words| {
                words.iter().zip(*phrase).all(|(token, word)| token.key == *word)
            })
        })
    })
}
