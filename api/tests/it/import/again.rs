//! Importing again, differently, or after something went wrong.

use salus_api::{
    import::Counts,
    store::import::{Owner, Put},
};
use salus_protocol::{
    endpoint::Nothing,
    record::{ListMedications, ListVisits},
    security::{AccessAction, AccessQuery, SearchAccess},
};

use super::{Files, bundle, figures, patient, sodium};
use crate::harness::TestApp;

#[tokio::test]
async fn importing_twice_changes_nothing() {
    let app = TestApp::start().await;
    let files = Files::new(&[(
        "a.json",
        &bundle(&[("p", &patient("p", "Haddad", "1979-03-05")), ("o", &sodium("o", "urn:uuid:p", "140.0"))]),
    )]);
    let first = app.imports(&files).await;
    assert_eq!(first.total(), Counts { new: 2, changed: 0, unchanged: 0 });
    assert_eq!((first.patients_new, first.patients_known, first.records), (1, 0, 1));
    let second = app.imports(&files).await;
    assert_eq!(second.total(), Counts { new: 0, changed: 0, unchanged: 2 });
    assert_eq!((second.patients_new, second.patients_known, second.records), (0, 1, 0));
}

#[tokio::test]
async fn the_same_bundle_under_two_names_counts_once() {
    let app = TestApp::start().await;
    let text = bundle(&[("p", &patient("p", "Haddad", "1979-03-05")), ("o", &sodium("o", "urn:uuid:p", "140.0"))]);
    let files = Files::new(&[("a.json", &text), ("b.json", &text)]);
    let report = app.imports(&files).await;
    assert_eq!(report.total(), Counts { new: 2, changed: 0, unchanged: 2 });
    assert_eq!(report.rejects, []);
}

#[tokio::test]
async fn a_corrected_value_takes_the_place_of_the_old_one() {
    let app = TestApp::start().await;
    let mut alice = app.patient("alice").await;
    let files = Files::new(&[("a.json", &sodium("o", "Patient/alice", "140.0"))]);
    app.imports(&files).await;
    assert_eq!(figures(&mut alice).await, ["140.0"]);
    files.write("a.json", &sodium("o", "Patient/alice", "141"));
    let report = app.imports(&files).await;
    assert_eq!((report.total(), report.records), (Counts { new: 0, changed: 1, unchanged: 0 }, 1));
    assert_eq!(figures(&mut alice).await, ["141"]);
}

#[tokio::test]
async fn of_two_versions_in_one_import_the_newer_counts_whatever_their_order() {
    let app = TestApp::start().await;
    let mut alice = app.patient("alice").await;
    let dated = |figure: &str, day: &str| {
        sodium("o", "Patient/alice", figure).replacen(
            '{',
            &format!(r#"{{"meta":{{"lastUpdated":"2026-11-{day}T00:00:00Z"}},"#),
            1,
        )
    };
    let files = Files::new(&[("a.json", &dated("142", "19")), ("b.json", &dated("140", "18"))]);
    for _ in 0..2 {
        let report = app.imports(&files).await;
        assert_eq!(report.total().changed, 0);
        assert_eq!((report.rejects.len(), report.rejects[0].file.clone()), (1, files.path("b.json")));
    }
    assert_eq!(figures(&mut alice).await, ["142"]);
}

#[tokio::test]
async fn an_import_that_was_interrupted_is_finished_by_the_next() {
    let app = TestApp::start().await;
    let mut alice = app.patient("alice").await;
    let files = Files::new(&[("a.json", &sodium("o", "Patient/alice", "140.0"))]);
    app.imports(&files).await;

    // As if the process had been killed between storing and putting the record together.
    let mut batch = app.app.store.import().await.unwrap();
    let owner = Owner::Patient(alice.patient.clone().unwrap());
    let text = sodium("later", "Patient/alice", "150");
    assert_eq!(batch.put(&owner, "Observation", "Patient/alice Observation/later", &text).await.unwrap(), Put::New);
    batch.make_views_old(&alice.patient.clone().unwrap()).await.unwrap();
    batch.commit().await.unwrap();
    assert_eq!(figures(&mut alice).await, ["140.0"]);

    let report = app.imports(&files).await;
    assert_eq!((report.total().unchanged, report.records), (1, 1));
    assert_eq!(figures(&mut alice).await, ["140.0", "150"]);
}

#[tokio::test]
async fn practitioners_who_come_later_are_named_in_records_that_came_before() {
    let app = TestApp::start().await;
    let mut alice = app.patient("alice").await;
    let visit = r#"{"resourceType":"Encounter","id":"e","status":"finished","type":[{"text":"Review"}],"subject":{"reference":"Patient/alice"},"period":{"start":"2026-11-01"},"participant":[{"individual":{"reference":"Practitioner?identifier=urn:npi|7"}}]}"#;
    let files = Files::new(&[("Encounter.ndjson", visit)]);
    app.imports(&files).await;
    assert_eq!(alice.call(ListVisits {}, Nothing {}).await.ok().visits[0].with, None);

    let doctor = r#"{"resourceType":"Practitioner","id":"d","identifier":[{"system":"urn:npi","value":"7"}],"name":[{"family":"Haddad","prefix":["Dr"]}]}"#;
    files.write("Practitioner.ndjson", doctor);
    app.imports(&files).await;
    assert_eq!(alice.call(ListVisits {}, Nothing {}).await.ok().visits[0].with.as_deref(), Some("Dr Haddad"));
}

#[tokio::test]
async fn a_medicine_that_only_its_bundle_names_is_named_to_the_patient() {
    let app = TestApp::start().await;
    let mut alice = app.patient("alice").await;
    let request = r#"{"resourceType":"MedicationRequest","id":"r","status":"active","intent":"order","medicationReference":{"reference":"urn:uuid:m-in-bundle"},"subject":{"reference":"Patient/alice"}}"#;
    let medicine = r#"{"resourceType":"Medication","id":"stored-as-other","code":{"text":"Metformin 500 mg"}}"#;
    let files = Files::new(&[("a.json", &bundle(&[("r", request), ("m-in-bundle", medicine)]))]);
    app.imports(&files).await;
    assert_eq!(alice.call(ListMedications {}, Nothing {}).await.ok().medications[0].name, "Metformin 500 mg");
    assert_eq!(app.imports(&files).await.total().unchanged, 2);
}

#[tokio::test]
async fn each_import_that_changes_a_record_leaves_one_line_in_its_access_log() {
    let app = TestApp::start().await;
    let mut alice = app.patient("alice").await;
    let imports = async |person: &mut crate::harness::Person| {
        let lines = person.call(SearchAccess {}, AccessQuery::default()).await.ok().lines;
        lines.iter().filter(|line| line.action == AccessAction::ImportedRecord).count()
    };
    assert_eq!(imports(&mut alice).await, 1, "the patient was made");
    let files = Files::new(&[("a.json", &sodium("o", "Patient/alice", "140.0"))]);
    app.imports(&files).await;
    assert_eq!(imports(&mut alice).await, 2);
    app.imports(&files).await;
    assert_eq!(imports(&mut alice).await, 2, "nothing was changed");
    files.write("a.json", &[sodium("o", "Patient/alice", "141"), sodium("p", "Patient/alice", "142")].join("\n"));
    app.imports(&files).await;
    assert_eq!(imports(&mut alice).await, 3);
}
