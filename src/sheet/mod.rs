//! Pages to sheets, after layout: the hole of a door hanger, the proofs that ink keeps away from
//! edges and holes (PP-02, OF-01) and from other ink, and what print shops and savers of ink want.

mod bar;
mod calibration;
mod contrast;
mod faults;
mod for_printer;
mod grounds;
mod hole;
mod impose;
mod ink;
mod ink_saver;
mod label;
mod lay;
mod marks;
mod outline;
mod overlap;
mod paper_size;
mod ticket;
mod transparency;
mod trim_marks;
mod turn;

pub use bar::{BAR, with_bar};
pub use calibration::{ReadingTaker, calibration};
pub use faults::off_scale;
pub use for_printer::for_printer;
pub use grounds::{Edge, printable, printed, spread};
pub use impose::{Grid, ImpositionPlan, impose};
pub use ink_saver::save_ink;
pub use lay::{Imposition, ImpositionScheme, duplex, lay, places, slots};
pub use paper_size::PaperSize;
pub use ticket::ticket;
pub use transparency::check_no_transparency;
pub use trim_marks::for_press;

use crate::diag::Sink;
use crate::doc::SheetStyle;
use crate::geom::{Len, Point, Rect};
use crate::layout::{Clearance, Item, Pages, Placed, seen};
use crate::text::Fonts;

/// Proves that all ink stands in the safe area and none on other ink, and draws what guides the
/// cutter. `None` when ink is where it must not be.
pub fn finish(
    mut pages: Pages,
    style: &SheetStyle,
    fonts: &Fonts,
    sink: &mut Sink,
) -> Option<Pages> {
    let before = sink.errors();
    let Pages { pages: sides, forms, images, .. } = &mut pages;
    let art = contrast::Art { forms, images };
    for (number, page) in sides.iter_mut().enumerate() {
        let cut = Clearance::on(number, style);
        let items: Vec<_> = seen(&page.items).collect();
        let areas = ink::areas(&items, fonts);
        for found in &areas {
            check(found.rect, items[found.item].1, number + 1, page.trim, cut, style, sink);
        }
        sink.extend(overlap::find(&items, &areas, number + 1, &style.path, fonts));
        sink.extend(contrast::faint(page, number + 1, art, style, fonts));
        if let Some(cut) = cut {
            let ink = grounds::ink_on(page, cut.centre);
            page.items.extend(hole::line(&cut, ink));
        }
    }
    (sink.errors() == before).then_some(pages)
}

/// Proves that the ink of items at `at` on page `number` (from 0) keeps away from edges and holes.
pub fn prove(
    items: &[Placed],
    at: Point,
    number: usize,
    style: &SheetStyle,
    fonts: &Fonts,
    sink: &mut Sink,
) {
    let cut = Clearance::on(number, style);
    let trim = Rect::new(Point::default(), style.page);
    for placed in items {
        let at = placed.at.shifted(at.x, at.y);
        let Some(rect) = ink::rect((at, &placed.item), fonts) else { continue };
        if is_near(rect, trim, cut, style) {
            check(rect, &placed.item, number + 1, trim, cut, style, sink);
        }
    }
}

/// Whether ink is nearer to an edge or hole than it may be.
fn is_near(rect: Rect, trim: Rect, cut: Option<Clearance>, style: &SheetStyle) -> bool {
    let safe = style.safe;
    rect.x < trim.x + safe
        || rect.y < trim.y + safe
        || rect.right() > trim.right() - safe
        || rect.bottom() > trim.bottom() - safe
        || cut.is_some_and(|cut| cut.too_near(rect) > 0.01)
}

fn check(
    rect: Rect,
    item: &Item,
    number: usize,
    trim: Rect,
    cut: Option<Clearance>,
    style: &SheetStyle,
    sink: &mut Sink,
) {
    let safe = style.safe;
    let inside =
        Rect { x: trim.x + safe, y: trim.y + safe, w: trim.w - safe * 2, h: trim.h - safe * 2 };
    let out = [
        inside.x - rect.x,
        inside.y - rect.y,
        rect.right() - inside.right(),
        rect.bottom() - inside.bottom(),
    ];
    let worst = out.into_iter().max().unwrap_or_default();
    if worst > Len::ZERO {
        report(item, worst, number, style, sink);
    }
    if let Some(cut) = cut {
        let short = cut.too_near(rect);
        if short > 0.01 {
            report(item, Len::pt(short), number, style, sink);
        }
    }
}

fn report(item: &Item, by: Len, number: usize, style: &SheetStyle, sink: &mut Sink) {
    let mm = by.to_mm();
    let (what, span) = ink::named(item);
    let diagnostic = faults::outside_safe_area(number, &what, mm);
    sink.push(match span {
        Some(span) => diagnostic.at(span),
        None => diagnostic.at_path(&style.path),
    });
}
