//! The diary of a job: what it was asked to do, and every file it has finished.
//!
//! One JSON object a line. The first says which job it is; each further one names a file that
//! stands whole on the disk, with its checksum and the records missing in it. A line is written
//! after its file has got its name, so whatever moment a run is killed at, what the diary says is
//! true, and the next run goes on from there.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// What a job is: the same inputs give the same bytes, so equal heads are one job.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// The version of the program.
    pub toroi: String,
    /// The guide.
    pub guide: String,
    /// The product.
    pub product: String,
    /// A hash of guide, templates and styles.
    pub sheet: String,
    /// A hash of the list.
    pub records: String,
    /// Everything else that was asked for, in a fixed order.
    pub options: String,
}

/// A record that is missing in its file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bad {
    /// Its number in the list, from 1.
    pub number: u64,
    /// Its row as a spreadsheet numbers it.
    pub row: u64,
    /// The column at fault, if it is one.
    pub field: String,
    /// The code of the rule.
    pub code: String,
    /// What is wrong, in both languages.
    pub reason: [String; 2],
    /// What to do, in both languages.
    pub todo: [String; 2],
}

/// A file that is finished.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    /// Its name in the output folder.
    pub file: String,
    /// Its place among the files, from 0.
    pub index: u64,
    /// The first and last record in it, by their numbers in the list.
    pub records: [u64; 2],
    /// How many copies.
    pub copies: u64,
    /// How many pages.
    pub pages: u64,
    /// How many bytes.
    pub bytes: u64,
    /// The SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// The records that are missing.
    pub bad: Vec<Bad>,
}

/// A diary that is written.
#[derive(Debug)]
pub struct Manifest {
    path: PathBuf,
    file: File,
}

impl Manifest {
    /// Begins a diary, over an old one if there is one.
    ///
    /// # Errors
    /// What the disk says.
    pub fn begin(path: &Path, head: &Head) -> io::Result<Manifest> {
        let mut manifest = Manifest { path: path.to_owned(), file: File::create(path)? };
        manifest.line(head)?;
        Ok(manifest)
    }

    /// Reads a diary up to its last whole line and goes on with it; `None` when there is none.
    ///
    /// # Errors
    /// What the disk says.
    pub fn open(path: &Path) -> io::Result<Option<(Manifest, Head, Vec<Done>)>> {
        let text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        let whole = text.rfind('\n').map_or("", |end| &text[..=end]);
        let mut lines = whole.lines();
        let Some(head) = lines.next().and_then(|line| serde_json::from_str(line).ok()) else {
            return Ok(None);
        };
        let done: Vec<Done> = lines.map_while(|line| serde_json::from_str(line).ok()).collect();
        let file = File::options().write(true).open(path)?;
        file.set_len(whole.len() as u64)?;
        let mut manifest = Manifest { path: path.to_owned(), file };
        io::Seek::seek(&mut manifest.file, io::SeekFrom::End(0))?;
        Ok(Some((manifest, head, done)))
    }

    /// Adds a finished file.
    ///
    /// # Errors
    /// What the disk says.
    pub fn add(&mut self, done: &Done) -> io::Result<()> {
        self.line(done)
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    fn line(&mut self, it: &impl Serialize) -> io::Result<()> {
        let mut bytes = serde_json::to_vec(it).map_err(io::Error::other)?;
        bytes.push(b'\n');
        self.file.write_all(&bytes)?;
        self.file.flush()
    }
}

/// The SHA-256 of a file, in hexadecimal, and its length.
///
/// # Errors
/// What the disk says.
pub fn checksum(path: &Path) -> io::Result<(String, u64)> {
    let mut file = File::open(path)?;
    let (mut sum, mut length) = (Sha256::new(), 0);
    let mut buffer = vec![0; 1 << 16];
    loop {
        let count = file.read(&mut buffer)?;
        if count == 0 {
            return Ok((hex(&sum.finalize()), length));
        }
        sum.update(&buffer[..count]);
        length += count as u64;
    }
}

/// Bytes in hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    let digit = |four: u8| char::from(b"0123456789abcdef"[usize::from(four)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 0xF)]).collect()
}
