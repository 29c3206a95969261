//! One page's items to printpdf operations, each inside the marked content of its role.

use printpdf::{Op, PdfFontHandle, Point as PdfPoint, Pt, XObjectId, XObjectTransform};

use super::face_set::FaceSet;
use super::inking::Inking;
use super::marking::{Begin, Mark, Marking};
use super::shapes::{self, Frame, pt};
use super::text_line::{Codes, TextLine};
use super::tree::{Sheet, Tree};
use crate::colour::Colour;
use crate::geom::{Len, Point, Size};
use crate::layout::{Form, GlyphRun, Item, Page, Pen, Placed};
use crate::path::Path;
use crate::text::FaceId;

/// The name of shared artwork in the page's resources.
pub(super) fn form_name(form: usize) -> String {
    format!("F{form}")
}

/// The name of a picture in the page's resources.
pub(super) fn image_name(image: usize) -> String {
    format!("I{image}")
}

/// Writes the items of a page.
pub(super) fn page(
    number: usize,
    page: &Page,
    inking: Inking<'_>,
    faces: &mut impl Codes,
    tree: &mut Tree,
) -> Vec<Op> {
    let sheet = Sheet { size: page.size, turned: page.turned };
    // A press file has no tags, so its pages are marked as little as artwork.
    let marked = (!inking.inks.is_press()).then(|| (Marking::new(number, sheet), tree));
    let reading = |item| page.reading(number, item);
    write(sheet, &page.items, reading, inking, faces, marked)
}

/// Writes shared artwork as a page of its own size; the finishing pass makes it a form.
pub(super) fn form(form: &Form, inking: Inking<'_>, faces: &mut impl Codes) -> Vec<Op> {
    artwork(form.size, &form.items, inking, faces)
}

/// Writes items without roles, in a space of `size`. The page that paints them marks them (PDF/UA
/// 7.20).
pub(super) fn artwork(
    size: Size,
    items: &[Placed],
    inking: Inking<'_>,
    faces: &mut impl Codes,
) -> Vec<Op> {
    write(Sheet { size, turned: false }, items, |_| 0, inking, faces, None)
}

fn write(
    sheet: Sheet,
    items: &[Placed],
    reading: impl Fn(usize) -> usize,
    inking: Inking<'_>,
    faces: &mut impl Codes,
    marked: Option<(Marking, &mut Tree)>,
) -> Vec<Op> {
    let mut writer = Writer {
        inking,
        overprint: None,
        size: sheet.size,
        faces,
        marked,
        pen: None,
        colour: None,
        font: None,
        // Operations are large; about four an item come of it, marks included.
        ops: Vec::with_capacity(items.len() * 4),
    };
    if sheet.turned {
        let (w, h) = (pt(sheet.size.w), pt(sheet.size.h));
        writer.ops.push(shapes::written(format!("-1 0 0 -1 {w} {h} cm").into_bytes()));
    }
    for (index, placed) in items.iter().enumerate() {
        if let Some((_, tree)) = &mut writer.marked {
            tree.read_at(reading(index));
        }
        writer.item(placed);
    }
    writer.mark(|_| Mark::None);
    writer.ops
}

struct Writer<'t, 'f, C> {
    inking: Inking<'f>,
    /// Whether what is painted lets the plates below print, as it was last set.
    overprint: Option<bool>,
    size: Size,
    faces: &'f mut C,
    /// The open roles and the tree they make, where there is one.
    marked: Option<(Marking, &'t mut Tree)>,
    /// Pen, colour and font as they were last set.
    pen: Option<Pen>,
    colour: Option<Colour>,
    font: Option<(FaceId, Len)>,
    ops: Vec<Op>,
}

impl<C: Codes> Writer<'_, '_, C> {
    fn item(&mut self, placed: &Placed) {
        match &placed.item {
            Item::Open(tag) => {
                self.mark(|_| Mark::None);
                if let Some((marking, tree)) = &mut self.marked {
                    marking.open(tree, tag, placed.at);
                }
            }
            Item::Close => {
                self.mark(|_| Mark::None);
                if let Some((marking, _)) = &mut self.marked {
                    marking.close();
                }
            }
            Item::Glyphs(run) => {
                self.mark(Marking::words);
                self.glyphs(run, placed.at);
            }
            Item::Fill { path, colour, even_odd } => {
                self.mark(Marking::shape);
                self.paint_in(*colour);
                let fill = shapes::fill(path, self.frame(placed.at), *even_odd);
                self.ops.push(fill);
            }
            Item::Stroke { path, pen } => {
                self.mark(Marking::shape);
                self.stroke(path, pen, placed.at);
            }
            Item::Image { image, size } => {
                self.mark(Marking::words);
                self.set_overprint(false);
                self.xobject(&image_name(*image), placed.at, *size);
            }
            Item::Form { form, size } => {
                self.mark(Marking::words);
                self.xobject(&form_name(*form), placed.at, *size);
            }
            Item::Code { code, module } => {
                self.mark(Marking::shape);
                self.paint_in(Colour::BLACK);
                let mut path = Path::default();
                for bar in code.bars(*module) {
                    path.add_rounded(bar, Len::ZERO);
                }
                self.ops.push(shapes::fill(&path, self.frame(placed.at), false));
            }
            Item::Shared(shared) => shared.items(placed.at).for_each(|inner| self.item(&inner)),
            Item::Field(_) => {}
            Item::Link { size, url } => {
                if let Some((marking, tree)) = &mut self.marked {
                    marking.touch(tree, (placed.at, *size), url, None);
                }
            }
        }
    }

    fn frame(&self, at: Point) -> Frame {
        Frame { at, height: self.size.h }
    }

    /// Ends the open marked content and begins what is wanted, unless they are the same.
    fn mark(&mut self, wanted: impl Fn(&Marking) -> Mark) {
        let Some((marking, tree)) = &mut self.marked else { return };
        let next = wanted(marking);
        let Some(turn) = marking.turn(tree, next) else { return };
        if turn.ends {
            self.ops.push(Op::EndMarkedContent);
        }
        let begin = match turn.begins {
            Begin::Nothing => return,
            Begin::Decoration => "/Artifact<</Type/Layout>>BDC".to_owned(),
            Begin::Unheard => "/Artifact<</Type/Pagination>>BDC".to_owned(),
            Begin::Content(name, number) => format!("/{name}<</MCID {number}>>BDC"),
        };
        self.ops.push(shapes::written(begin.into_bytes()));
    }

    fn stroke(&mut self, path: &Path, pen: &Pen, at: Point) {
        let overprint = self.inking.line_overprints(pen);
        self.set_overprint(overprint);
        if self.pen != Some(*pen) {
            self.ops.push(self.inking.line(pen));
            self.ops.extend(shapes::pen(pen));
            self.pen = Some(*pen);
        }
        let frame = self.frame(at);
        let layer = self.inking.layer(pen);
        if let Some(layer) = layer {
            self.ops.push(shapes::written(format!("/OC /{layer} BDC").into_bytes()));
        }
        self.ops.push(shapes::stroke(path, frame));
        if layer.is_some() {
            self.ops.push(Op::EndMarkedContent);
        }
    }

    fn paint_in(&mut self, colour: Colour) {
        let overprint = self.inking.overprints(colour);
        self.set_overprint(overprint);
        if self.colour != Some(colour) {
            self.ops.push(self.inking.fill(colour));
            self.colour = Some(colour);
        }
    }

    /// Lets the plates below print, or not; only presses have plates.
    fn set_overprint(&mut self, on: bool) {
        if self.inking.inks.is_press() && self.overprint != Some(on) {
            self.ops.push(shapes::written(Inking::state(on).to_vec()));
            self.overprint = Some(on);
        }
    }

    /// Paints an `XObject`, one unit wide and high, into the rectangle at `at`.
    fn xobject(&mut self, name: &str, at: Point, size: Size) {
        let transform = XObjectTransform {
            translate_x: Some(Pt(pt(at.x))),
            translate_y: Some(Pt(pt(self.size.h - at.y - size.h))),
            scale_x: Some(pt(size.w)),
            scale_y: Some(pt(size.h)),
            no_auto_scale: true,
            ..XObjectTransform::default()
        };
        self.ops.push(Op::UseXobject { id: XObjectId(name.to_owned()), transform });
    }

    fn glyphs(&mut self, run: &GlyphRun, at: Point) {
        self.paint_in(self.inking.letters(run.colour));
        self.ops.push(Op::StartTextSection);
        if self.font != Some((run.face, run.size)) {
            let font = PdfFontHandle::External(FaceSet::resource(run.face));
            self.ops.push(Op::SetFont { font, size: Pt(pt(run.size)) });
            self.font = Some((run.face, run.size));
        }
        let pos = PdfPoint { x: Pt(pt(at.x)), y: Pt(pt(self.size.h - at.y)) };
        self.ops.push(Op::SetTextCursor { pos });
        let mut line = Vec::with_capacity(run.glyphs.len() * 8);
        TextLine::new(&mut line).run(run, self.faces);
        if line.pop().is_some() {
            self.ops.push(shapes::written(line));
        }
        self.ops.push(Op::EndTextSection);
    }
}
