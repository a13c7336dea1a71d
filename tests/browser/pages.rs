//! Whole pages, with a network of our own.

use leptos::prelude::*;
use salus_portal::{
    browser::storage::Drafts,
    client::{Client, events::Live},
    session::Here,
    staying::StaySignedIn,
    texts::{self, Locale},
};
use salus_protocol::{
    ApiError, ErrorCode, Sample,
    activation::{Activated, Invitation},
    messages::{NewReply, Thread, ThreadState, Threads},
    proof::{Act, ProofWays},
    security::{NewRecoveryCode, Security, TotpSetup},
    session::{CurrentSession, Limits, Who},
    sign_in::{PasswordAccepted, Recovered},
    words::PaperCode,
};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Stage, answer, focused, json, open, refusal, sent, until};

/// The conversation that the tests open.
fn thread() -> Thread {
    Thread { state: ThreadState::Answered, ..Thread::sample() }
}

/// What the server says to a patient who reads one conversation.
fn reading() -> Vec<(&'static str, u16, String)> {
    vec![
        ("GET /api/v1/session", 200, json(&CurrentSession::sample())),
        ("GET /api/v1/messages", 200, json(&Threads { threads: Vec::new() })),
        ("GET /api/v1/messages/0192f0c1-2b3c-7def-8a90-1234567890ab", 200, json(&thread())),
        ("POST /api/v1/messages/0192f0c1-2b3c-7def-8a90-1234567890ab/read", 200, "{}".into()),
    ]
}

const THREAD: &str = "/messages/0192f0c1-2b3c-7def-8a90-1234567890ab";

#[wasm_bindgen_test]
async fn a_message_of_10_001_characters_is_refused_with_the_count_and_kept() {
    answer(&reading());
    let stage = open(THREAD);
    stage.sees("Your answer").await;

    let long = "x".repeat(10_001);
    stage.write("#reply", &long);
    stage.button("Send").click();

    stage.sees("This is 10,001 characters. A message has at most 10,000.").await;
    until(|| focused().contains("There is a problem"), || format!("the focus is on {}", focused())).await;
    assert_eq!(stage.value("#reply").len(), long.len(), "what was typed is lost");
}

#[wasm_bindgen_test]
async fn a_message_that_did_not_go_out_stays_and_says_so() {
    answer(&reading());
    let stage = open(THREAD);
    stage.sees("Your answer").await;

    stage.write("#reply", "Thank you, I will try that.");
    stage.button("Send").click();

    stage.sees("Not sent yet").await;
    assert_eq!(stage.value("#reply"), "Thank you, I will try that.");
    assert!(stage.text().contains("Send again"));
}

#[wasm_bindgen_test]
async fn the_same_text_goes_out_under_the_same_key_until_it_is_stored() {
    answer(&reading());
    let stage = open(THREAD);
    stage.sees("Your answer").await;
    let keys = || -> Vec<String> {
        let reply = |body: &String| serde_json::from_str::<NewReply>(body).unwrap();
        sent("\"key\"").iter().map(|body| reply(body).key.as_str().to_owned()).collect()
    };

    stage.write("#reply", "Once is enough");
    stage.button("Send").click();
    until(|| keys().len() == 1, || "nothing was sent".into()).await;
    stage.sees("Send again").await;
    stage.button("Send again").click();
    until(|| keys().len() == 2, || "nothing was sent again".into()).await;
    stage.sees("Send again").await;
    stage.write("#reply", "Once is enough, and one word more");
    stage.button("Send again").click();
    until(|| keys().len() == 3, || "the changed text was not sent".into()).await;

    let keys = keys();
    assert_eq!(keys[0], keys[1], "the same text went out under two keys and may be stored twice");
    assert_ne!(keys[1], keys[2], "another text went out under the key of the first and may be taken for it");
}

#[wasm_bindgen_test]
async fn what_was_typed_survives_the_end_of_the_session() {
    let mut answers = reading();
    answers.push((
        "POST /api/v1/messages/0192f0c1-2b3c-7def-8a90-1234567890ab/replies",
        401,
        refusal(ErrorCode::NotSignedIn),
    ));
    let ways = PasswordAccepted { passkey: false, ..PasswordAccepted::sample() };
    answers.push(("POST /api/v1/sign-in/password", 200, json(&ways)));
    answers.push(("POST /api/v1/sign-in/recovery-code", 200, json(&Recovered::sample())));
    answer(&answers);
    let stage = open(THREAD);
    stage.sees("Your answer").await;
    stage.write("#reply", "Not lost");
    stage.button("Send").click();

    stage.sees("What you wrote is still here").await;
    stage.write("#email", "lina@example.org");
    stage.write("#password", "three quiet green boats");
    stage.button("Continue").click();
    stage.sees("Recovery code").await;
    stage.write("#code", "7K3M-9QXR-4T2W-8YBC-5DFGH-6JNPS");
    stage.button("Continue").click();
    until(|| stage.has("#code-kept"), || format!("no new code is shown: {}", stage.text())).await;
    stage.find("#code-kept").click();
    stage.button("Continue").click();

    stage.sees("Your answer").await;
    assert_eq!(stage.value("#reply"), "Not lost");
}

#[wasm_bindgen_test]
async fn a_page_that_is_loaded_anew_at_the_second_step_offers_the_ways_that_there_are() {
    let ways = PasswordAccepted { passkey: false, passkeys_suspended: true, totp: true, ..PasswordAccepted::sample() };
    let there = CurrentSession { who: Who::SecondStep(ways), ..CurrentSession::sample() };
    answer(&[("GET /api/v1/session", 200, json(&there))]);
    let stage = open("/sign-in");

    stage.sees("Enter the code from your app").await;
    stage.sees("Your passkey is stopped").await;
    stage.sees("Use a recovery code").await;
    assert!(!stage.text().contains("Use my passkey"), "{}", stage.text());
}

#[wasm_bindgen_test]
async fn a_guest_sees_the_door_at_the_address_they_wanted() {
    let guest = CurrentSession { who: Who::Guest, ..CurrentSession::sample() };
    answer(&[("GET /api/v1/session", 200, json(&guest))]);
    let stage = open("/record/vitals");

    stage.sees("Sign in").await;
    assert_eq!(window().location().pathname().unwrap(), "/record/vitals");
    until(|| document().title().starts_with("Sign in"), || document().title()).await;
}

#[wasm_bindgen_test]
async fn without_a_network_the_portal_says_so_and_tries_again_when_asked() {
    answer(&[]);
    let stage = open("/");
    stage.sees("You are not connected").await;

    let guest = CurrentSession { who: Who::Guest, ..CurrentSession::sample() };
    answer(&[("GET /api/v1/session", 200, json(&guest))]);
    stage.button("Try again").click();

    stage.sees("Password").await;
}

#[wasm_bindgen_test]
async fn another_language_draws_the_page_anew_and_says_that_it_is_kept() {
    let session = CurrentSession { who: Who::Guest, ..CurrentSession::sample() };
    answer(&[("GET /api/v1/session", 200, json(&session))]);
    let stage = open("/preferences");
    stage.sees("Language and display").await;

    stage.find("input[type=radio][value=ar]").click();
    stage.find("button[type=submit]").click();

    stage.sees("اللغة والعرض").await;
    let root = document().document_element().unwrap();
    assert_eq!(root.get_attribute("lang").as_deref(), Some("ar"));
    assert_eq!(root.get_attribute("dir").as_deref(), Some("rtl"));
    until(|| stage.has(".notice-good"), || format!("nothing says that it is kept: {}", stage.text())).await;

    // The other tests speak English.
    stage.find("input[type=radio][value=en]").click();
    stage.find("button[type=submit]").click();
    stage.sees("Language and display").await;
    window().local_storage().unwrap().unwrap().clear().unwrap();
    assert_eq!(texts::locale(), Locale::En);
}

#[wasm_bindgen_test]
async fn whoever_is_away_is_asked_before_the_session_locks_itself_and_can_stay() {
    // The warning comes 215 seconds before the lock: here after two seconds without an answer.
    let limits = Some(Limits { idle_seconds: 217, ..Limits::sample() });
    answer(&[
        ("GET /api/v1/session", 200, json(&CurrentSession { limits, ..CurrentSession::sample() })),
        ("POST /api/v1/session/keep", 200, "{}".into()),
    ]);
    let stage = Stage::set(|| {
        let (client, drafts, live) = (Client::new(), Drafts::new(), Live::new());
        let here = Here::new(client, drafts, live);
        provide_context(client);
        provide_context(here);
        here.ask();
        view! { <StaySignedIn /> }
    });

    stage.sees("Are you still there?").await;
    until(|| !focused().is_empty(), || "nothing has the focus".into()).await;
    stage.button("Keep working").click();

    until(|| !stage.has("dialog[open]"), || "the question is still there".into()).await;
}

#[wasm_bindgen_test]
async fn whoever_has_no_passkey_at_hand_is_told_how_a_sensitive_step_goes_on() {
    let without = Security { totp: None, ..Security::sample() };
    let needed =
        ApiError { code: ErrorCode::ProofNeeded, fields: Vec::new(), act: Some(Act::sample()), ..ApiError::sample() };
    answer(&[
        ("GET /api/v1/session", 200, json(&CurrentSession::sample())),
        ("GET /api/v1/security", 200, json(&without)),
        ("POST /api/v1/security/totp/start", 403, json(&needed)),
        ("POST /api/v1/proof/start", 200, json(&ProofWays { totp: false, password: false, ..ProofWays::sample() })),
    ]);
    let stage = open("/security");
    stage.sees("Set up an app").await;
    stage.button("Set up an app").click();
    stage.sees("No passkey at hand?").await;
    stage.find("dialog[open] summary").click();
    stage.sees("Sign in again with a recovery code").await;
}

#[wasm_bindgen_test]
async fn a_new_recovery_code_that_is_closed_without_a_word_leaves_a_notice() {
    answer(&[
        ("GET /api/v1/session", 200, json(&CurrentSession::sample())),
        ("GET /api/v1/security", 200, json(&Security::sample())),
        ("POST /api/v1/security/recovery-code", 200, json(&NewRecoveryCode::sample())),
    ]);
    let stage = open("/security");
    for kept in [false, true] {
        stage.sees("Make a new recovery code").await;
        stage.button("Make a new recovery code").click();
        stage.write("#renew-password", "three quiet green boats");
        stage.button("Make a new code").click();
        stage.sees("Your new recovery code").await;
        if kept {
            stage.find("#renew-kept").click();
            stage.button("Done").click();
            until(|| !stage.has("#code-unsaid"), || "the notice stays though the code was kept".into()).await;
        } else {
            stage.find("dialog[open] .icon-button").click();
            stage.sees("Did you keep your new code?").await;
            until(|| focused() == "code-unsaid", || format!("the focus is at {}", focused())).await;
        }
    }
}

#[wasm_bindgen_test]
async fn an_app_whose_setting_up_took_too_long_can_be_begun_again() {
    let without = Security { totp: None, ..Security::sample() };
    answer(&[
        ("GET /api/v1/session", 200, json(&CurrentSession::sample())),
        ("GET /api/v1/security", 200, json(&without)),
        ("POST /api/v1/security/totp/start", 200, json(&TotpSetup::sample())),
        ("POST /api/v1/security/totp/finish", 410, refusal(ErrorCode::CeremonyEnded)),
    ]);
    let stage = open("/security");
    stage.sees("Set up an app").await;
    stage.button("Set up an app").click();
    stage.sees("Key for the app").await;
    stage.write("#totp-code", "123456");
    stage.button("Continue").click();
    stage.sees("That took too long. Nothing was changed. Try again.").await;
    until(|| !stage.text().contains("Key for the app"), || "the old picture is still there".into()).await;
    stage.button("Set up an app").click();
    stage.sees("Key for the app").await;
}

/// What the server says to somebody who comes with an invitation and sets up a code app, but for the last answer.
fn invited() -> Vec<(&'static str, u16, String)> {
    let guest = CurrentSession { who: Who::Guest, limits: None, ..CurrentSession::sample() };
    vec![
        ("GET /api/v1/session", 200, json(&guest)),
        ("POST /api/v1/activation/open", 200, json(&Invitation::sample())),
        ("POST /api/v1/activation/password", 200, "{}".into()),
        ("POST /api/v1/activation/totp/start", 200, json(&TotpSetup::sample())),
    ]
}

/// Opens an invitation and chooses a password.
async fn as_far_as_the_password() -> Stage {
    let stage = open(&format!("/activate#{}", PaperCode::sample().expose()));
    stage.sees("What is your date of birth?").await;
    for (field, part) in [("#born", "5"), ("#born-month", "3"), ("#born-year", "1979")] {
        stage.write(field, part);
    }
    stage.button("Continue").click();
    stage.sees("Choose a password").await;
    stage.write("#password", "three quiet green boats");
    stage.button("Continue").click();
    stage
}

#[wasm_bindgen_test]
async fn a_device_that_cannot_do_passkeys_sets_up_a_code_app_instead() {
    let mut answers = invited();
    let wrong = ErrorCode::CodeNotAccepted;
    answers.push(("POST /api/v1/activation/totp/finish", wrong.status(), refusal(wrong)));
    answer(&answers);
    let stage = as_far_as_the_password().await;
    stage.sees("Use a key on a stick").await;
    stage.button("No passkey on this device? Use a code app").click();
    stage.sees("Set up a code app").await;
    assert!(!stage.text().contains("Passkeys do not work in this browser"), "this one knows passkeys");
    stage.button("Set up an app").click();
    stage.sees("JBSW Y3DP").await;
    assert!(stage.has("svg.qr path"), "there is no picture");
    stage.write("#totp-code", "123456");
    stage.button("Continue").click();
    stage.sees("This code does not work. Check it, or wait for the next one.").await;

    answers.pop();
    answers.push(("POST /api/v1/activation/totp/finish", 200, json(&Activated::sample())));
    answer(&answers);
    stage.button("Continue").click();
    stage.sees("Keep your recovery code").await;
    stage.sees("Your app is ready.").await;
}

/// A browser that knows no passkeys, for one test.
struct WithoutPasskeys(JsValue);

impl WithoutPasskeys {
    fn begin() -> Self {
        let name = "PublicKeyCredential".into();
        let known = js_sys::Reflect::get(&window(), &name).unwrap();
        js_sys::Reflect::delete_property(&window().into(), &name).unwrap();
        Self(known)
    }
}

impl Drop for WithoutPasskeys {
    fn drop(&mut self) {
        js_sys::Reflect::set(&window(), &"PublicKeyCredential".into(), &self.0).unwrap();
    }
}

#[wasm_bindgen_test]
async fn a_browser_that_knows_no_passkeys_is_offered_the_app_first_and_told_why() {
    let _without = WithoutPasskeys::begin();
    answer(&invited());
    let stage = as_far_as_the_password().await;
    stage.sees("Passkeys do not work in this browser.").await;
    assert!(!stage.text().contains("Use this phone or computer"));
    stage.button("Set up an app").click();
    stage.sees("JBSW Y3DP").await;
}

#[wasm_bindgen_test]
async fn an_invitation_that_does_not_work_is_told_at_what_was_typed_and_leads_to_signing_in() {
    let code = ErrorCode::InvitationNotValid;
    let mut answers = invited();
    answers[1] = ("POST /api/v1/activation/open", code.status(), refusal(code));
    answer(&answers);
    let stage = open("/activate/staff");
    stage.sees("Invitation code").await;
    stage.write("#invitation", PaperCode::sample().expose());
    stage.button("Continue").click();
    stage.sees("Check what you typed. Did you use it already? Then sign in.").await;
    assert!(stage.has("a[href='#invitation']"), "the summary does not lead to the field");
    assert!(stage.has("main a[href='/sign-in']"), "there is no way to sign in");
    drop(stage);

    // Who came with a link and gives no date of birth has typed nothing.
    let stage = open(&format!("/activate/staff#{}", PaperCode::sample().expose()));
    stage.sees("This link sets up your care team account.").await;
    stage.button("Continue").click();
    stage.sees("This link does not work. Did you use it already? Then sign in.").await;
    assert!(!stage.has("a[href='#invitation']"), "the summary leads to a field that is not there");
    assert!(stage.has("main a[href='/sign-in']"), "there is no way to sign in");
}

#[wasm_bindgen_test]
async fn a_last_step_whose_answer_was_lost_does_not_promise_that_the_invitation_still_works() {
    let code = ErrorCode::InvitationNotValid;
    let mut answers = invited();
    answers.push(("POST /api/v1/activation/totp/finish", code.status(), refusal(code)));
    answer(&answers);
    let stage = as_far_as_the_password().await;
    stage.sees("Use a key on a stick").await;
    stage.button("No passkey on this device? Use a code app").click();
    stage.sees("Set up a code app").await;
    stage.button("Set up an app").click();
    stage.sees("JBSW Y3DP").await;
    stage.write("#totp-code", "123456");
    stage.button("Continue").click();
    stage.sees("Did you finish already? Then sign in with your new password.").await;
    assert!(stage.has("main a[href='/sign-in']"), "there is no way to sign in");
}
