//! One page's items to printpdf operations, each inside the marked content of its role.

use printpdf::{Op, PdfFontHandle, Point as PdfPoint, Pt, XObjectId, XObjectTransform};

use super::face_set::FaceSet;
use super::inking::Inking;
use super::shapes::{self, Frame, pt};
use super::text_line::{Codes, TextLine};
use super::tree::{Kid, Tree};
use crate::colour::Colour;
use crate::geom::{Len, Point, Size};
use crate::layout::{Form, GlyphRun, Item, Page, Pen, Placed, Role, Tag};
use crate::path::Path;
use crate::text::FaceId;

/// A place to touch, for the finishing pass.
#[derive(Debug)]
pub(super) struct LinkArea {
    pub at: Point,
    pub size: Size,
    pub url: String,
    /// Its element in the structure tree.
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
    inking: Inking<'_>,
    faces: &mut impl Codes,
    tree: &mut Tree,
) -> Content {
    // A press file has no tags, so its pages are marked as little as artwork.
    let canvas = if inking.inks.is_press() { Canvas::Form } else { Canvas::Page(number) };
    let reading = |item| page.reading(number, item);
    write(canvas, (page.size, page.turned), &page.items, reading, inking, faces, tree)
}

/// Writes shared artwork as a page of its own size; the finishing pass makes it a form.
pub(super) fn form(form: &Form, inking: Inking<'_>, faces: &mut impl Codes) -> Vec<Op> {
    artwork(form.size, &form.items, inking, faces)
}

/// Writes items without roles, in a space of `size`.
pub(super) fn artwork(
    size: Size,
    items: &[Placed],
    inking: Inking<'_>,
    faces: &mut impl Codes,
) -> Vec<Op> {
    write(Canvas::Form, (size, false), items, |_| 0, inking, faces, &mut Tree::new()).ops
}

fn write(
    canvas: Canvas,
    (size, turned): (Size, bool),
    items: &[Placed],
    reading: impl Fn(usize) -> usize,
    inking: Inking<'_>,
    faces: &mut impl Codes,
    tree: &mut Tree,
) -> Content {
    let mut writer = Writer {
        canvas,
        inking,
        overprint: None,
        turned,
        size,
        faces,
        tree,
        roles: Vec::new(),
        marked: Marked::None,
        next_mcid: 0,
        link: None,
        last_link: None,
        pen: None,
        colour: None,
        font: None,
        // Operations are large; about four an item come of it, marks included.
        content: Content { ops: Vec::with_capacity(items.len() * 4), links: Vec::new() },
    };
    let url = |at: Option<usize>| match &items.get(at?)?.item {
        Item::Link { url, .. } => Some(url),
        _ => None,
    };
    if turned {
        let (w, h) = (pt(size.w), pt(size.h));
        writer.content.ops.push(shapes::written(format!("-1 0 0 -1 {w} {h} cm").into_bytes()));
    }
    for (index, placed) in items.iter().enumerate() {
        writer.tree.read_at(reading(index));
        // A place to touch follows the words it belongs to: both stand in one element (ISO
        // 14289-1, 7.18.5), with the rest of the words where a line ends among them.
        let next = url(Some(index + 1));
        if matches!(placed.item, Item::Glyphs(_)) && next.is_some() {
            writer.open_link(url(index.checked_sub(1)) == next);
        }
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
    /// Decoration.
    Artifact,
    /// Words in a header or footer that an earlier page has said.
    Repeated,
    Element(usize),
}

struct Writer<'p, 'f, C> {
    canvas: Canvas,
    inking: Inking<'f>,
    /// Whether what is painted lets the plates below print, as it was last set.
    overprint: Option<bool>,
    /// Whether all of it is turned by half a circle.
    turned: bool,
    size: Size,
    faces: &'f mut C,
    tree: &'f mut Tree,
    /// Open roles with their elements; artifacts have none.
    roles: Vec<(&'p Tag, Option<usize>)>,
    marked: Marked,
    next_mcid: i64,
    /// The link whose words are written.
    link: Option<usize>,
    last_link: Option<usize>,
    /// Pen, colour and font as they were last set.
    pen: Option<Pen>,
    colour: Option<Colour>,
    font: Option<(FaceId, Len)>,
    content: Content,
}

impl<'p, C: Codes> Writer<'p, '_, C> {
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
                self.set_overprint(false);
                self.xobject(&image_name(*image), placed.at, *size);
            }
            Item::Form { form, size } => {
                self.mark_content();
                self.xobject(&form_name(*form), placed.at, *size);
            }
            Item::Code { code, module } => {
                self.mark_shape();
                self.paint_in(Colour::BLACK);
                let mut path = Path::default();
                for bar in code.bars(*module) {
                    path.add_rounded(bar, Len::ZERO);
                }
                self.content.ops.push(shapes::fill(&path, self.frame(placed.at), false));
            }
            Item::Field(_) => {}
            Item::Link { size, url } => {
                // The address of a code has no words of its own; what repeats needs no touching.
                if self.link.is_none() {
                    self.open_link(false);
                }
                if let Some(element) = self.link.take() {
                    self.last_link = Some(element);
                    let (at, size, url) = (self.on_paper(placed.at, *size), *size, url.clone());
                    self.content.links.push(LinkArea { at, size, url, element });
                }
            }
        }
    }

    /// Where the top left corner of a rectangle comes to lie on the paper.
    fn on_paper(&self, at: Point, size: Size) -> Point {
        if !self.turned {
            return at;
        }
        Point::new(self.size.w - at.x - size.w, self.size.h - at.y - size.h)
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
            let at = match &tag.role {
                Role::Figure { size, .. } => self.on_paper(at, *size),
                _ => at,
            };
            Some(self.tree.element(parent, tag, at, self.size.h))
        };
        self.roles.push((tag, element));
    }

    /// Begins a link inside the innermost element, or goes on with the last; not in artifacts.
    fn open_link(&mut self, goes_on: bool) {
        if !matches!(self.roles.last(), Some((_, None))) {
            let last = self.last_link.filter(|_| goes_on);
            self.link = last.or_else(|| Some(self.tree.new_element(self.element(), "Link")));
        }
    }

    /// The innermost element of the structure tree.
    fn element(&self) -> usize {
        self.roles.last().and_then(|(_, element)| *element).unwrap_or(Tree::ROOT)
    }

    fn mark_content(&mut self) {
        if let Some(link) = self.link {
            return self.mark(Marked::Element(link));
        }
        match self.roles.last() {
            Some((_, Some(element))) => self.mark(Marked::Element(*element)),
            Some((_, None)) => self.mark(Marked::Repeated),
            None => self.mark(Marked::Artifact),
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
        let begin = match next {
            Marked::None => return,
            Marked::Artifact => "/Artifact<</Type/Layout>>BDC".to_owned(),
            Marked::Repeated => "/Artifact<</Type/Pagination>>BDC".to_owned(),
            Marked::Element(element) => {
                let mcid = self.next_mcid;
                self.next_mcid += 1;
                self.tree.add(element, Kid::Content { page, mcid });
                format!("/{}<</MCID {mcid}>>BDC", self.tree.name(element))
            }
        };
        self.content.ops.push(shapes::written(begin.into_bytes()));
    }

    fn stroke(&mut self, path: &Path, pen: &Pen, at: Point) {
        let overprint = self.inking.line_overprints(pen);
        self.set_overprint(overprint);
        if self.pen != Some(*pen) {
            self.content.ops.push(self.inking.line(pen));
            self.content.ops.extend(shapes::pen(pen));
            self.pen = Some(*pen);
        }
        let frame = self.frame(at);
        let layer = self.inking.layer(pen);
        if let Some(layer) = layer {
            self.content.ops.push(shapes::written(format!("/OC /{layer} BDC").into_bytes()));
        }
        self.content.ops.push(shapes::stroke(path, frame));
        if layer.is_some() {
            self.content.ops.push(Op::EndMarkedContent);
        }
    }

    fn paint_in(&mut self, colour: Colour) {
        let overprint = self.inking.overprints(colour);
        self.set_overprint(overprint);
        if self.colour != Some(colour) {
            self.content.ops.push(self.inking.fill(colour));
            self.colour = Some(colour);
        }
    }

    /// Lets the plates below print, or not; only presses have plates.
    fn set_overprint(&mut self, on: bool) {
        if self.inking.inks.is_press() && self.overprint != Some(on) {
            self.content.ops.push(shapes::written(Inking::state(on).to_vec()));
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
        self.content.ops.push(Op::UseXobject { id: XObjectId(name.to_owned()), transform });
    }

    fn glyphs(&mut self, run: &GlyphRun, at: Point) {
        self.paint_in(self.inking.letters(run.colour));
        self.content.ops.push(Op::StartTextSection);
        if self.font != Some((run.face, run.size)) {
            let font = PdfFontHandle::External(FaceSet::resource(run.face));
            self.content.ops.push(Op::SetFont { font, size: Pt(pt(run.size)) });
            self.font = Some((run.face, run.size));
        }
        let pos = PdfPoint { x: Pt(pt(at.x)), y: Pt(pt(self.size.h - at.y)) };
        self.content.ops.push(Op::SetTextCursor { pos });
        let mut line = Vec::with_capacity(run.glyphs.len() * 8);
        TextLine::new(&mut line).run(run, self.faces);
        if line.pop().is_some() {
            self.content.ops.push(shapes::written(line));
        }
        self.content.ops.push(Op::EndTextSection);
    }
}
