//! Files made by commands, with findings for what the system says.

use std::path::Path;

use crate::diag::Diagnostic;
use crate::disk;

pub(super) use crate::disk::{folder, write_error as report};

/// Puts `bytes` at `path` all at once.
///
/// # Errors
/// One finding when the folder cannot be written or the disk is full; `path` is untouched then.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), Diagnostic> {
    disk::write(path, bytes).map_err(|error| report(path, &error))
}
