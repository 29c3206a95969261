//! A lock on the files of one job, so that two runs do not mix them.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::partial;
use super::same::is_at;

/// How often the file of a lock may be removed by another run just while it is opened.
const TRIES: usize = 100;

/// Held by the one run that writes the files of a job. The system lets go of it when the run ends,
/// however it ends, so that a run that was killed never keeps others out.
#[derive(Debug)]
pub struct Lock {
    path: PathBuf,
    /// Locked as long as it is open.
    _file: File,
}

impl Lock {
    /// Takes the lock of `job` in a folder, which holds the file `.JOB.lock` meanwhile; `None` when
    /// another run has it. What killed runs left half-written in the folder is removed.
    ///
    /// # Errors
    /// What the system says when the folder cannot be written.
    pub fn try_take(folder: &Path, job: &str) -> io::Result<Option<Lock>> {
        let path = folder.join(format!(".{job}.lock"));
        for _ in 0..TRIES {
            let Some(file) = open(&path)? else { continue };
            match file.try_lock() {
                Err(TryLockError::WouldBlock) => return Ok(None),
                // Some disks over a network know no locks. Nobody should be kept from working by
                // that: each file is still written whole under a name of its own.
                Ok(()) | Err(TryLockError::Error(_)) => {}
            }
            if is_at(&file, &path) {
                partial::sweep(folder);
                return Ok(Some(Lock { path, _file: file }));
            }
        }
        Ok(None)
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Removed while it is held: whoever opened it before sees that it is gone and opens anew.
        // Elsewhere than on Unix that cannot be seen, and the empty file stays.
        if cfg!(unix) {
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// Opens the file of a lock, made if it is not there; `None` when it changes meanwhile.
fn open(path: &Path) -> io::Result<Option<File>> {
    match File::options().write(true).create_new(true).open(path) {
        Ok(file) => {
            for_everybody(&file);
            return Ok(Some(file));
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
        Err(error) => return Err(error),
    }
    match fs::symlink_metadata(path) {
        // A link or pipe of that name is not ours: it is not opened.
        Ok(about) if !about.is_file() => Err(io::ErrorKind::AlreadyExists.into()),
        Ok(_) => match File::open(path) {
            Ok(file) => Ok(Some(file)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// In a folder of several people, the lock one of them left behind has to be opened by all.
#[cfg(unix)]
fn for_everybody(file: &File) {
    use std::os::unix::fs::PermissionsExt;
    let _ = file.set_permissions(fs::Permissions::from_mode(0o666));
}

/// Rights belong to the folder here.
#[cfg(not(unix))]
fn for_everybody(_: &File) {}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn one_run_a_job_has_the_lock() {
        let folder = tempfile::tempdir().unwrap();
        let take = |job| Lock::try_take(folder.path(), job).unwrap();
        let first = take("x");
        assert!(first.is_some() && take("x").is_none() && take("y").is_some());
        drop(first);
        assert!(take("x").is_some());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), usize::from(!cfg!(unix)) * 2);
        assert!(Lock::try_take(&folder.path().join("none"), "x").is_err());
    }

    #[test]
    fn a_lock_left_behind_keeps_nobody_out() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(".x.lock"), b"of a run that was killed").unwrap();
        fs::write(folder.path().join(".x.pdf.1-2.part"), b"half").unwrap();
        assert!(Lock::try_take(folder.path(), "x").unwrap().is_some());
        assert!(!folder.path().join(".x.pdf.1-2.part").exists());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_in_place_of_a_lock_is_not_followed() {
        let folder = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink("/dev/zero", folder.path().join(".x.lock")).unwrap();
        std::os::unix::fs::symlink("nowhere", folder.path().join(".y.lock")).unwrap();
        for job in ["x", "y"] {
            let error = Lock::try_take(folder.path(), job).unwrap_err();
            assert_eq!(error.kind(), io::ErrorKind::AlreadyExists);
        }
        assert!(!folder.path().join("nowhere").exists());
    }

    /// The file of a lock is removed and made all the time; still no two have it at once.
    #[test]
    fn threads_take_turns() {
        let folder = tempfile::tempdir().unwrap();
        let (inside, taken) = (AtomicUsize::new(0), AtomicUsize::new(0));
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for _ in 0..500 {
                        let Some(lock) = Lock::try_take(folder.path(), "x").unwrap() else {
                            std::thread::yield_now();
                            continue;
                        };
                        assert_eq!(inside.fetch_add(1, Ordering::SeqCst), 0);
                        taken.fetch_add(1, Ordering::SeqCst);
                        std::thread::yield_now();
                        inside.fetch_sub(1, Ordering::SeqCst);
                        drop(lock);
                    }
                });
            }
        });
        assert!(taken.into_inner() > 100);
    }
}
