//! How well a candidate explains a text: the syllables it makes, and how much they say.
//!
//! A text as seen and an encoding go in, a [`EncodingTally`] comes out. Words of plain ASCII are the same
//! in all encodings of bytes and so do not count.

use super::words::{
    has_signs, is_closing, is_odd, is_of_today, is_part, is_plain, is_right, words,
};
use super::{Encoding, common, mojibake, viqr, vni};
use crate::vietnamese::letter::Letter;

/// The share of syllables from which a candidate is believed (VT-05).
pub(super) const ENOUGH: f32 = 0.9;
/// How far the next candidate must stay behind the best.
const LEAD: f32 = 0.15;
/// What a word says that no language writes so. A candidate needs one such word, or two that say
/// half as much.
const ODD: u32 = 2;

/// What a candidate makes of the words of a text.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct EncodingTally {
    /// Words that count.
    words: u32,
    /// Words that were none and become syllables.
    pub(super) good: u32,
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
    pub(super) sequences: u32,
}

impl EncodingTally {
    pub(super) fn share(&self) -> f32 {
        (self.good + self.kept) as f32 / self.words.max(1) as f32
    }

    pub(super) fn rank(&self) -> f32 {
        self.share() + self.evidence as f32 / 1e6
    }

    pub(super) fn is_clear(&self) -> bool {
        self.share() >= ENOUGH && self.evidence >= ODD && self.harmed * 10 <= self.good
    }

    pub(super) fn is_possible(&self, mixed: bool) -> bool {
        let strong = self.share() >= 0.5 && self.odd > 0;
        let whole = self.share() >= ENOUGH && self.evidence > 0 && !mixed;
        strong || whole || self.sequences > 0
    }

    /// Whether what `other` makes of the same text need not be thought of: it is clearly worse,
    /// or makes rare words where this one makes everyday ones.
    pub(super) fn leaves_behind(&self, other: &EncodingTally) -> bool {
        let worse = other.share() + LEAD <= self.share() || other.evidence * 2 < self.evidence;
        let usual =
            self.common > 2 && self.common * 2 >= self.words && self.common >= other.common * 4;
        worse || usual
    }

    fn add(&mut self, word: &WordTally) {
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
struct WordTally {
    was_right: bool,
    is_right: bool,
    is_common: bool,
    /// What it says if it was none and becomes a syllable.
    weight: u32,
    /// What it says if it is a syllable before and after.
    hint: u32,
}

impl WordTally {
    fn new(seen: &str, text: &str, weight: u32) -> WordTally {
        let was_right = is_right(seen) && !has_signs(seen);
        let is_right = is_right(text);
        let is_common = is_right && common::is_common(&text.to_lowercase());
        WordTally { was_right, is_right, is_common, weight, hint: 0 }
    }
}

/// Looks at a text as a candidate would have it.
pub(super) fn tally(encoding: Encoding, seen: &str) -> EncodingTally {
    match encoding {
        Encoding::Viqr => return tally_typed(seen),
        Encoding::Utf8AsCp1252 => return tally_misread(seen),
        _ => {}
    }
    let mut tally = EncodingTally::default();
    for (_, word) in words(seen, |c| is_part(encoding, c)) {
        // Words of ASCII say nothing, words with letters of today are right or foreign.
        if is_plain(word) || word.contains(is_of_today) {
            continue;
        }
        let (text, _) = encoding.decode_letters(word);
        if !text.contains(char::is_alphabetic) {
            continue;
        }
        // Eth where this encoding has đ: a hint, though no more.
        let hint = u32::from(word.starts_with(['Ð', 'ð']) && text.starts_with(['Đ', 'đ']));
        let weight = weight(encoding, word, &text);
        tally.add(&WordTally { hint, ..WordTally::new(word, &text, weight) });
    }
    tally
}

/// How much it says that a word becomes a syllable: 2 if no language writes the word as it is
/// seen, or if the syllable is long, so hardly a coincidence; nothing if it is one letter, or has
/// but a sign at its end, as in `20°` or `m²`.
fn weight(encoding: Encoding, word: &str, text: &str) -> u32 {
    let letters = text.chars().count();
    if letters == 1 || is_plain(word.trim_end_matches(is_closing)) {
        return 0;
    }
    let odd = is_odd(word) || encoding == Encoding::Vni && vni::has_rare_pair(word);
    if odd || letters >= 5 { 2 } else { 1 }
}

/// The same for UTF-8 as CP1252. A broken letter that can be mended in more than one way does not
/// speak against it.
fn tally_misread(seen: &str) -> EncodingTally {
    if let Some(once) = misread_again(seen) {
        return tally_misread(&once);
    }
    let mut tally = EncodingTally::default();
    for run in mojibake::runs(seen) {
        if is_plain(&run.seen) || run.seen.contains(|c| c != 'Ă' && is_of_today(c)) {
            continue;
        }
        let is_misread = mojibake::has_vietnamese(&run.seen);
        let weight = 1 + u32::from(is_misread || is_odd(&run.seen));
        let mut word = WordTally::new(&run.seen, &run.text, weight);
        word.was_right &= !is_misread;
        if let Some(readings) = &run.readings {
            tally.add(&WordTally { is_right: !readings.is_empty(), ..word });
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

/// The same for VIQR, whose words have punctuation inside.
fn tally_typed(seen: &str) -> EncodingTally {
    let mut tally = EncodingTally::default();
    for piece in seen.split_whitespace() {
        // The address of a link is no part of its text.
        let piece = piece.split("](").next().unwrap_or(piece);
        let weight = typed_weight(piece);
        if viqr::is_address(piece) || weight == 0 {
            continue;
        }
        let (text, _) = viqr::decode(piece);
        tally.add(&WordTally { was_right: false, ..WordTally::new(piece, &text, weight) });
    }
    // `'` and `.` inside words are found in English too.
    if tally.odd == 0 && tally.good < 3 {
        tally.evidence = tally.evidence.min(1);
    }
    tally
}

/// How much the marks of a piece say. Shape marks, `dd`, and the tones that English has inside no
/// word say a lot, the others a little; tones at the end of a word nothing, for they are mostly
/// punctuation, nor those after its first letter: `I'm`, `a.m.`; nor anything in code. A `?` inside
/// a word stands for a letter that was lost far more often than for a hook.
fn typed_weight(piece: &str) -> u32 {
    let mut weight = 0;
    let mut last = ['\0'; 2];
    let mut rest = piece.chars().peekable();
    let is_code = piece.matches('`').count() > 1;
    while let Some(c) = rest.next() {
        let next = rest.peek().copied();
        let goes_on = next.is_some_and(char::is_alphabetic);
        // U+0301, e^-1
        let is_formula = next.is_some_and(|next| next.is_numeric() || "+-(=^".contains(next));
        let is_shape = viqr::with_shape(last[1], c).is_some() && !is_formula;
        let shaped = viqr::with_shape(last[0], last[1]).is_some();
        let inside = Letter::of(last[1]).is_some_and(Letter::is_vowel) && last[0].is_alphabetic();
        let is_bar = matches!((last, c), (['\0', 'd'], 'd') | (['\0', 'D'], 'D' | 'd'));
        let own = match c {
            '`' | '?' | '~' | '\'' | '.' if shaped => 2,
            '~' | '`' if inside && goes_on => 2,
            '\'' | '.' if inside && goes_on => 1,
            _ if is_shape && piece.len() > 3 => 2,
            _ if is_shape => 1,
            _ if is_bar && goes_on => 2,
            _ => 0,
        };
        weight = weight.max(own);
        last = [last[1], c];
    }
    if is_code { 0 } else { weight }
}

/// The text meant, if it is itself UTF-8 that was read as CP1252.
pub(super) fn misread_again(seen: &str) -> Option<String> {
    let once = mojibake::decode(seen).0;
    (once.len() < seen.len() && mojibake::has_sequence(&once)).then_some(once)
}
