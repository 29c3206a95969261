//! How much of a file is too much. Real lists stay far below; what is above is a mistake or a trap.

/// The most columns of a table: a list of people has twenty.
pub const MAX_COLUMNS: usize = 500;

/// The most letters of a cell, which is the limit of Excel (specifications and limits of Excel,
/// “total number of characters that a cell can contain”).
pub const MAX_CELL_LETTERS: usize = 32_767;

/// As many bytes are kept of a cell, enough to see that it has too many letters.
pub(super) const MAX_CELL_BYTES: usize = 4 * MAX_CELL_LETTERS + 4;

/// As many bytes are read for one row; a quotation mark that is never closed makes one of a file,
/// and a device has no end at all.
pub(super) const MAX_ROW_BYTES: usize = 256 << 20;

/// As much of a file is looked at to find out what it is.
pub(super) const SAMPLE: usize = 64 * 1024;
