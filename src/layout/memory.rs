//! What does not change from rung to rung of the ladder, and need not be found again.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::geom::Len;
use crate::qr::{self, QrCode};
use crate::text::{Opportunity, opportunities};

/// Break opportunities by text, QR codes by address.
#[derive(Debug, Default)]
pub(super) struct Memory {
    breaks: BTreeMap<String, Rc<[Opportunity]>>,
    codes: BTreeMap<String, Option<Rc<QrCode>>>,
    proven: BTreeMap<(String, Len), bool>,
}

impl Memory {
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
    pub(super) fn code(&mut self, url: &str) -> Option<Rc<QrCode>> {
        let make = || QrCode::encode(url).map(Rc::new);
        self.codes.entry(url.to_owned()).or_insert_with(make).clone()
    }

    /// Whether a code painted with modules of this size reads back as its address (QR-05).
    pub(super) fn reads_back(&mut self, url: &str, code: &QrCode, module: Len) -> bool {
        let read = || qr::read_back(&code.bars(module), code.width, module);
        let key = (url.to_owned(), module);
        *self.proven.entry(key).or_insert_with(|| read().as_deref() == Some(url))
    }
}
