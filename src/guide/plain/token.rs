//! Words of a line with the punctuation around them.
//!
//! In goes a [`Line`] of a guide, out come [`Token`]s: what a reader would say aloud as one piece.
//! A token is a run of characters without white space that holds a letter or digit; “xã/phường” is
//! two, a number, a date or a web address is one (ER-02 counts syllables so, because Vietnamese
//! writes one a word). Punctuation becomes [`Punctuation`] of the word before or after it.

use std::borrow::Cow;

use super::marks::Punctuation;
use super::spelling::{self, Placing};
use crate::guide::model::{Inline, Line};
use crate::vietnamese::letter::is_letter_or_number;

/// What kind of word a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// Of the author’s own.
    Word,
    /// Part of the name of a button.
    Button,
    /// A web address.
    Address,
}

/// A word as read aloud.
#[derive(Clone, Debug)]
pub(super) struct Token<'a> {
    /// Its letters without punctuation.
    pub(super) word: &'a str,
    /// The letters for looking it up: small, tone marks placed the older way.
    pub(super) key: Cow<'a, str>,
    /// How it places its tone mark, where there are two ways.
    pub(super) placing: Option<Placing>,
    /// Punctuation around it.
    pub(super) marks: Punctuation,
    /// The run of its line it stands in.
    pub(super) run: usize,
    /// Where `word` begins in the text of that run.
    pub(super) start: usize,
    /// Whether it is on the screen or spoken, so must stay letter for letter: a button, a quotation.
    pub(super) quoted: bool,
    /// What kind of word it is.
    pub(super) kind: TokenKind,
    /// Whether it stands in brackets.
    pub(super) bracketed: bool,
    /// Whether it continues the word before it, in other type.
    pub(super) glued: bool,
}

impl Token<'_> {
    /// Whether it must stay letter for letter.
    pub(super) fn is_fixed(&self) -> bool {
        self.quoted || self.kind != TokenKind::Word
    }

    /// Whether it begins with a capital.
    pub(super) fn is_capital(&self) -> bool {
        self.word.chars().next().is_some_and(spelling::is_capital)
    }

    /// Whether it begins with a small letter.
    pub(super) fn is_small(&self) -> bool {
        self.word.chars().next().is_some_and(char::is_lowercase)
    }

    /// How many letters it has, if all are capitals.
    pub(super) fn capitals(&self) -> Option<usize> {
        if !self.is_capital() || self.word.chars().any(char::is_lowercase) {
            return None;
        }
        Some(self.word.chars().filter(|letter| letter.is_alphabetic()).count())
    }
}

/// The words of `line`.
pub(super) fn tokens(line: &Line) -> Vec<Token<'_>> {
    let mut reader = Tokenizer::default();
    for (run, inline) in line.runs.iter().enumerate() {
        match inline {
            Inline::Text { text, .. } => reader.text(run, text),
            Inline::Key { label, .. } => reader.button(run, label),
            Inline::Link { text, .. } => reader.link(run, text),
            Inline::Break => {
                reader.next = reader.next.with(Punctuation::BREAK);
                reader.spaced = true;
            }
        }
    }
    reader.tokens
}

/// The words of text that has no line of its own, such as the words for a picture.
pub(super) fn tokens_of(text: &str) -> Vec<Token<'_>> {
    let mut reader = Tokenizer::default();
    reader.text(0, text);
    reader.tokens
}

#[derive(Default)]
struct Tokenizer<'a> {
    tokens: Vec<Token<'a>>,
    /// Marks in front of the next word.
    next: Punctuation,
    quoted: bool,
    bracketed: bool,
    /// Whether white space came since the last word.
    spaced: bool,
}

impl<'a> Tokenizer<'a> {
    fn text(&mut self, run: usize, text: &'a str) {
        let mut at = 0;
        while let Some(from) = text[at..].find(|c: char| !c.is_whitespace()).map(|gap| at + gap) {
            let to = text[from..].find(char::is_whitespace).map_or(text.len(), |len| from + len);
            self.spaced |= from > at;
            self.raw(run, from, &text[from..to]);
            at = to;
        }
        self.spaced |= text.ends_with(char::is_whitespace);
    }

    /// One run of characters between white space.
    fn raw(&mut self, run: usize, from: usize, raw: &'a str) {
        let Some(first) = raw.find(is_letter_or_number) else {
            self.punctuation(raw);
            return;
        };
        let last = raw.rfind(is_letter_or_number).unwrap_or(first);
        let end = last + raw[last..].chars().next().map_or(0, char::len_utf8);
        self.open(&raw[..first]);
        let word = &raw[first..end];
        if !word.bytes().any(|byte| matches!(byte, b'.' | b'/')) {
            self.push(run, from + first, word);
        } else if is_address(word) {
            self.push(run, from + first, word);
            self.last(|token| token.kind = TokenKind::Address);
        } else {
            let mut at = 0;
            for (slash, _) in word.match_indices('/') {
                let before = word[..slash].chars().next_back().is_some_and(char::is_alphabetic);
                let after = word[slash + 1..].chars().next().is_some_and(char::is_alphabetic);
                if before && after {
                    self.push(run, from + first + at, &word[at..slash]);
                    self.spaced = true;
                    at = slash + 1;
                }
            }
            self.push(run, from + first + at, &word[at..]);
        }
        self.close(&raw[end..]);
    }

    fn button(&mut self, run: usize, label: &'a str) {
        let (first, quoted) = (self.tokens.len(), self.quoted);
        self.text(run, label);
        self.quoted = quoted;
        self.next = Punctuation::default();
        for token in &mut self.tokens[first..] {
            (token.quoted, token.kind) = (true, TokenKind::Button);
            token.marks = if token.marks.has(Punctuation::BREAK) {
                Punctuation::BREAK
            } else {
                Punctuation::default()
            };
        }
    }

    fn link(&mut self, run: usize, text: &'a str) {
        let first = self.tokens.len();
        self.text(run, text);
        for token in &mut self.tokens[first..] {
            token.quoted = true;
        }
    }

    fn push(&mut self, run: usize, start: usize, word: &'a str) {
        let glued = !self.spaced && self.tokens.last().is_some_and(|last| last.marks.is_inside());
        self.spaced = false;
        let (key, placing) = spelling::key(word);
        self.tokens.push(Token {
            word,
            key,
            placing,
            marks: std::mem::take(&mut self.next),
            run,
            start,
            quoted: self.quoted,
            kind: TokenKind::Word,
            bracketed: self.bracketed,
            glued,
        });
    }

    /// Punctuation with no word in it: behind the last word or in front of the next.
    fn punctuation(&mut self, raw: &str) {
        if self.spaced
            && Punctuation::before(raw) != Punctuation::default()
            && !(self.quoted && raw == "\"")
        {
            self.open(raw);
        } else {
            self.close(raw);
        }
    }

    fn open(&mut self, text: &str) {
        let marks = Punctuation::before(text);
        self.quoted |= marks.has(Punctuation::QUOTE);
        self.bracketed |= marks.has(Punctuation::OPEN);
        self.next = self.next.with(marks);
    }

    fn close(&mut self, text: &str) {
        let marks = Punctuation::behind(text);
        self.quoted &= !marks.has(Punctuation::UNQUOTE);
        self.bracketed &= !marks.has(Punctuation::CLOSE);
        self.last(|token| token.marks = token.marks.with(marks));
        // A bracket or quotation that opens here belongs to a word in another run.
        if let Some(at) = text.rfind(['(', '[', '“', '«']) {
            self.open(&text[at..]);
        }
    }

    fn last(&mut self, change: impl FnOnce(&mut Token<'a>)) {
        if let Some(token) = self.tokens.last_mut() {
            change(token);
        }
    }
}

/// Whether `word` is a web address: a scheme, or names of Latin letters joined by dots.
fn is_address(word: &str) -> bool {
    if word.contains("://") || word.starts_with("www.") {
        return true;
    }
    let host = word.split('/').next().unwrap_or("");
    let is_name = |name: &str| {
        !name.is_empty()
            && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    };
    let top = host.rsplit('.').next().unwrap_or("");
    host.contains('.')
        && host.split('.').all(is_name)
        && top.len() >= 2
        && top.bytes().all(|byte| byte.is_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        tokens_of(text).iter().map(|token| token.word).collect()
    }

    #[test]
    fn words_are_what_a_reader_says() {
        for (text, wanted) in [
            ("Bác bấm nút.", vec!["Bác", "bấm", "nút"]),
            ("Công an xã/phường", vec!["Công", "an", "xã", "phường"]),
            ("ngày 23/11/2026, lúc 8h30", vec!["ngày", "23/11/2026", "lúc", "8h30"]),
            ("1.000.000 đ và 3,2 mm", vec!["1.000.000", "đ", "và", "3,2", "mm"]),
            ("vào https://vneid.gov.vn/a/b.", vec!["vào", "https://vneid.gov.vn/a/b"]),
            ("trang vneid.gov.vn", vec!["trang", "vneid.gov.vn"]),
            ("ký hiệu như @ .", vec!["ký", "hiệu", "như"]),
            ("(mã\u{a0}OTP)", vec!["mã", "OTP"]),
            ("", vec![]),
            ("— … ?", vec![]),
        ] {
            assert_eq!(words(text), wanted, "{text}");
        }
    }

    #[test]
    fn marks_stand_at_their_words() {
        let tokens = tokens_of("Bác nói: “Tôi bị lừa.” Mã OTP ( mã số ), đợi… nhé!");
        let at = |word: &str| tokens.iter().find(|token| token.word == word).unwrap();
        assert!(at("nói").marks.has(Punctuation::COLON) && !at("nói").quoted);
        assert!(at("Tôi").quoted && at("Tôi").marks.has(Punctuation::QUOTE));
        assert!(at("lừa").quoted && at("lừa").marks.has(Punctuation::STOP));
        assert!(!at("Mã").quoted && !at("OTP").bracketed);
        assert!(at("mã").bracketed && at("mã").marks.has(Punctuation::OPEN));
        assert!(at("số").marks.has(Punctuation::COMMA) && at("số").marks.has(Punctuation::CLOSE));
        assert!(at("đợi").marks.has(Punctuation::DOTS) && !at("đợi").bracketed);
        assert!(at("nhé").marks.has(Punctuation::ASK));
    }

    #[test]
    fn runs_of_other_type_go_on_or_begin_anew() {
        let span = crate::span::Span { file: crate::span::FileId(0), start: 0, end: 0 };
        let text = |text: &str, bold| Inline::Text { text: text.to_owned(), bold, span };
        let key = Inline::Key { label: "Gửi yêu cầu".to_owned(), id: None, span };
        let line = Line {
            runs: vec![
                text("Gõ V", false),
                text("NeID", true),
                text(" rồi bấm ", false),
                key,
                text(". Xong", false),
            ],
        };
        let tokens = tokens(&line);
        let glued: Vec<&str> = tokens.iter().filter(|t| t.glued).map(|t| t.word).collect();
        assert_eq!(glued, ["NeID"]);
        let buttons: Vec<&str> =
            tokens.iter().filter(|t| t.kind == TokenKind::Button).map(|t| t.word).collect();
        assert_eq!(buttons, ["Gửi", "yêu", "cầu"]);
        assert!(tokens.iter().find(|t| t.word == "cầu").unwrap().marks.has(Punctuation::STOP));
        assert!(!tokens.last().unwrap().quoted);
    }
}
