//! What large print has no use for.

use pulldown_cmark::Tag;

use super::body::BodyReader;
use super::faults::{Fault, InPlace, Unfit};
use super::model::{Line, Picture};
use crate::diag::Diagnostic;
use crate::span::Span;

impl BodyReader<'_, '_> {
    /// Refuses pictures where none can stand.
    pub(super) fn no_pictures(
        &mut self,
        pictures: impl IntoIterator<Item = Option<Picture>>,
        place: InPlace,
    ) {
        for picture in pictures.into_iter().flatten() {
            self.refuse(picture.span, Unfit::Picture(place));
        }
    }

    pub(super) fn refuse_block(&mut self, tag: &Tag<'_>, span: Span) {
        match tag {
            Tag::HtmlBlock => self.html(span),
            Tag::CodeBlock(_) => self.code(span),
            Tag::Table(_) => self.sink.push(Diagnostic::from(Fault::Table).at(span)),
            Tag::Emphasis => self.refuse(span, Unfit::Italics),
            Tag::Strikethrough => self.refuse(span, Unfit::Struck),
            Tag::List(Some(_)) => self.refuse(span, Unfit::Numbered),
            Tag::List(None) | Tag::Paragraph => self.refuse(span, Unfit::Nested),
            Tag::BlockQuote(_) => self.refuse(span, Unfit::Quotation),
            _ => self.refuse_other(span),
        }
    }

    /// Refuses a heading without words, and one that a line under it makes.
    pub(super) fn check_heading(&mut self, title: &Line, written: &str, span: Span) {
        if !written.trim_start().starts_with('#') {
            self.refuse(span, Unfit::Underlined);
        } else if title.plain().trim().is_empty() {
            self.refuse(span, Unfit::EmptyHeading);
        }
    }

    pub(super) fn too_deep(&mut self, span: Span, most: usize) {
        self.sink.push(Diagnostic::from(Fault::Deep { most }).at(span));
    }

    /// Refuses what has no name of its own here.
    pub(super) fn refuse_other(&mut self, span: Span) {
        self.refuse(span, Unfit::Other);
    }

    pub(super) fn html(&mut self, span: Span) {
        self.sink.push(Diagnostic::from(Fault::Html).at(span));
    }

    pub(super) fn code(&mut self, span: Span) {
        self.sink.push(Diagnostic::from(Fault::Code).at(span));
    }

    pub(super) fn refuse(&mut self, span: Span, what: Unfit<'_>) {
        self.sink.push(Diagnostic::from(Fault::Markdown(what)).at(span));
    }
}
