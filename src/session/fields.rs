//! Which column of a list fills which field of a sheet, for a person to see and change.

use super::{Loaded, Session};
use crate::diag::Sink;
use crate::merge::{FieldSource, MergeFields};
use crate::records::Column;

/// A field of a sheet and the column that fills it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldMatch {
    /// Its name for [`MergeRequest::map`](super::MergeRequest::map).
    pub field: String,
    /// Its words on the sheet.
    pub title: String,
    /// The column, by its place; `None` where it stays blank.
    pub column: Option<usize>,
}

impl Session {
    /// The fields of a guide, by its number, as a product. `map` are the pairs of field and column that
    /// a person chose; the others are found by their names. What fits nothing is reported.
    pub fn fields(
        &self,
        (guide, product): (usize, &str),
        map: &[(String, String)],
        columns: &[Column],
        sink: &mut Sink,
    ) -> Vec<FieldMatch> {
        let Loaded { templates, sources, .. } = &*self.0;
        let Some(guide) = self.guides().nth(guide) else { return Vec::new() };
        let uses = templates.uses(product, sources);
        let found = MergeFields::new(guide, &uses, columns, map, sink);
        let column = |field: Option<&usize>| match found.all.get(*field?)?.origin {
            FieldSource::Column(column) => Some(column),
            FieldSource::Words | FieldSource::Number | FieldSource::Row => None,
        };
        let lines = guide.contacts.iter().map(|line| FieldMatch {
            field: line.id.it.clone(),
            title: line.label.plain(),
            column: column(found.contacts.get(&line.id.it)),
        });
        let codes = guide.qr.iter().enumerate().map(|(number, code)| FieldMatch {
            field: MergeFields::code_id(number),
            title: code.label.plain(),
            column: column(found.codes.get(&number)),
        });
        let named = uses.columns.iter().filter(|name| !MergeFields::is_counted(name));
        let named = named.map(|name| FieldMatch {
            field: name.clone(),
            title: name.replace('_', " "),
            column: column(found.columns.get(name)),
        });
        lines.chain(codes).chain(named).collect()
    }
}
