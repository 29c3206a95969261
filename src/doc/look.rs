//! Which of the looks of `templates/looks/` a sheet has, and in which accent.

use crate::colour::Colour;

/// A look, and what a ward says of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look {
    /// Its name: that of its file.
    pub name: String,
    /// The accent of the ward, where it has one of its own.
    pub accent: Option<Colour>,
}

impl Look {
    /// The look of whoever chooses none: little toner, for old printers.
    pub const PLAIN: &str = "plain";
}

impl Default for Look {
    fn default() -> Look {
        Look { name: Look::PLAIN.to_owned(), accent: None }
    }
}
