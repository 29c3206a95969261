//! How sheets are printed: on which paper, by which printer, in which inks.

use crate::doc::Duplex;
use crate::geom::Len;
use crate::inks::Inks;
use crate::printer::Printer;
use crate::sheet::{Imposition, ImpositionScheme, PaperSize};

/// What somebody wants of paper, printer and inks; the default is what each product says itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PrintOptions {
    /// The paper that as many pages are put on as fit.
    pub paper: Option<PaperSize>,
    /// The order of pages on it.
    pub order: Option<ImpositionScheme>,
    /// The edge the printer turns it over.
    pub flip: Option<Duplex>,
    /// How far the pages of each further sheet of a booklet move towards the spine.
    pub creep: Len,
    /// The measured printer the sheets are fitted to, by its name.
    pub printer: Option<String>,
    /// A bar of 100 mm to measure, in the margins.
    pub bar: bool,
    /// The inks.
    pub inks: Inks,
    /// Places of the first sheet, counted row by row on its front, that an earlier job has used.
    pub used_places: usize,
}

impl PrintOptions {
    /// What they add to the names of files: `-a4`, `-a3-booklet`, `-a4-van-phong-grey`, `-a4-place-3`.
    pub fn suffix(&self) -> String {
        let order = self.order.map(ImpositionScheme::name);
        let paper = self.paper.map(PaperSize::name);
        let place = (self.used_places > 0).then(|| format!("place-{}", self.used_places + 1));
        let parts = [paper, order, self.printer.as_deref(), place.as_deref()];
        let parts: Vec<&str> = parts.into_iter().flatten().collect();
        let dash = if parts.is_empty() { "" } else { "-" };
        format!("{dash}{}{}", parts.join("-"), self.inks.suffix())
    }

    /// How pages are put onto paper.
    pub(super) fn imposing<'a>(&self, printer: Option<&'a Printer>) -> Imposition<'a> {
        Imposition {
            sheet: self.paper.map(PaperSize::size),
            order: self.order,
            flip: self.flip,
            creep: self.creep,
            printer,
            bar: self.bar,
            in_slots: false,
            used: self.used_places,
        }
    }
}
