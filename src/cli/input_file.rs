//! The list of a merge, which must not change while the job runs.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::diag::Sink;
use crate::disk;
use crate::merge::job_journal::{self, ListIdentity};
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

    /// Which list it is, for files in the folder `out`.
    pub(super) fn identity(&self, out: &Path, worksheet: Option<&str>) -> ListIdentity {
        ListIdentity {
            place: seen_from(out, &self.path),
            worksheet: worksheet.unwrap_or_default().to_owned(),
            records: self.sha256.clone(),
        }
    }

    /// Whether it is still the same.
    pub(super) fn stands(&self) -> bool {
        let now = std::fs::metadata(&self.path);
        let same =
            now.is_ok_and(|now| now.len() == self.bytes && now.modified().ok() == self.changed);
        same || job_journal::checksum(&self.path).is_ok_and(|(sum, _)| sum == self.sha256)
    }
}

/// Where a file is, seen from a folder that may not be there yet: the same in whatever folder the program
/// is started, and after both were moved.
fn seen_from(folder: &Path, file: &Path) -> String {
    let (folder, file) = (whole(folder), whole(file));
    let shared = folder.components().zip(file.components()).take_while(|(a, b)| a == b).count();
    let up = folder.components().skip(shared).map(|_| "..".into());
    let down = file.components().skip(shared);
    let down = down.map(|part| part.as_os_str().to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<String>>().join("/")
}

/// A path without links and detours, as far as it is there.
fn whole(path: &Path) -> PathBuf {
    for there in path.ancestors() {
        let here = if there.as_os_str().is_empty() { Path::new(".") } else { there };
        if let Ok(whole) = here.canonicalize() {
            let rest = path.strip_prefix(there).unwrap_or(Path::new(""));
            return if rest.as_os_str().is_empty() { whole } else { whole.join(rest) };
        }
    }
    path.to_owned()
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

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_list_is_seen_from_the_folder_of_the_files_there_or_not() {
        let dir = tempfile::tempdir().unwrap();
        let at = |path: &str| dir.path().join(path);
        fs::create_dir_all(at("to-7")).unwrap();
        fs::write(at("list.csv"), "").unwrap();
        fs::write(at("to-7/list.csv"), "").unwrap();
        for made in [false, true] {
            if made {
                fs::create_dir_all(at("out/in")).unwrap();
            }
            for (out, list, wanted) in [
                ("out", "list.csv", "../list.csv"),
                ("out", "to-7/../list.csv", "../list.csv"),
                ("out/in", "list.csv", "../../list.csv"),
                ("out", "to-7/list.csv", "../to-7/list.csv"),
                ("to-7", "to-7/list.csv", "list.csv"),
                ("", "list.csv", "list.csv"),
            ] {
                assert_eq!(seen_from(&at(out), &at(list)), wanted, "{out} {list} {made}");
            }
        }
        // What is typed is a path from here.
        let here = Path::new("Cargo.toml");
        assert_eq!(seen_from(Path::new("no-such-folder"), here), "../Cargo.toml");
        assert_eq!(seen_from(Path::new("./src"), here), "../Cargo.toml");
    }
}
