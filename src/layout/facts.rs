//! What a node of a document depends on beside its own words.

use std::rc::Rc;

use crate::doc::{CellNode, Node, Run, StepNode, field, number_pages};

/// What is to be known of a node before it is laid out for a copy.
#[derive(Clone, Debug)]
pub(super) struct Facts {
    /// The fields that decide how it looks, in order.
    pub fields: Rc<[usize]>,
    /// Whether it prints the number of its page.
    pub says_page: bool,
}

impl Facts {
    pub(super) fn of(node: &Node) -> Facts {
        Facts::of_all(std::slice::from_ref(node))
    }

    pub(super) fn of_step(step: &StepNode) -> Facts {
        let Facts { fields, says_page } = Facts::of_all(&step.nodes);
        let mut all = fields.to_vec();
        all.extend(field::fields(&step.number));
        Facts { fields: sorted(all), says_page }
    }

    pub(super) fn of_row(cells: &[CellNode]) -> Facts {
        let all: Vec<Facts> = cells.iter().map(|cell| Facts::of_all(&cell.nodes)).collect();
        let fields = all.iter().flat_map(|facts| facts.fields.iter().copied()).collect();
        Facts { fields: sorted(fields), says_page: all.iter().any(|facts| facts.says_page) }
    }

    fn of_all(nodes: &[Node]) -> Facts {
        let mut fields = Vec::new();
        in_nodes(nodes, &mut fields);
        Facts { fields: sorted(fields), says_page: number_pages(nodes) }
    }
}

fn sorted(mut fields: Vec<usize>) -> Rc<[usize]> {
    fields.sort_unstable();
    fields.dedup();
    fields.into()
}

/// The words for pictures are not among them: they decide nothing that is painted.
fn in_nodes(nodes: &[Node], found: &mut Vec<usize>) {
    for node in nodes {
        match node {
            Node::Text { runs, .. } => in_runs(runs, found),
            Node::Checks { items, .. } | Node::List { items, .. } => {
                for runs in items {
                    in_runs(runs, found);
                }
            }
            Node::Fill { label, value, .. } => {
                in_runs(label, found);
                found.extend(value.iter().flat_map(|value| field::fields(value)));
            }
            Node::Qr { url, .. } => found.extend(field::fields(url)),
            Node::Box { nodes, .. } | Node::Columns { nodes, .. } => in_nodes(nodes, found),
            Node::Steps { steps, .. } => {
                for step in steps {
                    found.extend(field::fields(&step.number));
                    in_nodes(&step.nodes, found);
                }
            }
            Node::Table { head, rows, .. } => {
                let cells = head.iter().chain(rows.iter().flatten());
                cells.for_each(|cell| in_nodes(&cell.nodes, found));
            }
            Node::Image { .. } | Node::Rule { .. } | Node::Gap { .. } | Node::Break => {}
        }
    }
}

fn in_runs(runs: &[Run], found: &mut Vec<usize>) {
    for run in runs {
        match run {
            Run::Text { text, link, .. } => {
                found.extend(field::fields(text));
                found.extend(link.iter().flat_map(|url| field::fields(url)));
            }
            Run::Key { label, .. } => found.extend(field::fields(label)),
            Run::Break | Run::PageNumber => {}
        }
    }
}
