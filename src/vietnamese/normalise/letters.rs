//! Letters that look right and are wrong, and signs nobody sees.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::{ChangeReason, TextSegment, near};
use crate::vietnamese::letter::Letter;
use crate::vietnamese::syllable;
use crate::vietnamese::tracked_text::Edit;

/// Changes that hold anywhere in a text, in order.
pub(super) fn letters(text: &str, _: &[TextSegment]) -> Vec<Edit<ChangeReason>> {
    let mut edits = Vec::new();
    if is_plain_text(text.as_bytes()) {
        return edits;
    }
    let mut word: Option<usize> = None;
    let body = body_start(text);
    let mut all = text.char_indices().peekable();
    while let Some((at, letter)) = all.next() {
        // The sign of the đồng right before a letter is a đ: “₫iện”.
        let is_d = letter == '₫' && all.peek().is_some_and(|(_, next)| next.is_alphabetic());
        if let Some(after) = invisible(letter) {
            let is_gap = after.is_empty() && parts(text, at, letter);
            let after = if is_gap { " " } else { after };
            // In the body of a guide it stays a line break, so that its lines are looked at as such.
            let after = if is_line_break(letter) && at > body { "\n" } else { after };
            // A sign that leaves nothing does not end a word, but is no part of it either.
            if !after.is_empty() {
                end_word(text, word.take(), at, &mut edits);
            }
            edits.push(edit(at, letter, after, ChangeReason::Invisible));
        } else if belongs_to_word(letter) || is_d {
            word.get_or_insert(at);
        } else {
            end_word(text, word.take(), at, &mut edits);
            if let Some(after) = space(letter) {
                edits.push(edit(at, letter, after, ChangeReason::Space));
            }
        }
    }
    end_word(text, word, text.len(), &mut edits);
    edits.sort_by_key(|edit| edit.at.start);
    edits
}

/// Whether a sign nobody sees at `at` parts two syllables that are none when run together: a zero width
/// space of a web page, the soft hyphen of Word, a mark of another program.
fn parts(text: &str, at: usize, sign: char) -> bool {
    // No syllable is longer.
    const LONGEST: usize = 8;
    let is_part = |letter: &char| belongs_to_word(*letter);
    let before = text[..at].chars().rev().take_while(is_part).take(LONGEST).collect::<Vec<_>>();
    let before: String = before.into_iter().rev().collect();
    let after: String =
        text[at + sign.len_utf8()..].chars().take_while(is_part).take(LONGEST).collect();
    let is_whole = |word: &str| syllable::is_syllable(word);
    is_whole(&before) && is_whole(&after) && !is_whole(&(before + &after))
}

fn edit(at: usize, letter: char, after: &str, kind: ChangeReason) -> Edit<ChangeReason> {
    Edit { at: at..at + letter.len_utf8(), after: after.to_owned(), kind }
}

/// Whether all letters of a text are plain, told from its bytes: every file is looked at, and nearly
/// all are. A `false` may be wrong, a `true` may not; [`is_plain`] decides letter by letter.
pub(super) fn is_plain_text(bytes: &[u8]) -> bool {
    let mut at = 0;
    while let Some(&first) = bytes.get(at) {
        let (second, third) = (bytes.get(at + 1).copied(), bytes.get(at + 2).copied());
        at += match (first, second) {
            (b'\n' | b'\t' | b' '..=b'~', _) => 1,
            // Latin-1 without the soft hyphen and the acute accent, and of its letters only Vietnamese ones.
            (0xC2, Some(second)) if second >= 0xA0 && !matches!(second, 0xAD | 0xB4) => 2,
            (0xC3, Some(second)) if is_vietnamese_latin_1(second) => 2,
            // Ă ă Đ đ Ĩ ĩ, Ũ ũ, Ơ ơ Ư ư.
            (0xC4, Some(0x82 | 0x83 | 0x90 | 0x91 | 0xA8 | 0xA9))
            | (0xC5, Some(0xA8 | 0xA9))
            | (0xC6, Some(0xA0 | 0xA1 | 0xAF | 0xB0)) => 2,
            // U+1EA0 to U+1EF9, the letters with two marks.
            (0xE1, Some(0xBA)) if third.is_some_and(|third| third >= 0xA0) => 3,
            (0xE1, Some(0xBB)) if third.is_some_and(|third| third <= 0xB9) => 3,
            // Signs of good typesetting.
            (0xE2, Some(0x80))
                if matches!(third, Some(0x93 | 0x94 | 0x98 | 0x99 | 0x9C | 0x9D | 0xA6)) =>
            {
                3
            }
            _ => return false,
        };
    }
    true
}

/// The second byte of À à, Á á … Ý ý in UTF-8, each with its capital 32 before it.
fn is_vietnamese_latin_1(second: u8) -> bool {
    matches!(second | 0x20, 0xA0..=0xA3 | 0xA8..=0xAA | 0xAC | 0xAD | 0xB2..=0xB5 | 0xB9 | 0xBA | 0xBD)
}

/// Letters and signs no rule here is about: most texts hold nothing else.
fn is_plain(letter: char) -> bool {
    if letter.is_ascii() {
        return matches!(letter, '\n' | '\t' | ' '..='~');
    }
    // Signs of Latin-1, the letters of Vietnamese, signs of good typesetting.
    matches!(letter, '\u{a0}'..='\u{ac}' | '\u{ae}'..='\u{b3}' | '\u{b5}'..='\u{bf}' | '–' | '—' | '‘' | '’' | '“' | '”'
        | '…' | '₫' | '→')
        || Letter::of(letter).is_some()
}

fn belongs_to_word(letter: char) -> bool {
    letter.is_alphanumeric() || is_combining_mark(letter)
}

/// Line breaks inside a paragraph, as Word and web pages write them.
fn is_line_break(letter: char) -> bool {
    matches!(letter, '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Where Markdown begins behind a block of YAML; the end of a text without one.
fn body_start(text: &str) -> usize {
    let end = text.strip_prefix("---\n").and_then(|rest| rest.find("\n---\n"));
    end.map_or(text.len(), |at| at + "---\n".len())
}

/// What stands for a sign nobody sees: mostly nothing. U+2060 stays, it glues on purpose (VT-09).
fn invisible(letter: char) -> Option<&'static str> {
    if is_line_break(letter) {
        return Some(" ");
    }
    // Soft hyphen; zero width space, non-joiner, joiner; marks of direction; byte order mark;
    // selectors of colour pictures.
    let unseen = matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{61c}'
        | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{180e}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{17b4}' | '\u{17b5}' | '\u{2065}' | '\u{206a}'..='\u{206f}'
        | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}');
    let control = letter.is_control() && !matches!(letter, '\n' | '\t');
    (unseen || control).then_some("")
}

/// Spaces of other widths; U+00A0 and U+202F stay, they glue on purpose (VT-09).
fn space(letter: char) -> Option<&'static str> {
    match letter {
        '\u{1680}'
        | '\u{2000}'..='\u{2006}'
        | '\u{2008}'..='\u{200a}'
        | '\u{205f}'
        | '\u{3000}' => Some(" "),
        '\u{2007}' => Some("\u{a0}"),
        _ => None,
    }
}

fn end_word(text: &str, start: Option<usize>, end: usize, edits: &mut Vec<Edit<ChangeReason>>) {
    let Some(start) = start else { return };
    let written = &text[start..end];
    if written.chars().all(|letter| is_plain(letter) || invisible(letter).is_some())
        && !written.contains(['Ð', 'ð', '₫'])
    {
        return;
    }
    // The word is judged as it will be when all else in it is mended.
    let seen = written.chars().filter(|letter| invisible(*letter).is_none());
    let word: String = seen.nfkc().nfc().collect();
    let has_latin = word.chars().any(is_latin);
    let judged = |letter| plain_d(twin(letter).filter(|_| has_latin).unwrap_or(letter));
    let mends_d = is_vietnamese(&word.chars().map(judged).nfc().collect::<String>());
    let readings = near::only_reading(written, judged).unwrap_or_default();
    for (at, letter, after) in &readings {
        let after = after.to_string();
        edits.push(edit(start + at, *letter, &after, ChangeReason::NearLetter));
    }
    for (at, letter) in written.char_indices() {
        if readings.iter().any(|(place, ..)| *place == at) {
            continue;
        }
        let at = start + at;
        if mends_d && plain_d(letter) != letter {
            let after = plain_d(letter).to_string();
            edits.push(edit(at, letter, &after, ChangeReason::Eth));
        } else if let Some(after) = twin(letter).filter(|_| has_latin) {
            edits.push(edit(at, letter, after.encode_utf8(&mut [0; 4]), ChangeReason::LookAlike));
        } else if is_styled(letter) {
            let after: String = letter.nfkc().collect();
            edits.push(edit(at, letter, &after, ChangeReason::Styled));
        }
    }
}

fn plain_d(letter: char) -> char {
    match letter {
        'Ð' | '\u{189}' => 'Đ',
        'ð' | '\u{256}' | '₫' => 'đ',
        other => other,
    }
}

/// A Vietnamese syllable, or an abbreviation in capitals (ĐT, UBNĐ), or the letter alone (đ).
fn is_vietnamese(word: &str) -> bool {
    let short = word.chars().count() <= 6;
    let is_capital = |letter: char| letter == 'Đ' || letter.is_ascii_uppercase();
    syllable::is_syllable(word)
        || word.chars().all(|letter| letter == 'đ' || letter.is_ascii_digit())
        || (short && word.chars().all(is_capital))
}

fn is_latin(letter: char) -> bool {
    matches!(letter, 'A'..='Z' | 'a'..='z' | 'À'..='ɏ' | '\u{1e00}'..='\u{1eff}')
}

/// Letters of mathematics, full-width letters and ligatures: the same letter in fancy dress.
fn is_styled(letter: char) -> bool {
    matches!(letter,
        '\u{1d400}'..='\u{1d6a3}' | '\u{1d7ce}'..='\u{1d7ff}' | '\u{ff10}'..='\u{ff19}' | '\u{ff21}'..='\u{ff3a}'
        | '\u{ff41}'..='\u{ff5a}' | '\u{fb00}'..='\u{fb06}' | '\u{2102}' | '\u{210a}'..='\u{2113}'
        | '\u{2115}' | '\u{2119}'..='\u{211d}' | '\u{2124}' | '\u{2128}' | '\u{212c}'..='\u{2134}')
}

/// The Latin letter a Cyrillic or Greek letter cannot be told from in print
/// (Unicode `confusables`, only pairs of one shape).
fn twin(letter: char) -> Option<char> {
    const PAIRS: &str = "аa еe оo рp сc уy хx іi јj ѕs һh ԁd ԛq ԝw АA ВB ЕE КK МM НH ОO РP СC ТT \
                         УY ХX ІI ЈJ ЅS ԌG ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX οo νv";
    if !matches!(letter, '\u{370}'..='\u{52f}') {
        return None;
    }
    PAIRS.split(' ').find_map(|pair| {
        let mut pair = pair.chars();
        (pair.next() == Some(letter)).then(|| pair.next()).flatten()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_nobody_sees_between_syllables_is_a_space() {
        for (text, wanted) in [
            ("bấm\u{200b}nút", "bấm nút"),
            ("Bác\u{200b}xem kỹ", "Bác xem kỹ"),
            ("b\u{200b}ấm", "bấm"),
            ("bấ\u{200b}m", "bấm"),
            ("\u{200b}bấm \u{200b}nút\u{200b}.", "bấm nút."),
            ("VN\u{200b}eID", "VNeID"),
            ("ông\u{ad}bà", "ông bà"),
            ("ông\u{200d}bà", "ông bà"),
            ("Ông\u{feff}bà", "Ông bà"),
            ("ông\u{2066}bà\u{2069}", "ông bà"),
            ("ông\u{8}bà", "ông bà"),
            ("ti\u{ad}ếng", "tiếng"),
            ("ông\u{17b4} bà\u{e0041}", "ông bà"),
        ] {
            let mut out = text.to_owned();
            for edit in letters(text, &[]).into_iter().rev() {
                out.replace_range(edit.at, &edit.after);
            }
            assert_eq!(out, wanted, "{text:?}");
        }
    }

    #[test]
    fn plain_text_is_told_from_its_bytes_as_from_its_letters() {
        for letter in '\0'..='\u{ffff}' {
            let text = letter.to_string();
            let all = text.chars().all(is_plain);
            // ₫ and → are plain too, but rare.
            let reported = is_plain_text(text.as_bytes());
            assert_eq!(reported, all && !matches!(letter, '₫' | '→'), "{letter:?}");
        }
    }
}
