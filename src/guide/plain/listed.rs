//! Words of a table of `words.md` in a guide: each once, at its first place, with how often it is used.
//!
//! Left alone are buttons, quotations, web addresses, what the screen is said to show, words that
//! the sentence explains (“đường dẫn (link)”) and entries with nothing beside them.

use std::ops::Range;

use super::explain::{is_called, is_explained};
use super::reading::{Passage, ReadingOrder};
use super::words::{WordList, capitalised};
use crate::span::Span;

/// A word of a table, and how often the guide has it.
pub(super) struct Listed {
    words: &'static str,
    beside: &'static str,
    passage: usize,
    tokens: Range<usize>,
    /// How often it is used.
    pub(super) count: usize,
}

impl Listed {
    /// The words of `list` that stand in the guide.
    pub(super) fn all(reading: &ReadingOrder<'_>, list: &WordList) -> Vec<Listed> {
        let mut found = Vec::new();
        for (passage, text) in reading.passages.iter().enumerate() {
            for sentence in &text.sentences {
                find(list, text, passage, sentence, &mut found);
            }
        }
        found
    }

    /// The word as the guide writes it.
    pub(super) fn written(&self, reading: &ReadingOrder<'_>) -> String {
        reading.words_of(self.passage, self.tokens.clone())
    }

    /// What to write in its place, with a capital where the word has one at the start of a sentence.
    pub(super) fn wanted(&self, reading: &ReadingOrder<'_>) -> String {
        let text = &reading.passages[self.passage];
        let is_capital = text.tokens[self.tokens.start].is_capital();
        if text.begins(self.tokens.start) && is_capital {
            capitalised(self.beside)
        } else {
            self.beside.to_owned()
        }
    }

    /// Where it stands.
    pub(super) fn span(&self, reading: &ReadingOrder<'_>) -> Span {
        reading.span(self.passage, self.tokens.clone())
    }
}

/// Gathers the words of `list` in a sentence.
fn find(
    list: &WordList,
    text: &Passage<'_>,
    passage: usize,
    sentence: &Range<usize>,
    found: &mut Vec<Listed>,
) {
    let tokens = &text.tokens;
    let mut at = sentence.start;
    while at < sentence.end {
        let token = &tokens[at];
        let entry = list.at(&tokens[at..sentence.end]);
        let Some((entry, length)) = entry.filter(|_| !token.is_fixed()) else {
            at += 1;
            continue;
        };
        let range = at..at + length;
        at += length;
        let stays = entry.beside.is_empty()
            || is_explained(tokens, sentence, &range)
            || is_called(tokens, sentence, range.start);
        if stays {
            continue;
        }
        if let Some(earlier) = found.iter_mut().find(|earlier| earlier.words == entry.words) {
            earlier.count += 1;
        } else {
            let (words, beside) = (entry.words, entry.beside);
            found.push(Listed { words, beside, passage, tokens: range, count: 1 });
        }
    }
}
