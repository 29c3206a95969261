//! The proof that letters stand out from what lies under them on the finished page (LP-12), in looks
//! with fields of colour and on pictures: there no style knows by itself what it stands on.

use super::outline::Outline;
use super::overlap::{LETTERS, OVERHANG};
use super::{faults, ink};
use crate::colour::Colour;
use crate::diag::Diagnostic;
use crate::doc::SheetStyle;
use crate::geom::{Len, Point, Rect, Size};
use crate::inks;
use crate::layout::{Form, Item, Page, Placed, seen};
use crate::picture::{Pixels, Raster};
use crate::text::Fonts;

/// As many letters too faint are reported on a page.
const MOST: usize = 3;
/// How far around letters a picture has to be as calm as under them (LP-14).
const HALO_MM: f64 = 2.0;
/// The most pixels that are looked at across and down, of the part of a picture under a run.
const GRID: usize = 96;

/// What pictures are made of.
#[derive(Clone, Copy)]
pub(super) struct Art<'a> {
    pub forms: &'a [Form],
    pub images: &'a [Raster],
}

/// What letters stand on.
enum Ground<'a> {
    Colour(Colour),
    Raster(&'a Raster),
    Drawing(&'a Form),
}

/// A ground in its place.
struct GroundArea<'a> {
    rect: Rect,
    /// Its real shape, where it may be less than the rectangle.
    outline: Option<Outline<'a>>,
    ground: Ground<'a>,
}

/// Letters that do not stand out from what they stand on, in colours and in grey.
pub(super) fn faint(
    page: &Page,
    number: usize,
    art: Art<'_>,
    style: &SheetStyle,
    fonts: &Fonts,
) -> Vec<Diagnostic> {
    let is_ground = |item: &Item| {
        matches!(item, Item::Image { is_ground: true, .. } | Item::Form { is_ground: true, .. })
    };
    if !style.has_grounds() && !seen(&page.items).any(|(_, item)| is_ground(item)) {
        return Vec::new();
    }
    let fields = page.grounds.iter().map(|ground| GroundArea {
        rect: ground.rect,
        outline: None,
        ground: Ground::Colour(ground.colour),
    });
    let mut grounds: Vec<GroundArea<'_>> = fields.collect();
    let mut found = Vec::new();
    for (at, item) in seen(&page.items) {
        match item {
            Item::Fill { path, colour, .. } => {
                let rect = path.bounds().shifted(at.x, at.y);
                let outline = Some(Outline { path, at });
                grounds.push(GroundArea { rect, outline, ground: Ground::Colour(*colour) });
            }
            Item::Image { image, size, is_ground: true, .. } => {
                let raster = art.images.get(*image).map(Ground::Raster);
                let rect = Rect::new(at, *size);
                grounds.extend(raster.map(|ground| GroundArea { rect, outline: None, ground }));
            }
            Item::Form { form, size, is_ground: true, .. } => {
                let drawing = art.forms.get(*form).map(Ground::Drawing);
                let rect = Rect::new(at, *size);
                grounds.extend(drawing.map(|ground| GroundArea { rect, outline: None, ground }));
            }
            Item::Glyphs(run) if !run.text.trim().is_empty() => {
                let place = Rect { x: at.x, y: at.y, w: Len::ZERO, h: Len::ZERO };
                let letters = ink::rect((at, item), fonts).unwrap_or(place);
                let on = colours_under(letters, &grounds);
                let least = style.least_contrast((run.face, run.size), fonts);
                let stands_out = |on: &Colour| {
                    let in_grey = inks::grey(run.colour).contrast(inks::grey(*on));
                    run.colour.contrast(*on).min(in_grey)
                };
                let worst = on.iter().map(|on| (stands_out(on), *on));
                let worst = worst.min_by(|(a, _), (b, _)| a.total_cmp(b));
                let Some((contrast, on)) = worst.filter(|(contrast, _)| *contrast < least) else {
                    continue;
                };
                if found.len() < MOST {
                    let words = run.text.trim();
                    let fault = faults::faint(number, words, (run.colour, on), contrast, least);
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

/// The colours that letters stand on: of all grounds under them, from the uppermost down to one that
/// all of them stand on, and of the paper where none is.
fn colours_under(letters: Rect, grounds: &[GroundArea<'_>]) -> Vec<Colour> {
    // As much as overlapping allows may reach out.
    let (over, rise) = (letters.h.scale(OVERHANG).min(letters.w / 2), letters.h.scale(LETTERS));
    let ink = Rect {
        x: letters.x + over,
        y: letters.y + rise,
        w: letters.w - over * 2,
        h: letters.h - rise * 2,
    };
    let mut on = Vec::new();
    for GroundArea { rect, outline, ground } in grounds.iter().rev() {
        let is_under = ink.x <= rect.right()
            && rect.x <= ink.right()
            && ink.y <= rect.bottom()
            && rect.y <= ink.bottom();
        if !is_under {
            continue;
        }
        on.extend(ground.colours(*rect, halo(letters)));
        let is_round = |outline: &Outline<'_>| !outline.covers(&ink, Len::ZERO);
        if rect.contains(&ink) && !outline.as_ref().is_some_and(is_round) {
            return on;
        }
    }
    on.push(Colour::WHITE);
    on
}

/// Letters with the white that has to be around them.
fn halo(letters: Rect) -> Rect {
    let by = Len::mm(HALO_MM);
    Rect { x: letters.x - by, y: letters.y - by, w: letters.w + by * 2, h: letters.h + by * 2 }
}

impl Ground<'_> {
    /// The colours of the part at `part` of what lies at `rect`.
    fn colours(&self, rect: Rect, part: Rect) -> Vec<Colour> {
        match self {
            Ground::Colour(colour) => vec![*colour],
            Ground::Raster(raster) => pixels(raster, share(rect, part)),
            Ground::Drawing(form) => shapes(form, rect, part),
        }
    }
}

/// From where to where a part lies in a rectangle, as shares of it: left, top, right, bottom.
fn share(rect: Rect, part: Rect) -> [f64; 4] {
    let of = |from: Len, at: Len, whole: Len| {
        ((at - from).to_pt() / whole.to_pt().max(0.001)).clamp(0.0, 1.0)
    };
    [
        of(rect.x, part.x, rect.w),
        of(rect.y, part.y, rect.h),
        of(rect.x, part.right(), rect.w),
        of(rect.y, part.bottom(), rect.h),
    ]
}

/// Pixels of a part of a picture, on white paper.
fn pixels(raster: &Raster, [left, top, right, bottom]: [f64; 4]) -> Vec<Colour> {
    let (width, height) = (raster.width as usize, raster.height as usize);
    let rgb = raster.rgb();
    let alpha = match &raster.pixels {
        Pixels::Rgb(_, Some(alpha)) => Some(alpha),
        _ => None,
    };
    let range = |from: f64, to: f64, count: usize| {
        let first = ((from * count as f64) as usize).min(count.saturating_sub(1));
        let last = ((to * count as f64).ceil() as usize).clamp(first + 1, count.max(first + 1));
        (first..last).step_by(((last - first) / GRID).max(1))
    };
    let mut found = Vec::new();
    for y in range(top, bottom, height) {
        for x in range(left, right, width) {
            let at = y * width + x;
            let Some(&[r, g, b]) = rgb.get(at * 3..at * 3 + 3) else { continue };
            let opacity = alpha.and_then(|alpha| alpha.get(at)).map_or(255, |it| u16::from(*it));
            let on_white = |part: u8| 255 - (u16::from(255 - part) * opacity / 255) as u8;
            found.push(Colour { r: on_white(r), g: on_white(g), b: on_white(b) });
        }
    }
    found
}

/// Colours of the shapes of a drawing that lie near a part of it, and of the paper.
fn shapes(form: &Form, rect: Rect, part: Rect) -> Vec<Colour> {
    let scale = rect.w.to_pt() / form.size.w.to_pt().max(0.001);
    let on_paper = |at: Point, bounds: Rect| {
        let corner = Point::new(
            rect.x + (at.x + bounds.x).scale(scale),
            rect.y + (at.y + bounds.y).scale(scale),
        );
        Rect::new(corner, Size::new(bounds.w.scale(scale), bounds.h.scale(scale)))
    };
    let mut found = vec![Colour::WHITE];
    for placed in &form.items {
        let (bounds, colour) = match &placed.item {
            Item::Fill { path, colour, .. } => (path.bounds(), *colour),
            Item::Stroke { path, pen } => (path.bounds(), pen.colour),
            _ => continue,
        };
        let area = on_paper(placed.at, bounds);
        if area.contains(&part) && is_box(placed) {
            // A ground of its own covers what was painted before it.
            found.clear();
        }
        if area.cut(&part).is_some() {
            found.push(colour);
        }
    }
    found
}

/// Whether a shape fills its bounds.
fn is_box(placed: &Placed) -> bool {
    let Item::Fill { path, .. } = &placed.item else { return false };
    Outline { path, at: placed.at }.is_box()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::path::Path;

    fn mm(x: f64, y: f64, w: f64, h: f64) -> Rect {
        Rect { x: Len::mm(x), y: Len::mm(y), w: Len::mm(w), h: Len::mm(h) }
    }

    const DARK: Colour = Colour { r: 0, g: 60, b: 120 };

    /// How many colours letters stand on, and whether white paper is one of them.
    fn under(letters: Rect, path: Option<&Path>, rect: Rect) -> (usize, bool) {
        let outline = path.map(|path| Outline { path, at: Point::default() });
        let ground = GroundArea { rect, outline, ground: Ground::Colour(DARK) };
        let on = colours_under(letters, &[ground]);
        (on.len(), on.contains(&Colour::WHITE))
    }

    #[test]
    fn letters_stand_on_all_that_is_under_them() {
        let band = mm(0.0, 10.0, 100.0, 20.0);
        let round = Path::rounded(band, Len::mm(10.0));
        for (letters, shape, wanted) in [
            (mm(10.0, 12.0, 40.0, 8.0), None, (1, false)),
            (mm(10.0, 40.0, 40.0, 8.0), None, (1, true)),
            // The end of a line, or the foot of its letters, beyond the ground.
            (mm(80.0, 12.0, 40.0, 8.0), None, (2, true)),
            (mm(10.0, 24.0, 40.0, 8.0), None, (2, true)),
            (mm(10.0, 6.0, 40.0, 8.0), None, (2, true)),
            // A horn over its side is nothing, nor is the tip of a mark.
            (mm(61.0, 12.0, 40.0, 8.0), None, (1, false)),
            (mm(10.0, 9.8, 40.0, 8.0), None, (1, false)),
            // Round corners leave out what stands in them.
            (mm(10.0, 12.0, 80.0, 8.0), Some(&round), (1, false)),
            (mm(0.0, 11.0, 80.0, 8.0), Some(&round), (2, true)),
            (mm(20.0, 20.0, 80.0, 9.0), Some(&round), (2, true)),
        ] {
            assert_eq!(under(letters, shape, band), wanted, "{letters:?}");
        }
    }
}
