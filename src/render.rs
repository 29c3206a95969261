//! The whole pipeline, from a guide to the bytes of its PDF.

use serde::Serialize;

use crate::diag::{Code, Diagnostic, Sink, text};
use crate::doc::{self, Markup, Reading, SheetStyle, Shows, Standing};
use crate::guide::Guide;
use crate::inks::Inks;
use crate::layout::{self, Pages};
use crate::paint::pdf::{self, Meta, PdfError};
use crate::sheet::{self, Imposing};
use crate::source::Sources;
use crate::template::{KITS, Row, Set, Settings};
use crate::text::Fonts;
use crate::world::World;

/// What all sheets of a run share.
pub struct Press<'a> {
    /// Where pictures are read from.
    pub world: &'a dyn World,
    /// All text files read.
    pub sources: &'a Sources,
    /// The products.
    pub set: &'a Set,
    /// The faces.
    pub fonts: &'a Fonts,
    /// Values for lines to fill in.
    pub settings: &'a Settings,
    /// How the command wants pages put onto paper.
    pub imposing: Imposing<'a>,
    /// What the files are printed with.
    pub inks: Inks,
}

impl Press<'_> {
    /// Sets a guide as a product. `None` when anything is wrong; `sink` tells what.
    pub fn pages(&self, guide: &Guide, product: &str, sink: &mut Sink) -> Option<Pages> {
        let style = &self.set.product(product)?.style;
        let markup = match self.set.render(product, guide, self.settings, &Row::new(), self.sources)
        {
            Ok(markup) => markup,
            Err(diagnostic) => {
                sink.push(diagnostic);
                return None;
            }
        };
        let known: Vec<String> = self.settings.iter().map(|(_, value)| value.clone()).collect();
        self.set(&markup, guide, style, (Shows::Guide, &known), sink)
    }

    /// Sets the page of contents of a kit, in which the program says `known`. `None` when anything is
    /// wrong; `sink` tells what.
    pub fn contents(
        &self,
        guide: &Guide,
        (kit, known): (&impl Serialize, &[String]),
        sink: &mut Sink,
    ) -> Option<Pages> {
        self.shown(KITS, guide, ("kit", kit), (Shows::Contents, known), sink)
    }

    /// Sets something other than a guide, which its template sees under a name of its own. `None`
    /// when anything is wrong; `sink` tells what.
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
        shows: (Shows, &[String]),
        sink: &mut Sink,
    ) -> Option<Pages> {
        let style = &self.set.product(product)?.style;
        match self.set.render_with(product, guide, value, self.sources) {
            Ok(markup) => self.set(&markup, guide, style, shows, sink),
            Err(diagnostic) => {
                sink.push(diagnostic);
                None
            }
        }
    }

    fn set(
        &self,
        markup: &Markup,
        guide: &Guide,
        style: &SheetStyle,
        (shows, known): (Shows, &[String]),
        sink: &mut Sink,
    ) -> Option<Pages> {
        let Press { world, sources, fonts, .. } = *self;
        let doc = doc::read(markup, Reading { guide, style, sources, world }, sink)?;
        let before = sink.errors();
        let consent = &self.settings.consent;
        doc::check_private(&doc, style.reach, consent, sources, sink);
        let files = &markup.files;
        let standing = Standing { guide, files, sources, consent, known, shows, fields: 0 };
        doc::proofread(&doc, standing, sink);
        // All else that is wrong is told in the same run.
        let is_wrong = sink.errors() > before;
        if self.inks.is_opaque() {
            let before = sink.errors();
            sheet::check_opaque(&doc, sink);
            (sink.errors() == before).then_some(())?;
        }
        let pages = layout::layout(&doc, style, fonts, sink)?;
        let pages = sheet::finish(pages, style, fonts, sink)?;
        let pages = if self.inks.saver { sheet::save_ink(pages) } else { pages };
        let pages = sheet::lay(pages, style, self.imposing, sink)?;
        if is_wrong {
            return None;
        }
        let Imposing { printer, bar, .. } = self.imposing;
        let pages = match printer {
            Some(printer) => sheet::for_printer(pages, printer, &style.path, fonts, sink)?,
            None => pages,
        };
        let pages = if bar || self.imposing.sheet.is_some() {
            sheet::with_bar(pages, bar, printer, &style.path, fonts, sink)
        } else {
            pages
        };
        Some(if self.inks.is_press() { sheet::for_press(pages) } else { pages })
    }

    /// Writes pages as a PDF.
    ///
    /// # Errors
    /// Faults of the program, never of a guide.
    pub fn pdf(&self, guide: &Guide, pages: &Pages) -> Result<Vec<u8>, PdfError> {
        let meta = Meta { date: guide.reviewed.it, inks: self.inks, tagged: !self.inks.is_press() };
        pdf::write(pages, self.fonts, meta)
    }
}

/// A fault of ours.
pub fn broken(why: &str) -> Diagnostic {
    Diagnostic::new(
        Code::TemplateBroken,
        text!(
            en "toroi failed: {why}",
            vi "toroi gặp lỗi: {why}",
        ),
    )
    .hint(text!(
        en "this is a fault of the program: please report it with the guide",
        vi "đây là lỗi của chương trình: xin báo lại kèm bài hướng dẫn",
    ))
}
