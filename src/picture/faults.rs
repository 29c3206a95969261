//! What is wrong with a picture, before anybody knows where it is used.

use crate::diag::{Code, Diagnostic, Text, text};
use crate::span::Span;

/// The most faults that are reported of one picture.
const MAX_FAULTS: usize = 12;

/// One thing that is wrong with a picture, and what to do about it.
#[derive(Clone, Debug)]
pub(super) struct PictureFault {
    code: Code,
    /// Line and column inside a drawing.
    place: Option<(u32, u32)>,
    what: Text,
    todo: Text,
    /// Whether it is in the way of outlines alone: pixels may say it.
    can_be_pixels: bool,
}

impl PictureFault {
    pub(super) fn new(code: Code, what: Text, todo: Text) -> PictureFault {
        PictureFault { code, place: None, what, todo, can_be_pixels: false }
    }

    /// A file that is broken or cut off.
    pub(super) fn damaged(Text { en, vi }: Text) -> PictureFault {
        PictureFault::new(
            Code::PictureBroken,
            text!(
                en "the file is damaged or cut off ({en})",
                vi "tệp hỏng hoặc bị cụt ({vi})",
            ),
            text!(
                en "open it in a picture program and save it again as PNG or SVG, or copy the original again",
                vi "mở ảnh bằng chương trình xem ảnh rồi lưu lại thành PNG hay SVG, hoặc chép lại từ bản gốc",
            ),
        )
    }

    /// A sound picture of a kind that cannot be printed faithfully.
    pub(super) fn kind(what: Text, todo: Text) -> PictureFault {
        PictureFault::new(Code::PictureKind, what, todo)
    }

    /// A line and column inside the drawing.
    #[must_use]
    pub(super) fn at(mut self, line: u32, column: u32) -> PictureFault {
        self.place = Some((line, column));
        self
    }

    /// The same fault of something that pixels may say where outlines cannot.
    #[must_use]
    pub(super) fn of_outlines(mut self) -> PictureFault {
        self.can_be_pixels = true;
        self
    }

    fn diagnostic(self, file: &str, span: Span) -> Diagnostic {
        let PictureFault { code, place, what: Text { en, vi }, todo, can_be_pixels: _ } = self;
        let message = match place {
            None => text!(
                en "the picture `{file}` cannot be printed: {en}",
                vi "ảnh `{file}` không in được: {vi}",
            ),
            Some((line, column)) => text!(
                en "the picture `{file}` cannot be printed, line {line}, column {column}: {en}",
                vi "ảnh `{file}` không in được, dòng {line}, cột {column}: {vi}",
            ),
        };
        Diagnostic::new(code, message).hint(todo).at(span)
    }
}

/// The faults of one picture: each cause once.
#[derive(Debug, Default)]
pub(super) struct PictureFaults {
    found: Vec<PictureFault>,
}

impl PictureFaults {
    /// Adds a fault, unless the same was found before or there are enough.
    pub(super) fn push(&mut self, fault: PictureFault) {
        if !self.has(&fault) && !self.is_full() {
            self.found.push(fault);
        }
    }

    /// Whether the same was found before, at any place.
    pub(super) fn has(&self, fault: &PictureFault) -> bool {
        self.found.iter().any(|other| other.what == fault.what)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// Whether no more are taken.
    pub(super) fn is_full(&self) -> bool {
        self.found.len() >= MAX_FAULTS
    }

    /// Whether something was found that pixels may say where outlines cannot.
    pub(super) fn can_be_pixels(&self) -> bool {
        self.found.iter().any(|fault| fault.can_be_pixels)
    }

    pub(super) fn diagnostics(self, file: &str, span: Span) -> Vec<Diagnostic> {
        self.found.into_iter().map(|fault| fault.diagnostic(file, span)).collect()
    }
}

impl From<PictureFault> for PictureFaults {
    fn from(fault: PictureFault) -> PictureFaults {
        PictureFaults { found: vec![fault] }
    }
}

pub(super) fn cut() -> PictureFault {
    PictureFault::damaged(text!(
        en "part of the picture is missing",
        vi "thiếu một phần ảnh",
    ))
}

/// Something behind the end of a picture.
pub(super) fn hidden(bytes: usize) -> PictureFault {
    PictureFault::damaged(text!(
        en "{bytes} bytes of something else follow its end",
        vi "sau chỗ hết ảnh còn {bytes} byte không rõ là gì",
    ))
}

/// A picture of which nothing is seen.
pub(super) fn blank() -> PictureFault {
    PictureFault::new(
        Code::DrawingInk,
        text!(
            en "all of it is white, too pale or transparent, so paper stays empty",
            vi "cả ảnh toàn màu trắng, quá nhạt hoặc trong suốt nên giấy vẫn trống",
        ),
        text!(
            en "save the picture again with something to see, or take it out of the guide",
            vi "lưu lại ảnh có nội dung nhìn thấy được, hoặc bỏ ảnh khỏi bài",
        ),
    )
}

pub(super) fn unusual(what: &Text) -> PictureFault {
    PictureFault::kind(
        what.clone(),
        text!(
            en "open it in a picture program and save it as an ordinary RGB picture (sRGB), PNG or JPEG",
            vi "mở bằng chương trình xem ảnh rồi lưu thành ảnh RGB (sRGB) thông thường, PNG hoặc JPEG",
        ),
    )
}
