//! `StartProof` and `GiveProof`, and what a proof opens.

use salus_protocol::{
    ErrorCode, Nothing,
    proof::{Act, GiveProof, Proof, ProofFor, ProofGiven, StartProof},
    security::{EndOtherSessions, PasskeyPlace, Place, StartAddPasskey, StartTotp},
    sign_in::{FinishPasskeySignIn, StartPasskeySignIn},
};

use crate::harness::{
    Person, TestApp,
    authenticator::{Authenticator, Fault},
    entering::{PASSWORD, given},
};

const HERE: PasskeyPlace = PasskeyPlace { place: Place::ThisDevice };
const KEY: PasskeyPlace = PasskeyPlace { place: Place::SecurityKey };

async fn alice(app: &TestApp) -> (Person, Authenticator) {
    let mut phone = Authenticator::new("phone");
    (app.activated("alice", &mut phone).await, phone)
}

#[tokio::test]
async fn a_proof_is_spent_by_the_call_it_was_given_for() {
    let app = TestApp::start().await;
    let (mut alice, mut phone) = alice(&app).await;
    alice.call_proven(StartAddPasskey {}, HERE, &mut phone).await.ok();
    alice.call(StartAddPasskey {}, HERE).await.refused(ErrorCode::ProofNeeded);
}

#[tokio::test]
async fn a_proof_for_one_act_opens_no_other() {
    let app = TestApp::start().await;
    let (mut alice, mut phone) = alice(&app).await;
    let act = Person::act_of(alice.call(StartAddPasskey {}, HERE).await);
    alice.prove(&act, &mut phone).await.ok();
    // Another body, another operation.
    alice.call(StartAddPasskey {}, KEY).await.refused(ErrorCode::ProofNeeded);
    alice.call(StartTotp {}, Nothing {}).await.refused(ErrorCode::ProofNeeded);
    alice.call(StartAddPasskey {}, HERE).await.ok();
}

#[tokio::test]
async fn a_proof_is_over_after_five_minutes() {
    let app = TestApp::start().await;
    let (mut alice, mut phone) = alice(&app).await;
    let act = Person::act_of(alice.call(StartTotp {}, Nothing {}).await);
    alice.prove(&act, &mut phone).await.ok();
    app.clock.advance(5 * 60);
    alice.call(StartTotp {}, Nothing {}).await.refused(ErrorCode::ProofNeeded);
}

#[tokio::test]
async fn a_proof_of_one_session_opens_nothing_in_another() {
    let app = TestApp::start().await;
    let (mut alice, mut phone) = alice(&app).await;
    let mut elsewhere = app.guest();
    elsewhere.give("alice", PASSWORD).await.ok();
    elsewhere.answer(&mut phone).await.ok();
    let act = Person::act_of(alice.call(StartTotp {}, Nothing {}).await);
    alice.prove(&act, &mut phone).await.ok();
    elsewhere.call(StartTotp {}, Nothing {}).await.refused(ErrorCode::ProofNeeded);
    // Not even for the same act, proved for in the other session's name.
    elsewhere.prove(&act, &mut phone).await.ok();
    elsewhere.call(StartTotp {}, Nothing {}).await.refused(ErrorCode::ProofNeeded);
}

#[tokio::test]
async fn an_answer_for_one_purpose_is_none_for_another() {
    let app = TestApp::start().await;
    let (mut alice, mut phone) = alice(&app).await;
    let act = Person::act_of(alice.call(StartTotp {}, Nothing {}).await);
    let ways = alice.call(StartProof {}, ProofFor { act: act.clone() }).await.ok();
    let mut other = app.guest();
    other.give("alice", PASSWORD).await.ok();
    let sign_in = other.call(StartPasskeySignIn {}, Nothing {}).await.ok();
    // The answer to a proof's challenge does not sign in, and the other way round.
    let answer = phone.answer(&ways.passkey.unwrap());
    other.call(FinishPasskeySignIn {}, answer).await.refused(ErrorCode::PasskeyNotAccepted);
    let proof = Proof::Passkey(phone.answer(&sign_in));
    alice.call(GiveProof {}, ProofGiven { act, proof }).await.refused(ErrorCode::PasskeyNotAccepted);
    alice.call(StartTotp {}, Nothing {}).await.refused(ErrorCode::ProofNeeded);
}

#[tokio::test]
async fn an_answer_to_the_challenge_of_another_act_is_refused() {
    let app = TestApp::start().await;
    let (mut alice, mut phone) = alice(&app).await;
    let one = Person::act_of(alice.call(StartTotp {}, Nothing {}).await);
    let other = Person::act_of(alice.call(EndOtherSessions {}, Nothing {}).await);
    let ways = alice.call(StartProof {}, ProofFor { act: one }).await.ok();
    let proof = Proof::Passkey(phone.answer(&ways.passkey.unwrap()));
    alice.call(GiveProof {}, ProofGiven { act: other, proof }).await.refused(ErrorCode::CeremonyEnded);
}

#[tokio::test]
async fn an_answer_that_does_not_hold_proves_nothing() {
    let app = TestApp::start().await;
    let (mut alice, phone) = alice(&app).await;
    for fault in [Fault::BadSignature, Fault::NotVerified, Fault::OtherOrigin] {
        let act = Person::act_of(alice.call(StartTotp {}, Nothing {}).await);
        let mut phone = phone.clone().with(fault);
        alice.prove(&act, &mut phone).await.refused(ErrorCode::PasskeyNotAccepted);
        alice.call(StartTotp {}, Nothing {}).await.refused(ErrorCode::ProofNeeded);
    }
}

#[tokio::test]
async fn somebody_elses_passkey_proves_nothing() {
    let app = TestApp::start().await;
    let (mut alice, _) = alice(&app).await;
    let mut laptop = Authenticator::new("laptop");
    app.activated("bruno", &mut laptop).await;
    let act = Person::act_of(alice.call(StartTotp {}, Nothing {}).await);
    alice.prove(&act, &mut laptop).await.refused(ErrorCode::PasskeyNotAccepted);
}

#[tokio::test]
async fn each_proof_renews_the_sessions_token() {
    let app = TestApp::start().await;
    let (mut alice, mut phone) = alice(&app).await;
    let mut copy = alice.clone();
    alice.call_proven(EndOtherSessions {}, Nothing {}, &mut phone).await.ok();
    copy.call(EndOtherSessions {}, Nothing {}).await.refused(ErrorCode::NotSignedIn);
}

#[tokio::test]
async fn the_password_alone_proves_only_after_a_recovery_code_and_only_for_half_an_hour() {
    let app = TestApp::start().await;
    let (mut by_passkey, _) = alice(&app).await;
    let password = |act: &Act| ProofGiven { act: act.clone(), proof: Proof::Password(given(PASSWORD)) };
    let act = Person::act_of(by_passkey.call(StartTotp {}, Nothing {}).await);
    by_passkey.call(GiveProof {}, password(&act)).await.refused(ErrorCode::NotAllowed);

    let (_, codes) = app.ready("bruno").await;
    let mut bruno = app.guest();
    bruno.give("bruno", PASSWORD).await.ok();
    bruno.give_code(&codes[0]).await.ok();
    let act = Person::act_of(bruno.call(StartAddPasskey {}, HERE).await);
    assert!(bruno.call(StartProof {}, ProofFor { act: act.clone() }).await.ok().password);
    let wrong = ProofGiven { act: act.clone(), proof: Proof::Password(given("not the password at all")) };
    bruno.call(GiveProof {}, wrong).await.refused(ErrorCode::WrongPassword);
    bruno.call(GiveProof {}, password(&act)).await.ok();
    bruno.call(StartAddPasskey {}, HERE).await.ok();

    for _ in 0..3 {
        app.clock.advance(10 * 60);
        bruno.call(salus_protocol::session::KeepSession {}, Nothing {}).await.ok();
    }
    let act = Person::act_of(bruno.call(StartAddPasskey {}, HERE).await);
    bruno.call(GiveProof {}, password(&act)).await.refused(ErrorCode::NotAllowed);
}
