//! Who looked at the record: the filter, and the check that a browser makes itself.

use leptos::prelude::*;
use salus_portal::{
    app::App,
    browser::signature::{self, Signature},
};
use salus_protocol::{
    Sample,
    ids::PatientId,
    log_chain::{ChainLine, ChainPage, Digest, line_hash},
    security::{AccessAction, AccessLine, AccessLog, Actor, Security, UnreadableLine},
    session::CurrentSession,
};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Stage, answer, focused, frame, json, sent, until};

/// A chain of so many lines, none of which a checkpoint has seen.
fn chain(lines: u64) -> ChainPage {
    let mut previous = Digest::default();
    let link = |number| {
        let mut line = ChainLine { number, ..ChainLine::sample() };
        line.hash = line_hash(&PatientId::sample(), &previous, &line);
        previous = line.hash;
        line
    };
    let lines = (1..=lines).map(link).collect();
    ChainPage { patient_id: Sample::sample(), lines, more: false, unreadable: false, proof: None }
}

/// Opens the security page of a patient whose log is this chain.
fn open(page: &ChainPage) -> Stage {
    open_with(&AccessLog::sample(), page)
}

/// The same with this list.
fn open_with(log: &AccessLog, page: &ChainPage) -> Stage {
    answer(&[
        ("GET /api/v1/session", 200, json(&CurrentSession::sample())),
        ("GET /api/v1/security", 200, json(&Security::sample())),
        ("POST /api/v1/security/access/search", 200, json(log)),
        ("POST /api/v1/security/access/chain", 200, json(page)),
    ]);
    window().history().unwrap().replace_state_with_url(&JsValue::NULL, "", Some("/security")).unwrap();
    Stage::set(|| view! { <App /> })
}

fn forget() {
    window().local_storage().unwrap().unwrap().clear().unwrap();
}

/// What the browser keeps of logs, names and values.
fn kept() -> String {
    let storage = window().local_storage().unwrap().unwrap();
    let names = (0..storage.length().unwrap()).filter_map(|place| storage.key(place).unwrap());
    let names = names.filter(|name| name.starts_with("salus-log"));
    names.map(|name| format!("{name}={}", storage.get_item(&name).unwrap().unwrap_or_default())).collect()
}

#[wasm_bindgen_test]
async fn at_first_the_list_asks_for_others_and_then_for_what_was_chosen() {
    let stage = open(&chain(1));
    stage.sees("I don’t recognise this").await;
    until(|| !sent("\"others\":true").is_empty(), || "others were not asked for".into()).await;

    stage.write("#looked-who", "1");
    until(|| !sent("\"who\":\"staff\"").is_empty(), || "the care team was not asked for".into()).await;
    stage.write("#looked-when", "1");
    until(|| !sent("\"from\":1").is_empty(), || "no time was asked for".into()).await;
}

#[wasm_bindgen_test]
async fn a_line_that_cannot_be_read_stands_in_the_list_with_what_to_do_next() {
    let unreadable = vec![UnreadableLine { number: 6, at: Sample::sample() }];
    let stage = open_with(&AccessLog { unreadable, ..AccessLog::sample() }, &chain(1));
    stage.sees("I don’t recognise this").await;
    stage.sees("This line cannot be read").await;
    stage.sees("tell your practice").await;
}

#[wasm_bindgen_test]
async fn whoever_finds_a_line_of_their_own_that_is_not_theirs_is_led_to_where_they_are_signed_in() {
    let stage = open(&chain(1));
    stage.sees("I don’t recognise this").await;
    assert!(!stage.has("#looked-own"), "there are no lines of one's own");
    drop(stage);

    let lines = vec![AccessLine { actor: Actor::You, ..AccessLine::sample() }];
    let stage = open_with(&AccessLog { lines, ..AccessLog::sample() }, &chain(1));
    stage.sees("Was one of these not you?").await;
    until(|| stage.has("#sessions"), || "the sessions never came".into()).await;
    stage.button("See where you are signed in").click();
    until(|| focused() == "sessions", || format!("the focus is on {:?}", focused())).await;
}

#[wasm_bindgen_test]
async fn a_changed_line_is_named_with_what_to_do_next() {
    forget();
    let mut page = chain(5);
    page.lines[2].action = AccessAction::ReadHome;
    let stage = open(&page);
    stage.sees("Check this list").await;
    stage.button("Check this list").click();

    stage.sees("Line 3 is not what was written down at first.").await;
    stage.sees("Tell your practice now.").await;
    assert_eq!(kept(), "", "a chain that is wrong was remembered");
}

#[wasm_bindgen_test]
async fn a_line_that_cannot_be_read_is_named_as_changed() {
    forget();
    let stage = open(&ChainPage { unreadable: true, ..chain(2) });
    stage.sees("Check this list").await;
    stage.button("Check this list").click();

    stage.sees("Line 3 is not what was written down at first.").await;
    assert_eq!(kept(), "", "a chain that is wrong was remembered");
}

#[wasm_bindgen_test]
async fn a_chain_that_has_become_shorter_since_the_last_check_is_found() {
    forget();
    {
        let stage = open(&chain(5));
        stage.sees("Check this list").await;
        stage.button("Check this list").click();
        stage.sees("We checked all 5 lines on this device.").await;
    }
    let remembered = kept();
    assert!(remembered.starts_with("salus-log-") && remembered.contains("=5 "), "{remembered}");
    assert!(!remembered.contains(PatientId::sample().as_str()), "the patient's id lies in the browser: {remembered}");

    let stage = open(&chain(3));
    stage.sees("Check this list").await;
    stage.button("Check this list").click();

    stage.sees("The list ends too early.").await;
    forget();
}

#[wasm_bindgen_test]
async fn a_check_that_was_given_up_says_nothing_any_more() {
    forget();
    let stage = open(&chain(3));
    stage.sees("I don’t recognise this").await;
    js_sys::eval(
        "window.quick = window.fetch;
        window.fetch = (request) => new Promise((_, lose) => { window.lose = () => lose(new TypeError('no network')); });",
    )
    .unwrap();
    stage.button("Check this list").click();
    until(|| js_sys::eval("!!window.lose").unwrap().is_truthy(), || "nothing was asked for".into()).await;
    stage.button("Cancel").click();

    js_sys::eval("window.fetch = window.quick;").unwrap();
    stage.button("Check this list").click();
    stage.sees("We checked all 3 lines on this device.").await;
    js_sys::eval("window.lose();").unwrap();
    for _ in 0..10 {
        frame().await;
    }
    assert!(stage.text().contains("Nothing was changed"), "{}", stage.text());
    forget();
}

#[wasm_bindgen_test]
async fn a_signature_is_right_for_its_bytes_and_for_no_others() {
    // RFC 8032, section 7.1, test 2.
    let key = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";
    let key = Digest::parse(key).unwrap().0;
    let signature = "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da\
                     085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00";
    assert_eq!(signature::check(&key, &[0x72], signature).await, Signature::Good);
    assert_eq!(signature::check(&key, &[0x73], signature).await, Signature::Bad);
    assert_eq!(signature::check(&key, &[0x72], "not a signature").await, Signature::Bad);
}
