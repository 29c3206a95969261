//! What can be wrong with a kit, in words.

use std::collections::BTreeSet;

use crate::diag::{Code, Diagnostic, nearest, text};
use crate::span::Span;
use crate::yaml::Spanned;

/// Something that is not a number of copies.
pub(super) fn not_copies(it: &str, most: usize) -> Diagnostic {
    Diagnostic::new(
        Code::KitCopies,
        text!(
            en "`{it}` is not a number of copies from 1 to {most}",
            vi "`{it}` không phải là số bản từ 1 đến {most}",
        ),
    )
    .hint(text!(
        en "write a whole number without separators: `copies: 200`",
        vi "ghi số tròn, không dấu chấm: `copies: 200`",
    ))
}

/// A kit that does not exist, and those that do.
pub(super) fn unknown(name: &str, known: &[String]) -> Diagnostic {
    let list = known.join(", ");
    let names = || known.iter().map(String::as_str);
    let diagnostic = Diagnostic::new(
        Code::KitUnknown,
        text!(en "there is no kit `{name}`", vi "không có bộ tờ in nào tên `{name}`"),
    );
    let diagnostic = match nearest(name, names()) {
        Some(_) => diagnostic.did_you_mean(name, names()),
        None => diagnostic,
    };
    diagnostic.hint(text!(en "the kits are: {list}", vi "các bộ tờ in gồm: {list}"))
}

/// A guide of a kit that does not exist, and those that do.
pub(super) fn no_guide(guide: &Spanned<String>, guides: &BTreeSet<String>) -> Diagnostic {
    let name = &guide.it;
    let known = || guides.iter().map(String::as_str);
    let list = known().collect::<Vec<_>>().join(", ");
    let diagnostic = Diagnostic::new(
        Code::KitGuide,
        text!(
            en "the kit names the guide `{name}`, which does not exist",
            vi "bộ tờ in cần bài `{name}`, nhưng không có bài này",
        ),
    )
    .at(guide.span);
    let diagnostic = match nearest(name, known()) {
        Some(_) => diagnostic.did_you_mean(name, known()),
        None => diagnostic,
    };
    diagnostic.hint(text!(en "the guides here are: {list}", vi "ở đây có các bài: {list}"))
}

/// A kit without sheets.
pub(super) fn empty(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::KitEmpty,
        text!(en "this kit has no sheets", vi "bộ này chưa có tờ in nào"),
    )
    .at(span)
    .hint(text!(
        en "add one under `sheets:` with `what`, `guide`, `product` and `copies`",
        vi "thêm vào mục `sheets:` một tờ có đủ `what`, `guide`, `product` và `copies`",
    ))
}
