//! The database underneath: SQLite by default, PostgreSQL by address.

use std::{path::Path, str::FromStr, time::Duration};

use sqlx::{
    Any, AnyPool, Transaction,
    any::{AnyConnectOptions, AnyPoolOptions},
};

use super::StoreError;

/// Which of the two it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The embedded default: one file, one writer.
    Sqlite,
    /// A server that any number of API processes share.
    Postgres,
}

/// An open database: connections for reading, and one (SQLite) or more (PostgreSQL) for writing.
#[derive(Clone)]
pub struct Database {
    kind: Kind,
    readers: AnyPool,
    writers: AnyPool,
    address: String,
}

impl Database {
    /// Opens the SQLite file `salus.db` in a data folder, made if it is not there.
    ///
    /// # Errors
    /// [`StoreError::Database`] if the file cannot be opened.
    pub async fn sqlite(folder: &Path) -> Result<Self, StoreError> {
        let file = folder.join("salus.db");
        Self::connect(&format!("sqlite://{}?mode=rwc", file.display())).await
    }

    /// Connects to an address: `sqlite://FILE?mode=rwc` or `postgres://...`.
    ///
    /// # Errors
    /// [`StoreError::Database`] if there is no answer, or the address is of another kind.
    pub async fn connect(address: &str) -> Result<Self, StoreError> {
        sqlx::any::install_default_drivers();
        let options = AnyConnectOptions::from_str(address)?;
        let kind = if address.starts_with("sqlite:") { Kind::Sqlite } else { Kind::Postgres };
        let pool = |most: u32| {
            let pool = AnyPoolOptions::new().max_connections(most).acquire_timeout(Duration::from_secs(10));
            if kind == Kind::Sqlite {
                pool.after_connect(|connection, _| {
                    Box::pin(async move {
                        use sqlx::Executor;
                        // FULL: what was acknowledged survives a crash. secure_delete: what was deleted is overwritten.
                        connection
                            .execute(
                                "PRAGMA busy_timeout = 10000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
                                 PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON; PRAGMA cache_size = -8000",
                            )
                            .await?;
                        Ok(())
                    })
                })
            } else {
                pool
            }
        };
        let writers = pool(if kind == Kind::Sqlite { 1 } else { 8 }).connect_with(options.clone()).await?;
        // Apart from each other: who holds a row for writing may have to read something else before the end.
        let readers = pool(8).connect_with(options).await?;
        Ok(Self { kind, readers, writers, address: address.to_owned() })
    }

    /// Which kind it is.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// Its address, for the listener of live events.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// Connections for reading.
    pub(crate) fn reader(&self) -> &AnyPool {
        &self.readers
    }

    /// Begins a transaction that writes. On SQLite it takes the write lock at once, so that it never has to give up half-way.
    pub(crate) async fn begin(&self) -> Result<Transaction<'static, Any>, StoreError> {
        let begin = match self.kind {
            Kind::Sqlite => "BEGIN IMMEDIATE",
            Kind::Postgres => "BEGIN",
        };
        Ok(self.writers.begin_with(begin).await?)
    }

    /// Whether there is a data key in it already, so that its keyring must not be made anew.
    ///
    /// # Errors
    /// [`StoreError::Database`] if the database does not answer.
    pub async fn holds_keys(&self) -> Result<bool, StoreError> {
        let tables = match self.kind {
            Kind::Sqlite => "SELECT CAST(COUNT(*) AS BIGINT) FROM sqlite_master WHERE name = 'practice_keys'",
            Kind::Postgres => {
                "SELECT CAST(COUNT(*) AS BIGINT) FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'practice_keys'"
            }
        };
        let (tables,): (i64,) = sqlx::query_as(tables).fetch_one(&self.readers).await?;
        if tables == 0 {
            return Ok(false);
        }
        let (keys,): (i64,) =
            sqlx::query_as("SELECT CAST(COUNT(*) AS BIGINT) FROM practice_keys").fetch_one(&self.readers).await?;
        Ok(keys > 0)
    }

    /// Brings the tables up to date.
    pub(crate) async fn migrate(&self) -> Result<(), StoreError> {
        match self.kind {
            Kind::Sqlite => sqlx::migrate!("migrations/sqlite").run(&self.writers).await?,
            Kind::Postgres => sqlx::migrate!("migrations/postgres").run(&self.writers).await?,
        }
        Ok(())
    }
}
