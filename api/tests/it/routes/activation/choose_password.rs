//! `ChoosePassword`.

use salus_protocol::{ErrorCode, activation::StartFirstPasskey, words::Reason};

use crate::harness::{
    TestApp,
    entering::{BIRTH, PASSWORD, here},
};

#[tokio::test]
async fn a_password_that_is_easy_to_guess_is_refused_with_its_reason() {
    let app = TestApp::start().await;
    let (_, code) = app.invited("alice").await;
    let mut alice = app.guest();
    alice.open(&code, BIRTH).await.ok();
    for (password, reason) in [
        ("password12345", Reason::TooCommon),
        ("correct horse battery staple", Reason::TooCommon),
        ("alice@example.org", Reason::ContainsYourDetails),
        ("north clinic", Reason::ContainsYourDetails),
    ] {
        let refused = alice.choose(password).await.refused(ErrorCode::InvalidFields);
        assert_eq!(refused.fields.len(), 1);
        assert_eq!((refused.fields[0].field.as_str(), refused.fields[0].reason), ("password", reason), "{password}");
    }
    alice.call(StartFirstPasskey {}, here()).await.refused(ErrorCode::InvalidRequest);
    alice.choose(PASSWORD).await.ok();
    alice.call(StartFirstPasskey {}, here()).await.ok();
}

#[tokio::test]
async fn a_password_that_is_too_short_is_refused_before_anybody_judges_it() {
    let app = TestApp::start().await;
    let (_, code) = app.invited("alice").await;
    let mut alice = app.guest();
    alice.open(&code, BIRTH).await.ok();
    let body = br#"{"password":"eleven char"}"#.to_vec();
    let refused = alice.send(salus_protocol::Method::Post, "/api/v1/activation/password", body).await;
    let refused = refused.refused(ErrorCode::InvalidFields);
    assert_eq!(refused.fields[0].field, "password");
    assert_eq!(refused.fields[0].reason, Reason::TooShort { min: 12 });
}

#[tokio::test]
async fn a_chosen_password_does_not_sign_in_before_the_last_step() {
    let app = TestApp::start().await;
    let (_, code) = app.invited("alice").await;
    let mut alice = app.guest();
    alice.open(&code, BIRTH).await.ok();
    alice.choose(PASSWORD).await.ok();
    app.guest().give("alice", PASSWORD).await.refused(ErrorCode::WrongCredentials);
}
