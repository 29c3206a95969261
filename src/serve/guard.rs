//! Who is answered: this computer, and no page but ours.
//!
//! A page of somebody else's in the same browser can send requests to `localhost`. A name that was
//! made to point at this computer (“DNS rebinding”) is refused by the host it asks for, a form or
//! script of another site by its origin: what changes or makes something needs to say that it comes
//! from our page.

use axum::extract::{Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_LENGTH, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HOST, HeaderName,
    HeaderValue, ORIGIN, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::http::{HeaderMap, Method};
use axum::middleware::Next;
use axum::response::Response;

use super::limits::{MOST_BYTES, PATIENCE};
use super::reply::FRAME;
use super::{page, reply};

const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Refuses strangers, and tells the browser how little our page may do.
pub(super) async fn guard(State(port): State<u16>, request: Request, next: Next) -> Response {
    let headers = request.headers();
    let mut response = if !is_our_host(headers, port) {
        reply::stranger()
    } else if *request.method() == Method::POST && !is_our_page(headers, port) {
        reply::foreign()
    } else if is_too_long(headers) {
        reply::too_long()
    } else if [Method::GET, Method::HEAD, Method::POST].contains(request.method()) {
        // Whoever sends letter by letter is not waited for.
        tokio::time::timeout(PATIENCE, next.run(request)).await.unwrap_or_else(|_| reply::late())
    } else {
        reply::foreign()
    };
    let headers = response.headers_mut();
    let fixed = [
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (X_FRAME_OPTIONS, "DENY"),
        (REFERRER_POLICY, "no-referrer"),
        (CACHE_CONTROL, "no-store"),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if let Ok(policy) = HeaderValue::from_str(page::policy()) {
        headers.insert(CONTENT_SECURITY_POLICY, policy);
    }
    response
}

/// Whether the host of a request is this computer by a name that nobody else can give it.
fn is_our_host(headers: &HeaderMap, port: u16) -> bool {
    let mut hosts = headers.get_all(HOST).iter();
    let (Some(host), None) = (hosts.next(), hosts.next()) else { return false };
    hosts_of(port).iter().any(|own| host.as_bytes().eq_ignore_ascii_case(own.as_bytes()))
}

fn hosts_of(port: u16) -> [String; 2] {
    ["localhost", "127.0.0.1"].map(|name| format!("{name}:{port}"))
}

/// Whether a message says that it is too long, before any of it is read.
fn is_too_long(headers: &HeaderMap) -> bool {
    let length = headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
    length.is_some_and(|length: u64| length > MOST_BYTES as u64)
}

/// Whether a request says that our page sends it.
fn is_our_page(headers: &HeaderMap, port: u16) -> bool {
    let is = |name: HeaderName, wanted: &dyn Fn(&str) -> bool| {
        headers.get(name).map(|value| value.to_str().is_ok_and(wanted))
    };
    let origins = hosts_of(port).map(|host| format!("http://{host}"));
    let is_frame = is(CONTENT_TYPE, &|kind| kind == FRAME) == Some(true);
    let origin = is(ORIGIN, &|origin| origins.iter().any(|own| own == origin));
    let site = is(FETCH_SITE, &|site| site == "same-origin");
    // Either has to be there, and none may be another's.
    is_frame && [origin, site].contains(&Some(true)) && ![origin, site].contains(&Some(false))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        let pair = |(name, value): &(&'static str, &str)| {
            (HeaderName::from_static(name), HeaderValue::from_str(value).unwrap())
        };
        pairs.iter().map(pair).collect()
    }

    #[test]
    fn names_that_others_can_give_this_computer_are_refused() {
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
            assert_eq!(is_our_host(&headers(&[("host", host)]), 8686), is_ours, "{host}");
        }
        assert!(!is_our_host(&headers(&[]), 8686));
        let mut two = headers(&[("host", "localhost:8686")]);
        two.append(HOST, HeaderValue::from_static("evil.vn"));
        assert!(!is_our_host(&two, 8686));
    }

    #[test]
    fn pages_of_others_are_refused() {
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
            assert_eq!(is_our_page(&headers(&pairs), 8686), is_ours, "{pairs:?}");
        }
    }
}
