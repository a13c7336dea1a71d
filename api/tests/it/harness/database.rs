//! A fresh database for each test: a SQLite file in a temporary folder, or a database of its own on a PostgreSQL server.

use std::{
    env, process,
    sync::atomic::{AtomicU32, Ordering},
};

use salus_api::store::database::Database;
use tempfile::TempDir;

static NEXT: AtomicU32 = AtomicU32::new(0);

/// A database that is gone when this is dropped (SQLite) or when the test server ends (PostgreSQL).
pub(crate) enum Fresh {
    Sqlite(TempDir),
    Postgres(String),
}

impl Fresh {
    /// Makes one: on PostgreSQL if `SALUS_TEST_POSTGRES` holds a server's address such as `postgres://postgres@127.0.0.1:5433`.
    pub(crate) async fn make() -> Self {
        let Ok(server) = env::var("SALUS_TEST_POSTGRES") else {
            return Self::Sqlite(tempfile::tempdir().expect("a temporary folder"));
        };
        let name = format!("salus_test_{}_{}", process::id(), NEXT.fetch_add(1, Ordering::SeqCst));
        let admin = sqlx::PgPool::connect(&format!("{server}/postgres")).await.expect("the PostgreSQL server answers");
        sqlx::query(sqlx::AssertSqlSafe(format!("CREATE DATABASE {name}")))
            .execute(&admin)
            .await
            .expect("a database is made");
        Self::Postgres(format!("{server}/{name}"))
    }

    /// Connects to it.
    pub(crate) async fn connect(&self) -> Database {
        match self {
            Self::Sqlite(folder) => Database::sqlite(folder.path()).await,
            Self::Postgres(address) => Database::connect(address).await,
        }
        .expect("the database opens")
    }
}
