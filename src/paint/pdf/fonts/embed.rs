//! The fonts of a file, cut down to the glyphs it used, under the numbers they have in the whole
//! face (ISO 32000-1, 9.7).
//!
//! printpdf writes them: programs, widths, descriptors, and which letter each glyph means. What it
//! cannot say is where a glyph of the whole face stands in the part of it that is embedded; so
//! programs with outlines of PostScript, which say that themselves, are put in here.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream};
use printpdf::{
    Codepoint, FontId, FontMetrics, FontType, Mm, Op, ParsedFont, PdfDocument, PdfFont,
    PdfFontHandle, PdfFontMetricsStub, PdfPage, PdfSaveOptions, Pt, TextItem,
};
use subsetter::GlyphRemapper;

use super::super::error::PdfError;
use super::super::object::local_objects::take;
use super::cff;
use super::glyph_ids::Used;
use crate::text::{Face, FontFile, Fonts};

/// The dictionary of all fonts with what they need; references count from 0, the dictionary comes
/// first.
pub(crate) fn font_objects(used: &Used, fonts: &Fonts) -> Result<Vec<Object>, PdfError> {
    let mut document = PdfDocument::new("");
    let mut kept = Vec::new();
    // printpdf embeds what it sees used; this page shows every glyph once and is left behind.
    let mut specimen = vec![Op::StartTextSection];
    for (id, glyphs) in used.faces() {
        let face = fonts.face(id);
        let name = FontId(format!("T{}", id.0));
        let mut remapper = GlyphRemapper::new();
        let map = glyphs.iter().map(|glyph| (*glyph, remapper.remap(*glyph))).collect();
        let fault = |why: String| PdfError::Font(face.name.to_string(), why);
        let program = subsetter::subset(&face.bytes, 0, &remapper)
            .map_err(|error| fault(error.to_string()))?;
        let (program, outlines) = match FontFile::new(&program).postscript() {
            None => (program, Outlines::TrueType(map)),
            Some(bare) => {
                let glyphs: Vec<u16> = remapper.remapped_gids().collect();
                let bare = cff::under_own_numbers(bare, &glyphs);
                let bare = bare.ok_or_else(|| fault("its outlines are damaged".into()))?;
                (Vec::new(), Outlines::PostScript(bare))
            }
        };
        let font = PdfFont::new(parsed(face, &glyphs, tag(&remapper), program));
        document.resources.fonts.map.insert(name.clone(), font);
        let font = PdfFontHandle::External(name.clone());
        specimen.push(Op::SetFont { font, size: Pt(1.0) });
        let shown = glyphs.iter().map(|glyph| {
            // Each number has to mean a letter (ISO 19005-2, 6.2.11.7); where the face has none for
            // a glyph, what it stands for is said around it.
            let letter = face.letter_of(*glyph).unwrap_or(char::REPLACEMENT_CHARACTER);
            Codepoint { gid: *glyph, offset: 0.0, cid: Some(letter.to_string()) }
        });
        specimen.push(Op::ShowText { items: vec![TextItem::GlyphIds(shown.collect())] });
        kept.push((name, outlines));
    }
    specimen.push(Op::EndTextSection);
    document.with_pages(vec![PdfPage::new(Mm(1.0), Mm(1.0), specimen)]);
    let mut written = document.to_lopdf_document(&PdfSaveOptions::default(), &mut Vec::new());
    let page = written.page_iter().next().ok_or(lopdf::Error::ObjectNotFound((0, 0)))?;
    let names = written.get_dictionary(page)?.get(b"Resources").and_then(Object::as_reference)?;
    let names = written.get_dictionary(names)?.get(b"Font").and_then(Object::as_reference)?;
    for (name, outlines) in kept {
        let font = written.get_dictionary(names)?.get(name.0.as_bytes())?.as_reference()?;
        match outlines {
            Outlines::TrueType(map) => {
                let map = written.add_object(Stream::new(Dictionary::new(), places(&map)));
                descendant(&mut written, font)?.set("CIDToGIDMap", map);
            }
            Outlines::PostScript(bare) => {
                let kind = lopdf::dictionary! { "Subtype" => "CIDFontType0C" };
                let program = written.add_object(Stream::new(kind, bare));
                let own = descendant(&mut written, font)?;
                own.set("Subtype", "CIDFontType0");
                own.remove(b"CIDToGIDMap");
                let descriptor = own.get(b"FontDescriptor")?.as_reference()?;
                written.get_dictionary_mut(descriptor)?.set("FontFile3", program);
            }
        }
    }
    take(written, names)
}

/// How the program of a font says where the glyphs of the whole face stand in it.
enum Outlines {
    /// Beside it, by the place of each glyph.
    TrueType(BTreeMap<u16, u16>),
    /// The program itself, which printpdf is not shown: it would number its glyphs in its own way.
    PostScript(Vec<u8>),
}

/// A face as printpdf wants it: the program holds some of its glyphs, widths go by its own numbers.
fn parsed(face: &Face, glyphs: &[u16], tag: String, program: Vec<u8>) -> ParsedFont {
    let ([x_min, y_min, x_max, y_max], (ascent, descent)) =
        (face.bounds().map(|units| units as i16), face.ascender_and_descender());
    let width = |glyph: u16| u16::try_from(face.advance(glyph)).unwrap_or(0);
    ParsedFont {
        original_bytes: program,
        font_index: 0,
        font_name: Some(tag + "+" + &face.ps_name),
        codepoint_to_glyph: BTreeMap::new(),
        glyph_widths: glyphs.iter().map(|glyph| (*glyph, width(*glyph))).collect(),
        units_per_em: face.upm,
        font_metrics: FontMetrics { ascent: ascent as i16, descent: descent as i16 },
        font_type: FontType::TrueType,
        pdf_font_metrics: PdfFontMetricsStub {
            units_per_em: face.upm,
            x_min,
            y_min,
            x_max,
            y_max,
            us_weight_class: face.weight(),
            ..PdfFontMetricsStub::default()
        },
    }
}

fn descendant(document: &mut Document, font: ObjectId) -> Result<&mut Dictionary, PdfError> {
    let font = document.get_object_mut(font)?.as_dict_mut()?;
    let descendants = font.get_mut(b"DescendantFonts")?.as_array_mut()?;
    let first = descendants.first_mut().ok_or(lopdf::Error::ObjectNotFound((0, 0)))?;
    Ok(first.as_dict_mut()?)
}

/// The place of each glyph in the program, two bytes a glyph of the whole face up to the last one
/// used; most are 0 and pack to nothing.
fn places(map: &BTreeMap<u16, u16>) -> Vec<u8> {
    let last = map.last_key_value().map_or(0, |(glyph, _)| *glyph);
    let place = |glyph: u16| map.get(&glyph).copied().unwrap_or(0);
    (0..=last).flat_map(|glyph| place(glyph).to_be_bytes()).collect()
}

/// Six capitals that depend on the glyphs alone (FNV-1a), as ISO 32000-1, 9.6.4, asks.
fn tag(glyphs: &GlyphRemapper) -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for glyph in glyphs.remapped_gids() {
        for byte in glyph.to_be_bytes() {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    (0..6)
        .map(|place| char::from(b'A' + u8::try_from((hash >> (place * 8)) % 26).unwrap_or(0)))
        .collect()
}
