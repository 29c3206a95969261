//! Why a file cannot be written, in words.

use crate::diag::{Code, Diagnostic, text};

/// A file where a folder belongs.
pub(super) fn not_a_folder(shown: &str) -> Diagnostic {
    Diagnostic::new(
        Code::FileIsFolder,
        text!(
            en "`{shown}` is a file, not a folder",
            vi "`{shown}` là tệp, không phải thư mục",
        ),
    )
}

/// A disk without room.
pub(super) fn full(shown: &str, said: &str) -> Diagnostic {
    Diagnostic::new(Code::OutputFull, text!(
            en "there is not enough disk space for `{shown}`: {said}",
            vi "đĩa không còn chỗ để ghi `{shown}`: {said}",
        )).hint(text!(
            en "delete what you do not need, or choose another disk with --out; the old file is untouched",
            vi "xóa bớt tệp không cần, hoặc chọn ổ khác bằng --out; tệp cũ vẫn còn nguyên",
        ))
}

/// A place that cannot be written.
pub(super) fn denied(shown: &str, said: &str) -> Diagnostic {
    Diagnostic::new(Code::OutputDenied, text!(
            en "`{shown}` cannot be written: {said}",
            vi "không ghi được `{shown}`: {said}",
        )).hint(text!(
            en "choose your own folder with --out, and close the file in other programs; the old file is untouched",
            vi "chọn thư mục của mình bằng --out, và đóng tệp trong chương trình khác; tệp cũ vẫn còn nguyên",
        ))
}

/// Another run is writing the same files, which would come out mixed.
pub(super) fn busy(shown: &str) -> Diagnostic {
    Diagnostic::new(
        Code::OutputBusy,
        text!(
            en "another run of toroi is writing the same files in `{shown}`",
            vi "một lệnh toroi khác đang ghi chính các tệp này trong `{shown}`",
        ),
    )
    .hint(text!(
        en "wait until it has finished, or choose another folder with --out",
        vi "chờ lệnh ấy xong, hoặc chọn thư mục khác bằng --out",
    ))
}
