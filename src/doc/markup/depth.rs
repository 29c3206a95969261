//! How deep elements may stand in each other: what reads and lays them out calls itself for each.

use roxmltree::{Document, Node as Xml};

use super::faults::Fault;
use super::xml::{Markup, locate};
use crate::diag::Diagnostic;
use crate::source::Sources;

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
    let fault = Fault::Deep { most: DEEPEST };
    Some(Diagnostic::from(fault).at(locate(markup, sources, &[opening, &name])))
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
