//! The fonts of a file, cut down to the glyphs it used, under the numbers they have in the whole
//! face (ISO 32000-1, 9.7).

use std::fmt::Write as _;

use lopdf::{Dictionary, Object, Stream, dictionary};
use subsetter::GlyphRemapper;

use super::super::PdfError;
use super::super::face_set;
use super::super::object::name;
use super::super::text_line::Codes;
use super::glyphs::{GlyphIds, Used};
use crate::text::{FaceId, Fonts};

/// The dictionary of all fonts with what they need; references count from 0, the dictionary comes
/// first.
pub(super) fn objects(used: &Used, fonts: &Fonts) -> Result<Vec<Object>, PdfError> {
    let mut all = vec![Object::Null];
    let mut names = Dictionary::new();
    for (face, glyphs) in used.faces() {
        let id = font(face, &glyphs, fonts, &mut all)?;
        names.set(format!("T{}", face.0), (id, 0));
    }
    all[0] = Object::Dictionary(names);
    Ok(all)
}

fn font(id: FaceId, glyphs: &[u16], fonts: &Fonts, all: &mut Vec<Object>) -> Result<u32, PdfError> {
    let face = fonts.face(id);
    let codes = GlyphIds { fonts, used: Used::default() };
    let mut remapper = GlyphRemapper::new();
    for glyph in glyphs {
        remapper.remap(*glyph);
    }
    let bytes = subsetter::subset(face.bytes, 0, &remapper)
        .map_err(|error| PdfError::Font(face.name, error.to_string()))?;
    let mut add = |object: Object| {
        all.push(object);
        all.len() as u32 - 1
    };
    let base = format!("{}+{}", face_set::tag(&remapper), face.ps_name);
    let length = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
    let file = add(Stream::new(dictionary! { "Length1" => length }, bytes).into());
    let thousandths = |units: i32| i64::from(units) * 1000 / i64::from(face.upm);
    let (bounds, (ascent, descent)) = (face.bounds(), face.reach());
    let descriptor = add(Object::Dictionary(dictionary! {
        "Type" => "FontDescriptor", "FontName" => name(&base),
        // Symbolic: its glyphs go by number (9.8.2).
        "Flags" => 4,
        "FontBBox" => bounds.map(|units| thousandths(units).into()).to_vec(),
        "ItalicAngle" => 0, "Ascent" => thousandths(ascent), "Descent" => thousandths(descent),
        "CapHeight" => thousandths(face.cap_height), "StemV" => if face.is_bold() { 140 } else { 80 },
        "FontFile2" => (file, 0),
    }));
    // Two bytes a glyph of the whole face up to the last one used; most are 0 and pack to nothing.
    let last = usize::from(glyphs.last().copied().unwrap_or(0));
    let mut map = vec![0; (last + 1) * 2];
    let mut widths = Vec::new();
    for glyph in glyphs {
        let at = usize::from(*glyph) * 2;
        let new = remapper.get(*glyph).unwrap_or(0);
        map[at..at + 2].copy_from_slice(&new.to_be_bytes());
        let width = codes.written_width(id, *glyph) as i64;
        widths.push(Object::Integer(i64::from(*glyph)));
        widths.push(vec![Object::Integer(width)].into());
    }
    let map = add(Stream::new(Dictionary::new(), map).into());
    let descendant = add(Object::Dictionary(dictionary! {
        "Type" => "Font", "Subtype" => "CIDFontType2", "BaseFont" => name(&base),
        "CIDSystemInfo" => dictionary! {
            "Registry" => Object::string_literal("Adobe"),
            "Ordering" => Object::string_literal("Identity"), "Supplement" => 0,
        },
        "FontDescriptor" => (descriptor, 0), "DW" => 0, "W" => widths, "CIDToGIDMap" => (map, 0),
    }));
    // Each number has to mean a letter (ISO 19005-2, 6.2.11.7); where the face has none for a glyph,
    // what it stands for is said around it.
    let letter = |glyph: u16| face.letter_of(glyph).unwrap_or(char::REPLACEMENT_CHARACTER);
    let letters = glyphs.iter().map(|glyph| (*glyph, letter(*glyph)));
    let meaning = add(Stream::new(Dictionary::new(), to_unicode(letters)).into());
    Ok(add(Object::Dictionary(dictionary! {
        "Type" => "Font", "Subtype" => "Type0", "BaseFont" => name(&base),
        "Encoding" => "Identity-H", "DescendantFonts" => vec![Object::Reference((descendant, 0))],
        "ToUnicode" => (meaning, 0),
    })))
}

/// A `CMap` that says which letter each glyph stands for (9.10.3).
fn to_unicode(letters: impl Iterator<Item = (u16, char)>) -> Vec<u8> {
    let mut out = String::from(
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n\
         /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n\
         /CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n\
         1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n",
    );
    let letters: Vec<(u16, char)> = letters.collect();
    for together in letters.chunks(100) {
        let _ = writeln!(out, "{} beginbfchar", together.len());
        for (glyph, letter) in together {
            let _ = write!(out, "<{glyph:04X}> <");
            for unit in letter.encode_utf16(&mut [0; 2]) {
                let _ = write!(out, "{unit:04X}");
            }
            out.push_str(">\n");
        }
        out.push_str("endbfchar\n");
    }
    out.push_str("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    out.into_bytes()
}
