//! No-break spaces where only a person sees an empty line or an indent: Word, Zalo and web pages
//! write them, Markdown and YAML take them for letters.

use super::{ChangeReason, TextSegment};
use crate::vietnamese::tracked_text::Edit;

/// Empties lines of white space, makes no-break spaces at the beginning of a line ordinary ones and
/// drops those at its end.
pub(super) fn blank(text: &str, _: &[TextSegment]) -> Vec<Edit<ChangeReason>> {
    let mut edits = Vec::new();
    if !text.contains(is_hard) {
        return edits;
    }
    let mut start = 0;
    for line in text.split('\n') {
        let end = start + line.len();
        let begin = line.len() - line.trim_start().len();
        let close = line.trim_end().len().max(begin);
        let mut edit = |from: usize, to: usize, after: String| {
            let at = start + from..start + to;
            if text[at.clone()].contains(is_hard) {
                edits.push(Edit { at, after, kind: ChangeReason::Space });
            }
        };
        if begin == line.len() {
            edit(0, line.len(), String::new());
        } else {
            edit(0, begin, " ".repeat(line[..begin].chars().count()));
            edit(close, line.len(), String::new());
        }
        start = end + 1;
    }
    edits
}

/// White space that is not an ordinary space.
fn is_hard(letter: char) -> bool {
    matches!(letter, '\u{a0}' | '\u{202f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_break_spaces_count_as_spaces_at_the_ends_of_a_line() {
        for (text, wanted) in [
            ("một\n\u{a0}\nhai", "một\n\nhai"),
            ("một\n \u{a0}\u{a0} \nhai", "một\n\nhai"),
            ("\u{a0}- một\u{a0}", " - một"),
            ("Bước\u{a0}3", "Bước\u{a0}3"),
            ("\u{a0}", ""),
            ("  hai\n \n", "  hai\n \n"),
        ] {
            let mut out = text.to_owned();
            for edit in blank(text, &[]).into_iter().rev() {
                out.replace_range(edit.at, &edit.after);
            }
            assert_eq!(out, wanted, "{text:?}");
        }
    }
}
