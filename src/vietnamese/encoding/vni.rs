//! VNI: the fonts `VNI-Times`, `VNI-Helve` and their like.
//!
//! A vowel is followed by a second character that stands for its marks, of the same case as the
//! vowel; a few letters are one character. The table agrees with `vni.h` of the input method xvnkb
//! (Dao Hai Lam, 2002) and, but for ỷ and ỹ, with the npm package vietnamese-conversion 2.0.0.

use crate::vietnamese::letter::{Letter, Tone};

/// Small letters that are one character: as seen, as meant.
const SINGLES: [(char, char); 9] = [
    ('ñ', 'đ'),
    ('ô', 'ơ'),
    ('ö', 'ư'),
    ('ì', 'ì'),
    ('í', 'í'),
    ('æ', 'ỉ'),
    ('ó', 'ĩ'),
    ('ò', 'ị'),
    ('î', 'ỵ'),
];

/// The marks of the tones alone, in the order of [`Tone::ALL`] from huyền.
const TONES: [char; 5] = ['ø', 'û', 'õ', 'ù', 'ï'];
/// The roof of â ê ô, alone and with each tone.
const ROOF: [char; 6] = ['â', 'à', 'å', 'ã', 'á', 'ä'];
/// The breve of ă, alone and with each tone.
const BREVE: [char; 6] = ['ê', 'è', 'ú', 'ü', 'é', 'ë'];

/// Pairs that words of other languages have too: `où`, `thaï`, `eût`, `océan` …, found in
/// dictionaries of French, German, Portuguese and Spanish.
const COMMON: [&str; 15] =
    ["aé", "aè", "aï", "aú", "aü", "eá", "eâ", "eä", "eã", "eû", "oá", "oï", "où", "oû", "uï"];

/// The text meant.
pub(super) fn decode(seen: &str) -> String {
    let mut text = String::with_capacity(seen.len());
    let mut rest = seen.chars().peekable();
    while let Some(c) = rest.next() {
        let base = single(c).unwrap_or(c);
        match rest.peek().and_then(|mark| marked(base, *mark)) {
            Some(letter) => {
                text.push(letter);
                rest.next();
            }
            None => text.push(base),
        }
    }
    text
}

/// The letter meant by one character, if it is another one.
pub(super) fn single(c: char) -> Option<char> {
    let small = small(c);
    let (_, meant) = SINGLES.iter().find(|(seen, _)| *seen == small)?;
    Some(in_case(*meant, c != small))
}

/// Whether the word has a vowel with a second character that no other language puts there.
pub(super) fn has_rare_pair(word: &str) -> bool {
    let mut last = '\0';
    word.chars().any(|c| {
        let pair = [small(last), small(c)];
        let is_pair = marked(single(last).unwrap_or(last), c).is_some();
        last = c;
        is_pair && !COMMON.iter().any(|common| common.chars().eq(pair))
    })
}

/// How one letter is seen.
pub(super) fn seen(letter: char) -> String {
    let Some(parts) = Letter::of(letter) else { return letter.to_string() };
    let small = Letter { capital: false, ..parts }.char();
    let put = |c| in_case(c, parts.capital);
    if let Some((seen, _)) = SINGLES.iter().find(|(_, meant)| *meant == small) {
        return put(*seen).to_string();
    }
    let tone = parts.tone as usize;
    let (base, mark) = match parts.body() {
        'ă' => ('a', Some(BREVE[tone])),
        'â' => ('a', Some(ROOF[tone])),
        'ê' => ('e', Some(ROOF[tone])),
        'ô' => ('o', Some(ROOF[tone])),
        'ơ' => ('ô', tone.checked_sub(1).map(|at| TONES[at])),
        'ư' => ('ö', tone.checked_sub(1).map(|at| TONES[at])),
        body => (body, tone.checked_sub(1).map(|at| TONES[at])),
    };
    [Some(base), mark].into_iter().flatten().map(put).collect()
}

/// A vowel with the marks that the second character stands for.
fn marked(base: char, mark: char) -> Option<char> {
    let letter = Letter::of(base).filter(|letter| letter.tone == Tone::Level)?;
    let mark = small(mark);
    let place = |marks: &[char]| marks.iter().position(|own| *own == mark);
    let body = letter.body();
    let (body, tone) =
        if let ('a' | 'e' | 'o' | 'u' | 'y' | 'ơ' | 'ư', Some(at)) = (body, place(&TONES)) {
            (body, at + 1)
        } else if let Some(at) = place(&ROOF) {
            let roofed = match body {
                'a' => 'â',
                'e' => 'ê',
                'o' => 'ô',
                _ => return None,
            };
            (roofed, at)
        } else if let ('a', Some(at)) = (body, place(&BREVE)) {
            ('ă', at)
        } else {
            return None;
        };
    let toned = Letter::of(body)?.with_tone(Tone::ALL[tone])?;
    Some(Letter { capital: letter.capital, ..toned }.char())
}

/// The small form of a character of CP1252.
fn small(c: char) -> char {
    match c {
        'A'..='Z' | 'À'..='Þ' if c != '×' => char::from_u32(u32::from(c) + 0x20).unwrap_or(c),
        _ => c,
    }
}

fn in_case(small: char, capital: bool) -> char {
    let mut upper = small.to_uppercase();
    match (capital, upper.next(), upper.next()) {
        (true, Some(only), None) => only,
        _ => small,
    }
}
