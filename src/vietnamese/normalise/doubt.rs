//! What is wrong in running text and has no one reading: letters and marks no Vietnamese word has,
//! syllables torn in more than one way.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use super::letters::is_plain_text;
use super::spelling::{self, SpellingVerdict};
use super::{TextSegment, marks, near, torn};
use crate::vietnamese::letter::{Letter, Tone, is_letter_or_number};
use crate::vietnamese::syllable::is_syllable;

/// A place that a person has to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// The bytes of the word or words.
    pub range: Range<usize>,
    /// What is wrong.
    pub why: DoubtReason,
}

/// What is wrong with a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DoubtReason {
    /// This mark or accent has joined no letter.
    Mark(char),
    /// This letter is in no Vietnamese word.
    Letter(char),
    /// The same in what may be the name of somebody from abroad.
    Name(char),
    /// The word has two tone marks: syllables run together, or letters of an old encoding.
    Tones,
    /// No Vietnamese word is spelt so.
    Spelling,
    /// A syllable no dictionary has, where one with ă or ơ is, or a name.
    Misread,
    /// Several syllables without a space, or a word from abroad.
    Joined,
    /// The word is torn, and can be joined in several ways.
    Torn,
}

impl DoubtReason {
    /// Whether it may be the name of somebody from abroad or a loan word, which is printed.
    pub fn is_printed(self) -> bool {
        matches!(self, DoubtReason::Name(_) | DoubtReason::Misread | DoubtReason::Joined)
    }
}

/// Everything in doubt in the running text of a mended text, in order.
pub fn doubts(text: &str, segments: &[TextSegment]) -> Vec<Doubt> {
    let mut found: Vec<Doubt> = Vec::new();
    for segment in segments {
        let inside = &text[segment.range.clone()];
        let is_plain = is_plain_text(inside.as_bytes());
        for (at, word) in words(inside) {
            let start = segment.range.start + at;
            if segment.is_apart(start) {
                continue;
            }
            let range = start..start + word.len();
            let strange = if is_plain { None } else { strange(word) };
            let why = strange
                .or_else(|| has_two_tones(word).then_some(DoubtReason::Tones))
                .or_else(|| misspelt(word).filter(|_| !spelling::is_escaped(text, start)))
                .or_else(|| misread(text, &range));
            found.extend(why.map(|why| Doubt { range, why }));
        }
    }
    for segment in segments {
        let inside = &text[segment.range.clone()];
        // One is enough of a line: the others are of the same cause.
        let mut marks =
            signs_in_words(inside).filter(|(at, _)| !segment.is_apart(segment.range.start + at));
        let mark = marks.next().map(|(at, sign)| Doubt {
            range: word_around(text, segment.range.start + at, sign),
            why: DoubtReason::Mark(sign),
        });
        let is_new = |doubt: &Doubt| {
            let touches = |known: &Doubt| {
                known.range.start <= doubt.range.end && doubt.range.start <= known.range.end
            };
            !found.iter().any(touches)
        };
        let mark = mark.filter(is_new);
        found.extend(mark);
        let divided = hyphenated(text, segment).into_iter();
        found.extend(divided.map(|range| Doubt { range, why: DoubtReason::Torn }));
    }
    let torn = torn::doubtful(text, segments).into_iter();
    found.extend(torn.map(|range| Doubt { range, why: DoubtReason::Torn }));
    found.sort_by_key(|doubt| doubt.range.start);
    found
}

/// The same for a text that nobody mends: syllables torn with one reading are wrong in it too.
pub fn faults(text: &str, segments: &[TextSegment]) -> Vec<Doubt> {
    let mut found = doubts(text, segments);
    let misspelt = spelling::spelling(text, segments).into_iter();
    found.extend(misspelt.map(|edit| Doubt { range: edit.at, why: DoubtReason::Spelling }));
    for edit in torn(text, segments) {
        let start = text[..edit.at.start].rfind(char::is_whitespace).map_or(0, |at| at + 1);
        let rest = &text[edit.at.end..];
        let end = edit.at.end + rest.find(char::is_whitespace).unwrap_or(rest.len());
        found.push(Doubt { range: start..end, why: DoubtReason::Torn });
    }
    found
}

/// Signs in the middle of a word that no word has: the halves of letters of an old encoding (`¿`, `§`),
/// the hyphen of Word (`¬`), the keys of VIQR (`^`), an apostrophe for the hook of ư and ơ (`ngu’ời`).
fn signs_in_words(text: &str) -> impl Iterator<Item = (usize, char)> {
    let is_letter = |letter: Option<char>| letter.is_some_and(char::is_alphabetic);
    text.char_indices().filter(move |(at, sign)| {
        let mut before = text[..*at].chars().rev();
        let last = before.next();
        let next = text[at + sign.len_utf8()..].chars().next();
        match sign {
            '¡' | '¢' | '£' | '¤' | '¥' | '¦' | '§' | '¬' | '¯' | '±' | '¶' | '¸' | '¿' | '¼'
            | '½' | '¾' | '‡' | '†' | '‰' | '^' | '~' => is_letter(last) && is_letter(next),
            // A grave of VIQR stands on a vowel; behind other letters it ends words of a program.
            '`' => last.and_then(Letter::of).is_some_and(Letter::is_vowel) && is_letter(next),
            // The letters ẹ to ỹ begin with these two when UTF-8 is read as CP1252.
            '»' => is_letter(last) && is_letter(next) && !stands_between_words(text, *at),
            // `%E1%BB%85` and `=E1=BB=85`, as addresses and mails write such a letter.
            '%' | '=' => is_in_bytes(&text[*at..], *sign),
            '’' => {
                let is_hooked = matches!(last, Some('u' | 'o' | 'U' | 'O'));
                is_hooked && is_letter(before.next()) && next.is_some_and(char::is_lowercase)
            }
            '\u{2bc}' => matches!(last, Some('u' | 'o' | 'ư' | 'ơ' | 'U' | 'O')),
            _ => false,
        }
    })
}

/// Whether what a sign at `at` parts are syllables: “Cài đặt»Bảo mật” is a way through menus.
fn stands_between_words(text: &str, at: usize) -> bool {
    let is_gap = |letter: char| !is_letter_or_number(letter);
    let before = text[..at].rsplit(is_gap).next().unwrap_or("");
    let after = text[at..].split(is_gap).nth(1).unwrap_or("");
    is_syllable(before) && is_syllable(after)
}

/// Whether two bytes of a letter follow, each behind the sign; or the beginning of an encoded word of a
/// mail, `=?UTF-8?B?…?=`.
fn is_in_bytes(rest: &str, sign: char) -> bool {
    let bytes = rest.as_bytes();
    let is_byte = |at: usize| {
        bytes.get(at).is_some_and(|byte| char::from(*byte) == sign)
            && bytes.get(at + 1..at + 3).is_some_and(|it| it.iter().all(u8::is_ascii_hexdigit))
    };
    let leads = bytes.get(1).is_some_and(|byte| matches!(byte, b'C'..=b'F' | b'c'..=b'f'));
    leads && is_byte(0) && is_byte(3)
        || bytes.get(..8).is_some_and(|word| word.eq_ignore_ascii_case(b"=?utf-8?"))
}

/// The word around a sign.
fn word_around(text: &str, at: usize, sign: char) -> Range<usize> {
    let end = at + sign.len_utf8();
    let is_gap = |letter: char| !is_letter_or_number(letter);
    let start = text[..at]
        .rfind(is_gap)
        .map_or(0, |gap| gap + text[gap..].chars().next().map_or(0, char::len_utf8));
    start..text[end..].find(is_gap).map_or(text.len(), |length| end + length)
}

/// Hyphens at the end of a line that goes on with a small letter, as text from a PDF has them: Vietnamese
/// never divides a word, and on the sheet the line ends elsewhere.
fn hyphenated(text: &str, segment: &TextSegment) -> Vec<Range<usize>> {
    let Range { start, end } = segment.range;
    let goes_on = |rest: &str| rest.trim_start_matches(' ').starts_with(char::is_lowercase);
    let mut found = Vec::new();
    let ends = text[start..].match_indices('\n').map(|(at, _)| start + at);
    // The last line of a segment may go on behind it.
    for line_end in ends.take_while(|at| text[..*at].trim_end().len() <= end) {
        let line = text[start..line_end].trim_end();
        let Some(before) = line.strip_suffix(['-', '\u{2010}']) else { continue };
        if before.ends_with(char::is_alphabetic) && goes_on(&text[line_end + 1..]) {
            let word = before.rsplit(|letter: char| !is_letter_or_number(letter)).next();
            let length = word.map_or(0, str::len);
            found.push(start + before.len() - length..start + line.len());
        }
    }
    found
}

/// Runs of letters with their marks and accents.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_part = |c: char| is_letter_or_number(c) || is_combining_mark(c) || marks::is_spacing(c);
    text.split(move |c| !is_part(c))
        .filter(|word| !word.is_empty() && !word.is_ascii())
        .map(|word| (word.as_ptr().addr() - text.as_ptr().addr(), word))
}

/// Whether any word of a text has two tone marks.
pub(super) fn any_two_tones(text: &str) -> bool {
    words(text).any(|(_, word)| has_two_tones(word))
}

/// Whether a word has two tone marks, and a syllable has one: `bấmnút`, `đýợc`. Accents of French
/// (`Hélène`) and names with a capital inside (`HòaBình`) are left alone.
fn has_two_tones(word: &str) -> bool {
    let mut tones = 0;
    let mut is_french = true;
    let mut is_small = false;
    for letter in word.chars() {
        let known = Letter::of(letter);
        let is_capital = known.map_or_else(|| letter.is_uppercase(), |known| known.capital);
        if is_small && is_capital {
            return false;
        }
        is_small = known.map_or_else(|| letter.is_lowercase(), |known| !known.capital);
        if known.is_some_and(|known| known.tone != Tone::Level) {
            tones += 1;
            is_french &= matches!(letter, 'é' | 'è' | 'à' | 'ù' | 'É' | 'È' | 'À' | 'Ù');
        }
    }
    tones > 1 && !is_french
}

fn misspelt(word: &str) -> Option<DoubtReason> {
    match spelling::judge(word) {
        SpellingVerdict::Left => None,
        SpellingVerdict::Wrong => Some(DoubtReason::Spelling),
        SpellingVerdict::Joined => Some(DoubtReason::Joined),
    }
}

/// What old encodings leave of ă and ơ in a word with a capital.
fn misread(text: &str, range: &Range<usize>) -> Option<DoubtReason> {
    let is_sure = spelling::misread_capital(text, range)?;
    Some(if is_sure { DoubtReason::Spelling } else { DoubtReason::Misread })
}

fn strange(word: &str) -> Option<DoubtReason> {
    let has_letter = word.chars().any(char::is_alphabetic);
    let accent = |c: &char| near::is_mark(*c) || (has_letter && marks::is_spacing(*c));
    if let Some(mark) = word.chars().find(accent) {
        return Some(DoubtReason::Mark(mark));
    }
    let letter =
        word.chars().find(|letter| near::is_strange(*letter) || is_foreign(word, *letter))?;
    // A look-alike of ư or ă is wrong in any word, and so is what stands beside a letter with two marks,
    // which only Vietnamese has; others stand in names from abroad.
    let is_wrong = word.contains(['ƣ', 'Ƣ', 'ǎ', 'Ǎ'])
        || word.contains(|letter| matches!(letter, '\u{1ea0}'..='\u{1ef9}'))
        || is_foreign(word, letter);
    let is_name = word.starts_with(char::is_uppercase) && !is_wrong;
    Some(if is_name { DoubtReason::Name(letter) } else { DoubtReason::Letter(letter) })
}

/// Whether a letter is Greek or Cyrillic and stands among Latin ones.
fn is_foreign(word: &str, letter: char) -> bool {
    matches!(letter, '\u{370}'..='\u{52f}')
        && word.chars().any(|other| other.is_ascii_alphabetic() || Letter::of(other).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(text: &str) -> Vec<(&str, DoubtReason)> {
        let found = doubts(text, &[TextSegment::plain(text, 0..text.len())]);
        found.into_iter().map(|doubt| (&text[doubt.range], doubt.why)).collect()
    }

    #[test]
    fn words_without_one_reading_are_in_doubt() {
        for (text, wanted) in [
            ("Ông Nguyǎn ở đây", vec![("Nguyǎn", DoubtReason::Letter('ǎ'))]),
            ("bấm nüt", vec![("nüt", DoubtReason::Letter('ü'))]),
            ("Bà Müller", vec![("Müller", DoubtReason::Name('ü'))]),
            ("q\u{303} rồi", vec![("q\u{303}", DoubtReason::Mark('\u{303}'))]),
            ("D´Or", vec![("D´Or", DoubtReason::Mark('´'))]),
            ("bá n út", vec![("bá n út", DoubtReason::Torn)]),
            (
                "ñaêng kyù",
                vec![("ñaêng", DoubtReason::Letter('ñ')), ("kyù", DoubtReason::Spelling)],
            ),
            ("Bácbấm bấmnút", vec![("Bácbấm", DoubtReason::Tones), ("bấmnút", DoubtReason::Tones)]),
            // ư and ơ of Windows-1258 in the shape of Windows-1252.
            ("đýợc hýớng dẫn", vec![("đýợc", DoubtReason::Tones), ("hýớng", DoubtReason::Tones)]),
            ("THÝÕNG", vec![("THÝÕNG", DoubtReason::Tones)]),
            ("máyvà", vec![("máyvà", DoubtReason::Tones)]),
            ("điện¬thoại", vec![("điện¬thoại", DoubtReason::Mark('¬'))]),
            ("Ti^éng Việt", vec![("Ti^éng", DoubtReason::Mark('^'))]),
            ("Vía»t Nam", vec![("Vía»t", DoubtReason::Mark('»'))]),
            ("Nguy%E1%BB%85n", vec![("Nguy%E1", DoubtReason::Mark('%'))]),
            ("Nguy=E1=BB=85n", vec![("Nguy=E1", DoubtReason::Mark('='))]),
            ("=?UTF-8?B?Tmd1?= x", vec![("=", DoubtReason::Mark('='))]),
            ("ngu’ời già", vec![("ngu’ời", DoubtReason::Mark('’'))]),
            ("nhu\u{2bc} thế", vec![("nhu\u{2bc}", DoubtReason::Mark('\u{2bc}'))]),
            ("mở mάy", vec![("mάy", DoubtReason::Letter('ά'))]),
            ("Ðýợc", vec![("Ðýợc", DoubtReason::Letter('Ð'))]),
            ("Tiếnģ", vec![("Tiếnģ", DoubtReason::Letter('ģ'))]),
            ("HÀ NộI", vec![("NộI", DoubtReason::Spelling)]),
            (
                "dượC, ĐưƠng",
                vec![("dượC", DoubtReason::Spelling), ("ĐưƠng", DoubtReason::Spelling)],
            ),
            ("Bấm nuÌt", vec![("nuÌt", DoubtReason::Spelling)]),
            ("BÊm ĐƯờng", vec![("BÊm", DoubtReason::Spelling), ("ĐƯờng", DoubtReason::Spelling)]),
            ("Hòăc chờ", vec![("Hòăc", DoubtReason::Spelling)]),
            ("Hõn 60 tuổi", vec![("Hõn", DoubtReason::Spelling)]),
            ("Xong. Nõi nào cũng được", vec![("Nõi", DoubtReason::Spelling)]),
            ("Từ Nãm 2026", vec![("Nãm", DoubtReason::Spelling)]),
            ("NÃM 2026", vec![("NÃM", DoubtReason::Spelling)]),
            ("Bà Nguyễn Thị Nãm", vec![("Nãm", DoubtReason::Misread)]),
            ("ông Tõ ở đây", vec![("Tõ", DoubtReason::Misread)]),
            ("HÕN THẾ NỮA", vec![("HÕN", DoubtReason::Misread)]),
        ] {
            assert_eq!(codes(text), wanted, "{text}");
        }
        let text = "Bác b ấm nút";
        let found = faults(text, &[TextSegment::plain(text, 0..text.len())]);
        assert_eq!(found, [Doubt { range: 5..11, why: DoubtReason::Torn }]);
    }

    #[test]
    fn right_text_is_not_in_doubt() {
        let french = "bà Hélène, ông André Gérard, déjà vu, trường HòaBình, Đắk-Lắk, H’Lẹ Niê";
        assert_eq!(codes(french), []);
        let lines = "Bác bấm điện tho-\nại, thông-\n  tin, hai -\nba, A-\nB";
        let divided = codes(lines);
        assert_eq!(divided, [("tho-", DoubtReason::Torn), ("thông-", DoubtReason::Torn)]);
        let names = "H’Mông, K’Ho, D’Or, o’clock, Cư M’gar, ‘nhu’ và, x^2, 5¢, §1, ~5, a ± b, Đăk Lăk, Cài đặt»Bảo mật, 5%, a=b, 100%CP";
        assert_eq!(codes(names), []);
        for text in ["Bác bấm “Đăng nhập”.", "5´ nữa, 3 µm, 20 °C, α", "Москва", "ﾈ 中文", "", "´"]
        {
            assert_eq!(codes(text), [], "{text}");
        }
        // Names that are written with a tilde by right.
        let text = "Võ Trãi, Nguyễn Hãn, Lãm, Mãn, Đỗ Vãng, Cõi, Bõ, Rõ, Nõ, Lõm";
        assert!(codes(text).iter().all(|(_, why)| why.is_printed()), "{:?}", codes(text));
        for text in ["Võ Văn Tám", "Nguyễn Trãi", "Bà Mãn", "Ông Lãm đến", "Phạm Vũ Hãn", "Rõ rồi"]
        {
            assert_eq!(codes(text), [], "{text}");
        }
    }
}
