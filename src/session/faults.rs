//! What can be wrong with what a session is asked for, in words.

use super::merge_tally::{MergeTally, TOO_MANY};
use crate::diag::{Code, Diagnostic, Severity, Text, counted, shell_word, text};
use crate::guide::reasons::Reason;
use crate::merge::job_journal::InvalidRecord;
use crate::paint::broken;
use crate::paint::pdf::PdfError;
use crate::span::Span;

/// A look that is not there.
pub(super) fn no_look(name: &str, known: &[String], span: Option<Span>) -> Diagnostic {
    let list = known.join(", ");
    let found = Diagnostic::new(
        Code::WardValue,
        text!(en "there is no look `{name}`", vi "không có vẻ nào tên `{name}`"),
    )
    .hint(text!(en "choose one of {list}", vi "chọn một trong: {list}"))
    .did_you_mean(name, known.iter().map(String::as_str));
    match span {
        Some(span) => found.at(span),
        None => found.at_path("--look"),
    }
}

/// An occasion that the project does not list, and the names of those it does.
pub(super) fn no_occasion(name: &str, known: &[&str], span: Option<Span>) -> Diagnostic {
    let list = known.join(", ");
    let found = Diagnostic::new(
        Code::WardValue,
        text!(en "there is no occasion `{name}`", vi "không có dịp nào tên `{name}`"),
    );
    let found = if known.is_empty() {
        found.hint(text!(
            en "guides/project.yaml lists no occasions: leave it out",
            vi "guides/project.yaml không kể dịp nào: hãy bỏ đi",
        ))
    } else {
        let hint = text!(en "choose one of {list}", vi "chọn một trong: {list}");
        found.hint(hint).did_you_mean(name, known.iter().copied())
    };
    match span {
        Some(span) => found.at(span),
        None => found.at_path("--occasion"),
    }
}

/// A letter that stands for a field of a copy, in a text that all copies share.
pub(super) fn private_letter(path: &str) -> Diagnostic {
    Diagnostic::new(
        Code::GlyphMissing,
        text!(
            en "it has a character that belongs to no alphabet (U+F0000 or higher), and no font has it",
            vi "trong đó có chữ không thuộc bảng chữ nào (từ U+F0000), không phông nào có",
        ),
    )
    .at_path(path)
    .hint(text!(
        en "delete it; often it cannot be seen",
        vi "xóa chữ ấy đi; thường mắt không nhìn thấy nó",
    ))
}

/// A paper that another number of copies fits than was asked for.
pub(super) fn other_count(have: usize, wanted: usize) -> Diagnostic {
    let copies = counted(have, "copy");
    Diagnostic::new(
        Code::MergeChoice,
        text!(
            en "the sheet has room for {copies}, not {wanted}",
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
    let columns = if names.len() == 1 { "column" } else { "columns" };
    let found = Diagnostic::new(
        Code::MergeUnused,
        text!(
            en "nothing on this sheet uses the {columns} {list}",
            vi "tờ này không dùng cột {list}",
        ),
    );
    let found = found.hint(text!(
        en "if one of them fills in a line, say so: --map cong-an=\"…\"",
        vi "nếu cột nào để điền vào một dòng, ghi: --map cong-an=\"…\"",
    ));
    (!names.is_empty()).then_some(found)
}

/// Lines that no column fills.
pub(super) fn unfilled(fields: &[String]) -> Option<Diagnostic> {
    let list = fields.join(", ");
    let found = Diagnostic::new(
        Code::MergeUnused,
        text!(
            en "no column fills in {list}: the dotted lines stay",
            vi "không cột nào điền {list}: các dòng này sẽ là dòng chấm để ghi tay",
        ),
    );
    let found = found.hint(text!(
        en "name the column with --map, or give one value for all with --set",
        vi "chỉ cột bằng --map, hoặc ghi một giá trị chung bằng --set",
    ));
    (!fields.is_empty()).then_some(found)
}

/// Hours at which nobody can come.
pub(super) fn bad_hours(key: &str, fault: Reason) -> Diagnostic {
    let Reason { why: Text { en, vi }, todo } = fault;
    let message = text!(
        en "in `--set {key}`: these hours cannot be: {en}",
        vi "trong `--set {key}`: giờ ghi chưa đúng: {vi}",
    );
    Diagnostic::new(Code::TimeWrong, message).hint(todo)
}

/// A list that makes no copy differ from another.
pub(super) fn nothing_filled((guide, product): (&str, &str)) -> Diagnostic {
    let (guide, product) = (shell_word(guide), shell_word(product));
    Diagnostic::new(
        Code::MergeField,
        text!(
            en "no column of the list fills in anything on this sheet: all copies would be the same",
            vi "không cột nào của danh sách điền vào tờ này: mọi bản sẽ giống hệt nhau",
        ),
    )
    .hint(text!(
        en "one file to be printed as often as you like: toroi build {guide} --product {product}",
        vi "làm một tệp rồi in bao nhiêu bản tùy ý: toroi build {guide} --product {product}",
    ))
}

/// A product with pages on their heads: what differs from copy to copy would stand upright on them.
pub(super) fn stands_on_its_head((guide, product): (&str, &str)) -> Diagnostic {
    let (guide, name) = (shell_word(guide), product);
    let product = shell_word(product);
    Diagnostic::new(
        Code::MergeField,
        text!(
            en "`{name}` cannot be merged with a list: some of its pages stand on their heads",
            vi "không trộn danh sách vào `{name}` được: tờ này có trang in ngược đầu",
        ),
    )
    .hint(text!(
        en "one file with the same words for all: toroi build {guide} --product {product}",
        vi "làm một tệp dùng chung cho mọi nơi: toroi build {guide} --product {product}",
    ))
}

/// A list whose records all say the same.
pub(super) fn all_alike(copies: u64, (guide, product): (&str, &str)) -> Diagnostic {
    let (guide, product) = (shell_word(guide), shell_word(product));
    Diagnostic::new(
        Code::MergeUnused,
        text!(
            en "all {copies} copies are the same: every record of the list fills in the same values",
            vi "cả {copies} bản giống hệt nhau: hàng nào của danh sách cũng điền cùng một giá trị",
        ),
    )
    .hint(text!(
        en "one file is enough, to be printed as often as you like: toroi build {guide} --product {product} --set …",
        vi "một tệp là đủ, rồi in bao nhiêu bản tùy ý: toroi build {guide} --product {product} --set …",
    ))
}

/// Two sheets that would have one name.
pub(super) fn same_file(
    (slug, product): (&str, &str),
    (second, other): (&str, &str),
    name: &str,
) -> Diagnostic {
    Diagnostic::new(
        Code::OutputClash,
        text!(
            en "the guide `{slug}` as `{product}` and the guide `{second}` as `{other}` would both be `{name}.pdf`",
            vi "bài `{slug}` loại `{product}` và bài `{second}` loại `{other}` đều thành tệp `{name}.pdf`",
        ),
    )
}

/// The kit for a printer would lie in the folder of another kit.
pub(super) fn same_folder(name: &str, other: &str) -> Diagnostic {
    Diagnostic::new(
        Code::OutputClash,
        text!(
            en "the kit `{name}` for this printer and the kit `{other}` would both be in the folder `kit-{other}`",
            vi "bộ `{name}` cho máy in này và bộ `{other}` đều nằm trong thư mục `kit-{other}`",
        ),
    )
    .hint(text!(
        en "rename the kit or the printer",
        vi "đổi tên bộ tờ in hoặc tên máy in",
    ))
}

/// A sheet of more pages than one job may have.
pub(super) fn too_many_pages(count: usize, most: usize) -> Diagnostic {
    Diagnostic::new(
        Code::JobPages,
        text!(
            en "the sheet has {count} pages, and at most {most} are made here",
            vi "tờ này dài {count} trang, ở đây chỉ làm tối đa {most} trang",
        ),
    )
    .hint(text!(
        en "split the guide or the list into parts",
        vi "hãy chia bài hoặc danh sách thành nhiều phần",
    ))
}

/// A picture of more pixels than one job may have.
pub(super) fn too_many_pixels(count: u64, most: u64) -> Diagnostic {
    let (count, most) = (count / 1_000_000, most / 1_000_000);
    Diagnostic::new(
        Code::JobPixels,
        text!(
            en "the picture of a page would have {count} million pixels, more than {most} million",
            vi "ảnh của một trang sẽ có {count} triệu điểm ảnh, quá {most} triệu",
        ),
    )
    .hint(text!(
        en "ask for fewer dots per inch: 110 are enough to look at, 300 to print",
        vi "chọn số điểm mỗi inch nhỏ hơn: 110 là đủ để xem, 300 là đủ để in",
    ))
}

/// A job that was ended before it was done.
pub(super) fn cancelled() -> Diagnostic {
    Diagnostic::new(
        Code::JobCancelled,
        text!(
            en "the job was stopped before it was finished, so nothing was made",
            vi "công việc bị dừng khi chưa xong nên chưa làm tệp nào",
        ),
    )
    .hint(text!(
        en "start it again; if it was stopped because it took too long, split it into parts",
        vi "hãy làm lại; nếu bị dừng vì quá lâu thì chia nhỏ ra",
    ))
}

/// Why a PDF was not made.
pub(super) fn unmade(error: &PdfError) -> Diagnostic {
    match error {
        PdfError::Cancelled => cancelled(),
        error => broken(&error.to_string()),
    }
}

/// Findings that are counted and not shown.
pub(super) fn cut_short(more: usize) -> Diagnostic {
    let rest = counted(more, "more finding");
    Diagnostic::new(
        Code::JobFindings,
        text!(
            en "not shown: {rest}",
            vi "còn {more} mục nữa không hiện ra",
        ),
    )
    .hint(text!(
        en "correct these first, then check again",
        vi "hãy sửa các mục này trước rồi kiểm tra lại",
    ))
}

/// A value for a contact line that no guide has.
pub(super) fn no_contact(key: &str, list: &str) -> Diagnostic {
    Diagnostic::new(
        Code::GuideUnknownSetting,
        text!(
            en "no guide has a contact line `{key}`",
            vi "không bài nào có dòng liên hệ `{key}`",
        ),
    )
    .hint(text!(en "the contact lines are: {list}", vi "các dòng liên hệ gồm: {list}"))
}

/// Says that a line was given two values, of which one would be lost.
pub(super) fn set_twice(key: &str) -> Diagnostic {
    Diagnostic::new(
        Code::GuideUnknownSetting,
        text!(
            en "`--set {key}` is given twice, with two values; one would be lost",
            vi "`--set {key}` ghi hai lần với hai giá trị; một giá trị sẽ mất",
        ),
    )
    .hint(text!(en "leave out one of the two", vi "hãy bỏ một trong hai"))
}

/// No record was left to print.
pub fn nothing_chosen() -> Diagnostic {
    Diagnostic::new(
        Code::MergeChoice,
        text!(
            en "no record of the list is chosen",
            vi "không hàng nào của danh sách được chọn",
        ),
    )
    .hint(text!(
        en "look at --where and --only",
        vi "xem lại --where và --only",
    ))
}

/// A list of which a part was read.
pub fn cut(shown: &str) -> Diagnostic {
    Diagnostic::new(
        Code::MergeCut,
        text!(
            en "`{shown}` cannot be read to the end, so nothing was made from it",
            vi "không đọc được hết `{shown}` nên chưa làm tệp nào",
        ),
    )
    .hint(text!(
        en "correct the list where the message above says, then run the command again; earlier files are untouched",
        vi "sửa danh sách ở chỗ thông báo trên chỉ ra rồi chạy lại lệnh; các tệp làm trước vẫn còn nguyên",
    ))
}

/// Values that are worth a look and not shown.
pub(super) fn more_notes(more: u64) -> Diagnostic {
    let values = counted(more, "more value");
    Diagnostic::new(
        Code::MergeUnused,
        text!(
            en "worth a look: {values}",
            vi "còn {more} ô khác nên xem lại",
        ),
    )
}

/// What was wrong with a record, as the journal has it.
pub(super) fn record(bad: &InvalidRecord) -> Diagnostic {
    let code = Code::from_id(&bad.code).unwrap_or(Code::MergeBad);
    let [reason, todo] =
        [&bad.reason, &bad.todo].map(|[en, vi]| Text { en: en.clone(), vi: vi.clone() });
    let found = Diagnostic::new(code, reason);
    if todo.en.is_empty() { found } else { found.hint(todo) }
}

/// Records that are missing, of how many, and where all of them are listed; the others were kept or
/// not.
pub(super) fn records_missing(tally: &MergeTally, place: Option<&str>, kept: bool) -> Diagnostic {
    let (count, all) = (tally.bad, tally.bad + tally.copies);
    let shown = place.unwrap_or("");
    let records = counted(all, "record");
    let summary = if kept {
        text!(
            en "missing from the files: {count} of {records}",
            vi "trong các tệp thiếu {count} trên {all} hàng",
        )
    } else if count > TOO_MANY {
        text!(
            en "more than {TOO_MANY} records cannot be printed, so reading was stopped and nothing was made",
            vi "quá {TOO_MANY} hàng không in được nên đã dừng đọc, chưa làm tệp nào",
        )
    } else {
        text!(
            en "{count} of {records} cannot be printed, so nothing was made",
            vi "{count} trên {all} hàng không in được nên chưa làm tệp nào",
        )
    };
    let mut found = Diagnostic::new(Code::MergeBad, summary);
    if place.is_some() {
        found = found.hint(text!(
            en "all of them, with row and reason: {shown}",
            vi "xem đủ từng hàng và lý do: {shown}",
        ));
    }
    if kept {
        found.severity = Severity::Warning;
    } else if tally.copies == 0 {
        found = found.hint(text!(
            en "correct the list: none of its records can be printed",
            vi "sửa danh sách: không hàng nào in được",
        ));
    } else {
        found = found.hint(text!(
            en "correct the list, or print only the good ones with --skip-bad",
            vi "sửa danh sách, hoặc chỉ in các hàng tốt bằng --skip-bad",
        ));
    }
    found
}
