//! Vietnamese that lacks its marks: typed without them (“Bac bam nut”), or as the keys of the method
//! Telex (“Vieejt”) where no program made letters of them.

use super::syllable::{MAX_LETTERS, is_syllable};

/// Whether a word is no syllable as it stands and is one with marks: `nguoi`, `bam`, `Bac`.
pub fn lacks_marks(word: &str) -> bool {
    !is_syllable(word) && may_bear_marks(word)
}

/// Whether a word of plain letters is a syllable with some marks: `nguoi`, `nha`.
pub fn may_bear_marks(word: &str) -> bool {
    if !word.is_ascii() || word.len() > MAX_LETTERS {
        return false;
    }
    let small = word.to_ascii_lowercase();
    // Most words that are asked about: nothing has to be tried.
    if is_syllable(&small) {
        return true;
    }
    if !is_shaped(&small) {
        return false;
    }
    let mut ways = vec![String::new()];
    for letter in small.chars() {
        let bodies = match letter {
            'a' => "aăâ",
            'd' => "dđ",
            'e' => "eê",
            'o' => "oôơ",
            'u' => "uư",
            _ => "",
        };
        let grown = ways.iter().flat_map(|way| match bodies {
            "" => vec![format!("{way}{letter}")],
            _ => bodies.chars().map(|body| format!("{way}{body}")).collect(),
        });
        ways = grown.collect();
    }
    ways.iter().any(|way| is_syllable(way) || toned(way, '\u{301}').is_some())
}

/// Whether plain letters have the shape of a syllable: its vowels stand together, and what follows them
/// ends one.
fn is_shaped(small: &str) -> bool {
    const VOWELS: [char; 6] = ['a', 'e', 'i', 'o', 'u', 'y'];
    let rhyme = small.trim_start_matches(|letter| !VOWELS.contains(&letter));
    let end = rhyme.trim_start_matches(VOWELS);
    // Names of the highlands end in k and r.
    let ends = ["", "c", "ch", "k", "m", "n", "ng", "nh", "p", "r", "t"];
    !rhyme.is_empty() && ends.contains(&end)
}

/// The syllable that the keys of Telex were meant to make: `Vieejt`, `ddieenj`, `nguwowif`. Words that
/// are English as well (`rooms`, `beef`) are not taken for keys.
pub fn telex(word: &str) -> Option<String> {
    if !word.bytes().all(|byte| byte.is_ascii_alphabetic()) || word.len() > 2 * MAX_LETTERS {
        return None;
    }
    // Most words have none.
    if !has_keys(word) {
        return None;
    }
    let mut letters = typed(word);
    // No other language begins a word so: `ddi`, `ddang`.
    if word.to_ascii_lowercase().starts_with("dd") && is_syllable(&letters) {
        return Some(letters);
    }
    let is_tone = |letter: char| "sfrxj".contains(letter);
    let from = letters.rfind(|letter: char| "aăâeêioôơuưy".contains(letter))?;
    let (at, tone) = letters[from..].char_indices().skip(1).find(|(_, letter)| is_tone(*letter))?;
    let at = from + at;
    let is_last = at + 1 == letters.len();
    let is_sure = letters.contains(['đ', 'ư']) || !is_last || tone == 'j';
    letters.remove(at);
    let mark = match tone {
        's' => '\u{301}',
        'f' => '\u{300}',
        'r' => '\u{309}',
        'x' => '\u{303}',
        _ => '\u{323}',
    };
    if is_sure { toned(&letters, mark) } else { None }
}

/// Whether a word of ASCII has keys in it that make a letter.
fn has_keys(word: &str) -> bool {
    word.as_bytes().windows(2).any(|pair| {
        let pair = [pair[0] | 0x20, pair[1] | 0x20];
        let is_twice = pair[0] == pair[1] && b"adeo".contains(&pair[0]);
        is_twice || matches!(pair, [b'a' | b'o' | b'u', b'w'])
    })
}

/// The small letters that keys make, without their tone.
fn typed(word: &str) -> String {
    let mut letters = word.to_ascii_lowercase();
    for (keys, letter) in [("uow", "ươ"), ("dd", "đ"), ("uw", "ư"), ("aw", "ă"), ("ow", "ơ")]
    {
        letters = letters.replace(keys, letter);
    }
    for (keys, letter) in [("aa", "â"), ("ee", "ê"), ("oo", "ô")] {
        letters = letters.replace(keys, letter);
    }
    letters
}

/// The syllable that letters make with a tone mark on one of them.
fn toned(letters: &str, mark: char) -> Option<String> {
    use unicode_normalization::UnicodeNormalization;
    let ends = letters.char_indices().map(|(at, letter)| at + letter.len_utf8());
    let ways = ends.map(|end| format!("{}{mark}{}", &letters[..end], &letters[end..]));
    ways.map(|way| way.nfc().collect::<String>()).find(|way| is_syllable(way))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vietnamese::letter::{Letter, letters};

    #[test]
    fn words_without_marks_are_known() {
        for word in
            ["bac", "Bac", "nut", "nguoi", "dien", "phuong", "nhap", "tieng", "Viet", "duoc"]
        {
            assert!(lacks_marks(word), "{word}");
        }
        for word in ["ban", "nha", "VNeID", "app", "Store", "download", "the", "bác", "Google", ""]
        {
            assert!(!lacks_marks(word), "{word}");
        }
        assert!(may_bear_marks("roi") && may_bear_marks("nay") && !may_bear_marks("phone"));
    }

    /// What is turned away at a glance is no syllable, whatever marks it is given.
    #[test]
    fn syllables_have_the_shape_of_one() {
        let body = |letter: char| Letter::of(letter).map(Letter::body);
        let bare = |letter: char| match body(letter) {
            Some('ă' | 'â') => 'a',
            Some('đ') => 'd',
            Some('ê') => 'e',
            Some('ô' | 'ơ') => 'o',
            Some('ư') => 'u',
            body => body.unwrap_or(letter),
        };
        let alphabet: Vec<char> =
            letters().filter(|letter| letter.is_lowercase()).chain('a'..='z').collect();
        let mut seen = 0;
        for (one, two) in alphabet.iter().flat_map(|one| alphabet.iter().map(move |two| (one, two)))
        {
            for onset in ["", "ngh", "kr", "qu", "gi", "th"] {
                for end in ["", "c", "ch", "k", "m", "ng", "nh", "p", "r", "t", "x", "i", "u", "a"]
                {
                    let word = format!("{onset}{one}{two}{end}");
                    if is_syllable(&word) {
                        seen += 1;
                        let plain: String = word.chars().map(bare).collect();
                        assert!(is_shaped(&plain), "{word}");
                    }
                }
            }
        }
        assert!(seen > 1000);
        for word in ["vneid", "otp", "app", "email", "phone", "rtk", ""] {
            assert!(!is_shaped(word), "{word}");
        }
    }

    #[test]
    fn keys_are_seen_at_a_glance() {
        let letters: Vec<char> = ('a'..='z').chain('A'..='Z').collect();
        for one in &letters {
            for two in &letters {
                for word in ["", "u", "o"].map(|first| format!("{first}{one}{two}")) {
                    assert_eq!(has_keys(&word), !typed(&word).is_ascii(), "{word}");
                }
            }
        }
    }

    #[test]
    fn keys_of_telex_are_known() {
        for (keys, wanted) in [
            ("Vieejt", "việt"),
            ("dduwowcj", "được"),
            ("nguwowif", "người"),
            ("ddieenj", "điện"),
            ("tieesng", "tiếng"),
            // An s at the end may be a plural of English.
            ("baams", ""),
            ("thuwr", "thử"),
            ("ddawng", "đăng"),
            ("ddi", "đi"),
            ("ddang", "đang"),
            ("rooms", ""),
            ("beef", ""),
            ("towns", ""),
            ("week", ""),
            ("add", ""),
            ("Google", ""),
            ("down", ""),
            ("bấm", ""),
        ] {
            let read = telex(keys).unwrap_or_default();
            assert_eq!(read, wanted, "{keys}");
        }
    }
}
