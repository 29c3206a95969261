//! Who may come in: this computer, and with `--lan` whoever in the same network has typed the passphrase;
//! and which requests are those of our own page.

use std::io;
use std::net::{IpAddr, Ipv4Addr};

use axum::http::header::{CONTENT_TYPE, COOKIE, HOST, HeaderName, ORIGIN};
use axum::http::{HeaderMap, Uri};

use super::invitation::Invitation;
use super::passphrase::Passphrase;
use super::reply::FRAME;

const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// The names of this computer, and what phones have to know.
pub(super) struct Access {
    port: u16,
    /// What a request may call this computer, with the port.
    hosts: Vec<String>,
    lan: Option<Lan>,
    /// Whether who is let in may write into the project.
    is_lan_saving: bool,
}

/// What lets phones in.
pub(super) struct Lan {
    pub passphrase: Passphrase,
    addresses: Vec<String>,
}

impl Access {
    /// This computer alone.
    pub(super) fn of_this_computer(port: u16) -> Access {
        let hosts = ["localhost", "127.0.0.1"].map(|name| format!("{name}:{port}"));
        Access { port, hosts: hosts.to_vec(), lan: None, is_lan_saving: false }
    }

    /// The local network, too.
    ///
    /// # Errors
    /// What the system says when it names no network or gives no randomness.
    pub(super) fn of_network(port: u16, is_lan_saving: bool) -> io::Result<Access> {
        let mut access = Access { is_lan_saving, ..Access::of_this_computer(port) };
        let own: Vec<Ipv4Addr> = if_addrs::get_if_addrs()?
            .iter()
            .filter_map(|known| match known.ip() {
                IpAddr::V4(own) if !own.is_loopback() && !own.is_link_local() => Some(own),
                _ => None,
            })
            .collect();
        // Addresses of home and office networks come before those of virtual machines.
        let (home, other): (Vec<_>, Vec<_>) =
            own.into_iter().partition(|own| own.octets().starts_with(&[192, 168]));
        let hosts: Vec<String> =
            home.iter().chain(&other).map(|own| format!("{own}:{port}")).collect();
        let addresses = hosts.iter().map(|host| format!("http://{host}/")).collect();
        access.hosts.extend(hosts);
        access.lan = Some(Lan { passphrase: Passphrase::new()?, addresses });
        Ok(access)
    }

    /// Whether this computer asks, or its owner lets whoever has come in write, too: a phone in the room
    /// looks and prints, and what it writes stays on it.
    pub(super) fn may_write(&self, peer: IpAddr) -> bool {
        self.is_lan_saving || peer.is_loopback()
    }

    /// What phones need, when they are let in.
    pub(super) fn invitation(&self) -> Option<Invitation> {
        let Lan { passphrase, addresses } = self.lan.as_ref()?;
        Some(Invitation { addresses: addresses.clone(), passphrase: passphrase.shown() })
    }

    pub(super) fn lan(&self) -> Option<&Lan> {
        self.lan.as_ref()
    }

    /// Whether the host of a request is this computer by a name that nobody else can give it; so is that
    /// of an address which is written out in full.
    pub(super) fn is_our_host(&self, address: &Uri, headers: &HeaderMap) -> bool {
        let mut hosts = headers.get_all(HOST).iter();
        let (Some(host), None) = (hosts.next(), hosts.next()) else { return false };
        let is_own =
            |name: &[u8]| self.hosts.iter().any(|own| name.eq_ignore_ascii_case(own.as_bytes()));
        is_own(host.as_bytes())
            && address.authority().is_none_or(|named| is_own(named.as_str().as_bytes()))
    }

    /// Whether this is the origin of our own page.
    fn is_our_origin(&self, origin: &str) -> bool {
        origin.strip_prefix("http://").is_some_and(|host| self.hosts.iter().any(|own| own == host))
    }

    /// Whether a request says that our page sends it.
    pub(super) fn is_our_page(&self, headers: &HeaderMap) -> bool {
        // Said twice, it is not our page that speaks.
        let is = |name: HeaderName, wanted: &dyn Fn(&str) -> bool| {
            let mut said = headers.get_all(name).iter();
            let (first, second) = (said.next()?, said.next());
            Some(second.is_none() && first.to_str().is_ok_and(wanted))
        };
        let is_frame = is(CONTENT_TYPE, &|kind| kind == FRAME) == Some(true);
        let origin = is(ORIGIN, &|origin| self.is_our_origin(origin));
        let site = is(FETCH_SITE, &|site| site == "same-origin");
        // Either has to be there, and none may be another's.
        is_frame && [origin, site].contains(&Some(true)) && ![origin, site].contains(&Some(false))
    }

    /// Whether the engine works for whoever asks.
    pub(super) fn lets_in(&self, peer: IpAddr, headers: &HeaderMap) -> bool {
        let Some(lan) = &self.lan else { return true };
        let name = self.cookie_name();
        let tokens =
            headers.get_all(COOKIE).iter().flat_map(|all| all.as_bytes().split(|b| *b == b';'));
        let own = |cookie: &[u8]| {
            let value = cookie.trim_ascii().strip_prefix(name.as_bytes())?.strip_prefix(b"=")?;
            Some(lan.passphrase.is_token(value))
        };
        peer.is_loopback() || tokens.filter_map(own).any(|is_own| is_own)
    }

    /// The cookie of a browser that has been let in. Its name has the port, so that two servers on one
    /// computer do not take each other's.
    pub(super) fn cookie(&self, lan: &Lan) -> String {
        let (name, token) = (self.cookie_name(), lan.passphrase.token());
        format!("{name}={token}; Path=/; HttpOnly; SameSite=Strict")
    }

    fn cookie_name(&self) -> String {
        format!("toroi-{}", self.port)
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        let pair = |(name, value): &(&'static str, &str)| {
            (HeaderName::from_static(name), HeaderValue::from_str(value).unwrap())
        };
        pairs.iter().map(pair).collect()
    }

    #[test]
    fn names_that_others_can_give_this_computer_are_refused() {
        let access = Access::of_this_computer(8686);
        for (host, is_ours) in [
            ("localhost:8686", true),
            ("LocalHost:8686", true),
            ("127.0.0.1:8686", true),
            ("localhost", false),
            ("localhost:80", false),
            ("127.0.0.1.nip.io:8686", false),
            ("evil.vn:8686", false),
            ("localhost.evil.vn:8686", false),
            ("0.0.0.0:8686", false),
            ("localhost:8686@evil.vn", false),
            ("", false),
        ] {
            let asked = headers(&[("host", host)]);
            assert_eq!(access.is_our_host(&Uri::from_static("/"), &asked), is_ours, "{host}");
        }
        let root = Uri::from_static("/");
        assert!(!access.is_our_host(&root, &headers(&[])));
        let mut two = headers(&[("host", "localhost:8686")]);
        two.append(HOST, HeaderValue::from_static("evil.vn"));
        assert!(!access.is_our_host(&root, &two));
        let own = headers(&[("host", "localhost:8686")]);
        for (address, is_ours) in [
            ("http://localhost:8686/", true),
            ("http://evil.vn/", false),
            ("http://localhost:8686@evil.vn/", false),
            ("http://x@localhost:8686/", false),
            ("http://localhost/", false),
        ] {
            assert_eq!(access.is_our_host(&Uri::from_static(address), &own), is_ours, "{address}");
        }
    }

    #[test]
    fn only_the_token_of_this_start_lets_a_phone_in() {
        let access = Access::of_network(8686, false).unwrap();
        let phone = IpAddr::V4(Ipv4Addr::new(192, 168, 1, 7));
        let token = access.lan().unwrap().passphrase.token().to_owned();
        for (cookie, is_let_in) in [
            (format!("toroi-8686={token}"), true),
            (format!("a=b; toroi-8686={token}; c=d"), true),
            (format!("toroi-8687={token}"), false),
            (format!("x-toroi-8686={token}"), false),
            (format!("toroi-8686={token}0"), false),
            ("toroi-8686=".to_owned(), false),
            ("toroi-8686".to_owned(), false),
        ] {
            assert_eq!(
                access.lets_in(phone, &headers(&[("cookie", &cookie)])),
                is_let_in,
                "{cookie}"
            );
        }
        assert!(!access.lets_in(phone, &headers(&[])));
        assert!(access.lets_in(IpAddr::V4(Ipv4Addr::LOCALHOST), &headers(&[])));
        // Who has come in looks and prints; only this computer writes, unless its owner says so.
        assert!(access.may_write(IpAddr::V4(Ipv4Addr::LOCALHOST)) && !access.may_write(phone));
        assert!(Access::of_network(8686, true).unwrap().may_write(phone));
        assert!(access.is_our_origin("http://localhost:8686"));
        assert!(!access.is_our_origin("https://localhost:8686"));
        assert!(access.cookie(access.lan().unwrap()).ends_with("HttpOnly; SameSite=Strict"));
    }

    #[test]
    fn pages_of_others_are_refused() {
        let access = Access::of_this_computer(8686);
        let frame = ("content-type", FRAME);
        let own = ("origin", "http://localhost:8686");
        for (pairs, is_ours) in [
            (vec![frame, own], true),
            (vec![frame, ("sec-fetch-site", "same-origin")], true),
            (vec![frame, own, ("sec-fetch-site", "same-origin")], true),
            (vec![frame], false),
            (vec![own], false),
            (vec![("content-type", "text/plain"), own], false),
            (vec![frame, ("origin", "null")], false),
            (vec![frame, ("origin", "https://localhost:8686")], false),
            (vec![frame, ("origin", "http://localhost:8687")], false),
            (vec![frame, ("origin", "http://evil.vn")], false),
            (vec![frame, own, ("sec-fetch-site", "cross-site")], false),
            (vec![frame, ("sec-fetch-site", "same-site")], false),
            (vec![frame, ("origin", "http://evil.vn"), ("sec-fetch-site", "same-origin")], false),
        ] {
            assert_eq!(access.is_our_page(&headers(&pairs)), is_ours, "{pairs:?}");
        }
    }
}
