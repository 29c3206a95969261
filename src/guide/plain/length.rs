//! ER-02: short sentences, short steps.
//!
//! A syllable is a word of `token`. More than 15 in a sentence is a warning, more than 20 an error;
//! so are two commas a warning, for a sentence with two has three thoughts. A sentence that is too
//! long is not told of its commas as well: cutting it mends both. Commas in the names of buttons
//! and in what somebody says are not the author's to change, nor is “Công an xã, phường”.
//!
//! A step is told from 41 syllables on: two sentences at the limit (30) and a heading of one line,
//! which at 39 to 43 letters (LP-06) holds about ten. That is what stands beside one picture, and
//! what can be kept in mind while looking from the sheet to the phone.

use std::ops::Range;

use super::reading::{PassageRole, ReadingOrder, syllables};
use super::sentence;
use crate::diag::{Code, Diagnostic, Sink, Text, text};

/// From here on a sentence is long.
const LONG: usize = 15;
/// Nobody keeps more than this in mind.
const TOO_LONG: usize = 20;
/// The most syllables of a step, its heading with them.
const STEP: usize = 40;

/// Tells of sentences nobody keeps in mind; finer measures are left to guides.
pub(super) fn check_words(reading: &ReadingOrder<'_>, sink: &mut Sink) {
    for (passage, text) in reading.passages.iter().enumerate() {
        for range in &text.sentences {
            let count = syllables(&text.tokens[range.clone()]);
            if count > TOO_LONG {
                sink.push(long(reading, passage, range, count));
            }
        }
    }
}

/// Measures every sentence and every step.
pub(super) fn check(reading: &ReadingOrder<'_>, sink: &mut Sink) {
    for (passage, text) in reading.passages.iter().enumerate() {
        if text.role == PassageRole::Picture {
            continue;
        }
        for range in &text.sentences {
            let tokens = &text.tokens[range.clone()];
            let count = syllables(tokens);
            if count > LONG {
                sink.push(long(reading, passage, range, count));
                continue;
            }
            // The last mark ends the sentence, or joins it to nothing.
            let inner = &tokens[..tokens.len().saturating_sub(1)];
            let commas = (0..inner.len()).filter(|&at| sentence::is_pause(tokens, at)).count();
            if commas >= 2 {
                sink.push(many_commas(reading, passage, range, commas));
            }
        }
    }
    for ((part, number), range) in reading.steps() {
        let words = reading.passages[range].iter().filter(|text| text.role != PassageRole::Picture);
        let count: usize = words.map(|text| syllables(&text.tokens)).sum();
        if count > STEP {
            let step = &reading.guide.parts[part - 1].steps[number - 1];
            let over = count - STEP;
            sink.push(
                Diagnostic::new(
                    Code::PlainLongStep,
                    text!(
                        en "step {number} has {count} syllables; {STEP} is the limit (ER-02)",
                        vi "bước {number} dài {count} tiếng; nên tối đa {STEP} tiếng (ER-02)",
                    ),
                )
                .at(step.span)
                .hint(text!(
                    en "leave out {over} syllables, or make two steps of it",
                    vi "bớt {over} tiếng, hoặc tách thành hai bước",
                )),
            );
        }
    }
}

fn long(
    reading: &ReadingOrder<'_>,
    passage: usize,
    range: &Range<usize>,
    count: usize,
) -> Diagnostic {
    let found = if count > TOO_LONG {
        Diagnostic::new(
            Code::PlainTooLongSentence,
            text!(
                en "this sentence has {count} syllables; more than {TOO_LONG} is not allowed (ER-02)",
                vi "câu này dài {count} tiếng; không được quá {TOO_LONG} tiếng (ER-02)",
            ),
        )
    } else {
        Diagnostic::new(
            Code::PlainLongSentence,
            text!(
                en "this sentence has {count} syllables; {LONG} is the limit (ER-02)",
                vi "câu này dài {count} tiếng; nên tối đa {LONG} tiếng (ER-02)",
            ),
        )
    };
    let hint = cut_hint(reading, passage, range).unwrap_or_else(|| {
        text!(
            en "say one thing a sentence, and leave out what the picture shows",
            vi "mỗi câu nói một ý, bỏ bớt chữ mà hình đã nói",
        )
    });
    found.at(reading.span(passage, range.clone())).hint(hint)
}

fn many_commas(
    reading: &ReadingOrder<'_>,
    passage: usize,
    range: &Range<usize>,
    commas: usize,
) -> Diagnostic {
    let found = Diagnostic::new(
        Code::PlainCommas,
        text!(
            en "this sentence has {commas} commas; one is the limit (ER-02)",
            vi "câu này có {commas} dấu phẩy; nên tối đa một dấu (ER-02)",
        ),
    )
    .at(reading.span(passage, range.clone()));
    let found = match cut_hint(reading, passage, range) {
        Some(hint) => found.hint(hint),
        None => found,
    };
    found.hint(text!(
        en "several things in a row read better as a list: one line each, beginning with `- `",
        vi "kể nhiều thứ thì viết thành danh sách, mỗi thứ một dòng mở đầu bằng `- `",
    ))
}

/// Where to end the sentence and begin the next.
fn cut_hint(reading: &ReadingOrder<'_>, passage: usize, range: &Range<usize>) -> Option<Text> {
    let tokens = &reading.passages[passage].tokens;
    let (end, begin) = sentence::cut(tokens, range.clone())?;
    let last = reading.words_of(passage, end.saturating_sub(2).max(range.start)..end);
    let first = reading.words_of(passage, begin..(begin + 2).min(range.end));
    let first = super::words::capitalised(&first);
    Some(text!(
        en "end the sentence after “{last}”, begin the next with “{first}”",
        vi "chấm câu sau “{last}”, mở câu mới bằng “{first}”",
    ))
}
