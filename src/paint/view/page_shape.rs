//! What of a page the pictures of it need.

use crate::geom::{Rect, Size};
use crate::layout::Page;

/// What of a page its pictures need.
#[derive(Clone, Debug)]
pub struct PageShape {
    /// The whole medium.
    pub size: Size,
    /// What is cut out of it.
    pub cuts: Vec<Rect>,
}

impl PageShape {
    /// Of a page as it is printed.
    pub fn of(page: &Page) -> PageShape {
        let cuts = if page.kept.is_empty() { vec![page.trim] } else { page.kept.clone() };
        PageShape { size: page.size, cuts }
    }
}
