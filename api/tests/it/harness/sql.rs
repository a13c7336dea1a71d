//! The database as somebody sees it who has stolen it: plain SQL, without the program.

use super::{TestApp, database::Fresh};

impl TestApp {
    /// Connections of its own to this app's database.
    pub(crate) async fn sql(&self) -> sqlx::AnyPool {
        let address = match &self._database {
            Fresh::Sqlite(folder) => format!("sqlite://{}", folder.path().join("salus.db").display()),
            Fresh::Postgres(address) => address.clone(),
        };
        sqlx::AnyPool::connect(&address).await.expect("the database answers")
    }

    /// Connections of its own to the database of this app's wrapped keys.
    pub(crate) async fn keys_sql(&self) -> sqlx::AnyPool {
        match &self._database {
            Fresh::Sqlite(folder) => {
                let file = folder.path().join("wrapped-keys").join("keys.db");
                sqlx::AnyPool::connect(&format!("sqlite://{}", file.display())).await
            }
            Fresh::Postgres(address) => {
                // One connection, which stays in the schema.
                let pool = sqlx::any::AnyPoolOptions::new().max_connections(1).connect(address).await;
                if let Ok(pool) = &pool {
                    sqlx::query("SET search_path TO salus_keys").execute(pool).await.expect("the schema is there");
                }
                pool
            }
        }
        .expect("the database of wrapped keys answers")
    }

    /// The database itself.
    pub(crate) fn database(&self) -> &Fresh {
        &self._database
    }

    /// The actions in a patient's access log other than the practice's own, in alphabetical order.
    pub(crate) async fn noted(&self, person: &super::Person) -> Vec<String> {
        let patient = person.patient.as_ref().expect("a patient").as_str();
        let rows: Vec<(String,)> = sqlx::query_as(
            "SELECT action FROM access_log WHERE patient_id = $1 AND actor_kind <> 'practice' ORDER BY action",
        )
        .bind(patient)
        .fetch_all(&self.sql().await)
        .await
        .expect("the access log can be read");
        rows.into_iter().map(|(action,)| action).collect()
    }

    /// All bytes of the databases' files, where they have files of their own (SQLite): data and wrapped keys, and their write-ahead
    /// logs.
    pub(crate) fn files(&self) -> Option<Vec<u8>> {
        let Fresh::Sqlite(folder) = &self._database else { return None };
        let read = |name: &str| std::fs::read(folder.path().join(name)).expect("the file can be read");
        let files = ["salus.db", "salus.db-wal", "wrapped-keys/keys.db", "wrapped-keys/keys.db-wal"];
        Some(files.map(read).concat())
    }
}
