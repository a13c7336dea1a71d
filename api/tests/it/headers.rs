//! The headers that every answer carries: each operation of the catalogue, streams, files, what is not found, what broke.

use std::path::Path;

use axum::{
    Router,
    body::Body,
    http::{HeaderMap, Request, StatusCode},
    response::Response,
    routing::get,
};
use salus_api::{
    app::App,
    auth::cookies::{Cookie, Cookies},
    routes, web,
};
use salus_protocol::{
    Access, Method, Nothing, Sample, catalogue,
    ids::ThreadId,
    security::{EndSession, GetSecurity, SignOutEverywhere},
    session::SignOut,
};
use tower::ServiceExt;

use crate::harness::{Person, TestApp, authenticator::Authenticator, entering::PASSWORD};

const HASH: &str = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

/// A built portal as small as it can be.
fn portal() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    std::fs::create_dir(folder.path().join("assets")).unwrap();
    write("index.html", "<!doctype html><title>Salus</title>");
    write("sw.js", "// worker");
    write("assets/portal-0123.js", "// script");
    write("csp.json", &format!(r#"{{"script-src":["{HASH}"]}}"#));
    folder
}

/// The whole server over that portal, with one operation that panics.
fn server(app: &TestApp, spa: &Path, secure: bool) -> Router {
    let app = App { cookies: Cookies { secure }, ..app.app.clone() };
    let api = routes::router(app.clone()).route(
        "/api/v1/panics",
        get(|| async {
            if true {
                panic!("on purpose")
            }
        }),
    );
    web::router(api, spa, app).unwrap()
}

async fn send(server: &Router, method: Method, path: &str, headers: &[(&str, &str)], body: &str) -> Response {
    let mut request = Request::builder().method(method.as_str()).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    server.clone().oneshot(request.body(Body::from(body.to_owned())).unwrap()).await.unwrap()
}

fn value<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    headers.get(name).map(|value| value.to_str().unwrap()).unwrap_or_default()
}

/// The set of security.md section 5.1 is on this answer, once and whole.
fn carries_the_set(headers: &HeaderMap, secure: bool, what: &str) {
    let policy = value(headers, "content-security-policy");
    for part in [
        "default-src 'none'",
        &format!("script-src 'self' {HASH} 'wasm-unsafe-eval'"),
        "style-src 'self'",
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types default",
        "report-uri /api/v1/reports",
    ] {
        assert!(policy.split(';').any(|own| own.trim() == part), "{what}: {part} is missing in {policy}");
    }
    assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{what}: {policy}");
    for (name, expected) in [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-embedder-policy", "require-corp"),
        ("cross-origin-resource-policy", "same-origin"),
        ("integrity-policy", "blocked-destinations=(script), endpoints=(csp)"),
    ] {
        assert_eq!(value(headers, name), expected, "{what}: {name}");
        assert_eq!(headers.get_all(name).iter().count(), 1, "{what}: {name}");
    }
    assert!(value(headers, "permissions-policy").contains("camera=()"), "{what}");
    assert_eq!(headers.contains_key("strict-transport-security"), secure, "{what}");
    // Browsers send the newer kind of reports over https only.
    assert_eq!(policy.contains("report-to csp"), secure, "{what}: {policy}");
    assert_eq!(value(headers, "reporting-endpoints") == "csp=\"/api/v1/reports\"", secure, "{what}");
    assert!(!headers.contains_key("access-control-allow-origin"), "{what}: nobody else may read answers");
    assert!(!headers.contains_key("server"), "{what}: what runs here is nobody's business");
}

#[tokio::test]
async fn every_operation_carries_the_set_and_is_kept_by_nobody() {
    let (app, portal) = (TestApp::start().await, portal());
    let server = server(&app, portal.path(), true);
    for card in catalogue::all() {
        let path = card
            .pattern
            .split('/')
            .map(|part| if part.starts_with('{') { ThreadId::sample().as_str().to_owned() } else { part.to_owned() });
        let path = path.collect::<Vec<_>>().join("/");
        for ours in [true, false] {
            let site = if ours { "same-origin" } else { "cross-site" };
            let headers = [("content-type", "application/json"), ("sec-fetch-site", site), ("x-salus", "active")];
            let answer = send(&server, card.method, &path, &headers, &card.body).await;
            carries_the_set(answer.headers(), true, card.name);
            assert_eq!(value(answer.headers(), "cache-control"), "no-store", "{}", card.name);
            if card.access != Access::Public {
                assert!(
                    answer.status().is_client_error(),
                    "{} answered a stranger with {}",
                    card.name,
                    answer.status()
                );
            }
        }
    }
}

#[tokio::test]
async fn files_errors_and_what_broke_carry_the_set() {
    let (app, portal) = (TestApp::start().await, portal());
    let page = [("accept", "text/html,*/*;q=0.8")];
    for secure in [true, false] {
        let server = server(&app, portal.path(), secure);
        for (path, headers, status, kept) in [
            ("/", page.as_slice(), 200, "no-store"),
            ("/record/results", &page, 200, "no-store"),
            ("/sw.js", &[], 200, "no-cache"),
            ("/assets/portal-0123.js", &[], 200, "public, max-age=31536000, immutable"),
            ("/assets/portal-9999.js", &[], 404, "no-store"),
            ("/favicon.ico", &[], 404, "no-store"),
            ("/csp.json", &[], 404, "no-store"),
            ("/index.html.br", &[], 404, "no-store"),
            ("/api/v1/nothing", &[], 404, "no-store"),
            ("/api/v1/panics", &[], 500, "no-store"),
            ("/api/v1/events", &[], 401, "no-store"),
            ("/healthz", &[], 200, "no-store"),
            ("/readyz", &[], 200, "no-store"),
        ] {
            let answer = send(&server, Method::Get, path, headers, "").await;
            assert_eq!(answer.status(), StatusCode::from_u16(status).unwrap(), "{path}");
            carries_the_set(answer.headers(), secure, path);
            assert_eq!(value(answer.headers(), "cache-control"), kept, "{path}");
        }
    }
}

#[tokio::test]
async fn a_page_that_cannot_be_opened_says_whom_to_call() {
    let (app, portal) = (TestApp::start().await, portal());
    let server = server(&app, portal.path(), false);
    std::fs::remove_file(portal.path().join("index.html")).unwrap();
    let answer = send(&server, Method::Get, "/record", &[("accept", "text/html")], "").await;
    assert_eq!(answer.status(), StatusCode::NOT_FOUND);
    carries_the_set(answer.headers(), false, "a page");
    assert!(value(answer.headers(), "content-type").starts_with("text/html"));
    let body = axum::body::to_bytes(answer.into_body(), usize::MAX).await.unwrap();
    assert!(String::from_utf8_lossy(&body).contains("tel:112"));
}

async fn sign_in(alice: &mut Person, phone: &mut Authenticator) {
    alice.give("alice", PASSWORD).await.ok();
    alice.answer(phone).await.ok();
}

#[tokio::test]
async fn whatever_ends_the_callers_own_session_tells_the_browser_to_forget_what_it_cached() {
    let app = TestApp::start().await;
    let forgets = |headers: &HeaderMap| value(headers, "clear-site-data") == "\"cache\"";
    let mut phone = Authenticator::new("phone");
    let mut alice = app.activated("alice", &mut phone).await;
    sign_in(&mut app.guest(), &mut phone).await;
    let sessions = alice.call(GetSecurity {}, Nothing {}).await.ok().sessions;
    let [own, other] = [true, false]
        .map(|current| EndSession { session_id: sessions.iter().find(|it| it.current == current).unwrap().id.clone() });
    assert!(!forgets(&alice.call(other, Nothing {}).await.headers), "this browser goes on");
    let ended = alice.call(own, Nothing {}).await;
    assert!(forgets(&ended.headers) && ended.status.is_success() && !alice.holds(Cookie::Session));

    sign_in(&mut alice, &mut phone).await;
    let everywhere = alice.call_proven(SignOutEverywhere {}, Nothing {}, &mut phone).await;
    assert!(forgets(&everywhere.headers) && everywhere.status.is_success() && !alice.holds(Cookie::Session));

    sign_in(&mut alice, &mut phone).await;
    let out = alice.call(SignOut {}, Nothing {}).await;
    assert!(forgets(&out.headers) && out.status.is_success() && !alice.holds(Cookie::Session));
}

#[tokio::test]
async fn reports_of_browsers_are_taken_counted_and_limited() {
    let (app, portal) = (TestApp::start().await, portal());
    let server = server(&app, portal.path(), false);
    let post = async |kind: &str, body: &str| {
        let answer = send(&server, Method::Post, "/api/v1/reports", &[("content-type", kind)], body).await;
        carries_the_set(answer.headers(), false, "reports");
        answer.status()
    };
    let new = r#"[{"type":"csp-violation","url":"http://localhost/","body":{"effectiveDirective":"script-src"}}]"#;
    let old = r#"{"csp-report":{"document-uri":"http://localhost/","violated-directive":"script-src"}}"#;
    assert_eq!(post("application/reports+json", new).await, StatusCode::NO_CONTENT);
    assert_eq!(post("application/csp-report", old).await, StatusCode::NO_CONTENT);
    assert_eq!(app.app.reports.all(), 2);
    assert_eq!(post("application/json", new).await, StatusCode::BAD_REQUEST);
    assert_eq!(post("application/reports+json", "{").await, StatusCode::BAD_REQUEST);
    let large = format!("[{}]", " ".repeat(20_000));
    assert_eq!(post("application/reports+json", &large).await, StatusCode::PAYLOAD_TOO_LARGE);
    let asked = send(&server, Method::Get, "/api/v1/reports", &[], "").await.status();
    assert_eq!(asked, StatusCode::NOT_FOUND, "reports can be given and not read");
    assert_eq!(app.app.reports.all(), 2);
}
