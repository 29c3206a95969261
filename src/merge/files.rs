//! The files of a job: each written in a hidden folder, and given its place when all are whole.
//!
//! Finished files wait until the list has been read to its end, so that nobody prints half a job by
//! mistake, and a run that fails takes nothing away from what an earlier one made.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::copy_page::ComposedPage;
use super::deal::FileId;
use super::manifest::{Bad, Done, Manifest, checksum, hex};
use crate::disk::{Partial, own_folder};
use crate::paint::pdf::stream::{About, PageFile, Used};
use crate::text::Fonts;

/// What came of records that go into one file.
pub(super) struct Fresh {
    pub file: FileId,
    pub records: [u64; 2],
    pub copies: u64,
    pub pages: Vec<ComposedPage>,
    pub used: Used,
    pub bad: Vec<Bad>,
}

/// All files of a job.
pub struct Files<'a> {
    folder: PathBuf,
    /// Where files are written, and where finished ones wait.
    hidden: PathBuf,
    about: About,
    fonts: &'a Fonts,
    manifest: Option<Manifest>,
    open: Option<Open>,
    /// Everything finished, in this run and in those before.
    pub done: Vec<Done>,
    /// Whether nothing is written: a rehearsal.
    pub is_rehearsal: bool,
}

struct Open {
    file: FileId,
    records: [u64; 2],
    copies: u64,
    pages: u64,
    bad: Vec<Bad>,
    /// None while it has no page, and in a rehearsal.
    out: Option<PageFile<BufWriter<Summing>>>,
}

/// Writes to a file and sums up what it writes.
struct Summing {
    file: Partial,
    sum: Sha256,
}

impl Write for Summing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.file.write(bytes)?;
        self.sum.update(&bytes[..count]);
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// Bytes kept before they are written.
const BUFFER: usize = 1 << 17;

impl<'a> Files<'a> {
    /// Files of a job in `folder`, which wait in `hidden`.
    pub fn new(folder: &Path, hidden: PathBuf, about: About, fonts: &'a Fonts) -> Files<'a> {
        Files {
            folder: folder.to_owned(),
            hidden,
            about,
            fonts,
            manifest: None,
            open: None,
            done: Vec::new(),
            is_rehearsal: false,
        }
    }

    /// Keeps a diary, going on after the files in it.
    pub fn keep(&mut self, manifest: Manifest, done: Vec<Done>) {
        self.manifest = Some(manifest);
        self.done = done;
    }

    /// Of files in a diary, those that stand on the disk as it says. One that was made again has two
    /// lines, of which the later one counts.
    ///
    /// # Errors
    /// What the disk says, but for files that are not there.
    pub fn standing(&self, done: Vec<Done>) -> io::Result<Vec<Done>> {
        let last: BTreeMap<u64, Done> = done.into_iter().map(|one| (one.index, one)).collect();
        let mut good = Vec::new();
        for one in last.into_values() {
            let mut stands = one.copies == 0;
            for place in [self.folder.join(&one.file), self.hidden.join(&one.file)] {
                stands = stands
                    || match checksum(&place) {
                        Ok((sum, bytes)) => sum == one.sha256 && bytes == one.bytes,
                        Err(error) if is_absent(error.kind()) => false,
                        Err(error) => return Err(error),
                    };
            }
            if stands {
                good.push(one);
            }
        }
        Ok(good)
    }

    /// The numbers of finished files.
    pub fn indexes(&self) -> BTreeSet<u64> {
        self.done.iter().map(|done| done.index).collect()
    }

    /// Adds pages; the file before is finished when they go into another.
    pub(super) fn add(&mut self, fresh: Fresh) -> io::Result<Option<Done>> {
        let Fresh { file, records, copies, pages, used, bad } = fresh;
        let ended = if self.open.as_ref().is_some_and(|open| open.file != file) {
            self.end()?
        } else {
            None
        };
        let mut open = match self.open.take() {
            Some(open) => open,
            None => Open { file, records, copies: 0, pages: 0, bad: Vec::new(), out: None },
        };
        open.records[1] = records[1];
        open.copies += copies;
        open.pages += pages.len() as u64;
        open.bad.extend(bad);
        if !pages.is_empty() && !self.is_rehearsal {
            let mut out = match open.out.take() {
                Some(out) => out,
                None => self.create(&open.file)?,
            };
            out.add_used(&used);
            for made in &pages {
                out.page(&made.grounds, made.paper, &made.content, made.tagged.as_ref())?;
            }
            open.out = Some(out);
        }
        self.open = Some(open);
        Ok(ended)
    }

    /// Finishes the open file and enters it into the diary.
    ///
    /// # Errors
    /// What the disk says; the file is not there then.
    pub fn end(&mut self) -> io::Result<Option<Done>> {
        let Some(open) = self.open.take() else { return Ok(None) };
        let Open { file, records, copies, pages, bad, out } = open;
        let (mut bytes, mut sha256) = (0, String::new());
        if let Some(out) = out {
            let writer = out.finish(self.fonts)?;
            let summing = writer.into_inner().map_err(io::IntoInnerError::into_error)?;
            bytes = summing.file.file().metadata()?.len();
            sha256 = hex(&summing.sum.finalize());
            summing.file.finish()?;
        }
        let name = file.name.to_string();
        let done =
            Done { file: name, index: file.index, records, copies, pages, bytes, sha256, bad };
        if let Some(manifest) = &mut self.manifest {
            manifest.add(&done)?;
        }
        self.done.push(done.clone());
        Ok(Some(done))
    }

    /// Gives all files that wait their places, and tells which have got them.
    ///
    /// # Errors
    /// What the disk says; those that were told stand, the others still wait.
    pub fn release(&mut self, mut tell: impl FnMut(&Done)) -> io::Result<()> {
        for done in self.done.iter().filter(|done| done.copies > 0) {
            match fs::rename(self.hidden.join(&done.file), self.folder.join(&done.file)) {
                Ok(()) => tell(done),
                Err(error) if error.kind() == io::ErrorKind::NotFound => {
                    // A file of an earlier run stands already.
                    fs::symlink_metadata(self.folder.join(&done.file))?;
                }
                Err(error) => return Err(error),
            }
        }
        self.clear()
    }

    /// Takes away what another job of this name left waiting.
    ///
    /// # Errors
    /// What the disk says, but for a folder that is not there.
    pub fn clear(&self) -> io::Result<()> {
        if self.is_rehearsal {
            return Ok(());
        }
        match fs::remove_dir_all(&self.hidden) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    /// Takes away what is not whole, but keeps what is wrong with its records.
    pub fn give_up(&mut self) {
        if let Some(open) = &self.open {
            self.done.push(Done {
                file: open.file.name.to_string(),
                index: open.file.index,
                records: open.records,
                copies: 0,
                pages: 0,
                bytes: 0,
                sha256: String::new(),
                bad: open.bad.clone(),
            });
        }
        self.tidy();
    }

    /// Takes away what is not whole.
    pub fn tidy(&mut self) {
        drop(self.open.take());
        // A folder in which nothing waits goes; others stay.
        if !self.is_rehearsal {
            let _ = fs::remove_dir(&self.hidden);
        }
    }

    fn create(&self, file: &FileId) -> io::Result<PageFile<BufWriter<Summing>>> {
        own_folder(&self.hidden)?;
        let file = Partial::create(&self.hidden.join(&*file.name))?;
        let out = Summing { file, sum: Sha256::new() };
        PageFile::begin(BufWriter::with_capacity(BUFFER, out), self.about.clone())
    }
}

/// Whether nothing that could be a file of ours has a name.
fn is_absent(kind: io::ErrorKind) -> bool {
    use io::ErrorKind::{InvalidInput, IsADirectory, NotFound};
    matches!(kind, NotFound | IsADirectory | InvalidInput)
}

impl Drop for Files<'_> {
    fn drop(&mut self) {
        self.tidy();
    }
}
