//! Where the files of a job go: a folder on disk, or memory.
//!
//! Files wait until all of a job are whole, and are released together; a job that ends early leaves
//! nothing. What does not fit in memory meanwhile goes to scratch files, which have no name.

mod folder;
mod memory;

use std::io::{self, Read, Seek, Write};
use std::sync::Arc;

pub use folder::{Folder, scratch};
pub use memory::MemoryStore;

/// A place for the files of one job.
pub trait Store: Send {
    /// Begins a file that is to have this name.
    ///
    /// # Errors
    /// What the system says.
    fn create(&mut self, name: &str) -> io::Result<Box<dyn Draft>>;

    /// Gives a file that waits its place, in place of whatever has its name. Whether it waited: one
    /// of an earlier run may have its place already.
    ///
    /// # Errors
    /// What the system says; `NotFound` when it neither waits nor has its place.
    fn release(&mut self, name: &str) -> io::Result<bool>;

    /// Whether a file of this checksum and length waits or has its place.
    ///
    /// # Errors
    /// What the system says, but for files that are not there.
    fn holds(&self, name: &str, sha256: &str, bytes: u64) -> io::Result<bool>;

    /// Takes away all files that wait.
    ///
    /// # Errors
    /// What the system says.
    fn clear(&mut self) -> io::Result<()>;

    /// Takes away what is of no use to a run that goes on later.
    fn tidy(&mut self);
}

/// A file that is written. One that is dropped before it is whole leaves nothing.
pub trait Draft: Write + Send {
    /// Makes it wait whole for its release.
    ///
    /// # Errors
    /// What the system says.
    fn finish(self: Box<Self>) -> io::Result<()>;
}

/// A file without a name, for what does not fit in memory.
pub trait Scratch: Read + Write + Seek + Send {}

impl<T: Read + Write + Seek + Send> Scratch for T {}

/// Makes scratch files.
pub type MakeScratch = Arc<dyn Fn() -> io::Result<Box<dyn Scratch>> + Send + Sync>;
