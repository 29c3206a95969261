//! One copy of a document after another, each with values of its own.
//!
//! A block that no field touches is laid out once for each step of the ladder, and stands on the
//! pages of all copies as one [`Item::Shared`]. A block with fields is laid out for each copy; what a
//! value touches in it stands between the marks of an [`Item::Field`].

use std::rc::Rc;
use std::sync::Arc;

use super::around::{self, Beside, Hollow};
use super::blocks::Setter;
use super::cache::LayoutCache;
use super::facts::Facts;
use super::fit;
use super::page::{Item, Pages, Placed, Shared, SharedBlock, Tag};
use super::paragraph::{self, Lines, TextStyle};
use super::piece::{Piece, Repeat};
use super::readable::Readable;
use crate::cancel::Cancel;
use crate::diag::{Diagnostic, Sink};
use crate::doc::{Align, Doc, Run, SheetStyle, field};
use crate::geom::{Len, Point, Size};
use crate::qr;
use crate::text::Fonts;

/// Lays out copies; each thread has its own.
pub struct CopyLayouter<'f> {
    fonts: &'f Fonts,
    cache: LayoutCache,
    documents: u64,
}

/// A document that copies are made of.
pub struct CopyDoc {
    doc: Doc,
    number: u64,
    /// Its pictures, by the numbers that items give them: pages without a page.
    art: Pages,
}

impl CopyDoc {
    /// Its pictures and inks, as painters want them.
    pub fn art(&self) -> &Pages {
        &self.art
    }

    /// A number that no other document of its layouter has.
    pub fn number(&self) -> u64 {
        self.number
    }

    /// How many bytes its pictures have.
    pub fn pixels(&self) -> usize {
        self.art.images.iter().map(|raster| raster.pixels.bytes()).sum()
    }
}

impl<'f> CopyLayouter<'f> {
    /// A layouter that remembers nothing yet.
    pub fn new(fonts: &'f Fonts) -> CopyLayouter<'f> {
        CopyLayouter { fonts, cache: LayoutCache::for_copies(), documents: 0 }
    }

    /// Makes copies of a document possible.
    pub fn document(&mut self, doc: Doc, style: &SheetStyle) -> CopyDoc {
        self.documents += 1;
        let art = fit::art(&doc, style);
        CopyDoc { doc, number: self.documents, art }
    }

    /// Lays out the copy with these values, on the same pages that a document with the values in the
    /// place of the fields would have. Its pictures are those of [`CopyDoc::art`].
    pub fn layout(
        &mut self,
        doc: &CopyDoc,
        style: &SheetStyle,
        values: &[String],
        cancel: &Cancel,
        sink: &mut Sink,
    ) -> Option<Pages> {
        self.cache.keep_small();
        let copy = Some(Copy { values, document: doc.number });
        fit::lay_out(&doc.doc, style, self.fonts, (&mut self.cache, cancel), copy, sink)
    }
}

/// The copy that is laid out.
#[derive(Clone, Copy, Debug)]
pub(super) struct Copy<'v> {
    pub values: &'v [String],
    /// The number of its document.
    document: u64,
}

/// All that decides how a block is set, but for values.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct BlockKey {
    document: u64,
    /// The place of its node and of the step of the ladder, which do not move while there are copies.
    node: usize,
    step: usize,
    width: Len,
    /// What else its surroundings give it: the diameter of the discs of a list.
    size: Len,
    is_centred: bool,
    /// The page and how many there are, where it says so.
    page: Option<(usize, usize)>,
    /// Middle of the hole it keeps off, where it begins, and which lines it may have.
    hollow: Option<[Len; 4]>,
    beside: Option<Beside>,
}

/// A block as set, with tags that are numbered from 1.
#[derive(Debug)]
pub(super) struct Laid {
    pieces: Vec<Piece>,
    tags: u32,
    problems: Vec<Diagnostic>,
}

impl Laid {
    /// How many items it has.
    fn weight(&self) -> usize {
        let count = |items: &[Placed]| -> usize {
            let of = |placed: &Placed| match &placed.item {
                Item::Shared(shared) => 1 + shared.block.items.len(),
                _ => 1,
            };
            items.iter().map(of).sum()
        };
        1 + self.pieces.iter().map(|piece| count(&piece.items)).sum::<usize>()
    }

    /// The same with the items of each piece as one.
    fn shared(mut self, cache: &mut LayoutCache) -> Laid {
        let mut shared = |items: Vec<Placed>| {
            if items.is_empty() {
                return items;
            }
            let block = Arc::new(SharedBlock { id: cache.new_block(), items });
            let item = Item::Shared(Shared { block, tags: 0 });
            vec![Placed { at: Point::default(), item }]
        };
        let mut repeat: Option<Arc<Repeat>> = None;
        for piece in &mut self.pieces {
            piece.items = shared(std::mem::take(&mut piece.items));
            // All rows of a table repeat one head.
            if let Some(own) = &piece.repeats {
                let same = repeat.get_or_insert_with(|| {
                    Arc::new(Repeat { items: shared(own.items.clone()), height: own.height })
                });
                piece.repeats = Some(Arc::clone(same));
            }
        }
        self
    }

    /// Its pieces with tags numbered after `before`.
    fn pieces(&self, before: u32) -> Vec<Piece> {
        let renumber = |items: &mut [Placed]| {
            for placed in items {
                match &mut placed.item {
                    Item::Open(tag) if tag.id > 0 => tag.id += before,
                    Item::Shared(shared) => shared.tags += before,
                    _ => {}
                }
            }
        };
        let mut repeat: Option<Arc<Repeat>> = None;
        let mut pieces = self.pieces.clone();
        for piece in &mut pieces {
            renumber(&mut piece.items);
            if let Some(Tag { id, .. }) = &mut piece.list {
                *id += before;
            }
            if let Some(own) = &piece.repeats {
                let same = repeat.get_or_insert_with(|| {
                    let mut own = Repeat { items: own.items.clone(), height: own.height };
                    renumber(&mut own.items);
                    Arc::new(own)
                });
                piece.repeats = Some(Arc::clone(same));
            }
        }
        pieces
    }
}

impl<'v> Setter<'_, 'v> {
    /// The pieces of a block, whose node or what stands for it is `node`: those that were made before
    /// in the same surroundings and, where it has fields, of the same values. `size` is what else its
    /// surroundings give it.
    pub(super) fn once<N: ?Sized>(
        &mut self,
        node: &N,
        (width, size): (Len, Len),
        facts: impl FnOnce(&N) -> Facts,
        make: impl FnOnce(&mut Self) -> Vec<Piece>,
    ) -> Vec<Piece> {
        let Some(copy) = self.copy else { return make(self) };
        let place = std::ptr::from_ref(node).cast::<()>() as usize;
        let Facts { fields, says_page } = self.facts((copy.document, place), || facts(node));
        let hollow = self.hollow.take();
        let key = BlockKey {
            document: copy.document,
            node: place,
            step: std::ptr::from_ref(self.rung) as usize,
            width,
            size,
            is_centred: self.align == Align::Centre,
            page: says_page.then_some(self.page),
            hollow: hollow.map(|it| [it.ring.centre.x, it.ring.centre.y, it.at.x, it.at.y]),
            beside: hollow.map(|it| it.lines),
        };
        let laid = if fields.is_empty() {
            if let Some(laid) = self.cache.shared.get(&key).map(Rc::clone) {
                return self.place(&laid);
            }
            let laid = self.apart(None, hollow, make);
            let weight = laid.weight();
            let laid = Rc::new(laid.shared(self.cache));
            self.cache.shared.insert(key, Rc::clone(&laid), weight);
            laid
        } else {
            let value = |field: &usize| copy.values.get(*field).cloned().unwrap_or_default();
            let key = (key, fields.iter().map(value).collect::<Vec<String>>());
            if let Some(laid) = self.cache.filled.get(&key).map(Rc::clone) {
                return self.place(&laid);
            }
            let laid = Rc::new(self.apart(Some(copy), hollow, make));
            self.cache.filled.insert(key, Rc::clone(&laid), laid.weight());
            laid
        };
        self.place(&laid)
    }

    fn facts(&mut self, key: (u64, usize), make: impl FnOnce() -> Facts) -> Facts {
        if let Some(known) = self.cache.facts.get(&key) {
            return known.clone();
        }
        let facts = make();
        self.cache.facts.insert(key, facts.clone(), 1);
        facts
    }

    /// Makes a block as if nothing stood before it.
    fn apart(
        &mut self,
        copy: Option<Copy<'v>>,
        hollow: Option<Hollow>,
        make: impl FnOnce(&mut Self) -> Vec<Piece>,
    ) -> Laid {
        let copy = std::mem::replace(&mut self.copy, copy);
        let before = std::mem::take(&mut self.problems);
        let tags = std::mem::take(&mut self.next_tag);
        self.hollow = hollow;
        let pieces = make(self);
        (self.copy, self.hollow) = (copy, None);
        Laid {
            pieces,
            tags: std::mem::replace(&mut self.next_tag, tags),
            problems: std::mem::replace(&mut self.problems, before),
        }
    }

    /// A block behind those before it.
    fn place(&mut self, laid: &Laid) -> Vec<Piece> {
        let pieces = laid.pieces(self.next_tag);
        self.next_tag += laid.tags;
        self.problems.extend(laid.problems.iter().cloned());
        pieces
    }

    /// Whether a copy is laid out and a run has a value of its own.
    pub(super) fn is_own(&self, runs: &[Run]) -> bool {
        self.copy.is_some() && runs.iter().any(has_field)
    }

    /// Lines with the values of this copy, between the marks of a field; as the words of an address
    /// where `words` says so.
    pub(super) fn own_lines(
        &mut self,
        runs: &[Run],
        style: &TextStyle,
        (width, hollow): (Len, Option<Hollow>),
        words: bool,
    ) -> Lines {
        let runs = self.filled(runs, words);
        let Setter { page, fonts, cache, problems, .. } = self;
        let mut lines = match hollow {
            Some(hollow) => {
                around::set(&runs, style, width, *page, hollow, (fonts, cache), problems)
            }
            None => paragraph::set_anew(&runs, style, width, *page, fonts, cache, problems),
        };
        enclose(&mut lines.items);
        lines
    }

    /// Whether text with the values of this copy needs at most `limit` of a column. What is wrong
    /// with the text is reported where it is set.
    pub(super) fn own_fits(
        &mut self,
        runs: &[Run],
        style: &TextStyle,
        width: Len,
        limit: Len,
    ) -> bool {
        let runs = self.filled(runs, false);
        let Setter { page, fonts, cache, .. } = self;
        let ignored = &mut Vec::new();
        let lines = paragraph::set_anew(&runs, style, width, *page, fonts, cache, ignored);
        lines.needs(width) <= limit
    }

    /// The code of this copy's address, quiet zone around it (QR-01 to QR-03, QR-05): its size and
    /// what it is made of.
    ///
    /// # Errors
    /// What is wrong with the address.
    pub(super) fn own_code(
        &mut self,
        url: &str,
        side: Len,
    ) -> Result<(Size, Vec<Placed>), Diagnostic> {
        let values = self.copy.map_or(&[][..], |copy| copy.values);
        let url = field::filled(url, values);
        if !qr::is_official(&url) {
            return Err(qr::unofficial(&url));
        }
        let Readable { code, module, quiet, square } =
            Readable::new(&url, side, self.cache, LayoutCache::proves)?;
        let size = Size::new(square, square);
        let mut items = vec![
            Placed { at: Point::new(quiet, quiet), item: Item::Code { code, module } },
            Placed { at: Point::default(), item: Item::Link { size, url: url.into_owned() } },
        ];
        enclose(&mut items);
        Ok((size, items))
    }

    /// Runs with the values of this copy.
    fn filled(&self, runs: &[Run], words: bool) -> Vec<Run> {
        let values = self.copy.map_or(&[][..], |copy| copy.values);
        let fill = |text: &str| {
            let text = field::filled(text, values);
            if words { qr::words(&text) } else { text.into_owned() }
        };
        let run = |run: &Run| match run {
            Run::Text { text, bold, span, link } => {
                let link = link.as_deref().map(|url| field::filled(url, values).into_owned());
                Run::Text { text: fill(text), bold: *bold, span: *span, link }
            }
            Run::Key { label, span } => Run::Key { label: fill(label), span: *span },
            other => other.clone(),
        };
        runs.iter().map(run).collect()
    }
}

/// Whether a run holds the mark of a field.
fn has_field(run: &Run) -> bool {
    match run {
        Run::Text { text, link, .. } => {
            field::has_marks(text) || link.as_deref().is_some_and(field::has_marks)
        }
        Run::Key { label, .. } => field::has_marks(label),
        Run::Break | Run::PageNumber => false,
    }
}

/// Puts items between the marks of a field.
fn enclose(items: &mut Vec<Placed>) {
    let at = Point::default();
    items.insert(0, Placed { at, item: Item::Field(Some(0)) });
    items.push(Placed { at, item: Item::Field(None) });
}
