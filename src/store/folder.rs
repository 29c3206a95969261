//! Files in a folder on disk, which wait in a hidden one beside them.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::{Draft, MakeScratch, Store};
use crate::disk::{self, Partial, checksum, own_folder};

/// A folder on disk.
#[derive(Clone, Debug)]
pub struct Folder {
    place: PathBuf,
    /// Where files are written, and where finished ones wait.
    hidden: PathBuf,
}

impl Folder {
    /// The folder `place`, whose files wait in `hidden`.
    pub fn new(place: &Path, hidden: &Path) -> Folder {
        Folder { place: place.to_owned(), hidden: hidden.to_owned() }
    }
}

/// Makes scratch files in a folder of this job's own. They lose their names as soon as they are
/// open, so that nothing of a list stays behind, whatever moment the program is ended at.
pub fn scratch(folder: &Path) -> MakeScratch {
    let (folder, next) = (folder.to_owned(), AtomicU64::new(0));
    Arc::new(move || {
        own_folder(&folder)?;
        let place = folder.join(format!("run-{:04}", next.fetch_add(1, Ordering::Relaxed)));
        let file = disk::begin(&place)?;
        let _ = fs::remove_file(&place);
        Ok(Box::new(file))
    })
}

impl Store for Folder {
    fn create(&mut self, name: &str) -> io::Result<Box<dyn Draft>> {
        own_folder(&self.hidden)?;
        Ok(Box::new(OnDisk(Partial::create(&self.hidden.join(name))?)))
    }

    fn release(&mut self, name: &str) -> io::Result<bool> {
        match fs::rename(self.hidden.join(name), self.place.join(name)) {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                fs::symlink_metadata(self.place.join(name)).map(|_| false)
            }
            Err(error) => Err(error),
        }
    }

    fn holds(&self, name: &str, sha256: &str, bytes: u64) -> io::Result<bool> {
        for place in [self.place.join(name), self.hidden.join(name)] {
            match checksum(&place) {
                Ok((sum, length)) if sum == sha256 && length == bytes => return Ok(true),
                Ok(_) => {}
                Err(error) if is_absent(error.kind()) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(false)
    }

    fn clear(&mut self) -> io::Result<()> {
        match fs::remove_dir_all(&self.hidden) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    fn tidy(&mut self) {
        // A folder in which nothing waits goes; others stay.
        let _ = fs::remove_dir(&self.hidden);
    }
}

/// Whether nothing that could be a file of ours has a name.
fn is_absent(kind: io::ErrorKind) -> bool {
    use io::ErrorKind::{InvalidInput, IsADirectory, NotFound};
    matches!(kind, NotFound | IsADirectory | InvalidInput)
}

struct OnDisk(Partial);

impl Write for OnDisk {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

impl Draft for OnDisk {
    fn finish(self: Box<Self>) -> io::Result<()> {
        self.0.finish()
    }
}
