//! Everything a document sets as letters, in reading order, for checks that look at all of it.

use super::node::{Doc, ImageRef, Node, Run};

/// A text on the sheet.
#[derive(Clone, Copy, Debug)]
pub enum Printed<'d> {
    /// One line of markup.
    Line(&'d [Run]),
    /// A line to write on: the words before it, what is filled in.
    Fill(&'d [Run], Option<&'d str>),
    /// Words of an attribute: a title, the number of a step.
    Words(&'d str),
    /// Words for a picture; heard, not printed.
    Picture(&'d ImageRef),
}

impl Doc {
    /// Every text of the sheet.
    pub fn printed(&self) -> Vec<Printed<'_>> {
        let mut found = vec![Printed::Words(&self.title)];
        for flow in &self.flows {
            let furniture = flow.headers.iter().chain(&flow.footers);
            furniture.for_each(|furniture| of_nodes(&furniture.nodes, &mut found));
            of_nodes(&flow.nodes, &mut found);
        }
        found
    }
}

fn of_nodes<'d>(nodes: &'d [Node], found: &mut Vec<Printed<'d>>) {
    for node in nodes {
        match node {
            Node::Text { runs, .. } => found.push(Printed::Line(runs)),
            Node::Box { nodes, .. } | Node::Columns { nodes, .. } => of_nodes(nodes, found),
            Node::Steps { steps, .. } => {
                for step in steps {
                    found.push(Printed::Words(&step.number));
                    of_nodes(&step.nodes, found);
                    found.extend(step.picture.iter().map(Printed::Picture));
                }
            }
            Node::Checks { items, .. } | Node::List { items, .. } => {
                found.extend(items.iter().map(|runs| Printed::Line(runs)));
            }
            Node::Fill { label, value, .. } => found.push(Printed::Fill(label, value.as_deref())),
            Node::Table { head, rows, .. } => {
                let cells = head.iter().chain(rows.iter().flatten());
                cells.for_each(|cell| of_nodes(&cell.nodes, found));
            }
            Node::Image { image, .. } => found.push(Printed::Picture(image)),
            Node::Qr { .. } | Node::Rule { .. } | Node::Gap { .. } | Node::Break => {}
        }
    }
}
