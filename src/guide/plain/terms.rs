//! ER-03: words the reader knows.
//!
//! Three kinds are looked for: abbreviations (OTP, CCCD), words of law and forms where the facts
//! dossier has a plain way to say them (its section 12), and English where there is Vietnamese. The
//! tables are in `words.md`.
//!
//! An abbreviation or official word must be explained where a reader meets it first: “mã OTP (mã
//! dùng một lần trong tin nhắn)”, “12 số trên thẻ (số định danh cá nhân)”, “OTP là …”. A leaflet
//! and a door hanger are read apart, so the checklist of the hanger is an order of its own, and the
//! safety box, which both print, comes last in each. A heading may name what its text explains.
//! What must stay letter for letter is left alone: buttons, quotations, the title of the guide, and
//! what the sheet says the screen calls it (“trên máy ghi là passcode”).

use std::collections::BTreeSet;
use std::ops::Range;

use super::reading::{Passage, Reading, Role};
use super::token::{Marks, Token};
use super::words::{WORDS, capitalised, times};
use crate::diag::{Code, Diagnostic, Sink, text};

/// The longest word that is taken for an abbreviation.
const LONGEST: usize = 6;

/// A place where an abbreviation or official word stands.
struct Use<'a> {
    term: &'a str,
    /// What it means; empty when nobody wrote it down.
    meaning: &'static str,
    is_abbreviation: bool,
    passage: usize,
    tokens: Range<usize>,
    explained: bool,
}

/// Looks for all three kinds.
pub(super) fn check(reading: &Reading<'_>, sink: &mut Sink) {
    let (mut uses, mut foreign) = (Vec::new(), Vec::new());
    for (passage, text) in reading.passages.iter().enumerate() {
        for sentence in &text.sentences {
            find(text, passage, sentence, &mut uses);
            english(text, passage, sentence, &mut foreign);
        }
    }
    foreign.iter().for_each(|one| sink.push(tell_english(reading, one)));
    let role = |one: &Use<'_>| reading.passages[one.passage].role;
    let leaflet = |one: &&Use<'_>| {
        !matches!(
            role(one),
            Role::Title | Role::Short | Role::Question | Role::Checklist | Role::Safety
        )
    };
    let hanger = |one: &&Use<'_>| role(one) == Role::Checklist;
    let safety: Vec<&Use<'_>> = uses.iter().filter(|one| role(one) == Role::Safety).collect();
    let mut told = BTreeSet::new();
    for order in [
        uses.iter().filter(leaflet).chain(safety.iter().copied()).collect::<Vec<_>>(),
        uses.iter().filter(hanger).chain(safety.iter().copied()).collect(),
    ] {
        for (index, one) in order.iter().enumerate() {
            let is_first = order[..index].iter().all(|earlier| earlier.term != one.term);
            if !is_first || one.explained || explained_below(reading, one, &order[index..]) {
                continue;
            }
            if told.insert((one.passage, one.tokens.start)) {
                let later = order[index..].iter().find(|two| two.explained && two.term == one.term);
                let count = uses.iter().filter(|two| two.term == one.term).count();
                sink.push(unexplained(reading, one, count, later.copied()));
            }
        }
    }
}

/// Whether the text under a heading explains what the heading names.
fn explained_below(reading: &Reading<'_>, one: &Use<'_>, rest: &[&Use<'_>]) -> bool {
    let heading = &reading.passages[one.passage];
    matches!(heading.role, Role::PartTitle | Role::StepTitle)
        && rest.iter().any(|two| {
            let place = reading.passages[two.passage].place;
            let is_below = match heading.role {
                Role::StepTitle => place == heading.place,
                _ => place.0 == heading.place.0,
            };
            two.explained && two.term == one.term && is_below
        })
}

/// Gathers abbreviations and official words of a sentence.
fn find<'a>(
    text: &'a Passage<'_>,
    passage: usize,
    sentence: &Range<usize>,
    uses: &mut Vec<Use<'a>>,
) {
    if text.role == Role::Picture {
        return;
    }
    let tokens = &text.tokens;
    let mut at = sentence.start;
    while at < sentence.end {
        let token = &tokens[at];
        let rest = &tokens[at..sentence.end];
        let mut count = 1;
        if token.quoted || token.address {
        } else if let Some((entry, length)) = WORDS.official.at(rest) {
            count = length;
            let range = at..at + length;
            let explained =
                is_explained(tokens, sentence, &range) || on_screen(tokens, sentence, at);
            let (term, meaning) = (entry.words, entry.beside);
            uses.push(Use {
                term,
                meaning,
                is_abbreviation: false,
                passage,
                tokens: range,
                explained,
            });
        } else if let Some(term) = abbreviation(tokens, at) {
            let range = at..at + 1;
            let explained =
                is_explained(tokens, sentence, &range) || is_called(tokens, sentence, at);
            let meaning = WORDS.abbreviations.get(term).unwrap_or("");
            uses.push(Use {
                term,
                meaning,
                is_abbreviation: true,
                passage,
                tokens: range,
                explained,
            });
        }
        at += count;
    }
}

/// Whether the sentence says what the words mean.
fn is_explained(tokens: &[Token<'_>], sentence: &Range<usize>, words: &Range<usize>) -> bool {
    let (first, last) = (&tokens[words.start], &tokens[words.end - 1]);
    // In brackets behind other words: “12 số trên thẻ (số định danh cá nhân)”.
    if first.bracketed && !tokens[sentence.start].bracketed {
        return true;
    }
    let behind = &tokens[words.end..sentence.end];
    // Brackets soon after: “xác thực SIM (báo SIM này là của bác)”.
    if behind.iter().take(3).any(|token| token.marks.has(Marks::OPEN)) {
        return true;
    }
    // At the start, with a colon or dash: “Mã OTP: mã dùng một lần”.
    if words.start <= sentence.start + 1
        && last.marks.has(Marks::COLON.with(Marks::DASH))
        && !behind.is_empty()
    {
        return true;
    }
    let key = |at: usize| behind.get(at).map_or("", |token| token.key.as_ref());
    matches!((key(0), key(1)), ("tức" | "nghĩa", "là"))
        || (key(0) == "là" && !matches!(key(1), "" | "xong" | "được" | "thành"))
}

/// Whether the sheet says that something is called so: “máy ghi là …”, “có chữ …”.
fn is_called(tokens: &[Token<'_>], sentence: &Range<usize>, at: usize) -> bool {
    let before = |back: usize| {
        let place = at.checked_sub(back).filter(|place| *place >= sentence.start);
        place.and_then(|place| tokens.get(place)).map_or("", |token| token.key.as_ref())
    };
    matches!(before(1), "hiện" | "chữ")
        || (before(1) == "là" && matches!(before(2), "ghi" | "gọi" | "tên" | "hiện"))
}

/// Whether the word is on the screen, though not written as a button: “nút Kích hoạt”.
fn on_screen(tokens: &[Token<'_>], sentence: &Range<usize>, at: usize) -> bool {
    let names = ["nút", "mục", "ô", "dòng", "bấm", "chọn", "ấn", "nhấn"];
    is_called(tokens, sentence, at)
        || (at > sentence.start
            && tokens[at].is_capital()
            && names.contains(&tokens[at - 1].key.as_ref()))
}

/// The abbreviation in a word, unless everybody knows it.
fn abbreviation<'a>(tokens: &[Token<'a>], at: usize) -> Option<&'a str> {
    let token = &tokens[at];
    if !token.is_capital() || token.word.contains(char::is_numeric) {
        return None;
    }
    // “TP.HCM” and “BHXH-BHYT” are looked at piece by piece.
    token.word.split(['.', '-', '&', '–']).find(|piece| {
        let length = piece.chars().count();
        let is_short = (2..=LONGEST).contains(&length);
        if !is_short || !piece.chars().all(char::is_uppercase) || WORDS.known.get(piece).is_some() {
            return false;
        }
        if WORDS.abbreviations.get(piece).is_some() {
            // “CA” in a line of capitals is the word “ca”.
            let shouted =
                |at: usize| tokens.get(at).and_then(Token::capitals).is_some_and(|n| n > 1);
            let beside = at.checked_sub(1).is_some_and(shouted) || shouted(at + 1);
            return !(beside && is_syllable(piece));
        }
        let is_roman = piece.chars().all(|letter| matches!(letter, 'I' | 'V' | 'X'));
        let is_elsewhere = token.key == "vneid" || WORDS.english.get(&token.key).is_some();
        !is_roman && !is_elsewhere && !is_syllable(piece)
    })
}

/// Whether a word in capitals could be a Vietnamese word: “KHÔNG”, “BAO”, but not “OTP”.
fn is_syllable(word: &str) -> bool {
    let small = word.to_lowercase();
    let is_vowel = |letter: char| !matches!(letter, 'b'..='d' | 'f'..='h' | 'j'..='n' | 'p'..='t' | 'v'..='x' | 'z' | 'đ');
    let Some(first) = small.find(is_vowel) else { return false };
    let rest = small[first..].find(|letter| !is_vowel(letter)).map_or(small.len(), |at| first + at);
    let (onset, vowels, coda) = (&small[..first], &small[first..rest], &small[rest..]);
    let onsets = [
        "", "b", "c", "ch", "d", "đ", "g", "gh", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh",
        "p", "ph", "q", "r", "s", "t", "th", "tr", "v", "x",
    ];
    let codas = ["", "c", "ch", "m", "n", "ng", "nh", "p", "t"];
    onsets.contains(&onset) && codas.contains(&coda) && vowels.chars().count() <= 3
}

fn unexplained(
    reading: &Reading<'_>,
    one: &Use<'_>,
    count: usize,
    later: Option<&Use<'_>>,
) -> Diagnostic {
    let (meaning, span) = (one.meaning, reading.span(one.passage, one.tokens.clone()));
    let (word, times) = (reading.words_of(one.passage, one.tokens.clone()), times(count));
    let term = if one.is_abbreviation { one.term } else { word.as_str() };
    let mut found = if one.is_abbreviation {
        Diagnostic::new(
            Code::PlainAbbreviation,
            text!(
                en "“{term}” is an abbreviation, used {times}; explain it once, the first time (ER-03)",
                vi "“{term}” là chữ viết tắt, dùng {count} lần; phải giải thích 1 lần, ngay lần đầu (ER-03)",
            ),
        )
    } else {
        Diagnostic::new(
            Code::PlainOfficialWord,
            text!(
                en "“{term}” is a word of forms and laws, used {times}; explain it once, the first time (ER-03)",
                vi "“{term}” là từ của giấy tờ, dùng {count} lần; phải giải thích 1 lần, ngay lần đầu (ER-03)",
            ),
        )
    };
    found = found.at(span);
    if let Some(later) = later {
        let place = reading.span(later.passage, later.tokens.clone());
        found = found.also(place, text!(en "explained only here", vi "đến đây mới giải thích"));
    }
    if meaning.is_empty() {
        return found.hint(text!(
            en "use an everyday word, or explain it at once in brackets: “{term} (…)”",
            vi "dùng từ thường ngày, hoặc giải thích ngay trong ngoặc: “{term} (…)”",
        ));
    }
    if one.is_abbreviation {
        return found.hint(text!(
            en "write “{meaning}”, or explain it the first time: “{term} ({meaning})”",
            vi "viết “{meaning}”, hoặc giải thích ở lần đầu: “{term} ({meaning})”",
        ));
    }
    found
        .hint(text!(
            en "say “{meaning}”, or explain it the first time in brackets",
            vi "nói “{meaning}”, hoặc giải thích trong ngoặc ở lần đầu",
        ))
        .hint(text!(
            en "if this is what the screen says, write it as a button: `**“{term}”**`",
            vi "nếu đây là chữ trên màn hình thì viết thành tên nút: `**“{term}”**`",
        ))
}

/// An English word that is no name, and how often the guide has it.
struct English {
    words: &'static str,
    beside: &'static str,
    passage: usize,
    tokens: Range<usize>,
    count: usize,
}

/// Gathers the English words of a sentence.
fn english(text: &Passage<'_>, passage: usize, sentence: &Range<usize>, found: &mut Vec<English>) {
    let tokens = &text.tokens;
    let mut at = sentence.start;
    while at < sentence.end {
        let token = &tokens[at];
        let entry = WORDS.english.at(&tokens[at..sentence.end]);
        let Some((entry, length)) = entry.filter(|_| !token.quoted && !token.address) else {
            at += 1;
            continue;
        };
        let range = at..at + length;
        at += length;
        let stays = entry.beside.is_empty()
            || is_explained(tokens, sentence, &range)
            || is_called(tokens, sentence, range.start);
        if stays {
            continue;
        }
        match found.iter_mut().find(|earlier| earlier.words == entry.words) {
            Some(earlier) => earlier.count += 1,
            None => {
                let (words, beside) = (entry.words, entry.beside);
                found.push(English { words, beside, passage, tokens: range, count: 1 });
            }
        }
    }
}

fn tell_english(reading: &Reading<'_>, one: &English) -> Diagnostic {
    let (word, count) = (reading.words_of(one.passage, one.tokens.clone()), one.count);
    let times = times(count);
    let text = &reading.passages[one.passage];
    let begins = text.sentences.iter().any(|sentence| sentence.start == one.tokens.start);
    let is_capital = text.tokens[one.tokens.start].is_capital();
    let wanted = if begins && is_capital { capitalised(one.beside) } else { one.beside.to_owned() };
    Diagnostic::new(
        Code::PlainEnglish,
        text!(
            en "“{word}” is English, used {times}; 0 is the limit (ER-03)",
            vi "“{word}” là tiếng Anh, dùng {count} lần; không nên dùng lần nào (ER-03)",
        ),
    )
    .at(reading.span(one.passage, one.tokens.clone()))
    .hint(text!(
        en "write “{wanted}”; if it is what the screen says, write it as a button: `**“{word}”**`",
        vi "viết “{wanted}”; nếu đây là chữ trên màn hình thì viết thành tên nút: `**“{word}”**`",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_that_are_words_are_no_abbreviations() {
        for word in ["KHÔNG", "BAO", "GIỜ", "CHÚ", "NGHIÊNG", "QUÝ", "ĐỌC", "MÃ", "Ý"] {
            assert!(is_syllable(word), "{word}");
        }
        for word in ["OTP", "CCCD", "NFC", "UBND", "GPLX", "SMS", "DVC", "BHYT", "ĐT", "WHO"] {
            assert!(!is_syllable(word), "{word}");
        }
    }
}
