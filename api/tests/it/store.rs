//! What the store promises to the importer and to itself.

use salus_api::{
    crypto::Keyring,
    store::{
        Store,
        accounts::AccountKind,
        import::{Owner, Put},
    },
    world::World,
};
use salus_protocol::words::PersonName;
use zeroize::Zeroizing;

use salus_api::store::roll::AccountState;

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
    app.clock.advance(12 * 60 * 60);
    assert_eq!(app.app.store.forget_expired().await.unwrap(), 1);
}

#[tokio::test]
async fn a_password_that_was_chosen_and_never_used_is_forgotten_with_its_invitation() {
    let app = TestApp::start().await;
    let nurse = app.account("nora", AccountKind::Staff { role: PersonName::parse("Nurse").unwrap() }).await;
    app.app.store.invite(&nurse, None).await.unwrap();
    let sql = app.sql().await;
    sqlx::query("UPDATE invitations SET password_hash = 'chosen'").execute(&sql).await.unwrap();
    let kept = async || {
        let rows: Vec<(String,)> =
            sqlx::query_as("SELECT id FROM invitations WHERE password_hash IS NOT NULL").fetch_all(&sql).await.unwrap();
        rows.len()
    };
    app.app.store.forget_expired().await.unwrap();
    assert_eq!(kept().await, 1);
    app.clock.advance(7 * 24 * 60 * 60);
    app.app.store.forget_expired().await.unwrap();
    assert_eq!(kept().await, 0);
}

#[tokio::test]
async fn a_store_does_not_open_with_another_index_key_once_something_is_found_by_it() {
    let opens = async |app: &TestApp, index: u8| {
        let keyring = Keyring::from_bytes(&Zeroizing::new([1; 32]), Zeroizing::new([index; 32]));
        Store::open(app.database().connect().await, keyring, World::real()).await.map(|_| ()).map_err(|e| e.to_string())
    };
    let app = TestApp::start().await;
    assert_eq!(opens(&app, 3).await, Ok(()), "nothing depends on it yet");
    app.account("nora", AccountKind::Staff { role: PersonName::parse("Nurse").unwrap() }).await;
    assert_eq!(opens(&app, 2).await, Ok(()));
    assert!(opens(&app, 3).await.unwrap_err().contains("index key"));

    let app = TestApp::start().await;
    app.patient_only("alice").await;
    assert_eq!(opens(&app, 2).await, Ok(()));
    assert!(opens(&app, 3).await.unwrap_err().contains("index key"));
}

#[tokio::test]
async fn the_roll_names_patients_by_their_ids_and_how_far_their_accounts_have_come() {
    let app = TestApp::start().await;
    let waiting = app.patient_only("waiting").await;
    let invited = app.patient("invited").await;
    let roll = app.app.store.roll().await.unwrap();
    let seen: Vec<_> = roll.iter().map(|line| (&line.id, line.source.as_str(), line.account)).collect();
    assert_eq!(
        seen,
        [
            (&waiting, "Patient/waiting", AccountState::None),
            (invited.patient.as_ref().unwrap(), "Patient/invited", AccountState::Invited),
        ]
    );
}
