//! The letters of a text as data codewords: mode, count, letters, padding (ISO/IEC 18004:2015, 7.4).

use super::blocks::BLOCKS;

/// The 45 letters of alphanumeric mode, in the order of their values (table 5).
const ALPHANUMERIC: &[u8; 45] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
/// What fills the codewords that are left over, in turn.
const PADDING: [u8; 2] = [0xEC, 0x11];

/// How letters are written; one mode for the whole text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// Digits, three in ten bits.
    Numeric,
    /// Digits, capitals and a few signs, two in eleven bits.
    Alphanumeric,
    /// Anything, as UTF-8.
    Byte,
}

impl Mode {
    /// The mode that takes the fewest bits.
    pub(super) fn of(text: &[u8]) -> Mode {
        if text.iter().all(u8::is_ascii_digit) {
            Mode::Numeric
        } else if text.iter().all(|letter| value(*letter).is_some()) {
            Mode::Alphanumeric
        } else {
            Mode::Byte
        }
    }

    const fn indicator(self) -> u32 {
        match self {
            Mode::Numeric => 0b0001,
            Mode::Alphanumeric => 0b0010,
            Mode::Byte => 0b0100,
        }
    }

    /// How many bits the count of letters has (table 3).
    const fn count_bits(self, version: usize) -> usize {
        match (self, version) {
            (Mode::Numeric, ..10) => 10,
            (Mode::Numeric, _) => 12,
            (Mode::Alphanumeric, ..10) => 9,
            (Mode::Alphanumeric, _) => 11,
            (Mode::Byte, ..10) => 8,
            (Mode::Byte, _) => 16,
        }
    }

    /// How many bits so many letters have.
    const fn bits(self, letters: usize) -> usize {
        match self {
            Mode::Numeric => letters / 3 * 10 + [0, 4, 7][letters % 3],
            Mode::Alphanumeric => letters / 2 * 11 + letters % 2 * 6,
            Mode::Byte => letters * 8,
        }
    }

    /// Whether `text` fits into a code of this version.
    pub(super) fn fits(self, text: &[u8], version: usize) -> bool {
        let bits = 4 + self.count_bits(version) + self.bits(text.len());
        BLOCKS.get(version - 1).is_some_and(|blocks| bits <= blocks.capacity() * 8)
    }
}

/// The value of a letter in alphanumeric mode.
fn value(letter: u8) -> Option<u32> {
    let at = ALPHANUMERIC.iter().position(|known| *known == letter)?;
    u32::try_from(at).ok()
}

/// Bits in the order they are read, packed into bytes.
#[derive(Default)]
struct BitBuffer {
    bytes: Vec<u8>,
    word: u32,
    waiting: usize,
}

impl BitBuffer {
    /// Adds the lowest `bits` of `value`, at most 16.
    fn push(&mut self, value: u32, bits: usize) {
        self.word = self.word << bits | value;
        self.waiting += bits;
        while self.waiting >= 8 {
            self.waiting -= 8;
            self.bytes.push((self.word >> self.waiting) as u8);
        }
    }
}

/// All data codewords of a code that holds `text`, for which [`Mode::fits`].
pub(super) fn codewords(text: &[u8], mode: Mode, version: usize) -> Vec<u8> {
    let capacity = BLOCKS.get(version - 1).map_or(0, |blocks| blocks.capacity());
    let mut bits = BitBuffer { bytes: Vec::with_capacity(capacity), ..BitBuffer::default() };
    bits.push(mode.indicator(), 4);
    bits.push(text.len() as u32, mode.count_bits(version));
    match mode {
        Mode::Numeric => {
            for group in text.chunks(3) {
                let number = group.iter().fold(0, |sum, digit| sum * 10 + u32::from(digit - b'0'));
                bits.push(number, mode.bits(group.len()));
            }
        }
        Mode::Alphanumeric => {
            for group in text.chunks(2) {
                let number = group.iter().fold(0, |sum, sign| sum * 45 + value(*sign).unwrap_or(0));
                bits.push(number, mode.bits(group.len()));
            }
        }
        Mode::Byte => text.iter().for_each(|byte| bits.push(u32::from(*byte), 8)),
    }
    // The terminator, cut short where the code is full, then zeros up to a whole codeword.
    let left = capacity * 8 - bits.bytes.len() * 8 - bits.waiting;
    bits.push(0, left.min(4));
    bits.push(0, (8 - bits.waiting) % 8);
    let empty = capacity - bits.bytes.len();
    bits.bytes.extend(PADDING.iter().cycle().take(empty));
    bits.bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capacities_are_those_of_the_standard() {
        // ISO/IEC 18004:2015, table 7: level M, versions 1 to 11.
        let known = [
            (Mode::Numeric, b"7", [34, 63, 101, 149, 202, 255, 293, 365, 432, 513, 604]),
            (Mode::Alphanumeric, b"Q", [20, 38, 61, 90, 122, 154, 178, 221, 262, 311, 366]),
            (Mode::Byte, b"q", [14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251]),
        ];
        for (mode, letter, capacities) in known {
            for (version, capacity) in (1..).zip(capacities) {
                let text = letter.repeat(capacity + 1);
                assert_eq!(Mode::of(&text), mode);
                assert!(mode.fits(&text[1..], version), "{mode:?} {version}");
                assert!(!mode.fits(&text, version), "{mode:?} {version}");
            }
        }
    }

    #[test]
    fn codewords_are_those_of_known_examples() {
        // ISO/IEC 18004:2015, annex I: the digits in a symbol of version 1-M.
        let digits = codewords(b"01234567", Mode::Numeric, 1);
        let known = [
            0x10, 0x20, 0x0C, 0x56, 0x61, 0x80, 0xEC, 0x11, 0xEC, 0x11, 0xEC, 0x11, 0xEC, 0x11,
            0xEC, 0x11,
        ];
        assert_eq!(digits, known);
        // 7.4.4: `AC-42` in alphanumeric mode is 0010 000000101 00111001110 11100111001 000010.
        let signs = codewords(b"AC-42", Mode::Alphanumeric, 1);
        assert_eq!(signs[..6], [0x20, 0x29, 0xCE, 0xE7, 0x21, 0x00]);
        let bytes = codewords("Ạ".as_bytes(), Mode::Byte, 10);
        assert_eq!(bytes[..8], [0x40, 0x00, 0x3E, 0x1B, 0xAA, 0x00, 0xEC, 0x11]);
    }

    #[test]
    fn a_full_code_has_no_room_for_the_terminator() {
        let full = codewords(&[b'x'; 14], Mode::Byte, 1);
        assert_eq!(full.last(), Some(&0x80));
        // 61 signs leave one bit of version 3 for the terminator.
        let nearly = codewords(&[b'X'; 61], Mode::Alphanumeric, 3);
        assert_eq!(nearly.len(), 44);
    }
}
