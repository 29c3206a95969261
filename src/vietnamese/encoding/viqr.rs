//! VIQR, RFC 1456: Vietnamese in ASCII, with the marks typed after the vowel.
//!
//! `^ ( +` shape a letter, `` ` ? ~ ' . `` are the tones, `dd` is đ, and `\` keeps what follows it
//! from being a mark. People seldom type the `\`, so a mark at the end of a word is taken for
//! punctuation when only that makes a syllable; where both readings are syllables the tone is
//! taken, as the RFC says, and reported.

use super::{Loss, LossKind};
use crate::vietnamese::letter::{Letter, Tone};
use crate::vietnamese::syllable::is_syllable;

/// The text meant, and where a mark could also be punctuation.
pub(super) fn decode(seen: &str) -> (String, Vec<Loss>) {
    let mut reader = ViqrDecoder {
        rest: seen,
        text: String::with_capacity(seen.len()),
        losses: Vec::new(),
        word: 0,
    };
    while let Some(c) = reader.rest.chars().next() {
        reader.read(c);
    }
    (reader.text, reader.losses)
}

/// Text as it is typed. Addresses are typed as they are.
pub(super) fn encode(text: &str) -> String {
    let mut typed = String::with_capacity(text.len() * 2);
    for piece in text.split_inclusive(char::is_whitespace) {
        if is_address(piece) && piece.is_ascii() {
            typed.push_str(piece);
            continue;
        }
        let mut last = None;
        for letter in piece.chars() {
            typed.push_str(&seen(letter, last));
            last = Some(letter);
        }
    }
    typed
}

/// How one letter is typed, after the character `last`.
fn seen(letter: char, last: Option<char>) -> String {
    let Some(parts) = Letter::of(letter) else {
        let is_mark = last.is_some_and(is_vowel) && (shape_mark(letter) || tone(letter).is_some());
        return if is_mark || letter == '\\' { format!("\\{letter}") } else { letter.to_string() };
    };
    let case = |c: char| if parts.capital { c.to_ascii_uppercase() } else { c };
    let typed = match parts.body() {
        'ă' => "a(",
        'â' => "a^",
        'đ' => return [case('d'), case('d')].iter().collect(),
        'ê' => "e^",
        'ô' => "o^",
        'ơ' => "o+",
        'ư' => "u+",
        'd' if matches!(last, Some('d' | 'D')) => return format!("\\{}", case('d')),
        body => return format!("{}{}", case(body), tone_mark(parts.tone)),
    };
    let typed: String = typed.chars().map(case).collect();
    typed + tone_mark(parts.tone)
}

/// Whether a piece of text without spaces is an address that is no VIQR.
pub(super) fn is_address(piece: &str) -> bool {
    const SIGNS: [&str; 8] = ["://", "@", "www.", ".vn", ".com", ".org", ".net", ".gov"];
    SIGNS.iter().any(|sign| piece.contains(sign))
}

/// The letter with the mark that follows it.
pub(super) fn with_shape(letter: char, mark: char) -> Option<char> {
    let parts = Letter::of(letter)?;
    let body = match (parts.body(), mark) {
        ('a', '^') => 'â',
        ('a', '(') => 'ă',
        ('e', '^') => 'ê',
        ('o', '^') => 'ô',
        ('o', '+') => 'ơ',
        ('u', '+') => 'ư',
        _ => return None,
    };
    let shaped = Letter::of(body)?.with_tone(parts.tone)?;
    Some(Letter { capital: parts.capital, ..shaped }.char())
}

/// The tone of a mark.
pub(super) fn tone(mark: char) -> Option<Tone> {
    match mark {
        '`' => Some(Tone::Grave),
        '?' => Some(Tone::Hook),
        '~' => Some(Tone::Tilde),
        '\'' => Some(Tone::Acute),
        '.' => Some(Tone::Dot),
        _ => None,
    }
}

fn tone_mark(tone: Tone) -> &'static str {
    match tone {
        Tone::Level => "",
        Tone::Grave => "`",
        Tone::Hook => "?",
        Tone::Tilde => "~",
        Tone::Acute => "'",
        Tone::Dot => ".",
    }
}

fn shape_mark(c: char) -> bool {
    matches!(c, '^' | '(' | '+')
}

fn is_vowel(c: char) -> bool {
    Letter::of(c).is_some_and(Letter::is_vowel)
}

struct ViqrDecoder<'a> {
    rest: &'a str,
    text: String,
    losses: Vec<Loss>,
    /// Where the current word begins in `text`.
    word: usize,
}

impl ViqrDecoder<'_> {
    fn read(&mut self, c: char) {
        let last = self.text[self.word..].chars().next_back();
        if last.is_none() && self.copy_address() {
            return;
        }
        let after = &self.rest[c.len_utf8()..];
        if let ('\\', Some(next)) = (c, after.chars().next())
            && (shape_mark(next) || tone(next).is_some() || matches!(next, '\\' | 'd' | 'D'))
        {
            self.rest = &after[next.len_utf8()..];
            self.text.push(next);
            if !next.is_alphabetic() {
                self.word = self.text.len();
            }
            return;
        }
        self.rest = after;
        if let ('d' | 'D', Some('d' | 'D')) = (c, last)
            && self.opens_with_bar(after)
        {
            let capital = last == Some('D');
            self.text.pop();
            self.text.push(if capital { 'Đ' } else { 'đ' });
        } else if let Some(shaped) = last.and_then(|last| with_shape(last, c)) {
            self.replace_last(shaped);
        } else if let Some(toned) = last.and_then(|last| with_tone(last, c)) {
            self.read_tone(c, toned);
        } else {
            self.text.push(c);
            if !c.is_alphabetic() {
                self.word = self.text.len();
            }
        }
    }

    /// Copies an address that begins here.
    fn copy_address(&mut self) -> bool {
        if self.text.ends_with(|c: char| !c.is_whitespace()) {
            return false;
        }
        let end = self.rest.find(char::is_whitespace).unwrap_or(self.rest.len());
        let (piece, rest) = self.rest.split_at(end);
        if piece.is_empty() || !is_address(piece) {
            return false;
        }
        self.text.push_str(piece);
        self.word = self.text.len();
        self.rest = rest;
        true
    }

    /// Whether the second d just read makes đ: at the beginning of a word, or in a word of
    /// capitals such as `HDDND`; but not in `dd/mm`.
    fn opens_with_bar(&self, after: &str) -> bool {
        let word = &self.text[self.word..];
        (word.len() == 1 || word.chars().all(char::is_uppercase)) && !after.starts_with("/mm")
    }

    fn replace_last(&mut self, letter: char) {
        self.text.pop();
        self.text.push(letter);
    }

    fn read_tone(&mut self, mark: char, toned: char) {
        let ends = !self.rest.starts_with(|c: char| c.is_alphabetic() || shape_mark(c));
        let bare = self.text[self.word..].to_owned();
        self.replace_last(toned);
        if !ends {
            return;
        }
        let is_whole = is_syllable(&self.text[self.word..]);
        let is_bare = is_syllable(&bare);
        if !is_whole && (is_bare || bare.len() > 1 && bare.is_ascii()) {
            self.text.truncate(self.word);
            self.text.push_str(&bare);
            self.text.push(mark);
            self.word = self.text.len();
        } else if is_bare && matches!(mark, '.' | '?') && ends_sentence(self.rest) {
            let at = self.text.len() - toned.len_utf8();
            let readings = vec![self.text[self.word..].to_owned(), format!("{bare}{mark}")];
            self.losses.push(Loss { readings, ..Loss::new(at, LossKind::Punctuation, mark) });
        }
    }
}

/// Whether a sentence can end before `rest`.
fn ends_sentence(rest: &str) -> bool {
    let next = rest.trim_start_matches([' ', '"', ')', '\'']);
    next.is_empty()
        || next.starts_with('\n')
        || next.len() < rest.len() && next.starts_with(char::is_uppercase)
}

fn with_tone(last: char, mark: char) -> Option<char> {
    let letter = Letter::of(last).filter(|letter| letter.tone == Tone::Level)?;
    letter.with_tone(tone(mark)?).map(Letter::char)
}
