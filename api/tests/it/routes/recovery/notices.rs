//! What the owner of an account is told, and what nobody is told.

use salus_api::mail::notice::Kind;
use salus_protocol::{
    ErrorCode, Nothing,
    activation::NewPasskey,
    security::{
        ChangePassword, Confirmation, FinishAddPasskey, FinishTotp, GetSecurity, PasskeyPlace, PasswordChange, Place,
        RemovePasskey, RemoveTotp, RenewRecoveryCode, StartAddPasskey, StartTotp,
    },
    words::NewPassword,
};

use crate::harness::{
    TestApp,
    authenticator::Authenticator,
    entering::{PASSWORD, given, named, shown},
};

/// A browser that says its name.
const AGENT: &str = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0";

/// What arrived, each with the browser that it names.
async fn told(app: &TestApp) -> Vec<Kind> {
    let mut kinds = Vec::new();
    for mail in app.delivered().await {
        assert_eq!(mail.to, "alice@example.org");
        assert!(mail.letter.body.contains("Firefox on Windows"), "{}", mail.letter.body);
        assert!(mail.letter.body.contains("When: 2026-"), "{}", mail.letter.body);
        kinds.push(mail.notice.kind);
    }
    kinds
}

#[tokio::test]
async fn whatever_changes_how_an_account_is_entered_is_told_once() {
    let app = TestApp::start().await;
    let (mut phone, mut key) = (Authenticator::new("phone"), Authenticator::new("key"));
    let (account, code) = app.invited("alice").await;
    let mut alice = app.guest();
    alice.agent = Some(AGENT);
    alice.activate(&code, &mut phone).await;
    alice.account = Some(account);
    assert_eq!(told(&app).await, [Kind::Activated], "the first sign-in comes with it");

    let options =
        alice.call_proven(StartAddPasskey {}, PasskeyPlace { place: Place::SecurityKey }, &mut phone).await.ok();
    assert_eq!(told(&app).await, []);
    let credential = key.make(&options);
    let security = alice.call(FinishAddPasskey {}, NewPasskey { credential, name: named("Key") }).await.ok();
    assert_eq!(told(&app).await, [Kind::PasskeyAdded]);

    let passkey_id = security.passkeys.iter().find(|passkey| passkey.name == "Key").unwrap().id.clone();
    alice.call_proven(RemovePasskey { passkey_id }, Nothing {}, &mut phone).await.ok();
    assert_eq!(told(&app).await, [Kind::PasskeyRemoved]);

    let confirmation = Confirmation { password: given(PASSWORD) };
    let code = alice.call_proven(RenewRecoveryCode {}, confirmation, &mut phone).await.ok().recovery_code;
    assert_eq!(told(&app).await, [Kind::RecoveryCodeRenewed]);

    let setup = alice.call_proven(StartTotp {}, Nothing {}, &mut phone).await.ok();
    assert_eq!(told(&app).await, []);
    alice.call(FinishTotp {}, shown(&app, &setup.secret)).await.ok();
    assert_eq!(told(&app).await, [Kind::AppAdded]);
    alice.call_proven(RemoveTotp {}, Nothing {}, &mut phone).await.ok();
    assert_eq!(told(&app).await, [Kind::AppRemoved]);

    let change = PasswordChange {
        current: given(PASSWORD),
        password: NewPassword::parse("nine grey herons by the lake").unwrap(),
    };
    alice.call_proven(ChangePassword {}, change, &mut phone).await.ok();
    assert_eq!(told(&app).await, [Kind::PasswordChanged]);

    let mut elsewhere = app.guest();
    elsewhere.agent = Some(AGENT);
    elsewhere.give("alice", "nine grey herons by the lake").await.ok();
    elsewhere.give_code(&code).await.ok();
    let mut kinds = told(&app).await;
    kinds.sort();
    assert_eq!(kinds, [Kind::NewDevice, Kind::RecoveryCodeUsed]);
}

#[tokio::test]
async fn a_browser_is_told_of_once_and_then_known() {
    let app = TestApp::start().await;
    let mut phone = Authenticator::new("phone");
    app.activated("alice", &mut phone).await;
    app.delivered().await;
    let mut elsewhere = app.guest();
    elsewhere.agent = Some(AGENT);
    elsewhere.signs_in("alice", &mut phone).await;
    assert_eq!(told(&app).await, [Kind::NewDevice]);
    elsewhere.signs_in("alice", &mut phone).await;
    assert_eq!(told(&app).await, []);
}

#[tokio::test]
async fn what_is_refused_is_told_to_nobody() {
    let app = TestApp::start().await;
    let mut phone = Authenticator::new("phone");
    let mut alice = app.activated("alice", &mut phone).await;
    app.app.store.renew_code(alice.account.as_ref().unwrap(), &Default::default()).await.unwrap();
    app.without_codes("alice").await;
    app.delivered().await;
    let passkey = alice.call(GetSecurity {}, Nothing {}).await.ok().passkeys.remove(0);
    let last = alice.call_proven(RemovePasskey { passkey_id: passkey.id }, Nothing {}, &mut phone).await;
    last.refused(ErrorCode::LastPasskey);
    let options =
        alice.call_proven(StartAddPasskey {}, PasskeyPlace { place: Place::ThisDevice }, &mut phone).await.ok();
    let mut twice = Authenticator::new("phone");
    let credential = twice.make(&options);
    alice
        .call(FinishAddPasskey {}, NewPasskey { credential, name: named("Again") })
        .await
        .refused(ErrorCode::PasskeyNotAccepted);
    app.guest().give("alice", "not the password at all").await.refused(ErrorCode::WrongCredentials);
    assert_eq!(app.told().await, []);
}

#[tokio::test]
async fn a_new_password_out_of_a_forgotten_one_is_told_as_that_and_not_as_a_new_browser() {
    let app = TestApp::start().await;
    let mut phone = Authenticator::new("phone");
    app.activated("alice", &mut phone).await;
    let (mut alice, code) = app.asks_for_code("alice").await;
    alice.agent = Some(AGENT);
    alice.give_mailed(&code).await.ok();
    alice.recover(&mut phone, "nine grey herons by the lake").await.ok();
    assert_eq!(told(&app).await, [Kind::PasswordRecovered]);
}
