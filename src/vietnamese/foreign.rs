//! English words and names in Vietnamese text, so that a screen reader says them as English.
//!
//! A closed list: letters alone do not tell a foreign word from the name of a village. Abbreviations
//! (OTP, SIM, QR) are spelled out in Vietnamese and stay; so does what everybody says in the
//! Vietnamese way (chip, video, Zalo).

use std::ops::Range;

/// In lower case; those of several words first, so that the longest is found.
const ENGLISH: &[&str] = &[
    "app store",
    "ch play",
    "face id",
    "google maps",
    "google play",
    "log in",
    "log out",
    "play store",
    "sign in",
    "sign up",
    "touch id",
    "account",
    "admin",
    "android",
    "app",
    "apple",
    "apps",
    "bluetooth",
    "browser",
    "camera",
    "chrome",
    "click",
    "download",
    "email",
    "facebook",
    "file",
    "gmail",
    "google",
    "hacker",
    "hotline",
    "internet",
    "ipad",
    "iphone",
    "link",
    "login",
    "logout",
    "messenger",
    "microsoft",
    "offline",
    "online",
    "passcode",
    "password",
    "safari",
    "samsung",
    "scan",
    "screenshot",
    "settings",
    "smartphone",
    "spam",
    "store",
    "tiktok",
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
        if let Some(length) = ENGLISH.iter().find_map(|words| length(&text[at..], words)) {
            from = at + length;
            found.push(at..from);
        }
    }
    found
}

/// Whether a letter before a word makes it a part of something larger.
fn is_inside(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '.' | '/' | '-' | '_' | '@' | '&')
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
        Some(next) => !is_inside(next) || next == '/',
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
