//! Live events: what open pages hear, and what they do not.

use axum::http::{StatusCode, header};
use salus_api::events::Audience;
use salus_protocol::{Nothing, events::Event, messages::Thread, security::StartTotp};

use crate::harness::{TestApp, authenticator::Authenticator};

fn changed(thread: &Thread) -> (String, Event) {
    ("thread_changed".into(), Event::ThreadChanged { thread_id: thread.id.clone() })
}

#[tokio::test]
async fn an_answer_reaches_the_patients_open_page() {
    let app = TestApp::start().await;
    app.is_live().await;
    let (mut alice, mut nora) = (app.patient("alice").await, app.staff("nora").await);
    let thread = alice.asks(1).await;
    let mut page = alice.listens().await;
    nora.answers(&thread, 2).await;
    assert_eq!(page.hears().await, changed(&thread));
}

#[tokio::test]
async fn a_question_reaches_the_care_team() {
    let app = TestApp::start().await;
    app.is_live().await;
    let (mut alice, nora) = (app.patient("alice").await, app.staff("nora").await);
    let mut page = nora.listens().await;
    let thread = alice.asks(1).await;
    assert_eq!(page.hears().await, changed(&thread));
}

#[tokio::test]
async fn another_patient_hears_nothing_of_it() {
    let app = TestApp::start().await;
    app.is_live().await;
    let (mut alice, mut bruno) = (app.patient("alice").await, app.patient("bruno").await);
    let mut page = bruno.listens().await;
    alice.asks(1).await;
    let his = bruno.asks(2).await;
    assert_eq!(page.hears().await, changed(&his), "the first thing that bruno hears is his own");
}

#[tokio::test]
async fn a_guest_hears_nothing_at_all() {
    let app = TestApp::start().await;
    assert_eq!(app.guest().asks_for_events().await.status(), StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn nothing_between_keeps_or_gathers_what_the_stream_says() {
    let app = TestApp::start().await;
    let response = app.patient("alice").await.asks_for_events().await;
    let header = |name: &str| response.headers().get(name).and_then(|value| value.to_str().ok());
    assert_eq!(header(header::CONTENT_TYPE.as_str()), Some("text/event-stream"));
    assert_eq!(header(header::CACHE_CONTROL.as_str()), Some("no-store"));
    assert_eq!(header("x-accel-buffering"), Some("no"));
}

#[tokio::test]
async fn the_stream_ends_with_the_session_and_tells_nothing_after_it() {
    let app = TestApp::start().await;
    app.is_live().await;
    let (mut alice, mut nora) = (app.patient("alice").await, app.staff("nora").await);
    let thread = alice.asks(1).await;
    let mut page = alice.listens().await;
    app.app.store.end_all_sessions(alice.account.as_ref().unwrap()).await.unwrap();
    nora.answers(&thread, 2).await;
    assert_eq!(page.hears().await, ("signed_out".into(), Event::SignedOut));
    assert_eq!(page.frame().await, None);
}

#[tokio::test]
async fn an_open_page_does_not_keep_the_session_alive() {
    let app = TestApp::start().await;
    app.is_live().await;
    let (mut alice, nora) = (app.patient("alice").await, app.staff("nora").await);
    let thread = alice.asks(1).await;
    let mut page = alice.listens().await;
    app.clock.advance(10 * 60);
    app.comes_back(&nora).await.answers(&thread, 2).await;
    assert_eq!(page.hears().await, changed(&thread));
    app.clock.advance(6 * 60);
    app.comes_back(&nora).await.answers(&thread, 3).await;
    assert_eq!(page.hears().await, ("locked".into(), Event::Locked), "the page is not kept behind the lock");
    assert_eq!(page.frame().await, None);
}

#[tokio::test]
async fn a_page_that_stays_open_hears_on_after_a_proof_has_renewed_the_token() {
    let app = TestApp::start().await;
    app.is_live().await;
    let mut phone = Authenticator::new("phone");
    let (mut alice, mut nora) = (app.activated("alice", &mut phone).await, app.staff("nora").await);
    let thread = alice.asks(1).await;
    let mut page = alice.listens().await;
    alice.call_proven(StartTotp {}, Nothing {}, &mut phone).await.ok();
    nora.answers(&thread, 2).await;
    assert_eq!(page.hears().await, changed(&thread));
}

#[tokio::test]
async fn a_stream_ends_when_somebody_points_its_session_to_another_account() {
    let app = TestApp::start().await;
    app.is_live().await;
    let (mallory, bruno) = (app.patient("mallory").await, app.patient("bruno").await);
    let mut page = mallory.listens().await;
    let (hers, his) = (mallory.account.clone().unwrap(), bruno.account.clone().unwrap());
    sqlx::query("UPDATE sessions SET account_id = $1 WHERE account_id = $2")
        .bind(his.as_str())
        .bind(hers.as_str())
        .execute(&app.sql().await)
        .await
        .unwrap();
    app.app.events.announce(Audience::Account(hers, None), Event::FeedbackGiven).await;
    assert_eq!(page.hears().await, ("signed_out".into(), Event::SignedOut));
}

#[tokio::test]
async fn a_page_that_lags_behind_is_told_to_connect_again() {
    let app = TestApp::start().await;
    app.is_live().await;
    let alice = app.patient("alice").await;
    let mut page = alice.listens().await;
    let mut heard = app.app.events.listen();
    for _ in 0..300 {
        app.app.events.announce(Audience::Staff, Event::FeedbackGiven).await;
        heard.recv().await.unwrap();
    }
    assert_eq!(page.frame().await.as_deref(), Some(": connect again"));
    assert_eq!(page.frame().await, None);
}

#[tokio::test]
async fn one_session_has_at_most_thirty_two_streams_open() {
    let app = TestApp::start().await;
    let (alice, bruno) = (app.patient("alice").await, app.patient("bruno").await);
    let mut open = Vec::new();
    for _ in 0..32 {
        open.push(alice.listens().await);
    }
    assert_eq!(alice.asks_for_events().await.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(bruno.asks_for_events().await.status(), StatusCode::OK);
    open.pop();
    assert_eq!(alice.asks_for_events().await.status(), StatusCode::OK);
}
