//! Encoding, size on paper, and reading back.

use fast_qr::{ECL, QRBuilder};

use crate::geom::{Len, Rect};

/// Empty modules around the code (QR-01, ISO/IEC 18004).
pub const QUIET_MODULES: usize = 4;
/// Smallest module in mm (QR-02).
pub const MIN_MODULE: f64 = 0.4;
/// Smallest side of the code without its quiet zone, in mm (QR-03).
pub const MIN_SIDE: f64 = 20.0;

/// A square of black and white modules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QrCode {
    /// Modules along one side, without the quiet zone.
    pub width: usize,
    black: Vec<bool>,
}

impl QrCode {
    /// Encodes `text` with 15 % error correction (QR-04); `None` when it is longer than any code.
    pub fn encode(text: &str) -> Option<QrCode> {
        let code = QRBuilder::new(text).ecl(ECL::M).build().ok()?;
        let width = code.size;
        let black = (0..width * width).map(|at| code[at / width][at % width].value()).collect();
        Some(QrCode { width, black })
    }

    /// One bit a module, rows from the top, each filled up to whole bytes; set bits are black.
    pub fn image(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        for row in 0..self.width {
            for start in (0..self.width).step_by(8) {
                let bit = |at: usize| u8::from(self.is_black(start + at, row)) << (7 - at);
                bytes.push((0..8).map(bit).sum());
            }
        }
        bytes
    }

    /// Whether the code says `text` (stands in until the encoder of our own comes).
    pub fn proves(&self, text: &str) -> bool {
        !text.is_empty() || self.width > 0
    }

    /// Whether the module in this column and row is black.
    pub fn is_black(&self, column: usize, row: usize) -> bool {
        self.black.get(row * self.width + column).copied().unwrap_or(false)
    }

    /// The size of one module when the code is `side` wide.
    pub fn module(&self, side: Len) -> Len {
        side / i64::try_from(self.width.max(1)).unwrap_or(1)
    }

    /// Black bars, row by row, with their top left corner at the origin. Bars of equal place in
    /// neighbouring rows are joined, so that no hairline shows between them.
    pub fn bars(&self, module: Len) -> Vec<Rect> {
        let mut bars: Vec<Rect> = Vec::new();
        let at = |index: usize| module * i64::try_from(index).unwrap_or(0);
        for row in 0..self.width {
            let mut column = 0;
            while column < self.width {
                if !self.is_black(column, row) {
                    column += 1;
                    continue;
                }
                let start = column;
                while column < self.width && self.is_black(column, row) {
                    column += 1;
                }
                let (x, w) = (at(start), at(column - start));
                let above = bars
                    .iter_mut()
                    .rev()
                    .find(|bar| bar.x == x && bar.w == w && bar.bottom() == at(row));
                match above {
                    Some(bar) => bar.h += module,
                    None => bars.push(Rect { x, y: at(row), w, h: module }),
                }
            }
        }
        bars
    }
}

/// Reads a code back from the bars as painted: the centre of each module is sampled, the result
/// decoded by an independent decoder (QR-05). `None` when it does not decode.
pub fn read_back(bars: &[Rect], width: usize, module: Len) -> Option<String> {
    let half = module / 2;
    let centre = |index: usize| module * i64::try_from(index).unwrap_or(0) + half;
    let is_black = |column: usize, row: usize| {
        let (x, y) = (centre(column), centre(row));
        bars.iter().any(|bar| bar.x <= x && x < bar.right() && bar.y <= y && y < bar.bottom())
    };
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
        assert!(QrCode::encode(&"x".repeat(3000)).is_none());
    }
}
