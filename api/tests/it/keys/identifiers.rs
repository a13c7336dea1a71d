//! What a patient can be found by lies in the database as keyed hashes, and follows the record.

use std::{fs, sync::Arc};

use salus_api::import::{self, read_again};
use serde_json::{Value, json};

use crate::harness::TestApp;

fn patient(number: &str, telephone: &str, email: &str) -> Value {
    json!({
        "resourceType": "Patient", "id": "p", "name": [{ "family": "Upton" }], "birthDate": "1979-03-05",
        "identifier": [
            { "type": { "coding": [{ "code": "MR" }] }, "value": number },
            { "type": { "coding": [{ "code": "SS" }] }, "system": "http://hl7.org/fhir/sid/us-ssn", "value": "999-10-1000" },
        ],
        "telecom": [{ "system": "phone", "value": telephone }, { "system": "email", "value": email }],
    })
}

async fn imports(app: &TestApp, patient: &Value) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("patient.json"), patient.to_string()).unwrap();
    import::run(&app.app.store, &[folder.path().to_owned()], Arc::new(|_| {})).await.unwrap();
}

/// The kinds and hashes on file, in the order of the kinds.
async fn on_file(app: &TestApp) -> Vec<(String, Vec<u8>)> {
    sqlx::query_as("SELECT kind, value_index FROM patient_identifiers ORDER BY kind, value_index")
        .fetch_all(&app.sql().await)
        .await
        .unwrap()
}

fn hash(app: &TestApp, kind: &str, value: &str) -> (String, Vec<u8>) {
    (kind.to_owned(), app.app.store.index(&format!("patients.identifier.{kind}"), value.as_bytes()))
}

#[tokio::test]
async fn an_import_keeps_what_the_patient_is_found_by_and_the_next_one_takes_back_what_is_gone() {
    let app = TestApp::start().await;
    imports(&app, &patient("mr-104 22", "+44 20 7946 0958", "Ana@example.org")).await;
    let first = [
        hash(&app, "email", "ana@example.org"),
        hash(&app, "record_number", "MR10422"),
        hash(&app, "telephone", "079460958"),
    ];
    assert_eq!(on_file(&app).await, first);
    imports(&app, &patient("MR 104-23", "+44 20 7946 0958", "")).await;
    let second = [hash(&app, "record_number", "MR10423"), hash(&app, "telephone", "079460958")];
    assert_eq!(on_file(&app).await, second);
}

#[tokio::test]
async fn records_of_an_older_version_are_found_after_they_were_read_again() {
    let app = TestApp::start().await;
    imports(&app, &patient("MR10422", "", "")).await;
    let sql = app.sql().await;
    sqlx::query("DELETE FROM patient_identifiers").execute(&sql).await.unwrap();
    sqlx::query("UPDATE record_views SET reader_version = 4").execute(&sql).await.unwrap();
    assert_eq!(read_again(&app.app.store, &(Arc::new(|_| ()) as import::Progress)).await.unwrap(), 1);
    assert_eq!(on_file(&app).await, [hash(&app, "record_number", "MR10422")]);
}

#[tokio::test]
async fn an_import_does_not_bring_back_whose_key_was_destroyed() {
    let app = TestApp::start().await;
    imports(&app, &patient("MR10422", "", "")).await;
    let id = app.app.store.find_patient("p").await.unwrap().unwrap();
    app.app.store.destroy_key(&id).await.unwrap();
    assert_eq!(on_file(&app).await, []);

    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("patient.json"), patient("MR10422", "", "").to_string()).unwrap();
    let mut out = Vec::new();
    let other = json!({ "resourceType": "Patient", "id": "other", "name": [{ "family": "Marsh" }] });
    fs::write(folder.path().join("other.json"), other.to_string()).unwrap();
    let args = salus_api::cli::import::ImportArgs { paths: vec![folder.path().to_owned()], rejects: None };
    salus_api::cli::import::run(args, &app.app.store, &mut out).await.unwrap();
    let printed = String::from_utf8(out).unwrap();
    assert!(printed.contains("key was destroyed here: 1."), "{printed}");
    assert_eq!(app.app.store.roll().await.unwrap().len(), 1, "the other patient is here");
    assert_eq!(on_file(&app).await, []);
}
