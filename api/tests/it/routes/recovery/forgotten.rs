//! A forgotten password: `AskForCode`, `GiveMailedCode`, `StartRecoveryPasskey`, `FinishRecovery`.

use std::time::Duration;

use salus_api::{
    auth::{cookies::Cookie, visitor::Visitor},
    store::sessions::Origin,
};
use salus_protocol::{
    ApiError, ErrorCode, Nothing,
    recovery::{FinishRecovery, RecoveredPassword, StartRecoveryPasskey},
    security::GetSecurity,
    session::Who,
    sign_in::{FinishPasskeySignIn, StartPasskeySignIn},
    words::{MailedCode, NewPassword, Reason},
};

use crate::harness::{
    Person, TestApp,
    authenticator::{Authenticator, Fault},
    entering::{PASSWORD, address},
    mail::codes,
};

const NEW_PASSWORD: &str = "nine grey herons by the lake";

fn code(text: &str) -> MailedCode {
    MailedCode::parse(text).unwrap()
}

/// Another code than this one.
fn wrong(right: &MailedCode) -> MailedCode {
    code(if right.expose() == "00000000" { "00000001" } else { "00000000" })
}

#[tokio::test]
async fn a_forgotten_password_takes_the_mailed_code_and_the_passkey_and_ends_every_other_session() {
    let app = TestApp::start().await;
    let mut phone = Authenticator::new("phone");
    let mut earlier = app.activated("alice", &mut phone).await;
    let (mut alice, code) = app.asks_for_code("alice").await;
    assert!(alice.holds(Cookie::Step) && !alice.holds(Cookie::Session));
    alice.give_mailed(&code).await.ok();
    assert_eq!(alice.who().await, Who::Guest, "nobody is signed in before the last step");
    let session = alice.recover(&mut phone, NEW_PASSWORD).await.ok();
    assert!(matches!(session.who, Who::Patient(_)));
    assert!(matches!(alice.who().await, Who::Patient(_)));
    assert!(!alice.holds(Cookie::Step));
    earlier.call(GetSecurity {}, Nothing {}).await.refused(ErrorCode::NotSignedIn);
    app.guest().give("alice", PASSWORD).await.refused(ErrorCode::WrongCredentials);
    let mut elsewhere = app.guest();
    elsewhere.give("alice", NEW_PASSWORD).await.ok();
    elsewhere.answer(&mut phone).await.ok();
}

#[tokio::test]
async fn the_care_team_comes_back_the_same_way() {
    let app = TestApp::start().await;
    let mut key = Authenticator::new("key");
    app.team_member("nora", &mut key).await;
    let (mut nora, code) = app.asks_for_code("nora").await;
    nora.give_mailed(&code).await.ok();
    nora.recover(&mut key, NEW_PASSWORD).await.ok();
    assert!(matches!(nora.who().await, Who::Staff(_)));
}

#[tokio::test]
async fn an_address_without_an_account_gets_the_same_answer_the_same_rows_and_no_mail() {
    let app = TestApp::start().await;
    app.ready("alice").await;
    app.invited("invited").await;
    let mut answers = Vec::new();
    for (place, name) in ["alice", "nobody", "invited"].into_iter().enumerate() {
        let mut person = app.guest();
        let outcome = person.ask_for_code(name).await;
        let mut names: Vec<String> = outcome.headers.keys().map(ToString::to_string).collect();
        names.sort();
        answers.push((outcome.status, outcome.text.clone(), names));
        assert!(person.holds(Cookie::Step), "{name} holds a cookie");
        app.asked(i64::try_from(place).unwrap() + 1).await;
        let refused = person.give_mailed(&code("12345678")).await.refused(ErrorCode::CodeNotAccepted);
        assert_eq!(refused.retry_after_seconds, None);
    }
    assert!(answers.windows(2).all(|pair| pair[0] == pair[1]), "{answers:?}");
    let tried: Vec<(i64,)> =
        sqlx::query_as("SELECT failed_attempts FROM mailed_codes").fetch_all(&app.sql().await).await.unwrap();
    assert_eq!(tried, [(1,), (1,), (1,)], "a wrong code costs the same work everywhere");
    let told: Vec<String> = app.told().await.into_iter().map(|(to, _)| to).collect();
    assert_eq!(told, ["alice@example.org"]);
}

#[tokio::test]
async fn a_wrong_a_late_a_used_code_and_one_in_another_browser_get_the_same_answer() {
    let app = TestApp::start().await;
    app.activated("alice", &mut Authenticator::new("phone")).await;
    let (mut alice, right) = app.asks_for_code("alice").await;
    let mut refusals: Vec<ApiError> = Vec::new();
    refusals.push(alice.give_mailed(&wrong(&right)).await.refused(ErrorCode::CodeNotAccepted));
    // Another browser: without a cookie, and with a cookie of its own question.
    refusals.push(app.guest().give_mailed(&right).await.refused(ErrorCode::CodeNotAccepted));
    let (mut thief, _) = app.asks_for_code("alice").await;
    refusals.push(thief.give_mailed(&right).await.refused(ErrorCode::CodeNotAccepted));
    let mut again = alice.clone();
    alice.give_mailed(&right).await.ok();
    refusals.push(again.give_mailed(&right).await.refused(ErrorCode::CodeNotAccepted));
    refusals.push(alice.give_mailed(&right).await.refused(ErrorCode::CodeNotAccepted));
    let (mut late, code) = app.asks_for_code("alice").await;
    app.clock.advance(30 * 60);
    refusals.push(late.give_mailed(&code).await.refused(ErrorCode::CodeNotAccepted));
    for error in &mut refusals {
        error.request_id.clear();
    }
    assert!(refusals.windows(2).all(|pair| pair[0] == pair[1]), "{refusals:?}");
}

#[tokio::test]
async fn after_five_wrong_codes_the_right_one_opens_nothing_however_many_are_tried_at_once() {
    let app = TestApp::start().await;
    app.activated("alice", &mut Authenticator::new("phone")).await;
    let (alice, right) = app.asks_for_code("alice").await;
    let tries = (0..12).map(|_| {
        let (mut alice, code) = (alice.clone(), wrong(&right));
        tokio::spawn(async move { alice.give_mailed(&code).await.status.as_u16() })
    });
    for status in futures::future::join_all(tries).await {
        assert_eq!(status.unwrap(), 401);
    }
    let (tried,): (i64,) =
        sqlx::query_as("SELECT failed_attempts FROM mailed_codes").fetch_one(&app.sql().await).await.unwrap();
    assert_eq!(tried, 5);
    alice.clone().give_mailed(&right).await.refused(ErrorCode::CodeNotAccepted);
}

#[tokio::test]
async fn an_address_gets_five_codes_an_hour_and_the_sixth_question_the_same_answer() {
    let app = TestApp::start().await;
    app.ready("alice").await;
    for _ in 0..5 {
        app.asks_for_code("alice").await;
    }
    let mut sixth = app.guest();
    sixth.ask_for_code("alice").await.ok();
    assert!(sixth.holds(Cookie::Step));
    // A later question of somebody else is looked at: so the sixth was, too.
    app.ready("bruno").await;
    let store = app.app.store.clone();
    store.mail_code(&address("alice"), &[9; 32], None, &Origin::default().device).await.unwrap();
    app.asks_for_code("bruno").await;
    let (rows,): (i64,) =
        sqlx::query_as("SELECT CAST(COUNT(*) AS BIGINT) FROM mailed_codes").fetch_one(&app.sql().await).await.unwrap();
    assert_eq!(rows, 6);
    app.clock.advance(60 * 60);
    app.asks_for_code("alice").await;
}

#[tokio::test]
async fn a_question_over_the_limit_leaves_the_newest_code_good_and_only_that_one() {
    let app = TestApp::start().await;
    app.activated("alice", &mut Authenticator::new("phone")).await;
    let (mut alice, first) = app.asks_for_code("alice").await;
    let mut newest = first.clone();
    for number in 2..=5 {
        alice.ask_for_code("alice").await.ok();
        app.asked(number).await;
        newest = codes(&app.delivered().await).pop().unwrap().1;
    }
    alice.ask_for_code("alice").await.ok();
    // Once more without the wait for nothing: a question over the limit leaves no row to wait for.
    let held = alice.token(Cookie::Step).unwrap();
    app.app.store.mail_code(&address("alice"), &held, None, &Origin::default().device).await.unwrap();
    assert!(app.delivered().await.is_empty());
    alice.give_mailed(&first).await.refused(ErrorCode::CodeNotAccepted);
    alice.give_mailed(&newest).await.ok();
}

#[tokio::test]
async fn a_browser_keeps_its_token_while_its_question_is_open_whomever_it_asks_for() {
    let app = TestApp::start().await;
    app.ready("alice").await;
    let mut questions = 0;
    for name in ["alice", "nobody"] {
        let mut person = app.guest();
        let mut tokens = Vec::new();
        for pause in [0, 0, 30 * 60] {
            app.clock.advance(pause);
            person.ask_for_code(name).await.ok();
            tokens.push(person.token(Cookie::Step).unwrap());
            questions += 1;
            app.asked(questions).await;
        }
        assert_eq!(tokens[0], tokens[1], "{name}");
        assert_ne!(tokens[1], tokens[2], "{name}: the question was over");
    }
}

#[tokio::test]
async fn whoever_asks_on_purpose_keeps_no_owner_from_a_code_on_a_known_device() {
    let app = TestApp::start().await;
    let mut phone = Authenticator::new("phone");
    let mut known = app.activated("alice", &mut phone).await;
    app.delivered().await;
    for _ in 0..5 {
        app.asks_for_code("alice").await;
    }
    known.ask_for_code("alice").await.ok();
    app.asked(6).await;
    assert_eq!(app.delivered().await.len(), 1);
}

#[tokio::test]
async fn a_network_that_asks_too_often_gets_the_same_answer_and_nothing_is_done() {
    let app = TestApp::start().await;
    let ask = |number: u8| {
        let visitor = Visitor { origin: Origin::default(), prefix: Some(vec![198, 51, 100]) };
        let email = address(&format!("somebody-{number}"));
        app.app.auth.mail_code_later(email, [number; 32], None, None, visitor)
    };
    for number in 0..70 {
        ask(number).unwrap();
    }
    app.asked(60).await;
    app.clock.advance(2);
    ask(70).unwrap();
    app.asked(61).await;
    let (rows,): (i64,) =
        sqlx::query_as("SELECT CAST(COUNT(*) AS BIGINT) FROM mailed_codes").fetch_one(&app.sql().await).await.unwrap();
    assert_eq!(rows, 61);
}

#[tokio::test]
async fn the_mailed_code_alone_opens_nothing() {
    let app = TestApp::start().await;
    let (_, codes) = app.ready("alice").await;
    let (mut alice, code) = app.asks_for_code("alice").await;
    alice.give_mailed(&code).await.ok();
    assert_eq!(alice.who().await, Who::Guest);
    alice.call(StartPasskeySignIn {}, Nothing {}).await.refused(ErrorCode::SecondStepEnded);
    alice.give_code(&codes[0]).await.refused(ErrorCode::SecondStepEnded);
    alice.choose(NEW_PASSWORD).await.refused(ErrorCode::InvitationNotValid);
    alice.call(GetSecurity {}, Nothing {}).await.refused(ErrorCode::NotSignedIn);
    // The account has no passkey: from here the way leads to the practice.
    alice.call(StartRecoveryPasskey {}, Nothing {}).await.refused(ErrorCode::NotFound);
    app.guest().give("alice", PASSWORD).await.ok();
}

#[tokio::test]
async fn the_steps_of_signing_in_and_of_activation_do_not_lead_to_a_new_password() {
    let app = TestApp::start().await;
    let mut phone = Authenticator::new("phone");
    app.activated("alice", &mut phone).await;
    let mut alice = app.guest();
    alice.give("alice", PASSWORD).await.ok();
    alice.call(StartRecoveryPasskey {}, Nothing {}).await.refused(ErrorCode::CodeNotAccepted);
    let (_, code) = app.invited("bruno").await;
    let mut bruno = app.guest();
    bruno.open(&code, crate::harness::entering::BIRTH).await.ok();
    bruno.call(StartRecoveryPasskey {}, Nothing {}).await.refused(ErrorCode::CodeNotAccepted);
}

/// Answers the challenge of a new password with the answer to another one.
async fn answer_with(person: &mut Person, passkey: salus_protocol::sign_in::PasskeyAssertion) -> ErrorCode {
    let password = NewPassword::parse(NEW_PASSWORD).unwrap();
    let outcome = person.call(FinishRecovery {}, RecoveredPassword { passkey, password }).await;
    serde_json::from_str::<ApiError>(&outcome.text).unwrap().code
}

#[tokio::test]
async fn an_answer_for_one_purpose_is_none_for_another() {
    let app = TestApp::start().await;
    let mut phone = Authenticator::new("phone");
    app.activated("alice", &mut phone).await;
    let (mut alice, code) = app.asks_for_code("alice").await;
    alice.give_mailed(&code).await.ok();
    let mut signing_in = app.guest();
    signing_in.give("alice", PASSWORD).await.ok();
    let for_sign_in = signing_in.call(StartPasskeySignIn {}, Nothing {}).await.ok();
    // Nobody asked for a new password yet; then somebody did, with another challenge.
    assert_eq!(answer_with(&mut alice, phone.answer(&for_sign_in)).await, ErrorCode::CeremonyEnded);
    let for_password = alice.call(StartRecoveryPasskey {}, Nothing {}).await.ok();
    assert_eq!(answer_with(&mut alice, phone.answer(&for_sign_in)).await, ErrorCode::PasskeyNotAccepted);
    signing_in.call(FinishPasskeySignIn {}, phone.answer(&for_password)).await.refused(ErrorCode::PasskeyNotAccepted);
    // Each answer is used up by its first use, wrong or right.
    assert_eq!(answer_with(&mut alice, phone.answer(&for_password)).await, ErrorCode::CeremonyEnded);
    app.guest().give("alice", PASSWORD).await.ok();
}

#[tokio::test]
async fn a_passkey_of_somebody_else_and_one_that_misbehaves_set_no_password() {
    let app = TestApp::start().await;
    let (mut phone, mut stick) = (Authenticator::new("phone"), Authenticator::new("stick"));
    app.activated("alice", &mut phone).await;
    app.activated("bruno", &mut stick).await;
    let (mut alice, code) = app.asks_for_code("alice").await;
    alice.give_mailed(&code).await.ok();
    alice.recover(&mut stick, NEW_PASSWORD).await.refused(ErrorCode::PasskeyNotAccepted);
    for fault in [Fault::BadSignature, Fault::NotVerified, Fault::OtherOrigin, Fault::OtherSite, Fault::OtherChallenge]
    {
        let mut faulty = phone.clone().with(fault);
        alice.recover(&mut faulty, NEW_PASSWORD).await.refused(ErrorCode::PasskeyNotAccepted);
    }
    app.guest().give("alice", NEW_PASSWORD).await.refused(ErrorCode::WrongCredentials);
    app.guest().give("bruno", NEW_PASSWORD).await.refused(ErrorCode::WrongCredentials);
    alice.recover(&mut phone, NEW_PASSWORD).await.ok();
}

#[tokio::test]
async fn a_password_that_is_too_common_is_refused_and_costs_neither_challenge_nor_attempt() {
    let app = TestApp::start().await;
    let mut phone = Authenticator::new("phone");
    app.activated("alice", &mut phone).await;
    let (mut alice, code) = app.asks_for_code("alice").await;
    alice.give_mailed(&code).await.ok();
    let options = alice.call(StartRecoveryPasskey {}, Nothing {}).await.ok();
    let passkey = phone.answer(&options);
    for _ in 0..12 {
        let weak =
            RecoveredPassword { passkey: passkey.clone(), password: NewPassword::parse("password1234").unwrap() };
        let refused = alice.call(FinishRecovery {}, weak).await.refused(ErrorCode::InvalidFields);
        assert_eq!((refused.fields[0].field.as_str(), refused.fields[0].reason), ("password", Reason::TooCommon));
    }
    let password = NewPassword::parse(NEW_PASSWORD).unwrap();
    alice.call(FinishRecovery {}, RecoveredPassword { passkey, password }).await.ok();
}

#[tokio::test]
async fn the_last_steps_are_open_for_half_an_hour_and_used_once() {
    let app = TestApp::start().await;
    let mut phone = Authenticator::new("phone");
    app.activated("alice", &mut phone).await;
    let (mut alice, code) = app.asks_for_code("alice").await;
    alice.give_mailed(&code).await.ok();
    let late = alice.clone();
    alice.recover(&mut phone, NEW_PASSWORD).await.ok();
    late.clone().call(StartRecoveryPasskey {}, Nothing {}).await.refused(ErrorCode::CodeNotAccepted);
    let (mut alice, code) = app.asks_for_code("alice").await;
    alice.give_mailed(&code).await.ok();
    app.clock.advance(30 * 60);
    alice.call(StartRecoveryPasskey {}, Nothing {}).await.refused(ErrorCode::CodeNotAccepted);
}

#[tokio::test]
async fn a_password_that_very_many_failures_have_stopped_is_replaced_and_works() {
    let app = TestApp::start().await;
    let mut phone = Authenticator::new("phone");
    let mut known = app.activated("alice", &mut phone).await;
    known.give("alice", "not the password at all").await.refused(ErrorCode::WrongCredentials);
    app.guest().give("alice", "not the password at all").await.refused(ErrorCode::WrongCredentials);
    sqlx::query("UPDATE attempts SET failures = 100").execute(&app.sql().await).await.unwrap();
    app.guest().give("alice", PASSWORD).await.refused(ErrorCode::PasswordStopped);
    known.give("alice", PASSWORD).await.refused(ErrorCode::PasswordStopped);
    let (mut alice, code) = app.asks_for_code("alice").await;
    alice.give_mailed(&code).await.ok();
    alice.recover(&mut phone, NEW_PASSWORD).await.ok();
    app.guest().give("alice", NEW_PASSWORD).await.ok();
    known.give("alice", NEW_PASSWORD).await.ok();
}

#[tokio::test]
async fn where_the_portal_sends_no_mail_there_is_nothing_to_ask_for() {
    let app = TestApp::start_without_mail().await;
    app.ready("alice").await;
    for name in ["alice", "nobody"] {
        app.guest().ask_for_code(name).await.refused(ErrorCode::NotFound);
    }
    let (rows,): (i64,) =
        sqlx::query_as("SELECT CAST(COUNT(*) AS BIGINT) FROM outbox").fetch_one(&app.sql().await).await.unwrap();
    assert_eq!(rows, 0, "no notice waits for nobody");
}

#[tokio::test]
async fn the_question_is_answered_before_anybody_looks() {
    let app = TestApp::start().await;
    app.ready("alice").await;
    // While somebody holds the database, no look-up can be written down; the answer comes all the same.
    let sql = app.sql().await;
    let mut holds = sql.begin().await.unwrap();
    sqlx::query("UPDATE accounts SET made_at = made_at").execute(&mut *holds).await.unwrap();
    sqlx::query("DELETE FROM attempts").execute(&mut *holds).await.unwrap();
    let mut alice = app.guest();
    tokio::time::timeout(Duration::from_secs(5), alice.ask_for_code("alice")).await.unwrap().ok();
    drop(holds);
    app.asked(1).await;
}
