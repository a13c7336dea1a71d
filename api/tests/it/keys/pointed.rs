//! Whoever can write to the database, and has no keys, points rows at somebody they are not for: nothing opens.

use salus_api::{
    auth::cookies::Cookie,
    store::{Store, StoreError},
};
use salus_protocol::{
    ErrorCode, Nothing,
    messages::ListThreads,
    security::{GetSecurity, PasskeyPlace, Place, StartAddPasskey},
    staff::ListInbox,
};

use crate::harness::{
    Person, TestApp,
    authenticator::Authenticator,
    entering::{BIRTH, PASSWORD},
    keyring,
};

/// Writes to the database as no program of ours does.
async fn writes(app: &TestApp, sql: &str, values: &[&str]) {
    let mut query = sqlx::query(sqlx::AssertSqlSafe(sql.to_owned()));
    for value in values {
        query = query.bind((*value).to_owned());
    }
    let changed = query.execute(&app.sql().await).await.unwrap().rows_affected();
    assert!(changed > 0, "{sql}");
}

fn account_of(person: &Person) -> &str {
    person.account.as_ref().unwrap().as_str()
}

#[tokio::test]
async fn a_patients_account_made_one_of_the_care_teams_reads_nothing() {
    let app = TestApp::start().await;
    let (mut alice, mut bruno) = (app.patient("alice").await, app.patient("bruno").await);
    bruno.asks(1).await;
    writes(&app, "UPDATE accounts SET patient_id = NULL WHERE id = $1", &[account_of(&alice)]).await;
    alice.call(ListInbox {}, Nothing {}).await.refused(ErrorCode::NotSignedIn);
    writes(&app, "UPDATE accounts SET kind = 'staff' WHERE id = $1", &[account_of(&alice)]).await;
    alice.call(ListInbox {}, Nothing {}).await.refused(ErrorCode::NotSignedIn);
    bruno.call(ListThreads {}, Nothing {}).await.ok();
}

#[tokio::test]
async fn an_account_pointed_at_another_patient_reads_nothing_and_signs_in_no_more() {
    let app = TestApp::start().await;
    let (mut phone, mut other) = (Authenticator::new("phone"), Authenticator::new("other"));
    let (mut alice, bruno) = (app.activated("alice", &mut phone).await, app.activated("bruno", &mut other).await);
    let his = app.patient_of(&bruno).await;
    let of = "UPDATE accounts SET patient_id = NULL WHERE patient_id = $1";
    writes(&app, of, &[his.as_str()]).await;
    writes(&app, "UPDATE accounts SET patient_id = $1 WHERE id = $2", &[his.as_str(), account_of(&alice)]).await;
    alice.call(ListThreads {}, Nothing {}).await.refused(ErrorCode::NotSignedIn);
    app.guest().give("alice", PASSWORD).await.refused(ErrorCode::Internal);
}

#[tokio::test]
async fn a_second_step_pointed_at_another_account_leads_nowhere() {
    let app = TestApp::start().await;
    let ((alice, codes), _) = (app.ready("alice").await, app.ready("bruno").await);
    let mut bruno = app.guest();
    bruno.give("bruno", PASSWORD).await.ok();
    writes(&app, "UPDATE steps SET account_id = $1", &[alice.as_str()]).await;
    // Not even with a code that is hers.
    bruno.give_code(&codes[0]).await.refused(ErrorCode::Internal);
    assert!(!bruno.holds(Cookie::Session));
}

#[tokio::test]
async fn a_recovery_code_given_to_another_account_opens_nothing_there() {
    let app = TestApp::start().await;
    let ((alice, _), (bruno, his)) = (app.ready("alice").await, app.ready("bruno").await);
    writes(&app, "UPDATE recovery_codes SET account_id = $1 WHERE account_id = $2", &[alice.as_str(), bruno.as_str()])
        .await;
    let mut thief = app.guest();
    thief.give("alice", PASSWORD).await.ok();
    thief.give_code(&his[0]).await.refused(ErrorCode::Internal);
    assert!(!thief.holds(Cookie::Session));
}

#[tokio::test]
async fn an_invitation_pointed_at_another_account_opens_nothing() {
    let app = TestApp::start().await;
    let ((alice, _), (bruno, code)) = (app.invited("alice").await, app.invited("bruno").await);
    let moved = "UPDATE invitations SET account_id = $1 WHERE account_id = $2";
    writes(&app, moved, &[alice.as_str(), bruno.as_str()]).await;
    app.guest().open(&code, BIRTH).await.refused(ErrorCode::Internal);
    writes(&app, moved, &[bruno.as_str(), alice.as_str()]).await;
}

#[tokio::test]
async fn a_mailed_code_pointed_at_another_account_opens_nothing() {
    let app = TestApp::start().await;
    let ((alice, _), _) = (app.ready("alice").await, app.ready("bruno").await);
    let (mut bruno, code) = app.asks_for_code("bruno").await;
    writes(&app, "UPDATE mailed_codes SET account_id = $1", &[alice.as_str()]).await;
    bruno.give_mailed(&code).await.refused(ErrorCode::CodeNotAccepted);
}

#[tokio::test]
async fn a_session_that_is_said_to_have_begun_otherwise_is_over() {
    let app = TestApp::start().await;
    let mut phone = Authenticator::new("phone");
    let mut alice = app.activated("alice", &mut phone).await;
    alice.call(GetSecurity {}, Nothing {}).await.ok();
    // For half an hour the password alone would prove every act.
    writes(&app, "UPDATE sessions SET began_with = 'recovery_code'", &[]).await;
    alice.call(GetSecurity {}, Nothing {}).await.refused(ErrorCode::NotSignedIn);
}

#[tokio::test]
async fn a_proof_that_nobody_gave_proves_nothing() {
    let app = TestApp::start().await;
    let mut phone = Authenticator::new("phone");
    let mut alice = app.activated("alice", &mut phone).await;
    let here = PasskeyPlace { place: Place::ThisDevice };
    let act = Person::act_of(alice.call(StartAddPasskey {}, here).await);
    writes(
        &app,
        "INSERT INTO proofs (id, session_id, act, ends_at) SELECT '01890000-0000-7000-8000-000000000001', id, $1, ends_at \
         FROM sessions",
        &[act.as_str()],
    )
    .await;
    alice.call(StartAddPasskey {}, here).await.refused(ErrorCode::ProofNeeded);
    alice.call_proven(StartAddPasskey {}, here, &mut phone).await.ok();
}

async fn opened_once_more(app: &TestApp) -> Store {
    app.another_store(keyring(1)).await.unwrap()
}

#[tokio::test]
async fn rows_of_an_older_version_are_bound_once_and_a_row_without_its_hash_opens_nothing_afterwards() {
    let app = TestApp::start().await;
    let (account, codes) = app.ready("alice").await;
    let (_, invitation) = app.invited("bruno").await;
    // As the version before left them.
    for table in ["accounts", "recovery_codes", "invitations"] {
        writes(&app, &format!("UPDATE {table} SET bound_hash = NULL"), &[]).await;
    }
    writes(&app, "DELETE FROM bindings", &[]).await;
    let store = opened_once_more(&app).await;
    assert!(store.account(&account).await.unwrap().is_some());
    let mut alice = app.guest();
    alice.give("alice", PASSWORD).await.ok();
    alice.give_code(&codes[0]).await.ok();
    app.guest().open(&invitation, BIRTH).await.ok();

    writes(&app, "UPDATE accounts SET bound_hash = NULL", &[]).await;
    let store = opened_once_more(&app).await;
    assert!(matches!(store.account(&account).await, Err(StoreError::Sealed(_))));
}
