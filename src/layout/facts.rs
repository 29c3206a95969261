//! What a node of a document depends on beside its own words.

use std::rc::Rc;

use crate::doc::{BlockNode, CellNode, StepNode, TextRun, field, number_pages};

/// What is to be known of a node before it is laid out for a copy.
#[derive(Clone, Debug)]
pub(super) struct NodeFacts {
    /// The fields that decide how it looks, in order.
    pub fields: Rc<[usize]>,
    /// Whether it prints the number of its page.
    pub says_page: bool,
}

impl NodeFacts {
    pub(super) fn of(node: &BlockNode) -> NodeFacts {
        NodeFacts::of_all(std::slice::from_ref(node))
    }

    pub(super) fn of_step(step: &StepNode) -> NodeFacts {
        let NodeFacts { fields, says_page } = NodeFacts::of_all(&step.nodes);
        let mut all = fields.to_vec();
        all.extend(field::fields(&step.number));
        NodeFacts { fields: sorted(all), says_page }
    }

    pub(super) fn of_row(cells: &[CellNode]) -> NodeFacts {
        let all: Vec<NodeFacts> = cells.iter().map(|cell| NodeFacts::of_all(&cell.nodes)).collect();
        let fields = all.iter().flat_map(|facts| facts.fields.iter().copied()).collect();
        NodeFacts { fields: sorted(fields), says_page: all.iter().any(|facts| facts.says_page) }
    }

    fn of_all(nodes: &[BlockNode]) -> NodeFacts {
        let mut fields = Vec::new();
        in_nodes(nodes, &mut fields);
        NodeFacts { fields: sorted(fields), says_page: number_pages(nodes) }
    }
}

fn sorted(mut fields: Vec<usize>) -> Rc<[usize]> {
    fields.sort_unstable();
    fields.dedup();
    fields.into()
}

/// The words for pictures are not among them: they decide nothing that is painted.
fn in_nodes(nodes: &[BlockNode], found: &mut Vec<usize>) {
    for node in nodes {
        match node {
            BlockNode::Text { runs, .. } => in_runs(runs, found),
            BlockNode::Checks { items, .. } | BlockNode::List { items, .. } => {
                for runs in items {
                    in_runs(runs, found);
                }
            }
            BlockNode::Fill { label, value, .. } => {
                in_runs(label, found);
                found.extend(value.iter().flat_map(|value| field::fields(value)));
            }
            BlockNode::Qr { url, .. } => found.extend(field::fields(url)),
            BlockNode::Box { nodes, .. } | BlockNode::Columns { nodes, .. } => {
                in_nodes(nodes, found);
            }
            BlockNode::Steps { steps, .. } => {
                for step in steps {
                    found.extend(field::fields(&step.number));
                    in_nodes(&step.nodes, found);
                }
            }
            BlockNode::Table { head, rows, .. } => {
                let cells = head.iter().chain(rows.iter().flatten());
                cells.for_each(|cell| in_nodes(&cell.nodes, found));
            }
            BlockNode::Image { .. }
            | BlockNode::Rule { .. }
            | BlockNode::Gap { .. }
            | BlockNode::Break => {}
        }
    }
}

fn in_runs(runs: &[TextRun], found: &mut Vec<usize>) {
    for run in runs {
        match run {
            TextRun::Text { text, link, .. } => {
                found.extend(field::fields(text));
                found.extend(link.iter().flat_map(|url| field::fields(url)));
            }
            TextRun::Key { label, .. } => found.extend(field::fields(label)),
            TextRun::Break | TextRun::PageNumber => {}
        }
    }
}
