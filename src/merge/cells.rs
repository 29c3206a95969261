//! Checks what a record puts on its sheet as if an author had typed it.

use super::faults;
use super::fields::{FieldSource, MergeField, MergeFields};
use crate::diag::{Diagnostic, Severity, Sink};
use crate::doc::{self, Consent};
use crate::guide;
use crate::leftover::{self, TextOrigin};
use crate::privacy::{Distribution, PersonalData, find, name_and_address, refuse};
use crate::qr::Sites;

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

/// Whose mobile numbers may be read by everybody.
pub(super) struct RecordConsent<'c> {
    /// The numbers that `ward.yaml` says were agreed to.
    pub of_ward: &'c Consent,
    /// Whether the list says so of this record.
    pub by_record: bool,
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
        (distribution, consent): (Distribution, &RecordConsent<'_>),
    ) -> Vec<FieldFinding> {
        let mut all = Vec::new();
        self.last.resize(fields.all.len(), ValidValue::default());
        let may_not_meet =
            refuse(PersonalData::NameAndAddress, distribution) && fields.columns.len() > 1;
        let (mut name, mut address) = (false, false);
        for (number, (field, value)) in fields.all.iter().zip(values).enumerate() {
            let is_typed = matches!(field.origin, FieldSource::Column(_));
            if value.is_empty() || !is_typed || !fields.is_judged(number) {
                continue;
            }
            // Lines to fill in name officials and places to meet; columns of a template's own,
            // people.
            let of_people = may_not_meet && fields.columns.values().any(|own| *own == number);
            let last = &mut self.last[number];
            if last.value != *value {
                let mut sink = Sink::new();
                one(field, value, (distribution, &fields.sites, consent), &mut sink);
                if fields.contacts.values().any(|line| *line == number) {
                    guide::formats::check_number(value, &mut sink);
                }
                let found = sink.into_findings();
                let tells = if of_people { name_and_address(value) } else { (false, false) };
                // What was found once is found again.
                // Whose number it is in the next record has to agree anew.
                let is_good = found.is_empty() && !consent.by_record;
                let value = if is_good { value.clone() } else { String::new() };
                *last = ValidValue { value, tells };
                let own = found.into_iter();
                all.extend(own.map(|found| FieldFinding { field: field.name.clone(), found }));
            }
            name |= last.tells.0;
            address |= last.tells.1;
        }
        if name && address {
            let found = doc::private_data(PersonalData::NameAndAddress, "");
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
        let found = faults::private_letter(number);
        all.push(FieldFinding { field: keys.get(at).cloned().unwrap_or_default(), found });
    }
    all
}

fn one(
    field: &MergeField,
    value: &str,
    (distribution, sites, consent): (Distribution, &Sites, &RecordConsent<'_>),
    sink: &mut Sink,
) {
    for private in find(value).into_iter().filter(|private| refuse(private.kind, distribution)) {
        let words = value.get(private.range).unwrap_or("");
        let is_agreed = consent.by_record || consent.of_ward.has_agreed(words);
        if private.kind != PersonalData::Mobile || !is_agreed {
            sink.push(doc::private_data(private.kind, words));
        }
    }
    if field.is_address {
        sites.check_address(value, sink);
    } else {
        guide::formats::check_cell(value, sink);
        sites.check_cell(value, sink);
        sink.extend(
            leftover::find(value, TextOrigin::Elsewhere).into_iter().map(|found| {
                leftover::diagnostic(found.kind, value.get(found.range).unwrap_or(""))
            }),
        );
    }
}
