//! The record as its patient reads it.

use salus_api::store::record::Section;
use salus_protocol::{
    Endpoint, ErrorCode, Nothing,
    messages::{About, NewThread, StartThread},
    record::{
        GetResult, ListAllergies, ListConditions, ListImmunizations, ListMedications, ListResults, ListVisits,
        ListVitals, Value,
    },
};
use serde_json::Value as Json;

use crate::{
    harness::{Person, TestApp},
    routes::{
        feedback::{appointment, visit},
        messages::question,
    },
};

fn result(day: &str, figure: &str) -> Json {
    let text = format!(
        r#"{{ "resourceType": "Observation", "status": "final", "code": {{ "text": "HbA1c" }},
        "category": [{{ "coding": [{{ "code": "laboratory" }}] }}], "effectiveDateTime": "{day}",
        "valueQuantity": {{ "value": {figure}, "unit": "%" }} }}"#
    );
    serde_json::from_str(&text).unwrap()
}

async fn is_empty<E: Endpoint<Body = Nothing>>(person: &mut Person, section: E) -> bool
where
    E::Reply: Default + PartialEq,
{
    person.call(section, Nothing {}).await.ok() == E::Reply::default()
}

#[tokio::test]
async fn every_section_of_a_new_record_is_empty_and_noted() {
    let app = TestApp::start().await;
    let mut alice = app.patient("alice").await;
    assert!(is_empty(&mut alice, ListResults {}).await);
    assert!(is_empty(&mut alice, ListVitals {}).await);
    assert!(is_empty(&mut alice, ListMedications {}).await);
    assert!(is_empty(&mut alice, ListConditions {}).await);
    assert!(is_empty(&mut alice, ListAllergies {}).await);
    assert!(is_empty(&mut alice, ListImmunizations {}).await);
    assert!(is_empty(&mut alice, ListVisits {}).await);
    let noted = [
        "read_allergies",
        "read_conditions",
        "read_immunizations",
        "read_medications",
        "read_results",
        "read_visits",
        "read_vitals",
    ];
    assert_eq!(app.noted(&alice).await, noted);
}

#[tokio::test]
async fn a_result_is_shown_with_its_history() {
    let app = TestApp::start().await;
    let mut alice = app.patient("alice").await;
    app.has_on_record(&alice, &[result("2026-05-02", "7.9"), result("2026-11-18", "7.3")]).await;
    let newest = alice.call(ListResults {}, Nothing {}).await.ok().groups.remove(0).results.remove(0);
    assert_eq!(newest.value, Value::Quantity { figure: "7.3".into(), unit: "%".into() });

    let detail = alice.call(GetResult { result_id: newest.id }, Nothing {}).await.ok();
    let figures: Vec<&str> = detail.history.iter().map(|point| point.figure.as_str()).collect();
    assert_eq!(figures, ["7.9", "7.3"]);
    assert_eq!(app.noted(&alice).await, ["read_result", "read_results"]);
}

#[tokio::test]
async fn another_patients_result_is_not_found_and_no_conversation_begins_about_it() {
    let app = TestApp::start().await;
    let (mut alice, mut bruno) = (app.patient("alice").await, app.patient("bruno").await);
    app.has_on_record(&alice, &[result("2026-11-18", "7.3")]).await;
    let hers = alice.call(ListResults {}, Nothing {}).await.ok().groups.remove(0).results.remove(0).id;

    bruno.call(GetResult { result_id: hers.clone() }, Nothing {}).await.refused(ErrorCode::NotFound);
    let about = |body: &str| NewThread { about: Some(About::Result(hers.clone())), ..question(1, body) };
    bruno.call(StartThread {}, about("What is it?")).await.refused(ErrorCode::NotFound);

    let thread = alice.call(StartThread {}, about("What does it mean?")).await.ok();
    let shown = thread.about.unwrap();
    let value = Value::Quantity { figure: "7.3".into(), unit: "%".into() };
    assert_eq!((shown.title, shown.value), ("HbA1c".into(), Some(value)));
}

#[tokio::test]
async fn a_visit_is_to_come_until_its_time_has_come() {
    let app = TestApp::start().await;
    let mut alice = app.patient("alice").await;
    let visits = [visit("Check-up", "2026-11-10"), appointment("Diabetes review", "2026-11-26")];
    app.has_on_record(&alice, &visits).await;
    let seen = |visits: salus_protocol::record::Visits| -> Vec<(String, bool)> {
        visits
            .visits
            .into_iter()
            .map(|visit| (visit.title.words().unwrap_or_default().to_owned(), visit.upcoming))
            .collect()
    };
    let now = seen(alice.call(ListVisits {}, Nothing {}).await.ok());
    assert_eq!(now, [("Diabetes review".into(), true), ("Check-up".into(), false)]);
    app.clock.advance(5 * 24 * 60 * 60);
    let later = seen(app.comes_back(&alice).await.call(ListVisits {}, Nothing {}).await.ok());
    assert_eq!(later, [("Diabetes review".into(), false), ("Check-up".into(), false)]);
}

#[tokio::test]
async fn no_section_is_answered_when_the_log_cannot_be_written() {
    let app = TestApp::start().await;
    let mut alice = app.patient("alice").await;
    sqlx::query("ALTER TABLE access_log RENAME TO lost").execute(&app.sql().await).await.unwrap();
    alice.call(ListResults {}, Nothing {}).await.refused(ErrorCode::Internal);
    alice.call(ListVitals {}, Nothing {}).await.refused(ErrorCode::Internal);
    alice.call(ListMedications {}, Nothing {}).await.refused(ErrorCode::Internal);
    alice.call(ListConditions {}, Nothing {}).await.refused(ErrorCode::Internal);
    alice.call(ListAllergies {}, Nothing {}).await.refused(ErrorCode::Internal);
    alice.call(ListImmunizations {}, Nothing {}).await.refused(ErrorCode::Internal);
    alice.call(ListVisits {}, Nothing {}).await.refused(ErrorCode::Internal);
}

#[tokio::test]
async fn a_section_that_was_moved_to_another_patient_does_not_open() {
    let app = TestApp::start().await;
    let (alice, mut bruno) = (app.patient("alice").await, app.patient("bruno").await);
    let nothing = salus_protocol::record::Medications::default();
    app.has(&alice, Section::Medications, &nothing).await;
    sqlx::query("UPDATE record_views SET patient_id = $1 WHERE patient_id = $2")
        .bind(bruno.patient.as_ref().unwrap().as_str())
        .bind(alice.patient.as_ref().unwrap().as_str())
        .execute(&app.sql().await)
        .await
        .unwrap();
    bruno.call(ListMedications {}, Nothing {}).await.refused(ErrorCode::Internal);
}
