//! Checks what a record puts on its sheet as if an author had typed it.

use super::fields::{FieldSource, MergeField, MergeFields};
use crate::diag::{Code, Diagnostic, Severity, Sink, text};
use crate::doc;
use crate::guide;
use crate::leftover::{self, TextOrigin};
use crate::privacy::{Distribution, PersonalData, find, name_and_address, refuse};
use crate::qr;

/// A finding in one field of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldFinding {
    /// The name of the column.
    pub field: String,
    /// What is wrong.
    pub found: Diagnostic,
}

impl FieldFinding {
    /// Whether the record cannot be printed.
    pub fn is_error(&self) -> bool {
        self.found.severity == Severity::Error
    }
}

/// A finding of the sheet as a whole.
pub(super) fn whole(found: Diagnostic) -> FieldFinding {
    FieldFinding { field: String::new(), found }
}

/// Checks one record after another, and remembers the last good value of each field: in a list that
/// is in order, the next record often has the same.
#[derive(Default)]
pub(super) struct Checker {
    last: Vec<ValidValue>,
}

/// A value nothing is wrong with.
#[derive(Clone, Default)]
struct ValidValue {
    value: String,
    /// Whether it holds the full name of a person, and an address.
    tells: (bool, bool),
}

impl Checker {
    /// Everything wrong with the values of a record on a sheet that so many people see.
    pub(super) fn check(
        &mut self,
        fields: &MergeFields,
        values: &[String],
        distribution: Distribution,
    ) -> Vec<FieldFinding> {
        let mut all = Vec::new();
        self.last.resize(fields.all.len(), ValidValue::default());
        let may_not_meet =
            refuse(PersonalData::NameAndAddress, distribution) && fields.columns.len() > 1;
        let (mut name, mut address) = (false, false);
        for (number, (field, value)) in fields.all.iter().zip(values).enumerate() {
            if value.is_empty() || !matches!(field.origin, FieldSource::Column(_)) {
                continue;
            }
            // Lines to fill in name officials and places to meet; columns of a template's own,
            // people.
            let of_people = may_not_meet && fields.columns.values().any(|own| *own == number);
            let last = &mut self.last[number];
            if last.value != *value {
                let mut sink = Sink::new();
                one(field, value, distribution, &mut sink);
                if fields.contacts.values().any(|line| *line == number) {
                    guide::formats::check_number(value, &mut sink);
                }
                let found = sink.into_findings();
                let tells = if of_people { name_and_address(value) } else { (false, false) };
                // What was found once is found again.
                let value = if found.is_empty() { value.clone() } else { String::new() };
                *last = ValidValue { value, tells };
                let own = found.into_iter();
                all.extend(own.map(|found| FieldFinding { field: field.name.clone(), found }));
            }
            name |= last.tells.0;
            address |= last.tells.1;
        }
        if name && address {
            let found = doc::refused(PersonalData::NameAndAddress, "");
            all.push(FieldFinding { field: String::new(), found });
        }
        all
    }
}

/// Private letters in any cell, also of columns that only a template knows: one of them could stand
/// for the value of another field.
pub(super) fn private_letters(keys: &[String], cells: &[String]) -> Vec<FieldFinding> {
    let mut all = Vec::new();
    for (at, cell) in cells.iter().enumerate().filter(|(_, cell)| doc::field::has_marks(cell)) {
        let letter = cell.chars().find(|letter| doc::field::field(*letter).is_some());
        let number = u32::from(letter.unwrap_or(' '));
        let message = text!(
            en "U+{number:04X} is a letter of no alphabet, and no face has it",
            vi "U+{number:04X} không phải chữ của bảng chữ nào, không phông nào có",
        );
        let found = Diagnostic::new(Code::GlyphMissing, message).hint(text!(
            en "delete the letter; often nothing is seen of it",
            vi "xóa chữ ấy đi; thường mắt không nhìn thấy nó",
        ));
        all.push(FieldFinding { field: keys.get(at).cloned().unwrap_or_default(), found });
    }
    all
}

fn one(field: &MergeField, value: &str, distribution: Distribution, sink: &mut Sink) {
    for private in find(value).into_iter().filter(|private| refuse(private.kind, distribution)) {
        sink.push(doc::refused(private.kind, value.get(private.range).unwrap_or("")));
    }
    if field.is_address {
        qr::check_address(value, sink);
    } else {
        guide::formats::check_cell(value, sink);
        qr::check_cell(value, sink);
        sink.extend(
            leftover::find(value, TextOrigin::Elsewhere).into_iter().map(|found| {
                leftover::diagnostic(found.kind, value.get(found.range).unwrap_or(""))
            }),
        );
    }
}
