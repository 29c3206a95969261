//! Which styles of an ODS file strike their text out: those of a cell, a paragraph or a run of letters, by
//! themselves or because the style they are made from does.

use std::collections::{BTreeMap, BTreeSet};

use quick_xml::events::{BytesStart, Event};

use super::archive::bomb;
use super::rows::FileFault;
use crate::archive::{Archive, MOST_OF_A_PART, attribute};

/// The part that holds the styles with names of their own.
const STYLES: &str = "styles.xml";
/// As many styles as anybody makes.
const MOST_STYLES: usize = 1 << 16;
/// How far a style may be from the one it is made from; a circle ends there.
const MOST_PARENTS: usize = 32;

/// The styles as they are read.
#[derive(Debug, Default)]
pub(super) struct StruckStyles {
    /// Whether each says anything about a line, and what it is made from.
    all: BTreeMap<String, (Option<bool>, Option<String>)>,
    /// The one that is read.
    name: String,
}

impl StruckStyles {
    /// The styles with names of their own.
    pub(super) fn named(archive: &mut Archive) -> Result<StruckStyles, FileFault> {
        let mut styles = StruckStyles::default();
        let Some(mut xml) = archive.xml(STYLES, MOST_OF_A_PART)? else { return Ok(styles) };
        loop {
            match xml.next()? {
                Event::Start(tag) | Event::Empty(tag) => styles.tag(&tag)?,
                Event::Eof => return Ok(styles),
                _ => {}
            }
        }
    }

    /// Takes what a tag of a style says.
    pub(super) fn tag(&mut self, tag: &BytesStart<'_>) -> Result<(), FileFault> {
        match tag.local_name().as_ref() {
            "style" => {
                if self.all.len() == MOST_STYLES {
                    return Err(bomb());
                }
                self.name = attribute(tag, "name").unwrap_or_default();
                let parent = attribute(tag, "parent-style-name");
                self.all.insert(self.name.clone(), (None, parent));
            }
            // What follows belongs to no style by name.
            "default-style" => self.name.clear(),
            "text-properties" => {
                let lines = ["text-line-through-style", "text-line-through-type"];
                let said: Vec<bool> =
                    lines.iter().filter_map(|line| Some(attribute(tag, line)? != "none")).collect();
                if let Some((own, _)) = self.all.get_mut(&self.name).filter(|_| !said.is_empty()) {
                    *own = Some(said.iter().all(|is_line| *is_line));
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// The name of the style that is read.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// Those that strike text out.
    pub(super) fn struck(&self) -> BTreeSet<String> {
        let is_struck = |name: &&String| {
            let mut name = name.as_str();
            for _ in 0..MOST_PARENTS {
                let Some((own, parent)) = self.all.get(name) else { return false };
                match (own, parent) {
                    (Some(own), _) => return *own,
                    (None, Some(parent)) => name = parent,
                    (None, None) => return false,
                }
            }
            false
        };
        self.all.keys().filter(is_struck).cloned().collect()
    }
}
