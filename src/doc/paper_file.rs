//! Reads `sheet:` of a product's `style.yaml`.

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
    let folded = fields.get("folded").and_then(|node| node.text("folded", sink));
    let sides = fields.list("sides", sink);
    fields.finish(sink);
    let (size, sides) = (size?, sides?);
    let read = |node: &Node, sink: &mut Sink| side(node, size.w, sink);
    let count = sides.len();
    let sides: Vec<Side> = sides.iter().filter_map(|node| read(node, sink)).collect();
    (sides.len() == count).then_some(())?;
    Some(Paper { size, flip: flip?, folded: folded.is_some_and(|it| it.it == "true"), sides })
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
    let column = |(page, width): (f64, f64)| Column {
        width: Len::mm(width),
        page: (page as usize).checked_sub(1),
    };
    Some(Side { columns: pages.into_iter().zip(columns).map(column).collect() })
}
