//! `StartFirstTotp` and `FinishFirstTotp`.

use salus_api::{auth::cookies::Cookie, mail::notice::Kind, store::accounts::AccountKind};
use salus_protocol::{
    ErrorCode, Nothing,
    activation::{FinishFirstTotp, InvitationStep, OpenInvitation, StartFirstTotp},
    security::{FinishTotp, GetSecurity, StartTotp, TotpSetup},
    session::Who,
    sign_in::{TotpStep, UseTotp},
    words::{PaperCode, PersonName, TotpCode},
};

use crate::harness::{
    Person, TestApp,
    authenticator::Authenticator,
    entering::{BIRTH, PASSWORD, shown},
};

/// Somebody before the last step of activation, with what their app needs.
async fn before_the_last_step(app: &TestApp, code: &PaperCode) -> (Person, TotpSetup) {
    let mut person = app.guest();
    person.open(code, BIRTH).await.ok();
    person.choose(PASSWORD).await.ok();
    let setup = person.call(StartFirstTotp {}, Nothing {}).await.ok();
    (person, setup)
}

/// A code that the app does not show.
fn wrong() -> TotpStep {
    TotpStep { code: TotpCode::parse("000000").unwrap() }
}

#[tokio::test]
async fn an_app_gives_a_session_and_a_recovery_code_as_a_passkey_does() {
    let app = TestApp::start().await;
    let (_, code) = app.invited("alice").await;
    let (mut alice, setup) = before_the_last_step(&app, &code).await;
    let activated = alice.call(FinishFirstTotp {}, shown(&app, &setup.secret)).await.ok();
    assert!(matches!(activated.session.who, Who::Patient(_)));
    assert!(alice.holds(Cookie::Session) && !alice.holds(Cookie::Step));
    let security = alice.call(GetSecurity {}, Nothing {}).await.ok();
    assert_eq!((security.passkeys.len(), security.totp.is_some(), security.recovery_codes_left), (0, true, 1));
    assert_eq!(app.told().await, [("alice@example.org".to_owned(), Kind::Activated)]);

    let sql = app.sql().await;
    let (began_with,): (String,) = sqlx::query_as("SELECT began_with FROM sessions").fetch_one(&sql).await.unwrap();
    assert_eq!(began_with, "totp");
    let (waiting,): (i64,) =
        sqlx::query_as("SELECT CAST(COUNT(*) AS BIGINT) FROM ceremonies").fetch_one(&sql).await.unwrap();
    assert_eq!(waiting, 0, "the secret lies in one place only");

    app.clock.advance(30);
    let mut elsewhere = app.guest();
    let ways = elsewhere.give("alice", PASSWORD).await.ok();
    assert_eq!((ways.passkey, ways.totp, ways.recovery_code), (false, true, true));
    elsewhere.call(UseTotp {}, shown(&app, &setup.secret)).await.ok();
    elsewhere.give("alice", PASSWORD).await.ok();
    elsewhere.give_code(&activated.recovery_code).await.ok();
}

#[tokio::test]
async fn the_code_that_activated_the_account_does_not_sign_in() {
    let app = TestApp::start().await;
    let (_, code) = app.invited("alice").await;
    let (mut alice, setup) = before_the_last_step(&app, &code).await;
    let step = shown(&app, &setup.secret);
    alice.call(FinishFirstTotp {}, step.clone()).await.ok();
    let mut thief = app.guest();
    thief.give("alice", PASSWORD).await.ok();
    thief.call(UseTotp {}, step).await.refused(ErrorCode::CodeNotAccepted);
}

#[tokio::test]
async fn a_wrong_code_leaves_the_account_closed_and_can_be_corrected() {
    let app = TestApp::start().await;
    let (_, code) = app.invited("alice").await;
    let (mut alice, setup) = before_the_last_step(&app, &code).await;
    alice.call(FinishFirstTotp {}, wrong()).await.refused(ErrorCode::CodeNotAccepted);
    assert!(!alice.holds(Cookie::Session));
    app.guest().give("alice", PASSWORD).await.refused(ErrorCode::WrongCredentials);
    alice.call(FinishFirstTotp {}, shown(&app, &setup.secret)).await.ok();
}

#[tokio::test]
async fn wrong_codes_are_slowed_down() {
    let app = TestApp::start().await;
    let (_, code) = app.invited("alice").await;
    let (mut alice, setup) = before_the_last_step(&app, &code).await;
    for _ in 0..5 {
        alice.call(FinishFirstTotp {}, wrong()).await.refused(ErrorCode::CodeNotAccepted);
    }
    let refused = alice.call(FinishFirstTotp {}, wrong()).await.refused(ErrorCode::TooManyAttempts);
    app.clock.advance(refused.retry_after_seconds.unwrap().into());
    alice.call(FinishFirstTotp {}, shown(&app, &setup.secret)).await.ok();
}

#[tokio::test]
async fn a_setup_that_ended_has_to_be_begun_again_with_another_secret() {
    let app = TestApp::start().await;
    let (_, code) = app.invited("alice").await;
    let (mut alice, setup) = before_the_last_step(&app, &code).await;
    app.clock.advance(30 * 60);
    let late = alice.call(FinishFirstTotp {}, shown(&app, &setup.secret)).await;
    late.refused(ErrorCode::InvitationNotValid);
    alice.open(&code, BIRTH).await.ok();
    let late = alice.call(FinishFirstTotp {}, shown(&app, &setup.secret)).await;
    late.refused(ErrorCode::CeremonyEnded);
    let again = alice.call(StartFirstTotp {}, Nothing {}).await.ok();
    assert_ne!(again.secret, setup.secret, "a picture that somebody may have kept is of no use");
    alice.call(FinishFirstTotp {}, shown(&app, &setup.secret)).await.refused(ErrorCode::CodeNotAccepted);
    alice.call(FinishFirstTotp {}, shown(&app, &again.secret)).await.ok();
}

#[tokio::test]
async fn a_setup_belongs_to_the_browser_that_began_it_and_comes_after_the_password() {
    let app = TestApp::start().await;
    let (_, code) = app.invited("alice").await;
    let mut elsewhere = app.guest();
    elsewhere.open(&code, BIRTH).await.ok();
    elsewhere.call(StartFirstTotp {}, Nothing {}).await.refused(ErrorCode::InvalidRequest);
    let (_, setup) = before_the_last_step(&app, &code).await;
    elsewhere.call(FinishFirstTotp {}, shown(&app, &setup.secret)).await.refused(ErrorCode::CeremonyEnded);
}

#[tokio::test]
async fn an_invitation_that_was_used_meanwhile_takes_no_app() {
    let app = TestApp::start().await;
    let (_, code) = app.invited("alice").await;
    let (mut late, setup) = before_the_last_step(&app, &code).await;
    let mut alice = app.guest();
    alice.activate(&code, &mut Authenticator::new("phone")).await;
    late.call(FinishFirstTotp {}, shown(&app, &setup.secret)).await.refused(ErrorCode::InvitationNotValid);
    assert!(!late.holds(Cookie::Session));
    assert!(alice.call(GetSecurity {}, Nothing {}).await.ok().totp.is_none());
}

#[tokio::test]
async fn of_two_browsers_with_an_app_at_once_one_makes_the_account() {
    let app = TestApp::start().await;
    let (_, code) = app.invited("alice").await;
    let setups = [before_the_last_step(&app, &code).await, before_the_last_step(&app, &code).await];
    let finishes = setups.map(|(mut person, setup)| {
        let step = shown(&app, &setup.secret);
        tokio::spawn(async move { person.call(FinishFirstTotp {}, step).await.status.as_u16() })
    });
    let statuses: Vec<u16> = futures::future::join_all(finishes).await.into_iter().map(Result::unwrap).collect();
    assert_eq!(statuses.iter().filter(|status| **status == 200).count(), 1, "{statuses:?}");
}

#[tokio::test]
async fn whoever_is_invited_again_loses_passkeys_and_app_of_before_with_the_last_step_and_not_earlier() {
    let app = TestApp::start().await;
    let mut lost = Authenticator::new("lost phone");
    let mut thief = app.activated("alice", &mut lost).await;
    let old = thief.call_proven(StartTotp {}, Nothing {}, &mut lost).await.ok();
    thief.call(FinishTotp {}, shown(&app, &old.secret)).await.ok();
    let account = thief.account.clone().unwrap();
    let code = app.app.store.invite(&account, None).await.unwrap().code;
    let (mut alice, setup) = before_the_last_step(&app, &code).await;
    app.clock.advance(30);
    thief.give("alice", PASSWORD).await.ok();
    thief.call(UseTotp {}, shown(&app, &old.secret)).await.ok();

    alice.call(FinishFirstTotp {}, shown(&app, &setup.secret)).await.ok();
    assert_eq!(thief.who().await, Who::Guest);
    app.clock.advance(30);
    assert!(!thief.give("alice", PASSWORD).await.ok().passkey);
    thief.call(UseTotp {}, shown(&app, &old.secret)).await.refused(ErrorCode::CodeNotAccepted);
    thief.call(UseTotp {}, shown(&app, &setup.secret)).await.ok();
}

#[tokio::test]
async fn the_care_team_can_begin_with_an_app_as_well() {
    let app = TestApp::start().await;
    let role = PersonName::parse("Nurse").unwrap();
    let account = app.account("nadia", AccountKind::Staff { role }).await;
    let code = app.app.store.invite(&account, None).await.unwrap().code;
    let mut nadia = app.guest();
    nadia.call(OpenInvitation {}, InvitationStep { code, date_of_birth: None }).await.ok();
    nadia.choose(PASSWORD).await.ok();
    let setup = nadia.call(StartFirstTotp {}, Nothing {}).await.ok();
    nadia.call(FinishFirstTotp {}, shown(&app, &setup.secret)).await.ok();
    assert!(matches!(nadia.who().await, Who::Staff(_)));
}
