//! How much a merge made.

use crate::merge::job_journal::Done;

/// More bad records than this are one mistake, not many.
pub const TOO_MANY: u64 = 10_000;
/// What a merge made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MergeTally {
    /// Copies.
    pub copies: u64,
    /// Pages of all files.
    pub pages: u64,
    /// Files.
    pub files: u64,
    /// Bytes of all files.
    pub bytes: u64,
    /// Records that are missing.
    pub bad: u64,
}

impl MergeTally {
    /// What is in these files.
    pub fn of(done: &[Done]) -> MergeTally {
        let mut numbers: Vec<u64> =
            done.iter().flat_map(|done| &done.bad).map(|bad| bad.number).collect();
        numbers.dedup();
        MergeTally {
            copies: done.iter().map(|done| done.copies).sum(),
            pages: done.iter().map(|done| done.pages).sum(),
            files: done.iter().filter(|done| done.copies > 0).count() as u64,
            bytes: done.iter().map(|done| done.bytes).sum(),
            bad: numbers.len() as u64,
        }
    }

    /// The same of a run of which only these files stand.
    #[must_use]
    pub fn only(&self, stand: &[Done]) -> MergeTally {
        MergeTally { bad: self.bad, ..MergeTally::of(stand) }
    }
}
