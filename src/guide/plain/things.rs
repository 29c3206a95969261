//! What a step uses was brought, or made by a step before it.
//!
//! Who reads “Nhập 12 số trên thẻ” at the market and left the card at home has come for nothing. The
//! things and the words by which they are used, brought and made stand in `guides/terms.yaml`. A
//! prohibition uses nothing (“không nhập mật khẩu”), nor does a condition (“lúc bác nhập mật
//! khẩu”). Each thing is reported once, where it is missed first.

use std::ops::Range;

use super::faults;
use super::glossary::Meaning;
use super::reading::{PassageRole, ReadingOrder};
use super::token::Token;
use crate::diag::Sink;

/// Words that make a clause a prohibition or a condition.
const UNASKED: &[&str] =
    &["không", "chưa", "chẳng", "đừng", "chớ", "khỏi", "cấm", "lúc", "khi", "nếu", "hễ"];
/// How many words before a use are looked at for one of them.
const BEFORE: usize = 6;

/// Reports things that a step uses and nobody has in hand.
pub(super) fn check(reading: &ReadingOrder<'_>, sink: &mut Sink) {
    let glossary = reading.guide.reference.glossary();
    let mut is_ready = vec![false; glossary.things.len()];
    for (passage, text) in reading.passages.iter().enumerate() {
        let is_bring = text.role == PassageRole::Bring;
        let is_step = text.place.1 > 0 && text.role != PassageRole::Picture;
        if !is_bring && !is_step {
            continue;
        }
        for sentence in &text.sentences {
            for at in sentence.clone() {
                for (meaning, length) in glossary.at(&text.tokens[at..sentence.end]) {
                    match meaning {
                        Meaning::Brought(thing) if is_bring => is_ready[thing] = true,
                        Meaning::Made(thing) if is_step => {
                            is_ready[thing] |= is_asked(&text.tokens, sentence, at);
                        }
                        Meaning::Used(thing) if is_step && !is_ready[thing] => {
                            if !is_asked(&text.tokens, sentence, at) {
                                continue;
                            }
                            is_ready[thing] = true;
                            let (_, step) = text.place;
                            let found = faults::missing_thing(&glossary.things[thing].name, step);
                            sink.push(found.at(reading.span(passage, at..at + length)));
                        }
                        _ => {}
                    }
                }
            }
        }
    }
}

/// Whether the words at `at` ask for something: they are no button or quotation, prohibition or
/// condition.
fn is_asked(tokens: &[Token<'_>], sentence: &Range<usize>, at: usize) -> bool {
    let from = sentence.start.max(at.saturating_sub(BEFORE));
    let before = tokens[from..at].iter().rev().take_while(|token| token.marks.is_inside());
    !tokens[at].is_fixed() && before.into_iter().all(|token| !UNASKED.contains(&token.key.as_ref()))
}
