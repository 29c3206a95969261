//! ER-03: words the reader knows.
//!
//! Three kinds are looked for: abbreviations (OTP, CCCD), words of law and forms where the facts
//! dossier has a plain way to say them (its section 12), and the terms of the project (“kích hoạt”).
//! The tables of the first two are in `words.md`, the terms in `guides/terms.yaml`.
//!
//! Each must be explained where a reader meets it first: “mã OTP (mã
//! dùng một lần trong tin nhắn)”, “12 số trên thẻ (số định danh cá nhân)”, “OTP là …”; a term also
//! by the words of the list, in the same sentence or before. A leaflet
//! and a door hanger are read apart, so the checklist of the hanger is an order of its own, and the
//! safety box, which both print, comes last in each. A heading may name what its text explains.
//! What must stay letter for letter is left alone: buttons, quotations, the title of the guide, and
//! what the sheet says the screen calls it (“trên máy ghi là passcode”).

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::abbreviation::abbreviation;
use super::explain::{is_called, is_explained, on_screen};
use super::faults;
use super::glossary::{Glossary, Meaning, Term};
use super::reading::{Passage, PassageRole, ReadingOrder};
use super::words::WORDS;
use crate::diag::{Diagnostic, Sink, text};

/// What kind of word has to be explained.
#[derive(Clone, Copy, PartialEq, Eq)]
enum WordKind {
    Abbreviation,
    Official,
    Term,
    /// Words that explain a term.
    Said,
}

/// A place where such a word stands.
struct Use<'a> {
    term: &'a str,
    /// What it means; empty when nobody wrote it down.
    meaning: &'a str,
    kind: WordKind,
    passage: usize,
    tokens: Range<usize>,
    explained: bool,
}

/// Looks for all kinds; `glossary` has the terms.
pub(super) fn check(reading: &ReadingOrder<'_>, glossary: &Glossary, sink: &mut Sink) {
    let mut uses = Vec::new();
    for (passage, text) in reading.passages.iter().enumerate() {
        for sentence in &text.sentences {
            let first = uses.len();
            find((reading, glossary), (text, passage), sentence, &mut uses);
            explain_within(&mut uses[first..]);
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
    for one in uses.iter().filter(|one| one.kind != WordKind::Said) {
        *counts.entry(one.term).or_default() += 1;
    }
    let mut reported = BTreeSet::new();
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
            if reported.insert((one.passage, one.tokens.start)) {
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

/// Terms that other words of the same sentence explain are explained.
fn explain_within(uses: &mut [Use<'_>]) {
    for at in 0..uses.len() {
        let (kind, term) = (uses[at].kind, uses[at].term);
        if kind == WordKind::Term {
            uses[at].explained |=
                uses.iter().any(|two| two.kind == WordKind::Said && two.term == term);
        }
    }
}

/// Gathers abbreviations, official words and terms of a sentence, and the words that explain terms.
fn find<'a>(
    (reading, glossary): (&'a ReadingOrder<'_>, &'a Glossary),
    (text, passage): (&'a Passage<'_>, usize),
    sentence: &Range<usize>,
    uses: &mut Vec<Use<'a>>,
) {
    if text.role == PassageRole::Picture {
        return;
    }
    let tokens = &text.tokens;
    let mut next = sentence.start;
    for at in sentence.clone() {
        let rest = &tokens[at..sentence.end];
        // The term whose words here are the longest, and how many they are.
        let mut longest = None;
        for (meaning, length) in glossary.at(rest) {
            match meaning {
                Meaning::Said(term) => {
                    let Term { id, means } = &glossary.terms[term];
                    let (kind, tokens) = (WordKind::Said, at..at + length);
                    let explained = true;
                    uses.push(Use { term: id, meaning: means, kind, passage, tokens, explained });
                }
                Meaning::Term(term) if longest.is_none_or(|(_, most)| length >= most) => {
                    longest = Some((term, length));
                }
                _ => {}
            }
        }
        // A word of the longest words before it is not looked at again.
        if at < next || tokens[at].is_fixed() {
            continue;
        }
        let (term, meaning, kind, length) = if let Some((entry, length)) = WORDS.official.at(rest) {
            (entry.words, entry.beside, WordKind::Official, length)
        } else if let Some((term, length)) = longest {
            let Term { id, means } = &glossary.terms[term];
            (id.as_str(), means.as_str(), WordKind::Term, length)
        } else if let Some(term) = abbreviation(tokens, at, reading.app()) {
            (term, WORDS.abbreviations.get(term).unwrap_or(""), WordKind::Abbreviation, 1)
        } else {
            continue;
        };
        next = at + length;
        let range = at..next;
        let is_shown = match kind {
            WordKind::Abbreviation => is_called(tokens, sentence, at),
            _ => on_screen(tokens, sentence, at),
        };
        let explained = is_shown || is_explained(tokens, sentence, &range);
        uses.push(Use { term, meaning, kind, passage, tokens: range, explained });
    }
}

fn unexplained(
    reading: &ReadingOrder<'_>,
    one: &Use<'_>,
    count: usize,
    later: Option<&Use<'_>>,
) -> Diagnostic {
    let (meaning, span) = (one.meaning, reading.span(one.passage, one.tokens.clone()));
    let word = reading.words_of(one.passage, one.tokens.clone());
    let is_abbreviation = one.kind == WordKind::Abbreviation;
    let term = if is_abbreviation { one.term } else { word.as_str() };
    let mut found = match one.kind {
        WordKind::Abbreviation => faults::abbreviation(term, count),
        WordKind::Official => faults::official_word(term, count),
        WordKind::Term | WordKind::Said => faults::unknown_term(term, count),
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
    if one.kind == WordKind::Term {
        return found.hint(text!(
            en "say “{meaning}”, or explain it in the same sentence: “{term} ({meaning})”",
            vi "nói “{meaning}”, hoặc giải thích ngay trong câu: “{term} ({meaning})”",
        ));
    }
    if is_abbreviation {
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
