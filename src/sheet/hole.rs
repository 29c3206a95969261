//! The hole of a door hanger: the line to cut along.

use crate::colour::Colour;
use crate::geom::{Len, Point};
use crate::layout::{Clearance, Item, Pen, Placed, Purpose, Role, Tag};
use crate::path::{Path, Segment};

/// The line to cut along, thin enough to vanish with the cut, in a colour seen on its ground.
pub(super) fn line(hole: &Clearance, colour: Colour) -> Vec<Placed> {
    let at = Point::default();
    let mut path = Path::circle(hole.centre, hole.radius);
    if let Some((from, to)) = hole.slit {
        path.segments.extend([Segment::Move(from), Segment::Line(to)]);
    }
    let pen = Pen {
        dash: Some((Len::pt(3.0), Len::pt(3.0))),
        purpose: Purpose::Die,
        ..Pen::solid(colour, Len::pt(0.5))
    };
    let tag = Tag { id: 0, role: Role::Artifact };
    [Item::Open(tag), Item::Stroke { path, pen }, Item::Close]
        .map(|item| Placed { at, item })
        .into()
}
