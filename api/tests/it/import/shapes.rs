//! Files of every shape, good and bad.

use salus_api::fhir::source::{Reason, Spot};

use super::{Files, figures, patient, sodium};
use crate::harness::TestApp;

#[tokio::test]
async fn patients_may_come_last() {
    let app = TestApp::start().await;
    let files = Files::new(&[
        ("1-Observation.ndjson", &sodium("o", "Patient/p", "140.0")),
        ("2-Patient.ndjson", &patient("p", "Upton", "1979-03-05")),
        ("log.ndjson", "{\"level\":\"info\"}\n{\"level\":\"info\"}\n"),
    ]);
    let report = app.imports(&files).await;
    assert_eq!((report.total().new, report.unmatched.len(), report.records), (2, 0, 1));
    assert_eq!(report.rejects.len(), 1);
    assert_eq!((report.rejects[0].reason, report.rejects[0].spot), (Reason::NotFhir, Spot::File));
}

#[tokio::test]
async fn a_truncated_line_loses_only_itself() {
    let app = TestApp::start().await;
    let mut alice = app.patient("alice").await;
    let whole = sodium("a", "Patient/alice", "140.0");
    let files = Files::new(&[("a.ndjson", &format!("{whole}\n{}", &sodium("b", "Patient/alice", "150")[..100]))]);
    let report = app.imports(&files).await;
    assert_eq!((report.total().new, report.rejected.get(&Reason::Truncated)), (1, Some(&1)));
    assert_eq!(figures(&mut alice).await, ["140.0"]);
}

#[tokio::test]
async fn a_malformed_bundle_stores_nothing_and_the_other_files_are_imported() {
    let app = TestApp::start().await;
    let mut alice = app.patient("alice").await;
    let broken =
        format!(r#"{{"resourceType":"Bundle","entry":[{{"resource":{}}},{{]}}"#, sodium("x", "Patient/alice", "99"));
    let files = Files::new(&[("a.json", &broken), ("b.json", &sodium("b", "Patient/alice", "140.0"))]);
    let report = app.imports(&files).await;
    assert_eq!((report.total().new, report.rejected.get(&Reason::Malformed)), (1, Some(&1)));
    assert_eq!(figures(&mut alice).await, ["140.0"]);
}

#[tokio::test]
async fn what_is_stored_is_the_text_that_came_to_the_last_digit() {
    let app = TestApp::start().await;
    let text = sodium("o", "Patient/p", "5.40").replace(',', " ,\n ");
    let files = Files::new(&[("a.json", &text), ("b.json", &patient("p", "Upton", "1979-03-05"))]);
    app.imports(&files).await;
    let mut batch = app.app.store.import().await.unwrap();
    let patient = batch.find_patient("Patient/p").await.unwrap().unwrap();
    let kept = batch.resources_of(&patient).await.unwrap();
    assert!(kept.iter().any(|kept| kept.text == text));
}

#[tokio::test]
async fn a_large_batch_is_stored_to_the_last_resource() {
    let app = TestApp::start().await;
    let lines: Vec<String> =
        (0..4_500).map(|number| sodium(&format!("o{number}"), "Patient/p", &number.to_string())).collect();
    let files = Files::new(&[("a.ndjson", &lines.join("\n")), ("b.ndjson", &patient("p", "Upton", "1979-03-05"))]);
    assert_eq!(app.imports(&files).await.total().new, 4_501);
    assert_eq!(app.imports(&files).await.total().unchanged, 4_501);
}
