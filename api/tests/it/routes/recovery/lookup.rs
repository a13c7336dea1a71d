//! `FindPatient`.

use salus_api::domain::identifiers::Kind;
use salus_protocol::{
    ids::PatientId,
    recovery::{FindPatient, FoundPatient, LookupBy, PatientLookup},
    words::LookupValue,
};

use crate::harness::{Person, TestApp, authenticator::Authenticator, entering::BIRTH};

async fn find(person: &mut Person, by: LookupBy, value: &str) -> Vec<FoundPatient> {
    let value = LookupValue::parse(value).unwrap();
    person.call(FindPatient {}, PatientLookup { by, value }).await.ok().patients
}

/// Gives a patient an identifier, as the importer does.
async fn is_known_by(app: &TestApp, patient: &PatientId, kind: Kind, value: &str) {
    sqlx::query("INSERT INTO patient_identifiers (patient_id, kind, value_index) VALUES ($1, $2, $3)")
        .bind(patient.as_str())
        .bind(kind.as_str())
        .bind(app.app.store.index(kind.label(), kind.normal(value).unwrap().as_bytes()))
        .execute(&app.sql().await)
        .await
        .unwrap();
}

/// How often the care team has looked a patient up.
async fn looks(app: &TestApp, patient: &PatientId) -> i64 {
    let (looks,): (i64,) = sqlx::query_as(
        "SELECT CAST(COUNT(*) AS BIGINT) FROM access_log WHERE patient_id = $1 AND action = 'looked_up' AND actor_kind = 'staff'",
    )
    .bind(patient.as_str())
    .fetch_one(&app.sql().await)
    .await
    .unwrap();
    looks
}

#[tokio::test]
async fn a_patient_is_found_by_record_number_telephone_and_address_however_they_are_written() {
    let app = TestApp::start().await;
    let mut nora = app.staff("nora").await;
    let alice = app.activated("alice", &mut Authenticator::new("phone")).await;
    let patient = app.patient_of(&alice).await;
    is_known_by(&app, &patient, Kind::RecordNumber, "MR-0042").await;
    is_known_by(&app, &patient, Kind::Telephone, "+49 30 1234567").await;
    is_known_by(&app, &patient, Kind::Email, "alice.marsh@example.org").await;
    for (number, (by, value)) in (1..).zip([
        (LookupBy::RecordNumber, "mr 0042"),
        (LookupBy::Telephone, "030 / 123 45 67"),
        (LookupBy::Email, "Alice@Example.org"),
        (LookupBy::Email, "ALICE.MARSH@example.org"),
    ]) {
        let found = find(&mut nora, by, value).await;
        assert_eq!(found.len(), 1, "{by:?} {value}");
        assert_eq!((&found[0].id, found[0].name.as_str()), (&patient, "alice Marsh"));
        assert_eq!(found[0].born.as_ref().map(ToString::to_string).as_deref(), Some(BIRTH));
        assert!(found[0].account && !found[0].waiting);
        assert_eq!(looks(&app, &patient).await, number, "each find is a line in the patient's log");
    }
}

#[tokio::test]
async fn parts_other_kinds_and_the_care_team_are_not_found() {
    let app = TestApp::start().await;
    let mut nora = app.staff("nora").await;
    let patient = app.patient_on_file("alice", Some(BIRTH)).await;
    is_known_by(&app, &patient, Kind::RecordNumber, "MR-0042").await;
    for (by, value) in [
        (LookupBy::RecordNumber, "0042"),
        (LookupBy::RecordNumber, "MR-00421"),
        (LookupBy::Telephone, "MR-0042"),
        (LookupBy::Email, "nora@example.org"),
        (LookupBy::Email, "alice@example.org"),
    ] {
        assert_eq!(find(&mut nora, by, value).await, [], "{by:?} {value}");
    }
    assert_eq!(looks(&app, &patient).await, 0);
    let found = find(&mut nora, LookupBy::RecordNumber, "MR0042").await;
    assert!(!found[0].account, "there is nothing to reset yet");
}

#[tokio::test]
async fn at_most_ten_are_shown() {
    let app = TestApp::start().await;
    let mut nora = app.staff("nora").await;
    for number in 0..12 {
        let patient = app.patient_on_file(&format!("patient-{number}"), Some(BIRTH)).await;
        is_known_by(&app, &patient, Kind::Telephone, "030 1234567").await;
    }
    assert_eq!(find(&mut nora, LookupBy::Telephone, "030 1234567").await.len(), 10);
}
