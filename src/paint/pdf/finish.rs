//! What printpdf 0.12 cannot write, set on the finished object tree: one function per concern.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};

use super::content::{LinkArea, form_name};
use super::object::{dict_mut, name, real, text};
use super::press;
use super::save::Fingerprint;
use super::tree::{Kid, Tree};
use super::{Bookmark, Meta, PdfError};
use crate::doc::Duplex;
use crate::geom::{Len, Rect, Size};
use crate::layout::Pages;

/// The ids of the pages, in order.
pub(super) fn pages(document: &Document) -> Result<Vec<ObjectId>, PdfError> {
    let root = document.trailer.get(b"Root").and_then(Object::as_reference)?;
    let tree = document.get_dictionary(root)?.get(b"Pages").and_then(Object::as_reference)?;
    let kids = document.get_dictionary(tree)?.get(b"Kids").and_then(Object::as_array)?;
    Ok(kids.iter().filter_map(|kid| kid.as_reference().ok()).collect())
}

pub(super) fn catalog(document: &mut Document) -> Result<&mut Dictionary, PdfError> {
    let root = document.trailer.get(b"Root").and_then(Object::as_reference)?;
    Ok(document.get_object_mut(root)?.as_dict_mut()?)
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

/// Link annotations, each in its element of the structure tree.
pub(super) fn links(
    document: &mut Document,
    page: (usize, ObjectId),
    height: Len,
    areas: Vec<LinkArea>,
    tree: &mut Tree,
) {
    let mut annotations = Vec::new();
    for area in areas {
        let (x, y) = (area.at.x, height - area.at.y - area.size.h);
        let rect = [x, y, x + area.size.w, y + area.size.h].map(real).to_vec();
        let id = document.add_object(dictionary! {
            "Type" => "Annot", "Subtype" => "Link", "Rect" => rect, "F" => 4,
            "Border" => vec![0.into(), 0.into(), 0.into()],
            "Contents" => text(&format!("Mở trang {}", area.url)),
            "A" => dictionary! { "S" => "URI", "URI" => text(&area.url) },
        });
        tree.add(area.element, Kid::Annotation { page: page.0, id });
        annotations.push(Object::Reference(id));
    }
    if !annotations.is_empty()
        && let Some(dict) = dict_mut(document, page.1)
    {
        dict.set("Annots", annotations);
    }
}

/// Bookmarks, headings of lower rank below those of higher.
pub(super) fn outline(
    document: &mut Document,
    pages: &[ObjectId],
    bookmarks: &[Bookmark],
) -> Result<(), PdfError> {
    if bookmarks.is_empty() {
        return Ok(());
    }
    let root = document.new_object_id();
    let ids: Vec<ObjectId> = bookmarks.iter().map(|_| document.new_object_id()).collect();
    let parent = |of: usize| (0..of).rev().find(|at| bookmarks[*at].level < bookmarks[of].level);
    let parents: Vec<Option<usize>> = (0..bookmarks.len()).map(parent).collect();
    let kids = |of: Option<usize>| -> Vec<usize> {
        (0..bookmarks.len()).filter(|at| parents[*at] == of).collect()
    };
    let count = |list: &[usize]| i64::try_from(list.len()).unwrap_or(0);
    for (index, bookmark) in bookmarks.iter().enumerate() {
        let siblings = kids(parents[index]);
        let place = siblings.iter().position(|at| *at == index).unwrap_or(0);
        let top = real(bookmark.top);
        let to = vec![pages[bookmark.page].into(), name("XYZ"), Object::Null, top, Object::Null];
        let mut dict = dictionary! {
            "Title" => text(&bookmark.title),
            "Parent" => parents[index].map_or(root, |parent| ids[parent]),
            "Dest" => to,
        };
        if place > 0 {
            dict.set("Prev", ids[siblings[place - 1]]);
        }
        if let Some(next) = siblings.get(place + 1) {
            dict.set("Next", ids[*next]);
        }
        let own = kids(Some(index));
        if let (Some(first), Some(last)) = (own.first(), own.last()) {
            dict.set("First", ids[*first]);
            dict.set("Last", ids[*last]);
            dict.set("Count", count(&own));
        }
        document.set_object(ids[index], dict);
    }
    let top = kids(None);
    let (Some(first), Some(last)) = (top.first(), top.last()) else { return Ok(()) };
    document.set_object(
        root,
        dictionary! {
            "Type" => "Outlines", "First" => ids[*first], "Last" => ids[*last],
            "Count" => i64::try_from(bookmarks.len()).unwrap_or(0),
        },
    );
    catalog(document)?.set("Outlines", root);
    Ok(())
}

/// Language, title bar, printing without scaling (OF-02), the edge to turn over (OF-03); `duplex` is
/// none where the version of the file does not know the last two.
pub(super) fn viewer(
    document: &mut Document,
    duplex: Option<Duplex>,
    tree: Option<ObjectId>,
) -> Result<(), PdfError> {
    let catalog = catalog(document)?;
    catalog.set("Lang", text("vi-VN"));
    let mut preferences = dictionary! { "DisplayDocTitle" => true };
    if let Some(duplex) = duplex {
        let duplex = match duplex {
            Duplex::Long => "DuplexFlipLongEdge",
            Duplex::Short => "DuplexFlipShortEdge",
            Duplex::None => "Simplex",
        };
        preferences.set("PrintScaling", name("None"));
        preferences.set("Duplex", name(duplex));
    }
    catalog.set("ViewerPreferences", preferences);
    if let Some(tree) = tree {
        catalog.set("MarkInfo", dictionary! { "Marked" => true });
        catalog.set("StructTreeRoot", tree);
    }
    catalog.remove(b"PageMode");
    Ok(())
}

/// Title, dates and producer, in the old dictionary and in XMP.
pub(super) fn metadata(document: &mut Document, title: &str, meta: Meta) -> Result<(), PdfError> {
    let date = meta.date;
    let (year, month, day) = (date.year, date.month, date.day);
    let stamp = format!("D:{year:04}{month:02}{day:02}000000Z");
    let mut info = dictionary! {
        "Title" => text(title), "Producer" => text(PRODUCER),
        "CreationDate" => text(&stamp), "ModDate" => text(&stamp), "Trapped" => name("False"),
    };
    if meta.inks.is_opaque() {
        info.set("GTS_PDFXVersion", text(press::X1A));
    }
    let info = document.add_object(info);
    if let Ok(old) = document.trailer.get(b"Info").and_then(Object::as_reference) {
        document.objects.remove(&old);
    }
    document.trailer.set("Info", info);
    let iso = format!("{year:04}-{month:02}-{day:02}T00:00:00Z");
    let kind = match meta.inks.press {
        Some(standard) => press::xmp(fingerprint(document), &iso, standard),
        None if meta.tagged => "<pdfuaid:part>1</pdfuaid:part>".to_owned(),
        None => String::new(),
    };
    let packet = xmp(title, &iso, &kind);
    let dict = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    let stream = Stream::new(dict, packet.into_bytes()).with_compression(false);
    let id = document.add_object(stream);
    catalog(document)?.set("Metadata", id);
    Ok(())
}

const PRODUCER: &str = concat!("toroi ", env!("CARGO_PKG_VERSION"));

/// The packet; `kind` names the standard the file follows.
fn xmp(title: &str, date: &str, kind: &str) -> String {
    let escape =
        |words: &str| words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let title = escape(title);
    format!(
        "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\
         <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\
         <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" \
         xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\
         <dc:format>application/pdf</dc:format>\
         <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{title}</rdf:li></rdf:Alt></dc:title>\
         <dc:language><rdf:Bag><rdf:li>vi-VN</rdf:li></rdf:Bag></dc:language>\
         <xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate>\
         <pdf:Producer>{PRODUCER}</pdf:Producer>{kind}\
         </rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>"
    )
}

/// An `/ID` that depends on the content of all streams.
pub(super) fn identity(document: &mut Document) {
    let id: Vec<u8> = fingerprint(document).iter().flat_map(|half| half.to_be_bytes()).collect();
    let id = Object::String(id, StringFormat::Hexadecimal);
    document.trailer.set("ID", vec![id.clone(), id]);
}

/// A hash of the content of all streams.
fn fingerprint(document: &Document) -> [u64; 2] {
    let streams = document.objects.values().filter_map(|object| object.as_stream().ok());
    let mut hash = Fingerprint::new();
    for stream in streams {
        hash.add(&stream.content);
    }
    hash.halves()
}
