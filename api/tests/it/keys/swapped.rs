//! Whoever can write to the database moves sealed values about: nothing of them is shown, and an alert is in the log.

use std::{
    io,
    sync::{Arc, Mutex},
};

use salus_api::store::record::Section;
use salus_protocol::{
    ErrorCode, Nothing,
    messages::{GetThread, ListThreads},
    record::{ListAllergies, ListConditions},
    session::GetSession,
};
use serde_json::json;
use tracing_subscriber::fmt::MakeWriter;

use crate::harness::{Person, TestApp, person::Outcome};

/// What the program logs on this thread.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().unwrap()).into_owned()
    }
}

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'w> MakeWriter<'w> for Log {
    type Writer = Self;

    fn make_writer(&'w self) -> Self {
        self.clone()
    }
}

/// Moves, calls, and makes sure of the refusal and of the alert, which names the place and says nothing of what was there.
async fn is_refused<R: serde::de::DeserializeOwned>(
    app: &TestApp,
    moves: &[&'static str],
    place: &str,
    call: impl AsyncFnOnce() -> Outcome<R>,
) {
    for sql in moves {
        let moved = sqlx::query(*sql).execute(&app.sql().await).await.unwrap().rows_affected();
        assert!(moved > 0, "{sql}");
    }
    let log = Log::default();
    let subscriber = tracing_subscriber::fmt().with_writer(log.clone()).with_ansi(false).finish();
    let guard = tracing::subscriber::set_default(subscriber);
    let outcome = call().await;
    drop(guard);
    let text = outcome.text.clone();
    outcome.refused(ErrorCode::Internal);
    let log = log.text();
    assert!(log.contains("alert=\"unsealed\"") && log.contains(place), "{log}");
    for secret in ["Quillfern", "Mossgate"] {
        assert!(!text.contains(secret) && !log.contains(secret), "{text} {log}");
    }
}

async fn asks(person: &mut Person, number: u32, word: &str) -> GetThread {
    let thread = person.asks(number).await;
    let reply = salus_protocol::messages::NewReply {
        body: salus_protocol::words::MessageBody::parse(word).unwrap(),
        key: salus_protocol::words::IdempotencyKey::parse(&format!("attempt-1{number:011}")).unwrap(),
    };
    person.call(salus_protocol::messages::Reply { thread_id: thread.id.clone() }, reply).await.ok();
    GetThread { thread_id: thread.id }
}

#[tokio::test]
async fn a_message_moved_to_another_row_of_the_same_patient_is_not_shown() {
    let app = TestApp::start().await;
    let mut alice = app.patient("alice").await;
    let thread = asks(&mut alice, 1, "Quillfern").await;
    let moves = "UPDATE messages SET body_ct = (SELECT body_ct FROM messages ORDER BY stored_at DESC LIMIT 1)";
    is_refused(&app, &[moves], "body_ct", async || alice.call(thread, Nothing {}).await).await;
}

#[tokio::test]
async fn a_message_moved_to_another_patient_is_not_shown() {
    let app = TestApp::start().await;
    let (mut alice, mut bruno) = (app.patient("alice").await, app.patient("bruno").await);
    let hers = asks(&mut alice, 1, "Quillfern").await;
    asks(&mut bruno, 2, "Mossgate").await;
    let moves = "UPDATE messages SET body_ct = (SELECT body_ct FROM messages ORDER BY id DESC LIMIT 1) \
                 WHERE id = (SELECT id FROM messages ORDER BY id LIMIT 1)";
    is_refused(&app, &[moves], "body_ct", async || alice.call(hers, Nothing {}).await).await;
}

#[tokio::test]
async fn a_whole_conversation_given_to_another_patient_is_not_shown() {
    let app = TestApp::start().await;
    let (mut alice, mut bruno) = (app.patient("alice").await, app.patient("bruno").await);
    asks(&mut alice, 1, "Quillfern").await;
    let bruno_is = "UPDATE threads SET patient_id = (SELECT id FROM patients ORDER BY id DESC LIMIT 1)";
    let messages_too = "UPDATE messages SET patient_id = (SELECT id FROM patients ORDER BY id DESC LIMIT 1)";
    is_refused(&app, &[bruno_is, messages_too], "subject_ct", async || bruno.call(ListThreads {}, Nothing {}).await)
        .await;
}

#[tokio::test]
async fn a_value_moved_to_another_column_is_not_shown() {
    let app = TestApp::start().await;
    let mut alice = app.patient("alice").await;
    asks(&mut alice, 1, "Quillfern").await;
    // Another column of another table, and another column of the same row.
    let subject = "UPDATE threads SET subject_ct = (SELECT body_ct FROM messages ORDER BY id DESC LIMIT 1)";
    is_refused(&app, &[subject], "subject_ct", async || alice.call(ListThreads {}, Nothing {}).await).await;
    let name = "UPDATE accounts SET name_ct = email_ct";
    is_refused(&app, &[name], "name_ct", async || alice.call(GetSession {}, Nothing {}).await).await;
}

#[tokio::test]
async fn a_section_of_the_record_moved_to_another_section_or_patient_is_not_shown() {
    let app = TestApp::start().await;
    let (mut alice, bruno) = (app.patient("alice").await, app.patient("bruno").await);
    let condition = json!({ "resourceType": "Condition", "code": { "text": "Quillfern" } });
    app.has_on_record(&alice, &[condition]).await;
    app.has(&bruno, Section::Conditions, &json!({ "conditions": [] })).await;
    let section = "UPDATE record_views SET content_ct = (SELECT o.content_ct FROM record_views o WHERE \
                   o.patient_id = record_views.patient_id AND o.section = 'conditions') WHERE section = 'allergies'";
    is_refused(&app, &[section], "record_views", async || alice.call(ListAllergies {}, Nothing {}).await).await;
    let patient = "UPDATE record_views SET content_ct = (SELECT o.content_ct FROM record_views o WHERE \
                   o.patient_id <> record_views.patient_id AND o.section = 'conditions') WHERE section = 'conditions'";
    is_refused(&app, &[patient], "record_views", async || alice.call(ListConditions {}, Nothing {}).await).await;
}

#[tokio::test]
async fn an_older_version_of_a_key_opens_nothing_of_a_newer_one() {
    let app = TestApp::start().await;
    let mut alice = app.patient("alice").await;
    let thread = asks(&mut alice, 1, "Quillfern").await;
    // The version stands in the blob's bytes 2 to 5.
    let rows: Vec<(String, Vec<u8>)> =
        sqlx::query_as("SELECT id, body_ct FROM messages").fetch_all(&app.sql().await).await.unwrap();
    for (id, mut blob) in rows {
        blob[4] = 2;
        sqlx::query("UPDATE messages SET body_ct = $1 WHERE id = $2")
            .bind(blob)
            .bind(id)
            .execute(&app.sql().await)
            .await
            .unwrap();
    }
    is_refused(&app, &[], "body_ct", async || alice.call(thread, Nothing {}).await).await;
}

#[tokio::test]
async fn the_key_of_one_patient_in_the_row_of_another_opens_nothing() {
    let app = TestApp::start().await;
    let (mut alice, mut bruno) = (app.patient("alice").await, app.patient("bruno").await);
    asks(&mut alice, 1, "Quillfern").await;
    asks(&mut bruno, 2, "Mossgate").await;
    let swap = "UPDATE patient_keys SET wrapped_key = (SELECT o.wrapped_key FROM patient_keys o WHERE \
                o.patient_id <> patient_keys.patient_id), kcv = (SELECT o.kcv FROM patient_keys o WHERE \
                o.patient_id <> patient_keys.patient_id)";
    sqlx::query(swap).execute(&app.keys_sql().await).await.unwrap();
    app.clock.advance(salus_api::store::keys::OPEN_SECONDS);
    alice.call(ListThreads {}, Nothing {}).await.refused(ErrorCode::Internal);
}
