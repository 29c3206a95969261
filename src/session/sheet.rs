//! One sheet: its pages, its PDF, its pictures.

use std::ops::Range;

use super::faults;
use super::{Job, Jobs, Loaded, PrintOptions, Session};
use crate::cancel::Cancel;
use crate::diag::{Diagnostic, Place, Sink, Text};
use crate::guide::Guide;
use crate::inks::Inks;
use crate::join::join;
use crate::layout::Pages;
use crate::paint::pdf::{self, Meta};
use crate::paint::raster;
use crate::paint::view::{PageShape, View};
use crate::sheet;
use crate::typeset::Typesetter;

/// A sheet that is set and may be printed.
pub struct Sheet<'s> {
    session: &'s Session,
    cancel: &'s Cancel,
    guide: &'s Guide,
    inks: Inks,
    pages: Pages,
}

impl Session {
    /// Sets a sheet. `None` when anything is wrong with it, its guide or the request, or when the
    /// job was cancelled; the findings are those of the sheet alone.
    pub fn sheet<'s>(
        &'s self,
        (jobs, job): (&Jobs, &Job),
        print: &PrintOptions,
        cancel: &'s Cancel,
    ) -> (Option<Sheet<'s>>, Sink) {
        let mut sink = Sink::new();
        let made = self.guides().nth(job.guide).and_then(|guide| {
            let typesetter = self.typesetter(print, cancel)?;
            let mut set = || self.pages(&typesetter, (guide, &job.product), &mut sink);
            let pages = if self.is_checked(job.guide) {
                set()
            } else {
                join(|| self.check(job.guide).is_some(), set).1
            };
            let pages = pages?;
            let asked = jobs.asked.get(job.guide);
            let is_good = asked.is_none_or(|asked| !asked.has_errors()) && self.is_good(job.guide);
            let inks = print.inks;
            is_good.then_some(Sheet { session: self, cancel, guide, inks, pages })
        });
        let made = made.filter(|_| !sink.has_errors());
        (made, self.limits().keep(sink))
    }

    /// The pipeline of a way of printing; `None` when its printer is not loaded, which was reported
    /// when the session was opened.
    pub(super) fn typesetter<'t>(
        &'t self,
        print: &'t PrintOptions,
        cancel: &'t Cancel,
    ) -> Option<Typesetter<'t>> {
        let Loaded { world, sources, templates, fonts, settings, printers, .. } = &*self.0;
        let printer = match &print.printer {
            Some(name) => Some(printers.get(name)?),
            None => None,
        };
        let (imposing, inks) = (print.imposing(printer), print.inks);
        let plain = Typesetter::new(&**world, sources, templates, fonts, settings);
        Some(Typesetter { imposing, inks, cancel, ..plain })
    }

    /// The pages of a guide as a product, as many as a job may have.
    pub(super) fn pages(
        &self,
        typesetter: &Typesetter<'_>,
        (guide, product): (&Guide, &str),
        sink: &mut Sink,
    ) -> Option<Pages> {
        let mut own = Sink::new();
        let pages = typesetter.pages(guide, product, &mut own);
        sink.extend(own.iter().cloned().map(|found| self.at_its_value(found)));
        self.bounded(pages, typesetter.cancel, sink)
    }

    /// A finding about letters that stand in no file of a guide, at the value they were filled in by.
    fn at_its_value(&self, found: Diagnostic) -> Diagnostic {
        if found.place != Place::None {
            return found;
        }
        let words = found.about.as_deref().unwrap_or("").trim();
        let mut places = self.0.settings.consent.places.iter();
        let place = places.find(|(value, _)| !words.is_empty() && value.contains(words));
        match place {
            Some((_, span)) => found.at(*span),
            None => found,
        }
    }

    /// Pages that may be painted; what keeps them from it is reported.
    pub(super) fn bounded(
        &self,
        pages: Option<Pages>,
        cancel: &Cancel,
        sink: &mut Sink,
    ) -> Option<Pages> {
        if cancel.is_cancelled() {
            sink.push(faults::cancelled());
            return None;
        }
        let pages = pages?;
        let checked = self.limits().check_pages(pages.pages.len());
        checked.map_err(|found| sink.push(found)).ok()?;
        Some(pages)
    }
}

impl Sheet<'_> {
    /// Its pages, as they are printed.
    pub fn pages(&self) -> &Pages {
        &self.pages
    }

    /// Its guide.
    pub fn guide(&self) -> &Guide {
        self.guide
    }

    /// Its PDF.
    ///
    /// # Errors
    /// A fault of the program, never of a guide, or that the job was cancelled.
    pub fn pdf(&self) -> Result<Vec<u8>, Diagnostic> {
        let (date, inks) = (self.guide.reviewed.it, self.inks);
        let meta = Meta { date, inks, tagged: !inks.is_press() };
        let bytes = pdf::write_unless(self.cancel, &self.pages, self.session.fonts(), meta);
        bytes.map_err(|error| faults::unmade(&error))
    }

    /// What the print shop has to know of its PDF, which is called `file`.
    pub fn ticket(&self, file: &str) -> Text {
        sheet::ticket(&self.pages, file, self.inks)
    }

    /// How much toner each page of its PDF takes in black, in percent of the page.
    ///
    /// # Errors
    /// A fault of the program, or a page above a limit.
    pub fn toner(&self, pdf: &[u8]) -> Result<Vec<f64>, Diagnostic> {
        raster::toner(pdf).map_err(|error| crate::paint::broken(&error.to_string()))
    }

    /// A picture of each page of its PDF, for `put` to take: its number from 1, and a PNG.
    ///
    /// # Errors
    /// The first finding, of `put`, of a limit or of the program itself.
    pub fn pictures(
        &self,
        pdf: &[u8],
        look: (u16, Option<View>),
        put: impl FnMut(usize, &[u8]) -> Result<(), Diagnostic>,
    ) -> Result<(), Diagnostic> {
        self.session.all_pictures((pdf, &self.pages), look, self.cancel, put)
    }
}

impl Session {
    /// A picture of each page of a PDF.
    pub(super) fn all_pictures(
        &self,
        (pdf, pages): (&[u8], &Pages),
        (dpi, view): (u16, Option<View>),
        cancel: &Cancel,
        put: impl FnMut(usize, &[u8]) -> Result<(), Diagnostic>,
    ) -> Result<(), Diagnostic> {
        let shapes: Vec<PageShape> = pages.pages.iter().map(PageShape::of).collect();
        let all = 0..shapes.len();
        self.pictures((pdf, &shapes), (all, dpi, view), cancel, put)
    }

    /// Pictures of these pages of a PDF, counted from 0, one after the other, so that one is held at a
    /// time: for `put` to take, each with its number from 1, and a PNG. `shapes` are those of all its
    /// pages.
    ///
    /// # Errors
    /// The first finding, of `put`, of a limit or of the program itself.
    pub fn pictures(
        &self,
        (pdf, shapes): (&[u8], &[PageShape]),
        (wanted, dpi, view): (Range<usize>, u16, Option<View>),
        cancel: &Cancel,
        mut put: impl FnMut(usize, &[u8]) -> Result<(), Diagnostic>,
    ) -> Result<(), Diagnostic> {
        let fine = view.map_or(dpi, |view| dpi.saturating_mul(view.zoom(dpi)));
        for shape in shapes.get(wanted.clone()).unwrap_or_default() {
            self.limits().check_pixels(shape.size, fine)?;
        }
        let (mut number, mut done) = (wanted.start, Ok(()));
        let drawn = raster::each_while(pdf, wanted, f64::from(fine), |bitmap| {
            let bitmap = match view.zip(shapes.get(number)) {
                Some((view, shape)) => view.of(&bitmap, shape, dpi),
                None => bitmap,
            };
            number += 1;
            let png =
                raster::png(&bitmap).map_err(|error| crate::paint::broken(&error.to_string()));
            done = png.and_then(|png| put(number, &png));
            if done.is_ok() && cancel.is_cancelled() {
                done = Err(faults::cancelled());
            }
            done.is_ok()
        });
        done.and(drawn.map_err(|error| crate::paint::broken(&error.to_string())))
    }
}
