//! Finds the phrases of a [`Glossary`] in the words of a guide.

use super::glossary::{Glossary, Meaning, Phrase};
use super::marks::Punctuation;
use super::token::Token;

/// The most words a gap stands for.
const GAP: usize = 8;

impl Glossary {
    /// What phrases that begin at the first of `tokens` mean, and how many words each takes.
    pub(super) fn at(&self, tokens: &[Token<'_>]) -> impl Iterator<Item = (Meaning, usize)> {
        let phrases = tokens.first().map_or(&[][..], |first| self.beginning(&first.key));
        phrases.iter().filter_map(|phrase| Some((phrase.meaning, phrase.length(tokens)?)))
    }
}

impl Phrase {
    /// How many of `tokens`, from the first on, it takes.
    fn length(&self, tokens: &[Token<'_>]) -> Option<usize> {
        let mut end = 0;
        for (number, piece) in self.pieces.iter().enumerate() {
            let rest = &tokens[end..];
            let gap = if number == 0 { 0 } else { GAP };
            let skipped = (0..=gap).find(|&from| begins(piece, rest.get(from..)))?;
            end += skipped + piece.len();
        }
        Some(end)
    }
}

/// Whether `tokens` begin with the words of `piece`, with nothing but commas between them.
fn begins(piece: &[String], tokens: Option<&[Token<'_>]>) -> bool {
    let Some(tokens) = tokens.and_then(|tokens| tokens.get(..piece.len())) else { return false };
    let is_joined =
        |token: &Token<'_>| token.marks.is_inside() || token.marks.has(Punctuation::COMMA);
    tokens.iter().zip(piece).all(|(token, word)| token.key == word.as_str())
        && tokens[..piece.len() - 1].iter().all(is_joined)
}
