//! How much one job may take.
//!
//! Guides, templates and pictures have bounds of their own where they are read (1 MB of text, 24
//! million pixels of a picture, a depth for everything that nests). These are the bounds of what is
//! made of them, which depends on who asks: a person at a computer of their own, or one of many at a
//! server.

use crate::diag::{Code, Diagnostic, MOST_KEPT, Severity, Sink, text};
use crate::geom::Size;
use crate::paint::pdf::PdfError;
use crate::typeset::broken;

/// The most of everything that grows with what somebody asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Findings of one severity that one call gives; more are counted.
    pub findings: usize,
    /// Pages of one sheet, as they are printed.
    pub pages: usize,
    /// Pixels of the picture of one page; each takes four bytes while it is painted.
    pub pixels: u64,
    /// Records of one list.
    pub records: u64,
}

impl Limits {
    /// For one person at a computer of their own.
    ///
    /// Findings as many as are collected at all. Ten times the pages of the longest roster (5,000
    /// houses, ten on a page). A1 at 600 dots an inch has 280 million pixels. A list has no bound but
    /// the disk.
    pub const LOCAL: Limits =
        Limits { findings: MOST_KEPT, pages: 5_000, pixels: 300_000_000, records: u64::MAX };

    /// For a job at a server that many share, of which sixteen together stay under 2 GB.
    ///
    /// Nobody reads more than the first findings, of about 1 KB each. The longest roster has 500
    /// pages, of about 50 KB each while it is laid out. A4 at 500 dots an inch has 24 million
    /// pixels: 96 MB. A ward has up to 100,000 households.
    pub const SERVER: Limits =
        Limits { findings: 500, pages: 600, pixels: 25_000_000, records: 100_000 };

    /// The first findings of each severity, and how many more there are.
    pub(super) fn keep(&self, found: Sink) -> Sink {
        let is_over = |severity: Severity| found.count(severity) > self.findings;
        // No more than that are collected at all, and the collector counts the others.
        if self.findings >= MOST_KEPT || !Severity::ALL.into_iter().any(is_over) {
            return found;
        }
        let more: usize = Severity::ALL
            .into_iter()
            .map(|severity| found.count(severity).saturating_sub(self.findings))
            .sum();
        let mut counts = [0; Severity::ALL.len()];
        let mut kept = Sink::new();
        for one in found.into_findings() {
            let count = &mut counts[one.severity as usize];
            *count += 1;
            if *count <= self.findings {
                kept.push(one);
            }
        }
        kept.push(cut_short(more));
        kept
    }

    /// Refuses a sheet of too many pages.
    pub(super) fn check_pages(&self, count: usize) -> Result<(), Diagnostic> {
        if count <= self.pages { Ok(()) } else { Err(too_many_pages(count, self.pages)) }
    }

    /// Refuses a picture of too many pixels, before it is painted.
    pub(super) fn check_pixels(&self, size: Size, dpi: u16) -> Result<(), Diagnostic> {
        let side = |mm: f64| (mm / 25.4 * f64::from(dpi)).ceil() as u64;
        let count = side(size.w.to_mm()).saturating_mul(side(size.h.to_mm()));
        if count <= self.pixels { Ok(()) } else { Err(too_many_pixels(count, self.pixels)) }
    }
}

impl Default for Limits {
    fn default() -> Limits {
        Limits::LOCAL
    }
}

fn too_many_pages(count: usize, most: usize) -> Diagnostic {
    Diagnostic::new(
        Code::JobPages,
        text!(
            en "the sheet has {count} pages, and at most {most} are made here",
            vi "tờ này dài {count} trang, ở đây chỉ làm tối đa {most} trang",
        ),
    )
    .hint(text!(
        en "split the guide or the list into parts",
        vi "hãy chia bài hoặc danh sách thành nhiều phần",
    ))
}

fn too_many_pixels(count: u64, most: u64) -> Diagnostic {
    let (count, most) = (count / 1_000_000, most / 1_000_000);
    Diagnostic::new(
        Code::JobPixels,
        text!(
            en "the picture of a page would have {count} million pixels, more than {most} million",
            vi "ảnh của một trang sẽ có {count} triệu điểm ảnh, quá {most} triệu",
        ),
    )
    .hint(text!(
        en "ask for fewer dots an inch: 110 are enough to look at, 300 to print",
        vi "chọn số điểm mỗi inch nhỏ hơn: 110 là đủ để xem, 300 là đủ để in",
    ))
}

/// A job that was ended before it was done.
pub(super) fn cancelled() -> Diagnostic {
    Diagnostic::new(
        Code::JobCancelled,
        text!(
            en "the job was stopped before it was done, and nothing was made",
            vi "công việc bị dừng khi chưa xong nên chưa làm tệp nào",
        ),
    )
    .hint(text!(
        en "start it again; if it was stopped because it took too long, split it into parts",
        vi "hãy làm lại; nếu bị dừng vì quá lâu thì chia nhỏ ra",
    ))
}

/// Why a PDF was not made.
pub(super) fn unmade(error: &PdfError) -> Diagnostic {
    match error {
        PdfError::Cancelled => cancelled(),
        error => broken(&error.to_string()),
    }
}

fn cut_short(more: usize) -> Diagnostic {
    Diagnostic::new(
        Code::JobFindings,
        text!(
            en "{more} more findings are not shown",
            vi "còn {more} mục nữa không hiện ra",
        ),
    )
    .hint(text!(
        en "mend these first, then look again",
        vi "hãy sửa các mục này trước rồi kiểm tra lại",
    ))
}
