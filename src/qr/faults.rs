//! What can be wrong with an address, in words.

use crate::diag::{Code, Diagnostic, text};

/// An address that is not official.
pub(super) fn unofficial(address: &str, near: Option<&str>, list: &str) -> Diagnostic {
    let found = Diagnostic::new(
        Code::QrHost,
        text!(
            en "`{address}` is not an official address",
            vi "`{address}` không phải địa chỉ chính thức",
        ),
    );
    let found = match near {
        Some(near) => found.hint(text!(
            en "did you mean `{near}`?",
            vi "có phải ý bạn là `{near}`?",
        )),
        None => found,
    };
    found.hint(text!(
        en "a sheet may lead only to: {list}",
        vi "tờ in chỉ được dẫn tới: {list}",
    ))
}

/// An address with a character that none has.
pub(super) fn outside(seen: &str, code: &str) -> Diagnostic {
    Diagnostic::new(
        Code::QrHost,
        text!(
            en "the address “{seen}” contains a character that no address has ({code})",
            vi "địa chỉ “{seen}” có ký hiệu không được có trong địa chỉ ({code})",
        ),
    )
    .hint(text!(
        en "remove spaces and hidden characters, or copy the address again from the browser",
        vi "hãy bỏ dấu cách và ký hiệu ẩn, hoặc chép lại địa chỉ từ trình duyệt",
    ))
}

/// A `%` that is not followed by two digits of a letter.
pub(super) fn badly_escaped(seen: &str, escape: &str) -> Diagnostic {
    Diagnostic::new(
        Code::QrHost,
        text!(
            en "`{escape}` in the address “{seen}” does not stand for a letter",
            vi "`{escape}` trong địa chỉ “{seen}” không đứng thay chữ nào",
        ),
    )
    .hint(text!(
        en "copy the address again from the browser",
        vi "hãy chép lại địa chỉ từ trình duyệt",
    ))
}
