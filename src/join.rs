//! Two pieces of work at once, as in `rayon::join`, on threads of the standard library: a sheet has
//! only a few such pieces, and WebAssembly has no threads.

use std::panic;
use std::sync::{Mutex, PoisonError};
use std::thread;

/// What both give: `beside` is done on a thread of its own, or, where the system gives none, after
/// `here` on this one. Neither may depend on what the other does.
pub fn join<A: Send, B>(beside: impl FnOnce() -> A + Send, here: impl FnOnce() -> B) -> (A, B) {
    // A thread that is refused keeps what it was to do; so it only borrows it.
    let work = Mutex::new(Some(beside));
    let take = || work.lock().unwrap_or_else(PoisonError::into_inner).take();
    thread::scope(|scope| {
        let thread = thread::Builder::new().spawn_scoped(scope, || take().map(|work| work()));
        let here = here();
        let done = thread.ok().and_then(|thread| match thread.join() {
            Ok(done) => done,
            // A fault of the program stays one, whichever thread it comes up on.
            Err(fault) => panic::resume_unwind(fault),
        });
        let beside = done.or_else(|| take().map(|work| work()));
        match beside {
            Some(beside) => (beside, here),
            None => unreachable!("the work is done here unless the thread has done it"),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_are_done_and_may_borrow() {
        let words = ["một".to_owned(), "hai".to_owned()];
        let (one, two) = join(|| words[0].len(), || words[1].len());
        assert_eq!((one, two), (5, 3));
    }

    #[test]
    fn a_fault_beside_is_a_fault_here() {
        let caught = panic::catch_unwind(|| join(|| assert_eq!(1, 2), || 3));
        assert!(caught.is_err());
    }
}
