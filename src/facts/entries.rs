//! The entries of a file, each by its id, read when they are asked for or all at once.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::OnceLock;

use crate::diag::Sink;
use crate::source::Source;
use crate::span::Span;
use crate::yaml::{CompiledNode, Node, Spanned};

/// Reads one entry; what is wrong with it goes into the sink.
pub(crate) type ReadEntry<T> = fn(&(Spanned<String>, Node), &mut Sink) -> Option<T>;

/// Entries by id.
pub(crate) struct Entries<T> {
    by_id: BTreeMap<Cow<'static, str>, FactEntry<T>>,
    /// The file whose entries are read when they are asked for.
    apart: Option<(Source, ReadEntry<T>)>,
    /// Entries that count where there is none of the same id here.
    behind: Option<Box<Entries<T>>>,
}

/// An entry, or where it stands.
struct FactEntry<T> {
    /// Where its id stands, and the rest of it, in the file it is read from when it is asked for.
    unread: Option<(Span, CompiledNode)>,
    /// In a box: most are never read, and take no room so.
    read: OnceLock<Option<Box<T>>>,
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
        let entry = FactEntry { unread: None, read: OnceLock::from(Some(Box::new(entry))) };
        self.by_id.insert(Cow::Owned(id), entry);
    }

    /// Takes one of the program's own files apart without reading its entries, which stand under
    /// `heading`: a leaflet cites twenty of two hundred facts, and reading all took as long as a third of
    /// the sheet. `None` where the file is not compiled.
    pub(crate) fn index(source: &Source, heading: &str, read: ReadEntry<T>) -> Option<Self> {
        let fields = CompiledNode::of(source)?.field(heading, source)?.fields(source)?;
        let entries = fields.into_iter().map(|(id, value)| {
            let unread = Some((Span::new(source.id, id.clone()), value));
            (source.shared(id), FactEntry { unread, read: OnceLock::new() })
        });
        let by_id = entries.collect();
        Some(Entries { by_id, apart: Some((source.clone(), read)), behind: None })
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
            let (id, value) = entry.unread?;
            let id = Spanned::new(source.slice(id).to_owned(), id);
            // The file is known to have no mistake, so nothing is reported here.
            read(&(id, value.read(source)?), &mut Sink::new()).map(Box::new)
        };
        entry.read.get_or_init(read).as_deref()
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
            (Some(entry), Some((source, _))) => source.text.get(entry.unread?.1.range(source)?),
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
        let all: BTreeSet<&str> = self.by_id.keys().chain(behind).map(|id| &**id).collect();
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
