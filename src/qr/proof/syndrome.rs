//! Whether a block of codewords is whole: as a polynomial it is zero at every root of the
//! generator (ISO/IEC 18004:2015, annex B).

/// Roots there are at most.
const MOST: usize = 30;

/// What each byte times each root is: row `n` for the root 2ⁿ.
static TIMES: [[u8; 256]; MOST] = {
    let mut times = [[0; 256]; MOST];
    let mut value = 0;
    while value < 256 {
        let mut power = value as u8;
        let mut root = 0;
        while root < MOST {
            times[root][value] = power;
            // Twice a byte, and back into the field of x⁸ + x⁴ + x³ + x² + 1.
            power = if power < 128 { power * 2 } else { ((power - 128) * 2) ^ 0x1D };
            root += 1;
        }
        value += 1;
    }
    times
};

/// Whether the codewords of a block, highest power first, have no error; `check` of them check.
pub(super) fn is_clean<'a>(codewords: impl Iterator<Item = &'a u8>, check: usize) -> bool {
    let mut values = [0; MOST];
    let Some(values) = values.get_mut(..check) else { return false };
    for codeword in codewords {
        for (value, times) in values.iter_mut().zip(&TIMES) {
            *value = times[usize::from(*value)] ^ codeword;
        }
    }
    values.iter().all(|value| *value == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// ISO/IEC 18004:2015, annex I: the codewords of the example of version 1-M.
    const EXAMPLE: [u8; 26] = [
        0x10, 0x20, 0x0C, 0x56, 0x61, 0x80, 0xEC, 0x11, 0xEC, 0x11, 0xEC, 0x11, 0xEC, 0x11, 0xEC,
        0x11, 0xA5, 0x24, 0xD4, 0xC1, 0xED, 0x36, 0xC7, 0x87, 0x2C, 0x55,
    ];

    #[test]
    fn the_example_of_the_standard_is_clean() {
        assert!(is_clean(EXAMPLE.iter(), 10));
    }

    #[test]
    fn any_wrong_codeword_is_found() {
        for at in 0..EXAMPLE.len() {
            for flip in 1..=255 {
                let mut block = EXAMPLE;
                block[at] ^= flip;
                assert!(!is_clean(block.iter(), 10), "{at} {flip}");
            }
        }
        assert!(!is_clean(EXAMPLE.iter(), 31));
    }

    #[test]
    fn a_block_must_be_zero_at_every_root() {
        for roots in 0..10 {
            // What is zero at the first roots only, is added to the end of the example.
            let mut errors = vec![1];
            for times in &TIMES[..roots] {
                errors.push(0);
                for at in (1..errors.len()).rev() {
                    errors[at] ^= times[usize::from(errors[at - 1])];
                }
            }
            let mut block = EXAMPLE;
            for (codeword, error) in block.iter_mut().rev().zip(errors.iter().rev()) {
                *codeword ^= error;
            }
            assert!(is_clean(block.iter(), roots), "{roots}");
            assert!(!is_clean(block.iter(), roots + 1), "{roots}");
            assert!(!is_clean(block.iter(), 10), "{roots}");
        }
    }
}
