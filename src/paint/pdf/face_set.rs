//! The faces of one document: which glyphs are used, under which new number, meaning which letters.

use std::collections::BTreeMap;

use printpdf::{
    Codepoint, FontId, Op, ParsedFont, PdfDocument, PdfFont, PdfFontHandle, Pt, TextItem,
};
use subsetter::GlyphRemapper;

use super::PdfError;
use super::text_line::Codes;
use crate::text::{Face, FaceId, Fonts};

/// The used part of one face.
#[derive(Debug)]
pub(super) struct UsedFace {
    glyphs: GlyphRemapper,
    /// The letters each new glyph stands for.
    meaning: BTreeMap<u16, String>,
}

/// All used faces.
pub(super) struct FaceSet<'a> {
    fonts: &'a Fonts,
    used: BTreeMap<FaceId, UsedFace>,
}

impl Codes for FaceSet<'_> {
    fn face(&self, id: FaceId) -> &Face {
        self.fonts.face(id)
    }

    /// New numbers count from 1; the first use of a glyph decides what it means, later ones that
    /// mean something else are told apart by an `ActualText` around them. A glyph that adds nothing
    /// to the letters of its cluster always is: every number has to mean a letter (ISO 19005-2,
    /// 6.2.11.7).
    fn code(&mut self, face: FaceId, glyph: u16, letters: &str) -> (u16, bool) {
        let used = self
            .used
            .entry(face)
            .or_insert_with(|| UsedFace { glyphs: GlyphRemapper::new(), meaning: BTreeMap::new() });
        let new = used.glyphs.remap(glyph);
        let face = self.fonts.face(face);
        let meaning = used.meaning.entry(new).or_insert_with(|| match letters {
            "" => face.letter_of(glyph).unwrap_or(char::REPLACEMENT_CHARACTER).to_string(),
            letters => letters.to_owned(),
        });
        (new, meaning == letters)
    }
}

impl<'a> FaceSet<'a> {
    pub(super) fn new(fonts: &'a Fonts) -> FaceSet<'a> {
        FaceSet { fonts, used: BTreeMap::new() }
    }

    /// The name of a face in the page's resources.
    pub(super) fn resource(face: FaceId) -> FontId {
        FontId(format!("T{}", face.0))
    }

    /// Shows every used glyph once. printpdf embeds what it sees used, with its letters; the page
    /// that holds this is dropped.
    pub(super) fn specimen(&self) -> Vec<Op> {
        let mut ops = vec![Op::StartTextSection];
        for (id, used) in &self.used {
            let shown = used.meaning.iter().map(|(gid, letters)| {
                let cid = (!letters.is_empty()).then(|| letters.clone());
                Codepoint { gid: *gid, offset: 0.0, cid }
            });
            let font = PdfFontHandle::External(Self::resource(*id));
            ops.push(Op::SetFont { font, size: Pt(1.0) });
            ops.push(Op::ShowText { items: vec![TextItem::GlyphIds(shown.collect())] });
        }
        ops.push(Op::EndTextSection);
        ops
    }

    /// Cuts every face down to its used glyphs and puts it into the document.
    pub(super) fn embed(self, document: &mut PdfDocument) -> Result<(), PdfError> {
        for (id, used) in &self.used {
            let face = self.fonts.face(*id);
            let bytes = subsetter::subset(face.bytes, 0, &used.glyphs)
                .map_err(|error| PdfError::Font(face.name, error.to_string()))?;
            let mut warnings = Vec::new();
            let mut parsed = ParsedFont::from_bytes(&bytes, 0, &mut warnings)
                .ok_or_else(|| PdfError::Font(face.name, "the subset cannot be parsed".into()))?;
            parsed.font_name = Some(format!("{}+{}", tag(&used.glyphs), face.ps_name));
            document.resources.fonts.map.insert(Self::resource(*id), PdfFont::new(parsed));
        }
        Ok(())
    }
}

/// Six capitals that depend on the glyphs alone (FNV-1a), as PDF 32000-1 §9.6.4 asks.
pub(super) fn tag(glyphs: &GlyphRemapper) -> String {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_means_a_letter() {
        let fonts = Fonts::new();
        let mut faces = FaceSet::new(&fonts);
        let glyph = fonts.face(FaceId(0)).glyph('a').unwrap();
        // A glyph that adds nothing to its cluster is told apart, and means what it looks like.
        let (new, is_meant) = faces.code(FaceId(0), glyph, "");
        assert!(!is_meant);
        assert_eq!(faces.used[&FaceId(0)].meaning[&new], "a");
        assert_eq!(faces.code(FaceId(0), glyph, "a"), (new, true));
        assert_eq!(faces.code(FaceId(0), glyph, "á"), (new, false));
    }
}
