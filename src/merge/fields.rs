//! Which column fills which field of a sheet.
//!
//! A field is what a sheet has room for: a line to fill in, the address of a code, a column that
//! the template names. A column fills the field that is called like it, whatever the accents,
//! capitals and spaces, or the one that `--map` says.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::faults;
use crate::diag::{Diagnostic, Sink, nearest, text};
use crate::doc::field::MOST_FIELDS;
use crate::guide::Guide;
use crate::qr::Sites;
use crate::records::{Column, Record};
use crate::template::FieldAccess;
use crate::vietnamese::fold;
use crate::vietnamese::phone::Phone;

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
    /// The sites that addresses in the list may lead to.
    pub sites: Arc<Sites>,
    /// The fields that are printed or looked at; `None` while that is not known.
    pub printed: Option<BTreeSet<usize>>,
    /// The column that says whether people agreed to have their mobile numbers read by everybody.
    pub consent: Option<usize>,
}

/// The columns given to fields by name; none to a field that no column is to fill, whatever it is called.
type Mapping = BTreeMap<String, Option<usize>>;

/// Names of the record's own number and row in templates.
const NUMBER: &str = "number";
const ROW: &str = "row";
/// What the column of an address may be called.
const ADDRESS: &[&str] = &["qr", "ma qr", "link", "url"];
/// What the column of those who agreed may be called.
const CONSENT: &[&str] = &["Đồng ý in số", "Đồng ý in số điện thoại", "Đồng ý in SĐT", "agreed"];
/// What says yes in it.
const YES: &[&str] = &["co", "x", "dongy", "dadongy", "true", "yes", "1", "roi"];

impl MergeFields {
    /// Finds the fields of `guide` that `columns` fill. `map` holds pairs of field and column as
    /// typed, a column without a name for a field that none fills; what fits nothing is reported.
    pub fn new(
        guide: &Guide,
        uses: &FieldAccess,
        columns: &[Column],
        map: &[(String, String)],
        sink: &mut Sink,
    ) -> MergeFields {
        let sites = Arc::clone(&guide.reference.sites);
        let mut fields = MergeFields { sites, ..MergeFields::default() };
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
            let id = MergeFields::code_id(number);
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
            let origin = match mapped.get(&name).copied().unwrap_or(own) {
                Some(column) => FieldSource::Column(column),
                None if mapped.contains_key(&name) => continue,
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
        fields.consent =
            columns.iter().position(|column| CONSENT.iter().any(|name| is_called(column, name)));
        if fields.all.len() >= MOST_FIELDS {
            sink.push(faults::too_many_fields(MOST_FIELDS));
        }
        fields
    }

    fn add(&mut self, name: &str, origin: FieldSource, is_address: bool) -> usize {
        self.all.push(MergeField { name: name.to_owned(), origin, is_address });
        self.all.len() - 1
    }

    /// The columns that `--map` gives to fields, or that it gives none.
    fn mapping(
        &self,
        guide: &Guide,
        uses: &FieldAccess,
        columns: &[Column],
        map: &[(String, String)],
        sink: &mut Sink,
    ) -> Mapping {
        let mut known: BTreeSet<String> =
            guide.contacts.iter().map(|contact| contact.id.it.clone()).collect();
        known.extend((0..guide.qr.len()).map(MergeFields::code_id));
        known.extend(uses.columns.iter().cloned());
        let mut mapped = Mapping::new();
        for (field, name) in map {
            if !known.contains(field) {
                let list = known.iter().cloned().collect::<Vec<_>>().join(", ");
                sink.push(
                    faults::no_field(field, &list)
                        .did_you_mean(field, known.iter().map(String::as_str)),
                );
            }
            let column = columns.iter().position(|column| is_called(column, name));
            if column.is_none() && !name.is_empty() {
                sink.push(no_column(name, columns));
                continue;
            }
            match mapped.insert(field.clone(), column) {
                Some(other) if other != column => sink.push(faults::twice(field)),
                _ => {}
            }
        }
        mapped
    }

    /// Whether a field has to be right: what no copy prints is not judged. Where a template looks at
    /// values, any field may be printed for some record.
    pub(super) fn is_judged(&self, field: usize) -> bool {
        let is_address = self.all.get(field).is_some_and(|own| own.is_address);
        is_address
            || !self.inspected.is_empty()
            || self.printed.as_ref().is_none_or(|all| all.contains(&field))
    }

    /// The columns whose cells have to be right; `None` when it may be any.
    pub fn judged_columns(&self) -> Option<BTreeSet<usize>> {
        let printed = self.printed.as_ref().filter(|_| self.inspected.is_empty())?;
        let all = self.all.iter().enumerate();
        let judged = all.filter(|(at, field)| field.is_address || printed.contains(at));
        let columns = judged.filter_map(|(_, field)| match field.origin {
            FieldSource::Column(column) => Some(column),
            // Words are those of an address, which is judged wherever it stands.
            FieldSource::Words | FieldSource::Number | FieldSource::Row => None,
        });
        Some(columns.chain(self.consent).collect())
    }

    /// Whether the people of a record agreed to have their mobile numbers read by everybody.
    pub(super) fn has_consent(&self, record: &Record) -> bool {
        let said = self.consent.and_then(|column| record.cells.get(column));
        said.is_some_and(|said| {
            matches!(said.as_str(), "✓" | "✔") || YES.contains(&fold::plain(said).as_str())
        })
    }

    /// Whether nothing but a phone number belongs on a line or into a column.
    fn is_phone(&self, number: usize, field: &MergeField) -> bool {
        const WORDS: &[&str] = &["dienthoai", "sdt", "sodt", "didong", "phone", "dtdd"];
        let name = fold::plain(&field.name);
        self.contacts.values().any(|line| *line == number)
            || WORDS.iter().any(|word| name.contains(word))
    }

    /// The name of the field of a code, by its number from 0: `qr`, `qr-2`.
    pub fn code_id(number: usize) -> String {
        if number == 0 { "qr".to_owned() } else { format!("qr-{}", number + 1) }
    }

    /// Whether a name that a template uses is the record's own number or row, and no column.
    pub fn is_counted(name: &str) -> bool {
        [NUMBER, ROW].contains(&name)
    }

    /// The values of a record, one a field; phone numbers in one form. `number` counts records from 1.
    pub fn values(&self, record: &Record, number: u64) -> Vec<String> {
        let mut values: Vec<String> = Vec::with_capacity(self.all.len());
        for (at, field) in self.all.iter().enumerate() {
            let value = match field.origin {
                FieldSource::Column(column) => {
                    let cell = record.cells.get(column).map_or("", String::as_str);
                    let is_digits = |c: char| c.is_ascii_digit() || " \u{a0}.-()+".contains(c);
                    let phone = (cell.len() > 3 && cell.chars().all(is_digits))
                        .then(|| Phone::read(cell).ok().filter(|_| self.is_phone(at, field)));
                    phone.flatten().map_or_else(|| cell.to_owned(), |phone| phone.grouped())
                }
                FieldSource::Words => {
                    values.last().map_or(String::new(), |url| self.sites.words(url))
                }
                FieldSource::Number => number.to_string(),
                FieldSource::Row => record.row.to_string(),
            };
            values.push(value);
        }
        values
    }
}

fn is_called(column: &Column, name: &str) -> bool {
    column.name == name || fold::plain(&column.name) == fold::plain(name)
}

/// The column of a field: the one that was mapped to it, else the one called like it.
fn column_of(id: &str, names: &[String], columns: &[Column], mapped: &Mapping) -> Option<usize> {
    let called = |name: &String| {
        let plain = fold::plain(name);
        columns.iter().position(|column| {
            let own = fold::plain(&column.name);
            !plain.is_empty() && (own == plain || own.replace('-', " ") == plain.replace('-', " "))
        })
    };
    mapped.get(id).copied().unwrap_or_else(|| names.iter().find_map(called))
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
    let found = faults::no_column(name);
    let found = match near {
        Some(near) => found.hint(text!(
            en "did you mean “{near}”?",
            vi "có phải ý bạn là “{near}”?",
        )),
        None => found,
    };
    found.hint(text!(en "its columns are: {list}", vi "các cột gồm: {list}"))
}
