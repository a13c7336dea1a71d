//! `UseRecoveryCode`.

use salus_api::auth::cookies::Cookie;
use salus_protocol::{ErrorCode, session::Who, words::PaperCode};

use crate::harness::{
    TestApp,
    entering::{PASSWORD, address},
};

#[tokio::test]
async fn a_code_signs_in_once() {
    let app = TestApp::start().await;
    let (_, codes) = app.ready("alice").await;
    let mut alice = app.guest();
    alice.give("alice", PASSWORD).await.ok();
    let session = alice.give_code(&codes[0]).await.ok();
    assert!(matches!(session.session.who, Who::Patient(_)));
    assert!(alice.holds(Cookie::Session) && !alice.holds(Cookie::Step));

    let mut again = app.guest();
    again.give("alice", PASSWORD).await.ok();
    again.give_code(&codes[0]).await.refused(ErrorCode::RecoveryCodeNotAccepted);
    assert!(!again.holds(Cookie::Session));
    again.give_code(&codes[1]).await.ok();
}

#[tokio::test]
async fn a_code_that_is_used_is_replaced_by_one_that_works() {
    let app = TestApp::start().await;
    let (account, codes) = app.ready("alice").await;
    let left = app.app.store.codes_left(&account).await.unwrap();
    let mut code = codes[0].clone();
    for _ in 0..3 {
        let mut alice = app.guest();
        assert!(alice.give("alice", PASSWORD).await.ok().recovery_code);
        code = alice.give_code(&code).await.ok().recovery_code;
    }
    assert_eq!(app.app.store.codes_left(&account).await.unwrap(), left);
}

#[tokio::test]
async fn somebody_elses_code_is_refused_and_stays_good_for_its_owner() {
    let app = TestApp::start().await;
    let (_, codes) = app.ready("alice").await;
    app.ready("bruno").await;
    let mut bruno = app.guest();
    bruno.give("bruno", PASSWORD).await.ok();
    bruno.give_code(&codes[0]).await.refused(ErrorCode::RecoveryCodeNotAccepted);
    let mut alice = app.guest();
    alice.give("alice", PASSWORD).await.ok();
    alice.give_code(&codes[0]).await.ok();
}

#[tokio::test]
async fn of_one_code_used_many_times_at_once_one_enters() {
    let app = TestApp::start().await;
    let (_, codes) = app.ready("alice").await;
    let mut people = Vec::new();
    for _ in 0..6 {
        let mut alice = app.guest();
        alice.give("alice", PASSWORD).await.ok();
        people.push(alice);
    }
    let uses = people.into_iter().map(|mut alice| {
        let code = codes[0].clone();
        tokio::spawn(async move { alice.give_code(&code).await.status.as_u16() })
    });
    let statuses: Vec<u16> = futures::future::join_all(uses).await.into_iter().map(Result::unwrap).collect();
    assert_eq!(statuses.iter().filter(|status| **status == 200).count(), 1, "{statuses:?}");
}

#[tokio::test]
async fn of_several_codes_given_at_once_in_one_step_one_enters_and_the_others_stay_good() {
    let app = TestApp::start().await;
    let (_, codes) = app.ready("alice").await;
    let mut alice = app.guest();
    alice.give("alice", PASSWORD).await.ok();
    // Opens as many connections as are needed below: otherwise the first use is over before the others begin.
    futures::future::join_all((0..8).map(|_| app.app.store.ping())).await;
    let uses = codes.iter().cloned().map(|code| {
        let mut alice = alice.clone();
        tokio::spawn(async move { alice.give_code(&code).await.status.as_u16() })
    });
    let statuses: Vec<u16> = futures::future::join_all(uses).await.into_iter().map(Result::unwrap).collect();
    assert_eq!(statuses.iter().filter(|status| **status == 200).count(), 1, "{statuses:?}");
    let account = app.app.store.account_by_email(&address("alice")).await.unwrap().unwrap();
    assert_eq!(app.app.store.codes_left(&account.id).await.unwrap(), 3);
}

#[tokio::test]
async fn after_ten_wrong_codes_the_second_step_is_over() {
    let app = TestApp::start().await;
    let (_, codes) = app.ready("alice").await;
    let mut alice = app.guest();
    alice.give("alice", PASSWORD).await.ok();
    for wrong in 0..10_u64 {
        alice.give_code(&PaperCode::from_bits(wrong.into())).await.refused(ErrorCode::RecoveryCodeNotAccepted);
        // Past the pause that a failure asks for: in all this is less than the time that the step has.
        app.clock.advance(if wrong < 4 { 0 } else { 1 << (wrong - 4) });
    }
    alice.give_code(&codes[0]).await.refused(ErrorCode::SecondStepEnded);
}

#[tokio::test]
async fn wrong_codes_are_slowed_down_however_many_steps_are_opened_and_a_known_device_is_not() {
    let app = TestApp::start().await;
    let (_, codes) = app.ready("alice").await;
    let mut known = app.guest();
    known.give("alice", PASSWORD).await.ok();
    known.give_code(&codes[0]).await.ok();
    for wrong in 0..5_u64 {
        let mut thief = app.guest();
        thief.give("alice", PASSWORD).await.ok();
        thief.give_code(&PaperCode::from_bits(wrong.into())).await.refused(ErrorCode::RecoveryCodeNotAccepted);
    }
    let mut elsewhere = app.guest();
    elsewhere.give("alice", PASSWORD).await.ok();
    elsewhere.give_code(&codes[1]).await.refused(ErrorCode::TooManyAttempts);
    known.give("alice", PASSWORD).await.ok();
    known.give_code(&codes[1]).await.ok();
}

#[tokio::test]
async fn whoever_fails_on_purpose_makes_the_owner_of_a_code_wait_and_no_more() {
    let app = TestApp::start().await;
    let (_, codes) = app.ready("alice").await;
    let mut alice = app.guest();
    alice.give("alice", PASSWORD).await.ok();
    alice.give_code(&PaperCode::from_bits(0)).await.refused(ErrorCode::RecoveryCodeNotAccepted);
    sqlx::query("UPDATE attempts SET failures = 100").execute(&app.sql().await).await.unwrap();
    alice.give_code(&codes[0]).await.refused(ErrorCode::TooManyAttempts);
    app.clock.advance(15 * 60);
    alice.give("alice", PASSWORD).await.ok();
    alice.give_code(&codes[0]).await.ok();
}

#[tokio::test]
async fn a_code_without_the_password_opens_nothing() {
    let app = TestApp::start().await;
    let (_, codes) = app.ready("alice").await;
    app.guest().give_code(&codes[0]).await.refused(ErrorCode::SecondStepEnded);
}
