//! Files and folders the program keeps for itself, such as the journal of a job: never links.

use std::fs::{self, File};
use std::io;
use std::path::Path;

use super::same::is_at;

/// Begins a file anew, to read and write. What has its name is removed, a link and not what it
/// leads to.
///
/// # Errors
/// What the system says.
pub fn begin(path: &Path) -> io::Result<File> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    File::options().read(true).write(true).create_new(true).open(path)
}

/// Opens a file to read and write and to go on with; `None` when nothing has its name.
///
/// # Errors
/// What the system says; `AlreadyExists` when a link, folder or pipe has the name.
pub fn reopen(path: &Path) -> io::Result<Option<File>> {
    match fs::symlink_metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
        Ok(about) if !about.is_file() => return Err(io::ErrorKind::AlreadyExists.into()),
        Ok(_) => {}
    }
    let file = File::options().read(true).write(true).open(path)?;
    if is_at(&file, path) { Ok(Some(file)) } else { Err(io::ErrorKind::AlreadyExists.into()) }
}

/// Makes a folder if it is not there.
///
/// # Errors
/// What the system says; `AlreadyExists` when a link or file has its name.
pub fn own_folder(path: &Path) -> io::Result<()> {
    match fs::create_dir(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            if fs::symlink_metadata(path)?.is_dir() { Ok(()) } else { Err(error) }
        }
        made => made,
    }
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn links_are_neither_read_nor_written_through() {
        let folder = tempfile::tempdir().unwrap();
        let (victim, link) = (folder.path().join("victim"), folder.path().join("link"));
        fs::write(&victim, b"precious").unwrap();
        symlink("victim", &link).unwrap();
        assert_eq!(reopen(&link).unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        begin(&link).unwrap().write_all(b"ours").unwrap();
        assert_eq!(fs::read(&victim).unwrap(), b"precious");
        let mut read = String::new();
        reopen(&link).unwrap().unwrap().read_to_string(&mut read).unwrap();
        assert_eq!(read, "ours");
        assert!(reopen(&folder.path().join("none")).unwrap().is_none());
        assert!(reopen(folder.path()).is_err());
    }

    #[test]
    fn a_folder_of_ours_is_not_a_link() {
        let folder = tempfile::tempdir().unwrap();
        let (own, link) = (folder.path().join("own"), folder.path().join("link"));
        own_folder(&own).unwrap();
        own_folder(&own).unwrap();
        symlink("own", &link).unwrap();
        fs::write(folder.path().join("file"), b"").unwrap();
        for taken in [link, folder.path().join("file")] {
            assert_eq!(own_folder(&taken).unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        }
    }
}
