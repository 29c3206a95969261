//! VT-07: one way to place tone marks in one guide.
//!
//! Open “oa”, “oe” and “uy” are written two ways: “hòa, khỏe, thủy” in laws and place names,
//! “hoà, khoẻ, thuỷ” in schoolbooks (QĐ 1989/QĐ-BGDĐT, article 8). Both are right; a sheet with both
//! looks careless. So the mixture is reported, with a place of each, and nothing is ever converted.
//! Names of people and places keep their own spelling and are not looked at; nor are buttons.

use std::collections::BTreeSet;

use super::faults;
use super::reading::{PassageRole, ReadingOrder};
use super::spelling::{Placing, other};
use crate::diag::{Sink, text};

/// A word that could be written the other way.
struct ToneVariant {
    passage: usize,
    token: usize,
    placing: Placing,
    other: String,
}

/// Tells of words written in the rarer way of a guide that has both.
pub(super) fn check(reading: &ReadingOrder<'_>, sink: &mut Sink) {
    let mut found: Vec<ToneVariant> = Vec::new();
    for (passage, text) in reading.passages.iter().enumerate() {
        if text.role == PassageRole::Contact {
            continue;
        }
        for (token, word) in text.tokens.iter().enumerate() {
            let Some(placing) = word.placing.filter(|_| !word.is_fixed()) else { continue };
            if is_name(text, token) {
                continue;
            }
            if let Some(other) = other(&word.word.to_lowercase()) {
                found.push(ToneVariant { passage, token, placing, other });
            }
        }
    }
    let count = |placing| found.iter().filter(|one| one.placing == placing).count();
    let (first, second) = (count(Placing::First), count(Placing::Second));
    if first == 0 || second == 0 {
        return;
    }
    // In a draw the guide goes on as it began.
    let began = found.first().map_or(Placing::First, |one| one.placing);
    let usual = match first.cmp(&second) {
        std::cmp::Ordering::Greater => Placing::First,
        std::cmp::Ordering::Less => Placing::Second,
        std::cmp::Ordering::Equal => began,
    };
    let Some(model) = found.iter().find(|one| one.placing == usual) else { return };
    let model_span = reading.span(model.passage, model.token..model.token + 1);
    let (most, few) = if usual == Placing::First { (first, second) } else { (second, first) };
    let model = reading.passages[model.passage].tokens[model.token].word;
    let mut reported = BTreeSet::new();
    for one in found.iter().filter(|one| one.placing != usual) {
        let word = reading.passages[one.passage].tokens[one.token].word;
        if !reported.insert(&one.other) {
            continue;
        }
        let wanted = recased(word, &one.other);
        sink.push(
            faults::two_placings((word, few), (model, most), &wanted)
                .at(reading.span(one.passage, one.token..one.token + 1))
                .also(
                    model_span,
                    text!(en "the usual way of this guide", vi "kiểu thường dùng trong bài này"),
                ),
        );
    }
}

/// Whether a word is, or belongs to, a proper name: a capital that begins no sentence, or two
/// capitals side by side (“Hòa Bình”).
fn is_name(text: &super::reading::Passage<'_>, token: usize) -> bool {
    let is_capital = |at: usize| text.tokens.get(at).is_some_and(super::token::Token::is_capital);
    let begins =
        text.begins(token) || text.tokens[token].marks.has(super::marks::Punctuation::QUOTE);
    is_capital(token) && (!begins || is_capital(token + 1))
}

/// `other` with a capital where `word` has one.
fn recased(word: &str, other: &str) -> String {
    let mut letters = word.chars();
    let capital = letters.next().is_some_and(char::is_uppercase);
    if capital && letters.next().is_some_and(char::is_uppercase) {
        return other.to_uppercase();
    }
    if capital { super::words::capitalised(other) } else { other.to_owned() }
}
