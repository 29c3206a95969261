//! Bytes of a file in UTF-16 to UTF-8 while they are read.

use std::io::{self, Read};

/// How bytes stand for letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Charset {
    /// UTF-8, or single bytes: which of the two is seen cell by cell.
    Utf8,
    Utf16Le,
    Utf16Be,
}

impl Charset {
    /// As much of `bytes` as is whole, in UTF-8; what is no letter is U+FFFD.
    fn decode(self, bytes: &[u8], is_last: bool) -> (String, usize) {
        let unit = match self {
            Charset::Utf8 => return (String::from_utf8_lossy(bytes).into_owned(), bytes.len()),
            Charset::Utf16Le => u16::from_le_bytes,
            Charset::Utf16Be => u16::from_be_bytes,
        };
        let mut units: Vec<u16> = bytes.chunks_exact(2).map(|two| unit([two[0], two[1]])).collect();
        let mut used = units.len() * 2;
        let is_half = |unit: &u16| (0xd800..0xdc00).contains(unit);
        if !is_last && units.last().is_some_and(is_half) {
            units.pop();
            used -= 2;
        }
        let mut text = String::from_utf16_lossy(&units);
        if is_last && used < bytes.len() {
            text.push(char::REPLACEMENT_CHARACTER);
            used = bytes.len();
        }
        (text, used)
    }

    /// The beginning of a file as text.
    pub(super) fn sample(self, bytes: &[u8]) -> String {
        self.decode(bytes, false).0
    }
}

/// Gives UTF-8 whatever it reads.
#[derive(Debug)]
pub(super) struct Transcoder<R> {
    input: R,
    letters: Charset,
    /// Bytes read and not yet decoded.
    raw: Vec<u8>,
    ready: Vec<u8>,
    given: usize,
    is_done: bool,
}

impl<R: Read> Transcoder<R> {
    pub(super) fn new(input: R, letters: Charset) -> Transcoder<R> {
        let (raw, ready) = (Vec::new(), Vec::new());
        Transcoder { input, letters, raw, ready, given: 0, is_done: false }
    }
}

impl<R: Read> Read for Transcoder<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.given == self.ready.len() && !self.is_done {
            let start = self.raw.len();
            self.raw.resize(start + 32 * 1024, 0);
            let read = self.input.read(&mut self.raw[start..])?;
            self.raw.truncate(start + read);
            self.is_done = read == 0;
            let (text, used) = self.letters.decode(&self.raw, self.is_done);
            self.raw.drain(..used);
            (self.ready, self.given) = (text.into_bytes(), 0);
        }
        let count = into.len().min(self.ready.len() - self.given);
        into[..count].copy_from_slice(&self.ready[self.given..self.given + count]);
        self.given += count;
        Ok(count)
    }
}
