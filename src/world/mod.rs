//! Where files come from: a folder on disk, the binary itself, or memory (tests).
//!
//! Paths are written with `/` and are relative to the project folder. A [`Project`] looks on disk
//! first and falls back to the guides, templates, fonts and pictures inside the binary, so a
//! project needs to hold only what it changes. Only guides are another matter: a project about
//! something of its own sees none of ours. No path leads out of the project, whoever wrote it:
//! an author of a guide, of a template or of `ward.yaml`.

mod embedded;
mod faults;
mod inside;
mod memory;
mod overlay;
mod project;
mod save;
mod text_file;

use std::io;

#[cfg(feature = "serve")]
pub use embedded::page;
pub use embedded::{Embedded, is_own};
pub use memory::MemoryWorld;
pub use overlay::Overlay;
pub use project::Project;
pub use save::replace;
pub use text_file::add_text;

use crate::diag::{Diagnostic, Text, text};
use crate::disk::{EscapeRoute, PathRefusal};
use inside::inside;

/// The folder of guides.
const GUIDES_FOLDER: &str = "guides";
/// The file that says what the guides of a project are about. A project that has one of its own has
/// nothing to do with the guides inside the binary, and does not see them.
const SUBJECT: &str = "guides/project.yaml";

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

    /// Whether a file is one of these, to the byte; a large one need not be kept to know that.
    ///
    /// # Errors
    /// As [`World::read`].
    fn is_one_of(&self, path: &str, files: &[&[u8]]) -> io::Result<bool> {
        Ok(files.contains(&&*self.read(path)?))
    }

    /// The names of the entries of a folder, sorted; empty when there is no such folder.
    ///
    /// # Errors
    /// As the operating system says.
    fn list(&self, folder: &str) -> io::Result<Vec<String>>;

    /// Whether a file is there, and is one of the binary's own.
    fn is_built_in(&self, path: &str) -> bool;

    /// How a person would write the path, from where they stand.
    fn display_path(&self, path: &str) -> String {
        path.to_owned()
    }
}

/// Says why a file could not be read.
pub fn read_error(shown: &str, error: &io::Error) -> Diagnostic {
    let said = error.to_string();
    let diagnostic = match (PathRefusal::of(error), error.kind()) {
        (Some(refused), _) => refusal(shown, refused),
        (None, io::ErrorKind::NotFound) => faults::no_file(shown),
        (None, io::ErrorKind::IsADirectory) => faults::is_folder(shown),
        (None, io::ErrorKind::NotADirectory) => faults::no_folder(shown),
        (None, io::ErrorKind::FileTooLarge) => {
            let most = MAX_BYTES >> 20;
            faults::too_large(shown, most)
        }
        _ => faults::unreadable(shown, &said),
    };
    diagnostic.at_path(shown)
}

/// What is not a file, or not one of the project.
fn refusal(shown: &str, refused: &PathRefusal) -> Diagnostic {
    match refused {
        PathRefusal::Special => faults::special(shown),
        PathRefusal::DeadLink => faults::dead_link(shown),
        PathRefusal::Outside(way) => faults::outside(shown, &how(*way)),
        PathRefusal::Case(name) => faults::other_case(shown, name),
    }
}

fn how(way: EscapeRoute) -> Text {
    match way {
        EscapeRoute::Up => text!(en "it goes up with `..`", vi "đi lên bằng `..`"),
        EscapeRoute::Root => {
            text!(en "it starts at the root of the disk", vi "bắt đầu từ gốc ổ đĩa")
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
    use crate::diag::Code;

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
}
