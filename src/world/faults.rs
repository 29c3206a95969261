//! Why a file cannot be read, in words.

use crate::diag::{Code, Diagnostic, Text, text};

/// A file that is not there.
pub(super) fn no_file(shown: &str) -> Diagnostic {
    Diagnostic::new(
        Code::FileMissing,
        text!(
            en "there is no file `{shown}`",
            vi "không có tệp `{shown}`",
        ),
    )
    .hint(text!(
        en "check the name, its spelling and the folder you are in",
        vi "xem lại tên tệp, chính tả và thư mục đang đứng",
    ))
}

/// A folder where a file belongs.
pub(super) fn is_folder(shown: &str) -> Diagnostic {
    Diagnostic::new(
        Code::FileIsFolder,
        text!(
            en "`{shown}` is a folder, not a file",
            vi "`{shown}` là thư mục, không phải tệp",
        ),
    )
    .hint(text!(
        en "name the file inside it",
        vi "hãy ghi tên tệp nằm trong đó",
    ))
}

/// A file where a folder belongs.
pub(super) fn no_folder(shown: &str) -> Diagnostic {
    Diagnostic::new(
        Code::FileIsFolder,
        text!(
            en "`{shown}` cannot be read: there is a file where a folder should be",
            vi "không đọc được `{shown}`: chỗ của thư mục lại là một tệp",
        ),
    )
    .hint(text!(
        en "move the file away, or name another folder",
        vi "dời tệp ấy đi, hoặc chọn thư mục khác",
    ))
}

/// A file with too many old copies beside it.
pub(super) fn many_backups(shown: &str) -> Diagnostic {
    Diagnostic::new(
        Code::OutputDenied,
        text!(
            en "`{shown}` has too many old copies beside it",
            vi "bên cạnh `{shown}` đã có quá nhiều bản cũ",
        ),
    )
    .hint(text!(en "delete some of the .bak files", vi "xóa bớt các tệp .bak"))
}

/// A file that is too large.
pub(super) fn too_large(shown: &str, most: usize) -> Diagnostic {
    Diagnostic::new(
        Code::FileTooLarge,
        text!(
            en "`{shown}` is larger than {most} MB",
            vi "tệp `{shown}` nặng hơn {most} MB",
        ),
    )
    .hint(text!(
        en "make the picture smaller: 800 pixels are plenty beside a step",
        vi "thu nhỏ ảnh lại: 800 điểm là đủ cho ảnh cạnh một bước",
    ))
}

/// A file that cannot be read.
pub(super) fn unreadable(shown: &str, said: &str) -> Diagnostic {
    Diagnostic::new(
        Code::FileUnreadable,
        text!(
            en "`{shown}` cannot be read: {said}",
            vi "không đọc được `{shown}`: {said}",
        ),
    )
    .hint(text!(
        en "ask for permission to read it, or copy it to your own folder",
        vi "xin quyền đọc tệp, hoặc chép tệp sang thư mục của mình",
    ))
}

/// A pipe or a device.
pub(super) fn special(shown: &str) -> Diagnostic {
    Diagnostic::new(
        Code::FileSpecial,
        text!(
            en "`{shown}` is a pipe, a device or a socket, not a file",
            vi "`{shown}` là ống dẫn, thiết bị hoặc socket, không phải tệp",
        ),
    )
    .hint(text!(
        en "first save its contents as a file, then name that file",
        vi "hãy lưu nội dung thành tệp trước, rồi ghi tên tệp ấy",
    ))
}

/// A link that leads nowhere.
pub(super) fn dead_link(shown: &str) -> Diagnostic {
    Diagnostic::new(
        Code::FileUnreadable,
        text!(
            en "`{shown}` is a link that leads nowhere",
            vi "`{shown}` là liên kết không dẫn tới đâu",
        ),
    )
    .hint(text!(
        en "put the file in place of the link, or remove the link",
        vi "đặt tệp vào chỗ liên kết, hoặc xóa liên kết",
    ))
}

/// A file whose name is written in other capitals, or with another ending. One of the two paths
/// may begin further up.
pub(super) fn other_case(shown: &str, name: &str) -> Diagnostic {
    let (a, b) = (shown.to_lowercase(), name.to_lowercase());
    Diagnostic::new(
        Code::FileCase,
        if a.ends_with(&b) || b.ends_with(&a) {
            text!(
                en "`{shown}` is called `{name}` on the disk: upper and lower case differ",
                vi "trên đĩa, `{shown}` có tên là `{name}`: khác chữ hoa, chữ thường",
            )
        } else {
            text!(
                en "`{shown}` is called `{name}` on the disk: the ending differs",
                vi "trên đĩa, `{shown}` có tên là `{name}`: khác đuôi",
            )
        },
    )
    .hint(text!(
        en "write the name as it is on the disk, or rename the file",
        vi "ghi đúng như tên trên đĩa, hoặc đổi tên tệp",
    ))
}

/// A path that leads out of the project.
pub(super) fn outside(shown: &str, way: &Text) -> Diagnostic {
    let Text { en, vi } = way;
    Diagnostic::new(
        Code::FileOutside,
        text!(
            en "`{shown}` leads out of the project: {en}",
            vi "`{shown}` dẫn ra ngoài dự án: {vi}",
        ),
    )
    .hint(text!(
        en "copy the file into the project, beside the guide, and name it from there with `/`",
        vi "chép tệp vào dự án, đặt cạnh bài, rồi ghi đường dẫn từ đó bằng dấu `/`",
    ))
}
