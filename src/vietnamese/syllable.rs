//! Whether a word is a Vietnamese syllable, by onset × rhyme × tone.
//!
//! One word in Unicode form NFC goes in, of any case and without punctuation. Vietnamese writes
//! each syllable as a word of its own, built from a closed set of beginnings and endings, so a
//! small table tells a right word from a misread one: `Việt` is one, `ViÖt`, `Vieät` and
//! `Viá»‡t` are none.
//!
//! The inventory of onsets and rhymes, the medial glide, and the tones that stopped syllables
//! take follow the descriptions in Đoàn Thiện Thuật, *Ngữ âm tiếng Việt* (Hà Nội, 1977), Laurence
//! C. Thompson, *A Vietnamese Reference Grammar* (1965, 2nd ed. 1987), and James P. Kirby,
//! “Vietnamese (Hanoi Vietnamese)”, *Journal of the International Phonetic Association* 41(3),
//! 2011. The places of the tone mark are those of rule VT-07: `hoà` and `hòa` are both right.

use std::sync::LazyLock;

use super::letter::{BODIES, Letter, Tone, is_vowel};

/// The longest syllable: `nghiêng`.
pub(super) const MAX_LETTERS: usize = 7;

/// Rhymes without medial glide, as written.
const PLAIN: &str = "\
    a ai ao au ay ac ach am an ang anh ap at \
    ăc ăm ăn ăng ăp ăt \
    âc âm ân âng âp ât âu ây \
    e ec em en eng eo ep et \
    ê êch êm ên ênh êp êt êu \
    i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu \
    o oc oi om on ong op ot ooc oong \
    ô ôc ôi ôm ôn ông ôp ôt \
    ơ ơi ơm ơn ơp ơt \
    u ua uc ui um un ung up ut uôc uôi uôm uôn uông uôt \
    ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu \
    y yêm yên yêng yêt yêu";

/// Rhymes that begin with the glide /w/, written `o` before a, ă, e and `u` before the others.
const GLIDED: &str = "\
    oa oai oao oay oac oach oam oan oang oanh oap oat \
    oăc oăm oăn oăng oăt \
    oe oem oen oeo oet \
    uân uâng uât uây \
    uê uêch uênh uêu \
    uơ \
    uy uya uych uynh uyt uyu uyên uyêt uyp uyn";

/// Rhymes of single words: `khuâng`, `loẻng xoẻng`, `ngoẹp`, `giếc`, and `êng` of `giếng` as
/// the middle of the country writes it.
const RARE: &str = "êc êng oeng oep uâng";

/// Words outside the pattern that stand in dictionaries, on maps and on goods: French ones whose
/// glide follows a lip sound (`xe buýt`, `vải voan`, `thùng phuy`, `moay ơ`) or whose `g` stands
/// before e and i (`gen`, `xe gíp`), and names from languages of the highlands and of China
/// (`Đắk Lắk`, `Kon Tum`, `Krông Nô`, `Ea Kar`, `Hồng Kông`).
const LOANS: &str = "\
    buýt moay phuy voan gen gíp đắk đăk lắk lăk krông kông kon ka kar ea ya";

/// Whether `word` is one Vietnamese syllable.
///
/// Unaccented words are judged like any other: `can` and `the` are syllables too.
pub fn is_syllable(word: &str) -> bool {
    Spelling::of(word).is_some_and(|spelling| spelling.is_regular() || spelling.is_loan())
}

/// A word as numbers of letters, with its one tone taken off.
struct Spelling {
    letters: [u8; MAX_LETTERS],
    len: usize,
    tone: Tone,
    /// Where the tone stands.
    tone_at: usize,
}

const fn number(letter: char) -> u8 {
    let mut number = 1;
    while BODIES[number as usize] != letter {
        number += 1;
    }
    number
}

const A: u8 = number('a');
const A_BREVE: u8 = number('ă');
const A_ROOF: u8 = number('â');
const B: u8 = number('b');
const C: u8 = number('c');
const D: u8 = number('d');
const E: u8 = number('e');
const E_ROOF: u8 = number('ê');
const G: u8 = number('g');
const H: u8 = number('h');
const I: u8 = number('i');
const K: u8 = number('k');
const L: u8 = number('l');
const M: u8 = number('m');
const N: u8 = number('n');
const O: u8 = number('o');
const O_HORN: u8 = number('ơ');
const O_ROOF: u8 = number('ô');
const P: u8 = number('p');
const Q: u8 = number('q');
const R: u8 = number('r');
const S: u8 = number('s');
const T: u8 = number('t');
const U: u8 = number('u');
const V: u8 = number('v');
const X: u8 = number('x');
const Y: u8 = number('y');
const D_BAR: u8 = number('đ');

/// Whether a rhyme of this key begins with the glide; all rhymes in order of their keys.
static RHYMES: LazyLock<Vec<(u64, bool)>> = LazyLock::new(|| {
    let kinds = [(PLAIN, false), (GLIDED, true), (RARE, false)];
    let mut rhymes: Vec<(u64, bool)> = kinds
        .into_iter()
        .flat_map(|(words, glided)| words.split_whitespace().map(move |word| (word, glided)))
        .filter_map(|(word, glided)| Some((key(Spelling::of(word)?.letters()), glided)))
        .collect();
    rhymes.sort_unstable();
    rhymes
});

static LOAN_KEYS: LazyLock<Vec<(u64, Tone)>> = LazyLock::new(|| {
    let spellings = LOANS.split_whitespace().filter_map(Spelling::of);
    spellings.map(|spelling| (key(spelling.letters()), spelling.tone)).collect()
});

/// Letters as one number, six bits each.
fn key(letters: &[u8]) -> u64 {
    letters.iter().fold(0, |key, letter| key << 6 | u64::from(*letter))
}

/// Whether the letters are a rhyme, and if so whether it begins with the glide.
fn rhyme(letters: &[u8]) -> Option<bool> {
    // The longest rhymes have four letters.
    if letters.len() > 4 {
        return None;
    }
    let wanted = key(letters);
    let found = RHYMES.binary_search_by_key(&wanted, |(key, _)| *key).ok()?;
    Some(RHYMES[found].1)
}

impl Spelling {
    #[inline]
    fn of(word: &str) -> Option<Spelling> {
        // No letter takes more than three bytes.
        if word.len() > 3 * MAX_LETTERS {
            return None;
        }
        let mut spelling =
            Spelling { letters: [0; MAX_LETTERS], len: 0, tone: Tone::Level, tone_at: 0 };
        for c in word.chars() {
            let letter = Letter::of(c)?;
            *spelling.letters.get_mut(spelling.len)? = letter.number;
            if letter.tone != Tone::Level {
                if spelling.tone != Tone::Level {
                    return None;
                }
                spelling.tone = letter.tone;
                spelling.tone_at = spelling.len;
            }
            spelling.len += 1;
        }
        Some(spelling)
    }

    fn letters(&self) -> &[u8] {
        &self.letters[..self.len]
    }

    fn is_regular(&self) -> bool {
        let vowel = self.letters().iter().position(|letter| is_vowel(*letter));
        let Some(split) = vowel else { return false };
        let (onset, rest) = self.letters().split_at(split);
        let fits = match (onset, rest) {
            ([Q], [U, tail @ ..]) => self.fits_after_qu(tail),
            ([G], [I, tail @ ..]) => self.fits_after_gi(tail),
            _ => fits_after(onset, rest) && self.tone_stands_in(split),
        };
        fits && self.tone_suits_the_end()
    }

    /// `quê`, `quốc`, `quyên` are `qu` and a rhyme; `quýt`, `quỳnh` are `q` and a glided one.
    /// Some write the glide twice: `quoắt`.
    fn fits_after_qu(&self, tail: &[u8]) -> bool {
        let first = tail.first().copied().unwrap_or(Q);
        let opens = matches!(first, A | A_BREVE | A_ROOF | E | E_ROOF | I | O_HORN | O_ROOF | Y)
            && !matches!(tail, [I, A | E_ROOF, ..]);
        let fits = opens && rhyme(tail) == Some(false)
            || first == Y && rhyme(&self.letters()[1..]) == Some(true)
            || first == O && rhyme(tail) == Some(true);
        fits && self.tone_stands_in(2)
    }

    /// `già`, `giữa`, `giễu` are `gi` and a rhyme; in `gì`, `gìn`, `giếng` its `i` belongs to
    /// both.
    fn fits_after_gi(&self, tail: &[u8]) -> bool {
        let opens = tail.first().is_some_and(|first| is_vowel(*first) && !matches!(*first, I | Y));
        if opens && rhyme(tail) == Some(false) {
            return self.tone_stands_in(2);
        }
        rhyme(&self.letters()[1..]) == Some(false) && self.tone_stands_in(1)
    }

    /// Whether the tone stands where the rhyme that begins at `from` carries it.
    fn tone_stands_in(&self, from: usize) -> bool {
        if self.tone == Tone::Level {
            return true;
        }
        let Some(at) = self.tone_at.checked_sub(from) else { return false };
        let rhyme = &self.letters()[from..];
        let vowels = rhyme.iter().take_while(|letter| is_vowel(**letter)).count();
        // ă â ê ô ơ ư are numbered after the plain letters; of ươ the second carries the tone.
        let marked = rhyme[..vowels].iter().rposition(|letter| *letter >= A_BREVE);
        match (marked, vowels) {
            (Some(marked), _) => at == marked,
            (None, 2) if rhyme.len() > 2 => at == 1,
            // VT-07: hòa and hoà, khỏe and khoẻ, thủy and thuỷ.
            (None, 2) => at == 0 || at == 1 && is_open_glide(rhyme),
            (None, 3) => at == 1,
            _ => at == 0,
        }
    }

    /// Syllables that end in a stop take two of the six tones only.
    fn tone_suits_the_end(&self) -> bool {
        let stopped = matches!(self.letters(), [.., C | P | T] | [.., C, H]);
        !stopped || matches!(self.tone, Tone::Acute | Tone::Dot)
    }

    fn is_loan(&self) -> bool {
        LOAN_KEYS.contains(&(key(self.letters()), self.tone))
    }
}

fn is_open_glide(rhyme: &[u8]) -> bool {
    matches!(rhyme, [O, A | E] | [U, Y])
}

/// Any onset but `qu` and `gi`, with a rhyme it can stand before.
fn fits_after(onset: &[u8], letters: &[u8]) -> bool {
    let Some(glided) = rhyme(letters) else { return false };
    let front = matches!(letters, [I | E | E_ROOF | Y, ..]);
    let spells = match onset {
        // iê is written yê where nothing stands before it.
        [] => !matches!(letters, [I, E_ROOF, ..]),
        // /k/ with the glide is written qu.
        [C] => !front && !glided,
        [G] | [N, G] => !front,
        [K] | [G, H] | [N, G, H] => front,
        // No glide after a lip sound.
        [B | M | P | V] | [P, H] => !glided,
        [D | D_BAR | H | L | N | R | S | T | X] | [C | K | N | T, H] | [T, R] => true,
        _ => false,
    };
    let y_fits = match letters {
        [Y] => matches!(onset, [] | [D | H | K | L | M | N | S | T | V] | [T, H]),
        [Y, ..] => onset.is_empty(),
        _ => true,
    };
    spells && y_fits
}

/// What kinds of words a text has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// Vietnamese syllables with at least one letter that ASCII lacks: they are the evidence.
    pub marked: usize,
    /// Syllables in plain letters: `can` and `the` are English too, so they say little.
    pub plain: usize,
    /// Words with letters beyond ASCII that are no Vietnamese syllables.
    pub foreign: usize,
    /// All other words in plain letters.
    pub other: usize,
}

impl Score {
    /// The share of Vietnamese syllables among the words with letters beyond ASCII, if any.
    pub fn share(self) -> Option<f32> {
        let all = self.marked + self.foreign;
        (all > 0).then(|| self.marked as f32 / all as f32)
    }

    /// Counts one word.
    pub fn add(&mut self, word: &str) {
        let place = match (word.is_ascii(), is_syllable(word)) {
            (false, true) => &mut self.marked,
            (true, true) => &mut self.plain,
            (false, false) => &mut self.foreign,
            (true, false) => &mut self.other,
        };
        *place += 1;
    }
}

/// The words of a text: runs of letters. Runs that touch digits are codes, not words.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|run| !run.is_empty() && !run.contains(|c: char| c.is_numeric()))
}

/// Counts the words of a text.
pub fn score(text: &str) -> Score {
    let mut score = Score::default();
    for word in words(text) {
        score.add(word);
    }
    score
}
