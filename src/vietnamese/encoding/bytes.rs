//! The bytes of a whole file to text and back.
//!
//! Bytes go in, text and how they were read come out: by byte order mark, as UTF-16 without one,
//! as UTF-8, or else in the CP1252 view, from which [`super::detect()`] tells the old encodings.

use super::{Encoding, Unencodable, cp1252};

/// How bytes were read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ByteReading {
    /// UTF-8, which ASCII is too.
    Utf8,
    /// UTF-16, little end first.
    Utf16Le,
    /// UTF-16, big end first.
    Utf16Be,
    /// Neither: each byte as CP1252 shows it.
    Cp1252,
}

impl ByteReading {
    /// The encoding of Unicode, if it is one.
    pub fn encoding(self) -> Option<Encoding> {
        match self {
            ByteReading::Utf8 => Some(Encoding::Utf8),
            ByteReading::Utf16Le => Some(Encoding::Utf16Le),
            ByteReading::Utf16Be => Some(Encoding::Utf16Be),
            ByteReading::Cp1252 => None,
        }
    }
}

/// A file as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transport {
    /// The text, without byte order mark. UTF-16 that is not well formed leaves U+FFFD.
    pub text: String,
    /// How it was read.
    pub how: ByteReading,
    /// Whether the bytes began with a byte order mark.
    pub mark: bool,
}

const MARK_UTF8: &[u8] = &[0xef, 0xbb, 0xbf];
const MARK_LE: &[u8] = &[0xff, 0xfe];
const MARK_BE: &[u8] = &[0xfe, 0xff];

/// Bytes of a file to text.
pub fn read_bytes(bytes: &[u8]) -> Transport {
    let read = |text, how, mark| Transport { text, how, mark };
    if let Some(rest) = bytes.strip_prefix(MARK_LE) {
        return read(utf16(rest, u16::from_le_bytes), ByteReading::Utf16Le, true);
    }
    if let Some(rest) = bytes.strip_prefix(MARK_BE) {
        return read(utf16(rest, u16::from_be_bytes), ByteReading::Utf16Be, true);
    }
    if is_utf16(bytes, u16::from_le_bytes) {
        return read(utf16(bytes, u16::from_le_bytes), ByteReading::Utf16Le, false);
    }
    if is_utf16(bytes, u16::from_be_bytes) {
        return read(utf16(bytes, u16::from_be_bytes), ByteReading::Utf16Be, false);
    }
    let rest = bytes.strip_prefix(MARK_UTF8);
    match std::str::from_utf8(rest.unwrap_or(bytes)) {
        Ok(text) => read(text.to_owned(), ByteReading::Utf8, rest.is_some()),
        Err(_) => read(view(bytes), ByteReading::Cp1252, false),
    }
}

/// The CP1252 view of bytes, from which the old encodings are decoded.
pub fn view(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| cp1252::char(*byte)).collect()
}

/// The bytes of a file in an encoding. UTF-16 gets a byte order mark.
pub(super) fn write(encoding: Encoding, seen: &str) -> Result<Vec<u8>, Unencodable> {
    let units = seen.encode_utf16();
    match encoding {
        Encoding::Utf8 | Encoding::Viqr | Encoding::Utf8AsCp1252 => Ok(seen.as_bytes().to_vec()),
        Encoding::Utf16Le => {
            Ok(MARK_LE.iter().copied().chain(units.flat_map(u16::to_le_bytes)).collect())
        }
        Encoding::Utf16Be => {
            Ok(MARK_BE.iter().copied().chain(units.flat_map(u16::to_be_bytes)).collect())
        }
        _ => {
            let byte = |(at, letter)| cp1252::byte(letter).ok_or(Unencodable { at, letter });
            seen.char_indices().map(byte).collect()
        }
    }
}

fn units(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> impl Iterator<Item = u16> + '_ {
    // A last odd byte is half a character.
    let half = (bytes.len() % 2 == 1).then_some(0xfffd);
    bytes.chunks_exact(2).map(move |pair| unit([pair[0], pair[1]])).chain(half)
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let letters = char::decode_utf16(units(bytes, unit));
    letters.map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// Whether bytes without a mark are UTF-16: at least a quarter of the units are ASCII, which no
/// text of single bytes looks like, and none is a control character or half a pair.
fn is_utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> bool {
    if bytes.is_empty() || bytes.len() % 2 == 1 || !bytes.contains(&0) {
        return false;
    }
    let mut all = 0;
    let mut ascii = 0;
    for letter in char::decode_utf16(units(bytes, unit)) {
        match letter {
            Ok('\t' | '\n' | '\r' | ' '..='~') => ascii += 1,
            Ok(c) if !c.is_control() => {}
            _ => return false,
        }
        all += 1;
    }
    ascii * 4 >= all
}
