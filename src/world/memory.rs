//! Files in memory.

use std::collections::BTreeMap;
use std::io;

use super::inside::inside;
use super::{Embedded, GUIDES_FOLDER, SUBJECT, World};

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
        if folder != GUIDES_FOLDER || !self.files.contains_key(SUBJECT) {
            names.extend(Embedded.list(folder)?);
        }
        names.sort();
        names.dedup();
        Ok(names)
    }

    fn is_built_in(&self, path: &str) -> bool {
        !self.files.contains_key(path) && Embedded.is_built_in(path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disk::PathRefusal;

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
