//! Reading: files alone, no pipes, devices or sockets, which have no end or wait for others.

use std::fmt;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

/// Why a path is refused; it stands in the `io::Error` of kind `Other` that callers get.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PathRefusal {
    /// It is a pipe, a device or a socket.
    Special,
    /// It is a link that leads nowhere, which is not the same as no file.
    DeadLink,
    /// It leads out of the project.
    Outside(EscapeRoute),
    /// The file is there under this name, which differs in small and capital letters.
    Case(String),
}

/// How a path leads out of the project.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EscapeRoute {
    /// With `..`.
    Up,
    /// From the root of the disk.
    Root,
    /// With a drive letter or a backslash.
    Windows,
    /// Through a link.
    Link,
}

impl fmt::Display for PathRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PathRefusal::Special => f.write_str("a pipe, device or socket"),
            PathRefusal::DeadLink => f.write_str("a link that leads nowhere"),
            PathRefusal::Outside(_) => f.write_str("outside of the project"),
            PathRefusal::Case(name) => write!(f, "called {name} on the disk"),
        }
    }
}

impl std::error::Error for PathRefusal {}

impl PathRefusal {
    /// What was refused, if that is why `error` came.
    pub fn of(error: &io::Error) -> Option<&PathRefusal> {
        error.get_ref()?.downcast_ref()
    }
}

impl From<PathRefusal> for io::Error {
    fn from(refused: PathRefusal) -> io::Error {
        io::Error::other(refused)
    }
}

/// Opens a file to read it.
///
/// # Errors
/// What the system says, `IsADirectory` for a folder, [`PathRefusal::Special`] for what is neither.
pub fn open(path: &Path) -> io::Result<File> {
    // Looked at before it is opened, because opening a pipe waits for whoever writes into it, and
    // again afterwards, because it may have been changed for another thing meanwhile.
    need_file(&fs::metadata(path)?)?;
    let file = File::open(path)?;
    need_file(&file.metadata()?)?;
    Ok(file)
}

pub(super) fn need_file(about: &fs::Metadata) -> io::Result<()> {
    if about.is_file() {
        Ok(())
    } else if about.is_dir() {
        Err(io::ErrorKind::IsADirectory.into())
    } else {
        Err(PathRefusal::Special.into())
    }
}

/// At most `most` bytes of a file.
///
/// # Errors
/// As [`open`](fn@open).
pub fn read(path: &Path, most: usize) -> io::Result<Vec<u8>> {
    let file = open(path)?;
    // One byte more than there is shows that the file has ended, without asking for more room.
    let length = usize::try_from(file.metadata()?.len()).unwrap_or(usize::MAX);
    let mut bytes = Vec::with_capacity(length.saturating_add(1).min(most));
    file.take(most as u64).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// How much of a file is compared at once, in bytes: what stays in the nearest caches.
const COMPARED: usize = 16 << 10;

/// Whether a file is one of these, to the byte. It is not kept, and not read where its length says
/// enough.
///
/// # Errors
/// As [`open`](fn@open).
pub fn is_one_of(path: &Path, files: &[&[u8]]) -> io::Result<bool> {
    let mut file = open(path)?;
    let length = file.metadata()?.len();
    let mut left: Vec<&[u8]> =
        files.iter().copied().filter(|own| own.len() as u64 == length).collect();
    let mut buffer = [0; COMPARED];
    while !left.is_empty() {
        match file.read(&mut buffer) {
            Ok(0) => return Ok(left.iter().any(|rest| rest.is_empty())),
            Ok(count) => {
                left = left.iter().filter_map(|own| own.strip_prefix(&buffer[..count])).collect();
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(false)
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_are_read() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("file"), b"12345").unwrap();
        assert_eq!(read(&at("file"), 3).unwrap(), b"123");
        assert_eq!(read(&at("file"), 9).unwrap(), b"12345");
        assert_eq!(read(&at("none"), 3).unwrap_err().kind(), io::ErrorKind::NotFound);
        assert_eq!(read(folder.path(), 3).unwrap_err().kind(), io::ErrorKind::IsADirectory);
        let made = std::process::Command::new("mkfifo").arg(at("pipe")).status().unwrap();
        assert!(made.success());
        let _socket = std::os::unix::net::UnixListener::bind(at("socket")).unwrap();
        std::os::unix::fs::symlink("/dev/zero", at("link")).unwrap();
        for special in [at("pipe"), at("socket"), at("link"), "/dev/null".into()] {
            assert!(is_one_of(&special, &[b""]).is_err());
            let error = read(&special, 3).unwrap_err();
            assert_eq!(
                PathRefusal::of(&error),
                Some(&PathRefusal::Special),
                "{}",
                special.display()
            );
        }
    }

    #[test]
    fn a_file_is_compared_to_its_end() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        for length in [0, 1, COMPARED - 1, COMPARED, COMPARED + 1, 3 * COMPARED] {
            let mut bytes: Vec<u8> = (0..length).map(|at| at as u8).collect();
            fs::write(&path, &bytes).unwrap();
            assert!(is_one_of(&path, &[b"other", &bytes]).unwrap(), "{length}");
            assert!(!is_one_of(&path, &[]).unwrap());
            bytes.push(0);
            assert!(!is_one_of(&path, &[&bytes]).unwrap(), "{length}: longer");
            bytes.pop();
            if let Some(last) = bytes.last_mut() {
                *last ^= 1;
                assert!(!is_one_of(&path, &[&bytes]).unwrap(), "{length}: the last byte");
                bytes.pop();
                assert!(!is_one_of(&path, &[&bytes]).unwrap(), "{length}: shorter");
            }
        }
    }
}
