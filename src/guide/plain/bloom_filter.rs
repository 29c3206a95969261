//! Which words may be in a list: most that are asked about are not.

/// A Bloom filter of 512 bits with one hash.
#[derive(Debug, Default)]
pub(super) struct BloomFilter([u64; 8]);

impl BloomFilter {
    /// The bit of a word, from its length and first bytes.
    fn bit(word: &str) -> (usize, u64) {
        let bytes = word.as_bytes();
        let byte = |at: usize| usize::from(bytes.get(at).copied().unwrap_or(0));
        let hash = byte(0) * 31 + byte(1) * 7 + byte(2) * 3 + bytes.len();
        (hash / 64 % 8, 1 << (hash % 64))
    }

    pub(super) fn add(&mut self, word: &str) {
        let (place, bit) = BloomFilter::bit(word);
        self.0[place] |= bit;
    }

    /// Whether a word may be among them.
    pub(super) fn may_have(&self, word: &str) -> bool {
        let (place, bit) = BloomFilter::bit(word);
        self.0[place] & bit != 0
    }
}
