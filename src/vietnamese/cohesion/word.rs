//! A text as words with what the rules of cohesion ask about them.

use std::borrow::Cow;

use super::is_invisible;
use super::lexicon::{self, WordClass, WordClasses};
use crate::vietnamese::foreign::is_coined;

/// A word: letters between two spaces, its punctuation included.
#[derive(Debug)]
pub(super) struct Word<'t> {
    /// Its first byte in the text.
    pub start: usize,
    /// As typed.
    pub text: &'t str,
    /// Without punctuation at both ends; empty for a lone dash.
    pub core: &'t str,
    /// The core in small letters.
    pub small: Cow<'t, str>,
    /// Whether nothing stands before it in its line of text.
    pub is_first: bool,
    /// The lists it stands in, and those its part before the first dash or slash stands in.
    kinds: WordClasses,
    head_kinds: WordClasses,
    /// What it ends, by the punctuation behind it.
    end: End,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Nothing,
    Clause,
    Sentence,
}

impl<'t> Word<'t> {
    /// The words of one line of text that begins at byte `from`.
    pub(super) fn all(line: &'t str, from: usize) -> impl Iterator<Item = Word<'t>> {
        let mut at = 0;
        let spans = line.split(char::is_whitespace).map(move |text| {
            let start = at;
            at += text.len();
            // The space that follows may be wider than a byte.
            at += line[at..].chars().next().map_or(0, char::len_utf8);
            (start, text)
        });
        let words = spans.filter(|(_, text)| !text.is_empty()).enumerate();
        words.map(move |(index, (start, text))| Word::new(text, from + start, index == 0))
    }

    fn new(text: &'t str, start: usize, is_first: bool) -> Word<'t> {
        let is_core = |letter: char| letter.is_alphanumeric() || matches!(letter, '%' | '₫');
        let core = text.trim_matches(|letter: char| !is_core(letter));
        let small = if core.contains(|letter: char| letter.is_uppercase() || is_invisible(letter)) {
            Cow::Owned(core.to_lowercase().replace(is_invisible, ""))
        } else {
            Cow::Borrowed(core)
        };
        let kinds = lexicon::kinds(&small);
        // A number behind the name of an app is its version.
        // Without a capital letter it is none.
        let is_app = matches!(small, Cow::Owned(_)) && is_coined(core);
        let kinds = if is_app { kinds.with(WordClass::Counter) } else { kinds };
        let head = head(&small);
        let head_kinds = if head.len() < small.len() { lexicon::kinds(head) } else { kinds };
        let bare = text.trim_end_matches(['”', '’', '"', '\'', ')', ']', '»']);
        let end = match bare.chars().next_back() {
            _ if lexicon::is_abbreviation(text) => End::Nothing,
            Some('.' | '!' | '?' | '…') => End::Sentence,
            Some(',' | ':' | ';') => End::Clause,
            _ => End::Nothing,
        };
        Word { start, text, core, small, is_first, kinds, head_kinds, end }
    }

    /// Whether it, or what it begins with, stands in the list of `kind`: `đ/phút` is a unit.
    pub(super) fn is(&self, kind: WordClass) -> bool {
        self.head_kinds.has(kind)
    }

    /// What it begins with, in small letters: `nội` of `Nội–Huế`.
    pub(super) fn head(&self) -> &str {
        head(&self.small)
    }

    /// Whether it stands in the list of `kind` and no punctuation parts it from the next word.
    pub(super) fn open(&self, kind: WordClass) -> bool {
        self.kinds.has(kind) && self.end == End::Nothing
    }

    /// Whether punctuation parts it from the next word.
    pub(super) fn closes(&self) -> bool {
        self.end != End::Nothing
    }

    /// Whether a sentence ends with it.
    pub(super) fn ends_sentence(&self) -> bool {
        self.end == End::Sentence
    }

    /// Whether it is a number, or begins with one: `3`, `+84`, `8h30`, `69/2024/NĐ-CP`.
    pub(super) fn is_number(&self) -> bool {
        self.core.starts_with(|letter: char| letter.is_ascii_digit())
    }

    /// Whether it is a Roman number or a single letter: `II`, `a`.
    pub(super) fn is_letter(&self) -> bool {
        let is_one = self.core.chars().count() == 1 && self.core.chars().all(char::is_alphabetic);
        let is_roman = |letter: char| matches!(letter, 'I' | 'V' | 'X');
        is_one || (!self.core.is_empty() && self.core.chars().all(is_roman))
    }

    /// Whether it is written as names are: one capital letter, then small ones.
    pub(super) fn is_name(&self) -> bool {
        let mut letters = head(self.core).chars();
        letters.next().is_some_and(char::is_uppercase)
            && letters.all(|letter| letter.is_alphabetic() && !letter.is_uppercase())
    }

    /// Whether it has no letters and opens something: `“`, `(`.
    pub(super) fn is_opening(&self) -> bool {
        self.core.is_empty() && self.text.ends_with(['“', '‘', '(', '[', '{', '«', '¿', '¡'])
    }

    /// Whether it counts an entry: `1.`, `2)`.
    pub(super) fn is_entry_number(&self) -> bool {
        self.text.strip_suffix(['.', ')']) == Some(self.core)
            && self.core.len() <= 2
            && !self.core.is_empty()
            && self.core.bytes().all(|letter| letter.is_ascii_digit())
    }

    /// Whether it is no longer than a syllable: the longest is “nghiêng”.
    pub(super) fn is_short(&self) -> bool {
        self.core.chars().count() <= 7
    }

    /// Whether it is a syllable, and no code or name of several such as `VNeID`.
    pub(super) fn is_syllable(&self) -> bool {
        self.is_short() && self.core.chars().skip(1).all(|letter| !letter.is_uppercase())
    }
}

/// A word up to its first dash or slash.
fn head(word: &str) -> &str {
    word.split(['–', '—', '-', '/']).next().unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(text: &str) -> Word<'_> {
        Word::all(text, 0).next().unwrap()
    }

    #[test]
    fn words_stand_at_their_bytes() {
        let line = " Bác\u{a0}bấm  (Bước\u{202f}1). ";
        let starts: Vec<(usize, &str)> =
            Word::all(line, 7).map(|word| (word.start - 7, word.text)).collect();
        assert_eq!(starts.len(), 4);
        for (start, text) in starts {
            assert_eq!(&line[start..start + text.len()], text);
        }
    }

    #[test]
    fn shapes_are_told_apart() {
        for number in ["3", "(3)", "+84", "8h30", "50%", "69/2024/NĐ-CP,", "1.000.000"] {
            assert!(one(number).is_number(), "{number}");
        }
        for name in ["Lan", "Ý", "“Nguyễn”", "Đức."] {
            assert!(one(name).is_name(), "{name}");
        }
        for other in ["VNeID", "lan", "TP", "App2", "–", "UBND"] {
            assert!(!one(other).is_name() && !one(other).is_number(), "{other}");
        }
        assert!(one("II").is_letter() && one("a)").is_letter() && !one("an").is_letter());
        assert!(one("1.").is_entry_number() && one("12)").is_entry_number());
        assert!(!one("1.5").is_entry_number() && !one("2026.").is_entry_number());
        assert!(!one("–.").is_entry_number());
    }

    #[test]
    fn names_of_apps_are_known_by_their_capitals() {
        for text in ["VssID", "iPhone,", "“VNeID”", "vssid", "Lan", "UBND", "8h30", "đ/phút", "–"]
        {
            let word = one(text);
            let is_counter = word.is(WordClass::Counter);
            assert_eq!(is_counter, is_coined(word.core), "{text}");
        }
    }

    #[test]
    fn a_syllable_is_short_and_no_code() {
        assert!(
            one("nghiêng.").is_syllable() && one("Ý").is_syllable() && one("50%").is_syllable()
        );
        assert!(!one("VNeID.").is_syllable() && !one("vneid.gov.vn").is_syllable());
    }

    #[test]
    fn punctuation_ends_clauses_and_sentences() {
        assert!(one("xã,").closes() && !one("xã,").ends_sentence());
        assert!(one("ngay.”").ends_sentence() && one("đợi…").ends_sentence());
        assert!(!one("TP.").closes() && !one("8.000").closes() && !one("“Mở”").closes());
    }
}
