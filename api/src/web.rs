//! The portal's files and the headers on everything: what a browser gets before it calls the API.
//!
//! Files were compressed when they were built and are sent as they lie. What has its content's hash in its name may be kept
//! for ever; everything else is asked for again. Only a person who goes to an address gets the page: a missing file is 404.

pub mod broken;
pub mod headers;

use std::{path::Path, sync::Arc};

use anyhow::Result;
use axum::{
    Router,
    body::Body,
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    middleware,
    response::{IntoResponse, Response},
    routing::get,
};
use percent_encoding::percent_decode_str;
use salus_protocol::session::Practice;
use tower::ServiceExt;
use tower_http::{
    catch_panic::CatchPanicLayer,
    compression::CompressionLayer,
    services::{ServeDir, ServeFile},
};

use self::headers::Headers;
use crate::app::App;

#[derive(Clone)]
struct Files {
    folder: ServeDir,
    page: ServeFile,
}

/// Puts the API, the portal's files and the signs of life on one router.
///
/// # Errors
/// A sentence if the portal's folder asks for something that the content policy must not allow.
pub fn router(api: Router, spa: &Path, app: App) -> Result<Router> {
    let headers = Headers::of(spa, app.cookies.secure)?;
    let practice = Arc::clone(&app.practice);
    let api = api.layer(CompressionLayer::new().no_br().no_deflate().no_zstd());
    let files = Files {
        folder: ServeDir::new(spa).precompressed_br().precompressed_gzip().append_index_html_on_directories(false),
        page: ServeFile::new(spa.join("index.html")).precompressed_br().precompressed_gzip(),
    };
    let files = Router::new().fallback(serve_file).with_state(files);
    let alive = Router::new().route("/healthz", get(|| async { "ok\n" })).route("/readyz", get(ready)).with_state(app);
    // The API answers everything under /api, what it does not know too; the files answer the rest.
    let choose = tower::service_fn(move |request: Request| {
        let service = if request.uri().path().starts_with("/api/") { api.clone() } else { files.clone() };
        service.oneshot(request)
    });
    Ok(around(alive.fallback_service(choose), headers, practice))
}

/// Puts what every answer needs around a router: the headers outermost, so that also what broke carries them.
fn around(router: Router, headers: Headers, practice: Arc<Practice>) -> Router {
    router
        .layer(CatchPanicLayer::custom(|_| {
            tracing::error!("a handler panicked");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }))
        .layer(middleware::from_fn_with_state(practice, broken::explain))
        .layer(middleware::from_fn_with_state(headers, headers::put))
}

/// Whether the server can answer: its database does.
async fn ready(State(app): State<App>) -> Response {
    match app.store.ping().await {
        Ok(()) => "ready\n".into_response(),
        Err(cause) => {
            tracing::warn!(%cause, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "not ready\n").into_response()
        }
    }
}

/// Sends a file, or the page to a person who goes to an address.
async fn serve_file(State(files): State<Files>, request: Request) -> Response {
    let path = request.uri().path();
    let kept_for_ever = path.starts_with("/assets/");
    let navigation = is_navigation(request.method(), path, request.headers());
    let response = if is_hidden(path) {
        StatusCode::NOT_FOUND.into_response()
    } else if navigation {
        files.page.oneshot(request).await.map_or_else(|never| match never {}, |response| response.map(Body::new))
    } else {
        files.folder.oneshot(request).await.map_or_else(|never| match never {}, |response| response.map(Body::new))
    };
    let caching = match (response.status().is_success() || response.status() == StatusCode::NOT_MODIFIED, kept_for_ever)
    {
        (true, true) => "public, max-age=31536000, immutable",
        // The offline shell keeps the page itself; what the browser keeps beside that could only be old.
        (true, false) if !navigation => "no-cache",
        _ => "no-store",
    };
    let mut response = response;
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(caching));
    response
}

/// Whether a path leads to what is not a browser's: what begins with a dot, what is compressed beside a file and is not a file of its
/// own, and what is written for the server. The path is looked at as [`ServeDir`] will look at it: decoded, part by part.
fn is_hidden(path: &str) -> bool {
    let Ok(path) = percent_decode_str(path).decode_utf8() else { return true };
    let parts: Vec<&str> = path.split(['/', '\\']).filter(|part| !part.is_empty()).collect();
    let ends_with = |end: &str| parts.last().is_some_and(|last| last.to_ascii_lowercase().ends_with(end));
    let is_for_the_server = matches!(parts.as_slice(), [only] if only.eq_ignore_ascii_case("csp.json"));
    parts.iter().any(|part| part.starts_with('.')) || ends_with(".br") || ends_with(".gz") || is_for_the_server
}

/// Whether a person goes to an address, rather than a page asking for a file.
fn is_navigation(method: &Method, path: &str, headers: &HeaderMap) -> bool {
    let names_file = path.rsplit('/').next().is_some_and(|last| last.contains('.'));
    matches!(*method, Method::GET | Method::HEAD)
        && (path == "/" || (wants_page(headers) && !names_file && !path.starts_with("/assets/")))
}

/// Whether the request comes from a person who goes to an address: browsers name HTML then, and `*/*` for files.
fn wants_page(headers: &HeaderMap) -> bool {
    headers
        .get(header::ACCEPT)
        .and_then(|accept| accept.to_str().ok())
        .is_some_and(|accept| accept.contains("text/html"))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

    use salus_protocol::Sample;

    use super::*;

    #[tokio::test]
    async fn a_page_that_broke_carries_the_headers_and_says_whom_to_call() {
        let breaks = Router::new().route(
            "/breaks",
            get(|| async {
                if true {
                    panic!("on purpose")
                }
            }),
        );
        let folder = tempfile::tempdir().unwrap();
        let headers = Headers::of(folder.path(), false).unwrap();
        let router = around(breaks, headers, Arc::new(Practice::sample()));
        for (accept, is_page) in [("text/html,*/*", true), ("*/*", false)] {
            let request = Request::builder().uri("/breaks").header("accept", accept).body(Body::empty()).unwrap();
            let response = router.clone().oneshot(request).await.unwrap();
            assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
            assert!(response.headers().contains_key(header::CONTENT_SECURITY_POLICY));
            assert_eq!(response.headers()[header::CACHE_CONTROL], "no-store");
            let body = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
            assert_eq!(String::from_utf8_lossy(&body).contains("tel:112"), is_page);
        }
    }

    fn asks(path: &str, accept: &'static str) -> bool {
        let headers = HeaderMap::from_iter([(header::ACCEPT, HeaderValue::from_static(accept))]);
        is_navigation(&Method::GET, path, &headers)
    }

    #[test]
    fn only_a_person_who_goes_to_an_address_gets_the_page() {
        let browser = "text/html,application/xhtml+xml,*/*;q=0.8";
        assert!(asks("/", "*/*"));
        assert!(asks("/record/results", browser));
        assert!(asks("/activate/staff", browser));
        assert!(!asks("/record/results", "application/json"));
        assert!(!asks("/assets/portal-0123.wasm", browser));
        assert!(!asks("/assets/gone", browser));
        assert!(!asks("/favicon.ico", browser));
        assert!(!is_navigation(&Method::POST, "/", &HeaderMap::new()));
    }
}
