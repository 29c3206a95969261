//! What can be wrong with a command as it was typed, in words.

use crate::diag::{Code, Diagnostic, Text, text};

/// A word in place of a command that is not one.
pub(in crate::cli) fn unknown_command(word: &str, program: &str) -> Diagnostic {
    Diagnostic::new(
        Code::UsageUnknown,
        text!(
            en "`{program}` has no command `{word}`",
            vi "`{program}` không có lệnh `{word}`",
        ),
    )
}

/// A word that may be the name of a guide where a command belongs.
pub(in crate::cli) fn run_this(command: &str) -> Text {
    text!(en "did you mean `{command}`?", vi "có phải bạn muốn gõ `{command}`?")
}

/// All commands there are.
pub(in crate::cli) fn commands(list: &str) -> Text {
    text!(en "the commands are: {list}", vi "các lệnh gồm: {list}")
}

/// Where a command is explained.
pub(in crate::cli) fn see_help(command: &str) -> Text {
    text!(
        en "`{command} --help` shows all that can be typed here",
        vi "gõ `{command} --help` để xem mọi cách ghi",
    )
}

/// An option that a command does not have.
pub(in crate::cli) fn unknown_option(option: &str, command: &str) -> Diagnostic {
    Diagnostic::new(
        Code::UsageUnknown,
        text!(
            en "`{command}` has no option `{option}`",
            vi "lệnh `{command}` không có tùy chọn `{option}`",
        ),
    )
}

/// A word too many.
pub(in crate::cli) fn extra_word(word: &str, command: &str) -> Diagnostic {
    Diagnostic::new(
        Code::UsageUnknown,
        text!(
            en "`{command}` cannot use the word `{word}`",
            vi "lệnh `{command}` không dùng đến chữ `{word}`",
        ),
    )
    .hint(text!(
        en "put a name that has spaces between quotes: \"Bài của tôi.md\"",
        vi "tên có dấu cách thì đặt trong ngoặc kép: \"Bài của tôi.md\"",
    ))
}

/// The name of a file whose spaces tore it into several words.
pub(in crate::cli) fn torn_name(name: &str, command: &str) -> Diagnostic {
    Diagnostic::new(
        Code::UsageUnknown,
        text!(
            en "the file name `{name}` has spaces and stands without quotes",
            vi "tên tệp `{name}` có dấu cách mà không đặt trong ngoặc kép",
        ),
    )
    .hint(text!(en "type: {command}", vi "hãy gõ: {command}"))
}

/// An option without the value it needs.
pub(in crate::cli) fn missing_value(option: &str) -> Diagnostic {
    Diagnostic::new(
        Code::UsageValue,
        text!(en "`{option}` has no value after it", vi "sau `{option}` còn thiếu giá trị"),
    )
}

/// A word that has to be there.
pub(in crate::cli) fn missing(what: &str, command: &str) -> Diagnostic {
    Diagnostic::new(
        Code::UsageValue,
        text!(
            en "`{command}` also needs {what}",
            vi "lệnh `{command}` còn thiếu {what}",
        ),
    )
}

/// What an argument is for.
pub(in crate::cli) fn meaning(name: &str, help: &str) -> Text {
    let help = help.trim_end_matches('.');
    text!(en "{name}: {help}", vi "{name}: {help}")
}

/// A command that is only the first half of one.
pub(in crate::cli) fn half_command(command: &str) -> Diagnostic {
    Diagnostic::new(
        Code::UsageValue,
        text!(
            en "`{command}` needs one more word",
            vi "sau `{command}` còn thiếu một từ",
        ),
    )
}

/// A value that the option cannot have.
pub(in crate::cli) fn bad_value(option: &str, value: &str) -> Diagnostic {
    Diagnostic::new(
        Code::UsageValue,
        text!(
            en "`{value}` is not a value for `{option}`",
            vi "`{option}` không nhận giá trị `{value}`",
        ),
    )
}

/// The values to choose from.
pub(in crate::cli) fn choices(list: &str) -> Text {
    text!(en "choose one of: {list}", vi "chọn một trong các giá trị: {list}")
}

/// An option that was given more often than once.
pub(in crate::cli) fn twice(option: &str) -> Diagnostic {
    Diagnostic::new(
        Code::UsageConflict,
        text!(
            en "`{option}` was given more than once",
            vi "`{option}` bị ghi nhiều lần",
        ),
    )
    .hint(text!(en "give it once", vi "chỉ ghi một lần"))
}

/// Options that do not go together.
pub(in crate::cli) fn conflict(one: &str, other: &str) -> Diagnostic {
    Diagnostic::new(
        Code::UsageConflict,
        text!(
            en "`{one}` cannot be used together with `{other}`",
            vi "`{one}` không dùng chung với `{other}` được",
        ),
    )
    .hint(text!(en "leave one of them out", vi "bỏ bớt một trong các tùy chọn ấy"))
}

/// A creep without a booklet.
pub(in crate::cli) fn creep_without_booklet() -> Diagnostic {
    Diagnostic::new(
        Code::UsageConflict,
        text!(
            en "`--creep` only works with `--impose booklet`",
            vi "`--creep` chỉ dùng với `--impose booklet`",
        ),
    )
    .hint(text!(
        en "add `--impose booklet`, or leave out `--creep`",
        vi "thêm `--impose booklet`, hoặc bỏ `--creep`",
    ))
}

/// A command nobody can read.
pub(in crate::cli) fn unreadable() -> Diagnostic {
    Diagnostic::new(
        Code::UsageUnknown,
        text!(
            en "this command cannot be understood",
            vi "không hiểu được lệnh này",
        ),
    )
}

/// The page cannot be served.
#[cfg(feature = "serve")]
pub(in crate::cli) fn not_served(port: Option<u16>, error: &std::io::Error) -> Diagnostic {
    let found = match port {
        Some(port) => Diagnostic::new(
            Code::UsageValue,
            text!(
                en "the page cannot be served on port {port}: {error}",
                vi "không mở được trang ở cổng {port}: {error}",
            ),
        ),
        None => Diagnostic::new(
            Code::UsageValue,
            text!(en "the page cannot be served: {error}", vi "không mở được trang: {error}"),
        ),
    };
    found.hint(text!(
        en "run `toroi serve` without --port: it takes a port that is free",
        vi "chạy `toroi serve` không có --port: chương trình tự chọn cổng còn trống",
    ))
}
