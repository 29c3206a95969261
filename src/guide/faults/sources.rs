//! What can be wrong with the sources of a guide, in words.

use crate::diag::{Code, Diagnostic, Text, text};
use crate::facts::{FACTS, Grade};
use crate::guide::reasons::Reason;
use crate::guide::{App, Date};

/// A claim of the words around a guide that no fact supports.
pub(in crate::guide) fn template_claim(words: &str) -> Diagnostic {
    Diagnostic::new(
        Code::ClaimUnproved,
        text!(
            en "“{words}” is printed by the template around the guide, and no fact that the guide cites says so",
            vi "“{words}” nằm trong chữ của mẫu in, mà không dữ kiện nào bài này ghi nói vậy",
        ),
    )
    .hint(text!(
        en "say it in a guide, with its source, or leave it out: a template is shared by all guides",
        vi "hãy nói điều ấy trong bài, kèm nguồn, hoặc bỏ đi: mẫu in dùng chung cho mọi bài",
    ))
}

/// A statement that cites nothing.
pub(in crate::guide) fn no_citation(what: &str, entry: &str) -> Diagnostic {
    Diagnostic::new(Code::GuideSource, text!(
                    en "“{what}” cites no source",
                    vi "“{what}” chưa ghi nguồn",
                )).hint(text!(
                    en "cite a fact from {FACTS} or from the front matter: `{{sources=id}}` after a heading, `sources: [id]` in YAML",
                    vi "ghi mã dữ kiện có trong {FACTS} hoặc ở đầu bài: `{{sources=mã}}` sau đề mục, hoặc `sources: [mã]` trong YAML",
                )).hint(text!(
                    en "one line `cites: [id]` in the front matter holds for all that cites nothing of its own; for a source that is in no list yet, paste this into the front matter and fill it in:\n{entry}",
                    vi "một dòng `cites: [mã]` ở đầu bài dùng cho mọi câu chưa ghi nguồn riêng; nguồn chưa có ở đâu thì chép đoạn này vào phần khai báo đầu bài và điền:\n{entry}",
                ))
}

/// A source that no statement cites.
pub(in crate::guide) fn unused_source(name: &str) -> Diagnostic {
    Diagnostic::new(
        Code::GuideSource,
        text!(
            en "no statement uses the source `{name}`",
            vi "không câu nào dùng nguồn `{name}`",
        ),
    )
    .hint(text!(
        en "cite it where it belongs, or delete it",
        vi "ghi mã này vào đúng chỗ, hoặc xóa đi",
    ))
}

/// A citation of a source that does not exist.
pub(in crate::guide) fn unknown_source(name: &str) -> Diagnostic {
    Diagnostic::new(
        Code::GuideSource,
        text!(
            en "there is no source `{name}` in the front matter or in {FACTS}",
            vi "phần khai báo đầu bài và {FACTS} đều không có nguồn `{name}`",
        ),
    ).hint(text!(
        en "cite one that exists, or add it to the front matter or {FACTS}: what it says (`says`), who says so (`from`), when (`date`)",
        vi "ghi mã một nguồn đã có, hoặc thêm vào đầu bài hay {FACTS}: nói gì (`says`), ai nói (`from`), khi nào (`date`)",
    ))
}

/// A source to be printed with care.
pub(in crate::guide) fn weak_source(name: &str) -> Diagnostic {
    Diagnostic::new(
        Code::GuideWeakSource,
        text!(
            en "the source `{name}` is only grade C: a single newspaper",
            vi "nguồn `{name}` chỉ ở mức C: mới một báo nói",
        ),
    )
    .hint(text!(
        en "print it with care, or write “hỏi Công an xã, phường”",
        vi "cân nhắc kỹ khi in, hoặc viết “hỏi Công an xã, phường”",
    ))
    .hint(text!(
        en "if it is an office that says so, write `kind: office`; if you have seen it on the screen, `kind: screen`",
        vi "nếu cơ quan nói thì ghi `kind: office`; nếu đã tự xem trên màn hình thì ghi `kind: screen`",
    ))
}

/// A source that must not be printed.
pub(in crate::guide) fn unprintable_source(name: &str, grade: Grade) -> Diagnostic {
    Diagnostic::new(Code::GuideGrade, text!(
            en "the source `{name}` is grade {grade}: outdated, contradicted, inferred or never looked up",
            vi "nguồn `{name}` ở mức {grade}: đã cũ, mâu thuẫn, chỉ là suy ra hoặc chưa tra lại",
        )).hint(text!(
            en "do not print it: leave a blank to fill in, or write “hỏi Công an xã, phường”",
            vi "không được in: chừa chỗ trống để điền tay, hoặc viết “hỏi Công an xã, phường”",
        ))
}

/// A guide whose review is due.
pub(in crate::guide) fn overdue(title: &str, due_day: Date) -> Diagnostic {
    Diagnostic::new(
        Code::GuideStale,
        text!(
            en "“{title}” should have been reviewed again before {due_day}",
            vi "bài “{title}” đã quá hạn soát lại ({due_day})",
        ),
    )
    .hint(text!(
        en "compare it with its sources and the app, then set both dates",
        vi "đối chiếu lại với nguồn và ứng dụng, rồi sửa cả hai ngày",
    ))
}

/// A guide that was checked against another version of its app than the project.
pub(in crate::guide) fn other_version(own: &App, theirs: &App) -> Diagnostic {
    let (App { version, span, .. }, now, name) = (own, &theirs.version, &own.name);
    Diagnostic::new(
        Code::LabelVersion,
        text!(
            en "this guide was checked against version {version} of {name}, the project against {now}",
            vi "bài này soát theo {name} bản {version}, còn dự án theo bản {now}",
        ),
    )
    .at(*span)
    .hint(text!(
        en "compare the guide with version {now} of the app, then write it here",
        vi "soát bài với ứng dụng bản {now}, rồi ghi số bản ấy vào đây",
    ))
}

/// A value that is not a phone number.
pub(in crate::guide) fn bad_phone(value: &str, reason: Reason) -> Diagnostic {
    let what = text!(en "is not a phone number", vi "không phải số điện thoại gọi được");
    wrong_form(Code::PhoneWrong, value, &what, reason)
}

/// A phone number, a day, a time or a sum that is none, and why.
pub(in crate::guide) fn wrong_form(
    code: Code,
    typed: &str,
    what: &Text,
    Reason { why, todo }: Reason,
) -> Diagnostic {
    let en = format!("`{typed}` {}: {}", what.en, why.en);
    let vi = format!("`{typed}` {}: {}", what.vi, why.vi);
    Diagnostic::new(code, Text { en, vi }).hint(todo)
}

/// A phone number, a day, a time or a sum in another form than on all other sheets.
pub(in crate::guide) fn other_form(code: Code, typed: &str, wanted: &str) -> Diagnostic {
    let message = text!(
        en "`{typed}` is easier to read as `{wanted}`",
        vi "`{typed}` viết thành `{wanted}` thì dễ đọc hơn",
    );
    Diagnostic::new(code, message).hint(text!(en "write `{wanted}`", vi "viết `{wanted}`"))
}
