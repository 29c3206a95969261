//! Where sentences end, and where a long one could.
//!
//! In go the words of one line, out come ranges of words. A sentence ends at `.`, `?`, `!` or `…`,
//! and with its line: a heading or an item is one. A full stop ends nothing after a short form
//! (`TP. HCM`, `v.v. và`), a number that counts an item (`1. Mở`) or inside a number.

use std::ops::Range;

use super::marks::Punctuation;
use super::token::{Token, TokenKind};
use super::words::{WORDS, verb};

/// Short forms that are written with a full stop, as keys.
const SHORT_FORMS: &[&str] = &[
    "tp", "tx", "q", "p", "h", "x", "tt", "đt", "tel", "ths", "ts", "bs", "gs", "pgs", "mr", "no",
];

/// The sentences of a line.
pub(super) fn split(tokens: &[Token<'_>]) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for at in 0..tokens.len() {
        if at + 1 == tokens.len() || ends(tokens, start, at) {
            sentences.push(start..at + 1);
            start = at + 1;
        }
    }
    sentences
}

/// Whether a sentence that began at `start` ends behind the word at `at`.
fn ends(tokens: &[Token<'_>], start: usize, at: usize) -> bool {
    let (token, next) = (&tokens[at], &tokens[at + 1]);
    let goes_on = next.is_small();
    if next.marks.has(Punctuation::BREAK) && !goes_on {
        return true;
    }
    if token.marks.has(Punctuation::DOTS) {
        return !goes_on;
    }
    let is_closed = token.marks.has(Punctuation::UNQUOTE.with(Punctuation::CLOSE));
    if token.marks.has(Punctuation::ASK) {
        return !(is_closed && goes_on);
    }
    if !token.marks.has(Punctuation::STOP) || (is_closed && goes_on) {
        return false;
    }
    let is_number = token.word.bytes().all(|byte| byte.is_ascii_digit());
    let is_initial = token.is_capital() && token.word.chars().count() == 1;
    let is_dotted = token.word.contains('.') && !token.word.contains(|c: char| c.is_numeric());
    !(is_number && at == start
        || is_initial
        || (is_dotted && token.kind != TokenKind::Address && goes_on)
        || (token.is_capital() && SHORT_FORMS.contains(&token.key.as_ref()))
        || (token.key == "vv" && goes_on))
}

/// Ranks of places; a comma between two is part of a name, “Công an xã, phường”.
const RANKS: &[&str] =
    &["phường", "quận", "huyện", "thành", "thôn", "tỉnh", "tổ", "xã", "đặc", "ấp"];

/// Whether the author put a comma behind the word at `at`, and could leave it out.
pub(super) fn is_pause(tokens: &[Token<'_>], at: usize) -> bool {
    let is_rank = |at: usize| tokens.get(at).is_some_and(|t| RANKS.contains(&t.key.as_ref()));
    let token = &tokens[at];
    !token.quoted && token.marks.has(Punctuation::COMMA) && !(is_rank(at) && is_rank(at + 1))
}

/// Words that join two thoughts, and that a new sentence goes without.
const JOINTS: &[&str] = &["và", "rồi", "nhưng", "mà"];

/// The fewest syllables worth a sentence of their own.
const LEAST: usize = 3;

/// Where to cut `sentence` in two, as near to its middle as its commas and joints allow: the words
/// of the first half end before the first number, those of the second begin at the other. “Nếu …,”
/// and “Khi …,” are no sentence by themselves, and “và” between names of things joins no thoughts.
pub(super) fn cut(tokens: &[Token<'_>], sentence: Range<usize>) -> Option<(usize, usize)> {
    let mut best: Option<(usize, (usize, usize))> = None;
    let mut is_condition = matches!(tokens[sentence.start].key.as_ref(), "nếu" | "khi" | "lúc");
    for at in sentence.start + 1..sentence.end {
        let (before, token) = (&tokens[at - 1], &tokens[at]);
        if token.bracketed || token.quoted || token.glued {
            continue;
        }
        let is_joint = JOINTS.contains(&token.key.as_ref())
            && (token.key != "và" || begins_thought(&tokens[at + 1..sentence.end]));
        let is_comma = is_pause(tokens, at - 1)
            || before.marks.has(Punctuation::COLON.with(Punctuation::DASH));
        if !is_joint && !is_comma {
            continue;
        }
        if std::mem::take(&mut is_condition) {
            continue;
        }
        let second = at + usize::from(is_joint);
        let (left, right) = (at - sentence.start, sentence.end - second);
        if left < LEAST || right < LEAST {
            continue;
        }
        let cost = left.max(right) + usize::from(!is_comma);
        if best.is_none_or(|(least, _)| cost < least) {
            best = Some((cost, (at, second)));
        }
    }
    best.map(|(_, place)| place)
}

/// Whether what follows “và” is something to do, not a second thing.
fn begins_thought(rest: &[Token<'_>]) -> bool {
    let follows = rest.first().is_some_and(|token| WORDS.follow.get(&token.key).is_some());
    follows || rest.first().is_some_and(|token| token.key == "bác") || verb(rest).is_some()
}

/// Whether the word at `at` begins a clause: it begins the sentence, follows a comma or colon, or a
/// word that a new clause goes with.
pub(super) fn opens_clause(tokens: &[Token<'_>], sentence: &Range<usize>, at: usize) -> bool {
    if at == sentence.start {
        return true;
    }
    let Some(before) = at.checked_sub(1).and_then(|before| tokens.get(before)) else { return true };
    let pause = Punctuation::COMMA
        .with(Punctuation::COLON)
        .with(Punctuation::DASH)
        .with(Punctuation::CLOSE);
    before.marks.has(pause)
        || tokens[at].marks.has(Punctuation::OPEN)
        || matches!(before.key.as_ref(), "thì" | "rồi" | "nếu" | "khi" | "mời" | "xin")
}

#[cfg(test)]
mod tests {
    use super::super::token::tokens_of;
    use super::*;

    fn sentences(text: &str) -> Vec<String> {
        let tokens = tokens_of(text);
        let words = |range: Range<usize>| {
            tokens[range].iter().map(|t| t.word).collect::<Vec<_>>().join(" ")
        };
        split(&tokens).into_iter().map(words).collect()
    }

    #[test]
    fn sentences_end_where_a_voice_falls() {
        for (text, wanted) in [
            ("Bác bấm. Bác đợi", vec!["Bác bấm", "Bác đợi"]),
            ("Bác bấm! Đợi? Xong…", vec!["Bác bấm", "Đợi", "Xong"]),
            ("Bản 2.2.6 ở TP. HCM có 1.000.000 bác.", vec!["Bản 2.2.6 ở TP HCM có 1.000.000 bác"]),
            ("Giấy tờ, v.v. và SIM. Xong", vec!["Giấy tờ v.v và SIM", "Xong"]),
            ("Giấy tờ v.v. Xong", vec!["Giấy tờ v.v", "Xong"]),
            ("Giấy tờ… và SIM", vec!["Giấy tờ và SIM"]),
            ("1. Mở máy. Bấm số 5. Đợi", vec!["1 Mở máy", "Bấm số 5", "Đợi"]),
            ("Bác hỏi: “Mã gì?” rồi tắt. Xong", vec!["Bác hỏi Mã gì rồi tắt", "Xong"]),
            ("Bác nói: “Tôi bị lừa.” Bác tắt", vec!["Bác nói Tôi bị lừa", "Bác tắt"]),
            ("Vào vneid.gov.vn. Bấm", vec!["Vào vneid.gov.vn", "Bấm"]),
            ("Máy báo lỗi: bác đợi", vec!["Máy báo lỗi bác đợi"]),
            ("Ông Nguyễn V. A. đến", vec!["Ông Nguyễn V A đến"]),
            ("", vec![]),
        ] {
            assert_eq!(sentences(text), wanted, "{text}");
        }
    }

    #[test]
    fn long_sentences_are_cut_near_their_middle() {
        for (text, wanted) in [
            ("Bác mở máy ra trước, bác gõ số vào ô", Some((5, 5))),
            ("Bác mở máy ra trước và gõ số vào ô", Some((5, 6))),
            ("Bác mở máy ra trước gõ số vào ô", None),
            ("Đúng, bác mở máy ra trước gõ số", None),
            ("Bác gõ mã (ở tin, và ở giấy) này", None),
            ("Bác gõ số trên thẻ và số điện thoại", None),
            ("Bác ra Công an xã, phường gần nhà", None),
            ("Nếu máy báo lỗi, bác đợi rồi làm lại nhé", Some((6, 7))),
            ("Không tìm thấy thì bác hỏi con cháu", None),
        ] {
            let tokens = tokens_of(text);
            assert_eq!(cut(&tokens, 0..tokens.len()), wanted, "{text}");
        }
    }

    #[test]
    fn clauses_open_after_pauses_and_joints() {
        let tokens = tokens_of("Xong, bác bấm rồi gõ (số này)");
        let opened = (0..tokens.len()).filter(|at| opens_clause(&tokens, &(0..tokens.len()), *at));
        let words: Vec<&str> = opened.map(|at| tokens[at].word).collect();
        assert_eq!(words, ["Xong", "bác", "gõ", "số"]);
    }
}
