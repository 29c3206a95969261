//! Proves a finished code: its modules in, whether they say exactly this text out.
//!
//! Nothing of the encoder is used, so that a slip there is found here: patterns are drawn in
//! another way, numbers come from other tables of the standard, and nothing is corrected, so that
//! a single wrong module is a wrong code. It takes a few microseconds, for sheets that each have a
//! code of their own.

mod fixed;
mod letters;
mod syndrome;

use fixed::Fixed;

/// Check codewords of a block, and blocks, of versions 1 to 11 at level M (ISO/IEC 18004:2015,
/// table 9).
const BLOCKS: [(usize, usize); 11] = [
    (10, 1),
    (16, 1),
    (26, 1),
    (18, 2),
    (24, 2),
    (16, 4),
    (18, 4),
    (22, 4),
    (22, 5),
    (26, 5),
    (30, 5),
];
/// The formats of level M with masks 0 to 7 (table C.1).
const FORMATS: [u16; 8] = [0x5412, 0x5125, 0x5E7C, 0x5B4B, 0x45F9, 0x40CE, 0x4F97, 0x4AA0];

/// Whether a code of version 1 to 11, row by row with the first module in the highest bit, says
/// `text` without a single error.
pub(super) fn proves(rows: &[u64], text: &[u8]) -> bool {
    is_proven(rows, text).is_some()
}

fn is_proven(rows: &[u64], text: &[u8]) -> Option<()> {
    let version = rows.len().checked_sub(17).filter(|rest| rest.is_multiple_of(4))? / 4;
    let (check, blocks) = *BLOCKS.get(version.checked_sub(1)?)?;
    let fixed = Fixed::new(version);
    let mask = format(rows)?;
    fixed.are_in(rows).then_some(())?;
    let codewords = codewords(rows, &fixed, mask)?;
    let data = data(&codewords, check, blocks)?;
    letters::are(text, &data, version).then_some(())
}

/// The mask both copies of the format name.
fn format(rows: &[u64]) -> Option<usize> {
    let width = rows.len();
    let bit = |word: u16, (column, row): (usize, usize)| {
        word << 1 | u16::from(rows[row] << column >> 63 == 1)
    };
    let along = (0..6).chain([7, 8]).map(|column| (column, 8));
    let first = along.chain([7, 5, 4, 3, 2, 1, 0].map(|row| (8, row))).fold(0, bit);
    let up = (width - 7..width).rev().map(|row| (8, row));
    let second = up.chain((width - 8..width).map(|column| (column, 8))).fold(0, bit);
    FORMATS.iter().position(|known| *known == first && *known == second)
}

/// What a mask turns over in rows 0 to 11, after which all masks start again (table 10).
fn turned(mask: usize) -> [u64; 12] {
    let is_turned = |i: usize, j: usize| match mask {
        0 => i % 2 == j % 2,
        1 => i.is_multiple_of(2),
        2 => j.is_multiple_of(3),
        3 => (i + j).is_multiple_of(3),
        4 => (i / 2) % 2 == (j / 3) % 2,
        5 => (i * j).is_multiple_of(6),
        6 => i * j % 6 < 3,
        _ => (i + j + i * j % 3).is_multiple_of(2),
    };
    // Every mask repeats after six columns: ten times and four columns more fill a word.
    std::array::from_fn(|i| {
        let six = (0..6).fold(0, |bits, j| bits << 1 | u64::from(is_turned(i, j)));
        (0..10).fold(0, |word, _| word << 6 | six) << 4 | six >> 2
    })
}

/// The codewords in the order they are placed: up and down, two columns at a time, from the right.
/// `None` where the bits that are left over are not all white before the mask.
fn codewords(rows: &[u64], fixed: &Fixed, mask: usize) -> Option<Vec<u8>> {
    let width = rows.len();
    let turned = turned(mask);
    // The letters of each row without its mask, and where there are none.
    let mut plain = [(0, 0); fixed::MOST];
    for (index, (plain, own)) in plain.iter_mut().zip(rows).enumerate() {
        *plain = (own ^ turned[index % 12], fixed.taken[index]);
    }
    let plain = &plain[..width];
    let mut reader = CodewordReader {
        bytes: Vec::with_capacity(width * width / 8),
        ..CodewordReader::default()
    };
    let mut left = width - 2;
    let mut is_upward = true;
    loop {
        let shift = 62 - left;
        for step in 0..width {
            let row = if is_upward { width - 1 - step } else { step };
            reader.read(plain[row], shift);
        }
        is_upward = !is_upward;
        left = match left {
            0 => break,
            // The column of the timing pattern has no part in this.
            7 => 4,
            _ => left - 2,
        };
    }
    let rest = reader.word & ((1 << reader.bits) - 1);
    (rest == 0).then_some(reader.bytes)
}

/// Bits become bytes.
#[derive(Default)]
struct CodewordReader {
    bytes: Vec<u8>,
    word: u32,
    bits: u32,
}

impl CodewordReader {
    /// Reads two modules of a row, the right one first.
    fn read(&mut self, (modules, taken): (u64, u64), shift: usize) {
        let pair = (modules >> shift & 3) as u32;
        match taken >> shift & 3 {
            0b00 => self.push(pair << 1 & 2 | pair >> 1, 2),
            0b01 => self.push(pair >> 1, 1),
            0b10 => self.push(pair & 1, 1),
            _ => {}
        }
    }

    fn push(&mut self, value: u32, bits: u32) {
        self.word = self.word << bits | value;
        self.bits += bits;
        if self.bits >= 8 {
            self.bits -= 8;
            self.bytes.push((self.word >> self.bits) as u8);
        }
    }
}

/// The data of all blocks, one after the other; `None` when a block has an error.
fn data(codewords: &[u8], check: usize, blocks: usize) -> Option<Vec<u8>> {
    let short = (codewords.len() / blocks).checked_sub(check)?;
    let long = codewords.len() % blocks;
    let (first, checks) = codewords.split_at_checked(codewords.len() - check * blocks)?;
    let mut all = Vec::with_capacity(first.len());
    for block in 0..blocks {
        let start = all.len();
        all.extend(first[..short * blocks].iter().skip(block).step_by(blocks));
        if block >= blocks - long {
            all.push(first[short * blocks + block + long - blocks]);
        }
        let own = checks.iter().skip(block).step_by(blocks);
        syndrome::is_clean(all[start..].iter().chain(own), check).then_some(())?;
    }
    Some(all)
}

#[cfg(test)]
mod tests {
    use super::super::encode::encode;
    use super::*;

    /// The longest text of each version in three modes, and one of half the length.
    fn texts() -> Vec<String> {
        let lengths = [14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251];
        let full = lengths.iter().map(|length| "vneid.gov.vn/".repeat(20)[..*length].to_owned());
        let half = lengths.iter().map(|length| "ạ".repeat(length / 6));
        let signs = ["HTTPS://VNEID.GOV.VN", "A", "0", "00", "012345678901", "", "TỔ 5"];
        full.chain(half).chain(signs.map(str::to_owned)).collect()
    }

    #[test]
    fn a_code_is_proven_by_its_text_alone() {
        for text in texts() {
            let rows = encode(&text).unwrap();
            assert!(proves(&rows, text.as_bytes()), "{text}");
            let mut other = text.clone().into_bytes();
            other.push(b'0');
            assert!(!proves(&rows, &other), "{text}");
            other.pop();
            if let Some(last) = other.last_mut() {
                *last ^= 1;
                assert!(!proves(&rows, &other), "{text}");
                other.pop();
                assert!(!proves(&rows, &other), "{text}");
            }
        }
    }

    #[test]
    fn any_wrong_module_is_found() {
        for text in texts() {
            let mut rows = encode(&text).unwrap();
            for row in 0..rows.len() {
                // The bits after the last module must be empty too.
                for column in 0..64 {
                    rows[row] ^= 1 << (63 - column);
                    assert!(!proves(&rows, text.as_bytes()), "{text}: {column}, {row}");
                    rows[row] ^= 1 << (63 - column);
                }
            }
        }
    }

    #[test]
    fn what_is_no_code_is_not_proven() {
        for rows in [0, 1, 16, 17, 20, 21, 22, 25, 61, 64, 65, 100] {
            for row in [0, !0, 0x5555_5555_5555_5555] {
                assert!(!proves(&vec![row; rows], b""), "{rows}");
            }
        }
    }
}
