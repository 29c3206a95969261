//! What every step and every picture needs.

use super::model::{Block, Line, Picture};
use crate::diag::{Code, Diagnostic, Sink, text};
use crate::span::Span;

/// Reports a step that says nothing beyond its title.
pub(super) fn need_text(title: &Line, body: &[Block], span: Span, sink: &mut Sink) {
    if body.iter().any(|block| !block.plain().trim().is_empty()) {
        return;
    }
    let name = title.plain();
    sink.push(
        Diagnostic::new(
            Code::GuideEmptyStep,
            text!(
                en "the step “{name}” has no text",
                vi "bước “{name}” chưa có lời hướng dẫn",
            ),
        )
        .at(span)
        .hint(text!(
            en "say under it, in one or two short sentences, how it is done",
            vi "viết ngay dưới đó một, hai câu ngắn nói rõ cách làm",
        )),
    );
}

/// A picture, if it has the words every picture needs.
pub(super) fn need_alt(
    file: &str,
    alt: Option<&str>,
    span: Span,
    sink: &mut Sink,
) -> Option<Picture> {
    let alt = alt.unwrap_or("").trim();
    if alt.is_empty() {
        sink.push(
            Diagnostic::new(
                Code::PictureNoAlt,
                text!(
                    en "the picture `{file}` has no words for those who cannot see it",
                    vi "ảnh `{file}` chưa có lời tả cho người không nhìn thấy",
                ),
            )
            .at(span)
            .hint(text!(
                en "describe it in one line: `![Điện thoại có nút tô đậm]({file})`",
                vi "tả ảnh trong một dòng: `![Điện thoại có nút tô đậm]({file})`",
            )),
        );
        return None;
    }
    Some(Picture { file: file.to_owned(), alt: alt.to_owned(), span })
}
