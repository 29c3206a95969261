//! One copy of a document after another, each with values of its own.

use super::artwork;
use super::blocks::BlockLayouter;
use super::cache::LayoutCache;
use super::copy::address;
use super::facts::NodeFacts;
use super::fit;
use super::laid::{BlockQuery, CopyContext, FieldBlock};
use super::page::Pages;
use crate::cancel::Cancel;
use crate::diag::Sink;
use crate::doc::{Align, Doc, SheetStyle};
use crate::geom::Len;
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
        CopyLayouter { fonts, cache: LayoutCache::default(), documents: 0 }
    }

    /// Makes copies of a document possible.
    pub fn document(&mut self, doc: Doc, style: &SheetStyle) -> CopyDoc {
        self.documents += 1;
        let art = artwork::art(&doc, style);
        CopyDoc { doc, number: self.documents, art }
    }

    /// Lays out the copy with these values, on the same pages that a document with the values in the
    /// place of the fields would have.
    pub fn layout(
        &mut self,
        doc: &CopyDoc,
        style: &SheetStyle,
        values: &[String],
        cancel: &Cancel,
        sink: &mut Sink,
    ) -> Option<LaidCopy> {
        self.cache.keep_small();
        self.cache.trace.clear();
        self.cache.traced_fields = 0;
        let copy = CopyContext { values, document: doc.number, is_inside: false };
        let cache = (&mut self.cache, cancel);
        let pages = fit::lay_out(&doc.doc, style, self.fonts, cache, Some(copy), sink)?;
        Some(LaidCopy { pages, blocks: std::mem::take(&mut self.cache.trace) })
    }

    /// Lays out a block as another copy had it, with the values of this one; `None` when something is
    /// wrong with them, which the layout of the whole copy reports.
    pub fn block(
        &mut self,
        doc: &CopyDoc,
        style: &SheetStyle,
        query: &BlockQuery,
        values: &[String],
    ) -> Option<FieldBlock> {
        let BlockQuery { key, exclusion } = query;
        let node = doc.doc.nodes().find(|node| address(*node) == key.node)?;
        let step = style.all_steps().find(|step| address(*step) == key.step)?;
        self.cache.keep_small();
        let copy = CopyContext { values, document: doc.number, is_inside: false };
        let mut layouter = BlockLayouter {
            doc: &doc.doc,
            style,
            fonts: self.fonts,
            step,
            page: key.page.unwrap_or_default(),
            others: (0, 0),
            align: Align::Left,
            problems: Vec::new(),
            next_tag: 0,
            cache: &mut self.cache,
            cancel: Cancel::never(),
            copy: Some(copy),
            room: None,
            exclusion: *exclusion,
            ground: None,
        };
        let (_, laid) =
            layouter.laid(copy, node, (key.width, Len::ZERO), NodeFacts::of, |layouter| {
                layouter.block(node, key.width)
            });
        laid.problems.is_empty().then_some(FieldBlock(laid))
    }
}

/// A copy as laid out.
pub struct LaidCopy {
    /// Its pages; their pictures are those of [`CopyDoc::art`].
    pub pages: Pages,
    /// Its blocks with fields, on all steps of copyfitting that were tried, in the order in which they
    /// were laid out. Fields of its pages are numbered as they come here. Where the blocks before it
    /// have the same shapes in another copy, the next one is asked for there too.
    pub blocks: Vec<(BlockQuery, FieldBlock)>,
}
