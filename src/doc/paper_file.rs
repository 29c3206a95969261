//! Reads `sheet:` of a product's `style.yaml`.

use std::collections::BTreeSet;

use super::paper::{Column, Paper, Side};
use super::style_file::{edge, numbers, pair};
use crate::diag::{Sink, text};
use crate::geom::Len;
use crate::yaml::Node;

/// Reads how pages come onto paper; `None` when it does not add up.
pub(super) fn read(node: &Node, sink: &mut Sink) -> Option<Paper> {
    let fields = node.fields("sheet", sink)?;
    let size = fields.need("size", sink).and_then(|node| {
        let size = numbers(node, "size", sink)?;
        pair(node, &size, sink)
    });
    let flip = fields.need("flip", sink).and_then(|node| edge(node, "flip", sink));
    let folded = truth(fields.get("folded"), sink);
    let sides = fields.list("sides", sink);
    fields.finish(sink);
    let (size, sides) = (size?, sides?);
    let nodes = sides;
    let read = |node: &Node, sink: &mut Sink| side(node, size.w, sink);
    let sides: Vec<Side> = nodes.iter().filter_map(|node| read(node, sink)).collect();
    (sides.len() == nodes.len()).then_some(())?;
    once(&nodes, &sides, sink)?;
    Some(Paper { size, flip: flip?, folded: folded?, sides })
}

/// Each page from 1 on exactly once: one that is missing would be lost, one that stands twice
/// would be printed in the place of another.
fn once(nodes: &[Node], sides: &[Side], sink: &mut Sink) -> Option<()> {
    let mut seen = BTreeSet::new();
    for (node, side) in nodes.iter().zip(sides) {
        let twice = side.columns.iter().filter_map(|it| it.page).find(|page| !seen.insert(*page));
        if let Some(page) = twice {
            let page = page + 1;
            let wanted = text!(
                en "each page once; page {page} stands twice",
                vi "mỗi trang đúng một lần; trang {page} bị lặp",
            );
            sink.push(node.wrong("pages", wanted));
            return None;
        }
    }
    let missing = (0..).find(|page| !seen.contains(page))?;
    if missing < seen.len() || seen.is_empty() {
        let page = missing + 1;
        let wanted = text!(
            en "each page from 1 on; page {page} is missing",
            vi "đủ các trang từ 1 trở đi; thiếu trang {page}",
        );
        sink.push(nodes.first()?.wrong("pages", wanted));
        return None;
    }
    Some(())
}

/// `true` or `false`; false where nothing is said.
fn truth(node: Option<&Node>, sink: &mut Sink) -> Option<bool> {
    let Some(node) = node else { return Some(false) };
    match node.text("folded", sink)?.it.as_str() {
        "true" => Some(true),
        "false" => Some(false),
        _ => {
            sink.push(
                node.wrong("folded", text!(en "`true` or `false`", vi "`true` hoặc `false`")),
            );
            None
        }
    }
}

/// `pages:` and `columns:` of one side, as many of the one as of the other, as wide as the sheet.
fn side(node: &Node, width: Len, sink: &mut Sink) -> Option<Side> {
    let fields = node.fields("sides", sink)?;
    let mut list = |name: &'static str| {
        let node = fields.need(name, sink)?;
        Some((node, numbers(node, name, sink)?))
    };
    let (pages, columns) = (list("pages"), list("columns"));
    fields.finish(sink);
    let ((pages_node, pages), (columns_node, columns)) = (pages?, columns?);
    if pages.len() != columns.len() {
        let count = columns.len();
        let wanted = text!(
            en "a list of {count} numbers, one for each column (0 leaves it empty)",
            vi "danh sách {count} số, mỗi cột một số (0 là để trống)",
        );
        sink.push(pages_node.wrong("pages", wanted));
        return None;
    }
    let sum: Len = columns.iter().map(|width| Len::mm(*width)).sum();
    // Each width is rounded to a thousandth of a point.
    if (sum - width).0.abs() > 10 {
        let wide = width.to_mm();
        let wanted = text!(
            en "widths that add up to the sheet, {wide:.0} mm",
            vi "các bề rộng cộng lại bằng tờ giấy, {wide:.0} mm",
        );
        sink.push(columns_node.wrong("columns", wanted));
        return None;
    }
    if pages.iter().any(|page| page.fract() != 0.0) {
        let wanted = text!(en "whole numbers of pages", vi "số trang là số nguyên");
        sink.push(pages_node.wrong("pages", wanted));
        return None;
    }
    let column = |(page, width): (f64, f64)| Column {
        width: Len::mm(width),
        page: (page as usize).checked_sub(1),
    };
    Some(Side { columns: pages.into_iter().zip(columns).map(column).collect() })
}
