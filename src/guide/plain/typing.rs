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
            if lacks_marks(text, sentence.clone()) {
                let words = reading.words_of(passage, sentence.clone());
                let words = &excerpt(&words, 40);
                let found = Diagnostic::from(Fault::Unmarked { words });
                sink.push(found.at(reading.span(passage, sentence)));
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

/// Whether a sentence has no letter with a mark, though its words are Vietnamese and some of them need
/// one.
fn lacks_marks(text: &Passage<'_>, sentence: Range<usize>) -> bool {
    let words = || text.tokens[sentence.clone()].iter().filter(|token| !token.is_fixed());
    if words().any(|token| !token.word.is_ascii()) {
        return false;
    }
    let is_word = |word: &&str| word.bytes().all(|byte| byte.is_ascii_alphabetic());
    let all = words().map(|token| token.word).filter(is_word).collect::<Vec<_>>();
    let fits = all.iter().filter(|word| unmarked::may_bear_marks(word)).count();
    let needs = all.iter().any(|word| unmarked::lacks_marks(word));
    needs && fits >= LEAST && (all.len() - fits) * LEAST <= fits
}

/// A sentence that begins with a consonant by itself and the rest of its syllable: `N út này`.
fn torn_first(text: &Passage<'_>, sentence: Range<usize>) -> Option<usize> {
    let at = sentence.start;
    let [first, next, ..] = &text.tokens[sentence] else { return None };
    let is_letter = first.capitals() == Some(1) && first.word.chars().count() == 1;
    let begins_with = |word: &str| word.chars().next().and_then(Letter::of);
    let is_rest = next.is_small() && begins_with(next.word).is_some_and(Letter::is_vowel);
    let is_consonant = begins_with(first.word).is_some_and(|letter| !letter.is_vowel());
    let is_one = is_syllable(&format!("{}{}", first.word.to_lowercase(), next.word));
    // A letter that is named stands in quotation marks, or has a sign behind it.
    let is_bare = !first.is_fixed() && !next.is_fixed() && first.marks.is_inside();
    (is_bare && is_letter && is_consonant && is_rest && is_one).then_some(at)
}
