//! What a list is read from: a file on disk, or bytes that somebody sent.

use std::fs::File;
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::sync::Arc;

/// Bytes that can be read more than once, from any place.
#[derive(Debug)]
pub(super) enum Input {
    /// An open file.
    File(File),
    /// All of it.
    Bytes(Cursor<Arc<[u8]>>),
}

impl Input {
    /// The same bytes once more. Where the next byte is read may or may not be shared: whoever has
    /// two of them seeks first.
    pub(super) fn try_clone(&self) -> io::Result<Input> {
        Ok(match self {
            Input::File(file) => Input::File(file.try_clone()?),
            Input::Bytes(bytes) => Input::Bytes(bytes.clone()),
        })
    }
}

impl Read for Input {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        match self {
            Input::File(file) => file.read(to),
            Input::Bytes(bytes) => bytes.read(to),
        }
    }
}

impl Seek for Input {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        match self {
            Input::File(file) => file.seek(to),
            Input::Bytes(bytes) => bytes.seek(to),
        }
    }
}
