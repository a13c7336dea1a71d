//! The databases underneath, SQLite by default, PostgreSQL by address: one for the data, one for the wrapped keys.

use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    str::FromStr,
    time::Duration,
};

use sqlx::{
    Any, AnyConnection, AnyPool, Connection, Transaction,
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

/// What is kept in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Holds {
    Data,
    Keys,
}

/// An open database: connections for reading, and one (SQLite) or more (PostgreSQL) for writing.
#[derive(Clone)]
pub struct Database {
    kind: Kind,
    holds: Holds,
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
        Self::connect_for(address, Holds::Data).await
    }

    /// Connects to the database of wrapped keys at an address, or in a file, which is made if it is not there.
    ///
    /// # Errors
    /// [`StoreError::Database`] if it cannot be opened, [`StoreError::Folder`] if the file's folder cannot be made.
    pub async fn wrapped_keys(place: &str) -> Result<Self, StoreError> {
        if ["sqlite:", "postgres:", "postgresql:"].iter().any(|scheme| place.starts_with(scheme)) {
            return Self::connect_for(place, Holds::Keys).await;
        }
        let file = Path::new(place);
        if let Some(folder) = file.parent().filter(|folder| !folder.as_os_str().is_empty() && !folder.exists()) {
            let failed = |source| StoreError::Folder { path: folder.to_owned(), source };
            fs::create_dir_all(folder).map_err(failed)?;
            fs::set_permissions(folder, fs::Permissions::from_mode(0o700)).map_err(failed)?;
            // The folder's own entry down to the disk: keys in a folder that is lost are lost.
            let around = folder.parent().filter(|around| !around.as_os_str().is_empty()).unwrap_or(Path::new("."));
            fs::File::open(around).and_then(|around| around.sync_all()).map_err(failed)?;
        }
        Self::connect_for(&format!("sqlite://{place}?mode=rwc"), Holds::Keys).await
    }

    /// Connects to the database of wrapped keys in its usual place beside this one: the file `wrapped-keys/keys.db` in the same
    /// folder, or the schema `salus_keys`.
    ///
    /// # Errors
    /// As for [`Database::wrapped_keys`].
    pub async fn keys_beside(&self) -> Result<Self, StoreError> {
        match self.file() {
            Some(file) => Self::wrapped_keys(&usual_file(file.parent().unwrap_or(Path::new("")))).await,
            None => Self::wrapped_keys(&self.address).await,
        }
    }

    async fn connect_for(address: &str, holds: Holds) -> Result<Self, StoreError> {
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
            } else if holds == Holds::Keys {
                pool.after_connect(|connection, _| {
                    Box::pin(async move {
                        use sqlx::Executor;
                        connection.execute("SET search_path TO salus_keys").await?;
                        Ok(())
                    })
                })
            } else {
                pool
            }
        };
        if kind == Kind::Postgres && holds == Holds::Keys {
            make_schema(address).await?;
        }
        let most = if holds == Holds::Keys { 3 } else { 8 };
        let writers = pool(if kind == Kind::Sqlite { 1 } else { most }).connect_with(options.clone()).await?;
        // Apart from each other: who holds a row for writing may have to read something else before the end.
        let readers = pool(most).connect_with(options).await?;
        Ok(Self { kind, holds, readers, writers, address: address.to_owned() })
    }

    /// The file of a SQLite database.
    #[must_use]
    pub fn file(&self) -> Option<PathBuf> {
        let path = self.address.strip_prefix("sqlite:")?;
        let path = path.strip_prefix("//").unwrap_or(path);
        Some(PathBuf::from(path.split('?').next().unwrap_or(path)))
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

    /// Whether anything in it was sealed or wrapped, so that no key may be made anew.
    ///
    /// # Errors
    /// [`StoreError::Database`] if the database does not answer.
    pub async fn depends_on_keys(&self) -> Result<bool, StoreError> {
        for table in ["practice_keys", "accounts", "patients", "resources"] {
            if self.has_table(table).await? {
                // The names are those above.
                let any = sqlx::AssertSqlSafe(format!("SELECT 1 FROM {table} LIMIT 1"));
                if sqlx::query(any).fetch_optional(&self.readers).await?.is_some() {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    /// Whether it has this table.
    pub(crate) async fn has_table(&self, table: &str) -> Result<bool, StoreError> {
        let tables = match self.kind {
            Kind::Sqlite => "SELECT CAST(COUNT(*) AS BIGINT) FROM sqlite_master WHERE name = $1",
            Kind::Postgres => {
                "SELECT CAST(COUNT(*) AS BIGINT) FROM pg_tables WHERE schemaname = current_schema() AND tablename = $1"
            }
        };
        let (tables,): (i64,) = sqlx::query_as(tables).bind(table).fetch_one(&self.readers).await?;
        Ok(tables > 0)
    }

    /// Brings the tables up to date.
    pub(crate) async fn migrate(&self) -> Result<(), StoreError> {
        match (self.holds, self.kind) {
            (Holds::Data, Kind::Sqlite) => sqlx::migrate!("migrations/sqlite").run(&self.writers).await?,
            (Holds::Data, Kind::Postgres) => sqlx::migrate!("migrations/postgres").run(&self.writers).await?,
            (Holds::Keys, Kind::Sqlite) => sqlx::migrate!("migrations/keys/sqlite").run(&self.writers).await?,
            (Holds::Keys, Kind::Postgres) => sqlx::migrate!("migrations/keys/postgres").run(&self.writers).await?,
        }
        Ok(())
    }

    /// Takes what was deleted or overwritten out of the files as well, as far as the database lets go of it. Others who read at
    /// this moment may keep it back; it is gone with the next time then.
    pub(crate) async fn scrub(&self, table: &str) -> Result<(), StoreError> {
        match self.kind {
            Kind::Sqlite => {
                sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(&self.writers).await?;
            }
            Kind::Postgres => {
                sqlx::query(sqlx::AssertSqlSafe(format!("VACUUM {table}"))).execute(&self.writers).await?;
            }
        }
        Ok(())
    }

    /// Writes a consistent copy of a SQLite database into a new file.
    pub(crate) async fn copy_into(&self, file: &str) -> Result<(), StoreError> {
        sqlx::query("VACUUM INTO $1").bind(file).execute(&self.writers).await?;
        Ok(())
    }
}

/// The usual file of the wrapped keys in a data folder.
#[must_use]
pub fn usual_file(data: &Path) -> String {
    data.join("wrapped-keys").join("keys.db").display().to_string()
}

/// Makes the schema for wrapped keys where there is none; who may not make one can be given it.
async fn make_schema(address: &str) -> Result<(), StoreError> {
    let mut connection = AnyConnection::connect(address).await?;
    let exists = "SELECT CAST(COUNT(*) AS BIGINT) FROM pg_namespace WHERE nspname = 'salus_keys'";
    let (schemas,): (i64,) = sqlx::query_as(exists).fetch_one(&mut connection).await?;
    if schemas == 0 {
        let made = sqlx::query("CREATE SCHEMA IF NOT EXISTS salus_keys").execute(&mut connection).await;
        // Another server may have made it at the same moment.
        let (schemas,): (i64,) = sqlx::query_as(exists).fetch_one(&mut connection).await?;
        if schemas == 0 {
            made?;
        }
    }
    connection.close().await?;
    Ok(())
}
