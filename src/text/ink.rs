//! How far letters reach above and below their baseline.

use unicode_normalization::UnicodeNormalization;

/// Reach of ink in font units: `top` above the baseline, `bottom` below it (both usually ≥ 0).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct InkExtents {
    /// Highest point above the baseline.
    pub top: i32,
    /// Lowest point below the baseline.
    pub bottom: i32,
}

impl InkExtents {
    /// Covers both.
    #[must_use]
    pub fn union(self, other: InkExtents) -> InkExtents {
        InkExtents { top: self.top.max(other.top), bottom: self.bottom.max(other.bottom) }
    }
}

/// The 134 letters that Vietnamese adds to the alphabet (VT-01): 67 small, then 67 capital.
pub fn vietnamese_letters() -> Vec<char> {
    let tones = ["", "\u{300}", "\u{309}", "\u{303}", "\u{301}", "\u{323}"];
    let mut letters = Vec::with_capacity(134);
    for base in "aăâeêioôơuưy".chars() {
        for tone in tones {
            let letter: String = format!("{base}{tone}").nfc().collect();
            letters.extend(letter.chars().filter(|letter| !letter.is_ascii()));
        }
    }
    letters.push('đ');
    let capitals: Vec<char> = letters.iter().flat_map(|letter| letter.to_uppercase()).collect();
    letters.extend(capitals);
    letters
}

/// The letter under the marks of a Vietnamese letter; nothing for one without marks, and for đ.
pub(super) fn base_of(letter: char) -> Option<char> {
    let base = letter.nfd().next()?;
    (base != letter).then_some(base)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ink_reaches_below_the_baseline() {
        let fonts = super::super::Fonts::new();
        for id in fonts.ids() {
            let face = fonts.face(id);
            let (flat, deep) = (face.letter_ink('H'), face.letter_ink('Ộ'));
            assert_eq!(flat.bottom, 0, "{}", face.name);
            assert!(deep.bottom > 0 && deep.top > flat.top, "{}: {deep:?}", face.name);
            assert!(face.letter_ink('g').bottom > 0, "{}", face.name);
        }
    }

    #[test]
    fn there_are_134_letters_each_one_character() {
        let letters = vietnamese_letters();
        assert_eq!(letters.len(), 134);
        let mut unique = letters.clone();
        unique.sort_unstable();
        unique.dedup();
        assert_eq!(unique.len(), 134);
        assert!(letters.contains(&'ẳ') && letters.contains(&'Đ') && letters.contains(&'Ỵ'));
    }
}
