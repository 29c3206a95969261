//! The words of a document, in the form of address that the ward has chosen.
//!
//! All words are written with “bác”, those of guides and of templates, and are proved complete so.
//! In goes a [`Doc`], out comes the same with another form. What a ward fills in stays: “Bác Hòa”
//! is a name, and so do the names of buttons, which are those on the screen.

use super::node::{BlockNode, Doc, ImageRef, TextRun};
use crate::vietnamese::address_form::AddressForm;

/// Says everything in `form`.
pub fn address(doc: &mut Doc, form: AddressForm) {
    if form == AddressForm::default() {
        return;
    }
    doc.title = form.apply(&doc.title);
    for flow in &mut doc.flows {
        let furniture = flow.headers.iter_mut().chain(&mut flow.footers);
        furniture.for_each(|furniture| nodes(&mut furniture.nodes, form));
        nodes(&mut flow.nodes, form);
    }
}

fn nodes(nodes: &mut [BlockNode], form: AddressForm) {
    nodes.iter_mut().for_each(|one| node(one, form));
}

fn node(node: &mut BlockNode, form: AddressForm) {
    match node {
        BlockNode::Text { runs: line, .. } | BlockNode::Fill { label: line, .. } => {
            runs(line, form);
        }
        BlockNode::Checks { items, .. } | BlockNode::List { items, .. } => {
            items.iter_mut().for_each(|line| runs(line, form));
        }
        BlockNode::Box { nodes: inner, .. } | BlockNode::Columns { nodes: inner, .. } => {
            nodes(inner, form);
        }
        BlockNode::Steps { steps, .. } => {
            for step in steps {
                nodes(&mut step.nodes, form);
                step.picture.iter_mut().for_each(|picture| image(picture, form));
            }
        }
        BlockNode::Table { head, rows, .. } => {
            let cells = head.iter_mut().chain(rows.iter_mut().flatten());
            cells.for_each(|cell| nodes(&mut cell.nodes, form));
        }
        BlockNode::Image { image: picture, .. } => image(picture, form),
        BlockNode::Qr { .. } | BlockNode::Rule { .. } | BlockNode::Gap { .. } | BlockNode::Break => {}
    }
}

fn image(image: &mut ImageRef, form: AddressForm) {
    image.alt = form.apply(&image.alt);
}

/// A line is one text, whatever runs it is set in: “các **bác**”.
fn runs(runs: &mut [TextRun], form: AddressForm) {
    let mut line = String::new();
    for run in &*runs {
        match run {
            TextRun::Text { text, .. } => line.push_str(text),
            // What is on the screen ends a clause and is never changed.
            TextRun::Key { .. } | TextRun::Break | TextRun::PageNumber => line.push('|'),
        }
    }
    let mut changes = form.changes(&line).into_iter().peekable();
    let mut start = 0;
    for run in runs {
        let TextRun::Text { text, .. } = run else {
            start += 1;
            continue;
        };
        let end = start + text.len();
        let mut said = String::new();
        let mut from = start;
        while let Some((range, words)) = changes.next_if(|(range, _)| range.start < end) {
            // A word that two runs share is left as it is.
            if range.end <= end {
                said.push_str(&text[from - start..range.start - start]);
                said.push_str(words);
                from = range.end;
            }
        }
        if from > start {
            said.push_str(&text[from - start..]);
            *text = said;
        }
        start = end;
    }
}
