//! Which fields have a place on a sheet: a guide has more lines to fill in than a door hanger
//! prints. A product's template is run once with a mark for each, and the marks that come out stand
//! on paper.

use std::collections::BTreeSet;

use super::fields::{FieldSource, MergeFields};
use crate::diag::Sink;
use crate::doc::field::{self, MOST_FIELDS};
use crate::doc::{MarkupContext, read};
use crate::guide::Guide;
use crate::records::Column;
use crate::template::{FieldAccess, RowValues};
use crate::typeset::Typesetter;

/// What a sheet has a place for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlacedFields {
    /// Fields that are printed or looked at.
    pub fields: BTreeSet<usize>,
    /// Lines to fill in that are printed, by their ids.
    pub contacts: BTreeSet<String>,
    /// The title of the product, where all copies have the same.
    pub title: Option<String>,
}

impl PlacedFields {
    /// Looks where the fields of a guide stand on a product.
    pub fn new(
        fields: &MergeFields,
        guide: &Guide,
        product: &str,
        press: &Typesetter<'_>,
    ) -> PlacedFields {
        let mut settings = press.settings.clone();
        // Lines nobody fills get marks from the other end.
        let mark_of = |number: usize, id: &String| {
            fields.contacts.get(id).copied().unwrap_or(MOST_FIELDS - 1 - number)
        };
        for (number, contact) in guide.contacts.iter().enumerate() {
            let id = &contact.id.it;
            settings.insert(id.clone(), field::mark(mark_of(number, id)).to_string());
        }
        let mark = |field: &usize| field::mark(*field).to_string();
        let row: RowValues =
            fields.columns.iter().map(|(name, at)| (name.clone(), mark(at))).collect();
        let mut marked = guide.clone();
        for (code, field) in &fields.codes {
            if let Some(target) = marked.qr.get_mut(*code) {
                target.url.it = mark(field);
            }
        }
        let inspected = fields.inspected.iter().copied();
        let Ok(markup) = press.templates.render(product, &marked, &settings, &row, press.sources)
        else {
            // What is wrong with the template is reported when it runs for a record.
            let contacts = guide.contacts.iter().map(|contact| contact.id.it.clone()).collect();
            let fields = (0..fields.all.len()).collect();
            return PlacedFields { fields, contacts, title: None };
        };
        // Read as well, so that a job knows which pictures it is made of; what is wrong with them is
        // told when they are read for a record.
        let doc = press.templates.product(product).and_then(|own| {
            let Typesetter { world, sources, .. } = *press;
            let reading = MarkupContext { guide: &marked, style: &own.style, sources, world };
            read(&markup, reading, &mut Sink::new())
        });
        let title = doc.map(|doc| doc.title).filter(|title| !field::has_marks(title));
        let found: BTreeSet<usize> = field::fields(&markup.xml).into_iter().collect();
        let contacts = guide
            .contacts
            .iter()
            .enumerate()
            .filter(|(number, contact)| found.contains(&mark_of(*number, &contact.id.it)));
        let contacts = contacts.map(|(_, contact)| contact.id.it.clone()).collect();
        let filled = found.into_iter().filter(|field| *field < fields.all.len());
        PlacedFields { fields: filled.chain(inspected).collect(), contacts, title }
    }

    /// The columns that fill nothing that stands on the sheet.
    pub fn unused<'c>(&self, fields: &MergeFields, columns: &'c [Column]) -> Vec<&'c str> {
        let is_used = |index: usize| {
            if fields.consent == Some(index) {
                return true;
            }
            let mut all = fields.all.iter().enumerate();
            all.any(|(number, field)| {
                field.origin == FieldSource::Column(index) && self.fields.contains(&number)
            })
        };
        let unused = columns.iter().enumerate().filter(|(index, _)| !is_used(*index));
        unused.map(|(_, column)| column.name.as_str()).collect()
    }

    /// The fields that nothing fills: lines that stay dotted, by the words in front of them and the
    /// names that the command line has for them, and names a template prints nothing for.
    pub fn unfilled(
        &self,
        fields: &MergeFields,
        guide: &Guide,
        uses: &FieldAccess,
        given: &BTreeSet<String>,
    ) -> Vec<String> {
        let contacts =
            guide.contacts.iter().filter(|contact| self.contacts.contains(&contact.id.it));
        let lines = contacts.filter(|contact| {
            !fields.contacts.contains_key(&contact.id.it) && !given.contains(&contact.id.it)
        });
        let lines = lines.map(|contact| format!("“{}” ({})", contact.label.plain(), contact.id.it));
        let columns = uses.columns.iter().filter(|name| !fields.columns.contains_key(*name));
        lines.chain(columns.map(|name| format!("“{name}”"))).collect()
    }
}
