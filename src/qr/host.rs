//! Official hosts only (QR-06): a leaflet must not be able to lead anywhere else.

use std::ops::Range;

use crate::diag::{Code, Diagnostic, Sink, text};
use crate::span::Span;
use crate::yaml::Spanned;

/// Hosts a sheet may point to, each with what the rest of the address must be; empty where any
/// page of the host is official (facts dossier §1.1, §6.5, §10).
pub const OFFICIAL_HOSTS: &[(&str, &str)] = &[
    ("vneid.gov.vn", ""),
    ("dichvucong.gov.vn", ""),
    ("dichvucong.bocongan.gov.vn", ""),
    ("play.google.com", "/store/apps/details?id=com.vnid"),
    ("apps.apple.com", "/vn/app/vneid/id1582750372"),
];

/// Ends of addresses: those of official hosts, and those fakes have been seen with (facts dossier
/// §6.5) or could have. Endings that are words people write after a full stop are left out.
const ENDS: &[&str] = &[
    "vn", "com", "net", "org", "info", "edu", "gov", "io", "co", "cc", "ly", "me", "app", "online",
    "site", "xyz", "top", "shop", "store", "link", "club", "vip", "live", "icu", "cn", "ru", "us",
    "uk", "tk", "asia", "biz", "pro", "web", "dev", "cloud", "click", "website", "space", "gd",
];

/// Whether a code or link may lead there. Scheme and host are compared without regard to case
/// (RFC 3986, 6.2.2.1).
pub fn is_official(url: &str) -> bool {
    if url.contains(is_outside_of_addresses) {
        return false;
    }
    let Some((scheme, rest)) = url.split_at_checked("https://".len()) else { return false };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(end);
    scheme.eq_ignore_ascii_case("https://")
        && OFFICIAL_HOSTS.iter().any(|(known, app)| {
            host.eq_ignore_ascii_case(known) && (app.is_empty() || path == *app)
        })
}

/// Letters that no address holds (RFC 3986, 2): readers drop them, stop there, or go elsewhere.
fn is_outside_of_addresses(letter: char) -> bool {
    letter.is_whitespace()
        || letter.is_control()
        || matches!(letter, '\\' | '"' | '<' | '>' | '^' | '`' | '{' | '|' | '}')
        || matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// Whether a reader may be told to type it.
pub fn may_be_typed(address: &str) -> bool {
    if is_mailbox_of_the_state(address) {
        return true;
    }
    let (host, path) = split(address);
    let official = OFFICIAL_HOSTS.iter().any(|(known, app)| {
        host.eq_ignore_ascii_case(known) && (app.is_empty() || path.is_empty() || path == *app)
    });
    official && strip_kind(address, "http://").is_none()
}

/// Whether an address is a mailbox under `.gov.vn`, where only bodies of the state have names; it
/// leads to nothing that could be opened.
fn is_mailbox_of_the_state(address: &str) -> bool {
    let Some((name, host)) = address.split_once('@') else { return false };
    let is_part = |part: &str, more: &[u8]| {
        let fits = |byte: u8| byte.is_ascii_alphanumeric() || more.contains(&byte);
        part.bytes().all(fits) && !part.is_empty()
    };
    let host = host.to_ascii_lowercase();
    let Some(own) = host.strip_suffix(".gov.vn") else { return false };
    is_part(name, b"._-+") && own.split('.').all(|label| is_part(label, b"-"))
}

/// Reports an address that is not official.
pub fn check_host(url: &Spanned<String>, sink: &mut Sink) {
    if !is_official(&url.it) {
        sink.push(unofficial(&url.it).at(url.span));
    }
}

/// Reports an address of a record that is not official.
pub fn check_address(url: &str, sink: &mut Sink) {
    if !is_official(url) {
        sink.push(unofficial(url));
    }
}

/// Reports every address in a value of a record that is not official.
pub fn check_cell(text: &str, sink: &mut Sink) {
    // Addresses have a full stop or colon in them, which most values have not.
    if text.contains(['.', ':']) {
        let all = addresses(text).map(|range| &text[range]);
        sink.extend(all.filter(|address| !may_be_typed(address)).map(unofficial));
    }
}

/// Every address that is written out in `text`, with the reader’s eye: what ends like a host.
pub fn addresses(text: &str) -> impl Iterator<Item = Range<usize>> {
    written(text).map(|address| {
        let start = address.as_ptr().addr() - text.as_ptr().addr();
        start..start + address.len()
    })
}

/// Reports every address that is written out in `text` and is not official; the reader will type
/// it. `place` tells where a stretch of the text stands.
pub fn check_words(text: &str, place: impl Fn(Range<usize>) -> Span, sink: &mut Sink) {
    for range in addresses(text) {
        let address = &text[range.clone()];
        if !may_be_typed(address) {
            sink.push(unofficial(address).at(place(range)));
        }
    }
}

/// The words of `text` that are addresses, each a part of it.
fn written(text: &str) -> impl Iterator<Item = &str> {
    let edge = |letter: char| !letter.is_alphanumeric();
    text.split_whitespace().map(move |word| word.trim_matches(edge)).filter(|address| {
        let (host, _) = split(address);
        let is_host = host.rsplit_once('.').is_some_and(|(before, end)| {
            let is_end = ENDS.contains(&end)
                || ENDS.contains(&end.to_lowercase().as_str())
                    && !host.contains(char::is_lowercase);
            is_end && !before.is_empty() && !before.contains("..")
        });
        is_host || without_kind(address).len() < address.len()
    })
}

fn without_kind(address: &str) -> &str {
    let rest = ["https://", "http://"].iter().find_map(|kind| strip_kind(address, kind));
    rest.unwrap_or(address)
}

/// What follows `kind`, in either case, at the beginning of an address.
fn strip_kind<'a>(address: &'a str, kind: &str) -> Option<&'a str> {
    let (start, rest) = address.split_at_checked(kind.len())?;
    start.eq_ignore_ascii_case(kind).then_some(rest)
}

/// The host of an address, and what follows it.
fn split(address: &str) -> (&str, &str) {
    let rest = without_kind(address);
    let end = rest.find(['/', '?', '#', ':']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(end);
    // What stands before `@` is no part of the host.
    (host.rsplit('@').next().unwrap_or(host).trim_end_matches('.'), path)
}

/// How unlike an official address one may be, in parts of its letters, that is taken for it.
const NEAR: f64 = 1.0 / 3.0;

/// The official address an address is a slip of, if it is near one. Only the hosts are compared: a
/// long path likens nothing.
fn nearest(address: &str) -> Option<String> {
    let (host, _) = split(address);
    let host = host.to_lowercase();
    let unlike = |known: &str| {
        let most = known.chars().count().max(host.chars().count());
        strsim::damerau_levenshtein(&host, known) as f64 / most.max(1) as f64
    };
    let known = OFFICIAL_HOSTS.iter().map(|(known, path)| (unlike(known), known, path));
    let (unlike, known, path) = known.min_by(|a, b| a.0.total_cmp(&b.0))?;
    (unlike <= NEAR).then(|| format!("https://{known}{path}"))
}

/// Says that an address is not official, and which are.
pub fn unofficial(address: &str) -> Diagnostic {
    if let Some(letter) = address.chars().find(|letter| is_outside_of_addresses(*letter)) {
        return outside(address, letter);
    }
    let known: Vec<String> =
        OFFICIAL_HOSTS.iter().map(|(host, path)| format!("https://{host}{path}")).collect();
    let list = known.join(", ");
    let found = Diagnostic::new(
        Code::QrHost,
        text!(
            en "`{address}` is not an official address",
            vi "`{address}` không phải địa chỉ chính thức",
        ),
    );
    let found = match nearest(address) {
        Some(near) => found.hint(text!(
            en "did you mean `{near}`?",
            vi "có phải ý bạn là `{near}`?",
        )),
        None => found,
    };
    found.hint(text!(
        en "a sheet may lead only to: {list}",
        vi "tờ in chỉ được dẫn tới: {list}",
    ))
}

/// Says that an address holds a space, a control character or another sign no address has.
fn outside(address: &str, letter: char) -> Diagnostic {
    let seen: String = address.chars().flat_map(char::escape_debug).take(80).collect();
    let code = format!("U+{:04X}", u32::from(letter));
    Diagnostic::new(
        Code::QrHost,
        text!(
            en "the address “{seen}” holds a sign no address has ({code})",
            vi "địa chỉ “{seen}” có ký hiệu không được có trong địa chỉ ({code})",
        ),
    )
    .hint(text!(
        en "take spaces and hidden signs out, or copy the address once more from the browser",
        vi "hãy bỏ dấu cách và ký hiệu ẩn, hoặc chép lại địa chỉ từ trình duyệt",
    ))
}

/// The address as it is printed under the code (QR-06): without `https://`. The long address of an
/// app in a store is no use to a reader, so the store and the name to look for stand in its place.
pub fn words(url: &str) -> String {
    let rest = without_kind(url).trim_end_matches('/');
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(end);
    // Readers type small letters.
    let host = host.to_lowercase();
    let app = OFFICIAL_HOSTS.iter().any(|(known, app)| *known == host && !app.is_empty());
    if app { format!("{host}, tìm VNeID") } else { format!("{host}{path}") }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;
    use crate::span::FileId;

    fn passes(url: &str) -> bool {
        let mut sink = Sink::new();
        let span = Span { file: FileId(0), start: 0, end: 0 };
        check_host(&Spanned::new(url.to_owned(), span), &mut sink);
        !sink.has_errors()
    }

    #[test]
    fn stores_are_named_with_what_to_look_for() {
        assert_eq!(words("https://vneid.gov.vn/"), "vneid.gov.vn");
        assert_eq!(
            words("https://play.google.com/store/apps/details?id=com.vnid"),
            "play.google.com, tìm VNeID"
        );
    }

    fn codes(text: &str) -> Vec<&str> {
        let places = RefCell::new(Vec::new());
        let mut sink = Sink::new();
        let place = |at: Range<usize>| {
            places.borrow_mut().push(at.clone());
            Span::new(FileId(0), at)
        };
        check_words(text, place, &mut sink);
        let places = places.into_inner();
        assert_eq!(places.len(), sink.errors(), "{text}");
        places.into_iter().map(|at| &text[at]).collect()
    }

    #[test]
    fn addresses_in_words_are_official_too() {
        for fine in [
            "Bác vào vneid.gov.vn.",
            "“https://dichvucong.gov.vn/p/home”, VNEID.GOV.VN!",
            "play.google.com, tìm VNeID",
            "ubnd.hoa-binh@hanoi.gov.vn, UBND@PHUONG.DANANG.GOV.VN.",
            "bản 2.2.6, lúc 8.30, v.v. và TP.HCM",
            "xong.Bác bấm Tiếp. Me nói",
            "… . .. .vn vn",
            "",
        ] {
            assert_eq!(codes(fine), [""; 0], "{fine}");
        }
        for (text, fakes) in [
            ("Bác vào vneid-gov.vn.", vec!["vneid-gov.vn"]),
            ("(www.vneid.com.vn), bit.ly/vneid", vec!["www.vneid.com.vn", "bit.ly/vneid"]),
            ("http://vneid", vec!["http://vneid"]),
            ("http://vneid.gov.vn", vec!["http://vneid.gov.vn"]),
            ("gov-vn.top:443/x", vec!["gov-vn.top:443/x"]),
            ("hoặc vneid.gov.vn@lua.top/a?b", vec!["vneid.gov.vn@lua.top/a?b"]),
            ("gửi giup@gmail.com nhé", vec!["giup@gmail.com"]),
            ("a@gov.vn.top, a@b-gov.vn", vec!["a@gov.vn.top", "a@b-gov.vn"]),
            ("https://a@b.gov.vn", vec!["https://a@b.gov.vn"]),
            ("bit.ly/a@b.gov.vn", vec!["bit.ly/a@b.gov.vn"]),
            ("a@b@c.gov.vn, a@b.gov.vn/x", vec!["a@b@c.gov.vn", "a@b.gov.vn/x"]),
            ("VNEID.COM", vec!["VNEID.COM"]),
            ("vnеid.gov.vn viết bằng chữ Nga", vec!["vnеid.gov.vn"]),
            (
                "play.google.com/store/apps/details?id=com.fake",
                vec!["play.google.com/store/apps/details?id=com.fake"],
            ),
        ] {
            assert_eq!(codes(text), fakes, "{text}");
        }
    }

    #[test]
    fn a_suggestion_is_made_only_where_one_is_near() {
        for (address, near) in [
            ("https://vnied.gov.vn", Some("`https://vneid.gov.vn`")),
            ("https://VNEID.GOV.VM", Some("`https://vneid.gov.vn`")),
            ("https://dichvucong.gov.com", Some("`https://dichvucong.gov.vn`")),
            ("https://vneid.gov-vn.com", Some("`https://vneid.gov.vn`")),
            ("https://bit.ly/vneid", None),
            ("https://example.com/store/apps/details?id=com.vnid", None),
            ("https://facebook.com/vneid.gov.vn", None),
            ("https://vneid.gov.vn/a b", None),
        ] {
            let hints = unofficial(address).hints;
            let said = hints.iter().find(|hint| hint.en.starts_with("did you mean"));
            match near {
                Some(near) => assert!(said.is_some_and(|s| s.en.contains(near)), "{address}"),
                None => assert_eq!(said, None, "{address}"),
            }
        }
    }

    #[test]
    fn only_exact_hosts_pass() {
        assert!(passes("https://vneid.gov.vn"));
        assert!(passes("https://dichvucong.gov.vn/p/home"));
        assert!(passes("https://play.google.com/store/apps/details?id=com.vnid"));
        for same in [
            "HTTPS://VNEID.GOV.VN",
            "https://VNeID.gov.vn/",
            "Https://dichvucong.GOV.VN/p/home",
            "https://vneid.gov.vn?a=b",
            "https://vneid.gov.vn#dau",
            "HTTPS://play.google.com/store/apps/details?id=com.vnid",
        ] {
            assert!(passes(same), "{same}");
        }
        for fake in [
            "http://vneid.gov.vn",
            "https://vnied.gov.vn",
            "https://vneid.gov.vn.example.com",
            "https://vneid.gov.vn@example.com/",
            "https://example.com/vneid.gov.vn",
            "https://play.google.com/store/apps/details?id=com.vnid.fake",
            "https://bit.ly/vneid",
            "vneid.gov.vn",
            "https://vneid.gov.vn/a b",
            "https://vneid.gov.vn ",
            " https://vneid.gov.vn",
            "https://vneid.gov.vn\n",
            "https://vneid.gov.vn/\u{200b}",
            "https://vneid.gov.vn/\u{7}",
            "https://vneid.gov.vn\\@example.com",
            "https://vneid.gov.vn:443",
            "https://vneid.gov.vn.",
            "https:/vneid.gov.vn",
            "https:///vneid.gov.vn",
            "https://PLAY.GOOGLE.COM/STORE/APPS/DETAILS?ID=COM.VNID",
            "https://vneid。gov.vn",
            "đttps://vneid.gov.vn",
            "",
        ] {
            assert!(!passes(fake), "{fake}");
        }
    }
}
