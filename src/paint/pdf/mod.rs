//! The PDF painter: the only place that knows printpdf and lopdf.
//!
//! A build is a file with one copy: its content, fonts, structure and objects are written by what
//! writes those of a merge. printpdf writes the fonts; pages, tags and the file are written here,
//! and objects are those of lopdf.
//! The output depends on the pages alone: no clock, no random ids.

mod artwork;
mod content;
mod deflater;
mod inking;
mod marking;
mod metadata;
mod object;
mod object_file;
mod outline;
mod page_file;
mod page_tree;
mod picture;
mod press;
mod shapes;
pub mod stream;
mod syntax;
mod text_line;
mod tree;

use std::fmt;
use std::io;
use std::sync::Arc;

use lopdf::{Object, dictionary};

use crate::cancel::Cancel;
use crate::guide::Date;
use crate::inks::Inks;
use crate::layout::{Form, Pages};
use crate::picture::Raster;
use crate::text::Fonts;
use content::{CodesAs, ContentWriter};
use inking::Inking;
use stream::{About, Content, FONTS, Kin, PageFile, Paper, Tagged, Tags};
use tree::Tree;

/// What a file says of itself.
#[derive(Clone, Copy, Debug)]
pub struct Meta {
    /// The day the guide was reviewed; stands as the date of the file.
    pub date: Date,
    /// What it is printed with.
    pub inks: Inks,
    /// Whether it has the tags that PDF/UA-1 and PDF/A-2a ask for.
    pub tagged: bool,
}

/// Why a PDF could not be made: a fault of the program or the machine, never of a guide.
#[derive(Debug)]
pub enum PdfError {
    /// A face could not be cut down or parsed.
    Font(&'static str, String),
    /// printpdf gave something unexpected.
    Structure(String),
    /// The job was cancelled before the file was whole.
    Cancelled,
}

impl fmt::Display for PdfError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PdfError::Font(face, why) => write!(f, "the face {face} cannot be embedded: {why}"),
            PdfError::Structure(why) => write!(f, "the PDF cannot be finished: {why}"),
            PdfError::Cancelled => write!(f, "the PDF was not finished: the job was cancelled"),
        }
    }
}

impl std::error::Error for PdfError {}

impl From<lopdf::Error> for PdfError {
    fn from(error: lopdf::Error) -> PdfError {
        PdfError::Structure(error.to_string())
    }
}

impl From<io::Error> for PdfError {
    fn from(error: io::Error) -> PdfError {
        PdfError::Structure(error.to_string())
    }
}

/// Writes pages as a PDF: a file with one copy.
///
/// # Errors
/// See [`PdfError`].
pub fn write(pages: &Pages, fonts: &Fonts, meta: Meta) -> Result<Vec<u8>, PdfError> {
    write_unless(Cancel::never(), pages, fonts, meta)
}

/// The same for a job that may be cancelled, also between two pages.
///
/// # Errors
/// See [`PdfError`].
pub fn write_unless(
    cancel: &Cancel,
    pages: &Pages,
    fonts: &Fonts,
    meta: Meta,
) -> Result<Vec<u8>, PdfError> {
    let inks = meta.inks;
    // A press file has no tags, so its pages are marked as little as artwork.
    let meta = Meta { tagged: meta.tagged && !inks.is_press(), ..meta };
    let Pages { lang, duplex, .. } = *pages;
    let about = About { title: pages.title.clone(), lang, meta, duplex };
    let mut file = PageFile::begin(Vec::new(), about)?;
    let inking = Inking { inks, palette: pages.palette.clone() };
    let mut writer = ContentWriter::new(fonts, inking, CodesAs::Areas);
    let shared = share(pages, &mut writer, &mut file)?;
    let group = inks.press.map_or("", |standard| press::group(pages, standard));
    let mut tree = Tree::new();
    let mut contents: Vec<Content> = Vec::new();
    for (number, page) in pages.pages.iter().enumerate() {
        if cancel.is_cancelled() {
            return Err(PdfError::Cancelled);
        }
        let tree = meta.tagged.then_some(&mut tree);
        contents.push(file.packed(writer.page(number, page, tree)));
    }
    let tags = meta.tagged.then(|| Arc::new(Tags::new(tree, &pages.pages)));
    for (side, (page, content)) in pages.pages.iter().zip(&contents).enumerate() {
        if cancel.is_cancelled() {
            return Err(PdfError::Cancelled);
        }
        let tags = tags.as_ref().map(Arc::clone);
        let tagged = tags.map(|tags| Tagged::new(tags, side, Arc::from([]), |_| &[]));
        let paper = Paper { trim: page.trim, bleed: pages.bleed };
        file.append((shared, group), (page.size, paper), content, tagged.as_ref())?;
    }
    file.add_used(&writer.take_used());
    Ok(file.finish(fonts)?)
}

/// Writes what all pages name: fonts, artwork and pictures, and for a press its plates.
fn share(
    pages: &Pages,
    writer: &mut ContentWriter<'_>,
    file: &mut PageFile<Vec<u8>>,
) -> io::Result<u32> {
    let mut kin = Kin::default();
    let own = kin.add(Object::Null);
    let mut resources = dictionary! { "Font" => FONTS };
    let mut layer = None;
    let states = writer.inks().press.map(|standard| {
        let states = press::states(&mut kin);
        resources.set("ExtGState", states);
        layer = press::plates(&mut resources, pages, standard, &mut kin);
        states
    });
    let (forms, images): (Vec<&Form>, Vec<&Raster>) =
        (pages.forms.iter().collect(), pages.images.iter().collect());
    let names = artwork::named(&forms, &images, writer, &mut kin, states);
    if !names.is_empty() {
        resources.set("XObject", names);
    }
    kin.set(own, resources);
    file.share(kin, layer)
}
