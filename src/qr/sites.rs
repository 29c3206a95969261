//! The sites a sheet may lead to (QR-06): `guides/sites.yaml`.
//!
//! Each entry is a host, or one page of a host, with whose it is, who vouches for that and since
//! when. A host under `.gov.vn` that is not listed is noted; any other is an error. What poses as
//! another host or hides where it leads is refused, listed or not.

use std::ops::Range;

use super::address::{
    addresses, is_mailbox_of_the_state, is_of_the_state, secure, split, strip_kind, without_kind,
};
use super::faults::{Fault, sign};
use super::suspicion::{Suspicion, is_host, is_shared, suspicion};
use crate::diag::{Diagnostic, Sink};
use crate::source::Source;
use crate::span::Span;
use crate::yaml::{self, Fields, FileKind, Node, Spanned};

/// As many hosts are named in a message.
const MOST_NAMED: usize = 8;

/// A site somebody vouches for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// Its host, in small letters.
    pub host: String,
    /// What the rest of the address must be; empty where any page of the host is official.
    pub path: String,
    /// Whose it is.
    pub whose: String,
    /// Who vouches for that.
    pub from: String,
    /// Since when.
    pub date: String,
    /// What to look for there, of a page in a store: nobody types its address.
    pub app: Option<String>,
}

/// All sites of a project.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sites {
    all: Vec<Site>,
}

impl Site {
    fn covers(&self, host: &str, path: &str) -> bool {
        host.eq_ignore_ascii_case(&self.host) && (self.path.is_empty() || path == self.path)
    }
}

impl Sites {
    /// Reads the list and reports every mistake in it.
    pub fn read(source: &Source, sink: &mut Sink) -> Sites {
        let mut sites = Sites::default();
        let whole = 0..source.text.len();
        let Some(node) = yaml::parse_partly(source, whole, sink) else { return sites };
        let Some(fields) = node.file(FileKind::Sites, sink) else { return sites };
        let entries = fields.need("sites", sink).and_then(|node| node.fields("sites", sink));
        fields.finish(sink);
        let all: Vec<&(Spanned<String>, Node)> = entries.iter().flat_map(Fields::all).collect();
        sites.all = all.iter().filter_map(|entry| site(entry, sink)).collect();
        if !source.is_known {
            for (key, _) in all {
                sites.check_entry(key, sink);
            }
        }
        sites
    }

    /// Puts other sites behind these: they count where these say nothing.
    pub fn put_behind(&mut self, other: &Sites) {
        let is_new = |site: &&Site| self.listed(&site.host, &site.path).is_none();
        let new: Vec<Site> = other.all.iter().filter(is_new).cloned().collect();
        self.all.extend(new);
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Site> {
        self.all.iter()
    }

    /// The entry of an address with its host and what follows.
    fn listed(&self, host: &str, path: &str) -> Option<&Site> {
        self.all.iter().find(|site| site.covers(host, path))
    }

    /// Whether a code or link may lead there. Scheme and host are compared without regard to case
    /// (RFC 3986, 6.2.2.1).
    pub fn is_official(&self, url: &str) -> bool {
        secure(url).is_some_and(|(host, path)| {
            self.listed(host, path).is_some() || self.is_of_the_state(host)
        })
    }

    /// Whether a host is one of the state that nobody has listed yet and that poses as none that is.
    fn is_of_the_state(&self, host: &str) -> bool {
        is_of_the_state(host) && self.suspicion(host).is_none()
    }

    /// Whether a reader may be told to type it.
    pub fn may_be_typed(&self, address: &str) -> bool {
        if is_mailbox_of_the_state(address) {
            return true;
        }
        let (host, path) = split(address);
        let is_listed = self.listed(host, path).is_some()
            || path.is_empty() && self.all.iter().any(|site| host.eq_ignore_ascii_case(&site.host));
        let is_new = || {
            !address.contains(['@', '\\']) && !path.starts_with(':') && self.is_of_the_state(host)
        };
        (is_listed || is_new()) && strip_kind(address, "http://").is_none()
    }

    /// Reports an address that is not official, and notes one of the state that is new.
    pub fn check_host(&self, url: &Spanned<String>, sink: &mut Sink) {
        if !self.is_official(&url.it) {
            sink.push(self.unofficial(&url.it).at(url.span));
        } else if let Some(found) = self.new_site(&url.it) {
            sink.push(found.at(url.span));
        }
    }

    /// Reports an address of a record that is not official.
    pub fn check_address(&self, url: &str, sink: &mut Sink) {
        if !self.is_official(url) {
            sink.push(self.unofficial(url));
        }
    }

    /// Reports every address in a value of a record that is not official.
    pub fn check_cell(&self, text: &str, sink: &mut Sink) {
        // Addresses have a full stop or colon in them, which most values have not.
        if text.contains(['.', ':']) {
            let all = addresses(text).map(|range| &text[range]);
            let fakes = all.filter(|address| !self.may_be_typed(address));
            sink.extend(fakes.map(|address| self.unofficial(address)));
        }
    }

    /// Reports every address that is written out in `text` and is not official, as the reader will
    /// type it, and notes those of the state that are new. `place` says where a stretch of the text
    /// stands.
    pub fn check_words(&self, text: &str, place: impl Fn(Range<usize>) -> Span, sink: &mut Sink) {
        for range in addresses(text) {
            let address = &text[range.clone()];
            if !self.may_be_typed(address) {
                sink.push(self.unofficial(address).at(place(range)));
            } else if let Some(found) = self.new_site(address) {
                sink.push(found.at(place(range)));
            }
        }
    }

    /// The note on an address of the state that is not listed.
    fn new_site(&self, address: &str) -> Option<Diagnostic> {
        let (host, path) = split(address);
        let is_new =
            !address.contains('@') && is_of_the_state(host) && self.listed(host, path).is_none();
        is_new.then(|| Fault::New { address, entry: &entry(&host.to_lowercase()) }.into())
    }

    /// Says why an address is not official, and what to do about it.
    pub fn unofficial(&self, address: &str) -> Diagnostic {
        if let Some(found) = sign(address) {
            return found;
        }
        let (host, path) = split(address);
        let host = host.to_lowercase();
        // Before `@` anything may stand, and most readers take it for the host.
        let authority = without_kind(address);
        let end = authority.find(['/', '?', '#']).unwrap_or(authority.len());
        if authority.len() < address.len() && authority[..end].contains('@') {
            return Fault::Suspect { address, why: &Suspicion::Form }.into();
        }
        if let Some(why) = self.suspicion(&host) {
            return Fault::Suspect { address, why: &why }.into();
        }
        if self.all.iter().any(|site| site.host == host && site.path.is_empty())
            || is_of_the_state(&host)
        {
            return Fault::Suspect { address, why: &Suspicion::Form }.into();
        }
        let known: Vec<String> = self.all.iter().take(MOST_NAMED).map(Site::address).collect();
        let whole = if is_shared(&host) { host.clone() + path } else { host };
        Fault::Unlisted { address, entry: &entry(&whole), known: &known }.into()
    }

    fn suspicion(&self, host: &str) -> Option<Suspicion> {
        suspicion(host, self.all.iter().map(|site| site.host.as_str()))
    }

    /// Reports an entry that nobody can vouch for.
    fn check_entry(&self, key: &Spanned<String>, sink: &mut Sink) {
        let (host, path) = split(&key.it);
        let is_bare = without_kind(&key.it) == key.it && !path.starts_with(':');
        if !is_bare || key.it.contains('@') || !is_host(host) {
            let found = sign(&key.it).unwrap_or_else(|| Fault::Entry { name: &key.it }.into());
            // A host in letters that pose as others is one of the worst.
            let why = self.suspicion(host).filter(|why| *why != Suspicion::Shared && is_bare);
            let found =
                why.map_or(found, |why| Fault::Suspect { address: &key.it, why: &why }.into());
            sink.push(found.at(key.span));
            return;
        }
        let is_slip = |why: &Suspicion| matches!(why, Suspicion::LookAlike(_));
        // Of the state there may be two names that are nearly alike.
        let poses = self.suspicion(host).filter(|why| !(is_of_the_state(host) && is_slip(why)));
        let shared = (is_shared(host) && path.len() < 2).then_some(Suspicion::Shared);
        if let Some(why) = poses.or(shared) {
            sink.push(
                Diagnostic::from(Fault::Suspect { address: &key.it, why: &why }).at(key.span),
            );
        }
    }

    /// The address as it is printed under the code (QR-06): without `https://`. The long address of
    /// an app in a store is no use to a reader, so the store and the name to look for stand in its
    /// place.
    pub fn words(&self, url: &str) -> String {
        let rest = without_kind(url).trim_end_matches('/');
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (host, path) = rest.split_at(end);
        // Readers type small letters.
        let host = host.to_lowercase();
        match self.listed(&host, path).and_then(|site| site.app.as_ref()) {
            Some(app) => format!("{host}, tìm {app}"),
            None => format!("{host}{path}"),
        }
    }
}

impl Site {
    /// Its address in full.
    pub fn address(&self) -> String {
        format!("https://{}{}", self.host, self.path)
    }
}

fn site((key, node): &(Spanned<String>, Node), sink: &mut Sink) -> Option<Site> {
    let fields = node.fields(&key.it, sink)?;
    let (whose, from) = (fields.text("whose", sink), fields.text("from", sink));
    let date = fields.word("date", sink);
    let app = fields.get("app").and_then(|node| node.text("app", sink)).map(|app| app.it);
    fields.finish(sink);
    let (host, path) = split(&key.it);
    let (host, path) = (host.to_lowercase(), path.to_owned());
    Some(Site { host, path, whose: whose?.it, from: from?.it, date: date?.it, app })
}

/// An entry to paste.
fn entry(address: &str) -> String {
    format!("  {address}: {{ whose: của cơ quan nào, from: ai xác nhận, date: \"tháng/năm\" }}")
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;
    use crate::source::{ReadAs, Sources};
    use crate::span::FileId;
    use crate::world::{Embedded, World};

    /// Those inside the program.
    fn sites() -> Sites {
        let (mut sources, mut sink) = (Sources::new(), Sink::new());
        let bytes = Embedded.read(super::super::SITES).unwrap();
        let file = sources.add("sites.yaml", &bytes, ReadAs::default(), &mut sink).unwrap();
        let sites = Sites::read(sources.get(file), &mut sink);
        assert!(sink.iter().count() == 0 && sites.iter().count() >= 5);
        sites
    }

    fn passes(url: &str) -> bool {
        let mut sink = Sink::new();
        let span = Span { file: FileId(0), start: 0, end: 0 };
        sites().check_host(&Spanned::new(url.to_owned(), span), &mut sink);
        !sink.has_errors()
    }

    #[test]
    fn stores_are_named_with_what_to_look_for() {
        let sites = sites();
        assert_eq!(sites.words("https://vneid.gov.vn/"), "vneid.gov.vn");
        assert_eq!(
            sites.words("https://play.google.com/store/apps/details?id=com.vnid"),
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
        sites().check_words(text, place, &mut sink);
        let places = places.into_inner();
        assert_eq!(places.len(), sink.iter().count(), "{text}");
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
            let hints = sites().unofficial(address).hints;
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
