//! What the store promises to the importer and to itself.

use salus_api::store::import::{Owner, Put};

use crate::harness::TestApp;

#[tokio::test]
async fn a_resource_that_comes_twice_is_kept_once() {
    let app = TestApp::start().await;
    let mut import = app.app.store.import().await.unwrap();
    let owner = Owner::Patient(import.patient("Patient/1").await.unwrap());
    assert_eq!(import.put(&owner, "Observation", "Observation/1", "{\"a\":5.40}").await.unwrap(), Put::New);
    assert_eq!(import.put(&owner, "Observation", "Observation/1", "{\"a\":5.40}").await.unwrap(), Put::Unchanged);
    assert_eq!(import.put(&owner, "Observation", "Observation/1", "{\"a\":5.4}").await.unwrap(), Put::Changed);
    let Owner::Patient(patient) = &owner else { panic!("a patient") };
    let kept = import.resources_of(patient).await.unwrap();
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0].text, "{\"a\":5.4}");
    import.commit().await.unwrap();
}

#[tokio::test]
async fn a_resource_that_waits_for_its_patient_is_taken_over() {
    let app = TestApp::start().await;
    let mut import = app.app.store.import().await.unwrap();
    let waiting = Owner::Unmatched("Patient/late".into());
    import.put(&waiting, "Condition", "Condition/1", "{\"c\":1}").await.unwrap();
    import.commit().await.unwrap();

    let mut import = app.app.store.import().await.unwrap();
    assert_eq!(import.find_patient("Patient/late").await.unwrap(), None);
    let patient = import.patient("Patient/late").await.unwrap();
    let kept = import.resources_of(&patient).await.unwrap();
    assert_eq!(kept.iter().map(|kept| kept.text.as_str()).collect::<Vec<_>>(), ["{\"c\":1}"]);
}

#[tokio::test]
async fn a_batch_that_is_not_committed_leaves_nothing() {
    let app = TestApp::start().await;
    let mut import = app.app.store.import().await.unwrap();
    import.patient("Patient/1").await.unwrap();
    drop(import);
    let mut import = app.app.store.import().await.unwrap();
    assert_eq!(import.find_patient("Patient/1").await.unwrap(), None);
}

#[tokio::test]
async fn what_has_run_out_is_forgotten_and_what_is_alive_is_kept() {
    let app = TestApp::start().await;
    let alice = app.patient("alice").await;
    assert_eq!(app.app.store.forget_expired().await.unwrap(), 0);
    assert_eq!(app.app.store.sessions_of(alice.account.as_ref().unwrap()).await.unwrap().len(), 1);
    app.clock.advance(31 * 60);
    assert_eq!(app.app.store.forget_expired().await.unwrap(), 1);
}
