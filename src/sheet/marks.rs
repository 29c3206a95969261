//! Where to cut and where to fold: short lines at the edges of a sheet.

use crate::colour::Colour;
use crate::geom::{Len, Point, Rect, Size};
use crate::layout::{Item, Pen, Placed, Purpose, Role, Tag};
use crate::path::{Path, Segment};

/// How far from the edge of the paper a mark begins: printers leave so much blank (OF-01).
const BEGIN_MM: f64 = 4.3;
/// How long it is.
const LENGTH_MM: f64 = 4.0;
/// Nothing narrower can be cut off.
const SLIVER_MM: f64 = 1.0;
/// How thick (PP-08: at least 0.25 pt).
const LINE_PT: f64 = 0.5;

/// Whether a cut so far from the edge of the paper would have its mark where nothing is printed.
pub(super) fn is_lost(cut: Len) -> bool {
    cut > Len::mm(SLIVER_MM) && cut < Len::mm(BEGIN_MM)
}

/// Marks at the edges of what stands on a side; dashed where the sheet is folded.
pub(super) fn between(edges: &[Rect], sheet: Size, folded: bool) -> Vec<Placed> {
    let clear = Len::mm(BEGIN_MM);
    let inner = |all: Vec<Len>, whole: Len| {
        let mut inner: Vec<Len> =
            all.into_iter().filter(|at| *at >= clear && *at + clear <= whole).collect();
        inner.sort_unstable();
        inner.dedup_by(|a, b| (*a - *b).0.abs() < 100);
        inner
    };
    let xs = inner(edges.iter().flat_map(|edge| [edge.x, edge.right()]).collect(), sheet.w);
    let ys = inner(edges.iter().flat_map(|edge| [edge.y, edge.bottom()]).collect(), sheet.h);
    let (begin, length) = (Len::mm(BEGIN_MM), Len::mm(LENGTH_MM));
    let mut path = Path::default();
    let mut line = |from: Point, to: Point| {
        path.segments.extend([Segment::Move(from), Segment::Line(to)]);
    };
    for x in &xs {
        line(Point::new(*x, begin), Point::new(*x, begin + length));
        line(Point::new(*x, sheet.h - begin - length), Point::new(*x, sheet.h - begin));
    }
    for y in &ys {
        line(Point::new(begin, *y), Point::new(begin + length, *y));
        line(Point::new(sheet.w - begin - length, *y), Point::new(sheet.w - begin, *y));
    }
    if path.segments.is_empty() {
        return Vec::new();
    }
    let dash = folded.then(|| (Len::pt(2.0), Len::pt(2.0)));
    let purpose = if folded { Purpose::Fold } else { Purpose::Cut };
    let pen = Pen { dash, purpose, ..Pen::solid(Colour::BLACK, Len::pt(LINE_PT)) };
    let tag = Tag { id: 0, role: Role::Artifact };
    let at = Point::default();
    [Item::Open(tag), Item::Stroke { path, pen }, Item::Close]
        .map(|item| Placed { at, item })
        .into()
}
