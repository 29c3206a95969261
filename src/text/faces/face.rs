//! A face: its measures, its glyphs, and the words it has shaped.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use harfrust::font::glyph::outline::{DrawMemory, DrawOptions, PathElement};
use harfrust::{Direction, Font, GlyphId, Language, Script, ShapePlan};

use super::font_file::FontFile;
use crate::text::ink::InkExtents;
use crate::text::shape::{ShapedWord, no_decomposition, shape};

/// Names a face of a [`Fonts`](super::Fonts): those inside the program come first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FaceId(pub usize);

/// What is known of a face before it is parsed.
pub(super) struct FaceSource {
    pub(super) name: Cow<'static, str>,
    pub(super) ps_name: Cow<'static, str>,
    pub(super) licence: Cow<'static, str>,
    pub(super) bytes: Cow<'static, [u8]>,
}

/// A parsed face with its cache of shaped words.
pub struct Face {
    /// Which one.
    pub id: FaceId,
    /// Name in `style.yaml`.
    pub name: Cow<'static, str>,
    /// PostScript name, for the PDF.
    pub ps_name: Cow<'static, str>,
    /// Licence and where its text is.
    pub licence: Cow<'static, str>,
    /// The whole file.
    pub bytes: Cow<'static, [u8]>,
    /// Units to the em.
    pub upm: u16,
    /// Height of `x` in font units.
    pub x_height: i32,
    /// Height of `H` in font units.
    pub cap_height: i32,
    /// The glyph of a space, 0 where there is none, and its width.
    space: (u16, i32),
    font: Font,
    plan: ShapePlan,
    words: Mutex<ShapingCache>,
    /// Measures of glyphs, in blocks that are made when one of their glyphs is asked for: read by
    /// all threads without a lock.
    glyphs: Box<[OnceLock<GlyphBlock>]>,
    /// The letter of each glyph up to the last that has one; 0 where there is none.
    letters: OnceLock<Vec<u16>>,
}

/// Measures of neighbouring glyphs.
type GlyphBlock = Box<[OnceLock<Measured>; BLOCK]>;
const BLOCK: usize = 64;

/// Latin, its marks and the Vietnamese letters; punctuation, signs of money, arrows, mathematics.
static LETTERS: [RangeInclusive<u16>; 3] = [0x20..=0x36F, 0x1E00..=0x1EFF, 0x2000..=0x22FF];

/// As many words are kept in each of the two halves of the cache: the words of all guides are some
/// 3,000; a list of records may have new ones without end.
const MANY_WORDS: usize = 8192;

/// Words shaped lately: when one half is full, what was not asked for since the last time goes.
#[derive(Default)]
struct ShapingCache {
    young: BTreeMap<Box<str>, Arc<ShapedWord>>,
    old: BTreeMap<Box<str>, Arc<ShapedWord>>,
}

impl ShapingCache {
    fn get(&mut self, text: &str) -> Option<Arc<ShapedWord>> {
        if let Some(word) = self.young.get(text) {
            return Some(Arc::clone(word));
        }
        let (text, word) = self.old.remove_entry(text)?;
        self.young.insert(text, Arc::clone(&word));
        Some(word)
    }

    fn keep(&mut self, text: &str, word: &Arc<ShapedWord>) {
        if self.young.len() >= MANY_WORDS {
            self.old = std::mem::take(&mut self.young);
        }
        self.young.insert(text.into(), Arc::clone(word));
    }
}

/// What the file says of a glyph, in font units.
#[derive(Clone, Copy)]
struct Measured {
    advance: i32,
    ink: InkExtents,
    /// Where its ink begins and ends, counted from the pen.
    left: i32,
    right: i32,
}

impl std::fmt::Debug for Face {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Face").field("name", &self.name).finish_non_exhaustive()
    }
}

impl Face {
    /// Parses a face; nothing where the file is damaged.
    pub(super) fn load(id: FaceId, source: FaceSource) -> Option<Face> {
        let font = match &source.bytes {
            Cow::Borrowed(bytes) => Font::new(*bytes, 0),
            Cow::Owned(bytes) => Font::new(bytes.clone(), 0),
        }?;
        let language: Option<Language> = "vi".parse().ok();
        let features = [no_decomposition()];
        let plan = ShapePlan::new(
            &font,
            Direction::LeftToRight,
            Some(Script::LATIN),
            language.as_ref(),
            &features,
        );
        let blocks = (font.num_glyphs() as usize).div_ceil(BLOCK);
        let blocks = std::iter::repeat_with(OnceLock::new).take(blocks);
        let mut face = Face {
            id,
            name: source.name,
            ps_name: source.ps_name,
            licence: source.licence,
            bytes: source.bytes,
            upm: font.units_per_em(),
            x_height: 0,
            cap_height: 0,
            space: (0, 0),
            font,
            plan,
            words: Mutex::default(),
            glyphs: blocks.collect(),
            letters: OnceLock::new(),
        };
        face.x_height = face.letter_ink('x').top;
        face.cap_height = face.letter_ink('H').top;
        let quarter = (0, i32::from(face.upm) / 4);
        face.space = face.glyph(' ').map_or(quarter, |glyph| (glyph, face.advance(glyph)));
        Some(face)
    }

    /// The glyph the face has for a letter.
    pub fn glyph(&self, letter: char) -> Option<u16> {
        let glyph = self.font.charmap().map_unicode(letter)?;
        u16::try_from(glyph.to_u32()).ok().filter(|id| *id != 0)
    }

    /// The letter a glyph stands for: the first that the face maps to it among those that text is
    /// made of.
    pub fn letter_of(&self, glyph: u16) -> Option<char> {
        let letters = self.letters.get_or_init(|| {
            let letters: Vec<u16> = LETTERS.iter().flat_map(Clone::clone).collect();
            let mut glyphs = vec![GlyphId::NOTDEF; letters.len()];
            let each = letters.iter().map(|letter| u32::from(*letter)).zip(&mut glyphs);
            self.font.charmap().map_unicode_batched(each);
            let glyphs = glyphs.iter().map(|glyph| u16::try_from(glyph.to_u32()).unwrap_or(0));
            let last = glyphs.clone().max().unwrap_or(0);
            let mut all = vec![0; usize::from(last) + 1];
            for (letter, glyph) in letters.into_iter().zip(glyphs).filter(|(_, glyph)| *glyph > 0) {
                let first = &mut all[usize::from(glyph)];
                if *first == 0 {
                    *first = letter;
                }
            }
            all
        });
        let letter = letters.get(usize::from(glyph)).copied().filter(|letter| *letter > 0);
        letter.and_then(|letter| char::from_u32(letter.into()))
    }

    /// The ink of one letter; nothing for a letter the face lacks or a space.
    pub fn letter_ink(&self, letter: char) -> InkExtents {
        self.glyph(letter).map_or(InkExtents::default(), |glyph| self.glyph_ink(glyph))
    }

    /// The ink of one glyph.
    pub fn glyph_ink(&self, glyph: u16) -> InkExtents {
        self.measure(glyph).ink
    }

    /// Where the ink of a glyph begins and ends, counted from the pen. Marks wider than their
    /// letter (Ì, ĩ) begin before it and end behind the advance.
    pub fn glyph_sides(&self, glyph: u16) -> (i32, i32) {
        let measured = self.measure(glyph);
        (measured.left, measured.right)
    }

    /// The advance width written in the font file, in font units.
    pub fn advance(&self, glyph: u16) -> i32 {
        self.measure(glyph).advance
    }

    /// What the file says of a glyph, read once; of one that the face does not have, each time.
    fn measure(&self, glyph: u16) -> Measured {
        let at = usize::from(glyph);
        let Some(block) = self.glyphs.get(at / BLOCK) else { return self.read_measure(glyph) };
        let block = block.get_or_init(|| Box::new([const { OnceLock::new() }; BLOCK]));
        *block[at % BLOCK].get_or_init(|| self.read_measure(glyph))
    }

    fn read_measure(&self, glyph: u16) -> Measured {
        let metrics = self.font.glyph_metrics();
        let id = GlyphId::new(u32::from(glyph));
        let advance = metrics.h_advance(id) as i32;
        let nothing = Measured { advance, ink: InkExtents::default(), left: 0, right: 0 };
        // The extents' height runs downward from the top of the ink and is never negative.
        // Curves of PostScript reach fractions of a unit: the ink is never taken for less.
        metrics.extents(id).map_or(nothing, |ink| Measured {
            advance,
            ink: InkExtents {
                top: ink.y_bearing.ceil() as i32,
                bottom: (ink.height - ink.y_bearing).ceil() as i32,
            },
            left: ink.x_bearing.floor() as i32,
            right: (ink.x_bearing + ink.width).ceil() as i32,
        })
    }

    /// The outline of a glyph in font units; nothing where there is none, or it is damaged.
    pub(super) fn outline(&self, glyph: u16) -> Vec<PathElement> {
        let mut path = Vec::new();
        let outline = self.font.outline_glyphs().get(GlyphId::new(u32::from(glyph)));
        let drawn = outline.map(|it| it.draw(&DrawOptions::new(), DrawMemory::Scratch, &mut path));
        if matches!(drawn, Some(Ok(_))) { path } else { Vec::new() }
    }

    /// Shapes a word (text without spaces), or finds it shaped already.
    pub fn word(&self, text: &str) -> Arc<ShapedWord> {
        let lock = || self.words.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(word) = lock().get(text) {
            return word;
        }
        // Shaped without holding the others up; two threads may do it twice, with one result.
        let word = Arc::new(shape(&self.font, &self.plan, |glyph| self.glyph_ink(glyph), text));
        lock().keep(text, &word);
        word
    }

    /// The box around all glyphs in font units: left, bottom, right, top.
    pub fn bounds(&self) -> [i32; 4] {
        let file = FontFile::new(&self.bytes);
        let at = |offset: usize| i32::from(file.signed(*b"head", offset));
        [at(36), at(38), at(40), at(42)]
    }

    /// How far letters reach above and below the baseline, in font units, as the face says.
    pub fn ascender_and_descender(&self) -> (i32, i32) {
        let file = FontFile::new(&self.bytes);
        (i32::from(file.signed(*b"hhea", 4)), i32::from(file.signed(*b"hhea", 6)))
    }

    /// How heavy it is: 400 is regular, 700 bold.
    pub fn weight(&self) -> u16 {
        FontFile::new(&self.bytes).weight()
    }

    /// The width of a space in font units.
    pub fn space(&self) -> i32 {
        self.space.1
    }

    /// The glyph of a space; 0 where the face has none.
    pub fn space_glyph(&self) -> u16 {
        self.space.0
    }
}

#[cfg(test)]
mod tests {
    use super::super::Fonts;
    use super::*;

    /// The first letter that a face maps to each glyph, one letter after another.
    fn first_letters(face: &Face) -> BTreeMap<u16, char> {
        let mut first = BTreeMap::new();
        for code in LETTERS.iter().flat_map(Clone::clone) {
            let letter = char::from_u32(code.into()).unwrap();
            if let Some(glyph) = face.glyph(letter) {
                first.entry(glyph).or_insert(letter);
            }
        }
        first
    }

    #[test]
    fn each_glyph_stands_for_the_first_letter_mapped_to_it() {
        let fonts = Fonts::new();
        for id in fonts.ids() {
            let face = fonts.face(id);
            let first = first_letters(face);
            assert!(first.len() > 300, "{}", face.name);
            for glyph in 0..=u16::MAX {
                let wanted = first.get(&glyph).copied();
                assert_eq!(face.letter_of(glyph), wanted, "{glyph} of {}", face.name);
            }
        }
    }

    #[test]
    fn a_glyph_that_no_face_has_is_measured_too() {
        let fonts = Fonts::new();
        let face = fonts.face(FaceId(0));
        let count = face.font.num_glyphs() as u16;
        for glyph in [count, count.next_multiple_of(BLOCK as u16), u16::MAX] {
            assert_eq!(face.glyph_ink(glyph), InkExtents::default(), "{glyph}");
        }
    }
}
