//! How the codewords of each version are divided among blocks (ISO/IEC 18004:2015, table 9).

/// The blocks of one version at level M. Short ones come first; a long one has a data codeword
/// more.
#[derive(Clone, Copy, Debug)]
pub(super) struct BlockStructure {
    /// Data codewords of a short block.
    pub(super) data: usize,
    /// Check codewords of every block.
    pub(super) check: usize,
    /// How many blocks are short.
    pub(super) short: usize,
    /// How many are long.
    pub(super) long: usize,
}

impl BlockStructure {
    const fn new(check: usize, short: usize, data: usize, long: usize) -> BlockStructure {
        BlockStructure { data, check, short, long }
    }

    /// Blocks of both lengths.
    pub(super) const fn count(self) -> usize {
        self.short + self.long
    }

    /// Data codewords of all blocks.
    pub(super) const fn capacity(self) -> usize {
        self.count() * self.data + self.long
    }
}

/// Versions 1 to 11.
pub(super) const BLOCKS: [BlockStructure; 11] = [
    BlockStructure::new(10, 1, 16, 0),
    BlockStructure::new(16, 1, 28, 0),
    BlockStructure::new(26, 1, 44, 0),
    BlockStructure::new(18, 2, 32, 0),
    BlockStructure::new(24, 2, 43, 0),
    BlockStructure::new(16, 4, 27, 0),
    BlockStructure::new(18, 4, 31, 0),
    BlockStructure::new(22, 2, 38, 2),
    BlockStructure::new(22, 3, 36, 2),
    BlockStructure::new(26, 4, 43, 1),
    BlockStructure::new(30, 1, 50, 4),
];
