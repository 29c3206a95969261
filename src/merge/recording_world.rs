//! Which pictures a job reads, so that a job is known again by what it is made of.

use std::collections::BTreeMap;
use std::io;
use std::sync::{Mutex, PoisonError};

use sha2::{Digest, Sha256};

use super::job_journal::hex;
use crate::world::World;

/// A world that remembers the sums of all files read from it, but for texts.
pub struct RecordingWorld<'w> {
    world: &'w dyn World,
    sums: Mutex<BTreeMap<String, String>>,
}

impl<'w> RecordingWorld<'w> {
    /// A world nothing was read from yet.
    pub fn new(world: &'w dyn World) -> RecordingWorld<'w> {
        RecordingWorld { world, sums: Mutex::default() }
    }

    /// What was read so far, whatever folder it was named from: the names of files and their sums.
    pub fn sums(&self) -> Vec<(String, String)> {
        let sums = self.sums.lock().unwrap_or_else(PoisonError::into_inner);
        let name = |path: &String| path.rsplit('/').next().unwrap_or(path).to_owned();
        let mut all: Vec<_> = sums.iter().map(|(path, sum)| (name(path), sum.clone())).collect();
        all.sort();
        all
    }
}

impl World for RecordingWorld<'_> {
    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        // However the guide was named whose picture it is.
        let path = path.trim_start_matches("./");
        let read = self.world.read(path);
        let mut sums = self.sums.lock().unwrap_or_else(PoisonError::into_inner);
        if !sums.contains_key(path) {
            let sum = match &read {
                Ok(bytes) => hex(&Sha256::digest(bytes)),
                Err(error) => error.kind().to_string(),
            };
            sums.insert(path.to_owned(), sum);
        }
        read
    }

    fn read_text(&self, path: &str) -> io::Result<Vec<u8>> {
        self.world.read_text(path)
    }

    fn list(&self, folder: &str) -> io::Result<Vec<String>> {
        self.world.list(folder)
    }

    fn is_built_in(&self, path: &str) -> bool {
        self.world.is_built_in(path)
    }

    fn display_path(&self, path: &str) -> String {
        self.world.display_path(path)
    }
}
