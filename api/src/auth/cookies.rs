//! The cookies: the session's, the one between two steps, and the one by which a browser is known again.
//!
//! Off localhost both carry the `__Host-` prefix and `Secure`, so that only this host, over TLS, can set and read them
//! (RFC 6265bis, section 4.1.3). On `http://localhost` browsers differ in whether they keep such cookies, so there the
//! names go without the prefix; the server refuses every other origin of plain http.

use std::str;

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

/// Which cookie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cookie {
    /// Who is signed in.
    Session,
    /// Who is between two steps of signing in or of activation. Opens nothing else.
    Step,
    /// Which browser this is, for a year. Opens nothing: an account that was signed in here before keeps a count of failures for
    /// it.
    Device,
}

/// Tells the browser to forget what it has cached of the portal, pages to go back to included. Not what it stores: see
/// `docs/decisions/0012-what-a-browser-forgets-at-sign-out.md`.
pub const FORGET: (HeaderName, HeaderValue) =
    (HeaderName::from_static("clear-site-data"), HeaderValue::from_static("\"cache\""));

/// How this deployment writes cookies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cookies {
    /// Whether the portal is reached over https (anything but `http://localhost`).
    pub secure: bool,
}

impl Cookies {
    fn name(self, cookie: Cookie) -> &'static str {
        match (self.secure, cookie) {
            (true, Cookie::Session) => "__Host-salus",
            (true, Cookie::Step) => "__Host-salus-step",
            (true, Cookie::Device) => "__Host-salus-device",
            (false, Cookie::Session) => "salus",
            (false, Cookie::Step) => "salus-step",
            (false, Cookie::Device) => "salus-device",
        }
    }

    /// The token that the request carries in this cookie, if it carries one that can be a token.
    #[must_use]
    pub fn read(self, headers: &HeaderMap, cookie: Cookie) -> Option<[u8; 32]> {
        headers
            .get_all(header::COOKIE)
            .iter()
            // As bytes: what is no text in a cookie of somebody else's hides none of ours.
            .flat_map(|value| value.as_bytes().split(|byte| *byte == b';'))
            .filter_map(|pair| str::from_utf8(pair).ok()?.trim().split_once('='))
            .find(|(name, _)| *name == self.name(cookie))
            .and_then(|(_, token)| URL_SAFE_NO_PAD.decode(token).ok())
            .and_then(|token| token.try_into().ok())
    }

    /// The `Set-Cookie` header that gives the browser a token, until it is closed; the device's for a year.
    #[must_use]
    pub fn give(self, cookie: Cookie, token: &[u8; 32]) -> (header::HeaderName, HeaderValue) {
        let more = if cookie == Cookie::Device { "; Max-Age=31536000" } else { "" };
        self.set(cookie, &URL_SAFE_NO_PAD.encode(token), more)
    }

    /// The `Set-Cookie` header that takes the cookie back.
    #[must_use]
    pub fn take(self, cookie: Cookie) -> (header::HeaderName, HeaderValue) {
        self.set(cookie, "", "; Max-Age=0")
    }

    fn set(self, cookie: Cookie, value: &str, more: &str) -> (header::HeaderName, HeaderValue) {
        let secure = if self.secure { "; Secure" } else { "" };
        let text = format!("{}={value}; Path=/; HttpOnly; SameSite=Strict{secure}{more}", self.name(cookie));
        // Names and tokens are letters, digits, `-`, `_`: always a valid header.
        (header::SET_COOKIE, HeaderValue::from_str(&text).unwrap_or_else(|_| HeaderValue::from_static("")))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn request(cookie: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(header::COOKIE, HeaderValue::from_static(cookie))])
    }

    #[test]
    fn a_cookie_that_was_given_is_read_back() {
        let cookies = Cookies { secure: true };
        let (_, given) = cookies.give(Cookie::Session, &[7; 32]);
        let text = given.to_str().unwrap_or_default().to_owned();
        assert!(text.ends_with("; Path=/; HttpOnly; SameSite=Strict; Secure"), "{text}");
        let pair = text.split(';').next().unwrap_or_default();
        let headers = HeaderMap::from_iter([(
            header::COOKIE,
            HeaderValue::from_str(&format!("theme=dark; {pair}")).unwrap_or_else(|_| HeaderValue::from_static("")),
        )]);
        assert_eq!(cookies.read(&headers, Cookie::Session), Some([7; 32]));
        assert_eq!(cookies.read(&headers, Cookie::Step), None);
    }

    #[test]
    fn a_cookie_without_the_prefix_counts_for_nothing_over_https() {
        let (_, given) = Cookies { secure: false }.give(Cookie::Session, &[7; 32]);
        let headers = HeaderMap::from_iter([(header::COOKIE, given)]);
        assert_eq!(Cookies { secure: true }.read(&headers, Cookie::Session), None);
    }

    proptest! {
        #[test]
        fn a_token_is_read_whatever_else_the_browser_carries(
            other in proptest::collection::vec(prop_oneof![0x20_u8..0x3b, 0x3c_u8..0x7f, 0x80_u8..], 0..60), token: [u8; 32],
        ) {
            let line = [&other[..], b"; salus=", URL_SAFE_NO_PAD.encode(token).as_bytes(), b"; ", &other].concat();
            let headers = HeaderMap::from_iter(HeaderValue::from_bytes(&line).map(|line| (header::COOKIE, line)));
            let read = Cookies { secure: false }.read(&headers, Cookie::Session);
            prop_assert!(read == Some(token) || other.trim_ascii_start().starts_with(b"salus="), "{:?}", read);
        }
    }

    #[test]
    fn what_is_no_token_is_read_as_none() {
        for cookie in ["salus=", "salus=AAAA", "salus=%%%", "salus", "=", ";;;"] {
            assert_eq!(Cookies { secure: false }.read(&request(cookie), Cookie::Session), None, "{cookie}");
        }
    }
}
