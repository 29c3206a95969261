//! The boxes of pages (ISO 32000-1, 14.11.2).

use std::fmt::Write as _;

use lopdf::Object;

use super::super::object::primitives::real;
use super::super::object::syntax::written;
use crate::geom::{Len, Rect, Size};

/// The boxes of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageBoxes {
    /// Where it will be cut.
    pub trim: Rect,
    /// How far ink may reach past the trim.
    pub bleed: Len,
}

/// The boxes of the last page, as written: most pages of a file have the same.
#[derive(Default)]
pub(crate) struct WrittenBoxes {
    last: Option<(Size, PageBoxes)>,
    written: String,
}

impl WrittenBoxes {
    pub(crate) fn of(&mut self, size: Size, own: PageBoxes) -> &str {
        if self.last != Some((size, own)) {
            self.last = Some((size, own));
            self.written = boxes(size, own);
        }
        &self.written
    }
}

fn boxes(size: Size, own: PageBoxes) -> String {
    let PageBoxes { trim, bleed } = own;
    let corners = |x: Len, y: Len, w: Len, h: Len| -> Object {
        let bottom = size.h - y - h;
        [x, bottom, x + w, bottom + h].map(real).to_vec().into()
    };
    let media = corners(Len::ZERO, Len::ZERO, size.w, size.h);
    let around = corners(trim.x - bleed, trim.y - bleed, trim.w + bleed * 2, trim.h + bleed * 2);
    let bleed_box = if bleed > Len::ZERO { around } else { media.clone() };
    let trim = corners(trim.x, trim.y, trim.w, trim.h);
    let mut out = String::new();
    for (name, corners) in
        [("MediaBox", &media), ("CropBox", &media), ("BleedBox", &bleed_box), ("TrimBox", &trim)]
    {
        let corners = written(corners);
        let _ = write!(out, "/{name}{}", String::from_utf8_lossy(&corners));
    }
    out
}
