//! The files inside the binary, as `src/build.rs` lists them.

use std::io;

use super::World;
use super::inside::inside;

/// A file inside the binary.
#[derive(Debug)]
pub(super) struct OwnFile {
    path: &'static str,
    pub(super) text: &'static str,
    /// Its YAML, as [`CompiledNode`](crate::yaml::CompiledNode) reads it; nothing where it has none.
    pub(super) nodes: &'static [u8],
}

/// Guides and templates, in the order of their paths.
static FILES: &[OwnFile] = include!(concat!(env!("OUT_DIR"), "/own_files.rs"));
/// The page that people see in a browser, in the order of the paths.
#[cfg(feature = "serve")]
static PAGE: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/page_files.rs"));

/// The guides and templates inside the binary.
#[derive(Debug)]
pub struct Embedded;

fn find(path: &str) -> Option<&'static OwnFile> {
    FILES.binary_search_by(|file| file.path.cmp(path)).ok().map(|at| &FILES[at])
}

/// The file inside the binary that a file is, to the byte. Tests prove that these hold nothing to mend
/// and no mistake, so that they are not looked at for that again; to do so takes a third of the
/// time a sheet takes.
pub(super) fn own(path: &str, bytes: &[u8]) -> Option<&'static OwnFile> {
    find(path).filter(|own| own.text.as_bytes() == bytes)
}

/// Whether a file is one inside the binary, to the byte.
pub fn is_own(path: &str, bytes: &[u8]) -> bool {
    own(path, bytes).is_some()
}

/// A file of the page.
#[cfg(feature = "serve")]
pub fn page(path: &str) -> Option<&'static [u8]> {
    let path = format!("web/app/{path}");
    PAGE.binary_search_by(|(own, _)| (*own).cmp(&path)).ok().map(|at| PAGE[at].1)
}

impl World for Embedded {
    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        let file = find(&inside(path)?);
        file.map(|file| file.text.into()).ok_or_else(|| io::ErrorKind::NotFound.into())
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
        inside(path).is_ok_and(|path| find(&path).is_some())
    }

    fn display_path(&self, path: &str) -> String {
        format!("(toroi)/{path}")
    }
}
