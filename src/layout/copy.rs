//! Blocks of copies: what no field touches is laid out once for each step of the list of steps, and stands on
//! the pages of all copies as one [`Item::Shared`]. A block with fields is laid out for each copy;
//! what a value touches in it stands between the marks of an [`Item::Field`].

use std::rc::Rc;

use super::block_frame::BlockFrame;
use super::blocks::BlockLayouter;
use super::cache::LayoutCache;
use super::facts::NodeFacts;
use super::laid::{BlockKey, BlockQuery, CopyContext, Exclusion, FieldBlock, Laid};
use super::lines::ParagraphLines;
use super::page::{Item, Placed};
use super::paragraph::{self, TextStyle};
use super::printable_qr::PrintableQr;
use super::wrap;
use crate::diag::Diagnostic;
use crate::doc::{Align, TextRun, field};
use crate::geom::{Len, Point, Size};

impl<'v> BlockLayouter<'_, 'v> {
    /// The pieces of a block, whose node or what stands for it is `node`: where no field touches it,
    /// those that were made before in the same surroundings. `size` is what else these give it.
    pub(super) fn once<N: ?Sized>(
        &mut self,
        node: &N,
        (width, size): (Len, Len),
        facts: fn(&N) -> NodeFacts,
        make: impl FnOnce(&mut Self) -> Vec<BlockFrame>,
    ) -> Vec<BlockFrame> {
        let Some(copy) = self.copy else { return make(self) };
        // A block with fields inside another is a part of that.
        if copy.is_inside
            && !self.facts((copy.document, address(node)), || facts(node)).fields.is_empty()
        {
            return make(self);
        }
        let (query, laid) = self.laid(copy, node, (width, size), facts, make);
        let before = self.cache.traced_fields;
        if let Some(query) = query {
            self.cache.traced_fields += laid.fields.len();
            self.cache.trace.push((query, FieldBlock(Rc::clone(&laid))));
        }
        let pieces = laid.pieces(self.next_tag, before);
        self.next_tag += laid.tags;
        self.problems.extend(laid.problems.iter().cloned());
        pieces
    }

    /// A block, and what it depends on beside values where it has fields.
    pub(super) fn laid<N: ?Sized>(
        &mut self,
        copy: CopyContext<'v>,
        node: &N,
        (width, size): (Len, Len),
        facts: fn(&N) -> NodeFacts,
        make: impl FnOnce(&mut Self) -> Vec<BlockFrame>,
    ) -> (Option<BlockQuery>, Rc<Laid>) {
        let place = address(node);
        let NodeFacts { fields, says_page } = self.facts((copy.document, place), || facts(node));
        let exclusion = self.exclusion.take();
        let key = BlockKey {
            document: copy.document,
            node: place,
            step: address(self.step),
            width,
            size,
            is_centred: self.align == Align::Centre,
            page: says_page.then_some(self.page),
            exclusion: exclusion
                .map(|it| [it.clearance.centre.x, it.clearance.centre.y, it.at.x, it.at.y]),
            beside: exclusion.map(|it| it.lines),
        };
        if fields.is_empty() {
            if let Some(laid) = self.cache.shared.get(&key) {
                return (None, Rc::clone(laid));
            }
            let laid = self.apart(None, exclusion, make);
            let weight = laid.weight();
            let laid = Rc::new(laid.shared(|| self.cache.new_block()));
            self.cache.shared.insert(key, Rc::clone(&laid), weight);
            return (None, laid);
        }
        if let Some(laid) = self.cache.of_copy(copy.values).get(&key).map(Rc::clone) {
            return (Some(BlockQuery { key, exclusion }), laid);
        }
        let mut laid = self.apart(Some(CopyContext { is_inside: true, ..copy }), exclusion, make);
        let shape = laid.number_fields();
        laid.shape = self.cache.shape(shape);
        let laid = Rc::new(laid);
        self.cache.of_copy(copy.values).insert(key.clone(), Rc::clone(&laid));
        (Some(BlockQuery { key, exclusion }), laid)
    }

    fn facts(&mut self, key: (u64, usize), make: impl FnOnce() -> NodeFacts) -> NodeFacts {
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
        copy: Option<CopyContext<'v>>,
        exclusion: Option<Exclusion>,
        make: impl FnOnce(&mut Self) -> Vec<BlockFrame>,
    ) -> Laid {
        let copy = std::mem::replace(&mut self.copy, copy);
        let before = std::mem::take(&mut self.problems);
        let tags = std::mem::take(&mut self.next_tag);
        self.exclusion = exclusion;
        let pieces = make(self);
        (self.copy, self.exclusion) = (copy, None);
        Laid {
            pieces,
            tags: std::mem::replace(&mut self.next_tag, tags),
            problems: std::mem::replace(&mut self.problems, before),
            fields: Vec::new(),
            shape: 0,
        }
    }

    /// Whether a copy is laid out and a run has a value of its own.
    pub(super) fn is_own(&self, runs: &[TextRun]) -> bool {
        self.copy.is_some() && runs.iter().any(has_field)
    }

    /// Lines with the values of this copy, between the marks of a field; as the words of an address
    /// where `words` says so.
    pub(super) fn own_lines(
        &mut self,
        runs: &[TextRun],
        style: &TextStyle,
        (width, exclusion): (Len, Option<Exclusion>),
        words: bool,
    ) -> ParagraphLines {
        let runs = self.filled(runs, words);
        let BlockLayouter { page, fonts, cache, problems, .. } = self;
        if let Some(exclusion) = exclusion {
            let mut lines =
                wrap::set(&runs, style, width, *page, exclusion, (fonts, cache), problems);
            enclose(&mut lines.items);
            return lines;
        }
        // In a list that is in order, many records say the same.
        let key = paragraph::key(&runs, style, width, *page);
        if let Some(known) = cache.own.get(key.as_slice()) {
            return known.clone();
        }
        let before = problems.len();
        let mut lines = paragraph::set_anew(&runs, style, width, *page, fonts, cache, problems);
        enclose(&mut lines.items);
        if problems.len() == before {
            cache.own.insert(key, lines.clone(), lines.items.len());
        }
        lines
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
        if !self.doc.sites.is_official(&url) {
            return Err(self.doc.sites.unofficial(&url));
        }
        let PrintableQr { code, module, quiet, square } =
            PrintableQr::new(&url, side, self.cache, LayoutCache::proves)?;
        let size = Size::new(square, square);
        let mut items = vec![
            Placed {
                at: Point::new(quiet, quiet),
                item: Item::Code { code, module, turned: false },
            },
            Placed { at: Point::default(), item: Item::Link { size, url: url.into_owned() } },
        ];
        enclose(&mut items);
        Ok((size, items))
    }

    /// Runs with the values of this copy.
    pub(super) fn filled(&self, runs: &[TextRun], words: bool) -> Vec<TextRun> {
        let values = self.copy.map_or(&[][..], |copy| copy.values);
        let fill = |text: &str| {
            let text = field::filled(text, values);
            if words { self.doc.sites.words(&text) } else { text.into_owned() }
        };
        let run = |run: &TextRun| match run {
            TextRun::Text { text, bold, span, link } => {
                let link = link.as_deref().map(|url| field::filled(url, values).into_owned());
                TextRun::Text { text: fill(text), bold: *bold, span: *span, link }
            }
            TextRun::Key { label, span } => TextRun::Key { label: fill(label), span: *span },
            other => other.clone(),
        };
        runs.iter().map(run).collect()
    }
}

/// The place of something that does not move while there are copies.
pub(super) fn address<N: ?Sized>(of: &N) -> usize {
    std::ptr::from_ref(of).cast::<()>() as usize
}

/// Whether a run holds the mark of a field.
fn has_field(run: &TextRun) -> bool {
    match run {
        TextRun::Text { text, link, .. } => {
            field::has_marks(text) || link.as_deref().is_some_and(field::has_marks)
        }
        TextRun::Key { label, .. } => field::has_marks(label),
        TextRun::Break | TextRun::PageNumber => false,
    }
}

/// Puts items between the marks of a field.
fn enclose(items: &mut Vec<Placed>) {
    let at = Point::default();
    items.insert(0, Placed { at, item: Item::Field(Some(0)) });
    items.push(Placed { at, item: Item::Field(None) });
}
