//! A file in a folder that is not there yet: both come at once, or neither does.

use std::fs;
use std::io;
use std::path::Path;

use super::{create, partial};

/// As [`create`], and the folders above the file come with it. An empty folder would say that there
/// is nothing in it: none is ever seen.
///
/// # Errors
/// As [`create`]; nothing is left then.
pub fn create_with_folders(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(path);
    let is_missing = |above: &&Path| fs::symlink_metadata(above).is_err();
    let Some(top) = folder.ancestors().take_while(is_missing).last() else {
        return create(path, bytes);
    };
    let beside = partial::name_for(top);
    let file = beside.join(path.strip_prefix(top).unwrap_or(path));
    fs::create_dir(&beside)?;
    let made = file
        .parent()
        .map_or(Ok(()), fs::create_dir_all)
        .and_then(|()| create(&file, bytes))
        .and_then(|()| fs::rename(&beside, top));
    if made.is_err() {
        // Nothing of it is wanted, and nobody else has its name.
        let _ = fs::remove_dir_all(&beside);
    }
    made
}
