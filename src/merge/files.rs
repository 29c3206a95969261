//! The files of a job: each waits in its [`Store`], and is given its place when all are whole.
//!
//! Finished files wait until the list has been read to its end, so that nobody prints half a job by
//! mistake, and a run that fails takes nothing away from what an earlier one made.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, BufWriter, Write};

use sha2::{Digest, Sha256};

use super::copy_page::ComposedPage;
use super::job_journal::{Done, InvalidRecord, JobJournal, hex};
use super::record_source::OutputFileId;
use crate::paint::pdf::stream::{DocumentInfo, PageFile, Used};
use crate::store::{Draft, Store};
use crate::text::Fonts;

/// What came of records that go into one file.
pub(super) struct FileBatch {
    pub file: OutputFileId,
    pub records: [u64; 2],
    pub copies: u64,
    pub pages: Vec<ComposedPage>,
    pub used: Used,
    pub bad: Vec<InvalidRecord>,
}

/// All files of a job.
pub struct OutputFiles<'a> {
    store: Box<dyn Store + 'a>,
    about: DocumentInfo,
    fonts: &'a Fonts,
    manifest: Option<JobJournal>,
    open: Option<OpenFile>,
    /// Everything finished, in this run and in those before.
    pub done: Vec<Done>,
    /// Whether nothing is written: a rehearsal.
    pub is_rehearsal: bool,
}

struct OpenFile {
    file: OutputFileId,
    records: [u64; 2],
    copies: u64,
    pages: u64,
    bad: Vec<InvalidRecord>,
    /// None while it has no page, and in a rehearsal.
    out: Option<PageFile<BufWriter<Summing>>>,
}

/// Writes to a file and sums up what it writes.
struct Summing {
    file: Box<dyn Draft>,
    sum: Sha256,
    bytes: u64,
}

impl Write for Summing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.file.write(bytes)?;
        self.sum.update(&bytes[..count]);
        self.bytes += count as u64;
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// Bytes kept before they are written.
const BUFFER: usize = 1 << 17;

impl<'a> OutputFiles<'a> {
    /// Files of a job, which wait in `store`.
    pub fn new(store: impl Store + 'a, about: DocumentInfo, fonts: &'a Fonts) -> OutputFiles<'a> {
        OutputFiles {
            store: Box::new(store),
            about,
            fonts,
            manifest: None,
            open: None,
            done: Vec::new(),
            is_rehearsal: false,
        }
    }

    /// Keeps a journal, going on after the files in it.
    pub fn keep(&mut self, manifest: JobJournal, done: Vec<Done>) {
        self.manifest = Some(manifest);
        self.done = done;
    }

    /// Of files in a journal, those that stand as it says. One that was made again has two
    /// lines, of which the later one counts.
    ///
    /// # Errors
    /// What the store says, but for files that are not there.
    pub fn intact(&self, done: Vec<Done>) -> io::Result<Vec<Done>> {
        let last: BTreeMap<u64, Done> = done.into_iter().map(|one| (one.index, one)).collect();
        let mut good = Vec::new();
        for one in last.into_values() {
            let stands = one.copies == 0 || self.store.holds(&one.file, &one.sha256, one.bytes)?;
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
    pub(super) fn add(&mut self, fresh: FileBatch) -> io::Result<Option<Done>> {
        let FileBatch { file, records, copies, pages, used, bad } = fresh;
        let ended = if self.open.as_ref().is_some_and(|open| open.file != file) {
            self.end()?
        } else {
            None
        };
        let mut open = match self.open.take() {
            Some(open) => open,
            None => OpenFile { file, records, copies: 0, pages: 0, bad: Vec::new(), out: None },
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
                out.page(&made.layers, made.paper, &made.content, made.tagged.as_ref())?;
            }
            open.out = Some(out);
        }
        self.open = Some(open);
        Ok(ended)
    }

    /// Finishes the open file and enters it into the journal.
    ///
    /// # Errors
    /// What the disk says; the file is not there then.
    pub fn end(&mut self) -> io::Result<Option<Done>> {
        let Some(open) = self.open.take() else { return Ok(None) };
        let OpenFile { file, records, copies, pages, bad, out } = open;
        let (mut bytes, mut sha256) = (0, String::new());
        if let Some(out) = out {
            let writer = out.finish(self.fonts)?;
            let summing = writer.into_inner().map_err(io::IntoInnerError::into_error)?;
            bytes = summing.bytes;
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
    /// What the disk says; those that were reported stand, the others still wait.
    pub fn release(&mut self, mut tell: impl FnMut(&Done)) -> io::Result<()> {
        for done in self.done.iter().filter(|done| done.copies > 0) {
            // A file of an earlier run may have its place already.
            if self.store.release(&done.file)? {
                tell(done);
            }
        }
        self.clear()
    }

    /// Takes away what another job of this name left waiting.
    ///
    /// # Errors
    /// What the disk says, but for a folder that is not there.
    pub fn clear(&mut self) -> io::Result<()> {
        if self.is_rehearsal {
            return Ok(());
        }
        self.store.clear()
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
        if !self.is_rehearsal {
            self.store.tidy();
        }
    }

    fn create(&mut self, file: &OutputFileId) -> io::Result<PageFile<BufWriter<Summing>>> {
        let file = self.store.create(&file.name)?;
        let out = Summing { file, sum: Sha256::new(), bytes: 0 };
        PageFile::begin(BufWriter::with_capacity(BUFFER, out), self.about.clone())
    }
}

impl Drop for OutputFiles<'_> {
    fn drop(&mut self) {
        self.tidy();
    }
}
