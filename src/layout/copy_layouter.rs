//! One copy of a document after another, each with values of its own.

use super::cache::LayoutCache;
use super::fit;
use super::laid::Copy;
use super::page::Pages;
use crate::cancel::Cancel;
use crate::diag::Sink;
use crate::doc::{Doc, SheetStyle};
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
