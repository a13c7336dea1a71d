//! Nobody who fails on purpose keeps an owner out, and nobody guesses for ever.

use salus_protocol::ErrorCode;

use crate::harness::{TestApp, authenticator::Authenticator, entering::PASSWORD};

/// Fails so many times at an address, waiting out each pause.
async fn fails(app: &TestApp, name: &str, times: u32) {
    for _ in 0..times {
        app.guest().give(name, "not the password at all").await.refused(ErrorCode::WrongCredentials);
        app.clock.advance(15 * 60);
    }
}

#[tokio::test]
async fn after_a_hundred_failures_the_password_opens_nothing_whether_there_is_an_account_or_not() {
    let app = TestApp::start().await;
    app.ready("alice").await;
    for name in ["alice", "nobody"] {
        fails(&app, name, 100).await;
        app.guest().give(name, PASSWORD).await.refused(ErrorCode::PasswordStopped);
    }
    app.clock.advance(48 * 60 * 60);
    app.app.store.forget_expired().await.unwrap();
    app.guest().give("alice", PASSWORD).await.refused(ErrorCode::PasswordStopped);
}

#[tokio::test]
async fn a_device_that_signed_in_before_is_not_kept_out_by_others_failures() {
    let app = TestApp::start().await;
    let mut phone = Authenticator::new("phone");
    let mut alice = app.activated("alice", &mut phone).await;
    fails(&app, "alice", 100).await;
    app.guest().give("alice", PASSWORD).await.refused(ErrorCode::PasswordStopped);
    alice.give("alice", PASSWORD).await.ok();
    alice.answer(&mut phone).await.ok();
}

#[tokio::test]
async fn a_known_device_has_a_limit_of_its_own_and_only_for_its_own_account() {
    let app = TestApp::start().await;
    let mut phone = Authenticator::new("phone");
    let mut alice = app.activated("alice", &mut phone).await;
    app.ready("bruno").await;
    for _ in 0..5 {
        alice.give("alice", "not the password at all").await.refused(ErrorCode::WrongCredentials);
    }
    alice.give("alice", PASSWORD).await.refused(ErrorCode::TooManyAttempts);
    // Elsewhere the count is another, and at another's address the device is not known.
    app.guest().give("alice", PASSWORD).await.ok();
    fails(&app, "bruno", 100).await;
    alice.give("bruno", PASSWORD).await.refused(ErrorCode::PasswordStopped);
}
