//! Items to the operators of a content stream: those of pages, of shared artwork and of copies.

use std::fmt::Display;
use std::io::Write as _;

use super::super::fonts::glyph_ids::{GlyphIds, Used};
use super::super::structure::marking::{Begin, MarkChange, Marking};
use super::super::structure::tree::{PageFrame, Tree};
use super::inking::Inking;
use super::shapes::{self, CoordinateFrame, decimal};
use super::tj_writer::TjWriter;
use crate::colour::Colour;
use crate::geom::{Len, Point, Rect, Size};
use crate::inks::Inks;
use crate::layout::{GlyphRun, Item, Page, Pen, Placed};
use crate::path::Path;
use crate::qr::QrCode;
use crate::text::{FaceId, Fonts};

/// The name of shared artwork in the resources of what paints it.
pub(crate) fn form_name(form: usize) -> String {
    format!("F{form}")
}

/// The name of a picture in the resources of what paints it.
pub(crate) fn image_name(image: usize) -> String {
    format!("I{image}")
}

/// How the codes of items are painted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CodesAs {
    /// As areas, sharp at any size. A print shop refuses pictures as coarse as codes are.
    Areas,
    /// As pictures of one bit a module: a tenth of the bytes, which every copy has again.
    Bitmaps,
}

/// Writes one content stream after another and remembers which glyphs they used.
pub(crate) struct ContentWriter<'f> {
    glyphs: GlyphIds<'f>,
    inking: Inking,
    codes_as: CodesAs,
    out: Vec<u8>,
    /// What was last set in this stream: whether what is painted lets the plates below print, and
    /// pen, colour and font.
    overprint: Option<bool>,
    pen: Option<Pen>,
    colour: Option<Colour>,
    font: Option<(FaceId, Len)>,
    /// Where the line before began, while a text section is open.
    line: Option<[Len; 2]>,
}

impl<'f> ContentWriter<'f> {
    /// A writer that has written nothing.
    pub(crate) fn new(fonts: &'f Fonts, inking: Inking, codes_as: CodesAs) -> ContentWriter<'f> {
        ContentWriter {
            glyphs: GlyphIds::new(fonts),
            inking,
            codes_as,
            out: Vec::new(),
            overprint: None,
            pen: None,
            colour: None,
            font: None,
            line: None,
        }
    }

    pub(crate) fn inks(&self) -> Inks {
        self.inking.inks
    }

    /// The glyphs used since this was last asked.
    pub(crate) fn take_used(&mut self) -> Used {
        std::mem::take(&mut self.glyphs.used)
    }

    /// Begins a stream, everything turned by half a circle where a printer wants it.
    pub(crate) fn begin(&mut self, size: Size, rotated: bool) {
        self.out.clear();
        (self.overprint, self.pen, self.colour, self.font, self.line) = Default::default();
        if rotated {
            self.numbers(b"-1 0 0 -1 ", &[size.w, size.h], b"cm\n");
        }
    }

    /// Ends the stream and gives its operators.
    pub(crate) fn end(&mut self) -> &[u8] {
        self.end_text();
        &self.out
    }

    /// Writes a page. What belongs to a role is marked as content of its element in the tree, where
    /// there is one.
    pub(crate) fn page(
        &mut self,
        number: usize,
        page: &Page,
        mut tree: Option<&mut Tree>,
    ) -> &[u8] {
        let sheet = PageFrame { size: page.size, rotated: page.rotated };
        let mut marking = Marking::new(number, sheet);
        self.begin(page.size, page.rotated);
        for (index, placed) in page.items.iter().enumerate() {
            if let Some(tree) = &mut tree {
                tree.read_at(page.reading(number, index));
                let turn = marking.meet(tree, placed);
                self.turn(turn);
            }
            self.item(&placed.item, placed.at, page.size.h);
        }
        if let Some(tree) = tree {
            let turn = marking.end(tree);
            self.turn(turn);
        }
        self.end()
    }

    /// Writes items without their roles, in a space of `size`. What paints them marks them (ISO
    /// 14289-1, 7.20).
    pub(crate) fn artwork(&mut self, size: Size, items: &[Placed]) -> &[u8] {
        self.begin(size, false);
        self.items(items, Point::default(), size.h);
        self.end()
    }

    /// Writes items whose origin stands at `at`, in a space of `height`.
    pub(crate) fn items<'i>(
        &mut self,
        items: impl IntoIterator<Item = &'i Placed>,
        at: Point,
        height: Len,
    ) {
        for placed in items {
            self.item(&placed.item, at.shifted(placed.at.x, placed.at.y), height);
        }
    }

    fn item(&mut self, item: &Item, at: Point, height: Len) {
        let frame = CoordinateFrame { at, height };
        match item {
            Item::Glyphs(run) => {
                self.turned_if(run.turned, frame, |it, frame| it.glyphs(run, frame));
            }
            Item::Fill { path, colour, even_odd } => self.fill(path, *colour, frame, *even_odd),
            Item::Stroke { path, pen } => self.stroke(path, pen, frame),
            Item::Image { image, size, turned, .. } => {
                let paint = |it: &mut Self, frame| it.picture(&image_name(*image), frame, *size);
                self.turned_if(*turned, frame, paint);
            }
            Item::Form { form, size, turned, .. } => {
                let paint = |it: &mut Self, frame| it.picture(&form_name(*form), frame, *size);
                self.turned_if(*turned, frame, paint);
            }
            Item::Code { code, module, turned } => {
                self.turned_if(*turned, frame, |it, frame| it.code(code, *module, frame));
            }
            Item::Shared(shared) => self.items(&shared.block.items, at, height),
            Item::Link { .. } | Item::Open(_) | Item::Close | Item::Field(_) => {}
        }
    }

    /// Paints what follows inside a rectangle alone, in a space of `height`.
    pub(crate) fn clip(&mut self, rect: Rect, height: Len) {
        self.end_text();
        self.numbers(b"q ", &[rect.x, height - rect.bottom(), rect.w, rect.h], b"re W n\n");
    }

    /// Ends what [`Self::clip`] began; colours and fonts are as they were before it.
    pub(crate) fn unclip(&mut self) {
        self.end_text();
        self.out.extend_from_slice(b"Q\n");
        (self.overprint, self.pen, self.colour, self.font) = Default::default();
    }

    /// Paints a form that is as large as the page, moved `right` and `up`.
    pub(crate) fn form(&mut self, name: impl Display, right: Len, up: Len) {
        self.end_text();
        if (right, up) == (Len::ZERO, Len::ZERO) {
            let _ = writeln!(self.out, "/{name} Do");
            return;
        }
        self.numbers(b"q 1 0 0 1 ", &[right, up], b"cm ");
        let _ = writeln!(self.out, "/{name} Do Q");
    }

    /// Ends the open marked content and begins other.
    pub(crate) fn turn(&mut self, turn: MarkChange) {
        if turn == MarkChange::default() {
            return;
        }
        self.end_text();
        if turn.ends {
            self.out.extend_from_slice(b"EMC\n");
        }
        let _ = match turn.begins {
            None => return,
            Some(Begin::Decoration) => write!(self.out, "/Artifact<</Type/Layout>>BDC "),
            Some(Begin::Unheard) => write!(self.out, "/Artifact<</Type/Pagination>>BDC "),
            Some(Begin::Content(name, number)) => {
                write!(self.out, "/{name}<</MCID {number}>>BDC ")
            }
        };
    }

    fn glyphs(&mut self, run: &GlyphRun, frame: CoordinateFrame) {
        self.paint_in(self.inking.letters(run.colour));
        let place = frame.place(Point::default());
        let from = self.line.unwrap_or_else(|| {
            self.out.extend_from_slice(b"BT ");
            [Len::ZERO; 2]
        });
        if self.font != Some((run.face, run.size)) {
            let _ = write!(self.out, "/T{} ", run.face.0);
            self.numbers(b"", &[run.size], b"Tf ");
            self.font = Some((run.face, run.size));
        }
        self.numbers(b"", &[place[0] - from[0], place[1] - from[1]], b"Td");
        self.line = Some(place);
        TjWriter::new(&mut self.out).run(run, &mut self.glyphs);
    }

    fn end_text(&mut self) {
        if self.line.take().is_some() {
            self.out.extend_from_slice(b"ET\n");
        }
    }

    fn fill(&mut self, path: &Path, colour: Colour, frame: CoordinateFrame, even_odd: bool) {
        self.end_text();
        self.paint_in(colour);
        shapes::fill(&mut self.out, path, frame, even_odd);
    }

    fn stroke(&mut self, path: &Path, pen: &Pen, frame: CoordinateFrame) {
        self.end_text();
        self.set_overprint(self.inking.line_overprints(pen));
        if self.pen != Some(*pen) {
            self.inking.line(&mut self.out, pen);
            shapes::pen(&mut self.out, pen);
            self.pen = Some(*pen);
        }
        let layer = self.inking.layer(pen);
        if let Some(layer) = layer {
            let _ = write!(self.out, "/OC /{layer} BDC ");
        }
        shapes::stroke(&mut self.out, path, frame);
        if layer.is_some() {
            self.out.extend_from_slice(b"EMC\n");
        }
    }

    /// Paints an `XObject`, one unit wide and high, into a rectangle.
    fn picture(&mut self, name: &str, frame: CoordinateFrame, size: Size) {
        self.end_text();
        self.set_overprint(false);
        self.place(frame, size);
        let _ = writeln!(self.out, "/{name} Do Q");
    }

    fn code(&mut self, code: &QrCode, module: Len, frame: CoordinateFrame) {
        match self.codes_as {
            CodesAs::Areas => {
                self.end_text();
                self.paint_in(Colour::BLACK);
                shapes::fill_rects(&mut self.out, &code.bars(module), frame);
            }
            CodesAs::Bitmaps => self.bitmap(code, module, frame),
        }
    }

    /// Paints in a frame, turned by half a circle around its origin where that is wanted.
    fn turned_if(
        &mut self,
        turned: bool,
        frame: CoordinateFrame,
        paint: impl FnOnce(&mut Self, CoordinateFrame),
    ) {
        if !turned {
            paint(self, frame);
            return;
        }
        self.end_text();
        self.numbers(b"q -1 0 0 -1 ", &frame.place(Point::default()), b"cm\n");
        paint(self, CoordinateFrame { at: Point::default(), height: Len::ZERO });
        self.unclip();
    }

    fn bitmap(&mut self, code: &QrCode, module: Len, frame: CoordinateFrame) {
        self.end_text();
        self.paint_in(Colour::BLACK);
        let width = code.width;
        let side = module * i64::try_from(width).unwrap_or(0);
        self.place(frame, Size::new(side, side));
        let _ = write!(self.out, "BI/IM true/W {width}/H {width}/D[1 0]ID ");
        self.out.extend_from_slice(&code.image());
        self.out.extend_from_slice(b"\nEI Q\n");
    }

    /// Makes the rectangle at the origin of a frame the unit square.
    fn place(&mut self, frame: CoordinateFrame, size: Size) {
        let [x, y] = frame.place(Point::new(Len::ZERO, size.h));
        self.numbers(b"q ", &[size.w], b"0 0 ");
        self.numbers(b"", &[size.h, x, y], b"cm ");
    }

    fn paint_in(&mut self, colour: Colour) {
        self.set_overprint(self.inking.overprints(colour));
        if self.colour != Some(colour) {
            self.inking.fill(&mut self.out, colour);
            self.colour = Some(colour);
        }
    }

    /// Lets the plates below print, or not; only presses have plates.
    fn set_overprint(&mut self, on: bool) {
        if self.inking.inks.is_press() && self.overprint != Some(on) {
            self.out.extend_from_slice(Inking::state(on));
            self.overprint = Some(on);
        }
    }

    fn numbers(&mut self, before: &[u8], numbers: &[Len], after: &[u8]) {
        self.out.extend_from_slice(before);
        for number in numbers {
            decimal(&mut self.out, *number);
            self.out.push(b' ');
        }
        self.out.extend_from_slice(after);
    }
}
