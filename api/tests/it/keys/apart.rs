//! The wrapped keys lie in a database of their own, and those of older versions are carried over.

use salus_protocol::{
    Nothing,
    messages::ListThreads,
    session::{GetSession, Who},
};

use crate::harness::{TestApp, database::Fresh, keyring};

async fn count(pool: &sqlx::AnyPool, sql: &'static str) -> i64 {
    let (count,): (i64,) = sqlx::query_as(sql).fetch_one(pool).await.unwrap();
    count
}

const PATIENTS: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM patients";
const PATIENT_KEYS: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM patient_keys";

/// Puts the keys where the first versions kept them.
async fn as_before(app: &TestApp) {
    let (data, keys) = (app.sql().await, app.keys_sql().await);
    let bytes = if matches!(app.database(), Fresh::Sqlite(_)) { "BLOB" } else { "BYTEA" };
    for (table, owner) in
        [("practice_keys", ""), ("patient_keys", "patient_id TEXT NOT NULL REFERENCES patients (id), ")]
    {
        let table = format!(
            "CREATE TABLE {table} ({owner}version BIGINT NOT NULL, kek_id TEXT NOT NULL, \
             wrapped_key {bytes} NOT NULL, made_at BIGINT NOT NULL)"
        );
        sqlx::query(sqlx::AssertSqlSafe(table)).execute(&data).await.unwrap();
    }
    type Practice = (i64, String, Vec<u8>, i64);
    let rows: Vec<Practice> = sqlx::query_as("SELECT version, kek_id, wrapped_key, made_at FROM practice_keys")
        .fetch_all(&keys)
        .await
        .unwrap();
    for (version, kek_id, key, made_at) in rows {
        sqlx::query("INSERT INTO practice_keys (version, kek_id, wrapped_key, made_at) VALUES ($1, $2, $3, $4)")
            .bind(version)
            .bind(kek_id)
            .bind(key)
            .bind(made_at)
            .execute(&data)
            .await
            .unwrap();
    }
    type Patient = (String, i64, String, Vec<u8>, i64);
    let rows: Vec<Patient> =
        sqlx::query_as("SELECT patient_id, version, kek_id, wrapped_key, made_at FROM patient_keys")
            .fetch_all(&keys)
            .await
            .unwrap();
    for (patient, version, kek_id, key, made_at) in rows {
        sqlx::query(
            "INSERT INTO patient_keys (patient_id, version, kek_id, wrapped_key, made_at) VALUES ($1, $2, $3, $4, $5)",
        )
        .bind(patient)
        .bind(version)
        .bind(kek_id)
        .bind(key)
        .bind(made_at)
        .execute(&data)
        .await
        .unwrap();
    }
}

async fn is_in_the_data(app: &TestApp) -> bool {
    sqlx::query("SELECT 1 FROM patient_keys").fetch_all(&app.sql().await).await.is_ok()
}

#[tokio::test]
async fn the_database_of_the_data_holds_no_key() {
    let app = TestApp::start().await;
    app.patient("alice").await;
    assert!(!is_in_the_data(&app).await);
    assert!(sqlx::query("SELECT 1 FROM practice_keys").fetch_all(&app.sql().await).await.is_err());
    assert_eq!(count(&app.keys_sql().await, PATIENT_KEYS).await, 1);
}

#[tokio::test]
async fn keys_of_the_first_versions_are_carried_over_and_their_tables_go() {
    let app = TestApp::start().await;
    let (mut alice, bruno) = (app.patient("alice").await, app.patient("bruno").await);
    alice.asks(1).await;
    as_before(&app).await;
    // One of the two was carried over by a start that ended half-way.
    let keys = app.keys_sql().await;
    sqlx::query("DELETE FROM patient_keys WHERE patient_id = $1")
        .bind(alice.patient.as_ref().unwrap().as_str())
        .execute(&keys)
        .await
        .unwrap();
    sqlx::query("DELETE FROM practice_keys").execute(&keys).await.unwrap();

    let store = app.another_store(keyring(1)).await.unwrap();
    assert!(!is_in_the_data(&app).await);
    assert_eq!(store.roll().await.unwrap().len(), 2, "every record opens");
    assert_eq!(count(&keys, "SELECT CAST(COUNT(*) AS BIGINT) FROM patient_keys WHERE LENGTH(kcv) = 8").await, 2);
    assert_eq!(alice.call(ListThreads {}, Nothing {}).await.ok().threads.len(), 1);
    drop(bruno);
}

#[tokio::test]
async fn old_keys_that_do_not_open_stop_the_start_and_stay_where_they_are() {
    let app = TestApp::start().await;
    app.patient("alice").await;
    as_before(&app).await;
    sqlx::query("UPDATE patient_keys SET wrapped_key = $1")
        .bind(vec![7_u8; 60])
        .execute(&app.sql().await)
        .await
        .unwrap();
    assert!(app.another_store(keyring(1)).await.err().unwrap().contains("restore the wrapped keys"));
    assert!(is_in_the_data(&app).await);
}

#[tokio::test]
async fn a_patient_is_kept_only_after_their_key_is() {
    let app = TestApp::start().await;
    let keys = app.keys_sql().await;
    // One that is not committed leaves nothing on either side.
    let mut import = app.app.store.import().await.unwrap();
    import.patient("Patient/alice").await.unwrap();
    drop(import);
    assert_eq!(count(&keys, PATIENT_KEYS).await, 0);

    let mut import = app.app.store.import().await.unwrap();
    import.patient("Patient/bruno").await.unwrap();
    sqlx::query("DROP TABLE patient_keys").execute(&keys).await.unwrap();
    assert!(import.commit().await.is_err());
    assert_eq!(count(&app.sql().await, PATIENTS).await, 0, "a patient without a key could never be read");
}

#[tokio::test]
async fn a_key_without_its_patient_harms_nobody() {
    let app = TestApp::start().await;
    app.patient("alice").await;
    let keys = app.keys_sql().await;
    sqlx::query("INSERT INTO patient_keys SELECT '00000000-0000-4000-8000-000000000009', version, kek_id, wrapped_key, kcv, made_at, retired_at, 1 FROM patient_keys")
        .execute(&keys)
        .await
        .unwrap();
    app.another_store(keyring(1)).await.unwrap();
}

#[tokio::test]
async fn without_its_wrapped_keys_a_database_does_not_open_and_no_new_ones_are_made() {
    let app = TestApp::start().await;
    let mut alice = app.patient("alice").await;
    assert!(matches!(alice.call(GetSession {}, Nothing {}).await.ok().who, Who::Patient(_)));
    let keys = app.keys_sql().await;
    sqlx::query("DELETE FROM patient_keys").execute(&keys).await.unwrap();
    let says = app.another_store(keyring(1)).await.err().unwrap();
    assert!(says.contains("fewer keys than patients") && says.contains("--key-database"), "{says}");
    sqlx::query("DELETE FROM practice_keys").execute(&keys).await.unwrap();
    assert!(app.another_store(keyring(1)).await.err().unwrap().contains("not even the practice's own"));
    assert_eq!(count(&keys, "SELECT CAST(COUNT(*) AS BIGINT) FROM practice_keys").await, 0);
}
