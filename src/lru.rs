//! Things that are kept while they are asked for, up to a bounded weight.
//!
//! What is kept never decides what comes out: it can be made again.

use std::borrow::Borrow;
use std::collections::BTreeMap;

/// A cache that forgets the half that was not asked for longest when it grows too heavy.
#[derive(Debug)]
pub struct Lru<K, V> {
    known: BTreeMap<K, Kept<V>>,
    most: usize,
    weight: usize,
    /// Counts what was asked for.
    clock: u64,
}

#[derive(Debug)]
struct Kept<V> {
    value: V,
    weight: usize,
    last: u64,
}

impl<K: Ord, V> Lru<K, V> {
    /// A cache of things that weigh at most so much together.
    pub fn new(most: usize) -> Lru<K, V> {
        Lru { known: BTreeMap::new(), most, weight: 0, clock: 0 }
    }

    /// What is kept for a key.
    pub fn get<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        self.clock += 1;
        let kept = self.known.get_mut(key)?;
        kept.last = self.clock;
        Some(&kept.value)
    }

    /// Keeps a thing of this weight.
    pub fn insert(&mut self, key: K, value: V, weight: usize) {
        self.clock += 1;
        self.weight += weight;
        let before = self.known.insert(key, Kept { value, weight, last: self.clock });
        self.weight -= before.map_or(0, |kept| kept.weight);
        if self.weight > self.most {
            self.forget();
        }
    }

    /// Forgets what is not to be kept.
    pub fn retain(&mut self, is_kept: impl Fn(&V) -> bool) {
        self.known.retain(|_, kept| is_kept(&kept.value));
        self.weight = self.known.values().map(|kept| kept.weight).sum();
    }

    /// Forgets the older half; the newest stays, however heavy it is.
    fn forget(&mut self) {
        let mut times: Vec<u64> = self.known.values().map(|kept| kept.last).collect();
        times.sort_unstable();
        let middle = times.get(times.len() / 2).copied().unwrap_or(0);
        self.known.retain(|_, kept| kept.last > middle || kept.last == self.clock);
        self.weight = self.known.values().map(|kept| kept.weight).sum();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_asked_for_lately_stays() {
        let mut cache = Lru::new(10);
        for number in 0..10 {
            cache.insert(number, number * 2, 1);
        }
        assert_eq!(cache.get(&0), Some(&0));
        cache.insert(10, 20, 1);
        assert_eq!(cache.get(&0), Some(&0));
        assert_eq!(cache.get(&10), Some(&20));
        assert_eq!(cache.get(&1), None);
        assert!(cache.known.len() <= 6 && cache.weight == cache.known.len());
    }

    #[test]
    fn what_is_not_to_be_kept_weighs_nothing() {
        let mut cache = Lru::new(10);
        for number in 1..4 {
            cache.insert(number, number, number);
        }
        cache.retain(|number| *number != 2);
        assert_eq!((cache.get(&2).copied(), cache.get(&3).copied()), (None, Some(3)));
        assert_eq!(cache.weight, 4);
    }

    #[test]
    fn a_key_weighs_what_it_holds_now() {
        let mut cache = Lru::new(10);
        for weight in [4, 3, 2] {
            cache.insert("a", weight, weight);
        }
        assert_eq!((cache.weight, cache.get("a")), (2, Some(&2)));
        // One that is too heavy alone is kept until the next comes.
        cache.insert("b", 99, 99);
        assert_eq!(cache.get("b"), Some(&99));
        cache.insert("c", 1, 1);
        assert_eq!(cache.get("b"), None);
        assert_eq!(cache.get("c"), Some(&1));
    }
}
