//! `StartFirstPasskey` and `FinishFirstPasskey`.

use salus_api::auth::cookies::Cookie;
use salus_protocol::{
    ErrorCode, Nothing,
    activation::{FinishFirstPasskey, NewPasskey, StartFirstPasskey},
    security::{GetSecurity, PasskeyPlace, Place},
    session::Who,
    sign_in::PublicKeyOptions,
    words::PaperCode,
};

use crate::harness::{
    Person, TestApp,
    authenticator::{Authenticator, Fault},
    entering::{BIRTH, PASSWORD, here, named},
};

/// Somebody before the last step of activation, with the question for their authenticator.
async fn before_the_last_step(app: &TestApp, code: &PaperCode) -> (Person, PublicKeyOptions) {
    let mut person = app.guest();
    person.open(code, BIRTH).await.ok();
    person.choose(PASSWORD).await.ok();
    let options = person.call(StartFirstPasskey {}, here()).await.ok();
    (person, options)
}

#[tokio::test]
async fn the_last_step_gives_a_session_a_passkey_and_a_recovery_code_that_works() {
    let app = TestApp::start().await;
    let (_, code) = app.invited("alice").await;
    let mut alice = app.guest();
    let activated = alice.activate(&code, &mut Authenticator::new("phone")).await;
    assert!(matches!(activated.session.who, Who::Patient(_)));
    assert!(alice.holds(Cookie::Session) && !alice.holds(Cookie::Step));
    let security = alice.call(GetSecurity {}, Nothing {}).await.ok();
    assert_eq!((security.passkeys.len(), security.recovery_codes_left), (1, 1));
    assert_eq!(security.passkeys[0].name, "My phone");

    let mut elsewhere = app.guest();
    elsewhere.give("alice", PASSWORD).await.ok();
    elsewhere.give_code(&activated.recovery_code).await.ok();
}

#[tokio::test]
async fn the_browser_is_asked_for_a_passkey_that_phones_keep_in_step() {
    let app = TestApp::start().await;
    let (account, code) = app.invited("alice").await;
    let (_, options) = before_the_last_step(&app, &code).await;
    let options = options.public_key;
    assert_eq!(options["authenticatorSelection"]["residentKey"], "preferred");
    assert_eq!(options["authenticatorSelection"]["userVerification"], "required");
    assert_eq!(options["rp"]["id"], "localhost");
    assert_eq!(options["timeout"], 300_000);
    assert_eq!(options["user"]["name"], "alice@example.org");
    let handle = handle_of(account.as_str());
    assert_eq!(options["user"]["id"], handle);
}

#[tokio::test]
async fn a_security_key_can_be_the_first_passkey() {
    let app = TestApp::start().await;
    let (_, code) = app.invited("alice").await;
    let (mut alice, _) = before_the_last_step(&app, &code).await;
    let options = alice.call(StartFirstPasskey {}, PasskeyPlace { place: Place::SecurityKey }).await.ok();
    assert_eq!(options.public_key["hints"], serde_json::json!(["security-key"]));
    assert_eq!(options.public_key["authenticatorSelection"]["residentKey"], "discouraged");
    let credential = Authenticator::new("key").make(&options);
    alice.call(FinishFirstPasskey {}, NewPasskey { credential, name: named("My key") }).await.ok();
    assert_eq!(alice.call(GetSecurity {}, Nothing {}).await.ok().passkeys[0].name, "My key");
}

/// An account's id as the 16 bytes of its UUID in base64url.
fn handle_of(id: &str) -> String {
    use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
    let digits = id.replace('-', "");
    let bytes: Vec<u8> =
        (0..16).map(|place| u8::from_str_radix(&digits[2 * place..2 * place + 2], 16).unwrap()).collect();
    URL_SAFE_NO_PAD.encode(bytes)
}

#[tokio::test]
async fn a_passkey_that_does_not_hold_is_refused_and_the_account_stays_closed() {
    for fault in [Fault::NotVerified, Fault::OtherOrigin, Fault::OtherSite, Fault::OtherChallenge] {
        let app = TestApp::start().await;
        let (_, code) = app.invited("alice").await;
        let (mut alice, options) = before_the_last_step(&app, &code).await;
        let credential = Authenticator::new("phone").with(fault).make(&options);
        let body = NewPasskey { credential, name: named("My phone") };
        alice.call(FinishFirstPasskey {}, body).await.refused(ErrorCode::PasskeyNotAccepted);
        assert!(!alice.holds(Cookie::Session), "{fault:?}");
        app.guest().give("alice", PASSWORD).await.refused(ErrorCode::WrongCredentials);
        alice.activate(&code, &mut Authenticator::new("phone")).await;
    }
}

#[tokio::test]
async fn a_challenge_is_over_after_five_minutes_and_can_be_asked_for_again() {
    let app = TestApp::start().await;
    let (_, code) = app.invited("alice").await;
    let (mut alice, options) = before_the_last_step(&app, &code).await;
    app.clock.advance(5 * 60);
    let credential = Authenticator::new("phone").make(&options);
    let body = NewPasskey { credential, name: named("My phone") };
    alice.call(FinishFirstPasskey {}, body).await.refused(ErrorCode::CeremonyEnded);
    alice.call(StartFirstPasskey {}, here()).await.ok();
}

#[tokio::test]
async fn of_two_browsers_at_the_last_step_at_once_one_makes_the_account() {
    let app = TestApp::start().await;
    let (_, code) = app.invited("alice").await;
    let phone = ("phone", before_the_last_step(&app, &code).await);
    let laptop = ("laptop", before_the_last_step(&app, &code).await);
    let finishes = [phone, laptop].map(|(name, (mut person, options))| {
        let credential = Authenticator::new(name).make(&options);
        tokio::spawn(async move {
            person.call(FinishFirstPasskey {}, NewPasskey { credential, name: named(name) }).await.status.as_u16()
        })
    });
    let statuses: Vec<u16> = futures::future::join_all(finishes).await.into_iter().map(Result::unwrap).collect();
    assert_eq!(statuses.iter().filter(|status| **status == 200).count(), 1, "{statuses:?}");
}

#[tokio::test]
async fn a_passkey_of_somebody_else_is_refused_and_the_invitation_stays_good() {
    let app = TestApp::start().await;
    let mut phone = Authenticator::new("phone");
    app.activated("bruno", &mut phone).await;
    let (_, code) = app.invited("alice").await;
    let (mut alice, options) = before_the_last_step(&app, &code).await;
    // The same name makes the same key.
    let credential = Authenticator::new("phone").make(&options);
    let body = NewPasskey { credential, name: named("My phone") };
    alice.call(FinishFirstPasskey {}, body).await.refused(ErrorCode::PasskeyAlreadyAdded);
    assert!(!alice.holds(Cookie::Session));
    app.guest().activate(&code, &mut Authenticator::new("laptop")).await;
}

#[tokio::test]
async fn a_person_who_lost_everything_is_invited_again_and_the_old_keys_stop_working() {
    let app = TestApp::start().await;
    let (account, code) = app.invited("alice").await;
    let mut lost = Authenticator::new("lost phone");
    let mut thief = app.guest();
    let first = thief.activate(&code, &mut lost).await;
    let code = app.app.store.invite(&account, None).await.unwrap().code;
    assert!(matches!(thief.who().await, Who::Patient(_)), "an invitation alone changes nothing");

    let mut phone = Authenticator::new("new phone");
    let mut alice = app.guest();
    alice.activate(&code, &mut phone).await;
    assert_eq!(thief.who().await, Who::Guest);
    thief.give("alice", PASSWORD).await.ok();
    thief.answer(&mut lost).await.refused(ErrorCode::PasskeyNotAccepted);
    thief.give_code(&first.recovery_code).await.refused(ErrorCode::RecoveryCodeNotAccepted);
    let passkeys = alice.call(GetSecurity {}, Nothing {}).await.ok().passkeys;
    assert_eq!(passkeys.len(), 1);
}

#[tokio::test]
async fn whether_a_passkey_is_kept_in_step_between_devices_is_shown_as_it_was_last_used() {
    let app = TestApp::start().await;
    for (name, from_the_start) in [("alice", true), ("bruno", false)] {
        let mut phone = Authenticator::new(name);
        phone.synced = from_the_start;
        let mut person = app.activated(name, &mut phone).await;
        assert_eq!(person.call(GetSecurity {}, Nothing {}).await.ok().passkeys[0].synced, from_the_start);
        phone.synced = true;
        person.give(name, PASSWORD).await.ok();
        person.answer(&mut phone).await.ok();
        assert!(person.call(GetSecurity {}, Nothing {}).await.ok().passkeys[0].synced);
    }
}

#[tokio::test]
async fn a_key_that_stays_on_its_device_signs_in_even_after_it_learns_to_be_kept_in_step() {
    let app = TestApp::start().await;
    let mut key = Authenticator::new("key");
    key.eligible = false;
    let mut alice = app.activated("alice", &mut key).await;
    alice.give("alice", PASSWORD).await.ok();
    alice.answer(&mut key).await.ok();
    key.eligible = true;
    alice.give("alice", PASSWORD).await.ok();
    alice.answer(&mut key).await.ok();
}
