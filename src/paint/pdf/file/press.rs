//! What a print shop asks of a file (PDF/X-4, ISO 15930-7, or PDF/X-1a:2003, ISO 15930-4): colour
//! spaces of plates, overprint, the layer of the die line, the output intent, the marks in XMP.
//!
//! X-1a is written for readers of PDF 1.4 and knows neither transparency nor layers.
//!
//! Tags, links and bookmarks stay out: nothing may lie on the page that is not printed, a tree
//! whose links are missing would be broken, and no reader listens to a printing plate. The office
//! file is the accessible one.

use lopdf::{Dictionary, Object, ObjectId, Stream, dictionary};

use super::super::content::inking::{ALL, DIE, OUT, OVER};
use super::super::object::local_objects::{LAYER, LocalObjects};
use super::super::object::primitives::{name, text};
use crate::inks::Standard;
use crate::layout::{Item, Pages, Purpose};
use crate::picture::Pixels;

/// Offset on coated paper. A note beside it says how it was made.
const PROFILE: &[u8] = include_bytes!("../../../../fonts/icc/FOGRA39-coated.icc");
/// What an X-1a file calls itself.
pub(crate) const X1A: &str = "PDF/X-1a:2003";
/// The name of the printing condition in the registry of the ICC.
const CONDITION: &str = "FOGRA39";

/// The graphics states of pages and artwork.
pub(crate) fn states(objects: &mut LocalObjects) -> ObjectId {
    let state =
        |over: bool| dictionary! { "Type" => "ExtGState", "OP" => over, "op" => over, "OPM" => 1 };
    objects.add(dictionary! { OVER => state(true), OUT => state(false) })
}

/// Names the colour spaces of plates in the resources of pages, and the layer of the die line, which
/// it gives if there is one.
pub(crate) fn plates(
    resources: &mut Dictionary,
    pages: &Pages,
    standard: Standard,
    objects: &mut LocalObjects,
) -> Option<ObjectId> {
    let mut spaces = dictionary! { ALL => objects.add(separation(ALL, [1, 1, 1, 1])) };
    let mut items = pages.pages.iter().flat_map(|page| &page.items);
    let is_die =
        |item: &Item| matches!(item, Item::Stroke { pen, .. } if pen.purpose == Purpose::Die);
    let has_die = items.any(|placed| is_die(&placed.item));
    if has_die {
        // Magenta stands for the die line where there is no plate for it.
        spaces.set(DIE, objects.add(separation(DIE, [0, 1, 0, 0])));
    }
    resources.set("ColorSpace", spaces);
    (has_die && standard == Standard::X4).then(|| {
        let layer = objects.add(dictionary! { "Type" => "OCG", "Name" => text(DIE) });
        resources.set("Properties", dictionary! { DIE => layer });
        layer
    })
}

/// What a page says where pictures are seen through: they mix in the inks of the press.
pub(crate) fn group(pages: &Pages, standard: Standard) -> &'static str {
    let mixes = pages.images.iter().any(|raster| matches!(raster.pixels, Pixels::Rgb(_, Some(_))));
    if mixes && standard == Standard::X4 { "/Group<</S/Transparency/CS/DeviceCMYK>>" } else { "" }
}

/// What the catalogue says of the layer of the die line.
pub(crate) fn layers() -> Dictionary {
    let layer = Object::Reference(LAYER);
    let shown = dictionary! {
        "Name" => text("toroi"), "BaseState" => "ON", "Order" => vec![layer.clone()],
    };
    dictionary! { "OCGs" => vec![layer], "D" => shown }
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

/// Says which press the inks are meant for.
pub(crate) fn output_intent(objects: &mut LocalObjects) -> Dictionary {
    let dict = dictionary! { "N" => 4, "Alternate" => "DeviceCMYK" };
    let profile = objects.add(Stream::new(dict, PROFILE.to_vec()));
    dictionary! {
        "Type" => "OutputIntent", "S" => "GTS_PDFX",
        "OutputConditionIdentifier" => text(CONDITION),
        "OutputCondition" => text("Offset on coated paper, ISO 12647-2"),
        "RegistryName" => text("http://www.color.org"),
        "Info" => text("FOGRA39 coated, profile made from the data FOGRA39L"),
        "DestOutputProfile" => profile,
    }
}

/// What XMP says of a press file. Its identity depends on its content alone, like all of it.
pub(crate) fn xmp(content: [u64; 2], date: &str, standard: Standard) -> String {
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
