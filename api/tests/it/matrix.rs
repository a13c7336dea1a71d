//! Who may call what: the matrix of every operation in the catalogue and every kind of caller. An operation that is in the
//! catalogue and not mounted fails here, and so does one that asks for less proof than its card says.

use axum::http::StatusCode;
use salus_protocol::{
    Access, ApiError, ErrorCode, Method, Nothing, Sample,
    catalogue::{self, EndpointCard},
    ids::ThreadId,
    messages::{NewThread, StartThread},
    session::PATIENT_IDLE_SECONDS,
};

use crate::harness::{Person, TestApp, person::Outcome};

/// Calls an operation with its sample as body, and an id that nobody has.
async fn call(person: &mut Person, card: &EndpointCard) -> Outcome<serde_json::Value> {
    call_with(person, card, ThreadId::sample().as_str()).await
}

/// Calls an operation with its sample as body, and this id in its path.
async fn call_with(person: &mut Person, card: &EndpointCard, id: &str) -> Outcome<serde_json::Value> {
    let path: String =
        card.pattern.split('/').map(|part| if part.starts_with('{') { id } else { part }).collect::<Vec<_>>().join("/");
    person.send(card.method, &path, card.body.clone().into_bytes()).await
}

fn code(outcome: &Outcome<serde_json::Value>) -> Option<ErrorCode> {
    serde_json::from_str::<ApiError>(&outcome.text).ok().map(|error| error.code)
}

#[tokio::test]
async fn a_guest_reaches_nothing_that_is_not_public() {
    let app = TestApp::start().await;
    for card in catalogue::all() {
        let outcome = call(&mut app.guest(), &card).await;
        let code = code(&outcome);
        match card.access {
            Access::Public => assert_ne!(code, Some(ErrorCode::NotSignedIn), "{}", card.name),
            Access::SecondStep => assert_eq!(code, Some(ErrorCode::SecondStepEnded), "{}", card.name),
            Access::Activation => assert_eq!(code, Some(ErrorCode::InvitationNotValid), "{}", card.name),
            Access::Recovery => assert_eq!(code, Some(ErrorCode::CodeNotAccepted), "{}", card.name),
            Access::Locked | Access::SignedIn | Access::Patient | Access::Staff => {
                assert_eq!(code, Some(ErrorCode::NotSignedIn), "{}: {outcome:?}", card.name);
            }
        }
    }
}

#[tokio::test]
async fn a_patient_reaches_nothing_of_the_care_team() {
    let app = TestApp::start().await;
    let mut alice = app.patient("alice").await;
    for card in catalogue::all().iter().filter(|card| card.access == Access::Staff) {
        let outcome = call(&mut alice, card).await;
        assert_eq!(code(&outcome), Some(ErrorCode::NotAllowed), "{}: {outcome:?}", card.name);
    }
}

#[tokio::test]
async fn the_care_team_reaches_nothing_that_is_the_patients_own() {
    let app = TestApp::start().await;
    let mut nora = app.staff("nora").await;
    for card in catalogue::all().iter().filter(|card| card.access == Access::Patient) {
        let outcome = call(&mut nora, card).await;
        assert_eq!(code(&outcome), Some(ErrorCode::NotAllowed), "{}: {outcome:?}", card.name);
    }
}

#[tokio::test]
async fn a_session_opens_no_step_of_signing_in_or_activation() {
    let app = TestApp::start().await;
    let mut alice = app.patient("alice").await;
    for card in catalogue::all() {
        let expected = match card.access {
            Access::SecondStep => ErrorCode::SecondStepEnded,
            Access::Activation => ErrorCode::InvitationNotValid,
            Access::Recovery => ErrorCode::CodeNotAccepted,
            _ => continue,
        };
        assert_eq!(code(&call(&mut alice, &card).await), Some(expected), "{}", card.name);
    }
}

#[tokio::test]
async fn what_takes_a_fresh_proof_asks_for_one_and_nothing_else_does() {
    let app = TestApp::start().await;
    let (mut alice, mut nora) = (app.patient("alice").await, app.staff("nora").await);
    for card in catalogue::all() {
        let person = if card.access == Access::Staff { &mut nora } else { &mut alice };
        // These end the session that the rest of the matrix needs.
        if card.name == "SignOut" {
            continue;
        }
        let outcome = call(person, &card).await;
        assert_eq!(code(&outcome) == Some(ErrorCode::ProofNeeded), card.fresh_proof, "{}: {outcome:?}", card.name);
    }
}

#[tokio::test]
async fn a_locked_session_opens_nothing_but_the_ways_to_unlock_it() {
    let app = TestApp::start().await;
    let (mut alice, mut nora) = (app.patient("alice").await, app.staff("nora").await);
    app.clock.advance(PATIENT_IDLE_SECONDS.into());
    for card in catalogue::all() {
        let person = if card.access == Access::Staff { &mut nora } else { &mut alice };
        if matches!(card.access, Access::SignedIn | Access::Patient | Access::Staff) {
            let outcome = call(person, &card).await;
            assert_eq!(code(&outcome), Some(ErrorCode::Locked), "{}: {outcome:?}", card.name);
        }
    }
}

#[tokio::test]
async fn an_open_session_has_nothing_to_unlock() {
    let app = TestApp::start().await;
    let mut alice = app.patient("alice").await;
    for card in catalogue::all().iter().filter(|card| card.access == Access::Locked) {
        let outcome = call(&mut alice, card).await;
        assert_eq!(code(&outcome), Some(ErrorCode::NotSignedIn), "{}: {outcome:?}", card.name);
    }
}

#[tokio::test]
async fn an_owner_reads_everything_that_has_no_id() {
    let app = TestApp::start().await;
    let (mut alice, mut nora) = (app.patient("alice").await, app.staff("nora").await);
    for card in catalogue::all().iter().filter(|card| card.method == Method::Get && !card.pattern.contains('{')) {
        let person = if card.access == Access::Staff { &mut nora } else { &mut alice };
        let outcome = call(person, card).await;
        assert_eq!(outcome.status, StatusCode::OK, "{}: {outcome:?}", card.name);
    }
}

#[tokio::test]
async fn what_nobody_has_is_not_found() {
    let app = TestApp::start().await;
    let (mut alice, mut nora) = (app.patient("alice").await, app.staff("nora").await);
    for card in catalogue::all().iter().filter(|card| card.pattern.contains('{')) {
        // A fresh proof comes first; the tests of those operations cover the rest.
        if card.fresh_proof {
            continue;
        }
        let person = if card.access == Access::Staff { &mut nora } else { &mut alice };
        let outcome = call(person, card).await;
        assert_eq!(code(&outcome), Some(ErrorCode::NotFound), "{}: {outcome:?}", card.name);
        let outcome = call_with(person, card, "not-an-id").await;
        assert!(outcome.status.is_client_error(), "{}: {outcome:?}", card.name);
        assert!(code(&outcome).is_some(), "{} gave no envelope: {outcome:?}", card.name);
    }
}

#[tokio::test]
async fn another_patients_thread_and_session_are_not_found() {
    let app = TestApp::start().await;
    let (mut alice, mut bruno) = (app.patient("alice").await, app.patient("bruno").await);
    let thread = bruno.call(StartThread {}, NewThread { about: None, ..NewThread::sample() }).await.ok();
    let session = bruno.call(salus_protocol::security::GetSecurity {}, Nothing {}).await.ok().sessions.remove(0);
    for card in
        catalogue::all().iter().filter(|card| card.access == Access::Patient && card.pattern.contains("{thread_id}"))
    {
        let outcome = call_with(&mut alice, card, thread.id.as_str()).await;
        assert_eq!(code(&outcome), Some(ErrorCode::NotFound), "{}: {outcome:?}", card.name);
        let outcome = call_with(&mut bruno, card, thread.id.as_str()).await;
        assert_eq!(outcome.status, StatusCode::OK, "{}: {outcome:?}", card.name);
    }
    for card in catalogue::all().iter().filter(|card| card.pattern.contains("{session_id}")) {
        let outcome = call_with(&mut alice, card, session.id.as_str()).await;
        assert_eq!(code(&outcome), Some(ErrorCode::NotFound), "{}: {outcome:?}", card.name);
    }
}

#[tokio::test]
async fn a_request_from_a_foreign_page_is_refused_and_leaves_no_line() {
    let app = TestApp::start().await;
    let mut alice = app.patient("alice").await;
    alice.asks(1).await;
    let (noted, mut nora) = (app.noted(&alice).await, app.staff("nora").await);
    for site in ["cross-site", "same-site"] {
        for card in catalogue::all() {
            let person = if card.access == Access::Staff { &mut nora } else { &mut alice };
            let path = card.pattern.replace(['{', '}'], "");
            let outcome = person.send_from(site, card.method, &path, card.body.clone().into_bytes()).await;
            assert_eq!(code(&outcome), Some(ErrorCode::ForeignRequest), "{} from {site}: {outcome:?}", card.name);
        }
        let events = app.guest().send_from(site, Method::Get, salus_protocol::events::PATH, Vec::new()).await;
        assert_eq!(code(&events), Some(ErrorCode::ForeignRequest), "events from {site}: {events:?}");
    }
    assert_eq!(app.noted(&alice).await, noted);
}

#[tokio::test]
async fn a_person_who_types_an_address_reads() {
    let app = TestApp::start().await;
    let mut nora = app.staff("nora").await;
    for card in catalogue::all().iter().filter(|card| card.method == Method::Get && card.access == Access::Staff) {
        let path = card.pattern.replace(['{', '}'], "");
        let outcome = nora.send_from("none", card.method, &path, Vec::new()).await;
        assert_ne!(code(&outcome), Some(ErrorCode::ForeignRequest), "{}: {outcome:?}", card.name);
    }
}

#[tokio::test]
async fn every_answer_is_kept_by_nobody_and_carries_its_id() {
    let app = TestApp::start().await;
    let mut alice = app.patient("alice").await;
    for card in catalogue::all() {
        let outcome = call(&mut alice, &card).await;
        assert_eq!(
            outcome.headers.get("cache-control").map(|value| value.as_bytes()),
            Some(b"no-store".as_slice()),
            "{}",
            card.name
        );
        assert!(outcome.headers.contains_key("x-request-id"), "{}", card.name);
        if card.name == "SignOut" {
            alice = app.patient(&format!("alice-after-{}", card.name)).await;
        }
    }
}
