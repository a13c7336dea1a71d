//! `salus keys destroy`: after it nobody reads that record, and everybody else goes on.

use std::fs;

use salus_api::{
    cli::keys::{self, DestroyArgs, KeysArgs, KeysCommand},
    store::{Store, StoreError, accounts::AccountKind, keys::OPEN_SECONDS},
};
use salus_protocol::{
    ErrorCode, Nothing, Sample,
    feedback::{Experience, FeedbackAnswer, Listened},
    ids::PatientId,
    messages::ListThreads,
    record::ListResults,
    staff::{GetFeedbackReport, GetStaffThread, ListInbox},
    words::FeedbackComment,
};

use crate::harness::{TestApp, database::Fresh, keyring};

async fn destroy(store: &Store, patient: &str, again: &str) -> Result<String, String> {
    let command = KeysCommand::Destroy(DestroyArgs { patient: patient.into(), yes_destroy: again.into() });
    let mut out = Vec::new();
    match keys::run(KeysArgs { command }, store, &mut out).await {
        Ok(()) => Ok(String::from_utf8(out).unwrap()),
        Err(error) => Err(format!("{error:#}")),
    }
}

/// Everything that the key's row holds of it.
async fn kept_of(app: &TestApp, patient: &PatientId) -> (Vec<u8>, Vec<u8>, Option<i64>) {
    sqlx::query_as("SELECT wrapped_key, kcv, destroyed_at FROM patient_keys WHERE patient_id = $1")
        .bind(patient.as_str())
        .fetch_one(&app.keys_sql().await)
        .await
        .unwrap()
}

fn comment(text: &str) -> FeedbackAnswer {
    let comment = FeedbackComment::parse(text).unwrap();
    FeedbackAnswer { experience: Experience::Good, listened: Listened::Definitely, comment, named: true }
}

#[tokio::test]
async fn a_portal_whose_only_patient_was_destroyed_opens_again() {
    let app = TestApp::start().await;
    let alice = app.patient("alice").await;
    app.staff("nora").await;
    let patient = alice.patient.clone().unwrap();
    destroy(&app.app.store, patient.as_str(), patient.as_str()).await.unwrap();
    for _ in 0..2 {
        app.another_store(keyring(1)).await.unwrap();
    }
    assert!(app.another_store(keyring(2)).await.is_err());
}

#[tokio::test]
async fn a_destroyed_record_is_read_by_nobody_and_everybody_else_goes_on() {
    let app = TestApp::start().await;
    let (mut alice, mut bruno) = (app.visitor("alice").await, app.visitor("bruno").await);
    let mut nora = app.staff("nora").await;
    alice.rates(comment("From Alice.")).await;
    bruno.rates(comment("From Bruno.")).await;
    let (hers, his) = (alice.asks(1).await, bruno.asks(2).await);
    assert_eq!(nora.call(ListInbox {}, Nothing {}).await.ok().waiting, 2);
    let patient = alice.patient.clone().unwrap();
    let (wrapped, ..) = kept_of(&app, &patient).await;

    // Another process does it; this server has the key open.
    let operator = app.another_store(keyring(1)).await.unwrap();
    let printed = destroy(&operator, patient.as_str(), patient.as_str()).await.unwrap();
    for says in ["within 5 minutes", "What remains", "Backups of the wrapped keys made until now undo this"] {
        assert!(printed.contains(says), "{printed}");
    }
    let (zeroes, check, at) = kept_of(&app, &patient).await;
    assert_eq!((zeroes, check, at.is_some()), (vec![0; 60], vec![0; 8], true));
    if let Fresh::Sqlite(folder) = app.database() {
        for file in ["keys.db", "keys.db-wal"] {
            let bytes = fs::read(folder.path().join("wrapped-keys").join(file)).unwrap();
            assert!(!bytes.windows(wrapped.len()).any(|window| window == wrapped), "{file} holds the key still");
        }
    }

    // The session is over at once, and the open key closes at the latest after five minutes.
    alice.call(ListThreads {}, Nothing {}).await.refused(ErrorCode::NotSignedIn);
    app.clock.advance(OPEN_SECONDS);
    nora.call(GetStaffThread { thread_id: hers.id.clone() }, Nothing {}).await.refused(ErrorCode::NotFound);
    let inbox = nora.call(ListInbox {}, Nothing {}).await.ok();
    assert_eq!(inbox.waiting, 1);
    assert_eq!(inbox.threads.iter().map(|row| &row.thread.id).collect::<Vec<_>>(), [&his.id]);
    let report = nora.call(GetFeedbackReport {}, Nothing {}).await.ok();
    assert_eq!(report.comments.iter().map(|comment| comment.text.as_str()).collect::<Vec<_>>(), ["From Bruno."]);
    assert_eq!(bruno.reads(&his.id).await.messages.len(), 1);
    bruno.call(ListResults {}, Nothing {}).await.ok();

    // The server starts again, and the operator's lists leave the patient out.
    let again = app.another_store(keyring(1)).await.unwrap();
    assert_eq!(again.roll().await.unwrap().len(), 1);
    assert_eq!(again.all_patients().await.unwrap().len(), 1);
    assert!(matches!(again.on_file(&patient).await, Err(StoreError::Destroyed)));
    let printed = destroy(&again, patient.as_str(), patient.as_str()).await.unwrap();
    assert!(printed.contains("destroyed before"), "{printed}");
}

#[tokio::test]
async fn the_account_is_closed_and_its_address_is_free() {
    let app = TestApp::start().await;
    let (account, codes) = app.ready("alice").await;
    let patient = app.app.store.find_patient("alice").await.unwrap().unwrap();
    destroy(&app.app.store, patient.as_str(), patient.as_str()).await.unwrap();
    let mut guest = app.guest();
    guest.give("alice", crate::harness::entering::PASSWORD).await.refused(ErrorCode::WrongCredentials);
    assert!(!codes.is_empty());
    for table in [
        "sessions",
        "steps",
        "passkeys",
        "recovery_codes",
        "invitations",
        "known_devices",
        "totps",
        "mailed_codes",
        "outbox",
        "resets",
    ] {
        let rows = sqlx::AssertSqlSafe(format!("SELECT account_id FROM {table} WHERE account_id = $1"));
        let rows = sqlx::query(rows).bind(account.as_str()).fetch_all(&app.sql().await).await.unwrap();
        assert!(rows.is_empty(), "{table}");
    }
    let bruno = app.patient_only("bruno").await;
    app.account("alice", AccountKind::Patient(bruno)).await;
}

#[tokio::test]
async fn nothing_is_destroyed_without_the_id_twice() {
    let app = TestApp::start().await;
    let mut alice = app.patient("alice").await;
    let id = alice.patient.clone().unwrap();
    let nobody = PatientId::sample();
    for (patient, again, says) in [
        (id.as_str(), "yes", "--yes-destroy"),
        (nobody.as_str(), nobody.as_str(), "no patient"),
        ("Patient/alice", "Patient/alice", "no patient"),
    ] {
        assert!(destroy(&app.app.store, patient, again).await.unwrap_err().contains(says), "{patient} {again}");
    }
    alice.call(ListThreads {}, Nothing {}).await.ok();
}

#[tokio::test]
async fn a_destruction_that_ended_half_way_is_finished_by_the_next_start() {
    let app = TestApp::start().await;
    let alice = app.patient("alice").await;
    let patient = alice.patient.clone().unwrap();
    sqlx::query("UPDATE patient_keys SET wrapped_key = $1, kcv = $2, destroyed_at = 1 WHERE patient_id = $3")
        .bind(vec![0_u8; 60])
        .bind(vec![0_u8; 8])
        .bind(patient.as_str())
        .execute(&app.keys_sql().await)
        .await
        .unwrap();
    let store = app.another_store(keyring(1)).await.unwrap();
    assert!(store.is_destroyed(&patient).await.unwrap());
    assert!(store.sessions_of(alice.account.as_ref().unwrap()).await.unwrap().is_empty());
}
