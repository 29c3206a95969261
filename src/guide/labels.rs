//! `[[id]]` in a guide: the name of a button out of the list of labels.

use crate::diag::{Code, Diagnostic, Sink, text};
use crate::facts::{LABELS, Labels};
use crate::span::Span;

/// What stands on the button `id`; `asked` is the variant a guide wants, if it wants one. A button
/// nobody listed is told and stands by its id, so that the rest of the guide can be looked at.
pub(super) fn find(
    labels: &Labels,
    id: &str,
    asked: Option<&str>,
    span: Span,
    sink: &mut Sink,
) -> String {
    let Some(label) = labels.get(id) else {
        sink.push(unknown(labels, id, span));
        return id.to_owned();
    };
    let Some(variant) = asked else { return label.text.clone() };
    if variant == label.text || label.variants.iter().any(|known| known == variant) {
        return variant.to_owned();
    }
    let known = label.variants.join("”, “");
    let known = if known.is_empty() { "–".to_owned() } else { format!("“{known}”") };
    sink.push(
        Diagnostic::new(
            Code::LabelUnknown,
            text!(
                en "no version of the app calls the button `{id}` “{variant}”",
                vi "không bản ứng dụng nào ghi nút `{id}` là “{variant}”",
            ),
        )
        .at(span)
        .did_you_mean(variant, label.variants.iter().map(String::as_str))
        .hint(text!(
            en "its variants in {LABELS} are: {known}",
            vi "các cách ghi khác trong {LABELS}: {known}",
        )),
    );
    variant.to_owned()
}

fn unknown(labels: &Labels, id: &str, span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::LabelUnknown,
        text!(
            en "there is no label `{id}` in {LABELS}",
            vi "trong {LABELS} không có nhãn `{id}`",
        ),
    )
    .at(span)
    .did_you_mean(id, labels.ids())
    .hint(text!(
        en "name one that is there, or add it with its text and its fact",
        vi "ghi một nhãn đã có, hoặc thêm nhãn này kèm chữ trên nút và dữ kiện",
    ))
}
