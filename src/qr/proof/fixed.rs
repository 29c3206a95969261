//! The patterns of a code, drawn row by row as they look (ISO/IEC 18004:2015, 6.3).

/// Rows of the largest code.
pub(super) const MOST: usize = 61;
/// A finder with white on its right and under it.
const FINDER: [u64; 8] = [
    0b1111_1110,
    0b1000_0010,
    0b1011_1010,
    0b1011_1010,
    0b1011_1010,
    0b1000_0010,
    0b1111_1110,
    0b0000_0000,
];
/// A small square for alignment.
const ALIGNMENT: [u64; 5] = [0b11111, 0b10001, 0b10101, 0b10001, 0b11111];
/// The numbers of versions 7 to 11 (table D.1).
const VERSIONS: [u64; 5] = [0x07C94, 0x085BC, 0x09A99, 0x0A4D3, 0x0BBF6];

/// Which modules hold no data, and what they are.
pub(super) struct Fixed {
    /// Modules of patterns and of the format.
    pub(super) taken: [u64; MOST],
    /// Modules of patterns alone.
    drawn: [u64; MOST],
    black: [u64; MOST],
}

impl Fixed {
    /// The patterns of a version from 1 to 11.
    pub(super) fn new(version: usize) -> Fixed {
        let width = 17 + 4 * version;
        let (taken, drawn, black) = ([0; MOST], [0; MOST], [0; MOST]);
        let mut fixed = Fixed { taken, drawn, black };
        let mirrored = FINDER.map(|row| row.reverse_bits() >> 56);
        fixed.draw(0, 0, 8, FINDER);
        fixed.draw(width - 8, 0, 8, mirrored);
        fixed.draw(0, width - 8, 8, FINDER.into_iter().rev());
        let even = 0xAAAA_AAAA_AAAA_AAAA;
        fixed.draw(8, 6, width - 16, [even >> (80 - width)]);
        fixed.draw(6, 8, 1, (8..width - 8).map(|row| (row + 1) as u64 % 2));
        fixed.draw(8, width - 8, 1, [1]);
        fixed.align(width, version);
        if let Some(number) = version.checked_sub(7).and_then(|index| VERSIONS.get(index)) {
            let bit = |at: usize| number >> at & 1;
            let beside = (0..6).map(|row| (0..3).fold(0, |sum, at| sum << 1 | bit(row * 3 + at)));
            fixed.draw(width - 11, 0, 3, beside);
            let under = (0..3).map(|row| (0..6).fold(0, |sum, at| sum << 1 | bit(at * 3 + row)));
            fixed.draw(0, width - 11, 6, under);
        }
        fixed.take_format(width);
        fixed
    }

    /// Alignment patterns: none in version 1, one up to version 6, then six, of which those in the
    /// middle are half way.
    fn align(&mut self, width: usize, version: usize) {
        let (first, last) = (4, width - 9);
        let middle = usize::midpoint(first, last);
        let corners: &[(usize, usize)] = match version {
            ..2 => &[],
            2..7 => &[(last, last)],
            _ => &[
                (middle, first),
                (first, middle),
                (middle, middle),
                (last, middle),
                (middle, last),
                (last, last),
            ],
        };
        for (column, row) in corners {
            self.draw(*column, *row, 5, ALIGNMENT);
        }
    }

    /// The format has its places, whatever it says.
    fn take_format(&mut self, width: usize) {
        let right = ((1 << 8) - 1) << (64 - width);
        self.taken[8] |= 0b1_1111_1111 << 55 | right;
        for row in (0..8).chain(width - 8..width) {
            self.taken[row] |= 1 << 55;
        }
    }

    fn draw(
        &mut self,
        column: usize,
        row: usize,
        width: usize,
        pattern: impl IntoIterator<Item = u64>,
    ) {
        let shift = 64 - width - column;
        let all = ((1 << width) - 1) << shift;
        for (row, pattern) in (row..).zip(pattern) {
            self.taken[row] |= all;
            self.drawn[row] |= all;
            self.black[row] |= pattern << shift;
        }
    }

    /// Whether every module of the patterns is as it should be, and none stands outside.
    pub(super) fn are_in(&self, rows: &[u64]) -> bool {
        let beyond = !0_u64 >> rows.len();
        let own = self.drawn.iter().zip(&self.black);
        rows.iter().zip(own).all(|(row, (drawn, black))| row & (drawn | beyond) == *black)
    }
}
