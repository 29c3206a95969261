//! Who is answered: this computer, and no page but ours.
//!
//! A page of somebody else's in the same browser can send requests to `localhost`. A name that was
//! made to point at this computer (“DNS rebinding”) is refused by the host it asks for, a form or
//! script of another site by its origin: what changes or makes something needs to say that it comes
//! from our page.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_LENGTH, CONTENT_SECURITY_POLICY, HeaderValue, REFERRER_POLICY,
    X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::http::{HeaderMap, Method};
use axum::middleware::Next;
use axum::response::Response;

use super::access::Access;
use super::limits::{MOST_BYTES, PATIENCE};
use super::{page, reply};

/// Refuses strangers, and tells the browser how little our page may do.
pub(super) async fn guard(
    State(access): State<Arc<Access>>,
    request: Request,
    next: Next,
) -> Response {
    let headers = request.headers();
    let mut response = if !access.is_our_host(request.uri(), headers) {
        reply::stranger()
    } else if *request.method() == Method::POST && !access.is_our_page(headers) {
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

/// Whether a message says that it is too long, before any of it is read.
fn is_too_long(headers: &HeaderMap) -> bool {
    let length = headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
    length.is_some_and(|length: u64| length > MOST_BYTES as u64)
}
