//! Keys whose bytes stand in the order of CLDR for `vi`, with numbers by their value. In goes any
//! text, out comes its key.
//!
//! The order has three levels (Unicode Technical Standard 10): letters, then tones and accents, then
//! case; each level of the whole text counts before the next. The weights are those of `icu_collator`
//! for the letters of Vietnamese, digits, and the signs people write in lists: the tests hold them
//! side by side. Signs that are not listed stand before money and digits, and letters of other
//! alphabets after Z, both by their numbers in Unicode.

use std::iter;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{canonical_combining_class, compose};

/// Spaces, punctuation and signs.
const SIGNS: &str = "\t\n\u{b}\u{c}\r\u{85}\u{2028}\u{2029} _-‐‒–—―,;:!¡?¿.·'‹›\"«»()[]{}§¶@*/\\&#%‰†‡•′\
                     `´^¯¨¸°©®←→↑↓+±÷×<=>¬|¦~−";
const MONEY: &str = "¤¢$£¥₫€";
const LETTERS: &str = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";
/// Tones and accents; the common weight is less than theirs.
const MARKS: &str = "\u{332}\u{313}\u{314}\u{300}\u{309}\u{303}\u{301}\u{323}\u{306}\u{302}\u{30c}\u{30a}\
                     \u{342}\u{308}\u{30b}\u{307}\u{338}\u{327}\u{328}\u{304}\u{335}";
/// Marks that make another letter of some: ă â ê ô ơ ư.
const MAKERS: [char; 3] = ['\u{306}', '\u{302}', '\u{31b}'];
/// More digits than these are another number.
const MOST_DIGITS: usize = 254;

/// What ends a level; less than every weight.
const END: char = '\0';
/// The weight of what has no accent, and of small letters.
const COMMON: char = '\u{1}';

/// First weights. Each is below 128, and so one byte.
struct Firsts {
    ascii: [char; 128],
    other_sign: char,
    number: char,
    other_letter: char,
}

static FIRSTS: LazyLock<Firsts> = LazyLock::new(|| {
    let mut ascii = [END; 128];
    for letter in SIGNS.chars().chain(MONEY.chars()).chain(LETTERS.chars()) {
        if let Some(weight) = ascii.get_mut(letter as usize) {
            *weight = listed(letter).unwrap_or(END);
        }
    }
    let signs = SIGNS.chars().count();
    let money = signs + 1 + MONEY.chars().count();
    let letters = money + 1 + LETTERS.chars().count();
    Firsts { ascii, other_sign: nth(signs), number: nth(money), other_letter: nth(letters) }
});

/// The weight of the sign or letter that has this place among all.
fn nth(place: usize) -> char {
    u8::try_from(place + 1).map_or(END, char::from)
}

/// The first weight of a sign or letter that is listed.
fn listed(letter: char) -> Option<char> {
    let mut before = 0;
    for list in [SIGNS, MONEY, LETTERS] {
        if let Some(place) = list.chars().position(|known| known == letter) {
            return Some(nth(before + place));
        }
        // One place behind each list: other signs, numbers, other letters.
        before += list.chars().count() + 1;
    }
    None
}

/// The weights of a text, level by level.
#[derive(Default)]
struct CollationKey {
    first: String,
    second: String,
    third: String,
}

/// The key of `text`.
pub(super) fn key(text: &str) -> String {
    let mut key =
        CollationKey { first: String::with_capacity(text.len() * 2), ..CollationKey::default() };
    let mut letters = text.chars().flat_map(spelled).nfd().peekable();
    let mut run = String::new();
    while let Some(letter) = letters.next() {
        run.clear();
        if letter.is_ascii_digit() {
            run.push(letter);
            run.extend(iter::from_fn(|| letters.next_if(char::is_ascii_digit)));
            key.number(&run);
        } else {
            run.extend(iter::from_fn(|| {
                letters.next_if(|next| canonical_combining_class(*next) > 0)
            }));
            key.letter(letter, &run);
        }
    }
    key.finish()
}

impl CollationKey {
    fn push(&mut self, second: char, third: char) {
        self.second.push(second);
        self.third.push(third);
    }

    /// Longer numbers are larger ones.
    fn number(&mut self, digits: &str) {
        let mut rest = digits;
        while !rest.is_empty() {
            let zeros = rest.len() - rest.trim_start_matches('0').len();
            rest = &rest[zeros.min(rest.len() - 1)..];
            let number;
            (number, rest) = rest.split_at(rest.len().min(MOST_DIGITS));
            self.first.push(FIRSTS.number);
            self.first.extend(u8::try_from(number.len()).map(char::from));
            self.first.push_str(number);
            self.push(COMMON, COMMON);
        }
    }

    /// A letter or sign, and the marks on it.
    fn letter(&mut self, letter: char, marks: &str) {
        let mut joined = None;
        let mut before = 0;
        for (at, mark) in marks.char_indices() {
            let class = canonical_combining_class(mark);
            // A mark of the same class would stand between this one and the letter.
            if class != before && MAKERS.contains(&mark) {
                let made = compose(letter, mark).filter(|made| listed(small(*made)).is_some());
                joined = made.map(|made| (made, at, at + mark.len_utf8()));
            }
            if joined.is_some() {
                break;
            }
            before = class;
        }
        let (made, start, end) = joined.unwrap_or((letter, 0, 0));
        self.bare(made);
        for mark in marks[..start].chars().chain(marks[end..].chars()) {
            self.mark(mark);
        }
    }

    fn mark(&mut self, mark: char) {
        let known = MARKS.chars().position(|known| known == mark);
        self.push(known.map_or(mark, |place| nth(place + 1)), COMMON);
    }

    fn bare(&mut self, letter: char) {
        if canonical_combining_class(letter) > 0 {
            return self.mark(letter);
        }
        let (letter, second, third) = variant(letter);
        let known = FIRSTS.ascii.get(letter as usize).copied();
        match known.or_else(|| listed(letter)) {
            Some(END) => return,
            Some(weight) => self.first.push(weight),
            None if is_ignored(letter) => return,
            None => {
                let is_letter = letter.is_alphanumeric();
                self.first.push(if is_letter { FIRSTS.other_letter } else { FIRSTS.other_sign });
                self.first.push(letter);
            }
        }
        self.push(second, third);
    }

    /// What is common at the end of a level says nothing.
    fn finish(mut self) -> String {
        for level in [&self.second, &self.third] {
            self.first.push(END);
            self.first.push_str(level.trim_end_matches(COMMON));
        }
        self.first
    }
}

/// Letters that stand for several, and those of other languages that are read as Latin ones.
fn spelled(letter: char) -> impl Iterator<Item = char> {
    let letters = match letter {
        'æ' => ['a', 'e', END],
        'Æ' => ['A', 'E', END],
        'œ' => ['o', 'e', END],
        'Œ' => ['O', 'E', END],
        'ß' => ['s', 's', END],
        'ø' => ['o', '\u{338}', END],
        'Ø' => ['O', '\u{338}', END],
        'ł' => ['l', '\u{335}', END],
        'Ł' => ['L', '\u{335}', END],
        '…' => ['.', '.', '.'],
        '″' => ['′', '′', END],
        other => [other, END, END],
    };
    // The end of a level is ignored where it stands in a text.
    letters.into_iter().filter(|letter| *letter != END)
}

/// A letter as small as its first weight, with its second and third.
fn variant(letter: char) -> (char, char, char) {
    match letter {
        '\u{2000}'..='\u{2006}' | '\u{2008}'..='\u{200a}' | '\u{205f}' => (' ', COMMON, '\u{2}'),
        '\u{a0}' | '\u{2007}' | '\u{202f}' => (' ', COMMON, '\u{3}'),
        '\u{2011}' => ('\u{2010}', COMMON, '\u{2}'),
        '‘' | '’' | '‚' | '‛' => ('\'', second_of_quotes(letter, '‘'), COMMON),
        '“' | '”' | '„' | '‟' => ('"', second_of_quotes(letter, '“'), COMMON),
        _ => {
            let small = small(letter);
            (small, COMMON, if small == letter { COMMON } else { '\u{2}' })
        }
    }
}

/// Quotes come after the mark of typewriters, in the order of Unicode.
fn second_of_quotes(letter: char, first: char) -> char {
    nth(MARKS.chars().count() + 1 + (letter as usize - first as usize))
}

/// The small letter, if it is one.
fn small(letter: char) -> char {
    let mut lower = letter.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(small), None) => small,
        _ => letter,
    }
}

/// What nobody sees.
fn is_ignored(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{ad}' | '\u{34f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use icu_collator::options::CollatorOptions;
    use icu_collator::preferences::CollationNumericOrdering;
    use icu_collator::{CollatorBorrowed, CollatorPreferences};
    use icu_locale_core::locale;
    use proptest::prelude::*;

    use super::super::super::fold::tone_last;
    use super::*;

    fn judge() -> CollatorBorrowed<'static> {
        let mut preferences = CollatorPreferences::from(locale!("vi"));
        preferences.numeric_ordering = Some(CollationNumericOrdering::True);
        CollatorBorrowed::try_new(preferences, CollatorOptions::default()).unwrap()
    }

    /// Fails unless these texts are in the same order by their keys, ties and all.
    fn assert_order(mut texts: Vec<String>) {
        let judge = judge();
        texts.sort_by(|one, other| judge.compare(one, other));
        let keys: Vec<String> = texts.iter().map(|text| key(text)).collect();
        for (texts, keys) in texts.windows(2).zip(keys.windows(2)) {
            let (wanted, own) = (judge.compare(&texts[0], &texts[1]), keys[0].cmp(&keys[1]));
            assert_eq!(own, wanted, "{texts:?} {keys:?}");
        }
    }

    const TONES: [&str; 6] = ["", "\u{300}", "\u{309}", "\u{303}", "\u{301}", "\u{323}"];
    const ONSETS: &str = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x";
    /// The letter that takes the tone comes before `'`.
    const RIMES: &str = "a' a'c a'ch a'i a'm a'n a'ng a'nh a'o a'p a't a'u a'y ă'c ă'm ă'n ă'ng ă'p \
        ă't â'c â'm â'n â'ng â'p â't â'u â'y e' e'c e'm e'n e'ng e'o e'p e't ê' ê'ch ê'm ê'n ê'nh \
        ê'p ê't ê'u i' i'a i'ch i'm i'n i'nh i'p i't i'u iê'c iê'm iê'n iê'ng iê'p iê't iê'u o' o'a \
        oa' oa'c oa'i oa'n oa'ng oa't oa'y oă'n oă't o'c o'e oe' oe'o oe't o'i o'm o'n o'ng oo'ng \
        o'p o't ô' ô'c ô'i ô'm ô'n ô'ng ô'p ô't ơ' ơ'i ơ'm ơ'n ơ'p ơ't u' u'a uâ'n uâ'ng uâ't uâ'y \
        u'c u'e uê' uê'ch uê'nh u'i u'm u'n u'ng u'p u't u'y uy' uyê'n uyê't uy'nh uy'u uô'c uô'i \
        uô'm uô'n uô'ng uô't uơ' ư' ư'a ư'c ư'i ư'm ư'n ư'ng ư't ư'u ươ'c ươ'i ươ'm ươ'n ươ'ng ươ'p \
        ươ't ươ'u y' yê'm yê'n yê't yê'u";

    /// Every syllable of Vietnamese in every case, with its tone where it is written.
    fn syllables() -> Vec<String> {
        let mut all = Vec::new();
        for onset in ONSETS.split(' ').chain([""]) {
            for rime in RIMES.split_whitespace() {
                for tone in TONES {
                    let small: String =
                        format!("{onset}{}", rime.replacen('\'', tone, 1)).nfc().collect();
                    let mut letters = small.chars();
                    let first = letters.next().into_iter().flat_map(char::to_uppercase);
                    all.push(first.chain(letters).collect());
                    all.push(small.to_uppercase());
                    all.push(small);
                }
            }
        }
        all
    }

    #[test]
    fn every_syllable_has_its_place() {
        let all = syllables();
        assert!(all.len() > 70_000);
        assert_order(all.iter().step_by(5).map(|text| tone_last(text)).collect());
        assert_order(all.iter().step_by(11).map(|text| text.nfd().collect()).collect());
        assert_order(all);
    }

    #[test]
    fn every_letter_and_sign_that_is_listed_has_its_place() {
        let latin = ('\u{1}'..='\u{17f}')
            .filter(|letter| !"ªº¹²³¼½¾µıĳĸŀŉŋŧþðħĲĿŊŦÞÐĦſæœßÆŒ".contains(*letter));
        let tones = ('\u{1ea0}'..='\u{1ef9}').filter(|letter| *letter != 'ẟ');
        let quotes = '\u{2018}'..='\u{201f}';
        let mut all: Vec<char> = latin.chain(tones).chain(quotes).collect();
        all.extend(SIGNS.chars().chain(MONEY.chars()));
        all.extend(['\u{2011}', '\u{2007}', '\u{2009}', '\u{202f}', '\u{200b}', '\u{feff}']);
        let alone = all.iter().map(char::to_string);
        let pairs = all.iter().flat_map(|letter| [format!("a{letter}"), format!("{letter}b 2")]);
        assert_order(alone.chain(pairs).collect());
    }

    #[test]
    fn numbers_have_the_place_of_their_values() {
        let digits = [
            "0", "00", "1", "01", "9", "10", "010", "99", "100", "1000000", "1,5", "1.500", "2A",
            "2B", "2a", "2-3",
        ];
        let long =
            ["9".repeat(253), "9".repeat(254), "9".repeat(255), "1".repeat(600), "0".repeat(300)];
        let all = digits.map(str::to_owned).into_iter().chain(long);
        let places = ["", "Tổ ", "số ", "a", "Z", "-", "₫"];
        assert_order(
            all.flat_map(|number| places.map(|place| format!("{place}{number}"))).collect(),
        );
    }

    /// Texts as they stand in lists, and any strings of their letters, with marks in any place.
    fn any() -> impl Strategy<Value = String> {
        let syllables = syllables();
        let word = prop_oneof![
            6 => prop::sample::select(syllables),
            2 => "[0-9]{1,4}",
            1 => prop::sample::select(vec!["", "Tổ", "ngõ", "Nguyễn", "12/5", "P.", "HÀ NỘI", "Hòa", "Hoà"]).prop_map(str::to_owned),
            1 => "[a-zA-ZăâđêôơưĂÂĐÊÔƠƯ][\u{300}\u{301}\u{302}\u{303}\u{306}\u{309}\u{31b}\u{323}\u{304}\u{327}]{0,4}",
            1 => "[ -~]{0,3}",
            1 => "[A-Za-zÀ-ÏÑ-ÖØ-Ýà-ïñ-öø-ýẠ-ỹ]{1,3}",
            1 => prop::sample::select((SIGNS.chars().chain(MONEY.chars()).chain("‘’“”\u{a0}\u{ad}".chars())).collect::<Vec<_>>()).prop_map(String::from),
        ];
        let between = prop::sample::select(vec!["", " ", " ", " ", ", ", "-", "/", ". "]);
        prop::collection::vec((word, between), 0..6).prop_map(|words| {
            words.into_iter().flat_map(|(word, space)| [word, space.to_owned()]).collect()
        })
    }

    #[test]
    fn any_texts_are_in_the_order_of_the_judge() {
        use proptest::test_runner::{Config, RngSeed, TestRunner};
        let config = Config {
            cases: 3_000,
            rng_seed: RngSeed::Fixed(20_261_128),
            failure_persistence: None,
            ..Config::default()
        };
        let judge = judge();
        let alike = (any(), any(), any())
            .prop_map(|(start, one, other)| (format!("{start}{one}"), format!("{start}{other}")));
        let mut runner = TestRunner::new(config);
        let reported = runner.run(&alike, |(one, other)| {
            for fold in [str::to_owned, tone_last] {
                let (one, other) = (fold(&one), fold(&other));
                prop_assert_eq!(
                    key(&one).cmp(&key(&other)),
                    judge.compare(&one, &other),
                    "{:?} {:?}",
                    one,
                    other
                );
            }
            Ok(())
        });
        if let Err(error) = reported {
            panic!("{error}");
        }
    }

    #[test]
    fn names_of_others_stand_where_they_are_looked_for() {
        let wanted = ["Sørensen", "Soret", "Łukasz", "Müller", "Muller", "Æsa", "Weiß", "Ñuñez"];
        assert_order(wanted.map(str::to_owned).to_vec());
        let mut all = ["漢字", "Яна", "Zoe", "Ωmega", "🙂", "5", "$5", "★", ""];
        all.sort_by_key(|text| key(text));
        assert_eq!(all, ["", "★", "🙂", "$5", "5", "Zoe", "Ωmega", "Яна", "漢字"]);
    }
}
