//! A folder for what does not fit in memory, where nothing may stay behind.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::{fs, io, process};

use super::output;
use crate::diag::Diagnostic;
use crate::merge::OutputPlan;
use crate::store::{MakeScratch, MemoryStore, scratch};

/// A folder that goes away with it.
pub(super) struct Spool(PathBuf);

/// Where records wait that do not fit in memory, and what takes it away in the end. Records that come
/// as they are listed never wait, and nothing is made for them.
///
/// # Errors
/// What the system says.
pub(super) fn spool(rules: &OutputPlan) -> Result<(MakeScratch, Option<Spool>), Diagnostic> {
    if !rules.gathers() {
        return Ok((MemoryStore::scratch(), None));
    }
    let spool = Spool::new().map_err(|error| output::report(&std::env::temp_dir(), &error))?;
    Ok((scratch(&spool.0), Some(spool)))
}

impl Spool {
    /// A folder nobody else has, and only its owner may enter.
    fn new() -> io::Result<Spool> {
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
