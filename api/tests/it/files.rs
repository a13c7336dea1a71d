//! The portal's files, as a browser gets them from the server.

use std::{collections::BTreeSet, path::Path};

use axum::{
    Router,
    body::Body,
    http::{Request, StatusCode, header},
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
    web::router(routes::router(app.app.clone()), public(), app.app.clone()).unwrap()
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
