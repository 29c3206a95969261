//! Runs of letters: what they say, and the white space of markup around them.

use super::super::node::TextRun;

/// The letters of runs.
pub(super) fn plain(runs: &[TextRun]) -> String {
    runs.iter()
        .map(|run| match run {
            TextRun::Text { text, .. } => text.as_str(),
            TextRun::Key { label, .. } => label.as_str(),
            TextRun::Break | TextRun::PageNumber => " ",
        })
        .collect()
}

/// Removes the white space at both ends of a line of markup.
pub(super) fn trim(runs: &mut Vec<TextRun>) {
    let is_blank =
        |run: &TextRun| matches!(run, TextRun::Text { text, .. } if text.trim().is_empty());
    while runs.first().is_some_and(is_blank) {
        runs.remove(0);
    }
    while runs.last().is_some_and(is_blank) {
        runs.pop();
    }
    if let Some(TextRun::Text { text, .. }) = runs.first_mut() {
        *text = text.trim_start().to_owned();
    }
    if let Some(TextRun::Text { text, .. }) = runs.last_mut() {
        *text = text.trim_end().to_owned();
    }
}
