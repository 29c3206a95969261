//! Spaces around signs, and quotation marks (VT-06, VT-12).

use std::ops::Range;

use super::{ChangeReason, Quoting, TextSegment};
use crate::vietnamese::tracked_text::Edit;

/// Quotation marks to change in the running text of `segments`, in order.
pub(super) fn quotes(text: &str, segments: &[TextSegment]) -> Vec<Edit<ChangeReason>> {
    gather(text, segments, |line, edits| {
        line.quotes(edits);
        line.apostrophes(edits);
    })
}

/// Spaces to change in the running text of `segments`, in order.
pub(super) fn spaces(text: &str, segments: &[TextSegment]) -> Vec<Edit<ChangeReason>> {
    gather(text, segments, |line, edits| {
        line.spaces(edits);
        line.missing_spaces(edits);
    })
}

fn gather(
    text: &str,
    segments: &[TextSegment],
    look: impl Fn(&PunctuatedLine<'_>, &mut Vec<Edit<ChangeReason>>),
) -> Vec<Edit<ChangeReason>> {
    let mut edits = Vec::new();
    for segment in segments {
        look(&PunctuatedLine { text, segment }, &mut edits);
    }
    edits.sort_by_key(|edit| (edit.at.start, edit.at.end));
    edits
}

/// Signs that stand close to the word before them.
const CLOSE: &[char] = &[',', '.', ';', ':', '!', '?', ')', '”', '…'];
const SPACES: &[char] = &[' ', '\u{a0}'];

struct PunctuatedLine<'a> {
    text: &'a str,
    segment: &'a TextSegment,
}

impl PunctuatedLine<'_> {
    fn words(&self) -> &str {
        &self.text[self.segment.range.clone()]
    }

    fn is_apart(&self, at: usize) -> bool {
        self.segment.is_apart(at)
    }

    /// The letter before byte `at` of the text, within the segment.
    fn before(&self, at: usize) -> Option<char> {
        self.text[self.segment.range.start..at].chars().next_back()
    }

    fn after(&self, at: usize) -> Option<char> {
        self.text[at..self.segment.range.end].chars().next()
    }

    /// Runs of spaces: one where there are several, none before a sign or after `(`.
    fn spaces(&self, edits: &mut Vec<Edit<ChangeReason>>) {
        let base = self.segment.range.start;
        let mut at = base;
        while let Some(found) = self.text[at..self.segment.range.end].find(SPACES) {
            let start = at + found;
            let rest = &self.text[start..self.segment.range.end];
            let end = start + rest.find(|c| !SPACES.contains(&c)).unwrap_or(rest.len());
            at = end;
            // Spaces at the ends are the business of Markdown and YAML.
            if self.is_apart(start) || start == base || end == self.segment.range.end {
                continue;
            }
            let run = &self.text[start..end];
            let none = self.is_misplaced(start, end);
            let one = if run.contains('\u{a0}') { "\u{a0}" } else { " " };
            let wanted = if none { "" } else { one };
            if run != wanted {
                edits.push(Edit {
                    at: start..end,
                    after: wanted.to_owned(),
                    kind: ChangeReason::Space,
                });
            }
        }
    }

    /// Whether no space belongs here: before a sign that closes something, after one that opens.
    fn is_misplaced(&self, start: usize, end: usize) -> bool {
        let Some(next) = self.after(end) else { return false };
        if matches!(self.before(start), Some('(' | '“')) {
            return true;
        }
        let is_word = |letter: char| letter.is_alphanumeric() || ")”*’%₫".contains(letter);
        if !CLOSE.contains(&next) || !self.before(start).is_some_and(is_word) {
            return false;
        }
        match self.after(end + next.len_utf8()) {
            // A file ending, a row of dots to write on, a smiley.
            Some(letter) if next == '.' => {
                letter.is_whitespace()
                    || "”)*".contains(letter)
                    || self.begins_sentence(end + next.len_utf8())
            }
            Some(letter) if next == ':' => {
                letter != ')' && letter != '(' && !self.names_emoji(end + 1)
            }
            // What a word follows at once does not close anything.
            Some(letter) if ")”…".contains(next) => !letter.is_alphanumeric(),
            Some(letter) if next == ',' => !letter.is_ascii_digit(),
            _ => true,
        }
    }

    /// Whether a colon before byte `at` opens a name such as `smile:`, which is refused and not moved.
    fn names_emoji(&self, at: usize) -> bool {
        let rest = &self.text[at..self.segment.range.end];
        let part = |letter: char| {
            letter.is_ascii_lowercase() || letter.is_ascii_digit() || "_+-".contains(letter)
        };
        let name = rest.len() - rest.trim_start_matches(part).len();
        name > 1 && rest[name..].starts_with(':')
    }

    /// A space between a sign and the word after it.
    fn missing_spaces(&self, edits: &mut Vec<Edit<ChangeReason>>) {
        for (at, sign) in self.words().match_indices([',', ';', ':', '!', '?', '…', '.']) {
            let start = self.segment.range.start + at;
            let end = start + sign.len();
            if !self.is_apart(start) && self.needs_space(sign, start, end) {
                edits.push(Edit { at: end..end, after: " ".to_owned(), kind: ChangeReason::Space });
            }
        }
    }

    fn needs_space(&self, sign: &str, start: usize, end: usize) -> bool {
        let gap = self.text[self.segment.range.start..start].trim_end_matches(SPACES);
        let (Some(before), Some(after)) = (gap.chars().next_back(), self.after(end)) else {
            return false;
        };
        // A sign that keeps the space before it stands by itself.
        let close = self.segment.range.start + gap.len();
        if close < start && !self.is_misplaced(close, start) {
            return false;
        }
        let is_number = before.is_ascii_digit();
        let is_word = before.is_alphanumeric() || ")”*".contains(before);
        if !is_word || !(after.is_alphanumeric() || after == '“') {
            return false;
        }
        // “7:30” and “1,5” are one piece, “3,bác” is not.
        if is_number && (after.is_ascii_digit() || matches!(sign, ":" | ".")) {
            return false;
        }
        if sign != "." {
            return !(sign == ";" && self.ends_entity(start));
        }
        if close < start {
            return true;
        }
        // “xong.Bác”, but not “TP.HCM”, “vneid.gov.vn”, “Th.S”, “README.md”, “Node.js”.
        let last = gap.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        last.chars().count() >= 2
            && last.chars().skip(1).all(char::is_lowercase)
            && self.begins_sentence(end)
    }

    /// Whether a semicolon at `at` ends a letter by its name in HTML, `&#7877;`: a space behind it
    /// would tear the word apart.
    fn ends_entity(&self, at: usize) -> bool {
        let before = &self.text[self.segment.range.start..at];
        let name = before.trim_end_matches(|letter: char| letter.is_ascii_alphanumeric());
        name.ends_with('&') || name.ends_with("&#")
    }

    /// Whether a word begins at `at` as sentences do, and no name of a file or address.
    fn begins_sentence(&self, at: usize) -> bool {
        let rest = &self.text[at..self.segment.range.end];
        let mut letters = rest.chars();
        let behind = rest.trim_start_matches(char::is_alphanumeric);
        let part = behind.strip_prefix('.').and_then(|part| part.chars().next());
        let is_address = part.is_some_and(|c| c.is_lowercase() || c.is_numeric());
        letters.next().is_some_and(char::is_uppercase)
            && letters.next().is_some_and(char::is_lowercase)
            && !is_address
    }

    /// Pairs of straight quotation marks; one without a partner stays.
    fn quotes(&self, edits: &mut Vec<Edit<ChangeReason>>) {
        let mark = if self.segment.quoting == Quoting::Backslash { "\\\"" } else { "\"" };
        let base = self.segment.range.start;
        let marks: Vec<Range<usize>> = self
            .words()
            .match_indices(mark)
            .map(|(at, mark)| base + at..base + at + mark.len())
            .filter(|range| !self.is_apart(range.start))
            .collect();
        for pair in marks.chunks_exact(2) {
            let (open, close) = (&pair[0], &pair[1]);
            let opens = self.before(open.start).is_none_or(|c| !c.is_alphanumeric());
            let closes = self.after(close.end).is_none_or(|c| !c.is_alphanumeric());
            let filled = !self.text[open.end..close.start].trim().is_empty();
            if opens && closes && filled {
                let edit = |at: &Range<usize>, after: &str| Edit {
                    at: at.clone(),
                    after: after.to_owned(),
                    kind: ChangeReason::Quote,
                };
                edits.extend([edit(open, "“"), edit(close, "”")]);
            }
        }
    }

    /// `D'Or` to `D’Or`, `'chữ'` to `‘chữ’`.
    fn apostrophes(&self, edits: &mut Vec<Edit<ChangeReason>>) {
        if self.segment.quoting != Quoting::Plain {
            return;
        }
        let base = self.segment.range.start;
        let mut open: Option<usize> = None;
        for (at, _) in self.words().match_indices('\'') {
            let at = base + at;
            if self.is_apart(at) {
                continue;
            }
            // Several together are a mark of wikis, or inches.
            if self.before(at) == Some('\'') || self.after(at + 1) == Some('\'') {
                continue;
            }
            let is_letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
            let (before, after) = (self.before(at), self.after(at + 1));
            let mut put = |at: usize, after: &str| {
                edits.push(Edit {
                    at: at..at + 1,
                    after: after.to_owned(),
                    kind: ChangeReason::Quote,
                });
            };
            if is_letter(before) && is_letter(after) {
                put(at, "’");
            } else if before.is_none_or(|c| !c.is_alphanumeric()) && is_letter(after) {
                open = Some(at);
            } else if let Some(start) = open.take()
                && is_letter(before)
            {
                put(start, "‘");
                put(at, "’");
            }
        }
    }
}
