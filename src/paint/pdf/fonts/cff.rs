//! Programs with outlines of PostScript (Adobe Technical Note 5176), under the numbers their glyphs
//! have in the whole face.
//!
//! `subsetter` gives a font keyed by numbers that count its own glyphs. A PDF asks for a glyph by the
//! number in its charset (ISO 32000-1, 9.7.4.2), so another charset is all that has to be written.

/// The operator of a dictionary that names the place of the charset.
const CHARSET: u8 = 15;
/// What a number of five bytes begins with.
const LONG: u8 = 29;

/// The program with a charset in which each of its glyphs, given in their order and the empty one
/// first, has the number given; nothing where the program is not as `subsetter` writes it.
pub(super) fn under_own_numbers(program: &[u8], glyphs: &[u16]) -> Option<Vec<u8>> {
    let names = usize::from(*program.get(2)?);
    let (_, dictionaries) = first_of_index(program, names)?;
    let (top, _) = first_of_index(program, dictionaries)?;
    let place = operand(program, top, CHARSET).filter(|at| program.get(*at) == Some(&LONG))?;
    let mut own = program.to_vec();
    let charset = i32::try_from(own.len()).ok()?;
    own.get_mut(place + 1..place + 5)?.copy_from_slice(&charset.to_be_bytes());
    // Format 0: a number for each glyph but the empty one.
    own.push(0);
    own.extend(glyphs.iter().skip(1).flat_map(|glyph| glyph.to_be_bytes()));
    Some(own)
}

/// Where the first entry of the index at `at` lies, and where the index ends.
fn first_of_index(program: &[u8], at: usize) -> Option<((usize, usize), usize)> {
    let count = usize::from(u16::from_be_bytes(*program.get(at..)?.first_chunk()?));
    let width = usize::from(*program.get(at + 2)?);
    // Offsets count from the byte before the entries.
    let entries = at + 2 + (count + 1) * width;
    let offset = |entry: usize| {
        let bytes = program.get(at + 3 + entry * width..)?.get(..width)?;
        Some(entries + bytes.iter().fold(0, |sum, byte| sum << 8 | usize::from(*byte)))
    };
    Some(((offset(0)?, offset(1)?), offset(count)?))
}

/// Where the operand right before an operator begins, in a dictionary from `from` to `to`.
fn operand(program: &[u8], (from, to): (usize, usize), operator: u8) -> Option<usize> {
    let (mut at, mut last) = (from, None);
    while at < to {
        let first = *program.get(at)?;
        if first == operator {
            return last;
        }
        let length = match first {
            28 => 3,
            LONG => 5,
            // Halves of bytes up to the first of all ones.
            30 => {
                let rest = program.get(at + 1..to)?;
                2 + rest.iter().position(|byte| byte >> 4 == 15 || byte & 15 == 15)?
            }
            12 | 247..=254 => 2,
            _ => 1,
        };
        last = Some(at);
        at += length;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A header, a name, a dictionary with a real number and its charset at 40, padding up to there.
    fn program() -> Vec<u8> {
        let top =
            [30, 0x0A, 0x25, 0xFF, 12, 7, 139, 28, 1, 0, 12, 34, 29, 0, 0, 0, 40, 15, 140, 17];
        let header = [1, 0, 4, 4];
        let name = [0, 1, 1, 1, 2, b'A'];
        let index = [0, 1, 1, 1, 1 + top.len() as u8];
        [&header[..], &name, &index, &top, &[0; 5]].concat()
    }

    #[test]
    fn glyphs_get_the_numbers_of_the_whole_face() {
        let old = program();
        let own = under_own_numbers(&old, &[0, 7, 0x1234]).unwrap();
        assert_eq!(&own[old.len()..], [0, 0, 7, 0x12, 0x34]);
        let place = old.iter().position(|byte| *byte == LONG).unwrap();
        assert_eq!(own[place + 1..place + 5], (old.len() as u32).to_be_bytes());
        let rest = [&own[..=place], &own[place + 5..old.len()]].concat();
        assert_eq!(rest, [&old[..=place], &old[place + 5..]].concat());
    }

    #[test]
    fn a_program_cut_anywhere_is_refused() {
        let old = program();
        let operator = old.iter().position(|byte| *byte == LONG).unwrap() + 5;
        for length in 0..=operator {
            assert_eq!(under_own_numbers(&old[..length], &[0, 1]), None, "{length}");
        }
    }

    #[test]
    fn a_program_without_a_charset_is_refused() {
        let mut old = program();
        let place = old.iter().position(|byte| *byte == LONG).unwrap();
        old[place + 5] = 16;
        assert_eq!(under_own_numbers(&old, &[0, 1]), None);
    }
}
