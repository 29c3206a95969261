//! What can be wrong with measured printers, in words.

use std::collections::BTreeMap;

use super::Printer;
use crate::diag::{Code, Diagnostic, Text, text};
use crate::span::Span;

/// A file that cannot be changed without loss, and what to write into it.
pub(super) fn by_hand(name: &str, [flip, values]: [String; 2]) -> Diagnostic {
    Diagnostic::new(
        Code::PrinterFile,
        text!(
            en "`printers.yaml` is written in a way that toroi cannot change without loss; it was left as it is",
            vi "`printers.yaml` được viết theo cách toroi không sửa an toàn được; tệp vẫn giữ nguyên",
        ),
    )
    .at_path("printers.yaml")
    .hint(text!(
        en "write this below `printers:` yourself, each on a line: `{name}:`, `{flip}`, `{values}`",
        vi "hãy tự ghi dưới `printers:`, mỗi mục một dòng: `{name}:`, `{flip}`, `{values}`",
    ))
}

/// A printer that was not measured, and those that were.
pub(super) fn unknown(name: &str, printers: &BTreeMap<String, Printer>) -> Diagnostic {
    let list = printers.keys().cloned().collect::<Vec<_>>().join(", ");
    let unknown = Diagnostic::new(
        Code::PrinterUnknown,
        text!(
            en "no printer `{name}` has been measured",
            vi "chưa đo máy in nào tên `{name}`",
        ),
    );
    if printers.is_empty() {
        return unknown.hint(text!(
            en "print the test sheet of `toroi printer sheet` and type in what it shows: toroi printer calibrate {name}",
            vi "in tờ thử bằng `toroi printer sheet`, rồi ghi số đo: toroi printer calibrate {name}",
        ));
    }
    unknown
        .did_you_mean(name, printers.keys().map(String::as_str))
        .hint(text!(en "the printers are: {list}", vi "các máy in gồm: {list}"))
}

/// A name that cannot stand in names of files.
pub(super) fn bad_name(name: &str) -> Diagnostic {
    Diagnostic::new(
        Code::PrinterReading,
        text!(
            en "`{name}` is not a valid name for a printer",
            vi "không đặt tên máy in là `{name}` được",
        ),
    )
    .hint(text!(
        en "use small letters without accents, digits and `-`: `van-phong`",
        vi "dùng chữ thường không dấu, chữ số và dấu `-`: `van-phong`",
    ))
}

/// A printer without a reading.
pub(super) fn nothing_measured(name: &str, span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::PrinterReading,
        text!(
            en "the printer `{name}` has no readings",
            vi "máy in `{name}` chưa có số đo nào",
        ),
    )
    .at(Span { end: span.start, ..span })
    .hint(text!(
        en "type in what its test sheet shows: toroi printer calibrate {name}",
        vi "ghi số đo từ tờ thử: toroi printer calibrate {name}",
    ))
}

/// A reading that no printer can have.
pub(super) fn impossible(why: Text) -> Diagnostic {
    Diagnostic::new(Code::PrinterReading, why).hint(text!(
        en "read the test sheet again: toroi printer sheet",
        vi "xem lại tờ thử: toroi printer sheet",
    ))
}
