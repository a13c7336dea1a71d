//! `StartPasskeySignIn` and `FinishPasskeySignIn`.

use salus_api::{
    auth::cookies::Cookie,
    mail::notice::Kind,
    store::ceremonies::{Ceremony, Holder},
};
use salus_protocol::{
    ErrorCode, Nothing,
    ids::AccountId,
    security::GetSecurity,
    session::{Offer, SignOut, Who},
    sign_in::{FinishPasskeySignIn, PasswordAccepted, StartPasskeySignIn},
};

use crate::harness::{
    Person, TestApp,
    authenticator::{Authenticator, Fault},
    entering::{PASSWORD, address},
};

/// A patient whose password was right, and their authenticator.
async fn at_the_second_step(app: &TestApp, name: &str) -> (Person, Authenticator) {
    let mut phone = Authenticator::new("phone");
    app.activated(name, &mut phone).await;
    let mut person = app.guest();
    person.give(name, PASSWORD).await.ok();
    (person, phone)
}

#[tokio::test]
async fn a_person_activates_signs_out_and_comes_back_with_password_and_passkey() {
    let app = TestApp::start().await;
    let mut phone = Authenticator::new("phone");
    let mut alice = app.activated("alice", &mut phone).await;
    assert!(matches!(alice.who().await, Who::Patient(_)));
    alice.call(SignOut {}, Nothing {}).await.ok();
    assert_eq!(alice.who().await, Who::Guest);

    let accepted = alice.give("alice", PASSWORD).await.ok();
    assert!(accepted.passkey && accepted.recovery_code);
    assert!(!alice.holds(Cookie::Session), "there is no session before the second step");
    let session = alice.answer(&mut phone).await.ok();
    assert!(matches!(session.who, Who::Patient(person) if person.first_name == "alice"));
    assert!(alice.holds(Cookie::Session));
    assert!(!alice.holds(Cookie::Step));
    assert!(matches!(alice.who().await, Who::Patient(_)));
    let passkeys = alice.call(GetSecurity {}, Nothing {}).await.ok().passkeys;
    assert!(passkeys[0].last_used_at.is_some());
}

#[tokio::test]
async fn the_browser_is_asked_for_this_portals_passkeys_and_an_unlocked_one() {
    let app = TestApp::start().await;
    let (mut alice, _) = at_the_second_step(&app, "alice").await;
    let options = alice.call(StartPasskeySignIn {}, Nothing {}).await.ok().public_key;
    assert_eq!(options["rpId"], "localhost");
    assert_eq!(options["userVerification"], "required");
    assert_eq!(options["timeout"], 300_000);
    assert_eq!(options["allowCredentials"].as_array().map(Vec::len), Some(1));
    assert_eq!(options["allowCredentials"][0]["transports"], serde_json::json!(["internal", "hybrid"]));
}

#[tokio::test]
async fn an_answer_that_does_not_hold_is_refused_and_uses_its_challenge_up() {
    for fault in [Fault::BadSignature, Fault::NotVerified, Fault::OtherOrigin, Fault::OtherSite, Fault::OtherChallenge]
    {
        let app = TestApp::start().await;
        let (mut alice, mut phone) = at_the_second_step(&app, "alice").await;
        let options = alice.call(StartPasskeySignIn {}, Nothing {}).await.ok();
        let bad = phone.clone().with(fault).answer(&options);
        alice.call(FinishPasskeySignIn {}, bad).await.refused(ErrorCode::PasskeyNotAccepted);
        assert!(!alice.holds(Cookie::Session), "{fault:?}");
        let good = phone.answer(&options);
        alice.call(FinishPasskeySignIn {}, good).await.refused(ErrorCode::CeremonyEnded);
        alice.answer(&mut phone).await.ok();
    }
}

#[tokio::test]
async fn a_passkey_whose_counter_goes_back_is_suspended_as_a_copy() {
    let app = TestApp::start().await;
    let (mut alice, mut phone) = at_the_second_step(&app, "alice").await;
    for _ in 0..3 {
        alice.answer(&mut phone).await.ok();
        alice.give("alice", PASSWORD).await.ok();
    }
    let mut copy = phone.clone().with(Fault::CounterBack);
    alice.answer(&mut copy).await.refused(ErrorCode::PasskeyNotAccepted);
    // Nobody knows which of the two is the copy: from now on neither opens anything, and their owner sees why.
    alice.call(StartPasskeySignIn {}, Nothing {}).await.refused(ErrorCode::PasskeyNotAccepted);
    let account = app.app.store.account_by_email(&address("alice")).await.unwrap().unwrap();
    assert!(app.app.store.passkeys_of(&account.id).await.unwrap()[0].suspended);
    let told = app.delivered().await.into_iter().filter(|mail| mail.notice.kind == Kind::PasskeyStopped);
    assert_eq!(told.map(|mail| mail.to).collect::<Vec<_>>(), ["alice@example.org"], "once, and to their owner");
}

#[tokio::test]
async fn a_passkey_that_is_suspended_is_no_way_to_take_the_second_step_and_the_owner_is_told_so() {
    let app = TestApp::start().await;
    let (mut alice, _) = at_the_second_step(&app, "alice").await;
    app.suspend("alice").await;
    let ways = alice.give("alice", PASSWORD).await.ok();
    assert_eq!(ways, PasswordAccepted { passkey: false, passkeys_suspended: true, totp: false, recovery_code: true });
    assert_eq!(alice.who().await, Who::SecondStep(ways), "after a reload as well");
}

#[tokio::test]
async fn a_passkey_on_a_phone_brings_an_offer_to_add_one_here_and_a_key_on_a_stick_none() {
    let ways: [(&'static str, &'static [&'static str], &'static str, Option<Offer>); 3] = [
        ("phone", &["internal", "hybrid"], "cross-platform", Some(Offer::PasskeyHere)),
        ("this device", &["internal", "hybrid"], "platform", None),
        ("stick", &["nfc", "usb"], "cross-platform", None),
    ];
    for (name, transports, attachment, offer) in ways {
        let app = TestApp::start().await;
        let mut device = Authenticator::new(name);
        device.transports = transports;
        device.attachment = attachment;
        app.activated("alice", &mut device).await;
        let mut elsewhere = app.guest();
        elsewhere.give("alice", PASSWORD).await.ok();
        assert_eq!(elsewhere.answer(&mut device).await.ok().offer, offer, "{name}");
    }
}

#[tokio::test]
async fn an_answer_is_good_for_one_session() {
    let app = TestApp::start().await;
    let (mut alice, mut phone) = at_the_second_step(&app, "alice").await;
    let mut copy = alice.clone();
    let options = alice.call(StartPasskeySignIn {}, Nothing {}).await.ok();
    let answer = phone.answer(&options);
    alice.call(FinishPasskeySignIn {}, answer.clone()).await.ok();
    copy.call(FinishPasskeySignIn {}, answer.clone()).await.refused(ErrorCode::SecondStepEnded);
    copy.give("alice", PASSWORD).await.ok();
    copy.call(FinishPasskeySignIn {}, answer).await.refused(ErrorCode::CeremonyEnded);
}

#[tokio::test]
async fn of_the_same_answer_given_many_times_at_once_one_enters() {
    let app = TestApp::start().await;
    let (mut alice, mut phone) = at_the_second_step(&app, "alice").await;
    let options = alice.call(StartPasskeySignIn {}, Nothing {}).await.ok();
    let answer = phone.answer(&options);
    let finishes = (0..8).map(|_| {
        let (mut copy, answer) = (alice.clone(), answer.clone());
        tokio::spawn(async move { copy.call(FinishPasskeySignIn {}, answer).await.status.as_u16() })
    });
    let statuses: Vec<u16> = futures::future::join_all(finishes).await.into_iter().map(Result::unwrap).collect();
    assert_eq!(statuses.iter().filter(|status| **status == 200).count(), 1, "{statuses:?}");
}

#[tokio::test]
async fn a_challenge_is_over_after_five_minutes() {
    let app = TestApp::start().await;
    let (mut alice, mut phone) = at_the_second_step(&app, "alice").await;
    let options = alice.call(StartPasskeySignIn {}, Nothing {}).await.ok();
    app.clock.advance(5 * 60);
    alice.call(FinishPasskeySignIn {}, phone.answer(&options)).await.refused(ErrorCode::CeremonyEnded);
    alice.answer(&mut phone).await.ok();
}

#[tokio::test]
async fn asking_again_makes_the_earlier_challenge_worthless() {
    let app = TestApp::start().await;
    let (mut alice, mut phone) = at_the_second_step(&app, "alice").await;
    let earlier = alice.call(StartPasskeySignIn {}, Nothing {}).await.ok();
    alice.call(StartPasskeySignIn {}, Nothing {}).await.ok();
    alice.call(FinishPasskeySignIn {}, phone.answer(&earlier)).await.refused(ErrorCode::PasskeyNotAccepted);
}

#[tokio::test]
async fn a_challenge_for_another_purpose_does_not_sign_in() {
    let app = TestApp::start().await;
    let (mut alice, mut phone) = at_the_second_step(&app, "alice").await;
    // The holder is the one who may answer a challenge to sign in; what it was asked for is not. No operation asks this step for
    // anything else, so the question is put as its handler would.
    let newest = "SELECT id, account_id FROM steps ORDER BY id DESC LIMIT 1";
    let (step, account): (String, String) = sqlx::query_as(newest).fetch_one(&app.sql().await).await.unwrap();
    let holder = Holder { name: format!("step:{step}"), account: AccountId::parse(&account).unwrap() };
    for purpose in [Ceremony::PasswordReset, Ceremony::Unlock, Ceremony::Proof] {
        let options = app.app.auth.ask_for(&holder, purpose).await.unwrap();
        alice.call(FinishPasskeySignIn {}, phone.answer(&options)).await.refused(ErrorCode::CeremonyEnded);
        assert!(!alice.holds(Cookie::Session), "{purpose:?}");
    }
    let options = app.app.auth.ask_for(&holder, Ceremony::SignIn).await.unwrap();
    alice.call(FinishPasskeySignIn {}, phone.answer(&options)).await.ok();
}

#[tokio::test]
async fn an_answer_to_somebody_elses_challenge_is_refused() {
    let app = TestApp::start().await;
    let (mut alice, mut phone) = at_the_second_step(&app, "alice").await;
    let mut laptop = Authenticator::new("laptop");
    app.activated("bruno", &mut laptop).await;
    let mut bruno = app.guest();
    bruno.give("bruno", PASSWORD).await.ok();

    let for_alice = alice.call(StartPasskeySignIn {}, Nothing {}).await.ok();
    bruno.call(FinishPasskeySignIn {}, phone.answer(&for_alice)).await.refused(ErrorCode::CeremonyEnded);
    let for_bruno = bruno.call(StartPasskeySignIn {}, Nothing {}).await.ok();
    bruno.call(FinishPasskeySignIn {}, phone.answer(&for_bruno)).await.refused(ErrorCode::PasskeyNotAccepted);
    alice.call(FinishPasskeySignIn {}, phone.answer(&for_alice)).await.ok();
}

#[tokio::test]
async fn what_is_no_passkeys_answer_is_refused() {
    let app = TestApp::start().await;
    let (mut alice, mut phone) = at_the_second_step(&app, "alice").await;
    let options = alice.call(StartPasskeySignIn {}, Nothing {}).await.ok();
    let mut answer = phone.answer(&options);
    answer.signature = "%%%".into();
    alice.call(FinishPasskeySignIn {}, answer).await.refused(ErrorCode::PasskeyNotAccepted);
}

#[tokio::test]
async fn after_ten_refused_answers_the_second_step_is_over() {
    let app = TestApp::start().await;
    let (mut alice, mut phone) = at_the_second_step(&app, "alice").await;
    let mut bad = phone.clone().with(Fault::BadSignature);
    for _ in 0..10 {
        alice.answer(&mut bad).await.refused(ErrorCode::PasskeyNotAccepted);
    }
    alice.call(StartPasskeySignIn {}, Nothing {}).await.refused(ErrorCode::SecondStepEnded);
    alice.give("alice", PASSWORD).await.ok();
    alice.answer(&mut phone).await.ok();
}

#[tokio::test]
async fn signing_in_ends_the_session_that_the_browser_carried() {
    let app = TestApp::start().await;
    let mut phone = Authenticator::new("phone");
    let mut alice = app.activated("alice", &mut phone).await;
    let mut earlier = alice.clone();
    alice.give("alice", PASSWORD).await.ok();
    alice.answer(&mut phone).await.ok();
    earlier.call(GetSecurity {}, Nothing {}).await.refused(ErrorCode::NotSignedIn);
    assert_eq!(alice.call(GetSecurity {}, Nothing {}).await.ok().sessions.len(), 1);
}

#[tokio::test]
async fn the_state_of_a_ceremony_is_taken_by_its_holder_for_its_purpose_once() {
    let app = TestApp::start().await;
    let store = &app.app.store;
    let (account, _) = app.ready("alice").await;
    let holder = Holder { name: "session:1".into(), account: account.clone() };
    let other = Holder { name: "session:2".into(), account };
    store.begin_ceremony(&holder, Ceremony::AddPasskey, b"state").await.unwrap();
    assert_eq!(store.take_ceremony(&holder, Ceremony::SignIn).await.unwrap(), None);
    assert_eq!(store.take_ceremony(&holder, Ceremony::FirstPasskey).await.unwrap(), None);
    assert_eq!(store.take_ceremony(&other, Ceremony::AddPasskey).await.unwrap(), None);
    assert_eq!(store.take_ceremony(&holder, Ceremony::AddPasskey).await.unwrap().as_deref(), Some(&b"state"[..]));
    assert_eq!(store.take_ceremony(&holder, Ceremony::AddPasskey).await.unwrap(), None);
}
