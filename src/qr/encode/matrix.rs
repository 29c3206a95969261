//! What every code of one version shares: the patterns, where each bit goes, what masks turn over.

use std::sync::OnceLock;

use super::blocks::{BLOCKS, BlockStructure};
use super::check::ReedSolomon;

/// Masks there are.
pub(super) const MASKS: usize = 8;
/// The centres of alignment patterns in both directions (ISO/IEC 18004:2015, annex E).
const ALIGNMENT: [&[usize]; 11] = [
    &[],
    &[6, 18],
    &[6, 22],
    &[6, 26],
    &[6, 30],
    &[6, 34],
    &[6, 22, 38],
    &[6, 24, 42],
    &[6, 26, 46],
    &[6, 28, 50],
    &[6, 30, 54],
];

/// One version at level M.
#[derive(Debug)]
pub(super) struct Layout {
    /// Modules along one side.
    pub(super) width: usize,
    /// How its codewords are divided.
    pub(super) blocks: BlockStructure,
    /// Makes the check codewords of a block.
    pub(super) check: ReedSolomon,
    /// Finders, timing, alignment and version, with white where the data goes.
    patterns: ModuleRows,
    /// The row and the distance from the lowest bit of every bit of data, in order.
    places: Vec<(u8, u8)>,
    /// For each row what each mask turns over, and the format that names it.
    pub(super) masks: Vec<[u64; MASKS]>,
}

impl Layout {
    /// The layout of a version, made when it is first asked for.
    pub(super) fn of(version: usize) -> Option<&'static Layout> {
        static KNOWN: [OnceLock<Layout>; BLOCKS.len()] = [const { OnceLock::new() }; BLOCKS.len()];
        let index = version.checked_sub(1)?;
        let blocks = *BLOCKS.get(index)?;
        Some(KNOWN.get(index)?.get_or_init(|| Layout::new(version, blocks)))
    }

    fn new(version: usize, blocks: BlockStructure) -> Layout {
        let width = 17 + 4 * version;
        let square = |is_set: &dyn Fn(usize, usize) -> bool| -> ModuleRows {
            let row = |row| {
                let bit = |sum, column| sum | u64::from(is_set(column, row)) << (63 - column);
                (0..width).fold(0, bit)
            };
            (0..width).map(row).collect()
        };
        // Asked once for each module: masks and data ask again and again.
        let (mut taken, mut patterns) = (vec![0_u64; width], vec![0_u64; width]);
        for row in 0..width {
            for column in 0..width {
                if let Some(is_black) = pattern(version, column, row) {
                    taken[row] |= 1 << (63 - column);
                    patterns[row] |= u64::from(is_black) << (63 - column);
                }
            }
        }
        let is_data = |column: usize, row: usize| taken[row] << column >> 63 == 0;
        let mut masks = vec![[0; MASKS]; width];
        for mask in 0..MASKS {
            let turned = square(&|column, row| is_turned(mask, column, row));
            for ((row, turned), taken) in masks.iter_mut().zip(turned).zip(&taken) {
                row[mask] = turned & !taken;
            }
            for (column, row) in format_places(width, mask) {
                masks[row][mask] |= 1 << (63 - column);
            }
        }
        let places = zigzag(width)
            .filter(|(column, row)| is_data(*column, *row))
            .map(|(column, row)| (row as u8, (63 - column) as u8))
            .collect();
        Layout { width, blocks, check: ReedSolomon::new(blocks.check), patterns, places, masks }
    }

    /// The patterns and the codewords, before a mask is laid on.
    pub(super) fn filled(&self, codewords: &[u8]) -> ModuleRows {
        let mut rows = self.patterns.clone();
        for (places, codeword) in self.places.chunks_exact(8).zip(codewords) {
            for (bit, (row, shift)) in places.iter().enumerate() {
                rows[usize::from(*row)] |= u64::from(codeword >> (7 - bit) & 1) << shift;
            }
        }
        rows
    }
}

/// The colour of a module that holds no data, black being `true`; `None` for data. Format modules
/// are white here.
fn pattern(version: usize, column: usize, row: usize) -> Option<bool> {
    let width = 17 + 4 * version;
    let far = width - 4;
    let distance = |x: usize, y: usize| column.abs_diff(x).max(row.abs_diff(y));
    let near = [(3, 3), (far, 3), (3, far)].into_iter().map(|(x, y)| distance(x, y)).min()?;
    if near <= 4 {
        return Some(near != 2 && near != 4);
    }
    let centres = ALIGNMENT.get(version - 1)?;
    // Every pair of centres but those at the finders, which were found above.
    let last = centres.last().copied().unwrap_or(0);
    for x in *centres {
        for y in *centres {
            let at_finder = [(6, 6), (6, last), (last, 6)].contains(&(*x, *y));
            if !at_finder && distance(*x, *y) <= 2 {
                return Some(distance(*x, *y) != 1);
            }
        }
    }
    if row == 6 || column == 6 {
        return Some((row + column).is_multiple_of(2));
    }
    if column == 8 && row == width - 8 {
        return Some(true);
    }
    let at_finders = |along: usize| along <= 8 || along >= width - 8;
    if row == 8 && at_finders(column) || column == 8 && at_finders(row) {
        return Some(false);
    }
    if version >= 7 {
        let (small, large) = (row.min(column), row.max(column));
        if small < 6 && large >= width - 11 {
            return Some(version_word(version) >> (small * 3 + large + 11 - width) & 1 == 1);
        }
    }
    None
}

/// Columns and rows in the order bits are placed: two columns at a time from the right, up and
/// down in turn, without the column of the timing pattern (7.7.3).
fn zigzag(width: usize) -> impl Iterator<Item = (usize, usize)> {
    let rights = (0..width).rev().step_by(2).take_while(|right| *right > 6);
    let rights = rights.chain([5, 3, 1]);
    rights.enumerate().flat_map(move |(index, right)| {
        (0..width).flat_map(move |step| {
            let row = if index.is_multiple_of(2) { width - 1 - step } else { step };
            [(right, row), (right - 1, row)]
        })
    })
}

/// Whether a mask turns this module over (table 10).
fn is_turned(mask: usize, j: usize, i: usize) -> bool {
    let sum = match mask {
        0 => (i + j) % 2,
        1 => i % 2,
        2 => j % 3,
        3 => (i + j) % 3,
        4 => (i / 2 + j / 3) % 2,
        5 => i * j % 2 + i * j % 3,
        6 => (i * j % 2 + i * j % 3) % 2,
        _ => ((i + j) % 2 + i * j % 3) % 2,
    };
    sum == 0
}

/// The format of level M, whose bits are 00, and a mask: 15 bits (annex C).
fn format_word(mask: usize) -> u32 {
    let rest = (0..10).fold(mask as u32, |rest, _| (rest << 1) ^ ((rest >> 9) * 0x537));
    ((mask as u32) << 10 | rest) ^ 0x5412
}

/// The black modules of both copies of the format (figure 25).
fn format_places(width: usize, mask: usize) -> Vec<(usize, usize)> {
    let place = |bit: usize| {
        let (first, second) = match bit {
            0..6 => ((8, bit), (width - 1 - bit, 8)),
            6 | 7 => ((8, bit + 1), (width - 1 - bit, 8)),
            8 => ((7, 8), (8, width - 7)),
            _ => ((14 - bit, 8), (8, width + bit - 15)),
        };
        [first, second]
    };
    let word = format_word(mask);
    (0..15).filter(|bit| word >> bit & 1 == 1).flat_map(place).collect()
}

/// The number of a version in 18 bits (annex D).
fn version_word(version: usize) -> u32 {
    let rest = (0..12).fold(version as u32, |rest, _| (rest << 1) ^ ((rest >> 11) * 0x1F25));
    (version as u32) << 12 | rest
}

/// Rows from the top; the first module is the highest bit, and black is 1.
pub(in super::super) type ModuleRows = Vec<u64>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_those_of_the_standard() {
        // Table C.1, level M, masks 0 to 7.
        let known = [0x5412, 0x5125, 0x5E7C, 0x5B4B, 0x45F9, 0x40CE, 0x4F97, 0x4AA0];
        assert_eq!([0, 1, 2, 3, 4, 5, 6, 7].map(format_word), known);
    }

    #[test]
    fn version_words_are_those_of_the_standard() {
        // Table D.1, versions 7 to 11.
        let known = [0x07C94, 0x085BC, 0x09A99, 0x0A4D3, 0x0BBF6];
        assert_eq!([7, 8, 9, 10, 11].map(version_word), known);
    }

    #[test]
    fn there_is_room_for_the_codewords_of_the_standard() {
        // Table 1: codewords and remainder bits of versions 1 to 11.
        let codewords = [26, 44, 70, 100, 134, 172, 196, 242, 292, 346, 404];
        let remainder = [0, 7, 7, 7, 7, 7, 0, 0, 0, 0, 0];
        for (index, (codewords, remainder)) in codewords.into_iter().zip(remainder).enumerate() {
            let layout = Layout::of(index + 1).unwrap();
            let blocks = layout.blocks;
            assert_eq!(blocks.capacity() + blocks.count() * blocks.check, codewords);
            assert_eq!(layout.places.len(), codewords * 8 + remainder, "version {}", index + 1);
        }
        assert!(Layout::of(0).is_none() && Layout::of(12).is_none());
    }

    #[test]
    fn alignment_patterns_are_where_the_standard_has_them() {
        for version in 1..=11 {
            let centres = ALIGNMENT[version - 1];
            // Annex E: 1, 6 or 13 patterns in all up to version 13, the last 7 from the edge.
            assert_eq!(centres.len(), [0, 2, 3][usize::from(version > 1) + version / 7]);
            assert!(centres.last().is_none_or(|last| last + 7 == 17 + 4 * version));
            for pair in centres.windows(2).skip(1) {
                assert_eq!(pair[1] - pair[0], centres[1] - 6);
            }
        }
    }
}
