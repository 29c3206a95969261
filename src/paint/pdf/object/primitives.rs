//! Small PDF objects.

use lopdf::{Object, StringFormat};

use crate::geom::Len;

/// A text string: plain where ASCII will do, else UTF-16 with its mark.
pub(crate) fn text(words: &str) -> Object {
    if words.is_ascii() {
        return Object::String(words.as_bytes().to_vec(), StringFormat::Literal);
    }
    let utf16 = words.encode_utf16().flat_map(u16::to_be_bytes);
    let bytes = [0xFE, 0xFF].into_iter().chain(utf16).collect();
    Object::String(bytes, StringFormat::Hexadecimal)
}

pub(crate) fn name(name: &str) -> Object {
    Object::Name(name.as_bytes().to_vec())
}

/// A length in points.
pub(crate) fn real(len: Len) -> Object {
    Object::Real(len.to_pt() as f32)
}
