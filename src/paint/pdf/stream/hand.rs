//! What a copy writes over its ground: letters, codes and frames, as operators.

use std::io::Write as _;

use flate2::{Compress, Compression, FlushCompress, Status};

use super::super::inking::Inking;
use super::super::shapes::{self, Frame, decimal};
use super::super::text_line::TextLine;
use super::glyphs::{GlyphIds, Used};
use super::tags::Step;
use crate::colour::Colour;
use crate::geom::{Len, Point, Size};
use crate::inks::{Inks, Palette};
use crate::layout::{GlyphRun, Item, Placed};
use crate::qr::QrCode;
use crate::text::{FaceId, Fonts};

/// How hard pages are packed, from 1 to 9: above 4 a page costs twice the time for a hundredth of
/// its size.
const LEVEL: u32 = 4;

/// The content of a page, packed if that made it smaller.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    /// The stream.
    pub bytes: Vec<u8>,
    /// Whether it is packed.
    pub packed: bool,
}

/// Writes copies one after another and remembers which glyphs they used.
pub struct Hand<'f> {
    codes: GlyphIds<'f>,
    inks: Inks,
    palette: Palette,
    packer: Compress,
    out: Vec<u8>,
    /// As they were last set on this page.
    colour: Option<Colour>,
    font: Option<(FaceId, Len)>,
    /// Where the line before began, while a text section is open.
    line: Option<[Len; 2]>,
}

impl<'f> Hand<'f> {
    /// A hand that has written nothing.
    pub fn new(fonts: &'f Fonts, inks: Inks, palette: Palette) -> Hand<'f> {
        Hand {
            codes: GlyphIds { fonts, used: Used::default() },
            inks,
            palette,
            packer: Compress::new(Compression::new(LEVEL), true),
            out: Vec::new(),
            colour: None,
            font: None,
            line: None,
        }
    }

    /// The glyphs used since this was last asked.
    pub fn take_used(&mut self) -> Used {
        std::mem::take(&mut self.codes.used)
    }

    /// Begins a page, everything turned by half a circle where a printer wants it.
    pub fn begin(&mut self, size: Size, turned: bool) {
        self.out.clear();
        (self.colour, self.font, self.line) = (None, None, None);
        if turned {
            self.out.extend_from_slice(b"-1 0 0 -1 ");
            decimal(&mut self.out, size.w);
            self.out.push(b' ');
            decimal(&mut self.out, size.h);
            self.out.extend_from_slice(b" cm ");
        }
    }

    /// Paints ground `number` of the page with its lower left corner `right` and `up` from that of
    /// the page.
    pub fn ground(&mut self, number: usize, right: Len, up: Len) {
        self.end_text();
        if (right, up) == (Len::ZERO, Len::ZERO) {
            let _ = writeln!(self.out, "/B{number} Do");
            return;
        }
        self.out.extend_from_slice(b"q 1 0 0 1 ");
        for length in [right, up] {
            decimal(&mut self.out, length);
            self.out.push(b' ');
        }
        let _ = writeln!(self.out, "cm /B{number} Do Q");
    }

    /// Does one step of a tagged page; `field` gives the items of a field.
    pub fn step<'i>(
        &mut self,
        step: &Step,
        height: Len,
        field: impl FnOnce(usize) -> &'i [Placed],
    ) {
        match step {
            Step::Decoration => {
                self.end_text();
                self.out.extend_from_slice(b"/Artifact<</Type/Layout>>BDC ");
            }
            Step::Content(name, number) => {
                self.end_text();
                let _ = write!(self.out, "/{name}<</MCID {number}>>BDC ");
            }
            Step::Ground(number) => self.ground(*number, Len::ZERO, Len::ZERO),
            Step::Field(number, at) => self.write(field(*number), *at, height),
            Step::End => {
                self.end_text();
                self.out.extend_from_slice(b"EMC\n");
            }
        }
    }

    /// Writes items whose origin stands at `at`, in a space of `height`.
    pub fn write<'i>(
        &mut self,
        items: impl IntoIterator<Item = &'i Placed>,
        at: Point,
        height: Len,
    ) {
        for placed in items {
            let at = at.shifted(placed.at.x, placed.at.y);
            match &placed.item {
                Item::Glyphs(run) => self.glyphs(run, at, height),
                Item::Code { code, module } => self.code(code, *module, at, height),
                Item::Fill { path, colour, even_odd } => {
                    self.paint_in(*colour);
                    self.end_text();
                    shapes::fill_into(&mut self.out, path, Frame { at, height }, *even_odd);
                    self.out.push(b'\n');
                }
                Item::Stroke { path, pen } => {
                    self.end_text();
                    let colour = self.shown(pen.colour);
                    colour_operator(&mut self.out, colour, "G", "RG");
                    shapes::pen_into(&mut self.out, pen);
                    shapes::stroke_into(&mut self.out, path, Frame { at, height });
                    self.out.push(b'\n');
                }
                // A copy has no pictures of its own, shares none of its values, and paper has nothing to
                // touch.
                Item::Image { .. }
                | Item::Shared(_)
                | Item::Form { .. }
                | Item::Link { .. }
                | Item::Open(_)
                | Item::Close
                | Item::Field(_) => {}
            }
        }
    }

    /// Ends the page.
    pub fn end(&mut self) -> Content {
        self.end_text();
        self.packer.reset();
        let mut bytes = Vec::with_capacity(self.out.len() + 64);
        let done = self.packer.compress_vec(&self.out, &mut bytes, FlushCompress::Finish);
        if matches!(done, Ok(Status::StreamEnd)) && bytes.len() < self.out.len() {
            return Content { bytes, packed: true };
        }
        Content { bytes: self.out.clone(), packed: false }
    }

    fn glyphs(&mut self, run: &GlyphRun, at: Point, height: Len) {
        let inking = Inking { inks: self.inks, palette: &self.palette };
        let colour = inking.letters(run.colour);
        self.paint_in(colour);
        let place = [at.x, height - at.y];
        let from = self.line.unwrap_or_else(|| {
            self.out.extend_from_slice(b"BT ");
            [Len::ZERO; 2]
        });
        if self.font != Some((run.face, run.size)) {
            let _ = write!(self.out, "/T{} ", run.face.0);
            decimal(&mut self.out, run.size);
            self.out.extend_from_slice(b" Tf ");
            self.font = Some((run.face, run.size));
        }
        for (to, from) in place.into_iter().zip(from) {
            decimal(&mut self.out, to - from);
            self.out.push(b' ');
        }
        self.out.extend_from_slice(b"Td");
        self.line = Some(place);
        TextLine::new(&mut self.out).run(run, &mut self.codes);
    }

    fn end_text(&mut self) {
        if self.line.take().is_some() {
            self.out.extend_from_slice(b"ET\n");
        }
    }

    /// A code as a picture of one bit a module, which no viewer draws seams into.
    fn code(&mut self, code: &QrCode, module: Len, at: Point, height: Len) {
        self.end_text();
        self.paint_in(Colour::BLACK);
        let side = module * i64::try_from(code.width).unwrap_or(0);
        self.out.extend_from_slice(b"q ");
        decimal(&mut self.out, side);
        self.out.extend_from_slice(b" 0 0 ");
        for length in [side, at.x, height - at.y - side] {
            decimal(&mut self.out, length);
            self.out.push(b' ');
        }
        let width = code.width;
        let _ = write!(self.out, "cm BI/IM true/W {width}/H {width}/D[1 0]ID ");
        self.out.extend_from_slice(&code.image());
        self.out.extend_from_slice(b"\nEI Q\n");
    }

    fn paint_in(&mut self, colour: Colour) {
        if self.colour != Some(colour) {
            let shown = self.shown(colour);
            colour_operator(&mut self.out, shown, "g", "rg");
            self.colour = Some(colour);
        }
    }

    fn shown(&self, colour: Colour) -> Colour {
        if self.inks.grey { crate::inks::grey(colour) } else { colour }
    }
}

/// Sets a colour; grey is written as grey, so that printers do not count a page of black text as
/// one of colour.
fn colour_operator(out: &mut Vec<u8>, colour: Colour, grey: &str, rgb: &str) {
    let part = |value: u8| Len((i64::from(value) * 1000 + 127) / 255);
    let (parts, key) = if colour.r == colour.g && colour.g == colour.b {
        (vec![part(colour.r)], grey)
    } else {
        (vec![part(colour.r), part(colour.g), part(colour.b)], rgb)
    };
    for part in parts {
        decimal(out, part);
        out.push(b' ');
    }
    out.extend_from_slice(key.as_bytes());
    out.push(b' ');
}
