//! A space between two words, and what the rules ask about it.

use super::lexicon::{self, Meeting, WordClass};
use super::word::Word;

/// A space between two words.
#[derive(Clone, Copy)]
pub(super) struct WordSpace<'a, 't> {
    words: &'a [Word<'t>],
    at: usize,
    /// How the words on both sides meet in the lists, and those at the space before.
    meeting: Option<Meeting>,
    last: Option<Meeting>,
}

impl<'a, 't> WordSpace<'a, 't> {
    /// The spaces between words, first to last.
    pub(super) fn all(words: &'a [Word<'t>]) -> impl Iterator<Item = WordSpace<'a, 't>> {
        let mut last = None;
        (1..words.len()).map(move |at| {
            let (left, right) = (&words[at - 1], &words[at]);
            let meeting = lexicon::meeting(&left.small, right.head());
            WordSpace { words, at, meeting, last: std::mem::replace(&mut last, meeting) }
        })
    }

    /// The byte where the next line would begin.
    pub(super) fn start(&self) -> usize {
        self.right().start
    }

    pub(super) fn left(&self) -> &'a Word<'t> {
        &self.words[self.at - 1]
    }

    pub(super) fn right(&self) -> &'a Word<'t> {
        &self.words[self.at]
    }

    /// The word before the left one.
    pub(super) fn before(&self) -> Option<&'a Word<'t>> {
        self.words.get(self.at.wrapping_sub(2))
    }

    /// The word after the right one.
    pub(super) fn after(&self) -> Option<&'a Word<'t>> {
        self.words.get(self.at + 1)
    }

    /// Whether a comma between the two words parts nothing.
    pub(super) fn is_listed(&self) -> bool {
        self.meeting == Some(Meeting::Listed) && !self.left().ends_sentence()
    }

    /// Whether the two words meet so in a list, and no punctuation parts them.
    pub(super) fn meets(&self, how: Meeting) -> bool {
        self.meeting == Some(how) && !self.left().closes()
    }

    /// Whether the left word follows a number, as `giờ` in `7 giờ`.
    pub(super) fn is_counted(&self) -> bool {
        self.left().open(WordClass::Unit)
            && self.before().is_some_and(|word| word.is_number() && !word.closes())
    }

    /// Whether the left word is a number that another names, as `5` in `Điều 5`.
    pub(super) fn is_numbered(&self) -> bool {
        self.before().is_some_and(|word| word.open(WordClass::Counter))
    }

    /// Whether the left word is a number, or stands for one as `a` in `điểm a`.
    pub(super) fn ends_number(&self) -> bool {
        let left = self.left();
        let is_letter = || {
            let is_lettered = self.before().is_some_and(|word| word.open(WordClass::Lettered));
            left.is_letter() && is_lettered
        };
        !left.closes() && (left.is_number() || is_letter())
    }

    /// Whether the right word has a number of its own, as `tháng` before `9`.
    pub(super) fn begins_number(&self) -> bool {
        let is_counter =
            self.right().open(WordClass::Counter) || self.right().open(WordClass::Towards);
        is_counter && self.after().is_some_and(Word::is_number)
    }

    /// Whether the left word is only the end of a longer one, as `chỉ` in `địa chỉ`.
    pub(super) fn is_second_half(&self) -> bool {
        self.last == Some(Meeting::Syllables)
    }

    /// Whether the left word begins a sentence.
    pub(super) fn opens_sentence(&self) -> bool {
        self.left().is_first || self.before().is_some_and(Word::ends_sentence)
    }

    /// Whether the right word is the last with letters, and more than two stand in the text.
    pub(super) fn is_last(&self) -> bool {
        self.at > 1 && self.words[self.at + 1..].iter().all(|word| word.core.is_empty())
    }
}
