//! A folder for what does not fit in memory, where nothing may stay behind.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::{fs, io, process};

use super::output;
use crate::diag::Diagnostic;
use crate::store::{MakeScratch, scratch};

/// A folder that goes away with it.
pub(super) struct Spool(PathBuf);

impl Spool {
    /// A folder nobody else has, and only its owner may enter.
    ///
    /// # Errors
    /// What the system says.
    pub(super) fn new() -> Result<Spool, Diagnostic> {
        Spool::begun().map_err(|error| output::report(&std::env::temp_dir(), &error))
    }

    /// Makes scratch files in it.
    pub(super) fn scratch(&self) -> MakeScratch {
        scratch(&self.0)
    }

    fn begun() -> io::Result<Spool> {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("toroi-{}-{number}", process::id());
        let path = std::env::temp_dir().join(name);
        let mut builder = fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(&path)?;
        Ok(Spool(path))
    }
}

impl Drop for Spool {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
