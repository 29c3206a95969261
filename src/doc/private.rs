//! Keeps what tells who somebody is off sheets that others read.
//!
//! In goes a finished [`Doc`], so exactly what is printed is looked at, wherever it came from: a
//! guide, a template, a value for a contact line. Out come findings; the rules are those of
//! [`crate::privacy`] and depend on who gets the sheet.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::node::{Doc, TextRun};
use super::printed::PrintedText;
use crate::diag::{Code, Diagnostic, Sink, Text, text};
use crate::privacy::{Distribution, PersonalData, find, is_person_with_address, refuse};
use crate::source::{Source, Sources};
use crate::span::Span;

/// What people agreed to, and where values for contact lines were typed.
#[derive(Clone, Debug, Default)]
pub struct Consent {
    /// The digits of numbers whose owners agreed that everybody may read them.
    pub agreed: BTreeSet<String>,
    /// Where each value stands.
    pub places: BTreeMap<String, Span>,
    /// Values of offices and of those who help, who stand on the sheet to be found.
    pub official: BTreeSet<String>,
}

/// Checks everything a sheet of this reach prints.
pub fn check_private(
    doc: &Doc,
    distribution: Distribution,
    consent: &Consent,
    files: &Sources,
    sink: &mut Sink,
) {
    let mut check = PrivacyCheck { distribution, consent, files, sink, values: Vec::new() };
    for printed in doc.printed() {
        match printed {
            PrintedText::Line(runs) => check.runs(runs),
            PrintedText::Fill(label, value) => check.fill(label, value),
            PrintedText::Words(words) => check.text(words, |_| None),
            PrintedText::Picture(image) => check.text(&image.alt, |_| image.span),
        }
    }
    check.together();
}

/// Checks a value before it is known on which sheets it will stand: what none may show.
pub fn check_value(value: &str, span: Span, sink: &mut Sink) {
    for finding in
        find(value).into_iter().filter(|finding| refuse(finding.kind, Distribution::Team))
    {
        let words = value.get(finding.range).unwrap_or("");
        sink.push(refused(finding.kind, words).at(span));
    }
}

struct PrivacyCheck<'c> {
    distribution: Distribution,
    consent: &'c Consent,
    files: &'c Sources,
    sink: &'c mut Sink,
    /// What is filled in that belongs to no office.
    values: Vec<String>,
}

impl PrivacyCheck<'_> {
    /// A name on one line and a house on another tell as much as both on one.
    fn together(&mut self) {
        let values = std::mem::take(&mut self.values);
        let on_one = values.iter().any(|value| {
            find(value).iter().any(|finding| finding.kind == PersonalData::NameAndAddress)
        });
        let private = is_person_with_address(values.iter().map(String::as_str));
        if on_one || !private || !refuse(PersonalData::NameAndAddress, self.distribution) {
            return;
        }
        let diagnostic = refused(PersonalData::NameAndAddress, &values.join(" … "));
        let place = values.iter().find_map(|value| self.consent.places.get(value));
        self.sink.push(match place {
            Some(span) => diagnostic.at(*span),
            None => diagnostic,
        });
    }

    fn runs(&mut self, runs: &[TextRun]) {
        let (text, pieces) = flat(runs);
        self.text(&text, |range| {
            let piece = pieces.iter().find(|(piece, _)| piece.contains(&range.start))?;
            Some(place(self.files, &text, piece, range))
        });
    }

    fn fill(&mut self, label: &[TextRun], value: Option<&str>) {
        let Some(value) = value else { return self.runs(label) };
        let (label, _) = flat(label);
        let consent = self.consent;
        if !consent.official.contains(value) {
            self.values.push(value.to_owned());
        }
        // “Sinh năm” may stand before the line and the year on it.
        let text = format!("{label} {value}");
        self.text(&text, |_| consent.places.get(value).copied());
    }

    fn text(&mut self, text: &str, place: impl Fn(Range<usize>) -> Option<Span>) {
        let mut found = Vec::new();
        for finding in
            find(text).into_iter().filter(|finding| refuse(finding.kind, self.distribution))
        {
            let words = text.get(finding.range.clone()).unwrap_or("");
            if finding.kind == PersonalData::Mobile && self.consent.has(words) {
                continue;
            }
            let diagnostic = refused(finding.kind, words);
            found.push(match place(finding.range) {
                Some(span) => diagnostic.at(span),
                None => diagnostic,
            });
        }
        self.sink.extend(found);
    }
}

impl Consent {
    /// Whether the owner of a number agreed.
    fn has(&self, number: &str) -> bool {
        use crate::vietnamese::phone::Phone;
        Phone::read(number).is_ok_and(|phone| self.agreed.contains(phone.digits()))
    }
}

/// The letters of runs, and which bytes came from where.
fn flat(runs: &[TextRun]) -> (String, Vec<(Range<usize>, Span)>) {
    let (mut text, mut pieces) = (String::new(), Vec::new());
    for run in runs {
        let start = text.len();
        let span = match run {
            TextRun::Text { text: words, span, .. } | TextRun::Key { label: words, span } => {
                text.push_str(words);
                *span
            }
            TextRun::Break | TextRun::PageNumber => {
                text.push(' ');
                None
            }
        };
        if let Some(span) = span {
            pieces.push((start..text.len(), span));
        }
    }
    (text, pieces)
}

/// The very letters where they stand in the file as in the text, else the run they are in.
fn place(
    files: &Sources,
    text: &str,
    (piece, span): &(Range<usize>, Span),
    range: Range<usize>,
) -> Span {
    let source: &Source = files.get(span.file);
    let same = text.get(piece.clone()) == Some(source.slice(*span));
    if !same {
        return *span;
    }
    // What goes on in other type is marked where it begins.
    let start = span.start as usize + range.start - piece.start;
    Span::new(span.file, start..start + range.end.min(piece.end) - range.start)
}

/// Says what is private and why it may not stand there.
pub fn refused(kind: PersonalData, words: &str) -> Diagnostic {
    let (code, what) = match kind {
        PersonalData::Identity | PersonalData::OldIdentity => (
            Code::PrivateIdentity,
            text!(en "the number of an identity card", vi "số căn cước của một người"),
        ),
        PersonalData::Birth => {
            (Code::PrivateBirth, text!(en "a date of birth", vi "ngày sinh của một người"))
        }
        PersonalData::Mobile => {
            (Code::PrivateMobile, text!(en "a mobile number", vi "số di động riêng"))
        }
        PersonalData::NameAndAddress => (
            Code::PrivateAddress,
            text!(en "a full name with an address", vi "họ tên kèm địa chỉ nhà"),
        ),
        PersonalData::Secret => (
            Code::PrivateSecret,
            text!(en "the value of a password or code", vi "mật khẩu hay mã của một người"),
        ),
    };
    let Text { en, vi } = what;
    let message = match kind {
        PersonalData::Mobile | PersonalData::NameAndAddress => text!(
            en "“{words}” is {en}, and strangers will read this sheet",
            vi "“{words}” là {vi}, mà tờ này người lạ cũng đọc được",
        ),
        _ => text!(
            en "“{words}” looks like {en}: no sheet may show it",
            vi "“{words}” giống {vi}: không tờ nào được in",
        ),
    };
    let diagnostic = Diagnostic::new(code, message);
    match kind {
        PersonalData::Mobile => diagnostic.hint(text!(
            en "print the number of the office; if the owner agreed, write the number and `agreed: true` into ward.yaml",
            vi "in số của cơ quan; nếu người có số đã đồng ý thì ghi số ấy và `agreed: true` vào ward.yaml",
        )),
        PersonalData::NameAndAddress => diagnostic.hint(text!(
            en "leave out the name or the house; only sheets for the team (`reach: team`) may show both",
            vi "bỏ tên hoặc bỏ số nhà; chỉ tờ dành riêng cho đội (`reach: team`) mới in cả hai",
        )),
        _ => diagnostic.hint(text!(
            en "delete it, or leave a dotted line that the person fills in",
            vi "xóa đi, hoặc chừa dòng chấm để người ấy tự điền",
        )),
    }
}
