//! Several copies on one sheet of paper.

use std::sync::Arc;

use crate::diag::{Diagnostic, Sink};
use crate::doc::{Duplex, SheetStyle};
use crate::geom::{Point, Rect, Size};
use crate::layout::{Item, Page};
use crate::paint::pdf::stream::{PageBoxes, SharedForm};
use crate::sheet;
use crate::typeset::Typesetter;

/// Where copies stand on the front and, mirrored, on the back of a sheet.
#[derive(Clone, Debug)]
pub struct ImpositionGrid {
    /// The front, and the back where there is one.
    pub(super) sides: Vec<SheetSide>,
    duplex: Duplex,
    /// Places of the first sheet that are used already.
    used: usize,
}

/// One side of a sheet.
#[derive(Clone, Debug)]
pub(super) struct SheetSide {
    pub size: Size,
    pub paper: PageBoxes,
    pub rotated: bool,
    /// The marks to cut along.
    pub layer: Arc<SharedForm>,
    /// The same without marks, for a sheet of which a part is used: it has them already.
    pub bare: Arc<SharedForm>,
    /// Where each copy stands.
    pub places: Vec<Point>,
    /// Where fields of colour end, if there are any.
    pub printed: Option<Rect>,
}

impl ImpositionGrid {
    /// The places of a product on the paper the command asked for; `None` where each page is a
    /// sheet of its own.
    ///
    /// # Errors
    /// What is wrong with the paper.
    pub fn new(
        style: &SheetStyle,
        press: &Typesetter<'_>,
    ) -> Result<Option<ImpositionGrid>, Diagnostic> {
        let Some(pages) = sheet::slots(style, press.imposing)? else { return Ok(None) };
        // As on a sheet of equal copies: a bar to measure, where there is room beside what is cut out.
        let pages = sheet::with_bar(pages, false, None, &style.path, press.fonts, &mut Sink::new());
        let mut sides = Vec::new();
        for page in &pages.pages {
            let layer = SharedForm::new(page, &pages, press.fonts, press.inks);
            let bare = Page { items: Vec::new(), ..page.clone() };
            let bare = SharedForm::new(&bare, &pages, press.fonts, press.inks);
            let mut places: Vec<(usize, Point)> = Vec::new();
            for placed in &page.items {
                if let Item::Field(Some(number)) = placed.item {
                    places.push((number, placed.at));
                }
            }
            places.sort_by_key(|(number, _)| *number);
            sides.push(SheetSide {
                size: page.size,
                paper: PageBoxes { trim: page.trim, bleed: pages.bleed },
                rotated: page.rotated,
                layer: Arc::new(layer),
                bare: Arc::new(bare),
                places: places.into_iter().map(|(_, at)| at).collect(),
                printed: style.has_grounds().then(|| sheet::printed(press.imposing.printer, page)),
            });
        }
        Ok(Some(ImpositionGrid { sides, duplex: pages.duplex, used: press.imposing.used }))
    }

    /// The edge the printer turns the sheet over.
    pub fn duplex(&self) -> Duplex {
        self.duplex
    }

    /// Places of the first sheet that are used already.
    pub fn used(&self) -> usize {
        self.used
    }

    /// How many copies a sheet holds.
    pub fn count(&self) -> usize {
        self.sides.first().map_or(1, |side| side.places.len())
    }
}
