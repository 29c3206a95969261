//! Addresses as they are written: their parts, and where they stand in a text.

use std::ops::Range;

use crate::vietnamese::letter::is_letter_or_number;

/// The list of sites somebody vouches for.
pub const SITES: &str = "guides/sites.yaml";

/// Ends of addresses: those of official hosts, and those fakes have been seen with (facts dossier
/// §6.5) or could have. Endings that are words people write after a full stop are left out.
const ENDS: &[&str] = &[
    "vn", "com", "net", "org", "info", "edu", "gov", "io", "co", "cc", "ly", "me", "app", "online",
    "site", "xyz", "top", "shop", "store", "link", "club", "vip", "live", "icu", "cn", "ru", "us",
    "uk", "tk", "asia", "biz", "pro", "web", "dev", "cloud", "click", "website", "space", "gd",
];

/// Every address that is written out in `text`, with the reader’s eye: what ends like a host.
pub fn addresses(text: &str) -> impl Iterator<Item = Range<usize>> {
    written(text).map(|address| {
        let start = address.as_ptr().addr() - text.as_ptr().addr();
        start..start + address.len()
    })
}

/// The words of `text` that are addresses, each a part of it.
fn written(text: &str) -> impl Iterator<Item = &str> {
    let edge = |letter: char| !is_letter_or_number(letter);
    // Most texts and words hold none, and need not be cut apart.
    let words = if may_lead(text) { text.split_whitespace() } else { "".split_whitespace() };
    let words = words.filter(|word| may_lead(word)).map(move |word| word.trim_matches(edge));
    words.filter(|word| is_address(word))
}

/// Whether a word without the signs around it is an address.
fn is_address(word: &str) -> bool {
    let (host, _) = split(word);
    let is_host = host.rsplit_once('.').is_some_and(|(before, end)| {
        let is_end = ENDS.contains(&end)
            || ENDS.contains(&end.to_lowercase().as_str()) && !host.contains(char::is_lowercase);
        is_end && !before.is_empty() && !before.contains("..")
    });
    is_host || without_kind(word).len() < word.len()
}

/// Whether a text may hold an address, told from its bytes: a dot with a letter right behind it, as
/// before each of [`ENDS`], or a colon with a slash.
fn may_lead(text: &str) -> bool {
    text.as_bytes().windows(2).any(|pair| match pair {
        [b'.', next] => next.is_ascii_alphabetic() || !next.is_ascii(),
        pair => pair == b":/",
    })
}

/// Letters that no address holds (RFC 3986, 2): readers drop them, stop there, or go elsewhere.
fn is_outside(letter: char) -> bool {
    letter.is_whitespace()
        || letter.is_control()
        || matches!(
            letter,
            '\\' | '"' | '<' | '>' | '^' | '`' | '{' | '|' | '}' | '“' | '”' | '‘' | '’'
        )
        || matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// The first letter of an address that no address holds. Behind the host only ASCII stands (RFC 3986, 2):
/// what a code says with other letters, each telephone reads in its own way. Marks of fields are judged
/// when they are filled in.
pub(super) fn unfit(address: &str) -> Option<char> {
    let (_, path) = split(address);
    let is_mark = |letter: char| matches!(letter, '\u{f0000}'..='\u{ffffd}');
    let is_foreign = |letter: &char| !letter.is_ascii() && !is_mark(*letter);
    address.chars().find(|letter| is_outside(*letter)).or_else(|| path.chars().find(is_foreign))
}

/// A `%` that is not followed by the two digits of a byte (RFC 3986, 2.1), or by those of a control
/// character.
pub(super) fn broken_escape(address: &str) -> Option<&str> {
    address.match_indices('%').find_map(|(at, _)| {
        let rest = &address[at..];
        let digits = rest.get(1..3);
        let byte = digits.filter(|it| it.bytes().all(|digit| digit.is_ascii_hexdigit()));
        let byte = byte.and_then(|it| u8::from_str_radix(it, 16).ok());
        let is_right = byte.is_some_and(|byte| !byte.is_ascii_control());
        (!is_right).then(|| rest.get(..3).unwrap_or("%"))
    })
}

/// Host and rest of an address that opens a page on a secure line, if it is one.
pub(super) fn secure(url: &str) -> Option<(&str, &str)> {
    let is_right = unfit(url).is_none() && broken_escape(url).is_none();
    let rest = strip_kind(url, "https://").filter(|_| is_right)?;
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    Some(rest.split_at(end))
}

/// An address without `https://` or `http://`.
pub(super) fn without_kind(address: &str) -> &str {
    let rest = ["https://", "http://"].iter().find_map(|kind| strip_kind(address, kind));
    rest.unwrap_or(address)
}

/// What follows `kind`, in either case, at the beginning of an address.
pub(super) fn strip_kind<'a>(address: &'a str, kind: &str) -> Option<&'a str> {
    let (start, rest) = address.split_at_checked(kind.len())?;
    start.eq_ignore_ascii_case(kind).then_some(rest)
}

/// The host of an address, and what follows it.
pub(super) fn split(address: &str) -> (&str, &str) {
    let rest = without_kind(address);
    let end = rest.find(['/', '?', '#', ':']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(end);
    // What stands before `@` is no part of the host.
    (host.rsplit('@').next().unwrap_or(host).trim_end_matches('.'), path)
}

/// Whether a host stands under `.gov.vn`, where only bodies of the state have names.
pub(super) fn is_of_the_state(host: &str) -> bool {
    let host = host.to_ascii_lowercase();
    host.strip_suffix(".gov.vn").is_some_and(|own| own.split('.').all(is_label))
}

/// Whether an address is a mailbox of the state; it leads to nothing that could be opened.
pub(super) fn is_mailbox_of_the_state(address: &str) -> bool {
    let Some((name, host)) = address.split_once('@') else { return false };
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"._-+".contains(&byte);
    !name.is_empty() && name.bytes().all(fits) && is_of_the_state(host)
}

/// Whether it may stand between two dots of a host.
pub(super) fn is_label(label: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    !label.is_empty() && label.bytes().all(fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is turned away at a glance holds no address.
    #[test]
    fn all_addresses_are_seen_at_a_glance() {
        let pieces = [
            "vneid", "vn", "VN", "\u{212a}", "đ", "http", "HTTPS", "://", ":/", ".", "..", "/",
            "@", "?", " ", "“",
        ];
        let edge = |letter: char| !letter.is_alphanumeric();
        let mut seen = 0;
        for count in 0..pieces.len().pow(4) {
            let digit = |place: u32| pieces[count / pieces.len().pow(place) % pieces.len()];
            let text: String = (0..4).map(digit).collect();
            let words = text.split_whitespace().map(|word| word.trim_matches(edge));
            let slow: Vec<&str> = words.filter(|word| is_address(word)).collect();
            seen += slow.len();
            assert_eq!(written(&text).collect::<Vec<_>>(), slow, "{text}");
        }
        assert!(seen > 100, "{seen}");
        for end in ENDS {
            assert!(
                may_lead(&format!("a.{end}")) && may_lead(&format!("A.{}", end.to_uppercase()))
            );
        }
    }
}
