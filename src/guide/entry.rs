//! The entry of a source to paste, with what the author has to fill in.

use super::Guide;
use crate::vietnamese::fold;

/// As long as an id to paste may be.
const LONGEST: usize = 30;

/// As long as a sentence to paste may be, in bytes.
const LONGEST_SENTENCE: usize = 600;

/// An entry for the front matter that vouches for what `sentence` says of `words`.
pub(super) fn entry(guide: &Guide, words: &str, sentence: &str) -> String {
    let id = id(guide, words);
    // Of a line without an end the claim alone is offered, as many times as it has claims.
    let sentence = if sentence.len() > LONGEST_SENTENCE { words } else { sentence };
    let mut says: String = sentence.split_whitespace().collect::<Vec<_>>().join(" ");
    // What is to be vouched for may stand beside the words, as the address of a code does.
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if !says.contains(&words) {
        says = format!("{}: {words}", says.trim_end_matches(['.', ':']));
    }
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
