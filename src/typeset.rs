//! From a guide to sheets of paper, and to the bytes of their PDF.

use serde::Serialize;

use crate::cancel::Cancel;
use crate::diag::Sink;
use crate::doc::{self, Doc, Markup, MarkupContext, ProofContext, SheetStyle, Shows};
use crate::guide::Guide;
use crate::inks::Inks;
use crate::join::join;
use crate::layout::{self, Page, Pages};
use crate::paint::pdf::{self, Meta, PdfError};
use crate::sheet::{self, Edge, Imposition};
use crate::source::Sources;
use crate::template::{KITS, RowValues, Settings, TemplateSet};
use crate::text::Fonts;
use crate::world::World;

/// The pipeline, with all that the sheets of a job share: [`Typesetter::read`] makes a document of
/// what a template printed, [`Typesetter::layout`] pages of the document, and
/// [`Typesetter::to_paper`] sheets of the pages.
#[derive(Clone, Copy)]
pub struct Typesetter<'a> {
    /// Where pictures are read from.
    pub world: &'a dyn World,
    /// All text files read.
    pub sources: &'a Sources,
    /// The products.
    pub templates: &'a TemplateSet,
    /// The faces.
    pub fonts: &'a Fonts,
    /// Values for lines to fill in.
    pub settings: &'a Settings,
    /// How pages are put onto paper.
    pub imposing: Imposition<'a>,
    /// What the files are printed with.
    pub inks: Inks,
    /// Whether the job is still wanted.
    pub cancel: &'a Cancel,
}

/// What a template printed, and how it is read.
#[derive(Clone, Copy)]
pub struct RenderedTemplate<'a> {
    /// The markup.
    pub markup: &'a Markup,
    /// The guide whose words it places.
    pub guide: &'a Guide,
    /// The style of the product.
    pub style: &'a SheetStyle,
    /// What the sheet shows.
    pub shows: Shows,
    /// Values that may stand on it beside the words of the guide.
    pub known: &'a [String],
    /// How many marks of fields of a copy there may be: none on a sheet that is not a copy.
    pub fields: usize,
}

impl<'a> Typesetter<'a> {
    /// A pipeline with every page on paper of its own, in all inks, for a job that nobody cancels.
    pub fn new(
        world: &'a dyn World,
        sources: &'a Sources,
        templates: &'a TemplateSet,
        fonts: &'a Fonts,
        settings: &'a Settings,
    ) -> Typesetter<'a> {
        let (imposing, inks, cancel) = (Imposition::default(), Inks::default(), Cancel::never());
        Typesetter { world, sources, templates, fonts, settings, imposing, inks, cancel }
    }

    /// Sets a guide as a product. `None` when anything is wrong, which `sink` tells, or when the
    /// job was cancelled.
    pub fn pages(&self, guide: &Guide, product: &str, sink: &mut Sink) -> Option<Pages> {
        let style = &self.templates.product(product)?.style;
        let (settings, row) = (self.settings, RowValues::new());
        let markup = self.templates.render(product, guide, settings, &row, self.sources);
        let markup = markup.map_err(|found| sink.push(found)).ok()?;
        let known: Vec<String> = settings.iter().map(|(_, value)| value.clone()).collect();
        let (shows, known, fields) = (Shows::Guide, &*known, 0);
        self.set(RenderedTemplate { markup: &markup, guide, style, shows, known, fields }, sink)
    }

    /// Sets the page of contents of a kit, in which the program says `known`. `None` as
    /// [`Typesetter::pages`].
    pub fn contents(
        &self,
        guide: &Guide,
        (kit, known): (&impl Serialize, &[String]),
        sink: &mut Sink,
    ) -> Option<Pages> {
        self.shown(KITS, guide, ("kit", kit), (Shows::Contents, known), sink)
    }

    /// Sets something other than a guide, which its template sees under a name of its own. `None`
    /// as [`Typesetter::pages`].
    pub fn pages_with(
        &self,
        product: &str,
        guide: &Guide,
        value: (&'static str, &impl Serialize),
        sink: &mut Sink,
    ) -> Option<Pages> {
        self.shown(product, guide, value, (Shows::Rows, &[]), sink)
    }

    fn shown(
        &self,
        product: &str,
        guide: &Guide,
        value: (&'static str, &impl Serialize),
        (shows, known): (Shows, &[String]),
        sink: &mut Sink,
    ) -> Option<Pages> {
        let style = &self.templates.product(product)?.style;
        let markup = self.templates.render_with(product, guide, value, self.sources);
        let markup = markup.map_err(|found| sink.push(found)).ok()?;
        self.set(RenderedTemplate { markup: &markup, guide, style, shows, known, fields: 0 }, sink)
    }

    /// All of the way from markup to sheets. What is wrong with the words does not keep what is wrong
    /// with their pages from being reported, so they are proofread while they are laid out.
    fn set(&self, printed: RenderedTemplate<'_>, sink: &mut Sink) -> Option<Pages> {
        let before = sink.errors();
        let doc = self.document(printed, sink)?;
        let proofread = || {
            let mut found = Sink::new();
            self.proofread(&doc, printed, &mut found);
            found
        };
        let lay_out = || {
            let mut found = Sink::new();
            let addressed = self.addressed(&doc, printed);
            let pages = self.layout(addressed.as_ref().unwrap_or(&doc), printed.style, &mut found);
            (pages, found)
        };
        let (of_words, (pages, of_pages)) = join(proofread, lay_out);
        sink.append(of_words);
        sink.append(of_pages);
        let pages = self.to_paper(pages?, printed.style, sink)?;
        (sink.errors() == before).then_some(pages)
    }

    /// Markup to a document. It may come with errors, and is then good for finding more of them
    /// alone; `None` when it cannot be read.
    pub fn read(&self, printed: RenderedTemplate<'_>, sink: &mut Sink) -> Option<Doc> {
        let doc = self.document(printed, sink)?;
        self.proofread(&doc, printed, sink);
        let addressed = self.addressed(&doc, printed);
        Some(addressed.unwrap_or(doc))
    }

    /// The tree of what is to be set, as its author wrote it.
    fn document(&self, printed: RenderedTemplate<'_>, sink: &mut Sink) -> Option<Doc> {
        let RenderedTemplate { markup, guide, style, .. } = printed;
        let Typesetter { world, sources, .. } = *self;
        doc::read(markup, MarkupContext { guide, style, sources, world }, sink)
    }

    /// Checks all words of a document.
    fn proofread(&self, doc: &Doc, printed: RenderedTemplate<'_>, sink: &mut Sink) {
        let RenderedTemplate { markup, guide, style, shows, known, fields } = printed;
        let Typesetter { sources, settings, .. } = *self;
        let (files, consent) = (&markup.files[..], &settings.consent);
        doc::check_private(doc, style.distribution, consent, sources, sink);
        let context = ProofContext { guide, files, sources, consent, known, shows, fields };
        doc::proofread(doc, context, sink);
        if self.inks.forbids_transparency() {
            sheet::check_no_transparency(doc, sink);
        }
    }

    /// The document as its readers are called, where that is not how it was written.
    fn addressed(&self, doc: &Doc, printed: RenderedTemplate<'_>) -> Option<Doc> {
        let RenderedTemplate { shows, known, .. } = printed;
        // Rows of a list are words of a ward.
        if shows == Shows::Rows {
            return None;
        }
        let typed = if shows == Shows::Contents { &[] } else { known };
        doc::addressed(doc, self.settings.address, typed)
    }

    /// A document to pages of the product, before they are put onto paper.
    pub fn layout(&self, doc: &Doc, style: &SheetStyle, sink: &mut Sink) -> Option<Pages> {
        let pages = layout::layout_unless(self.cancel, doc, style, self.fonts, sink)?;
        sheet::finish(pages, style, self.fonts, sink)
    }

    /// Pages to sheets: in the inks, on the paper and for the printer or the shop that were asked
    /// for.
    pub fn to_paper(&self, pages: Pages, style: &SheetStyle, sink: &mut Sink) -> Option<Pages> {
        let Typesetter { fonts, imposing, inks, .. } = *self;
        let pages = if inks.ink_saver { sheet::save_ink(pages) } else { pages };
        let pages = sheet::lay(pages, style, imposing, sink)?;
        let Imposition { printer, bar, .. } = imposing;
        let pages = match printer {
            Some(printer) => sheet::for_printer(pages, printer, &style.path, fonts, sink)?,
            None => pages,
        };
        // A sheet of which a part is used had its bar the first time.
        let pages = if bar || (imposing.sheet.is_some() && imposing.used == 0) {
            sheet::with_bar(pages, bar, printer, &style.path, fonts, sink)
        } else {
            pages
        };
        let pages = if inks.is_press() { sheet::for_press(pages) } else { pages };
        let (bleed, is_cut) = (pages.bleed, inks.is_press() || imposing.in_slots);
        let edge = |page: &Page| {
            if is_cut { Edge::Cut(bleed) } else { sheet::printable(printer, page) }
        };
        Some(sheet::spread(pages, edge))
    }

    /// Writes pages as a PDF.
    ///
    /// # Errors
    /// Faults of the program, never of a guide, and that the job was cancelled.
    pub fn pdf(&self, guide: &Guide, pages: &Pages) -> Result<Vec<u8>, PdfError> {
        let meta = Meta { date: guide.reviewed.it, inks: self.inks, tagged: !self.inks.is_press() };
        pdf::write_unless(self.cancel, pages, self.fonts, meta)
    }
}
