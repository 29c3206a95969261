//! The entries of a file, each by its id, read when they are asked for or all at once.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::ops::Range;
use std::sync::OnceLock;

use crate::diag::Sink;
use crate::source::Source;
use crate::yaml::{self, Node, Spanned};

/// Reads one entry; what is wrong with it goes into the sink.
pub(crate) type ReadEntry<T> = fn(&(Spanned<String>, Node), &mut Sink) -> Option<T>;

/// Entries by id.
pub(crate) struct Entries<T> {
    by_id: BTreeMap<String, FactEntry<T>>,
    /// The file whose entries are read when they are asked for.
    apart: Option<(Source, ReadEntry<T>)>,
    /// Entries that count where there is none of the same id here.
    behind: Option<Box<Entries<T>>>,
}

/// An entry, or where it stands.
struct FactEntry<T> {
    range: Range<usize>,
    read: OnceLock<Option<T>>,
}

impl<T> Default for Entries<T> {
    fn default() -> Entries<T> {
        Entries { by_id: BTreeMap::new(), apart: None, behind: None }
    }
}

impl<T: fmt::Debug> fmt::Debug for Entries<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_list().entries(self.by_id.keys()).finish()
    }
}

impl<T> Entries<T> {
    /// Adds an entry that was read.
    pub(crate) fn add(&mut self, id: String, entry: T) {
        self.by_id.insert(id, FactEntry { range: 0..0, read: OnceLock::from(Some(entry)) });
    }

    /// Takes a file that is known to have no mistake apart without reading its entries, which stand
    /// under `heading`: a leaflet cites twenty of two hundred facts, and reading all took as long
    /// as a third of the sheet. Gives the entries and where the heading stands; `None` where the
    /// file is not written one entry under the other, two spaces in.
    pub(crate) fn index(
        source: &Source,
        heading: &str,
        read: ReadEntry<T>,
    ) -> Option<(Self, usize)> {
        let apart = Some((source.clone(), read));
        let mut all = Entries { apart, ..Entries::default() };
        let mut open: Option<(&str, usize)> = None;
        let (mut head, mut at) = (None, 0);
        for line in source.text.split_inclusive('\n') {
            let start = at;
            at += line.len();
            // Most lines stand inside of an entry, or are blank.
            if line.starts_with("    ") {
                continue;
            }
            let words = line.trim_end();
            if words.is_empty() || words.trim_start().starts_with('#') {
                continue;
            }
            all.close(open.take(), start)?;
            if words.starts_with(' ') {
                let (id, _) = words.trim_start().split_once(':')?;
                let is_two_in = words.strip_prefix("  ").is_some_and(|rest| rest.starts_with(id));
                open = Some((id, start)).filter(|_| head.is_some() && is_two_in && is_id(id));
                open?;
            } else if words.strip_suffix(':') == Some(heading) {
                head = Some(start);
            } else if head.is_some() {
                return None;
            }
        }
        all.close(open, at)?;
        Some((all, head?))
    }

    /// Ends an entry; `None` when its id is there already.
    fn close(&mut self, entry: Option<(&str, usize)>, end: usize) -> Option<()> {
        let Some((id, start)) = entry else { return Some(()) };
        let entry = FactEntry { range: start..end, read: OnceLock::new() };
        self.by_id.insert(id.to_owned(), entry).is_none().then_some(())
    }

    /// Puts other entries behind these.
    pub(crate) fn put_behind(&mut self, other: Entries<T>) {
        self.behind = Some(Box::new(other));
    }

    /// The entry of this id.
    pub(crate) fn get(&self, id: &str) -> Option<&T> {
        match self.by_id.get(id) {
            Some(entry) => self.open(entry),
            None => self.behind.as_ref()?.get(id),
        }
    }

    fn open<'e>(&'e self, entry: &'e FactEntry<T>) -> Option<&'e T> {
        let read = || {
            let (source, read) = self.apart.as_ref()?;
            // The file is known to have no mistake, so nothing is reported here.
            let mut sink = Sink::new();
            let node = yaml::parse_known(source, entry.range.clone())?;
            let fields = node.fields("", &mut sink)?;
            read(fields.all().next()?, &mut sink)
        };
        entry.read.get_or_init(read).as_ref()
    }

    /// All entries, by id.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &T> {
        self.ids().filter_map(|id| self.get(id))
    }

    /// All entries, those before others in which `words` stand as they are written: where any one will
    /// do, it need not be read after all that come before it. Some come twice.
    pub(crate) fn iter_near(&self, words: &str) -> impl Iterator<Item = &T> {
        let is_near =
            move |id: &&str| self.written(id).is_none_or(|written| written.contains(words));
        self.ids().filter(is_near).filter_map(|id| self.get(id)).chain(self.iter())
    }

    /// How the entry of this id is written, where it is read when it is asked for.
    fn written(&self, id: &str) -> Option<&str> {
        match (self.by_id.get(id), &self.apart) {
            (Some(entry), Some((source, _))) => source.text.get(entry.range.clone()),
            (Some(_), None) => None,
            (None, _) => self.behind.as_ref()?.written(id),
        }
    }

    /// The entries that stand in front of others.
    pub(crate) fn own(&self) -> impl Iterator<Item = &T> {
        self.by_id.values().filter_map(|entry| self.open(entry))
    }

    /// All ids.
    pub(crate) fn ids(&self) -> impl Iterator<Item = &str> {
        let behind = self.behind.iter().flat_map(|other| other.by_id.keys());
        let all: BTreeSet<&str> = self.by_id.keys().chain(behind).map(String::as_str).collect();
        all.into_iter()
    }

    /// Whether there is an entry of this id.
    pub(crate) fn has(&self, id: &str) -> bool {
        self.by_id.contains_key(id) || self.behind.as_ref().is_some_and(|other| other.has(id))
    }
}

/// `kich-hoat-bay-ngay`.
pub(crate) fn is_id(id: &str) -> bool {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    !id.is_empty() && id.chars().all(plain) && !id.starts_with('-') && !id.ends_with('-')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;

    #[test]
    fn what_is_written_otherwise_is_not_taken_apart() {
        let index = |text: &str| {
            let mut sources = Sources::new();
            let file = sources.add_text("facts.yaml", text.to_owned());
            let read: ReadEntry<String> = |(id, _), _| Some(id.it.clone());
            let (all, head) = Entries::index(sources.get(file), "facts", read)?;
            let ids: Vec<String> = all.iter().cloned().collect();
            Some((ids.join(" "), head))
        };
        let good = "day: 1\nfacts:\n  a:\n    says: x\n\n  # b\n  b: { says: y }\n";
        assert_eq!(index(good), Some(("a b".to_owned(), 7)));
        for odd in [
            "facts:\n   a:\n    says: x\n",
            "facts: {a: 1}\n  b:\n",
            "facts:\n  a:\n  a:\n",
            "facts:\n  a:\nmore: 1\n",
            "facts:\n  a\n",
            "a: 1\n",
        ] {
            assert_eq!(index(odd), None, "{odd}");
        }
    }
}
