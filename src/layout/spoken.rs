//! What of a paragraph is heard otherwise than its letters say: page numbers are not, words of
//! another language are said as such, and a full stop belongs to the button before it.
//!
//! In go attributes, out come attributes split where one of these begins or ends. Nothing is set
//! otherwise for it.

use std::ops::Range;

use super::attr::{Attr, Spoken};
use super::page::{Item, Placed, Role, Tag};
use crate::geom::Point;
use crate::vietnamese::foreign;

/// As many words before a page number belong to it even where no dot parts them from the rest.
const NAME_WORDS: usize = 2;

/// Where English is heard in a text.
pub(super) fn english(text: &str) -> Vec<Range<usize>> {
    foreign::english(text).into_iter().map(|own| between_spaces(text, &own)).collect()
}

/// Splits attributes by how their letters are heard, with the English of the text as [`english`]
/// gives it; page numbers are marked already.
pub(super) fn split<'r>(
    text: &str,
    english: &[Range<usize>],
    attrs: Vec<Attr<'r>>,
) -> Vec<Attr<'r>> {
    let mut all: Vec<Attr<'r>> = Vec::with_capacity(attrs.len());
    for attr in attrs {
        let before = all.last();
        if attr.heard == Spoken::Unsaid {
            unsay_name(text, &mut all);
            all.push(attr);
        } else if attr.key {
            let whole = english.iter().any(|own| own.start <= attr.start && attr.end <= own.end);
            let heard = if whole { Spoken::English } else { attr.heard };
            all.push(Attr { heard, ..attr });
        } else if before.is_some_and(|before| before.key && before.end == attr.start)
            && let Some(end) = clinging(&text[attr.start..attr.end])
        {
            let middle = attr.start + end;
            all.push(Attr { heard: Spoken::WithButton, ..part(&attr, attr.start..middle) });
            if middle < attr.end {
                mark_english(&part(&attr, middle..attr.end), english, &mut all);
            }
        } else {
            mark_english(&attr, english, &mut all);
        }
    }
    all
}

/// A range with what stands close to it: words are shaped whole, so splitting one inside would part
/// letters that are kerned.
fn between_spaces(text: &str, own: &Range<usize>) -> Range<usize> {
    let before = text[..own.start].trim_end_matches(|letter: char| !letter.is_whitespace());
    let after = text[own.end..].find(char::is_whitespace);
    before.len()..after.map_or(text.len(), |length| own.end + length)
}

/// How many bytes at the begin of a text stand so close to what is before that no space parts them.
fn clinging(text: &str) -> Option<usize> {
    let first = text.chars().next()?;
    let clings = !first.is_whitespace() && !first.is_alphanumeric();
    clings.then(|| text.find(char::is_whitespace).unwrap_or(text.len()))
}

fn mark_english<'r>(attr: &Attr<'r>, english: &[Range<usize>], all: &mut Vec<Attr<'r>>) {
    let mut from = attr.start;
    // The words of a link are its address.
    let inside = english.iter().filter(|own| own.start < attr.end && attr.start < own.end);
    for own in inside.filter(|_| attr.link.is_none()) {
        let (start, end) = (own.start.max(attr.start), own.end.min(attr.end));
        if from < start {
            all.push(part(attr, from..start));
        }
        all.push(Attr { heard: Spoken::English, ..part(attr, start..end) });
        from = end;
    }
    if from < attr.end || attr.start == attr.end {
        all.push(part(attr, from..attr.end));
    }
}

/// What names a page number goes unheard with it: “· Mặt” before “1/2”.
fn unsay_name(text: &str, all: &mut Vec<Attr<'_>>) {
    let Some(before) = all.pop() else { return };
    let words = &text[before.start..before.end];
    let start = match words.rfind('·') {
        Some(dot) => before.start + dot,
        None if words.split_whitespace().count() <= NAME_WORDS => before.start,
        None => before.end,
    };
    if before.key || before.link.is_some() || start == before.end {
        all.push(before);
        return;
    }
    if before.start < start {
        all.push(part(&before, before.start..start));
    }
    all.push(Attr { heard: Spoken::Unsaid, ..part(&before, start..before.end) });
}

/// A stretch of an attribute.
fn part<'r>(attr: &Attr<'r>, range: Range<usize>) -> Attr<'r> {
    Attr { start: range.start, end: range.end, ..attr.clone() }
}

/// Shapes with words for them.
pub(super) fn said(shapes: Vec<Placed>, alt: &'static str) -> Vec<Placed> {
    let place = |item| Placed { at: Point::default(), item };
    let mut all = Vec::with_capacity(shapes.len() + 2);
    all.push(place(Item::Open(Tag { id: 0, role: Role::Shape { alt } })));
    all.extend(shapes);
    all.push(place(Item::Close));
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::FaceId;

    /// The attributes of runs, as `words:how they are heard`; a run in brackets is a button, one in
    /// braces a page number.
    fn heard(runs: &[&str]) -> Vec<String> {
        let mut text = String::new();
        let attrs: Vec<Attr<'_>> = runs
            .iter()
            .map(|run| {
                let start = text.len();
                text.push_str(run.trim_matches(&['[', ']', '{', '}'][..]));
                let heard = if run.starts_with('{') { Spoken::Unsaid } else { Spoken::Said };
                let (end, key) = (text.len(), run.starts_with('['));
                let run = (start, end);
                Attr { start, end, run, face: FaceId(0), key, link: None, heard, span: None }
            })
            .collect();
        let said = split(&text, &english(&text), attrs).into_iter();
        said.map(|attr| format!("{}:{:?}", &text[attr.start..attr.end], attr.heard)).collect()
    }

    #[test]
    fn page_numbers_go_unheard_with_their_name() {
        assert_eq!(
            heard(&["VNeID 2 · Mặt ", "{1/2}"]),
            ["VNeID 2 :Said", "· Mặt :Unsaid", "1/2:Unsaid"]
        );
        assert_eq!(heard(&["Trang ", "{1/2}"]), ["Trang :Unsaid", "1/2:Unsaid"]);
        assert_eq!(heard(&["{1/2}", " tờ"]), ["1/2:Unsaid", " tờ:Said"]);
        // A sentence is more than a name.
        let sentence = ["Bác đang đọc mặt ", "{1/2}"];
        assert_eq!(heard(&sentence), ["Bác đang đọc mặt :Said", "1/2:Unsaid"]);
        assert_eq!(heard(&["[Mặt]", "{1/2}"]), ["Mặt:Said", "1/2:Unsaid"]);
    }

    #[test]
    fn what_clings_to_a_button_is_heard_with_it() {
        assert_eq!(heard(&["Bấm ", "[Gửi]", "."]), ["Bấm :Said", "Gửi:Said", ".:WithButton"]);
        let sentence = ["[Gửi]", "”), rồi đợi."];
        assert_eq!(heard(&sentence), ["Gửi:Said", "”),:WithButton", " rồi đợi.:Said"]);
        assert_eq!(heard(&["[Gửi]", " rồi"]), ["Gửi:Said", " rồi:Said"]);
        assert_eq!(heard(&["Gửi", "."]), ["Gửi:Said", ".:Said"]);
        assert_eq!(heard(&["[Gửi]"]), ["Gửi:Said"]);
    }

    #[test]
    fn english_is_heard_as_english() {
        let sentence = ["Mở ", "[App Store]", ", tìm passcode."];
        assert_eq!(
            heard(&sentence),
            ["Mở :Said", "App Store:English", ",:WithButton", " tìm :Said", "passcode.:English"]
        );
        // A button that is English in part stays one frame.
        assert_eq!(heard(&["[Mở app]"]), ["Mở app:Said"]);
        // A name may be bold in part.
        assert_eq!(heard(&["Google ", "Play"]), ["Google :English", "Play:English"]);
    }
}
