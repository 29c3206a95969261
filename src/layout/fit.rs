//! The ladder: the first rung on which everything fits is taken, and nothing is ever squeezed
//! below the last one.

use std::ops::Range;

use super::around::push_down;
use super::asked::{Asked, Filling, Reader};
use super::blocks::Setter;
use super::flow::{Lack, Share, distribute, fill, tops};
use super::memory::Memory;
use super::page::{Form, Item, Page, Pages, Pen, Placed, Role, Tag};
use super::piece::{Piece, shifted, stack};
use super::ring::Ring;
use crate::diag::{Code, Diagnostic, Severity, Sink, text};
use crate::doc::{Doc, Flow, Furniture, On, Rung, SheetStyle};
use crate::geom::{Len, Point, Rect, Size};
use crate::picture::{Art, Drawing, Paint};
use crate::text::Fonts;

/// Lays out a document, each face on its own best rung. `None` when one does not fit or cannot be
/// set.
pub fn layout(doc: &Doc, style: &SheetStyle, fonts: &Fonts, sink: &mut Sink) -> Option<Pages> {
    set(doc, style, fonts, &mut Memory::default(), None, sink)
}

impl Reader<'_> {
    /// Lays out one copy of a document with fields, and tells what was asked of its values. What is
    /// asked and answered decides all that is not inside an [`Item::Field`]: copies with the same
    /// answers have the same pages but for those.
    pub fn layout_copy(
        &self,
        doc: &Doc,
        style: &SheetStyle,
        values: &[String],
        sink: &mut Sink,
    ) -> Option<(Pages, Asked)> {
        let memory = &mut self.memory.borrow_mut();
        memory.keep_small();
        let mut filling = Filling { values, asked: Asked::default() };
        let pages = set(doc, style, self.fonts, memory, Some(&mut filling), sink)?;
        Some((pages, filling.asked))
    }
}

/// Lays out a document; with `filling`, for one copy.
fn set(
    doc: &Doc,
    style: &SheetStyle,
    fonts: &Fonts,
    memory: &mut Memory,
    filling: Option<&mut Filling<'_>>,
    sink: &mut Sink,
) -> Option<Pages> {
    let before = sink.errors();
    let title = doc.title.clone();
    let palette = style.palette.clone();
    let mut pages = Pages { title, duplex: style.duplex, palette, ..Pages::default() };
    let mut fitter = Fitter { doc, style, fonts, filling, memory, next_tag: 0 };
    for (number, flow) in doc.flows.iter().enumerate() {
        let attempt = fitter.best((number, pages.pages.len()), flow);
        fitter.next_tag = attempt.next_tag;
        pages.pages.extend(attempt.pages.unwrap_or_default());
        attempt.problems.into_iter().for_each(|problem| sink.push(problem));
    }
    share_art(doc, &mut pages);
    (sink.errors() == before).then_some(pages)
}

/// What came of a rung: pages if all went well, and everything found on the way.
#[derive(Default)]
struct Attempt {
    pages: Option<Vec<Page>>,
    problems: Vec<Diagnostic>,
    next_tag: u32,
    /// Height needed over height there is.
    fill: f64,
}

struct Fitter<'a, 'f, 'v> {
    doc: &'a Doc,
    style: &'a SheetStyle,
    fonts: &'a Fonts,
    filling: Option<&'f mut Filling<'v>>,
    memory: &'a mut Memory,
    next_tag: u32,
}

impl Fitter<'_, '_, '_> {
    /// The best rung on which a face fits, or the findings of the last one.
    ///
    /// Neighbouring rungs of one number of pages grow ever tighter, so the best that fits lies
    /// between the last that does not and the first that does; each attempt tells where to look.
    fn best(&mut self, (number, before): (usize, usize), flow: &Flow) -> Attempt {
        let mut failed = Attempt { next_tag: self.next_tag, ..Attempt::default() };
        for group in self.style.ladder.chunk_by(|a, b| a.pages_of(number) == b.pages_of(number)) {
            let mut fits = None;
            let (mut low, mut high) = (0, group.len());
            let mut last = None;
            // Fewer pages than usual seldom do; the tightest rung tells at once.
            if group.len() < self.style.ladder.len() / 2 {
                high -= 1;
                failed = self.attempt((number, before), flow, &group[high]);
                if failed.pages.is_none() {
                    continue;
                }
                fits = Some(std::mem::take(&mut failed));
            }
            while low < high {
                let next = likely(group, low..high, last);
                let attempt = self.attempt((number, before), flow, &group[next]);
                last = Some((&group[next], attempt.fill));
                if attempt.pages.is_some() {
                    (fits, high) = (Some(attempt), next);
                } else {
                    low = next + 1;
                    if low == group.len() {
                        failed = attempt;
                    }
                }
            }
            if let Some(fits) = fits {
                return fits;
            }
        }
        failed
    }

    fn attempt(&mut self, (number, before): (usize, usize), flow: &Flow, rung: &Rung) -> Attempt {
        let mut setter = Setter {
            doc: self.doc,
            style: self.style,
            fonts: self.fonts,
            rung,
            page: (0, 1),
            problems: Vec::new(),
            next_tag: self.next_tag,
            memory: self.memory,
            filling: self.filling.as_deref_mut(),
            hollow: None,
        };
        let most = rung.pages_of(number);
        // Of a face of several pages nobody knows beforehand what stands beside which hole.
        let ring = Ring::on(before, self.style);
        let ring = ring.filter(|ring| most == 1 && is_near(ring, self.style));
        let (pages, fill) = match ring {
            Some(ring) => one_page(&mut setter, flow, ring),
            None => face(&mut setter, flow, most),
        };
        let (mut problems, next_tag) = (setter.problems, setter.next_tag);
        let pages = pages.map_err(|problem| problems.push(problem)).ok();
        let failed = problems.iter().any(|problem| problem.severity == Severity::Error);
        Attempt { pages: pages.filter(|_| !failed), problems, next_tag, fill }
    }
}

/// The rung to try next: the first that is expected to fit by what the last one tried needed, as
/// text takes room by the square of its size.
fn likely(group: &[Rung], open: Range<usize>, last: Option<(&Rung, f64)>) -> usize {
    let Some((tried, fill)) = last else { return usize::midpoint(open.start, open.end) };
    let fits = |at: &usize| {
        let ratio = group[*at].text / tried.text;
        fill * ratio * ratio <= 1.0
    };
    let tightest = open.end - 1;
    (open.start..tightest).find(fits).unwrap_or(tightest)
}

/// Sets one face on the pages of its rung, no page without a piece, and tells how full they are.
fn face(
    setter: &mut Setter<'_, '_>,
    flow: &Flow,
    most: usize,
) -> (Result<Vec<Page>, Diagnostic>, f64) {
    let style = setter.style;
    let width = style.page.w - style.margin.across();
    let pieces = setter.pieces(&flow.nodes, width);
    let count = most.min(pieces.len()).max(1);
    let whole = style.page.h - style.margin.down();
    if most == Rung::ANY {
        return filled(setter, flow, pieces, width);
    }
    let sheets = whole * i64::try_from(count).unwrap_or(1);
    let needed: Len = pieces.iter().map(|piece| piece.size.h).sum();
    // Hopeless even without header and footer; only the last rung has to tell by how much.
    if needed > sheets && style.ladder.last() != Some(setter.rung) {
        return (Err(overflow(setter, &pieces, most, needed - sheets)), ratio(needed, sheets));
    }
    let (furniture, heights) = dressed(setter, flow, count, width);
    let all: Len = heights.iter().copied().sum();
    match distribute(&pieces, &heights) {
        Ok(shares) => {
            let pages = compose(style, pieces, furniture, &shares, &heights);
            (Ok(pages), ratio(needed, all))
        }
        Err(excess) => {
            let fill = ratio(heights[0] + excess, heights[0]);
            (Err(overflow(setter, &pieces, most, excess)), fill)
        }
    }
}

/// Header and footer of each of `count` pages, and the height between them.
fn dressed(
    setter: &mut Setter<'_, '_>,
    flow: &Flow,
    count: usize,
    width: Len,
) -> (Vec<(Piece, Piece)>, Vec<Len>) {
    let whole = setter.style.page.h - setter.style.margin.down();
    let furniture: Vec<(Piece, Piece)> = (0..count)
        .map(|index| {
            setter.page = (index, count);
            let header = furniture(setter, &flow.headers, width);
            (header, furniture(setter, &flow.footers, width))
        })
        .collect();
    let room = |(header, footer): &(Piece, Piece)| {
        whole - header.size.h - header.below - footer.size.h - footer.above
    };
    let heights = furniture.iter().map(room).collect();
    (furniture, heights)
}

/// Sets one face on as many pages as it fills, one after another. What is left over is told first
/// by three pages that stand for all: the first, one between, the last.
fn filled(
    setter: &mut Setter<'_, '_>,
    flow: &Flow,
    pieces: Vec<Piece>,
    width: Len,
) -> (Result<Vec<Page>, Diagnostic>, f64) {
    let mut count = 1;
    loop {
        let (furniture, heights) = dressed(setter, flow, count, width);
        match fill(&pieces, &heights) {
            Ok(shares) => {
                let pages = compose(setter.style, pieces, furniture, &shares, &heights);
                return (Ok(pages), 1.0);
            }
            Err(Lack::Height(excess)) => {
                return (Err(overflow(setter, &pieces, count, excess)), 2.0);
            }
            Err(Lack::Pages(_)) if count == 1 => {
                let (_, heights) = dressed(setter, flow, 3, width);
                count = match fill(&pieces, &heights) {
                    Err(Lack::Pages(more)) => more,
                    _ => 2,
                };
            }
            Err(Lack::Pages(_)) => count += 1,
        }
    }
}

/// Whether a ring reaches into the margins of a page.
fn is_near(ring: &Ring, style: &SheetStyle) -> bool {
    let margin = style.margin;
    let (w, h) = (style.page.w - margin.across(), style.page.h - margin.down());
    !ring.is_clear(Rect { x: margin.left, y: margin.top, w, h })
}

/// Sets one face on one page, around its hole.
fn one_page(
    setter: &mut Setter<'_, '_>,
    flow: &Flow,
    ring: Ring,
) -> (Result<Vec<Page>, Diagnostic>, f64) {
    let style = setter.style;
    let width = style.page.w - style.margin.across();
    let whole = style.page.h - style.margin.down();
    let corner = Point::new(style.margin.left, style.margin.top);
    let mut header = furniture(setter, &flow.headers, width);
    if header.size.h > Len::ZERO {
        push_down(&mut header, ring, corner);
    }
    let footer = furniture(setter, &flow.footers, width);
    let above = header.size.h + header.below;
    let height = whole - above - footer.size.h - footer.above;
    let at = corner.shifted(Len::ZERO, above);
    let pieces = setter.around(&flow.nodes, width, ring, at);
    match distribute(&pieces, &[height]) {
        Ok(shares) => {
            let needed: Len = pieces.iter().map(|piece| piece.size.h).sum();
            let pages = compose(style, pieces, vec![(header, footer)], &shares, &[height]);
            (Ok(pages), ratio(needed, height))
        }
        Err(excess) => (Err(overflow(setter, &pieces, 1, excess)), ratio(height + excess, height)),
    }
}

fn ratio(needed: Len, there: Len) -> f64 {
    needed.0 as f64 / there.0.max(1) as f64
}

/// Header or footer of the page that is set. What repeats an earlier page is an artifact, and so is
/// the running header, which repeats the title: who listens hears each thing once.
fn furniture(setter: &mut Setter<'_, '_>, all: &[Furniture], width: Len) -> Piece {
    let (index, count) = setter.page;
    let mut pieces = Vec::new();
    for furniture in all.iter().filter(|furniture| furniture.on.covers(index, count)) {
        let mut own = setter.pieces(&furniture.nodes, width);
        let is_repeated = match furniture.on {
            On::Every | On::Turn => index > 0,
            On::Rest => true,
            On::First | On::Last => false,
        };
        if is_repeated {
            for piece in &mut own {
                piece.wrap(setter.tag(Role::Artifact));
                piece.list = None;
            }
        }
        pieces.extend(own);
    }
    stack(pieces, width)
}

fn compose(
    style: &SheetStyle,
    mut pieces: Vec<Piece>,
    furniture: Vec<(Piece, Piece)>,
    shares: &[Share],
    heights: &[Len],
) -> Vec<Page> {
    let mut pages = Vec::new();
    for ((share, (header, footer)), height) in shares.iter().zip(furniture).zip(heights).rev() {
        let own = pieces.split_off(share.from);
        let tops = tops(&own, *height, style.stretch);
        let (x, mut y) = (style.margin.left, style.margin.top);
        let mut items: Vec<Placed> = shifted(header.items, x, y).collect();
        y += header.size.h + header.below;
        if let Some(repeat) = own.first().and_then(|piece| piece.repeats.clone()) {
            items.extend(shifted(repeat.items.clone(), x, y));
        }
        let mut list: Option<Tag> = None;
        for (piece, top) in own.into_iter().zip(tops) {
            turn(&mut items, &mut list, piece.list.clone());
            items.extend(shifted(piece.items, x, y + top));
        }
        turn(&mut items, &mut list, None);
        let foot = style.page.h - style.margin.bottom - footer.size.h;
        items.extend(shifted(footer.items, x, foot));
        let trim = Rect::new(Point::default(), style.page);
        pages.push(Page { size: style.page, trim, items, ..Page::default() });
    }
    pages.reverse();
    pages
}

/// Closes the open list and opens the next, unless they are the same.
fn turn(items: &mut Vec<Placed>, open: &mut Option<Tag>, next: Option<Tag>) {
    if *open == next {
        return;
    }
    let at = Point::default();
    if open.is_some() {
        items.push(Placed { at, item: Item::Close });
    }
    if let Some(tag) = &next {
        items.push(Placed { at, item: Item::Open(tag.clone()) });
    }
    *open = next;
}

fn overflow(setter: &Setter<'_, '_>, pieces: &[Piece], pages: usize, excess: Len) -> Diagnostic {
    let style = setter.style;
    let body = style.find("p").map_or(Len::pt(18.0), |id| {
        style.size_on(id, setter.rung, setter.fonts).scale(style.style(id).leading)
    });
    let lines = (excess.0 + body.0 - 1) / body.0.max(1);
    let mm = excess.to_mm();
    let mut longest: Vec<&Piece> = pieces.iter().filter(|piece| !piece.name.is_empty()).collect();
    longest.sort_by_key(|piece| std::cmp::Reverse(piece.size.h));
    longest.truncate(3);
    let names: Vec<String> = longest.iter().map(|piece| format!("“{}”", piece.name)).collect();
    let names = names.join(", ");
    let (width, height) = (style.page.w.to_mm(), style.page.h.to_mm());
    let diagnostic = Diagnostic::new(Code::DoesNotFit, text!(
        en "the text does not fit {width:.0} × {height:.0} mm on {pages} side(s): {mm:.0} mm too high on each, about {lines} line(s)",
        vi "chữ không vừa khổ {width:.0} × {height:.0} mm, {pages} mặt: mỗi mặt thừa {mm:.0} mm, khoảng {lines} dòng",
    ))
    .hint(if names.is_empty() {
        text!(
            en "shorten the texts or lists of this sheet, or use a larger product",
            vi "rút gọn chữ và danh sách trên tờ này, hoặc dùng khổ lớn hơn",
        )
    } else {
        text!(
            en "shorten the longest steps ({names}), or use a larger product",
            vi "rút gọn các bước dài nhất ({names}), hoặc dùng khổ lớn hơn",
        )
    });
    let tallest = pieces.iter().max_by_key(|piece| piece.size.h);
    let span = longest.iter().find_map(|piece| piece.span);
    match span.or_else(|| tallest.and_then(|piece| piece.span)) {
        Some(span) => diagnostic.at(span),
        None => diagnostic.at_path(&style.path),
    }
}

/// Moves the pictures that are used into the pages, drawings as forms, pixels as images.
fn share_art(doc: &Doc, pages: &mut Pages) {
    let mut forms: Vec<Option<usize>> = vec![None; doc.arts.len()];
    let mut images = forms.clone();
    let Pages { pages, forms: all_forms, images: all_images, .. } = pages;
    for placed in pages.iter_mut().flat_map(|page| &mut page.items) {
        match &mut placed.item {
            Item::Form { form, .. } => {
                let Art::Drawing(drawing) = &doc.arts[*form] else { continue };
                *form = *forms[*form].get_or_insert_with(|| {
                    all_forms.push(form_of(drawing));
                    all_forms.len() - 1
                });
            }
            Item::Image { image, .. } => {
                let Art::Raster(raster) = &doc.arts[*image] else { continue };
                *image = *images[*image].get_or_insert_with(|| {
                    all_images.push(raster.clone());
                    all_images.len() - 1
                });
            }
            _ => {}
        }
    }
}

/// A drawing as display list items.
fn form_of(drawing: &Drawing) -> Form {
    let items = drawing.shapes.iter().map(|shape| {
        let path = shape.path.clone();
        let item = match shape.paint {
            Paint::Fill { colour, even_odd } => Item::Fill { path, colour, even_odd },
            Paint::Stroke { colour, width, cap, join } => {
                Item::Stroke { path, pen: Pen { cap, join, ..Pen::solid(colour, width) } }
            }
        };
        Placed { at: Point::default(), item }
    });
    let size = Size::new(Len::pt(drawing.width), Len::pt(drawing.height));
    Form { size, items: items.collect() }
}
