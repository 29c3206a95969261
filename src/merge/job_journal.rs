//! The journal of a job: what it was asked to do, and every file it has finished.
//!
//! One JSON object a line. The first says which job it is; each further one names a file that
//! stands whole on the disk, with its checksum and the records missing in it. A line is written
//! after its file has got its name, so whatever moment a run is killed at, what the journal says is
//! true, and the next run goes on from there.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::disk;
pub use crate::disk::{checksum, hex};

/// What a job is: the same inputs give the same bytes, so equal heads are one job.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct JobIdentity {
    /// The version of the program.
    pub toroi: String,
    /// The guide.
    pub guide: String,
    /// The product.
    pub product: String,
    /// Which records it takes, and how its sheets are printed: what its name stands for.
    pub choice: String,
    /// A hash of guide, templates, styles, faces, facts and values.
    pub sheet: String,
    /// A hash of its pictures.
    pub pictures: String,
    /// Which list its records are of.
    #[serde(flatten)]
    pub list: ListIdentity,
    /// Everything else that was asked for, in a fixed order.
    pub options: String,
}

/// Which list the records of a job are of.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListIdentity {
    /// Where it is, seen from the folder of the files; journals of old versions do not say.
    #[serde(default)]
    pub place: String,
    /// Its sheet of a workbook, as it was asked for.
    #[serde(default)]
    pub worksheet: String,
    /// A hash of its bytes.
    pub records: String,
}

impl ListIdentity {
    /// Whether another list may take the place of this one: it is the same file, changed perhaps, or
    /// the same bytes.
    pub fn is_same(&self, other: &ListIdentity) -> bool {
        let is_known = !self.place.is_empty() && !other.place.is_empty();
        let is_one = self.place == other.place || self.records == other.records;
        !is_known || is_one && self.worksheet == other.worksheet
    }
}

/// A record that is missing in its file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvalidRecord {
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
    pub bad: Vec<InvalidRecord>,
}

impl JobIdentity {
    /// Whether another job may take the place of this one: files of the same name hold the same
    /// sheets for the same records of one list.
    pub fn is_kin(&self, other: &JobIdentity) -> bool {
        self.is_of_one_sheet(other) && self.list.is_same(&other.list)
    }

    /// Whether files of the same name hold the same sheets, of whatever list.
    pub fn is_of_one_sheet(&self, other: &JobIdentity) -> bool {
        let own =
            |head: &JobIdentity| [&head.guide, &head.product, &head.choice].map(String::clone);
        own(self) == own(other)
    }

    /// Whether another job is this very one, wherever its list is.
    pub fn is_same(&self, other: &JobIdentity) -> bool {
        let own = |head: &JobIdentity| {
            let mut head = head.clone();
            head.list.place.clear();
            head
        };
        own(self) == own(other)
    }

    /// Whether parts of a job are made of the same list and sheet.
    pub fn is_of_one(&self, other: &JobIdentity) -> bool {
        let own = |head: &JobIdentity| JobIdentity { options: String::new(), ..head.clone() };
        own(self).is_same(&own(other))
    }
}

/// A journal that was read.
#[derive(Debug)]
pub struct Journal {
    /// Which job it is of.
    pub head: JobIdentity,
    /// The files that were finished, in the order they were.
    pub done: Vec<Done>,
    /// Where its last whole line ends.
    length: u64,
    file: File,
}

impl Journal {
    /// Reads a journal up to its last whole line; `None` when there is none.
    ///
    /// # Errors
    /// What the disk says; `AlreadyExists` when a link or folder has its name.
    pub fn read(path: &Path) -> io::Result<Option<Journal>> {
        let Some(mut file) = disk::reopen(path)? else { return Ok(None) };
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        let end = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
        let mut lines = bytes[..end].split(|byte| *byte == b'\n');
        // What is not one was not written here.
        let Some(head) = lines.next().and_then(|line| serde_json::from_slice(line).ok()) else {
            return Ok(None);
        };
        let done = lines.map_while(|line| serde_json::from_slice(line).ok()).collect();
        Ok(Some(Journal { head, done, length: end as u64, file }))
    }
}

/// A journal that is written.
#[derive(Debug)]
pub struct JobJournal {
    file: File,
}

impl JobJournal {
    /// Begins a journal, in place of an old one if there is one.
    ///
    /// # Errors
    /// What the disk says.
    pub fn begin(path: &Path, head: &JobIdentity) -> io::Result<JobJournal> {
        let mut manifest = JobJournal { file: disk::begin(path)? };
        manifest.line(head)?;
        Ok(manifest)
    }

    /// Goes on with a journal behind what was read of it.
    ///
    /// # Errors
    /// What the disk says.
    pub fn go_on(mut journal: Journal) -> io::Result<JobJournal> {
        journal.file.set_len(journal.length)?;
        journal.file.seek(SeekFrom::End(0))?;
        Ok(JobJournal { file: journal.file })
    }

    /// Adds a finished file.
    ///
    /// # Errors
    /// What the disk says.
    pub fn add(&mut self, done: &Done) -> io::Result<()> {
        self.line(done)
    }

    fn line(&mut self, it: &impl Serialize) -> io::Result<()> {
        let mut bytes = serde_json::to_vec(it).map_err(io::Error::other)?;
        bytes.push(b'\n');
        self.file.write_all(&bytes)?;
        self.file.flush()
    }
}
