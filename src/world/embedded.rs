//! The files inside the binary, as `src/build.rs` lists them.

use std::io;

use super::World;
use super::inside::inside;

/// A file inside the binary.
#[derive(Debug)]
pub(super) struct OwnFile {
    path: &'static str,
    content: Content,
    /// Its YAML, as [`CompiledNode`](crate::yaml::CompiledNode) reads it; nothing where it has none.
    nodes: &'static [u8],
}

/// What a file holds.
#[derive(Debug)]
enum Content {
    Text(&'static str),
    Bytes(&'static [u8]),
}

/// Guides and templates, in the order of their paths.
static FILES: &[OwnFile] = include!(concat!(env!("OUT_DIR"), "/own_files.rs"));
/// The page that people see in a browser, in the order of the paths.
#[cfg(feature = "serve")]
static PAGE: &[OwnFile] = include!(concat!(env!("OUT_DIR"), "/page_files.rs"));

impl OwnFile {
    /// What it holds.
    fn bytes(&self) -> &'static [u8] {
        match self.content {
            Content::Text(text) => text.as_bytes(),
            Content::Bytes(bytes) => bytes,
        }
    }

    /// What it holds, if that is text, and its YAML.
    pub(super) fn text(&self) -> Option<(&'static str, &'static [u8])> {
        match self.content {
            Content::Text(text) => Some((text, self.nodes)),
            Content::Bytes(_) => None,
        }
    }
}

/// The guides and templates inside the binary.
#[derive(Debug)]
pub struct Embedded;

fn find(path: &str, files: &'static [OwnFile]) -> Option<&'static OwnFile> {
    files.binary_search_by(|file| file.path.cmp(path)).ok().map(|at| &files[at])
}

/// The file inside the binary that a file is, to the byte. Tests prove that these hold nothing to mend
/// and no mistake, so that they are not looked at for that again; to do so takes a third of the
/// time a sheet takes.
pub(super) fn own(path: &str, bytes: &[u8]) -> Option<&'static OwnFile> {
    find(path, FILES).filter(|own| own.bytes() == bytes)
}

/// Whether a file is one inside the binary, to the byte.
pub fn is_own(path: &str, bytes: &[u8]) -> bool {
    own(path, bytes).is_some()
}

/// A file of the page.
#[cfg(feature = "serve")]
pub fn page(path: &str) -> Option<&'static [u8]> {
    find(&format!("web/app/{path}"), PAGE).map(OwnFile::bytes)
}

impl World for Embedded {
    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        let file = find(&inside(path)?, FILES);
        file.map(|file| file.bytes().to_vec()).ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    fn list(&self, folder: &str) -> io::Result<Vec<String>> {
        let inside = format!("{folder}/");
        let first = FILES.partition_point(|file| file.path < inside.as_str());
        let from_here = FILES[first..].iter().map_while(|file| {
            let rest = file.path.strip_prefix(&inside)?;
            Some(rest.split('/').next().unwrap_or(rest).to_owned())
        });
        let mut names: Vec<String> = from_here.collect();
        names.sort();
        names.dedup();
        Ok(names)
    }

    fn is_built_in(&self, path: &str) -> bool {
        inside(path).is_ok_and(|path| find(&path, FILES).is_some())
    }

    fn display_path(&self, path: &str) -> String {
        format!("(toroi)/{path}")
    }
}
