//! Words a project has to explain and things its steps use: `guides/terms.yaml`.
//!
//! In goes the file, out comes a [`Glossary`] with their phrases, each by its first word. A phrase may
//! have a gap: “nhập … mật khẩu”.

use std::collections::BTreeMap;

use super::bloom_filter::BloomFilter;
use super::spelling;
use crate::diag::{Sink, text};
use crate::source::Source;
use crate::vietnamese::letter::is_letter_or_number;
use crate::yaml::{self, Fields, FileKind, Node, Spanned};

/// The file, in the folder of guides.
pub const TERMS: &str = "guides/terms.yaml";

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

/// A thing that steps use.
#[derive(Debug)]
pub(super) struct Thing {
    /// Its id.
    id: String,
    /// What it is called.
    pub(super) name: String,
}

/// Words that are looked for: pieces with gaps between them.
#[derive(Debug)]
pub(super) struct Phrase {
    pub(super) pieces: Vec<Vec<String>>,
    pub(super) meaning: Meaning,
}

/// Terms and things, with all their phrases.
#[derive(Debug, Default)]
pub struct Glossary {
    /// The terms.
    pub(super) terms: Vec<Term>,
    /// The things.
    pub(super) things: Vec<Thing>,
    /// By their first words.
    phrases: BTreeMap<String, Vec<Phrase>>,
    firsts: BloomFilter,
}

impl Glossary {
    /// Reads the file and reports every mistake in it.
    pub fn read(source: &Source, sink: &mut Sink) -> Glossary {
        let mut all = Glossary::default();
        all.put_behind(source, sink);
        all
    }

    /// Reads another file, whose entries count where there is none of the same id here.
    pub fn put_behind(&mut self, source: &Source, sink: &mut Sink) {
        let whole = 0..source.text.len();
        let Some(node) = yaml::parse(source, whole, sink) else { return };
        let Some(fields) = node.file(FileKind::Terms, sink) else { return };
        for (id, fields) in entries(&fields, "terms", sink) {
            if self.terms.iter().any(|known| known.id == id) {
                continue;
            }
            let at = self.terms.len();
            let means = fields.text("means", sink).map_or_else(String::new, |means| means.it);
            self.list(&fields, "words", Meaning::Term(at), sink);
            self.list(&fields, "said", Meaning::Said(at), sink);
            fields.finish(sink);
            self.add(&means, Meaning::Said(at));
            self.terms.push(Term { id, means });
        }
        for (id, fields) in entries(&fields, "things", sink) {
            if self.things.iter().any(|known| known.id == id) {
                continue;
            }
            let at = self.things.len();
            let name = fields.text("name", sink).map_or_else(String::new, |name| name.it);
            self.list(&fields, "used", Meaning::Used(at), sink);
            self.list(&fields, "brought", Meaning::Brought(at), sink);
            self.list(&fields, "made", Meaning::Made(at), sink);
            fields.finish(sink);
            self.things.push(Thing { id, name });
        }
        fields.finish(sink);
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

    /// The phrases whose first word this is.
    pub(super) fn beginning(&self, word: &str) -> &[Phrase] {
        let phrases = if self.firsts.may_have(word) { self.phrases.get(word) } else { None };
        phrases.map_or(&[], Vec::as_slice)
    }

    fn add(&mut self, words: &str, meaning: Meaning) -> bool {
        let pieces: Vec<Vec<String>> =
            words.split('…').map(keys).filter(|piece: &Vec<String>| !piece.is_empty()).collect();
        let Some(first) = pieces.first().and_then(|piece| piece.first()).cloned() else {
            return false;
        };
        self.firsts.add(&first);
        self.phrases.entry(first).or_default().push(Phrase { pieces, meaning });
        true
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

/// The words of a piece, as they are looked up.
fn keys(piece: &str) -> Vec<String> {
    let words =
        piece.split_whitespace().map(|word| word.trim_matches(|c: char| !is_letter_or_number(c)));
    words.filter(|word| !word.is_empty()).map(|word| spelling::key(word).0.into_owned()).collect()
}
