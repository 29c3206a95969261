//! Queues: as many work at once as there are cores, a few more wait their turn, the rest is told to
//! come again. Lists and kits have a queue of their own, so that nobody who only looks at a sheet stands
//! behind five thousand copies.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::limits::{MOST_LONG_WAITING, MOST_WAITING};

/// The two queues.
pub(super) struct Queues {
    short: Queue,
    long: Queue,
}

impl Queues {
    /// Queues for a machine that works on so much at once.
    pub(super) fn new(workers: usize) -> Queues {
        // What takes long leaves a core to the others.
        let long = Queue::new(workers.saturating_sub(1), MOST_LONG_WAITING);
        Queues { short: Queue::new(workers, MOST_WAITING), long }
    }

    /// That of what takes long, or that of all else.
    pub(super) fn of(&self, is_long: bool) -> &Queue {
        if is_long { &self.long } else { &self.short }
    }
}

/// A queue, its workers before it.
pub(super) struct Queue {
    permits: Arc<Semaphore>,
    /// How many may wait.
    most: u64,
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
    /// A queue for so many workers, in which so many may wait.
    fn new(workers: usize, most: u64) -> Queue {
        Queue {
            permits: Arc::new(Semaphore::new(workers.max(1))),
            most,
            next: AtomicU64::new(0),
            left: Arc::default(),
        }
    }

    /// A place at the end; `None` when too many wait.
    pub(super) fn enter(&self) -> Option<Place> {
        let one_more =
            |number: u64| (self.ahead(number) < self.most).then(|| number.saturating_add(1));
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
        let queue = Queue::new(1, MOST_WAITING);
        let mut places: Vec<Place> = std::iter::from_fn(|| queue.enter()).take(1_000).collect();
        assert_eq!(places.len() as u64, MOST_WAITING);
        assert_eq!((queue.ahead(0), queue.ahead(2)), (0, 2));
        drop(places.remove(0));
        assert_eq!(queue.ahead(2), 1);
        assert!(queue.enter().is_some());
        assert_eq!(queue.ahead(0), 0, "nobody stands before the first");
    }

    #[test]
    fn who_looks_does_not_stand_behind_long_lists() {
        let queues = Queues::new(2);
        let (long, short) = (queues.of(true), queues.of(false));
        assert_eq!((long.permits.available_permits(), short.permits.available_permits()), (1, 2));
        let lists: Vec<Place> = std::iter::from_fn(|| long.enter()).take(1_000).collect();
        assert_eq!(lists.len() as u64, MOST_LONG_WAITING);
        let place = short.enter().unwrap();
        assert_eq!(short.ahead(place.number), 0);
        // One core has to do for all.
        assert_eq!(Queues::new(1).of(true).permits.available_permits(), 1);
    }
}
