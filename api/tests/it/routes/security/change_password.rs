//! `ChangePassword`.

use salus_protocol::{
    ErrorCode,
    security::{ChangePassword, PasswordChange},
    session::Who,
    words::{NewPassword, Reason},
};

use crate::harness::{
    TestApp,
    authenticator::Authenticator,
    entering::{PASSWORD, given},
};

const NEW: &str = "seven quiet harbour lanterns";

fn change(current: &str, new: &str) -> PasswordChange {
    PasswordChange { current: given(current), password: NewPassword::parse(new).unwrap() }
}

#[tokio::test]
async fn a_new_password_takes_the_place_of_the_old_one_and_other_sessions_end() {
    let app = TestApp::start().await;
    let mut phone = Authenticator::new("phone");
    let mut alice = app.activated("alice", &mut phone).await;
    let mut elsewhere = app.guest();
    elsewhere.give("alice", PASSWORD).await.ok();
    elsewhere.answer(&mut phone).await.ok();
    alice.call_proven(ChangePassword {}, change(PASSWORD, NEW), &mut phone).await.ok();
    assert!(matches!(alice.who().await, Who::Patient(_)));
    assert_eq!(elsewhere.who().await, Who::Guest);
    app.guest().give("alice", PASSWORD).await.refused(ErrorCode::WrongCredentials);
    app.guest().give("alice", NEW).await.ok();
}

#[tokio::test]
async fn a_new_password_needs_the_old_one_and_has_to_be_good_enough() {
    let app = TestApp::start().await;
    let mut phone = Authenticator::new("phone");
    let mut alice = app.activated("alice", &mut phone).await;
    let mistaken = change("not the password at all", NEW);
    alice.call_proven(ChangePassword {}, mistaken, &mut phone).await.refused(ErrorCode::WrongPassword);
    let weak = change(PASSWORD, "password1234");
    let refused = alice.call_proven(ChangePassword {}, weak, &mut phone).await.refused(ErrorCode::InvalidFields);
    assert_eq!((refused.fields[0].field.as_str(), refused.fields[0].reason), ("password", Reason::TooCommon));
    app.guest().give("alice", PASSWORD).await.ok();
}

#[tokio::test]
async fn a_password_that_somebody_moves_to_another_account_opens_nothing_there() {
    let app = TestApp::start().await;
    app.ready("alice").await;
    app.ready("bruno").await;
    sqlx::query(
        "UPDATE accounts SET password_ct = (SELECT password_ct FROM accounts WHERE email_index = $1) WHERE email_index = $2",
    )
    .bind(app.app.store.index("accounts.email", b"alice@example.org"))
    .bind(app.app.store.index("accounts.email", b"bruno@example.org"))
    .execute(&app.sql().await)
    .await
    .unwrap();
    app.guest().give("bruno", PASSWORD).await.refused(ErrorCode::Internal);
}
