//! A file being written, under a name of its own until it is whole.

use std::fs::{self, File, Metadata, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicU64, Ordering};

use super::same::is_at;

/// How many names are tried before the folder is given up.
const TRIES: usize = 1000;
/// Of the name of the file to be, so many bytes stand in the name beside it: systems end at 255.
const MOST_NAME: usize = 180;
/// What the names of files being written end in.
const ENDING: &str = ".part";

/// Numbers the files of this process.
static NEXT: AtomicU64 = AtomicU64::new(0);

/// A file being written. It takes the place of its target with [`Partial::finish`] and is removed
/// when it is dropped before.
#[derive(Debug)]
pub struct Partial {
    file: File,
    beside: PathBuf,
    target: PathBuf,
}

impl Partial {
    /// Begins a file beside `target`, under a name that nothing has, not even a link; it is as
    /// readable as the file it will replace.
    ///
    /// # Errors
    /// What the system says.
    pub fn create(target: &Path) -> io::Result<Partial> {
        Partial::begin(target, fs::symlink_metadata(target).ok())
    }

    /// The same, but as readable as the file `like`.
    ///
    /// # Errors
    /// What the system says.
    pub fn create_like(target: &Path, like: &Path) -> io::Result<Partial> {
        Partial::begin(target, fs::metadata(like).ok())
    }

    fn begin(target: &Path, like: Option<Metadata>) -> io::Result<Partial> {
        let like = like.filter(Metadata::is_file);
        for _ in 0..TRIES {
            let beside = name_for(target);
            let file = match File::options().write(true).create_new(true).open(&beside) {
                Ok(file) => file,
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => continue,
                Err(error) => return Err(error),
            };
            let locked = file.try_lock();
            let partial = Partial { file, beside, target: target.to_owned() };
            // Locked, so that another run does not take it for a leftover; a disk without locks
            // will do, as names are unique.
            if matches!(locked, Err(TryLockError::WouldBlock))
                || !is_at(&partial.file, &partial.beside)
            {
                continue;
            }
            if let Some(like) = &like {
                keep_rights(&partial.file, like);
            }
            return Ok(partial);
        }
        Err(io::ErrorKind::AlreadyExists.into())
    }

    /// Gives the file its name, in place of what has it.
    ///
    /// # Errors
    /// What the system says; nothing is changed then.
    pub fn finish(mut self) -> io::Result<()> {
        fs::rename(&self.beside, &self.target)?;
        // The name is no longer ours: on a shared disk another machine may take it.
        self.beside.clear();
        Ok(())
    }

    /// Gives the file its name if nothing has it.
    ///
    /// # Errors
    /// `AlreadyExists`, or what else the system says; nothing is changed then.
    pub fn finish_new(self) -> io::Result<()> {
        match fs::hard_link(&self.beside, &self.target) {
            // Sticks and cards know no second name for a file.
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
                if fs::symlink_metadata(&self.target).is_ok() {
                    return Err(io::ErrorKind::AlreadyExists.into());
                }
                self.finish()
            }
            linked => linked,
        }
    }

    /// Waits until what was written is on the disk itself.
    ///
    /// # Errors
    /// What the system says.
    pub fn sync(&self) -> io::Result<()> {
        match self.file.sync_all() {
            // Shared folders of other systems may not know of it.
            Err(error)
                if matches!(
                    error.kind(),
                    io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported
                ) =>
            {
                Ok(())
            }
            synced => synced,
        }
    }

    /// The open file.
    pub fn file(&self) -> &File {
        &self.file
    }
}

impl Write for Partial {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Drop for Partial {
    fn drop(&mut self) {
        if !self.beside.as_os_str().is_empty() {
            let _ = fs::remove_file(&self.beside);
        }
    }
}

/// A name beside `target` that nothing else of this process takes.
pub(super) fn name_for(target: &Path) -> PathBuf {
    name_beside(target, NEXT.fetch_add(1, Ordering::Relaxed))
}

/// `.x.pdf.4711-3.part` for `x.pdf`.
fn name_beside(target: &Path, number: u64) -> PathBuf {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    let end = name.floor_char_boundary(MOST_NAME);
    let process = process::id();
    target.with_file_name(format!(".{}.{process}-{number}{ENDING}", &name[..end]))
}

/// Removes what killed runs left half-written in a folder; a file another run is still writing is
/// locked and stays.
pub(super) fn sweep(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let is_leftover = entry.file_name().to_str().is_some_and(is_partial);
        if !is_leftover || !entry.file_type().is_ok_and(|kind| kind.is_file()) {
            continue;
        }
        if File::open(entry.path()).is_ok_and(|file| file.try_lock().is_ok()) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Whether a name is one of those [`name_beside`] makes.
fn is_partial(name: &str) -> bool {
    let is_number = |digits: &str| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    name.strip_prefix('.')
        .and_then(|name| name.strip_suffix(ENDING)?.rsplit_once('.')?.1.split_once('-'))
        .is_some_and(|(process, number)| is_number(process) && is_number(number))
}

/// Gives a new file the owner and the rights of the one it replaces, as far as the system allows.
#[cfg(unix)]
fn keep_rights(file: &File, old: &Metadata) {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};
    let new = file.metadata();
    if new.is_ok_and(|new| (new.uid(), new.gid()) != (old.uid(), old.gid())) {
        let _ = fchown(file, Some(old.uid()), Some(old.gid()));
    }
    let _ = file.set_permissions(fs::Permissions::from_mode(old.mode() & 0o777));
}

/// Rights belong to the folder here.
#[cfg(not(unix))]
fn keep_rights(_: &File, _: &Metadata) {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disk::{create, edit, write};

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<String> =
            entries.map(|it| it.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_is_there_whole_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.pdf");
        let mut partial = Partial::create(&path).unwrap();
        partial.write_all(b"half").unwrap();
        assert!(!path.exists() && names(folder.path()).len() == 1);
        drop(partial);
        assert_eq!(names(folder.path()), [""; 0]);
        write(&path, b"first").unwrap();
        write(&path, b"second").unwrap();
        assert_eq!(create(&path, b"third").unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        assert_eq!((fs::read(&path).unwrap(), names(folder.path()).len()), (b"second".to_vec(), 1));
        create(&folder.path().join("new"), b"new").unwrap();
        assert_eq!(names(folder.path()), ["new", "x.pdf"]);
        assert!(write(&folder.path().join("none/x"), b"").is_err());
        // A folder is not replaced, and nothing stays beside it.
        fs::create_dir(folder.path().join("d")).unwrap();
        assert!(write(&folder.path().join("d"), b"").is_err());
        assert_eq!(names(folder.path()), ["d", "new", "x.pdf"]);
    }

    #[test]
    fn many_writers_of_one_file_leave_the_bytes_of_one() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x");
        std::thread::scope(|scope| {
            for letter in b'a'..b'i' {
                let path = &path;
                scope.spawn(move || {
                    for _ in 0..50 {
                        write(path, &vec![letter; 10_000]).unwrap();
                        let read = fs::read(path).unwrap();
                        assert!(read.len() == 10_000 && read.iter().all(|it| *it == read[0]));
                    }
                });
            }
        });
        assert_eq!(names(folder.path()), ["x"]);
    }

    #[test]
    fn long_names_and_leftovers() {
        let folder = tempfile::tempdir().unwrap();
        let long = "ế".repeat(80);
        write(&folder.path().join(&long), b"x").unwrap();
        let odd = [".x.pdf.1-2.part", ".x.part", "x.1-2.part", ".x.1-.part", ".x.pdf.9-0.part"];
        for name in odd {
            fs::write(folder.path().join(name), b"").unwrap();
        }
        let held = Partial::create(&folder.path().join("y")).unwrap();
        sweep(folder.path());
        let mut wanted = vec![".x.1-.part", ".x.part", "x.1-2.part", &long];
        let own = held.beside.file_name().unwrap().to_str().unwrap();
        wanted.push(own);
        wanted.sort_unstable();
        assert_eq!(names(folder.path()), wanted);
    }

    #[cfg(unix)]
    #[test]
    fn rights_stay_and_links_are_replaced_or_followed() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().unwrap();
        let (own, link) = (folder.path().join("own"), folder.path().join("link"));
        fs::write(&own, b"old").unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        for wanted in [0o600, 0o640, 0o755, 0o444] {
            fs::set_permissions(&own, fs::Permissions::from_mode(wanted)).unwrap();
            write(&own, b"new").unwrap();
            assert_eq!(mode(&own), wanted);
        }
        symlink("own", &link).unwrap();
        edit(&link, b"edited").unwrap();
        assert!(link.is_symlink() && mode(&own) == 0o444);
        assert_eq!(fs::read(&own).unwrap(), b"edited");
        assert_eq!(create(&link, b"").unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        write(&link, b"output").unwrap();
        assert!(!link.is_symlink());
        assert_eq!(fs::read(&own).unwrap(), b"edited");
        assert_eq!(
            edit(&folder.path().join("none"), b"").unwrap_err().kind(),
            io::ErrorKind::NotFound
        );
    }

    /// Every name the next files could take is planted as a link to a file that must not change.
    #[cfg(unix)]
    #[test]
    fn planted_links_are_never_written_through() {
        let folder = tempfile::tempdir().unwrap();
        let (victim, target) = (folder.path().join("victim"), folder.path().join("x"));
        fs::write(&victim, b"precious").unwrap();
        // Other tests of this process count too, so that the range is wide.
        let next = NEXT.load(Ordering::Relaxed);
        for number in next..next + 500 {
            std::os::unix::fs::symlink(&victim, name_beside(&target, number)).unwrap();
        }
        for _ in 0..100 {
            write(&target, b"new").unwrap();
        }
        assert_eq!(
            (fs::read(&victim).unwrap(), fs::read(&target).unwrap()),
            (b"precious".to_vec(), b"new".to_vec())
        );
    }
}
