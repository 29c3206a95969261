//! How deep elements may stand in each other: what reads and lays them out calls itself for each.

use roxmltree::{Document, Node as Xml};

use super::Markup;
use super::faults::locate;
use crate::diag::{Code, Diagnostic, text};
use crate::source::Sources;
use crate::span::Span;

/// How deep elements may stand in each other.
const DEEPEST: usize = 24;

/// Reports the first element that stands too deep.
pub(super) fn check(
    document: &Document<'_>,
    markup: &Markup,
    sources: &Sources,
) -> Option<Diagnostic> {
    let deep = too_deep(document)?;
    let printed = markup.xml.get(deep.range()).unwrap_or("");
    let opening = printed.find('>').map_or(printed, |end| &printed[..=end]);
    let name = format!("<{}", deep.tag_name().name());
    Some(nested(locate(markup, sources, &[opening, &name])))
}

/// The first element that stands too deep. It is looked for without recursion.
fn too_deep<'d, 'x>(document: &'d Document<'x>) -> Option<Xml<'d, 'x>> {
    let mut at = document.root_element();
    let mut depth = 1;
    loop {
        if depth > DEEPEST && at.is_element() {
            return Some(at);
        }
        if let Some(child) = at.first_child() {
            (at, depth) = (child, depth + 1);
            continue;
        }
        while at.next_sibling().is_none() {
            at = at.parent().filter(|_| depth > 1)?;
            depth -= 1;
        }
        at = at.next_sibling()?;
    }
}

/// Reports elements that stand too deep in each other.
fn nested(place: Span) -> Diagnostic {
    let deepest = DEEPEST;
    Diagnostic::new(
        Code::MarkupDeep,
        text!(
            en "the elements here stand more than {deepest} deep in each other",
            vi "các thẻ ở đây lồng nhau quá {deepest} tầng",
        ),
    )
    .at(place)
    .hint(text!(
        en "take out boxes and columns that hold only one other",
        vi "bỏ bớt những `box` và `columns` chỉ chứa một thẻ khác",
    ))
}
