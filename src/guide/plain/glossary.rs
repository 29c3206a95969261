//! Words a project has to explain and things its steps use: `guides/terms.yaml`.
//!
//! In goes the file, out comes a [`Glossary`] that finds their phrases in the words of a guide, each
//! by its first word. A phrase may have a gap: “nhập … mật khẩu”.

use std::collections::BTreeMap;

use super::marks::Punctuation;
use super::token::{Token, tokens_of};
use crate::diag::{Sink, text};
use crate::source::Source;
use crate::yaml::{self, Fields, Node, Spanned};

/// The file, in the folder of guides.
pub const TERMS: &str = "guides/terms.yaml";

/// The most words a gap stands for.
const GAP: usize = 8;

/// What a phrase says of a term or a thing; the number is its place in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A word that has to be explained.
    Term(usize),
    /// Words that explain it.
    Said(usize),
    /// A step has the thing in hand.
    Used(usize),
    /// The thing was brought.
    Brought(usize),
    /// A step makes or fetches the thing.
    Made(usize),
}

/// A word that has to be explained.
#[derive(Debug)]
pub(super) struct Term {
    /// Its id.
    pub(super) id: String,
    /// What it means, in plain words.
    pub(super) means: String,
}

/// Words that are looked for: pieces with gaps between them.
#[derive(Debug)]
struct Phrase {
    pieces: Vec<Vec<String>>,
    meaning: Meaning,
}

/// Terms and things, with all their phrases.
#[derive(Debug, Default)]
pub struct Glossary {
    /// The terms.
    pub(super) terms: Vec<Term>,
    /// The names of the things.
    pub(super) things: Vec<String>,
    /// By their first words.
    phrases: BTreeMap<String, Vec<Phrase>>,
}

impl Glossary {
    /// Reads the file and reports every mistake in it.
    pub fn read(source: &Source, sink: &mut Sink) -> Glossary {
        let mut all = Glossary::default();
        let whole = 0..source.text.len();
        let node = if source.is_known {
            yaml::parse_known(source, whole)
        } else {
            yaml::parse(source, whole, sink)
        };
        let Some(node) = node else { return all };
        let Some(fields) = node.fields("terms.yaml", sink) else { return all };
        for (id, fields) in entries(&fields, "terms", sink) {
            let at = all.terms.len();
            let means = fields.text("means", sink).map_or_else(String::new, |means| means.it);
            all.list(&fields, "words", Meaning::Term(at), sink);
            all.list(&fields, "said", Meaning::Said(at), sink);
            fields.finish(sink);
            all.add(&means, Meaning::Said(at));
            all.terms.push(Term { id, means });
        }
        for (_, fields) in entries(&fields, "things", sink) {
            let at = all.things.len();
            let name = fields.text("name", sink).map_or_else(String::new, |name| name.it);
            all.list(&fields, "used", Meaning::Used(at), sink);
            all.list(&fields, "brought", Meaning::Brought(at), sink);
            all.list(&fields, "made", Meaning::Made(at), sink);
            fields.finish(sink);
            all.things.push(name);
        }
        fields.finish(sink);
        all
    }

    /// Adds the phrases of a list, which has to be there; of nothing but dots nothing can be found.
    fn list(&mut self, fields: &Fields<'_>, name: &'static str, of: Meaning, sink: &mut Sink) {
        let nodes = fields.need(name, sink).and_then(|node| node.list(name, sink));
        for node in nodes.unwrap_or(&[]) {
            let Some(words) = node.text(name, sink) else { continue };
            if !self.add(&words.it, of) {
                let wanted = text!(en "words of a guide", vi "lời có trong bài");
                sink.push(node.wrong(name, wanted));
            }
        }
    }

    fn add(&mut self, words: &str, meaning: Meaning) -> bool {
        let pieces: Vec<Vec<String>> = words
            .split('…')
            .map(|piece| tokens_of(piece).iter().map(|token| token.key.to_string()).collect())
            .filter(|piece: &Vec<String>| !piece.is_empty())
            .collect();
        let Some(first) = pieces.first().and_then(|piece| piece.first()).cloned() else {
            return false;
        };
        self.phrases.entry(first).or_default().push(Phrase { pieces, meaning });
        true
    }

    /// What phrases that begin at the first of `tokens` mean, and how many words each takes.
    pub(super) fn at(&self, tokens: &[Token<'_>]) -> impl Iterator<Item = (Meaning, usize)> {
        let phrases = tokens.first().and_then(|first| self.phrases.get(first.key.as_ref()));
        let phrases = phrases.map_or(&[][..], Vec::as_slice);
        phrases.iter().filter_map(|phrase| Some((phrase.meaning, phrase.length(tokens)?)))
    }

    /// The term whose longest words begin at the first of `tokens`.
    pub(super) fn term(&self, tokens: &[Token<'_>]) -> Option<(usize, usize)> {
        let terms = self.at(tokens).filter_map(|(meaning, length)| match meaning {
            Meaning::Term(term) => Some((term, length)),
            _ => None,
        });
        terms.max_by_key(|(_, length)| *length)
    }
}

/// The entries of a list of the file, by their ids.
fn entries<'a>(
    fields: &Fields<'a>,
    name: &'static str,
    sink: &mut Sink,
) -> Vec<(String, Fields<'a>)> {
    let node = fields.need(name, sink);
    let all = node.and_then(|node| node.fields(name, sink));
    let mut read = |(id, node): &'a (Spanned<String>, Node)| {
        node.fields(&id.it, sink).map(|fields| (id.it.clone(), fields))
    };
    all.iter().flat_map(Fields::all).filter_map(&mut read).collect()
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
