//! The letters of Vietnamese: what a letter is made of.
//!
//! A character goes in; its body (one of 33: a–z, ă â đ ê ô ơ ư), its tone and its case come out,
//! and back. The tones stand in the order dictionaries use (VT-14).

/// The six tones, each named after its mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tone {
    /// Ngang, no mark: `ma`.
    Level,
    /// Huyền: `mà`.
    Grave,
    /// Hỏi: `mả`.
    Hook,
    /// Ngã: `mã`.
    Tilde,
    /// Sắc: `má`.
    Acute,
    /// Nặng: `mạ`.
    Dot,
}

impl Tone {
    /// All tones, in the order of [`VOWELS`].
    pub const ALL: [Tone; 6] =
        [Tone::Level, Tone::Grave, Tone::Hook, Tone::Tilde, Tone::Acute, Tone::Dot];

    /// The combining mark, if there is one.
    pub fn mark(self) -> Option<char> {
        match self {
            Tone::Level => None,
            Tone::Grave => Some('\u{300}'),
            Tone::Hook => Some('\u{309}'),
            Tone::Tilde => Some('\u{303}'),
            Tone::Acute => Some('\u{301}'),
            Tone::Dot => Some('\u{323}'),
        }
    }
}

/// The twelve vowels with each tone, in small letters.
pub const VOWELS: [[char; 6]; 12] = [
    ['a', 'à', 'ả', 'ã', 'á', 'ạ'],
    ['ă', 'ằ', 'ẳ', 'ẵ', 'ắ', 'ặ'],
    ['â', 'ầ', 'ẩ', 'ẫ', 'ấ', 'ậ'],
    ['e', 'è', 'ẻ', 'ẽ', 'é', 'ẹ'],
    ['ê', 'ề', 'ể', 'ễ', 'ế', 'ệ'],
    ['i', 'ì', 'ỉ', 'ĩ', 'í', 'ị'],
    ['o', 'ò', 'ỏ', 'õ', 'ó', 'ọ'],
    ['ô', 'ồ', 'ổ', 'ỗ', 'ố', 'ộ'],
    ['ơ', 'ờ', 'ở', 'ỡ', 'ớ', 'ợ'],
    ['u', 'ù', 'ủ', 'ũ', 'ú', 'ụ'],
    ['ư', 'ừ', 'ử', 'ữ', 'ứ', 'ự'],
    ['y', 'ỳ', 'ỷ', 'ỹ', 'ý', 'ỵ'],
];

/// The bodies of all letters by their number, from 1; 0 is no letter.
pub(super) const BODIES: [char; 34] = [
    '\0', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o', 'p', 'q', 'r',
    's', 't', 'u', 'v', 'w', 'x', 'y', 'z', 'ă', 'â', 'đ', 'ê', 'ô', 'ơ', 'ư',
];

/// One letter taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Letter {
    /// Its place in [`BODIES`].
    pub(super) number: u8,
    /// Its tone; consonants are level.
    pub tone: Tone,
    /// Whether it is a capital.
    pub capital: bool,
}

impl Letter {
    /// Takes a character apart; `None` if it is no letter of English or Vietnamese.
    #[inline]
    pub fn of(letter: char) -> Option<Letter> {
        let code = letter as usize;
        let packed = match code {
            0..LOW_END => LOW[code],
            HIGH_START..HIGH_END => HIGH[code - HIGH_START],
            _ => 0,
        };
        let number = (packed & 0x3f) as u8;
        let tone = Tone::ALL[usize::from(packed >> 7) % 6];
        (number != 0).then_some(Letter { number, tone, capital: packed & 0x40 != 0 })
    }

    /// The small letter without its tone: `ê` of `Ệ`.
    pub fn body(self) -> char {
        BODIES[usize::from(self.number)]
    }

    /// The character again.
    pub fn char(self) -> char {
        let body = self.body();
        let row = VOWELS.iter().find(|row| row[0] == body);
        let small = row.map_or(body, |row| row[self.tone as usize]);
        if self.capital { char::from_u32(capital(small as u32)).unwrap_or(small) } else { small }
    }

    /// The letter with a tone, if it is a vowel.
    pub fn with_tone(self, tone: Tone) -> Option<Letter> {
        self.is_vowel().then_some(Letter { tone, ..self })
    }

    /// Whether it can carry a tone.
    #[inline]
    pub fn is_vowel(self) -> bool {
        is_vowel(self.number)
    }
}

/// Whether the letter of this number can carry a tone.
#[inline]
pub(super) const fn is_vowel(number: u8) -> bool {
    // a e i o u y, ă â, ê ô ơ ư
    const SET: u64 = 1 << 1 | 1 << 5 | 1 << 9 | 1 << 15 | 1 << 21 | 1 << 25 | 0b111_1011 << 27;
    SET >> number & 1 == 1
}

/// Whether a character is a letter of any script, as [`char::is_alphabetic`] says. Nearly all that are
/// asked about stand in blocks that hold letters alone or none; the tables of Unicode are slow.
#[inline]
pub fn is_letter(letter: char) -> bool {
    in_latin(letter).unwrap_or_else(|| letter.is_alphabetic())
}

/// Whether a character is a letter or a number of any script, as [`char::is_alphanumeric`] says.
#[inline]
pub fn is_letter_or_number(letter: char) -> bool {
    in_latin(letter).unwrap_or_else(|| letter.is_alphanumeric())
}

/// Whether a character beyond ASCII is a letter, where its block tells: letters of Latin scripts, and
/// signs of punctuation, which are no numbers either.
#[inline]
fn in_latin(letter: char) -> Option<bool> {
    match letter {
        '×' | '÷' | '\u{2000}'..='\u{206f}' => Some(false),
        '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => Some(true),
        _ => None,
    }
}

/// The 134 letters of Vietnamese that ASCII lacks: small ones, then capitals.
pub fn letters() -> impl Iterator<Item = char> {
    let small = || VOWELS.into_iter().flatten().chain(['đ']).filter(|letter| !letter.is_ascii());
    small().chain(small().filter_map(|letter| char::from_u32(capital(letter as u32))))
}

/// The capital of a small letter of Vietnamese. ASCII and Latin-1 keep their cases 32 apart, all
/// other blocks side by side.
const fn capital(small: u32) -> u32 {
    if small < 0x100 { small - 0x20 } else { small - 1 }
}

/// One past `ư`, the last letter before the block of the toned ones.
const LOW_END: usize = 0x1b1;
/// Latin Extended Additional: `Ạ` …
const HIGH_START: usize = 0x1ea0;
/// … to `ỹ`.
const HIGH_END: usize = 0x1efa;

/// Number, capital bit and tone of every letter below [`LOW_END`].
static LOW: [u16; LOW_END] = pack(0);
/// The same of the block of toned letters.
static HIGH: [u16; HIGH_END - HIGH_START] = pack(HIGH_START);

/// The letters that lie in `N` characters from `start`, packed.
const fn pack<const N: usize>(start: usize) -> [u16; N] {
    let mut table = [0; N];
    let mut number = 1;
    while number < BODIES.len() {
        let body = BODIES[number];
        table = put(table, start, body, number as u16);
        let mut row = 0;
        while row < VOWELS.len() {
            let mut tone = 1;
            while VOWELS[row][0] == body && tone < 6 {
                table = put(table, start, VOWELS[row][tone], number as u16 | (tone as u16) << 7);
                tone += 1;
            }
            row += 1;
        }
        number += 1;
    }
    table
}

const fn put<const N: usize>(
    mut table: [u16; N],
    start: usize,
    small: char,
    value: u16,
) -> [u16; N] {
    let (small, large) = (small as usize, capital(small as u32) as usize);
    if small >= start && small < start + N {
        table[small - start] = value;
    }
    if large >= start && large < start + N {
        table[large - start] = value | 0x40;
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_134_letters_come_apart_and_together() {
        let all: Vec<char> = letters().collect();
        assert_eq!(all.len(), 134);
        for letter in all.into_iter().chain('a'..='z').chain('A'..='Z') {
            let parts = Letter::of(letter).unwrap();
            assert_eq!(parts.char(), letter);
            assert_eq!(parts.capital, letter.is_uppercase(), "{letter}");
            let small: String = letter.to_lowercase().collect();
            assert_eq!(Letter { capital: false, ..parts }.char().to_string(), small);
        }
        let parts = Letter::of('Ệ').unwrap();
        assert_eq!((parts.body(), parts.tone, parts.capital), ('ê', Tone::Dot, true));
    }

    #[test]
    fn nothing_else_is_a_letter() {
        for code in 0..0x2_0000_u32 {
            let Some(c) = char::from_u32(code) else { continue };
            let known = c.is_ascii_alphabetic() || letters().any(|letter| letter == c);
            assert_eq!(Letter::of(c).is_some(), known, "U+{code:04X}");
        }
    }

    #[test]
    fn letters_and_numbers_are_those_of_unicode() {
        for letter in '\0'..=char::MAX {
            assert_eq!(is_letter(letter), letter.is_alphabetic(), "{letter:?}");
            assert_eq!(is_letter_or_number(letter), letter.is_alphanumeric(), "{letter:?}");
        }
    }

    #[test]
    fn twelve_bodies_carry_a_tone() {
        for letter in BODIES.into_iter().skip(1).filter_map(Letter::of) {
            assert_eq!(letter.is_vowel(), VOWELS.iter().any(|row| row[0] == letter.body()));
            assert_eq!(letter.with_tone(Tone::Acute).is_some(), letter.is_vowel());
        }
    }
}
