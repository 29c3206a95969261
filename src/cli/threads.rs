//! Work shared by threads. Where the system gives none, one does all of it.

use std::thread;

use rayon::prelude::*;

/// The most threads that may be asked for.
pub(super) const MOST: usize = 256;

/// What `one` gives for every item, in their order. With `threads` 0 there are as many as the
/// computer has.
pub(super) fn all<'i, T: Sync, R: Send>(
    threads: usize,
    items: &'i [T],
    one: impl Fn(&'i T) -> R + Sync + Send,
) -> Vec<R> {
    match pool(items.len(), threads) {
        Some(pool) => pool.install(|| items.par_iter().map(one).collect()),
        None => items.iter().map(one).collect(),
    }
}

/// The threads that share the work; none where one does it all.
fn pool(items: usize, threads: usize) -> Option<rayon::ThreadPool> {
    if items <= 1 || threads == 1 {
        return None;
    }
    let own = || thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let threads = if threads == 0 { own() } else { threads }.min(items).min(MOST);
    rayon::ThreadPoolBuilder::new().num_threads(threads).build().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_is_kept_with_any_number_of_threads() {
        let items: Vec<usize> = (0..1000).collect();
        for threads in [0, 1, 2, 7, MOST, usize::MAX] {
            let made = all(threads, &items, |item| item * 2);
            assert!(made.iter().enumerate().all(|(index, made)| *made == index * 2));
        }
        assert!(all(2, &[0_u8; 0], |item| *item).is_empty());
    }
}
