//! `OpenInvitation`.

use salus_api::{auth::cookies::Cookie, store::accounts::AccountKind};
use salus_protocol::{
    ErrorCode, Nothing,
    activation::{InvitationStep, OpenInvitation, StartFirstPasskey},
    security::GetSecurity,
    session::Who,
    words::{PaperCode, PersonName},
};

use crate::harness::{
    TestApp,
    authenticator::Authenticator,
    entering::{BIRTH, PASSWORD, address, here},
};

#[tokio::test]
async fn a_code_and_the_date_of_birth_open_the_steps_of_activation_and_nothing_else() {
    let app = TestApp::start().await;
    let (_, code) = app.invited("alice").await;
    let mut alice = app.guest();
    let invitation = alice.open(&code, BIRTH).await.ok();
    assert_eq!((invitation.first_name.as_str(), invitation.email), ("alice", address("alice")));
    assert!(alice.holds(Cookie::Step) && !alice.holds(Cookie::Session));
    assert_eq!(alice.who().await, Who::Guest);
    alice.call(GetSecurity {}, Nothing {}).await.refused(ErrorCode::NotSignedIn);
    alice.call(salus_protocol::sign_in::StartPasskeySignIn {}, Nothing {}).await.refused(ErrorCode::SecondStepEnded);
}

#[tokio::test]
async fn a_wrong_date_an_unknown_code_and_an_old_code_get_the_same_answer() {
    let app = TestApp::start().await;
    let (_, code) = app.invited("alice").await;
    let mut texts = Vec::new();
    let mut somebody = app.guest();
    let wrong = somebody.open(&code, "1979-03-06").await.refused(ErrorCode::InvitationNotValid);
    let unknown = somebody.open(&PaperCode::from_bits(1), BIRTH).await.refused(ErrorCode::InvitationNotValid);
    let none = InvitationStep { code: code.clone(), date_of_birth: None };
    let none = somebody.call(OpenInvitation {}, none).await.refused(ErrorCode::InvitationNotValid);
    app.clock.advance(7 * 24 * 60 * 60);
    let old = somebody.open(&code, BIRTH).await.refused(ErrorCode::InvitationNotValid);
    for mut error in [wrong, unknown, none, old] {
        error.request_id.clear();
        texts.push(error);
    }
    assert!(texts.windows(2).all(|pair| pair[0] == pair[1]), "{texts:?}");
    assert!(!somebody.holds(Cookie::Step));
}

#[tokio::test]
async fn an_invitation_can_be_opened_again_until_the_last_step() {
    let app = TestApp::start().await;
    let (_, code) = app.invited("alice").await;
    for _ in 0..8 {
        app.guest().open(&code, BIRTH).await.ok();
    }
    app.clock.advance(7 * 24 * 60 * 60 - 1);
    app.guest().activate(&code, &mut Authenticator::new("phone")).await;
    app.guest().open(&code, BIRTH).await.refused(ErrorCode::InvitationNotValid);
}

#[tokio::test]
async fn five_wrong_dates_end_the_invitation() {
    let app = TestApp::start().await;
    let (_, code) = app.invited("alice").await;
    let mut somebody = app.guest();
    for day in 10..15 {
        somebody.open(&code, &format!("1979-03-{day}")).await.refused(ErrorCode::InvitationNotValid);
    }
    somebody.open(&code, BIRTH).await.refused(ErrorCode::InvitationNotValid);
}

#[tokio::test]
async fn of_many_dates_tried_at_once_five_are_looked_at() {
    let app = TestApp::start().await;
    let (_, code) = app.invited("alice").await;
    let tries = (1..=28).map(|day| {
        let (mut somebody, code) = (app.guest(), code.clone());
        tokio::spawn(async move { somebody.open(&code, &format!("1979-02-{day:02}")).await.status.as_u16() })
    });
    for status in futures::future::join_all(tries).await {
        assert_eq!(status.unwrap(), 410);
    }
    app.guest().open(&code, BIRTH).await.refused(ErrorCode::InvitationNotValid);
}

#[tokio::test]
async fn the_opened_steps_are_over_after_half_an_hour() {
    let app = TestApp::start().await;
    let (_, code) = app.invited("alice").await;
    let mut alice = app.guest();
    alice.open(&code, BIRTH).await.ok();
    alice.choose(PASSWORD).await.ok();
    app.clock.advance(30 * 60);
    alice.call(StartFirstPasskey {}, here()).await.refused(ErrorCode::InvitationNotValid);
    alice.open(&code, BIRTH).await.ok();
    alice.call(StartFirstPasskey {}, here()).await.ok();
}

#[tokio::test]
async fn a_new_invitation_ends_the_earlier_one_and_its_open_steps() {
    let app = TestApp::start().await;
    let (account, code) = app.invited("alice").await;
    let mut alice = app.guest();
    alice.open(&code, BIRTH).await.ok();
    let newer = app.app.store.invite(&account, None).await.unwrap().code;
    alice.choose(PASSWORD).await.refused(ErrorCode::InvitationNotValid);
    alice.open(&code, BIRTH).await.refused(ErrorCode::InvitationNotValid);
    alice.open(&newer, BIRTH).await.ok();
}

#[tokio::test]
async fn the_care_team_opens_an_invitation_with_the_code_alone() {
    let app = TestApp::start().await;
    let role = PersonName::parse("Nurse").unwrap();
    let account = app.account("nadia", AccountKind::Staff { role }).await;
    let code = app.app.store.invite(&account, None).await.unwrap().code;
    let mut nadia = app.guest();
    nadia.call(OpenInvitation {}, InvitationStep { code: code.clone(), date_of_birth: None }).await.ok();
    nadia.activate(&code, &mut Authenticator::new("key")).await;
    assert!(matches!(nadia.who().await, Who::Staff(_)));
}

#[tokio::test]
async fn a_patient_without_a_date_of_birth_on_file_cannot_open_an_invitation() {
    let app = TestApp::start().await;
    let patient = app.patient_on_file("alice", None).await;
    let account = app.account("alice", AccountKind::Patient(patient.clone())).await;
    let code = app.app.store.invite(&account, Some(&patient)).await.unwrap().code;
    let none = InvitationStep { code: code.clone(), date_of_birth: None };
    app.guest().call(OpenInvitation {}, none).await.refused(ErrorCode::InvitationNotValid);
    app.guest().open(&code, BIRTH).await.refused(ErrorCode::InvitationNotValid);
}
