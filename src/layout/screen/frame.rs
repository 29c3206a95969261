//! The frame of the phone, open where the screen goes on.

use super::{CORNER, LINE, Placed, ScreenDrawing};
use crate::geom::{Len, Point, Rect};
use crate::layout::page::{Item, Pen};
use crate::path::{Path, Segment};
use crate::picture::{Cap, Join};

/// The slit of the loudspeaker, which tells the top of a phone.
const SLIT: (f64, f64) = (26.0, 3.4);
const SLIT_AT: f64 = 5.6;

impl ScreenDrawing<'_, '_, '_> {
    /// White ground and the outline, down to `height`.
    pub(super) fn frame(&self, is_begun: bool, is_ended: bool, height: Len) -> Vec<Placed> {
        let half = self.len(LINE) / 2;
        let (left, right) = (half, self.width - half);
        let (top, bottom) = (half, height - half);
        let mut path = Path::default();
        let radius = self.len(CORNER);
        if is_begun {
            side(&mut path, (left, right), (bottom, top), radius);
        }
        if is_ended {
            side(&mut path, (left, right), (top, bottom), radius);
        }
        if !is_begun && !is_ended {
            for x in [left, right] {
                path.segments
                    .extend(Path::line(Point::new(x, top), Point::new(x, bottom)).segments);
            }
        }
        let solid = Pen::solid(self.colours.ink, self.len(LINE));
        let pen = Pen { cap: Cap::Round, join: Join::Round, ..solid };
        let mut items = vec![Item::Stroke { path, pen }];
        if is_begun {
            let (w, h) = (self.len(SLIT.0), self.len(SLIT.1));
            let slit = Rect { x: (self.width - w) / 2, y: self.len(SLIT_AT), w, h };
            items.push(Item::fill(Path::rounded(slit, h / 2), self.colours.ink));
        }
        items.into_iter().map(|item| Placed { at: Point::default(), item }).collect()
    }
}

/// Two upright sides and the end of the phone between them, from `open` to `closed`.
fn side(path: &mut Path, (left, right): (Len, Len), (open, closed): (Len, Len), radius: Len) {
    let inward = if open > closed { 1 } else { -1 };
    let r = radius * inward;
    let k = r.scale(0.447_715);
    let p = Point::new;
    let across = |len: Len| len * inward;
    path.segments.extend([
        Segment::Move(p(left, open)),
        Segment::Line(p(left, closed + r)),
        Segment::Curve(
            p(left, closed + k),
            p(left + across(k), closed),
            p(left + across(r), closed),
        ),
        Segment::Line(p(right - across(r), closed)),
        Segment::Curve(p(right - across(k), closed), p(right, closed + k), p(right, closed + r)),
        Segment::Line(p(right, open)),
    ]);
}
