//! One page's items to printpdf operations, each inside the marked content of its role.

use std::collections::BTreeMap;

use printpdf::{DictItem, Op, PdfFontHandle, Point as PdfPoint, Pt, XObjectId, XObjectTransform};

use super::face_set::FaceSet;
use super::shapes::{self, Frame, pt};
use super::tree::{Kid, Tree};
use crate::colour::Colour;
use crate::geom::{Len, Point, Size};
use crate::layout::{Form, GlyphRun, Item, Page, Pen, Placed, Role, Tag};
use crate::path::Path;
use crate::text::{FaceId, Glyph};

/// A place to touch, for the finishing pass.
#[derive(Debug)]
pub(super) struct LinkArea {
    pub at: Point,
    pub size: Size,
    pub url: String,
    /// The element of the structure tree it belongs to.
    pub element: usize,
}

/// What a page gave.
#[derive(Debug, Default)]
pub(super) struct Content {
    pub ops: Vec<Op>,
    pub links: Vec<LinkArea>,
}

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
    faces: &mut FaceSet<'_>,
    tree: &mut Tree,
) -> Content {
    write(Canvas::Page(number), page.size, &page.items, faces, tree)
}

/// Writes shared artwork as a page of its own size; the finishing pass makes it a form.
pub(super) fn form(form: &Form, faces: &mut FaceSet<'_>, tree: &mut Tree) -> Vec<Op> {
    write(Canvas::Form, form.size, &form.items, faces, tree).ops
}

fn write(
    canvas: Canvas,
    size: Size,
    items: &[Placed],
    faces: &mut FaceSet<'_>,
    tree: &mut Tree,
) -> Content {
    let mut writer = Writer {
        canvas,
        size,
        faces,
        tree,
        roles: Vec::new(),
        marked: Marked::None,
        next_mcid: 0,
        pen: None,
        colour: None,
        font: None,
        content: Content::default(),
    };
    for placed in items {
        writer.item(placed);
    }
    writer.mark(Marked::None);
    writer.content
}

/// What is written on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Canvas {
    /// A page by its number; its content is marked with roles.
    Page(usize),
    /// Artwork; the page that paints it marks it (PDF/UA 7.20).
    Form,
}

/// The marked content that is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Marked {
    None,
    Artifact,
    Element(usize),
}

struct Writer<'p, 'f, 'a> {
    canvas: Canvas,
    size: Size,
    faces: &'f mut FaceSet<'a>,
    tree: &'f mut Tree,
    /// Open roles with their elements; artifacts have none.
    roles: Vec<(&'p Tag, Option<usize>)>,
    marked: Marked,
    next_mcid: i64,
    /// Pen, colour and font as they were last set.
    pen: Option<Pen>,
    colour: Option<Colour>,
    font: Option<(FaceId, Len)>,
    content: Content,
}

impl<'p> Writer<'p, '_, '_> {
    fn item(&mut self, placed: &'p Placed) {
        match &placed.item {
            Item::Open(tag) => self.open(tag, placed.at),
            Item::Close => {
                self.mark(Marked::None);
                self.roles.pop();
            }
            Item::Glyphs(run) => {
                self.mark_content();
                self.glyphs(run, placed.at);
            }
            Item::Fill { path, colour, even_odd } => {
                self.mark_shape();
                self.paint_in(*colour);
                let fill = shapes::fill(path, self.frame(placed.at), *even_odd);
                self.content.ops.push(fill);
            }
            Item::Stroke { path, pen } => {
                self.mark_shape();
                self.stroke(path, pen, placed.at);
            }
            Item::Image { image, size } => {
                self.mark_content();
                self.xobject(&image_name(*image), placed.at, *size);
            }
            Item::Form { form, size } => {
                self.mark_content();
                self.xobject(&form_name(*form), placed.at, *size);
            }
            Item::Link { size, url } => {
                let element = self.element();
                let (at, size, url) = (placed.at, *size, url.clone());
                self.content.links.push(LinkArea { at, size, url, element });
            }
        }
    }

    fn frame(&self, at: Point) -> Frame {
        Frame { at, height: self.size.h }
    }

    fn open(&mut self, tag: &'p Tag, at: Point) {
        self.mark(Marked::None);
        let inside_artifact = matches!(self.roles.last(), Some((_, None)));
        let element = if tag.role == Role::Artifact || inside_artifact {
            None
        } else {
            let parent = self.element();
            Some(self.tree.element(parent, tag, at, self.size.h))
        };
        self.roles.push((tag, element));
    }

    /// The innermost element of the structure tree.
    fn element(&self) -> usize {
        self.roles.last().and_then(|(_, element)| *element).unwrap_or(Tree::ROOT)
    }

    fn mark_content(&mut self) {
        match self.roles.last() {
            Some((_, Some(element))) => self.mark(Marked::Element(*element)),
            _ => self.mark(Marked::Artifact),
        }
    }

    /// Shapes belong to figures; elsewhere they are decoration.
    fn mark_shape(&mut self) {
        match self.roles.last() {
            Some((Tag { role: Role::Figure { .. }, .. }, Some(element))) => {
                self.mark(Marked::Element(*element));
            }
            _ => self.mark(Marked::Artifact),
        }
    }

    /// Ends the open marked content and begins another, unless they are the same.
    fn mark(&mut self, next: Marked) {
        let Canvas::Page(page) = self.canvas else { return };
        if self.marked == next {
            return;
        }
        if self.marked != Marked::None {
            self.content.ops.push(Op::EndMarkedContent);
        }
        self.marked = next;
        let (tag, key, value) = match next {
            Marked::None => return,
            Marked::Artifact => ("Artifact", "Type", DictItem::Name(b"Layout".to_vec())),
            Marked::Element(element) => {
                let mcid = self.next_mcid;
                self.next_mcid += 1;
                self.tree.add(element, Kid::Content { page, mcid });
                (self.tree.name(element), "MCID", DictItem::Int(mcid))
            }
        };
        let map = BTreeMap::from([(key.to_owned(), value)]);
        let properties = DictItem::Dict { map };
        let op = Op::BeginMarkedContentWithProperties { tag: tag.to_owned(), properties };
        self.content.ops.push(op);
    }

    fn stroke(&mut self, path: &Path, pen: &Pen, at: Point) {
        if self.pen != Some(*pen) {
            self.content.ops.extend(shapes::pen(pen));
            self.pen = Some(*pen);
        }
        let frame = self.frame(at);
        self.content.ops.push(shapes::stroke(path, frame));
    }

    fn paint_in(&mut self, colour: Colour) {
        if self.colour != Some(colour) {
            self.content.ops.push(Op::SetFillColor { col: shapes::colour(colour) });
            self.colour = Some(colour);
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
        self.content.ops.push(Op::UseXobject { id: XObjectId(name.to_owned()), transform });
    }

    fn glyphs(&mut self, run: &GlyphRun, at: Point) {
        self.paint_in(run.colour);
        self.content.ops.push(Op::StartTextSection);
        if self.font != Some((run.face, run.size)) {
            let font = PdfFontHandle::External(FaceSet::resource(run.face));
            self.content.ops.push(Op::SetFont { font, size: Pt(pt(run.size)) });
            self.font = Some((run.face, run.size));
        }
        let pos = PdfPoint { x: Pt(pt(at.x)), y: Pt(pt(self.size.h - at.y)) };
        self.content.ops.push(Op::SetTextCursor { pos });
        let mut line =
            TextLine { ops: &mut self.content.ops, shown: Vec::new(), owed: 0.0, rise: 0 };
        let em = 1000.0 / f64::from(self.faces.face(run.face).upm);
        let mut at = 0;
        while at < run.glyphs.len() {
            let cluster = run.glyphs[at].cluster;
            let rest = &run.glyphs[at..];
            let count = rest.iter().take_while(|glyph| glyph.cluster == cluster).count();
            let next = rest.get(count).map_or(run.text.len(), |glyph| glyph.cluster as usize);
            let letters = &run.text[cluster as usize..next];
            line.cluster(&rest[..count], letters, run, em, self.faces);
            at += count;
        }
        line.flush();
        line.set_rise(0, 0.0);
        self.content.ops.push(Op::EndTextSection);
    }
}

/// Gathers the glyphs of one text section.
struct TextLine<'o> {
    ops: &'o mut Vec<Op>,
    /// The inside of a `TJ` array, its last string still open.
    shown: Vec<u8>,
    /// Distance the pen has to go back before the next glyph, in thousandths of an em.
    owed: f64,
    rise: i32,
}

impl TextLine<'_> {
    fn cluster(
        &mut self,
        glyphs: &[Glyph],
        letters: &str,
        run: &GlyphRun,
        em: f64,
        faces: &mut FaceSet<'_>,
    ) {
        // Only the first glyph of a cluster may stand for its letters.
        let wanted = |index: usize| if index == 0 { letters } else { "" };
        let glyphs = glyphs.iter().enumerate().map(|(index, glyph)| {
            let (id, is_meant) = faces.glyph(run.face, glyph.id, wanted(index));
            (glyph, id, is_meant)
        });
        let glyphs: Vec<_> = glyphs.collect();
        let differs = glyphs.iter().any(|(_, _, is_meant)| !is_meant);
        if differs {
            self.flush();
            self.ops.push(actual_text(letters));
        }
        for (glyph, id, _) in glyphs {
            if glyph.dy != self.rise {
                self.flush();
                let size = run.size.to_pt();
                self.set_rise(glyph.dy, f64::from(glyph.dy) * em / 1000.0 * size);
            }
            self.owed -= f64::from(glyph.dx) * em;
            self.show(id);
            let moved = faces.written_width(run.face, glyph.id);
            self.owed += moved - f64::from(glyph.advance) * em + f64::from(glyph.dx) * em;
        }
        if differs {
            self.flush();
            self.ops.push(Op::EndMarkedContent);
        }
    }

    /// Adds a glyph by its number, after the move that is owed.
    fn show(&mut self, id: u16) {
        // Hundredths of a thousandth: at 18 pt one is less than a millionth of a point.
        let back = Len((self.owed * 100.0).round() as i64 * 10);
        if self.shown.is_empty() {
            self.shown.push(b'[');
        }
        if back != Len::ZERO {
            self.owed -= back.0 as f64 / 1000.0;
            if self.shown.len() > 1 {
                self.shown.push(b'>');
            }
            shapes::decimal(&mut self.shown, back);
            self.shown.push(b'<');
        } else if self.shown.len() == 1 {
            self.shown.push(b'<');
        }
        for shift in [12, 8, 4, 0] {
            let digit = id >> shift & 0xF;
            self.shown.push(b"0123456789ABCDEF"[usize::from(digit)]);
        }
    }

    fn flush(&mut self) {
        if !self.shown.is_empty() {
            let mut shown = std::mem::take(&mut self.shown);
            shown.extend_from_slice(b">]TJ");
            self.ops.push(shapes::written(shown));
        }
    }

    fn set_rise(&mut self, units: i32, points: f64) {
        if self.rise != units {
            self.rise = units;
            self.ops.push(Op::SetLineOffset { multiplier: points as f32 });
        }
    }
}

/// Says which letters the glyphs up to the next end of marked content stand for.
fn actual_text(letters: &str) -> Op {
    let utf16 = letters.encode_utf16().flat_map(u16::to_be_bytes);
    let data = [0xFE, 0xFF].into_iter().chain(utf16).collect();
    let item = DictItem::String { data, literal: false };
    let map = BTreeMap::from([("ActualText".to_owned(), item)]);
    let properties = DictItem::Dict { map };
    Op::BeginMarkedContentWithProperties { tag: "Span".to_owned(), properties }
}
