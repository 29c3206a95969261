//! What a file says of itself: to viewers, to printers, and of the standards it follows.
//!
//! The office file is PDF/A-2a and PDF/UA-1 in one (ISO 19005-2, ISO 14289-1): it is kept and heard.
//! A file of copies without tags is PDF/A-2u: its letters are known, its order is not.

use lopdf::{Dictionary, Object, Stream, dictionary};

use super::super::object::local_objects::{LocalObjects, OUTLINE, PAGES, TREE};
use super::super::object::primitives::{name, text};
use super::super::structure::tree::code;
use super::document_info::DocumentInfo;
use super::press;
use crate::doc::Duplex;

const PRODUCER: &str = concat!("toroi ", env!("CARGO_PKG_VERSION"));

/// The colours of screens and office printers. A note beside it says how it was made.
const SRGB: &[u8] = include_bytes!("../../../../fonts/icc/sRGB.icc");

/// The place of the information among the objects of [`catalog`].
pub(super) const INFO: usize = 1;

/// What a file holds.
pub(super) struct FileFeatures {
    pub pages: usize,
    pub has_bookmarks: bool,
    /// Whether its die line lies on a layer.
    pub has_layer: bool,
    /// A hash of its content.
    pub fingerprint: [u64; 2],
}

/// The catalogue of a file, its information, and what they lead to.
pub(super) fn catalog(info: &DocumentInfo, holds: &FileFeatures) -> LocalObjects {
    let inks = info.meta.inks;
    let mut objects = LocalObjects::default();
    let root = objects.add(Object::Null);
    objects.add(information(info));
    let mut catalog = dictionary! {
        "Type" => "Catalog", "Pages" => PAGES, "Lang" => text(code(info.lang)),
        "ViewerPreferences" => preferences(info),
    };
    if info.meta.tagged {
        catalog.set("MarkInfo", dictionary! { "Marked" => true });
        catalog.set("StructTreeRoot", TREE);
    }
    if holds.has_bookmarks {
        catalog.set("Outlines", OUTLINE);
        catalog.set("PageMode", name("UseOutlines"));
    }
    // Pages are called 1, 2, 3 where there are several.
    if holds.pages > 1 {
        let decimal = Object::Dictionary(dictionary! { "S" => "D" });
        catalog.set("PageLabels", dictionary! { "Nums" => vec![0.into(), decimal] });
    }
    if holds.has_layer {
        catalog.set("OCProperties", press::layers());
    }
    let intent =
        if inks.is_press() { press::output_intent(&mut objects) } else { srgb(&mut objects) };
    catalog.set("OutputIntents", vec![Object::Dictionary(intent)]);
    let dict = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    let packet = xmp(info, holds.fingerprint).into_bytes();
    catalog.set("Metadata", objects.add(Stream::new(dict, packet).with_compression(false)));
    objects.set(root, catalog);
    objects
}

/// Title bar, printing without scaling (OF-02), the edge to turn over (OF-03). A press turns nothing
/// over, and what is newer than the version of its file stays out.
fn preferences(info: &DocumentInfo) -> Dictionary {
    let inks = info.meta.inks;
    let mut preferences = dictionary! { "DisplayDocTitle" => true };
    if !inks.forbids_transparency() {
        preferences.set("PrintScaling", name("None"));
    }
    if !inks.is_press() {
        let duplex = match info.duplex {
            Duplex::Long => "DuplexFlipLongEdge",
            Duplex::Short => "DuplexFlipShortEdge",
            Duplex::None => "Simplex",
        };
        preferences.set("Duplex", name(duplex));
    }
    preferences
}

/// Which colours the numbers of an office file mean (ISO 19005-2, 6.2.3).
fn srgb(objects: &mut LocalObjects) -> Dictionary {
    let profile = objects.add(Stream::new(dictionary! { "N" => 3 }, SRGB.to_vec()));
    dictionary! {
        "Type" => "OutputIntent", "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => text("sRGB"), "Info" => text("sRGB (IEC 61966-2-1)"),
        "DestOutputProfile" => profile,
    }
}

/// Title, dates and producer in the old dictionary; XMP says them again.
fn information(info: &DocumentInfo) -> Dictionary {
    let date = info.meta.date;
    let stamp = format!("D:{:04}{:02}{:02}000000Z", date.year, date.month, date.day);
    let mut dict = dictionary! {
        "Title" => text(&info.title), "Producer" => text(PRODUCER),
        "CreationDate" => text(&stamp), "ModDate" => text(&stamp), "Trapped" => name("False"),
    };
    if info.meta.inks.forbids_transparency() {
        dict.set("GTS_PDFXVersion", text(press::X1A));
    }
    dict
}

/// The standards an office file follows.
fn archive(tagged: bool) -> String {
    let (conformance, ua) =
        if tagged { ("A", "<pdfuaid:part>1</pdfuaid:part>") } else { ("U", "") };
    format!(
        "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>{conformance}</pdfaid:conformance>{ua}"
    )
}

/// Tells readers of PDF/A what the marks of PDF/UA are, which are newer (ISO 19005-2, 6.6.2.3).
const UA_SCHEMA: &str = "<rdf:Description rdf:about=\"\" \
     xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\" \
     xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\" \
     xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\
     <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\
     <pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>\
     <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
     <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\
     <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\
     <pdfaProperty:name>part</pdfaProperty:name>\
     <pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
     <pdfaProperty:category>internal</pdfaProperty:category>\
     <pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>\
     </rdf:li></rdf:Seq></pdfaSchema:property>\
     </rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>";

/// The packet. What identifies a file of a press depends on its content alone.
fn xmp(info: &DocumentInfo, fingerprint: [u64; 2]) -> String {
    let escape =
        |words: &str| words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let (title, lang, meta) = (escape(&info.title), code(info.lang), info.meta);
    let date = meta.date;
    let date = format!("{:04}-{:02}-{:02}T00:00:00Z", date.year, date.month, date.day);
    let kind = match meta.inks.press {
        Some(standard) => press::xmp(fingerprint, &date, standard),
        None => archive(meta.tagged),
    };
    let schema = if meta.tagged { UA_SCHEMA } else { "" };
    format!(
        "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\
         <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\
         <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" \
         xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\" \
         xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\
         <dc:format>application/pdf</dc:format>\
         <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{title}</rdf:li></rdf:Alt></dc:title>\
         <dc:language><rdf:Bag><rdf:li>{lang}</rdf:li></rdf:Bag></dc:language>\
         <xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate>\
         <pdf:Producer>{PRODUCER}</pdf:Producer>{kind}\
         </rdf:Description>{schema}</rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>"
    )
}
