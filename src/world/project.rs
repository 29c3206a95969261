//! A project folder on disk.
//!
//! Only what is not there falls back to the binary: a file that may not be read, a folder of that
//! name, a dead link or a name in other letters is an error, because the sheet of somebody else
//! would be printed without a word.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock, PoisonError};

use unicode_normalization::UnicodeNormalization;

use super::{Embedded, GUIDES_FOLDER, MAX_BYTES, SUBJECT, World, inside};
use crate::disk::{self, EscapeRoute, PathRefusal};
use crate::source::MAX_TEXT_BYTES;

/// What a project about something of its own still takes from the binary, beside pictures.
/// Not the terms: what “mức 2” means is a matter of the subject.
const SHARED: [&str; 5] =
    ["project.yaml", "sites.yaml", "facts.yaml", "labels.yaml", "screens.yaml"];

/// A project folder, with the binary's own files behind it.
#[derive(Debug)]
pub struct Project {
    root: PathBuf,
    /// The same without links, once it was asked for: to ask with every file takes as many calls of
    /// the system as to read it.
    real_root: OnceLock<PathBuf>,
    /// Folders outside of it, as written in front of guides the user named by path.
    named: Vec<String>,
    /// Names in folders in which something was not found, by their paths as they are written, which
    /// are compared faster than part by part. A large folder is listed once: a file that comes later
    /// is found by its own name.
    names: Mutex<BTreeMap<OsString, Names>>,
}

type Names = BTreeMap<String, Vec<String>>;

/// A file that is there.
struct ResolvedFile {
    /// As the project has it.
    path: PathBuf,
    /// Without links.
    real: PathBuf,
}

impl Project {
    /// The project in `root`.
    pub fn new(root: impl Into<PathBuf>) -> Project {
        let (real_root, names) = (OnceLock::new(), Mutex::default());
        Project { root: root.into(), real_root, named: Vec::new(), names }
    }

    /// The same, with guides the user named by path, which may lie anywhere; their pictures are
    /// beside them.
    #[must_use]
    pub fn with_named(mut self, guides: &[String]) -> Project {
        let paths = guides.iter().map(|name| name.replace('\\', "/"));
        for path in paths.filter(|path| inside(path).is_err()) {
            self.named.extend(path.rsplit_once('/').map(|(folder, _)| folder.to_owned()));
        }
        self
    }

    /// Where a file of the project would be that is not there yet.
    pub fn in_root(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    /// Where a file or folder of the project is on disk; `None` when nothing has that name.
    ///
    /// # Errors
    /// As [`World::read`].
    pub fn on_disk(&self, path: &str) -> io::Result<Option<PathBuf>> {
        Ok(self.find(path)?.map(|found| found.path))
    }

    /// For a path in a folder the user named: the folder, and the rest of the path.
    fn outside<'p>(&self, path: &'p str) -> Option<(PathBuf, &'p str)> {
        self.named.iter().find_map(|folder| {
            let rest = path.strip_prefix(folder.as_str())?.strip_prefix('/')?;
            let folder = if folder.is_empty() { "/" } else { folder };
            Some((self.root.join(folder), rest))
        })
    }

    /// Looks for a file or folder; `None` only when nothing has that name.
    fn find(&self, path: &str) -> io::Result<Option<ResolvedFile>> {
        let (base, rest) = self.outside(path).unwrap_or_else(|| (self.root.clone(), path));
        let rest = inside(rest)?;
        if self.lacks_folder(&base, &rest) {
            return Ok(None);
        }
        match self.found(&base, &rest) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                match self.twin(&base, &rest)? {
                    Some(twin) => self.found(&base, &twin).map(Some),
                    None => Ok(None),
                }
            }
            found => found.map(Some),
        }
    }

    /// Whether nothing is called as the first part of a path. Most projects have some of our folders only,
    /// and to ask that is a single call of the system.
    fn lacks_folder(&self, base: &Path, path: &str) -> bool {
        let first = path.split('/').next().unwrap_or_default();
        let found = fs::symlink_metadata(base.join(first)).map_err(|error| error.kind());
        found.is_err_and(|kind| kind == io::ErrorKind::NotFound)
            && matches!(self.like(base, first), Ok(None))
    }

    /// The path as the disk has it, where a name differs only in how accents are put together, as in
    /// archives made on a Mac; `None` when nothing has that name.
    fn twin(&self, base: &Path, path: &str) -> io::Result<Option<String>> {
        let (mut kept, mut is_other) = (Vec::new(), false);
        let mut at = base.to_owned();
        for part in path.split('/') {
            let name = match fs::symlink_metadata(at.join(part)) {
                Ok(_) => part.to_owned(),
                Err(error) if error.kind() == io::ErrorKind::NotFound => {
                    let Some(name) = self.like(&at, part)? else { return Ok(None) };
                    is_other = is_other || !is_same(&name, part);
                    name
                }
                Err(error) => return Err(error),
            };
            at.push(&name);
            kept.push(name);
        }
        let kept = kept.join("/");
        match (is_other, kept == path) {
            (true, _) => Err(PathRefusal::Case(kept).into()),
            // All names are there, and still there is no file: a link that leads nowhere, unless the file
            // went since its folder was listed.
            (false, true) => match fs::symlink_metadata(base.join(path)) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
                _ => Err(PathRefusal::DeadLink.into()),
            },
            (false, false) => Ok(Some(kept)),
        }
    }

    /// A name in a folder that is `part` in other letters, if there is one; the same name put
    /// together in another way goes before one that differs in capitals.
    fn like(&self, folder: &Path, part: &str) -> io::Result<Option<String>> {
        let mut seen = self.names.lock().unwrap_or_else(PoisonError::into_inner);
        let names = match seen.entry(folder.as_os_str().to_owned()) {
            Entry::Occupied(names) => names.into_mut(),
            Entry::Vacant(place) => place.insert(names(folder)?),
        };
        let like = names.get(&folded(part)).into_iter().flatten();
        let like = like.min_by_key(|name| (!is_same(name, part), *name));
        let other_ending = || endings(&folded(part)).find_map(|name| names.get(&name)?.first());
        Ok(like.or_else(other_ending).cloned())
    }

    fn found(&self, base: &Path, rest: &str) -> io::Result<ResolvedFile> {
        let path = base.join(rest);
        let real = fs::canonicalize(&path)?;
        // Windows and macOS find a file under any capitals; the next computer would not.
        if cfg!(any(windows, target_vendor = "apple"))
            && let Some(name) = other_case(rest, &real)
        {
            return Err(PathRefusal::Case(name).into());
        }
        if self.contains(&real, base)? {
            Ok(ResolvedFile { path, real })
        } else {
            Err(PathRefusal::Outside(EscapeRoute::Link).into())
        }
    }

    /// Whether a path without links lies in the project, or in the folder of a guide named by path.
    fn contains(&self, real: &Path, base: &Path) -> io::Result<bool> {
        if self.real_root.get().is_some_and(|root| real.starts_with(root)) {
            return Ok(true);
        }
        // It may have been moved since it was asked for.
        let root = fs::canonicalize(&self.root)?;
        // A guide named by path has its own folder around it, unless it is one of the project.
        let is_inside = real.starts_with(&root) || real.starts_with(fs::canonicalize(base)?);
        // Who was faster has put in the same.
        let _ = self.real_root.set(root);
        Ok(is_inside)
    }

    /// At most `most` bytes of a file on disk or in the binary.
    fn read_part(&self, path: &str, most: usize) -> io::Result<Vec<u8>> {
        match self.find(path)? {
            Some(found) => disk::read(&found.real, most),
            None if self.hides(path)? => Err(io::ErrorKind::NotFound.into()),
            None => Embedded.read(path),
        }
    }

    /// Whether the binary has no say: a project about something of its own has its own guides alone,
    /// and one that was removed does not turn into one of ours; nor has a guide outside anything to
    /// do with ours.
    fn hides(&self, path: &str) -> io::Result<bool> {
        if self.outside(path).is_some() {
            return Ok(true);
        }
        let name = inside(path).ok().and_then(|path| {
            let name = path.strip_prefix(GUIDES_FOLDER)?.strip_prefix('/')?;
            (!name.contains('/')).then(|| name.to_owned())
        });
        match name {
            Some(name) if !SHARED.contains(&name.as_str()) => self.has_own_subject(),
            _ => Ok(false),
        }
    }

    /// Whether the project says what its guides are about.
    fn has_own_subject(&self) -> io::Result<bool> {
        Ok(self.find(SUBJECT)?.is_some())
    }
}

impl World for Project {
    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        let bytes = self.read_part(path, MAX_BYTES + 1)?;
        if bytes.len() > MAX_BYTES { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(bytes) }
    }

    fn read_text(&self, path: &str) -> io::Result<Vec<u8>> {
        self.read_part(path, MAX_TEXT_BYTES + 1)
    }

    fn is_one_of(&self, path: &str, files: &[&[u8]]) -> io::Result<bool> {
        match self.find(path)? {
            Some(found) => disk::is_one_of(&found.real, files),
            None => Ok(files.contains(&&*self.read(path)?)),
        }
    }

    fn list(&self, folder: &str) -> io::Result<Vec<String>> {
        let found = match self.find(folder) {
            // Other folders are noticed by the files looked for in them.
            Err(error) if folder != GUIDES_FOLDER && is_case(&error) => None,
            found => found?,
        };
        let Some(found) = found else { return Embedded.list(folder) };
        let mut names = Vec::new();
        for entry in fs::read_dir(found.real)? {
            names.push(entry?.file_name().to_string_lossy().into_owned());
        }
        // Who makes an empty folder of guides means none.
        let is_alone = || Ok::<_, io::Error>(names.is_empty() || self.has_own_subject()?);
        if folder != GUIDES_FOLDER || !is_alone()? {
            names.extend(Embedded.list(folder)?);
        }
        names.sort();
        names.dedup();
        Ok(names)
    }

    fn is_built_in(&self, path: &str) -> bool {
        let is_alone = || self.outside(path).is_none() && self.lacks_folder(&self.root, path);
        Embedded.is_built_in(path)
            && (is_alone()
                || matches!(self.find(path), Ok(None)) && matches!(self.hides(path), Ok(false)))
    }

    fn display_path(&self, path: &str) -> String {
        if self.is_built_in(path) {
            return Embedded.display_path(path);
        }
        let shown = self.root.join(path).to_string_lossy().into_owned();
        shown.strip_prefix("./").unwrap_or(&shown).to_owned()
    }
}

fn is_case(error: &io::Error) -> bool {
    matches!(PathRefusal::of(error), Some(PathRefusal::Case(_)))
}

/// The name of a file as the disk has it, where `path` has other capitals.
fn other_case(path: &str, real: &Path) -> Option<String> {
    let count = path.split('/').count();
    let parts: Vec<String> =
        real.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
    let name = parts.get(parts.len().checked_sub(count)?..)?.join("/");
    (folded(&name) == folded(path) && !is_same(&name, path)).then_some(name)
}

/// The names in a folder, by what they are in small letters.
fn names(folder: &Path) -> io::Result<Names> {
    let mut names = Names::new();
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(PathRefusal::DeadLink.into());
        }
        // Names may be opened here that may not be listed: what was looked for is not there.
        Err(_) => return Ok(names),
    };
    for name in entries.flatten().filter_map(|entry| entry.file_name().into_string().ok()) {
        names.entry(folded(&name)).or_default().push(name);
    }
    Ok(names)
}

/// What a file is called when a program added its own ending, where endings are not shown, or when
/// somebody wrote the short one.
fn endings(name: &str) -> impl Iterator<Item = String> {
    let stem = name.rsplit_once('.').map(|(stem, ending)| (stem, ending == "yaml"));
    let short = stem.filter(|(_, is_yaml)| *is_yaml).map(|(stem, _)| format!("{stem}.yml"));
    let names = stem.map(|_| name.to_owned()).into_iter().chain(short);
    names.flat_map(|name| [format!("{name}.txt"), name]).filter({
        let own = name.to_owned();
        move |other| *other != own
    })
}

fn is_same(name: &str, other: &str) -> bool {
    name.nfc().eq(other.nfc())
}

fn folded(name: &str) -> String {
    if name.is_ascii() {
        return name.to_ascii_lowercase();
    }
    name.nfc().flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_are_seen_where_the_disk_does_not_see_them() {
        let real = Path::new("/nha/du-an/guides/Hinh/A.svg");
        let seen = |path| other_case(path, real);
        assert_eq!(seen("guides/hinh/a.svg").as_deref(), Some("guides/Hinh/A.svg"));
        assert_eq!(seen("hinh/a.svg").as_deref(), Some("Hinh/A.svg"));
        assert_eq!(seen("guides/Hinh/A.svg"), None);
        // A link to another name.
        assert_eq!(seen("guides/Hinh/b.svg"), None);
        assert_eq!(other_case("a/b/c/d/e/f/g", real), None);
    }

    #[test]
    fn a_file_that_goes_while_the_project_is_open_is_not_there() {
        let folder = tempfile::tempdir().unwrap();
        let world = Project::new(folder.path());
        let file = folder.path().join("history.jsonl");
        let missing = |name| world.read(name).unwrap_err().kind() == io::ErrorKind::NotFound;
        fs::write(&file, b"x").unwrap();
        // What looks for another name lists the folder, which is remembered.
        assert!(missing("printers.yaml") && world.read("history.jsonl").is_ok());
        fs::remove_file(&file).unwrap();
        assert!(missing("history.jsonl"));
        fs::write(&file, b"y").unwrap();
        assert_eq!(world.read("history.jsonl").unwrap(), b"y");
    }

    #[test]
    fn guides_of_ours_do_not_stand_in_for_those_of_a_project() {
        let folder = tempfile::tempdir().unwrap();
        let world = Project::new(folder.path());
        let guide = "guides/phong-lua-dao.yaml";
        assert!(world.read(guide).is_ok() && world.list("guides").unwrap().len() > 20);
        fs::create_dir(folder.path().join("guides")).unwrap();
        fs::write(folder.path().join("guides/x.md"), b"x").unwrap();
        let names = world.list("guides").unwrap();
        assert!(world.is_built_in(guide) && !world.is_built_in("guides/x.md"));
        assert!(names.len() > 20 && names.contains(&"x.md".to_owned()));
        fs::write(folder.path().join(SUBJECT), b"safety: {}\n").unwrap();
        assert!(!world.is_built_in(guide) && !world.is_built_in(SUBJECT));
        assert_eq!(world.read(guide).unwrap_err().kind(), io::ErrorKind::NotFound);
        assert_eq!(world.list("guides").unwrap(), ["project.yaml", "x.md"]);
        for shared in ["guides/facts.yaml", "guides/labels.yaml", "templates/base.yaml"] {
            assert!(world.read(shared).is_ok(), "{shared}");
        }
    }

    #[test]
    fn guides_named_by_path_are_read_beside_the_project_only_there() {
        let (folder, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let path = |name: &str| other.path().join(name).display().to_string();
        fs::write(other.path().join("x.md"), b"x").unwrap();
        let world = Project::new(folder.path());
        assert!(PathRefusal::of(&world.read(&path("x.md")).unwrap_err()).is_some());
        let world = world.with_named(&[path("x.md")]);
        assert_eq!(world.read(&path("x.md")).unwrap(), b"x");
        assert_eq!(world.read(&path("y.svg")).unwrap_err().kind(), io::ErrorKind::NotFound);
        assert!(PathRefusal::of(&world.read(&path("../x.md")).unwrap_err()).is_some());
    }
}
