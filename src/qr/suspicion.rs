//! Addresses that no sheet may show, whoever vouches for them.

use super::address::{is_label, is_of_the_state};

/// What makes an address unfit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Suspicion {
    /// It leads on to a page nobody can see beforehand.
    Short,
    /// Numbers in place of a name.
    Number,
    /// Letters of other alphabets, also in the spelling `xn--`.
    Letters,
    /// It can be taken for this host.
    LookAlike(String),
    /// It says `gov` where that means nothing.
    Poses,
    /// The host is listed, but what stands around it is not that of a page on a secure line.
    Form,
    /// A host where anybody may have a page: only one page can be vouched for.
    Shared,
}

/// Hosts that only lead on.
const SHORT: &[&str] = &[
    "bit.ly",
    "bit.do",
    "bitly.com",
    "bom.so",
    "by.com.vn",
    "cutt.ly",
    "goo.gl",
    "is.gd",
    "l.ink",
    "ow.ly",
    "qr.ae",
    "qrco.de",
    "rb.gy",
    "rebrand.ly",
    "s.id",
    "shorten.asia",
    "shorturl.at",
    "t.co",
    "t.ly",
    "t.me",
    "tiny.cc",
    "tinyurl.com",
    "urlvn.net",
    "v.gd",
];

/// Hosts where anybody may have a page.
const SHARED: &[&str] = &[
    "apps.apple.com",
    "docs.google.com",
    "drive.google.com",
    "facebook.com",
    "fb.com",
    "forms.gle",
    "github.io",
    "google.com",
    "play.google.com",
    "sites.google.com",
    "tiktok.com",
    "www.facebook.com",
    "www.tiktok.com",
    "www.youtube.com",
    "youtube.com",
    "zalo.me",
];

/// The end of the hosts of the state.
const STATE: &str = ".gov.vn";
/// The shortest name that is long enough to be mistaken for another.
const LONG: usize = 5;

/// What is wrong with a host; `known` are official ones.
pub(super) fn suspicion<'k>(host: &str, known: impl Iterator<Item = &'k str>) -> Option<Suspicion> {
    let host = host.to_lowercase();
    let labels: Vec<&str> = host.split('.').collect();
    if is_number(&labels) {
        return Some(Suspicion::Number);
    }
    let is_foreign = |label: &&str| label.starts_with("xn--") || !label.is_ascii();
    if labels.iter().any(is_foreign) {
        return Some(Suspicion::Letters);
    }
    if SHORT.iter().any(|short| host == *short || host.strip_prefix("www.") == Some(short)) {
        return Some(Suspicion::Short);
    }
    let official = known.filter(|known| is_of_the_state(known) && *known != host);
    if let Some(near) = look_alike(&host, official) {
        return Some(Suspicion::LookAlike(near.to_owned()));
    }
    let poses = host.split(['.', '-']).any(|piece| piece == "gov" || piece.contains("govvn"));
    (poses && !host.ends_with(STATE)).then_some(Suspicion::Poses)
}

/// Whether only one page of a host can be vouched for.
pub(super) fn is_shared(host: &str) -> bool {
    SHARED.contains(&host.to_lowercase().as_str())
}

/// Whether a host is written in numbers: `192.168.1.1`, `3232235777`, `0xC0A80101`.
fn is_number(labels: &[&str]) -> bool {
    let number = |label: &&str| {
        let digits = label.strip_prefix("0x").unwrap_or(label);
        !digits.is_empty()
            && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
            && (digits.len() < label.len() || digits.bytes().all(|byte| byte.is_ascii_digit()))
    };
    labels.iter().all(number) || labels.iter().any(|label| label.contains('['))
}

/// Which of the official hosts a host can be taken for: a slip of its name, or its name with more
/// around it.
fn look_alike<'k>(host: &str, mut official: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    let slip = |one: &str, other: &str| {
        one.len() >= LONG && other.len() >= LONG && strsim::damerau_levenshtein(one, other) == 1
    };
    official.find(|known| {
        let own = known.trim_end_matches(STATE);
        let name = own.split('.').next().unwrap_or(own);
        match host.strip_suffix(STATE) {
            Some(of_the_state) => slip(of_the_state, own),
            None => host
                .split(['.', '-'])
                .any(|piece| name.len() >= LONG && piece.contains(name) || slip(piece, name)),
        }
    })
}

/// Whether a host is written as hosts are: `baohiemxahoi.gov.vn`.
pub(super) fn is_host(host: &str) -> bool {
    host.contains('.') && host.split('.').all(is_label)
}
