//! LP-09, VT-11: no lines of capitals.
//!
//! A run of more than two words, or of more than 20 letters, in capitals is reported: capitals hide the
//! shape of a word, and stacked accents (Ẳ, Ễ) crowd the line. Numbers and punctuation inside a run
//! do not end it. Names of buttons stay as the screen has them, and abbreviations side by side
//! (“SIM, ATM, QR”) are no shouting.

use std::ops::Range;

use super::faults;
use super::reading::ReadingOrder;
use super::token::{Token, TokenKind};
use super::words::{WORDS, capitalised};
use crate::diag::Sink;

/// The most words in capitals side by side.
const WORDS_IN_CAPITALS: usize = 2;
/// The most letters in capitals side by side.
const LETTERS: usize = 20;

/// Tells of runs in capitals.
pub(super) fn check(reading: &ReadingOrder<'_>, sink: &mut Sink) {
    for (passage, text) in reading.passages.iter().enumerate() {
        let tokens = &text.tokens;
        let mut at = 0;
        while at < tokens.len() {
            let Some(run) = run(tokens, at) else {
                at += 1;
                continue;
            };
            at = run.end;
            let shouted = tokens[run.clone()].iter().filter_map(Token::capitals);
            let (words, letters) =
                shouted.fold((0, 0), |(words, letters), n| (words + 1, letters + n));
            let names = tokens[run.clone()].iter().all(|token| is_name(token.word));
            if names || (words <= WORDS_IN_CAPITALS && letters <= LETTERS) {
                continue;
            }
            let begins = text.begins(run.start);
            let wanted = sentence_case(&tokens[run.clone()], begins, reading.app());
            sink.push(
                faults::capitals((words, letters), &wanted, (WORDS_IN_CAPITALS, LETTERS))
                    .at(reading.span(passage, run)),
            );
        }
    }
}

/// The run in capitals that begins at `from`.
fn run(tokens: &[Token<'_>], from: usize) -> Option<Range<usize>> {
    let is_shouted =
        |token: &Token<'_>| token.kind == TokenKind::Word && token.capitals().is_some();
    let mut end = from;
    for (at, token) in tokens.iter().enumerate().skip(from) {
        if is_shouted(token) {
            end = at + 1;
        } else if at == from || token.word.contains(char::is_alphabetic) {
            break;
        }
    }
    (end > from).then_some(from..end)
}

fn is_name(word: &str) -> bool {
    WORDS.known.get(word).is_some() || WORDS.abbreviations.get(word).is_some()
}

/// The run in small letters, but for its first and for names.
fn sentence_case(tokens: &[Token<'_>], begins: bool, app: &str) -> String {
    let mut text = String::new();
    for (at, token) in tokens.iter().enumerate() {
        if at > 0 {
            text.push(' ');
        }
        let small = token.word.to_lowercase();
        match small.as_str() {
            _ if app.to_lowercase() == small => text.push_str(app),
            _ if is_name(token.word) => text.push_str(token.word),
            _ if at == 0 && begins => text.push_str(&capitalised(&small)),
            _ => text.push_str(&small),
        }
    }
    text
}
