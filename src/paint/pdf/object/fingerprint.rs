//! A hash by which contents are known again.

/// A hash of bytes in order (like FNV-1a, twice, eight bytes at a time and turned so that high bits
/// reach the low ones).
pub(crate) struct Fingerprint([u64; 2]);

impl Fingerprint {
    pub(crate) fn new() -> Fingerprint {
        Fingerprint([0xcbf2_9ce4_8422_2325, 0x9ae1_6a3b_2f90_404f])
    }

    pub(crate) fn add(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        for word in words {
            self.mix(*word);
        }
        if !rest.is_empty() {
            let mut word = [0; 8];
            word[..rest.len()].copy_from_slice(rest);
            self.mix(word);
        }
    }

    fn mix(&mut self, word: [u8; 8]) {
        let word = u64::from_le_bytes(word);
        for hash in &mut self.0 {
            *hash = (*hash ^ word).wrapping_mul(0x0100_0000_01b3).rotate_left(29);
        }
    }

    pub(crate) fn halves(&self) -> [u64; 2] {
        self.0
    }
}
