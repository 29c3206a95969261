//! Whether an open file is the one that has a name: another may have been put in its place since.

use std::fs;
use std::path::Path;

/// Whether an open file is what has the name `path`, link or not.
#[cfg(unix)]
pub(super) fn is_at(file: &fs::File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let (own, there) = (file.metadata(), fs::symlink_metadata(path));
    matches!((own, there), (Ok(a), Ok(b)) if (a.dev(), a.ino()) == (b.dev(), b.ino()))
}

/// Whether an open file is what has the name `path`: not known here.
#[cfg(not(unix))]
pub(super) fn is_at(_: &fs::File, path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|there| there.is_file())
}
