//! The account that `salus import` gives.

use std::fs;

use salus_api::cli::import::{self, ImportArgs};

use super::{Files, bundle, patient, sodium};
use crate::harness::TestApp;

/// Runs the command and gives what it printed, and why it failed if it did.
async fn run(app: &TestApp, files: &Files, rejects: Option<&str>) -> (String, Option<String>) {
    let args = ImportArgs { paths: vec![files.0.path().to_owned()], rejects: rejects.map(|name| files.path(name)) };
    let mut out = Vec::new();
    let failed = import::run(args, &app.app.store, &mut out).await.err().map(|error| error.to_string());
    (String::from_utf8(out).unwrap(), failed)
}

#[tokio::test]
async fn the_table_counts_each_type_and_rejects_are_no_failure() {
    let app = TestApp::start().await;
    let files = Files::new(&[
        ("a.json", &bundle(&[("p", &patient("p", "Upton", "1979-03-05")), ("o", &sodium("o", "urn:uuid:p", "140.0"))])),
        ("b.json", "{\"name\": \"Zaphod\"}"),
        ("c.json", &sodium("w", "Patient/unknown", "7")),
    ]);
    let (printed, failed) = run(&app, &files, None).await;
    assert_eq!(failed, None);
    let row = |name: &str| {
        printed.lines().find(|line| line.starts_with(name)).map(|line| line.split_whitespace().collect::<Vec<_>>())
    };
    assert_eq!(row("Observation"), Some(vec!["Observation", "2", "0", "0"]), "{printed}");
    assert_eq!(row("All"), Some(vec!["All", "3", "0", "0"]));
    assert!(printed.contains("Patients: 1 new, 0 known."), "{printed}");
    assert!(printed.contains("not here yet: Observation 1."), "{printed}");
    assert!(printed.contains("b.json, the whole file: This is not a FHIR resource."), "{printed}");
    assert!(!printed.contains("Zaphod") && !printed.contains("Upton") && !printed.contains("140"), "{printed}");
}

#[tokio::test]
async fn the_rejects_file_has_a_line_for_each_and_no_word_of_the_content() {
    let app = TestApp::start().await;
    let broken =
        format!("{}\n{{\"resourceType\":\"Observation\",\"secret\":\"gonorrhoea", sodium("o", "Patient/p", "140.0"));
    let files = Files::new(&[("a.ndjson", &broken)]);
    let (_, failed) = run(&app, &files, Some("rejects.txt")).await;
    assert_eq!(failed, None);
    let text = fs::read_to_string(files.path("rejects.txt")).unwrap();
    let line: serde_json::Value = serde_json::from_str(text.trim()).unwrap();
    assert_eq!((&line["reason"], &line["spot"]), (&"truncated".into(), &"line 2, column 50".into()));
    assert!(!text.contains("gonorrhoea"));
}

#[tokio::test]
async fn an_import_of_nothing_is_a_failure() {
    let app = TestApp::start().await;
    let files = Files::new(&[("a.json", "{}"), ("b.json", "")]);
    let (printed, failed) = run(&app, &files, None).await;
    assert!(failed.unwrap().starts_with("nothing could be imported"));
    assert!(printed.contains("Not imported: 2."), "{printed}");
}
