//! `SignOut`.

use salus_api::auth::cookies::Cookie;
use salus_protocol::{
    ErrorCode, Nothing,
    security::GetSecurity,
    session::{SignOut, Who},
};

use crate::harness::{TestApp, entering::PASSWORD};

#[tokio::test]
async fn a_session_that_was_left_opens_nothing_though_its_token_was_kept() {
    let app = TestApp::start().await;
    let mut alice = app.patient("alice").await;
    let mut copy = alice.clone();
    alice.call(SignOut {}, Nothing {}).await.ok();
    assert!(!alice.holds(Cookie::Session));
    assert_eq!(alice.who().await, Who::Guest);
    copy.call(GetSecurity {}, Nothing {}).await.refused(ErrorCode::NotSignedIn);
}

#[tokio::test]
async fn signing_out_between_two_steps_ends_the_second_step() {
    let app = TestApp::start().await;
    let (_, codes) = app.ready("alice").await;
    let mut alice = app.guest();
    alice.give("alice", PASSWORD).await.ok();
    let mut copy = alice.clone();
    alice.call(SignOut {}, Nothing {}).await.ok();
    assert!(!alice.holds(Cookie::Step));
    copy.give_code(&codes[0]).await.refused(ErrorCode::SecondStepEnded);
}

#[tokio::test]
async fn a_guest_can_sign_out() {
    let app = TestApp::start().await;
    app.guest().call(SignOut {}, Nothing {}).await.ok();
}
