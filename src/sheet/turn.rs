//! A page on its head: the far face of what is folded into a tent.
//!
//! Items are turned one by one, so that whatever reads a sheet afterwards finds each at its place:
//! outlines by their points, letters and pictures by a sign that painters heed, what is touched or
//! heard by the corner that comes to lie at its top left.

use std::sync::Arc;

use crate::geom::{Point, Rect, Size};
use crate::layout::{Item, Page, Placed};
use crate::path::{Path, Segment};

/// The page turned by half a circle.
pub(super) fn turned(page: &Page) -> Page {
    let mut page = page.clone();
    // What copies share stands upright; here each item has a place of its own.
    page.unshare();
    let size = page.size;
    page.items.iter_mut().for_each(|placed| turn(placed, size));
    for ground in &mut page.grounds {
        let rect = ground.rect;
        ground.rect = Rect { x: size.w - rect.right(), y: size.h - rect.bottom(), ..rect };
    }
    page
}

fn turn(placed: &mut Placed, page: Size) {
    let at = Point::new(page.w - placed.at.x, page.h - placed.at.y);
    placed.at = at;
    match &mut placed.item {
        Item::Glyphs(run) => {
            let run = Arc::make_mut(run);
            run.turned = !run.turned;
        }
        Item::Fill { path, .. } | Item::Stroke { path, .. } => negate(path),
        Item::Image { turned, .. } | Item::Form { turned, .. } | Item::Code { turned, .. } => {
            *turned = !*turned;
        }
        Item::Link { size, .. } => placed.at = at.shifted(-size.w, -size.h),
        Item::Open(tag) => {
            if let Some(size) = tag.role.size() {
                placed.at = at.shifted(-size.w, -size.h);
            }
        }
        Item::Shared(_) | Item::Close | Item::Field(_) => {}
    }
}

fn negate(path: &mut Path) {
    for segment in &mut path.segments {
        let points: [Option<&mut Point>; 3] = match segment {
            Segment::Move(to) | Segment::Line(to) => [Some(to), None, None],
            Segment::Curve(first, second, to) => [Some(first), Some(second), Some(to)],
            Segment::Close => [None, None, None],
        };
        for point in points.into_iter().flatten() {
            (point.x, point.y) = (-point.x, -point.y);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::colour::Colour;
    use crate::geom::Len;
    use crate::layout::{Ground, Role, Tag};

    #[test]
    fn what_is_turned_twice_is_as_it_was() {
        let mm = Len::mm;
        let rect = Rect { x: mm(1.0), y: mm(2.0), w: mm(3.0), h: mm(4.0) };
        let size = Size::new(mm(30.0), mm(20.0));
        let alt = "x".to_owned();
        let items = [
            Item::Open(Tag {
                id: 0,
                role: Role::Figure { alt, size: Size::new(mm(5.0), mm(6.0)) },
            }),
            Item::fill(Path::rounded(rect, mm(1.0)), Colour::BLACK),
            Item::Form {
                form: 0,
                size: Size::new(mm(5.0), mm(6.0)),
                is_ground: false,
                turned: false,
            },
            Item::Close,
        ];
        let at = Point::new(mm(10.0), mm(2.0));
        let items = items.map(|item| Placed { at, item }).into();
        let ground = Ground { rect, colour: Colour::BLACK };
        let page = Page { size, items, grounds: vec![ground], ..Page::default() };
        let once = turned(&page);
        // 30 − 10 − 5 and 20 − 2 − 6: the corner of a figure is again its top left one.
        assert_eq!(once.items[0].at, Point::new(mm(15.0), mm(12.0)));
        assert_eq!(once.items[2].at, Point::new(mm(20.0), mm(18.0)));
        assert_eq!(once.grounds[0].rect.x, size.w - rect.right());
        let Item::Fill { path, .. } = &once.items[1].item else { panic!() };
        assert_eq!(path.bounds().right(), -rect.x);
        assert_eq!(format!("{:?}", turned(&once)), format!("{page:?}"));
    }
}
