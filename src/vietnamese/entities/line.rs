//! A line of text as the finders see it: characters with their bytes, all spaces alike.

use std::ops::Range;

use crate::vietnamese::digits;
use crate::vietnamese::letter::is_letter_or_number;

/// A line under the finger of a reader. Positions are counted in characters.
pub(super) struct LineCursor {
    letters: Vec<char>,
    /// The byte of each letter, and of the end.
    bytes: Vec<usize>,
}

impl LineCursor {
    pub(super) fn new(text: &str) -> LineCursor {
        let plain = |letter: char| match letter {
            '\u{a0}' | '\u{202f}' | '\u{2009}' | '\t' => ' ',
            // The non-breaking hyphen.
            '\u{2011}' => '-',
            other => digits::plain(other),
        };
        let (mut letters, mut bytes) =
            (Vec::with_capacity(text.len()), Vec::with_capacity(text.len() + 1));
        for (at, letter) in text.char_indices() {
            letters.push(plain(letter));
            bytes.push(at);
        }
        bytes.push(text.len());
        LineCursor { letters, bytes }
    }

    pub(super) fn get(&self, at: usize) -> Option<char> {
        self.letters.get(at).copied()
    }

    /// The bytes of some letters.
    pub(super) fn bytes(&self, range: Range<usize>) -> Range<usize> {
        let byte = |at: usize| self.bytes.get(at).or(self.bytes.last()).copied().unwrap_or(0);
        byte(range.start)..byte(range.end)
    }

    /// The letters as typed, but for spaces and full-width forms.
    pub(super) fn slice(&self, range: Range<usize>) -> String {
        self.letters.get(range).unwrap_or(&[]).iter().collect()
    }

    /// Up to `count` letters before `at`, small.
    pub(super) fn before(&self, at: usize, count: usize) -> String {
        self.slice(at.saturating_sub(count)..at).to_lowercase()
    }

    pub(super) fn is_digit(&self, at: usize) -> bool {
        self.get(at).is_some_and(|letter| letter.is_ascii_digit())
    }

    pub(super) fn is_word(&self, at: usize) -> bool {
        self.get(at).is_some_and(|letter| is_letter_or_number(letter) || letter == '_')
    }

    /// Where the digits from `at` on end.
    pub(super) fn digits(&self, at: usize) -> usize {
        self.run(at, |letter| letter.is_ascii_digit())
    }

    /// Where the spaces from `at` on end.
    pub(super) fn spaces(&self, at: usize) -> usize {
        self.run(at, |letter| letter == ' ')
    }

    /// Where the run of such letters from `at` on ends.
    fn run(&self, at: usize, is_such: impl Fn(char) -> bool) -> usize {
        let rest = self.letters.get(at..).unwrap_or(&[]);
        at + rest.iter().take_while(|letter| is_such(**letter)).count()
    }

    /// Where `word` ends if it stands at `at`, in either case and as a whole word.
    pub(super) fn word(&self, at: usize, word: &str) -> Option<usize> {
        let mut end = at;
        for wanted in word.chars() {
            end = is_same(self.get(end)?, wanted).then_some(end + 1)?;
        }
        (!self.is_word(end)).then_some(end)
    }

    /// Whether a word ends just before `at`, spaces aside.
    pub(super) fn follows(&self, at: usize, word: &str) -> bool {
        let count = word.chars().count();
        let near = at.saturating_sub(count + 4)..at;
        let near = self.letters.get(near).unwrap_or(&[]);
        let end =
            near.iter().rposition(|letter| !letter.is_whitespace()).map_or(0, |last| last + 1);
        let Some((rest, last)) = end.checked_sub(count).map(|begin| near[..end].split_at(begin))
        else {
            return false;
        };
        let is_word =
            last.iter().zip(word.chars()).all(|(letter, wanted)| is_same(*letter, wanted));
        is_word && !rest.last().is_some_and(|letter| is_letter_or_number(*letter))
    }

    /// Whether what stands at `at` may begin something: not inside a word, nor joined to one by a
    /// mark as in `2.2.6`, unless what it is joined to was found and ended at `done`.
    pub(super) fn begins_word(&self, at: usize, done: Option<usize>) -> bool {
        let Some(before) = at.checked_sub(1).and_then(|before| self.get(before)) else {
            return true;
        };
        if is_letter_or_number(before) || before == '_' {
            return false;
        }
        let inside = match before {
            '#' | '=' => true,
            // A label may touch its number: “ĐT:0912…”.
            '.' | ',' | ':' => at >= 2 && self.is_digit(at - 2),
            '/' | '-' | '\'' => at >= 2 && self.is_word(at - 2),
            _ => false,
        };
        !inside || done == Some(at - 1)
    }

    /// Where the rest of a word from `at` on ends: nothing begins inside of it. A sign is one by itself.
    pub(super) fn word_end(&self, at: usize) -> usize {
        let rest = self.run(at, |letter| is_letter_or_number(letter) || letter == '_');
        rest.max(at + 1)
    }

    /// Where the number at `at` ends, with all that is joined to it.
    pub(super) fn token_end(&self, at: usize) -> usize {
        let mut end = at;
        loop {
            if self.is_word(end) {
                end += 1;
            } else if matches!(self.get(end), Some('.' | ',' | ':' | '/' | '-'))
                && self.is_digit(end + 1)
            {
                end += 2;
            } else {
                return end;
            }
        }
    }

    /// Where a word ends that must not be looked into: an address, the number of a law.
    pub(super) fn opaque(&self, at: usize) -> Option<usize> {
        let starts = at == 0 || self.get(at - 1).is_some_and(char::is_whitespace);
        if !starts {
            return None;
        }
        let end = self.run(at, |letter| !letter.is_whitespace());
        let word = self.letters.get(at..end)?;
        let joins = |mark: char, next: fn(char) -> bool, last: fn(char) -> bool| {
            word.windows(3).any(|w| last(w[0]) && w[1] == mark && next(w[2]))
        };
        let address = word.contains(&'@')
            || word.windows(3).any(|w| w == [':', '/', '/'])
            || joins('.', |c| c.is_ascii_lowercase(), |c| c.is_ascii_alphanumeric());
        let law = joins('/', char::is_uppercase, |c| c.is_ascii_digit());
        (address || law).then_some(end)
    }
}

/// Whether two letters are the same in either case.
fn is_same(letter: char, wanted: char) -> bool {
    if letter.is_ascii() && wanted.is_ascii() {
        return letter.eq_ignore_ascii_case(&wanted);
    }
    letter.to_lowercase().eq(wanted.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// So the rest of a word may be passed over.
    #[test]
    fn nothing_begins_inside_of_a_word() {
        let signs = ['a', 'Ồ', '0', '_', '.', '/', '-', ' ', '@', '('];
        for count in 0..signs.len().pow(4) {
            let digit = |place: u32| signs[count / signs.len().pow(place) % signs.len()];
            let text: String = (0..4).map(digit).collect();
            let line = LineCursor::new(&text);
            for at in 0..4 {
                for inside in at + 1..line.word_end(at) {
                    assert_eq!(line.opaque(inside), None, "{text}");
                    let begins = (0..=4).any(|done| line.begins_word(inside, Some(done)));
                    assert!(!begins && !line.begins_word(inside, None), "{text}");
                }
            }
        }
    }

    #[test]
    fn words_before_a_place_are_found_in_either_case() {
        let follows = |text: &str, word| LineCursor::new(text).follows(text.chars().count(), word);
        for text in ["ngày ", "Ngày", "từ NGÀY\u{a0} ", "“ngày   ", "ngày    "] {
            assert!(follows(text, "ngày"), "{text}");
        }
        for text in ["", "gày ", "bngày ", "1ngày", "ngày:", "ngày     "] {
            assert!(!follows(text, "ngày"), "{text}");
        }
    }
}
