//! A word or two that the program itself puts onto a sheet.

use std::sync::Arc;

use crate::colour::Colour;
use crate::geom::{Len, Point};
use crate::layout::{GlyphRun, Item, Placed};
use crate::text::{FaceId, Fonts, Glyph};

/// Words on one line, and how wide they are.
pub(super) struct LabelLine {
    run: GlyphRun,
    pub width: Len,
}

impl LabelLine {
    /// `words` in the usual face, bold or not.
    pub(super) fn new(words: &str, size: Len, bold: bool, fonts: &Fonts) -> LabelLine {
        let id = if bold { fonts.bold(FaceId(0)) } else { FaceId(0) };
        let face = fonts.face(id);
        let (mut glyphs, mut width, mut at) = (Vec::new(), 0, 0);
        for word in words.split_inclusive(' ') {
            let shaped = face.word(word.trim_end());
            let moved = |glyph: &Glyph| Glyph { cluster: at + glyph.cluster, ..*glyph };
            glyphs.extend(shaped.glyphs.iter().map(moved));
            width += shaped.width;
            at += word.len() as u32;
            if word.ends_with(' ') {
                let (id, advance) = (face.space_glyph(), face.space());
                glyphs.push(Glyph { id, advance, dx: 0, dy: 0, cluster: at - 1 });
                width += advance;
            }
        }
        let (colour, span, text) = (Colour::BLACK, None, words.to_owned());
        let run = GlyphRun { face: id, size, colour, text, glyphs, span, turned: false };
        LabelLine { width: size.of_em(width, face.upm), run }
    }

    /// The words with the begin of their baseline at `at`.
    pub(super) fn at(self, at: Point) -> Placed {
        Placed { at, item: Item::Glyphs(Arc::new(self.run)) }
    }

    /// The words with the middle of their baseline at `at`.
    pub(super) fn centred(self, at: Point) -> Placed {
        let half = self.width / 2;
        self.at(at.shifted(-half, Len::ZERO))
    }
}
