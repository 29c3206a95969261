//! What a print shop asks of a file (PDF/X-4, ISO 15930-7, or PDF/X-1a:2003, ISO 15930-4): colour
//! spaces of plates, overprint, the layer of the die line, the output intent, the marks in XMP.
//!
//! X-1a is written for readers of PDF 1.4 and knows neither transparency nor layers.
//!
//! Tags, links and bookmarks stay out: nothing may lie on the page that is not printed, a tree
//! whose links are missing would be broken, and no reader listens to a printing plate. The office
//! file is the accessible one.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

use super::PdfError;
use super::inking::{ALL, DIE, OUT, OVER};
use super::object::{catalog, dict_mut, name, text};
use crate::inks::Standard;

/// Offset on coated paper. How it was made is told beside it.
const PROFILE: &[u8] = include_bytes!("../../../fonts/icc/FOGRA39-coated.icc");
/// What an X-1a file calls itself.
pub(super) const X1A: &str = "PDF/X-1a:2003";
/// The name of the printing condition in the registry of the ICC.
const CONDITION: &str = "FOGRA39";

/// Names colour spaces, graphics states and the layer in the resources of pages and artwork.
///
/// Where pictures are seen through (`mixes`), they mix in the inks of the press.
pub(super) fn resources(
    document: &mut Document,
    pages: &[ObjectId],
    standard: Standard,
    mixes: bool,
) -> Result<(), PdfError> {
    let is_new = standard == Standard::X4;
    let state =
        |over: bool| dictionary! { "Type" => "ExtGState", "OP" => over, "op" => over, "OPM" => 1 };
    let states = document.add_object(dictionary! { OVER => state(true), OUT => state(false) });
    // Magenta stands for the die line where there is no plate for it.
    let die = document.add_object(separation(DIE, [0, 1, 0, 0]));
    let all = document.add_object(separation(ALL, [1, 1, 1, 1]));
    let layer = document.add_object(dictionary! { "Type" => "OCG", "Name" => text(DIE) });
    let mut has_die = false;
    for page in pages {
        let contents =
            document.get_dictionary(*page)?.get(b"Contents").and_then(Object::as_reference)?;
        let content = &document.get_object(contents)?.as_stream()?.content;
        let mark = format!("/{DIE} CS");
        has_die |= content.windows(mark.len()).any(|window| window == mark.as_bytes());
        let Some(page) = dict_mut(document, *page) else { continue };
        if mixes && is_new {
            page.set("Group", dictionary! { "S" => "Transparency", "CS" => "DeviceCMYK" });
        }
        if let Ok(own) = page.get_mut(b"Resources").and_then(Object::as_dict_mut) {
            own.set("ExtGState", states);
            own.set("ColorSpace", dictionary! { DIE => die, ALL => all });
            if is_new {
                own.set("Properties", dictionary! { DIE => layer });
            }
        }
    }
    for object in document.objects.values_mut() {
        let Object::Stream(Stream { dict, .. }) = object else { continue };
        if dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Form")
            && let Ok(own) = dict.get_mut(b"Resources").and_then(Object::as_dict_mut)
        {
            own.set("ExtGState", states);
        }
    }
    if has_die && !is_new {
        return Ok(());
    }
    if has_die {
        let shown = dictionary! {
            "Name" => text("toroi"), "BaseState" => "ON", "Order" => vec![layer.into()],
        };
        let layers = dictionary! { "OCGs" => vec![layer.into()], "D" => shown };
        catalog(document)?.set("OCProperties", layers);
    } else {
        for page in pages {
            let Some(page) = dict_mut(document, *page) else { continue };
            if let Ok(own) = page.get_mut(b"Resources").and_then(Object::as_dict_mut) {
                own.remove(b"Properties");
                own.set("ColorSpace", dictionary! { ALL => all });
            }
        }
    }
    Ok(())
}

/// A plate of its own, and the inks that stand for it.
fn separation(plate: &str, inks: [i64; 4]) -> Vec<Object> {
    let none: Vec<Object> = [0; 4].map(Object::Integer).to_vec();
    let full: Vec<Object> = inks.map(Object::Integer).to_vec();
    let tint = dictionary! {
        "FunctionType" => 2, "Domain" => vec![0.into(), 1.into()], "N" => 1,
        "C0" => none, "C1" => full,
    };
    vec![name("Separation"), name(plate), name("DeviceCMYK"), tint.into()]
}

/// Tells which press the inks are meant for.
pub(super) fn output_intent(document: &mut Document) -> Result<(), PdfError> {
    let dict = dictionary! { "N" => 4, "Alternate" => "DeviceCMYK" };
    let profile = document.add_object(Stream::new(dict, PROFILE.to_vec()));
    let intent: Dictionary = dictionary! {
        "Type" => "OutputIntent", "S" => "GTS_PDFX",
        "OutputConditionIdentifier" => text(CONDITION),
        "OutputCondition" => text("Offset on coated paper, ISO 12647-2"),
        "RegistryName" => text("http://www.color.org"),
        "Info" => text("FOGRA39 coated, profile made from the data FOGRA39L"),
        "DestOutputProfile" => profile,
    };
    let intent = document.add_object(intent);
    catalog(document)?.set("OutputIntents", vec![Object::Reference(intent)]);
    Ok(())
}

/// What XMP says of a press file. Its identity depends on its content alone, like all of it.
pub(super) fn xmp(content: [u64; 2], date: &str, standard: Standard) -> String {
    let [a, b] = content;
    // Version 8 and variant 2 of RFC 9562: numbers of our own making.
    let a = (a & !0xF000) | 0x8000;
    let b = (b & !(0b11 << 62)) | (0b10 << 62);
    let uuid = format!(
        "uuid:{:08x}-{:04x}-{:04x}-{:04x}-{:012x}",
        a >> 32,
        a >> 16 & 0xFFFF,
        a & 0xFFFF,
        b >> 48,
        b & 0xFFFF_FFFF_FFFF
    );
    // An X-1a file says what it is in its old dictionary.
    let version = match standard {
        Standard::X4 => {
            "<pdfxid:GTS_PDFXVersion xmlns:pdfxid=\"http://www.npes.org/pdfx/ns/id/\">PDF/X-4\
             </pdfxid:GTS_PDFXVersion>"
        }
        Standard::X1a => "",
    };
    format!(
        "<xmp:MetadataDate>{date}</xmp:MetadataDate><pdf:Trapped>False</pdf:Trapped>{version}\
         <xmpMM:DocumentID xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\">{uuid}\
         </xmpMM:DocumentID>\
         <xmpMM:VersionID xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\">1</xmpMM:VersionID>\
         <xmpMM:RenditionClass xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\">default\
         </xmpMM:RenditionClass>"
    )
}
