//! Words of Vietnamese letters that spell no syllable: a tone on the wrong vowel (`qúy`, `giừơng`), a
//! hook or roof left out (`đuợc`, `ngừoi`, `tiéng`), letters that no keyboard made on purpose (`bấmh`).
//!
//! Where exactly one syllable can be meant, the word is mended; where it cannot be reported, it is in
//! doubt. Names, abbreviations and foreign words are left alone: a name is whatever its owner writes.

use std::ops::Range;
use std::sync::LazyLock;

use super::segment::{ChangeReason, TextSegment};
use crate::vietnamese::letter::{Letter, Tone, is_letter, is_letter_or_number};
use crate::vietnamese::syllable;
use crate::vietnamese::tracked_text::Edit;

/// Words that came from abroad and are written in one piece in newspapers and on packages, though each
/// of their syllables is a word of its own in Vietnamese spelling.
const IN_ONE_PIECE: &[&str] = &[
    "amiăng",
    "axít",
    "bêtông",
    "bôxít",
    "cácbon",
    "catalô",
    "càphê",
    "côngtenơ",
    "côngtơ",
    "cátsét",
    "căngtin",
    "gađanh",
    "hiđrô",
    "kilôgam",
    "kilômét",
    "lêgô",
    "lôgích",
    "lôgô",
    "mêtan",
    "mêtrô",
    "môtô",
    "ôtô",
    "ôxi",
    "ôxy",
    "palăng",
    "phôtô",
    "pôlime",
    "rađiô",
    "sêri",
    "sôcôla",
    "vắcxin",
    "xêri",
    "xìtin",
    "ximăng",
    "xăngtimét",
];

/// Syllables that are well built and in no dictionary, where one with ă or ơ is: what is left of Windows
/// 1258 read as 1252, where `năm` and `hơn` become these. Built from the word list of Debian; a test
/// compares.
const MISREAD: &str = "\
    bãm bãn bãng bõi bõn choãn chãm chãn chãng chõi chõn cãm cãn cãng cõ cõm cõn giãm giãng giõ \
    gãm gãn gãng hoãm hoãng hõ hõi hõn khoãm khoãn khãm khãn khãng khõ khõi lõn mãm mõi mõn \
    ngãm ngãn ngõm ngõn nhãm nhõi nãm nãn nãng nõi nõm phãm phãn phãng phõ phõi phõn quãm quãn \
    quõ rãm rãn rãng rõm rõn sãm sãn sãng sõ sõm sõn thoãn thãm thãn thãng thõ thõi thõm thõn \
    trãm trãn trãng trõ trõi tãm tãn tãng tõ tõi või xoãn xãm xãn xãng xõ xõi xõn ãm ãn ãng õi \
    õn đãm đõm đõn";
static MISREAD_WORDS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let mut words: Vec<&str> = MISREAD.split_whitespace().collect();
    words.sort_unstable();
    words
});

/// The most letters of a word that is looked at; the longest syllable has seven.
const MOST_LETTERS: usize = 24;

/// How a word that is no syllable may be judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SpellingVerdict {
    /// It is nothing Vietnamese, or nothing to say.
    Left,
    /// It cannot be Vietnamese, and no one reading is near.
    Wrong,
    /// It is made of several syllables without a space.
    Joined,
}

/// Words of which exactly one syllable can be meant.
pub(super) fn spelling(text: &str, segments: &[TextSegment]) -> Vec<Edit<ChangeReason>> {
    let mut edits = Vec::new();
    for segment in segments {
        for word in suspects(&text[segment.range.clone()]) {
            let start = word.as_ptr().addr() - text.as_ptr().addr();
            if segment.is_apart(start) || is_escaped(text, start) {
                continue;
            }
            if let Some(after) = only_reading(word).filter(|_| !is_misread(word)) {
                edits.push(Edit {
                    at: start..start + word.len(),
                    after,
                    kind: ChangeReason::Spelling,
                });
            }
        }
    }
    edits
}

/// Whether the first letter of the word at `start` is half of an escape: `"\tđọc"` in YAML.
pub(super) fn is_escaped(text: &str, start: usize) -> bool {
    text[..start].ends_with('\\')
}

/// Whether any word spells no syllable.
pub(super) fn any(text: &str) -> bool {
    suspects(text).next().is_some() || has_misread_capital(text)
}

/// Whether a word with a capital is one of [`MISREAD`].
fn has_misread_capital(text: &str) -> bool {
    text.contains(['ã', 'õ', 'Ã', 'Õ'])
        && text
            .split(|letter: char| !is_letter(letter))
            .filter(|word| word.starts_with(char::is_uppercase))
            .any(|word| is_misread(&word.to_lowercase()))
}

/// Judges a word that nothing has mended.
pub(super) fn judge(word: &str) -> SpellingVerdict {
    if is_badly_cased(word) {
        return SpellingVerdict::Wrong;
    }
    if is_suspect(word) && is_doubled(word) {
        return SpellingVerdict::Wrong;
    }
    if !is_suspect(word) || is_french(word) {
        return SpellingVerdict::Left;
    }
    if word.chars().any(char::is_uppercase) {
        let is_wrong = is_wrong_with_capital(word);
        return if is_wrong { SpellingVerdict::Wrong } else { SpellingVerdict::Left };
    }
    if IN_ONE_PIECE.contains(&word) {
        return SpellingVerdict::Left;
    }
    if is_misread(word) {
        return SpellingVerdict::Wrong;
    }
    if in_pieces(word) { SpellingVerdict::Joined } else { SpellingVerdict::Wrong }
}

/// Words with letters beyond ASCII that are letters of Vietnamese all, and no syllable.
fn suspects(text: &str) -> impl Iterator<Item = &str> {
    let is_part = |letter: char| is_letter_or_number(letter) || matches!(letter, '’' | '\'' | '_');
    text.split(move |letter| !is_part(letter)).filter(|word| is_suspect(word))
}

fn is_suspect(word: &str) -> bool {
    if word.is_ascii() || syllable::is_syllable(word) && !is_misread(word) {
        return false;
    }
    let letters = || word.chars().map(Letter::of);
    // A single letter is the name of itself: “chữ ă”.
    (2..=MOST_LETTERS).contains(&letters().count())
        && letters().all(|letter| letter.is_some())
        // An abbreviation has no vowel: đc, đt.
        && letters().flatten().any(Letter::is_vowel)
}

/// Whether a word is one of those; a name may be anything, so it has no capital.
fn is_misread(word: &str) -> bool {
    word.contains(['ã', 'õ']) && MISREAD_WORDS.binary_search(&word).is_ok()
}

/// Whether a word with a capital is one of those, and if so whether it can be no name: `Nãm 2026`, or a
/// word that begins a sentence and goes on with a small letter or a number. Elsewhere somebody may be
/// called so.
pub(super) fn misread_capital(text: &str, at: &Range<usize>) -> Option<bool> {
    let word = text.get(at.clone())?;
    let is_capital = word.chars().next().is_some_and(char::is_uppercase);
    let small = if is_capital { word.to_lowercase() } else { return None };
    if !is_misread(&small) {
        return None;
    }
    let next = text[at.end..].trim_start().chars().next();
    let goes_on = next.is_some_and(|next| next.is_lowercase() || next.is_ascii_digit());
    let is_year = small == "nãm" && next.is_some_and(|next| next.is_ascii_digit());
    let before =
        text[..at.start].trim_end_matches([' ', '\u{a0}', '\t', '“', '"', '(', '-', '*', '#']);
    let begins = before.is_empty() || before.ends_with(['.', '!', '?', ':', ';', '…', '\n']);
    Some(is_year || begins && goes_on)
}

/// Whether the last letter of a syllable was typed twice: `mànn`, `kémm`. No rule doubles a consonant
/// behind a vowel with a mark, in French neither.
fn is_doubled(word: &str) -> bool {
    let mut letters = word.chars().rev();
    let (Some(last), Some(before)) = (letters.next(), letters.next()) else { return false };
    let is_consonant = Letter::of(last).is_some_and(|letter| !letter.is_vowel());
    let single = &word[..word.len() - last.len_utf8()];
    is_consonant && last == before && !single.is_ascii() && syllable::is_syllable(single)
}

/// Whether a word with a capital is Vietnamese all the same, and no name: one syllable by its build
/// (`Hòăc`, `VIÊT`), with a tone that stands wrong or the tone missing before a stop. Names of the
/// highlands have other beginnings (`Krơng`, `Byă`) and ends (`Đăk`), and bear no tones.
fn is_wrong_with_capital(word: &str) -> bool {
    const ONSETS: &str = " b c ch d đ g gh gi h k kh l m n ng ngh nh ph q r s t th tr v x ";
    let is_cased = word.chars().skip(1).all(char::is_lowercase)
        || word.chars().count() > 2 && word.chars().all(char::is_uppercase);
    let small: Vec<Letter> = word.to_lowercase().chars().filter_map(Letter::of).collect();
    let is_vowel = |letter: &&Letter| letter.is_vowel();
    let onset = small.iter().take_while(|letter| !letter.is_vowel()).count();
    let nucleus = small[onset..].iter().take_while(is_vowel).count();
    let spelt: String = small[..onset].iter().map(|letter| letter.char()).collect();
    let coda: String = small[onset + nucleus..].iter().map(|letter| letter.char()).collect();
    let is_one = small.len() <= syllable::MAX_LETTERS
        && !small[onset + nucleus..].iter().any(|letter| letter.is_vowel());
    if !is_cased || !is_one || !(onset == 0 || ONSETS.contains(&format!(" {spelt} "))) {
        return false;
    }
    if small.iter().any(|letter| letter.tone != Tone::Level) {
        return matches!(coda.as_str(), "" | "c" | "ch" | "m" | "n" | "ng" | "nh" | "p" | "t");
    }
    matches!(coda.as_str(), "c" | "ch" | "p" | "t") && !with_tone(&small, Tone::Acute).is_empty()
}

/// Whether a syllable has capitals that no rule gives it (`NộI`, `ĐƯờng`): what old fonts of capitals
/// leave of “NỘI”, or an old encoding (`BÊm` for “Bấm”).
fn is_badly_cased(word: &str) -> bool {
    let letters: Vec<char> = word.chars().collect();
    let capitals = letters.iter().filter(|letter| letter.is_uppercase()).count();
    let is_first = letters.first().is_some_and(|first| first.is_uppercase());
    let is_right = capitals == 0 || capitals == letters.len() || (capitals == 1 && is_first);
    if is_right || word.is_ascii() {
        return false;
    }
    // “HòaĐức” is a name in two pieces, `nuÌt` is one syllable with a capital in it.
    let in_pieces = || {
        let starts = word.char_indices().filter(|(_, letter)| letter.is_uppercase());
        let mut ends: Vec<usize> = starts.map(|(at, _)| at).filter(|at| *at > 0).collect();
        ends.push(word.len());
        let mut from = 0;
        ends.into_iter()
            .all(|end| syllable::is_syllable(&word[std::mem::replace(&mut from, end)..end]))
    };
    let has_marked = letters.iter().skip(1).any(|it| it.is_uppercase() && !it.is_ascii());
    let is_vietnamese = letters.iter().all(|letter| Letter::of(*letter).is_some());
    syllable::is_syllable(&word.to_lowercase()) || has_marked && is_vietnamese && !in_pieces()
}

/// Whether its accents are those of French alone, as in `café` and `crème`.
fn is_french(word: &str) -> bool {
    let small = word.to_lowercase();
    if ["gh", "ng", "kh", "nh"].iter().any(|onset| small.starts_with(onset)) {
        return false;
    }
    // In small letters à and ù stand in a handful of words, none of which ends in a consonant.
    let is_small = word.chars().all(char::is_lowercase);
    if is_small && word.contains(['à', 'ù']) && !["déjà", "voilà"].contains(&word) {
        return false;
    }
    word.chars().all(|letter| letter.is_ascii() || "éèàùÉÈÀÙ".contains(letter))
}

/// The one syllable that a word can mean.
fn only_reading(word: &str) -> Option<String> {
    let letters: Vec<Letter> = word.chars().filter_map(Letter::of).collect();
    if letters.len() > syllable::MAX_LETTERS || is_mixed(&letters) {
        return None;
    }
    // Names from abroad: José, Noé.
    if letters.first().is_some_and(|first| first.capital) && is_french(word) {
        return None;
    }
    let mut tones = letters.iter().map(|letter| letter.tone).filter(|tone| *tone != Tone::Level);
    let tone = tones.next().unwrap_or(Tone::Level);
    if tones.next().is_some() {
        return None;
    }
    let level: Vec<Letter> =
        letters.iter().map(|letter| Letter { tone: Tone::Level, ..*letter }).collect();
    let mut found: Option<String> = None;
    for bodies in completed(&level) {
        for read in with_tone(&bodies, tone) {
            // hoà and hòa are one syllable, written in two ways.
            let is_new = found.as_ref().is_some_and(|known| level_of(known) != level_of(&read));
            if is_new {
                return None;
            }
            found.get_or_insert(read);
        }
    }
    found.filter(|read| read != word)
}

/// A capital behind a small letter: two words run together, or a name of a company.
fn is_mixed(letters: &[Letter]) -> bool {
    letters.windows(2).any(|pair| !pair[0].capital && pair[1].capital)
}

/// The letters themselves, and with the marks that hurried typing leaves out of ươ, uô, iê and yê.
fn completed(letters: &[Letter]) -> Vec<Vec<Letter>> {
    let mut ways = vec![letters.to_vec()];
    for (at, pair) in letters.windows(2).enumerate() {
        let readings: &[[char; 2]] = match [pair[0].body(), pair[1].body()] {
            ['u', 'ơ'] | ['ư', 'o' | 'ô'] => &[['ư', 'ơ']],
            ['u', 'o'] => &[['ư', 'ơ'], ['u', 'ô']],
            ['i', 'e'] => &[['i', 'ê']],
            ['y', 'e'] => &[['y', 'ê']],
            _ => &[],
        };
        for reading in readings {
            let mut way = letters.to_vec();
            for (letter, body) in way[at..].iter_mut().zip(reading) {
                letter.number = Letter::of(*body).map_or(letter.number, |other| other.number);
            }
            ways.push(way);
        }
    }
    ways
}

/// The syllables that letters spell with a tone on one of their vowels.
fn with_tone(letters: &[Letter], tone: Tone) -> Vec<String> {
    let spelt = |letters: &[Letter]| letters.iter().map(|letter| letter.char()).collect::<String>();
    let vowels = (0..letters.len()).filter(|at| letters[*at].is_vowel());
    let toned = vowels.map(|at| {
        let mut way = letters.to_vec();
        way[at].tone = tone;
        spelt(&way)
    });
    let mut read: Vec<String> = toned.filter(|word| syllable::is_syllable(word)).collect();
    read.dedup();
    read
}

/// The letters of a word without its tone.
fn level_of(word: &str) -> String {
    let letters = word.chars().filter_map(Letter::of);
    letters.map(|letter| Letter { tone: Tone::Level, ..letter }.char()).collect()
}

/// Whether a word is two syllables or more, one behind the other. Those behind the first begin with a
/// consonant: `đuọc` is not đu and ọc.
fn in_pieces(word: &str) -> bool {
    let ends: Vec<usize> = word.char_indices().map(|(at, _)| at).chain([word.len()]).collect();
    let begins = |piece: &str| {
        let first = piece.chars().next().and_then(Letter::of);
        word.starts_with(piece) || first.is_some_and(|letter| !letter.is_vowel())
    };
    let mut whole = vec![false; ends.len()];
    whole[0] = true;
    for end in 1..ends.len() {
        whole[end] = (end.saturating_sub(syllable::MAX_LETTERS)..end)
            .filter(|start| whole[*start])
            .map(|start| &word[ends[start]..ends[end]])
            .any(|piece| begins(piece) && syllable::is_syllable(piece));
    }
    whole.last().is_some_and(|is_whole| *is_whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_with_one_reading_is_mended() {
        for (word, wanted) in [
            ("đuợc", "được"),
            ("đựơc", "được"),
            ("đựoc", "được"),
            ("nguời", "người"),
            ("ngừoi", "người"),
            ("Nguời", "Người"),
            ("NGUỜI", "NGƯỜI"),
            ("thuơng", "thương"),
            ("phuờng", "phường"),
            ("Phừơng", "Phường"),
            ("giừơng", "giường"),
            ("qúy", "quý"),
            ("Qúy", "Quý"),
            ("qủa", "quả"),
            ("hòan", "hoàn"),
            ("tòan", "toàn"),
            ("khỏan", "khoản"),
            ("tiéng", "tiếng"),
            ("viẹc", "việc"),
            ("quyèn", "quyền"),
            ("chuýên", "chuyến"),
            ("thúôc", "thuốc"),
            ("bứơc", "bước"),
            ("nứơc", "nước"),
            ("hứong", "hướng"),
        ] {
            assert_eq!(only_reading(word).as_deref(), Some(wanted), "{word}");
        }
    }

    #[test]
    fn a_word_with_none_or_several_readings_is_in_doubt() {
        for word in ["đuọc", "nhấtđ", "ngiêng", "kấp", "bấmh", "càt"] {
            let readings = only_reading(word);
            assert_eq!(readings, None, "{word}");
        }
        for (word, judged) in [
            ("đuọc", SpellingVerdict::Wrong),
            ("ngiêng", SpellingVerdict::Wrong),
            ("kấp", SpellingVerdict::Wrong),
            ("bấmh", SpellingVerdict::Wrong),
            ("càt", SpellingVerdict::Wrong),
            ("mànn", SpellingVerdict::Wrong),
            ("Mànn", SpellingVerdict::Wrong),
            ("kémm", SpellingVerdict::Wrong),
            ("đènn", SpellingVerdict::Wrong),
            ("màng", SpellingVerdict::Left),
            ("fiancée", SpellingVerdict::Left),
            ("déjà", SpellingVerdict::Left),
            ("Hòăc", SpellingVerdict::Wrong),
            ("Viêt", SpellingVerdict::Wrong),
            ("VIÊT", SpellingVerdict::Wrong),
            ("Quôc", SpellingVerdict::Wrong),
            ("Đăng", SpellingVerdict::Left),
            ("Nhâp", SpellingVerdict::Wrong),
            ("nghành", SpellingVerdict::Wrong),
            ("ghà", SpellingVerdict::Wrong),
            ("bấmlên", SpellingVerdict::Joined),
            ("mởmáy", SpellingVerdict::Joined),
        ] {
            assert_eq!(judge(word), judged, "{word}");
        }
    }

    #[test]
    fn names_loans_and_abbreviations_are_left_alone() {
        for word in [
            "Krơng",
            "Bhăm",
            "Ñiê",
            "José",
            "Noé",
            "café",
            "crème",
            "đc",
            "đt",
            "ĐT",
            "ôtô",
            "vắcxin",
            "sêri",
            "VNeID",
            "TĐ5",
            "ă",
            "ữ",
            "Đăkrông",
            "hoà",
            "hòa",
            "khoẻ",
            "thuý",
            "Byă",
            "Kbuôr",
            "Mlô",
            "Êban",
            "Hđơk",
            "Đăk",
            "Păc",
            "Mátxcơva",
            "Ácmênia",
            "Ôxtrâylia",
            "Lênin",
            "Rơmăh",
            "UBNĐ",
            "Crêpe",
            "Tê",
        ] {
            let edits = spelling(word, &[TextSegment::plain(word, 0..word.len())]);
            assert_eq!(edits, [], "{word}");
            assert_eq!(judge(word), SpellingVerdict::Left, "{word}");
        }
    }
}
