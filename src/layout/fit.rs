//! Copyfitting: the first step on which everything fits is taken, and nothing is ever squeezed
//! below the last one.

use std::ops::Range;

use super::around::push_down;
use super::block_frame::{BlockFrame, shifted, stack};
use super::blocks::BlockLayouter;
use super::cache::LayoutCache;
use super::clearance::Clearance;
use super::flow::{Overflow, PageRange, distribute, fill, tops};
use super::laid::CopyContext;
use super::page::{Form, Item, Page, Pages, Pen, Placed, Role, Tag};
use crate::cancel::Cancel;
use crate::diag::{Code, Diagnostic, Severity, Sink, text};
use crate::doc::{
    Align, Doc, Duplex, FitStep, Flow, Furniture, PageSelector, SheetStyle, number_pages,
};
use crate::geom::{Len, Point, Rect, Size};
use crate::picture::{Artwork, Drawing, Paint};
use crate::text::Fonts;

/// Lays out a document, each face on its own best step. `None` when one does not fit or cannot be
/// set.
pub fn layout(doc: &Doc, style: &SheetStyle, fonts: &Fonts, sink: &mut Sink) -> Option<Pages> {
    layout_unless(Cancel::never(), doc, style, fonts, sink)
}

/// The same for a job that may be cancelled: then `None`, and nothing is reported.
pub fn layout_unless(
    cancel: &Cancel,
    doc: &Doc,
    style: &SheetStyle,
    fonts: &Fonts,
    sink: &mut Sink,
) -> Option<Pages> {
    let cache = &mut LayoutCache::default();
    let mut pages = lay_out(doc, style, fonts, (cache, cancel), None, sink)?;
    share_art(doc, &mut pages);
    Some(pages)
}

/// Numbers of pages settle in the second round, unless they are wider than those thought of.
const ROUNDS: usize = 4;

/// Lays out a document or a copy of it. Its pages have no pictures yet: drawings, and pictures of
/// pixels, go by their numbers among all of the document.
pub(super) fn lay_out(
    doc: &Doc,
    style: &SheetStyle,
    fonts: &Fonts,
    (cache, cancel): (&mut LayoutCache, &Cancel),
    copy: Option<CopyContext<'_>>,
    sink: &mut Sink,
) -> Option<Pages> {
    let before = sink.errors();
    let title = doc.title.clone();
    let palette = style.palette.clone();
    let mut pages = Pages { title, duplex: style.duplex, palette, ..Pages::default() };
    let mut fitter = Fitter { doc, style, fonts, copy, cache, cancel, next_tag: 0 };
    let usual = |face| style.fit_steps.first().map_or(1, |step| step.pages_of(face));
    let usual =
        (0..doc.flows.len()).map(usual).map(|count| if count == FitStep::ANY { 1 } else { count });
    let mut counts: Vec<usize> = usual.collect();
    let numbered = doc.has_page_numbers();
    for round in 1..=ROUNDS {
        let faces = fitter.faces(&counts);
        if cancel.is_cancelled() {
            return None;
        }
        let made: Vec<usize> =
            faces.iter().map(|face| face.pages.as_ref().map_or(0, Vec::len)).collect();
        let settled = !numbered || made == counts || made.contains(&0);
        if settled || round == ROUNDS {
            for face in faces {
                pages.pages.extend(face.pages.unwrap_or_default());
                face.problems.into_iter().for_each(|problem| sink.push(problem));
            }
            if !settled {
                sink.push(unsettled(style));
            }
            break;
        }
        counts = made;
    }
    (sink.errors() == before).then_some(pages)
}

/// A face among others.
#[derive(Clone, Copy)]
struct FaceNumber {
    /// Its number.
    number: usize,
    /// How many pages stand before it, and, as far as is known, after it.
    before: usize,
    after: usize,
}

/// What came of a step: pages if all went well, and everything found on the way.
#[derive(Default)]
struct Attempt {
    pages: Option<Vec<Page>>,
    problems: Vec<Diagnostic>,
    next_tag: u32,
    /// Height needed over height there is.
    fill: f64,
}

struct Fitter<'a, 'v> {
    doc: &'a Doc,
    style: &'a SheetStyle,
    fonts: &'a Fonts,
    copy: Option<CopyContext<'v>>,
    cache: &'a mut LayoutCache,
    cancel: &'a Cancel,
    next_tag: u32,
}

impl Fitter<'_, '_> {
    /// All faces in order, each on its best step, when they are thought to have so many pages.
    fn faces(&mut self, counts: &[usize]) -> Vec<Attempt> {
        self.next_tag = 0;
        let mut before = 0;
        let mut faces = Vec::new();
        let doc = self.doc;
        for (number, flow) in doc.flows.iter().enumerate() {
            let after = counts.iter().skip(number + 1).sum();
            let attempt = self.best(FaceNumber { number, before, after }, flow);
            self.next_tag = attempt.next_tag;
            before += attempt.pages.as_ref().map_or(0, Vec::len);
            faces.push(attempt);
        }
        faces
    }

    /// The best step on which a face fits, or the findings of the last one.
    ///
    /// Neighbouring steps of one number of pages grow ever tighter, so the best that fits lies
    /// between the last that does not and the first that does; each attempt tells where to look.
    fn best(&mut self, face: FaceNumber, flow: &Flow) -> Attempt {
        let number = face.number;
        let mut failed = Attempt { next_tag: self.next_tag, ..Attempt::default() };
        for group in self.style.fit_steps.chunk_by(|a, b| a.pages_of(number) == b.pages_of(number))
        {
            let mut fits = None;
            let (mut low, mut high) = (0, group.len());
            let mut last = None;
            // Fewer pages than usual seldom do; the tightest step tells at once.
            if group.len() < self.style.fit_steps.len() / 2 {
                high -= 1;
                failed = self.attempt(face, flow, &group[high]);
                if failed.pages.is_none() {
                    continue;
                }
                fits = Some(std::mem::take(&mut failed));
            }
            while low < high {
                let next = likely(group, low..high, last);
                let attempt = self.attempt(face, flow, &group[next]);
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

    fn attempt(&mut self, at: FaceNumber, flow: &Flow, step: &FitStep) -> Attempt {
        let FaceNumber { number, before, after } = at;
        if self.cancel.is_cancelled() {
            return Attempt::default();
        }
        let mut layouter = BlockLayouter {
            doc: self.doc,
            style: self.style,
            fonts: self.fonts,
            step,
            page: (before, before + 1 + after),
            others: (before, after),
            align: Align::Left,
            problems: Vec::new(),
            next_tag: self.next_tag,
            cache: self.cache,
            cancel: self.cancel,
            copy: self.copy,
            exclusion: None,
        };
        let most = step.pages_of(number);
        // Of a face of several pages nobody knows beforehand what stands beside which hole.
        let clearance = Clearance::on(before, self.style);
        let clearance = clearance.filter(|clearance| most == 1 && is_near(clearance, self.style));
        let (pages, fill) = match clearance {
            Some(clearance) => one_page(&mut layouter, flow, clearance),
            None => face(&mut layouter, flow, most),
        };
        let (mut problems, next_tag) = (layouter.problems, layouter.next_tag);
        let mut pages = pages.map_err(|problem| problems.push(problem)).ok();
        if pages.as_ref().is_some_and(|pages| pages.len() > 1) && number_pages(&flow.nodes) {
            problems.push(number_in_body(self.style));
        }
        // On paper of its own each page has its panel, whatever the faces before it fill.
        if let (Some(pages), Some(_)) = (&mut pages, &self.style.sheet)
            && most != FitStep::ANY
        {
            pages.resize_with(most.max(pages.len()), || blank(self.style));
        }
        let failed = problems.iter().any(|problem| problem.severity == Severity::Error);
        Attempt { pages: pages.filter(|_| !failed), problems, next_tag, fill }
    }
}

/// The step to try next: the first that is expected to fit by what the last one tried needed, as
/// text takes room by the square of its size.
fn likely(group: &[FitStep], open: Range<usize>, last: Option<(&FitStep, f64)>) -> usize {
    let Some((tried, fill)) = last else { return usize::midpoint(open.start, open.end) };
    let fits = |at: &usize| {
        let ratio = group[*at].text / tried.text;
        fill * ratio * ratio <= 1.0
    };
    let tightest = open.end - 1;
    (open.start..tightest).find(fits).unwrap_or(tightest)
}

/// Sets one face on the pages of its step, no page without a piece, and tells how full they are.
fn face(
    layouter: &mut BlockLayouter<'_, '_>,
    flow: &Flow,
    most: usize,
) -> (Result<Vec<Page>, Diagnostic>, f64) {
    let style = layouter.style;
    let width = style.page.w - style.margin.across();
    let pieces = layouter.pieces(&flow.nodes, width);
    let whole = style.page.h - style.margin.down();
    if most == FitStep::ANY {
        return filled(layouter, flow, pieces, width);
    }
    let needed: Len = pieces.iter().map(|piece| piece.size.h).sum();
    let counts = counts(style, most.min(pieces.len()).max(1), layouter.others.0);
    let after = layouter.others.1;
    let mut lacking = (Len::ZERO, 1.0, 1);
    for (index, count) in counts.iter().copied().enumerate() {
        let sheets = whole * i64::try_from(count).unwrap_or(1);
        let is_last = index + 1 == counts.len() && style.fit_steps.last() == Some(layouter.step);
        // Hopeless even without header and footer; only the last step has to tell by how much.
        if needed > sheets && !is_last {
            lacking = (needed - sheets, ratio(needed, sheets), count);
            continue;
        }
        // Panels that stay empty are pages all the same.
        let empty = if style.sheet.is_some() { most - count } else { 0 };
        layouter.others.1 = after + empty;
        let (furniture, heights) = dressed(layouter, flow, count, width);
        let all: Len = heights.iter().copied().sum();
        match distribute(&pieces, &heights) {
            Ok(shares) => {
                let pages = compose(style, pieces, furniture, &shares, &heights);
                return (Ok(pages), ratio(needed, all));
            }
            Err(excess) => lacking = (excess, ratio(heights[0] + excess, heights[0]), count),
        }
    }
    let (excess, fill, count) = lacking;
    (Err(overflow(layouter, &pieces, count, excess)), fill)
}

/// How many pages to try for a face: as few sheets of paper as are needed, both sides of each
/// filled; the panels of a product with paper of its own always all.
fn counts(style: &SheetStyle, most: usize, before: usize) -> Vec<usize> {
    if style.sheet.is_some() {
        return vec![most];
    }
    let fills = |count: usize| style.duplex == Duplex::None || (before + count).is_multiple_of(2);
    (1..=most).filter(|count| *count == 1 || *count == most || fills(*count)).collect()
}

/// A page with nothing on it.
fn blank(style: &SheetStyle) -> Page {
    let trim = Rect::new(Point::default(), style.page);
    Page { size: style.page, trim, ..Page::default() }
}

/// Header and footer of each of `count` pages, and the height between them.
fn dressed(
    layouter: &mut BlockLayouter<'_, '_>,
    flow: &Flow,
    count: usize,
    width: Len,
) -> (Vec<(BlockFrame, BlockFrame)>, Vec<Len>) {
    let whole = layouter.style.page.h - layouter.style.margin.down();
    let furniture: Vec<(BlockFrame, BlockFrame)> = (0..count)
        .map(|index| {
            let (before, after) = layouter.others;
            layouter.page = (before + index, before + count + after);
            let header = furniture(layouter, &flow.headers, (index, count), width);
            (header, furniture(layouter, &flow.footers, (index, count), width))
        })
        .collect();
    let room = |(header, footer): &(BlockFrame, BlockFrame)| {
        whole - header.size.h - header.below - footer.size.h - footer.above
    };
    let heights = furniture.iter().map(room).collect();
    (furniture, heights)
}

/// Sets one face on as many pages as it fills, one after another. What is left over is told first
/// by three pages that stand for all: the first, one between, the last.
fn filled(
    layouter: &mut BlockLayouter<'_, '_>,
    flow: &Flow,
    pieces: Vec<BlockFrame>,
    width: Len,
) -> (Result<Vec<Page>, Diagnostic>, f64) {
    let mut count = 1;
    loop {
        let (furniture, heights) = dressed(layouter, flow, count, width);
        match fill(&pieces, &heights) {
            Ok(shares) => {
                let pages = compose(layouter.style, pieces, furniture, &shares, &heights);
                return (Ok(pages), 1.0);
            }
            Err(Overflow::Height(excess)) => {
                return (Err(overflow(layouter, &pieces, count, excess)), 2.0);
            }
            Err(Overflow::Pages(_)) if count == 1 => {
                let (_, heights) = dressed(layouter, flow, 3, width);
                count = match fill(&pieces, &heights) {
                    Err(Overflow::Pages(more)) => more,
                    _ => 2,
                };
            }
            Err(Overflow::Pages(_)) => count += 1,
        }
    }
}

/// Whether a clearance reaches into the margins of a page.
fn is_near(clearance: &Clearance, style: &SheetStyle) -> bool {
    let margin = style.margin;
    let (w, h) = (style.page.w - margin.across(), style.page.h - margin.down());
    !clearance.is_clear(Rect { x: margin.left, y: margin.top, w, h })
}

/// Sets one face on one page, around its hole.
fn one_page(
    layouter: &mut BlockLayouter<'_, '_>,
    flow: &Flow,
    clearance: Clearance,
) -> (Result<Vec<Page>, Diagnostic>, f64) {
    let style = layouter.style;
    let width = style.page.w - style.margin.across();
    let whole = style.page.h - style.margin.down();
    let corner = Point::new(style.margin.left, style.margin.top);
    let mut header = furniture(layouter, &flow.headers, (0, 1), width);
    if header.size.h > Len::ZERO {
        push_down(&mut header, clearance, corner);
    }
    let footer = furniture(layouter, &flow.footers, (0, 1), width);
    let above = header.size.h + header.below;
    let height = whole - above - footer.size.h - footer.above;
    let at = corner.shifted(Len::ZERO, above);
    let pieces = layouter.around(&flow.nodes, width, clearance, at);
    match distribute(&pieces, &[height]) {
        Ok(shares) => {
            let needed: Len = pieces.iter().map(|piece| piece.size.h).sum();
            let pages = compose(style, pieces, vec![(header, footer)], &shares, &[height]);
            (Ok(pages), ratio(needed, height))
        }
        Err(excess) => {
            (Err(overflow(layouter, &pieces, 1, excess)), ratio(height + excess, height))
        }
    }
}

fn ratio(needed: Len, there: Len) -> f64 {
    needed.0 as f64 / there.0.max(1) as f64
}

/// Header or footer of page `index` of `count` of a face. What repeats an earlier page is an
/// artifact, and so is the running header, which repeats the title: who listens hears each thing
/// once.
fn furniture(
    layouter: &mut BlockLayouter<'_, '_>,
    all: &[Furniture],
    (index, count): (usize, usize),
    width: Len,
) -> BlockFrame {
    let mut pieces = Vec::new();
    for furniture in all.iter().filter(|furniture| furniture.on.covers(index, count)) {
        let mut own = layouter.pieces(&furniture.nodes, width);
        let is_repeated = match furniture.on {
            PageSelector::Every | PageSelector::Turn => index > 0,
            PageSelector::Rest => true,
            PageSelector::First | PageSelector::Last => false,
        };
        if is_repeated {
            for piece in &mut own {
                piece.wrap(layouter.tag(Role::Artifact));
                piece.list = None;
            }
        }
        pieces.extend(own);
    }
    stack(pieces, width)
}

fn compose(
    style: &SheetStyle,
    mut pieces: Vec<BlockFrame>,
    furniture: Vec<(BlockFrame, BlockFrame)>,
    shares: &[PageRange],
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
        pages.push(Page { items, ..blank(style) });
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

fn overflow(
    layouter: &BlockLayouter<'_, '_>,
    pieces: &[BlockFrame],
    pages: usize,
    excess: Len,
) -> Diagnostic {
    let style = layouter.style;
    let body = style.find("p").map_or(Len::pt(18.0), |id| {
        style.size_on(id, layouter.step, layouter.fonts).scale(style.style(id).leading)
    });
    let lines = (excess.0 + body.0 - 1) / body.0.max(1);
    let mm = excess.to_mm();
    let mut longest: Vec<&BlockFrame> =
        pieces.iter().filter(|piece| !piece.name.is_empty()).collect();
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

fn number_in_body(style: &SheetStyle) -> Diagnostic {
    Diagnostic::new(
        Code::MarkupPlace,
        text!(
            en "`<page/>` stands in the text of a face of several pages, where it cannot be counted",
            vi "`<page/>` nằm trong thân của mặt có nhiều trang, không đếm được",
        ),
    )
    .at_path(&style.path)
    .hint(text!(
        en "put it into `<header>` or `<footer>`",
        vi "đặt nó vào `<header>` hoặc `<footer>`",
    ))
}

fn unsettled(style: &SheetStyle) -> Diagnostic {
    Diagnostic::new(
        Code::DoesNotFit,
        text!(
            en "with its numbers the pages are more, without them fewer: they cannot be counted",
            vi "có số trang thì thêm trang, bỏ số trang thì bớt trang: không đếm được số trang",
        ),
    )
    .at_path(&style.path)
    .hint(text!(
        en "shorten the line with `<page/>`, or the text by a line",
        vi "rút gọn dòng có `<page/>`, hoặc bớt một dòng chữ",
    ))
}

/// All pictures of a document, in its inks: pages without a page.
pub(super) fn art(doc: &Doc, style: &SheetStyle) -> Pages {
    let drawings = doc.arts.iter().filter_map(|art| match art {
        Artwork::Drawing(drawing) => Some(form_of(drawing)),
        Artwork::Raster(_) => None,
    });
    let rasters = doc.arts.iter().filter_map(|art| match art {
        Artwork::Raster(raster) => Some(raster.clone()),
        Artwork::Drawing(_) => None,
    });
    let (forms, images) = (drawings.collect(), rasters.collect());
    Pages { forms, images, palette: style.palette.clone(), ..Pages::default() }
}

/// Moves the pictures that are used into the pages, drawings as forms, pixels as images.
fn share_art(doc: &Doc, pages: &mut Pages) {
    let drawings = doc.arts.iter().filter_map(|art| match art {
        Artwork::Drawing(drawing) => Some(drawing),
        Artwork::Raster(_) => None,
    });
    let rasters = doc.arts.iter().filter_map(|art| match art {
        Artwork::Raster(raster) => Some(raster),
        Artwork::Drawing(_) => None,
    });
    let mut drawings: Vec<(_, Option<usize>)> = drawings.map(|drawing| (drawing, None)).collect();
    let mut rasters: Vec<(_, Option<usize>)> = rasters.map(|raster| (raster, None)).collect();
    let Pages { pages, forms, images, .. } = pages;
    for placed in pages.iter_mut().flat_map(|page| &mut page.items) {
        match &mut placed.item {
            Item::Form { form, .. } => {
                let Some((drawing, number)) = drawings.get_mut(*form) else { continue };
                *form = *number.get_or_insert_with(|| {
                    forms.push(form_of(drawing));
                    forms.len() - 1
                });
            }
            Item::Image { image, .. } => {
                let Some((raster, number)) = rasters.get_mut(*image) else { continue };
                *image = *number.get_or_insert_with(|| {
                    images.push((*raster).clone());
                    images.len() - 1
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
