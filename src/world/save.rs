//! Files of a project written anew: each is whole or as it was, and what it was stays beside it.

use std::io;
use std::path::{Path, PathBuf};

use super::{MAX_BYTES, Project, faults, read_error};
use crate::diag::Diagnostic;
use crate::disk;

/// Old copies a file may have beside it.
const MOST_BACKUPS: usize = 1_000;

impl Project {
    /// Writes a file of the project, with the folders above it. What the file was stays beside it,
    /// under the name that is given back; a file that says the same already is left alone.
    ///
    /// # Errors
    /// One finding: the path leads out of the project, or what the system says. The file is as it was
    /// then.
    pub fn save(&self, path: &str, bytes: &[u8]) -> Result<Option<String>, Diagnostic> {
        let place = self.in_root(path);
        let shown = place.display().to_string();
        let unread = |error: io::Error| read_error(&shown, &error);
        // A new file goes into the folder it is in, which may be a link to anywhere.
        for (at, _) in path.match_indices('/') {
            self.on_disk(&path[..at]).map_err(unread)?;
        }
        let Some(there) = self.on_disk(path).map_err(unread)? else {
            disk::create_with_folders(&place, bytes)
                .map_err(|error| disk::write_error(&place, &error))?;
            return Ok(None);
        };
        if disk::read(&there, MAX_BYTES).is_ok_and(|old| old == bytes) {
            return Ok(None);
        }
        let kept = replace(&there, bytes)?;
        Ok(kept.file_name().map(|name| name.to_string_lossy().into_owned()))
    }
}

/// Puts `bytes` in place of a file and keeps the old one under a name of its own. Both are as
/// readable as the file was; of a link the file it leads to is changed.
///
/// # Errors
/// One finding when either cannot be written; the file is untouched then.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<PathBuf, Diagnostic> {
    let shown = path.display().to_string();
    let old = disk::read(path, usize::MAX).map_err(|error| read_error(&shown, &error))?;
    let Some(kept) = free_name(path) else {
        return Err(faults::many_backups(&shown).at_path(&shown));
    };
    disk::keep(path, &old, &kept).map_err(|error| disk::write_error(&kept, &error))?;
    if let Err(error) = disk::edit(path, bytes) {
        // The file is as it was, and no copy of it is needed.
        disk::discard(&kept);
        return Err(disk::write_error(path, &error));
    }
    Ok(kept)
}

/// `x.md.bak`, or `x.md.bak2` … when that is taken.
fn free_name(path: &Path) -> Option<PathBuf> {
    let name = path.file_name()?.to_string_lossy().into_owned();
    let names = (1..MOST_BACKUPS).map(|number| match number {
        1 => format!("{name}.bak"),
        _ => format!("{name}.bak{number}"),
    });
    names.map(|name| path.with_file_name(name)).find(|path| path.symlink_metadata().is_err())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::diag::Code;
    use crate::world::World;

    #[test]
    fn what_a_file_was_stays_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let project = Project::new(folder.path());
        let save = |text: &str| project.save("guides/x.md", text.as_bytes()).unwrap();
        assert_eq!(save("one"), None);
        assert_eq!(save("one"), None, "nothing to write");
        assert_eq!(save("two").as_deref(), Some("x.md.bak"));
        assert_eq!(save("three").as_deref(), Some("x.md.bak2"));
        let read =
            |name: &str| fs::read_to_string(folder.path().join("guides").join(name)).unwrap();
        assert_eq!(
            (read("x.md"), read("x.md.bak"), read("x.md.bak2")),
            ("three".to_owned(), "one".to_owned(), "two".to_owned())
        );
        // Folders come with the file in them, and nothing else is left.
        project.save("guides/pictures/a.png", b"png").unwrap();
        assert_eq!(project.read("guides/pictures/a.png").unwrap(), b"png");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        // The guides of the program are still there.
        assert!(project.list("guides").unwrap().len() > 20);
    }

    #[test]
    fn no_way_leads_out() {
        let folder = tempfile::tempdir().unwrap();
        let project = Project::new(folder.path());
        for path in ["../x.md", "/etc/x.md", "guides/../../x.md", "guides/..", "C:x.md", ""] {
            assert!(project.save(path, b"x").is_err(), "{path}");
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[cfg(unix)]
    #[test]
    fn no_link_leads_out() {
        use std::os::unix::fs::symlink;
        let (folder, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let project = Project::new(folder.path());
        let guides = folder.path().join("guides");
        symlink(other.path(), &guides).unwrap();
        assert!(project.save("guides/x.md", b"x").is_err(), "a folder elsewhere");
        fs::remove_file(&guides).unwrap();
        symlink("nowhere", &guides).unwrap();
        assert!(project.save("guides/x.md", b"x").is_err(), "a folder that is not there");
        fs::remove_file(&guides).unwrap();
        fs::create_dir(&guides).unwrap();
        fs::write(other.path().join("theirs"), "theirs").unwrap();
        symlink(other.path().join("theirs"), guides.join("x.md")).unwrap();
        assert!(project.save("guides/x.md", b"x").is_err(), "a file elsewhere");
        assert_eq!(fs::read_to_string(other.path().join("theirs")).unwrap(), "theirs");
        assert_eq!(fs::read_dir(other.path()).unwrap().count(), 1);
        fs::create_dir(guides.join("y.md")).unwrap();
        let refused = project.save("guides/y.md", b"x").unwrap_err();
        assert_eq!(refused.code, Code::FileIsFolder);
    }
}
