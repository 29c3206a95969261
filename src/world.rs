//! Where files come from: a folder on disk, the binary itself, or memory (tests).
//!
//! Paths are written with `/` and are relative to the project folder. A [`Project`] looks on disk
//! first and falls back to the guides, templates, fonts and pictures inside the binary, so a
//! project needs to hold only what it changes.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};

use crate::diag::{Code, Diagnostic, text};
use crate::source::MAX_TEXT_BYTES;

static GUIDES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/guides");
static TEMPLATES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates");

/// The largest file that is read, which is a picture.
pub const MAX_BYTES: usize = 64 << 20;

/// A place to read files from.
pub trait World: Sync {
    /// The bytes of a file.
    ///
    /// # Errors
    /// As the operating system says, `NotFound` when there is no such file.
    fn read(&self, path: &str) -> io::Result<Vec<u8>>;

    /// The bytes of a text file. Of one that is too long, as much as shows that it is.
    ///
    /// # Errors
    /// As [`World::read`].
    fn read_text(&self, path: &str) -> io::Result<Vec<u8>> {
        self.read(path)
    }

    /// The names of the entries of a folder, sorted; empty when there is no such folder.
    fn list(&self, folder: &str) -> Vec<String>;

    /// How a person would write the path, from where they stand.
    fn shown(&self, path: &str) -> String {
        path.to_owned()
    }
}

/// The guides and templates inside the binary.
#[derive(Debug)]
pub struct Embedded;

impl Embedded {
    fn folder(path: &str) -> Option<(&'static Dir<'static>, &str)> {
        let (top, rest) = path.split_once('/').unwrap_or((path, ""));
        match top {
            "guides" => Some((&GUIDES, rest)),
            "templates" => Some((&TEMPLATES, rest)),
            _ => None,
        }
    }
}

impl World for Embedded {
    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        let file = Embedded::folder(path).and_then(|(dir, rest)| dir.get_file(rest));
        file.map(|file| file.contents().to_vec()).ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    fn list(&self, folder: &str) -> Vec<String> {
        let Some((dir, rest)) = Embedded::folder(folder) else { return Vec::new() };
        let Some(dir) = (if rest.is_empty() { Some(dir) } else { dir.get_dir(rest) }) else {
            return Vec::new();
        };
        let names = dir.entries().iter().filter_map(|entry| entry.path().file_name());
        let mut names: Vec<String> =
            names.map(|name| name.to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    fn shown(&self, path: &str) -> String {
        format!("(toroi)/{path}")
    }
}

/// A project folder, with the binary's own files behind it.
#[derive(Debug)]
pub struct Project {
    root: PathBuf,
}

impl Project {
    /// The project in `root`.
    pub fn new(root: impl Into<PathBuf>) -> Project {
        Project { root: root.into() }
    }

    /// Whether `folder` looks like a project: it has a folder `guides`.
    pub fn is_at(folder: &Path) -> bool {
        folder.join("guides").is_dir()
    }

    /// Where a file of the project is on disk.
    pub fn on_disk(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    /// At most `most` bytes of a file on disk or in the binary, so that neither a film nor a
    /// device without end fills the memory.
    fn read_part(&self, path: &str, most: usize) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        let file = File::open(self.on_disk(path));
        match file.and_then(|file| file.take(most as u64).read_to_end(&mut bytes)) {
            Ok(_) => Ok(bytes),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                Embedded.read(path).map_err(|_| error)
            }
            Err(error) => Err(error),
        }
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

    fn list(&self, folder: &str) -> Vec<String> {
        let Ok(entries) = std::fs::read_dir(self.on_disk(folder)) else {
            return Embedded.list(folder);
        };
        let mut names: Vec<String> = entries
            .flatten()
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .collect();
        if folder != "guides" {
            names.extend(Embedded.list(folder));
        }
        names.sort();
        names.dedup();
        names
    }

    fn shown(&self, path: &str) -> String {
        let disk = self.on_disk(path);
        if !disk.exists() && Embedded.read(path).is_ok() {
            return Embedded.shown(path);
        }
        let shown = disk.to_string_lossy().into_owned();
        shown.strip_prefix("./").unwrap_or(&shown).to_owned()
    }
}

/// Files in memory, with the binary's own files behind them.
#[derive(Debug, Default)]
pub struct Memory {
    /// Path and content.
    pub files: BTreeMap<String, Vec<u8>>,
}

impl World for Memory {
    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        self.files.get(path).cloned().map_or_else(|| Embedded.read(path), Ok)
    }

    fn list(&self, folder: &str) -> Vec<String> {
        let inside = |path: &String| {
            let rest = path.strip_prefix(folder)?.strip_prefix('/')?;
            Some(rest.split('/').next().unwrap_or(rest).to_owned())
        };
        let mut names: Vec<String> = self.files.keys().filter_map(inside).collect();
        if folder != "guides" || names.is_empty() {
            names.extend(Embedded.list(folder));
        }
        names.sort();
        names.dedup();
        names
    }
}

/// Says why a file could not be read.
pub fn read_error(shown: &str, error: &io::Error) -> Diagnostic {
    let said = error.to_string();
    let diagnostic = match error.kind() {
        io::ErrorKind::NotFound => Diagnostic::new(
            Code::FileMissing,
            text!(
                en "there is no file `{shown}`",
                vi "không có tệp `{shown}`",
            ),
        )
        .hint(text!(
            en "check the name, its spelling and the folder you are in",
            vi "xem lại tên tệp, chính tả và thư mục đang đứng",
        )),
        io::ErrorKind::IsADirectory => Diagnostic::new(
            Code::FileIsFolder,
            text!(
                en "`{shown}` is a folder, not a file",
                vi "`{shown}` là thư mục, không phải tệp",
            ),
        )
        .hint(text!(
            en "name the file inside it",
            vi "hãy ghi tên tệp nằm trong đó",
        )),
        io::ErrorKind::FileTooLarge => {
            let most = MAX_BYTES >> 20;
            Diagnostic::new(
                Code::FileTooLarge,
                text!(
                    en "`{shown}` is larger than {most} MB",
                    vi "tệp `{shown}` nặng hơn {most} MB",
                ),
            )
            .hint(text!(
                en "make the picture smaller: 800 pixels are plenty beside a step",
                vi "thu nhỏ ảnh lại: 800 điểm là đủ cho ảnh cạnh một bước",
            ))
        }
        _ => Diagnostic::new(
            Code::FileUnreadable,
            text!(
                en "`{shown}` cannot be read: {said}",
                vi "không đọc được `{shown}`: {said}",
            ),
        )
        .hint(text!(
            en "ask for the right to read it, or copy it to a folder of your own",
            vi "xin quyền đọc tệp, hoặc chép tệp sang thư mục của mình",
        )),
    };
    diagnostic.at_path(shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_refusal_of_the_system_has_its_code_and_a_hint() {
        for (kind, code) in [
            (io::ErrorKind::NotFound, Code::FileMissing),
            (io::ErrorKind::IsADirectory, Code::FileIsFolder),
            (io::ErrorKind::FileTooLarge, Code::FileTooLarge),
            (io::ErrorKind::PermissionDenied, Code::FileUnreadable),
            (io::ErrorKind::Other, Code::FileUnreadable),
        ] {
            let found = read_error("guides/x.md", &kind.into());
            assert_eq!(found.code, code);
            assert!(found.message.en.contains("`guides/x.md`") && !found.hints.is_empty());
        }
    }

    #[test]
    #[cfg(unix)]
    fn a_file_without_end_is_read_to_the_limit_only() {
        let devices = Project::new("/dev");
        assert_eq!(devices.read_text("zero").unwrap().len(), MAX_TEXT_BYTES + 1);
        let error = devices.read("zero").unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::FileTooLarge);
        assert!(devices.read("null").unwrap().is_empty());
        assert_eq!(devices.read_text("khong-co").unwrap_err().kind(), io::ErrorKind::NotFound);
    }
}
