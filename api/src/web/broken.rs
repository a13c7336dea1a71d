//! What a person sees when something breaks before the portal is there: a small page that needs nothing else, in place of an
//! empty one.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{HeaderValue, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use salus_protocol::session::Practice;

/// In every language, since nobody knows yet which one is read here.
const PAGE: &str = include_str!("broken.html");

/// Puts the page in place of what went wrong, for a person who went to an address.
pub async fn explain(State(practice): State<Arc<Practice>>, request: Request, next: Next) -> Response {
    let wants_page = super::wants_page(request.headers()) && !request.uri().path().starts_with("/api/");
    let response = next.run(request).await;
    let status = response.status();
    if !wants_page || !(status.is_client_error() || status.is_server_error()) {
        return response;
    }
    let kind = (header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    (status, [kind], page(&practice)).into_response()
}

/// The page of a practice.
fn page(practice: &Practice) -> String {
    let telephone = practice.telephone.as_deref().map_or_else(String::new, |number| {
        let number = escaped(number);
        let digits: String = number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
        format!("<p>{}: <a href=\"tel:{digits}\" dir=\"ltr\">{number}</a></p>", escaped(&practice.name))
    });
    PAGE.replace("{{telephone}}", &telephone)
        .replace("{{emergency}}", &escaped(&practice.emergency_number))
        .replace("{{name}}", &escaped(&practice.name))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use salus_protocol::Sample;

    use super::*;

    #[test]
    fn the_page_names_whom_to_call_and_holds_nothing_that_the_policy_refuses() {
        let practice = Practice { name: "Smith & <Sons>".into(), ..Practice::sample() };
        let page = page(&practice);
        assert!(page.contains("tel:112") && page.contains("tel:+442079460100"), "{page}");
        assert!(page.contains("Smith &amp; &lt;Sons&gt;"), "{page}");
        assert!(!page.contains("<script") && !page.contains("style=") && !page.contains("{{"), "{page}");
        for language in ["lang=\"en\"", "lang=\"ar\" dir=\"rtl\"", "lang=\"fr\"", "lang=\"es\""] {
            assert!(page.contains(language), "{language}");
        }
    }
}
