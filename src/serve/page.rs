//! The files of the page, which are inside the program.

use std::fmt::Write as _;
use std::sync::OnceLock;

use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

use super::reply;
use crate::world;

/// The file that a browser asks for first.
const START: &str = "index.html";

/// A file of the page.
pub(super) async fn file(uri: Uri) -> Response {
    let path = uri.path().trim_start_matches('/');
    let path = if path.is_empty() { START } else { path };
    // Only what is in the program can be named: there is no way out of it.
    let Some(bytes) = world::page(path) else { return reply::nothing() };
    let kind = match path.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("woff2") => "font/woff2",
        Some("ttf") => "font/ttf",
        _ => "application/octet-stream",
    };
    (StatusCode::OK, [(header::CONTENT_TYPE, kind)], bytes).into_response()
}

/// What the page may load and do: its own files, pictures it made itself, and the scripts that stand
/// in it, by their sums.
pub(super) fn policy() -> &'static str {
    static POLICY: OnceLock<String> = OnceLock::new();
    POLICY.get_or_init(|| {
        let html = world::page(START).and_then(|bytes| str::from_utf8(bytes).ok());
        let html = html.unwrap_or_default();
        let mut sums = String::new();
        for script in inline_scripts(html) {
            let _ = write!(sums, " 'sha256-{}'", base64(&Sha256::digest(script)));
        }
        format!(
            "default-src 'self'; script-src 'self'{sums}; img-src 'self' blob: data:; \
             object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        )
    })
}

/// What stands between the tags of scripts that have no file.
fn inline_scripts(html: &str) -> impl Iterator<Item = &str> {
    html.split("<script").skip(1).filter_map(|rest| {
        let (tag, rest) = rest.split_once('>')?;
        let (script, _) = rest.split_once("</script>")?;
        (!tag.contains("src=")).then_some(script)
    })
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for three in bytes.chunks(3) {
        let number = three.iter().fold(0_u32, |sum, byte| sum << 8 | u32::from(*byte));
        let number = number << (8 * (3 - three.len()));
        for place in 0..4 {
            let letter = LETTERS[(number >> (18 - 6 * place)) as usize & 63];
            out.push(if place <= three.len() { char::from(letter) } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_written_as_browsers_read_them() {
        for (bytes, written) in
            [("", ""), ("M", "TQ=="), ("Ma", "TWE="), ("Man", "TWFu"), ("Many", "TWFueQ==")]
        {
            assert_eq!(base64(bytes.as_bytes()), written);
        }
        let html = "<script type=importmap>{}</script><script src=a.js></script><script>x</script>";
        assert_eq!(inline_scripts(html).collect::<Vec<_>>(), ["{}", "x"]);
        assert!(!policy().contains("unsafe"));
    }
}
