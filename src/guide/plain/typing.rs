//! Text that came out of the keyboard or the clipboard as nobody meant it: Vietnamese without its marks,
//! keys of Telex, and a first letter torn from its word (`N út`).
//!
//! Lists are left alone: many keep names without marks, and a letter by itself may be somebody.

use std::ops::Range;

use super::reading::{Passage, ReadingOrder};
use crate::diag::{Diagnostic, Sink};
use crate::guide::faults::Fault;
use crate::source::{doubtful, excerpt};
use crate::vietnamese::letter::Letter;
use crate::vietnamese::normalise::DoubtReason;
use crate::vietnamese::syllable::is_syllable;
use crate::vietnamese::unmarked;

/// The fewest words that tell a language.
const LEAST: usize = 4;

/// Tells of each sentence without marks, each word of keys, each first letter by itself.
pub(super) fn check(reading: &ReadingOrder<'_>, sink: &mut Sink) {
    for (passage, text) in reading.passages.iter().enumerate() {
        for sentence in &text.sentences {
            let sentence = sentence.clone();
            if let Some(bare) = lacks_marks(text, sentence.clone()) {
                let words = reading.words_of(passage, bare.clone());
                let words = &excerpt(&words, 40);
                let found = Diagnostic::from(Fault::Unmarked { words });
                sink.push(found.at(reading.span(passage, bare)));
                continue;
            }
            if let Some(at) = torn_first(text, sentence.clone()) {
                let words = reading.words_of(passage, at..at + 2);
                let found = doubtful(&words, DoubtReason::Torn);
                sink.push(found.at(reading.span(passage, at..at + 2)));
            }
            for at in sentence.filter(|at| !text.tokens[*at].is_fixed()) {
                let word = text.tokens[at].word;
                if let Some(meant) = unmarked::telex(word) {
                    let found = Diagnostic::from(Fault::Keys { word, meant: &meant });
                    sink.push(found.at(reading.span(passage, at..at + 1)));
                }
            }
        }
    }
}

/// The words of a sentence that stand without marks, though they are Vietnamese and some of them need
/// one: the sentence, or several words of it that follow one another.
fn lacks_marks(text: &Passage<'_>, sentence: Range<usize>) -> Option<Range<usize>> {
    let is_word = |at: &usize| {
        let token = &text.tokens[*at];
        !token.is_fixed() && token.word.bytes().all(|byte| byte.is_ascii_alphabetic())
    };
    let fits = |at: &usize| is_word(at) && unmarked::may_bear_marks(text.tokens[*at].word);
    let needs = |at: &usize| is_word(at) && unmarked::lacks_marks(text.tokens[*at].word);
    let is_bare = sentence.clone().all(|at| {
        let token = &text.tokens[at];
        token.is_fixed() || token.word.is_ascii()
    });
    if is_bare {
        let all = sentence.clone().filter(is_word).count();
        let fitting = sentence.clone().filter(fits).count();
        let is_reported = fitting >= LEAST && (all - fitting) * LEAST <= fitting;
        return (is_reported && sentence.clone().any(|at| needs(&at))).then_some(sentence);
    }
    let mut at = sentence.start;
    while at < sentence.end {
        let end = (at..sentence.end).find(|at| !fits(at)).unwrap_or(sentence.end);
        let needing = (at..end).filter(needs).count();
        if end - at >= LEAST && needing > 1 && needing * LEAST >= end - at {
            return Some(at..end);
        }
        at = end + 1;
    }
    None
}

/// A sentence that begins with a consonant by itself and the rest of its syllable: `N út này`.
fn torn_first(text: &Passage<'_>, sentence: Range<usize>) -> Option<usize> {
    let at = sentence.start;
    let [first, next, ..] = &text.tokens[sentence] else { return None };
    let is_letter = first.capitals() == Some(1) && first.word.chars().count() == 1;
    let begins_with = |word: &str| word.chars().next().and_then(Letter::of);
    let is_rest = next.is_small() && begins_with(next.word).is_some_and(Letter::is_vowel);
    let is_consonant = begins_with(first.word).is_some_and(|letter| !letter.is_vowel());
    let is_one = || is_syllable(&format!("{}{}", first.word.to_lowercase(), next.word));
    // A letter that is named stands in quotation marks, or has a sign behind it.
    let is_bare = !first.is_fixed() && !next.is_fixed() && first.marks.is_inside();
    (is_bare && is_letter && is_consonant && is_rest && is_one()).then_some(at)
}
