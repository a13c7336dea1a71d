//! Requests must come from the portal's own pages.
//!
//! Browsers say so themselves: `Sec-Fetch-Site: same-origin`, or in older ones `Origin`. What changes something must say it, carry the
//! header `X-Salus`, which a foreign page cannot set without asking first (and is never allowed), and have a JSON body. What reads
//! is refused where the browser says that somebody else's page asks: a read leaves a line in the access log in a person's name,
//! and a page on a sibling of the portal's host gets the `SameSite` cookies sent along.

use axum::{
    extract::{Request, State},
    http::{HeaderMap, Method, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use salus_protocol::ErrorCode;

use crate::{app::App, error::RouteError};

/// Lets a request pass that comes from the portal's own pages, or that reads and comes from no page of somebody else.
pub async fn check(State(app): State<App>, request: Request, next: Next) -> Response {
    let (headers, origin) = (request.headers(), app.origin.origin().ascii_serialization());
    let passes = match *request.method() {
        Method::GET | Method::HEAD => !is_foreign(headers, &origin),
        _ => is_ours(headers, &origin),
    };
    if passes { next.run(request).await } else { RouteError::from(ErrorCode::ForeignRequest).into_response() }
}

/// Whether the request says that the portal's own page makes it.
fn is_ours(headers: &HeaderMap, origin: &str) -> bool {
    let same_origin = match text(headers, "sec-fetch-site") {
        Some(site) => site == "same-origin",
        None => text(headers, header::ORIGIN.as_str()) == Some(origin),
    };
    let json = text(headers, header::CONTENT_TYPE.as_str())
        .is_none_or(|kind| kind.split(';').next().is_some_and(|kind| kind.trim() == "application/json"));
    same_origin && json && text(headers, "x-salus").is_some()
}

/// Whether the request says that somebody else's page makes it. A person who types an address is nobody's page (`none`), and
/// programs that are no browsers say nothing.
fn is_foreign(headers: &HeaderMap, origin: &str) -> bool {
    match text(headers, "sec-fetch-site") {
        Some(site) => !matches!(site, "same-origin" | "none"),
        None => text(headers, header::ORIGIN.as_str()).is_some_and(|from| from != origin),
    }
}

fn text<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderName, HeaderValue};

    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value))).collect()
    }

    #[test]
    fn only_the_portals_own_pages_may_change_something() {
        let ours = "https://portal.example.org";
        let json = ("content-type", "application/json");
        let mark = ("x-salus", "1");
        assert!(is_ours(&headers(&[("sec-fetch-site", "same-origin"), json, mark]), ours));
        assert!(is_ours(&headers(&[("origin", "https://portal.example.org"), json, mark]), ours));
        for foreign in [
            vec![("sec-fetch-site", "cross-site"), json, mark],
            vec![("sec-fetch-site", "same-site"), json, mark],
            vec![("sec-fetch-site", "cross-site"), ("origin", "https://portal.example.org"), json, mark],
            vec![("origin", "https://evil.example"), json, mark],
            vec![json, mark],
            vec![("sec-fetch-site", "same-origin"), json],
            vec![("sec-fetch-site", "same-origin"), ("content-type", "text/plain"), mark],
        ] {
            assert!(!is_ours(&headers(&foreign), ours), "{foreign:?}");
        }
    }
    #[test]
    fn a_read_is_refused_only_where_the_browser_says_that_a_foreign_page_asks() {
        let ours = "https://portal.example.org";
        for asks in [
            vec![("sec-fetch-site", "same-origin")],
            vec![("sec-fetch-site", "none")],
            vec![("origin", "https://portal.example.org")],
            vec![],
        ] {
            assert!(!is_foreign(&headers(&asks), ours), "{asks:?}");
        }
        for foreign in [
            vec![("sec-fetch-site", "same-site"), ("x-salus", "1")],
            vec![("sec-fetch-site", "cross-site")],
            vec![("sec-fetch-site", "same-site"), ("origin", "https://portal.example.org")],
            vec![("sec-fetch-site", "unheard-of")],
            vec![("origin", "https://sibling.example.org")],
            vec![("origin", "null")],
        ] {
            assert!(is_foreign(&headers(&foreign), ours), "{foreign:?}");
        }
    }
}
