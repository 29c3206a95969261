//! Reed–Solomon check codewords (ISO/IEC 18004:2015, 7.5), and the order data and checks are read.

use super::blocks::BlockStructure;

/// The polynomial x⁸ + x⁴ + x³ + x² + 1 that makes bytes a field (7.5.2).
const FIELD: u16 = 0x11D;

/// Up to 32 coefficients of a remainder, the highest power in the highest byte of the first word.
type Remainder = [u64; 4];

/// Divides by one generator polynomial, a byte at a time.
#[derive(Debug)]
pub(super) struct ReedSolomon {
    /// How many check codewords there are.
    degree: usize,
    /// What each value of the leading byte takes off the remainder: its multiple of the generator.
    multiples: Vec<Remainder>,
}

impl ReedSolomon {
    /// For blocks of `degree` check codewords, at most 32.
    pub(super) fn new(degree: usize) -> ReedSolomon {
        let generator = generator(degree);
        let mut multiples = vec![[0; 4]; 256];
        for value in 1..256_usize {
            let lowest = value & value.wrapping_neg();
            multiples[value] = if value == lowest {
                packed(&generator, value as u8)
            } else {
                sum(multiples[lowest], multiples[value ^ lowest])
            };
        }
        ReedSolomon { degree, multiples }
    }

    /// The check codewords of one block, highest power first; only the first ones are meant.
    fn remainder(&self, data: &[u8]) -> [u8; 32] {
        let mut rest: Remainder = [0; 4];
        for byte in data {
            let leading = (rest[0] >> 56) as u8 ^ byte;
            let [a, b, c, d] = rest;
            let shifted = [a << 8 | b >> 56, b << 8 | c >> 56, c << 8 | d >> 56, d << 8];
            rest = sum(shifted, self.multiples[usize::from(leading)]);
        }
        let mut bytes = [0; 32];
        for (place, word) in bytes.chunks_exact_mut(8).zip(rest) {
            place.copy_from_slice(&word.to_be_bytes());
        }
        bytes
    }

    /// The codewords of all blocks in the order they are placed: the first of each block, then the
    /// second of each, and so on; after the data the checks in the same way (7.6).
    pub(super) fn interleaved(&self, data: &[u8], blocks: BlockStructure) -> Vec<u8> {
        let count = blocks.count();
        let mut out = vec![0; data.len() + count * self.degree];
        let mut rest = data;
        for block in 0..count {
            let is_long = block >= blocks.short;
            let (own, after) = rest.split_at(blocks.data + usize::from(is_long));
            rest = after;
            for (step, codeword) in own[..blocks.data].iter().enumerate() {
                out[step * count + block] = *codeword;
            }
            if is_long {
                out[blocks.data * count + block - blocks.short] = own[blocks.data];
            }
            for (step, codeword) in self.remainder(own)[..self.degree].iter().enumerate() {
                out[data.len() + step * count + block] = *codeword;
            }
        }
        out
    }
}

fn sum(a: Remainder, b: Remainder) -> Remainder {
    [a[0] ^ b[0], a[1] ^ b[1], a[2] ^ b[2], a[3] ^ b[3]]
}

/// The product of two bytes of the field.
const fn product(a: u8, b: u8) -> u8 {
    let mut sum = 0;
    let mut bit = 8;
    while bit > 0 {
        bit -= 1;
        sum = (sum << 1) ^ ((sum >> 7) * FIELD);
        sum ^= (b >> bit & 1) as u16 * a as u16;
    }
    sum as u8
}

/// The coefficients of (x − 1)(x − 2)(x − 4)…, without the leading one.
fn generator(degree: usize) -> Vec<u8> {
    let mut all = vec![1];
    let mut root = 1;
    for _ in 0..degree {
        all.push(0);
        for at in (1..all.len()).rev() {
            all[at] ^= product(all[at - 1], root);
        }
        root = product(root, 2);
    }
    all.remove(0);
    all
}

fn packed(coefficients: &[u8], factor: u8) -> Remainder {
    let mut words = [0; 4];
    for (at, coefficient) in coefficients.iter().enumerate() {
        words[at / 8] |= u64::from(product(*coefficient, factor)) << (56 - at % 8 * 8);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checks_are_those_of_the_standard() {
        // ISO/IEC 18004:2015, annex I: the example of version 1-M.
        let data = [
            0x10, 0x20, 0x0C, 0x56, 0x61, 0x80, 0xEC, 0x11, 0xEC, 0x11, 0xEC, 0x11, 0xEC, 0x11,
            0xEC, 0x11,
        ];
        let known = [0xA5, 0x24, 0xD4, 0xC1, 0xED, 0x36, 0xC7, 0x87, 0x2C, 0x55];
        assert_eq!(ReedSolomon::new(10).remainder(&data)[..10], known);
    }

    #[test]
    fn generators_are_those_of_the_standard() {
        // Annex A gives exponents: for 10 check codewords 251, 67, 46, 61, 118, 70, 64, 94, 32, 45.
        let power = |exponent| (0..exponent).fold(1, |value, _| product(value, 2));
        let known = [251, 67, 46, 61, 118, 70, 64, 94, 32, 45].map(power);
        assert_eq!(generator(10), known);
    }

    #[test]
    fn long_blocks_come_last_and_end_alone() {
        let blocks = BlockStructure { data: 2, check: 2, short: 2, long: 1 };
        let check = ReedSolomon::new(2);
        let out = check.interleaved(&[1, 2, 3, 4, 5, 6, 7], blocks);
        assert_eq!(out[..7], [1, 3, 5, 2, 4, 6, 7]);
        for (block, data) in [&[1, 2][..], &[3, 4], &[5, 6, 7]].into_iter().enumerate() {
            let known = check.remainder(data);
            assert_eq!([out[7 + block], out[10 + block]], known[..2]);
        }
    }
}
