//! The portal's files and the headers on everything: what a browser gets before it calls the API.
//!
//! Files were compressed when they were built and are sent as they lie. What has its content's hash in its name may be kept
//! for ever; everything else is asked for again. Only a person who goes to an address gets the page: a missing file is 404.

use std::path::Path;

use axum::{
    Router,
    body::Body,
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::get,
};
use tower::ServiceExt;
use tower_http::{
    catch_panic::CatchPanicLayer,
    compression::CompressionLayer,
    services::{ServeDir, ServeFile},
};

use crate::app::App;

/// What the portal's pages may load and do (security.md section 5.1): nothing from anywhere else, no script or style inside
/// the page. `wasm-unsafe-eval` allows WebAssembly and nothing more.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; \
    form-action 'none'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'";

const PERMISSIONS_POLICY: &str = "publickey-credentials-get=(self), publickey-credentials-create=(self), camera=(), \
    microphone=(), geolocation=(), payment=(), usb=(), serial=(), browsing-topics=()";

#[derive(Clone)]
struct Files {
    folder: ServeDir,
    page: ServeFile,
}

/// Puts the API, the portal's files and the signs of life on one router.
pub fn router(api: Router, spa: &Path, app: App) -> Router {
    let secure = app.cookies.secure;
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
    alive
        .fallback_service(choose)
        .layer(middleware::from_fn_with_state(secure, headers))
        .layer(CatchPanicLayer::custom(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response()))
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
    // What is compressed beside a file is not a file of its own.
    let hidden = path.ends_with(".br") || path.ends_with(".gz") || path.contains("/.");
    let kept_for_ever = path.starts_with("/assets/");
    let navigation = is_navigation(request.method(), path, request.headers());
    let response = if hidden {
        StatusCode::NOT_FOUND.into_response()
    } else if navigation {
        files.page.oneshot(request).await.map_or_else(|never| match never {}, |response| response.map(Body::new))
    } else {
        files.folder.oneshot(request).await.map_or_else(|never| match never {}, |response| response.map(Body::new))
    };
    let caching = if kept_for_ever && response.status().is_success() {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    let mut response = response;
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(caching));
    response
}

/// Whether a person goes to an address, rather than a page asking for a file.
fn is_navigation(method: &Method, path: &str, headers: &HeaderMap) -> bool {
    let wants_page = headers
        .get(header::ACCEPT)
        .and_then(|accept| accept.to_str().ok())
        .is_some_and(|accept| accept.contains("text/html"));
    let names_file = path.rsplit('/').next().is_some_and(|last| last.contains('.'));
    matches!(*method, Method::GET | Method::HEAD)
        && (path == "/" || (wants_page && !names_file && !path.starts_with("/assets/")))
}

/// The headers that every answer carries, refusals too.
async fn headers(State(secure): State<bool>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (HeaderName::from_static("permissions-policy"), PERMISSIONS_POLICY),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-embedder-policy"), "require-corp"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if secure {
        headers
            .insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=63072000; includeSubDomains"));
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

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
