//! Requests that change something must come from the portal's own pages.
//!
//! Browsers say so themselves: `Sec-Fetch-Site: same-origin`, or in older ones `Origin`. The header `X-Salus`, which a
//! foreign page cannot set without asking first (and is never allowed), must be there as well. Bodies must be JSON.

use axum::{
    extract::{Request, State},
    http::{HeaderMap, Method, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use salus_protocol::ErrorCode;

use crate::{app::App, error::RouteError};

/// Lets a request pass that reads, or that comes from the portal's own pages.
pub async fn check(State(app): State<App>, request: Request, next: Next) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    if reads || is_ours(request.headers(), app.origin.origin().ascii_serialization().as_str()) {
        next.run(request).await
    } else {
        RouteError::from(ErrorCode::ForeignRequest).into_response()
    }
}

fn is_ours(headers: &HeaderMap, origin: &str) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let same_site = match text("sec-fetch-site") {
        Some(site) => site == "same-origin",
        None => text(header::ORIGIN.as_str()) == Some(origin),
    };
    let json = text(header::CONTENT_TYPE.as_str())
        .is_none_or(|kind| kind.split(';').next().is_some_and(|kind| kind.trim() == "application/json"));
    same_site && json && text("x-salus").is_some()
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
}
