//! `RenewRecoveryCode`.

use salus_protocol::{
    ErrorCode, Nothing,
    security::{Confirmation, GetSecurity, RenewRecoveryCode},
};

use crate::harness::{
    TestApp,
    entering::{PASSWORD, given},
};

#[tokio::test]
async fn a_new_code_takes_the_place_of_all_earlier_ones() {
    let app = TestApp::start().await;
    let (_, codes) = app.ready("alice").await;
    let mut alice = app.guest();
    alice.give("alice", PASSWORD).await.ok();
    alice.give_code(&codes[0]).await.ok();
    let renewed = alice.call_with_password(RenewRecoveryCode {}, Confirmation { password: given(PASSWORD) }).await.ok();
    assert_eq!(alice.call(GetSecurity {}, Nothing {}).await.ok().recovery_codes_left, 1);

    let mut elsewhere = app.guest();
    elsewhere.give("alice", PASSWORD).await.ok();
    elsewhere.give_code(&codes[1]).await.refused(ErrorCode::RecoveryCodeNotAccepted);
    elsewhere.give_code(&renewed.recovery_code).await.ok();
}

#[tokio::test]
async fn a_new_code_needs_the_password_once_more() {
    let app = TestApp::start().await;
    let (_, codes) = app.ready("alice").await;
    let mut alice = app.guest();
    alice.give("alice", PASSWORD).await.ok();
    alice.give_code(&codes[0]).await.ok();
    let mistaken = Confirmation { password: given("not the password at all") };
    alice.call_with_password(RenewRecoveryCode {}, mistaken).await.refused(ErrorCode::WrongPassword);
    assert_eq!(alice.call(GetSecurity {}, Nothing {}).await.ok().recovery_codes_left, 3);
}
