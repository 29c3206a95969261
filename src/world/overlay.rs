//! A project with changes nobody has saved: what a person types into a page, over what is there.

use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;

use super::{MAX_BYTES, World, inside};

/// Files in front of those of another world.
#[derive(Clone)]
pub struct Overlay {
    base: Arc<dyn World>,
    /// What stands in front, by path; nothing where a file was taken away.
    changes: BTreeMap<String, Option<Arc<[u8]>>>,
}

impl Overlay {
    /// A world as it is.
    pub fn new(base: Arc<dyn World>) -> Overlay {
        Overlay { base, changes: BTreeMap::new() }
    }

    /// Puts a file in front, or takes one away.
    ///
    /// # Errors
    /// [`PathRefusal`](crate::disk::PathRefusal) for a path that leads out of the project, `FileTooLarge`
    /// above [`MAX_BYTES`].
    pub fn set(&mut self, path: &str, content: Option<&[u8]>) -> io::Result<()> {
        if content.is_some_and(|content| content.len() > MAX_BYTES) {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.changes.insert(inside(path)?, content.map(Arc::from));
        Ok(())
    }
}

impl World for Overlay {
    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        match self.changes.get(&inside(path)?) {
            Some(Some(content)) => Ok(content.to_vec()),
            Some(None) => Err(io::ErrorKind::NotFound.into()),
            None => self.base.read(path),
        }
    }

    fn read_text(&self, path: &str) -> io::Result<Vec<u8>> {
        if self.changes.contains_key(&inside(path)?) {
            return self.read(path);
        }
        self.base.read_text(path)
    }

    fn is_one_of(&self, path: &str, files: &[&[u8]]) -> io::Result<bool> {
        if self.changes.contains_key(&inside(path)?) {
            return Ok(files.contains(&&*self.read(path)?));
        }
        self.base.is_one_of(path, files)
    }

    fn list(&self, folder: &str) -> io::Result<Vec<String>> {
        let mut names = self.base.list(folder)?;
        for (path, content) in &self.changes {
            let rest = path.strip_prefix(folder).and_then(|rest| rest.strip_prefix('/'));
            let Some((name, is_file)) = rest.map(|rest| match rest.split_once('/') {
                Some((name, _)) => (name, false),
                None => (rest, true),
            }) else {
                continue;
            };
            match content {
                Some(_) => names.push(name.to_owned()),
                None if is_file => names.retain(|known| known != name),
                None => {}
            }
        }
        names.sort();
        names.dedup();
        Ok(names)
    }

    fn is_built_in(&self, path: &str) -> bool {
        // Who changes one of ours on the way does not make a project of their own of it.
        self.base.is_built_in(path)
    }

    fn display_path(&self, path: &str) -> String {
        let path = path.strip_prefix("./").unwrap_or(path);
        if self.changes.contains_key(path) { path.to_owned() } else { self.base.display_path(path) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disk::PathRefusal;
    use crate::world::Embedded;

    #[test]
    fn changes_stand_in_front_and_files_can_be_taken_away() {
        let mut world = Overlay::new(Arc::new(Embedded));
        let before = world.list("guides").unwrap();
        world.set("guides/moi.md", Some(b"x")).unwrap();
        world.set("guides/pictures/moi.svg", Some(b"y")).unwrap();
        world.set("guides/cai-dat-vneid.md", None).unwrap();
        let after = world.list("guides").unwrap();
        assert_eq!(world.read("./guides/moi.md").unwrap(), b"x");
        assert!(after.contains(&"moi.md".to_owned()) && after.contains(&"pictures".to_owned()));
        assert!(before.contains(&"cai-dat-vneid.md".to_owned()));
        assert!(!after.contains(&"cai-dat-vneid.md".to_owned()));
        let gone = world.read("guides/cai-dat-vneid.md").unwrap_err();
        assert_eq!(gone.kind(), io::ErrorKind::NotFound);
        assert!(world.read_text("templates/base.yaml").is_ok());
        for path in ["../x", "/x", "guides/../../x"] {
            assert!(PathRefusal::of(&world.set(path, Some(b"x")).unwrap_err()).is_some());
            assert!(PathRefusal::of(&world.read(path).unwrap_err()).is_some());
        }
    }
}
