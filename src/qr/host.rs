//! Official hosts only (QR-06): a leaflet must not be able to lead anywhere else.

use std::ops::Range;

use crate::diag::{Code, Diagnostic, Sink, text};
use crate::source::Span;
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

/// Whether a code or link may lead there.
pub fn is_official(url: &str) -> bool {
    url.strip_prefix("https://").is_some_and(|rest| {
        let (host, path) = rest.find('/').map_or((rest, ""), |at| rest.split_at(at));
        OFFICIAL_HOSTS.iter().any(|(known, app)| host == *known && (app.is_empty() || path == *app))
    })
}

/// Whether a reader may be told to type it.
pub fn may_be_typed(address: &str) -> bool {
    let (host, path) = split(address);
    let official = OFFICIAL_HOSTS.iter().any(|(known, app)| {
        host.eq_ignore_ascii_case(known) && (app.is_empty() || path.is_empty() || path == *app)
    });
    official && !address.starts_with("http://")
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
    let rest = ["https://", "http://"].iter().find_map(|kind| address.strip_prefix(kind));
    rest.unwrap_or(address)
}

/// The host of an address, and what follows it.
fn split(address: &str) -> (&str, &str) {
    let rest = without_kind(address);
    let end = rest.find(['/', '?', '#', ':']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(end);
    // What stands before `@` is no part of the host.
    (host.rsplit('@').next().unwrap_or(host).trim_end_matches('.'), path)
}

/// Says that an address is not official, and which are.
pub fn unofficial(address: &str) -> Diagnostic {
    let known: Vec<String> =
        OFFICIAL_HOSTS.iter().map(|(host, path)| format!("https://{host}{path}")).collect();
    let list = known.join(", ");
    Diagnostic::new(
        Code::QrHost,
        text!(
            en "`{address}` is not an official address",
            vi "`{address}` không phải địa chỉ chính thức",
        ),
    )
    .did_you_mean(address, known.iter().map(String::as_str))
    .hint(text!(
        en "a sheet may lead only to: {list}",
        vi "tờ in chỉ được dẫn tới: {list}",
    ))
}

/// The address as it is printed under the code (QR-06): without `https://`. The long address of an
/// app in a store is no use to a reader, so the store and the name to look for stand in its place.
pub fn words(url: &str) -> String {
    let rest = url.strip_prefix("https://").unwrap_or(url).trim_end_matches('/');
    let host = rest.split('/').next().unwrap_or(rest);
    let app = OFFICIAL_HOSTS.iter().any(|(known, app)| *known == host && !app.is_empty());
    if app { format!("{host}, tìm VNeID") } else { rest.to_owned() }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;
    use crate::source::FileId;

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

    fn told(text: &str) -> Vec<&str> {
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
            "bản 2.2.6, lúc 8.30, v.v. và TP.HCM",
            "xong.Bác bấm Tiếp. Me nói",
            "… . .. .vn vn",
            "",
        ] {
            assert_eq!(told(fine), [""; 0], "{fine}");
        }
        for (text, fakes) in [
            ("Bác vào vneid-gov.vn.", vec!["vneid-gov.vn"]),
            ("(www.vneid.com.vn), bit.ly/vneid", vec!["www.vneid.com.vn", "bit.ly/vneid"]),
            ("http://vneid", vec!["http://vneid"]),
            ("http://vneid.gov.vn", vec!["http://vneid.gov.vn"]),
            ("gov-vn.top:443/x", vec!["gov-vn.top:443/x"]),
            ("hoặc vneid.gov.vn@lua.top/a?b", vec!["vneid.gov.vn@lua.top/a?b"]),
            ("gửi giup@gmail.com nhé", vec!["giup@gmail.com"]),
            ("VNEID.COM", vec!["VNEID.COM"]),
            ("vnеid.gov.vn viết bằng chữ Nga", vec!["vnеid.gov.vn"]),
            (
                "play.google.com/store/apps/details?id=com.fake",
                vec!["play.google.com/store/apps/details?id=com.fake"],
            ),
        ] {
            assert_eq!(told(text), fakes, "{text}");
        }
    }

    #[test]
    fn only_exact_hosts_pass() {
        assert!(passes("https://vneid.gov.vn"));
        assert!(passes("https://dichvucong.gov.vn/p/home"));
        assert!(passes("https://play.google.com/store/apps/details?id=com.vnid"));
        for fake in [
            "http://vneid.gov.vn",
            "https://vnied.gov.vn",
            "https://vneid.gov.vn.example.com",
            "https://vneid.gov.vn@example.com/",
            "https://example.com/vneid.gov.vn",
            "https://play.google.com/store/apps/details?id=com.vnid.fake",
            "https://bit.ly/vneid",
            "vneid.gov.vn",
            "",
        ] {
            assert!(!passes(fake), "{fake}");
        }
    }
}
