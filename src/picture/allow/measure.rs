//! How large a drawing is, counted on its bytes before anything is built from it.
//!
//! Readers of XML and SVG look at every attribute for every other and at every group for every
//! shape inside it, and call themselves for each level: what is deep or wide beyond reason takes
//! minutes or the whole stack.

use super::super::fault::PictureFault;
use crate::diag::{Code, Text, text};

/// The longest drawing in bytes.
const MAX_BYTES: usize = 4 << 20;
/// The most elements.
const MAX_ELEMENTS: usize = 20_000;
/// How deep groups are nested.
pub(super) const MAX_DEPTH: usize = 32;
/// The most attributes of one element.
const MAX_ATTRIBUTES: usize = 100;
/// The longest `style` of an element: its reader counts lines from the first letter for each word.
const MAX_STYLE: usize = 10_000;
/// The most prefixes of namespaces.
const MAX_PREFIXES: usize = 64;

/// Refuses what is too large in any way.
pub(super) fn check(xml: &str) -> Result<(), PictureFault> {
    let most = MAX_BYTES >> 20;
    if xml.len() > MAX_BYTES {
        return Err(large(text!(
            en "it is longer than {most} MB",
            vi "tệp dài hơn {most} MB",
        )));
    }
    if xml.matches("xmlns:").count() > MAX_PREFIXES {
        return Err(large(text!(
            en "it declares more than {MAX_PREFIXES} namespaces",
            vi "tệp khai báo hơn {MAX_PREFIXES} không gian tên",
        )));
    }
    if xml.contains("<!ENTITY") {
        return Err(entities());
    }
    let (mut depth, mut elements) = (0_usize, 0_usize);
    let mut rest = xml;
    while let Some(at) = rest.find('<') {
        rest = &rest[at..];
        if let Some((_, end)) = SKIPPED.iter().find(|(begin, _)| rest.starts_with(begin)) {
            // What never ends is a fault of XML, which its reader reports at its place.
            let Some(end) = rest.find(end).map(|at| at + end.len()) else { return Ok(()) };
            rest = &rest[end..];
            continue;
        }
        let tag = MarkupTag::read(rest);
        if rest.starts_with("</") {
            depth = depth.saturating_sub(1);
        } else if !rest.starts_with("<!") {
            elements += 1;
            depth += 1;
            tag.check(depth, elements)?;
            depth -= usize::from(tag.is_empty);
        }
        rest = &rest[tag.length..];
    }
    Ok(())
}

/// What is no element, by its first and last letters.
const SKIPPED: [(&str, &str); 3] = [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")];

/// A tag up to its angle bracket.
struct MarkupTag {
    length: usize,
    attributes: usize,
    /// The letters of its `style`.
    style: usize,
    is_empty: bool,
}

/// Whether `style=` stands at the end of a text.
fn is_style(text: &str) -> bool {
    text.trim_end().strip_suffix('=').is_some_and(|name| name.trim_end().ends_with("style"))
}

impl MarkupTag {
    fn read(text: &str) -> MarkupTag {
        let mut tag = MarkupTag { length: text.len(), attributes: 0, style: 0, is_empty: false };
        let (mut quote, mut last) = (None, 0);
        for (at, byte) in text.bytes().enumerate() {
            match quote {
                Some((open, start)) if open == byte => {
                    if is_style(&text[..start]) {
                        tag.style = tag.style.max(at - start);
                    }
                    quote = None;
                }
                None if matches!(byte, b'"' | b'\'') => {
                    quote = Some((byte, at));
                    tag.attributes += 1;
                }
                None if byte == b'>' => {
                    return MarkupTag { length: at + 1, is_empty: last == b'/', ..tag };
                }
                _ => {}
            }
            last = byte;
        }
        tag
    }

    fn check(&self, depth: usize, elements: usize) -> Result<(), PictureFault> {
        if depth > MAX_DEPTH {
            return Err(large(text!(
                en "its groups are nested more than {MAX_DEPTH} deep",
                vi "các nhóm lồng nhau quá {MAX_DEPTH} lớp",
            )));
        }
        if elements > MAX_ELEMENTS {
            return Err(large(text!(
                en "it has more than {MAX_ELEMENTS} elements",
                vi "hình có hơn {MAX_ELEMENTS} phần tử",
            )));
        }
        if self.style > MAX_STYLE {
            return Err(large(text!(
                en "the `style` of one of its elements is longer than {MAX_STYLE} letters",
                vi "có phần tử mang `style` dài hơn {MAX_STYLE} chữ",
            )));
        }
        if self.attributes > MAX_ATTRIBUTES {
            return Err(large(text!(
                en "one of its elements has more than {MAX_ATTRIBUTES} attributes",
                vi "có phần tử mang hơn {MAX_ATTRIBUTES} thuộc tính",
            )));
        }
        Ok(())
    }
}

/// Entities grow without end when they are put in.
fn entities() -> PictureFault {
    PictureFault::new(
        Code::DrawingElement,
        text!(
            en "it defines entities (`<!ENTITY`), which may stand for anything",
            vi "tệp định nghĩa thực thể (`<!ENTITY`), có thể thay cho bất cứ thứ gì",
        ),
        text!(
            en "save it as “plain SVG” (Inkscape) or as SVG without “preserve editing” (Illustrator)",
            vi "lưu lại thành “SVG thuần” (Inkscape), hoặc bỏ chọn giữ khả năng sửa (Illustrator)",
        ),
    )
}

pub(super) fn large(what: Text) -> PictureFault {
    PictureFault::new(
        Code::DrawingLarge,
        what,
        text!(
            en "simplify it in a drawing program: ungroup, unite shapes, delete what nobody sees; or save it as PNG",
            vi "đơn giản hình trong chương trình vẽ: bỏ nhóm, gộp hình, xóa phần không thấy; hoặc lưu thành PNG",
        ),
    )
}
