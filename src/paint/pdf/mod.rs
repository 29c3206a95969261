//! The PDF painter: the only place that knows printpdf and lopdf.
//!
//! A build is a file with one copy: its content, fonts, structure and objects are written by what
//! writes those of a merge. printpdf writes the fonts; pages, tags and the file are written here,
//! and objects are those of lopdf.
//! The output depends on the pages alone: no clock, no random ids.

mod content;
mod error;
mod file;
mod fonts;
mod object;
pub mod stream;
mod structure;

use std::io;
use std::sync::Arc;

use lopdf::{Object, dictionary};

use crate::cancel::Cancel;
use crate::join::join;
use crate::layout::{Form, Pages};
use crate::picture::Raster;
use crate::text::Fonts;
use content::artwork;
use content::content_writer::{CodesAs, ContentWriter};
use content::inking::Inking;
pub use error::PdfError;
pub use file::document_info::{DocumentInfo, Meta};
use file::page_boxes::PageBoxes;
use file::page_file::PageFile;
use file::press;
use fonts::font_objects;
use fonts::glyph_ids::Used;
use object::deflater::ContentStream;
use object::local_objects::{FONTS, LocalObjects};
use structure::tags::{Tagged, Tags};
use structure::tree::Tree;

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
    let info = DocumentInfo { title: pages.title.clone(), lang, meta, duplex };
    let mut file = PageFile::begin(Vec::new(), info)?;
    let inking = Inking { inks, palette: pages.palette.clone() };
    let used = Used::of(pages);
    // They are packed when they are written: tables of their own would cost more than that takes.
    let embed = || font_objects(&used, fonts);
    let append = || {
        let mut writer = ContentWriter::new(fonts, inking, CodesAs::Areas);
        let shared = share(pages, &mut writer, &mut file)?;
        let group = inks.press.map_or("", |standard| press::group(pages, standard));
        let mut tree = Tree::new();
        let mut contents: Vec<ContentStream> = Vec::new();
        for (number, page) in pages.pages.iter().enumerate() {
            if cancel.is_cancelled() {
                return Err(PdfError::Cancelled);
            }
            let tree = meta.tagged.then_some(&mut tree);
            contents.push(file.packed(writer.page(number, page, tree)));
        }
        // A letter without its glyph would be a gap on paper.
        if writer.take_used() != used {
            return Err(PdfError::Structure("glyphs are written that no font holds".into()));
        }
        let tags = meta.tagged.then(|| Arc::new(Tags::new(tree, &pages.pages)));
        for (side, (page, content)) in pages.pages.iter().zip(&contents).enumerate() {
            if cancel.is_cancelled() {
                return Err(PdfError::Cancelled);
            }
            let tags = tags.as_ref().map(Arc::clone);
            let tagged = tags.map(|tags| Tagged::new(tags, side, Arc::from([]), |_| &[]));
            let boxes = PageBoxes { trim: page.trim, bleed: pages.bleed };
            file.append((shared, group), (page.size, boxes), content, tagged.as_ref())?;
        }
        Ok(file)
    };
    let (embedded, file) = join(embed, append);
    Ok(file?.finish_with(&embedded?)?)
}

/// Writes what all pages name: fonts, artwork and pictures, and for a press its plates.
fn share(
    pages: &Pages,
    writer: &mut ContentWriter<'_>,
    file: &mut PageFile<Vec<u8>>,
) -> io::Result<u32> {
    let mut local = LocalObjects::default();
    let own = local.add(Object::Null);
    let mut resources = dictionary! { "Font" => FONTS };
    let mut layer = None;
    let states = writer.inks().press.map(|standard| {
        let states = press::states(&mut local);
        resources.set("ExtGState", states);
        layer = press::plates(&mut resources, pages, standard, &mut local);
        states
    });
    let (forms, images): (Vec<&Form>, Vec<&Raster>) =
        (pages.forms.iter().collect(), pages.images.iter().collect());
    let names = artwork::named(&forms, &images, writer, &mut local, states);
    if !names.is_empty() {
        resources.set("XObject", names);
    }
    local.set(own, resources);
    file.share(local, layer)
}
