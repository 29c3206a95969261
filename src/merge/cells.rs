//! Checks what a record puts on its sheet as if an author had typed it.

use super::fields::{Field, Fields, Origin};
use crate::diag::{Diagnostic, Severity, Sink};
use crate::guide;
use crate::qr;

/// A finding in one field of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The name of the column.
    pub field: String,
    /// What is wrong.
    pub found: Diagnostic,
}

impl Finding {
    /// Whether the record cannot be printed.
    pub fn is_error(&self) -> bool {
        self.found.severity == Severity::Error
    }
}

/// Everything wrong with the values of a record.
pub(super) fn check(fields: &Fields, values: &[String]) -> Vec<Finding> {
    let mut all = Vec::new();
    for (field, value) in fields.all.iter().zip(values) {
        if value.is_empty() || !matches!(field.origin, Origin::Column(_)) {
            continue;
        }
        let mut sink = Sink::new();
        one(field, value, &mut sink);
        let own = sink.into_findings().into_iter();
        all.extend(own.map(|found| Finding { field: field.name.clone(), found }));
    }
    all
}

fn one(field: &Field, value: &str, sink: &mut Sink) {
    if field.is_address {
        qr::check_address(value, sink);
    } else {
        guide::formats::check_cell(value, sink);
        qr::check_cell(value, sink);
    }
}
