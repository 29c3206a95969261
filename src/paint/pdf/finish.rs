//! What printpdf 0.12 cannot write, set on the finished object tree: one function per concern.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};

use super::PdfError;
use super::content::form_name;
use super::object::{dict_mut, name, real};
use super::save::Fingerprint;
use crate::geom::{Len, Rect, Size};
use crate::layout::Pages;

/// The ids of the pages, in order.
pub(super) fn pages(document: &Document) -> Result<Vec<ObjectId>, PdfError> {
    let root = document.trailer.get(b"Root").and_then(Object::as_reference)?;
    let tree = document.get_dictionary(root)?.get(b"Pages").and_then(Object::as_reference)?;
    let kids = document.get_dictionary(tree)?.get(b"Kids").and_then(Object::as_array)?;
    Ok(kids.iter().filter_map(|kid| kid.as_reference().ok()).collect())
}

/// Turns the pages that hold shared artwork into forms, named in the resources of all pages.
pub(super) fn forms(
    document: &mut Document,
    form_pages: &[ObjectId],
    sizes: &[Size],
    images: Vec<(String, Vec<(String, Stream)>)>,
) -> Result<(), PdfError> {
    let mut names = Dictionary::new();
    for (index, (page, size)) in form_pages.iter().zip(sizes).enumerate() {
        let contents =
            document.get_dictionary(*page)?.get(b"Contents").and_then(Object::as_reference)?;
        // A form must not name itself, so it gets the faces of its page and nothing else.
        let mut own = resources(document, *page)?;
        own = own
            .remove(b"Font")
            .map_or_else(Dictionary::new, |fonts| dictionary! { "Font" => fonts });
        let stream = document.get_object_mut(contents)?.as_stream_mut()?;
        let (w, h) = (size.w.to_pt() as f32, size.h.to_pt() as f32);
        let size = [0.0, 0.0, w, h].map(Object::Real).to_vec();
        let scale = [1.0 / w, 0.0, 0.0, 1.0 / h, 0.0, 0.0].map(Object::Real);
        // The form is one unit wide and high, like an image, so that both are placed alike.
        for (key, value) in [
            ("Type", name("XObject")),
            ("Subtype", name("Form")),
            ("FormType", Object::Integer(1)),
            ("BBox", Object::Array(size)),
            ("Matrix", Object::Array(scale.to_vec())),
            ("Resources", Object::Dictionary(own)),
        ] {
            stream.dict.set(key, value);
        }
        names.set(form_name(index), contents);
        drop_page(document, *page)?;
    }
    for (name, streams) in images {
        let mut mask = None;
        for (kind, mut stream) in streams {
            if kind != "Image" {
                mask = Some((kind, document.add_object(stream)));
                continue;
            }
            if let Some((kind, mask)) = mask.take() {
                stream.dict.set(kind, mask);
            }
            let id = document.add_object(stream);
            names.set(name.clone(), id);
        }
    }
    let names = document.add_object(names);
    for page in pages(document)? {
        let mut own = resources(document, page)?;
        own.set("XObject", names);
        if let Some(page) = dict_mut(document, page) {
            page.set("Resources", own);
        }
    }
    Ok(())
}

/// The resources of a page, whether they stand in it or are an object of their own.
fn resources(document: &Document, page: ObjectId) -> Result<Dictionary, PdfError> {
    Ok(match document.get_dictionary(page)?.get(b"Resources")? {
        Object::Reference(id) => document.get_dictionary(*id)?.clone(),
        own => own.as_dict()?.clone(),
    })
}

/// Takes a page out of the tree; what only it used is pruned later.
pub(super) fn drop_page(document: &mut Document, page: ObjectId) -> Result<(), PdfError> {
    let parent = document.get_dictionary(page)?.get(b"Parent").and_then(Object::as_reference)?;
    let kids = document.get_dictionary(parent)?.get(b"Kids").and_then(Object::as_array)?.clone();
    let kids: Vec<Object> =
        kids.into_iter().filter(|kid| kid.as_reference().ok() != Some(page)).collect();
    let resources = document.get_dictionary(page)?.get(b"Resources").and_then(Object::as_reference);
    if let Ok(resources) = resources {
        document.objects.remove(&resources);
    }
    document.objects.remove(&page);
    if let Some(parent) = dict_mut(document, parent) {
        parent.set("Count", i64::try_from(kids.len()).unwrap_or(0));
        parent.set("Kids", kids);
    }
    Ok(())
}

/// Media, bleed and trim boxes; printpdf writes width and height where corners belong.
pub(super) fn boxes(document: &mut Document, ids: &[ObjectId], pages: &Pages) {
    let bleed = pages.bleed;
    for (id, page) in ids.iter().zip(&pages.pages) {
        let Some(dict) = dict_mut(document, *id) else { continue };
        let corners = |x: Len, y: Len, w: Len, h: Len| {
            let bottom = page.size.h - y - h;
            Object::Array([x, bottom, x + w, bottom + h].map(real).to_vec())
        };
        let media = corners(Len::ZERO, Len::ZERO, page.size.w, page.size.h);
        let trim = corners(page.trim.x, page.trim.y, page.trim.w, page.trim.h);
        dict.set("TrimBox", trim);
        let Rect { x, y, w, h } = page.trim;
        let around = corners(x - bleed, y - bleed, w + bleed * 2, h + bleed * 2);
        dict.set("BleedBox", if bleed > Len::ZERO { around } else { media.clone() });
        for key in ["MediaBox", "CropBox"] {
            dict.set(key, media.clone());
        }
        dict.remove(b"Annots");
        dict.remove(b"ArtBox");
    }
}

/// An `/ID` that depends on the content of all streams.
pub(super) fn identity(document: &mut Document) {
    let id: Vec<u8> = fingerprint(document).iter().flat_map(|half| half.to_be_bytes()).collect();
    let id = Object::String(id, StringFormat::Hexadecimal);
    document.trailer.set("ID", vec![id.clone(), id]);
}

/// A hash of the content of all streams.
pub(super) fn fingerprint(document: &Document) -> [u64; 2] {
    let streams = document.objects.values().filter_map(|object| object.as_stream().ok());
    let mut hash = Fingerprint::new();
    for stream in streams {
        hash.add(&stream.content);
    }
    hash.halves()
}
