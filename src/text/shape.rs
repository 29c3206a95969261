//! Letters to glyphs, one word at a time.

use harfrust::{
    Buffer, Direction, Feature, Font, Language, Script, ShapeOptions, ShapePlan, ShaperFont, Tag,
};

use super::ink::InkExtents;

/// A glyph of a word, in font units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glyph {
    /// Glyph id in the whole face; 0 when the face has no such letter.
    pub id: u16,
    /// How far the pen moves on, kerning included.
    pub advance: i32,
    /// Shift to the right of the pen.
    pub dx: i32,
    /// Shift above the baseline.
    pub dy: i32,
    /// Byte in the word's text where its cluster begins.
    pub cluster: u32,
}

/// A shaped word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShapedWord {
    /// The glyphs, left to right.
    pub glyphs: Vec<Glyph>,
    /// Sum of the advances.
    pub width: i32,
    /// Reach of the ink.
    pub ink: InkExtents,
}

impl ShapedWord {
    /// The first byte of `text` the face has no glyph for.
    pub fn missing(&self) -> Option<usize> {
        self.glyphs.iter().find(|glyph| glyph.id == 0).map(|glyph| glyph.cluster as usize)
    }
}

/// Shapes `text` with kerning and mark positions; `ink` measures a glyph.
pub(super) fn shape(
    font: &Font,
    plan: &ShapePlan,
    ink: impl Fn(u16) -> InkExtents,
    text: &str,
) -> ShapedWord {
    let shaper = ShaperFont::new(font);
    let mut buffer = Buffer::new();
    buffer.push_str(text);
    buffer.set_direction(Direction::LeftToRight);
    buffer.set_script(Some(Script::LATIN));
    buffer.set_language("vi".parse::<Language>().ok());
    let features = [no_decomposition()];
    let options = ShapeOptions::new().plan(Some(plan)).features(&features);
    harfrust::shape(&shaper, &mut buffer, options).expect("the plan was made for this very font");
    let mut word = ShapedWord { glyphs: Vec::new(), width: 0, ink: InkExtents::default() };
    for (info, position) in buffer.glyph_infos().iter().zip(buffer.glyph_positions()) {
        let id = u16::try_from(info.glyph_id).unwrap_or(0);
        let ink = ink(id);
        let dy = position.y_offset;
        word.ink = word.ink.union(InkExtents { top: ink.top + dy, bottom: ink.bottom - dy });
        word.width += position.x_advance;
        word.glyphs.push(Glyph {
            id,
            advance: position.x_advance,
            dx: position.x_offset,
            dy,
            cluster: info.cluster,
        });
    }
    word
}

/// Noto Sans takes ẹ ị ọ ụ apart through `ccmp` even when the text is composed; whole letters keep
/// copied text right in every reader.
pub(super) fn no_decomposition() -> Feature {
    Feature::new(Tag::new(b"ccmp"), 0, ..)
}

#[cfg(test)]
mod tests {
    use super::super::Fonts;

    #[test]
    fn words_are_kerned() {
        let fonts = Fonts::new();
        let face = fonts.face(fonts.by_name("noto-sans-medium").unwrap());
        let apart: i32 = "AV".chars().map(|c| face.word(&c.to_string()).width).sum();
        assert!(face.word("AV").width < apart);
    }

    #[test]
    fn composed_letters_stay_one_glyph() {
        let fonts = Fonts::new();
        for id in fonts.ids() {
            for letter in super::super::vietnamese_letters() {
                let word = fonts.face(id).word(&letter.to_string());
                assert_eq!(word.glyphs.len(), 1, "{letter} in {}", fonts.face(id).name);
                assert_eq!(word.missing(), None);
            }
        }
    }

    #[test]
    fn a_letter_the_face_lacks_is_reported() {
        let fonts = Fonts::new();
        let face = fonts.face(fonts.by_name("noto-sans-medium").unwrap());
        assert_eq!(face.word("a漢b").missing(), Some(1));
    }
}
