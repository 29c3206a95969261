//! Reads `sheet:` of a product's `style.yaml`.

use std::collections::BTreeSet;

use super::faults::{self, SheetFault};
use super::number_file::{Range, counts, edge, numbers, pair, truth};
use super::paper::{Paper, SheetColumn, Side};
use crate::diag::{Sink, Text, text};
use crate::geom::{Len, Size};
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
    let read = |node: &Node, sink: &mut Sink| side(node, size, page, sink);
    let read: Vec<(Side, Span)> = sides.iter().filter_map(|node| read(node, sink)).collect();
    let size = size?;
    (read.len() == sides.len()).then_some(())?;
    if let Some((page, fault, span)) = astray(&read, node.span) {
        sink.push(faults::no_plan(page, fault, span));
        return None;
    }
    let sides = read.into_iter().map(|(side, _)| side).collect();
    Some(Paper { size, flip: flip?, folded: folded?, sides })
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
fn astray(sides: &[(Side, Span)], whole: Span) -> Option<(usize, SheetFault, Span)> {
    let mut seen = BTreeSet::new();
    for (side, span) in sides {
        let mut pages = side.columns.iter().filter_map(|column| column.page);
        if let Some(page) = pages.find(|page| !seen.insert(*page)) {
            return Some((page + 1, SheetFault::Twice, *span));
        }
    }
    let missing = (0..seen.len().max(1)).find(|page| !seen.contains(page))?;
    let first = sides.first().map_or(whole, |(_, span)| *span);
    Some((missing + 1, SheetFault::Missing, first))
}

/// `pages:` and `columns:` or `rows:` of one side, as many of the one as of the other, as large as the
/// sheet.
fn side(
    node: &Node,
    sheet: Option<Size>,
    page: Option<Size>,
    sink: &mut Sink,
) -> Option<(Side, Span)> {
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
        let long = whole.to_mm();
        let wanted = text!(
            en "numbers that add up to the sheet, {long:.0} mm",
            vi "các số cộng lại bằng tờ giấy, {long:.0} mm",
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
    Some((Side { columns, are_rows: rows.is_some() }, pages_node.span))
}

fn one_for_each(count: usize, are_rows: bool) -> Text {
    let (en, vi) = if are_rows { ("row", "hàng") } else { ("column", "cột") };
    text!(
        en "a list of {count} numbers, one for each {en} (0 leaves it empty)",
        vi "danh sách {count} số, mỗi {vi} một số (0 là để trống)",
    )
}
