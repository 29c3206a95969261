//! English words and names in Vietnamese text, so that a screen reader says them as English.
//!
//! A closed list: letters alone do not tell a foreign word from the name of a village. Abbreviations
//! (OTP, SIM, QR) are spelled out in Vietnamese and stay; so does what everybody says in the
//! Vietnamese way (chip, video, Zalo).

use std::ops::Range;

use super::letter::{is_letter, is_letter_or_number};

/// In lower case, by their first two letters; those of several words before others of these, so that
/// the longest is found.
const ENGLISH: &[&str] = &[
    "account",
    "admin",
    "android",
    "app store",
    "app",
    "apple",
    "apps",
    "bluetooth",
    "browser",
    "camera",
    "ch play",
    "chrome",
    "click",
    "download",
    "email",
    "face id",
    "facebook",
    "file",
    "gmail",
    "google maps",
    "google play",
    "google",
    "hacker",
    "hotline",
    "internet",
    "ipad",
    "iphone",
    "link",
    "log in",
    "log out",
    "login",
    "logout",
    "messenger",
    "microsoft",
    "offline",
    "online",
    "passcode",
    "password",
    "play store",
    "safari",
    "samsung",
    "scan",
    "screenshot",
    "settings",
    "sign in",
    "sign up",
    "smartphone",
    "spam",
    "store",
    "tiktok",
    "touch id",
    "update",
    "upload",
    "username",
    "viber",
    "website",
    "whatsapp",
    "wi-fi",
    "wifi",
    "windows",
    "youtube",
];

/// Whether a word is a coined name, with a capital letter inside: “`VssID`”, “iPhone”. So are the
/// names of most apps, and of nobody.
pub fn is_coined(word: &str) -> bool {
    word.chars().all(is_letter)
        && word.chars().any(char::is_lowercase)
        && word.chars().skip(1).any(char::is_uppercase)
}

/// Where English words stand in a text: whole words alone, none in web addresses.
pub fn english(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    // A word begins where a letter follows something else.
    let mut previous = ' ';
    let mut from = 0;
    for (at, letter) in text.char_indices() {
        let begins = letter.is_ascii_alphabetic() && !is_inside(previous);
        previous = letter;
        if !begins || at < from {
            continue;
        }
        let rest = &text[at..];
        let length = beginning(rest).iter().find_map(|words| length(rest, words));
        if let Some(length) = length.filter(|_| !is_address(text, at)) {
            from = at + length;
            found.push(at..from);
        }
    }
    found
}

/// The first two letters of each entry, as one number.
static BEGINNINGS: [u16; ENGLISH.len()] = {
    let mut all = [0; ENGLISH.len()];
    let mut at = 0;
    while at < all.len() {
        let words = ENGLISH[at].as_bytes();
        all[at] = u16::from_be_bytes([words[0], words[1]]);
        at += 1;
    }
    all
};

/// The entries that begin with the first two letters of a text.
fn beginning(text: &str) -> &'static [&'static str] {
    let [one, two, ..] = text.as_bytes() else { return &[] };
    let wanted = u16::from_be_bytes([one.to_ascii_lowercase(), two.to_ascii_lowercase()]);
    let start = BEGINNINGS.partition_point(|beginning| *beginning < wanted);
    let count = BEGINNINGS[start..].iter().take_while(|beginning| **beginning == wanted).count();
    &ENGLISH[start..start + count]
}

/// Whether a letter before a word makes it a part of something larger.
fn is_inside(letter: char) -> bool {
    is_letter_or_number(letter) || matches!(letter, '.' | '-' | '_' | '@' | '&')
}

/// Whether what stands between two spaces around a place has a dot inside, as an address has.
fn is_address(text: &str, at: usize) -> bool {
    let start = text[..at].rfind(char::is_whitespace).unwrap_or(0);
    let end = text[at..].find(char::is_whitespace).map_or(text.len(), |end| at + end);
    let token = &text[start..end];
    token.match_indices('.').any(|(dot, _)| token[dot + 1..].starts_with(char::is_alphanumeric))
}

/// How many bytes of `text` the words at its begin take, if they are these; any white space parts
/// them.
fn length(text: &str, words: &str) -> Option<usize> {
    let mut letters = text.char_indices();
    for wanted in words.chars() {
        let (_, letter) = letters.next()?;
        let same =
            letter.eq_ignore_ascii_case(&wanted) || (wanted == ' ' && letter.is_whitespace());
        if !same {
            return None;
        }
    }
    let rest = letters.as_str();
    let mut after = rest.chars();
    let ends = match after.next() {
        None => true,
        // The full stop of a sentence, not that of an address.
        Some('.' | '-') => !after.next().is_some_and(char::is_alphanumeric),
        Some(next) => !is_inside(next),
    };
    ends.then(|| text.len() - rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        english(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn every_entry_is_found_whole() {
        for words in ENGLISH {
            assert_eq!(found(&format!("Mở {words}, đợi")), [*words]);
            assert_eq!(found(&words.to_uppercase()), [words.to_uppercase()]);
        }
    }

    #[test]
    fn whole_words_and_names_are_found() {
        assert_eq!(found("Mở CH Play hay App Store."), ["CH Play", "App Store"]);
        assert_eq!(found("“Google\u{a0}Play”, passcode"), ["Google\u{a0}Play", "passcode"]);
        assert_eq!(found("Máy iPhone/Android cũ"), ["iPhone", "Android"]);
        assert_eq!(found("APP hay app"), ["APP", "app"]);
        assert_eq!(found("Wi-Fi"), ["Wi-Fi"]);
    }

    #[test]
    fn vietnamese_names_and_addresses_are_not() {
        for text in [
            "VNeID, mã OTP, SIM, thẻ có chip",
            "apps.apple.com/vn/app, play.google.com",
            "Krông Pắc, thôn Linka, Storey",
            "lan-link",
            "mail@google",
            "",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }
}
