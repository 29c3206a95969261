//! Makes copies: a record in, pages out.
//!
//! [`Composer::copy`] is the recipe. Each step has a room of its own: values come from
//! [`MergeFields`](super::fields::MergeFields), are checked by [`Checker`], go into the document that [`Documents`] has for such
//! records, and [`CopyLayouter`] lays it out from blocks. What many copies have alike is painted once
//! and kept ([`SheetCache`]); whether it was decides how long a copy takes, never how it looks.

use std::rc::Rc;
use std::sync::Arc;

use super::cells::{self, Checker, FieldFinding, RecordConsent, whole};
use super::copy_page::{self, CachedLayout, CachedSide, ComposedPage, CopyPage, PlacedInk};
use super::documents::Documents;
use super::imposition_grid::ImpositionGrid;
use super::job::CompositionJob;
use super::sheet_cache::SheetCache;
use crate::diag::Sink;
use crate::doc::SheetStyle;
use crate::geom::Len;
use crate::layout::{CopyDoc, CopyLayouter, LaidCopy, Pages, Placed};
use crate::paint::pdf::stream::{
    FormCache, PageBoxes, SplitPage, Tagged, Tags, Used, VariableContentWriter,
};
use crate::records::Record;
use crate::sheet::{self, Imposition};
use crate::typeset::Typesetter;

/// One copy: its pages, or what is wrong with it.
pub type Copy = Result<Vec<CopyPage>, Vec<FieldFinding>>;

/// Makes copies one after another; each thread has its own.
pub struct Composer<'a> {
    job: CompositionJob<'a>,
    /// How pages are put onto paper; those that share a sheet go into its slots later.
    typesetter: Typesetter<'a>,
    style: &'a SheetStyle,
    checker: Checker,
    notes: Vec<FieldFinding>,
    documents: Documents<'a>,
    layouter: CopyLayouter<'a>,
    layouts: SheetCache,
    forms: FormCache,
    content: VariableContentWriter<'a>,
}

impl<'a> Composer<'a> {
    /// A composer that has made nothing yet; `None` when there is no such product.
    pub fn new(job: CompositionJob<'a>) -> Option<Composer<'a>> {
        let Typesetter { fonts, inks, .. } = *job.press;
        let style = &job.press.templates.product(job.product)?.style;
        let in_slot = Imposition { in_slots: true, ..Imposition::default() };
        let imposing = job.slots.map_or(job.press.imposing, |_| in_slot);
        Some(Composer {
            job,
            typesetter: Typesetter { imposing, ..*job.press },
            style,
            checker: Checker::default(),
            notes: Vec::new(),
            documents: Documents::new(job, style),
            layouter: CopyLayouter::new(fonts),
            layouts: SheetCache::default(),
            forms: FormCache::default(),
            content: VariableContentWriter::new(fonts, inks, style.palette.clone()),
        })
    }

    /// The pages of a record's copy.
    ///
    /// # Errors
    /// Everything that is wrong with its values.
    pub fn copy(&mut self, record: &Record, number: u64) -> Copy {
        let mut values = self.job.fields.values(record, number);
        self.check(record, &values)?;
        let document = self.documents.of(record, &mut values, &mut self.layouter)?;
        let known = self.layouts.find(&mut self.layouter, &document, self.style, &values);
        let (layout, ink) = match known {
            Some(found) => found,
            None => self.lay_out(&document, &values)?,
        };
        self.prove(&layout, &ink)?;
        let (ink, values) = (Rc::new(ink), Arc::from(values));
        let page = |side| {
            let (layout, ink) = (Rc::clone(&layout), Rc::clone(&ink));
            CopyPage { layout, side, ink, values: Arc::clone(&values) }
        };
        Ok((0..layout.sides.len()).map(page).collect())
    }

    /// What a person should look at in the copies made since this was last asked.
    pub fn take_notes(&mut self) -> Vec<FieldFinding> {
        std::mem::take(&mut self.notes)
    }

    /// The glyphs used since this was last asked.
    pub fn take_used(&mut self) -> Used {
        self.content.take_used()
    }

    /// Writes copies onto paper: each on pages of its own, or as many as fit a sheet, of which so many
    /// places are `used` already.
    pub fn pages(&mut self, copies: &[Option<Vec<CopyPage>>], used: usize) -> Vec<ComposedPage> {
        match self.job.slots {
            Some(slots) => self.sheets(slots, copies, used),
            None => copies.iter().flatten().flatten().map(|page| self.page(page)).collect(),
        }
    }

    /// Checks values as if an author had typed them.
    fn check(&mut self, record: &Record, values: &[String]) -> Result<(), Vec<FieldFinding>> {
        let mut found = cells::private_letters(self.job.keys, &record.cells);
        let consent = RecordConsent {
            of_ward: &self.job.press.settings.consent,
            by_record: self.job.fields.has_consent(record),
        };
        let rules = (self.style.distribution, &consent);
        found.extend(self.checker.check(self.job.fields, values, rules));
        if found.iter().any(FieldFinding::is_error) {
            return Err(found);
        }
        self.notes.extend(found);
        Ok(())
    }

    /// Lays a copy out from its blocks, puts its pages onto paper and paints them but for what stands
    /// in their fields.
    fn lay_out(
        &mut self,
        document: &CopyDoc,
        values: &[String],
    ) -> Result<(Rc<CachedLayout>, PlacedInk), Vec<FieldFinding>> {
        let Composer { typesetter, style, layouter, .. } = self;
        let mut sink = Sink::new();
        let laid = layouter.layout(document, style, values, typesetter.cancel, &mut sink);
        let sheets = laid.and_then(|LaidCopy { pages, blocks }| {
            let pages = sheet::finish(pages, style, typesetter.fonts, &mut sink)?;
            let fields = pages.pages.iter().map(copy_page::fields).enumerate();
            let places = fields.flat_map(|(page, all)| all.into_iter().map(move |it| (page, it)));
            let places = places.collect();
            Some((typesetter.to_paper(pages, style, &mut sink)?, blocks, places))
        });
        let Some((sheets, blocks, places)) = sheets else { return Err(findings(sink)) };
        let sides = self.paint(&sheets, document.art());
        let layout = Rc::new(CachedLayout { sides, places });
        let ink = self.layouts.keep(document, blocks, &layout);
        Ok((layout, ink))
    }

    /// Proves that the ink of a copy's own values keeps away from edges and holes.
    fn prove(&self, layout: &CachedLayout, ink: &PlacedInk) -> Result<(), Vec<FieldFinding>> {
        let mut sink = Sink::new();
        for (page, (field, at)) in &layout.places {
            let (items, fonts) = (ink.items(*field), self.typesetter.fonts);
            sheet::prove(items, *at, *page, self.style, fonts, &mut sink);
        }
        if sink.has_errors() { Err(findings(sink)) } else { Ok(()) }
    }

    /// Paints what stands outside the fields of sheets.
    fn paint(&mut self, pages: &Pages, art: &Pages) -> Vec<CachedSide> {
        let Composer { typesetter: Typesetter { fonts, inks, .. }, forms, .. } = self;
        let mut layer = |items: &[Placed], size| forms.page(items, size, art, fonts, *inks);
        let (tags, parts) = Tags::of(if self.job.tagged { &pages.pages } else { &[] });
        let (tags, mut parts) = (Arc::new(tags), parts.into_iter());
        let mut sides = Vec::new();
        for page in &pages.pages {
            let size = page.size;
            let (layers, tagged) = match parts.next() {
                Some(SplitPage { steps, layers }) => {
                    let layers = layers.iter().map(|items| layer(items, size));
                    (layers.collect(), Some((steps, Arc::clone(&tags))))
                }
                None => (vec![layer(&page.items, size)], None),
            };
            let paper = PageBoxes { trim: page.trim, bleed: pages.bleed };
            let (rotated, fields) = (page.rotated, copy_page::fields(page));
            sides.push(CachedSide { size, layers, tagged, paper, rotated, fields });
        }
        sides
    }

    /// Writes one page of a copy.
    fn page(&mut self, page: &CopyPage) -> ComposedPage {
        let (side, ink) = (&page.layout.sides[page.side], &page.ink);
        let size = side.size;
        self.content.begin(size, side.rotated);
        let mut tagged = None;
        if let Some((steps, tags)) = &side.tagged {
            for step in steps {
                self.content.step(step, size.h, |field| ink.items(field));
            }
            let (tags, values) = (Arc::clone(tags), Arc::clone(&page.values));
            tagged = Some(Tagged::new(tags, page.side, values, |field| ink.items(field)));
        } else {
            self.content.layer(0, Len::ZERO, Len::ZERO);
            for (field, at) in &side.fields {
                self.content.write(ink.items(*field), *at, size.h);
            }
        }
        let layers = side.layers.clone();
        ComposedPage { layers, paper: side.paper, content: self.content.end(), tagged }
    }

    /// Writes copies into the slots of one sheet, front and back.
    fn sheets(
        &mut self,
        slots: &ImpositionGrid,
        copies: &[Option<Vec<CopyPage>>],
        used: usize,
    ) -> Vec<ComposedPage> {
        let mut composed = Vec::new();
        let sides = copies.iter().flatten().map(Vec::len).max().unwrap_or(0);
        // A sheet that is used in part lies on top in the printer: where nothing comes onto it, it goes
        // through blank, or the next sheet would be printed over what stands there.
        let sides = if used > 0 { sides.max(1) } else { sides };
        for side in 0..sides {
            let Some(sheet) = slots.sides.get(side % slots.sides.len().max(1)) else { continue };
            self.content.begin(sheet.size, sheet.rotated);
            let mut layers = vec![Arc::clone(if used > 0 { &sheet.bare } else { &sheet.layer })];
            self.content.layer(0, Len::ZERO, Len::ZERO);
            if let Some(printed) = sheet.printed {
                self.content.clip(printed, sheet.size.h);
            }
            for (copy, at) in copies.iter().zip(sheet.places.iter().skip(used)) {
                let Some(page) = copy.as_ref().and_then(|pages| pages.get(side)) else { continue };
                let own = &page.layout.sides[page.side];
                let foot = sheet.size.h - at.y - own.size.h;
                for layer in &own.layers {
                    layers.push(Arc::clone(layer));
                    self.content.layer(layers.len() - 1, at.x, foot);
                }
                for (field, place) in &own.fields {
                    let place = place.shifted(at.x, at.y);
                    self.content.write(page.ink.items(*field), place, sheet.size.h);
                }
            }
            if sheet.printed.is_some() {
                self.content.unclip();
            }
            let (paper, content) = (sheet.paper, self.content.end());
            composed.push(ComposedPage { layers, paper, content, tagged: None });
        }
        composed
    }
}

fn findings(sink: Sink) -> Vec<FieldFinding> {
    sink.into_findings().into_iter().map(whole).collect()
}
