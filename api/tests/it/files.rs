//! The portal's files, as a browser gets them from the server.

use std::{collections::BTreeSet, fs, path::Path};

use axum::{
    Router,
    body::Body,
    http::{Method, Request, StatusCode, header},
};
use salus_api::{routes, web};
use salus_protocol::preferences::Language;
use serde_json::{Map, Value};
use tower::ServiceExt;

use crate::harness::TestApp;

/// The files that are served as they lie, beside the workspace's root.
fn public() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../public"))
}

/// The server over those files.
fn server(app: &TestApp) -> Router {
    server_of(app, public())
}

/// The server over the files of this folder.
fn server_of(app: &TestApp, folder: &Path) -> Router {
    web::router(routes::router(app.app.clone()), folder, app.app.clone()).unwrap()
}

/// A portal's folder in which lies what nobody is to fetch, beside what everybody may.
fn portal_with_secrets() -> tempfile::TempDir {
    let around = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = around.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write("beside.txt", "a secret");
    write("dist/index.html", "<!doctype html>");
    for secret in ["index.html.br", "index.html.gz", ".git/config", ".env", "assets/.notes"] {
        write(&format!("dist/{secret}"), "a secret");
    }
    // As `cargo xtask dist` writes it, since the server reads it.
    let hash = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";
    write("dist/csp.json", &format!(r#"{{"script-src":["{hash}"]}}"#));
    write("dist/assets/portal-0123.js", "// script");
    around
}

/// What the server answers to a request that carries the marks of the portal's own pages: its status and its text.
async fn answered(server: &Router, method: Method, path: &str) -> (StatusCode, String) {
    let request = Request::builder().method(method).uri(path).header("sec-fetch-site", "same-origin");
    let request = request.header("x-salus", "active").header("x-told", "a secret").body(Body::empty()).unwrap();
    let response = server.clone().oneshot(request).await.unwrap();
    let status = response.status();
    let body = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
    (status, String::from_utf8_lossy(&body).into_owned())
}

/// One file, which must be there: its kind, and its text.
async fn file(server: &Router, path: &str) -> (String, Vec<u8>) {
    let request = Request::builder().uri(path).body(Body::empty()).unwrap();
    let response = server.clone().oneshot(request).await.unwrap();
    assert_eq!(response.status(), StatusCode::OK, "{path}");
    let kind = response.headers()[header::CONTENT_TYPE].to_str().unwrap().to_owned();
    (kind, axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap().to_vec())
}

/// One manifest.
async fn manifest(server: &Router, path: &str) -> Map<String, Value> {
    let (kind, text) = file(server, path).await;
    assert_eq!(kind, "application/manifest+json", "{path}");
    serde_json::from_slice(&text).unwrap()
}

#[tokio::test]
async fn there_is_a_manifest_for_each_language_and_they_differ_in_their_words_only() {
    let app = TestApp::start().await;
    let server = server(&app);
    let plain = manifest(&server, "/manifest.webmanifest").await;
    let mut names = BTreeSet::new();
    for language in Language::ALL {
        let mut own = manifest(&server, &format!("/manifest.{}.webmanifest", language.tag())).await;
        assert_eq!(own.keys().collect::<Vec<_>>(), plain.keys().collect::<Vec<_>>(), "{language:?}");
        assert_eq!(own["lang"], language.tag());
        assert_eq!(own["dir"], language.direction().as_str());
        names.insert(format!("{} {}", own["name"], own["description"]));
        // What an installed portal is known by stays, so that a change of language is no second portal.
        for words in ["name", "description", "lang", "dir"] {
            assert!(own[words].as_str().is_some_and(|words| !words.is_empty()), "{language:?} {words}");
            own[words] = plain[words].clone();
        }
        assert_eq!(own, plain, "{language:?}");
    }
    assert_eq!(names.len(), Language::ALL.len(), "each language has words of its own");
}

#[tokio::test]
async fn every_icon_of_the_manifest_is_there_and_of_the_kind_it_says() {
    let app = TestApp::start().await;
    let server = server(&app);
    let plain = manifest(&server, "/manifest.webmanifest").await;
    for icon in plain["icons"].as_array().unwrap() {
        let (kind, _) = file(&server, icon["src"].as_str().unwrap()).await;
        assert_eq!(icon["type"], kind, "{icon}");
    }
}

#[tokio::test]
async fn a_manifest_in_a_language_that_there_is_not_is_not_found() {
    let app = TestApp::start().await;
    let request = Request::builder().uri("/manifest.de.webmanifest").body(Body::empty()).unwrap();
    assert_eq!(server(&app).oneshot(request).await.unwrap().status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_is_hidden_stays_so_however_its_address_is_written() {
    let (app, around) = (TestApp::start().await, portal_with_secrets());
    let server = server_of(&app, &around.path().join("dist"));
    for path in [
        "/.git/config",
        "/%2Egit/config",
        "/%2egit%2fconfig",
        "//.git/config",
        "/assets/../.git/config",
        "/.env",
        "/%2Eenv",
        "/assets/%2Enotes",
        "/csp.json",
        "/csp%2Ejson",
        "/%63sp.json",
        "//csp.json",
        "/./csp.json",
        "/csp.json/",
        "/CSP.json",
        "/index.html.br",
        "/index.html%2Ebr",
        "/index.html.%62r",
        "/index.html.gz",
        "/index.html%2Egz",
        "/../beside.txt",
        "/..%2fbeside.txt",
        "/%2e%2e/beside.txt",
        "/assets/..%2f..%2fbeside.txt",
        "/..%5cbeside.txt",
        "/%ff.json",
        "/assets",
        "/assets/",
        "/.git/",
    ] {
        let (status, text) = answered(&server, Method::GET, path).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{path}: {text}");
        assert!(!text.contains("secret") && !text.contains("script-src"), "{path}: {text}");
    }
    for path in ["/assets/portal-0123.js", "/assets/portal%2D0123.js", "/index.html"] {
        assert_eq!(answered(&server, Method::GET, path).await.0, StatusCode::OK, "{path}");
    }
}

#[tokio::test]
async fn nothing_answers_to_trace_and_an_unknown_method_or_path_is_refused_and_told_nothing() {
    let (app, around) = (TestApp::start().await, portal_with_secrets());
    let server = server_of(&app, &around.path().join("dist"));
    let unheard_of = Method::from_bytes(b"UNHEARD").unwrap();
    for method in [Method::TRACE, Method::PATCH, Method::PUT, Method::DELETE, Method::CONNECT, unheard_of.clone()] {
        for path in ["/", "/index.html", "/assets/portal-0123.js", "/healthz"] {
            let (status, text) = answered(&server, method.clone(), path).await;
            assert_eq!(status, StatusCode::METHOD_NOT_ALLOWED, "{method} {path}");
            assert!(!text.contains("secret"), "{method} {path} repeats what it was asked: {text}");
        }
    }
    // Under the API an operation that there is not looks like a method that it does not have.
    for (method, path) in [
        (Method::TRACE, "/api/v1/session"),
        (Method::PATCH, "/api/v1/session"),
        (unheard_of, "/api/v1/session"),
        (Method::POST, "/api/v1/protection"),
        (Method::GET, "/api/v1/nothing"),
        (Method::PATCH, "/api/v1/nothing"),
        (Method::GET, "/api/"),
        (Method::GET, "/api/v1/session/"),
    ] {
        let (status, text) = answered(&server, method.clone(), path).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{method} {path}");
        assert!(text.contains("\"not_found\"") && !text.contains("secret"), "{method} {path}: {text}");
    }
}
