//! How much one job may take.
//!
//! Guides, templates and pictures have bounds of their own where they are read (1 MB of text, 24
//! million pixels of a picture, a depth for everything that nests). These are the bounds of what is
//! made of them, which depends on who asks: a person at a computer of their own, or one of many at a
//! server.

use super::faults;
use crate::diag::{Diagnostic, MOST_KEPT, Severity, Sink};
use crate::geom::Size;

/// The longest side of a picture in pixels; what paints them counts to 65,535.
const LONGEST: u64 = 65_000;

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
        kept.push(faults::cut_short(more));
        kept
    }

    /// Refuses a sheet of too many pages.
    pub(super) fn check_pages(&self, count: usize) -> Result<(), Diagnostic> {
        if count <= self.pages { Ok(()) } else { Err(faults::too_many_pages(count, self.pages)) }
    }

    /// Refuses a picture of too many pixels, before it is painted.
    pub(super) fn check_pixels(&self, size: Size, dpi: u16) -> Result<(), Diagnostic> {
        let side = |mm: f64| (mm / 25.4 * f64::from(dpi)).ceil() as u64;
        let count = side(size.w.to_mm()).saturating_mul(side(size.h.to_mm()));
        // Nothing that paints knows longer sides.
        let long = side(size.w.to_mm()).max(side(size.h.to_mm()));
        let count = if long > LONGEST { count.max(self.pixels + 1_000_000) } else { count };
        if count <= self.pixels { Ok(()) } else { Err(faults::too_many_pixels(count, self.pixels)) }
    }
}

impl Default for Limits {
    fn default() -> Limits {
        Limits::LOCAL
    }
}
