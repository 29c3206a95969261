//! The files inside the binary.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::sync::LazyLock;

use include_dir::{Dir, include_dir};

use super::World;
use super::inside::inside;

static GUIDES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/guides");
static TEMPLATES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates");
/// The files of the page that people see in a browser.
#[cfg(feature = "serve")]
pub static PAGE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/web/app");

/// All files by path. `Dir::get_file` compares paths part by part with one file after the other, which
/// took a twentieth of the time of a leaflet.
static FILES: LazyLock<BTreeMap<String, &'static [u8]>> = LazyLock::new(|| {
    let mut files = BTreeMap::new();
    for (folder, dir) in [("guides", &GUIDES), ("templates", &TEMPLATES)] {
        add(folder, dir, &mut files);
    }
    files
});

fn add(folder: &str, dir: &'static Dir<'static>, files: &mut BTreeMap<String, &'static [u8]>) {
    for file in dir.files() {
        files.insert(format!("{folder}/{}", name(file.path())), file.contents());
    }
    for dir in dir.dirs() {
        add(&format!("{folder}/{}", name(dir.path())), dir, files);
    }
}

/// The last part of a path.
fn name(path: &Path) -> String {
    path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}

/// The guides and templates inside the binary.
#[derive(Debug)]
pub struct Embedded;

/// Whether a file is one inside the binary, to the byte. Tests prove that these hold nothing to mend
/// and no mistake, so that they are not looked at for that again; to do so takes a third of the
/// time a sheet takes.
pub fn is_own(path: &str, bytes: &[u8]) -> bool {
    FILES.get(path).is_some_and(|own| *own == bytes)
}

impl World for Embedded {
    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        let file = FILES.get(&inside(path)?);
        file.map(|bytes| bytes.to_vec()).ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    fn list(&self, folder: &str) -> io::Result<Vec<String>> {
        let inside = format!("{folder}/");
        let from_here = FILES.range(inside.clone()..).map_while(|(path, _)| {
            let rest = path.strip_prefix(&inside)?;
            Some(rest.split('/').next().unwrap_or(rest).to_owned())
        });
        let mut names: Vec<String> = from_here.collect();
        names.sort();
        names.dedup();
        Ok(names)
    }

    fn is_built_in(&self, path: &str) -> bool {
        inside(path).is_ok_and(|path| FILES.contains_key(&path))
    }

    fn display_path(&self, path: &str) -> String {
        format!("(toroi)/{path}")
    }
}
