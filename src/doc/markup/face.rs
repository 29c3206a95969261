//! The faces of a sheet: what repeats on their pages, and what is read there. A page of nothing is
//! counted like any other, so none is printed.

use roxmltree::Node as Xml;

use super::super::node::{BlockNode, Flow, Furniture, PageSelector, TextRun};
use super::super::vocabulary::ParentElement;
use super::DocBuilder;
use super::faults::Fault;
use crate::diag::Diagnostic;

impl DocBuilder<'_, '_> {
    pub(super) fn face(&mut self, face: Xml<'_, '_>) -> Flow {
        let before = self.sink.errors();
        let mut flow = Flow::default();
        let mut body = Vec::new();
        for child in self.elements(face) {
            match child.tag_name().name() {
                name @ ("header" | "footer") => {
                    self.is_known(child, ParentElement::Face);
                    let on = self.on(child);
                    let mut nodes = Vec::new();
                    for element in self.elements(child) {
                        let own = self.block(element);
                        if on == PageSelector::Spare && !own.iter().all(is_silent_drawing) {
                            let span = self.place_of_tag(element);
                            let fault =
                                Fault::Spare { parent: name, name: element.tag_name().name() };
                            self.sink.push(Diagnostic::from(fault).at(span));
                        }
                        nodes.extend(own);
                    }
                    let furniture = Furniture { on, nodes };
                    if name == "header" {
                        flow.headers.push(furniture);
                    } else {
                        flow.footers.push(furniture);
                    }
                }
                _ => body.push(child),
            }
        }
        flow.nodes = body.into_iter().flat_map(|child| self.block(child)).collect();
        // The faces of a sheet with places of its own lie where they are, empty or not.
        let is_loose = self.reading.style.sheet.is_none();
        // What stands on one page alone is of that page; what stands on every page says nothing of it.
        let mut furniture = flow.headers.iter().chain(&flow.footers);
        let is_filled = says_something(&flow.nodes)
            || furniture.any(|part| {
                matches!(part.on, PageSelector::First | PageSelector::Last)
                    && says_something(&part.nodes)
            });
        // Words outside of any element are reported as that.
        let is_stray = |node: Xml<'_, '_>| node.text().is_some_and(|text| !text.trim().is_empty());
        let has_stray = face.children().any(|node| node.is_text() && is_stray(node));
        if is_loose && self.sink.errors() == before && !is_filled && !has_stray {
            let span = self.place_of_tag(face);
            self.sink.push(Diagnostic::from(Fault::EmptyFace).at(span));
        }
        flow
    }

    fn on(&mut self, element: Xml<'_, '_>) -> PageSelector {
        match element.attribute("on") {
            None | Some("every") => PageSelector::Every,
            Some("first") => PageSelector::First,
            Some("rest") => PageSelector::Rest,
            Some("last") => PageSelector::Last,
            Some("turn") => PageSelector::Turn,
            Some("spare") => PageSelector::Spare,
            Some(other) => {
                let known = ["every", "first", "rest", "last", "turn", "spare"];
                self.bad_value(element, "on", other, &known);
                PageSelector::Every
            }
        }
    }
}

/// Whether a block is a drawing for the eye alone: what may be missing must say nothing.
fn is_silent_drawing(node: &BlockNode) -> bool {
    matches!(node, BlockNode::Image { image, .. } if image.alt.is_empty())
}

/// Whether any of these blocks holds something to read, to look at or to fill in.
fn says_something(nodes: &[BlockNode]) -> bool {
    nodes.iter().any(|node| match node {
        BlockNode::Text { runs, .. } => is_said(runs),
        BlockNode::Box { picture, nodes, .. } => picture.is_some() || says_something(nodes),
        BlockNode::Columns { nodes, .. } => says_something(nodes),
        BlockNode::Steps { steps, .. } => {
            steps.iter().any(|step| step.picture.is_some() || says_something(&step.nodes))
        }
        // A box to tick needs no words.
        BlockNode::Checks { items, .. } => !items.is_empty(),
        BlockNode::List { items, signs, .. } => {
            items.iter().any(|item| is_said(item)) || signs.iter().any(Option::is_some)
        }
        BlockNode::Fill { .. }
        | BlockNode::Table { .. }
        | BlockNode::Image { .. }
        | BlockNode::Qr { .. } => true,
        BlockNode::Rule { .. } | BlockNode::Gap { .. } | BlockNode::Break => false,
    })
}

fn is_said(runs: &[TextRun]) -> bool {
    runs.iter().any(|run| match run {
        TextRun::Text { text, .. } => !text.trim().is_empty(),
        TextRun::Key { label, .. } => !label.trim().is_empty(),
        TextRun::Break | TextRun::PageNumber => false,
    })
}
