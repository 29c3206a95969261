//! A message of the API: JSON, and files behind it.
//!
//! ```text
//! 4 bytes   length of the JSON, little endian
//! n bytes   JSON in UTF-8; its `files` says how long each file is
//! the rest  the files, one after the other
//! ```

use std::ops::Range;

use serde::Deserialize;

/// The most files one message may have: the pictures of a project and a list.
const MOST_FILES: usize = 1_000;
/// The bytes of the length.
const LENGTH: usize = 4;

/// A message that came.
#[derive(Debug)]
pub struct Frame<'a> {
    /// Its JSON.
    pub json: &'a str,
    /// Its files, in order.
    pub files: Vec<&'a [u8]>,
}

/// The part of the JSON that says how long the files are.
#[derive(Deserialize)]
struct FileLengths {
    #[serde(default)]
    files: Vec<usize>,
}

impl<'a> Frame<'a> {
    /// Takes a message apart.
    ///
    /// # Errors
    /// What breaks the contract, in English: only a program can have made it.
    pub fn read(bytes: &'a [u8]) -> Result<Frame<'a>, String> {
        let cut = |range: Range<usize>| bytes.get(range).ok_or("the message ends early");
        let length = cut(0..LENGTH)?.try_into().map_or(0, u32::from_le_bytes) as usize;
        let mut at = LENGTH.saturating_add(length);
        let json = std::str::from_utf8(cut(LENGTH..at)?).map_err(|error| error.to_string())?;
        let lengths: FileLengths = serde_json::from_str(json).map_err(|error| error.to_string())?;
        if lengths.files.len() > MOST_FILES {
            return Err(format!("more than {MOST_FILES} files"));
        }
        let mut files = Vec::with_capacity(lengths.files.len());
        for length in lengths.files {
            let end = at.saturating_add(length);
            files.push(cut(at..end)?);
            at = end;
        }
        if at != bytes.len() {
            return Err(format!("{} bytes are left behind the files", bytes.len() - at));
        }
        Ok(Frame { json, files })
    }
}

/// Puts a message together. `json` is an object that says how long the files are.
pub(super) fn write(json: &str, files: &[impl AsRef<[u8]>]) -> Vec<u8> {
    let all: usize = files.iter().map(|file| file.as_ref().len()).sum();
    let mut out = Vec::with_capacity(LENGTH + json.len() + all);
    out.extend((json.len() as u32).to_le_bytes());
    out.extend(json.as_bytes());
    for file in files {
        out.extend(file.as_ref());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read() {
        let bytes = write("{\"files\":[2,0,3]}", &["ab", "", "cde"]);
        let frame = Frame::read(&bytes).unwrap();
        assert_eq!(frame.files, [&b"ab"[..], b"", b"cde"]);
        assert_eq!(Frame::read(&write("{}", &[""; 0])).unwrap().json, "{}");
    }

    #[test]
    fn messages_that_are_cut_or_too_long_are_refused() {
        let whole = write("{\"files\":[2]}", &["ab"]);
        for end in 0..whole.len() {
            assert!(Frame::read(&whole[..end]).is_err(), "{end}");
        }
        assert!(Frame::read(&[&whole[..], b"x"].concat()).is_err());
        assert!(Frame::read(&write("{\"files\":[18446744073709551615,5]}", &[""; 0])).is_err());
        assert!(Frame::read(&write("{\"files\":[-1]}", &[""; 0])).is_err());
        assert!(Frame::read(&write("[1]", &[""; 0])).is_err());
        assert!(Frame::read(&[255, 255, 255, 255, b'{']).is_err());
    }
}
