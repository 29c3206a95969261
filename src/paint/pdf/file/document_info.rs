//! What a file says of itself.

use crate::diag::Lang;
use crate::doc::Duplex;
use crate::guide::Date;
use crate::inks::Inks;

/// Day, inks and standards of a file.
#[derive(Clone, Copy, Debug)]
pub struct Meta {
    /// The day the guide was reviewed; stands as the date of the file.
    pub date: Date,
    /// What it is printed with.
    pub inks: Inks,
    /// Whether it has the tags that PDF/UA-1 and PDF/A-2a ask for.
    pub tagged: bool,
}

/// What a file says of itself: title and language besides.
#[derive(Clone, Debug)]
pub struct DocumentInfo {
    /// Its title.
    pub title: String,
    /// The language of its words.
    pub lang: Lang,
    /// Its date and inks.
    pub meta: Meta,
    /// The edge the printer turns the paper over.
    pub duplex: Duplex,
}
