//! Which column fills which field of a sheet.
//!
//! A field is what a sheet has room for: a line to fill in, the address of a code, a column that
//! the template names. A column fills the field that is called like it, whatever the accents,
//! capitals and spaces, or the one that `--map` says.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Code, Diagnostic, Sink, nearest, text};
use crate::doc::field::MOST_FIELDS;
use crate::guide::Guide;
use crate::qr;
use crate::records::{Column, Record};
use crate::template::FieldAccess;
use crate::vietnamese::fold;

/// Where the value of a field comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldSource {
    /// A column, by its place.
    Column(usize),
    /// The address of the field before it, in words.
    Words,
    /// The number of the record in its list, from 1.
    Number,
    /// The row of the record as a spreadsheet numbers it.
    Row,
}

/// A field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MergeField {
    /// How people call it: the name of its column.
    pub name: String,
    /// Where its value comes from.
    pub origin: FieldSource,
    /// Whether it is an address for a code.
    pub is_address: bool,
}

/// All fields of a sheet.
#[derive(Clone, Debug, Default)]
pub struct MergeFields {
    /// The fields; marks in a document count them.
    pub all: Vec<MergeField>,
    /// The field of each line to fill in that has one.
    pub contacts: BTreeMap<String, usize>,
    /// The field of the address of each code that has one, by the number of the code.
    pub codes: BTreeMap<usize, usize>,
    /// The field of each name a template may use after `record.`.
    pub columns: BTreeMap<String, usize>,
    /// The fields whose values decide what a template prints.
    pub inspected: Vec<usize>,
}

/// Names of the record's own number and row in templates.
const NUMBER: &str = "number";
const ROW: &str = "row";
/// What the column of an address may be called.
const ADDRESS: &[&str] = &["qr", "ma qr", "link", "url"];

impl MergeFields {
    /// Finds the fields of `guide` that `columns` fill. `map` holds pairs of field and column as
    /// typed; what fits nothing is told.
    pub fn new(
        guide: &Guide,
        uses: &FieldAccess,
        columns: &[Column],
        map: &[(String, String)],
        sink: &mut Sink,
    ) -> MergeFields {
        let mut fields = MergeFields::default();
        let mapped = fields.mapping(guide, uses, columns, map, sink);
        for contact in &guide.contacts {
            let id = &contact.id.it;
            let names = [id.clone(), contact.label.plain()];
            if let Some(column) = column_of(id, &names, columns, &mapped) {
                let field = fields.add(&columns[column].name, FieldSource::Column(column), false);
                fields.contacts.insert(id.clone(), field);
            }
        }
        for number in 0..guide.qr.len() {
            let id = code_id(number);
            let mut names = vec![id.clone()];
            if number == 0 {
                names.extend(ADDRESS.iter().map(|name| (*name).to_owned()));
            }
            if let Some(column) = column_of(&id, &names, columns, &mapped) {
                let name = &columns[column].name;
                let field = fields.add(name, FieldSource::Column(column), true);
                fields.add(name, FieldSource::Words, false);
                fields.codes.insert(number, field);
            }
        }
        let named = columns.iter().map(|column| column.key.clone());
        let wanted: BTreeSet<String> = if uses.any_column {
            named.chain(uses.columns.iter().cloned()).collect()
        } else {
            uses.columns.clone()
        };
        for name in wanted {
            let own = columns.iter().position(|column| column.key == name);
            let origin = match mapped.get(&name).copied().or(own) {
                Some(column) => FieldSource::Column(column),
                None if name == NUMBER => FieldSource::Number,
                None if name == ROW => FieldSource::Row,
                None => continue,
            };
            let field = fields.add(&name, origin, false);
            if uses.any_column || uses.inspected.contains(&name) {
                fields.inspected.push(field);
            }
            fields.columns.insert(name, field);
        }
        if uses.contacts {
            fields.inspected.extend(fields.contacts.values());
        }
        if uses.addresses {
            // An address and the words of it.
            fields.inspected.extend(fields.codes.values().flat_map(|field| [*field, field + 1]));
        }
        if fields.all.len() >= MOST_FIELDS {
            sink.push(Diagnostic::new(
                Code::MergeField,
                text!(
                    en "a sheet has room for {MOST_FIELDS} fields",
                    vi "một tờ chỉ nhận tối đa {MOST_FIELDS} trường",
                ),
            ));
        }
        fields
    }

    fn add(&mut self, name: &str, origin: FieldSource, is_address: bool) -> usize {
        self.all.push(MergeField { name: name.to_owned(), origin, is_address });
        self.all.len() - 1
    }

    /// The columns that `--map` gives to fields.
    fn mapping(
        &self,
        guide: &Guide,
        uses: &FieldAccess,
        columns: &[Column],
        map: &[(String, String)],
        sink: &mut Sink,
    ) -> BTreeMap<String, usize> {
        let mut known: BTreeSet<String> =
            guide.contacts.iter().map(|contact| contact.id.it.clone()).collect();
        known.extend((0..guide.qr.len()).map(code_id));
        known.extend(uses.columns.iter().cloned());
        let mut mapped = BTreeMap::new();
        for (field, name) in map {
            if !known.contains(field) {
                let list = known.iter().cloned().collect::<Vec<_>>().join(", ");
                sink.push(
                    Diagnostic::new(
                        Code::MergeField,
                        text!(
                            en "this sheet has no field `{field}`",
                            vi "tờ này không có trường `{field}`",
                        ),
                    )
                    .did_you_mean(field, known.iter().map(String::as_str))
                    .hint(text!(en "its fields are: {list}", vi "các trường gồm: {list}")),
                );
            }
            match columns.iter().position(|column| is_called(column, name)) {
                Some(column) => drop(mapped.insert(field.clone(), column)),
                None => sink.push(no_column(name, columns)),
            }
        }
        mapped
    }

    /// The values of a record, one a field. `number` counts records from 1.
    pub fn values(&self, record: &Record, number: u64) -> Vec<String> {
        let mut values: Vec<String> = Vec::with_capacity(self.all.len());
        for field in &self.all {
            let value = match field.origin {
                FieldSource::Column(column) => {
                    record.cells.get(column).cloned().unwrap_or_default()
                }
                FieldSource::Words => values.last().map_or(String::new(), |url| qr::words(url)),
                FieldSource::Number => number.to_string(),
                FieldSource::Row => record.row.to_string(),
            };
            values.push(value);
        }
        values
    }
}

fn code_id(number: usize) -> String {
    if number == 0 { "qr".to_owned() } else { format!("qr-{}", number + 1) }
}

fn is_called(column: &Column, name: &str) -> bool {
    column.name == name || fold::plain(&column.name) == fold::plain(name)
}

/// The column of a field: the one that was mapped to it, else the one called like it.
fn column_of(
    id: &str,
    names: &[String],
    columns: &[Column],
    mapped: &BTreeMap<String, usize>,
) -> Option<usize> {
    let called = |name: &String| {
        let plain = fold::plain(name);
        columns.iter().position(|column| {
            let own = fold::plain(&column.name);
            !plain.is_empty() && (own == plain || own.replace('-', " ") == plain.replace('-', " "))
        })
    };
    mapped.get(id).copied().or_else(|| names.iter().find_map(called))
}

/// The column that somebody calls `name`.
///
/// # Errors
/// What may be meant, and what there is.
pub fn column(name: &str, columns: &[Column]) -> Result<usize, Diagnostic> {
    let found = columns.iter().position(|column| is_called(column, name));
    found.ok_or_else(|| no_column(name, columns))
}

pub(super) fn no_column(name: &str, columns: &[Column]) -> Diagnostic {
    let list = columns.iter().map(|column| format!("“{}”", column.name)).collect::<Vec<_>>();
    let list = list.join(", ");
    let near = nearest(name, columns.iter().map(|column| column.name.as_str()));
    let found = Diagnostic::new(
        Code::MergeField,
        text!(
            en "the list has no column “{name}”",
            vi "danh sách không có cột “{name}”",
        ),
    );
    let found = match near {
        Some(near) => found.hint(text!(
            en "did you mean “{near}”?",
            vi "có phải ý bạn là “{near}”?",
        )),
        None => found,
    };
    found.hint(text!(en "its columns are: {list}", vi "các cột gồm: {list}"))
}
