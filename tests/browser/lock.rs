//! The lock: what stands behind it, who gets through, and what they find.

use std::{cell::OnceCell, rc::Rc};

use leptos::prelude::*;
use salus_portal::{
    browser::{clock, storage::Drafts},
    client::{Client, events::Live},
    session::Here,
    staying::StaySignedIn,
};
use salus_protocol::{
    ErrorCode, Sample,
    events::Event,
    ids::AccountId,
    messages::{Thread, ThreadState, Threads},
    security::{Security, TotpSetup},
    session::{CurrentSession, Limits, Offer, Person, UnlockWays, Who},
};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Stage, answer, answer_later, focused, json, open, refusal, sent, tell, until};

type Answer = (&'static str, u16, String);

const THREAD: &str = "/messages/0192f0c1-2b3c-7def-8a90-1234567890ab";

/// A patient's session, and the same while it is locked.
fn lina() -> Answer {
    ("GET /api/v1/session", 200, json(&CurrentSession::sample()))
}

fn locked() -> Answer {
    ("GET /api/v1/session", 200, json(&CurrentSession { who: Who::Locked, limits: None, ..CurrentSession::sample() }))
}

fn bruno() -> CurrentSession {
    let account_id = AccountId::parse("0192f0c1-2b3c-7def-8a90-000000000002").unwrap();
    let (name, first_name) = ("Bruno Marsh".to_owned(), "Bruno".to_owned());
    CurrentSession {
        who: Who::Patient(Person { account_id, name, first_name, ..Person::sample() }),
        ..CurrentSession::sample()
    }
}

/// Everything but who is here: one conversation, the security page, and the ways to unlock.
fn rest() -> Vec<Answer> {
    let thread = Thread { state: ThreadState::Answered, ..Thread::sample() };
    vec![
        ("GET /api/v1/messages", 200, json(&Threads { threads: Vec::new() })),
        ("GET /api/v1/messages/0192f0c1-2b3c-7def-8a90-1234567890ab", 200, json(&thread)),
        ("POST /api/v1/messages/0192f0c1-2b3c-7def-8a90-1234567890ab/read", 200, "{}".into()),
        ("GET /api/v1/security", 200, json(&Security { totp: None, ..Security::sample() })),
        ("POST /api/v1/security/totp/start", 200, json(&TotpSetup::sample())),
        ("POST /api/v1/session/unlock/start", 200, json(&UnlockWays { passkey: None, ..UnlockWays::sample() })),
        ("POST /api/v1/session/unlock/password", 200, json(&CurrentSession::sample())),
    ]
}

fn with(who: Answer) -> Vec<Answer> {
    rest().into_iter().chain([who]).collect()
}

/// The server says that the session has locked itself.
async fn lock(stage: &Stage) {
    answer_while_open(&with(locked()));
    tell("locked", &json(&Event::Locked));
    until(|| stage.has("#unlock-password"), || format!("there is no lock: {}", stage.text())).await;
}

/// Other answers from now on; the line of live events stays open.
fn answer_while_open(answers: &[Answer]) {
    let lines = js_sys::Reflect::get(&window(), &"lines".into()).unwrap();
    answer(answers);
    js_sys::Reflect::set(&window(), &"lines".into(), &lines).unwrap();
}

async fn unlock(stage: &Stage) {
    stage.write("#unlock-password", "three quiet green boats");
    stage.presses("Unlock").await;
    until(|| !stage.has("#unlock-password"), || format!("the lock stays: {}", stage.text())).await;
}

#[wasm_bindgen_test]
async fn what_was_written_waits_behind_the_lock() {
    answer(&with(lina()));
    let stage = open(THREAD);
    stage.sees("Your answer").await;
    stage.write("#reply", "Not lost");

    lock(&stage).await;
    assert!(!stage.text().contains("Your answer"), "the page is still in sight");
    until(|| focused().contains("Lina"), || format!("the focus is on {}", focused())).await;
    unlock(&stage).await;

    stage.sees("Your answer").await;
    assert_eq!(stage.value("#reply"), "Not lost");
}

#[wasm_bindgen_test]
async fn an_open_dialog_gives_way_to_the_lock_and_comes_back_as_it_was() {
    answer(&with(lina()));
    let stage = open("/security");
    stage.sees("Set up an app").await;
    stage.button("Set up an app").click();
    stage.sees("Key for the app").await;
    stage.write("#totp-code", "1234");

    lock(&stage).await;
    stage.find("#unlock-password").focus().unwrap();
    assert_eq!(focused(), "unlock-password", "what stands over the lock keeps everybody out of it");
    unlock(&stage).await;

    until(|| stage.has("dialog[open]"), || "the dialog did not come back".into()).await;
    assert_eq!(stage.value("#totp-code"), "1234");
    let inside = || stage.find("dialog[open]").contains(document().active_element().as_deref());
    until(inside, || format!("the focus is on {}", focused())).await;
}

#[wasm_bindgen_test]
async fn the_offer_after_signing_in_gives_way_to_the_lock_and_goes_with_the_session() {
    let offered = CurrentSession { offer: Some(Offer::PasskeyHere), ..CurrentSession::sample() };
    answer(&with(("GET /api/v1/session", 200, json(&offered))));
    let stage = open(THREAD);
    until(|| stage.has("dialog[open]"), || "nothing is offered".into()).await;

    lock(&stage).await;
    stage.find("#unlock-password").focus().unwrap();
    assert_eq!(focused(), "unlock-password");
    unlock(&stage).await;
    until(|| stage.has("dialog[open]"), || "the offer did not come back".into()).await;

    tell("signed_out", &json(&Event::SignedOut));
    stage.sees("Sign in").await;
    until(|| !stage.has("dialog[open]"), || "the offer stays with whoever comes next".into()).await;
}

#[wasm_bindgen_test]
async fn somebody_else_who_unlocks_finds_nothing_of_the_person_before() {
    answer(&with(lina()));
    let stage = open(THREAD);
    stage.sees("Your answer").await;
    stage.write("#reply", "Only for my doctor");
    lock(&stage).await;

    // In another window lina left and bruno came; his session has locked itself, too.
    let mut answers = with(locked());
    answers.push(("POST /api/v1/session/unlock/password", 200, json(&bruno())));
    answers.push(("GET /api/v1/messages/0192f0c1-2b3c-7def-8a90-1234567890ab", 404, refusal(ErrorCode::NotFound)));
    answer(&answers);
    unlock(&stage).await;

    until(|| !stage.has("#reply"), || format!("the page of the person before is here: {}", stage.text())).await;
}

#[wasm_bindgen_test]
async fn a_lock_that_another_window_has_opened_goes_at_the_next_press() {
    answer(&with(lina()));
    let stage = open(THREAD);
    stage.sees("Your answer").await;
    stage.write("#reply", "Not lost");
    lock(&stage).await;

    // For a session that is not locked the server knows of nothing to unlock.
    let mut answers = with(lina());
    answers.push(("POST /api/v1/session/unlock/start", 401, refusal(ErrorCode::NotSignedIn)));
    answers.push(("POST /api/v1/session/unlock/password", 401, refusal(ErrorCode::NotSignedIn)));
    answer(&answers);
    unlock(&stage).await;

    stage.sees("Your answer").await;
    assert_eq!(stage.value("#reply"), "Not lost");
    assert!(sent("three quiet green boats").is_empty(), "the password went out for nothing");
}

#[wasm_bindgen_test]
async fn a_lock_that_another_window_has_opened_goes_when_the_person_turns_to_this_one() {
    answer(&with(lina()));
    let stage = open(THREAD);
    stage.sees("Your answer").await;
    lock(&stage).await;
    stage.sees("Welcome back, Lina").await;

    answer(&with(lina()));
    window().dispatch_event(&web_sys::Event::new("focus").unwrap()).unwrap();

    stage.sees("Your answer").await;
}

#[wasm_bindgen_test]
async fn a_lock_without_a_network_offers_the_passkey_and_learns_the_name_when_the_network_is_back() {
    answer(&with(lina()));
    let stage = open(THREAD);
    stage.sees("Your answer").await;
    answer_while_open(&[]);
    tell("locked", &json(&Event::Locked));

    stage.sees("Unlock with my passkey").await;
    stage.sees("Check your connection").await;

    answer(&with(locked()));
    window().dispatch_event(&web_sys::Event::new("online").unwrap()).unwrap();

    stage.sees("Welcome back, Lina").await;
    until(|| !stage.text().contains("Unlock with my passkey"), || "a passkey that is none is offered".into()).await;
}

#[wasm_bindgen_test]
async fn an_answer_that_says_nothing_of_the_session_locks_the_page() {
    let limits = Some(Limits { idle_seconds: 1, left_seconds: 1, ..Limits::sample() });
    answer(&[("GET /api/v1/session", 200, json(&CurrentSession { limits, ..CurrentSession::sample() }))]);
    let (_stage, here, _) = keeping_time();
    here.ask();
    until(|| untrack(|| here.person().is_some()), || "nobody came in".into()).await;

    answer(&[("GET /api/v1/session", 500, refusal(ErrorCode::Internal))]);

    until(|| untrack(|| here.locked()), || "the page stays open".into()).await;
}

#[wasm_bindgen_test]
async fn the_servers_clock_and_the_last_use_are_those_of_the_moment_of_the_answer() {
    answer(&[]);
    let (_stage, here, client) = keeping_time();
    let now = CurrentSession::sample().now;
    let limits = Some(Limits { idle_seconds: 900, left_seconds: 500, ..Limits::sample() });
    here.heard(&CurrentSession { limits, ..CurrentSession::sample() });
    assert!((400..410).contains(&client.seconds_since_use()), "{}", client.seconds_since_use());

    // Entered when the person has read their new code: by then the answer is old.
    here.enter_later(CurrentSession { now: now.plus_seconds(-600), ..CurrentSession::sample() });
    assert!((990..=1000).contains(&clock::seconds_until(now.plus_seconds(1000))), "the clock was put back");
    assert!((400..410).contains(&client.seconds_since_use()), "{}", client.seconds_since_use());
}

/// No page, only whoever keeps time.
fn keeping_time() -> (Stage, Here, Client) {
    let made = Rc::new(OnceCell::new());
    let make = Rc::clone(&made);
    let stage = Stage::set(move || {
        let client = Client::new();
        let here = Here::new(client, Drafts::new(), Live::new());
        provide_context(client);
        provide_context(here);
        let _ = make.set((here, client));
        view! { <StaySignedIn /> }
    });
    let (here, client) = *made.get().unwrap();
    (stage, here, client)
}

#[wasm_bindgen_test]
async fn what_was_under_way_while_the_token_was_renewed_is_asked_once_more() {
    answer(&with(lina()));
    let stage = open(THREAD);
    stage.sees("Your answer").await;
    stage.write("#reply", "Sent once");

    // The token of the request was not the newest any more; the browser has the new one by now.
    let thread = Thread { state: ThreadState::Waiting, ..Thread::sample() };
    let replies = "POST /api/v1/messages/0192f0c1-2b3c-7def-8a90-1234567890ab/replies";
    let mut answers = with(lina());
    answers.push((replies, 401, refusal(ErrorCode::NotSignedIn)));
    answer_while_open(&answers);
    answer_later(replies, 200, &json(&thread));
    stage.button("Send").click();

    until(|| sent("Sent once").len() == 2, || format!("{:?}", sent("Sent once"))).await;
    until(|| !stage.has("#reply") || stage.value("#reply").is_empty(), || stage.text()).await;
    assert!(!stage.text().contains("Sign in"), "the page went");
}
