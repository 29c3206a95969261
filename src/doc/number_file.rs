//! Numbers of `style.yaml`: each in the range that paper and readers allow.

use super::paper::Duplex;
use crate::diag::{Diagnostic, Sink, text};
use crate::geom::{Insets, Len, Size};
use crate::yaml::{Node, Value};

/// The least and the greatest number a field takes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Range(pub f64, pub f64);

/// Spaces between and inside blocks, in mm.
pub(super) const SPACE: Range = Range(0.0, 500.0);
/// Lengths of paper, in mm.
///
/// A banner of 5 m is 14,174 pt long, with its bleed and marks 14,230: no more than the 14,400 that PDF
/// allows (ISO 32000-1, Annex C), so nothing has to be drawn smaller than it is.
pub(super) const PAPER: Range = Range(20.0, 5000.0);
/// Shares and percentages.
pub(super) const SHARE: Range = Range(0.0, 2000.0);
/// No list of numbers is longer.
const MOST_NUMBERS: usize = 24;

/// A number in a range.
pub(super) fn number(node: &Node, name: &str, range: Range, sink: &mut Sink) -> Option<f64> {
    let Range(least, most) = range;
    if let Value::Text(words) = &node.value
        && let Ok(value) = words.parse::<f64>()
        && (least..=most).contains(&value)
    {
        return Some(value);
    }
    let wanted = text!(en "a number from {least} to {most}", vi "một số từ {least} đến {most}");
    let fault = node.wrong(name, wanted);
    sink.push(match with_unit(node) {
        Some(number) => fault.hint(text!(
            en "write the number alone, lengths are in mm: {number}",
            vi "chỉ ghi số, độ dài tính bằng mm: {number}",
        )),
        None => fault,
    });
    None
}

/// The number of a value that has its unit behind it, as in `6 mm`.
fn with_unit(node: &Node) -> Option<&str> {
    let Value::Text(words) = &node.value else { return None };
    let number = words.trim().strip_suffix("mm")?.trim();
    number.parse::<f64>().is_ok().then_some(number)
}

/// The two numbers of `148 x 148`, `148×210 mm`.
fn crossed(node: &Node) -> Option<(&str, &str)> {
    let Value::Text(words) = &node.value else { return None };
    let words = words.trim().trim_end_matches("mm");
    let (width, height) = words.split_once(['x', 'X', '×', '*'])?;
    let sides = [width, height].map(|side| side.trim().trim_end_matches("mm").trim());
    let are_numbers = sides.iter().all(|side| side.parse::<f64>().is_ok());
    are_numbers.then_some((sides[0], sides[1]))
}

/// One number or a list of them; `None` when any of them is none.
pub(super) fn numbers(node: &Node, name: &str, range: Range, sink: &mut Sink) -> Option<Vec<f64>> {
    if let Value::Text(_) = node.value {
        return Some(vec![number(node, name, range, sink)?]);
    }
    let items = node.list(name, sink)?;
    if !(1..=MOST_NUMBERS).contains(&items.len()) {
        sink.push(node.wrong(
            name,
            text!(
                en "a list of 1 to {MOST_NUMBERS} numbers",
                vi "danh sách từ 1 đến {MOST_NUMBERS} số",
            ),
        ));
        return None;
    }
    let one = |item: &Node, sink: &mut Sink| number(item, name, range, sink);
    let values: Vec<f64> = items.iter().filter_map(|item| one(item, sink)).collect();
    (values.len() == items.len()).then_some(values)
}

/// Shares of the width: a column of none would have no room for a letter.
pub(super) fn shares(node: &Node, sink: &mut Sink) -> Option<Vec<f64>> {
    let shares = numbers(node, "columns", SHARE, sink)?;
    if shares.iter().all(|share| *share > 0.0) {
        return Some(shares);
    }
    let wanted = text!(en "numbers greater than 0", vi "các số lớn hơn 0");
    sink.push(node.wrong("columns", wanted));
    None
}

/// One number for all four edges, two for top/bottom and sides, or four from the top clockwise.
pub(super) fn insets(node: &Node, name: &str, sink: &mut Sink) -> Option<Insets> {
    let values: Vec<Len> = numbers(node, name, SPACE, sink)?.into_iter().map(Len::mm).collect();
    match values[..] {
        [all] => Some(Insets { top: all, right: all, bottom: all, left: all }),
        [y, x] => Some(Insets { top: y, right: x, bottom: y, left: x }),
        [top, right, bottom, left] => Some(Insets { top, right, bottom, left }),
        _ => {
            sink.push(node.wrong(
                name,
                text!(
                    en "1, 2 or 4 numbers in mm, from the top clockwise",
                    vi "1, 2 hoặc 4 số tính bằng mm, từ trên theo chiều kim đồng hồ",
                ),
            ));
            None
        }
    }
}

/// `[width, height]` of paper in mm.
pub(super) fn pair(node: &Node, sink: &mut Sink) -> Option<Size> {
    if let Some((width, height)) = crossed(node) {
        let wanted = text!(en "[width, height] in mm", vi "[rộng, cao] tính bằng mm");
        sink.push(node.wrong("size", wanted).hint(text!(
            en "write [{width}, {height}]",
            vi "hãy viết [{width}, {height}]",
        )));
        return None;
    }
    let [width, height] = numbers(node, "size", PAPER, sink)?[..] else {
        let wanted = text!(
            en "[width, height] in mm",
            vi "[rộng, cao] tính bằng mm",
        );
        sink.push(node.wrong("size", wanted));
        return None;
    };
    Some(Size::new(Len::mm(width), Len::mm(height)))
}

/// Whole numbers from `least` to `most`; `None` when any of them is none.
pub(super) fn counts(
    node: &Node,
    name: &str,
    (least, most): (u16, u16),
    sink: &mut Sink,
) -> Option<Vec<usize>> {
    let range = Range(f64::from(least), f64::from(most));
    let numbers = numbers(node, name, range, sink)?;
    if numbers.iter().any(|number| number.fract() != 0.0) {
        sink.push(whole(node, name));
        return None;
    }
    Some(numbers.into_iter().map(|number| number as usize).collect())
}

fn whole(node: &Node, name: &str) -> Diagnostic {
    node.wrong(name, text!(en "whole numbers of pages", vi "số trang là số nguyên"))
}

/// `true` or `false`.
pub(super) fn truth(node: &Node, name: &str, sink: &mut Sink) -> Option<bool> {
    match node.word(name, sink)?.it.as_str() {
        "true" => Some(true),
        "false" => Some(false),
        _ => {
            sink.push(node.wrong(name, text!(en "`true` or `false`", vi "`true` hoặc `false`")));
            None
        }
    }
}

/// The edge a printer turns the sheet over.
pub(super) fn edge(node: &Node, name: &str, sink: &mut Sink) -> Option<Duplex> {
    let words = node.word(name, sink)?;
    match words.it.as_str() {
        "long" => Some(Duplex::Long),
        "short" => Some(Duplex::Short),
        "none" => Some(Duplex::None),
        _ => {
            let wanted = text!(en "`long`, `short` or `none`", vi "`long`, `short` hoặc `none`");
            sink.push(node.wrong(name, wanted));
            None
        }
    }
}
