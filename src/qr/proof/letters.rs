//! Whether the data of a code says a text (ISO/IEC 18004:2015, 7.4).

/// Bits of data, read from the front.
struct BitReader<'a> {
    data: &'a [u8],
    at: usize,
}

impl BitReader<'_> {
    /// The next bits as a number, at most 16 of them; `None` at the end.
    fn take(&mut self, bits: usize) -> Option<u32> {
        if self.at + bits > self.data.len() * 8 {
            return None;
        }
        let byte = |index: usize| u32::from(self.data.get(index).copied().unwrap_or(0));
        let index = self.at / 8;
        let word = byte(index) << 16 | byte(index + 1) << 8 | byte(index + 2);
        let number = word << (8 + self.at % 8) >> (32 - bits);
        self.at += bits;
        Some(number)
    }

    fn left(&self) -> usize {
        self.data.len() * 8 - self.at
    }
}

/// Whether `data` says exactly `text`: its mode, its length, its letters, and then the end.
pub(super) fn are(text: &[u8], data: &[u8], version: usize) -> bool {
    read(text, &mut BitReader { data, at: 0 }, version) == Some(true)
}

fn read(text: &[u8], bits: &mut BitReader<'_>, version: usize) -> Option<bool> {
    let is_small = version < 10;
    let mode = bits.take(4)?;
    let count = match mode {
        1 => bits.take(if is_small { 10 } else { 12 })?,
        2 => bits.take(if is_small { 9 } else { 11 })?,
        4 => bits.take(if is_small { 8 } else { 16 })?,
        _ => return None,
    };
    if usize::try_from(count).ok()? != text.len() {
        return Some(false);
    }
    let are_letters = match mode {
        1 => text.chunks(3).all(|group| digits(group, bits) == Some(true)),
        2 => text.chunks(2).all(|group| signs(group, bits) == Some(true)),
        _ => text.iter().all(|byte| bits.take(8) == Some(u32::from(*byte))),
    };
    let end = bits.left().min(4);
    Some(are_letters && (end == 0 || bits.take(end)? == 0))
}

/// Whether the next number, written in decimal, is `group`.
fn digits(group: &[u8], bits: &mut BitReader<'_>) -> Option<bool> {
    let number = bits.take(group.len() * 10 / 3 + usize::from(group.len() < 3))?;
    let written = format!("{number:0wide$}", wide = group.len());
    Some(written.as_bytes() == group)
}

/// Whether the next number stands for the one or two signs of `group`.
fn signs(group: &[u8], bits: &mut BitReader<'_>) -> Option<bool> {
    match *group {
        [only] => Some(sign(bits.take(6)?)? == only),
        [first, second] => {
            let number = bits.take(11)?;
            Some(sign(number / 45)? == first && sign(number % 45)? == second)
        }
        _ => None,
    }
}

/// The sign that has this value in alphanumeric mode (table 5).
fn sign(value: u32) -> Option<u8> {
    Some(match value {
        0..10 => b'0' + value as u8,
        10..36 => b'A' + (value - 10) as u8,
        36 => b' ',
        37 => b'$',
        38 => b'%',
        39 => b'*',
        40 => b'+',
        41 => b'-',
        42 => b'.',
        43 => b'/',
        44 => b':',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_is_all_there_is() {
        // `Ab` as bytes: 0100, 00000010, 01000001, 01100010, and four bits more.
        let data = |end: u8| [0x40, 0x24, 0x16, 0x20 | end, 0xEC];
        assert!(are(b"Ab", &data(0), 1));
        assert!(are(b"Ab", &data(0)[..4], 1));
        // Nothing, but the mode of more letters, is no end.
        for end in 1..16 {
            assert!(!are(b"Ab", &data(end), 1), "{end}");
        }
        for text in ["", "A", "Ac", "Abc", "aB", "bA"] {
            assert!(!are(text.as_bytes(), &data(0), 1), "{text}");
        }
        // A longer count in version 10.
        assert!(!are(b"Ab", &data(0), 10));
        for end in 0..4 {
            assert!(!are(b"Ab", &data(0)[..end], 1), "{end}");
        }
    }

    #[test]
    fn examples_of_the_standard_are_read() {
        // ISO/IEC 18004:2015, 7.4.3 and 7.4.4.
        let digits = [0x10, 0x20, 0x0C, 0x56, 0x61, 0x80];
        assert!(are(b"01234567", &digits, 1));
        assert!(!are(b"01234568", &digits, 1) && !are(b"12345678", &digits, 1));
        let signs = [0x20, 0x29, 0xCE, 0xE7, 0x21, 0x00];
        assert!(are(b"AC-42", &signs, 1));
        assert!(!are(b"AC-43", &signs, 1) && !are(b"ac-42", &signs, 1));
        // Other modes: ECI, Kanji, continued in another symbol.
        for mode in [0, 3, 5, 7, 8, 9, 15] {
            assert!(!are(b"", &[mode << 4, 0, 0], 1), "{mode}");
        }
    }
}
