//! What a file says of itself: to viewers, to printers, and of the standards it follows.
//!
//! The office file is PDF/A-2a and PDF/UA-1 in one (ISO 19005-2, ISO 14289-1): it is kept and heard.
//! A file of copies without tags is PDF/A-2u: its letters are known, its order is not.

use lopdf::{Document, Object, ObjectId, Stream, dictionary};

use super::finish::fingerprint;
use super::object::{catalog, name, text};
use super::tree::code;
use super::{Meta, PdfError, press};
use crate::diag::Lang;
use crate::doc::Duplex;

const PRODUCER: &str = concat!("toroi ", env!("CARGO_PKG_VERSION"));

/// The colours of screens and office printers. How it was made is told beside it.
const SRGB: &[u8] = include_bytes!("../../../fonts/icc/sRGB.icc");

/// Language, title bar, printing without scaling (OF-02), the edge to turn over (OF-03). A press
/// turns nothing over, and what is newer than the version of its file stays out.
pub(super) fn viewer(
    document: &mut Document,
    lang: Lang,
    duplex: Duplex,
    meta: Meta,
) -> Result<(), PdfError> {
    let catalog = catalog(document)?;
    catalog.set("Lang", text(code(lang)));
    let mut preferences = dictionary! { "DisplayDocTitle" => true };
    if !meta.inks.is_opaque() {
        preferences.set("PrintScaling", name("None"));
    }
    if !meta.inks.is_press() {
        let duplex = match duplex {
            Duplex::Long => "DuplexFlipLongEdge",
            Duplex::Short => "DuplexFlipShortEdge",
            Duplex::None => "Simplex",
        };
        preferences.set("Duplex", name(duplex));
    }
    catalog.set("ViewerPreferences", preferences);
    catalog.remove(b"PageMode");
    Ok(())
}

/// The tree of a tagged file.
pub(super) fn tags(document: &mut Document, tree: ObjectId) -> Result<(), PdfError> {
    let catalog = catalog(document)?;
    catalog.set("MarkInfo", dictionary! { "Marked" => true });
    catalog.set("StructTreeRoot", tree);
    Ok(())
}

/// The bookmarks, shown when the file is opened.
pub(super) fn outline(document: &mut Document, root: ObjectId) -> Result<(), PdfError> {
    let catalog = catalog(document)?;
    catalog.set("Outlines", root);
    catalog.set("PageMode", name("UseOutlines"));
    Ok(())
}

/// Pages are called 1, 2, 3 where there are several.
pub(super) fn labels(document: &mut Document, pages: usize) -> Result<(), PdfError> {
    if pages > 1 {
        let decimal = Object::Dictionary(dictionary! { "S" => "D" });
        let labels = dictionary! { "Nums" => vec![0.into(), decimal] };
        catalog(document)?.set("PageLabels", labels);
    }
    Ok(())
}

/// Which colours the numbers of an office file mean (ISO 19005-2, 6.2.3).
pub(super) fn output_intent(document: &mut Document) -> Result<(), PdfError> {
    let profile = document.add_object(Stream::new(dictionary! { "N" => 3 }, SRGB.to_vec()));
    let intent = Object::Dictionary(dictionary! {
        "Type" => "OutputIntent", "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => text("sRGB"), "Info" => text("sRGB (IEC 61966-2-1)"),
        "DestOutputProfile" => profile,
    });
    catalog(document)?.set("OutputIntents", vec![intent]);
    Ok(())
}

/// Title, dates and producer, in the old dictionary and in XMP.
pub(super) fn write(
    document: &mut Document,
    title: &str,
    lang: Lang,
    meta: Meta,
) -> Result<(), PdfError> {
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
        None => archive(meta.tagged),
    };
    let packet = xmp(title, code(lang), &iso, &kind, !meta.inks.is_press() && meta.tagged);
    let dict = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    let stream = Stream::new(dict, packet.into_bytes()).with_compression(false);
    let id = document.add_object(stream);
    catalog(document)?.set("Metadata", id);
    Ok(())
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

/// The packet; `kind` names the standards the file follows.
fn xmp(title: &str, lang: &str, date: &str, kind: &str, is_heard: bool) -> String {
    let escape =
        |words: &str| words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let title = escape(title);
    let schema = if is_heard { UA_SCHEMA } else { "" };
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
