//! What is wrong with what was asked of a merge.

use crate::diag::{Code, Diagnostic, text};

/// A letter that stands for a field of a copy, in a text that all copies share.
pub(super) fn private_letter(path: &str) -> Diagnostic {
    Diagnostic::new(
        Code::GlyphMissing,
        text!(
            en "there is a letter of no alphabet in it (U+F0000 and up), and no face has it",
            vi "trong đó có chữ không thuộc bảng chữ nào (từ U+F0000), không phông nào có",
        ),
    )
    .at_path(path)
    .hint(text!(
        en "delete the letter; often nothing is seen of it",
        vi "xóa chữ ấy đi; thường mắt không nhìn thấy nó",
    ))
}

/// A paper that another number of copies fits than was asked for.
pub(super) fn other_count(have: usize, wanted: usize) -> Diagnostic {
    Diagnostic::new(
        Code::MergeChoice,
        text!(
            en "{have} copies fit the sheet, not {wanted}",
            vi "tờ giấy này xếp được {have} bản, không phải {wanted}",
        ),
    )
    .hint(text!(
        en "write --impose {have}up, or choose another --sheet",
        vi "viết --impose {have}up, hoặc chọn --sheet khác",
    ))
}

/// Columns that nothing on the sheet uses.
pub(super) fn unused<S: AsRef<str>>(names: &[S]) -> Option<Diagnostic> {
    let list = names.iter().map(|name| format!("“{}”", name.as_ref()));
    let list = list.collect::<Vec<_>>().join(", ");
    let found = Diagnostic::new(
        Code::MergeUnused,
        text!(
            en "nothing on this sheet uses the columns {list}",
            vi "tờ này không dùng các cột {list}",
        ),
    );
    let found = found.hint(text!(
        en "if one of them fills a line, say so: --map cong-an=\"…\"",
        vi "nếu cột nào để điền vào một dòng, ghi: --map cong-an=\"…\"",
    ));
    (!names.is_empty()).then_some(found)
}

/// Lines that no column fills.
pub(super) fn unfilled(ids: &[String]) -> Option<Diagnostic> {
    let list = ids.join(", ");
    let found = Diagnostic::new(
        Code::MergeUnused,
        text!(
            en "no column fills {list}: these stay dotted lines",
            vi "không cột nào điền {list}: các dòng này để chấm cho bác ghi tay",
        ),
    );
    let found = found.hint(text!(
        en "name the column with --map, or give one value for all with --set",
        vi "chỉ cột bằng --map, hoặc ghi một giá trị chung bằng --set",
    ));
    (!ids.is_empty()).then_some(found)
}

/// A list that makes no copy differ from another.
pub(super) fn nothing_filled() -> Diagnostic {
    Diagnostic::new(
        Code::MergeField,
        text!(
            en "no column of the list fills anything on this sheet: all copies would be the same",
            vi "không cột nào của danh sách điền vào tờ này: mọi bản sẽ giống hệt nhau",
        ),
    )
}
