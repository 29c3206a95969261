//! One face on one step of copyfitting: its blocks on as many pages as it takes, with headers and
//! footers.

use super::around::push_down;
use super::block_frame::{Band, BlockFrame, shifted, stack};
use super::blocks::BlockLayouter;
use super::clearance::Clearance;
use super::faults;
use super::flow::{Overflow, PageRange, distribute, fill, places, tops};
use super::page::{Ground, Item, Page, Placed, Role, Tag};
use crate::diag::{Diagnostic, Excess};
use crate::doc::{Duplex, FitStep, Flow, Furniture, PageSelector, SheetStyle};
use crate::geom::{Len, Point, Rect};

/// How much of a face is laid out on a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Extent {
    /// All of it: who reads the findings wants to know by how much it is too high.
    Whole,
    /// No more than is needed to know that it does not fit.
    UntilTooHigh,
}

/// Sets one face on the pages of its step, no page without a piece, and tells how full they are. Of a
/// step that is tried, which does not fit, it tells no more than that.
pub(super) fn face(
    layouter: &mut BlockLayouter<'_, '_>,
    flow: &Flow,
    (most, extent): (usize, Extent),
) -> (Result<Vec<Page>, Diagnostic>, f64) {
    let style = layouter.style;
    let width = style.page.w - style.margin.across();
    let whole = style.page.h - style.margin.down();
    if extent == Extent::UntilTooHigh && most != FitStep::ANY {
        layouter.room = Some(whole * i64::try_from(most).unwrap_or(1));
    }
    let pieces = layouter.pieces(&flow.nodes, width);
    if most == FitStep::ANY {
        return filled(layouter, flow, pieces, width);
    }
    let needed: Len = pieces.iter().map(|piece| piece.size.h).sum();
    // A text that parts in fewer places leaves panels empty.
    let counts = counts(style, most.min(places(&pieces)).max(1), layouter.others.0);
    let after = layouter.others.1;
    let mut lacking = (Len::ZERO, 1.0, 1);
    for (index, count) in counts.iter().copied().enumerate() {
        let sheets = whole * i64::try_from(count).unwrap_or(1);
        let is_last = index + 1 == counts.len() && style.is_tightest(layouter.step);
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
                let spare = spare(layouter, flow, width);
                let pages = compose((style, spare), pieces, furniture, &shares, &heights);
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
pub(super) fn blank(style: &SheetStyle) -> Page {
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

/// Sets one face on as many pages as it fills, one after another. What is left over is reported first
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
                let style = layouter.style;
                let pages = compose((style, None), pieces, furniture, &shares, &heights);
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
pub(super) fn is_near(clearance: &Clearance, style: &SheetStyle) -> bool {
    let margin = style.margin;
    let (w, h) = (style.page.w - margin.across(), style.page.h - margin.down());
    !clearance.is_clear(Rect { x: margin.left, y: margin.top, w, h })
}

/// Sets one face on one page, around its hole.
pub(super) fn one_page(
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
            let spare = spare(layouter, flow, width);
            let furniture = vec![(header, footer)];
            let pages = compose((style, spare), pieces, furniture, &shares, &[height]);
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
            PageSelector::First | PageSelector::Last | PageSelector::Spare => false,
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

/// What fills a page that would stay empty: told by nobody, so that nothing is lost without it.
fn spare(layouter: &mut BlockLayouter<'_, '_>, flow: &Flow, width: Len) -> Option<BlockFrame> {
    let own = flow.footers.iter().filter(|furniture| furniture.on == PageSelector::Spare);
    // Blocks are known again by where their nodes lie in memory, so these are never copied.
    let pieces: Vec<BlockFrame> =
        own.flat_map(|furniture| layouter.pieces(&furniture.nodes, width)).collect();
    (!pieces.is_empty()).then(|| stack(pieces, width))
}

/// The pages on which `spare` has room besides all that stands there.
fn with_room(
    spare: &BlockFrame,
    pieces: &[BlockFrame],
    shares: &[PageRange],
    heights: &[Len],
) -> Vec<usize> {
    let ends = shares.iter().skip(1).map(|share| share.from).chain([pieces.len()]);
    let free = shares.iter().zip(ends).zip(heights).map(|((share, end), height)| {
        let own = &pieces[share.from..end];
        let last = tops(own, *height, 0.0).last().copied().unwrap_or_default();
        *height - last - own.last().map_or(Len::ZERO, |piece| piece.size.h)
    });
    let needed = spare.above + spare.size.h + spare.below;
    free.enumerate().filter(|(_, free)| *free >= needed).map(|(index, _)| index).collect()
}

fn compose(
    (style, spare): (&SheetStyle, Option<BlockFrame>),
    mut pieces: Vec<BlockFrame>,
    furniture: Vec<(BlockFrame, BlockFrame)>,
    shares: &[PageRange],
    heights: &[Len],
) -> Vec<Page> {
    let mut pages = Vec::new();
    let filled =
        spare.as_ref().map(|spare| with_room(spare, &pieces, shares, heights)).unwrap_or_default();
    let all = shares.iter().zip(furniture).zip(heights).enumerate().rev();
    for (index, ((share, (header, footer)), height)) in all {
        let own = pieces.split_off(share.from);
        let spare = spare.as_ref().filter(|_| filled.contains(&index));
        let taken = spare.map_or(Len::ZERO, |spare| spare.above + spare.size.h + spare.below);
        let tops = tops(&own, *height - taken, style.stretch);
        let end = tops.last().zip(own.last()).map_or(Len::ZERO, |(top, last)| *top + last.size.h);
        let (x, mut y) = (style.margin.left, style.margin.top);
        let mut grounds = Grounds { style, all: Vec::new() };
        let is_headed = header.size.h > Len::ZERO;
        grounds.add(&header.grounds, y, is_headed);
        let count: usize = own.iter().map(|piece| piece.items.len() + 2).sum();
        let mut items: Vec<Placed> =
            Vec::with_capacity(header.items.len() + count + footer.items.len());
        items.extend(shifted(header.items, x, y));
        y += header.size.h + header.below;
        if let Some(repeat) = own.first().and_then(|piece| piece.repeats.clone()) {
            items.extend(shifted(repeat.items.clone(), x, y));
        }
        let mut list: Option<Tag> = None;
        for (number, (piece, top)) in own.into_iter().zip(tops).enumerate() {
            grounds.add(&piece.grounds, y + top, number == 0 && !is_headed);
            turn(&mut items, &mut list, piece.list.clone());
            items.extend(shifted(piece.items, x, y + top));
        }
        turn(&mut items, &mut list, None);
        if let Some(spare) = spare {
            let down = end + (*height - end - spare.size.h) / 2;
            items.extend(shifted(spare.items.clone(), x, y + down));
        }
        let foot = style.page.h - style.margin.bottom - footer.size.h;
        let first = grounds.all.len();
        grounds.add(&footer.grounds, foot, false);
        if let Some(last) = grounds.all[first..].last_mut() {
            last.rect.h = style.page.h - last.rect.y;
        }
        items.extend(shifted(footer.items, x, foot));
        pages.push(Page { items, grounds: grounds.all, ..blank(style) });
    }
    pages.reverse();
    pages
}

/// The grounds of a page. What begins its header, or the page where it has none, reaches up to the
/// top edge; the last of its footer down to the foot.
struct Grounds<'s> {
    style: &'s SheetStyle,
    all: Vec<Ground>,
}

impl Grounds<'_> {
    fn add(&mut self, bands: &[Band], y: Len, is_top: bool) {
        for (number, band) in bands.iter().enumerate() {
            let Band { y: top, height, colour } = band.lowered(y);
            let up = if is_top && number == 0 { top } else { Len::ZERO };
            let rect = Rect { x: Len::ZERO, y: top - up, w: self.style.page.w, h: height + up };
            self.all.push(Ground { rect, colour });
        }
    }
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

/// The fault of a text that is so much too high on each of its pages.
fn overflow(
    layouter: &BlockLayouter<'_, '_>,
    pieces: &[BlockFrame],
    pages: usize,
    excess: Len,
) -> Diagnostic {
    let BlockLayouter { style, step, fonts, .. } = *layouter;
    let line = style
        .find("p")
        .map_or(Len::pt(18.0), |id| style.size_on(id, step, fonts).scale(style.style(id).leading));
    let lines = (excess.0 + line.0 - 1) / line.0.max(1);
    let mut longest: Vec<&BlockFrame> =
        pieces.iter().filter(|piece| !piece.name.is_empty()).collect();
    longest.sort_by_key(|piece| std::cmp::Reverse(piece.size.h));
    longest.truncate(3);
    let names: Vec<String> = longest.iter().map(|piece| format!("“{}”", piece.name)).collect();
    let size = (style.page.w.to_mm(), style.page.h.to_mm());
    let mut found = faults::does_not_fit(size, pages, excess.to_mm(), lines, &names.join(", "));
    let tags =
        pieces.iter().flat_map(|piece| &piece.items).filter_map(|placed| match &placed.item {
            Item::Open(tag) => Some(&tag.role),
            _ => None,
        });
    let pictures = tags.filter_map(|role| match role {
        Role::Figure { alt, size } => Some((alt, size.h)),
        _ => None,
    });
    let tallest = pictures.max_by_key(|(_, height)| *height);
    found.hints.extend(tallest.map(|(alt, h)| faults::tallest_picture(alt, h.to_mm())));
    let steps = longest.iter().map(|piece| piece.name.clone()).collect();
    found.excess = Some(Box::new(Excess { lines, steps }));
    let tallest = pieces.iter().max_by_key(|piece| piece.size.h);
    let span = longest.iter().find_map(|piece| piece.span);
    match span.or_else(|| tallest.and_then(|piece| piece.span)) {
        Some(span) => found.at(span),
        None => found.at_path(&style.path),
    }
}
