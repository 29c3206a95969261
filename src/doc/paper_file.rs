//! Reads `sheet:` of a product's `style.yaml`.

use std::collections::BTreeSet;

use super::faults::{self, SheetFault};
use super::number_file::{Range, counts, edge, numbers, pair, truth};
use super::paper::{Duplex, Paper, SheetColumn, Side};
use crate::diag::{Sink, Text, text};
use crate::geom::{Len, Point, Rect, Size};
use crate::privacy::Distribution;
use crate::span::Span;
use crate::yaml::{Fields, Node};

/// What `sheet:` says.
#[derive(Default)]
pub(super) struct SheetFile {
    /// How pages come onto paper, if they share one; nothing when it does not add up.
    pub paper: Option<Paper>,
    /// Who gets it. Where nothing is said, everybody might.
    pub distribution: Distribution,
}

/// Widths of columns, in mm: what is narrower cannot be cut or folded off.
const COLUMN: Range = Range(10.0, 5000.0);
/// The most pages of a sheet.
const MOST_PAGES: u16 = 99;
/// Lengths are rounded to a thousandth of a point.
const HAIR: Len = Len(10);

/// Reads who gets a sheet and how pages of this size come onto it.
pub(super) fn read(node: &Node, page: Option<Size>, sink: &mut Sink) -> SheetFile {
    let Some(fields) = node.fields("sheet", sink) else { return SheetFile::default() };
    fields.renamed("reach", "distribution");
    let distribution =
        fields.get("distribution").and_then(|node| distribution(node, sink)).unwrap_or_default();
    let of_paper = ["size", "flip", "folded", "sides"];
    let is_paper = fields.all().any(|(name, _)| of_paper.contains(&name.it.as_str()))
        || fields.all().next().is_none();
    let paper = if is_paper {
        paper(node, fields, page, sink)
    } else {
        let _ = of_paper.map(|name| fields.get(name));
        fields.finish(sink);
        None
    };
    SheetFile { paper, distribution }
}

fn distribution(node: &Node, sink: &mut Sink) -> Option<Distribution> {
    let words = node.word("distribution", sink)?;
    match words.it.as_str() {
        "public" => Some(Distribution::Public),
        "handed" => Some(Distribution::Handed),
        "team" => Some(Distribution::Team),
        _ => {
            let wanted = text!(
                en "`public`, `handed` or `team`",
                vi "`public` (ai cũng thấy), `handed` (phát tận tay) hoặc `team` (chỉ đội)",
            );
            let wrong = node.wrong("distribution", wanted);
            sink.push(wrong.did_you_mean(&words.it, ["public", "handed", "team"]));
            None
        }
    }
}

fn paper(node: &Node, fields: Fields<'_>, page: Option<Size>, sink: &mut Sink) -> Option<Paper> {
    let size = fields.need("size", sink).and_then(|node| Some((node, pair(node, sink)?)));
    let flip = fields.need("flip", sink).and_then(|node| edge(node, "flip", sink));
    let folded = match fields.get("folded") {
        Some(node) => truth(node, "folded", sink),
        None => Some(false),
    };
    let sides = fields.list("sides", sink);
    fields.finish(sink);
    let size = size.and_then(|(node, size)| holds(node, size, page, sink));
    let sides = sides?;
    let read: Vec<SideFile<'_>> =
        sides.iter().filter_map(|node| side(node, size, page, sink)).collect();
    let size = size?;
    (read.len() == sides.len()).then_some(())?;
    if let Some((page, fault, span)) = astray(&read, node.span) {
        sink.push(faults::no_plan(page, fault, span));
        return None;
    }
    let (flip, folded) = (flip?, folded?);
    for sides in read.chunks(2) {
        // Sides that are not turned over are printed on sheets of their own.
        if let [front, back] = sides
            && flip != Duplex::None
            && !is_back_of(&back.side, &front.side, folded, (size, page.unwrap_or(size)))
        {
            sink.push(back.node.wrong(front.name(), mirrored(&front.side, folded)));
            return None;
        }
    }
    let sides = read.into_iter().map(|read| read.side).collect();
    Some(Paper { size, flip, folded, sides })
}

/// A side as read.
struct SideFile<'n> {
    side: Side,
    pages: Span,
    /// What its columns or rows are read from.
    node: &'n Node,
}

impl SideFile<'_> {
    fn name(&self) -> &'static str {
        if self.side.are_rows { "rows" } else { "columns" }
    }
}

/// Whether a sheet can be folded, or cut, by either of its sides: folds of both lie on each other, and
/// a page lies on a page or on nothing. Seen like the page of a book, a back has the columns of its
/// front from right to left, and the same rows.
fn is_back_of(back: &Side, front: &Side, folded: bool, (sheet, page): (Size, Size)) -> bool {
    let near = |a: Rect, b: Rect| {
        let off = [a.x - b.x, a.y - b.y, a.right() - b.right(), a.bottom() - b.bottom()];
        off.iter().all(|off| off.0.abs() <= HAIR.0)
    };
    let through = |rect: Rect| Rect { x: sheet.w - rect.right(), ..rect };
    if folded {
        let is_blank = |side: &Side| side.columns.iter().all(|column| column.page.is_none());
        let (front_rects, mut back_rects) = (front.rects(sheet), back.rects(sheet));
        for rect in &mut back_rects {
            *rect = through(*rect);
        }
        // What is not printed is not folded by.
        return is_blank(back)
            || is_blank(front)
            || (front_rects.len() == back_rects.len()
                && front_rects
                    .iter()
                    .all(|own| back_rects.iter().any(|other| near(*own, *other))));
    }
    let pages = |side: &Side| {
        let cells = side.columns.iter().zip(side.rects(sheet));
        let cells = cells.filter(|(column, _)| column.page.is_some());
        // Each stands in the middle of its column, and is cut out of it.
        let cut = |(_, cell): (&SheetColumn, Rect)| {
            let corner = Point::new(cell.x + (cell.w - page.w) / 2, cell.y + (cell.h - page.h) / 2);
            Rect::new(corner, page)
        };
        cells.map(cut).collect::<Vec<_>>()
    };
    let (front_pages, back_pages) = (pages(front), pages(back));
    let is_apart = |a: Rect, b: Rect| a.cut(&b).is_none_or(|both| both.w.min(both.h) <= HAIR);
    back_pages
        .iter()
        .map(|own| through(*own))
        .all(|own| front_pages.iter().all(|other| near(own, *other) || is_apart(own, *other)))
}

/// The stretches that a back has to have.
fn mirrored(front: &Side, folded: bool) -> Text {
    let mut widths: Vec<String> =
        front.columns.iter().map(|column| tenths(column.width).to_string()).collect();
    if !front.are_rows {
        widths.reverse();
    }
    let widths = widths.join(", ");
    match (front.are_rows, folded) {
        (false, true) => text!(
            en "[{widths}], those of the other side from right to left: one fold goes through both",
            vi "[{widths}], tức các cột của mặt kia theo thứ tự ngược lại: nếp gấp đi qua cả hai mặt",
        ),
        (true, true) => text!(
            en "[{widths}], those of the other side: one fold goes through both",
            vi "[{widths}], giống các hàng của mặt kia: nếp gấp đi qua cả hai mặt",
        ),
        (false, false) => text!(
            en "[{widths}], those of the other side from right to left: one cut goes through both",
            vi "[{widths}], tức các cột của mặt kia theo thứ tự ngược lại: nhát cắt đi qua cả hai mặt",
        ),
        (true, false) => text!(
            en "[{widths}], those of the other side: one cut goes through both",
            vi "[{widths}], giống các hàng của mặt kia: nhát cắt đi qua cả hai mặt",
        ),
    }
}

/// The size of a sheet that a page fits on.
fn holds(node: &Node, size: Size, page: Option<Size>, sink: &mut Sink) -> Option<Size> {
    let page = page.unwrap_or_default();
    if size.w + HAIR >= page.w && size.h + HAIR >= page.h {
        return Some(size);
    }
    let (w, h) = (tenths(page.w), tenths(page.h));
    let wanted = text!(
        en "as large as a page or larger, [{w}, {h}] or more",
        vi "không nhỏ hơn trang, từ [{w}, {h}] trở lên",
    );
    sink.push(node.wrong("size", wanted));
    None
}

/// Millimetres with at most one decimal.
fn tenths(length: Len) -> f64 {
    (length.to_mm() * 10.0).round() / 10.0
}

/// The first page, from 1 on, that has not exactly one place.
fn astray(sides: &[SideFile<'_>], whole: Span) -> Option<(usize, SheetFault, Span)> {
    let mut seen = BTreeSet::new();
    for SideFile { side, pages: span, .. } in sides {
        let mut pages = side.columns.iter().filter_map(|column| column.page);
        if let Some(page) = pages.find(|page| !seen.insert(*page)) {
            return Some((page + 1, SheetFault::Twice, *span));
        }
    }
    let missing = (0..seen.len().max(1)).find(|page| !seen.contains(page))?;
    let first = sides.first().map_or(whole, |side| side.pages);
    Some((missing + 1, SheetFault::Missing, first))
}

/// `pages:` and `columns:` or `rows:` of one side, as many of the one as of the other, as large as the
/// sheet.
fn side<'n>(
    node: &'n Node,
    sheet: Option<Size>,
    page: Option<Size>,
    sink: &mut Sink,
) -> Option<SideFile<'n>> {
    let fields = node.fields("sides", sink)?;
    let pages = fields.need("pages", sink);
    let pages = pages.and_then(|node| Some((node, counts(node, "pages", (0, MOST_PAGES), sink)?)));
    let rows = fields.get("rows");
    let (name, columns) = match rows {
        Some(rows) => ("rows", Some(rows)),
        None => ("columns", fields.need("columns", sink)),
    };
    let columns = columns.and_then(|node| Some((node, numbers(node, name, COLUMN, sink)?)));
    let turned = match fields.get("turned") {
        Some(node) => Some((node, counts(node, "turned", (1, MOST_PAGES), sink)?)),
        None => None,
    };
    fields.finish(sink);
    let ((pages_node, pages), (columns_node, columns)) = (pages?, columns?);
    if pages.len() != columns.len() {
        sink.push(pages_node.wrong("pages", one_for_each(columns.len(), rows.is_some())));
        return None;
    }
    let across = |size: Size| if rows.is_some() { size.h } else { size.w };
    let sum: Len = columns.iter().map(|width| Len::mm(*width)).sum();
    // Each width is rounded to a thousandth of a point.
    if let Some(whole) = sheet.map(across).filter(|whole| (sum - *whole).0.abs() > HAIR.0) {
        let long = tenths(whole);
        let wanted = text!(
            en "numbers that add up to the sheet, {long} mm",
            vi "các số cộng lại bằng tờ giấy, {long} mm",
        );
        sink.push(columns_node.wrong(name, wanted));
        return None;
    }
    let least = page.map_or(Len::ZERO, across);
    let of_pages = columns.iter().zip(&pages).filter(|(_, page)| **page > 0);
    if of_pages.map(|(width, _)| Len::mm(*width)).any(|width| width + HAIR < least) {
        let long = tenths(least);
        let wanted = text!(
            en "each as large as its page or larger, {long} mm or more",
            vi "mỗi số không nhỏ hơn trang, từ {long} mm trở lên",
        );
        sink.push(columns_node.wrong(name, wanted));
        return None;
    }
    if let Some((node, turned)) = &turned
        && turned.iter().any(|page| !pages.contains(page))
    {
        let wanted = text!(
            en "pages out of `pages` of this side",
            vi "các trang có trong `pages` của mặt này",
        );
        sink.push(node.wrong("turned", wanted));
        return None;
    }
    let turned = turned.map(|(_, pages)| pages).unwrap_or_default();
    let column = |(page, width): (usize, f64)| SheetColumn {
        width: Len::mm(width),
        page: page.checked_sub(1),
        turned: turned.contains(&page),
    };
    let columns = pages.into_iter().zip(columns).map(column).collect();
    let side = Side { columns, are_rows: rows.is_some() };
    Some(SideFile { side, pages: pages_node.span, node: columns_node })
}

fn one_for_each(count: usize, are_rows: bool) -> Text {
    let (en, vi) = if are_rows { ("row", "hàng") } else { ("column", "cột") };
    text!(
        en "a list of {count} numbers, one for each {en} (0 leaves it empty)",
        vi "danh sách {count} số, mỗi {vi} một số (0 là để trống)",
    )
}
