//! Which encoding a text really is in.
//!
//! A text as seen goes in, a verdict comes out. Each candidate decodes the words it would change,
//! and the share of Vietnamese syllables among them decides (VT-05). Words of plain ASCII are the
//! same in all encodings of bytes and so say nothing. Right text is told from the rest without
//! any decoding.

use super::loss::{Decoded, Loss};
use super::{Encoding, common, cp1252, cp1258, mojibake, tcvn3, viqr, viscii, vni};
use crate::vietnamese::letter::{Letter, Tone};
use crate::vietnamese::syllable::is_syllable;

/// The share of syllables from which a candidate is believed (VT-05).
const ENOUGH: f32 = 0.9;
/// How far the next candidate must stay behind the best.
const LEAD: f32 = 0.15;
/// What a word says that no language writes so. A candidate needs at least one.
const ODD: u32 = 2;

/// What a text is.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// Right as it is: Vietnamese in Unicode, ASCII, or another language.
    Right,
    /// Text in an old encoding.
    Old {
        /// Which one.
        encoding: Encoding,
        /// The share of syllables among the words that are not plain ASCII.
        share: f32,
        /// What it says, and what was lost.
        decoded: Decoded,
    },
    /// Something is wrong, but not clear what; best candidate first. A person must choose.
    Unsure {
        /// What it may be.
        candidates: Vec<Candidate>,
    },
}

/// One thing a text may be.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// In which encoding.
    pub encoding: Encoding,
    /// The share of syllables among the words that are not plain ASCII.
    pub share: f32,
    /// What it would say, and what would be lost. In a text that is right elsewhere, only the
    /// words that are wrong are decoded.
    pub decoded: Decoded,
}

/// The encodings that can be mistaken for text.
const CANDIDATES: [Encoding; 6] = [
    Encoding::Utf8AsCp1252,
    Encoding::Tcvn3,
    Encoding::Vni,
    Encoding::Viscii,
    Encoding::Cp1258,
    Encoding::Viqr,
];

/// Which encoding a file, a line or a field really is in.
pub fn detect(seen: &str) -> Verdict {
    judge(seen, None)
}

/// The same for a field of a file that is mostly in the encoding `likely`: where that one is
/// possible, it decides.
pub fn detect_near(seen: &str, likely: Encoding) -> Verdict {
    judge(seen, Some(likely))
}

fn judge(seen: &str, likely: Option<Encoding>) -> Verdict {
    let typed = viqr_is_possible(seen);
    if !typed && is_clean(seen) {
        return Verdict::Right;
    }
    // Letters that no old encoding shows are right, so the text is at best mixed.
    let mixed = words(seen, char::is_alphabetic)
        .any(|(_, word)| word.contains(is_of_today) && is_syllable(word));
    let mut found: Vec<(Encoding, Tally)> = CANDIDATES
        .into_iter()
        .filter(|encoding| *encoding != Encoding::Viqr || typed)
        .map(|encoding| (encoding, tally(encoding, seen)))
        .filter(|(_, tally)| tally.good + tally.sequences > 0)
        .collect();
    // A stable sort: of equals the one named first stays first.
    found.sort_by(|(_, a), (_, b)| b.rank().total_cmp(&a.rank()));
    let candidate = |(encoding, tally): &(Encoding, Tally)| {
        let decoded = if mixed { decode_wrong(*encoding, seen) } else { decode(*encoding, seen) };
        Candidate { encoding: *encoding, share: tally.share(), decoded }
    };
    let old = |found: &(Encoding, Tally)| {
        let Candidate { encoding, share, decoded } = candidate(found);
        Verdict::Old { encoding, share, decoded }
    };
    let near = found.iter().find(|(encoding, _)| Some(*encoding) == likely);
    if let (false, Some(near)) = (mixed, near)
        && near.1.share() >= ENOUGH
        && near.1.harmed == 0
    {
        return old(near);
    }
    let clear: Vec<_> = found.iter().filter(|(_, tally)| tally.is_clear()).collect();
    if let (false, Some(best)) = (mixed, clear.first()) {
        let rival = found.iter().any(|other| other.0 != best.0 && !best.1.leaves_behind(&other.1));
        if !rival {
            return old(best);
        }
    }
    let possible = found.iter().filter(|(_, tally)| tally.is_possible(mixed));
    let candidates: Vec<Candidate> = possible.map(candidate).collect();
    if candidates.is_empty() { Verdict::Right } else { Verdict::Unsure { candidates } }
}

/// Decodes as often as the text was misread.
fn decode(encoding: Encoding, seen: &str) -> Decoded {
    if encoding == Encoding::Utf8AsCp1252
        && let Some(once) = misread_again(seen)
    {
        return decode(encoding, &once);
    }
    encoding.decode(seen)
}

/// Decodes the words that are no syllables as they are.
fn decode_wrong(encoding: Encoding, seen: &str) -> Decoded {
    let mut whole = Decoded { text: String::with_capacity(seen.len()), losses: Vec::new() };
    let mut put = |piece: &str, wrong: bool| {
        let start = whole.text.len();
        if wrong {
            let Decoded { text, losses } = decode(encoding, piece);
            whole
                .losses
                .extend(losses.into_iter().map(|loss| Loss { at: start + loss.at, ..loss }));
            whole.text.push_str(&text);
        } else {
            whole.text.push_str(piece);
        }
    };
    let mut end = 0;
    for (at, word) in words(seen, |c| is_part(encoding, c)) {
        put(&seen[end..at], false);
        put(word, !is_right(word) && word.chars().all(|c| !is_of_today(c)));
        end = at + word.len();
    }
    put(&seen[end..], false);
    whole
}

/// What a candidate makes of the words of a text.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    /// Words that count.
    words: u32,
    /// Words that were none and become syllables.
    good: u32,
    /// Syllables that stay such.
    kept: u32,
    /// Syllables that cease to be such.
    harmed: u32,
    /// How much the good words say.
    evidence: u32,
    /// Good words that no language writes so.
    odd: u32,
    /// Words that people use every day.
    common: u32,
    /// Words that are UTF-8 when their characters are taken for bytes, syllables or not.
    sequences: u32,
}

impl Tally {
    fn share(&self) -> f32 {
        (self.good + self.kept) as f32 / self.words.max(1) as f32
    }

    fn rank(&self) -> f32 {
        self.share() + self.evidence as f32 / 1e6
    }

    fn is_clear(&self) -> bool {
        self.share() >= ENOUGH && self.evidence >= ODD && self.harmed * 10 <= self.good
    }

    fn is_possible(&self, mixed: bool) -> bool {
        let strong = self.share() >= 0.5 && self.odd > 0;
        let whole = self.share() >= ENOUGH && self.evidence > 0 && !mixed;
        strong || whole || self.sequences > 0
    }

    /// Whether what `other` makes of the same text need not be thought of: it is clearly worse,
    /// or makes rare words where this one makes everyday ones.
    fn leaves_behind(&self, other: &Tally) -> bool {
        let worse = other.share() + LEAD <= self.share() || other.evidence * 2 < self.evidence;
        let usual =
            self.common > 2 && self.common * 2 >= self.words && self.common >= other.common * 4;
        worse || usual
    }

    fn add(&mut self, word: &Word) {
        self.words += 1;
        self.common += u32::from(word.is_common);
        match (word.was_right, word.is_right) {
            (true, true) => {
                self.kept += 1;
                self.evidence += word.hint;
            }
            (true, false) => self.harmed += 1,
            (false, true) => {
                self.good += 1;
                self.evidence += word.weight;
                self.odd += u32::from(word.weight >= ODD);
            }
            (false, false) => {}
        }
    }
}

/// What a candidate makes of one word.
#[derive(Clone, Copy, Debug)]
struct Word {
    was_right: bool,
    is_right: bool,
    is_common: bool,
    /// What it says if it was none and becomes a syllable.
    weight: u32,
    /// What it says if it is a syllable before and after.
    hint: u32,
}

impl Word {
    fn new(seen: &str, text: &str, weight: u32) -> Word {
        let is_common = common::is_common(&text.to_lowercase());
        Word { was_right: is_right(seen), is_right: is_right(text), is_common, weight, hint: 0 }
    }
}

fn tally(encoding: Encoding, seen: &str) -> Tally {
    match encoding {
        Encoding::Viqr => return tally_typed(seen),
        Encoding::Utf8AsCp1252 => return tally_misread(seen),
        _ => {}
    }
    let mut tally = Tally::default();
    for (_, word) in words(seen, |c| is_part(encoding, c)) {
        // Words of ASCII say nothing, words with letters of today are right or foreign.
        if is_plain(word) || word.contains(is_of_today) {
            continue;
        }
        let text = encoding.decode(word).text;
        if !text.contains(char::is_alphabetic) {
            continue;
        }
        // Eth where this encoding has đ: a hint, though no more.
        let hint = u32::from(word.starts_with(['Ð', 'ð']) && text.starts_with(['Đ', 'đ']));
        let weight = weight(encoding, word, &text);
        tally.add(&Word { hint, ..Word::new(word, &text, weight) });
    }
    tally
}

/// How much it says that a word becomes a syllable: 2 if no language writes the word as it is
/// seen, or if the syllable is long, so hardly a coincidence.
fn weight(encoding: Encoding, word: &str, text: &str) -> u32 {
    let odd = is_odd(word) || encoding == Encoding::Vni && vni::has_rare_pair(word);
    if odd || text.chars().count() >= 5 { 2 } else { 1 }
}

/// The same for UTF-8 as CP1252. A broken letter that can be mended in more than one way does not
/// speak against it.
fn tally_misread(seen: &str) -> Tally {
    if let Some(once) = misread_again(seen) {
        return tally_misread(&once);
    }
    let mut tally = Tally::default();
    for run in mojibake::runs(seen) {
        if is_plain(&run.seen) || run.seen.contains(is_of_today) {
            continue;
        }
        let is_misread = mojibake::has_vietnamese(&run.seen);
        let weight = 1 + u32::from(is_misread || is_odd(&run.seen));
        let mut word = Word::new(&run.seen, &run.text, weight);
        word.was_right &= !is_misread;
        if let Some(readings) = &run.readings {
            tally.add(&Word { is_right: !readings.is_empty(), ..word });
            continue;
        }
        if run.text.contains(char::is_alphabetic) {
            tally.add(&word);
        }
        let has_sequence = !word.was_right || !run.text.contains(char::is_alphabetic);
        tally.sequences += u32::from(has_sequence && mojibake::has_sequence(&run.seen));
    }
    tally
}

/// The text meant, if it is itself UTF-8 that was read as CP1252.
fn misread_again(seen: &str) -> Option<String> {
    let once = mojibake::decode(seen).0;
    (once.len() < seen.len() && mojibake::has_sequence(&once)).then_some(once)
}

/// The same for VIQR, whose words have punctuation inside.
fn tally_typed(seen: &str) -> Tally {
    let mut tally = Tally::default();
    for piece in seen.split_whitespace() {
        // The address of a link is no part of its text.
        let piece = piece.split("](").next().unwrap_or(piece);
        let weight = typed_weight(piece);
        if viqr::is_address(piece) || weight == 0 {
            continue;
        }
        let (text, _) = viqr::decode(piece);
        tally.add(&Word { was_right: false, ..Word::new(piece, &text, weight) });
    }
    // `'` and `.` inside words are found in English too.
    if tally.odd == 0 && tally.good < 3 {
        tally.evidence = tally.evidence.min(1);
    }
    tally
}

/// How much the marks of a piece say. Shape marks, `dd`, and the tones that English has inside no
/// word say a lot, the others a little; tones at the end of a word nothing, for they are mostly
/// punctuation, nor those after its first letter: `I'm`, `a.m.`
fn typed_weight(piece: &str) -> u32 {
    let mut weight = 0;
    let mut last = ['\0'; 2];
    let mut rest = piece.chars().peekable();
    while let Some(c) = rest.next() {
        let goes_on = rest.peek().is_some_and(|next| next.is_alphabetic());
        let is_shape = viqr::with_shape(last[1], c).is_some();
        let shaped = viqr::with_shape(last[0], last[1]).is_some();
        let inside = Letter::of(last[1]).is_some_and(Letter::is_vowel) && last[0].is_alphabetic();
        let is_bar = matches!((last, c), (['\0', 'd'], 'd') | (['\0', 'D'], 'D' | 'd'));
        let own = match c {
            '`' | '?' | '~' | '\'' | '.' if shaped => 2,
            '?' | '~' | '`' if inside && goes_on => 2,
            '\'' | '.' if inside && goes_on => 1,
            '`' | '~' if inside => 1,
            _ if is_shape && piece.len() > 3 => 2,
            _ if is_shape => 1,
            _ if is_bar && goes_on => 2,
            _ => 0,
        };
        weight = weight.max(own);
        last = [last[1], c];
    }
    weight
}

/// Whether a text can be VIQR at all: a quick look at its bytes.
fn viqr_is_possible(seen: &str) -> bool {
    seen.as_bytes().windows(3).any(|three| {
        let [first, mark, next] = *three else { return false };
        match mark {
            b'^' | b'(' | b'+' | b'`' | b'~' | b'\'' | b'.' | b'?' => {
                let follows = matches!(first | 0x20, b'a' | b'e' | b'i' | b'o' | b'u' | b'y');
                follows && !next.is_ascii_whitespace()
            }
            b'd' | b'D' => first | 0x20 == b'd' && next.is_ascii_alphabetic(),
            _ => false,
        }
    }) || seen.ends_with(['^', '(', '+', '`', '~'])
}

/// Whether every word is plain ASCII or a syllable, and no sign stands where a letter should.
fn is_clean(seen: &str) -> bool {
    if seen.is_ascii() {
        return !seen.bytes().any(is_viscii_control);
    }
    words(seen, |c| c.is_alphabetic() || is_sign(c)).all(|(_, word)| {
        // A syllable is made of letters only, so there are no signs in it.
        is_plain(word)
            || is_syllable(word) && !has_inner_capital(word)
            || is_right(word) && !has_signs(word) && !mojibake::has_vietnamese(word)
    })
}

/// The six control characters that are letters in VISCII.
fn is_viscii_control(byte: u8) -> bool {
    matches!(byte, 0x02 | 0x05 | 0x06 | 0x14 | 0x19 | 0x1e)
}

/// Signs that some old encoding has as a letter.
fn is_sign(c: char) -> bool {
    !c.is_alphabetic() && (!c.is_ascii() || is_viscii_control(c as u8)) && cp1252::byte(c).is_some()
}

/// A letter of Vietnamese that CP1252 does not have, so no old encoding shows it.
fn is_of_today(c: char) -> bool {
    cp1252::byte(c).is_none() && Letter::of(c).is_some()
}

fn is_plain(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// Whether all letters of a word belong to syllables. Eth counts as đ, for it looks the same and
/// is mended elsewhere (VT-03).
fn is_right(word: &str) -> bool {
    let mut parts = word.split(|c: char| !c.is_alphabetic()).filter(|part| !part.is_empty());
    parts.all(|part| {
        if has_inner_capital(part) {
            return false;
        }
        if part.contains(['Ð', 'ð']) {
            is_syllable(&part.replace('Ð', "Đ").replace('ð', "đ"))
        } else {
            is_syllable(part)
        }
    })
}

/// Whether a capital follows a small letter. Small letters with a tone do not count: in TCVN3
/// they stand for capitals too.
fn has_inner_capital(word: &str) -> bool {
    let mut after_small = false;
    word.chars().any(|c| {
        let found = after_small && c.is_uppercase();
        after_small =
            c.is_lowercase() && Letter::of(c).is_none_or(|letter| letter.tone == Tone::Level);
        found
    })
}

/// Whether a character can belong to a word in an encoding.
fn is_part(encoding: Encoding, c: char) -> bool {
    let in_table = |letter: Option<char>| letter.is_some() || c.is_alphabetic();
    match encoding {
        Encoding::Tcvn3 => in_table(tcvn3::TABLE.letter(c)),
        Encoding::Viscii => in_table(viscii::TABLE.letter(c)),
        Encoding::Cp1258 => in_table(cp1258::TABLE.letter(c)),
        Encoding::Utf8AsCp1252 => c.is_alphabetic() || !c.is_ascii() && cp1252::byte(c).is_some(),
        _ => c.is_alphabetic(),
    }
}

/// Whether signs stand inside a word or where it begins.
fn has_signs(word: &str) -> bool {
    word.chars().any(is_sign) && is_odd(word)
}

/// Whether no language writes a word so: signs inside it or where it begins, capitals inside it.
fn is_odd(word: &str) -> bool {
    let letters: Vec<char> = word.chars().collect();
    letters.iter().enumerate().any(|(at, &c)| {
        let near = |at: Option<usize>| at.and_then(|at| letters.get(at)).copied();
        let before = near(at.checked_sub(1)).is_some_and(char::is_alphabetic);
        let after = near(Some(at + 1)).is_some_and(char::is_alphabetic);
        if c == '\u{ad}' {
            return false;
        }
        if c.is_ascii_alphabetic() {
            let last = near(at.checked_sub(1));
            return c.is_uppercase() && last.is_some_and(|c| !c.is_ascii() && c.is_lowercase());
        }
        // No language begins a word with ð, and Vietnamese has it only for đ.
        if c == 'ð' && at == 0 && after {
            return true;
        }
        if c.is_alphabetic() && !matches!(c, 'µ' | 'ª' | 'º') {
            let small_before = near(at.checked_sub(1)).is_some_and(char::is_lowercase);
            return c.is_uppercase() && small_before;
        }
        match (before, after) {
            (true, true) => !matches!(c, '’' | '‘' | '–' | '—' | '·' | '\u{a0}'),
            (false, true) => !matches!(c, '“' | '‘' | '«' | '‹' | '„' | '‚' | '¿' | '¡' | '\u{a0}'),
            (true, false) => !is_closing(c),
            (false, false) => false,
        }
    })
}

/// Signs that stand after words.
fn is_closing(c: char) -> bool {
    matches!(
        c,
        '”' | '’'
            | '“'
            | '‘'
            | '»'
            | '›'
            | '…'
            | '™'
            | '®'
            | '©'
            | 'º'
            | 'ª'
            | '°'
            | '¹'
            | '²'
            | '³'
            | '½'
            | '¼'
            | '¾'
            | '·'
            | '–'
            | '—'
            | '†'
            | '‡'
            | '\u{a0}'
    )
}

/// The runs of characters of which `is_part` holds, without those that touch a digit: codes and
/// measures are no words.
fn words(text: &str, is_part: impl Fn(char) -> bool) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let rest = text.get(at..)?;
            let belongs = |c: char| c.is_ascii_digit() || is_part(c);
            let start = rest.find(belongs)?;
            let run = &rest[start..];
            let len = run.find(|c| !belongs(c)).unwrap_or(run.len());
            let from = at + start;
            at = from + len;
            if !run[..len].contains(|c: char| c.is_ascii_digit()) {
                return Some((from, &run[..len]));
            }
        }
    })
}
