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
mod object;
mod picture;
mod press;
mod save;
mod shapes;
pub mod stream;
mod text_line;
mod tree;

use std::fmt;

use lopdf::Object;
use printpdf::{Mm, PdfDocument, PdfPage, PdfSaveOptions};

use crate::geom::{Len, Size};
use crate::guide::Date;
use crate::inks::{Inks, Standard};
use crate::layout::{Item, Page, Pages, Role};
use crate::picture::{Pixels, Raster};
use crate::text::Fonts;
use face_set::FaceSet;
use inking::Inking;
use save::Packer;
use tree::Tree;

/// What a file says of itself.
#[derive(Clone, Copy, Debug)]
pub struct Meta {
    /// The day the guide was reviewed; stands as the date of the file.
    pub date: Date,
    /// What it is printed with.
    pub inks: Inks,
    /// Whether it has the tags that PDF/UA-1 asks for.
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

/// A heading as a bookmark.
#[derive(Clone, Debug)]
struct Bookmark {
    /// The number of its page as pages are read.
    reading: usize,
    level: u8,
    title: String,
    page: usize,
    /// Distance from the foot of the page.
    top: Len,
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
    let mut areas = Vec::new();
    let mut all = Vec::new();
    for (number, page) in pages.pages.iter().enumerate() {
        let content = content::page(number, page, inking, &mut faces, &mut tree);
        areas.push(content.links);
        all.push(PdfPage::new(mm(page.size.w), mm(page.size.h), content.ops));
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
    if let Some(standard) = inks.press {
        let mixes = |raster: &Raster| matches!(raster.pixels, Pixels::Rgb(_, Some(_)));
        press::resources(&mut document, ids, standard, pages.images.iter().any(mixes))?;
        press::output_intent(&mut document)?;
        let duplex = (standard == Standard::X4).then_some(pages.duplex);
        finish::viewer(&mut document, duplex, None)?;
    } else {
        tree.read_last();
        for ((number, page), areas) in pages.pages.iter().enumerate().zip(areas) {
            finish::links(&mut document, (number, ids[number]), page.size.h, areas, &mut tree);
        }
        let root = tree.write(&mut document, ids);
        finish::outline(&mut document, ids, &bookmarks(&pages.pages))?;
        finish::viewer(&mut document, Some(pages.duplex), Some(root))?;
    }
    finish::metadata(&mut document, &pages.title, meta)?;
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

fn bookmarks(pages: &[Page]) -> Vec<Bookmark> {
    let mut all: Vec<Bookmark> = Vec::new();
    for (number, page) in pages.iter().enumerate() {
        let mut depth = 0;
        let mut artifact = None;
        let mut heading: Option<(usize, u8)> = None;
        for (index, placed) in page.items.iter().enumerate() {
            match &placed.item {
                Item::Open(tag) => {
                    depth += 1;
                    if tag.role == Role::Artifact {
                        artifact.get_or_insert(depth);
                    }
                    if let (Role::Heading(level), None) = (&tag.role, artifact) {
                        let level = *level;
                        heading = Some((depth, level));
                        let (title, top) = (String::new(), Len::ZERO);
                        let reading = page.reading(number, index);
                        all.push(Bookmark { reading, level, title, page: number, top });
                    }
                }
                Item::Close => {
                    if heading.is_some_and(|(at, _)| at == depth) {
                        heading = None;
                    }
                    if artifact == Some(depth) {
                        artifact = None;
                    }
                    depth -= 1;
                }
                Item::Glyphs(run) if heading.is_some() => {
                    let Some(bookmark) = all.last_mut() else { continue };
                    if bookmark.title.is_empty() {
                        let turned = page.turned.then_some(page.size.h);
                        bookmark.top = turned.unwrap_or(page.size.h - placed.at.y + run.size);
                    } else if !bookmark.title.ends_with(' ') && !run.text.starts_with(' ') {
                        bookmark.title.push(' ');
                    }
                    bookmark.title.push_str(&run.text);
                }
                _ => {}
            }
        }
    }
    all.sort_by_key(|bookmark| bookmark.reading);
    all
}
