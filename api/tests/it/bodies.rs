//! Bodies that no portal would send: every operation answers them with a reply or with the envelope, and nothing breaks.

use std::cell::{Cell, RefCell};

use proptest::{
    prelude::*,
    test_runner::{Config, TestRunner},
};
use salus_protocol::{
    Access, ApiError, ErrorCode, Method, Sample,
    catalogue::{self, EndpointCard},
    ids::ThreadId,
};
use serde_json::{Value, json};

use crate::harness::{Person, TestApp};

/// How many changed bodies each operation gets in one run.
const CASES: u32 = 24;

/// One change to a body.
#[derive(Clone, Debug)]
enum Change {
    /// The n-th value is another one.
    Other(usize, Value),
    /// The n-th member of an object is gone.
    Without(usize),
    /// A member that nobody asked for.
    More(String, Value),
    /// A byte of the text is another one.
    Byte(usize, u8),
    /// The text ends early.
    Cut(usize),
    /// Something that has nothing to do with the sample.
    Bytes(Vec<u8>),
}

/// Any value, not too deep.
fn values() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(|number| json!(number)),
        "\\PC{0,24}".prop_map(Value::from),
        Just(json!("\u{0}\u{202e}\u{200b}")),
        Just(json!("x".repeat(20_000))),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map("[a-z_]{1,8}", inner, 0..4)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

fn changes() -> impl Strategy<Value = Change> {
    prop_oneof![
        4 => (any::<usize>(), values()).prop_map(|(place, value)| Change::Other(place, value)),
        2 => any::<usize>().prop_map(Change::Without),
        1 => ("[a-z_]{1,12}", values()).prop_map(|(name, value)| Change::More(name, value)),
        2 => (any::<usize>(), any::<u8>()).prop_map(|(place, byte)| Change::Byte(place, byte)),
        1 => any::<usize>().prop_map(Change::Cut),
        1 => prop::collection::vec(any::<u8>(), 0..200).prop_map(Change::Bytes),
    ]
}

/// All values in a value, each by its path.
fn paths(value: &Value, at: &str, found: &mut Vec<String>) {
    found.push(at.to_owned());
    match value {
        Value::Object(members) => members.iter().for_each(|(name, inner)| paths(inner, &format!("{at}/{name}"), found)),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(place, inner)| paths(inner, &format!("{at}/{place}"), found));
        }
        _ => {}
    }
}

/// The sample, changed.
fn changed(sample: &str, change: Change) -> Vec<u8> {
    let mut value: Value = serde_json::from_str(sample).expect("a sample is JSON");
    let mut found = Vec::new();
    paths(&value, "", &mut found);
    match change {
        Change::Other(place, other) => *value.pointer_mut(&found[place % found.len()]).expect("a path") = other,
        Change::Without(place) => {
            let path = &found[place % found.len()];
            let (parent, name) = path.rsplit_once('/').unwrap_or(("", ""));
            if let Some(Value::Object(members)) = value.pointer_mut(parent) {
                members.remove(name);
            }
        }
        Change::More(name, more) => {
            if let Value::Object(members) = &mut value {
                members.insert(name, more);
            }
        }
        Change::Byte(place, byte) => {
            let mut bytes = sample.as_bytes().to_vec();
            let place = place % bytes.len();
            bytes[place] = byte;
            return bytes;
        }
        Change::Cut(place) => return sample.as_bytes()[..place % sample.len()].to_vec(),
        Change::Bytes(bytes) => return bytes,
    }
    value.to_string().into_bytes()
}

/// Whoever may call this operation, freshly signed in where that is needed.
async fn caller(app: &TestApp, card: &EndpointCard, number: u32) -> Person {
    match card.access {
        Access::Staff => app.staff(&format!("nora-{}-{number}", card.name)).await,
        Access::SignedIn | Access::Patient => app.patient(&format!("alice-{}-{number}", card.name)).await,
        Access::Public | Access::SecondStep | Access::Activation | Access::Recovery | Access::Locked => app.guest(),
    }
}

#[test]
fn every_operation_answers_any_body_with_a_reply_or_the_envelope() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let app = runtime.block_on(TestApp::start());
    for card in catalogue::all().iter().filter(|card| card.method != Method::Get) {
        let path: String = card
            .pattern
            .split('/')
            .map(|part| if part.starts_with('{') { ThreadId::sample().as_str().to_owned() } else { part.to_owned() })
            .collect::<Vec<_>>()
            .join("/");
        let (person, number) = (RefCell::new(runtime.block_on(caller(&app, card, 0))), Cell::new(0));
        let mut runner = TestRunner::new(Config { cases: CASES, failure_persistence: None, ..Config::default() });
        let outcome = runner.run(&changes(), |change| {
            let body = changed(&card.body, change);
            #[expect(clippy::await_holding_refcell_ref, reason = "one thread, and nobody else borrows")]
            let outcome = runtime.block_on(async { person.borrow_mut().send(card.method, &path, body).await });
            if outcome.status.is_success() {
                prop_assert!(serde_json::from_str::<Value>(&outcome.text).is_ok(), "{:?}", outcome);
                // It may have ended the session.
                number.set(number.get() + 1);
                person.replace(runtime.block_on(caller(&app, card, number.get())));
                return Ok(());
            }
            let error = serde_json::from_str::<ApiError>(&outcome.text);
            prop_assert!(error.is_ok(), "no envelope: {:?}", outcome);
            prop_assert!(error.is_ok_and(|error| error.code != ErrorCode::Internal), "{:?}", outcome);
            Ok(())
        });
        assert!(outcome.is_ok(), "{}: {outcome:?}", card.name);
    }
}
