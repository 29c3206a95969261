//! What can go wrong while a file is written, in words.

use crate::diag::{Code, Diagnostic, text};

/// A fault of the program itself.
pub fn broken(why: &str) -> Diagnostic {
    Diagnostic::new(
        Code::TemplateBroken,
        text!(
            en "toroi failed: {why}",
            vi "toroi gặp lỗi: {why}",
        ),
    )
    .hint(text!(
        en "this is a fault of the program: please report it with the guide",
        vi "đây là lỗi của chương trình: xin báo lại kèm bài hướng dẫn",
    ))
}
