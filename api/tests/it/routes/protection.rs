//! `GetProtection`: it says what is switched on, and nothing else.

use salus_api::{
    app::App,
    routes::{self, protection::COLUMNS},
    running::Running,
};
use salus_protocol::{
    Nothing,
    protection::{Checkpoints, DatabaseLink, GetProtection, Kept, KeysFrom, Protection, Transport},
};

use crate::harness::{Person, TestApp};

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
