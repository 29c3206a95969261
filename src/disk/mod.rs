//! Files on disk: written beside their place, never through a planted link, kept from other runs.
//!
//! A [`Partial`] is a file being written under a name nobody else has; it gets its own name when it
//! is whole and vanishes otherwise. A [`Lock`] keeps two runs from writing the files of one job at
//! once. Nothing here prints: errors are those of the system, and [`write_error`] makes findings of
//! them.
//!
//! What only its author could make again, and the files of a merge, are on the disk itself before
//! they have their names, so that a power cut leaves the old file or the new one. Sheets are not
//! waited for: they are made again in less time than a disk takes.

mod append;
mod checksum;
mod faults;
mod lock;
mod new_folder;
mod partial;
mod private_files;
mod regular;
mod same;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

pub use append::append;
pub use checksum::{checksum, hex};
pub use lock::Lock;
pub use new_folder::create_with_folders;
pub use partial::Partial;
pub use private_files::{begin, own_folder, reopen};
pub use regular::{EscapeRoute, PathRefusal, is_one_of, open, read};

use crate::diag::{Diagnostic, text};

/// Puts `bytes` at `path` all at once, in place of whatever has that name. A link of that name is
/// replaced, not followed.
///
/// # Errors
/// What the system says when the folder cannot be written or the disk is full; `path` is untouched
/// then.
pub fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut partial = Partial::create(path)?;
    io::Write::write_all(&mut partial, bytes)?;
    partial.finish()
}

/// Puts `bytes` at `path` all at once, where nothing has that name yet.
///
/// # Errors
/// As [`write()`], and `AlreadyExists`.
pub fn create(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut partial = Partial::create(path)?;
    io::Write::write_all(&mut partial, bytes)?;
    partial.sync()?;
    partial.finish_new()
}

/// Removes a file of ours that nobody needs. Where it stays, it does no harm.
pub fn discard(path: &Path) {
    let _ = fs::remove_file(path);
}

/// Where a path leads, behind all links; the path itself where that cannot be reported.
pub fn canonical(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

/// Changes a file of the user: what a link leads to is changed, not the link; who owns the file and
/// who may read it stays.
///
/// # Errors
/// As [`write()`], and `NotFound`.
pub fn edit(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut partial = Partial::create(&fs::canonicalize(path)?)?;
    io::Write::write_all(&mut partial, bytes)?;
    partial.sync()?;
    partial.finish()
}

/// Keeps what a file of the user was as `kept`, where nothing has that name yet; it is as readable as
/// the file.
///
/// # Errors
/// As [`create`].
pub fn keep(path: &Path, old: &[u8], kept: &Path) -> io::Result<()> {
    let mut partial = Partial::create_like(kept, path)?;
    io::Write::write_all(&mut partial, old)?;
    partial.sync()?;
    partial.finish_new()
}

/// Makes a folder and those above it.
///
/// # Errors
/// One finding when it cannot be made.
pub fn folder(path: &Path) -> Result<(), Diagnostic> {
    if let Some(file) = path.ancestors().find(|above| above.is_file()) {
        let shown = file.display().to_string();
        let diagnostic = faults::not_a_folder(&shown);
        return Err(diagnostic.at_path(&shown).hint(text!(
            en "name a folder with --out; it is created if it does not exist",
            vi "ghi tên một thư mục sau --out; chưa có thì toroi tự tạo",
        )));
    }
    fs::create_dir_all(path).map_err(|error| write_error(path, &error))
}

/// What the system says of a path that is written, as a finding.
pub fn write_error(path: &Path, error: &io::Error) -> Diagnostic {
    let shown = path.display().to_string();
    let said = error.to_string();
    let full = matches!(
        error.kind(),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge
    );
    let diagnostic = if full { faults::full(&shown, &said) } else { faults::denied(&shown, &said) };
    diagnostic.at_path(&shown)
}

/// Another run is writing the same files, which would come out mixed.
pub fn busy(folder: &Path) -> Diagnostic {
    let shown = folder.display().to_string();
    faults::busy(&shown).at_path(&shown)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Code;

    #[test]
    fn a_full_disk_is_told_from_a_forbidden_one() {
        for (kind, code) in [
            (io::ErrorKind::StorageFull, Code::OutputFull),
            (io::ErrorKind::QuotaExceeded, Code::OutputFull),
            (io::ErrorKind::PermissionDenied, Code::OutputDenied),
            (io::ErrorKind::ReadOnlyFilesystem, Code::OutputDenied),
        ] {
            assert_eq!(write_error(Path::new("out/x.pdf"), &kind.into()).code, code);
        }
    }
}
