//! `StartAddPasskey`, `FinishAddPasskey`, `RenamePasskey`, `RemovePasskey`.

use salus_api::store::passkeys::Removal;
use salus_protocol::{
    ErrorCode, Nothing,
    activation::NewPasskey,
    security::{
        Device, FinishAddPasskey, GetSecurity, PasskeyPlace, PasskeyRename, Place, RemovePasskey, RenamePasskey,
        Security, StartAddPasskey,
    },
};

use salus_protocol::session::Who;

use crate::harness::{
    Person, TestApp,
    authenticator::{Authenticator, Fault},
    entering::{PASSWORD, address, named},
    person::Outcome,
};

fn here() -> PasskeyPlace {
    PasskeyPlace { place: Place::ThisDevice }
}

/// Adds a passkey.
async fn add(
    person: &mut Person,
    owner: &mut Authenticator,
    authenticator: &mut Authenticator,
    name: &str,
) -> Outcome<Security> {
    let options = person.call_proven(StartAddPasskey {}, here(), owner).await.ok();
    let credential = authenticator.make(&options);
    person.call(FinishAddPasskey {}, NewPasskey { credential, name: named(name) }).await
}

#[tokio::test]
async fn a_second_passkey_signs_in_like_the_first() {
    let app = TestApp::start().await;
    let mut phone = Authenticator::new("phone");
    let mut alice = app.activated("alice", &mut phone).await;
    let mut key = Authenticator::new("key");
    app.clock.advance(1);
    let security = add(&mut alice, &mut phone, &mut key, "Blue key").await.ok();
    let names: Vec<&str> = security.passkeys.iter().map(|passkey| passkey.name.as_str()).collect();
    assert_eq!(names, ["My phone", "Blue key"]);
    let mut elsewhere = app.guest();
    elsewhere.give("alice", PASSWORD).await.ok();
    elsewhere.answer(&mut key).await.ok();
}

#[tokio::test]
async fn the_browser_is_told_which_passkeys_the_account_has() {
    let app = TestApp::start().await;
    let mut phone = Authenticator::new("phone");
    let mut alice = app.activated("alice", &mut phone).await;
    let options = alice.call_proven(StartAddPasskey {}, here(), &mut phone).await.ok().public_key;
    assert_eq!(options["excludeCredentials"].as_array().map(Vec::len), Some(1));
}

#[tokio::test]
async fn a_passkey_that_is_on_any_account_is_refused() {
    let app = TestApp::start().await;
    let mut phone = Authenticator::new("phone");
    let mut alice = app.activated("alice", &mut phone).await;
    app.activated("bruno", &mut Authenticator::new("laptop")).await;
    for name in ["phone", "laptop"] {
        let outcome = add(&mut alice, &mut phone, &mut Authenticator::new(name), "Again").await;
        let code = serde_json::from_str::<salus_protocol::ApiError>(&outcome.text).map(|error| error.code);
        // One's own is refused by the check of the answer, somebody else's by the store.
        assert!(
            matches!(code, Ok(ErrorCode::PasskeyAlreadyAdded | ErrorCode::PasskeyNotAccepted)),
            "{name}: {}",
            outcome.text
        );
        if name == "laptop" {
            outcome.refused(ErrorCode::PasskeyAlreadyAdded);
        }
    }
    assert_eq!(alice.call(GetSecurity {}, Nothing {}).await.ok().passkeys.len(), 1);
}

#[tokio::test]
async fn a_challenge_to_add_is_good_once_and_only_in_the_session_that_asked() {
    let app = TestApp::start().await;
    let mut phone = Authenticator::new("phone");
    let mut alice = app.activated("alice", &mut phone).await;
    let mut elsewhere = app.guest();
    elsewhere.give("alice", PASSWORD).await.ok();
    elsewhere.answer(&mut phone).await.ok();

    let options = alice.call_proven(StartAddPasskey {}, here(), &mut phone).await.ok();
    let credential = Authenticator::new("key").make(&options);
    let body = NewPasskey { credential, name: named("Blue key") };
    elsewhere.call(FinishAddPasskey {}, body.clone()).await.refused(ErrorCode::CeremonyEnded);
    alice.call(FinishAddPasskey {}, body.clone()).await.ok();
    alice.call(FinishAddPasskey {}, body).await.refused(ErrorCode::CeremonyEnded);
}

#[tokio::test]
async fn a_passkey_that_does_not_hold_is_not_added() {
    let app = TestApp::start().await;
    let mut phone = Authenticator::new("phone");
    let mut alice = app.activated("alice", &mut phone).await;
    for fault in [Fault::NotVerified, Fault::OtherOrigin, Fault::OtherChallenge] {
        let mut key = Authenticator::new("key").with(fault);
        add(&mut alice, &mut phone, &mut key, "Blue key").await.refused(ErrorCode::PasskeyNotAccepted);
    }
}

#[tokio::test]
async fn the_last_passkey_stays() {
    let app = TestApp::start().await;
    let mut phone = Authenticator::new("phone");
    let mut alice = app.activated("alice", &mut phone).await;
    let only = alice.call(GetSecurity {}, Nothing {}).await.ok().passkeys[0].id.clone();
    // The recovery code of the activation is another way in; once it is gone, the passkey stays.
    app.without_codes("alice").await;
    let remove = RemovePasskey { passkey_id: only };
    alice.call_proven(remove, Nothing {}, &mut phone).await.refused(ErrorCode::LastPasskey);
}

#[tokio::test]
async fn of_two_passkeys_removed_at_once_one_stays() {
    let app = TestApp::start().await;
    let mut phone = Authenticator::new("phone");
    let mut alice = app.activated("alice", &mut phone).await;
    let security = add(&mut alice, &mut phone, &mut Authenticator::new("key"), "Blue key").await.ok();
    app.without_codes("alice").await;
    let account = app.app.store.account_by_email(&address("alice")).await.unwrap().unwrap().id;
    let session = security.sessions[0].id.clone();
    let removals = security.passkeys.into_iter().map(|passkey| {
        let (store, account, session) = (app.app.store.clone(), account.clone(), session.clone());
        tokio::spawn(
            async move { store.remove_passkey(&account, &passkey.id, &session, &Device::default()).await.unwrap() },
        )
    });
    let removals: Vec<Removal> = futures::future::join_all(removals).await.into_iter().map(Result::unwrap).collect();
    assert_eq!(removals.iter().filter(|removal| **removal == Removal::Removed).count(), 1, "{removals:?}");
    assert!(removals.contains(&Removal::Last), "{removals:?}");
    assert_eq!(alice.call(GetSecurity {}, Nothing {}).await.ok().passkeys.len(), 1);
}

#[tokio::test]
async fn the_last_passkey_goes_where_a_recovery_code_is_left() {
    let app = TestApp::start().await;
    let mut phone = Authenticator::new("phone");
    let mut alice = app.activated("alice", &mut phone).await;
    let only = alice.call(GetSecurity {}, Nothing {}).await.ok().passkeys[0].id.clone();
    let remove = RemovePasskey { passkey_id: only };
    assert!(alice.call_proven(remove, Nothing {}, &mut phone).await.ok().passkeys.is_empty());
}

#[tokio::test]
async fn a_device_whose_passkey_was_suspended_makes_another_and_the_suspended_one_can_go() {
    let app = TestApp::start().await;
    let (_, codes) = app.ready("alice").await;
    let mut phone = Authenticator::new("phone");
    let mut alice = app.guest();
    let mut exclude = Vec::new();
    for code in &codes[..2] {
        app.suspend("alice").await;
        app.clock.advance(1);
        alice.give("alice", PASSWORD).await.ok();
        alice.give_code(code).await.ok();
        let options = alice.call_with_password(StartAddPasskey {}, here()).await.ok();
        exclude.push(options.public_key["excludeCredentials"].as_array().map(Vec::len).unwrap_or_default());
        let credential = phone.make(&options);
        alice.call(FinishAddPasskey {}, NewPasskey { credential, name: named("My phone") }).await.ok();
    }
    assert_eq!(exclude, [0, 0]);
    let passkeys = alice.call(GetSecurity {}, Nothing {}).await.ok().passkeys;
    assert_eq!(passkeys.iter().map(|passkey| passkey.suspended).collect::<Vec<_>>(), [true, false]);
    let mut elsewhere = app.guest();
    elsewhere.give("alice", PASSWORD).await.ok();
    elsewhere.answer(&mut phone).await.ok();

    // The one that works is the last way in; the other is none.
    app.without_codes("alice").await;
    let remove = |place: usize| RemovePasskey { passkey_id: passkeys[place].id.clone() };
    alice.call_proven(remove(1), Nothing {}, &mut phone).await.refused(ErrorCode::LastPasskey);
    assert_eq!(alice.call_proven(remove(0), Nothing {}, &mut phone).await.ok().passkeys.len(), 1);
}

#[tokio::test]
async fn a_suspended_passkey_can_go_even_where_it_is_the_only_one() {
    let app = TestApp::start().await;
    let mut phone = Authenticator::new("phone");
    let mut alice = app.activated("alice", &mut phone).await;
    let security = alice.call(GetSecurity {}, Nothing {}).await.ok();
    app.without_codes("alice").await;
    app.suspend("alice").await;
    let account = app.app.store.account_by_email(&address("alice")).await.unwrap().unwrap().id;
    let (passkey, session) = (&security.passkeys[0].id, &security.sessions[0].id);
    let removal = app.app.store.remove_passkey(&account, passkey, session, &Device::default()).await.unwrap();
    assert_eq!(removal, Removal::Removed);
}

#[tokio::test]
async fn sessions_that_began_with_a_passkey_end_with_it() {
    let app = TestApp::start().await;
    let mut phone = Authenticator::new("phone");
    let mut alice = app.activated("alice", &mut phone).await;
    let mut key = Authenticator::new("key");
    app.clock.advance(1);
    let security = add(&mut alice, &mut phone, &mut key, "Blue key").await.ok();
    let mut thief = app.guest();
    thief.give("alice", PASSWORD).await.ok();
    thief.answer(&mut key).await.ok();
    let remove = RemovePasskey { passkey_id: security.passkeys[1].id.clone() };
    alice.call_proven(remove, Nothing {}, &mut phone).await.ok();
    assert_eq!(thief.who().await, Who::Guest);
    assert!(matches!(alice.who().await, Who::Patient(_)));
}

#[tokio::test]
async fn a_passkey_that_somebody_moves_to_another_account_opens_nothing() {
    let app = TestApp::start().await;
    let mut key = Authenticator::new("key");
    app.activated("alice", &mut key).await;
    app.activated("bruno", &mut Authenticator::new("laptop")).await;
    let of = async |name| app.app.store.account_by_email(&address(name)).await.unwrap().unwrap().id;
    let (alice, bruno) = (of("alice").await, of("bruno").await);
    sqlx::query("UPDATE passkeys SET account_id = $1 WHERE account_id = $2")
        .bind(bruno.as_str())
        .bind(alice.as_str())
        .execute(&app.sql().await)
        .await
        .unwrap();
    let mut thief = app.guest();
    thief.give("bruno", PASSWORD).await.refused(ErrorCode::Internal);
}

#[tokio::test]
async fn a_security_key_is_asked_for_otherwise_than_this_device() {
    let app = TestApp::start().await;
    let mut phone = Authenticator::new("phone");
    let mut alice = app.activated("alice", &mut phone).await;
    for (place, resident, hint) in
        [(Place::ThisDevice, "preferred", "client-device"), (Place::SecurityKey, "discouraged", "security-key")]
    {
        let options = alice.call_proven(StartAddPasskey {}, PasskeyPlace { place }, &mut phone).await.ok().public_key;
        assert_eq!(options["authenticatorSelection"]["residentKey"], resident);
        assert_eq!(options["hints"][0], hint);
    }
}

#[tokio::test]
async fn a_removed_passkey_does_not_sign_in_even_where_it_was_asked_for_before() {
    let app = TestApp::start().await;
    let mut phone = Authenticator::new("phone");
    let mut alice = app.activated("alice", &mut phone).await;
    app.clock.advance(1);
    let security = add(&mut alice, &mut phone, &mut Authenticator::new("key"), "Blue key").await.ok();
    let mut thief = app.guest();
    thief.give("alice", PASSWORD).await.ok();
    let options = thief.call(salus_protocol::sign_in::StartPasskeySignIn {}, Nothing {}).await.ok();
    let remove = RemovePasskey { passkey_id: security.passkeys[0].id.clone() };
    let mut own = phone.clone();
    alice.call_proven(remove, Nothing {}, &mut own).await.ok();
    let answer = phone.answer(&options);
    thief.call(salus_protocol::sign_in::FinishPasskeySignIn {}, answer).await.refused(ErrorCode::PasskeyNotAccepted);
}

#[tokio::test]
async fn a_passkey_takes_another_name() {
    let app = TestApp::start().await;
    let mut phone = Authenticator::new("phone");
    let mut alice = app.activated("alice", &mut phone).await;
    let id = alice.call(GetSecurity {}, Nothing {}).await.ok().passkeys[0].id.clone();
    let rename = PasskeyRename { name: named("Old phone") };
    let security = alice.call(RenamePasskey { passkey_id: id }, rename).await.ok();
    assert_eq!(security.passkeys[0].name, "Old phone");
}

#[tokio::test]
async fn somebody_elses_passkey_is_not_found() {
    let app = TestApp::start().await;
    let mut phone = Authenticator::new("phone");
    let mut alice = app.activated("alice", &mut phone).await;
    let mut laptop = Authenticator::new("laptop");
    let mut bruno = app.activated("bruno", &mut laptop).await;
    let passkey_id = alice.call(GetSecurity {}, Nothing {}).await.ok().passkeys[0].id.clone();
    let rename = PasskeyRename { name: named("Mine now") };
    bruno.call(RenamePasskey { passkey_id: passkey_id.clone() }, rename).await.refused(ErrorCode::NotFound);
    let remove = RemovePasskey { passkey_id };
    bruno.call_proven(remove, Nothing {}, &mut laptop).await.refused(ErrorCode::NotFound);
    assert_eq!(alice.call(GetSecurity {}, Nothing {}).await.ok().passkeys[0].name, "My phone");
}
