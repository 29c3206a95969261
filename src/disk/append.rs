//! A line at the end of a file that several runs write into.

use std::fs::{self, File, TryLockError};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;

use super::regular::need_file;

/// Writes a line at the end of the file at `path`, which is made when it is not there. Runs that do so
/// at the same time wait for each other. A line that an earlier run could not end stays a line of its
/// own, and one that does not go onto the disk whole is taken back.
///
/// # Errors
/// What the system says; `FileTooLarge` when the file would have more than `most` bytes, and
/// [`PathRefusal::Special`](super::PathRefusal::Special) for what is no file. The file is as it was then.
pub fn append(path: &Path, line: &str, most: usize) -> io::Result<()> {
    match fs::symlink_metadata(path) {
        // Opening a pipe waits for whoever reads from it, and a link may lead out of the project.
        Ok(about) => need_file(&about)?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(error),
    }
    let mut file = File::options().read(true).append(true).create(true).open(path)?;
    need_file(&file.metadata()?)?;
    wait_for_turn(&file)?;
    let length = file.metadata()?.len();
    let mut bytes = Vec::with_capacity(line.len() + 2);
    if length > 0 {
        let mut last = [0];
        file.seek(SeekFrom::End(-1))?;
        file.read_exact(&mut last)?;
        if last != *b"\n" {
            bytes.push(b'\n');
        }
    }
    bytes.extend(line.as_bytes());
    bytes.push(b'\n');
    if length.saturating_add(bytes.len() as u64) > most as u64 {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    let written = file.write_all(&bytes).and_then(|()| file.sync_data());
    if written.is_err() {
        // Half a line would be in the way of the next.
        let _ = file.set_len(length);
    }
    written
}

/// Waits until no other run writes into the file; a disk that knows no locks will do, as a short line
/// is written at once.
fn wait_for_turn(file: &File) -> io::Result<()> {
    match file.try_lock() {
        Ok(()) | Err(TryLockError::Error(_)) => Ok(()),
        Err(TryLockError::WouldBlock) => file.lock(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_writers_lose_no_line_and_mix_none() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("log");
        std::thread::scope(|scope| {
            for writer in 0..8 {
                let path = &path;
                scope.spawn(move || {
                    for number in 0..50 {
                        let line = format!("{writer}-{number}-{}", "x".repeat(3000));
                        append(path, &line, 8 << 20).unwrap();
                    }
                });
            }
        });
        let text = fs::read_to_string(&path).unwrap();
        let mut lines: Vec<&str> = text.lines().collect();
        assert!(lines.iter().all(|line| line.len() >= 3004 && line.ends_with("xxx")));
        lines.sort_unstable();
        lines.dedup();
        assert_eq!(lines.len(), 400);
    }

    #[test]
    fn a_line_cut_off_stays_apart_and_nothing_grows_without_end() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("log");
        fs::write(&path, "whole\nhal").unwrap();
        append(&path, "next", 15).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "whole\nhal\nnext\n");
        let full = append(&path, "x", 15).unwrap_err();
        assert_eq!(full.kind(), io::ErrorKind::FileTooLarge);
        assert_eq!(fs::read_to_string(&path).unwrap(), "whole\nhal\nnext\n");
    }

    #[cfg(unix)]
    #[test]
    fn only_files_are_written_into() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("other"), "").unwrap();
        std::os::unix::fs::symlink(at("other"), at("link")).unwrap();
        assert!(append(&at("link"), "x", 100).is_err());
        assert!(append(folder.path(), "x", 100).is_err());
        assert_eq!(fs::read_to_string(at("other")).unwrap(), "");
    }
}
