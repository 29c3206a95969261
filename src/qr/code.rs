//! A code as modules: encoding, size on paper, and reading back.

use std::iter;
use std::ops::Range;

use super::{encode, proof};
use crate::geom::{Len, Rect};

/// Empty modules around the code (QR-01, ISO/IEC 18004).
pub const QUIET_MODULES: usize = 4;
/// Smallest module in mm (QR-02).
pub const MIN_MODULE: f64 = 0.4;
/// Smallest side of the code without its quiet zone, in mm (QR-03).
pub const MIN_SIDE: f64 = 20.0;
/// The most bytes that fit whatever they are: version 11 at level M (ISO/IEC 18004:2015, table 7).
/// An address of that length needs a code of 25 mm already.
pub const MOST_BYTES: usize = 251;

/// A square of black and white modules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QrCode {
    /// Modules along one side, without the quiet zone.
    pub width: usize,
    /// Rows from the top: the first module is the highest bit, and black is 1.
    rows: encode::ModuleRows,
}

impl QrCode {
    /// Encodes `text` with 15 % error correction (QR-04); `None` when it needs more than 61
    /// modules, that is beyond [`MOST_BYTES`] bytes that are not all digits or capitals.
    pub fn encode(text: &str) -> Option<QrCode> {
        encode::encode(text).map(|rows| QrCode { width: rows.len(), rows })
    }

    /// Whether the module in this column and row is black.
    pub fn is_black(&self, column: usize, row: usize) -> bool {
        column < self.width && self.rows.get(row).is_some_and(|row| row << column >> 63 == 1)
    }

    /// An image of one bit a module, 1 being black: row by row, each beginning with the highest bit
    /// of a new byte. It is an image mask of PDF under `/Decode [1 0]` (ISO 32000-1, 8.9.6.2).
    pub fn image(&self) -> Vec<u8> {
        let wide = self.width.div_ceil(8);
        // The last row is cut only after it is whole.
        let mut bytes = Vec::with_capacity(wide * self.width + size_of::<u64>());
        for row in &self.rows {
            let end = bytes.len() + wide;
            bytes.extend(row.to_be_bytes());
            bytes.truncate(end);
        }
        bytes
    }

    /// Whether the code says exactly `text`, without one wrong module: for sheets with a code each,
    /// where [`read_back`] would take too long (QR-05). The proof shares nothing with the encoder.
    pub fn proves(&self, text: &str) -> bool {
        proof::proves(&self.rows, text.as_bytes())
    }

    /// The size of one module when the code is `side` wide.
    pub fn module(&self, side: Len) -> Len {
        side / i64::try_from(self.width.max(1)).unwrap_or(1)
    }

    /// The black columns of a row.
    fn runs(&self, row: usize) -> impl Iterator<Item = Range<usize>> {
        let mut left = self.rows.get(row).copied().unwrap_or(0);
        iter::from_fn(move || {
            let start = left.leading_zeros();
            // What is left of it is black from its first bit on, and white beyond the last module.
            let black = (!left.checked_shl(start)?).leading_zeros();
            left &= u64::MAX.checked_shr(start + black).unwrap_or(0);
            let index = |bit: u32| usize::try_from(bit).unwrap_or(0);
            Some(index(start)..index(start + black))
        })
    }

    /// Black bars, row by row, with their top left corner at the origin. Bars of equal place in
    /// neighbouring rows are joined, so that no hairline shows between them.
    pub fn bars(&self, module: Len) -> Vec<Rect> {
        let mut bars: Vec<Rect> = Vec::new();
        // The bars that end at this row, by their columns.
        let mut above: Vec<(Range<usize>, usize)> = Vec::new();
        let at = |index: usize| module * i64::try_from(index).unwrap_or(0);
        for row in 0..self.width {
            let mut own = Vec::with_capacity(above.len());
            for run in self.runs(row) {
                let known = above.iter().find(|(columns, _)| *columns == run);
                let bar = known.map_or(bars.len(), |(_, bar)| *bar);
                match bars.get_mut(bar) {
                    Some(bar) => bar.h += module,
                    None => bars.push(Rect {
                        x: at(run.start),
                        y: at(row),
                        w: at(run.len()),
                        h: module,
                    }),
                }
                own.push((run, bar));
            }
            above = own;
        }
        bars
    }
}

/// Reads a code back from the bars as painted: the centre of each module is sampled, the result
/// decoded by an independent decoder (QR-05). `None` when it does not decode.
pub fn read_back(bars: &[Rect], width: usize, module: Len) -> Option<String> {
    let half = module / 2;
    let centre = |index: usize| module * i64::try_from(index).unwrap_or(0) + half;
    // Which centres a length covers: asked once for each bar, not once for each module and bar.
    let covered = |from: Len, to: Len| {
        let first = (0..width).find(|index| from <= centre(*index)).unwrap_or(width);
        let count = (first..width).take_while(|index| centre(*index) < to).count();
        first..first + count
    };
    let mut black = vec![vec![false; width]; width];
    for bar in bars {
        let columns = covered(bar.x, bar.right());
        for row in &mut black[covered(bar.y, bar.bottom())] {
            row[columns.clone()].fill(true);
        }
    }
    let is_black = |column: usize, row: usize| black[row][column];
    let grid = rqrr::SimpleGrid::from_func(width, is_black);
    rqrr::Grid::new(grid).decode().ok().map(|(_, text)| text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_read_back_from_their_bars() {
        for url in [
            "https://vneid.gov.vn",
            "https://play.google.com/store/apps/details?id=com.vnid",
            "https://apps.apple.com/vn/app/vneid/id1582750372",
        ] {
            let code = QrCode::encode(url).unwrap();
            let module = Len::mm(0.8);
            assert_eq!(read_back(&code.bars(module), code.width, module).as_deref(), Some(url));
        }
    }

    #[test]
    fn a_spoilt_code_does_not_read_back() {
        let code = QrCode::encode("https://vneid.gov.vn").unwrap();
        let module = Len::mm(0.8);
        let mut bars = code.bars(module);
        bars.truncate(bars.len() / 2);
        assert_ne!(read_back(&bars, code.width, module).as_deref(), Some("https://vneid.gov.vn"));
    }

    #[test]
    fn a_text_longer_than_any_code_is_refused() {
        assert!(QrCode::encode(&"x".repeat(MOST_BYTES)).is_some());
        assert!(QrCode::encode(&"x".repeat(MOST_BYTES + 1)).is_none());
        assert!(QrCode::encode(&"x".repeat(3000)).is_none());
    }
}
