//! What every step and every picture needs.

use super::faults::Fault;
use super::model::{Block, Line, Picture};
use crate::diag::{Diagnostic, Sink};
use crate::screen::ScreenRequest;
use crate::span::Span;

/// Reports a step that says nothing beyond its title.
pub(super) fn need_text(title: &Line, body: &[Block], span: Span, sink: &mut Sink) {
    if body.iter().any(|block| !block.plain().trim().is_empty()) {
        return;
    }
    sink.push(Diagnostic::from(Fault::EmptyStep { title: &title.plain() }).at(span));
}

/// A picture, if it has the words every picture needs; those of a screen can be made.
pub(super) fn need_alt(
    file: &str,
    alt: Option<&str>,
    span: Span,
    sink: &mut Sink,
) -> Option<Picture> {
    let alt = alt.unwrap_or("").trim();
    if alt.is_empty() && !ScreenRequest::is_one(file) {
        sink.push(Diagnostic::from(Fault::NoAlt { file }).at(span));
        return None;
    }
    Some(Picture { file: file.to_owned(), alt: alt.to_owned(), screen: None, span })
}
