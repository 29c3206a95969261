//! The tables of a font file, as far as they say what the file is (OpenType 1.9).

/// What kind of font a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FontKind {
    /// One weight, with outlines of TrueType (`glyf`) or of PostScript (`CFF `): what can be set and
    /// embedded.
    OneWeight,
    /// Several faces in one file.
    Collection,
    /// Packed for web pages (WOFF).
    Web,
    /// One file for many weights.
    Variable,
    /// Something else.
    Other,
}

/// The bytes of a font file.
#[derive(Clone, Copy)]
pub(crate) struct FontFile<'a>(&'a [u8]);

/// More tables than any font has; the rest of a directory is not looked at.
const MANY_TABLES: usize = 64;
/// The longest name PDF allows in practice (ISO 32000-1, annex C).
const LONGEST_NAME: usize = 63;

impl<'a> FontFile<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> FontFile<'a> {
        FontFile(bytes)
    }

    /// What kind of font it is, by its first bytes and its tables.
    pub(super) fn kind(self) -> FontKind {
        match self.0.first_chunk::<4>() {
            Some(b"ttcf") => FontKind::Collection,
            Some(b"wOFF" | b"wOF2") => FontKind::Web,
            Some([0, 1, 0, 0] | b"true" | b"OTTO") if self.table(*b"fvar").is_some() => {
                FontKind::Variable
            }
            Some([0, 1, 0, 0] | b"true") if self.table(*b"glyf").is_some() => FontKind::OneWeight,
            Some(b"OTTO") if self.postscript().is_some() => FontKind::OneWeight,
            _ => FontKind::Other,
        }
    }

    /// The outlines of a face of PostScript, as their own kind of file (Adobe Technical Note 5176);
    /// nothing for a face of TrueType.
    pub(crate) fn postscript(self) -> Option<&'a [u8]> {
        self.table(*b"CFF ")
    }

    /// Whether the maker allows the face to be embedded, cut down to what is used, in a document
    /// that is printed (`OS/2` fsType: bit 1 alone forbids it, bit 8 cutting down, bit 9 outlines).
    pub(super) fn may_be_embedded(self) -> bool {
        let allowed = self.signed(*b"OS/2", 8).cast_unsigned();
        let is_restricted = allowed & 0b1110 == 0b10;
        !is_restricted && allowed & 0x300 == 0
    }

    /// Whether the file says that its letters are slanted: by the angle in `post`, bits 0 and 9 of
    /// `OS/2` fsSelection, bit 1 of `head` macStyle, or a slanted caret in `hhea`.
    pub(super) fn is_slanted(self) -> bool {
        let angle = [self.signed(*b"post", 4), self.signed(*b"post", 6)];
        let selection = self.signed(*b"OS/2", 62).cast_unsigned();
        let style = self.signed(*b"head", 44).cast_unsigned();
        angle != [0, 0]
            || selection & (1 | 1 << 9) != 0
            || style & 0b10 != 0
            || self.signed(*b"hhea", 20) != 0
    }

    /// Units to the em, as the file says.
    pub(super) fn units_per_em(self) -> u16 {
        self.signed(*b"head", 18).cast_unsigned()
    }

    /// How heavy it is: 400 is regular, 700 bold.
    pub(super) fn weight(self) -> u16 {
        self.signed(*b"OS/2", 4).unsigned_abs()
    }

    /// The PostScript name out of the table of names (name 6), of letters that may stand in a PDF.
    pub(super) fn ps_name(self) -> Option<String> {
        let names = self.table(*b"name")?;
        let count = usize::from(u16_at(names, 2)?).min(256);
        let texts = usize::from(u16_at(names, 4)?);
        let mut entries = (0..count).map(|entry| 6 + entry * 12);
        let entry = entries.find(|at| u16_at(names, at + 6) == Some(6))?;
        let (length, offset) = (u16_at(names, entry + 8)?, u16_at(names, entry + 10)?);
        let start = texts + usize::from(offset);
        let bytes = names.get(start..start + usize::from(length))?;
        // UTF-16 or one byte a letter: in both what is left without zeros is the name.
        let letters = bytes.iter().filter(|byte| byte.is_ascii_alphanumeric() || **byte == b'-');
        let name: String = letters.take(LONGEST_NAME).map(|byte| char::from(*byte)).collect();
        (!name.is_empty()).then_some(name)
    }

    /// The number of two bytes at `offset` of a table; 0 where there is none.
    pub(super) fn signed(self, table: [u8; 4], offset: usize) -> i16 {
        let number = self.table(table).and_then(|table| u16_at(table, offset));
        number.unwrap_or(0).cast_signed()
    }

    fn table(self, tag: [u8; 4]) -> Option<&'a [u8]> {
        let directory = self.0.get(12..)?.chunks_exact(16);
        let entry = directory.take(MANY_TABLES).find(|entry| entry.starts_with(&tag))?;
        let number = |at: usize| {
            let bytes = entry[at..].first_chunk::<4>()?;
            usize::try_from(u32::from_be_bytes(*bytes)).ok()
        };
        let (start, length) = (number(8)?, number(12)?);
        self.0.get(start..start.checked_add(length)?)
    }
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().map(|two| u16::from_be_bytes(*two))
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOLD: &[u8] = include_bytes!("../../../fonts/NotoSans-Bold.ttf");

    #[test]
    fn a_font_says_what_it_is() {
        let font = FontFile::new(BOLD);
        assert_eq!(font.kind(), FontKind::OneWeight);
        assert_eq!(font.postscript(), None);
        assert_eq!((font.weight(), font.may_be_embedded()), (700, true));
        assert_eq!(font.ps_name().as_deref(), Some("NotoSans-Bold"));
        assert!(!font.is_slanted());
    }

    #[test]
    fn other_files_are_known_by_their_first_bytes() {
        for (bytes, kind) in [
            (&b"OTTO\0\x01"[..], FontKind::Other),
            (b"ttcf\0\x01", FontKind::Collection),
            (b"wOF2\0\x01", FontKind::Web),
            (b"\0\x01\0\0", FontKind::Other),
            (b"%PDF-1.7", FontKind::Other),
            (b"", FontKind::Other),
        ] {
            assert_eq!(FontFile::new(bytes).kind(), kind);
        }
    }

    #[test]
    fn a_font_cut_anywhere_is_read_without_a_panic() {
        for length in (0..BOLD.len().min(4000)).chain([BOLD.len() / 2]) {
            let font = FontFile::new(&BOLD[..length]);
            let _ = (font.kind(), font.weight(), font.may_be_embedded(), font.ps_name());
        }
    }
}
