//! The papers of printers.

use crate::geom::{Len, Size};

/// A paper that several pages are put on, by ISO 216 and, for SRA3, ISO 217.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaperSize {
    /// 210 × 297 mm.
    A4,
    /// 297 × 420 mm.
    A3,
    /// 320 × 450 mm: A3 with room for trim marks.
    Sra3,
}

impl PaperSize {
    /// All of them.
    pub const ALL: [PaperSize; 3] = [PaperSize::A4, PaperSize::A3, PaperSize::Sra3];

    /// The paper of a name.
    pub fn by_name(name: &str) -> Option<PaperSize> {
        PaperSize::ALL.into_iter().find(|paper| paper.name() == name)
    }

    /// Its name in files, on the command line and in names of files: `a4`.
    pub fn name(self) -> &'static str {
        match self {
            PaperSize::A4 => "a4",
            PaperSize::A3 => "a3",
            PaperSize::Sra3 => "sra3",
        }
    }

    /// Its size, upright.
    pub fn size(self) -> Size {
        let (w, h) = match self {
            PaperSize::A4 => (210.0, 297.0),
            PaperSize::A3 => (297.0, 420.0),
            PaperSize::Sra3 => (320.0, 450.0),
        };
        Size::new(Len::mm(w), Len::mm(h))
    }
}
