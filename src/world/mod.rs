//! Where files come from: a folder on disk, the binary itself, or memory (tests).
//!
//! Paths are written with `/` and are relative to the project folder. A [`Project`] looks on disk
//! first and falls back to the guides, templates, fonts and pictures inside the binary, so a
//! project needs to hold only what it changes. No path leads out of the project, whoever wrote it:
//! an author of a guide, of a template or of `ward.yaml`.

mod inside;
mod overlay;
mod project;

use std::collections::BTreeMap;
use std::io;

use include_dir::{Dir, include_dir};

pub use overlay::Overlay;
pub use project::Project;

use crate::diag::{Code, Diagnostic, Text, text};
use crate::disk::{EscapeRoute, PathRefusal};
use inside::inside;

static GUIDES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/guides");
static TEMPLATES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates");

/// The largest file that is read, which is a picture.
pub const MAX_BYTES: usize = 64 << 20;

/// A place to read files from.
pub trait World: Send + Sync {
    /// The bytes of a file.
    ///
    /// # Errors
    /// As the operating system says, `NotFound` only when there is no such file; [`PathRefusal`] for
    /// what is not a file, or not of the project.
    fn read(&self, path: &str) -> io::Result<Vec<u8>>;

    /// The bytes of a text file. Of one that is too long, as much as shows that it is.
    ///
    /// # Errors
    /// As [`World::read`].
    fn read_text(&self, path: &str) -> io::Result<Vec<u8>> {
        self.read(path)
    }

    /// The names of the entries of a folder, sorted; empty when there is no such folder.
    ///
    /// # Errors
    /// As the operating system says.
    fn list(&self, folder: &str) -> io::Result<Vec<String>>;

    /// How a person would write the path, from where they stand.
    fn display_path(&self, path: &str) -> String {
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

/// Whether a file is one inside the binary, to the byte. Tests prove that these hold nothing to mend
/// and no mistake, so that they are not looked at for that again; to do so takes a third of the
/// time a sheet takes.
pub fn is_own(path: &str, bytes: &[u8]) -> bool {
    let file = Embedded::folder(path).and_then(|(dir, rest)| dir.get_file(rest));
    file.is_some_and(|file| file.contents() == bytes)
}

impl World for Embedded {
    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        let path = inside(path)?;
        let file = Embedded::folder(&path).and_then(|(dir, rest)| dir.get_file(rest));
        file.map(|file| file.contents().to_vec()).ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    fn list(&self, folder: &str) -> io::Result<Vec<String>> {
        let found = Embedded::folder(folder);
        let found = found.and_then(|(dir, rest)| match rest {
            "" => Some(dir),
            rest => dir.get_dir(rest),
        });
        let Some(dir) = found else { return Ok(Vec::new()) };
        let names = dir.entries().iter().filter_map(|entry| entry.path().file_name());
        let mut names: Vec<String> =
            names.map(|name| name.to_string_lossy().into_owned()).collect();
        names.sort();
        Ok(names)
    }

    fn display_path(&self, path: &str) -> String {
        format!("(toroi)/{path}")
    }
}

/// Files in memory, with the binary's own files behind them.
#[derive(Debug, Default)]
pub struct MemoryWorld {
    /// Path and content.
    pub files: BTreeMap<String, Vec<u8>>,
}

impl World for MemoryWorld {
    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        let path = inside(path)?;
        self.files.get(&path).cloned().map_or_else(|| Embedded.read(&path), Ok)
    }

    fn list(&self, folder: &str) -> io::Result<Vec<String>> {
        let inside = |path: &String| {
            let rest = path.strip_prefix(folder)?.strip_prefix('/')?;
            Some(rest.split('/').next().unwrap_or(rest).to_owned())
        };
        let mut names: Vec<String> = self.files.keys().filter_map(inside).collect();
        if folder != "guides" || names.is_empty() {
            names.extend(Embedded.list(folder)?);
        }
        names.sort();
        names.dedup();
        Ok(names)
    }
}

/// Says why a file could not be read.
pub fn read_error(shown: &str, error: &io::Error) -> Diagnostic {
    let said = error.to_string();
    let diagnostic = match (PathRefusal::of(error), error.kind()) {
        (Some(refused), _) => refusal(shown, refused),
        (None, io::ErrorKind::NotFound) => Diagnostic::new(
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
        (None, io::ErrorKind::IsADirectory) => Diagnostic::new(
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
        (None, io::ErrorKind::NotADirectory) => Diagnostic::new(
            Code::FileIsFolder,
            text!(
                en "`{shown}` cannot be read: a file stands where a folder belongs",
                vi "không đọc được `{shown}`: chỗ của thư mục lại là một tệp",
            ),
        )
        .hint(text!(
            en "move the file away, or name another folder",
            vi "dời tệp ấy đi, hoặc chọn thư mục khác",
        )),
        (None, io::ErrorKind::FileTooLarge) => {
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

/// What is not a file, or not one of the project.
fn refusal(shown: &str, refused: &PathRefusal) -> Diagnostic {
    match refused {
        PathRefusal::Special => Diagnostic::new(
            Code::FileSpecial,
            text!(
                en "`{shown}` is a pipe, a device or a socket, not a file",
                vi "`{shown}` là ống dẫn, thiết bị hoặc socket, không phải tệp",
            ),
        )
        .hint(text!(
            en "save what it gives as a file first, and name that file",
            vi "hãy lưu nội dung thành tệp trước, rồi ghi tên tệp ấy",
        )),
        PathRefusal::DeadLink => Diagnostic::new(
            Code::FileUnreadable,
            text!(
                en "`{shown}` is a link that leads nowhere",
                vi "`{shown}` là liên kết không dẫn tới đâu",
            ),
        )
        .hint(text!(
            en "put the file in place of the link, or remove the link",
            vi "đặt tệp vào chỗ liên kết, hoặc xóa liên kết",
        )),
        PathRefusal::Outside(way) => {
            let Text { en, vi } = how(*way);
            Diagnostic::new(
                Code::FileOutside,
                text!(
                    en "`{shown}` leads out of the project: {en}",
                    vi "`{shown}` dẫn ra ngoài dự án: {vi}",
                ),
            )
            .hint(text!(
                en "copy the file into the project, beside the guide, and name it from there with `/`",
                vi "chép tệp vào dự án, đặt cạnh bài, rồi ghi đường dẫn từ đó bằng dấu `/`",
            ))
        }
        PathRefusal::Case(name) => Diagnostic::new(
            Code::FileCase,
            text!(
                en "`{shown}` is called `{name}` on the disk: small and capital letters differ",
                vi "trên đĩa, `{shown}` có tên là `{name}`: khác chữ hoa, chữ thường",
            ),
        )
        .hint(text!(
            en "write the name as it is on the disk, or rename the file",
            vi "ghi đúng như tên trên đĩa, hoặc đổi tên tệp",
        )),
    }
}

fn how(way: EscapeRoute) -> Text {
    match way {
        EscapeRoute::Up => text!(en "it goes up with `..`", vi "đi lên bằng `..`"),
        EscapeRoute::Root => {
            text!(en "it begins at the root of the disk", vi "bắt đầu từ gốc ổ đĩa")
        }
        EscapeRoute::Windows => text!(
            en "it has a backslash or a drive letter",
            vi "có dấu gạch chéo ngược hoặc tên ổ đĩa",
        ),
        EscapeRoute::Link => text!(
            en "it is, or lies behind, a link to another place",
            vi "đó là liên kết, hoặc nằm sau liên kết, trỏ ra chỗ khác",
        ),
    }
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
    fn each_refusal_of_ours_has_its_code_a_hint_and_vietnamese_words() {
        let ways = [EscapeRoute::Up, EscapeRoute::Root, EscapeRoute::Windows, EscapeRoute::Link];
        let mut all: Vec<_> =
            ways.iter().map(|way| (PathRefusal::Outside(*way), Code::FileOutside)).collect();
        all.extend([
            (PathRefusal::Special, Code::FileSpecial),
            (PathRefusal::DeadLink, Code::FileUnreadable),
            (PathRefusal::Case("X.md".to_owned()), Code::FileCase),
        ]);
        for (refused, code) in all {
            let found = read_error("guides/x.md", &refused.into());
            assert_eq!(found.code, code);
            assert!(found.message.vi.contains("`guides/x.md`") && !found.hints.is_empty());
            assert_ne!(found.message.en, found.message.vi);
        }
    }

    #[test]
    fn files_in_memory_are_inside_too() {
        let mut memory = MemoryWorld::default();
        memory.files.insert("guides/x.md".to_owned(), b"x".to_vec());
        assert_eq!(memory.read("./guides/x.md").unwrap(), b"x");
        for path in ["guides/../ward.yaml", "/guides/x.md", "guides//etc/x"] {
            assert!(PathRefusal::of(&memory.read(path).unwrap_err()).is_some(), "{path}");
            assert!(PathRefusal::of(&Embedded.read(path).unwrap_err()).is_some(), "{path}");
        }
    }
}
