//! What large print has no use for.

use pulldown_cmark::Tag;

use super::body::Reader;
use super::model::{Line, Picture};
use crate::diag::{Code, Diagnostic, Text, text};
use crate::span::Span;

impl Reader<'_, '_> {
    /// Refuses pictures where none can stand.
    pub(super) fn no_pictures(
        &mut self,
        pictures: impl IntoIterator<Item = Option<Picture>>,
        what: &Text,
    ) {
        for picture in pictures.into_iter().flatten() {
            self.refuse(
                picture.span,
                what.clone(),
                text!(
                    en "put it on a line of its own under the heading of the step (ER-04)",
                    vi "đặt ảnh riêng một dòng, ngay dưới đề mục của bước (ER-04)",
                ),
            );
        }
    }

    pub(super) fn refuse_block(&mut self, tag: &Tag<'_>, span: Span) {
        match tag {
            Tag::HtmlBlock => self.html(span),
            Tag::CodeBlock(_) => self.code(span),
            Tag::Table(_) => self.sink.push(
                Diagnostic::new(Code::GuideTable, text!(
                    en "a table: large print has no room for one",
                    vi "có bảng: chữ to không đủ chỗ cho bảng",
                ))
                .at(span)
                .hint(text!(
                    en "write each row as an item of a list: `- …`",
                    vi "viết mỗi hàng thành một mục của danh sách: `- …`",
                )),
            ),
            Tag::Emphasis => self.refuse(
                span,
                text!(en "italics", vi "chữ nghiêng"),
                text!(
                    en "slanted letters are hard to read (LP-08): use **bold**",
                    vi "chữ nghiêng khó đọc (LP-08): hãy dùng chữ **đậm**",
                ),
            ),
            Tag::Strikethrough => self.refuse(
                span,
                text!(en "struck-out text", vi "chữ gạch ngang"),
                text!(en "delete it", vi "hãy xóa hẳn chữ đó"),
            ),
            Tag::List(Some(_)) => self.refuse(
                span,
                text!(en "a numbered list", vi "danh sách đánh số"),
                text!(
                    en "make each number a step of its own (`## …`), or begin each item with `- `",
                    vi "mỗi số hãy viết thành một bước riêng (`## …`), hoặc mở đầu mỗi mục bằng `- `",
                ),
            ),
            Tag::List(None) | Tag::Paragraph => self.refuse(
                span,
                text!(
                    en "a list or paragraph inside an item of a list",
                    vi "danh sách hay đoạn văn lồng trong một mục của danh sách",
                ),
                text!(en "keep items to one line each", vi "mỗi mục chỉ viết một dòng"),
            ),
            Tag::BlockQuote(_) => self.refuse(
                span,
                text!(en "a quotation without a kind", vi "đoạn trích không ghi loại"),
                text!(
                    en "begin a note with `> [!NOTE]` or `> [!WARNING]`",
                    vi "mở đầu ghi chú bằng `> [!NOTE]` hoặc `> [!WARNING]`",
                ),
            ),
            _ => self.refuse_other(span),
        }
    }

    /// Refuses a heading without words, and one that a line under it makes.
    pub(super) fn check_heading(&mut self, title: &Line, written: &str, span: Span) {
        if !written.trim_start().starts_with('#') {
            self.refuse(
                span,
                text!(
                    en "a line of `---` or `===` right under text, which makes it a heading",
                    vi "dòng `---` hay `===` ngay dưới chữ, làm chữ ấy thành đề mục",
                ),
                text!(
                    en "delete that line; a heading is written `## …`",
                    vi "xóa dòng ấy đi; đề mục thì viết `## …`",
                ),
            );
        } else if title.plain().trim().is_empty() {
            self.refuse(
                span,
                text!(en "a heading without words", vi "đề mục không có chữ"),
                text!(
                    en "say in it what to do, or delete it",
                    vi "viết vào đó việc cần làm, hoặc xóa đi",
                ),
            );
        }
    }

    pub(super) fn too_deep(&mut self, span: Span, most: usize) {
        self.sink.push(
            Diagnostic::new(
                Code::GuideDepth,
                text!(
                    en "marks stand inside one another more than {most} deep",
                    vi "các dấu lồng vào nhau quá {most} lớp",
                ),
            )
            .at(span)
            .hint(text!(
                en "close each bracket where it was opened; put every picture on a line of its own",
                vi "ngoặc mở ở đâu thì đóng ở đó; mỗi ảnh để riêng một dòng",
            )),
        );
    }

    /// Refuses what has no name of its own here.
    pub(super) fn refuse_other(&mut self, span: Span) {
        self.refuse(
            span,
            text!(en "Markdown that leaflets do not have", vi "kiểu Markdown mà tờ rơi không dùng"),
            text!(
                en "use headings, sentences, lists, **bold** and **“button names”**",
                vi "chỉ dùng đề mục, câu, danh sách, chữ **đậm** và **“tên nút”**",
            ),
        );
    }

    pub(super) fn html(&mut self, span: Span) {
        self.sink.push(
            Diagnostic::new(
                Code::GuideHtml,
                text!(
                    en "raw HTML: it cannot be printed and would be lost",
                    vi "có mã HTML: không in được và sẽ bị mất",
                ),
            )
            .at(span)
            .hint(text!(
                en "write it in Markdown; use `**…**` for bold",
                vi "viết bằng Markdown; chữ đậm thì dùng `**…**`",
            )),
        );
    }

    pub(super) fn code(&mut self, span: Span) {
        self.sink.push(
            Diagnostic::new(Code::GuideCode, text!(
                en "code: leaflets have no typewriter text",
                vi "có đoạn mã: tờ rơi không dùng kiểu chữ máy tính",
            ))
            .at(span)
            .hint(text!(
                en "write button names as `**“Cài đặt”**`, and indent text by less than four spaces",
                vi "tên nút viết `**“Cài đặt”**`; dòng chữ không thụt vào quá ba dấu cách",
            )),
        );
    }

    pub(super) fn refuse(&mut self, span: Span, what: Text, hint: Text) {
        let Text { en, vi } = what;
        self.sink.push(
            Diagnostic::new(
                Code::GuideMarkdown,
                text!(
                    en "not for large print: {en}",
                    vi "không dùng được cho bản in chữ to: {vi}",
                ),
            )
            .at(span)
            .hint(hint),
        );
    }
}
