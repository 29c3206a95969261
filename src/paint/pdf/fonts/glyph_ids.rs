//! Glyphs by their numbers in the whole face, and which of them are used.

use std::collections::BTreeMap;

use crate::layout::{GlyphRun, Item, Pages, seen};
use crate::text::{FaceId, Fonts};

/// Which glyphs of which faces are used: one bit a glyph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Used {
    faces: BTreeMap<FaceId, Vec<u64>>,
}

impl Used {
    /// What the pages of a document use, known before any is written.
    pub(crate) fn of(pages: &Pages) -> Used {
        let mut used = Used::default();
        let pages_items = pages.pages.iter().map(|page| &page.items);
        for items in pages_items.chain(pages.forms.iter().map(|form| &form.items)) {
            for (_, item) in seen(items) {
                if let Item::Glyphs(run) = item {
                    used.note(run);
                }
            }
        }
        used
    }

    /// Adds the glyphs of a run.
    pub(crate) fn note(&mut self, run: &GlyphRun) {
        let words = self.faces.entry(run.face).or_default();
        for glyph in &run.glyphs {
            let at = usize::from(glyph.id) / 64;
            if words.len() <= at {
                words.resize(at + 1, 0);
            }
            words[at] |= 1 << (glyph.id % 64);
        }
    }

    /// Adds what another uses.
    pub fn add(&mut self, other: &Used) {
        for (face, theirs) in &other.faces {
            let own = self.faces.entry(*face).or_default();
            if own.len() < theirs.len() {
                own.resize(theirs.len(), 0);
            }
            for (own, theirs) in own.iter_mut().zip(theirs) {
                *own |= theirs;
            }
        }
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        self.faces.values_mut().for_each(Vec::clear);
    }

    /// The used faces, each with its glyphs in order.
    pub(crate) fn faces(&self) -> impl Iterator<Item = (FaceId, Vec<u16>)> {
        let faces = self.faces.iter().map(|(face, words)| {
            let bits = words.iter().enumerate().flat_map(|(at, word)| {
                (0..64).filter(move |bit| word >> bit & 1 == 1).map(move |bit| at * 64 + bit)
            });
            (*face, bits.filter_map(|glyph| u16::try_from(glyph).ok()).collect::<Vec<u16>>())
        });
        faces.filter(|(_, glyphs)| !glyphs.is_empty())
    }
}

/// The glyphs of all faces under the numbers they have there, so that pages can be written before
/// it is known which glyphs a file will need.
pub(crate) struct GlyphIds<'f> {
    pub(crate) fonts: &'f Fonts,
    pub(crate) used: Used,
}

impl<'f> GlyphIds<'f> {
    pub(crate) fn new(fonts: &'f Fonts) -> GlyphIds<'f> {
        GlyphIds { fonts, used: Used::default() }
    }

    /// Whether a glyph means these letters. It means the letter the face maps to it, in every file.
    pub(crate) fn means(&self, face: FaceId, glyph: u16, letters: &str) -> bool {
        let mut given = letters.chars();
        let means = self.fonts.face(face).letter_of(glyph);
        means.is_some() && given.next() == means && given.next().is_none()
    }

    /// The width the file says a glyph has: whole thousandths of an em, cut off.
    pub(crate) fn written_width(&self, face: FaceId, glyph: u16) -> f64 {
        let face = self.fonts.face(face);
        (f64::from(face.advance(glyph)) * 1000.0 / f64::from(face.upm)).trunc()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::colour::Colour;
    use crate::geom::Len;
    use crate::text::Glyph;

    #[test]
    fn used_glyphs_are_counted_once_and_in_order() {
        let run = |face: usize, glyphs: &[u16]| GlyphRun {
            face: FaceId(face),
            size: Len::pt(10.0),
            colour: Colour::BLACK,
            text: String::new(),
            glyphs: glyphs
                .iter()
                .map(|id| Glyph { id: *id, advance: 0, dx: 0, dy: 0, cluster: 0 })
                .collect(),
            span: None,
            turned: false,
        };
        let mut used = Used::default();
        used.note(&run(1, &[700, 3, 64, 3]));
        let mut other = Used::default();
        other.note(&run(0, &[5]));
        other.note(&run(1, &[1000]));
        used.add(&other);
        let all: Vec<(FaceId, Vec<u16>)> = used.faces().collect();
        assert_eq!(all, [(FaceId(0), vec![5]), (FaceId(1), vec![3, 64, 700, 1000])]);
        used.clear();
        assert_eq!(used.faces().count(), 0);
    }

    #[test]
    fn vietnamese_letters_mean_themselves() {
        let fonts = Fonts::new();
        for id in fonts.ids() {
            let glyphs = GlyphIds::new(&fonts);
            for letter in crate::text::vietnamese_letters() {
                let glyph = fonts.face(id).glyph(letter).unwrap();
                assert!(glyphs.means(id, glyph, &letter.to_string()), "{letter}");
                assert!(!glyphs.means(id, glyph, "fi"));
            }
        }
    }
}
