//! ER-03: words the reader knows.
//!
//! Two kinds are looked for: abbreviations (OTP, CCCD), and words of law and forms where the facts
//! dossier has a plain way to say them (its section 12). The tables are in `words.md`.
//!
//! An abbreviation or official word must be explained where a reader meets it first: “mã OTP (mã
//! dùng một lần trong tin nhắn)”, “12 số trên thẻ (số định danh cá nhân)”, “OTP là …”. A leaflet
//! and a door hanger are read apart, so the checklist of the hanger is an order of its own, and the
//! safety box, which both print, comes last in each. A heading may name what its text explains.
//! What must stay letter for letter is left alone: buttons, quotations, the title of the guide, and
//! what the sheet says the screen calls it (“trên máy ghi là passcode”).

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::abbreviation::abbreviation;
use super::explain::{is_called, is_explained, on_screen};
use super::reading::{Passage, PassageRole, ReadingOrder};
use super::words::{WORDS, times};
use crate::diag::{Code, Diagnostic, Sink, text};

/// A place where an abbreviation or official word stands.
struct Use<'a> {
    term: &'a str,
    /// What it means; empty when nobody wrote it down.
    meaning: &'static str,
    is_abbreviation: bool,
    passage: usize,
    tokens: Range<usize>,
    explained: bool,
}

/// Looks for both kinds.
pub(super) fn check(reading: &ReadingOrder<'_>, sink: &mut Sink) {
    let mut uses = Vec::new();
    for (passage, text) in reading.passages.iter().enumerate() {
        for sentence in &text.sentences {
            find(text, passage, sentence, &mut uses);
        }
    }
    let role = |one: &Use<'_>| reading.passages[one.passage].role;
    let leaflet = |one: &&Use<'_>| {
        !matches!(
            role(one),
            PassageRole::Title
                | PassageRole::Short
                | PassageRole::Question
                | PassageRole::Checklist
                | PassageRole::Safety
        )
    };
    let hanger = |one: &&Use<'_>| role(one) == PassageRole::Checklist;
    let safety: Vec<&Use<'_>> =
        uses.iter().filter(|one| role(one) == PassageRole::Safety).collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for one in &uses {
        *counts.entry(one.term).or_default() += 1;
    }
    let mut told = BTreeSet::new();
    for order in [
        uses.iter().filter(leaflet).chain(safety.iter().copied()).collect::<Vec<_>>(),
        uses.iter().filter(hanger).chain(safety.iter().copied()).collect(),
    ] {
        let mut met = BTreeSet::new();
        for (index, one) in order.iter().enumerate() {
            let is_first = met.insert(one.term);
            if !is_first || one.explained || explained_below(reading, one, &order[index..]) {
                continue;
            }
            if told.insert((one.passage, one.tokens.start)) {
                let later = order[index..].iter().find(|two| two.explained && two.term == one.term);
                let count = counts.get(one.term).copied().unwrap_or(1);
                sink.push(unexplained(reading, one, count, later.copied()));
            }
        }
    }
}

/// Whether the text under a heading explains what the heading names.
fn explained_below(reading: &ReadingOrder<'_>, one: &Use<'_>, rest: &[&Use<'_>]) -> bool {
    let heading = &reading.passages[one.passage];
    matches!(heading.role, PassageRole::PartTitle | PassageRole::StepTitle)
        && rest.iter().any(|two| {
            let place = reading.passages[two.passage].place;
            let is_below = match heading.role {
                PassageRole::StepTitle => place == heading.place,
                _ => place.0 == heading.place.0,
            };
            two.explained && two.term == one.term && is_below
        })
}

/// Gathers abbreviations and official words of a sentence.
fn find<'a>(
    text: &'a Passage<'_>,
    passage: usize,
    sentence: &Range<usize>,
    uses: &mut Vec<Use<'a>>,
) {
    if text.role == PassageRole::Picture {
        return;
    }
    let tokens = &text.tokens;
    let mut at = sentence.start;
    while at < sentence.end {
        let token = &tokens[at];
        let rest = &tokens[at..sentence.end];
        let mut count = 1;
        if token.is_fixed() {
        } else if let Some((entry, length)) = WORDS.official.at(rest) {
            count = length;
            let range = at..at + length;
            let explained =
                is_explained(tokens, sentence, &range) || on_screen(tokens, sentence, at);
            let (term, meaning) = (entry.words, entry.beside);
            uses.push(Use {
                term,
                meaning,
                is_abbreviation: false,
                passage,
                tokens: range,
                explained,
            });
        } else if let Some(term) = abbreviation(tokens, at) {
            let range = at..at + 1;
            let explained =
                is_explained(tokens, sentence, &range) || is_called(tokens, sentence, at);
            let meaning = WORDS.abbreviations.get(term).unwrap_or("");
            uses.push(Use {
                term,
                meaning,
                is_abbreviation: true,
                passage,
                tokens: range,
                explained,
            });
        }
        at += count;
    }
}

fn unexplained(
    reading: &ReadingOrder<'_>,
    one: &Use<'_>,
    count: usize,
    later: Option<&Use<'_>>,
) -> Diagnostic {
    let (meaning, span) = (one.meaning, reading.span(one.passage, one.tokens.clone()));
    let (word, times) = (reading.words_of(one.passage, one.tokens.clone()), times(count));
    let term = if one.is_abbreviation { one.term } else { word.as_str() };
    let mut found = if one.is_abbreviation {
        Diagnostic::new(
            Code::PlainAbbreviation,
            text!(
                en "“{term}” is an abbreviation, used {times}; explain it once, the first time (ER-03)",
                vi "“{term}” là chữ viết tắt, dùng {count} lần; phải giải thích 1 lần, ngay lần đầu (ER-03)",
            ),
        )
    } else {
        Diagnostic::new(
            Code::PlainOfficialWord,
            text!(
                en "“{term}” is a word of forms and laws, used {times}; explain it once, the first time (ER-03)",
                vi "“{term}” là từ của giấy tờ, dùng {count} lần; phải giải thích 1 lần, ngay lần đầu (ER-03)",
            ),
        )
    };
    found = found.at(span);
    if let Some(later) = later {
        let place = reading.span(later.passage, later.tokens.clone());
        found = found.also(place, text!(en "explained only here", vi "đến đây mới giải thích"));
    }
    if meaning.is_empty() {
        return found.hint(text!(
            en "use an everyday word, or explain it at once in brackets: “{term} (…)”",
            vi "dùng từ thường ngày, hoặc giải thích ngay trong ngoặc: “{term} (…)”",
        ));
    }
    if one.is_abbreviation {
        return found.hint(text!(
            en "write “{meaning}”, or explain it the first time: “{term} ({meaning})”",
            vi "viết “{meaning}”, hoặc giải thích ở lần đầu: “{term} ({meaning})”",
        ));
    }
    found
        .hint(text!(
            en "say “{meaning}”, or explain it the first time in brackets",
            vi "nói “{meaning}”, hoặc giải thích trong ngoặc ở lần đầu",
        ))
        .hint(text!(
            en "if this is what the screen says, write it as a button: `**“{term}”**`",
            vi "nếu đây là chữ trên màn hình thì viết thành tên nút: `**“{term}”**`",
        ))
}
