//! `GetProtection`: it says what is switched on, and nothing else.

use salus_api::{
    app::App,
    crypto::{DataKey, Place, Wrapped},
    routes::{self, protection::COLUMNS},
    running::Running,
};
use salus_protocol::{
    Nothing, Sample,
    feedback::Experience,
    ids::PatientId,
    preferences::{Preferences, SavePreferences},
    protection::{Checkpoints, DatabaseLink, GetProtection, Kept, KeysFrom, Protection, Transport},
    security::StartTotp,
};

use super::feedback::{answer, visit};
use crate::harness::{Person, TestApp, authenticator::Authenticator, keyring};

async fn told(app: &TestApp, running: Running) -> Protection {
    let app = App { running, ..app.app.clone() };
    Person::new(routes::router(app.clone()), app.cookies).call(GetProtection {}, Nothing {}).await.ok()
}

async fn has_column(app: &TestApp, table: &str, column: &str) -> bool {
    let query = sqlx::AssertSqlSafe(format!("SELECT {column} FROM {table} LIMIT 1"));
    sqlx::query(query).fetch_all(&app.sql().await).await.is_ok()
}

#[tokio::test]
async fn where_nothing_is_switched_on_nothing_is_claimed() {
    let app = TestApp::start().await;
    let told = told(&app, Running::least()).await;
    assert_eq!(told.transport, Transport::ThisComputer);
    assert_eq!(told.keys_from, KeysFrom::Environment);
    assert!(!told.keys_apart);
    assert_eq!(told.database, DatabaseLink::Open);
    assert_eq!(told.checkpoints, Checkpoints::Off);
}

#[tokio::test]
async fn each_switch_changes_what_is_said() {
    let app = TestApp::start().await;
    let least = Running::least();
    let before = told(&app, least).await;
    for switched in [
        Running { transport: Transport::Here, ..least },
        Running { keys_from: KeysFrom::Credential, ..least },
        Running { keys_apart: true, ..least },
        Running { database: DatabaseLink::Proved, ..least },
        Running { checkpoints: Checkpoints::On(None), ..least },
    ] {
        let after = told(&app, switched).await;
        assert_ne!(after, before, "{switched:?}");
        assert_eq!(told(&app, least).await, before, "and back");
    }
}

#[tokio::test]
async fn what_is_said_to_be_locked_lies_in_columns_that_are() {
    let app = TestApp::start().await;
    let told = told(&app, Running::least()).await;
    for kind in &told.kinds {
        let columns: Vec<_> = COLUMNS.iter().filter(|(own, ..)| *own == kind.kind).collect();
        assert!(!columns.is_empty(), "{:?} lies nowhere", kind.kind);
        for (_, table, column) in columns {
            assert!(has_column(&app, table, column).await, "there is no {table}.{column}");
            let is_locked = column.ends_with("_ct") || column.ends_with("_hash");
            assert_eq!(is_locked, kind.kept != Kept::Readable, "{table}.{column} is said to be {:?}", kind.kept);
        }
    }
}

/// The portal's data key and a patient's, opened by hand.
async fn data_keys(app: &TestApp, patient: &PatientId) -> (DataKey, DataKey) {
    let open = |owner: &str, (version, kek_id, key, kcv): (i64, String, Vec<u8>, Vec<u8>)| {
        keyring(1).unwrap_key(owner, version.try_into().unwrap(), &Wrapped { kek_id, key, kcv }).unwrap()
    };
    let sql = app.keys_sql().await;
    let portal = "SELECT version, kek_id, wrapped_key, kcv FROM practice_keys";
    let portal = sqlx::query_as(portal).fetch_one(&sql).await.unwrap();
    let own = "SELECT version, kek_id, wrapped_key, kcv FROM patient_keys WHERE patient_id = $1";
    let own = sqlx::query_as(own).bind(patient.as_str()).fetch_one(&sql).await.unwrap();
    (open("practice", portal), open(patient.as_str(), own))
}

#[tokio::test]
async fn what_is_said_of_a_key_is_what_opens_it() {
    let app = TestApp::start().await;
    let mut phone = Authenticator::new("phone");
    let mut alice = app.activated("alice", &mut phone).await;
    let account = app.app.store.account(alice.account.as_ref().unwrap()).await.unwrap().unwrap();
    let patient = account.patient.unwrap();
    alice.patient = Some(patient.clone());
    app.has_on_record(&alice, &[visit("Check-up", "2026-11-10")]).await;
    alice.asks(1).await;
    alice.rates(answer(Experience::Good, "Thank you.", false)).await;
    alice.call(SavePreferences {}, Preferences::sample()).await.ok();
    alice.call_proven(StartTotp {}, Nothing {}, &mut phone).await.ok();

    let (portal, own) = data_keys(&app, &patient).await;
    let told = told(&app, Running::least()).await;
    for kind in &told.kinds {
        assert_eq!(
            kind.opened_by.is_empty(),
            kind.kept == Kept::OneWay,
            "{:?} is opened by somebody or by nobody",
            kind.kind
        );
        let sealed = COLUMNS.iter().filter(|(own, _, column)| *own == kind.kind && column.ends_with("_ct"));
        for (_, table, column) in sealed {
            let id = match *table {
                "record_views" => "section",
                "totps" => "account_id",
                "passkeys" => "id || '/' || account_id",
                _ => "id",
            };
            let rows = format!("SELECT {id}, {column} FROM {table} WHERE {column} IS NOT NULL");
            let rows: Vec<(String, Vec<u8>)> =
                sqlx::query_as(sqlx::AssertSqlSafe(rows)).fetch_all(&app.sql().await).await.unwrap();
            assert!(!rows.is_empty(), "{table}.{column} holds nothing");
            for (row, sealed) in &rows {
                let opens = |key: &DataKey, owner: &str| key.open(Place { table, column, row, owner }, sealed);
                let by_own = opens(&own, patient.as_str()).is_ok();
                let by_portal = opens(&portal, "practice");
                let expected = match kind.kept {
                    Kept::OwnKey => (true, false),
                    // A sealed hash: what opens is not what it was made of.
                    Kept::PortalKey | Kept::OneWay => (false, true),
                    Kept::Readable => (false, false),
                };
                assert_eq!((by_own, by_portal.is_ok()), expected, "{table}.{column} is said to be {:?}", kind.kept);
                if kind.kept == Kept::OneWay {
                    assert!(by_portal.unwrap().starts_with(b"$argon2id$"), "{table}.{column} can be read back");
                }
            }
        }
    }
}
