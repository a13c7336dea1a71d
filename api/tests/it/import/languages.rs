//! The language of the record's words, from the file to the wire.

use std::sync::Arc;

use salus_api::{fhir::views::VIEWS_VERSION, import, store::record::Section};
use salus_protocol::{
    endpoint::Nothing,
    record::{Conditions, ListConditions},
};

use super::Files;
use crate::harness::{Person, TestApp};

const CONDITION: &str = r#"{"resourceType":"Condition","id":"c","language":"AR-eg","subject":{"reference":"Patient/alice"},"code":{"text":"الربو"}}"#;

/// The language of the one condition, as the patient's page gets it.
async fn language(person: &mut Person) -> Option<String> {
    let conditions = person.call(ListConditions {}, Nothing {}).await.ok().conditions;
    assert_eq!(conditions.len(), 1);
    conditions[0].language.as_ref().map(|tag| tag.as_str().to_owned())
}

#[tokio::test]
async fn a_page_gets_the_language_that_the_file_names() {
    let app = TestApp::start().await;
    let mut alice = app.patient("alice").await;
    app.imports(&Files::new(&[("a.json", CONDITION)])).await;
    assert_eq!(language(&mut alice).await.as_deref(), Some("ar-EG"));
}

#[tokio::test]
async fn a_record_that_earlier_readers_made_is_read_again_once_when_the_server_starts() {
    let app = TestApp::start().await;
    let mut alice = app.patient("alice").await;
    app.imports(&Files::new(&[("a.json", CONDITION)])).await;
    // As version 1 of the readers left it: everything but the language.
    let mut old: Conditions = alice.call(ListConditions {}, Nothing {}).await.ok();
    old.conditions[0].language = None;
    let patient = alice.patient.clone().unwrap();
    let mut store = app.app.store.import().await.unwrap();
    let sections = [(Section::Conditions, serde_json::to_string(&old).unwrap()), (Section::Glance, "{}".to_owned())];
    store.put_views(&patient, VIEWS_VERSION - 1, &sections).await.unwrap();
    store.commit().await.unwrap();
    assert_eq!(language(&mut alice).await, None);

    let progress: import::Progress = Arc::new(|_| ());
    assert_eq!(import::read_again(&app.app.store, &progress).await.unwrap(), 1);
    assert_eq!(import::read_again(&app.app.store, &progress).await.unwrap(), 0);
    assert_eq!(language(&mut alice).await.as_deref(), Some("ar-EG"));
}
