//! Whether a job is still wanted.
//!
//! Whoever starts a job keeps the other end: a person who presses Ctrl-C, a page that was closed, a
//! clock that ran out. The library reads no clock, so a deadline is a caller that cancels in time.

use std::sync::atomic::{AtomicBool, Ordering};

/// A flag that layout, painting and merges look at between two pieces of work.
#[derive(Debug, Default)]
pub struct Cancel(AtomicBool);

/// For jobs that nobody cancels.
static NEVER: Cancel = Cancel::new();

impl Cancel {
    /// A flag that is not raised.
    pub const fn new() -> Cancel {
        Cancel(AtomicBool::new(false))
    }

    /// The flag of jobs that nobody cancels.
    pub fn never() -> &'static Cancel {
        &NEVER
    }

    /// Ends the job as soon as it looks at the flag. A job that has ended is not begun again.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether the job is to end.
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
