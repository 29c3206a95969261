//! `[[id]]` in a guide: the name of a button out of the list of labels.

use super::faults::files;
use crate::diag::Sink;
use crate::facts::Labels;
use crate::span::Span;

/// What stands on the button `id`; `asked` is the variant a guide wants, if it wants one. A button
/// nobody listed is reported and stands by its id, so that the rest of the guide can be looked at.
pub(super) fn find(
    labels: &Labels,
    id: &str,
    asked: Option<&str>,
    span: Span,
    sink: &mut Sink,
) -> String {
    let Some(label) = labels.get(id) else {
        sink.push(files::unknown_label(labels, id, span));
        return id.to_owned();
    };
    let Some(variant) = asked else { return label.text.clone() };
    if variant == label.text || label.variants.iter().any(|known| known == variant) {
        return variant.to_owned();
    }
    let known = label.variants.join("”, “");
    let known = if known.is_empty() { "–".to_owned() } else { format!("“{known}”") };
    sink.push(
        files::unknown_variant(id, variant, &known)
            .at(span)
            .did_you_mean(variant, label.variants.iter().map(String::as_str)),
    );
    variant.to_owned()
}
