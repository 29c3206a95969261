//! The entry of a source to paste, with what the author has to fill in.

use super::Guide;
use crate::vietnamese::fold;

/// As long as an id to paste may be.
const LONGEST: usize = 30;

/// An entry for the front matter that vouches for what `sentence` says of `words`.
pub(super) fn entry(guide: &Guide, words: &str, sentence: &str) -> String {
    let id = id(guide, words);
    let says: String = sentence.split_whitespace().collect::<Vec<_>>().join(" ");
    let says = says.replace('\\', "\\\\").replace('"', "\\\"");
    // There may be sources already; nothing may stand twice.
    let head = if guide.sources.is_empty() { "sources:\n" } else { "" };
    format!(
        "{head}  {id}:\n    says: \"{says}\"\n    from: cơ quan hay báo nào nói\n    date: \"tháng/năm\""
    )
}

/// An id nothing has yet.
fn id(guide: &Guide, words: &str) -> String {
    let mut slug = fold::slug(words);
    if slug.len() > LONGEST {
        slug.truncate(slug[..LONGEST].rfind('-').unwrap_or(LONGEST));
    }
    let id = if slug.is_empty() { "nguon".to_owned() } else { format!("nguon-{slug}") };
    let ids = (2..).map(|number| format!("{id}-{number}"));
    let mut all = std::iter::once(id.clone()).chain(ids.take(99));
    all.find(|id| guide.fact(id).is_none()).unwrap_or(id)
}
