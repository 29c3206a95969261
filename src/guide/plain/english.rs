//! ER-03: no English where there is Vietnamese.
//!
//! The words are in `words.md`, with what to write. Each is told once a guide, at its first place.
//! Left alone are buttons, quotations, web addresses, what the screen is said to show, words that
//! the sentence explains (“đường dẫn (link)”) and names (“App Store”).

use std::ops::Range;

use super::explain::{is_called, is_explained};
use super::reading::{Passage, ReadingOrder};
use super::words::{WORDS, capitalised, times};
use crate::diag::{Code, Diagnostic, Sink, text};

/// Tells of each English word.
pub(super) fn check(reading: &ReadingOrder<'_>, sink: &mut Sink) {
    let mut found = Vec::new();
    for (passage, text) in reading.passages.iter().enumerate() {
        for sentence in &text.sentences {
            find(text, passage, sentence, &mut found);
        }
    }
    for one in &found {
        sink.push(tell(reading, one));
    }
}

/// An English word that is no name, and how often the guide has it.
struct English {
    words: &'static str,
    beside: &'static str,
    passage: usize,
    tokens: Range<usize>,
    count: usize,
}

/// Gathers the English words of a sentence.
fn find(text: &Passage<'_>, passage: usize, sentence: &Range<usize>, found: &mut Vec<English>) {
    let tokens = &text.tokens;
    let mut at = sentence.start;
    while at < sentence.end {
        let token = &tokens[at];
        let entry = WORDS.english.at(&tokens[at..sentence.end]);
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
            found.push(English { words, beside, passage, tokens: range, count: 1 });
        }
    }
}

fn tell(reading: &ReadingOrder<'_>, one: &English) -> Diagnostic {
    let (word, count) = (reading.words_of(one.passage, one.tokens.clone()), one.count);
    let times = times(count);
    let text = &reading.passages[one.passage];
    let begins = text.begins(one.tokens.start);
    let is_capital = text.tokens[one.tokens.start].is_capital();
    let wanted = if begins && is_capital { capitalised(one.beside) } else { one.beside.to_owned() };
    Diagnostic::new(
        Code::PlainEnglish,
        text!(
            en "“{word}” is English, used {times}; 0 is the limit (ER-03)",
            vi "“{word}” là tiếng Anh, dùng {count} lần; không nên dùng lần nào (ER-03)",
        ),
    )
    .at(reading.span(one.passage, one.tokens.clone()))
    .hint(text!(
        en "write “{wanted}”; if it is what the screen says, write it as a button: `**“{word}”**`",
        vi "viết “{wanted}”; nếu đây là chữ trên màn hình thì viết thành tên nút: `**“{word}”**`",
    ))
}
