//! A text as the rules see it: small letters without accents, plain digits, no signs that nobody
//! sees; each letter with its place.

use std::ops::Range;

use crate::vietnamese::letter::Letter;

/// First digits of the alphabets people might type numbers in (Unicode 16, general category Nd).
const ZEROS: &[u32] = &[
    0x30, 0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xe50, 0xed0, 0x17e0, 0x1040, 0xff10, 0x1d7ce,
    0x1d7d8, 0x1d7e2, 0x1d7ec, 0x1d7f6,
];

/// The value of a digit of any alphabet.
pub(super) fn digit(letter: char) -> Option<char> {
    if letter.is_ascii() {
        return letter.is_ascii_digit().then_some(letter);
    }
    let code = u32::from(letter);
    let zero = ZEROS.iter().find(|zero| (**zero..**zero + 10).contains(&code))?;
    char::from_digit(code - zero, 10)
}

/// How many digits a text has.
pub(super) fn count_digits(text: &str) -> usize {
    if is_plain(text) {
        return text.bytes().filter(u8::is_ascii_digit).count();
    }
    text.chars().filter(|letter| digit(*letter).is_some()).count()
}

/// Whether no letter is beyond those of Vietnamese and the marks of its texts, so that all digits
/// are those of ASCII. Their first bytes are 00–7F, C2–C6 (Latin), E1 BA, E1 BB (accents) and E2.
pub(super) fn is_plain(text: &str) -> bool {
    let mut bytes = text.bytes().peekable();
    while let Some(byte) = bytes.next() {
        let fine = match byte {
            0x00..=0x7f | 0x80..=0xbf | 0xc2..=0xc6 | 0xcc | 0xcd | 0xe2 => true,
            0xe1 => bytes.peek().is_some_and(|next| matches!(next, 0xba | 0xbb)),
            _ => false,
        };
        if !fine {
            return false;
        }
    }
    true
}

/// A text, letter by letter.
pub(super) struct LetterText {
    /// Small letters without accents, digits of ASCII, one kind of space and of hyphen.
    plain: Vec<char>,
    /// Whether each was a capital.
    capital: Vec<bool>,
    /// Whether each was an `ơ` with a falling tone, as in “Trường” and “Đường”.
    falling: Vec<bool>,
    /// The bytes of each in the text.
    bytes: Vec<Range<usize>>,
}

impl LetterText {
    pub(super) fn new(text: &str) -> LetterText {
        let mut letters = LetterText {
            plain: Vec::with_capacity(text.len()),
            capital: Vec::with_capacity(text.len()),
            falling: Vec::with_capacity(text.len()),
            bytes: Vec::with_capacity(text.len()),
        };
        for (at, letter) in text.char_indices() {
            if is_hidden(letter) {
                continue;
            }
            let (plain, capital) = fold(letter);
            letters.plain.push(plain);
            letters.capital.push(capital);
            letters.falling.push(matches!(letter, 'ờ' | 'Ờ'));
            letters.bytes.push(at..at + letter.len_utf8());
        }
        letters
    }

    pub(super) fn get(&self, at: usize) -> Option<char> {
        self.plain.get(at).copied()
    }

    pub(super) fn len(&self) -> usize {
        self.plain.len()
    }

    pub(super) fn is_digit(&self, at: usize) -> bool {
        self.get(at).is_some_and(|letter| letter.is_ascii_digit())
    }

    pub(super) fn is_word(&self, at: usize) -> bool {
        self.get(at).is_some_and(char::is_alphanumeric)
    }

    pub(super) fn is_capital(&self, at: usize) -> bool {
        self.capital.get(at).copied().unwrap_or(false)
    }

    /// The most digits that stand together, single marks and spaces between them aside.
    pub(super) fn longest_number(&self) -> usize {
        let (mut longest, mut count, mut gap) = (0, 0, 0);
        for letter in &self.plain {
            if letter.is_ascii_digit() {
                (count, gap) = (count + 1, 0);
                longest = longest.max(count);
            } else if matches!(letter, ' ' | '.' | '-' | '(' | ')') && gap < 2 {
                gap += 1;
            } else {
                (count, gap) = (0, 0);
            }
        }
        longest
    }

    /// Whether there is any letter beside the digits and marks.
    pub(super) fn has_words(&self) -> bool {
        self.plain.iter().any(|letter| letter.is_alphabetic())
    }

    /// Whether any of `parts` occurs, also inside a word.
    pub(super) fn has_any(&self, parts: &[&str]) -> bool {
        let begins = |at: usize, part: &str| {
            part.chars().enumerate().all(|(index, letter)| self.get(at + index) == Some(letter))
        };
        (0..self.len()).any(|at| parts.iter().any(|part| begins(at, part)))
    }

    /// Whether any of some letters was `ờ`.
    pub(super) fn has_falling(&self, range: Range<usize>) -> bool {
        self.falling.get(range).is_some_and(|letters| letters.contains(&true))
    }

    /// Where the digits from `at` on end.
    pub(super) fn digits(&self, at: usize) -> usize {
        (at..self.len()).find(|here| !self.is_digit(*here)).unwrap_or(self.len())
    }

    /// Where the letters and digits from `at` on end.
    pub(super) fn word(&self, at: usize) -> usize {
        (at..self.len()).find(|here| !self.is_word(*here)).unwrap_or(self.len())
    }

    /// Past all of `marks` from `at` on.
    pub(super) fn skip(&self, at: usize, marks: &[char]) -> usize {
        let is_mark = |here: &usize| !self.get(*here).is_some_and(|c| marks.contains(&c));
        (at..self.len()).find(is_mark).unwrap_or(self.len())
    }

    /// Some letters, small and without accents.
    pub(super) fn slice(&self, range: Range<usize>) -> String {
        self.plain.get(range).unwrap_or(&[]).iter().collect()
    }

    /// The last `count` letters before `at`.
    pub(super) fn before(&self, at: usize, count: usize) -> String {
        self.slice(at.saturating_sub(count)..at)
    }

    /// Whether words stand at `at`, whole and in order; the end of them.
    pub(super) fn follows(&self, at: usize, words: &str) -> Option<usize> {
        let mut here = at;
        for wanted in words.chars() {
            here = (self.get(here)? == wanted).then_some(here + 1)?;
        }
        (!self.is_word(here)).then_some(here)
    }

    /// Every place where `words` stand, whole: start and end.
    pub(super) fn all<'l>(&'l self, words: &'l str) -> impl Iterator<Item = Range<usize>> + 'l {
        let first = words.chars().next();
        (0..self.len()).filter_map(move |at| {
            let begins = self.get(at) == first && (at == 0 || !self.is_word(at - 1));
            let end = if begins { self.follows(at, words) } else { None };
            end.map(|end| at..end)
        })
    }

    /// The bytes of some letters.
    pub(super) fn bytes(&self, range: Range<usize>) -> Range<usize> {
        let start = self.bytes.get(range.start).map_or(0, |bytes| bytes.start);
        let last = range.end.checked_sub(1).and_then(|last| self.bytes.get(last));
        start..last.map_or(start, |bytes| bytes.end).max(start)
    }

    /// The text with every digit as that of ASCII and without hidden signs.
    pub(super) fn with_plain_digits(&self, text: &str) -> String {
        let letter = |bytes: &Range<usize>| {
            let letter =
                text.get(bytes.clone()).and_then(|part| part.chars().next()).unwrap_or(' ');
            digit(letter).unwrap_or(letter)
        };
        self.bytes.iter().map(letter).collect()
    }

    /// Where bytes of [`LetterText::with_plain_digits`] stand in the text itself.
    pub(super) fn original(&self, plain: &str, range: Range<usize>) -> Range<usize> {
        let count = |end: usize| plain.get(..end).map_or(0, |part| part.chars().count());
        self.bytes(count(range.start)..count(range.end))
    }
}

/// Signs that take no room: marks of their own, joiners, soft hyphens.
fn is_hidden(letter: char) -> bool {
    matches!(
        letter,
        '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'
    )
}

fn fold(letter: char) -> (char, bool) {
    if let Some(known) = Letter::of(letter) {
        let plain = match known.body() {
            'ă' | 'â' => 'a',
            'ê' => 'e',
            'ô' | 'ơ' => 'o',
            'ư' => 'u',
            'đ' => 'd',
            other => other.to_ascii_lowercase(),
        };
        return (plain, letter.is_uppercase());
    }
    if let Some(digit) = digit(letter) {
        return (digit, false);
    }
    let plain = match letter {
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe63}' | '\u{ff0d}' => '-',
        '\u{ff1a}' => ':',
        '\u{ff0f}' => '/',
        '\u{ff0e}' => '.',
        other if other.is_whitespace() => ' ',
        other => other,
    };
    (plain, letter.is_uppercase())
}
