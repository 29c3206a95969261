//! The PDF painter: the only place that knows printpdf and lopdf.
//!
//! printpdf gets final glyph ids, own resource names and own subsets, and writes content streams
//! and font dictionaries; one pass over its object tree then sets what it cannot (`finish`),
//! another writes the file (`save`).
//! The output depends on the pages alone: no clock, no random ids.

mod content;
mod face_set;
mod finish;
mod inking;
mod marking;
mod metadata;
mod object;
mod outline;
mod picture;
mod press;
mod save;
mod shapes;
pub mod stream;
mod text_line;
mod tree;

use std::fmt;

use lopdf::{Document, Object, ObjectId};
use printpdf::{Mm, PdfDocument, PdfPage, PdfSaveOptions};

use crate::geom::{Len, Size};
use crate::guide::Date;
use crate::inks::{Inks, Standard};
use crate::layout::Pages;
use crate::picture::{Pixels, Raster};
use crate::text::Fonts;
use face_set::FaceSet;
use inking::Inking;
use outline::Outline;
use save::Packer;
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
}

impl fmt::Display for PdfError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PdfError::Font(face, why) => write!(f, "the face {face} cannot be embedded: {why}"),
            PdfError::Structure(why) => write!(f, "the PDF cannot be finished: {why}"),
        }
    }
}

impl std::error::Error for PdfError {}

impl From<lopdf::Error> for PdfError {
    fn from(error: lopdf::Error) -> PdfError {
        PdfError::Structure(error.to_string())
    }
}

/// Writes pages as a PDF.
///
/// # Errors
/// See [`PdfError`].
pub fn write(pages: &Pages, fonts: &Fonts, meta: Meta) -> Result<Vec<u8>, PdfError> {
    let inks = meta.inks;
    let inking = Inking { inks, palette: &pages.palette };
    let mut faces = FaceSet::new(fonts);
    let mut tree = Tree::new();
    let mut document = PdfDocument::new(&pages.title);
    let mut all = Vec::new();
    for (number, page) in pages.pages.iter().enumerate() {
        let ops = content::page(number, page, inking, &mut faces, &mut tree);
        all.push(PdfPage::new(mm(page.size.w), mm(page.size.h), ops));
    }
    let sizes: Vec<Size> = pages.forms.iter().map(|form| form.size).collect();
    for form in &pages.forms {
        let ops = content::form(form, inking, &mut faces);
        all.push(PdfPage::new(mm(form.size.w), mm(form.size.h), ops));
    }
    let any = Len::mm(1.0);
    all.push(PdfPage::new(mm(any), mm(any), faces.specimen()));
    faces.embed(&mut document)?;
    document.with_pages(all);
    let mut warnings = Vec::new();
    // Not secure: operators of ours that printpdf does not know must not vanish.
    let options = PdfSaveOptions { secure: false, ..PdfSaveOptions::default() };
    let mut document = document.to_lopdf_document(&options, &mut warnings);
    // ISO 15930-7, 6.1, and ISO 15930-4, 6.1.
    let version = match inks.press {
        Some(Standard::X4) => "1.6",
        Some(Standard::X1a) => "1.4",
        None => "1.7",
    };
    version.clone_into(&mut document.version);
    let ids = finish::pages(&document)?;
    let (ids, rest) = ids.split_at(pages.pages.len());
    let (form_pages, specimen) = rest.split_at(pages.forms.len());
    let images = pages.images.iter().enumerate();
    let images = images
        .map(|(n, raster)| (content::image_name(n), picture::streams(raster, inks)))
        .collect();
    finish::forms(&mut document, form_pages, &sizes, images)?;
    for page in specimen {
        finish::drop_page(&mut document, *page)?;
    }
    finish::boxes(&mut document, ids, pages);
    metadata::viewer(&mut document, pages.lang, pages.duplex, meta)?;
    if let Some(standard) = inks.press {
        let mixes = |raster: &Raster| matches!(raster.pixels, Pixels::Rgb(_, Some(_)));
        press::resources(&mut document, ids, standard, pages.images.iter().any(mixes))?;
        press::output_intent(&mut document)?;
    } else {
        let root = tree.write(&mut document, ids);
        metadata::tags(&mut document, root)?;
        outline(&mut document, ids, pages)?;
        metadata::output_intent(&mut document)?;
    }
    metadata::labels(&mut document, ids.len())?;
    metadata::write(&mut document, &pages.title, pages.lang, meta)?;
    document.prune_objects();
    document.renumber_objects();
    let mut packer = Packer::new();
    for object in document.objects.values_mut() {
        if let Object::Stream(stream) = object {
            packer.pack(stream);
        }
    }
    finish::identity(&mut document);
    Ok(if inks.is_opaque() {
        save::save_old(&document)
    } else {
        save::save(&document, &mut packer)
    })
}

fn mm(len: Len) -> Mm {
    Mm(len.to_mm() as f32)
}

/// Writes the headings of all pages as bookmarks.
fn outline(document: &mut Document, ids: &[ObjectId], pages: &Pages) -> Result<(), PdfError> {
    let root = document.new_object_id();
    let mut outline = Outline::new(root.0);
    let mut whole = Vec::new();
    for bookmark in outline::bookmarks(&pages.pages) {
        let to = bookmark.to(ids[bookmark.page].0);
        let id = document.new_object_id();
        whole.extend(outline.add(id.0, bookmark.level, &bookmark.title(|_| &[]), to));
    }
    if outline.is_empty() {
        return Ok(());
    }
    whole.extend(outline.finish());
    for (id, dict) in whole {
        document.set_object((id, 0), dict);
    }
    metadata::outline(document, root)
}
