//! The words of a document, in the form of address that the ward has chosen.
//!
//! All words are written with “bác”, those of guides and of templates, and are proved complete so.
//! In goes a [`Doc`], out comes the same with another form. What a ward filled in stays as it was
//! typed, and so do the names of buttons, which are those on the screen.

use std::ops::Range;

use super::node::{BlockNode, Doc, ImageRef, TextRun};
use crate::vietnamese::address_form::AddressForm;

/// A document that says everything in `form`, but for `typed`: values that people filled in. `None`
/// where it does so already.
pub fn addressed(doc: &Doc, form: AddressForm, typed: &[String]) -> Option<Doc> {
    if form == AddressForm::default() {
        return None;
    }
    let mut doc = doc.clone();
    let typed = typed.iter().filter(|value| !form.changes(value).is_empty());
    let words = Readdressing { form, typed: typed.map(String::as_str).collect() };
    doc.title = words.of(&doc.title);
    for flow in &mut doc.flows {
        let furniture = flow.headers.iter_mut().chain(&mut flow.footers);
        furniture.for_each(|furniture| words.nodes(&mut furniture.nodes));
        words.nodes(&mut flow.nodes);
    }
    Some(doc)
}

/// How words are said, and values that are left as they are.
struct Readdressing<'v> {
    form: AddressForm,
    typed: Vec<&'v str>,
}

impl Readdressing<'_> {
    fn nodes(&self, nodes: &mut [BlockNode]) {
        for one in nodes {
            self.node(one);
        }
    }

    fn node(&self, node: &mut BlockNode) {
        match node {
            BlockNode::Text { runs: line, .. } | BlockNode::Fill { label: line, .. } => {
                self.line(line);
            }
            BlockNode::Checks { items, .. } | BlockNode::List { items, .. } => {
                for line in items {
                    self.line(line);
                }
            }
            BlockNode::Box { nodes: inner, .. } | BlockNode::Columns { nodes: inner, .. } => {
                self.nodes(inner);
            }
            BlockNode::Steps { steps, .. } => {
                for step in steps {
                    self.nodes(&mut step.nodes);
                    step.picture.iter_mut().for_each(|picture| self.image(picture));
                }
            }
            BlockNode::Table { head, rows, .. } => {
                let cells = head.iter_mut().chain(rows.iter_mut().flatten());
                cells.for_each(|cell| self.nodes(&mut cell.nodes));
            }
            BlockNode::Image { image: picture, .. } => self.image(picture),
            BlockNode::Qr { .. }
            | BlockNode::Rule { .. }
            | BlockNode::Gap { .. }
            | BlockNode::Break => {}
        }
    }

    fn image(&self, image: &mut ImageRef) {
        image.alt = self.of(&image.alt);
    }

    /// A line is one text, whatever runs it is set in: “các **bác**”.
    fn line(&self, runs: &mut [TextRun]) {
        let mut line = String::new();
        for run in &*runs {
            match run {
                TextRun::Text { text, .. } => line.push_str(text),
                // What is on the screen ends a clause and is never changed.
                TextRun::Key { .. } | TextRun::Break | TextRun::PageNumber => line.push('|'),
            }
        }
        let mut changes = self.changes(&line).into_iter().peekable();
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

    fn of(&self, text: &str) -> String {
        AddressForm::replace(text, self.changes(text))
    }

    fn changes(&self, text: &str) -> Vec<(Range<usize>, &'static str)> {
        let mut changes = self.form.changes(text);
        for value in &self.typed {
            for (at, _) in text.match_indices(value) {
                let kept = at..at + value.len();
                changes.retain(|(range, _)| !kept.contains(&range.start));
            }
        }
        changes
    }
}
