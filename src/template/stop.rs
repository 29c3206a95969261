//! Why a function or filter of ours stopped a template.
//!
//! Tera hands an error on as its text alone. So the reason is kept here, for the template that runs
//! on this thread, and Tera is given a word that nobody reads.

use std::cell::RefCell;

use super::faults::Fault;

thread_local! {
    static STOPPED: RefCell<Option<Fault<'static>>> = const { RefCell::new(None) };
}

/// Forgets what stopped the template before.
pub(super) fn begin() {
    STOPPED.set(None);
}

/// Stops the template that runs on this thread.
pub(super) fn stop(fault: Fault<'static>) -> tera::Error {
    STOPPED.set(Some(fault));
    tera::Error::message("stopped")
}

/// What stopped the template that ran last, if it was one of us.
pub(super) fn stopped() -> Option<Fault<'static>> {
    STOPPED.take()
}
