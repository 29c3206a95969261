//! What to say of claims and buttons nobody vouches for.

use crate::diag::{Code, Diagnostic, text};
use crate::facts::{FACTS, Fact};
use crate::span::Span;

fn ids(facts: &[&Fact]) -> String {
    let ids: Vec<String> = facts.iter().take(4).map(|fact| format!("`{}`", fact.id.it)).collect();
    let more = if facts.len() > ids.len() { ", …" } else { "" };
    ids.join(", ") + more
}

/// As long as words to be copied from a message may be, in bytes.
const MOST_WRITTEN: usize = 240;

/// The beginning of a long text.
fn short(words: &str) -> String {
    let mut letters = words.chars();
    let start: String = letters.by_ref().take(48).collect();
    if letters.next().is_some() { start + "…" } else { start }
}

/// A claim that none of `cited` bears out; `others` are all facts that do, `own` is a source of the
/// guide among those cited.
pub(in crate::guide) fn unsupported(
    words: &str,
    span: Span,
    (cited, others): (&[&Fact], &[&Fact]),
    (own, entry): (Option<&str>, &str),
) -> Diagnostic {
    let (list, whole, words) = (ids(cited), words, short(words));
    // An address is written whole; a line without an end is not.
    let whole = if whole.len() > MOST_WRITTEN { words.as_str() } else { whole };
    let diagnostic = Diagnostic::new(
        Code::ClaimUnproved,
        if cited.is_empty() {
            text!(
                en "no fact supports “{words}”",
                vi "“{words}” chưa dựa vào dữ kiện nào",
            )
        } else {
            text!(
                en "none of the facts cited here says “{words}”",
                vi "các dữ kiện ghi ở đây không nói “{words}”",
            )
        },
    )
    .at(span);
    let diagnostic = if cited.is_empty() {
        diagnostic
    } else {
        diagnostic.hint(text!(en "cited here: {list}", vi "đang ghi: {list}"))
    };
    let diagnostic = match own {
        Some(own) => diagnostic.hint(text!(
            en "if that is what `{own}` says, write “{whole}” into its `says:`",
            vi "nếu `{own}` nói đúng điều ấy, ghi thêm “{whole}” vào `says:` của nguồn ấy",
        )),
        None => diagnostic,
    };
    let printable: Vec<&Fact> =
        others.iter().copied().filter(|fact| fact.grade.it.is_printable()).collect();
    if let (Some(weak), true) = (others.first(), printable.is_empty()) {
        let (id, grade) = (&weak.id.it, weak.grade.it);
        return diagnostic.hint(text!(
            en "only `{id}` says so, and a fact of grade {grade} must not be printed: leave a blank line to fill in by hand, or write “hỏi Công an xã, phường”",
            vi "chỉ có `{id}` nói vậy, mức {grade}, không được in: chừa dòng trống để điền tay, hoặc viết “hỏi Công an xã, phường”",
        ));
    }
    if !printable.is_empty() {
        let list = ids(&printable);
        return diagnostic.hint(text!(
            en "compare it with {list}: if that is the fact you mean, cite it",
            vi "so với {list}: nếu đúng dữ kiện ấy thì ghi thêm mã",
        ));
    }
    diagnostic.hint(text!(
        en "compare it with {FACTS}, cite a fact that says so, or leave a blank line to fill in by hand",
        vi "so lại với {FACTS}, ghi mã dữ kiện nói đúng điều ấy, hoặc chừa dòng trống để điền tay",
    ))
    .hint(text!(
        en "if you know who says so, paste this into the front matter, fill it in, and cite it here; days and hours of your own stand in ward.yaml:\n{entry}",
        vi "nếu biết ai nói, chép đoạn này vào phần khai báo đầu bài, điền vào, rồi ghi mã ở đây; ngày giờ của phường mình thì ghi trong ward.yaml:\n{entry}",
    ))
}

/// A listed button whose fact, `source`, is not cited. `own` is a source of the guide itself, which could
/// name the button; `others` are the buttons elsewhere that read the same.
pub(in crate::guide) fn unsupported_button(
    label: &str,
    span: Span,
    (source, own): (&str, Option<&str>),
    others: &[&str],
) -> Diagnostic {
    let mut fault = Diagnostic::new(
        Code::ClaimUnproved,
        text!(
            en "none of the facts cited here says that a button reads “{label}”",
            vi "các dữ kiện ghi ở đây không nói có nút “{label}”",
        ),
    )
    .at(span)
    .hint(text!(
        en "cite the fact `{source}`, which the label rests on",
        vi "ghi thêm mã dữ kiện `{source}`, nhãn này dựa vào đó",
    ));
    if let Some(own) = own {
        fault = fault.hint(text!(
            en "or let `{own}` name it under `says`: “{label}”",
            vi "hoặc để `{own}` nêu tên nút ấy trong `says`: “{label}”",
        ));
    }
    if others.is_empty() {
        return fault;
    }
    let others = others.join("]]`, `[[");
    fault.hint(text!(
        en "or name the button meant: one elsewhere reads the same, `[[{others}]]`",
        vi "hoặc gọi đúng nút muốn nói: chỗ khác có nút cùng chữ, `[[{others}]]`",
    ))
}

/// A reference to a step that is not there.
pub(in crate::guide) fn no_piece(words: &str, span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::StepReference,
        text!(en "there is no “{words}” in this guide", vi "bài này không có “{words}”"),
    )
    .at(span)
    .hint(text!(
        en "steps count from 1 in each part: compare the number",
        vi "các bước đếm từ 1 trong mỗi phần: xem lại số bước",
    ))
}

/// A listed button that is written out.
pub(in crate::guide) fn by_text(label: &str, id: &str, span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::LabelByText,
        text!(
            en "the button “{label}” is in the list of labels as `{id}`",
            vi "nút “{label}” có sẵn trong danh sách nhãn, mã `{id}`",
        ),
    )
    .at(span)
    .hint(text!(
        en "write `[[{id}]]`: when the app renames it, one line changes all sheets",
        vi "viết `[[{id}]]`: khi ứng dụng đổi chữ, sửa một dòng là mọi tờ đổi theo",
    ))
}

/// A button as another version of the app names it.
pub(in crate::guide) fn variant(label: &str, id: &str, now: &str) -> Diagnostic {
    Diagnostic::new(
        Code::LabelVariant,
        text!(
            en "only other versions of the app call the button “{label}”; now it is “{now}”",
            vi "chỉ bản ứng dụng khác ghi nút là “{label}”; nay ghi “{now}”",
        ),
    )
    .hint(text!(
        en "write `[[{id}]]`, or `[[{id}|{label}]]` if you mean the other version",
        vi "viết `[[{id}]]`, hoặc `[[{id}|{label}]]` nếu cố ý nói bản khác",
    ))
}

/// A button of a template that nobody listed.
pub(in crate::guide) fn unknown_button(label: &str) -> Diagnostic {
    Diagnostic::new(
        Code::ClaimUnproved,
        text!(
            en "no button in the list of labels reads “{label}”, so nobody vouches for it",
            vi "danh sách nhãn không có nút nào ghi “{label}”, nên chưa ai bảo đảm có nút ấy",
        ),
    )
    .hint(text!(
        en "add it to guides/labels.yaml with the fact it rests on, or let the guide name it: `[[id]]`",
        vi "thêm vào guides/labels.yaml kèm dữ kiện nói có nút ấy, hoặc để bài hướng dẫn gọi tên: `[[mã]]`",
    ))
}

/// A button a fact names but nobody listed.
pub(in crate::guide) fn unlisted(label: &str, span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::LabelByText,
        text!(
            en "the button “{label}” is not in the list of labels",
            vi "nút “{label}” chưa có trong danh sách nhãn",
        ),
    )
    .at(span)
    .hint(text!(
        en "add it to guides/labels.yaml and name it by its id: `[[id]]`",
        vi "thêm vào guides/labels.yaml rồi gọi theo mã: `[[mã]]`",
    ))
}
