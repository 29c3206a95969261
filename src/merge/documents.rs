//! The documents of a job: what its template printed, read once for all copies that it is the same
//! for.
//!
//! Where the template tells copies apart only by which fields are empty, so do documents. Where it
//! looks at values it runs for each record, and copies share a document if the same elements came
//! out; words that differ are fields too.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::cells::{FieldFinding, whole};
use super::job::CompositionJob;
use super::markup_skeleton::{self, MarkupSkeleton};
use crate::diag::Sink;
use crate::doc::{Doc, Markup, SheetStyle, Shows, field};
use crate::guide::Guide;
use crate::layout::{CopyDoc, CopyLayouter};
use crate::records::Record;
use crate::template::{RowValues, Settings};
use crate::typeset::RenderedTemplate;

/// As many documents are kept; more mean that the template looks at values that are different in
/// most records, and then none is worth keeping long.
const MOST_DOCUMENTS: usize = 64;
/// Bytes of pictures that documents hold, as each holds its own.
const MOST_PIXELS: usize = 64 << 20;

/// What tells documents apart.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Which {
    /// Which fields are empty.
    Empty(Vec<bool>),
    /// The elements the template printed.
    Skeleton(MarkupSkeleton),
}

/// What a template printed for the last record whose document was read for this shape.
struct Printout {
    texts: Vec<String>,
    /// The texts that were different in others.
    varying: BTreeSet<usize>,
}

/// The documents of a job.
pub(super) struct Documents<'a> {
    job: CompositionJob<'a>,
    style: &'a SheetStyle,
    /// The guide with marks for addresses of codes.
    guide: Guide,
    known: BTreeMap<Which, Rc<CopyDoc>>,
    printouts: BTreeMap<MarkupSkeleton, Printout>,
}

impl<'a> Documents<'a> {
    pub(super) fn new(job: CompositionJob<'a>, style: &'a SheetStyle) -> Documents<'a> {
        let mut guide = job.guide.clone();
        for (code, field) in &job.fields.codes {
            if let Some(target) = guide.qr.get_mut(*code) {
                target.url.it = field::mark(*field).to_string();
            }
        }
        Documents { job, style, guide, known: BTreeMap::new(), printouts: BTreeMap::new() }
    }

    /// The document of a record's copy. Words of the template that differ from copy to copy join its
    /// values.
    pub(super) fn of(
        &mut self,
        record: &Record,
        values: &mut Vec<String>,
        layouter: &mut CopyLayouter<'_>,
    ) -> Result<Rc<CopyDoc>, Vec<FieldFinding>> {
        if self.job.fields.inspected.is_empty() {
            self.by_emptiness(record, values, layouter)
        } else {
            self.by_skeleton(record, values, layouter)
        }
    }

    fn by_emptiness(
        &mut self,
        record: &Record,
        values: &[String],
        layouter: &mut CopyLayouter<'_>,
    ) -> Result<Rc<CopyDoc>, Vec<FieldFinding>> {
        let which = Which::Empty(values.iter().map(String::is_empty).collect());
        if let Some(known) = self.known.get(&which) {
            return Ok(Rc::clone(known));
        }
        let (guide, markup) = self.print(record, values)?;
        let doc = self.read(&guide, &markup, record)?;
        Ok(self.keep(which, layouter.document(doc, self.style)))
    }

    fn by_skeleton(
        &mut self,
        record: &Record,
        values: &mut Vec<String>,
        layouter: &mut CopyLayouter<'_>,
    ) -> Result<Rc<CopyDoc>, Vec<FieldFinding>> {
        let (guide, mut markup) = self.print(record, values)?;
        let (shape, texts) = MarkupSkeleton::of(&markup.xml);
        let texts: Vec<String> = texts.into_iter().map(str::to_owned).collect();
        let known = self.printouts.get(&shape);
        let mut varying = known.map_or_else(BTreeSet::new, |known| known.varying.clone());
        if let Some(known) = known {
            let differs = |number: &usize| known.texts.get(*number) != texts.get(*number);
            varying.extend((0..texts.len()).filter(differs));
        }
        let is_same = known.is_some_and(|known| known.varying == varying);
        let which = Which::Skeleton(shape.clone());
        let known = self.known.get(&which).filter(|_| is_same).map(Rc::clone);
        let document = if let Some(known) = known {
            known
        } else {
            let first = self.job.fields.all.len();
            markup.xml = shape.with(&texts, &varying, |nth| field::mark(first + nth));
            let doc = self.read(&guide, &markup, record)?;
            let document = self.keep(which, layouter.document(doc, self.style));
            let printout = Printout { texts: texts.clone(), varying: varying.clone() };
            self.printouts.insert(shape, printout);
            document
        };
        for number in varying {
            let text = texts.get(number).map_or("", String::as_str);
            let text = field::filled(&markup_skeleton::read(text), values).into_owned();
            values.push(text);
        }
        Ok(document)
    }

    fn keep(&mut self, which: Which, document: CopyDoc) -> Rc<CopyDoc> {
        let pixels: usize = self.known.values().map(|known| known.pixels()).sum();
        if self.known.len() >= MOST_DOCUMENTS || pixels + document.pixels() > MOST_PIXELS {
            self.known.clear();
            self.printouts.clear();
        }
        let document = Rc::new(document);
        self.known.insert(which, Rc::clone(&document));
        document
    }

    /// Runs the template for a record. Values it does not look at are marks.
    fn print(
        &self,
        record: &Record,
        values: &[String],
    ) -> Result<(Guide, Markup), Vec<FieldFinding>> {
        let CompositionJob { press: typesetter, fields, keys, product, .. } = self.job;
        let is_looked_at = |field: usize| fields.inspected.contains(&field);
        let shown = |field: usize| match values.get(field) {
            Some(value) if value.is_empty() || is_looked_at(field) => value.clone(),
            Some(_) => field::mark(field).to_string(),
            None => String::new(),
        };
        let mut settings: Settings = typesetter.settings.clone();
        for (id, field) in &fields.contacts {
            // An empty cell leaves what all copies share.
            let value = shown(*field);
            if !value.is_empty() {
                settings.insert(id.clone(), value);
            }
        }
        let mut row: RowValues =
            fields.columns.iter().map(|(name, at)| (name.clone(), shown(*at))).collect();
        if !fields.inspected.is_empty() {
            for (key, cell) in keys.iter().zip(&record.cells) {
                row.entry(key.clone()).or_insert_with(|| cell.clone());
            }
        }
        // Without an address of its own a copy keeps that of the guide.
        let mut guide = self.guide.clone();
        for (code, field) in &fields.codes {
            let (Some(shared), Some(own)) = (self.job.guide.qr.get(*code), guide.qr.get_mut(*code))
            else {
                continue;
            };
            let value = shown(*field);
            own.url.it = if value.is_empty() { shared.url.it.clone() } else { value };
        }
        let (templates, sources) = (typesetter.templates, typesetter.sources);
        match templates.render(product, &guide, &settings, &row, sources) {
            Ok(markup) => Ok((guide, markup)),
            Err(found) => Err(vec![whole(found)]),
        }
    }

    /// Reads what a template printed.
    fn read(
        &self,
        guide: &Guide,
        markup: &Markup,
        record: &Record,
    ) -> Result<Doc, Vec<FieldFinding>> {
        let typesetter = self.job.press;
        let mut known: Vec<String> = record.cells.clone();
        known.extend(typesetter.settings.iter().map(|(_, value)| value.clone()));
        let (style, shows, fields) = (self.style, Shows::Guide, field::MOST_FIELDS);
        let mut sink = Sink::new();
        let doc = typesetter.read(
            RenderedTemplate { markup, guide, style, shows, known: &known, fields },
            &mut sink,
        );
        let doc = doc.filter(|_| !sink.has_errors());
        doc.ok_or_else(|| sink.into_findings().into_iter().map(whole).collect())
    }
}
