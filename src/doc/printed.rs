//! Everything a document sets as letters, in reading order, for checks that look at all of it.

use super::node::{BlockNode, Doc, Flow, ImageRef, TextRun};

/// A text on the sheet.
#[derive(Clone, Copy, Debug)]
pub enum PrintedText<'d> {
    /// One line of markup.
    Line(&'d [TextRun]),
    /// A line to write on: the words before it, what is filled in.
    Fill(&'d [TextRun], Option<&'d str>),
    /// Words of an attribute: a title, the number of a step.
    Words(&'d str),
    /// Words for a picture; heard, not printed.
    Picture(&'d ImageRef),
}

impl Doc {
    /// Every text of the sheet.
    pub fn printed(&self) -> Vec<PrintedText<'_>> {
        let mut found = vec![PrintedText::Words(&self.title)];
        self.flows.iter().for_each(|flow| found.extend(flow.printed()));
        found
    }
}

impl Flow {
    /// Every text of the face.
    pub fn printed(&self) -> Vec<PrintedText<'_>> {
        let mut found = Vec::new();
        let furniture = self.headers.iter().chain(&self.footers);
        furniture.for_each(|furniture| of_nodes(&furniture.nodes, &mut found));
        of_nodes(&self.nodes, &mut found);
        found
    }
}

fn of_nodes<'d>(nodes: &'d [BlockNode], found: &mut Vec<PrintedText<'d>>) {
    for node in nodes {
        match node {
            BlockNode::Text { runs, .. } => found.push(PrintedText::Line(runs)),
            BlockNode::Box { nodes, .. } | BlockNode::Columns { nodes, .. } => {
                of_nodes(nodes, found);
            }
            BlockNode::Steps { steps, .. } => {
                for step in steps {
                    found.push(PrintedText::Words(&step.number));
                    of_nodes(&step.nodes, found);
                    found.extend(step.picture.iter().map(PrintedText::Picture));
                }
            }
            BlockNode::Checks { items, .. } | BlockNode::List { items, .. } => {
                found.extend(items.iter().map(|runs| PrintedText::Line(runs)));
            }
            BlockNode::Fill { label, value, .. } => {
                found.push(PrintedText::Fill(label, value.as_deref()));
            }
            BlockNode::Table { head, rows, .. } => {
                let cells = head.iter().chain(rows.iter().flatten());
                cells.for_each(|cell| of_nodes(&cell.nodes, found));
            }
            BlockNode::Image { image, .. } => found.push(PrintedText::Picture(image)),
            BlockNode::Qr { .. }
            | BlockNode::Rule { .. }
            | BlockNode::Gap { .. }
            | BlockNode::Break => {}
        }
    }
}
