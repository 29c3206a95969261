//! The queue: as many work at once as there are cores, a few more wait their turn, the rest is told to
//! come again.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::limits::MOST_WAITING;

pub(super) struct Queue {
    permits: Arc<Semaphore>,
    /// The number of whoever comes next.
    next: AtomicU64,
    /// How many have left the queue: their turn has come, or they have gone.
    left: Arc<AtomicU64>,
}

/// A place in the queue, given back when it is dropped.
pub(super) struct Place {
    pub number: u64,
    left: Arc<AtomicU64>,
}

impl Drop for Place {
    fn drop(&mut self) {
        self.left.fetch_add(1, Ordering::Relaxed);
    }
}

impl Queue {
    /// A queue for so many workers.
    pub(super) fn new(workers: usize) -> Queue {
        Queue {
            permits: Arc::new(Semaphore::new(workers.max(1))),
            next: AtomicU64::new(0),
            left: Arc::default(),
        }
    }

    /// A place at the end; `None` when too many wait.
    pub(super) fn enter(&self) -> Option<Place> {
        let one_more =
            |number: u64| (self.ahead(number) < MOST_WAITING).then(|| number.saturating_add(1));
        let number = self.next.fetch_update(Ordering::Relaxed, Ordering::Relaxed, one_more).ok()?;
        Some(Place { number, left: Arc::clone(&self.left) })
    }

    /// How many are before the one with this number, about: those who went before their turn count as
    /// if they had stood in front.
    pub(super) fn ahead(&self, number: u64) -> u64 {
        number.saturating_sub(self.left.load(Ordering::Relaxed))
    }

    /// Waits for the turn of a place. Whoever holds what it gives, works.
    pub(super) async fn turn(&self, place: Place) -> Option<OwnedSemaphorePermit> {
        let permit = Arc::clone(&self.permits).acquire_owned().await;
        drop(place);
        permit.ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_move_up_and_come_to_an_end() {
        let queue = Queue::new(1);
        let mut places: Vec<Place> = std::iter::from_fn(|| queue.enter()).take(1_000).collect();
        assert_eq!(places.len() as u64, MOST_WAITING);
        assert_eq!((queue.ahead(0), queue.ahead(2)), (0, 2));
        drop(places.remove(0));
        assert_eq!(queue.ahead(2), 1);
        assert!(queue.enter().is_some());
        assert_eq!(queue.ahead(0), 0, "nobody stands before the first");
    }
}
