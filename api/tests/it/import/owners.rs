//! Whose each resource becomes.

use salus_api::{fhir::source::Reason, import::Counts};

use super::{Files, bundle, figures, patient, sodium};
use crate::harness::TestApp;

#[tokio::test]
async fn a_bundle_for_two_patients_gives_each_what_is_theirs() {
    let app = TestApp::start().await;
    let (mut alice, mut bruno) = (app.patient("alice").await, app.patient("bruno").await);
    let files = Files::new(&[(
        "a.json",
        &bundle(&[
            ("1", &sodium("x", "urn:uuid:p2", "150")),
            ("p1", &patient("alice", "Upton", "1979-03-05")),
            ("2", &sodium("y", "urn:uuid:p1", "140.0")),
            ("p2", &patient("bruno", "Ratke", "1980-03-05")),
        ]),
    )]);
    app.imports(&files).await;
    assert_eq!(figures(&mut alice).await, ["140.0"]);
    assert_eq!(figures(&mut bruno).await, ["150"]);
}

#[tokio::test]
async fn two_sources_may_use_the_same_id_for_results_of_different_patients() {
    let app = TestApp::start().await;
    let (mut alice, mut bruno) = (app.patient("alice").await, app.patient("bruno").await);
    let files = Files::new(&[
        ("a.ndjson", &sodium("1", "https://one.example/fhir/Patient/alice", "140.0")),
        ("b.ndjson", &sodium("1", "Patient/bruno/_history/3", "150")),
    ]);
    assert_eq!(app.imports(&files).await.total(), Counts { new: 2, changed: 0, unchanged: 0 });
    assert_eq!(
        (figures(&mut alice).await, figures(&mut bruno).await),
        (vec!["140.0".to_owned()], vec!["150".to_owned()])
    );
}

#[tokio::test]
async fn what_came_before_its_patient_waits_and_shows_when_the_patient_comes() {
    let app = TestApp::start().await;
    let files = Files::new(&[("a.json", &sodium("o", "Patient/late", "140.0"))]);
    let report = app.imports(&files).await;
    assert_eq!((report.unmatched.get("Observation"), report.records), (Some(&1), 0));
    assert_eq!(app.imports(&files).await.total().unchanged, 1);

    let mut late = app.patient("late").await;
    files.write("b.json", &patient("late", "Upton", "1979-03-05"));
    let report = app.imports(&files).await;
    assert_eq!((report.unmatched.len(), report.records), (0, 1));
    assert_eq!(figures(&mut late).await, ["140.0"]);
}

#[tokio::test]
async fn a_patient_is_found_by_identifier_and_never_by_one_that_two_patients_bear() {
    let app = TestApp::start().await;
    let mut alice = app.patient("alice").await;
    let with = |id: &str, numbers: &[&str]| {
        let numbers: Vec<String> =
            numbers.iter().map(|number| format!(r#"{{"system":"urn:mrn","value":"{number}"}}"#)).collect();
        format!(r#"{{"resourceType":"Patient","id":"{id}","identifier":[{}]}}"#, numbers.join(","))
    };
    let files = Files::new(&[
        (
            "Observation.ndjson",
            &format!(
                "{}\n{}\n",
                sodium("a", "Patient?identifier=urn:mrn|1", "140.0"),
                sodium("b", "Patient?identifier=urn:mrn|2", "150")
            ),
        ),
        ("Patient.ndjson", &format!("{}\n{}\n", with("alice", &["1", "2"]), with("other", &["2"]))),
    ]);
    let report = app.imports(&files).await;
    assert_eq!(report.unmatched.get("Observation"), Some(&1));
    assert_eq!(figures(&mut alice).await, ["140.0"]);
}

#[tokio::test]
async fn somebody_else_with_the_same_id_never_grows_into_a_record() {
    let app = TestApp::start().await;
    let mut alice = app.patient("alice").await;
    let own = Files::new(&[(
        "a.json",
        &bundle(&[("p", &patient("alice", "Upton", "1979-03-05")), ("o", &sodium("o", "urn:uuid:p", "140.0"))]),
    )]);
    app.imports(&own).await;
    let strangers = Files::new(&[(
        "b.json",
        &bundle(&[("p", &patient("alice", "Ratke", "1950-01-01")), ("o", &sodium("other", "urn:uuid:p", "99"))]),
    )]);
    let report = app.imports(&strangers).await;
    assert_eq!((report.total().all(), report.rejected.get(&Reason::AnotherPerson)), (0, Some(&2)));
    assert_eq!(figures(&mut alice).await, ["140.0"]);

    let married = Files::new(&[("c.json", &patient("alice", "Haddad", "1979-03-05"))]);
    let report = app.imports(&married).await;
    assert_eq!(
        (report.total().changed, report.rejects.len()),
        (1, 0),
        "a new name with the same date of birth is a new name"
    );
}

#[tokio::test]
async fn a_provenance_belongs_to_whom_its_target_belongs() {
    let app = TestApp::start().await;
    let provenance = r#"{"resourceType":"Provenance","id":"v","target":[{"reference":"urn:uuid:o"}],"recorded":"2026-11-18T00:00:00Z"}"#;
    let files = Files::new(&[(
        "a.json",
        &bundle(&[
            ("v", provenance),
            ("p", &patient("p", "Upton", "1979-03-05")),
            ("o", &sodium("o", "urn:uuid:p", "140.0")),
        ]),
    )]);
    let report = app.imports(&files).await;
    assert_eq!((report.total().new, report.unmatched.len()), (3, 0));
    let mut batch = app.app.store.import().await.unwrap();
    let patient = batch.find_patient("Patient/p").await.unwrap().unwrap();
    let kinds: Vec<String> = batch.resources_of(&patient).await.unwrap().into_iter().map(|kept| kept.kind).collect();
    assert!(kinds.contains(&"Provenance".to_owned()), "{kinds:?}");
}
