//! What a guide asks for in the place of a file: `screen:kich-hoat?press=kich-hoat`.
//!
//! It is written like the query of a web address, so that any reader of Markdown takes it for the
//! address of a picture. A blank in the place of `?` or `&` is understood as well.

use super::faults::Fault;

/// How the address of a screen begins.
const SCHEME: &str = "screen:";

/// A screen as a guide names it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ScreenRequest {
    /// The screen.
    pub screen: String,
    /// The label of what is pressed, if anything is.
    pub press: Option<String>,
}

impl ScreenRequest {
    /// Whether this is the address of a screen and not the name of a file.
    pub fn is_one(address: &str) -> bool {
        address.trim_start().starts_with(SCHEME)
    }

    /// Reads an address.
    pub(super) fn read(address: &str) -> Result<ScreenRequest, Fault<'_>> {
        let fault = Fault::Address { address };
        let Some(rest) = address.trim().strip_prefix(SCHEME) else { return Err(fault) };
        let is_mark = |letter: char| matches!(letter, '?' | '&') || letter.is_whitespace();
        let mut pieces = rest.split(is_mark).filter(|piece| !piece.is_empty());
        let screen = pieces.next().unwrap_or("").to_owned();
        let mut press = None;
        for piece in pieces {
            match piece.split_once('=') {
                Some(("press", label)) if !label.is_empty() && press.is_none() => {
                    press = Some(label.to_owned());
                }
                _ => return Err(fault),
            }
        }
        let is_named = !screen.is_empty() && !screen.contains('=');
        if is_named { Ok(ScreenRequest { screen, press }) } else { Err(fault) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_names_a_screen_and_what_is_pressed() {
        for (address, wanted) in [
            ("screen:a", Some(("a", None))),
            ("screen:a?press=b", Some(("a", Some("b")))),
            ("screen:a press=b", Some(("a", Some("b")))),
            (" screen:a  press=b ", Some(("a", Some("b")))),
            ("screen:a&press=b", Some(("a", Some("b")))),
            ("screen:", None),
            ("screen:?press=b", None),
            ("screen:a?press", None),
            ("screen:a?press=", None),
            ("screen:a?press=b&press=c", None),
            ("screen:a?pres=b", None),
            ("screen:a?b", None),
        ] {
            let read = ScreenRequest::read(address).ok();
            let read = read.as_ref().map(|it| (it.screen.as_str(), it.press.as_deref()));
            assert_eq!(read, wanted, "{address}");
        }
        assert!(ScreenRequest::is_one("screen:x") && !ScreenRequest::is_one("screens/x.png"));
    }
}
