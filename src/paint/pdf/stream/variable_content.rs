//! What a copy writes over its layer: letters, codes and frames, as operators.

use super::super::content::content_writer::{CodesAs, ContentWriter};
use super::super::content::inking::Inking;
use super::super::fonts::glyph_ids::Used;
use super::super::object::deflater::{ContentStream, Deflater};
use super::super::structure::tags::PaintStep;
use crate::geom::{Len, Point, Rect, Size};
use crate::inks::{Inks, Palette};
use crate::layout::Placed;
use crate::text::Fonts;

/// How hard pages are packed, from 1 to 9: above 4 a page costs twice the time for a hundredth of
/// its size.
const LEVEL: u32 = 4;

/// Writes copies one after another and remembers which glyphs they used.
pub struct VariableContentWriter<'f> {
    content: ContentWriter<'f>,
    deflater: Deflater,
}

impl<'f> VariableContentWriter<'f> {
    /// A writer that has written nothing.
    pub fn new(fonts: &'f Fonts, inks: Inks, palette: Palette) -> VariableContentWriter<'f> {
        let content = ContentWriter::new(fonts, Inking { inks, palette }, CodesAs::Bitmaps);
        VariableContentWriter { content, deflater: Deflater::new(LEVEL) }
    }

    /// The glyphs used since this was last asked.
    pub fn take_used(&mut self) -> Used {
        self.content.take_used()
    }

    /// Begins a page, everything turned by half a circle where a printer wants it.
    pub fn begin(&mut self, size: Size, rotated: bool) {
        self.content.begin(size, rotated);
    }

    /// Paints layer `number` of the page with its lower left corner `right` and `up` from that of
    /// the page.
    pub fn layer(&mut self, number: usize, right: Len, up: Len) {
        self.content.form(format_args!("B{number}"), right, up);
    }

    /// Paints what follows inside a rectangle alone, in a space of `height`.
    pub fn clip(&mut self, rect: Rect, height: Len) {
        self.content.clip(rect, height);
    }

    /// Ends what [`Self::clip`] began.
    pub fn unclip(&mut self) {
        self.content.unclip();
    }

    /// Does one step of a tagged page; `field` gives the items of a field.
    pub fn step<'i>(
        &mut self,
        step: &PaintStep,
        height: Len,
        field: impl FnOnce(usize) -> &'i [Placed],
    ) {
        match step {
            PaintStep::Turn(turn) => self.content.turn(*turn),
            PaintStep::SharedForm(number) => self.layer(*number, Len::ZERO, Len::ZERO),
            PaintStep::Field(number, at) => self.write(field(*number), *at, height),
        }
    }

    /// Writes items whose origin stands at `at`, in a space of `height`.
    pub fn write<'i>(
        &mut self,
        items: impl IntoIterator<Item = &'i Placed>,
        at: Point,
        height: Len,
    ) {
        self.content.items(items, at, height);
    }

    /// Ends the page.
    pub fn end(&mut self) -> ContentStream {
        self.deflater.content(self.content.end())
    }
}
