//! Two pieces of work at once, on a thread that stays: to begin one takes as long as a small piece, and a
//! sheet has three. WebAssembly has no threads.

/// What both give: `beside` is done by another thread that has nothing to do, or, where there is none,
/// after `here` on this one. Neither may depend on what the other does.
#[cfg(feature = "cli")]
pub fn join<A: Send, B: Send>(
    beside: impl FnOnce() -> A + Send,
    here: impl FnOnce() -> B + Send,
) -> (A, B) {
    use std::sync::{Mutex, PoisonError};

    // Where several sheets are made at once, all threads have enough to do.
    if rayon::current_thread_index().is_some() {
        let (here, beside) = rayon::join(here, beside);
        return (beside, here);
    }
    let Some(pool) = pool() else {
        let here = here();
        return (beside(), here);
    };
    // What the other has not begun when this one is through is done here, and the other finds nothing to
    // do: this one waits at most for the piece of somebody else that it is at.
    let work = Mutex::new(Some(beside));
    let take = || work.lock().unwrap_or_else(PoisonError::into_inner).take();
    let mut done = None;
    let (taken_back, here) = pool.in_place_scope(|scope| {
        scope.spawn(|_| done = take().map(|work| work()));
        let here = here();
        (take().map(|work| work()), here)
    });
    match done.or(taken_back) {
        Some(beside) => (beside, here),
        None => unreachable!("the work is done here unless another thread has done it"),
    }
}

/// The same where there are no threads.
#[cfg(not(feature = "cli"))]
pub fn join<A: Send, B: Send>(
    beside: impl FnOnce() -> A + Send,
    here: impl FnOnce() -> B + Send,
) -> (A, B) {
    let here = here();
    (beside(), here)
}

/// One thread, begun when it is first needed; none where the system gives none. A sheet has two pieces at
/// a time, whoever makes many sheets at once has threads of their own, and to ask how many there could be
/// takes longer than to begin one.
#[cfg(feature = "cli")]
fn pool() -> Option<&'static rayon::ThreadPool> {
    use std::sync::OnceLock;

    static POOL: OnceLock<Option<rayon::ThreadPool>> = OnceLock::new();
    let begin = || {
        let builder = rayon::ThreadPoolBuilder::new().num_threads(1);
        builder.start_handler(|_| crate::heap::keep()).build().ok()
    };
    POOL.get_or_init(begin).as_ref()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::panic;

    #[test]
    fn both_are_done_and_may_borrow() {
        let words = ["một".to_owned(), "hai".to_owned()];
        let (one, two) = join(|| words[0].len(), || words[1].len());
        assert_eq!((one, two), (5, 3));
    }

    #[test]
    fn many_may_join_at_once_and_inside_each_other() {
        fn sum(from: u64, to: u64) -> u64 {
            if to - from < 4 {
                return (from..to).sum();
            }
            let middle = u64::midpoint(from, to);
            let (left, right) = join(|| sum(from, middle), || sum(middle, to));
            left + right
        }
        std::thread::scope(|scope| {
            let sums: Vec<_> = (0..8).map(|_| scope.spawn(|| sum(0, 1000))).collect();
            assert!(sums.into_iter().all(|sum| sum.join().unwrap() == 499_500));
        });
    }

    #[test]
    fn a_fault_beside_is_a_fault_here() {
        let caught = panic::catch_unwind(|| join(|| assert_eq!(1, 2), || 3));
        assert!(caught.is_err());
    }
}
