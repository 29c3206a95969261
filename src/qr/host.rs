//! Official hosts only (QR-06): a leaflet must not be able to lead anywhere else.

use crate::diag::{Code, Diagnostic, Sink, text};
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

/// Reports an address that is not official.
pub fn check_host(url: &Spanned<String>, sink: &mut Sink) {
    let address = &url.it;
    let official = address.strip_prefix("https://").is_some_and(|rest| {
        let (host, path) = rest.find('/').map_or((rest, ""), |at| rest.split_at(at));
        OFFICIAL_HOSTS.iter().any(|(known, app)| host == *known && (app.is_empty() || path == *app))
    });
    if official {
        return;
    }
    let known: Vec<String> =
        OFFICIAL_HOSTS.iter().map(|(host, path)| format!("https://{host}{path}")).collect();
    let list = known.join(", ");
    sink.push(
        Diagnostic::new(
            Code::QrHost,
            text!(
                en "`{address}` is not an official address",
                vi "`{address}` không phải địa chỉ chính thức",
            ),
        )
        .at(url.span)
        .did_you_mean(address, known.iter().map(String::as_str))
        .hint(text!(
            en "a sheet may lead only to: {list}",
            vi "tờ in chỉ được dẫn tới: {list}",
        )),
    );
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
    use super::*;
    use crate::source::{FileId, Span};

    fn is_official(url: &str) -> bool {
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

    #[test]
    fn only_exact_hosts_pass() {
        assert!(is_official("https://vneid.gov.vn"));
        assert!(is_official("https://dichvucong.gov.vn/p/home"));
        assert!(is_official("https://play.google.com/store/apps/details?id=com.vnid"));
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
            assert!(!is_official(fake), "{fake}");
        }
    }
}
