//! `StartUnlock`, `UnlockWithPasskey`, `UnlockWithPassword`.

use salus_protocol::{
    ErrorCode, Nothing,
    security::{Confirmation, GetSecurity},
    session::{PATIENT_IDLE_SECONDS, StartUnlock, UnlockWithPasskey, UnlockWithPassword, Who},
};

use crate::harness::{
    Person, TestApp,
    authenticator::{Authenticator, Fault},
    entering::{PASSWORD, given},
};

/// A patient who was away for too long, and their authenticator.
async fn locked(app: &TestApp) -> (Person, Authenticator) {
    let mut phone = Authenticator::new("phone");
    let alice = app.activated("alice", &mut phone).await;
    app.clock.advance(PATIENT_IDLE_SECONDS.into());
    (alice, phone)
}

fn password(text: &str) -> Confirmation {
    Confirmation { password: given(text) }
}

#[tokio::test]
async fn a_passkey_unlocks_and_the_session_goes_on_with_another_token() {
    let app = TestApp::start().await;
    let (mut alice, mut phone) = locked(&app).await;
    let mut copy = alice.clone();
    let ways = alice.call(StartUnlock {}, Nothing {}).await.ok();
    assert_eq!(ways.first_name, "alice");
    let answer = phone.answer(&ways.passkey.unwrap());
    let current = alice.call(UnlockWithPasskey {}, answer).await.ok();
    assert!(matches!(current.who, Who::Patient(_)) && current.limits.is_some());
    alice.call(GetSecurity {}, Nothing {}).await.ok();
    assert_eq!(copy.who().await, Who::Guest);
}

#[tokio::test]
async fn the_password_unlocks_too() {
    let app = TestApp::start().await;
    let (mut alice, _) = locked(&app).await;
    alice.call(UnlockWithPassword {}, password("not the password at all")).await.refused(ErrorCode::WrongPassword);
    alice.call(UnlockWithPassword {}, password(PASSWORD)).await.ok();
    alice.call(GetSecurity {}, Nothing {}).await.ok();
}

#[tokio::test]
async fn after_five_wrong_answers_the_session_has_ended() {
    let app = TestApp::start().await;
    let (mut alice, phone) = locked(&app).await;
    for attempt in 1..=5 {
        let ways = alice.call(StartUnlock {}, Nothing {}).await.ok();
        let answer = phone.clone().with(Fault::BadSignature).answer(&ways.passkey.unwrap());
        let code = if attempt < 5 { ErrorCode::PasskeyNotAccepted } else { ErrorCode::NotSignedIn };
        alice.call(UnlockWithPasskey {}, answer).await.refused(code);
    }
    assert_eq!(alice.who().await, Who::Guest);
}

#[tokio::test]
async fn an_answer_that_came_too_late_is_not_counted_as_a_wrong_one() {
    let app = TestApp::start().await;
    let (mut alice, mut phone) = locked(&app).await;
    let mut late = None;
    for _ in 0..4 {
        let ways = alice.call(StartUnlock {}, Nothing {}).await.ok();
        let answer = phone.clone().with(Fault::BadSignature).answer(&ways.passkey.unwrap());
        alice.call(UnlockWithPasskey {}, answer.clone()).await.refused(ErrorCode::PasskeyNotAccepted);
        late = Some(answer);
    }
    for _ in 0..6 {
        alice.call(UnlockWithPasskey {}, late.clone().unwrap()).await.refused(ErrorCode::CeremonyEnded);
    }
    let ways = alice.call(StartUnlock {}, Nothing {}).await.ok();
    alice.call(UnlockWithPasskey {}, phone.answer(&ways.passkey.unwrap())).await.ok();
}

#[tokio::test]
async fn nothing_unlocks_a_session_after_its_end() {
    let app = TestApp::start().await;
    let (mut alice, _) = locked(&app).await;
    app.clock.advance(12 * 60 * 60);
    alice.call(StartUnlock {}, Nothing {}).await.refused(ErrorCode::NotSignedIn);
    alice.call(UnlockWithPassword {}, password(PASSWORD)).await.refused(ErrorCode::NotSignedIn);
}

#[tokio::test]
async fn a_session_that_somebody_points_to_another_account_opens_nothing() {
    let app = TestApp::start().await;
    let (mut mallory, bruno) = (app.patient("mallory").await, app.patient("bruno").await);
    sqlx::query("UPDATE sessions SET account_id = $1 WHERE account_id = $2")
        .bind(bruno.account.as_ref().unwrap().as_str())
        .bind(mallory.account.as_ref().unwrap().as_str())
        .execute(&app.sql().await)
        .await
        .unwrap();
    assert_eq!(mallory.who().await, Who::Guest);
}
