//! The proof that letters stand out from what lies under them on the finished page (LP-12), in looks
//! with fields of colour: there no style knows by itself what it stands on.

use super::faults;
use crate::colour::Colour;
use crate::diag::Diagnostic;
use crate::doc::SheetStyle;
use crate::geom::{Len, Rect};
use crate::inks;
use crate::layout::{Item, Page, seen};
use crate::text::Fonts;

/// As many letters too faint are reported on a page.
const MOST: usize = 3;

/// Letters that do not stand out from what they stand on, in colours and in grey.
pub(super) fn faint(
    page: &Page,
    number: usize,
    style: &SheetStyle,
    fonts: &Fonts,
) -> Vec<Diagnostic> {
    if !style.has_grounds() {
        return Vec::new();
    }
    let mut grounds: Vec<(Rect, Colour)> =
        page.grounds.iter().map(|ground| (ground.rect, ground.colour)).collect();
    let mut found = Vec::new();
    for (at, item) in seen(&page.items) {
        match item {
            Item::Fill { path, colour, .. } => {
                grounds.push((path.bounds().shifted(at.x, at.y), *colour));
            }
            Item::Glyphs(run) if !run.text.trim().is_empty() => {
                let place = Rect { x: at.x, y: at.y, w: Len::ZERO, h: Len::ZERO };
                let on = grounds.iter().rev().find(|(rect, _)| rect.contains(&place));
                let on = on.map_or(Colour::WHITE, |(_, colour)| *colour);
                let least = style.least_contrast((run.face, run.size), fonts);
                let contrast = run.colour.contrast(on);
                let in_grey = inks::grey(run.colour).contrast(inks::grey(on));
                if contrast.min(in_grey) < least && found.len() < MOST {
                    let words = run.text.trim();
                    let fault = faults::faint(
                        number,
                        words,
                        (run.colour, on),
                        contrast.min(in_grey),
                        least,
                    );
                    found.push(match run.span {
                        Some(span) => fault.at(span),
                        None => fault.at_path(&style.path),
                    });
                }
            }
            _ => {}
        }
    }
    found
}
