//! What can be wrong with what was typed and where it was to go, in words.

pub(super) mod usage;

use std::io;
use std::path::Path;

use crate::diag::{Code, Diagnostic, Text, counted, shell_word, text};
use crate::merge::job_journal::{JobIdentity, ListIdentity};
use crate::span::{FileId, Span};
use crate::vietnamese::encoding::Encoding;

/// Something that has no place in a line of the history.
pub(super) fn not_noted() -> Diagnostic {
    Diagnostic::new(
        Code::UsageValue,
        text!(
            en "this cannot be noted: a name has a letter that no guide, product or look has",
            vi "chưa ghi được: có tên chứa chữ mà tên bài, loại tờ hay vẻ của tờ không có",
        ),
    )
    .hint(text!(
        en "names have small letters without accents, digits and `-`, like leaflet-a5",
        vi "tên chỉ gồm chữ thường không dấu, chữ số và dấu `-`, ví dụ leaflet-a5",
    ))
}

/// Reports files that are easily printed with the new ones.
pub(super) fn old_files(folder: &Path, old: &[String]) -> Diagnostic {
    let (folder, count) = (folder.display(), old.len());
    let files = counted(count, "file");
    let (first, last) = (old.first().cloned().unwrap_or_default(), old.last().cloned());
    let last = last.unwrap_or_default();
    Diagnostic::new(
        Code::MergeUnused,
        text!(
            en "`{folder}` still holds {files} of an earlier job: {first} … {last}",
            vi "`{folder}` vẫn còn {count} tệp của lần làm trước: {first} … {last}",
        ),
    )
    .hint(text!(
        en "delete them before you print, or choose another folder with --out",
        vi "xóa các tệp ấy trước khi in, hoặc chọn thư mục khác bằng --out",
    ))
}

/// Reports parts that are easily printed with the new one and are of another list.
pub(super) fn other_parts(folder: &Path, others: &[String]) -> Diagnostic {
    let (folder, list) = (folder.display(), others.join(", "));
    Diagnostic::new(
        Code::MergeUnused,
        text!(
            en "other parts in `{folder}` were made from another list, guide or template: {list}",
            vi "trong `{folder}` có phần khác làm từ danh sách, bài hay mẫu khác: {list}",
        ),
    )
    .hint(text!(
        en "make these parts again with the same command before you print",
        vi "làm lại các phần ấy bằng đúng lệnh này trước khi in",
    ))
}

/// A run that somebody stopped.
pub(super) fn stopped(files: usize, rehearsal: bool) -> Diagnostic {
    let finished = counted(files, "finished file");
    let found = Diagnostic::new(
        Code::MergeBad,
        text!(
            en "stopped; {finished} kept whole",
            vi "đã dừng; {files} tệp làm xong đều nguyên vẹn",
        ),
    );
    if rehearsal {
        return found;
    }
    found.hint(go_on())
}

/// How a job is gone on with.
pub(super) fn go_on() -> Text {
    text!(
        en "to continue, run the same command with --resume",
        vi "chạy lại đúng lệnh này, thêm --resume để làm tiếp",
    )
}

/// A list that changed while it was read.
pub(super) fn list_changed(path: &Path) -> Diagnostic {
    let shown = path.display().to_string();
    Diagnostic::new(
        Code::MergeInput,
        text!(
            en "`{shown}` changed or disappeared while it was being read, so nothing was made from it",
            vi "`{shown}` bị sửa hoặc mất trong lúc đọc nên chưa làm tệp nào",
        ),
    )
    .hint(text!(
        en "close the list in other programs, then run the command again",
        vi "đóng danh sách ở các chương trình khác rồi chạy lại lệnh",
    ))
}

/// Another job has made files of the same names.
pub(super) fn taken(path: &Path, was: &JobIdentity) -> Diagnostic {
    let JobIdentity { guide, product, .. } = was;
    Diagnostic::new(
        Code::MergeTaken,
        text!(
            en "another job already has files with these names here: guide `{guide}`, product `{product}`",
            vi "ở đây đã có các tệp mang tên này của việc khác: bài `{guide}`, loại `{product}`",
        ),
    )
    .at_path(&path.display().to_string())
    .hint(text!(
        en "choose another folder with --out",
        vi "chọn thư mục khác bằng --out",
    ))
}

/// Files of the same names were made of another list.
pub(super) fn other_list(path: &Path, was: &ListIdentity) -> Diagnostic {
    let ListIdentity { place, worksheet, .. } = was;
    let sheet = if worksheet.is_empty() { String::new() } else { format!(" ({worksheet})") };
    let shown = path.display();
    Diagnostic::new(
        Code::MergeTaken,
        text!(
            en "the files with these names here were made of another list: `{place}`{sheet}",
            vi "các tệp mang tên này ở đây làm từ danh sách khác: `{place}`{sheet}",
        ),
    )
    .at_path(&shown.to_string())
    .hint(text!(
        en "choose another folder with --out; if this list takes the place of that one, delete `{shown}` first",
        vi "chọn thư mục khác bằng --out; nếu danh sách này thay cho danh sách kia, hãy xóa `{shown}` trước",
    ))
}

/// What differs between the job that was begun and the one that is asked for.
pub(super) fn changed(path: &Path, was: &JobIdentity, is: &JobIdentity) -> Diagnostic {
    let parts = [
        (was.toroi != is.toroi, ("toroi", "toroi")),
        (was.list.records != is.list.records, ("--records", "--records")),
        (was.sheet != is.sheet, ("guide, templates, fonts", "bài, mẫu in, phông chữ")),
        (was.pictures != is.pictures, ("pictures", "ảnh")),
        (was.options != is.options, ("options", "tùy chọn")),
        (
            (&was.guide, &was.product) != (&is.guide, &is.product),
            ("guide, --product", "bài, --product"),
        ),
    ];
    let differs = || parts.iter().filter(|(differs, _)| *differs);
    let what = differs().map(|(_, words)| words.0).collect::<Vec<_>>().join(", ");
    let what_vi = differs().map(|(_, words)| words.1).collect::<Vec<_>>().join(", ");
    Diagnostic::new(
        Code::MergeChanged,
        text!(
            en "this is not the job that was stopped; changed since then: {what}",
            vi "đây không phải công việc đang dở; từ đó đã thay đổi: {what_vi}",
        ),
    )
    .at_path(&path.display().to_string())
    .hint(text!(
        en "leave out --resume to start over",
        vi "bỏ --resume để làm lại từ đầu",
    ))
}

/// Something has the name of a file that was to be new.
pub(super) fn exists(shown: &str) -> Diagnostic {
    Diagnostic::new(
        Code::OutputDenied,
        text!(
            en "`{shown}` already exists and was left as it is",
            vi "`{shown}` đã có sẵn, được giữ nguyên",
        ),
    )
    .at_path(shown)
    .hint(text!(en "choose another name", vi "hãy chọn tên khác"))
}

/// What to do about a ward that was answered for already.
pub(super) fn change_ward() -> Text {
    text!(
        en "to change something, open it in an editor and save it; `toroi check` then looks at it again",
        vi "muốn đổi thì mở tệp này, sửa rồi lưu lại; sau đó chạy `toroi check` để xem lại",
    )
}

/// A text that no old encoding turns into Vietnamese.
pub(super) fn no_encoding(path: &str, id: FileId) -> Diagnostic {
    let names: Vec<&str> = Encoding::ALL.iter().map(|encoding| encoding.name()).collect();
    let names = names.join(", ");
    Diagnostic::new(
        Code::TextUnsure,
        text!(
            en "no old encoding turns `{path}` into Vietnamese",
            vi "không bảng mã cũ nào đọc `{path}` ra tiếng Việt",
        ),
    )
    .at(Span::new(id, 0..0))
    .hint(text!(
        en "name the encoding with --encoding: {names}",
        vi "ghi rõ bảng mã sau --encoding: {names}",
    ))
}

/// A folder of a project that is not there.
pub(super) fn no_project(shown: &str) -> Diagnostic {
    let typed = shell_word(shown);
    Diagnostic::new(
        Code::FileMissing,
        text!(
            en "there is no project folder `{shown}`",
            vi "không có thư mục dự án `{shown}`",
        ),
    )
    .hint(text!(
        en "check the path after --project; `toroi new project {typed}` creates the folder",
        vi "xem lại đường dẫn sau --project; lệnh `toroi new project {typed}` tạo thư mục ấy",
    ))
}

/// A list of labels that is not in the project.
pub(super) fn no_labels(path: &str) -> Diagnostic {
    Diagnostic::new(
        Code::FileMissing,
        text!(
            en "there is no {path} in this project to take the labels in",
            vi "dự án này không có {path} để ghi nhãn vào",
        ),
    )
    .hint(text!(
        en "`toroi new project` makes a folder with the file; name the folder with --project",
        vi "`toroi new project` tạo thư mục có sẵn tệp ấy; ghi thư mục sau --project",
    ))
}

/// Guides that went away.
pub(super) fn no_guides(shown: &str) -> Diagnostic {
    Diagnostic::new(
        Code::FileMissing,
        text!(
            en "the guides in `{shown}` have disappeared; the last sheets stay as they are",
            vi "các bài trong `{shown}` không còn; tờ in lần trước được giữ nguyên",
        ),
    )
}

/// A reading that was not given.
pub(super) fn missing_reading(option: &str, example: &str) -> Diagnostic {
    Diagnostic::new(Code::PrinterReading, text!(en "`{option}` is missing", vi "thiếu `{option}`"))
        .hint(text!(
            en "read it off the test sheet: {option} {example}",
            vi "đọc số trên tờ thử: {option} {example}",
        ))
}

/// A reading that is not as many numbers as it has to be.
pub(super) fn no_numbers(words: &str, (option, example, count): (&str, &str, usize)) -> Diagnostic {
    Diagnostic::new(
        Code::PrinterReading,
        text!(
            en "`{option} {words}` must be {count} numbers in mm",
            vi "`{option} {words}` phải là {count} số tính bằng mm",
        ),
    )
    .hint(text!(
        en "write {option} {example}; with decimal commas, put spaces between the numbers and quotes around them",
        vi "ghi {option} {example}; nếu viết dấu phẩy thập phân thì cách các số bằng dấu cách và đặt trong ngoặc kép",
    ))
}

/// A day that is fixed to something else than a second.
pub(super) fn bad_epoch(value: &str, last: u64) -> Diagnostic {
    Diagnostic::new(
        Code::DateWrong,
        text!(
            en "SOURCE_DATE_EPOCH is `{value}`, not a number of seconds up to {last}",
            vi "SOURCE_DATE_EPOCH là `{value}`, không phải số giây từ 0 đến {last}",
        ),
    )
}

/// Standard output that is not whole.
pub(super) fn lost_output(why: Code, fault: &io::Error) -> Diagnostic {
    Diagnostic::new(
        why,
        text!(
            en "standard output could not be written, so the output is incomplete: {fault}",
            vi "không ghi được kết quả ra màn hình hay chương trình nhận nên kết quả bị thiếu: {fault}",
        ),
    )
}

/// An answer that has no end.
pub(super) fn endless(question: &Text, most: usize) -> Diagnostic {
    let Text { en, vi } = question;
    Diagnostic::new(
        Code::WardValue,
        text!(
            en "the answer to “{en}” is longer than {most} bytes",
            vi "câu trả lời “{vi}” dài hơn {most} byte",
        ),
    )
    .hint(text!(
        en "type one line for each question, or pipe in a text with one answer per line",
        vi "gõ mỗi câu một dòng, hoặc đưa vào một văn bản có mỗi câu trả lời một dòng",
    ))
}

/// A reading that no printer can have.
pub(super) fn impossible(why: Text) -> Diagnostic {
    Diagnostic::new(Code::PrinterReading, why).hint(text!(
        en "look at the test sheet again; nothing was stored",
        vi "hãy xem lại tờ thử; chưa ghi gì cả",
    ))
}
