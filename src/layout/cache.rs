//! What does not change from step to step or from copy to copy, and need not be found
//! again.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use super::attr::Attr;
use super::facts::NodeFacts;
use super::laid::{BlockKey, BlockQuery, FieldBlock, Laid};
use super::lines::ParagraphLines;
use super::shaped::ShapedText;
use super::spoken;
use crate::geom::Len;
use crate::lru::Lru;
use crate::qr::{self, QrCode};
use crate::text::{Fonts, Opportunity, opportunities};

/// As many texts or codes are kept while one copy after another is laid out.
const MANY: usize = 512;

/// As many items of set lines are kept, which take a few hundred bytes each.
const MOST_ITEMS: usize = 8000;

/// As many items of blocks that copies share are kept; those of a leaflet are some hundreds on each
/// step of the list of steps.
const MOST_SHARED: usize = 20_000;

/// As many items of lines with values are kept.
const MOST_OWN: usize = 1000;

/// As many bytes of shapes are known.
const MOST_SHAPES: usize = 1 << 20;

/// As many nodes are known.
const MOST_FACTS: usize = 1 << 14;

/// What is known of a text, whatever it looks like.
#[derive(Clone, Debug)]
pub(super) struct KnownText {
    /// Where its lines may end.
    pub breaks: Rc<[Opportunity]>,
    /// Where it is heard as English.
    pub english: Rc<[Range<usize>]>,
    /// How it was shaped last.
    shaped: Option<Rc<ShapedText>>,
}

/// What is known of texts, QR codes by address, lines by all that decides them; and, where one copy
/// after another is laid out, blocks.
#[derive(Debug)]
pub(super) struct LayoutCache {
    lines: BTreeMap<Vec<u8>, ParagraphLines>,
    /// How many items are in them.
    items: usize,
    texts: BTreeMap<String, KnownText>,
    codes: BTreeMap<String, Option<Arc<QrCode>>>,
    proven: BTreeMap<(String, Len), bool>,
    /// Widths in modules, and sides of a module, of codes that were read back as painted.
    widths: BTreeSet<(usize, Len)>,
    /// The address whose code was proved last: each step of the list of steps asks for it.
    last_proven: String,
    /// Blocks that no field touches.
    pub shared: Lru<BlockKey, Rc<Laid>>,
    /// Blocks with the values of one copy, and these values: a copy is asked for them once to find
    /// others like it, and again when there are none.
    of_copy: (Vec<String>, BTreeMap<BlockKey, Rc<Laid>>),
    /// Lines with values: many lists name the same street again and again.
    pub own: Lru<Vec<u8>, ParagraphLines>,
    /// What is known of nodes, by their document and place.
    pub facts: Lru<(u64, usize), NodeFacts>,
    /// How many blocks are shared, or were.
    blocks: u64,
    /// Numbers of shapes of blocks with fields.
    shapes: Lru<Vec<u8>, u64>,
    /// The blocks with fields of the copy that is laid out, in order, and how many fields they have.
    pub trace: Vec<(BlockQuery, FieldBlock)>,
    pub traced_fields: usize,
}

impl Default for LayoutCache {
    fn default() -> LayoutCache {
        LayoutCache {
            lines: BTreeMap::new(),
            items: 0,
            texts: BTreeMap::new(),
            codes: BTreeMap::new(),
            proven: BTreeMap::new(),
            widths: BTreeSet::new(),
            last_proven: String::new(),
            shared: Lru::new(MOST_SHARED),
            of_copy: (Vec::new(), BTreeMap::new()),
            own: Lru::new(MOST_OWN),
            facts: Lru::new(MOST_FACTS),
            blocks: 0,
            shapes: Lru::new(MOST_SHAPES),
            trace: Vec::new(),
            traced_fields: 0,
        }
    }
}

impl LayoutCache {
    /// The blocks that were laid out with these values, if the last ones were.
    pub(super) fn of_copy(&mut self, values: &[String]) -> &mut BTreeMap<BlockKey, Rc<Laid>> {
        let (known, blocks) = &mut self.of_copy;
        if known != values {
            values.clone_into(known);
            blocks.clear();
        }
        blocks
    }

    /// The number of a shape, by all that can be seen of it.
    pub(super) fn shape(&mut self, mut key: Vec<u8>) -> u64 {
        if let Some(known) = self.shapes.get(key.as_slice()) {
            return *known;
        }
        // One that was forgotten gets another: numbers are never given twice.
        let (number, weight) = (self.new_block(), key.len());
        key.shrink_to_fit();
        self.shapes.insert(key, number, weight);
        number
    }

    /// A number that no other block or shape has.
    pub(super) fn new_block(&mut self) -> u64 {
        self.blocks += 1;
        self.blocks
    }

    /// The lines that were kept by this key.
    pub(super) fn lines(&self, key: &[u8]) -> Option<ParagraphLines> {
        self.lines.get(key).cloned()
    }

    /// Keeps lines, and forgets all others when they are many.
    pub(super) fn keep_lines(&mut self, key: Vec<u8>, lines: &ParagraphLines) {
        if self.items > MOST_ITEMS {
            self.items = 0;
            self.lines.clear();
        }
        self.items += lines.items.len() + 1;
        self.lines.insert(key, lines.clone());
    }

    /// Where lines of `text` may end, and where it is English.
    pub(super) fn text(&mut self, text: &str) -> KnownText {
        if let Some(known) = self.texts.get(text) {
            return known.clone();
        }
        let (breaks, english) = (opportunities(text).into(), spoken::english(text).into());
        let known = KnownText { breaks, english, shaped: None };
        self.texts.insert(text.to_owned(), known.clone());
        known
    }

    /// A text with such attributes as shaped words.
    pub(super) fn shaped(
        &mut self,
        text: &str,
        attrs: &[Attr<'_>],
        fonts: &Fonts,
    ) -> Rc<ShapedText> {
        let known = self.text(text);
        if let Some(known) = known.shaped.filter(|known| known.is_of(attrs)) {
            return known;
        }
        let shaped = Rc::new(ShapedText::new(text, attrs, &known.breaks, fonts));
        if let Some(known) = self.texts.get_mut(text) {
            known.shaped = Some(Rc::clone(&shaped));
        }
        shaped
    }

    /// The code of an address; `None` when it is longer than any code.
    pub(super) fn code(&mut self, url: &str) -> Option<Arc<QrCode>> {
        let make = || QrCode::encode(url).map(Arc::new);
        self.codes.entry(url.to_owned()).or_insert_with(make).clone()
    }

    /// Whether a code says what it should: each is read module by module, and one of each width is
    /// read back as painted too (QR-05).
    pub(super) fn proves(&mut self, url: &str, code: &QrCode, module: Len) -> bool {
        let is_known = self.widths.contains(&(code.width, module));
        if is_known && self.last_proven == url {
            return true;
        }
        if !is_known {
            if qr::read_back(&code.bars(module), code.width, module).as_deref() != Some(url) {
                return false;
            }
            self.widths.insert((code.width, module));
        }
        let proves = code.proves(url);
        if proves {
            url.clone_into(&mut self.last_proven);
        }
        proves
    }

    /// Forgets all texts and codes when they are many: copies may have values without end.
    pub(super) fn keep_small(&mut self) {
        if self.texts.len() > MANY {
            self.texts.clear();
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
