//! `GivePassword`.

use salus_api::{auth::cookies::Cookie, store::accounts::AccountKind};
use salus_protocol::{
    ErrorCode, Nothing,
    activation::StartFirstPasskey,
    security::{AccessQuery, GetSecurity, SearchAccess},
    session::Who,
    sign_in::PasswordAccepted,
    words::NewPassword,
};

use crate::harness::{
    TestApp,
    entering::{BIRTH, PASSWORD, address, given, here},
};

#[tokio::test]
async fn the_right_password_opens_the_second_step_and_no_session() {
    let app = TestApp::start().await;
    app.ready("alice").await;
    let mut alice = app.guest();
    let accepted = alice.give("Alice", PASSWORD).await.ok();
    let ways = PasswordAccepted { passkey: false, passkeys_suspended: false, totp: false, recovery_code: true };
    assert_eq!(accepted, ways);
    assert!(alice.holds(Cookie::Step));
    assert!(!alice.holds(Cookie::Session));
    assert_eq!(alice.who().await, Who::SecondStep(ways));
}

#[tokio::test]
async fn the_cookie_of_the_second_step_opens_nothing_else() {
    let app = TestApp::start().await;
    app.ready("alice").await;
    let mut alice = app.guest();
    alice.give("alice", PASSWORD).await.ok();
    alice.call(GetSecurity {}, Nothing {}).await.refused(ErrorCode::NotSignedIn);
    alice.call(SearchAccess {}, AccessQuery::default()).await.refused(ErrorCode::NotSignedIn);
    alice.call(StartFirstPasskey {}, here()).await.refused(ErrorCode::InvitationNotValid);
}

#[tokio::test]
async fn a_password_that_was_replaced_while_it_was_compared_opens_no_second_step() {
    let app = TestApp::start().await;
    app.ready("alice").await;
    let (store, auth) = (&app.app.store, &app.app.auth);
    let compared = auth.by_password(&address("alice"), &given(PASSWORD), None).await.unwrap();
    assert!(store.begin_second_step(&compared, None).await.unwrap().is_some());
    let newer = NewPassword::parse("nine grey herons by a pond").unwrap();
    auth.make_ready(&compared.id, &newer, 0).await.unwrap();
    assert!(store.begin_second_step(&compared, None).await.unwrap().is_none());
}

#[tokio::test]
async fn an_unknown_account_and_a_wrong_password_get_the_same_answer_for_the_same_work() {
    let app = TestApp::start().await;
    app.ready("alice").await;
    let patient = app.patient_on_file("carla", Some(BIRTH)).await;
    app.account("carla", AccountKind::Patient(patient)).await;
    let mut answers = Vec::new();
    for name in ["alice", "nobody", "carla"] {
        let before = app.app.auth.passwords().computed();
        let outcome = app.guest().give(name, "not the password at all").await;
        assert_eq!(app.app.auth.passwords().computed() - before, 1, "one hash is computed for {name}");
        let mut headers = outcome.headers.clone();
        headers.remove("x-request-id");
        let text = outcome.text.clone();
        let id = outcome.refused(ErrorCode::WrongCredentials).request_id;
        answers.push((text.replace(&id, ""), headers));
    }
    assert_eq!(answers[0], answers[1], "an unknown account shows");
    assert_eq!(answers[0], answers[2], "an account that is not active shows");
}

#[tokio::test]
async fn a_password_counts_in_whatever_form_the_keyboard_writes_it() {
    let app = TestApp::start().await;
    let (_, code) = app.invited("alice").await;
    let mut alice = app.guest();
    alice.open(&code, BIRTH).await.ok();
    alice.choose("sieben b\u{e4}ren im k\u{fc}hlen wald").await.ok();
    let options = alice.call(StartFirstPasskey {}, here()).await.ok();
    let credential = crate::harness::authenticator::Authenticator::new("phone").make(&options);
    let name = crate::harness::entering::named("My phone");
    alice
        .call(
            salus_protocol::activation::FinishFirstPasskey {},
            salus_protocol::activation::NewPasskey { credential, name },
        )
        .await
        .ok();
    app.guest().give("alice", "sieben ba\u{308}ren im ku\u{308}hlen wald").await.ok();
}

#[tokio::test]
async fn pauses_begin_at_the_fifth_failure_and_end() {
    for name in ["alice", "nobody"] {
        let app = TestApp::start().await;
        app.ready("alice").await;
        let mut somebody = app.guest();
        for _ in 0..5 {
            somebody.give(name, "not the password at all").await.refused(ErrorCode::WrongCredentials);
        }
        let before = app.app.auth.passwords().computed();
        let refused = somebody.give(name, PASSWORD).await.refused(ErrorCode::TooManyAttempts);
        assert_eq!(refused.retry_after_seconds, Some(1));
        assert_eq!(app.app.auth.passwords().computed(), before, "nobody looks at a password in the pause");
        app.clock.advance(1);
        somebody.give(name, "not the password at all").await.refused(ErrorCode::WrongCredentials);
        let refused = somebody.give(name, PASSWORD).await.refused(ErrorCode::TooManyAttempts);
        assert_eq!(refused.retry_after_seconds, Some(2));
    }
}

#[tokio::test]
async fn the_right_password_after_the_pause_is_accepted_and_the_count_begins_again() {
    let app = TestApp::start().await;
    app.ready("alice").await;
    let mut alice = app.guest();
    for round in 0..2 {
        for _ in 0..5 {
            alice.give("alice", "not the password at all").await.refused(ErrorCode::WrongCredentials);
        }
        alice.give("alice", PASSWORD).await.refused(ErrorCode::TooManyAttempts);
        app.clock.advance(1);
        let accepted = alice.give("alice", PASSWORD).await;
        assert_eq!(accepted.status, 200, "round {round}");
    }
}

#[tokio::test]
async fn attempts_at_one_address_do_not_slow_another() {
    let app = TestApp::start().await;
    app.ready("alice").await;
    for _ in 0..6 {
        app.guest().give("bruno", "not the password at all").await;
    }
    app.guest().give("alice", PASSWORD).await.ok();
}

#[tokio::test]
async fn of_many_attempts_at_once_only_five_are_looked_at() {
    let app = TestApp::start().await;
    app.ready("alice").await;
    let attempts = (0..20).map(|_| {
        let mut somebody = app.guest();
        async move { somebody.give("alice", "not the password at all").await.status.as_u16() }
    });
    let statuses = futures::future::join_all(attempts).await;
    assert_eq!(statuses.iter().filter(|status| **status == 401).count(), 5, "{statuses:?}");
    assert_eq!(app.app.auth.passwords().computed(), 5 + 1, "five attempts, and the hash that made the account ready");
}

#[tokio::test]
async fn the_second_step_ends_after_ten_minutes() {
    let app = TestApp::start().await;
    let (_, codes) = app.ready("alice").await;
    let mut alice = app.guest();
    alice.give("alice", PASSWORD).await.ok();
    app.clock.advance(10 * 60);
    assert_eq!(alice.who().await, Who::Guest);
    alice.give_code(&codes[0]).await.refused(ErrorCode::SecondStepEnded);
}

#[tokio::test]
async fn a_new_first_step_in_the_same_browser_ends_the_earlier_one() {
    let app = TestApp::start().await;
    let (_, codes) = app.ready("alice").await;
    let mut alice = app.guest();
    alice.give("alice", PASSWORD).await.ok();
    let mut earlier = alice.clone();
    alice.give("alice", PASSWORD).await.ok();
    earlier.give_code(&codes[0]).await.refused(ErrorCode::SecondStepEnded);
    alice.give_code(&codes[0]).await.ok();
}

#[tokio::test]
async fn whoever_finds_the_line_for_passwords_full_is_told_when_to_come_back() {
    let app = TestApp::start().await;
    let passwords = app.app.auth.passwords();
    let outcomes = futures::future::join_all((0..5_000).map(|_| passwords.hash(PASSWORD))).await;
    let refused: Vec<_> = outcomes.iter().filter_map(|outcome| outcome.as_ref().err()).collect();
    assert!(!refused.is_empty() && refused.len() < 5_000, "{} were refused", refused.len());
    assert!(refused.iter().all(|error| error.code == ErrorCode::Busy && error.retry_after_seconds == Some(2)));
    passwords.hash(PASSWORD).await.unwrap();
}
