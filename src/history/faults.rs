//! What can be wrong with a history, in words.

use super::MOST_BYTES;
use crate::diag::{Code, Diagnostic, counted, text};

/// Lines this program did not write, the first of them at `line` of the file `shown`.
pub(super) fn foreign(shown: &str, line: usize, count: usize) -> Diagnostic {
    let lines = counted(count, "line");
    Diagnostic::new(
        Code::HistoryLine,
        text!(
            en "{lines} of the history cannot be read, the first is this one",
            vi "có {count} dòng của nhật ký không đọc được, đây là dòng đầu tiên",
        ),
    )
    .at_position(shown, line, 1)
    .hint(text!(
        en "all other lines count; delete the broken line when nobody needs it, else bring the file back from a copy",
        vi "các dòng khác vẫn được tính; dòng hỏng không ai cần thì xóa đi, còn cần thì lấy lại tệp từ bản sao",
    ))
}

/// A history that has grown too large.
pub(super) fn full(shown: &str) -> Diagnostic {
    let most = MOST_BYTES >> 20;
    Diagnostic::new(
        Code::FileTooLarge,
        text!(
            en "the history is larger than {most} MB",
            vi "nhật ký lớn hơn {most} MB",
        ),
    )
    .at_path(shown)
    .hint(text!(
        en "give the file another name, such as history-2026.jsonl: a new one is begun",
        vi "đổi tên tệp, ví dụ thành history-2026.jsonl: chương trình bắt đầu tệp mới",
    ))
}
