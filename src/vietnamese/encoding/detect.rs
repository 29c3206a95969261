//! Which encoding a text really is in.
//!
//! A text as seen goes in, a verdict comes out. Each candidate decodes the words it would change,
//! and the share of Vietnamese syllables among them decides (VT-05). Words of plain ASCII are the
//! same in all encodings of bytes and so say nothing. Right text is told from the rest without
//! any decoding.

use std::borrow::Cow;

use super::loss::{Decoded, Loss};
use super::tally::{ENOUGH, EncodingTally, misread_again, tally};
use super::words::{
    has_inner_capital, has_signs, is_of_today, is_part, is_plain, is_right, is_sign,
    is_viscii_control, words,
};
use super::{Encoding, mojibake};
use crate::vietnamese::letter::is_letter;
use crate::vietnamese::syllable::is_syllable;

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
    let typed = viqr_is_possible(seen);
    if !typed && is_clean(seen) {
        return Verdict::Right;
    }
    let mixed = is_mixed(seen);
    // Lines that are right need not be looked at once for each candidate.
    let wrong = || seen.lines().filter(|line| !is_clean(line)).collect::<Vec<_>>().join("\n");
    let doubtful = if mixed { Cow::Owned(wrong()) } else { Cow::Borrowed(seen) };
    let mut found: Vec<(Encoding, EncodingTally)> = CANDIDATES
        .into_iter()
        .filter(|encoding| *encoding != Encoding::Viqr || typed)
        .map(|encoding| match encoding {
            Encoding::Viqr => (encoding, tally(encoding, seen)),
            _ => (encoding, tally(encoding, &doubtful)),
        })
        .filter(|(_, tally)| tally.good + tally.sequences > 0)
        .collect();
    // A stable sort: of equals the one named first stays first.
    found.sort_by(|(_, a), (_, b)| b.rank().total_cmp(&a.rank()));
    let best = found.iter().find(|(_, tally)| tally.is_clear() && !mixed);
    if let Some((encoding, best)) = best {
        let rival = |(other, tally): &(Encoding, EncodingTally)| {
            other != encoding && !best.leaves_behind(tally)
        };
        if !found.iter().any(rival) {
            return old(candidate(*encoding, *best, seen, mixed));
        }
    }
    found.retain(|(_, tally)| tally.is_possible(mixed));
    let candidates: Vec<Candidate> = found
        .into_iter()
        .map(|(encoding, tally)| candidate(encoding, tally, seen, mixed))
        .collect();
    if candidates.is_empty() { Verdict::Right } else { Verdict::Unsure { candidates } }
}

/// The same for a field of a file that is mostly in the encoding `likely`. Where that one is
/// possible beside others, it decides; where the field could also be right as it is, a person
/// must: `Tó` of TCVN3 is `Tú`.
pub fn detect_near(seen: &str, likely: Encoding) -> Verdict {
    let is_near = |candidate: &&Candidate| {
        candidate.encoding == likely && candidate.share >= ENOUGH && !is_mixed(seen)
    };
    match detect(seen) {
        Verdict::Right if !seen.contains(is_of_today) => {
            let tally = tally(likely, seen);
            let candidate = candidate(likely, tally, seen, false);
            let text = &candidate.decoded.text;
            let fits = candidate.share >= ENOUGH || likely == Encoding::Viqr && is_right(text);
            if fits && text != seen {
                Verdict::Unsure { candidates: vec![candidate] }
            } else {
                Verdict::Right
            }
        }
        Verdict::Unsure { candidates } => match candidates.iter().find(is_near) {
            Some(near) => old(near.clone()),
            None => Verdict::Unsure { candidates },
        },
        clear => clear,
    }
}

fn old(Candidate { encoding, share, decoded }: Candidate) -> Verdict {
    Verdict::Old { encoding, share, decoded }
}

fn candidate(encoding: Encoding, tally: EncodingTally, seen: &str, mixed: bool) -> Candidate {
    let decoded = if mixed { decode_wrong(encoding, seen) } else { decode(encoding, seen) };
    Candidate { encoding, share: tally.share(), decoded }
}

/// Letters that no old encoding shows are right, so a text with words of them is at best mixed.
fn is_mixed(seen: &str) -> bool {
    words(seen, is_letter).any(|(_, word)| word.contains(is_of_today) && is_syllable(word))
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

/// Whether a text can be VIQR at all: a quick look at its bytes.
fn viqr_is_possible(seen: &str) -> bool {
    seen.as_bytes().windows(3).any(|three| {
        let [first, mark, next] = *three else { return false };
        match mark {
            b'^' | b'(' | b'+' | b'`' | b'~' | b'\'' | b'.' | b'?' => {
                let follows = matches!(first | 0x20, b'a' | b'e' | b'i' | b'o' | b'u' | b'y');
                // At the end of a word these are mostly punctuation.
                follows && (!next.is_ascii_whitespace() || !matches!(mark, b'\'' | b'.' | b'?'))
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
    words(seen, |c| is_letter(c) || is_sign(c)).all(|(_, word)| {
        // A syllable is made of letters only, so there are no signs in it.
        is_plain(word)
            || is_syllable(word) && !has_inner_capital(word)
            || is_right(word) && !has_signs(word) && !mojibake::has_vietnamese(word)
    })
}
