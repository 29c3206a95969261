//! Values out of `ward.yaml`, which is filled in bit by bit.

use super::model::Ward;
use crate::diag::Sink;
use crate::leftover;
use crate::yaml::{self, Fields, Node, Spanned};

/// A field that is there and holds something: a ward is filled in bit by bit.
pub(super) fn filled<'a>(fields: &Fields<'a>, name: &'static str) -> Option<&'a Node> {
    fields.get(name).filter(|node| match &node.value {
        yaml::Value::Null => false,
        yaml::Value::Text(words) => !words.trim().is_empty(),
        yaml::Value::List(items) => !items.is_empty(),
        yaml::Value::Map(_) => true,
    })
}

pub(super) fn optional(
    fields: &Fields<'_>,
    name: &'static str,
    sink: &mut Sink,
) -> Option<Spanned<String>> {
    present(&filled(fields, name)?.text(name, sink)?, sink)
}

/// The same for a number or a day, behind which a remark may stand.
pub(super) fn word(
    fields: &Fields<'_>,
    name: &'static str,
    sink: &mut Sink,
) -> Option<Spanned<String>> {
    present(&filled(fields, name)?.word(name, sink)?, sink)
}

/// The words without blanks around them; none where they hold the place of something missing.
fn present(words: &Spanned<String>, sink: &mut Sink) -> Option<Spanned<String>> {
    if let Some(kind) = leftover::missing_value(&words.it) {
        sink.push(leftover::missing(kind, &words.it).at(words.span));
        return None;
    }
    Some(Spanned::new(words.it.trim().to_owned(), words.span))
}

/// Several values as one, with the place of the first.
pub(super) fn join(words: Vec<Spanned<String>>, id: &'static str, ward: &mut Ward) {
    let Some(span) = words.first().map(|first| first.span) else { return };
    let words: Vec<String> = words.into_iter().map(|words| words.it).collect();
    ward.contacts.insert(id, Spanned::new(words.join("; "), span));
}
