//! The list of a merge, which must not change while the job runs.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::diag::Sink;
use crate::disk;
use crate::merge::job_journal;
use crate::records::regular;
use crate::world::read_error;

/// The list as it was when the job began.
pub(super) struct InputFile {
    pub path: PathBuf,
    sha256: String,
    bytes: u64,
    changed: Option<std::time::SystemTime>,
    /// How many lines it has, where it is a text.
    pub lines: Option<u64>,
}

impl InputFile {
    pub(super) fn read(path: &Path, sink: &mut Sink) -> Option<InputFile> {
        let shown = path.display().to_string();
        if let Err(found) = regular(path) {
            sink.push(found);
            return None;
        }
        let read = || -> io::Result<InputFile> {
            disk::open(path)?;
            let (sha256, bytes) = job_journal::checksum(path)?;
            let changed = std::fs::metadata(path)?.modified().ok();
            let ending = path.extension().and_then(|end| end.to_str());
            let is_text = !matches!(ending, Some("xlsx" | "xlsm" | "ods"));
            let lines = if is_text { Some(lines(path)?) } else { None };
            Ok(InputFile { path: path.to_owned(), sha256, bytes, changed, lines })
        };
        read().map_err(|error| sink.push(read_error(&shown, &error))).ok()
    }

    /// Its checksum.
    pub(super) fn sha256(&self) -> &str {
        &self.sha256
    }

    /// Whether it is still the same.
    pub(super) fn stands(&self) -> bool {
        let now = std::fs::metadata(&self.path);
        let same =
            now.is_ok_and(|now| now.len() == self.bytes && now.modified().ok() == self.changed);
        same || job_journal::checksum(&self.path).is_ok_and(|(sum, _)| sum == self.sha256)
    }
}

/// How many lines a text has; the last one need not end.
fn lines(path: &Path) -> io::Result<u64> {
    let mut file = std::fs::File::open(path)?;
    let mut buffer = vec![0; 1 << 16];
    let (mut lines, mut last) = (0, b'\n');
    loop {
        let count = file.read(&mut buffer)?;
        let Some(end) = buffer[..count].last() else {
            return Ok(lines + u64::from(last != b'\n'));
        };
        last = *end;
        let ends = buffer[..count].split(|byte| *byte == b'\n').count() - 1;
        lines += ends as u64;
    }
}
