//! ER-05, ER-06: what every sheet must have on it.
//!
//! Dates, version and a safety box are fields nobody can leave out. Checked here is what a field
//! cannot force: a line for the phone to call, a line for who hands the sheet out, and a safety box
//! that speaks of the one thing it is for, codes and passwords.

use super::faults;
use super::reading::{Passage, PassageRole, ReadingOrder};
use crate::diag::Sink;
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
        sink.push(faults::no_contact().at(whole));
    } else if !of(PassageRole::Contact).any(|text| speaks_of(text, ISSUERS)) {
        let last = reading.guide.contacts.last().and_then(|contact| contact.label.span());
        sink.push(faults::no_issuer(contacts).at(last.unwrap_or(whole)));
    }
    // Where no app is explained, there may be no codes to keep.
    let has_app = reading.guide.app.is_some();
    if has_app && !of(PassageRole::Safety).any(|text| speaks_of(text, SECRETS)) {
        let title = &reading.guide.safety.title;
        sink.push(faults::no_warning().at(title.span().unwrap_or(whole)));
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
