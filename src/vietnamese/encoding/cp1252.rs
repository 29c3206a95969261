//! The CP1252 view of bytes: how Windows shows a file whose encoding it does not know.
//!
//! One byte becomes one character and back. The five bytes CP1252 leaves undefined become the
//! control characters U+0081 … U+009D, as in browsers, so no byte is lost. Text that was read as
//! Latin-1 has control characters for all of 80–9F; they mean the same bytes.

/// What CP1252 has at 80–9F; 0 where it has nothing. Source: Microsoft's table of code page 1252.
const SPECIALS: [u16; 32] = [
    0x20ac, 0, 0x201a, 0x192, 0x201e, 0x2026, 0x2020, 0x2021, 0x2c6, 0x2030, 0x160, 0x2039, 0x152,
    0, 0x17d, 0, 0, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x2dc, 0x2122, 0x161,
    0x203a, 0x153, 0, 0x17e, 0x178,
];

/// The character CP1252 shows for a byte.
pub(super) fn char(byte: u8) -> char {
    match byte {
        0x80..0xa0 => match SPECIALS[usize::from(byte - 0x80)] {
            0 => char::from(byte),
            special => char::from_u32(u32::from(special)).unwrap_or(char::from(byte)),
        },
        _ => char::from(byte),
    }
}

/// The byte a character stands for, if it stands for one.
pub(super) fn byte(seen: char) -> Option<u8> {
    if let Ok(byte) = u8::try_from(seen) {
        return Some(byte);
    }
    let code = u16::try_from(u32::from(seen)).ok()?;
    let at = SPECIALS.iter().position(|special| *special == code)?;
    u8::try_from(0x80 + at).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_comes_back() {
        for value in 0..=255 {
            assert_eq!(byte(char(value)), Some(value));
        }
        assert_eq!(byte('\u{93}'), byte('“'), "read as Latin-1");
        assert_eq!(char(0x81), '\u{81}');
        assert_eq!((byte('ế'), byte('Ā')), (None, None));
    }
}
