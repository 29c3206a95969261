//! The word lists of the plain-language check, read from `words.md`.
//!
//! In goes the Markdown a Vietnamese speaker can review, out come sorted tables; they are read
//! once, at the first guide that is checked.

use std::sync::LazyLock;

use super::bloom_filter::BloomFilter;
use super::token::Token;

/// What kind of work a verb asks for. Verbs of one kind belong to one action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Act {
    /// A touch of the screen: opens, chooses, confirms.
    Tap,
    /// Any other kind, by its name in `words.md`.
    Work(&'static str),
}

/// A word or several, and what `words.md` says beside it.
#[derive(Clone, Copy, Debug)]
pub(super) struct WordListEntry {
    /// The words, in small letters.
    pub(super) words: &'static str,
    /// The second column.
    pub(super) beside: &'static str,
}

/// A table, sorted by words.
#[derive(Debug, Default)]
pub(super) struct WordList {
    entries: Vec<WordListEntry>,
    /// Of the first words.
    firsts: BloomFilter,
}

impl WordList {
    /// The longest entry that begins at the first of `tokens`, and how many tokens it takes.
    pub(super) fn at(&self, tokens: &[Token<'_>]) -> Option<(WordListEntry, usize)> {
        let first = tokens.first()?.key.as_ref();
        if !self.firsts.may_have(first) {
            return None;
        }
        let from = self.entries.partition_point(|entry| entry.words < first);
        let mut best = None;
        for entry in &self.entries[from..] {
            let mut words = entry.words.split(' ');
            // A blank sorts before any letter, so entries with one first word stand together.
            if words.next() != Some(first) {
                break;
            }
            let count = 1 + words.clone().count();
            let rest = tokens.get(1..count);
            let same = rest.is_some_and(|rest| {
                rest.iter().zip(words).all(|(token, word)| token.key == word)
                    && tokens[..count - 1].iter().all(|token| token.marks.is_inside())
            });
            if same && best.is_none_or(|(_, longest)| count > longest) {
                best = Some((*entry, count));
            }
        }
        best
    }

    /// What stands beside `word`, if the table has it.
    pub(super) fn get(&self, word: &str) -> Option<&'static str> {
        let found = self.entries.binary_search_by(|entry| entry.words.cmp(word)).ok()?;
        Some(self.entries[found].beside)
    }
}

/// All tables.
#[derive(Debug, Default)]
pub(super) struct WordLists {
    /// Words of law and forms, with a plain way to say them; empty where they need explaining.
    pub(super) official: WordList,
    /// English words with the Vietnamese.
    pub(super) english: WordList,
    /// Words that may be taken for another, with the word for each meaning; empty where harmless.
    pub(super) senses: WordList,
    /// Abbreviations with their meaning.
    pub(super) abbreviations: WordList,
    /// Abbreviations everybody knows.
    pub(super) known: WordList,
    /// What one does with a phone.
    pub(super) verbs: WordList,
    /// What may follow the reader's form of address, besides verbs.
    pub(super) follow: WordList,
}

/// The tables of `words.md`.
pub(super) static WORDS: LazyLock<WordLists> = LazyLock::new(|| read(include_str!("words.md")));

fn read(text: &'static str) -> WordLists {
    let mut words = WordLists::default();
    let mut unknown = WordList::default();
    let mut table = &mut unknown;
    let mut in_rows = false;
    for line in text.lines() {
        if let Some(name) = line.strip_prefix("## ") {
            table = match name {
                "official" => &mut words.official,
                "english" => &mut words.english,
                "senses" => &mut words.senses,
                "abbreviations" => &mut words.abbreviations,
                "known" => &mut words.known,
                "verbs" => &mut words.verbs,
                "follow" => &mut words.follow,
                _ => &mut unknown,
            };
            in_rows = false;
        } else if line.starts_with("|---") {
            in_rows = true;
        } else if in_rows && let Some(row) = line.strip_prefix('|') {
            let mut cells = row.split('|').map(str::trim);
            let (words, beside) = (cells.next().unwrap_or(""), cells.next().unwrap_or(""));
            table.entries.push(WordListEntry { words, beside });
        }
    }
    let all = [
        &mut words.official,
        &mut words.english,
        &mut words.senses,
        &mut words.abbreviations,
        &mut words.known,
        &mut words.verbs,
        &mut words.follow,
    ];
    for table in all {
        table.entries.sort_unstable_by_key(|entry| entry.words);
        for entry in &table.entries {
            table.firsts.add(entry.words.split(' ').next().unwrap_or(""));
        }
    }
    words
}

/// `word` with a capital in front.
pub(super) fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// How often, in English.
pub(super) fn times(count: usize) -> String {
    if count == 1 { "once".to_owned() } else { format!("{count} times") }
}

/// The verb that begins at the first of `tokens`, its kind and how many tokens it takes.
pub(super) fn verb(tokens: &[Token<'_>]) -> Option<(&'static str, Act, usize)> {
    let (entry, count) = WORDS.verbs.at(tokens)?;
    let act = if entry.beside == "tap" { Act::Tap } else { Act::Work(entry.beside) };
    Some((entry.words, act, count))
}

/// Whether words in small letters are a verb of the table.
pub(in crate::guide) fn is_verb(words: &str) -> bool {
    WORDS.verbs.get(words).is_some()
}

#[cfg(test)]
mod tests {
    use super::super::spelling;
    use super::*;

    #[test]
    fn every_table_is_filled_sorted_and_without_doubles() {
        let WordLists { official, english, senses, abbreviations, known, verbs, follow } = &*WORDS;
        for (name, table, least) in [
            ("official", official, 20),
            ("english", english, 50),
            ("senses", senses, 15),
            ("abbreviations", abbreviations, 20),
            ("known", known, 5),
            ("verbs", verbs, 25),
            ("follow", follow, 25),
        ] {
            assert!(table.entries.len() >= least, "{name}: {}", table.entries.len());
            for pair in table.entries.windows(2) {
                assert!(pair[0].words < pair[1].words, "{name}: {pair:?}");
            }
            let small = !matches!(name, "abbreviations" | "known");
            for WordListEntry { words, .. } in &table.entries {
                assert!(!words.is_empty() && !words.contains("  "), "{name}: {words:?}");
                assert!(!small || *words == spelling::key(words).0, "{name}: {words:?}");
            }
        }
        assert!(verbs.entries.iter().all(|entry| !entry.beside.is_empty()));
    }

    #[test]
    fn no_word_is_plain_and_official_at_once() {
        for WordListEntry { beside, .. } in &WORDS.official.entries {
            assert!(WORDS.official.get(&beside.to_lowercase()).is_none(), "{beside}");
            assert!(WORDS.senses.get(&beside.to_lowercase()).is_none(), "{beside}");
        }
    }
}
