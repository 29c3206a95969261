//! Files in memory: in a browser, and in tests.

use std::collections::BTreeMap;
use std::io::{self, Cursor, Write};
use std::sync::{Arc, Mutex, PoisonError};

use super::{Draft, MakeScratch, Store};

/// Files in memory. A clone is the same place.
#[derive(Clone, Debug, Default)]
pub struct MemoryStore {
    files: Arc<Mutex<StoredFiles>>,
    /// The most bytes of all files together, waiting or not.
    most: usize,
}

#[derive(Debug, Default)]
struct StoredFiles {
    waiting: BTreeMap<String, Vec<u8>>,
    released: BTreeMap<String, Vec<u8>>,
    /// How many bytes are held, drafts included.
    bytes: usize,
}

impl MemoryStore {
    /// A place for so many bytes; a job that needs more is told that there is no room.
    pub fn new(most: usize) -> MemoryStore {
        MemoryStore { files: Arc::default(), most }
    }

    /// The files that have their places, by name.
    pub fn files(&self) -> BTreeMap<String, Vec<u8>> {
        self.with(|files| files.released.clone())
    }

    /// Takes the files that have their places out, which makes room.
    pub fn take(&self) -> BTreeMap<String, Vec<u8>> {
        self.with(|files| {
            files.bytes -= files.released.values().map(Vec::len).sum::<usize>();
            std::mem::take(&mut files.released)
        })
    }

    /// How many bytes it holds, unfinished files included.
    pub fn bytes(&self) -> usize {
        self.with(|files| files.bytes)
    }

    /// Makes scratch files in memory.
    pub fn scratch() -> MakeScratch {
        Arc::new(|| Ok(Box::new(Cursor::new(Vec::new()))))
    }

    fn with<T>(&self, work: impl FnOnce(&mut StoredFiles) -> T) -> T {
        work(&mut self.files.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Store for MemoryStore {
    fn create(&mut self, name: &str) -> io::Result<Box<dyn Draft>> {
        let (store, name) = (self.clone(), name.to_owned());
        Ok(Box::new(InMemory { store, name, bytes: Vec::new() }))
    }

    fn release(&mut self, name: &str) -> io::Result<bool> {
        self.with(|files| {
            let Some(bytes) = files.waiting.remove(name) else {
                let is_there = files.released.contains_key(name);
                return is_there.then_some(false).ok_or(io::ErrorKind::NotFound.into());
            };
            if let Some(old) = files.released.insert(name.to_owned(), bytes) {
                files.bytes -= old.len();
            }
            Ok(true)
        })
    }

    fn holds(&self, _: &str, _: &str, _: u64) -> io::Result<bool> {
        // What is in memory is gone when a job is gone on with.
        Ok(false)
    }

    fn clear(&mut self) -> io::Result<()> {
        self.with(|files| {
            files.bytes -= files.waiting.values().map(Vec::len).sum::<usize>();
            files.waiting.clear();
        });
        Ok(())
    }

    fn tidy(&mut self) {}
}

/// A file that is written in memory.
struct InMemory {
    store: MemoryStore,
    name: String,
    bytes: Vec<u8>,
}

impl Write for InMemory {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let most = self.store.most;
        self.store.with(|files| {
            if bytes.len() > most.saturating_sub(files.bytes) {
                return Err(io::Error::from(io::ErrorKind::StorageFull));
            }
            files.bytes += bytes.len();
            Ok(())
        })?;
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Draft for InMemory {
    fn finish(mut self: Box<Self>) -> io::Result<()> {
        let (name, bytes) = (std::mem::take(&mut self.name), std::mem::take(&mut self.bytes));
        self.store.with(|files| {
            if let Some(old) = files.waiting.insert(name, bytes) {
                files.bytes -= old.len();
            }
        });
        Ok(())
    }
}

impl Drop for InMemory {
    fn drop(&mut self) {
        // Of a finished file there is nothing left here.
        let length = self.bytes.len();
        self.store.with(|files| files.bytes -= length);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_seen_when_they_are_released_and_never_take_more_room_than_there_is() {
        let mut store = MemoryStore::new(10);
        let mut draft = store.create("a.pdf").unwrap();
        draft.write_all(b"12345678").unwrap();
        assert_eq!(draft.write_all(b"901").unwrap_err().kind(), io::ErrorKind::StorageFull);
        assert_eq!(store.bytes(), 8);
        drop(draft);
        assert_eq!(store.bytes(), 0);
        let mut draft = store.create("a.pdf").unwrap();
        draft.write_all(b"1234567890").unwrap();
        draft.finish().unwrap();
        assert!(store.files().is_empty());
        assert!(store.release("a.pdf").unwrap() && !store.release("a.pdf").unwrap());
        assert_eq!(store.release("b.pdf").unwrap_err().kind(), io::ErrorKind::NotFound);
        assert_eq!(store.take()["a.pdf"], b"1234567890");
        assert_eq!(store.bytes(), 0);
    }
}
