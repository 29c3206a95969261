//! What does not change from rung to rung of the ladder, and need not be found again.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use std::sync::Arc;

use super::paragraph::Lines;
use crate::geom::Len;
use crate::qr::{self, QrCode};
use crate::text::{Opportunity, opportunities};

/// As many texts or codes are kept while one copy after another is made.
const MANY: usize = 512;

/// As many items of set lines are kept, which take a few hundred bytes each.
const MOST_ITEMS: usize = 8000;

/// Break opportunities by text, QR codes by address, and lines that many copies share.
#[derive(Debug, Default)]
pub(super) struct Memory {
    /// Whether one copy after another is made.
    for_copies: bool,
    lines: BTreeMap<Vec<u8>, Lines>,
    /// Lines of the one copy that is laid out, which is asked the same again and again.
    own: Option<BTreeMap<Vec<u8>, Lines>>,
    /// How many items are in them.
    items: usize,
    breaks: BTreeMap<String, Rc<[Opportunity]>>,
    codes: BTreeMap<String, Option<Arc<QrCode>>>,
    proven: BTreeMap<(String, Len), bool>,
    /// Widths in modules, and sides of a module, of codes that were read back as painted.
    widths: BTreeSet<(usize, Len)>,
}

impl Memory {
    /// A memory for one copy after another, most of whose lines are alike.
    pub(super) fn for_copies() -> Memory {
        Memory { for_copies: true, ..Memory::default() }
    }

    /// Whether lines are kept.
    pub(super) fn keeps_lines(&self) -> bool {
        self.for_copies
    }

    /// Keeps the lines of one copy from here on, or ends to.
    pub(super) fn keep_own(&mut self, keep: bool) {
        self.own = keep.then(BTreeMap::new);
    }

    /// The lines of the one copy that is laid out, while they are kept.
    pub(super) fn own(&mut self) -> Option<&mut BTreeMap<Vec<u8>, Lines>> {
        self.own.as_mut()
    }

    /// The lines that were kept by this key.
    pub(super) fn lines(&self, key: &[u8]) -> Option<Lines> {
        self.lines.get(key).cloned()
    }

    /// Keeps lines, and forgets all others when they are many.
    pub(super) fn keep_lines(&mut self, key: Vec<u8>, lines: &Lines) {
        if self.items > MOST_ITEMS {
            self.items = 0;
            self.lines.clear();
        }
        self.items += lines.items.len() + 1;
        self.lines.insert(key, lines.clone());
    }

    /// Where lines of `text` may end.
    pub(super) fn breaks(&mut self, text: &str) -> Rc<[Opportunity]> {
        if let Some(known) = self.breaks.get(text) {
            return Rc::clone(known);
        }
        let found: Rc<[Opportunity]> = opportunities(text).into();
        self.breaks.insert(text.to_owned(), Rc::clone(&found));
        found
    }

    /// The code of an address; `None` when it is longer than any code.
    pub(super) fn code(&mut self, url: &str) -> Option<Arc<QrCode>> {
        let make = || QrCode::encode(url).map(Arc::new);
        self.codes.entry(url.to_owned()).or_insert_with(make).clone()
    }

    /// Whether a code says what it should: each is read module by module, and one of each width is
    /// read back as painted too (QR-05).
    pub(super) fn proves(&mut self, url: &str, code: &QrCode, module: Len) -> bool {
        if !self.widths.contains(&(code.width, module)) {
            if qr::read_back(&code.bars(module), code.width, module).as_deref() != Some(url) {
                return false;
            }
            self.widths.insert((code.width, module));
        }
        code.proves(url)
    }

    /// Forgets all texts and codes when they are many: copies may have values without end.
    pub(super) fn keep_small(&mut self) {
        if self.breaks.len() > MANY {
            self.breaks.clear();
        }
        if self.codes.len() > MANY {
            self.codes.clear();
        }
        if self.proven.len() > MANY {
            self.proven.clear();
        }
    }

    /// Whether a code painted with modules of this size reads back as its address (QR-05).
    pub(super) fn reads_back(&mut self, url: &str, code: &QrCode, module: Len) -> bool {
        let read = || qr::read_back(&code.bars(module), code.width, module);
        let key = (url.to_owned(), module);
        *self.proven.entry(key).or_insert_with(|| read().as_deref() == Some(url))
    }
}
