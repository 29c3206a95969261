//! Words of a list as messages show them.

use crate::source::excerpt;

/// A name in quotation marks, at most 40 letters of it.
pub(super) fn named(name: &str) -> String {
    format!("“{}”", shown(name, 40))
}

/// At most `most` letters of a text, on one line, with signs nobody sees made visible.
pub(super) fn shown(text: &str, most: usize) -> String {
    excerpt(&text.replace('\n', " "), most)
}
