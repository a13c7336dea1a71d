//! Authenticator apps: set up, used, removed.

use salus_protocol::{
    ErrorCode, Nothing,
    security::{FinishTotp, GetSecurity, RemovePasskey, RemoveTotp, StartTotp},
    session::Who,
    sign_in::{TotpStep, UseTotp},
    words::TotpCode,
};

use crate::harness::{
    Person, TestApp,
    authenticator::Authenticator,
    entering::{PASSWORD, shown},
};

/// A patient with an app.
async fn with_app(app: &TestApp) -> (Person, Authenticator, String) {
    let mut phone = Authenticator::new("phone");
    let mut alice = app.activated("alice", &mut phone).await;
    let setup = alice.call_proven(StartTotp {}, Nothing {}, &mut phone).await.ok();
    assert!(alice.call(GetSecurity {}, Nothing {}).await.ok().totp.is_none(), "not before its first code");
    assert!(alice.call(FinishTotp {}, shown(app, &setup.secret)).await.ok().totp.is_some());
    (alice, phone, setup.secret)
}

#[tokio::test]
async fn an_app_signs_in_and_each_of_its_codes_once() {
    let app = TestApp::start().await;
    let (_, _, secret) = with_app(&app).await;
    app.clock.advance(30);
    let mut elsewhere = app.guest();
    assert!(elsewhere.give("alice", PASSWORD).await.ok().totp);
    let step = shown(&app, &secret);
    elsewhere.call(UseTotp {}, step.clone()).await.ok();
    let mut thief = app.guest();
    thief.give("alice", PASSWORD).await.ok();
    thief.call(UseTotp {}, step).await.refused(ErrorCode::CodeNotAccepted);
}

#[tokio::test]
async fn whoever_loads_the_page_anew_at_the_second_step_still_finds_the_app_there() {
    let app = TestApp::start().await;
    let (mut alice, mut phone, _) = with_app(&app).await;
    let passkey_id = alice.call(GetSecurity {}, Nothing {}).await.ok().passkeys[0].id.clone();
    alice.call_proven(RemovePasskey { passkey_id }, Nothing {}, &mut phone).await.ok();
    let mut elsewhere = app.guest();
    let ways = elsewhere.give("alice", PASSWORD).await.ok();
    assert!(ways.totp && !ways.passkey && !ways.passkeys_suspended);
    assert_eq!(elsewhere.who().await, Who::SecondStep(ways));
}

#[tokio::test]
async fn the_code_that_set_the_app_up_does_not_sign_in() {
    let app = TestApp::start().await;
    let (_, _, secret) = with_app(&app).await;
    let mut elsewhere = app.guest();
    elsewhere.give("alice", PASSWORD).await.ok();
    elsewhere.call(UseTotp {}, shown(&app, &secret)).await.refused(ErrorCode::CodeNotAccepted);
}

#[tokio::test]
async fn wrong_codes_are_slowed_down_however_many_steps_are_opened() {
    let app = TestApp::start().await;
    let (_, _, _) = with_app(&app).await;
    let wrong = TotpStep { code: TotpCode::parse("000000").unwrap() };
    for _ in 0..5 {
        let mut thief = app.guest();
        thief.give("alice", PASSWORD).await.ok();
        thief.call(UseTotp {}, wrong.clone()).await.refused(ErrorCode::CodeNotAccepted);
    }
    let mut thief = app.guest();
    thief.give("alice", PASSWORD).await.ok();
    thief.call(UseTotp {}, wrong).await.refused(ErrorCode::TooManyAttempts);
}

#[tokio::test]
async fn a_device_that_signed_in_before_is_not_kept_from_the_app_by_others_failures() {
    let app = TestApp::start().await;
    let (mut alice, _, secret) = with_app(&app).await;
    let wrong = TotpStep { code: TotpCode::parse("000000").unwrap() };
    let mut thief = app.guest();
    thief.give("alice", PASSWORD).await.ok();
    thief.call(UseTotp {}, wrong).await.refused(ErrorCode::CodeNotAccepted);
    sqlx::query("UPDATE attempts SET failures = 100").execute(&app.sql().await).await.unwrap();
    app.clock.advance(30);
    thief.call(UseTotp {}, shown(&app, &secret)).await.refused(ErrorCode::PasswordStopped);
    alice.give("alice", PASSWORD).await.ok();
    alice.call(UseTotp {}, shown(&app, &secret)).await.ok();
}

#[tokio::test]
async fn a_known_device_has_a_limit_of_its_own_for_the_app_as_well() {
    let app = TestApp::start().await;
    let (mut alice, _, secret) = with_app(&app).await;
    let wrong = TotpStep { code: TotpCode::parse("000000").unwrap() };
    alice.give("alice", PASSWORD).await.ok();
    for _ in 0..5 {
        alice.call(UseTotp {}, wrong.clone()).await.refused(ErrorCode::CodeNotAccepted);
    }
    alice.call(UseTotp {}, wrong).await.refused(ErrorCode::TooManyAttempts);
    app.clock.advance(30);
    let mut elsewhere = app.guest();
    elsewhere.give("alice", PASSWORD).await.ok();
    elsewhere.call(UseTotp {}, shown(&app, &secret)).await.ok();
}

#[tokio::test]
async fn an_app_that_is_removed_signs_in_no_more() {
    let app = TestApp::start().await;
    let (mut alice, mut phone, secret) = with_app(&app).await;
    assert!(alice.call_proven(RemoveTotp {}, Nothing {}, &mut phone).await.ok().totp.is_none());
    app.clock.advance(30);
    let mut elsewhere = app.guest();
    assert!(!elsewhere.give("alice", PASSWORD).await.ok().totp);
    elsewhere.call(UseTotp {}, shown(&app, &secret)).await.refused(ErrorCode::CodeNotAccepted);
}

#[tokio::test]
async fn an_app_that_is_not_set_up_in_half_an_hour_has_to_be_begun_again() {
    let app = TestApp::start().await;
    let mut phone = Authenticator::new("phone");
    let mut alice = app.activated("alice", &mut phone).await;
    let setup = alice.call_proven(StartTotp {}, Nothing {}, &mut phone).await.ok();
    // The session is kept awake: it would lock itself.
    for _ in 0..3 {
        app.clock.advance(10 * 60);
        alice.call(GetSecurity {}, Nothing {}).await.ok();
    }
    alice.call(FinishTotp {}, shown(&app, &setup.secret)).await.refused(ErrorCode::CeremonyEnded);
    let again = alice.call_proven(StartTotp {}, Nothing {}, &mut phone).await.ok();
    assert_ne!(again.secret, setup.secret, "a picture that somebody may have kept is of no use");
    assert!(alice.call(FinishTotp {}, shown(&app, &again.secret)).await.ok().totp.is_some());
}
